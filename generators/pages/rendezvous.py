"""An event as one line of a list: its date tile, what it is, where, and in what state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generators.network import adresses, coverage, dates, when
from generators.network.network import Network
from generators.network.phrases import liste, majuscule
from generators.records.models import Evenement


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line. `fin` is the instant from which the event is over, in UTC: the browser compares it with now.

    `etats` are pairs of a tag's kind and its words: ("annule", "Annulé").
    """

    url: str
    titre: str
    jour: str
    mois: str
    quand: str
    sous_titre: str
    lieu: str
    fin: str
    annee: int
    passe: bool
    etats: tuple[tuple[str, str], ...]


def ligne(network: Network, evenement: Evenement) -> Ligne:
    jour, mois = dates.tuile(evenement.debut, evenement.fin)
    passe = when.is_past(evenement, network.today)
    annee = evenement.debut.year
    return Ligne(
        url=adresses.evenement(evenement.id),
        titre=evenement.titre,
        jour=jour,
        mois=mois,
        quand=dates.periode(evenement.debut, evenement.fin),
        sous_titre=_what(network, evenement),
        lieu=_where_and_hours(network, evenement),
        fin=when.as_utc(when.end(evenement)),
        annee=annee,
        passe=passe,
        etats=tuple(etats(evenement)),
    )


def etats(evenement: Evenement) -> list[tuple[str, str]]:
    """Cancelled, put off or full: what a reader must know before anything else."""
    found = []
    if evenement.annule:
        found.append(("annule", "Annulé"))
    if evenement.reporte_au:
        day = dates.jour(dates.le_jour(evenement.reporte_au))
        found.append(("a-verifier", f"Reporté au {day}"))
    if evenement.inscription and evenement.inscription.complet:
        found.append(("ferme", "Complet"))
    return found


def hours(evenement: Evenement) -> str | None:
    """The hours with their clock: "14 h 30 à 16 h 30, heure de la Martinique"; None for whole days."""
    said = dates.horaires(evenement.debut, evenement.fin)
    clock = dates.fuseau_dit(evenement.fuseau)
    return f"{said}, {clock}" if said and clock else said


def _what(network: Network, evenement: Evenement) -> str:
    kind = network.records.vocabulary.label("types_evenement", evenement.type)
    by = [network.records.actors[id_].nom for id_ in evenement.organisateurs]
    return " · ".join(part for part in (kind, liste(by[:2]) if len(by) < 3 else by[0]) if part)


def _where_and_hours(network: Network, evenement: Evenement) -> str:
    place = coverage.place_phrase(evenement, network.places)
    online = "En ligne" if evenement.en_ligne else None
    time = hours(evenement) if isinstance(evenement.debut, datetime) else None
    return " · ".join(majuscule(part) for part in (place, online, time) if part)
