"""What a text field of a form accepts, as a browser checks it: a pattern, and what to write instead.

A form is kind, not strict: what the values mean is for `maillage check` to say. Codes bear the patterns of
their models.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from generators.forms.questions import Question
from generators.records.kinds import KINDS

_MOTIFS: Mapping[str, tuple[str, str]] = {
    "entier": (r"^\s*\d{1,9}\s*$", "Écrivez des chiffres, par exemple 15."),
    "decimal": (r"^\s*-?\d{1,3}(\.\d{1,8})?\s*$", "Écrivez par exemple 50.63, avec un point."),
    "date": (r"^\s*\d{4}(-\d{2}(-\d{2})?)?\s*$", "Écrivez 2026, 2026-11 ou 2026-11-22."),
    "url": (r"^\s*https?://[^\s/]+\.[^\s/]+(/\S*)?\s*$", "Écrivez l’adresse entière, avec https:// devant."),
    "courriel": (r"^\s*[\w.+\-]+@[\w\-]+(\.[\w\-]+)+\s*$", "Écrivez par exemple contact@association.fr."),
    "telephone": (r"^\s*\+?[\d .\-]{3,20}\s*$", "Écrivez des chiffres, par exemple 03 20 00 00 00."),
}


def motif(question: Question, path: tuple[str, ...]) -> list[str]:
    """A JavaScript regular expression and its French message. `path` is the kind and the keys."""
    if question.nature in _MOTIFS:
        return list(_MOTIFS[question.nature])
    if question.nature == "code" and (found := _pattern(path)):
        inner = found.removeprefix("^").removesuffix("$")
        return [f"^\\s*({inner})\\s*$", f"Écrivez par exemple {question.exemple}."]
    most = question.maximum or 240
    return [f"^[^\\n]{{1,{most}}}$", f"Une seule ligne, de {most} signes au plus."]


def _pattern(path: tuple[str, ...]) -> str | None:
    kind, key = path[0], path[-1]
    property_: dict[str, Any] = _schema(kind)["properties"].get(key, {})
    choices = [property_, *property_.get("anyOf", [])]
    return next((choice["pattern"] for choice in choices if "pattern" in choice), None)


@cache
def _schema(kind: str) -> dict[str, Any]:
    return KINDS[kind].model.model_json_schema()
