"""Complete lists of actors, in sections, on pages that a phone opens: names that lead to their records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from generators.pages.frame.page import Etape, Maker, Page, depth
from generators.pages.frame.render import couvre, lieu, render
from generators.records.models import Acteur
from generators.site import Site
from generators.words.wording import insecable, minuscule

#: A line is 230 bytes and three elements: so many are a page of some 90 KB, which a phone opens at once.
LINES = 300


@dataclass(frozen=True, slots=True)
class Section:
    """Actors under a title; `nombre` are all of it, of which a page may have a part."""

    titre: str
    ancre: str
    membres: Sequence[Acteur]
    nombre: int = 0
    citees: bool = False

    def cut(self, start: int, end: int) -> Section:
        """Some of them, from `start` on."""
        titre = f"{self.titre} (suite)" if start else self.titre
        return replace(self, titre=titre, membres=self.membres[start:end], nombre=len(self.membres))


#: What names a page of a list: its first line, and its last.
Label = Callable[[tuple[Section, Acteur], tuple[Section, Acteur]], str]


def by_section(first: tuple[Section, Acteur], last: tuple[Section, Acteur]) -> str:
    """ "Ain (01) – Gard (30)"."""
    return " – ".join(dict.fromkeys((first[0].titre, last[0].titre)))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list at an address; those who are only cited stand after all others."""

    url: str
    titre: str
    texte: str
    ariane: tuple[Etape, ...]
    sections: Sequence[Section]
    citees: Sequence[Acteur] = ()
    label: Label = by_section
    parts: list[tuple[Section, ...]] = field(init=False)

    def __post_init__(self) -> None:
        cited = [Section("Citées aussi", "citees", self.citees, citees=True)] if self.citees else []
        object.__setattr__(self, "parts", list(parts([*self.sections, *cited])) or [()])

    def address(self, number: int) -> str:
        """Where one of its pages stands; the first, at the address of the list."""
        return self.url if number == 1 else f"{self.url}{number}/"

    def where(self, anchor: str) -> str:
        """The address of a section, on whichever page it begins."""
        pages = enumerate(self.parts, start=1)
        found = next((n for n, page in pages if any(one.ancre == anchor for one in page)), 1)
        return f"{self.address(found)}#{anchor}"

    @property
    def labels(self) -> list[tuple[str, str]]:
        """Address and name of each of its pages."""
        ends = (((one[0], one[0].membres[0]), (one[-1], one[-1].membres[-1])) for one in self.parts if one)
        return [(self.address(n), self.label(*pair)) for n, pair in enumerate(ends, start=1)]


def parts(sections: Iterable[Section], most: int = LINES) -> Iterator[tuple[Section, ...]]:
    """The sections on pages of at most so many lines; a section that is longer goes on."""
    page: list[Section] = []
    room = most
    for section in sections:
        start = 0
        while start < len(section.membres):
            if not room:
                yield tuple(page)
                page, room = [], most
            taken = section.cut(start, start + room)
            page.append(taken)
            start, room = start + len(taken.membres), room - len(taken.membres)
    if page:
        yield tuple(page)


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a list: its number, its sections, and the addresses and names of all pages, where several."""

    titre: str
    texte: str
    ariane: tuple[Etape, ...]
    url: str
    numero: int
    sections: tuple[Section, ...]
    pages: Sequence[tuple[str, str]]


def makers(site: Site, listing: Listing, section: str) -> Iterator[Maker]:
    """What makes each page of a list: a page knows its own lines alone."""
    pages = listing.labels if len(listing.parts) > 1 else []
    for number, here in enumerate(listing.parts, start=1):
        url = listing.address(number)
        part = Part(listing.titre, listing.texte, listing.ariane, url, number, here, pages)
        yield Maker(url, section, partial(page, site, part, section))


def page(site: Site, part: Part, section: str) -> Page:
    shown = [one for one in part.sections if not one.citees]
    body = render(
        site,
        "frame/list.html.j2",
        depth(part.url),
        titre=part.titre,
        chapo=part.texte,
        ariane=part.ariane,
        sections=shown,
        suites=said(site, (acteur for one in shown for acteur in one.membres)),
        citees=next((one for one in part.sections if one.citees), None),
        pages=part.pages,
        page=part.numero,
    )
    number = f", page {part.numero}" if part.numero > 1 else ""
    title = f"Annuaire\u00a0: {minuscule(part.titre)}{number}"
    return Page(part.url, title, part.texte, section, body)


def said(site: Site, actors: Iterable[Acteur]) -> Mapping[str, str]:
    """What a list says after each one's name: where it stands, what it covers, its number."""
    return {acteur.id: " · ".join(filter(None, _said(site, acteur))) for acteur in actors}


def _said(site: Site, acteur: Acteur) -> Iterator[str | None]:
    yield lieu(site, acteur)
    yield couvre(site, acteur)
    yield insecable(acteur.telephone) if acteur.telephone else None
