"""Short texts that many records repeat: codes, territories, dates, the ids of others."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T", bound="Repeated")


class Repeated(str):
    """A text of one of these kinds; what another process gives of them, or a cache, is one value here too."""

    __slots__ = ()

    def __reduce__(self: T) -> tuple[Callable[[type[T], str], T], tuple[type[T], str]]:
        return _one, (type(self), str(self))


@lru_cache(maxsize=32768)
def _one(kind: type[T], text: str) -> T:
    return kind(text)
