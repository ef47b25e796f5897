"""What people write in a cell, as values of our fields; what is not understood stays out, verbatim."""

from __future__ import annotations

from collections.abc import Callable

from generators.intake.reading import Context, Reading

__all__ = ["Context", "Reading", "reader_for"]

Reader = Callable[[str, Context], Reading]


def reader_for(field: str) -> Reader:
    """How a column of this meaning is read."""
    return lambda text, _: Reading({field: text})
