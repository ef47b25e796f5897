"""What came in and what goes out, counted by the build itself: a record that is lost on the way stops it.

Files are counted by a look at the folders that is not the reader's, pages and entries by a look at what is
about to be published that is not the renderers'. A difference is a fault of ours, never of the records.
"""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from zipfile import ZipFile

from generators.exchange.package import CLASSEUR
from generators.exchange.rules import FOLDER
from generators.jobs import spread
from generators.network import addresses
from generators.records.kinds import ACTORS, FICHES, KINDS, Kind
from generators.records.models import Numero
from generators.site import Site

_LINK = re.compile(rb'(?:href|id)="(?:\.\./)*([^"]+)"')
_ADDRESS = re.compile(rb'"((?:[a-z-]+/)+(?:#?[a-z0-9-]+/?))"')


class Lost(Exception):
    """Something is missing from what is published; `safe` says where and how many: no name, no value."""

    def __init__(self, safe: str) -> None:
        super().__init__(safe)
        self.safe = safe


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many files were seen, records read by kind, and pages of records written."""

    files: int
    records: Mapping[str, int]
    pages: int

    def told(self) -> str:
        """« 176 fichiers lus : 121 acteurs, 19 événements… ; 165 pages de fiches. »"""
        kinds = [f"{count} {_noun(KINDS[name], count)}" for name, count in self.records.items() if count]
        return f"{self.files} fichiers lus : {', '.join(kinds)} ; {self.pages} pages de fiches écrites."


def _noun(kind: Kind, count: int) -> str:
    return kind.noun.one if count == 1 else kind.noun.many


def held(site: Site, files: Mapping[str, bytes], folders: Mapping[str, Path], jobs: int = 1) -> Ledger:
    """The account of a build: `files` is all that it publishes, `folders` data/ and newsletter/ by name.

    `jobs` processes count, a kind each. Raises `Lost` at the first difference.
    """
    published = _Published(files)
    seen = set(_files_seen(folders))
    read = {site.records.paths[key] for key, _ in site.records.all()}
    _equal("files", seen, read)
    pages = sum(spread([partial(_kind_held, site, kind, published) for kind in KINDS.values()], jobs))
    _same("authored pages", {page_of(path) for path in site.prose}, files.keys())
    return Ledger(len(seen), {name: len(site.records.of(name)) for name in KINDS}, pages)


def _files_seen(folders: Mapping[str, Path]) -> Iterator[str]:
    """The records' files, as a plain look at the disk finds them."""
    for kind in KINDS.values():
        home, _, below = kind.home.partition("/")
        if home in folders:
            yield from (f"{kind.home}/{path}" for path in _yaml_in(folders[home] / below, deep=bool(below)))


def _yaml_in(folder: Path, *, deep: bool) -> Iterator[str]:
    for current, names, files in os.walk(folder):
        if not deep:
            names.clear()
        for name in files:
            if name.endswith(".yml") and not name.startswith("."):
                yield Path(current, name).relative_to(folder).as_posix()


class _Published:
    """What is about to be published, as one who only reads it finds it."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    @cached_property
    def found(self) -> frozenset[str]:
        """The addresses that the searches' results lead to."""
        return frozenset(
            match[1].decode()
            for path in self.files
            if path.endswith(".json") and ("recherche/" in path or "/cartes/" in path)
            for match in _ADDRESS.finditer(self.files[path])
        )

    @cached_property
    def ends(self) -> frozenset[str]:
        """The last folder and the name of each JSON file: "actors/la-boussole-nord.json"."""
        return frozenset("/".join(path.split("/")[-2:]) for path in self.files if path.endswith(".json"))

    def listed(self, kind: Kind) -> set[str]:
        """What the lists of a kind lead to, or hold: the pages of its section that are no record's own."""
        section = f"{kind.section or kind.address.rstrip('/')}/"
        links: set[str] = set()
        for path in self.files:
            own = path.startswith(kind.address) and path.count("/") == 2 and not kind.anchored
            if path.startswith(section) and path.endswith("/index.html") and not own:
                links |= {link.decode("utf-8", "replace") for link in _LINK.findall(self.files[path])}
        return links | ({f"{kind.address}#{name}" for name in links} if kind.anchored else set())


