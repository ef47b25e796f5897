"""What a structure has a part in and that is to come, in the words of its reader's shortlist."""

from __future__ import annotations

from generators.land import coverage
from generators.network import when
from generators.pages.events.line import ligne
from generators.records.models import Acteur, Evenement
from generators.site import Site
from generators.words.wording import majuscule


def rendez_vous(site: Site, acteur: Acteur) -> list[dict[str, str]]:
    """Soonest first, those apart that will not take place. `fin` is the instant from which nobody waits."""
    events = (site.records.events[id_] for id_ in site.network.actor_events.get(acteur.id, ()))
    coming = [event for event in events if _takes_place(site, event)]
    return [_row(site, event) for event in sorted(coming, key=lambda one: when.begins(one, site.today))]


def _takes_place(site: Site, event: Evenement) -> bool:
    called_off = event.annule and event.reporte_au is None
    return not called_off and not when.is_over(event, site.today)


def _row(site: Site, event: Evenement) -> dict[str, str]:
    told = ligne(site, event)
    hours = told.horaire.dit if told.horaire else None
    said = (told.quand, hours, coverage.other_clock(event.fuseau, site.places) if hours else None)
    return {
        "titre": told.titre,
        "page": told.url,
        "quand": majuscule(", ".join(part for part in said if part)),
        "debut": told.debut,
        "fin": told.fin,
    }
