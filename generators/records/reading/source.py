"""One YAML file, from its bytes to plain text values, with every trap of YAML named and placed.

Nothing is typed here: each scalar stays the text that was written (`06000` is a postcode, `NO` a word),
and the record's model decides. The file is read from the parser's events, once: values, places and traps
come out together, and a bomb of aliases or of brackets stops before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generators.records.problems import Severity
from generators.records.reading.mending import Mending
from generators.records.reading.regular import NULLS, place_of, regular
from generators.records.reading.syntax import explain
from generators.words.wording import NARROW, NBSP

#: PyYAML's events share no typed base; each has `start_mark` and `end_mark`, counted from 0.
Event = Any
#: What a file says: text, lists and groups of it; None where a value was refused.
Value = Any
Loc = tuple[str | int, ...]
Place = tuple[int, int]

MAX_BYTES = 64 * 1024
MAX_DEPTH = 12
_COMMENT = "mettez le texte entre guillemets ; un commentaire s’écrit sur sa propre ligne"
_EMPTY: Mapping[type, str] = {
    dict: "écrivez la fiche, ou retirez le fichier",
    list: "écrivez ses éléments, chacun précédé d’un tiret",
}
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Trap:
    """A problem of the file itself: where, at which key, what is wrong and what to write instead."""

    line: int
    column: int
    loc: Loc
    message: str
    hint: str
    severity: Severity = "error"


@dataclass(frozen=True)
class YamlFile:
    """What a file says: its value (None when it is not read), its traps, and where each thing stands.

    `marks` maps each loc (as pydantic gives it) to the places of its key and of its value, from 1.
    An empty or refused value is None in `value`, and its loc is in `traps`. `mended` is what a file that
    is not read would say once its lines are mended, to find the faults of the others; `whole` if none is left
    out.
    """

    value: Value
    traps: tuple[Trap, ...]
    marks: Mapping[Loc, tuple[Place, Place]]
    mended: Value = None
    whole: bool = True

    @classmethod
    def reread(cls, data: bytes) -> YamlFile:
        """A file that was read before without an error, for the places in it: its value is left out."""
        return cls(None, (), _Later(data.removeprefix(_BOM)))

    @cached_property
    def refused(self) -> frozenset[Loc]:
        """The places that are refused as they are read, so that nobody else need say why."""
        return frozenset(trap.loc for trap in self.traps if trap.loc and trap.severity == "error")

    def place(self, loc: Loc, *, on_key: bool = False) -> Place:
        """Line and column of what stands at `loc`, or of the nearest group that holds it."""
        wanted = loc
        while wanted not in self.marks and wanted:
            wanted = wanted[:-1]
        if not wanted:
            return (1, 1)
        return self.marks[wanted][0 if on_key or wanted != loc else 1]


def read(data: bytes, *, expect: type = dict, limit: int = MAX_BYTES) -> YamlFile:
    """Read one file. Never raises, whatever the bytes.

    `expect` is the type of the whole (`dict`, or `list` for the emergency numbers), `limit` its size.
    """
    text = readable(data, limit)
    return text if isinstance(text, YamlFile) else _read_text(data.removeprefix(_BOM), text, expect)


def readable(data: bytes, limit: int) -> str | YamlFile:
    """The text of a file of no more than `limit` bytes, or what is wrong with them."""
    if len(data) > limit:
        return _refused(
            1,
            1,
            f"ce fichier dépasse {limit // 1024} Ko",
            "une fiche tient en quelques lignes : raccourcissez-la",
        )
    data = data.removeprefix(_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error)
    if _usual(text):
        return text
    found = _UNREADABLE.search(text)
    return _unreadable(text, found) if found else text


def _usual(text: str) -> bool:
    """A quick look: True for a text of which every sign is seen, but breaks and French spaces."""
    return text.replace("\n", "").replace(NBSP, "").replace(NARROW, "").isprintable()


def _refused(line: int, column: int, message: str, hint: str) -> YamlFile:
    return YamlFile(None, (Trap(line, column, (), message, hint),), {})


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> YamlFile:
    before = data[: error.start]
    line = len(before.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
    column = len(before[max(before.rfind(b"\n"), before.rfind(b"\r")) + 1 :].decode("utf-8")) + 1
    name = "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "Latin-1 ou Windows-1252"
    return _refused(
        line,
        column,
        f"ce fichier n’est pas en UTF-8 (octet 0x{data[error.start]:02X}, ligne {line}) : "
        f"il semble enregistré en {name}",
        "enregistrez-le en UTF-8 (dans l’éditeur : Enregistrer avec l’encodage)",
    )


def _unreadable(text: str, found: re.Match[str]) -> YamlFile:
    before = text[: found.start()].replace("\r\n", "\n").replace("\r", "\n")
    return _refused(
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
        f"un caractère invisible (U+{ord(found[0]):04X}) s’est glissé dans le fichier",
        "effacez-le, ou retapez la ligne au lieu de la coller",
    )


def _read_text(data: bytes, text: str, expect: type) -> YamlFile:
    commented = " #" in text or "\t#" in text
    value = None if commented else regular(text) or quick(data)
    if value is not None and isinstance(value, expect):
        return YamlFile(value, (), _Later(data))
    lines = text.splitlines()
    reader = _Reader(data, lines if commented else None)
    try:
        value = reader.document(_EMPTY[expect])
    except yaml.YAMLError as error:
        line, column, message, hint = explain(error, lines)
        first = Trap(line, column, (), message, hint)
        return _mended(lines, first, reader.traps, commented, expect)
    except _Stop as stop:
        return YamlFile(None, (*reader.traps, stop.trap), reader.marks)
    if not isinstance(value, expect):
        return YamlFile(None, (*reader.traps, _wrong_top(expect)), reader.marks)
    return YamlFile(value, tuple(reader.traps), reader.marks)


#: How many faults of syntax are looked for: a file with more is no record.
_MOST_FAULTS = 20


def _mended(lines: list[str], first: Trap, before: list[Trap], commented: bool, expect: type) -> YamlFile:
    """A file that breaks: its faults of syntax, one after the other, and what it says besides."""
    mending, faults = Mending([*lines]), [first]
    while len(faults) <= _MOST_FAULTS and mending.mend(faults[-1].line - 1):
        reader = _Reader("\n".join(mending.lines).encode(), mending.lines if commented else None)
        try:
            value = reader.document()
        except yaml.YAMLError as error:
            line, column, message, hint = explain(error, mending.lines)
            faults.append(Trap(line, column, (), message, hint))
            continue
        except _Stop as stop:
            faults.append(stop.trap)
            break
        kept = [trap for trap in reader.traps if not mending.emptied(trap.line)]
        mended = value if isinstance(value, expect) else None
        return YamlFile(None, (*_once_a_line(faults), *kept), reader.marks, mended, not mending.left_out)
    return YamlFile(None, (*before, *_once_a_line(faults)), {})


def _once_a_line(faults: list[Trap]) -> list[Trap]:
    """The first fault of each line: what follows there comes of the mending."""
    return [*{fault.line: fault for fault in reversed(faults)}.values()]


def _wrong_top(expect: type) -> Trap:
    if expect is list:
        return Trap(1, 1, (), "ce fichier n’est pas une liste", "commencez chaque élément par un tiret")
    return Trap(1, 1, (), "ce fichier n’est pas une suite de clés", "écrivez une clé par ligne : cle: valeur")


class _Stop(Exception):
    """The rest of the file is not worth reading."""

    def __init__(self, trap: Trap) -> None:
        self.trap = trap


class _Reader:
    """Builds plain values from the parser's events, noting places and traps on the way."""

    def __init__(self, data: bytes, commented: list[str] | None) -> None:
        self._next = yaml.CBaseLoader(data).get_event
        self._commented = commented
        self._seen: set[str] = set()
        self.traps: list[Trap] = []
        self.marks: dict[Loc, tuple[Place, Place]] = {}

    def document(self, remedy: str = "") -> Value:
        """The whole; `remedy` is what to do with a file that says nothing."""
        self._next()  # the start of the stream
        event = self._next()
        if isinstance(event, StreamEndEvent):
            raise _Stop(Trap(1, 1, (), "ce fichier est vide", remedy))
        value = self._node(self._next(), ())
        self._next()  # the end of the document
        event = self._next()
        if isinstance(event, DocumentStartEvent):
            self._trap(
                event,
                (),
                "le fichier contient plusieurs fiches séparées par ---",
                "écrivez une fiche par fichier",
            )
        return value

    def _node(self, event: Event, loc: Loc) -> Value:
        if type(event) is AliasEvent:
            self._once(event, loc, "alias", f"« *{event.anchor} » renvoie à une autre valeur (alias YAML)")
            return None
        if event.anchor is not None:
            self._once(event, loc, "anchor", f"« &{event.anchor} » nomme une valeur (ancre YAML)")
        if event.tag is not None:
            self._once(event, loc, "tag", f"« {event.tag} » impose un type (étiquette YAML)")
        if type(event) is ScalarEvent:
            return self._scalar(event, loc)
        if len(loc) >= MAX_DEPTH:
            raise _Stop(_at(event, loc, "trop de niveaux imbriqués", "une fiche en a cinq au plus"))
        return self._list(loc) if type(event) is SequenceStartEvent else self._group(loc)

    def _scalar(self, event: Event, loc: Loc) -> Value:
        if event.style:
            return event.value
        if event.value in NULLS:
            what = (
                f"la clé « {loc[-1]} » est vide"
                if loc and isinstance(loc[-1], str)
                else "cette valeur est vide"
            )
            line, column = self.marks[loc][0] if loc in self.marks else (1, 1)
            hint = "écrivez une valeur après les deux-points, ou retirez la ligne"
            self.traps.append(Trap(line, column, loc, what, hint))
            return None
        if self._commented is not None:
            self._warn_of_comment(event, loc, self._commented)
        return event.value

    def _warn_of_comment(self, event: Event, loc: Loc, lines: list[str]) -> None:
        rest = lines[event.end_mark.line][event.end_mark.column :].lstrip()
        if rest.startswith("#") and (" " in event.value or not rest.startswith("# ")):
            line, column = event.end_mark.line + 1, event.end_mark.column + 2
            message = f"ce qui suit le signe dièse n’est pas lu : il reste « {event.value} »"
            self.traps.append(Trap(line, column, loc, message, _COMMENT, "warning"))

    def _list(self, loc: Loc) -> list[Any]:
        values: list[Any] = []
        index = 0
        while type(event := self._next()) is not SequenceEndEvent:
            here = (*loc, index)
            self.marks[here] = (_place(event), _place(event))
            index += 1
            values.append(self._node(event, here))
        return values

    def _group(self, loc: Loc) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = self._key(event, loc)
            here = (*loc, key)
            following = self._next()
            if here in self.marks:
                self._duplicate(event, here)
                self._node(following, (*loc, f"{key} (bis)"))
                continue
            self.marks[here] = (_place(event), _place(following))
            value = self._node(following, here)
            if key == "<<":
                self._once(event, here, "merge", "« << » recopie un autre groupe (fusion YAML)")
            else:
                values[key] = value
        return values

    def _key(self, event: Event, loc: Loc) -> str:
        if type(event) is not ScalarEvent:
            raise _Stop(_at(event, loc, "une clé est ici une liste ou un groupe", "écrivez cle: valeur"))
        if event.anchor is not None or event.tag is not None:
            self._once(event, loc, "key", "une clé porte une ancre ou une étiquette YAML")
        return str(event.value)

    def _duplicate(self, event: Event, loc: Loc) -> None:
        first = self.marks[loc][0][0]
        self._trap(
            event,
            loc,
            f"la clé « {loc[-1]} » est écrite deux fois : ligne {first} et ligne {event.start_mark.line + 1}",
            "gardez une seule des deux lignes",
        )

    def _once(self, event: Event, loc: Loc, kind: str, message: str) -> None:
        """One trap of a kind a file: a bomb repeats them by thousands."""
        if kind not in self._seen:
            self._seen.add(kind)
            hint = "écrivez la valeur elle-même ; si c’est du texte, mettez-le entre guillemets"
            self._trap(event, loc, f"{message}, ce que les fiches n’emploient pas", hint)

    def _trap(self, event: Event, loc: Loc, message: str, hint: str) -> None:
        self.traps.append(_at(event, loc, message, hint))


