"""A site for tests: a network as if it were published at an address, drawn by the project's own templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from generators.land.outlines import load_outlines
from generators.network.network import Network
from generators.opening import open_site
from generators.project import Project
from generators.records.identity import Identite
from generators.records.reading.load import load
from generators.site import Site

ROOT = Path(__file__).parents[1]
PROJECT = Project.at(ROOT)

_letter_templates = cache(PROJECT.letter_templates)


def site_of(
    network: Network, address: str, *, images: Mapping[str, bytes] | None = None, commit: str | None = None
) -> Site:
    """The site of a network; without `images` its letters show none."""
    outlines = load_outlines(PROJECT.reference / "departements.topojson")
    return Site(network, identity(), address, outlines, _letter_templates(), images or {}, commit=commit)


@cache
def identity() -> Identite:
    """The repository's own."""
    return load(PROJECT.data, PROJECT.newsletter).records.identity


def on(day: date, site: Site) -> Site:
    """The same site, published on another day."""
    return replace(site, network=replace(site.network, today=day))


def saying(site: Site, **facts: object) -> Site:
    """The same site, of a network that says something else of itself: `contact={"courriel": …}`."""
    changed = {
        key: getattr(site.identity, key).model_copy(update=fact) if isinstance(fact, dict) else fact
        for key, fact in facts.items()
    }
    return replace(site, identity=site.identity.model_copy(update=changed))


@cache
def real_site(today: date, address: str) -> Site:
    """The site of the repository's own records."""
    found, problems = open_site(PROJECT, today, address)
    assert found is not None, problems
    return found
