"""The directory as the browser reads it: what ranks, filters and places every actor, and nothing more.

The table (`acteurs.json`) is one of columns, which pack better than rows: one value an actor, in the order
of their names. What many have in common (a list of terms, a territory) is said once, and a row says its
number: fifty thousand rows stay light in the browser too. Where the actors stand is apart (`points.json`), in
the same order: the map is drawn before the table comes. What only a shown result needs (its sentence, its
number) stands in the page for the first ones, and for the others in leaves that the browser fetches as they
come into view (`rangees/<n>.json`), where each is found by its id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from generators import editions
from generators.land import coverage
from generators.land.places import Places
from generators.land.territories import Zone
from generators.network.when import is_stale
from generators.pages.frame import facets
from generators.pages.frame.facets import Option
from generators.pages.frame.page import as_json
from generators.pages.frame.render import couvre, lieu
from generators.records.models import Acteur
from generators.site import Site
from generators.words.dates import jour
from generators.words.wording import insecable

T = TypeVar("T", bound=Hashable)

FOLDER = f"{editions.FOLDER}annuaire/"
PATH = f"{FOLDER}acteurs.json"
POINTS = f"{FOLDER}points.json"

#: The results that the page itself carries whole: those that the browser shows first.
IN_PAGE = 40
#: … and by name only, for who reads without scripts; beyond, the lists by territory and by name have all.
BY_NAME = 200
#: The results of one leaf.
LEAF = 25


def _states(site: Site, acteur: Acteur) -> Iterator[str]:
    """How many are open is only known when the page is read."""
    if not is_stale(acteur.verifie_le, site.today):
        yield "verifie"
    if acteur.frais == "gratuit":
        yield "gratuit"


def _publics(site: Site, acteur: Acteur) -> Iterable[str]:
    """For whom; an emergency number is for whoever calls, and no box leaves it out."""
    if acteur.telephone in {urgence.numero for urgence in site.records.urgences}:
        return site.records.vocabulary.codes("publics")
    return acteur.publics


STATES = (
    Option("ouvert", "Ouvert maintenant", a_la_lecture=True),
    Option("verifie", "Confirmé depuis moins de 12\u00a0mois"),
    Option("gratuit", "Gratuit"),
)


def _said(field: str, titre: str) -> facets.FacetRule[Acteur]:
    """Boxes of a field that few records fill: those that one bears, and no group where none does."""
    return facets.of_field(field, field, titre, used=True, repliee=True)


#: By what one narrows the directory; a row names its codes by number.
ROLES = "roles"
FACETS: tuple[facets.FacetRule[Acteur], ...] = (
    facets.of_states("Afficher seulement", STATES, _states),
    facets.of_field("role", ROLES, "Rôle", used=True),
    facets.of_field("missions", "missions", "Mission"),
    replace(facets.of_field("publics", "publics", "Pour qui"), codes=_publics),
    facets.of_field("categorie", "categories", "Ce que l’on y trouve", used=True),
    facets.of_field("type", "types_acteur", "Type de structure", repliee=True),
    facets.of_field("modes_accueil", "modes_accueil", "Accueil", repliee=True),
    _said("disponibilite_urgence", "Urgence"),
    _said("genre_accueilli", "Filles, garçons"),
    _said("langues", "Langues parlées"),
    _said("accessibilite", "Accessibilité du lieu"),
    facets.of_field("mobilisable_par", "mobilisable_par", "Qui peut solliciter", repliee=True),
)


def files(site: Site, actors: Sequence[Acteur]) -> Mapping[str, bytes]:
    """Path on the site → content."""
    return {
        PATH: as_json(table(site, actors)),
        POINTS: as_json(points(site, actors)),
        **dict(_leaves(site, actors)),
    }


def table(site: Site, actors: Sequence[Acteur]) -> dict[str, object]:
    """The columns, and the lists that their numbers refer to."""
    zones = _numbered(zone for acteur in actors for zone in acteur.zone_eligibilite)
    codes = {rule.liste: _codes(rule, site, actors) for rule in FACETS}
    whole = columns([*site.each(partial(row, codes=codes, zones=zones), actors)])
    shared = {name: _numbered(whole[name]) for name in (*codes, *SHARED) if whole}
    return {
        "parFeuille": LEAF,
        "termes": {name: list(found) for name, found in codes.items()},
        "zones": [zone_entry(zone, site.places) for zone in zones],
        "communs": {name: list(found) for name, found in shared.items()},
        "acteurs": {
            name: [shared[name][value] for value in values] if name in shared else values
            for name, values in whole.items()
        },
    }


#: The columns, besides those of the boxes, whose values many rows have in common.
SHARED = ("zones", "dep", "commune", "verifie", "horaires")


def points(site: Site, actors: Sequence[Acteur]) -> dict[str, object]:
    """Where each actor of the table stands, and by which shape.

    `lat`, `lon`: degrees times `pas`, null for who has no point; `formes`: its category, by number.
    The first `agissent` are those that the directory shows before anything is asked.
    """
    found = [coverage.point_of(acteur, site.places) or (None, None) for acteur in actors]
    shapes = _numbered(acteur.categorie for acteur in actors)
    return {
        "pas": _STEPS,
        "lat": [_steps(latitude) for latitude, _ in found],
        "lon": [_steps(longitude) for _, longitude in found],
        "categories": list(shapes),
        "formes": [shapes[acteur.categorie] for acteur in actors],
        "agissent": sum(site.network.acts(acteur) for acteur in actors),
    }


def _codes(rule: facets.FacetRule[Acteur], site: Site, actors: Sequence[Acteur]) -> dict[str, int]:
    """The codes that a group of boxes may ask for, in its order, with their number."""
    counts = Counter(code for acteur in actors for code in rule.codes(site, acteur))
    choices = rule.choices(site, actors, counts)
    return {choice.code: number for number, choice in enumerate(choices)}


def zone_entry(zone: Zone, places: Places) -> list[object]:
    """Code, « le Nord (59) », and of a commune or an EPCI the départements that it touches."""
    small = zone.level in ("commune", "epci")
    touched = sorted(coverage.departements_of_zone(zone, places)) if small else []
    return [str(zone), coverage.named(zone, places), *([touched] if touched else [])]


def _commune(acteur: Acteur) -> str:
    """Where it stands, where its address is not withheld."""
    return "" if acteur.adresse_confidentielle else acteur.commune or ""


def _numbered(values: Iterable[T]) -> dict[T, int]:
    """Each value once, in order, with its number; all of one kind that has an order."""
    once: set[Any] = set(values)
    return {value: number for number, value in enumerate(sorted(once))}


def columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Name of a column → its value of each row."""
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def row(
    site: Site,
    acteur: Acteur,
    codes: Mapping[str, Mapping[str, int]],
    zones: Mapping[Zone, int],
) -> dict[str, object]:
    """What ranks and filters an actor; codes and zones by number.

    `dep` and `commune` say where it stands; a confidential actor has no more than its département.
    `retenu`: 1 when its address is withheld. `agit`: 1 when its role acts.
    `tel`: the link of its telephone, a space, and how it is read; `joint`: how well one can reach it, 0 to 2.
    Who does not act has neither of the two, and no `horaires`.
    """
    withheld, acts = acteur.adresse_confidentielle, site.network.acts(acteur)
    borne = facets.terms(FACETS, site, acteur)
    number = acteur.telephone if acts else None
    return {
        "id": acteur.id,
        "nom": acteur.nom,
        **{name: tuple(codes[name][code] for code in found) for name, found in borne.items()},
        "zones": tuple(zones[zone] for zone in acteur.zone_eligibilite),
        "dep": coverage.departement_of(acteur, site.places) or (acteur.pays or ""),
        "commune": "" if withheld else acteur.commune or "",
        "verifie": acteur.verifie_le.isoformat() if acteur.verifie_le else "",
        "retenu": int(withheld),
        "agit": int(acts),
        "tel": f"{number.href} {insecable(number)}" if number else "",
        "joint": acteur.joignable if acts else 0,
        "horaires": (acteur.horaires_accueil or "") if acts else "",
    }


#: To ten metres.
_STEPS = 10_000


def _steps(degrees: float | None) -> int | None:
    return None if degrees is None else round(degrees * _STEPS)


def _leaves(site: Site, actors: Sequence[Acteur]) -> Iterable[tuple[str, bytes]]:
    """The results beyond the page's own, by the number of their leaf."""
    for start in range(IN_PAGE - IN_PAGE % LEAF, len(actors), LEAF):
        rows = {acteur.id: details(site, acteur) for acteur in actors[start : start + LEAF]}
        yield f"{FOLDER}rangees/{start // LEAF}.json", as_json(rows)


def details(site: Site, acteur: Acteur) -> dict[str, object]:
    """What a result says of an actor besides its row of the table."""
    parent = site.records.actors[acteur.porte_par].nom if acteur.porte_par else None
    _, sort = site.network.sort_of(acteur)
    return {
        "sous_titre": " · ".join(filter(None, (sort, parent))),
        "raison": " · ".join(filter(None, (lieu(site, acteur), couvre(site, acteur)))),
        "verifie": jour(acteur.verifie_le) if acteur.verifie_le else "",
        "resume": acteur.resume,
        "joignable": acteur.joignable > 0 and site.network.acts(acteur),
    }
