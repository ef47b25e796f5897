"""The shapes of the categories, drawn once a page; maps and lists refer to them as `#marque-<catégorie>`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generators.records.vocabulary import Symbole, Vocabulary


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawing in a box of 32, and how much below the middle of the box a number stands in it."""

    svg: str
    lower: int = 0


SHAPES: Final[Mapping[Symbole, Shape]] = MappingProxyType(
    {
        "rond": Shape('<circle cx="16" cy="16" r="14"/>'),
        "carre": Shape('<rect x="3" y="3" width="26" height="26" rx="4"/>'),
        "maison": Shape(
            '<path d="M14.8 2.5a2 2 0 0 1 2.4 0l11 8.4a2 2 0 0 1 .8 1.6V27a2 2 0 0 1-2 2H5'
            'a2 2 0 0 1-2-2V12.5a2 2 0 0 1 .8-1.6z"/>'
        ),
        "croix": Shape('<path d="M11 2h10v9h9v10h-9v9H11v-9H2V11h9z"/>'),
        "bouclier": Shape(
            '<path d="M4 3.5a1 1 0 0 1 1-1h22a1 1 0 0 1 1 1V17c0 6.6-4.9 11-12 13.5C8.9 28 4 23.6 4 17z"/>'
        ),
        "losange": Shape('<path d="M16 .5 31.5 16 16 31.5 .5 16z"/>'),
        "triangle": Shape('<path d="M16 2 31 29H1z"/>', lower=4),
        "hexagone": Shape('<path d="M9 2h14l8 14-8 14H9L1 16z"/>'),
        "etoile": Shape(
            '<path d="M16 0.3L10 8.5L0.3 11.7L6.3 20L6.3 30.1L16 27L25.7 30.1L25.7 20L31.7 11.7L22 8.5z"/>',
            lower=1,
        ),
        "goutte": Shape(
            '<path d="M16 1c6 7 12 12.4 12 18.5A12 12 0 0 1 4 19.5C4 13.4 10 8 16 1z"/>', lower=3
        ),
    }
)


def symbols(vocabulary: Vocabulary) -> str:
    """The shape of each category as `<symbol id="marque-soin">`: `<use href="#marque-soin"/>`."""
    box = 'viewBox="0 0 32 32" overflow="visible"'
    inner = "".join(
        f'<symbol id="marque-{code}" {box}>{_outlined(term.symbole)}</symbol>'
        for code, term in vocabulary.categories.items()
    )
    return f'<svg class="hors-ecran" width="0" height="0" aria-hidden="true" focusable="false">{inner}</svg>'


def _outlined(symbol: Symbole) -> str:
    """Keeps a marker's outline as thick at 16 px as at 40."""
    return SHAPES[symbol].svg.replace("/>", ' vector-effect="non-scaling-stroke"/>')
