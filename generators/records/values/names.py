"""What an identity is made of, besides the values of records: names in sentences, addresses, strokes."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainValidator, WithJsonSchema

from generators.records.values.types import Nature, Resume
from generators.records.values.written import line, matching, refuse
from generators.words.typography import french

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
#: A page of the site from its root, or a whole address.
Chemin = Annotated[
    str,
    _CODE,
    *_told(
        r"https?://\S+|([a-z0-9-]+/)+(#[a-z0-9-]+)?",
        "« {text} » n’est ni une page du site ni une adresse web",
        "écrivez par exemple annuaire/ (avec la barre à la fin) ou https://exemple.fr/page",
    ),
]
