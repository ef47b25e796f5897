"""A site that notes what is read of it, so that what was made of it can be kept until an answer changes.

Whoever makes a page is given this site in place of the real one. Each question to the records, to the network
and to its gaps goes through it and is noted: there is no other way to them, so none is forgotten. A later
build asks the same questions again: where all answers are as they were, so is the page. What is not noted is
what every page depends on: the identity, the vocabulary, the places, the day (`generators.trace.kept`).
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from dataclasses import fields
from functools import cache, cached_property, wraps
from inspect import isfunction
from itertools import chain
from typing import Any, Final, TypeVar, cast

from generators.disk.cache import digest
from generators.network.gaps import Gaps
from generators.network.network import Network
from generators.records.records import Records
from generators.site import Site
from generators.trace.prints import Prints, Unprintable

#: Whom one asks, what, and of what: ("network", "services", "la-boussole-nord"); without the last, of all.
Read = tuple[Any, ...]
#: Several, as they are kept: whom one asks and what, then each that was asked for: its name, or the tuple of
#: what comes after, which is empty where one asked for all.
Reads = tuple[tuple[tuple[str, str], tuple[Any, ...]], ...]
T = TypeVar("T")
#: What every page depends on anyway, and what no page is made of.
FREE: Final = frozenset({"identity", "address", "outlines", "reserves", "cache"})
CLOSED: Final = frozenset({"last_look"})


class Seen:
    """A site and its double that notes what is read of it."""

    def __init__(self, site: Site) -> None:
        self._real: dict[str, object] = {
            "site": site,
            "network": site.network,
            "records": site.records,
            "kinds": site.records.by_kind,
            "gaps": site.network.gaps,
        }
        self._told: dict[tuple[str, str], _Answers] = {}
        #: What is noted at present; None while nobody asks.
        self._reads: set[Read] | None = None
        self.site = self._site(site)
        self._prints = Prints(self.site, site.records.digests)

    def noted(self, make: Callable[[], T]) -> tuple[T, frozenset[Read]]:
        """What it makes, and all that it read meanwhile; whoever made that of it has read it too."""
        reads, around = set[Read](), self._reads
        self._reads = reads
        try:
            return make(), frozenset(reads)
        finally:
            self._reads = around
            if around is not None:
                around |= reads

    def read(self, reads: Reads) -> None:
        """Note them: what was made of them is taken as it was kept."""
        if self._reads is not None:
            self._reads |= {(*head, *_asked_of(name)) for head, names in reads for name in names}

    def print_of(self, value: object) -> bytes:
        """As `Prints`, where the double stands for itself. Raises `Unprintable`."""
        return self._prints.of(value)

    def answers(self, reads: Reads) -> bytes:
        """What is answered now, a print each. Raises `Unprintable`."""
        return b"".join(
            chain.from_iterable(map(self._answers(head).__getitem__, names) for head, names in reads)
        )

    def _answers(self, head: tuple[str, str]) -> _Answers:
        found = self._told.get(head)
        if found is None:
            found = self._told[head] = _Answers(lambda name: self._print(*head, *_asked_of(name)))
        return found

    def _print(self, *read: object) -> bytes:
        return digest(self._prints.of(self._asked(*read)))

    def _asked(self, whom: Any, what: Any, *of: object) -> object:  # noqa: ANN401 (as a `Read` holds them)
        real = self._real[whom]
        if whom == "kinds":
            records = cast("Mapping[str, Mapping[str, object]]", real).get(what, {})
            return records.get(str(*of)) if of else tuple(records.items())
        found = getattr(real, what)
        if isinstance(found, Mapping):
            return found.get(*of) if of else tuple(found.items())
        return found(*of) if callable(found) else found

    def _note(self, *read: object) -> None:
        if self._reads is not None:
            self._reads.add(read)

    def _site(self, site: Site) -> Site:
        records = site.records
        kinds = {name: _Noted(held, "kinds", name, self._note) for name, held in records.by_kind.items()}
        seen_records = Records(
            _Kinds(kinds),
            records.vocabulary,
            records.urgences,
            records.reseau,
            _Noted(records.paths, "records", "paths", self._note),
        )
        network = self._double(
            Network,
            site.network,
            "network",
            {"records": seen_records, "places": site.places, "today": site.today},
        )
        given = {name: getattr(site, name) for name in FREE}
        return self._double(Site, site, "site", {**given, "network": network})

    def _double(self, kind: type[T], real: object, whom: str, given: Mapping[str, object]) -> T:
        """One of the same class: fields and what is computed once are asked of the real one, and noted; what
        is `given` is as it is; the rest runs on the double."""
        names = {field.name for field in fields(cast("Any", kind))}
        names |= {name for name in dir(kind) if isinstance(getattr(kind, name), cached_property)}
        noting = {name: property(self._asking(real, whom, name)) for name in names - given.keys()}
        made: object = object.__new__(type(f"Seen{kind.__name__}", (kind,), noting))
        for name, value in given.items():
            object.__setattr__(made, name, value)
        return cast("T", made)

    def _asking(self, real: object, whom: str, name: str) -> Callable[[object], object]:
        @cache
        def double() -> object:
            """Of what is asked in parts; None of what is asked as a whole."""
            found = getattr(real, name)
            if isinstance(found, Mapping):
                return _Noted(found, whom, name, self._note)
            return self._gaps(found) if isinstance(found, Gaps) else None

        def asked(_: object) -> object:
            if name in CLOSED:
                raise Unprintable(f"{whom}.{name}")
            if (parted := double()) is not None:
                return parted
            self._note(whom, name)
            return getattr(real, name)

        return asked

    def _gaps(self, real: Gaps) -> Gaps:
        """Each of its questions is one of a few words, and its answer short."""
        double = self._double(Gaps, real, "gaps", {})
        for name in (name for name, value in vars(Gaps).items() if isfunction(value) and name[0] != "_"):
            object.__setattr__(double, name, self._call(getattr(real, name), name))
        return double

    def _call(self, ask: Callable[..., T], name: str) -> Callable[..., T]:
        @wraps(ask)
        def asked(*words: str | None) -> T:
            self._note("gaps", name, *words)
            return ask(*words)

        return asked


class _Answers(dict[Any, bytes]):
    """The print of each answer, by what is asked for, once it is."""

    def __init__(self, answer: Callable[[Any], bytes]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, name: object) -> bytes:
        found = self[name] = self._answer(name)
        return found


def in_order(reads: Iterable[Read]) -> Reads:
    """As they are kept."""
    found: dict[tuple[str, str], list[Any]] = {}
    for read in reads:
        name = str(read[2]) if len(read) == 3 and isinstance(read[2], str) else read[2:]
        found.setdefault(read[:2], []).append(name)
    return tuple((head, tuple(sorted(found[head], key=str))) for head in sorted(found))


def _asked_of(name: Any) -> tuple[Any, ...]:  # noqa: ANN401 (as `Reads` hold it)
    return (name,) if isinstance(name, str) else name


class _Noted(Mapping[Any, Any]):
    """A mapping of which is noted which keys were asked for, or that all were."""

    def __init__(self, real: Mapping[Any, Any], whom: str, what: str, note: Callable[..., None]) -> None:
        self._real, self._whom, self._what, self._note = real, whom, what, note

    def __getitem__(self, key: object) -> Any:  # noqa: ANN401 (whatever the real one holds)
        self._note(self._whom, self._what, key)
        return self._real[key]

    def __iter__(self) -> Iterator[Any]:
        self._note(self._whom, self._what)
        return iter(self._real)

    def __len__(self) -> int:
        self._note(self._whom, self._what)
        return len(self._real)

    def keys(self) -> KeysView[Any]:
        self._note(self._whom, self._what)
        return self._real.keys()

    def values(self) -> ValuesView[Any]:
        self._note(self._whom, self._what)
        return self._real.values()

    def items(self) -> ItemsView[Any, Any]:
        self._note(self._whom, self._what)
        return self._real.items()


class _Kinds(dict[str, _Noted]):
    """The records of each kind, by its name; which kinds there are is the software's."""
