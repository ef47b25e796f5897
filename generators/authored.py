"""The network's own pages, judged before anything is drawn: what would stop the build is told in its place.

A page of data/pages/ is Markdown under a head of a few keys. What it says must be readable, its marks must
have a value, its links lead to pages that there are; and so must the menu and the cards of the home page.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from html.parser import HTMLParser
from typing import Annotated
from urllib.parse import unquote

import markdown
from pydantic import BeforeValidator, Field

from generators.disk import regular
from generators.network import addresses
from generators.pages.frame import text
from generators.pages.library.page import chapitres
from generators.project import MAX_PAGE, Project, is_page
from generators.records.identity import FILE
from generators.records.kinds import KINDS
from generators.records.models import Modele
from generators.records.problems import Problem
from generators.records.reading.files import Folder, folder
from generators.records.reading.messages import bytes_of, dotted, of_trap, validated
from generators.records.reading.source import MAX_BYTES, YamlFile, read, readable
from generators.records.values.types import ADDRESS, ID_PATTERN, Booleen, Ligne
from generators.records.values.written import prose, refuse
from generators.records.vocabulary import Vocabulary
from generators.site import Site
from generators.words import urls
from generators.words.wording import no_break

PAGES = "pages"
#: As mkdocs.yml names them.
EXTENSIONS = ("admonition", "attr_list", "md_in_html", "tables", "footnotes", "pymdownx.superfences", "toc")
#: Where the site's own pages stand, besides those of records.
_HOMES = ("annuaire/", "annuaire/alphabetique/", "annuaire/par-mission/", "couverture/", "departements/",
          "selection/", "donnees/")  # fmt: skip
_HEAD = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_PATH = re.compile(rf"(?:{ID_PATTERN}/)*{ID_PATTERN}\.md")
_STEP = re.compile(rf"(?:[a-z0-9-]+/)*(?:#[a-z0-9-]+)?|{ADDRESS}")


def _step(value: object) -> str:
    if not isinstance(value, str) or not _STEP.fullmatch(value):
        refuse("ce n’est pas une page du site", 'écrivez par exemple annuaire/, ou "" pour l’accueil')
    return value


class Pas(Modele):
    """A step of the trail above a page's title."""

    titre: Ligne = Field(title="Titre", examples=["Accueil"])
    url: Annotated[str, BeforeValidator(_step)] | None = Field(None, title="Adresse", examples=["annuaire/"])


class EnTete(Modele):
    """What stands at the head of a page."""

    title: Ligne = Field(title="Titre", examples=["Mentions légales"])
    description: Annotated[Ligne, Field(max_length=320)] | None = Field(None, title="Description")
    chapo: Annotated[Ligne, Field(max_length=320)] | None = Field(None, title="Chapô")
    fil_ariane: tuple[Pas, ...] = Field((), title="Fil d’Ariane")
    bandeau: Booleen = Field(True, title="Bandeau")
    large: Booleen = Field(False, title="Large")


def faults(project: Project, site: Site) -> Iterator[Problem]:
    """What is wrong with the network's own pages, and with what leads to them."""
    data = folder(project.data, project.newsletter.parent)
    taken = _addresses(site)
    ours = frozenset(regular.below(project.root / "site" / PAGES))
    pages = {name for name in regular.below(project.data / PAGES) if is_page(name)}
    for name in sorted(pages):
        yield from _Page(data, name, site, {*pages, *ours}, taken).faults()
    known = {*taken, *(_url(name) for name in {*pages, *ours})}
    yield from _astray(data, site, known)


def head_of(page: str) -> Mapping[str, object]:
    """What the head of a sound page says."""
    head = _HEAD.match(page)
    written = read(_lined(head)).value if head else {"title": "?"}
    return EnTete.model_validate(written).model_dump(include={*written}, exclude_none=True)


def _lined(head: re.Match[str]) -> bytes:
    """A head as YAML, on the lines that it has in its page."""
    return f"\n{head[1]}".encode()


def _url(name: str) -> str:
    stem = name.removesuffix(".md")
    return f"{stem}/".removesuffix("index/")


def _addresses(site: Site) -> frozenset[str]:
    """Every address of the site but those of authored pages; a test holds it against what is drawn."""
    records = site.records
    own = (addresses.fiche(kind, id_) for (kind, id_), _ in records.all() if not KINDS[kind].anchored)
    gone = (addresses.reference(ref) for ref in site.network.retirees)
    lists = (kind.address for kind in KINDS.values() if kind.name != "actors")
    missions = (f"annuaire/par-mission/{code}/" for code in records.vocabulary.codes("missions"))
    departements = map(addresses.departement, site.places.departements)
    chapters = (chapter.url for chapter in chapitres(site))
    local = (
        addresses.numero_territoire(issue.id, addresses.territoire(region, site.places))
        for issue in site.network.issues_latest_first
        for region in site.places.regions.values()
    )
    return frozenset((*own, *gone, *lists, *missions, *departements, *chapters, *local, *_HOMES))


