"""A generator that stands beside ours: what it is given, how it is called, and whether it did the work."""

from __future__ import annotations

import html
import os
import random
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Failed
from benchmarks.peers.records import Fiche, Given

#: Where `make bench` installs them: a virtual environment, and `node_modules`.
INSTALLED = Path(__file__).resolve().parents[2] / ".peers"
MODULES = INSTALLED / "node_modules"
#: A port of the loopback, for the servers.
PORT = 18473
#: How many records are looked at in what a generator wrote.
SAMPLE = 25


@dataclass(frozen=True, slots=True)
class Peer:
    """`write` makes its project in a folder, from the records and the frame of our pages; `build` and `serve`
    are its commands there; `out` is where the site comes, `source` the file that says a record. `json`: it
    writes each record as JSON too."""

    name: str
    write: Callable[[Path, Given, tuple[str, str]], None]
    build: Sequence[str]
    serve: Sequence[str]
    source: Callable[[Fiche], str]
    out: str = "public"
    json: bool = False

    def __post_init__(self) -> None:
        assert not Path(self.out).is_absolute()

    def absent(self) -> str:
        """Why it cannot run here, or ""."""
        programs = [part for part in self.build if part.startswith(str(INSTALLED))]
        gone = [part for part in programs if not Path(part).exists()]
        return f"not installed: {Path(gone[0]).name} (make bench installs it)" if gone else ""

    def clean(self, folder: Path) -> None:
        """A folder in which nothing was ever built."""
        for name in (self.out, ".cache"):
            shutil.rmtree(folder / name, ignore_errors=True)

    def judge(self, folder: Path, given: Given) -> None:
        """Raises `Failed` unless every page is there, and some of them say what their records say."""
        judge(folder / self.out, given, self.json)


def venv(name: str) -> str:
    """A program of the peers' virtual environment."""
    return str(INSTALLED / "venv" / "bin" / name)


def environment() -> Mapping[str, str]:
    """Ours, without our packages, with compiled modules kept, as Python does wherever nobody forbids it."""
    ours = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in ours}


def judge(site: Path, given: Given, json: bool = False) -> None:
    """Raises `Failed` unless a site has the pages of all records, and a sample of them says their facts."""
    gone = [fiche for fiche in given.paged if not (site / fiche.address / "index.html").is_file()]
    if gone:
        raise Failed(f"{len(gone)} of {len(given.paged)} pages are missing, first {gone[0].address}")
    everything = tuple(given.all())
    for fiche in random.Random(0).sample(everything, min(SAMPLE, len(everything))):
        page = site / fiche.address / "index.html"
        # What has no page of its own stands on one of those of its list.
        pages = [page] if fiche in given.paged else sorted(page.parent.rglob("index.html"))
        said = " ".join(text_of(one.read_text("utf-8")) for one in pages)
        for told in (fiche.title, fiche.values["resume"], fiche.values.get("presentation", "")):
            if plain(told) not in said:
                raise Failed(f"{fiche.address} does not say « {plain(told)[:60]} »")
        if json and fiche in given.paged and not page.with_name("index.json").is_file():
            raise Failed(f"{fiche.address}index.json is missing")


_TAGS = re.compile(r"<[^>]+>")
_QUOTES = str.maketrans("’“”", '\'""')


def text_of(page: str) -> str:
    """What a page says, without its tags."""
    return plain(html.unescape(_TAGS.sub(" ", page)))


def plain(text: str) -> str:
    """Words with one space between them and typewriter's quotes: generators differ in these alone."""
    return " ".join(text.translate(_QUOTES).split())
