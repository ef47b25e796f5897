"""Where a chosen record stands on the site, and in the page of its issue."""

from __future__ import annotations

from generators.records.types import RefFiche

DOSSIERS = {"actors": "acteurs", "events": "agenda", "resources": "ressources", "news": "actualites"}


def page(fiche: RefFiche) -> str:
    """The page of a record; news items stand on one page, each at its own anchor."""
    kind, _, name = fiche.partition("/")
    return f"actualites/#{name}" if kind == "news" else f"{DOSSIERS[kind]}/{name}/"


def actor(name: str) -> str:
    return f"acteurs/{name}/"


def calendar(event: str) -> str:
    """The calendar file of an event."""
    return f"agenda/{event}.ics"


def anchor(fiche: RefFiche) -> str:
    """The id of an item in the page of its issue: "agenda-rapport-ciivise"."""
    kind, _, name = fiche.partition("/")
    return f"{DOSSIERS[kind]}-{name}"
