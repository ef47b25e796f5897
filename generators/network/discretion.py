"""What a confidential record leaves when it goes: nothing under a name that says where it was."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generators.land.places import Places
from generators.network.when import FILE, Trace

#: Words of a commune's name: « saint-remy-en-bouzemont-saint-genest-et-isson ».
_LONGEST = 8
_WAY = re.compile(r"(^|-)(\d+|rue|avenue|boulevard|chemin|impasse|allee|quai|route|lieu-dit)(-|$)")


def discreet(traces: Mapping[str, Trace], gone: str, places: Places) -> Mapping[str, Trace]:
    """The history without the records of `gone` whose ids tell a place: no page keeps their names.

    `gone` are the files that were removed while they were confidential, as git lists them with their status.
    """
    unsaid = hidden(gone, places)
    return {ref: trace for ref, trace in traces.items() if ref not in unsaid}


def hidden(gone: str, places: Places) -> frozenset[str]:
    """The records of `gone`, as "actors/<id>", that nothing names any more."""
    found = {f"{found[2]}/{found[3]}" for found in FILE.finditer(gone)}
    return frozenset(ref for ref in found if tells(ref.partition("/")[2], places))


def tells(id_: str, places: Places) -> bool:
    """True when an id holds a commune's name, a number, or a kind of street: "foyer-12-rue-x-bron"."""
    words = id_.split("-")
    runs = (
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1)
    )
    return bool(_WAY.search(id_)) or any(places.find(run) for run in runs)
