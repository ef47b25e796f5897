"""A territory as records write it, and what a code of INSEE or of the post says by itself."""

from __future__ import annotations


class Zone(str):
    """A covered territory, such as `france`, `region:32`, `departement:59`, `commune:59183` or `pays:BE`."""

    __slots__ = ()

    @property
    def level(self) -> str:
        return self.partition(":")[0]

    @property
    def code(self) -> str:
        return self.partition(":")[2]


def departement_in(code: str) -> str:
    """The département that a code of INSEE begins with: "59183" → "59", "2A004" → "2A", "97411" → "974"."""
    return code[:3] if code[:2] in ("97", "98") else code[:2]


def is_overseas(departement: str) -> bool:
    """True for the code of a département or collectivity overseas: it has three signs."""
    return len(departement) == 3
