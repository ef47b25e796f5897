"""The tables of reference that come from others, as the file beside them names their sources and licences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from generators.supply.component import Component

#: In data/reference/: what its page (README.md) says in English, for the readers of a site.
FILE = "sources.json"


def components(folder: Path) -> Iterator[Component]:
    """One for each source; none where the land has no such file."""
    file = folder / FILE
    for each in json.loads(file.read_text("utf-8")) if file.is_file() else ():
        yield Component(each["nom"], each["version"], "data", each["licence"], "required", used=each["pour"])
