"""What makers make, all together: path on the site → content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping


def made(makers: Iterable[tuple[tuple[str, ...], Callable[[], Mapping[str, bytes]]]]) -> dict[str, bytes]:
    """From the paths and the maker of each of them."""
    return {path: content for _, make in makers for path, content in make().items()}
