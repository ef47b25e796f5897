"""What the last look looks for: the places that confidential records alone give.

A street with its number, a SIRET, a position are looked for in every file. A commune, a street alone, the
name of a hall are words that anybody may write: they are looked for where the record is named, and count only
if no page that is not about it has them. A number alone is nothing. Each is looked for in the ways in which
people write it (`generators.lastlook.written`).
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import TypeVar

from generators.land.places import Places
from generators.land.territories import Zone
from generators.lastlook.folding import spaced, squeezed
from generators.lastlook.written import names, plus_code, streets
from generators.records.kinds import KINDS
from generators.records.models import Implantation
from generators.records.models.fields import leaves, parts
from generators.records.records import Key, Records
from generators.records.withheld import Secret, Secrets

#: Letters and digits under which a text says too little to be the name of a street, of a hall, of a commune.
_STREET, _NAME, _COMMUNE = 10, 10, 3
#: And fewer when its number stands with it.
_LEAST = 6
#: The number of a house and what may stand beside it, « 12 bis », « 12-14 », in words apart.
_NUMBER = re.compile(rb"^ (?:\d+ (?:(?:bis|ter|quater|[a-d]) )?)+(?=[a-z])")
#: Decimals of a degree: three are a hundred metres.
_DECIMALS = 3
#: What says a place by a key of its own: under how many letters it says too little, and how it is written.
_LIMITS = {"adresse": (_STREET, streets), "commune": (_COMMUNE, names)}
A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True, repr=False)
class Needles:
    """What is looked for, and whose it is.

    `strong` are folded words of any file, with the same apart where its number must stand alone;
    `positions` latitudes as a text writes them, with the longitudes that may stand beside each; `weak` are
    words that count where one of `names` is, by its folded word.
    """

    strong: Mapping[bytes, frozenset[tuple[bytes, Key]]]
    positions: Mapping[bytes, frozenset[tuple[bytes, Key]]]
    weak: Mapping[Key, frozenset[bytes]]
    names: Mapping[bytes, frozenset[tuple[bytes, Key]]]

    def __bool__(self) -> bool:
        return bool(self.strong or self.positions or self.weak)


def needles(secrets: Secrets, records: Records, places: Places) -> Needles:
    """What to look for among the files of a site that shows `records`, which hold no secret any more."""
    given = frozenset(_given(records, places)) if secrets else frozenset[bytes]()
    weak = _grouped((s.key, word) for s in secrets for ways in _weak(s, places) for word in _own(ways, given))
    strong = (
        (joined(word), (word if numbered else b"", secret.key))
        for secret in secrets
        for numbered, ways in _strong(secret)
        for word in _own(ways, given)
    )
    return Needles(
        _grouped(strong),
        _grouped(_positions(secrets, records, places)),
        weak,
        _grouped((joined(name), (name, key)) for key in weak for name in _names(key, records)),
    )


def _own(ways: Iterable[bytes], given: Set[bytes]) -> frozenset[bytes]:
    """The ways to write a place; none where a public record gives it in one of them."""
    found = frozenset(ways)
    return frozenset() if any(joined(word) in given for word in found) else found


def joined(words: bytes) -> bytes:
    """Words apart as one folded word."""
    return words.replace(b" ", b"")


def _grouped(pairs: Iterable[tuple[A, B]]) -> Mapping[A, frozenset[B]]:
    found = defaultdict[A, set[B]](set)
    for key, value in pairs:
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}


def _strong(secret: Secret) -> Iterator[tuple[bool, Iterable[bytes]]]:
    """Whether a number of a house is in it, and the ways to write it."""
    for key, value in secret.values:
        words = spaced(str(value))
        number = _NUMBER.match(words) if key == "adresse" else None
        street = words[number.end() :] if number else b""
        if number and len(joined(street)) >= _LEAST:
            least = len(joined(number[0])) + _LEAST
            yield True, (way for way in streets(street, number[0]) if len(joined(way)) >= least)
        elif key in (*Implantation.TRAHIT, "accessibilite_lieu"):
            yield False, (words,)
    said = dict(secret.values)
    latitude, longitude = said.get("latitude"), said.get("longitude")
    if isinstance(latitude, float) and isinstance(longitude, float):
        yield False, (plus_code(latitude, longitude),)


def _weak(secret: Secret, places: Places) -> Iterator[Iterable[bytes]]:
    """The ways to write each word that says little by itself."""
    for key, value in secret.values:
        if isinstance(value, Zone):
            words, least, ways = spaced(_zone(value, places)), _COMMUNE, names
        else:
            words = _NUMBER.sub(b" ", spaced(str(value))) if isinstance(value, str) else b""
            least, ways = _LIMITS.get(key, (_NAME, names))
        if len(joined(words)) >= least and not joined(words).isdigit():
            yield (b" %b " % way for way in ways(words) if len(joined(way)) >= least)


def _zone(zone: Zone, places: Places) -> str:
    """The name of a commune or an EPCI; nothing when no table has it."""
    known = places.communes if zone.level == "commune" else places.epcis
    return known[zone.code].nom if zone.code in known else ""


def _positions(
    secrets: Secrets, records: Records, places: Places
) -> Iterator[tuple[bytes, tuple[bytes, Key]]]:
    """How a text writes the points of secrets, where neither a public record nor a town stands there too."""
    wanted = [
        (latitude, longitude, secret.key)
        for secret in secrets
        for latitude, longitude in _points(dict(secret.values))
    ]
    latitudes = {latitude for latitude, _, _ in wanted}
    public = (place for _, record in records.all() for _, place in parts(record, Implantation))
    known = {
        point
        for place in (*public, *(places.communes.values() if wanted else ()))
        for point in _points({"latitude": place.latitude, "longitude": place.longitude})
        if point[0] in latitudes
    }
    for latitude, longitude, key in wanted:
        if (latitude, longitude) not in known:
            for sign in ".,":
                yield latitude.replace(".", sign).encode(), (longitude.replace(".", sign).encode(), key)


def _points(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """A position to a hundred metres, cut or rounded: 45.7719, 4.89 → ("45.771", "4.890"), ("45.772", …)."""
    latitude, longitude = values.get("latitude"), values.get("longitude")
    if isinstance(latitude, float) and isinstance(longitude, float):
        yield from itertools.product(_degrees(latitude), _degrees(longitude))


def _degrees(value: float) -> set[str]:
    exact = f"{abs(value):.12f}"
    return {exact[: exact.index(".") + 1 + _DECIMALS], f"{abs(value):.{_DECIMALS}f}"}


def _given(records: Records, places: Places) -> Iterator[bytes]:
    """The places that public records give, as folded words."""
    for _, record in records.all():
        for _, place in parts(record, Implantation):
            texts = (getattr(place, key, None) for key in Implantation.RETENUS)
            yield from (squeezed(text) for text in texts if isinstance(text, str))
        zones = (value for _, value in leaves(record) if isinstance(value, Zone) and value.narrow)
        yield from (squeezed(_zone(zone, places)) for zone in zones)


def _names(key: Key, records: Records) -> Iterator[bytes]:
    """How files name a record, as words apart: its id, its title, its other names."""
    kind, id_ = key
    yield spaced(id_)
    if (record := records.of(kind).get(id_)) is not None:
        other = (getattr(record, name, None) for name in KINDS[kind].aliases)
        yield from (spaced(str(name)) for name in (KINDS[kind].title_of(record), *other) if name)
