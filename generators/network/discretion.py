"""What a confidential record leaves when it goes: nothing under a name that says where it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generators.land.places import Places
from generators.network.when import FILE

#: Words of a commune's name: « saint-remy-en-bouzemont-saint-genest-et-isson ».
_LONGEST = 8
_WAY = re.compile(r"(^|-)(\d+|rue|avenue|boulevard|chemin|impasse|allee|quai|route|lieu-dit)(-|$)")


def hidden(gone: str, renamed: str, confidential: Callable[[str], bool], places: Places) -> frozenset[str]:
    """The records that are no more, as "actors/<id>", whose ids tell a confidential place.

    `gone` are the files that were removed while they were confidential, as git lists them with their status.
    `renamed` are the files that came and went together, the latest first: a record that becomes confidential
    takes a name that says no place, and the one that goes with its arrival may be what it was called before.
    `confidential` tells which of today's are.
    """
    found = {f"{kind}/{id_}" for _, kind, id_ in FILE.findall(gone)}
    for came, went in _together(renamed):
        kinds = {ref.partition("/")[0] for ref in came if ref in found or confidential(ref)}
        found |= {ref for ref in went if ref.partition("/")[0] in kinds}
    return frozenset(ref for ref in found if tells(ref.partition("/")[2], places) and not confidential(ref))


def _together(log: str) -> Iterator[tuple[set[str], set[str]]]:
    """What came and what went with each; one that only went to another folder did neither."""
    for part in log.split("@"):
        files = [(letter, f"{kind}/{id_}") for letter, kind, id_ in FILE.findall(part)]
        came, went = ({ref for letter, ref in files if letter == sign} for sign in "AD")
        yield came - went, went - came


def tells(id_: str, places: Places) -> bool:
    """True when an id holds a commune's name, a number, or a kind of street: "foyer-12-rue-x-bron"."""
    words = id_.split("-")
    runs = (
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1)
    )
    return bool(_WAY.search(id_)) or any(places.find(run) for run in runs)
