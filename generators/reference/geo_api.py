"""`--from geo-api`: the State's own positions, postcodes and populations, where there is a network.

The API (https://geo.api.gouv.fr/decoupage-administratif) publishes the same COG as our packages, with the
centre of each commune's area, under Licence Ouverte 2.0. What it doesn't say of a row stays as it was.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

import requests

from generators.reference.files import csv_text

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
