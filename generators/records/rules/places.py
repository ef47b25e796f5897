"""Places agree with themselves: commune, postcode, INSEE code, département and position say one thing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from generators.land.places import Commune, Places, name_key
from generators.land.zones import Zone
from generators.records.models import Implantation
from generators.records.reading.source import Loc
from generators.records.rules.base import Context, Finding, Rule, Subject

#: A position further from its commune than this is a slip: only Guyane has wider communes.
FAR_KM = 40
FAR_KM_GUYANE = 150
_CEDEX = re.compile(r"[\s-]+cedex\b.*", re.IGNORECASE)
#: What ISO 3166-1 gives a code of its own, and is a département or a collectivity.
OUTRE_MER = {
    "GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976",
    "BL": "977", "MF": "978", "WF": "986", "PF": "987", "NC": "988",
}  # fmt: skip


def _place(subject: Subject) -> Implantation | None:
    record = subject.record
    return record if isinstance(record, Implantation) and record.pays in (None, "FR") else None


def insee_known(subject: Subject, context: Context) -> Iterator[Finding]:
    place = _place(subject)
    if place is None or place.code_insee is None or place.code_insee in context.places.communes:
        return
    found = context.places.find(place.commune or "")
    hint = "écrivez " + " ou ".join(f"{c.code} ({c.nom}, {c.departement})" for c in found[:3])
    yield Finding(
        ("code_insee",),
        f"aucune commune n’a le code INSEE {place.code_insee}",
        hint if found else "cherchez-le sur geo.api.gouv.fr ; ce n’est pas le code postal",
    )


def commune_without_cedex(subject: Subject, context: Context) -> Iterator[Finding]:
    """« LILLE CEDEX 9 » is a line of the post; the commune is Lille, and the postcode says the rest."""
    place = _place(subject)
    if place is not None and place.commune is not None and (found := _CEDEX.search(place.commune)):
        commune = place.commune[: found.start()].strip(" -,").title()
        known = context.places.find(commune)
        yield Finding(
            ("commune",),
            f"« {found[0].strip()} » ne fait pas partie du nom de la commune",
            f"écrivez commune: {known[0].nom if known else commune}, et gardez le code postal du CEDEX",
        )


def country_known(subject: Subject, context: Context) -> Iterator[Finding]:
    """Codes of ISO 3166-1, which the time zone database carries; overseas France is France."""
    countries = _countries()
    for loc, code in _countries_in(subject):
        if code in OUTRE_MER:
            yield Finding(
                loc,
                f"« {code} » est un code de la France d’outre-mer",
                f"retirez pays, et écrivez departement: {OUTRE_MER[code]}"
                if loc == ("pays",)
                else f"écrivez departement:{OUTRE_MER[code]}",
            )
        elif code not in countries:
            yield Finding(
                loc, f"« {code} » n’est le code d’aucun pays", "par exemple BE, CA, CH ou LU (ISO 3166-1)"
            )


def _countries_in(subject: Subject) -> Iterator[tuple[Loc, str]]:
    yield from ((loc, zone.code) for loc, zone in subject.values(Zone) if zone.level == "pays")
    yield from ((loc, code) for loc, code in subject.values(str) if loc[-1] == "pays")


@cache
def _countries() -> frozenset[str]:
    table = (resources.files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    return frozenset(line[:2] for line in table.splitlines() if line and not line.startswith("#"))


def commune_matches(subject: Subject, context: Context) -> Iterator[Finding]:
    place = _place(subject)
    if place is None or place.commune is None or _CEDEX.search(place.commune):
        return
    if place.code_insee is None:
        yield from _commune_without_code(place, context.places)
        return
    commune = context.places.communes.get(place.code_insee)
    if commune and not _same_name(place.commune, commune, context.places):
        others = context.places.find(place.commune)
        yield Finding(
            ("commune",),
            f"le code INSEE {place.code_insee} est celui de {commune.nom} ({commune.departement}), "
            f"pas de « {place.commune} »",
            _choices(others) or f"écrivez {commune.nom}, ou corrigez le code",
        )


def _commune_without_code(place: Implantation, places: Places) -> Iterator[Finding]:
    found = places.find(place.commune or "")
    if found:
        hint = "ajoutez code_insee : " + " ou ".join(f"{c.code} ({c.departement})" for c in found[:4])
    else:
        close = places.close_names(place.commune or "")
        hint = "vouliez-vous dire " + ", ".join(close) + " ?" if close else "vérifiez le nom de la commune"
    yield Finding(("commune",), f"la commune « {place.commune} » n’a pas de code INSEE", hint)


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
    place = _place(subject)
    if place is None or place.code_postal is None:
        return
    commune = context.places.communes.get(place.code_insee or "")
    if commune is None:
        if place.code_insee is None and not context.places.departements_of_postcode(place.code_postal):
            yield Finding(("code_postal",), f"le code postal {place.code_postal} n’existe pas", "vérifiez-le")
        return
    if place.code_postal in commune.codes_postaux:
        return
    # A CEDEX serves a département and stands in no table.
    departements = context.places.departements_of_postcode(place.code_postal)
    if not context.places.by_postcode(place.code_postal) and commune.departement in departements:
        return
    yield Finding(
        ("code_postal",),
        f"le code postal {place.code_postal} n’est pas celui de {commune.nom} ({commune.code})",
        "écrivez " + " ou ".join(commune.codes_postaux[:4])
        if commune.codes_postaux
        else "vérifiez la commune",
    )


def departement_agrees(subject: Subject, context: Context) -> Iterator[Finding]:
    place = _place(subject)
    if place is None or place.departement is None:
        return
    if place.departement not in context.places.departements:
        yield Finding(
            ("departement",), f"le département {place.departement} n’existe pas", "par exemple 59, 2A ou 974"
        )
    elif place.code_insee:
        code = context.places.departement_of_insee(place.code_insee)
        yield Finding(
            ("departement",),
            f"le département vient du code INSEE ({code}) : il ne s’écrit pas deux fois",
            "retirez la ligne departement",
        )


def position_plausible(subject: Subject, context: Context) -> Iterator[Finding]:
    place = _place(subject)
    if place is None or (place.latitude is None) == (place.longitude is None):
        if place and place.latitude is not None and place.longitude is not None:
            yield from _far(place, context.places)
        return
    present, absent = ("latitude", "longitude") if place.latitude is not None else ("longitude", "latitude")
    yield Finding(
        (present,), f"il y a une {present} sans {absent}", f"ajoutez {absent}, ou retirez {present}"
    )


def _far(place: Implantation, places: Places) -> Iterator[Finding]:
    commune = places.communes.get(place.code_insee or "")
    if commune is None or place.latitude is None or place.longitude is None:
        return
    distance = kilometres((place.latitude, place.longitude), (commune.latitude, commune.longitude))
    if distance > (FAR_KM_GUYANE if commune.departement == "973" else FAR_KM):
        yield Finding(
            ("latitude",),
            f"la position est à {distance:.0f} km de {commune.nom}",
            "latitude et longitude sont peut-être inversées, ou d’un autre lieu",
        )


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance between two positions in degrees, on a sphere of 6 371 km."""
    lat_a, lon_a, lat_b, lon_b = (math.radians(part) for part in (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


RULES = (
    Rule("code-insee", insee_known, ("actors", "events")),
    Rule("commune-cedex", commune_without_cedex, ("actors", "events")),
    Rule("pays-connu", country_known),
    Rule("commune", commune_matches, ("actors", "events")),
    Rule("code-postal", postcode_matches, ("actors", "events")),
    Rule("departement", departement_agrees, ("actors", "events")),
    Rule("position", position_plausible, ("actors", "events")),
)
