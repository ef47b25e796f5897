"""What an identity is made of, besides the values of records: names, addresses, strokes, colours.

How well one colour is read on another is WCAG 2.2's (1.4.3).
"""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, PlainValidator, WithJsonSchema

from generators.records.values.types import ADDRESS, Nature, Resume
from generators.records.values.written import line, matching, refuse
from generators.words import roots
from generators.words.urls import host
from generators.words.wording import french

#: The mark is drawn in a square of this side, whatever its size on a page.
SIDE = 32
Points = tuple[tuple[float, float], ...]


def _points(value: object) -> Points:
    text = line(value)
    found = tuple(_pair(pair) for pair in text.split())
    if len(found) < 2 or not all(0 <= number <= SIDE for pair in found for number in pair):
        refuse(
            f"« {text} » n’est pas un brin de la marque",
            f"écrivez au moins deux points x,y entre 0 et {SIDE}, par exemple 4,28 4,10 16,4",
        )
    return found


def _pair(text: str) -> tuple[float, float]:
    x, _, y = text.partition(",")
    return _number(x), _number(y)


def _measure(value: object) -> float:
    text = line(value)
    found = _number(text)
    if not 0 < found <= SIDE:
        refuse(
            f"« {text} » n’est pas une mesure de la marque",
            f"écrivez un nombre entre 0 et {SIDE}, par exemple 3.3 (un point, pas une virgule)",
        )
    return found


def _number(text: str) -> float:
    """A number, -1 for what is none: no measure of a mark is negative."""
    try:
        return float(text)
    except ValueError:
        return -1


def _root(value: object) -> str:
    text = line(value)
    read = roots.read(text)
    if isinstance(read, roots.Wrong):
        refuse(f"l’adresse du site {read.found}", read.remedy)
    if read.startswith("http://"):
        refuse("l’adresse du site commence par http://", f"écrivez {read.replace('http', 'https', 1)}")
    if "." not in host(read):
        refuse("l’adresse du site n’est celle que d’une machine", f"écrivez par exemple {roots.EXAMPLE}")
    return text


def _told(pattern: str, message: str, hint: str, schema: str = "") -> tuple[BeforeValidator, WithJsonSchema]:
    known = {"type": "string", "pattern": schema or f"^({pattern})$"}
    return BeforeValidator(matching(pattern, message, hint)), WithJsonSchema(known)


_CODE = Nature("code")
#: A stroke of the mark: "5.95,23.8 5.95,10.2 10.72,7.45".
Brin = Annotated[
    Points,
    _CODE,
    PlainValidator(_points),
    WithJsonSchema({"type": "string", "pattern": r"^[\d., ]+$"}),
]
Mesure = Annotated[float, Nature("decimal"), PlainValidator(_measure), WithJsonSchema({"type": "number"})]
#: A sentence that is shown, with the no-break spaces of French print.
Phrase = Annotated[Resume, AfterValidator(french)]
#: A name with its article, from which sentences go on: « écrire à l’équipe », « par la fondation ».
AvecArticle = Annotated[
    str,
    Nature("ligne"),
    *_told(
        r"(la |le |les |l’)\S.*",
        "« {text} » ne commence pas par un article",
        "écrivez-le comme dans une phrase, par exemple l’équipe du réseau",
        r"^(la |le |les |l’)",
    ),
]
#: A name for machines, which never changes.
NomCourt = Annotated[
    str,
    _CODE,
    *_told(
        r"[a-z0-9]+(-[a-z0-9]+)*",
        "« {text} » n’est pas un nom court",
        "des minuscules sans accent, des chiffres et des tirets, par exemple mon-reseau",
    ),
]
Domaine = Annotated[
    str,
    _CODE,
    *_told(
        r"[a-z0-9-]+(\.[a-z0-9-]+)+",
        "« {text} » n’est pas un nom de domaine",
        "écrivez-le sans https:// ni barre, par exemple association.fr",
    ),
]
#: Where a site is published: addresses are joined to it, so it holds no query; its pages are read over TLS.
Racine = Annotated[
    str,
    Nature("url"),
    BeforeValidator(_root),
    WithJsonSchema({"type": "string", "pattern": r"^https://[^\s/?#@]+(/[^\s?#]*)?$"}),
]
#: A page of the site from its root, or a whole address.
Chemin = Annotated[
    str,
    _CODE,
    *_told(
        rf"{ADDRESS}|([a-z0-9-]+/)+(#[a-z0-9-]+)?",
        "« {text} » n’est ni une page du site ni une adresse web",
        "écrivez par exemple annuaire/ (avec la barre à la fin) ou https://exemple.fr/page",
        r"^(https?://\S+|([a-z0-9-]+/)+(#[a-z0-9-]+)?)$",
    ),
]


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
