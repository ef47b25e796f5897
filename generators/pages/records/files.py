"""Each record as a small file of its own, for what the browser does with one record at a time.

The shortlist reads `contact` of the actors that were chosen; the form « Signaler un changement » reads
`champs`. One file a record: a reader of ten contacts never downloads ten thousand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generators.network import addresses
from generators.pages.actors.contact import contact
from generators.pages.records.fields import champs
from generators.records.models import Acteur, Fiche
from generators.site import Site


def files(site: Site) -> Mapping[str, bytes]:
    """Path → the record as JSON."""
    return {addresses.donnees(kind, fiche.id): _json(entry(site, kind, fiche)) for kind, fiche in _all(site)}


def _all(site: Site) -> Iterator[tuple[str, Fiche]]:
    records = site.records
    yield from (("actors", fiche) for fiche in records.actors.values())
    yield from (("events", fiche) for fiche in records.events.values())
    yield from (("resources", fiche) for fiche in records.resources.values())
    yield from (("news", fiche) for fiche in records.news.values())


def entry(site: Site, kind: str, fiche: Fiche) -> dict[str, object]:
    """The record as the browser reads it."""
    actor = isinstance(fiche, Acteur)
    return {
        "titre": getattr(fiche, "nom" if actor else "titre"),
        "page": addresses.fiche(kind, fiche.id),
        "verifie_le": fiche.verifie_le.isoformat(),
        **({"contact": contact(site, fiche)} if isinstance(fiche, Acteur) else {}),
        "champs": champs(site, fiche),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
