"""What a site is made of and is not ours: a library, a font, a theme, a table of reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

#: "required": its bytes, or what it drew, are in the published site. "excluded": it only ran to build it.
Scope = Literal["required", "excluded"]
Sort = Literal["library", "framework", "data"]


@dataclass(frozen=True, slots=True)
class Component:
    """One part.

    `licence` is an SPDX expression, or the words of its producer; "" where nobody says. `texts` are the
    licence and the notices that go with a copy, by their title. `sha512` is that of the package, in
    hexadecimal. `parts` are what it holds itself, where its maker gives their names alone. `used`: for what.
    """

    name: str
    version: str
    sort: Sort
    licence: str
    scope: Scope
    purl: str = ""
    texts: Mapping[str, str] | None = None
    sha512: str = ""
    parts: tuple[str, ...] = ()
    used: str = ""


@dataclass(frozen=True, slots=True)
class Supply:
    """All of them, with the version and the licence of this software."""

    version: str
    licence: str
    components: tuple[Component, ...]

    @property
    def shipped(self) -> tuple[Component, ...]:
        """Those whose licences go with the site."""
        return tuple(each for each in self.components if each.scope == "required")
