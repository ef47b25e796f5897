"""What is remembered of the letters: for each structure, the days on which one was made. Nothing of anybody.

`data/lettres.yml` holds them, a line a structure: `la-boussole-nord: [2026-11-22, 2026-12-23]`. People may
edit it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta

from generators.network.when import STALE_AFTER_MONTHS, months_since
from generators.records.models import Acteur
from generators.records.reading.source import read

#: The file, in the folder of the data.
FILE = "lettres.yml"
#: How many times a letter that nobody answered is sent again, and after how many days each time.
RELANCES, DELAI = 3, timedelta(days=30)
_HEAD = (
    "# Les jours où une lettre « Votre fiche est-elle exacte ? » a été préparée, par structure : « "
    "maillage verify\n"
    "# letters » les écrit, et ne relance que trois fois. Aucune donnée personnelle n’a sa place ici.\n"
)
Days = Mapping[str, tuple[date, ...]]


def sent(data: bytes) -> Days:
    """The days by structure; what is no day is left out."""
    value = read(data).value if data.strip() else {}
    lines = value.items() if isinstance(value, dict) else ()
    return {id_: tuple(sorted(_days(said))) for id_, said in lines}


def _days(said: object) -> list[date]:
    found = []
    for each in said if isinstance(said, list) else [said]:
        with suppress(ValueError):
            found.append(date.fromisoformat(str(each)))
    return found


def with_letters(days: Days, ids: list[str], today: date) -> bytes:
    """The file once a letter of today was made for these structures."""
    more = {id_: tuple(sorted({*days.get(id_, ()), today})) for id_ in ids}
    every = {**days, **more}
    lines = (
        f"{id_}: [{', '.join(day.isoformat() for day in every[id_])}]\n"
        for id_ in sorted(every)
        if every[id_]
    )
    return (_HEAD + "".join(lines)).encode()


def to_confirm(actor: Acteur, today: date) -> bool:
    """True of one to ask: never confirmed, or longer ago than its own rhythm."""
    if actor.ferme:
        return False
    rhythm = actor.rythme_verification or STALE_AFTER_MONTHS
    return actor.verifie_le is None or months_since(actor.verifie_le, today) >= rhythm


def unanswered(actor: Acteur, days: Days) -> tuple[date, ...]:
    """The letters since it was last confirmed."""
    since = actor.verifie_le or date.min
    return tuple(day for day in days.get(actor.id, ()) if day > since)


def may_write(actor: Acteur, days: Days, today: date) -> bool:
    """True when a first letter, or one more reminder, may leave today."""
    made = unanswered(actor, days)
    if not made:
        return True
    return len(made) <= RELANCES and today - made[-1] >= DELAI


def exhausted(actor: Acteur, days: Days) -> bool:
    """True when letters do no more: somebody is to call."""
    return len(unanswered(actor, days)) > RELANCES
