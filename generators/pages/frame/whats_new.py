"""« Quoi de neuf »: the records that came or changed last, as lines of the home page and of a département."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generators.network import addresses, whats_new
from generators.network.network import Landscape
from generators.network.whats_new import Nouveaute
from generators.records.kinds import KINDS, ref_of
from generators.site import Site

HERE, LOCAL = 6, 5


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line: `geste` says what became of the record ("Nouvelle fiche"), `jour` when."""

    url: str
    titre: str
    genre: str
    geste: str
    jour: date


def du_reseau(site: Site) -> list[Ligne]:
    closed = {ref_of(actor) for actor in site.records.actors.values() if actor.ferme}
    return _lines(site, (one for ref, one in site.network.nouveautes.items() if ref not in closed), HERE)


def du_departement(site: Site, landscape: Landscape) -> list[Ligne]:
    """What stands there, covers it or happened there; no closed structure, as everywhere on the page."""
    open_ = (acteur for acteur in landscape.local if not acteur.ferme)
    records = (*open_, *landscape.events, *landscape.news, *landscape.others)
    return _lines(site, (site.network.nouveautes[ref_of(record)] for record in records), LOCAL)


def _lines(site: Site, found: Iterable[Nouveaute], limit: int) -> list[Ligne]:
    return [_line(site, one) for one in whats_new.latest(found, limit)]


def _line(site: Site, one: Nouveaute) -> Ligne:
    kind, _, id_ = one.ref.partition("/")
    title = KINDS[kind].title_of(site.records.of(kind)[id_])
    return Ligne(addresses.reference(one.ref), title, KINDS[kind].label, one.geste, one.jour)
