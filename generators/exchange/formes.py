"""The shapes of values, as JSON Schema says them (draft 2020-12): what rules say of what they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from generators.records.values.types import ID_PATTERN

Forme = Mapping[str, Any]
TEXTE: Final[Forme] = {"type": "string", "minLength": 1}
TEXTES: Final[Forme] = {"type": "array", "items": TEXTE, "minItems": 1}
URI: Final[Forme] = {"type": "string", "format": "uri"}
COURRIEL: Final[Forme] = {"type": "string", "format": "email"}
UUID: Final[Forme] = {"type": "string", "format": "uuid"}
JOUR: Final[Forme] = {"type": "string", "format": "date"}
INSTANT: Final[Forme] = {"type": "string", "format": "date-time"}
HEURE: Final[Forme] = {"type": "string", "format": "time"}
NOMBRE: Final[Forme] = {"type": "number"}
OUI_NON: Final[Forme] = {"type": "boolean"}
ID: Final[Forme] = {"type": "string", "pattern": f"^{ID_PATTERN}$", "maxLength": 60}
#: A record named with its folder: "events/rapport-ciivise".
FICHE: Final[Forme] = {"type": "string", "pattern": f"^[a-z]+/{ID_PATTERN}$"}
COMMIT: Final[Forme] = {"type": "string", "pattern": "^[0-9a-f]{40,64}$"}


def un_de(*values: object) -> Forme:
    return {"enum": [*values]}


def ou_rien(forme: Forme) -> dict[str, Any]:
    """What it says, or null."""
    return {**forme, "type": [forme["type"], "null"]}


def liste(forme: Forme, **dit: object) -> dict[str, Any]:
    """As many as one likes, or none."""
    return {**dit, "type": "array", "items": forme}


def objet(proprietes: Mapping[str, Forme], requis: Iterable[str], **dit: object) -> dict[str, Any]:
    """An object that has no other keys than these."""
    return {
        **dit,
        "type": "object",
        "properties": dict(proprietes),
        "required": [*requis],
        "additionalProperties": False,
    }
