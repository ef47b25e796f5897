"""The files of an edition laid before its names are known, since a family is named by all that it holds.

Each is laid in the folder of its family, as it will be published but for the digits of the name; once all
are there, they are digested one after the other, and the folders take their names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from generators import editions
from generators.disk.laid import Laid
from generators.editions import FOLDER, FOLLOWS, Edition

#: The digits of a name that is not known yet.
_BLANK: Final = "0" * 12


def draft(path: str, content: bytes) -> bytes:
    """A file as it is laid at its path before its family has a name."""
    family, within = editions.parted(path)
    return editions.bearing(f"{FOLDER}{family}.{_BLANK}/{within}", content) if family else content


def named(laid: Laid, later: Collection[str] = ()) -> Edition:
    """Name the families whose drafts are laid. `later`: those that follow one of them, and are to come."""
    drafted = {family for family, _ in map(editions.parted, laid)} - {""}
    families = {family: _Family(laid, family) for family in sorted(drafted)}
    digits = {family: editions.digest(files) for family, files in families.items()}
    names = {family: f"{family}.{digits[FOLLOWS.get(family, family)]}" for family in (*families, *later)}
    for family, files in families.items():
        files.name(names[family])
    return Edition(names)


class _Family(Mapping[str, bytes]):
    """The drafts of a family by their path in it, each as it was before it bore a name."""

    def __init__(self, laid: Laid, family: str) -> None:
        self._laid, self._family, self._folder = laid, family, f"{FOLDER}{family}/"
        self._paths = [path.removeprefix(self._folder) for path in laid if path.startswith(self._folder)]

    def __getitem__(self, path: str) -> bytes:
        return editions.bare(f"{self._family}.{_BLANK}", self._laid[self._folder + path])

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def name(self, name: str) -> None:
        """Write it in each file that says it, and on the folder."""
        place = editions.head(f"{self._family}.").index(b".") + 1
        for path in self._paths:
            if path.endswith(".json"):
                self._laid.within(self._folder + path, place, name[-len(_BLANK) :].encode())
        self._laid.rename(self._folder.rstrip("/"), name)
