"""The State's geocoder of addresses: one address asked, its best answer told, or why there is none.

It is that of the Géoplateforme (https://geoservices.ign.fr/documentation/services/services-geoplateforme),
50 requests a second at most; its answers are those of addok, which anyone can run: GeoJSON, with a `score`
from 0 to 1, a `type` (housenumber, street, locality, municipality) and the `citycode` of the commune.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import requests

from generators.mail.errand import Refusal

API: Final = "https://data.geopf.fr/geocodage"
#: Seconds to connect, and to wait for the answer.
TIMEOUT: Final = (5.0, 15.0)


@dataclass(frozen=True, slots=True)
class Address:
    """What is asked: the street, and the codes that narrow the answer to its commune."""

    adresse: str
    commune: str
    code_insee: str
    code_postal: str | None

    @property
    def key(self) -> str:
        """The name of the answer in the cache."""
        return " | ".join((self.adresse, self.code_postal or "", self.code_insee))


@dataclass(frozen=True, slots=True)
class Position:
    """The best answer: where, what it is called there, how sure, and of what kind."""

    latitude: float
    longitude: float
    libelle: str
    score: float
    type: str
    code_insee: str


def position_of(address: Address, api: str) -> Position | None:
    """The best answer for an address; None when there is none. Raises `Refusal`."""
    query = {
        "q": f"{address.adresse} {address.commune}",
        "citycode": address.code_insee,
        "limit": "1",
        "autocomplete": "0",
    }
    if address.code_postal:
        query["postcode"] = address.code_postal
    features = _asked(f"{api.rstrip('/')}/search", query)
    return _position(features[0]) if features else None


def _asked(url: str, query: dict[str, str]) -> list[Any]:
    try:
        answer = requests.get(url, params=query, timeout=TIMEOUT, headers={"User-Agent": "Maillage"})
    except requests.RequestException:
        raise Refusal("le service des adresses est injoignable : vérifiez le réseau") from None
    if answer.status_code == requests.codes.too_many:
        raise Refusal("le service des adresses a reçu trop de demandes (429) : attendez une minute")
    if answer.status_code != requests.codes.ok:
        raise Refusal(f"le service des adresses a refusé la demande ({answer.status_code})")
    try:
        features = answer.json()["features"]
    except (ValueError, KeyError, TypeError):
        raise Refusal("le service des adresses a répondu sous une forme inattendue") from None
    return list(features)


def _position(feature: Any) -> Position:  # noqa: ANN401 (a piece of JSON)
    try:
        longitude, latitude = feature["geometry"]["coordinates"]
        told = feature["properties"]
        return Position(
            float(latitude), float(longitude), str(told["label"]), float(told["score"]), str(told["type"]),
            str(told["citycode"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        raise Refusal("le service des adresses a répondu sous une forme inattendue") from None
