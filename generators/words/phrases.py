"""French wording: counts that agree, lists with « et », names of sites, raised letters, phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from generators.words.typography import NARROW, NBSP

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
    """The first letter small, unless the word is an acronym ("ASE")."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def insecable(text: str) -> str:
    """No break inside: for phone numbers and short times."""
    return text.replace(" ", NBSP)


def phrase(text: str) -> str:
    """A sentence: a capital, and a full stop when nothing ends it."""
    text = majuscule(text)
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def nom_de_site(url: str) -> str:
    """The name of a site, as people say it: "https://www.ecpat-france.fr/x" → "ecpat-france.fr"."""
    host = urlsplit(url).hostname or url
    return host.removeprefix("www.")


_ORDINALS = re.compile(r"\b(\d+|[IVX]+)(er|re|e|es)\b")


def ordinaux(text: str) -> Markup:
    """ "3e trimestre" and "1er décembre" with their letters raised."""
    parts, last = [], 0
    for found in _ORDINALS.finditer(text):
        parts += [escape(text[last : found.start()]), found[1], Markup("<sup>{}</sup>").format(found[2])]
        last = found.end()
    return Markup("").join([*parts, escape(text[last:])])


_ARTICLES = ("les ", "la ", "le ", "l’")
_CONTRACTED = {"à le ": "au ", "à les ": "aux ", "de le ": "du ", "de les ": "des "}


def sans_article(name: str) -> str:
    """ "l’équipe du réseau" → "équipe du réseau"."""
    return next((name.removeprefix(article) for article in _ARTICLES if name.startswith(article)), name)


def contracte(preposition: str, name: str) -> str:
    """A preposition before a name with its article: "à" and "le collectif" → "au collectif"."""
    whole = f"{preposition} {name}"
    found = next((apart for apart in _CONTRACTED if whole.startswith(apart)), "")
    return _CONTRACTED.get(found, "") + whole.removeprefix(found)
