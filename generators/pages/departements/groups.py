"""Who answers in a département, in groups; what its page can't show whole stands in lists, and is led to.

A card is 730 bytes: with 10 000 structures Paris has 361, its region 106, the country 124, and 107 pages that
held them all were 200 to 540 KB each, the same national ones in every one. Now a page shows the first of each
need, and those who cover more than the département stand once, for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generators.land.territories import Departement, Region
from generators.network import addresses
from generators.network.network import Landscape
from generators.pages.frame import listing
from generators.pages.frame.listing import Listing, Section
from generators.pages.frame.page import Etape, Maker
from generators.records.models import Acteur
from generators.site import Site
from generators.words.wording import fold, majuscule

URL, SECTION = "departements/", "annuaire"

#: The structures of a département are shown one after the other while they are no more than this (30 KB)…
CARDS = 40
#: … else the first of each need, by whom one reaches first.
EACH_NEED = 4
#: Of those who cover a region or the country, the first.
WIDER = 12


@dataclass(frozen=True, slots=True)
class Partie:
    """Those of a group that a page shows under a title, or under the group's; `suite` leads to all."""

    acteurs: Sequence[Acteur]
    titre: str = ""
    nombre: int = 0
    suite: str = ""

    @property
    def niveau(self) -> int:
        """Of the headings of its actors."""
        return 4 if self.titre else 3


@dataclass(frozen=True, slots=True)
class Groupe:
    """Actors under one title; `vide` is what is said when there are none.

    Of a long one `parties` are what is shown, `suite` the list that has all, `phrase` what is said of it, and
    `lieu` the place by which the directory finds them.
    """

    titre: str
    acteurs: Sequence[Acteur]
    parties: Sequence[Partie]
    vide: str | None = None
    suite: str = ""
    phrase: str = ""
    lieu: str = ""


def of(site: Site, landscape: Landscape, departement: Departement) -> list[Groupe]:
    """Those that act: there, in the region, in the whole country; no closed one."""
    region = site.places.regions[departement.region]
    return [
        _here(site, acting(site, landscape, landscape.local), departement),
        _wider(
            f"Dans la région {region.nom}",
            acting(site, landscape, landscape.regional),
            addresses.structures_region(region.code),
        ),
        _wider("Partout en France", acting(site, landscape, landscape.national), addresses.STRUCTURES_FRANCE),
    ]


def acting(site: Site, landscape: Landscape, actors: Iterable[Acteur]) -> tuple[Acteur, ...]:
    return site.network.by_need(still_open(filter(landscape.acts, actors)))


def still_open(actors: Iterable[Acteur]) -> tuple[Acteur, ...]:
    return tuple(acteur for acteur in actors if not acteur.ferme)


def _here(site: Site, actors: Sequence[Acteur], departement: Departement) -> Groupe:
    titre = majuscule(departement.dans)
    if len(actors) <= CARDS:
        return Groupe(titre, actors, [Partie(actors)], f"Aucune structure n’est connue {departement.dans}.")
    whole = _of_departement(site, departement)
    return Groupe(
        titre,
        actors,
        [
            Partie(
                members[:EACH_NEED],
                titre=label,
                nombre=len(members),
                suite=whole.where(code) if len(members) > EACH_NEED else "",
            )
            for code, label, members in _by_need(site, actors)
        ],
        suite=whole.url,
        phrase="Les premières à joindre, besoin par besoin.",
        lieu=f"departement:{departement.code}",
    )


def _by_need(site: Site, actors: Iterable[Acteur]) -> Iterator[tuple[str, str, list[Acteur]]]:
    """Code and label of each category, in the vocabulary's order, with those that it holds, in theirs."""
    found: dict[str, list[Acteur]] = {code: [] for code in site.records.vocabulary.categories}
    for acteur in actors:
        found[acteur.categorie].append(acteur)
    for code, members in found.items():
        if members:
            yield code, site.records.vocabulary.label("categories", code), members


def _wider(titre: str, actors: Sequence[Acteur], whole: str) -> Groupe:
    if len(actors) <= WIDER:
        return Groupe(titre, actors, [Partie(actors)])
    return Groupe(titre, actors, [Partie(actors[:WIDER])], suite=whole, phrase="Les premières à joindre.")


def makers(site: Site) -> Iterator[Maker]:
    """What makes the lists of all, where a page does not show them."""
    for one in _long(site):
        yield from listing.makers(site, one, SECTION)


def _long(site: Site) -> Iterator[Listing]:
    landscapes = site.network.landscapes
    for code, departement in site.places.departements.items():
        if len(acting(site, landscapes[code], landscapes[code].local)) > CARDS:
            yield _of_departement(site, departement)
    for region in site.places.regions.values():
        if len(_of_one(site, region)) > WIDER:
            yield _of_region(site, region)
    if len(_national(site)) > WIDER:
        yield _of_france(site)


def _of_one(site: Site, region: Region) -> tuple[Acteur, ...]:
    """Those that cover the region, as any of its départements finds them."""
    found = {
        acteur.id: acteur
        for departement in site.places.departements_of_region(region.code)
        for acteur in site.network.landscapes[departement.code].regional
    }
    landscape = site.network.landscapes[site.places.departements_of_region(region.code)[0].code]
    return acting(site, landscape, found.values())


def _national(site: Site) -> tuple[Acteur, ...]:
    found = {acteur.id: acteur for one in site.network.landscapes.values() for acteur in one.national}
    return acting(site, next(iter(site.network.landscapes.values())), found.values())


def _of_departement(site: Site, departement: Departement) -> Listing:
    landscape = site.network.landscapes[departement.code]
    here = addresses.departement(departement.code)
    return _listing(
        site,
        addresses.structures(departement.code),
        f"Structures {departement.du}",
        f"Toutes les structures connues {departement.dans}, besoin par besoin et commune par commune.",
        acting(site, landscape, landscape.local),
        [Etape(departement.avec_code, here), Etape("Structures")],
    )


def _of_region(site: Site, region: Region) -> Listing:
    return _listing(
        site,
        addresses.structures_region(region.code),
        f"Structures {region.du}",
        f"Les structures qui couvrent toute la région {region.nom}, besoin par besoin.",
        _of_one(site, region),
        [Etape(region.nom, addresses.region(region.code)), Etape("Structures")],
    )


def _of_france(site: Site) -> Listing:
    return _listing(
        site,
        addresses.STRUCTURES_FRANCE,
        "Partout en France",
        "Les structures qui couvrent tout le pays, besoin par besoin.",
        _national(site),
        [Etape("Partout en France")],
    )


def _listing(
    site: Site, url: str, titre: str, texte: str, actors: Iterable[Acteur], steps: Iterable[Etape]
) -> Listing:
    """By need, then by commune, then by name."""
    sections = [
        Section(label, code, sorted(members, key=lambda a: (fold(a.commune or ""), fold(a.nom), a.id)))
        for code, label, members in _by_need(site, actors)
    ]
    return Listing(
        url, titre, texte, (Etape("Annuaire", "annuaire/"), Etape("Départements", URL), *steps), sections
    )
