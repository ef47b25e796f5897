"""Places agree with themselves: commune, postcode, INSEE code, département and position say one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generators.land.coverage import is_abroad
from generators.land.nearness import kilometres
from generators.land.places import Places, name_key
from generators.land.territories import Commune, Zone
from generators.records.models import Implantation
from generators.records.reading.source import Loc
from generators.records.rules.base import Context, Finding, Rule, Subject

_CEDEX = re.compile(r"[\s-]+cedex\b.*", re.IGNORECASE)


def _places(subject: Subject) -> Iterator[tuple[Loc, Implantation]]:
    """The places of a record that are in France; a confidential one is compared with nothing.

    What follows from a postcode would be told with the fault.
    """
    for loc, place in subject.places:
        if not place.adresse_confidentielle and not is_abroad(place):
            yield loc, place


def insee_known(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, place in _places(subject):
        if place.code_insee is None or place.code_insee in context.places.communes:
            continue
        found = context.places.find(place.commune or "")
        hint = "écrivez " + " ou ".join(f"{c.code} ({c.nom}, {c.departement})" for c in found[:3])
        yield Finding(
            (*loc, "code_insee"),
            f"aucune commune n’a le code INSEE {place.code_insee}",
            hint if found else "cherchez-le sur geo.api.gouv.fr ; ce n’est pas le code postal",
        )


def commune_without_cedex(subject: Subject, context: Context) -> Iterator[Finding]:
    """« LILLE CEDEX 9 » is a line of the post; the commune is Lille, and the postcode says the rest."""
    for loc, place in _places(subject):
        if place.commune is not None and (found := _CEDEX.search(place.commune)):
            commune = place.commune[: found.start()].strip(" -,").title()
            known = context.places.find(commune)
            yield Finding(
                (*loc, "commune"),
                f"« {found[0].strip()} » ne fait pas partie du nom de la commune",
                f"écrivez commune: {known[0].nom if known else commune}, et gardez le code postal du CEDEX",
            )


def country_known(subject: Subject, context: Context) -> Iterator[Finding]:
    """Codes of ISO 3166-1; overseas France is France."""
    overseas = context.places.overseas_by_iso
    for loc, code in _countries_in(subject):
        if code in overseas:
            yield Finding(
                loc,
                f"« {code} » est un code de la France d’outre-mer",
                f"retirez pays, et écrivez departement: {overseas[code].code}"
                if loc[-1] == "pays"
                else f"écrivez departement:{overseas[code].code}",
            )
        elif code not in context.places.countries:
            yield Finding(
                loc, f"« {code} » n’est le code d’aucun pays", "par exemple BE, CA, CH ou LU (ISO 3166-1)"
            )


def _countries_in(subject: Subject) -> Iterator[tuple[Loc, str]]:
    yield from ((loc, zone.code) for loc, zone in subject.values(Zone) if zone.level == "pays")
    yield from ((loc, code) for loc, code in subject.values(str) if loc[-1] == "pays")


def commune_matches(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, place in _places(subject):
        if place.commune is None or _CEDEX.search(place.commune):
            continue
        if place.code_insee is None:
            yield _commune_without_code((*loc, "commune"), place, context.places)
            continue
        commune = context.places.communes.get(place.code_insee)
        if commune and not _same_name(place.commune, commune, context.places):
            # What the code and the postcode agree on is meant; else it may be a homonym.
            agreed = place.code_postal in commune.codes_postaux
            others = () if agreed else context.places.find(place.commune)
            yield Finding(
                (*loc, "commune"),
                f"le code INSEE {place.code_insee} est celui de {commune.nom} ({commune.departement}), "
                f"pas de « {place.commune} »",
                _choices(others) or f"écrivez {commune.nom}, ou corrigez le code",
            )


def _commune_without_code(loc: Loc, place: Implantation, places: Places) -> Finding:
    found = places.find(place.commune or "")
    if found:
        hint = "ajoutez code_insee : " + " ou ".join(f"{c.code} ({c.departement})" for c in found[:4])
    else:
        close = places.close_names(place.commune or "")
        hint = "vouliez-vous dire " + ", ".join(close) + " ?" if close else "vérifiez le nom de la commune"
    return Finding(loc, f"la commune « {place.commune} » n’a pas de code INSEE", hint)


def _same_name(written: str, commune: Commune, places: Places) -> bool:
    if written == commune.nom:
        return True
    names = {name_key(commune.nom)}
    if commune.parent:
        names.add(name_key(places.communes[commune.parent].nom))
    return name_key(written) in names


def _choices(found: tuple[Commune, ...]) -> str:
    return (
        "écrivez code_insee: " + " ou ".join(f"{c.code} ({c.departement})" for c in found[:4])
        if found
        else ""
    )


def postcode_matches(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, place in _places(subject):
        if place.code_postal and (told := _wrong_postcode(place, place.code_postal, context.places)):
            yield Finding((*loc, "code_postal"), *told)


def _wrong_postcode(place: Implantation, code: str, places: Places) -> tuple[str, str] | None:
    """What is wrong with a postcode and what to write instead; None when it may be right."""
    commune = places.communes.get(place.code_insee or "")
    if commune is None:
        unknown = place.code_insee is None and not places.departements_of_postcode(code)
        return (f"le code postal {code} n’existe pas", "vérifiez-le") if unknown else None
    if code in commune.codes_postaux:
        return None
    # A CEDEX serves a département and stands in no table.
    if not places.by_postcode(code) and commune.departement in places.departements_of_postcode(code):
        return None
    codes = " ou ".join(commune.codes_postaux[:4])
    return (
        f"le code postal {code} n’est pas celui de {commune.nom} ({commune.code})",
        f"écrivez {codes}" if codes else "vérifiez la commune",
    )


def departement_agrees(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, place in _places(subject):
        if place.departement is None:
            continue
        if place.departement not in context.places.departements:
            yield Finding(
                (*loc, "departement"),
                f"le département {place.departement} n’existe pas",
                "par exemple 59, 2A ou 974",
            )
        elif place.code_insee:
            code = context.places.departement_of_insee(place.code_insee)
            yield Finding(
                (*loc, "departement"),
                f"le département vient du code INSEE ({code}) : il ne s’écrit pas deux fois",
                "retirez la ligne departement",
            )


def position_plausible(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, place in _places(subject):
        if (place.latitude is None) == (place.longitude is None):
            yield from _far(loc, place, context.places)
            continue
        present, absent = ("latitude", "longitude")[:: -1 if place.latitude is None else 1]
        yield Finding(
            (*loc, present), f"il y a une {present} sans {absent}", f"ajoutez {absent}, ou retirez {present}"
        )


def _far(loc: Loc, place: Implantation, places: Places) -> Iterator[Finding]:
    commune = places.communes.get(place.code_insee or "")
    departement = places.departements.get(commune.departement if commune else place.departement or "")
    if departement is None or place.latitude is None or place.longitude is None:
        return
    seat = commune or places.communes[departement.chef_lieu]
    distance = kilometres((place.latitude, place.longitude), (seat.latitude, seat.longitude))
    if distance > departement.etendue_km * (1 if commune else 2):
        yield Finding(
            (*loc, "latitude"),
            f"la position est à {distance:.0f} km de {seat.nom}",
            "latitude et longitude sont peut-être inversées, ou d’un autre lieu",
        )


RULES = (
    Rule("code-insee", insee_known, Implantation),
    Rule("commune-cedex", commune_without_cedex, Implantation),
    Rule("pays-connu", country_known),
    Rule("commune", commune_matches, Implantation),
    Rule("code-postal", postcode_matches, Implantation),
    Rule("departement", departement_agrees, Implantation),
    Rule("position", position_plausible, Implantation),
)