def _kind_held(site: Site, kind: Kind, published: _Published) -> int:
    """Each record of a kind has its page, and its entry wherever records have one; how many pages."""
    shown = {id_: record for id_, record in site.records.of(kind.name).items() if _is_shown(record)}
    at = {id_: addresses.fiche(kind.name, id_) for id_ in shown}
    pages = set() if kind.anchored else {f"{address}index.html" for address in at.values()}
    _same(f"{kind.name}: pages", pages, {path for path in pages if published.files.get(path)})
    listed = {address for id_, address in at.items() if not getattr(shown[id_], "ferme", False)}
    _same(f"{kind.name}: lists", listed, published.listed(kind))
    _same(f"{kind.name}: search", listed, published.found)
    if kind.name in FICHES:
        _same(f"{kind.name}: files", {f"{kind.name}/{id_}.json" for id_ in shown}, published.ends)
        if not site.restreint:
            _exports_held(kind, shown.keys(), published.files)
        if kind is ACTORS and not site.restreint:
            _same("actors: cards", {addresses.carnet(id_) for id_ in shown}, published.files.keys())
    return len(pages)


def _is_shown(record: object) -> bool:
    """All records are shown but the letters that are not sent yet."""
    return not isinstance(record, Numero) or record.statut == "publie"


def _exports_held(kind: Kind, ids: Collection[str], files: Mapping[str, bytes]) -> None:
    """The table, the workbooks and the full file of a kind have a row for each record, and no other."""
    table, full = (f"{FOLDER}{kind.file}.{ending}" for ending in ("csv", "json"))
    head, *rows = csv.reader(io.StringIO(files[table].decode("utf-8-sig")))
    place = head.index("id")
    _equal(table, ids, [row[place] for row in rows if len(row) > place])
    alone = f"{FOLDER}{kind.file}.xlsx"
    _equal(alone, ids, _rows_of(files[alone], 1))
    _equal(
        f"{CLASSEUR}: {kind.name}", ids, _rows_of(files[FOLDER + CLASSEUR], [*FICHES].index(kind.name) + 1)
    )
    _equal(full, ids, [row["id"] for row in _items(files[full].decode(), kind.file)])


_FIRST_CELL = re.compile(rb'<c r="A\d+"[^>]* t="s"><v>(\d+)<')
_TEXT = re.compile(rb"<si><t[^>]*>([^<]*)<")


def _rows_of(workbook: bytes, rank: int) -> list[str]:
    """What the first cell of each row of a sheet says, its titles left out; its texts stand apart."""
    with ZipFile(io.BytesIO(workbook)) as packed:
        cells = _FIRST_CELL.findall(packed.read(f"xl/worksheets/sheet{rank}.xml"))
        texts = _TEXT.findall(packed.read("xl/sharedStrings.xml"))
    return [html.unescape(texts[int(cell)].decode()) for cell in cells[1:]]


_BETWEEN = re.compile(r"[\s,]*")


def _items(text: str, name: str) -> Iterator[dict[str, str]]:
    """The items of a list of a JSON text, one after the other: all at once, they weigh ten times the text."""
    opening = re.search(rf'"{name}"\s*:\s*\[', text)
    place = opening.end() if opening else len(text)
    while (between := _BETWEEN.match(text, place)) and text[between.end() : between.end() + 1] not in (
        "]",
        "",
    ):
        item, place = json.JSONDecoder().raw_decode(text, between.end())
        yield item


def page_of(path: str) -> str:
    """The file of an authored page, from its Markdown's: "proches.md" → "proches/index.html"."""
    stem = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/index.html".lstrip("/")


def _same(what: str, wanted: Collection[str], there: Collection[str]) -> None:
    missing = sum(one not in there for one in wanted)
    if missing:
        raise Lost(f"{what}: {missing} of {len(wanted)} missing")


def _equal(what: str, wanted: Collection[str], there: Collection[str]) -> None:
    _same(what, wanted, there)
    if len(there) != len(wanted):
        raise Lost(f"{what}: {len(there)} for {len(wanted)}")
