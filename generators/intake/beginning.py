"""How an import begins: whether the file is still that of the source, and what its columns mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from generators.intake.hiding import repeatable
from generators.intake.memory import IGNORED, TO_DECIDE, Memory
from generators.intake.proposal import Source
from generators.intake.table import Table
from generators.intake.titles import PERSONNE, meanings
from generators.words.dates import DatePartielle

#: The meaning of a column that tells rows apart by itself.
ID: Final = "id"
_REMEDY: Final = (
    "vérifiez le fichier ; s’il est juste, corrigez lignes_min et lignes_max dans le fichier de la source"
)


def refusal(table: Table, memory: Memory | None, source: Source) -> str:
    """Why a table is not that of the source; "" when it is."""
    count = len(table.rows)
    if not count:
        return "ce fichier n’a aucune ligne : rien n’est écrit"
    if memory is None:
        return ""
    if DatePartielle(source.date).last_day < DatePartielle(memory.date).first_day:
        return f"ce document est plus ancien que le dernier importé ({memory.date}) : rien n’est écrit"
    known = sum(bool(line.record) for line in memory.lines.values())
    least = max(memory.least, (known + 1) // 2)
    if least <= count <= memory.most:
        return ""
    return (
        f"ce fichier a {count} lignes, on en attend de {least} à {memory.most} : rien n’est écrit ; {_REMEDY}"
    )


def begun(table: Table, memory: Memory | None, source: Source, defaults: Mapping[str, str]) -> Memory:
    """The memory as this file finds it: its new columns have the meaning that their words suggest."""
    known = memory.columns if memory else {}
    fresh = [title for title in table.columns if title not in known]
    guessed = {title: title for title in fresh} if table.fields else _guessed(fresh)
    columns = {**known, **guessed}
    if memory:
        said = (source.document, source.date, source.url or memory.url)
        return replace(memory, document=said[0], date=said[1], url=said[2], columns=columns)
    count = len(table.rows)
    by_itself = next((title for title, name in columns.items() if name == ID), None)
    return Memory(
        source.document,
        source.date,
        source.url,
        least=(count + 1) // 2,
        most=3 * count,
        key=(by_itself,) if by_itself else ("nom", "commune"),
        columns=columns,
        defaults=dict(defaults),
    )


def _guessed(titles: Sequence[str]) -> dict[str, str]:
    """A column that names people is left out; one that nothing explains is a person's to decide."""
    found = meanings(titles)
    return {title: _meaning(found.get(title)) for title in titles if repeatable(title)}


def _meaning(found: str | None) -> str:
    return IGNORED if found == PERSONNE else found or TO_DECIDE
