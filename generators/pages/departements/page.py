"""The page of a département: what the network knows there, who to call, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from generators.land import coverage
from generators.land.territories import Departement, Region
from generators.network import addresses, when
from generators.network.gaps import Cell, State, first_rank
from generators.network.network import Landscape
from generators.pages.departements import groups
from generators.pages.events import line
from generators.pages.events.line import ligne
from generators.pages.frame import cards
from generators.pages.frame.page import Etape, Lien, Maker, Page, depth, feed_of_departement, feed_of_region
from generators.pages.frame.render import render
from generators.pages.maps.france import Ville, departement_map
from generators.pages.maps.markers import Marker
from generators.pages.maps.svg import symbols
from generators.records.models import Acteur, Evenement
from generators.site import Livret, Site
from generators.words.wording import NBSP, en_lettres, fold, majuscule

URL, SECTION = groups.URL, groups.SECTION

#: A date is a thousand bytes, a piece of news five hundred: a page shows so many, and leads to the others.
DATES = NOUVELLES = 8


def makers(site: Site) -> Iterator[Maker]:
    """What makes the page of each département or overseas collectivity."""
    yield Maker(URL, SECTION, partial(index, site))
    for departement in site.places.departements.values():
        yield Maker(addresses.departement(departement.code), SECTION, partial(page, site, departement))
    yield from groups.makers(site)


def index(site: Site) -> Page:
    gaps, codes = site.network.gaps, site.places.departements
    body = render(
        site,
        "departements/index.html.j2",
        depth(URL),
        regions=by_region(site),
        connus={code: gaps.cell(code).total for code in codes},
        couverts=len(gaps.covered),
        livrets=_of_regions(site),
        territoires=len(codes),
    )
    return Page(
        url=URL,
        title="Par département",
        description=site.identity.descriptions.departements,
        section=SECTION,
        body=body,
    )


def _of_regions(site: Site) -> dict[str, list[tuple[str, Livret]]]:
    """Code of a region → « des Hauts-de-France » and its booklet, where it was made."""
    found = ((region, site.livrets.get(addresses.livret(region))) for region in site.places.regions.values())
    return {region.code: [(region.du, livret)] for region, livret in found if livret}


def by_region(site: Site) -> list[tuple[str, tuple[Departement, ...]]]:
    """The regions by name with their départements; those of one département together, as overseas."""
    regions = sorted(site.places.regions.values(), key=lambda region: fold(region.nom))
    groups = [(region.nom, site.places.departements_of_region(region.code)) for region in regions]
    overseas = tuple(members[0] for _, members in groups if len(members) == 1)
    return [*(group for group in groups if len(group[1]) > 1), ("Outre-mer", overseas)]


def page(site: Site, departement: Departement) -> Page:
    url = addresses.departement(departement.code)
    landscape = site.network.landscapes[departement.code]
    region = site.places.regions[departement.region]
    feeds = _feeds(departement, region, site)

    def past(event: Evenement) -> bool:
        return when.is_over(event, site.today)

    coming = [event for event in reversed(landscape.events) if not past(event)]

    body = render(
        site,
        "departements/page.html.j2",
        depth(url),
        departement=departement,
        region=region,
        ariane=[
            Etape("Annuaire", "annuaire/"),
            Etape("Départements", URL),
            Etape(departement.avec_code),
        ],
        chapo=lead(site, landscape, departement),
        premier=first_to_call(site, landscape),
        carte=_map(site, landscape, departement),
        symboles=symbols(site.records.vocabulary),
        missions=of_departement(site, departement.code),
        groupes=groups.of(site, landscape, departement),
        citees=groups.still_open(acteur for acteur in landscape.local if not landscape.acts(acteur)),
        signaler=reporting(landscape),
        a_venir=[ligne(site, event) for event in coming[:DATES]],
        autres_dates=max(0, len(coming) - DATES),
        dernier=next((when.next_date(e, site.today) for e in landscape.events if past(e)), None),
        flux=feeds[0],
        flux_region=feeds[1] if len(feeds) > 1 else None,
        nouveautes=cards.new_in_departement(site, landscape),
        agenda_local=line.calendar_of_departement(site, departement),
        livret=site.livrets.get(addresses.livret(departement)),
        nouvelles=[(coverage.kicker(n.territoires, site.places), n) for n in landscape.news[:NOUVELLES]],
        autres_nouvelles=max(0, len(landscape.news) - NOUVELLES),
    )
    return Page(
        url=url,
        title=departement.avec_code,
        description=majuscule(f"{departement.dans}, {site.identity.descriptions.departement}"),
        section=SECTION,
        body=body,
        flux=feeds,
        scripts=("imprimer", "agenda"),
    )


def _feeds(departement: Departement, region: Region, site: Site) -> tuple[Lien, ...]:
    """Its own, and that of its region where that is more."""
    more = len(site.places.departements_of_region(region.code)) > 1
    return (feed_of_departement(departement), *([feed_of_region(region)] if more else []))


def lead(site: Site, landscape: Landscape, departement: Departement) -> str:
    """What is counted in a sentence: "Trois structures connues dans le Nord, quatre qui couvrent…"."""
    gaps = site.network.gaps
    here, region = (
        sum(gaps.counts(departement.code, acteur.id) for acteur in group)
        for group in (landscape.local, landscape.regional)
    )
    country = gaps.national().total
    first = f"{en_lettres(here, 'structure connue', 'structures connues', feminine=True)} {departement.dans}"
    more = [
        f"{en_lettres(count, 'qui couvre', 'qui couvrent', feminine=True)} {whole}"
        for count, whole in ((region, "toute la région"), (country, "tout le pays"))
        if count
    ]
    return majuscule(", ".join([first, *more])) + "."


def first_to_call(site: Site, landscape: Landscape) -> Acteur | None:
    """The one to call first: a local line that listens to everyone, else any local line."""
    categories = site.records.vocabulary.categories
    lines = [acteur for acteur in landscape.at_work if acteur.telephone]
    listening = [a for a in lines if categories[a.categorie].a_appeler and "usagers" in a.mobilisable_par]
    return next(iter([*listening, *lines]), None)


#: Words that tell, in an actor's names, that it is the one to whom a territory reports.
CRIP = ("crip", "cellule de recueil des informations preoccupantes")
PARQUET = ("parquet",)
UAPED = ("uaped", "unite d accueil pediatrique")


@dataclass(frozen=True, slots=True)
class Signaler:
    """To whom one reports in a département; nobody known is an empty tuple."""

    crip: tuple[Acteur, ...]
    parquet: tuple[Acteur, ...]
    uaped: tuple[Acteur, ...]


def reporting(landscape: Landscape) -> Signaler:
    local = landscape.at_work
    return Signaler(*(_named(local, words) for words in (CRIP, PARQUET, UAPED)))


def _named(actors: Iterable[Acteur], words: tuple[str, ...]) -> tuple[Acteur, ...]:
    return tuple(acteur for acteur in actors if any(f" {word} " in _names(acteur) for word in words))


def _names(acteur: Acteur) -> str:
    names = (acteur.nom, acteur.sigle, acteur.nom_complet)
    return f" {fold(' '.join(name for name in names if name))} "


def _map(site: Site, landscape: Landscape, departement: Departement) -> str | None:
    if departement.code not in site.outlines:
        return None
    shown = groups.still_open(filter(landscape.acts, landscape.standing))
    placed = ((acteur, coverage.point_of(acteur, site.places)) for acteur in shown)
    points = [Marker(*point, acteur.categorie, acteur.nom) for acteur, point in placed if point]
    return departement_map(
        site.outlines, departement.code, points, villes=seats(site, site.places.departements.values())
    )


def seats(site: Site, departements: Iterable[Departement]) -> list[Ville]:
    """The seats of départements: a map keeps those that it shows."""
    found = (site.places.communes.get(one.chef_lieu) for one in departements)
    return [Ville(seat.latitude, seat.longitude, seat.nom) for seat in found if seat]


@dataclass(frozen=True, slots=True)
class MissionCount:
    """One mission of a département, and how many are known there for it."""

    code: str
    libelle: str
    cellule: Cell

    @property
    def etat(self) -> State:
        return self.cellule.state

    @property
    def compte(self) -> str:
        """ "3", "2, à confirmer", "3, dont 1 à confirmer", "non renseigné", "aucun acteur connu"."""
        known, stale = self.cellule.known, self.cellule.stale
        match self.etat:
            case "oui" if stale:
                return f"{known}, dont {stale} à{NBSP}confirmer"
            case "oui":
                return str(known)
            case "verifier":
                return f"{known}, à{NBSP}confirmer"
            case "inconnu":
                return "non renseigné"
        return "aucun acteur connu"


def of_departement(site: Site, code: str) -> list[MissionCount]:
    """The missions of the first rank in the order of the vocabulary."""
    vocabulary = site.records.vocabulary
    return [
        MissionCount(mission, vocabulary.label("missions", mission), site.network.gaps.cell(code, mission))
        for mission in first_rank(vocabulary, "missions")
    ]
