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
from generators.land.places import Departement
from generators.network import addresses
from generators.network.network import Network
from generators.records.models import Evenement
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


def abonnement(nom: str, url: str, site_url: str, de: str = "") -> Abonnement:
    webcal = re.sub(r"^https?://", "webcal://", site_url) + url if "://" in site_url else None
    return Abonnement(nom, url, webcal, de)


def tout(site_url: str) -> Abonnement:
    return abonnement("Tout l’agenda", addresses.AGENDA, site_url)


def du_departement(departement: Departement, site_url: str) -> Abonnement:
    url = addresses.agenda_departement(departement.code)
    return abonnement(departement.avec_code, url, site_url, departement.du)


def autour(network: Network, evenement: Evenement, site_url: str) -> Abonnement:
    """The calendar that goes on where an event stands: its département's, or the whole agenda."""
    code = coverage.departement_of(evenement, network.places)
    if code:
        return du_departement(network.places.departements[code], site_url)
    return tout(site_url)


def choix(network: Network, site_url: str) -> list[tuple[str, list[Abonnement]]]:
    """The calendars of the agenda page, by title: every region, and what has an event today."""

    def listed(agendas: Iterable[Agenda]) -> list[Abonnement]:
        return [abonnement(agenda.nom, agenda.url, site_url) for agenda in agendas]

    kinds = (agenda for agenda in calendar.of_kinds(network) if agenda.evenements)
    departements = (agenda for agenda in calendar.of_departements(network) if agenda.evenements)
    regions = sorted(calendar.of_regions(network), key=lambda agenda: fold(agenda.nom))
    groups = (
        ("Par type de rendez-vous", listed(kinds)),
        ("Par région", listed(regions)),
        ("Par département", listed(departements)),
    )
    return [(title, found) for title, found in groups if found]