def _astray(data: Folder, site: Site, known: Collection[str]) -> Iterator[Problem]:
    """The entries of the menu, the cards of the home page and the agenda's way on that lead to no page."""
    identity = site.identity
    entries = [(("menu", at, "adresse"), entry.adresse) for at, entry in enumerate(identity.menu)]
    cards = [
        (("accueil", "publics", at, "adresse"), card.adresse)
        for at, card in enumerate(identity.accueil.publics)
    ]
    document: YamlFile | None = None
    bridge = [(("sans_date", "adresse"), identity.sans_date.adresse)] if identity.sans_date else []
    for loc, address in (*entries, *cards, *bridge):
        if "://" not in address and address.partition("#")[0] not in known:
            document = document or YamlFile.reread(regular.read(data.path / FILE, MAX_BYTES))
            message = f"aucune page n’a l’adresse « {address} »"
            hint = "écrivez-la dans data/pages/, ou corrigez l’adresse"
            yield Problem(data.names(FILE), *document.place(loc), dotted(loc), message, no_break(hint))


class _Page:
    """One page of data/pages/, and what is around it."""

    def __init__(
        self, data: Folder, name: str, site: Site, pages: Collection[str], taken: Collection[str]
    ) -> None:
        self.data, self.name, self.site, self.pages, self.taken = data, name, site, pages, taken
        self.shown = data.names(f"{PAGES}/{name}")

    def faults(self) -> Iterator[Problem]:
        problems: list[Problem] = []
        content = bytes_of(self.data.path / PAGES / self.name, self.shown, MAX_PAGE, problems)
        if content is not None:
            problems += self._of_name()
            page = readable(content, MAX_PAGE)
            if isinstance(page, YamlFile):
                problems += [of_trap(trap, self.shown) for trap in page.traps]
            else:
                problems += self._of_text(page.replace("\r\n", "\n").replace("\r", "\n"))
        yield from problems

    def _said(self, message: str, hint: str, line: int = 1) -> Problem:
        return Problem(self.shown, line, 1, "", no_break(message), no_break(hint))

    def _of_name(self) -> Iterator[Problem]:
        if not _PATH.fullmatch(self.name):
            hint = "des minuscules sans accent, des chiffres et des tirets, par exemple mentions-legales.md"
            yield self._said("le nom de cette page ne peut pas devenir une adresse", hint)
        elif _url(self.name) in self.taken:
            yield self._said(
                f"le site a déjà une page à l’adresse « {_url(self.name)} »", "renommez celle-ci"
            )

    def _of_text(self, page: str) -> Iterator[Problem]:
        head = _HEAD.match(page)
        if head is None:
            yield self._said("cette page n’a pas d’en-tête", "commencez-la par --- puis title: … puis ---")
            return
        document = read(_lined(head))
        yield from (of_trap(trap, self.shown) for trap in document.traps)
        if document.value is not None:
            yield from validated(EnTete, document.value, document, self.shown, Vocabulary({}))[1]
        yield from self._of_body(page[head.end() :], page.count("\n", 0, head.end()), page)

    def _of_body(self, body: str, above: int, page: str) -> Iterator[Problem]:
        try:
            prose(body.strip() or "-")
            text.said({"": page}, self.site.identity)
            filled = text.filled(body, self.site.identity, self.site.records.urgences)
            html = markdown.markdown(filled, extensions=[*EXTENSIONS])
        except text.UnknownMark as unknown:
            yield self._said(str(unknown), "corrigez la marque", above + 1)
        except Exception as refused:  # a text of any kind, read by a library that may fall over it
            context = getattr(refused, "context", None) or {}
            message = context.get("message", "cette page ne peut pas être lue")
            yield self._said(message, context.get("conseil", "simplifiez son texte"), above + 1)
        else:
            yield from self._of_links(html)

    def _of_links(self, html: str) -> Iterator[Problem]:
        reader = _Links()
        reader.feed(html)
        for link in dict.fromkeys(reader.found):
            if not self._leads(link):
                hint = "nommez une page par son fichier (proches.md), ou une adresse entière"
                yield self._said(f"le lien vers « {link} » ne mène à aucune page", hint)

    def _leads(self, link: str) -> bool:
        """MkDocs looks for the file that a relative address with an ending names, and stops without it."""
        found = urls.parts(link)
        if link and not found.geturl():
            return False
        if not link or link.startswith(("#", "/", "?")):
            return True
        if found.scheme or found.netloc:
            return True
        path = unquote(found.path)
        if not posixpath.splitext(path)[1]:
            return bool(path)
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.name), path)) in self.pages


class _Links(HTMLParser):
    """The addresses that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]
