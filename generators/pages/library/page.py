"""The library, narrowed by boxes and words; a page a resource; and reading paths for who begins.

The order of a path follows what the records say, so that a new resource finds its place by itself: what is
short and made to begin with, then what one works with, then voices, then studies; in each the most focused
first, the free before the others, the latest before the older.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from generators import editions
from generators.exchange import jsonld
from generators.network import addresses
from generators.pages.frame import cards, facets
from generators.pages.frame.cards import Carte, DocumentCard, document
from generators.pages.frame.facets import Option
from generators.pages.frame.page import LIBRARY_FEED, Etape, Maker, Page, depth
from generators.pages.frame.render import langue, libelle, libelles, render
from generators.pages.frame.suites import Suites, first, named, rest
from generators.pages.index import search, words
from generators.records.kinds import RESOURCES
from generators.records.models import Ressource
from generators.site import Site
from generators.words.wording import en_lettres, fold, liste, majuscule, minuscule

URL = "ressources/"


def makers(site: Site) -> Iterator[Maker]:
    """What makes the library, its reading paths, and the page of each resource."""
    chapters = chapitres(site)
    yield Maker(URL, RESOURCES.section, partial(library, site, chapters))
    for number, resources in enumerate(rest(site.network.resources_latest_first), start=2):
        further = partial(suite, site, resources, number)
        yield Maker(suites(site).address(number), RESOURCES.section, further)
    for chapter, before, after in zip(chapters, (None, *chapters), (*chapters[1:], None), strict=False):
        make = partial(path_page, site, chapter, before, after)
        yield Maker(chapter.url, RESOURCES.section, make)
    steps = pas(chapters)
    for r in site.records.resources.values():
        make = partial(page, site, r, steps.get(r.id, ()))
        yield Maker(addresses.ressource(r.id), RESOURCES.section, make)


def files(site: Site) -> Mapping[str, bytes]:
    """The index of the library's words, with the id of each of its entries."""
    resources = site.network.resources_latest_first
    rows = site.each(_words, resources)
    return words.files(f"{editions.FOLDER}ressources/", rows, ids=" ".join(r.id for r in resources))


def _words(site: Site, resource: Ressource) -> words.Row:
    return words.row(search.ressource(site, resource).textes)


def library(site: Site, chapters: Sequence[Chapitre]) -> Page:
    resources = site.network.resources_latest_first
    boxes = facets.groups(FACETS, site, resources)
    body = render(
        site,
        "library/index.html.j2",
        depth(URL),
        fiches=_cards(site, first(resources)),
        total=len(resources),
        suites=suites(site).links,
        genres=boxes[0],
        facettes=[box for box in boxes[1:] if box.cases],
        chapitres=chapters,
        parcours=majuscule(en_lettres(len(chapters), "parcours", "parcours")),
        flux=LIBRARY_FEED,
    )
    return Page(
        url=URL,
        title="Ressources",
        description=site.identity.descriptions.ressources,
        section="ressources",
        body=body,
        flux=(LIBRARY_FEED,),
        scripts=("bibliotheque",),
        cases=True,
    )


def _cards(site: Site, resources: Iterable[Ressource]) -> list[tuple[DocumentCard, str]]:
    return [(document(site, r), facets.tokens(facets.terms(FACETS, site, r))) for r in resources]


def suites(site: Site) -> Suites:
    """The further pages of the library, by the years that they hold."""

    def year(resource: Ressource) -> str:
        return str(resource.date)[:4] if resource.date else "sans date"

    names = [named(found, year) for found in rest(site.network.resources_latest_first)]
    return Suites(URL, "Ressources", RESOURCES.section, names)


def suite(site: Site, resources: Sequence[Ressource], number: int) -> Page:
    return suites(site).page(site, "library/suite.html.j2", number, fiches=_cards(site, resources))


def _publishers_of(_: Site, ressource: Ressource) -> Iterator[str]:
    yield from ressource.producteurs
    if ressource.editeur:
        yield _code(ressource.editeur)


def _code(name: str) -> str:
    """The code of a publisher that is no actor."""
    return fold(name).replace(" ", "-")


def _publishers(site: Site, resources: Sequence[Ressource], made: Counter[str]) -> list[Option]:
    """Those that made most first."""
    names: dict[str, str] = {i: site.records.actors[i].nom for r in resources for i in r.producteurs}
    names |= {_code(r.editeur): r.editeur for r in resources if r.editeur}
    order = sorted(names, key=lambda code: (-made[code], fold(names[code])))
    return [Option(code, names[code]) for code in order[: facets.MOST]]


def _languages(_: Site, __: Sequence[Ressource], counts: Counter[str]) -> list[Option]:
    return [Option(code, langue(code)) for code in sorted(counts)]


