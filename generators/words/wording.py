"""French wording and print: counts that agree, lists with « et », what never parts, what is one word.

« 14 h 30 » and what stands before « : » stay together; « Hébergement », « hebergement » and « HÉBERGEMENT »
are one. Signs that e-mail services take for their tags (`{{ … }}`, `[[…]]`, `*|…|*`) are set apart, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from generators.words import urls

#: No-break spaces: as wide as another, and the narrow one between digits.
NBSP = "\u00a0"
NARROW = "\u202f"

_RULES = (
    (re.compile(r"(?<=\S) (?=[:;!?»%€])"), NBSP),
    (re.compile(r"(?<=«) (?=\S)"), NBSP),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NBSP),
    (re.compile(r"(?<=\d) (?=(?:h|ans|mois|places)\b)"), NBSP),
    (re.compile(r"(?<=\d\u00a0h) (?=\d)"), NBSP),
    (
        re.compile(
            r"(?<=\{)(?=[{%])|(?<=[}%])(?=\})|(?<=\[)(?=\[)|(?<=\])(?=\])|(?<=\*)(?=\|)|(?<=\|)(?=\*)"
        ),
        " ",
    ),
)


@lru_cache(maxsize=8192)  # the same labels stand in every item of a letter, in every row of a page
def french(text: str) -> str:
    """`text` in NFC, on one line, with the no-break spaces of French print."""
    text = " ".join(part for part in re.split(r"[ \t\r\n]+", unicodedata.normalize("NFC", text)) if part)
    for pattern, space in _RULES:
        text = pattern.sub(space, text)
    return text


def no_break(text: str) -> str:
    """A message, whatever its lines, with the no-break spaces of French print: « », and before : ; ! ?"""
    return re.sub(r"(?<=«) | (?=[»;:!?](?:[\s»)]|$))", NBSP, text)


def plain(text: str) -> str:
    """On one line, with plain spaces: as files keep it. `french` puts those of print where they belong."""
    return " ".join(text.split())


def typographic(text: str) -> str:
    """`text` with the apostrophe of French print: "L'Isle-d'Abeau" → "L’Isle-d’Abeau"."""
    return text.replace("'", "’")


def sans_point(text: str) -> str:
    """A sentence as a row of a panel: without its full stop."""
    return text if text.endswith(("...", " etc.")) else text.removesuffix(".")


_LIGATURES = (("œ", "oe"), ("æ", "ae"), ("ß", "ss"))
_ACCENTS = re.compile("[\u0300-\u036f]+")
_LETTERS = re.compile("[0-9a-z]+")


def fold(text: str) -> str:
    """`text` without accents, case, punctuation or double spaces: "L’Haÿ-les-Roses" → "l hay les roses"."""
    plain = text.lower()
    if not plain.isascii():
        for ligature, letters in _LIGATURES:
            plain = plain.replace(ligature, letters)
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
    return " ".join(_LETTERS.findall(plain))


_UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
    "onze", "douze", "treize", "quatorze", "quinze", "seize",
)  # fmt: skip


def nombre(count: int, singular: str, plural: str | None = None) -> str:
    """A count and its noun: "1 structure", "2 structures", "1 200 réponses". French puts 0 in the singular.

    Every word of a plural such as "dates à venir" is not marked: give `plural` when "…s" is wrong.
    """
    return f"{milliers(count)}{NBSP}{accord(count, singular, plural)}"


def accord(count: int, singular: str, plural: str | None = None) -> str:
    """The noun alone, in the number that `count` asks for."""
    return singular if count < 2 else plural or f"{singular}s"


def milliers(count: int) -> str:
    """Digits in groups of three: 12000 → "12 000"."""
    return f"{count:,}".replace(",", NARROW)


def poids(size: int) -> str:
    """A size that one reads: "3 Ko", "1,4 Mo"."""
    if size < 1_000_000:
        return f"{milliers(max(1, round(size / 1000)))}{NBSP}Ko"
    return f"{size / 1_000_000:.1f}{NBSP}Mo".replace(".", ",")


def en_lettres(count: int, singular: str, plural: str | None = None, *, feminine: bool = False) -> str:
    """A count in words up to sixteen: "une structure", "trois structures", "aucune structure"."""
    if count == 0:
        return f"aucun{'e' if feminine else ''} {singular}"
    if count == 1:
        return f"un{'e' if feminine else ''} {singular}"
    if count < len(_UNITS):
        return f"{_UNITS[count]} {accord(count, singular, plural)}"
    return nombre(count, singular, plural)


def liste(items: Iterable[str], last: str = "et") -> str:
    """ "Lille", "Lille et Lens", "Lille, Lens et Arras"."""
    names = list(items)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def majuscule(text: str) -> str:
    """The first letter as a capital, the rest as it was."""
    return text[:1].upper() + text[1:]


def minuscule(text: str) -> str:
    """The first letter small, unless the word is an acronym: "À lire" → "à lire", "ASE" as it is."""
    return text if text[:2].isalpha() and text[:2].isupper() else text[:1].lower() + text[1:]


def insecable(text: str) -> str:
    """No break inside: for phone numbers and short times."""
    return text.replace(" ", NBSP)


def phrase(text: str) -> str:
    """A sentence: a capital, and a full stop when nothing ends it."""
    text = majuscule(text)
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def entre_guillemets(title: str) -> str:
    """A title in a sentence, its own quotes inside: « “Parlons prév” : des éducateurs se rencontrent »."""
    inner = re.sub(r"\s*»", "”", re.sub(r"«\s*", "“", title))
    return f"«{NBSP}{inner}{NBSP}»"


def nom_de_site(url: str) -> str:
    """The name of a site, as people say it: "https://www.ecpat-france.fr/x" → "ecpat-france.fr"."""
    host = urls.host(url) or url
    return host.removeprefix("www.")


_ORDINALS = re.compile(r"\b(\d+|[IVX]+)(er|re|e|es)\b")


def ordinaux(text: str) -> Markup:
    """ "3e trimestre" and "1er décembre" with their letters raised."""
    html = escape(text)
    if not _ORDINALS.search(html):
        return html
    return Markup(_ORDINALS.sub(r"\1<sup>\2</sup>", str(html)))  # noqa: S704  (escaped before)


_ARTICLES = ("les ", "la ", "le ", "l’")
_CONTRACTED = {"à le ": "au ", "à les ": "aux ", "de le ": "du ", "de les ": "des "}


def sans_article(name: str) -> str:
    """ "l’équipe du réseau" → "équipe du réseau"."""
    return next((name.removeprefix(article) for article in _ARTICLES if name.startswith(article)), name)


def a_la_ville(name: str) -> str:
    """Where, for a commune: « à Mulhouse », « au Mans », « aux Abymes », « à La Rochelle »."""
    for article, contracted in (("Le ", "au "), ("Les ", "aux ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"à {name}"


def contracte(preposition: str, name: str) -> str:
    """A preposition before a name with its article: "à" and "le collectif" → "au collectif"."""
    whole = f"{preposition} {name}"
    found = next((apart for apart in _CONTRACTED if whole.startswith(apart)), "")
    return _CONTRACTED.get(found, "") + whole.removeprefix(found)
