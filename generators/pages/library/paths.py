"""The library in chapters, each a reading path for who begins: in order, and why to read each step.

A chapter is a mission of the vocabulary that promises something; they come in its order.

The order follows what the records say, so that a new resource finds its place by itself: what is short
and made to begin with, then what one works with, then voices, then studies; in each the most focused
first, the free before the others, the latest before the older.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generators.pages.frame.cards import Document, document
from generators.pages.frame.page import Etape, Page, depth
from generators.pages.frame.render import render
from generators.records.models import Ressource
from generators.site import Site
from generators.words.phrases import liste, minuscule

#: The row of a kind of resource that has none.
LAST = 10**9


@dataclass(frozen=True, slots=True)
class Lecture:
    """A step of a path: the resource, and why to read it here."""

    document: Document
    pourquoi: str


@dataclass(frozen=True, slots=True)
class Chapitre:
    """A path and its steps, in order."""

    code: str
    mot: str
    promesse: str
    lectures: tuple[Lecture, ...]

    @property
    def url(self) -> str:
        return f"ressources/parcours/{self.code}/"


@dataclass(frozen=True, slots=True)
class Pas:
    """Where a resource stands in a chapter: its step, of how many, and the next one."""

    chapitre: Chapitre
    rang: int
    suivante: Document | None


def pages(site: Site, chapters: Sequence[Chapitre]) -> Iterator[Page]:
    """A page a path, each leading to the ones around it."""
    around = zip((None, *chapters), chapters, (*chapters[1:], None), strict=False)
    for before, chapter, after in around:
        body = render(
            site,
            "library/paths.html.j2",
            depth(chapter.url),
            chapitre=chapter,
            avant=before,
            apres=after,
            ariane=[Etape("Ressources", "ressources/"), Etape(f"Parcours\u00a0: {minuscule(chapter.mot)}")],
        )
        title = f"{chapter.mot}\u00a0: par où commencer"
        text = f"{chapter.promesse} Les ressources du réseau, étape par étape."
        yield Page(chapter.url, title, text, "ressources", body)


def chapitres(site: Site) -> tuple[Chapitre, ...]:
    """All, those without a resource included."""
    return tuple(
        Chapitre(code, term.libelle, term.promesse, tuple(_lectures(site, code)))
        for code, term in site.records.vocabulary.missions.items()
        if term.promesse
    )


def pas(chapters: Sequence[Chapitre]) -> Mapping[str, tuple[Pas, ...]]:
    """Resource → its step in each chapter that has it."""
    found: dict[str, tuple[Pas, ...]] = {}
    for chapter in chapters:
        documents = [lecture.document for lecture in chapter.lectures]
        for rank, here in enumerate(documents, start=1):
            id_, after = here.ressource.id, documents[rank] if rank < len(documents) else None
            found[id_] = (*found.get(id_, ()), Pas(chapter, rank, after))
    return found


def _lectures(site: Site, code: str) -> Iterator[Lecture]:
    bearing = [r for r in site.records.resources.values() if code in _chapters(site, r)]
    for ressource in sorted(bearing, key=lambda r: _order(site, r)):
        yield Lecture(document(site, ressource), why(site, ressource, code))


def _chapters(site: Site, ressource: Ressource) -> tuple[str, ...]:
    """The chapters that the missions of a resource, or those above them, belong to."""
    terms = site.records.vocabulary.missions
    above = {terms[code].parent for code in ressource.missions}
    return tuple(
        code
        for code, term in terms.items()
        if term.promesse and (code in above or code in ressource.missions)
    )


def _order(site: Site, ressource: Ressource) -> tuple[int, int, bool, int, str]:
    row = site.records.vocabulary.types_ressource[ressource.type].rang
    latest = (ressource.date.last_day if ressource.date else date.min).toordinal()
    return row or LAST, len(_chapters(site, ressource)), ressource.acces != "libre", -latest, ressource.id


def why(site: Site, ressource: Ressource, chapter: str) -> str:
    """Why to read it in this chapter: "À voir pour repérer et aller vers. Sert aussi à orienter."."""
    terms = site.records.vocabulary.missions
    here = [code for code in ressource.missions if chapter in (code, terms[code].parent)]
    also = [code for code in _chapters(site, ressource) if code != chapter]
    said = liste(minuscule(terms[code].libelle) for code in here)
    first = f"{site.records.vocabulary.types_ressource[ressource.type].geste} pour {said}."
    others = liste(f"à {minuscule(terms[code].libelle)}" for code in also)
    return f"{first} Sert aussi {others}." if others else first
