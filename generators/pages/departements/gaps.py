"""The map of gaps: what the network knows of each département, mission by mission, and what nobody knows.

A map, a table that says the same, and a file to download. Everything stands in the page for all
audiences; `couverture.js` chooses a mission and an audience.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from generators.land.places import Places
from generators.land.territories import Departement
from generators.network import addresses
from generators.network.gaps import STATES, Cell, State, first_rank
from generators.network.when import STALE_AFTER_MONTHS
from generators.pages.departements import gaps_files, page
from generators.pages.departements.gaps_files import URL
from generators.pages.frame.page import Etape, Maker, Page, depth, root
from generators.pages.frame.render import render
from generators.pages.maps.france import france_map
from generators.site import Site
from generators.words.wording import accord, nombre

#: State → its picture in icones.svg, and what the legend says of it.
ICONES: Mapping[State, str] = {"oui": "coche", "verifier": "alerte", "inconnu": "info", "non": "moins"}


@dataclass(frozen=True, slots=True)
class GapCell:
    """A cell of the table: a mission of a département ("" for all of them) in words."""

    mission: str
    cellule: Cell

    @property
    def etat(self) -> State:
        return self.cellule.state

    @property
    def icone(self) -> str:
        return ICONES[self.etat]

    @property
    def mot(self) -> str:
        """ "2 confirmées", "3 à confirmer", "Non renseigné", "Aucun"."""
        match self.etat:
            case "oui":
                return nombre(self.cellule.fresh, "confirmée", "confirmées")
            case "verifier":
                return a_verifier(self.cellule.stale)
            case "inconnu":
                return "Non renseigné"
        return "Aucun"

    @property
    def detail(self) -> str:
        """ "et 1 à confirmer", "depuis 10/2024", "pour 2 structures", "acteur connu", or nothing."""
        match self.etat:
            case "oui" if self.cellule.stale:
                return f"et {a_verifier(self.cellule.stale)}"
            case "verifier" if day := self.cellule.latest:
                return f"depuis\u00a0{day.month:02d}/{day.year + STALE_AFTER_MONTHS // 12}"
            case "inconnu":
                return f"pour {nombre(self.cellule.unknown, 'structure')}"
            case "non":
                return "acteur connu"
        return ""

    @property
    def phrase(self) -> str:
        return " ".join(filter(None, (self.mot, self.detail)))


def a_verifier(count: int) -> str:
    return nombre(count, "à\u00a0confirmer", "à\u00a0confirmer")


def makers(site: Site) -> Iterator[Maker]:
    """What makes the one page."""
    yield Maker(URL, page.SECTION, partial(gaps_page, site))


def gaps_page(site: Site) -> Page:
    """For all missions and all audiences."""
    everything = {code: GapCell("", site.network.gaps.cell(code)) for code in site.places.departements}
    weighed = site.once(partial(gaps_files.exports, site)).items()
    body = render(
        site,
        "departements/gaps.html.j2",
        depth(URL),
        ariane=[Etape("Annuaire", "annuaire/"), Etape("Carte des manques")],
        carte=_map(site, everything),
        missions=gaps_files.terms(site, "missions"),
        publics=gaps_files.terms(site, "publics"),
        etats=_counts(everything),
        territoires=_territories(everything, site.places),
        aujourdhui=site.today,
        national=national_phrase(site.network.gaps.national()),
        regions=[(nom, _rows(site, members)) for nom, members in page.by_region(site)],
        comptes=_denominators(site),
        roles=[term.libelle for term in site.records.vocabulary.roles.values() if term.agit],
        fichiers={path.rpartition(".")[2]: len(content) for path, content in weighed},
        nulle_part=[site.records.actors[id_] for id_ in site.network.gaps.nowhere],
    )
    return Page(
        url=URL,
        title="Carte des manques",
        description="Département par département et mission par mission : les structures connues, celles à "
        "confirmer, et là où aucun acteur n’est connu.",
        section="annuaire",
        body=body,
        scripts=("couverture",),
    )


def _map(site: Site, cases: Mapping[str, GapCell]) -> str:
    return france_map(
        site.outlines,
        covered=set(cases),
        href=lambda code: root(URL) + addresses.departement(code),
        classe=lambda code: f"manque-{cases[code].etat}",
        titre=lambda code: cases[code].phrase,
        label="Carte des manques, un lien par département",
    )


def _counts(cases: Mapping[str, GapCell]) -> list[tuple[State, str, int]]:
    """Each state with its legend and the number of territories in it."""
    found = Counter(case.etat for case in cases.values())
    return [(state, gaps_files.LEGENDE[state], found[state]) for state in STATES]


def _territories(cases: Mapping[str, GapCell], places: Places) -> str:
    """The denominator: "107 territoires : 101 départements et 6 collectivités d’outre-mer"."""
    collectivities = sum(places.departements[code].is_collectivity for code in cases)
    parts = (
        nombre(len(cases) - collectivities, "département"),
        nombre(collectivities, "collectivité d’outre-mer", "collectivités d’outre-mer"),
    )
    return f"{nombre(len(cases), 'territoire')}\u00a0: {' et '.join(parts)}"


def national_phrase(cell: Cell) -> str:
    """Who covers the whole of France, said apart: it holds for every département."""
    if not cell.known:
        return "Aucune structure nationale n’est connue pour ce choix."
    stale = f", dont {a_verifier(cell.stale)}" if cell.stale else ""
    if not cell.fresh:
        records = accord(cell.stale, "sa fiche est", "leurs fiches sont")
        stale = f"\u00a0; {records} à\u00a0confirmer"
    verb = accord(cell.known, "couvre", "couvrent")
    who = nombre(cell.known, "structure nationale", "structures nationales")
    return f"{who} {verb} aussi chaque département{stale}."


def _rows(site: Site, members: tuple[Departement, ...]) -> list[tuple[Departement, list[GapCell]]]:
    missions = (None, *first_rank(site.records.vocabulary, "missions"))
    return [(d, [GapCell(m or "", site.network.gaps.cell(d.code, m)) for m in missions]) for d in members]


@dataclass(frozen=True, slots=True)
class Comptes:
    """How many actors are counted: in all, in their territories, for the whole of France, nowhere.

    The four parts add up to `toutes`, the total of every page.
    """

    toutes: int
    locales: int
    nationales: int
    nulle_part: int
    suspendues: int
    sans_mission: int
    sans_public: int


def _denominators(site: Site) -> Comptes:
    reaches = site.network.gaps.reaches
    return Comptes(
        toutes=len(site.network.acting_actors),
        locales=sum(bool(reach.departements) and not reach.national for reach in reaches),
        nationales=sum(reach.national for reach in reaches),
        nulle_part=len(site.network.gaps.nowhere),
        suspendues=len(site.network.acting_actors) - len(reaches),
        sans_mission=sum(not reach.missions for reach in reaches),
        sans_public=sum(not reach.publics for reach in reaches),
    )
