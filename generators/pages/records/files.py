"""Each record as a small file of its own, for what the browser does with one record at a time.

The shortlist reads `contact` of the actors that were chosen; the form « Signaler un changement » reads
`champs`. One file a record: a reader of ten contacts never downloads ten thousand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from generators.network import addresses
from generators.pages.actors.contact import contact
from generators.pages.records.fields import champs
from generators.records.kinds import FICHES, kind_of, ref_of
from generators.records.models import Acteur, Fiche
from generators.site import Site


def files(site: Site) -> Mapping[str, bytes]:
    """Path → the record as JSON."""
    records = (fiche for kind in FICHES for fiche in site.records.by_kind[kind].values())
    return {addresses.donnees(kind_of(fiche).name, fiche.id): _json(entry(site, fiche)) for fiche in records}


def entry(site: Site, fiche: Fiche) -> dict[str, object]:
    """The record as the browser reads it."""
    return {
        "titre": kind_of(fiche).title_of(fiche),
        "page": addresses.reference(ref_of(fiche)),
        "verifie_le": fiche.verifie_le.isoformat(),
        **({"contact": contact(site, fiche)} if isinstance(fiche, Acteur) else {}),
        "champs": champs(site, fiche),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
