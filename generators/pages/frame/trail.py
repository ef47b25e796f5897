"""The breadcrumb trail of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Etape:
    """A step; the page itself comes last, without an address."""

    titre: str
    url: str | None = None
