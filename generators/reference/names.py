"""The names that say a place besides those of the communes: former ones; and which are ordinary words.

`anciennes-communes.txt`: the communes that others took in, and the names that today's bore in 2019, a name
a line with the code of today's commune. `homographes.txt`: the names, folded, whose every word is a word of
French ("orange", "la garde"): a text that has one may mean no place.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from generators.reference.sources import DECOUPAGE, RawCommune, node_modules, raw_communes, read_rows
from generators.words.wording import fold

#: 336 531 words with their forms, no proper noun (MIT licence).
WORDS: Final = "an-array-of-french-words@2.0.0"
#: The code of 2019 names the communes that were no more: today's has but their codes.
DECOUPAGE_2019: Final = "decoupage-2019@npm:@etalab/decoupage-administratif@0.3.0"
_SMALL: Final = frozenset("a au aux d de des du en et l la le les lez s sous sur".split())


def names_texts() -> dict[str, str]:
    """The text of each file, by its name."""
    with node_modules(DECOUPAGE, DECOUPAGE_2019, WORDS) as modules:
        data = modules / "@etalab" / "decoupage-administratif" / "data"
        past = read_rows(modules / "decoupage-2019" / "data" / "communes.json")
        lost = former_names(read_rows(data / "communes.json"), past)
        return texts(raw_communes(data), lost, modules / "an-array-of-french-words" / "index.json")


def former_names(
    today: Iterable[Mapping[str, Any]], past: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    """What `past` calls each commune of `today`, and those that it took in, each name with today's code."""
    named = {row["code"]: row["nom"] for row in past}
    for row in today:
        if row["type"] == "commune-actuelle":
            codes = (row["code"], *row.get("anciensCodes", ()))
            yield from ((named[code], row["code"]) for code in codes if code in named)


def texts(communes: Iterable[RawCommune], lost: Iterable[tuple[str, str]], words: Path) -> dict[str, str]:
    listed = list(communes)
    today = {commune.code: commune.nom for commune in listed}
    named = {*((name, c.code) for c in listed for name in c.noms_anciens), *lost}
    former = {(name, code) for name, code in named if code in today and fold(name) != fold(today[code])}
    known = {part for word in json.loads(words.read_text(encoding="utf-8")) for part in fold(word).split()}
    known |= _SMALL
    folded = {fold(name) for name in (*today.values(), *(name for name, _ in former))}
    ordinary = (name for name in folded if set(name.split()) <= known)
    return {
        "anciennes-communes.txt": _lines("\t".join(pair) for pair in former),
        "homographes.txt": _lines(ordinary),
    }


def _lines(names: Iterable[str]) -> str:
    return "".join(f"{name}\n" for name in sorted(names))
