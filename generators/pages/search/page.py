"""The search over everything, as the browser reads it: an index besides the directory's, and the results.

`recherche/mots.json` and its leaves find events, resources, news, issues and pages as the directory's
own index finds actors (`generators.pages.index.words`). What a result shows stands in leaves of its own, so
that a question brings those of its first results only: `recherche/acteurs/<n>.json` by the rank of an
actor in the directory, `recherche/fiches/<n>.json` by the rank of an entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generators.pages.directory import page
from generators.pages.frame import cards
from generators.pages.frame.cards import Carte
from generators.pages.frame.page import Page
from generators.pages.index import words
from generators.pages.index.places import as_json
from generators.pages.search.entries import GENRES, Entree, entrees
from generators.records.kinds import ACTORS
from generators.records.models import Acteur
from generators.site import Site
from generators.words.phrases import majuscule

FOLDER = "recherche/"
#: The results of one leaf.
LEAF = 25

_EPOCH = date(1970, 1, 1)


def files(site: Site, pages: Iterable[Page]) -> Mapping[str, bytes]:
    """Path on the site → content. `pages` are the site's own, those that no record has."""
    found = list(entrees(site, pages))
    counts = Counter(entry.genre for entry in found)
    actors = [_acteur(site, actor) for actor in page.listed(site)]
    return {
        **words.files(
            FOLDER,
            [entry.textes for entry in found],
            genres={genre: counts[genre] for genre in GENRES},
            titres={ACTORS.file: majuscule(ACTORS.reader.many), **GENRES},
            parFeuille=LEAF,
            fins=_ends(found),
        ),
        **dict(_leaves("acteurs", actors)),
        **dict(_leaves("fiches", [entry.carte for entry in found])),
    }


def _ends(found: Iterable[Entree]) -> list[int]:
    """The day when each event is over, in days since 1970: the browser compares it with its own."""
    return [(entry.fin - _EPOCH).days for entry in found if entry.fin]


def _acteur(site: Site, actor: Acteur) -> Carte:
    return replace(cards.acteur(site, actor), texte=actor.resume)


def _leaves(name: str, shown: Sequence[Carte]) -> Iterator[tuple[str, bytes]]:
    for start in range(0, len(shown), LEAF):
        rows = [[c.url, c.titre, c.surtitre or "", c.texte or ""] for c in shown[start : start + LEAF]]
        yield f"{FOLDER}{name}/{start // LEAF}.json", as_json(rows)
