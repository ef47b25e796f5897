"""The part of the stylesheet that the data makes: values → CSS, by the name of the sheet that it becomes.

`site.css` imports these sheets like those of the theme; `assets.py` bundles them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generators.pages.maps.symbols import SHAPES
from generators.records.identity import Identite
from generators.records.palette import Palette
from generators.records.vocabulary import Vocabulary


def sheets(vocabulary: Vocabulary, identity: Identite) -> Mapping[str, str]:
    """Name of the sheet beside `site.css` → its text."""
    colours = identity.couleurs
    return {
        "couleurs.css": "\n".join(tokens(_named(colours.clair), _named(colours.sombre))),
        "categories.css": "\n".join(_categories(vocabulary)),
    }


def _named(palette: Palette) -> dict[str, str]:
    return {name.replace("_", "-"): colour for name, colour in palette}


def tokens(light: Mapping[str, str], dark: Mapping[str, str]) -> Iterator[str]:
    """Custom properties in both schemes; paper is light.

    The dark values stand twice, because CSS cannot share one block between a media query and an attribute:
    the first serves readers without scripts or without a choice, the second the reader's own choice.
    """
    night = _properties(dark)
    yield f":root {{ {_properties(light)} }}"
    yield "@media screen and (prefers-color-scheme: dark) {"
    yield f'  :root:not([data-theme="light"]) {{ {night} }}'
    yield "}"
    yield f'@media screen {{ :root[data-theme="dark"] {{ {night} }} }}'


def _properties(values: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())


def _categories(vocabulary: Vocabulary) -> Iterator[str]:
    """The colour goes with a shape and a word, never alone."""
    terms = vocabulary.categories
    yield from tokens(
        {f"cat-{code}": term.couleurs.clair for code, term in terms.items()},
        {f"cat-{code}": term.couleurs.sombre for code, term in terms.items()},
    )
    for code, term in terms.items():
        yield f".cat-{code} {{ color: var(--cat-{code}); }}"
        if lower := SHAPES[term.symbole].lower:
            yield f".cat-{code} .marque__numero {{ transform: translateY({lower}px); }}"
