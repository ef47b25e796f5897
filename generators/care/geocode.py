"""Coordinates for the records that give a street and no position: which ones, and what may be believed.

Nothing about a confidential record is ever asked of anyone. Answers are kept in a committed file as they
come, so that a second round, one that goes on after a cut, or another person's asks nothing again; a kept
answer is judged like a new one, and goes when no public record gives its address any more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Final

from generators.care.geocoder import Address, Position, Unreadable
from generators.land.coverage import is_abroad
from generators.land.nearness import can_be_in
from generators.land.places import Places
from generators.mail.errand import BadSetting, Refusal
from generators.records.located import FILE, given
from generators.records.models import Implantation
from generators.records.records import Key, Records
from generators.web.asking import parsed
from generators.words.wording import NBSP

CACHE: Final = f"data/{FILE}"
#: Below this score the answer is a guess.
LEAST_SCORE: Final = 0.7
#: A commune or a hamlet is no answer for a street: the site places such a record by its commune anyway.
_PRECISE: Final = {"housenumber", "street"}
#: So many answers in a row that cannot be read are not an address's fault.
UNREADABLE: Final = 3
_SHAPE: Final = "le service des adresses a répondu sous une forme inattendue"

Cache = Mapping[str, Position]
Ask = Callable[[Address], Position | None]


@dataclass(slots=True)
class Round:
    """What a round found: positions to write, refusals to tell, the cache to keep, and whether it was cut."""

    cache: dict[str, Position]
    found: dict[Key, Position] = field(default_factory=dict)
    refused: dict[Key, str] = field(default_factory=dict)
    #: Why the service could not be asked any more, and for which records.
    stopped: str | None = None
    left: tuple[Key, ...] = ()
    #: How many kept answers no public record asks for any more.
    dropped: int = 0


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


def geocoded(
    records: Records, cache: Cache, ask: Ask, places: Places, keep: Callable[[Cache], None]
) -> Round:
    """A round over all that is wanted; `keep` is given the answers after each that is new.

    It stops at the first refusal of the service, or when it answers nonsense several times in a row.
    """
    said = given(records)
    done = Round({name: position for name, position in cache.items() if name in said})
    done.dropped = len(cache) - len(done.cache)
    todo = list(wanted(records))
    nonsense = 0
    for number, (key, address) in enumerate(todo):
        try:
            _place(done, key, address, ask, places, keep)
            nonsense = 0
        except Unreadable:
            done.refused[key] = f"{_asked(address)} n’a pas de réponse : {_SHAPE}"
            nonsense += 1
        except Refusal as refusal:
            return _stopped(done, str(refusal), todo[number:])
        if nonsense == UNREADABLE:
            return _stopped(done, _SHAPE, todo[number + 1 :])
    return done


def _place(
    done: Round, key: Key, address: Address, ask: Ask, places: Places, keep: Callable[[Cache], None]
) -> None:
    """Find where one record is, or say why nothing is written of it."""
    position = done.cache.get(address.key)
    if position is None and (position := ask(address)):
        done.cache[address.key] = position
        keep(done.cache)
    if why := _doubt(address, position, places):
        done.refused[key] = why
    elif position is not None:
        done.found[key] = position


def _stopped(done: Round, why: str, left: list[tuple[Key, Address]]) -> Round:
    done.stopped = why
    done.left = tuple(key for key, _ in left)
    return done


def _asked(address: Address) -> str:
    return f"« {address.adresse}, {address.commune} »"


def _doubt(address: Address, position: Position | None, places: Places) -> str | None:
    """Why an answer is not written; None when it can be."""
    asked = _asked(address)
    remedy = "vérifiez l’adresse, ou écrivez latitude et longitude à la main"
    if position is None:
        return f"{asked} est introuvable : {remedy}"
    near = f"le plus proche est « {position.libelle} »"
    if position.code_insee != address.code_insee:
        return f"{asked} est introuvable dans la commune {address.code_insee} ; {near} : {remedy}"
    if not position.score >= LEAST_SCORE:
        score = f"{position.score:.2f}".replace(".", ",")
        return f"{asked} est douteuse (ressemblance{NBSP}: {score} sur 1) ; {near} : {remedy}"
    if position.type not in _PRECISE:
        return f"{asked} n’est placée qu’au niveau de la commune ; {near} : {remedy}"
    if not can_be_in(address.code_insee, (position.latitude, position.longitude), places):
        swapped = "latitude et longitude sont peut-être inversées"
        return f"{asked} est placée loin de {address.commune} ({swapped}) : {remedy}"
    return None


def values(position: Position) -> Mapping[str, str]:
    """The keys of a record: five decimals, about a metre."""
    return {"latitude": f"{position.latitude:.5f}", "longitude": f"{position.longitude:.5f}"}


def read_cache(data: bytes) -> Cache:
    """The answers that were kept, from the bytes of the file (none when it is empty). Raises `BadSetting`."""
    try:
        return {key: Position.of(**row) for key, row in parsed(data or b"{}").items()}
    except (ValueError, TypeError, AttributeError, Unreadable):
        raise BadSetting(f"{CACHE} n’est pas lisible : retirez-le, la commande le refait") from None


def cache_bytes(cache: Cache) -> bytes:
    """One answer a line, in the order of the addresses."""
    rows = (f" {json.dumps(k, ensure_ascii=False)}: {_row(cache[k])}" for k in sorted(cache))
    return ("{\n" + ",\n".join(rows) + "\n}\n").encode()


def _row(position: Position) -> str:
    return json.dumps(asdict(position), ensure_ascii=False)
