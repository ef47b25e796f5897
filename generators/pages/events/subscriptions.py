"""Calendars that a page offers: to subscribe (webcal:), to add once (the file), to copy the address of.

The file is written by `generators.exchange.calendar`; the addresses stand in `generators.network.addresses`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generators.exchange import calendar
from generators.exchange.calendar import Agenda
from generators.land import coverage
from generators.land.territories import Departement
from generators.network import addresses
from generators.records.models import Evenement
from generators.site import Site
from generators.words.folding import fold


@dataclass(frozen=True, slots=True)
class Abonnement:
    """One calendar. `url` is relative to the site's root; `webcal` is whole, or None while the site has none.

    `de` says whose dates they are, after « S’abonner aux dates »: "du Nord".
    """

    nom: str
    url: str
    webcal: str | None
    de: str = ""


def abonnement(site: Site, nom: str, url: str, de: str = "") -> Abonnement:
    whole = site.url(url)
    webcal = re.sub(r"^https?://", "webcal://", whole) if whole else None
    return Abonnement(nom, url, webcal, de)


def tout(site: Site) -> Abonnement:
    return abonnement(site, "Tout l’agenda", addresses.AGENDA)


def du_departement(site: Site, departement: Departement) -> Abonnement:
    url = addresses.agenda_departement(departement.code)
    return abonnement(site, departement.avec_code, url, departement.du)


def autour(site: Site, evenement: Evenement) -> Abonnement:
    """The calendar that goes on where an event stands: its département's, or the whole agenda."""
    code = coverage.departement_of(evenement, site.places)
    if code:
        return du_departement(site, site.places.departements[code])
    return tout(site)


def choix(site: Site) -> list[tuple[str, list[Abonnement]]]:
    """The calendars of the agenda page, by title: every region, and what has an event today."""

    def listed(agendas: Iterable[Agenda]) -> list[Abonnement]:
        return [abonnement(site, agenda.nom, agenda.url) for agenda in agendas]

    kinds = (agenda for agenda in calendar.of_kinds(site) if agenda.evenements)
    departements = (agenda for agenda in calendar.of_departements(site) if agenda.evenements)
    regions = sorted(calendar.of_regions(site), key=lambda agenda: fold(agenda.nom))
    groups = (
        ("Par type de rendez-vous", listed(kinds)),
        ("Par région", listed(regions)),
        ("Par département", listed(departements)),
    )
    return [(title, found) for title, found in groups if found]
