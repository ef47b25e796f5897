"""The booklets of a site, some at once; one whose words are as they were is not set again.

By threads: Typst works beside Python's own, and has threads that no fork would know.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from generators.booklets.contents import booklet
from generators.booklets.fonts import fonts
from generators.booklets.typeset import as_json, ready, typeset
from generators.disk.cache import digest
from generators.land.territories import Territory
from generators.network import addresses
from generators.site import Livret, Site

_ROOM: Final = "livrets"


@dataclass(frozen=True, slots=True)
class Made:
    """A booklet: its files by their path, what is said of it, and all of its words, for the last look."""

    files: Mapping[str, bytes]
    livret: Livret
    words: bytes

    @property
    def looked_at(self) -> Mapping[str, bytes]:
        """Its files, with its words in the place of the pages that say them."""
        return {**self.files, self.livret.chemin: self.words}


def territories(site: Site) -> Iterator[Territory]:
    """Those that have a booklet: each département, and each region of more than one."""
    yield from site.places.departements.values()
    for region in site.places.regions.values():
        if len(site.places.departements_of_region(region.code)) > 1:
            yield region


def made(site: Site, territories: Iterable[Territory], libraries: Path, jobs: int) -> Sequence[Made]:
    """The booklets of some territories, in their order. `libraries` is node_modules, where the font stands.

    Raises `MissingTypst`, `MissingFont`.
    """
    ready()
    letters = fonts(libraries, site.cache)
    with ThreadPoolExecutor(jobs) as threads:
        return [*threads.map(partial(_made, site, letters=letters), territories)]


def _made(site: Site, territory: Territory, letters: Mapping[str, bytes]) -> Made:
    """What it says is always written anew, and looked at; set only where it says something else."""
    found = booklet(site, territory)
    source = as_json(found.source)
    key = digest(source, site.today.isoformat(), *(part for pair in letters.items() for part in pair))
    kept = site.cache.get(_ROOM, key)
    done = pickle.loads(kept) if kept else typeset(found.source, letters, site.today)  # noqa: S301 (sealed)
    if kept is None:
        site.cache.put(_ROOM, key, pickle.dumps(done, protocol=pickle.HIGHEST_PROTOCOL))
    files = {found.path: done.livret, addresses.livret_a4(found.path): done.a4}
    livret = Livret(found.path, done.pages, len(done.livret))
    return Made(files, livret, as_json(found.source["texte"]))
