"""Where a record counts: what it covers, where it stands, and how French names it in a sentence.

Levels go from the most to the least specific: commune, epci, departement, region, france. The
département of a place always comes from its INSEE code.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal, Protocol

from generators.land.places import Places
from generators.land.territories import PARIS, Zone
from generators.words.wording import a_la_ville, liste

Level = Literal["commune", "epci", "departement", "region", "france"]
LEVELS: tuple[Level, ...] = ("commune", "epci", "departement", "region", "france")


class Placed(Protocol):
    """What is asked of a thing that stands somewhere: the fields by which any record gives its place."""

    @property
    def adresse_confidentielle(self) -> bool: ...
    @property
    def commune(self) -> str | None: ...
    @property
    def code_insee(self) -> str | None: ...
    @property
    def departement(self) -> str | None: ...
    @property
    def pays(self) -> str | None: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


def is_abroad(record: Placed) -> bool:
    """True for what stands in another country; a record that names none stands in France."""
    return record.pays not in (None, "FR")


def departement_of(record: Placed, places: Places) -> str | None:
    """The code of the département where a record stands, or None when nothing says."""
    if record.code_insee:
        return places.departement_of_insee(record.code_insee)
    return record.departement


def departements_of_zone(zone: Zone, places: Places) -> frozenset[str]:
    """The départements that a zone touches; all of them for `france`, none for a foreign country."""
    match zone.level:
        case "france":
            return frozenset(places.departements)
        case "region":
            return frozenset(d.code for d in places.departements.values() if d.region == zone.code)
        case "departement":
            return frozenset({zone.code})
        case "epci":
            return (
                frozenset(places.epcis[zone.code].departements) if zone.code in places.epcis else frozenset()
            )
        case "commune":
            code = places.departement_of_insee(zone.code)
            return frozenset({code} if code else ())
    return frozenset()


def levels(zones: Collection[Zone], places: Places) -> Mapping[str, Level]:
    """Département → how specifically zones cover it: the most specific level that touches it."""
    found: dict[str, Level] = {}
    for level in reversed(LEVELS):
        for zone in zones:
            if zone.level == level:
                found |= dict.fromkeys(departements_of_zone(zone, places), level)
    return found


def coverage_phrase(zones: Collection[Zone], places: Places) -> str | None:
    """Why an actor counts: "couvre le Nord (59)"; None when its coverage is not known."""
    if not zones:
        return None
    return "couvre " + liste(named(zone, places) for zone in zones)


def place_phrase(record: Placed, places: Places) -> str | None:
    """Where a record stands: "Dunkerque, dans le Nord (59)", "dans le Rhône (69)", "en Belgique".

    A confidential place is never named more precisely than its département.
    """
    if record.pays and is_abroad(record):
        country = places.countries.get(record.pays)
        return country.dans if country else record.pays
    code = departement_of(record, places)
    commune = None if record.adresse_confidentielle else record.commune
    if code is None or code not in places.departements:
        return commune
    departement = places.departements[code]
    inside = f"{departement.dans} ({code})"
    if commune == departement.nom:
        return f"{commune} ({code})"
    return f"{commune}, {inside}" if commune else inside


def point_of(record: Placed, places: Places) -> tuple[float, float] | None:
    """Latitude and longitude of the record's marker: its own, or its commune's; none when withheld."""
    if record.adresse_confidentielle:
        return None
    if exact := exact_point(record):
        return exact
    if record.code_insee and (commune := places.communes.get(record.code_insee)):
        return commune.latitude, commune.longitude
    return None


def exact_point(record: Placed) -> tuple[float, float] | None:
    """The point that the record gives itself, unless its place is to protect: a commune's is nobody's."""
    if record.adresse_confidentielle or record.latitude is None or record.longitude is None:
        return None
    return record.latitude, record.longitude


def precision_of(record: Placed, places: Places) -> str | None:
    """What the marker's point is: "adresse", the record's own; "commune", or "code-postal" when the table of
    communes has its neighbours' alone; None when there is none."""
    if point_of(record, places) is None:
        return None
    return "adresse" if exact_point(record) else places.communes[record.code_insee or ""].precision


def name(zone: Zone, places: Places) -> str:
    """A territory without article: "Nord", "Occitanie", "Belgique", "France"."""
    match zone.level:
        case "france":
            return "France"
        case "region":
            return places.regions[zone.code].nom
        case "departement":
            return places.departements[zone.code].nom
        case "epci":
            return places.epcis[zone.code].nom
        case "commune":
            return places.communes[zone.code].nom
    return country(zone.code, places)


def named(zone: Zone, places: Places) -> str:
    """With its article and its code: "le Nord (59)", "la région Hauts-de-France", "toute la France"."""
    match zone.level:
        case "france":
            return "toute la France"
        case "region":
            return f"la région {name(zone, places)}"
        case "departement":
            return f"{places.departements[zone.code].article} ({zone.code})"
        case "commune":
            return f"{name(zone, places)} ({_code(zone, places)})"
        case "epci":
            return name(zone, places)
    known = places.countries.get(zone.code)
    return known.article if known else zone.code


def inside(zone: Zone, places: Places) -> str:
    """Where, in a sentence: "au Mans", "dans le Nord", "en Guyane", "en Belgique"; "" of all France.

    An EPCI is said by its départements: its name comes without the article that French would need.
    """
    match zone.level:
        case "france":
            return ""
        case "region":
            return places.regions[zone.code].dans
        case "departement":
            return places.departements[zone.code].dans
        case "epci":
            return liste(
                places.departements[code].dans for code in sorted(departements_of_zone(zone, places))
            )
        case "commune":
            return a_la_ville(places.communes[zone.code].nom)
    known = places.countries.get(zone.code)
    return known.dans if known else zone.code


def country(code: str, places: Places) -> str:
    """A country without article; its code when ISO 3166-1 has none such."""
    known = places.countries.get(code)
    return known.nom if known else code


def kicker(zones: Iterable[Zone], places: Places) -> str:
    """The territories of a record in a few words: "Nord · 59", "Occitanie"; nothing when it names none."""
    return ", ".join(" · ".join(filter(None, (name(z, places), _code(z, places)))) for z in zones)


def _code(zone: Zone, places: Places) -> str | None:
    """The code of the département, for those to whom its name says little."""
    if zone.level == "departement":
        return zone.code
    return places.communes[zone.code].departement if zone.level == "commune" else None


def clock(fuseau: str, places: Places) -> str:
    """Whose clock an hour follows: "heure de Paris", "heure de la Martinique", "heure d’Antananarivo"."""
    city = fuseau.rpartition("/")[2].replace("_", " ")
    return places.clocks.get(fuseau) or ("heure d’" if city[0] in "AEIOUY" else "heure de ") + city


def other_clock(fuseau: str, places: Places) -> str | None:
    """Whose clock, when it is not that of Paris, which goes without saying."""
    return None if fuseau == PARIS else clock(fuseau, places)
