"""What must be true of a letter before it leaves: the faults that renderers have, and those of an issue.

Each check yields problems; nothing stops at the first. What a reader gets from the HTML (words, headings,
links, pictures, loaded addresses) is read first (`extract`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from generators.letter.items import size_of
from generators.letter.shapes import Item, Letter
from generators.records.models import Numero
from generators.records.problems import Problem, Severity
from generators.site import Site
from generators.words import urls
from generators.words.wording import NBSP

#: Gmail clips a message past about 102 KB, and hides the unsubscribe link with the rest.
LIMITE = 102_000
ALERTE = 90_000


def verify(letter: Letter, html: str, weights: Mapping[str, int], site: Site) -> tuple[Problem, ...]:
    """The problems of a drawn letter. `weights` gives the bytes of each item by its title."""
    read = extract(html)
    found = (
        *_renderer(html, read),
        *_words(letter, read),
        *_outline(read),
        *_labels(read),
        *_hosts(letter, read, site),
        *_size(html, weights),
    )
    return tuple(_problem(letter.id, *one) for one in found)


def unreadable_images(issue: Numero, site: Site) -> tuple[Problem, ...]:
    """The pictures of an issue that no e-mail client shows; the checker reports the missing ones."""
    hint = "enregistrez-la en PNG ou en JPEG : les messageries n’affichent ni SVG ni WebP"
    return tuple(
        _problem(issue.id, f"l’image « {name} » n’est ni un PNG ni un JPEG", hint)
        for name in issue.images
        if name in site.images and size_of(site.images[name]) is None
    )


Found = tuple[str, str] | tuple[str, str, Severity]


def _problem(issue: str, message: str, hint: str, severity: Severity = "error") -> Problem:
    return Problem(f"newsletter/{issue}.yml", 0, 0, "", message, hint, severity)


def _renderer(html: str, read: Extract) -> Iterator[Found]:
    hint = "c’est un défaut du gabarit : newsletter/templates/"
    unknown = sorted(tag for tag in read.tags if tag.startswith("mj-") or tag == "mjml")
    if unknown:
        yield f"la balise <{unknown[0]}> n’a pas été traduite en HTML", hint
    if found := re.search(r"\\u\{[0-9a-f]+\}", html):
        yield f"un caractère est sorti sous la forme {found[0]}", hint
    for image in read.images:
        if image.get("alt") is None:
            yield f"l’image {image.get('src')} n’a pas de texte de remplacement", hint


def _words(letter: Letter, read: Extract) -> Iterator[Found]:
    for item in letter.items:
        for text in _texts(item):
            pattern = rf"(?<!\w){re.escape(tidy(text))}(?!\w)"
            if not re.search(pattern, read.words):
                hint = "vérifiez le gabarit : un mot manque, ou deux mots se touchent"
                yield f"« {item.titre} » : on ne retrouve pas « {text} » dans l’e-mail", hint


def _texts(item: Item) -> tuple[str, ...]:
    rows = tuple(text for row in item.lignes for text in (row.nom, row.valeur))
    agenda = (item.agenda.libelle,) if item.agenda else ()
    page = (item.page.libelle,) if item.page.url != item.bouton.url and not item.bref else ()
    return (item.surtitre, item.titre, item.texte, *rows, item.bouton.libelle, *page, *agenda)


def _outline(read: Extract) -> Iterator[Found]:
    levels = [level for level, _ in read.headings]
    hint = "c’est un défaut du gabarit : newsletter/templates/"
    if levels.count(1) != 1:
        yield f"la lettre a {levels.count(1)} titres de niveau 1, il en faut un", hint
    for (before, _), (level, label) in zip(read.headings, read.headings[1:], strict=False):
        if level > before + 1:
            yield f"le titre « {label} » saute du niveau {before} au niveau {level}", hint


def _labels(read: Extract) -> Iterator[Found]:
    targets: dict[str, set[str]] = defaultdict(set)
    for label, href in read.links:
        targets[label].add(href)
    for label, hrefs in targets.items():
        if not label:
            yield f"un lien vers {min(hrefs)} n’a pas de libellé", "donnez-lui un texte"
        if label and len(hrefs) > 1:
            hint = "donnez à chaque bouton un libellé qui dit où il mène (bouton: libelle:)"
            yield f"le libellé « {label} » mène à {len(hrefs)} endroits différents", hint


def _hosts(letter: Letter, read: Extract, site: Site) -> Iterator[Found]:
    """Nothing is loaded from another host, and links lead only where the data say."""
    accounts = (compte.url for compte in site.identity.contact.comptes)
    said = {urls.host(url) for url in (site.identity.editeur.don, site.desinscription, *accounts) if url}
    said |= {urls.host(item.bouton.url) for item in letter.items} | {site.host, ""}
    said |= {urls.host(row.url) for item in letter.items for row in item.lignes if row.url}
    for url in sorted(set(read.loaded)):
        if urls.host(url) != site.host:
            yield f"l’e-mail chargerait {url}, hors du site", "une lettre ne charge rien d’un autre site"
    for label, url in read.links:
        if urls.host(url) not in said:
            yield f"le lien « {label} » mène à {url}, qu’aucune fiche ne donne", "vérifiez le gabarit"


def _size(html: str, weights: Mapping[str, int]) -> Iterator[Found]:
    """A warning from ALERTE, an error from LIMITE, with the heaviest items."""
    size = len(html.encode())
    if size < ALERTE:
        return
    heaviest = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    named = ", ".join(f"« {name} » ({ko(n)})" for name, n in heaviest)
    hint = f"raccourcissez les plus lourds : {named} ; ou écrivez abrege: true dans le numéro"
    severity: Severity = "error" if size >= LIMITE else "warning"
    yield f"la lettre pèse {ko(size)} ; Gmail la coupe vers {ko(LIMITE)}", hint, severity


def ko(size: int) -> str:
    """A weight as a reader says it: "84,4 ko"."""
    return f"{size / 1000:.1f} ko".replace(".", ",").replace(" ", NBSP)


_BLOCKS = frozenset(
    {"body", "div", "table", "tbody", "tr", "td", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li"}
)
_SILENT = frozenset({"style", "script", "title", "head"})
_LOADED = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


@dataclass(slots=True)
class Extract:
    """The reading of one HTML document. `links` are pairs of label and address, in order."""

    words: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    images: list[dict[str, str | None]] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)


def extract(html: str) -> Extract:
    """Read a document. Only blocks part words: `<br>` does not, and glued words show as such."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.found.words = tidy("".join(reader.texts))
    reader.found.loaded += [a or b for style in reader.styles for a, b in _LOADED.findall(style)]
    return reader.found


