"""What the calendars of subscribers would lose: entries to come that a proposal takes away without a word.

A program that follows a calendar takes out what is no more in it, and says nothing; one that holds a copy
keeps it for ever. What does not take place is called off, what is called otherwise keeps its name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from generators.exchange.entries import parts
from generators.network import when
from generators.records.models import Evenement, Seance
from generators.words import dates
from generators.words.wording import NBSP

Events = Mapping[str, Evenement]


def lost(before: Events, after: Events, today: date, hidden: Collection[str] = ()) -> Iterator[str]:
    """A French sentence for each event or session to come that goes. Of the sessions of those that are
    `hidden`, no title is told, which might say a place."""
    for id_, event in sorted(before.items()):
        if when.is_over(event, today):
            continue
        if id_ not in after:
            yield _gone(event, [one for one in after.values() if one.id not in before])
        else:
            yield from _sessions(event, after[id_], today, named=id_ not in hidden)


def _gone(event: Evenement, new: Collection[Evenement]) -> str:
    said = f"« {event.titre} » ({event.id}), {dates.periode(event.debut, event.fin)}"
    other = next((one for one in new if one.titre == event.titre), None)
    if other:
        return (
            f"{said}, change de nom de fichier{NBSP}: les abonnés le perdent et reçoivent {other.id} à sa "
            "place. Gardez l’ancien nom, qui est celui du rendez-vous dans les agendas"
        )
    return (
        f"{said}, disparaît des agendas sans un mot, et reste dans les copies. "
        "S’il n’aura pas lieu, gardez sa fiche avec annule: true"
    )


def _sessions(before: Evenement, after: Evenement, today: date, *, named: bool) -> Iterator[str]:
    kept = parts(after.seances)
    for part, seance in zip(parts(before.seances), before.seances, strict=True):
        if part not in kept and dates.dernier_jour(seance.debut, seance.fin) >= today:
            name = part.removeprefix("s.") if named else "son ancien titre, en minuscules et tirets"
            yield (
                f"« {before.titre} » ({before.id}){NBSP}: {_said(seance, named=named)} n’est plus reconnue. "
                f"Si son titre ou son jour change, ajoutez-lui identifiant: {name}{NBSP}; "
                "si elle n’aura pas lieu, remettez-la avec annule: true"
            )


def _said(seance: Seance, *, named: bool) -> str:
    day = f"la séance du {dates.jour(dates.le_jour(seance.debut))}"
    return f"{day}, « {seance.titre} »," if named and seance.titre else day
