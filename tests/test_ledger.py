"""The build's own account: whatever forgets one record, on whichever way, stops it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from generators import ledger
from generators.exchange import tables, workbooks
from generators.ledger import Lost
from generators.pages.actors import page as actors
from generators.pages.events import page as events
from generators.pages.index import search
from generators.site import Site
from tests import light
from tests.sites import PROJECT, real_site

TODAY = date(2026, 11, 22)
ACTOR, EVENT, NEWS = "akatij", "colloque-cvm-2019", "actualites/index.html"


@pytest.fixture(scope="module")
def site() -> Site:
    return real_site(TODAY, "https://reseau.example/")


@pytest.fixture(scope="module")
def published(site: Site) -> Mapping[str, bytes]:
    return light.files(site)


def test_what_is_told_is_what_there_is(site: Site, published: Mapping[str, bytes]) -> None:
    told = ledger.held(site, published, PROJECT.folders()).told()
    files = [*(PROJECT.data).rglob("*.yml"), *PROJECT.newsletter.glob("*.yml")]
    lists = {"reseau.yml", "vocabulary.yml", "urgences.yml", "liens-exemptes.yml"}
    assert told.startswith(f"{sum(path.name not in lists for path in files)} fichiers lus : ")
    assert f"{len(site.records.actors)} acteurs" in told
    pages = [
        path for path in published if re.fullmatch(r"(acteurs|agenda|ressources)/[^/]+/index.html", path)
    ]
    assert f"{len(pages) - len(site.network.retirees) + 1} pages de fiches" in told


def without(pattern: str, path: str) -> Callable[[Mapping[str, bytes]], dict[str, bytes]]:
    """The files, one of them without what a pattern finds in it."""

    def change(files: Mapping[str, bytes]) -> dict[str, bytes]:
        left, count = re.subn(pattern.encode(), b"", files[path])
        assert count
        return {**files, path: left}

    return change


def gone(path: str) -> Callable[[Mapping[str, bytes]], dict[str, bytes]]:
    return lambda files: {name: content for name, content in files.items() if name != path}


def _no_result(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, without the one result of the searches that leads to the event."""
    found = f'"agenda/{EVENT}/"'.encode()
    return {
        path: content.replace(found, b'""') if path.endswith(".json") and "donnees/" not in path else content
        for path, content in files.items()
    }


def _no_row(files: Mapping[str, bytes]) -> dict[str, bytes]:
    whole = json.loads(files["donnees/acteurs.json"])
    whole["acteurs"] = [row for row in whole["acteurs"] if row["id"] != ACTOR]
    return {**files, "donnees/acteurs.json": json.dumps(whole).encode()}


def _twice(files: Mapping[str, bytes]) -> dict[str, bytes]:
    whole = json.loads(files["donnees/acteurs.json"])
    whole["acteurs"].append(whole["acteurs"][0])
    return {**files, "donnees/acteurs.json": json.dumps(whole).encode()}


LOSSES: Mapping[str, tuple[Callable[[Mapping[str, bytes]], dict[str, bytes]], str]] = {
    "a-page": (gone(f"acteurs/{ACTOR}/index.html"), "actors: pages"),
    "an-empty-page": (lambda files: {**files, f"agenda/{EVENT}/index.html": b""}, "events: pages"),
    "a-letter": (gone("newsletter/2023-t3/index.html"), "issues: pages"),
    "an-entry-of-the-agenda": (without(f"{EVENT}", "agenda/index.html"), "events: lists"),
    "a-news-item": (without(r'id="[a-z]+-[a-z0-9-]+"', NEWS), "news: lists"),
    "a-result": (_no_result, "events: search"),
    "a-row": (without(rf"(?m)^{ACTOR},.*\n", "donnees/acteurs.csv"), "donnees/acteurs.csv"),
    "a-row-in-full": (_no_row, "donnees/acteurs.json"),
    "a-row-twice": (_twice, "donnees/acteurs.json"),
    "a-page-of-the-network": (gone("proches/index.html"), "authored pages"),
}


@pytest.mark.parametrize(("loss", "where"), LOSSES.values(), ids=LOSSES)
def test_what_is_missing_stops_the_build(
    site: Site,
    published: Mapping[str, bytes],
    loss: Callable[[Mapping[str, bytes]], dict[str, bytes]],
    where: str,
) -> None:
    with pytest.raises(Lost) as lost:
        ledger.held(site, loss(published), PROJECT.folders())
    assert lost.value.safe.startswith(where)
    assert ACTOR not in lost.value.safe and EVENT not in lost.value.safe


def _but_first(module: ModuleType, name: str, patch: pytest.MonkeyPatch) -> None:
    """A mutation: what gives many things forgets the first."""
    whole = getattr(module, name)

    def forgetful(*given: object) -> Iterator[object]:
        found = iter(whole(*given))
        next(found)
        yield from found

    patch.setattr(module, name, forgetful)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (actors, "makers"),
        (events, "makers"),
        (search, "rows"),
        (tables, "fiches"),
        (workbooks, "fiches"),
    ],
)
def test_a_renderer_that_forgets_one_record_is_stopped(
    site: Site, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    _but_first(module, name, monkeypatch)
    with pytest.raises(Lost):
        light.build(site, PROJECT)


def test_a_list_that_forgets_one_record_is_stopped(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network that leaves one out of its lists, of each kind in turn."""
    for name in ("open_actors", "events_latest_first", "resources_latest_first", "news_latest_first"):
        kept = getattr(site.network, name)[1:]
        monkeypatch.setitem(site.network.__dict__, name, kept)
        with pytest.raises(Lost):
            light.build(site, PROJECT)
        monkeypatch.undo()


def test_a_record_that_reading_forgets_is_stopped(
    site: Site, published: Mapping[str, bytes], tmp_path: Path
) -> None:
    """The folders hold one more record than was read."""
    shutil.copytree(PROJECT.data, tmp_path / "data")
    shutil.copy(PROJECT.data / "actors" / f"{ACTOR}.yml", tmp_path / "data" / "actors" / "un-autre.yml")
    with pytest.raises(Lost) as lost:
        ledger.held(site, published, {"data": tmp_path / "data", "newsletter": PROJECT.newsletter})
    assert lost.value.safe.startswith("files")
