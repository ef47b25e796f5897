"""Coordinates for the records that give a street and no position: which ones, and what may be believed.

Asked is the State's geocoder, that of the Géoplateforme
(https://geoservices.ign.fr/documentation/services/services-geoplateforme), 50 requests a second at most; its
answers are those of addok, which anyone can run: GeoJSON, with a `score` from 0 to 1, a `type` (housenumber,
street, locality, municipality) and the `citycode` of the commune. Nothing about a confidential record is ever
asked of anyone. Answers are kept in a committed file, so that a second round, or another person's, asks
nothing again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import requests

from generators.land.coverage import is_abroad
from generators.mail.errand import BadSetting, Refusal
from generators.records.models import Implantation
from generators.records.records import Key, Records
from generators.words.wording import NBSP

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


CACHE: Final = "data/geocodage.json"
#: Below this score the answer is a guess.
LEAST_SCORE: Final = 0.7
#: A commune or a hamlet is no answer for a street: the site places such a record by its commune anyway.
_PRECISE: Final = {"housenumber", "street"}

Cache = Mapping[str, Position]
Ask = Callable[[Address], Position | None]


@dataclass(frozen=True, slots=True)
class Round:
    """What a round found: positions to write, refusals to tell, the cache to keep, and whether it was cut."""

    found: Mapping[Key, Position]
    refused: Mapping[Key, str]
    cache: Cache
    #: Why the service could not be asked, and for which records.
    stopped: str | None = None
    left: tuple[Key, ...] = ()


def wanted(records: Records) -> Iterator[tuple[Key, Address]]:
    """The records that give a street in France and no position; never a confidential one."""
    for key, record in records.all():
        if isinstance(record, Implantation) and (address := _address(record)):
            yield key, address


def _address(record: Implantation) -> Address | None:
    if record.adresse_confidentielle or is_abroad(record) or record.latitude is not None:
        return None
    if not record.adresse or not record.code_insee or not record.commune:
        return None
    return Address(record.adresse, record.commune, record.code_insee, record.code_postal)


def geocoded(records: Records, cache: Cache, ask: Ask) -> Round:
    """A round over all that is wanted; it stops at the first refusal of the service."""
    found: dict[Key, Position] = {}
    refused: dict[Key, str] = {}
    known = dict(cache)
    todo = list(wanted(records))
    for number, (key, address) in enumerate(todo):
        try:
            position = known.get(address.key) or ask(address)
        except Refusal as refusal:
            return Round(found, refused, known, str(refusal), tuple(left for left, _ in todo[number:]))
        if position is not None:
            known[address.key] = position
        if why := _doubt(address, position):
            refused[key] = why
        elif position is not None:
            found[key] = position
    return Round(found, refused, known)


def _doubt(address: Address, position: Position | None) -> str | None:
    """Why an answer is not written; None when it can be."""
    asked = f"« {address.adresse}, {address.commune} »"
    remedy = "vérifiez l’adresse, ou écrivez latitude et longitude à la main"
    if position is None:
        return f"{asked} est introuvable : {remedy}"
    near = f"le plus proche est « {position.libelle} »"
    if position.code_insee != address.code_insee:
        return f"{asked} est introuvable dans la commune {address.code_insee} ; {near} : {remedy}"
    if position.score < LEAST_SCORE:
        score = f"{position.score:.2f}".replace(".", ",")
        return f"{asked} est douteuse (ressemblance{NBSP}: {score} sur 1) ; {near} : {remedy}"
    if position.type not in _PRECISE:
        return f"{asked} n’est placée qu’au niveau de la commune ; {near} : {remedy}"
    return None


def values(position: Position) -> Mapping[str, str]:
    """The keys of a record: five decimals, about a metre."""
    return {"latitude": f"{position.latitude:.5f}", "longitude": f"{position.longitude:.5f}"}


def read_cache(data: bytes) -> Cache:
    """The answers that were kept, from the bytes of the file (none when it is empty). Raises `BadSetting`."""
    try:
        rows = json.loads(data or b"{}")
        return {key: Position(**row) for key, row in rows.items()}
    except (ValueError, TypeError, AttributeError):
        raise BadSetting(f"{CACHE} n’est pas lisible : retirez-le, la commande le refait") from None


def cache_bytes(cache: Cache) -> bytes:
    """One answer a line, in the order of the addresses."""
    rows = (f" {json.dumps(k, ensure_ascii=False)}: {_row(cache[k])}" for k in sorted(cache))
    return ("{\n" + ",\n".join(rows) + "\n}\n").encode()


def _row(position: Position) -> str:
    return json.dumps(asdict(position), ensure_ascii=False)
