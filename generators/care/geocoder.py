"""One address put to the geocoder, and its answer read as a stranger's.

Asked is the State's, that of the Géoplateforme
(https://geoservices.ign.fr/documentation/services/services-geoplateforme), 50 requests a second at most; its
answers are those of addok, which anyone can run: GeoJSON, with a `score` from 0 to 1, a `type` (housenumber,
street, locality, municipality) and the `citycode` of the commune.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from generators.mail.errand import Refusal
from generators.records.located import key_of
from generators.web.asking import Question, ask
from generators.web.bounds import CHOSEN, Bounds, Failure
from generators.words.quoting import for_terminal, shortened

API: Final = "https://data.geopf.fr/geocodage"
#: What one question may cost; an answer of one feature has a kilobyte.
BOUNDS: Final = Bounds(seconds=20.0, bytes=256 * 1024)
_LONGEST_LABEL: Final = 200


class Unreadable(Exception):
    """An answer that is none: another shape, a number that is no number."""


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
        return key_of(self.adresse, self.code_postal, self.code_insee)


@dataclass(frozen=True, slots=True)
class Position:
    """The best answer: where, what it is called there, how sure, and of what kind."""

    latitude: float
    longitude: float
    libelle: str
    score: float
    type: str
    code_insee: str

    @classmethod
    def of(cls, **parts: Any) -> Position:  # noqa: ANN401 (pieces of JSON)
        """A position whose every part is what it should be. Raises `Unreadable`."""
        numbers = {"latitude": 90, "longitude": 180, "score": 1}
        texts = ("libelle", "type", "code_insee")
        if parts.keys() != {*numbers, *texts}:
            raise Unreadable
        for name, most in numbers.items():
            parts[name] = _number(parts[name], most)
        for name in texts:
            parts[name] = _text(parts[name])
        return cls(**parts)


def _number(value: object, most: int) -> float:
    """A finite number, -most to most; JSON of Python has NaN, Infinity, and integers of any length."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
        raise Unreadable
    return float(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable
    return shortened(for_terminal(value), _LONGEST_LABEL)


def position_of(address: Address, api: str, bounds: Bounds = BOUNDS) -> Position | None:
    """The best answer for an address; None when there is none. Raises `Refusal` or `Unreadable`."""
    query = {
        "q": f"{address.adresse} {address.commune}",
        "citycode": address.code_insee,
        "limit": "1",
        "autocomplete": "0",
    }
    if address.code_postal:
        query["postcode"] = address.code_postal
    match _asked(f"{api.rstrip('/')}/search?{urlencode(query)}", bounds):
        case {"features": []}:
            return None
        case {"features": [feature, *_]}:
            return _position(feature)
    raise Unreadable


def _asked(url: str, bounds: Bounds) -> Any:  # noqa: ANN401 (whatever JSON the service answers)
    try:
        answer = ask(Question(url, headers={"User-Agent": "Maillage"}), bounds, CHOSEN)
    except Failure as failure:
        if failure.way in ("malformed", "large"):
            raise Unreadable from None
        raise Refusal("le service des adresses est injoignable : vérifiez le réseau") from None
    if answer.status == 429:
        raise Refusal("le service des adresses a reçu trop de demandes (429) : attendez une minute")
    if answer.status != 200:
        raise Refusal(f"le service des adresses a refusé la demande ({answer.status})")
    try:
        return answer.json()
    except ValueError:
        raise Unreadable from None


def _position(feature: object) -> Position:
    match feature:
        case {"geometry": {"coordinates": [longitude, latitude, *_]}, "properties": dict(told)}:
            return Position.of(
                latitude=latitude, longitude=longitude, libelle=told.get("label"), score=told.get("score"),
                type=told.get("type"), code_insee=told.get("citycode"),
            )  # fmt: skip
    raise Unreadable
