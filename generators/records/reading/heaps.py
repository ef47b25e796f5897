"""Records read by heaps of a hundred: by several processes, or found again as they were read before.

Which file is in which heap follows from its name alone, so that a record more, or another, leaves all other
heaps as they were.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple
from zlib import crc32

from generators.disk.cache import Cache, digest
from generators.jobs import spread
from generators.records.models.fields import references
from generators.records.problems import Problem
from generators.records.reading.files import Found
from generators.records.records import Key, Record
from generators.records.secrecy import Unsound

_ROOM: Final = "fiches"
#: Files of a heap, about.
SIZE: Final = 128

#: What one file's bytes give: its record or what is left of it, and its problems.
Reading = Callable[[Found, bytes], tuple[Record | Unsound, Collection[Problem]]]


@dataclass(frozen=True, slots=True)
class Heap:
    """Files that are read together; `name` tells their bytes and what they were read by, when they are kept.

    `named` are the records that theirs name.
    """

    keys: Sequence[Key]
    name: bytes = b""
    named: Sequence[Key] = ()


class Read(NamedTuple):
    """What was read of a heap."""

    sound: dict[Key, Any]
    broken: dict[Key, Unsound]
    problems: list[Problem]
    named: list[Key]


def parted(keys: Collection[Key]) -> list[list[Key]]:
    """The keys by heaps of about `SIZE`, a power of two of them."""
    count = 1
    while count * SIZE < len(keys):
        count *= 2
    heaps = defaultdict[int, list[Key]](list)
    for key in keys:
        heaps[crc32("/".join(key).encode()) % count].append(key)
    return [heaps[number] for number in sorted(heaps)]


def read_heaps(
    contents: Mapping[Key, bytes],
    files: Mapping[Key, Found],
    reading: Reading,
    by: bytes,
    cache: Cache,
    jobs: int,
) -> Iterator[tuple[Heap, Read]]:
    """Each heap and what was read of it. `by` tells all that `reading` looks at besides a file."""
    heaps = parted(contents)
    tasks = [partial(_read, heap, contents, files, reading) for heap in heaps]
    if not cache:
        yield from ((Heap(heap), read) for heap, read in zip(heaps, spread(tasks, jobs), strict=True))
        return
    names = [digest(by, *_parts(heap, contents, files)) for heap in heaps]
    kept = {name: cache.get(_ROOM, name) for name in names}
    missing = [(name, task) for name, task in zip(names, tasks, strict=True) if kept[name] is None]
    for (name, _), made in zip(
        missing, spread([partial(_pickled, task) for _, task in missing], jobs), strict=True
    ):
        cache.put(_ROOM, name, made)
        kept[name] = made
    for heap, name in zip(heaps, names, strict=True):
        read = pickle.loads(kept[name] or b"")  # noqa: S301 (sealed: what we wrote)
        yield Heap(heap, name, read.named), read


def _parts(
    heap: Collection[Key], contents: Mapping[Key, bytes], files: Mapping[Key, Found]
) -> Iterator[bytes | str]:
    for key in heap:
        yield from (*key, files[key].shown, contents[key])


def _read(
    heap: Collection[Key], contents: Mapping[Key, bytes], files: Mapping[Key, Found], reading: Reading
) -> Read:
    read = Read({}, {}, [], [])
    for key in heap:
        record, told = reading(files[key], contents[key])
        read.problems.extend(told)
        if isinstance(record, Unsound):
            read.broken[key] = record
        else:
            read.sound[key] = record
    return read


def _pickled(task: Callable[[], Read]) -> bytes:
    read = task()
    named = {name for record in read.sound.values() for name in references(record)}
    return pickle.dumps(read._replace(named=sorted(named)), protocol=pickle.HIGHEST_PROTOCOL)
