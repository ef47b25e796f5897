"""The names that say a place besides those of the communes: former ones; and which are ordinary words.

`anciennes-communes.txt`: the communes that others took in, a name a line with the code of today's commune.
`homographes.txt`: the names,
folded, whose every word is a word of French ("orange", "la garde"): a text that has one may mean no place.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from generators.reference.sources import DECOUPAGE, RawCommune, node_modules, raw_communes
from generators.words.wording import fold

#: 336 531 words with their forms, no proper noun (MIT licence).
WORDS: Final = "an-array-of-french-words@2.0.0"
_SMALL: Final = frozenset("a au aux d de des du en et l la le les lez s sous sur".split())


def names_texts() -> dict[str, str]:
    """The text of each file, by its name."""
    with node_modules(DECOUPAGE, WORDS) as modules:
        communes = raw_communes(modules / "@etalab" / "decoupage-administratif" / "data")
        return texts(communes, modules / "an-array-of-french-words" / "index.json")


def texts(communes: Iterable[RawCommune], words: Path) -> dict[str, str]:
    listed = list(communes)
    today = {commune.nom for commune in listed}
    former = {(name, c.code) for c in listed for name in c.noms_anciens if name != c.nom}
    known = {part for word in json.loads(words.read_text(encoding="utf-8")) for part in fold(word).split()}
    known |= _SMALL
    folded = {fold(name) for name in (*today, *(name for name, _ in former))}
    ordinary = (name for name in folded if set(name.split()) <= known)
    return {
        "anciennes-communes.txt": _lines("\t".join(pair) for pair in former),
        "homographes.txt": _lines(ordinary),
    }


def _lines(names: Iterable[str]) -> str:
    return "".join(f"{name}\n" for name in sorted(names))
