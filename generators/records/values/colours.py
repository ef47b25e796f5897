"""Colours as the data writes them, and how well one is read on another (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BeforeValidator, WithJsonSchema

from generators.records.values.types import Nature
from generators.records.values.written import matching

#: The least contrast of what must be read: https://www.w3.org/TR/WCAG22/#contrast-minimum
LEAST: Final = 4.5

_PATTERN = r"#[0-9a-fA-F]{6}"
Couleur = Annotated[
    str,
    Nature("code"),
    BeforeValidator(
        matching(
            _PATTERN,
            "« {text} » n’est pas une couleur",
            'un dièse et six chiffres de 0 à f, entre guillemets, par exemple "#0b6c44"',
        )
    ),
    WithJsonSchema({"type": "string", "pattern": f"^{_PATTERN}$"}),
]


def contrast(one: str, other: str) -> float:
    """From 1 (the same colour) to 21 (black on white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