class _Later(Mapping[Loc, tuple[Place, Place]]):
    """The places in a file without a trap, read when somebody asks for one: for most files, nobody does."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _marks(self) -> Mapping[Loc, tuple[Place, Place]]:
        reader = _Reader(self._data, None)
        reader.document()
        return reader.marks

    def __getitem__(self, loc: Loc) -> tuple[Place, Place]:
        if len(loc) == 1 and "_marks" not in vars(self):
            place = place_of(self._data.decode("utf-8"), str(loc[0]))
            if place is not None:
                return place
        return self._marks[loc]

    def __iter__(self) -> Iterator[Loc]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)


class _Unusual(Exception):
    """Something that only the whole reader tells."""


def quick(data: bytes) -> Value:
    """The value of a file that has no trap; None when it may have one, and the whole reader must look.

    It reads the same events, and notes nothing on the way.
    """
    get = yaml.CBaseLoader(data).get_event
    try:
        get()  # the start of the stream
        if not isinstance(get(), DocumentStartEvent):
            return None
        value = _quick_node(get(), get, 0)
        get()  # the end of the document
        return value if isinstance(get(), StreamEndEvent) else None
    except (yaml.YAMLError, _Unusual):
        return None


def _quick_node(event: Event, get: Callable[[], Event], depth: int) -> Value:
    kind = type(event)
    if kind is AliasEvent or event.anchor is not None or event.tag is not None:
        raise _Unusual
    if kind is ScalarEvent:
        if not event.style and event.value in NULLS:
            raise _Unusual
        return event.value
    if depth >= MAX_DEPTH:
        raise _Unusual
    if kind is SequenceStartEvent:
        items: list[Any] = []
        while type(event := get()) is not SequenceEndEvent:
            items.append(_quick_node(event, get, depth + 1))
        return items
    return _quick_group(get, depth)


def _quick_group(get: Callable[[], Event], depth: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    while type(event := get()) is ScalarEvent:
        key = event.value
        if key in values or key == "<<" or event.anchor is not None or event.tag is not None:
            raise _Unusual
        values[key] = _quick_node(get(), get, depth + 1)
    if type(event) is not MappingEndEvent:
        raise _Unusual
    return values


def _place(event: Event) -> Place:
    return (event.start_mark.line + 1, event.start_mark.column + 1)


def _at(event: Event, loc: Loc, message: str, hint: str) -> Trap:
    return Trap(*_place(event), loc, message, hint)