#: The kinds first: people choose by them before all else.
FACETS: tuple[facets.FacetRule[Ressource], ...] = (
    facets.of_field("type", "types_ressource", "Genre", liste="types", used=True),
    facets.of_field("missions", "missions", "Mission"),
    facets.of_field("publics", "publics", "Pour qui"),
    facets.of_field("acces", "acces", "Accès"),
    facets.of_years("Année de parution", lambda _, r: [r.date[:4]] if r.date else []),
    facets.FacetRule("producteurs", "Produite par", _publishers_of, _publishers, repliee=True),
    facets.FacetRule(
        "langues", "Langue", lambda _, r: [r.langue] if r.langue else [], _languages, repliee=True
    ),
)


def page(site: Site, ressource: Ressource, steps: Sequence[Pas]) -> Page:
    url = addresses.ressource(ressource.id)
    body = render(
        site,
        "library/page.html.j2",
        depth(url),
        ressource=ressource,
        ariane=[Etape("Ressources", URL), Etape(libelle(site, ressource.type, "types_ressource"))],
        entree=document(site, ressource),
        pour_qui=audience(site, ressource),
        parcours=steps,
        missions=[libelle(site, code, "missions") for code in ressource.missions],
        voir_aussi=list(see_also(site, ressource)),
    )
    return Page(
        url=url,
        title=ressource.titre,
        description=ressource.resume,
        section="ressources",
        body=body,
        jsonld=jsonld.creative_work(site, ressource),
        maj=site.network.changed_on(ressource),
        scripts=("imprimer",),
    )


def audience(site: Site, ressource: Ressource) -> str | None:
    """For whom: the record's own words when it has some, else the terms."""
    return ressource.publics_precisions or libelles(site, ressource.publics, "publics") or None


def see_also(site: Site, ressource: Ressource) -> Iterator[Carte]:
    """Who made it, who has a part in it, where it was presented, who told of it."""
    actors = site.records.actors
    yield from (cards.acteur(site, actors[id_], "Produite par") for id_ in ressource.producteurs)
    yield from (cards.acteur(site, actors[id_]) for id_ in ressource.acteurs)
    yield from cards.evenements(site, site.network.resource_events.get(ressource.id, ()))
    yield from cards.actualites(site, site.network.resource_news.get(ressource.id, ()))
    yield from cards.mentions(site, ressource)


#: The row of a kind of resource that has none.
LAST = 10**9


@dataclass(frozen=True, slots=True)
class Lecture:
    """A step of a path: the resource, and why to read it here."""

    document: DocumentCard
    pourquoi: str


@dataclass(frozen=True, slots=True)
class Chapitre:
    """A path and its steps, in order."""

    code: str
    mot: str
    promesse: str
    ressources: tuple[Ressource, ...]

    @property
    def url(self) -> str:
        return _path(self.code)


@dataclass(frozen=True, slots=True)
class Pas:
    """Where a resource stands in a chapter: its step, of how many, and the next one."""

    mot: str
    url: str
    rang: int
    nombre: int
    suivante: Ressource | None


def path_page(site: Site, chapter: Chapitre, before: Chapitre | None, after: Chapitre | None) -> Page:
    """The page of a path, which leads to the ones around it."""
    body = render(
        site,
        "library/paths.html.j2",
        depth(chapter.url),
        chapitre=chapter,
        avant=before,
        apres=after,
        lectures=[*lectures(site, chapter)],
        ariane=[Etape("Ressources", "ressources/"), Etape(f"Parcours\u00a0: {minuscule(chapter.mot)}")],
    )
    title = f"{chapter.mot}\u00a0: par où commencer"
    text = f"{chapter.promesse} Les ressources du réseau, étape par étape."
    return Page(chapter.url, title, text, "ressources", body)


def chapitres(site: Site) -> tuple[Chapitre, ...]:
    """All, those without a resource included."""
    terms = site.records.vocabulary.missions
    return tuple(
        Chapitre(code, terms[code].libelle, promise, tuple(_bearing(site, code)))
        for code, promise in _promised(site).items()
    )


def _promised(site: Site) -> Mapping[str, str]:
    """The missions that have a path, with what it promises."""
    terms = site.records.vocabulary.missions.items()
    return {code: term.promesse for code, term in terms if term.promesse}


def _path(code: str) -> str:
    return f"{URL}parcours/{code}/"


def pas(chapters: Sequence[Chapitre]) -> Mapping[str, tuple[Pas, ...]]:
    """Resource → its step in each chapter that has it."""
    found: dict[str, tuple[Pas, ...]] = {}
    for chapter in chapters:
        steps = chapter.ressources
        for rank, (here, after) in enumerate(zip(steps, (*steps[1:], None), strict=False), start=1):
            step = Pas(chapter.mot, chapter.url, rank, len(steps), after)
            found[here.id] = (*found.get(here.id, ()), step)
    return found


def lectures(site: Site, chapter: Chapitre) -> Iterator[Lecture]:
    return (Lecture(document(site, one), why(site, one, chapter.code)) for one in chapter.ressources)


def _bearing(site: Site, code: str) -> list[Ressource]:
    bearing = [r for r in site.records.resources.values() if code in _chapters(site, r)]
    return sorted(bearing, key=lambda r: _order(site, r))


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
