"""What is made of each record for a file that all records share: one that changed makes its own row again.

A table, an index, a list to choose from hold a row a record. Rows are kept by heaps of a few records, each
with what it was made of; the rows of one file are one entry. A record is always of the same heap, whatever
comes or goes beside it.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from zlib import crc32

from generators.disk.cache import digest
from generators.records.kinds import kind_of
from generators.records.models import Fiche
from generators.site import Site
from generators.trace.prints import Unprintable
from generators.trace.seen import Reads, Seen, in_order

R = TypeVar("R", bound=Fiche)
T = TypeVar("T")
_ROOM: Final = "rows"
#: So many records are a heap, or fewer, down to half of it.
HEAP: Final = 32


@dataclass(frozen=True, slots=True)
class Heap:
    """Rows made together: `told` is the print of all that they depend on, None where none can be."""

    ids: tuple[str, ...]
    reads: Reads
    told: bytes | None
    rows: tuple[Any, ...]


class Rows:
    """Makes rows, and keeps them. `asked`: how often it was asked."""

    def __init__(self, site: Site, seen: Seen, told: Callable[..., bytes | None]) -> None:
        self._site, self._seen, self._told = site, seen, told
        self.asked = 0

    def each(self, make: Callable[[Any, R], T], records: Iterable[R]) -> Sequence[T]:
        """As `Site.each`."""
        self.asked += 1
        found = [*records]
        call = self._call(make, found)
        if call is None:
            return [make(self._seen.site, one) for one in found]
        heaps = _parted(found)
        name = digest(call, str(len(heaps)))
        kept = self._kept(name)
        made = {number: self._heap(make, call, heap, kept.get(number)) for number, heap in heaps.items()}
        if any(made.get(number) is not kept.get(number) for number in {*made, *kept}):
            self._site.cache.put(_ROOM, name, pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL))
        rows = {id_: row for heap in made.values() for id_, row in zip(heap.ids, heap.rows, strict=True)}
        return [rows[one.id] for one in found]

    def _call(self, make: Callable[[Any, R], T], found: Sequence[R]) -> bytes | None:
        """A print of what is asked; None where nothing is kept of it: records of several kinds, or others."""
        kinds = {kind_of(one).name for one in found}
        if len(kinds) != 1:
            return None
        (kind,) = kinds
        known = self._site.records.by_kind[kind]
        return self._told(make, (), kind) if all(known.get(one.id) is one for one in found) else None

    def _kept(self, name: bytes) -> Mapping[int, Heap]:
        found = self._site.cache.get(_ROOM, name)
        return pickle.loads(found) if found else {}  # noqa: S301 (sealed: what we wrote)

    def _heap(self, make: Callable[[Any, R], T], call: bytes, heap: Sequence[R], kept: Heap | None) -> Heap:
        ids = tuple(one.id for one in heap)
        if kept and kept.ids == ids and kept.told and kept.told == self._answered(call, kept.reads):
            self._seen.read(kept.reads)
            return kept
        rows, read = self._seen.noted(lambda: tuple(make(self._seen.site, one) for one in heap))
        reads = in_order({*read, *(("kinds", kind_of(one).name, one.id) for one in heap)})
        self._seen.read(reads)
        return Heap(ids, reads, self._answered(call, reads), rows)

    def _answered(self, call: bytes, reads: Reads) -> bytes | None:
        try:
            return digest(call, self._seen.answers(reads))
        except Unprintable:
            return None


def _parted(records: Iterable[R]) -> Mapping[int, Sequence[R]]:
    """The records in heaps, a number of two: which one is a record's, its id says."""
    found = [*records]
    parts = 1 << (len(found) // HEAP).bit_length()
    heaps: dict[int, list[R]] = defaultdict(list)
    for one in found:
        heaps[crc32(one.id.encode()) % parts].append(one)
    return heaps
