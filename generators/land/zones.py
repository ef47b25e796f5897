"""A territory as records write it: its level and its code."""

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