def tidy(text: str) -> str:
    """Text with one plain space wherever it had any: what is compared."""
    return " ".join(text.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Extract()
        self.texts: list[str] = []
        self.styles: list[str] = []
        self.silent: list[str] = []
        self.open: list[tuple[str, str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.found.tags.add(tag)
        self.styles.append(values.get("style") or "")
        if tag in _BLOCKS:
            self.texts.append("\n")
        if tag in _SILENT:
            self.silent.append(tag)
        if tag == "img":
            self.found.images.append(values)
        if tag == "a" or re.fullmatch("h[1-6]", tag):
            self.open.append((tag, values.get("href") or "", len(self.texts)))
        self._note_loaded(tag, values)

    def _note_loaded(self, tag: str, values: dict[str, str | None]) -> None:
        names = ("href",) if tag == "link" else ("src", "srcset", "background", "poster")
        self.found.loaded += [value for name in names if (value := values.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.texts.append("\n")
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()
        if self.open and self.open[-1][0] == tag:
            self._close(*self.open.pop())

    def _close(self, tag: str, href: str, start: int) -> None:
        label = tidy("".join(self.texts[start:]))
        if tag == "a":
            self.found.links.append((label, href))
        else:
            self.found.headings.append((int(tag[1]), label))

    def handle_data(self, data: str) -> None:
        if "style" in self.silent:
            self.styles.append(data)
        elif not self.silent:
            self.texts.append(data)
