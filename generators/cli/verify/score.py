"""`verify score`: how data·inclusion will score each service, and what would raise it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date

from generators.cli.common import DONE, PROBLEMS, Mistake, opened
from generators.exchange.inert import table
from generators.exchange.quality import CRITERES, Qualite, qualites
from generators.words.dates import jour
from generators.words.wording import NBSP, nombre

NOTHING = "Aucune fiche ne paraît comme service chez data·inclusion.\n"


def run(arguments: argparse.Namespace) -> int:
    site, _ = opened(arguments, letters=False)
    if site is None:
        return PROBLEMS
    found = qualites(site)
    if strange := [id_ for id_ in arguments.ids if id_ not in {one.acteur.id for one in found}]:
        raise Mistake(f"ce n’est pas un service que reçoit data·inclusion : {', '.join(strange)}")
    shown = [one for one in found if not arguments.ids or one.acteur.id in arguments.ids]
    told = {"text": _text, "json": _json, "csv": _csv}[arguments.format]
    sys.stdout.write(told(shown, site.today))
    return DONE


def _text(found: Sequence[Qualite], today: date) -> str:
    return "".join(f"{line}\n" for line in _lines(found, today)) if found else NOTHING


def _lines(found: Sequence[Qualite], today: date) -> Iterator[str]:
    mean = sum(one.score for one in found) / len(found)
    count = nombre(len(found), "service")
    yield f"# Qualité vue par data·inclusion, au {jour(today)}{NBSP}: {_note(mean)} en moyenne, sur {count}"
    yield ""
    yield "De 0 à 1. Elle mesure ce que disent les fiches, non ce que valent les structures."
    yield ""
    yield "## Par critère"
    yield ""
    for criterion in CRITERES:
        notes = [note for one in found if (note := one.notes[criterion.nom]) is not None]
        if notes:
            mean, count = sum(notes) / len(notes), nombre(len(notes), "service")
            yield f"- {criterion.titre}{NBSP}: {_note(mean)} ({count})"
    yield ""
    yield "## Par service, le plus bas d’abord, avec ce qui le relèverait"
    yield ""
    for one in found:
        advice = f"{NBSP}: {f'{NBSP}; '.join(one.conseils)}" if one.conseils else ""
        yield f"- {_note(one.score)} **{one.acteur.nom}** ({one.acteur.id}){advice}"


def _note(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _json(found: Sequence[Qualite], _: date) -> str:
    rows = [
        {
            "id": q.acteur.id,
            "nom": q.acteur.nom,
            "score": q.score,
            "criteres": dict(q.notes),
            "conseils": q.conseils,
        }
        for q in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _csv(found: Sequence[Qualite], _: date) -> str:
    columns = ["id", "nom", "score", *(one.nom for one in CRITERES), "conseils"]
    rows = (
        [q.acteur.id, q.acteur.nom, q.score, *map(_cell, q.notes.values()), " ; ".join(q.conseils)]
        for q in found
    )
    return table(columns, rows).decode()


def _cell(note: float | None) -> object:
    return "" if note is None else round(note, 2)
