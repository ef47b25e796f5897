"""What else speaks of a record that ends: what to look at once it is called off, put off or closed."""

from __future__ import annotations

from collections import Counter
from datetime import date

from generators.network import when
from generators.records.kinds import ACTORS, EVENTS, KINDS, kind_of
from generators.records.models import Acteur, Evenement, Numero
from generators.records.models.fields import named
from generators.records.records import Key, Record, Records
from generators.words import dates, recurring
from generators.words.wording import liste, nombre


def mentions(key: Key, records: Records, today: date) -> tuple[str, ...]:
    """A sentence for each record that is to be looked at, what has passed counted in the last one."""
    told: list[str] = []
    passed: Counter[str] = Counter()
    for other, record in records.all():
        fields = [str(loc[0]) for loc, there in named(record) if there == key]
        if other == key or not fields:
            continue
        sentence = _told(key, other, record, fields, today)
        told += [sentence] if sentence else []
        passed[other[0]] += not sentence
    counted = [nombre(n, KINDS[kind].noun.one, KINDS[kind].noun.many) for kind, n in passed.items() if n]
    if counted:
        told.append(f"{liste(counted)} : rien à y changer")
    return tuple(told)


def _told(key: Key, other: Key, record: Record, fields: list[str], today: date) -> str:
    """What to look at; nothing of what only tells what was."""
    title, place = kind_of(record).title_of(record), f"{other[0]}/{other[1]}"
    match record:
        case Numero(statut="publie"):
            return _of_sent(record, key)
        case Numero():
            return f"le numéro {record.id}, en brouillon : gardez-y cette fiche, ou retirez-la"
        case Acteur() if not record.ferme and "porte_par" in fields:
            return f"« {title} » ({place}) dépend de cette structure : fermez-le, ou dites qui le porte"
        case Acteur() if not record.ferme and "partenaires" in fields:
            return f"« {title} » ({place}) la dit partenaire : à revoir"
        case Evenement() if key[0] == ACTORS.name and not when.is_past(record, today):
            said = _when(record, today)
            role = "organisé" if "organisateurs" in fields else "prévu"
            return f"« {title} » ({place}), {said}, est {role} avec elle : aura-t-il lieu ?"
        case Evenement() if "serie" in fields and dates.le_jour(when.next_date(record, today).debut) >= today:
            return f"« {title} » ({place}) en est la suite : aura-t-il lieu ?"
        case _ if key[0] == EVENTS.name and "evenements" in fields:
            return f"« {title} » ({place}) l’annonce : à revoir"
    return ""


def _when(event: Evenement, today: date) -> str:
    if event.recurrence:
        return recurring.said(event.recurrence.regle, event.debut)
    return dates.periode(event.debut, event.fin)


def _of_sent(issue: Numero, key: Key) -> str:
    if key[0] != EVENTS.name:
        return ""
    return (
        f"le numéro {issue.id}, déjà envoyé, l’annonçait : il reste tel qu’il est parti, et sa page sur le "
        "site le dit depuis"
    )
