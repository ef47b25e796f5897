"""What each version of the records changed: which came, which changed and in what fields, which went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from generators.network.when import PATH
from generators.records.models import Surveillee

#: A record by its kind and its id.
Key = tuple[str, str]
#: Where the vocabulary stands in the folder of the records.
_WORDS = "vocabulary.yml"


class Touched(Protocol):
    """What became of a file: A (it came), M (it changed), D (it went), and the keys that changed."""

    @property
    def letter(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def keys(self) -> tuple[str, ...]: ...


class Told(Protocol):
    """A version as git tells it."""

    @property
    def name(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def day(self) -> str: ...
    @property
    def alike(self) -> tuple[str, ...]: ...
    @property
    def files(self) -> Iterable[Touched]: ...


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the records: its commit and the one before it (None for the first), its day.

    `commits` are those of which the records are, the last one first: its own comes last. `changees` are the
    records whose fields changed, with their names; `listes` those of the vocabulary.
    """

    nom: str
    commits: tuple[str, ...]
    precedente: str | None
    jour: date
    ajoutees: tuple[Key, ...]
    changees: tuple[tuple[Key, tuple[str, ...]], ...]
    retirees: tuple[Key, ...]
    listes: tuple[str, ...]


def versions(told: Iterable[Told], hidden: Set[str]) -> tuple[Version, ...]:
    """Each version as the records tell it; `hidden` are records that nothing names."""
    return tuple(_version(version, hidden) for version in told)


def _version(told: Told, hidden: Set[str]) -> Version:
    found = [*_records(told.files, hidden)]
    came, went = ([key for letter, key, _ in found if letter == sign] for sign in "AD")
    changed = [(key, fields) for letter, key, fields in found if letter == "M" and fields]
    words = {key for file in told.files if file.path == _WORDS for key in file.keys}
    return Version(
        nom=told.name,
        commits=(*told.alike, told.name),
        precedente=told.before or None,
        jour=date.fromisoformat(told.day),
        ajoutees=tuple(sorted(came)),
        changees=tuple(sorted(changed)),
        retirees=tuple(sorted(went)),
        listes=tuple(sorted(words)),
    )


def _records(files: Iterable[Touched], hidden: Set[str]) -> Iterator[tuple[str, Key, tuple[str, ...]]]:
    for file in files:
        found = PATH.fullmatch(file.path)
        if found and f"{found[1]}/{found[2]}" not in hidden:
            shown = tuple(key for key in file.keys if key not in Surveillee.INTERNES)
            yield file.letter, (found[1], found[2]), shown
