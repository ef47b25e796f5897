"""What a proposal touches on the site: the two sites compared, file by file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generators.words import phrases

_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
#: What a reader calls a file, by how its path begins or ends; the first that fits. "" is nobody's to read.
_SORTS = (
    (re.compile(r"^assets/|^annuaire/.*\.json$|^recherche/|^sitemap\.xml$|^version\.json$"), ""),
    (re.compile(r"^newsletter/.*\.(eml|txt|html)$(?<!index\.html)"), "lettres"),
    (re.compile(r"(^|/)index\.html$|^404\.html$"), "pages"),
    (re.compile(r"\.ics$"), "calendriers"),
    (re.compile(r"\.atom$|\.xml$"), "flux"),
    (re.compile(r"^donnees/|\.csv$|\.json$"), "donnees"),
)


@dataclass(frozen=True, slots=True)
class Touche:
    """A file of the site that appears, changes or goes; `titre` is its page's, or its path."""

    chemin: str
    sorte: str
    titre: str
    etat: str


def touched(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[Touche, ...]:
    """The files that are not the same in both sites, by path; those that only scripts read are left out."""
    return tuple(_compared(before, after))


def _compared(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[Touche]:
    for path in sorted({*before, *after}):
        if before.get(path) == after.get(path) or not (sort := _sort(path)):
            continue
        state = "nouveau" if path not in before else "retire" if path not in after else "change"
        yield Touche(path, sort, _title(path, after.get(path) or before[path]), state)


def _sort(path: str) -> str:
    return next((sort for pattern, sort in _SORTS if pattern.search(path)), "")


def _title(path: str, content: bytes) -> str:
    found = _TITLE.search(content) if path.endswith(".html") else None
    return html.unescape(found[1].decode()).rpartition(" – ")[0] or "Accueil" if found else path


def summary(touches: tuple[Touche, ...]) -> tuple[str, ...]:
    """ "12 pages, dont 1 nouvelle", "2 calendriers", … one line a sort."""
    return tuple(_counted(touches, sort, *names) for sort, names in _NAMES.items() if _of(touches, sort))


_NAMES = {
    "pages": ("page", "pages", "nouvelle", "retirée"),
    "lettres": ("fichier de la newsletter", "fichiers de la newsletter", "nouveau", "retiré"),
    "calendriers": ("calendrier", "calendriers", "nouveau", "retiré"),
    "flux": ("flux", "flux", "nouveau", "retiré"),
    "donnees": ("fichier de données ouvertes", "fichiers de données ouvertes", "nouveau", "retiré"),
}


def _of(touches: tuple[Touche, ...], sort: str) -> list[Touche]:
    return [touche for touche in touches if touche.sorte == sort]


def _counted(touches: tuple[Touche, ...], sort: str, one: str, many: str, new: str, gone: str) -> str:
    these = _of(touches, sort)
    states = [
        (sum(t.etat == state for t in these), word) for state, word in (("nouveau", new), ("retire", gone))
    ]
    told = phrases.liste(
        f"{number}\u00a0{phrases.accord(number, word, 'nouveaux' if word == 'nouveau' else None)}"
        for number, word in states
        if number
    )
    return phrases.nombre(len(these), one, many) + (f", dont {told}" if told else "")
