"""What is served is what a build publishes: every file of a small network, and of the repository's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generators import assets, pocket
from generators.building import build_site
from generators.editions import unnamed
from generators.project import Project
from tests import edition
from tests.serving.conftest import TODAY, Served, session_of
from tests.sites import PROJECT


def test_every_file_of_a_small_network(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project.at(network / "projet").with_data(network / "passerelle" / "data")
    _same(project, TODAY, monkeypatch)


def test_every_file_of_the_repository_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    _same(PROJECT, date(2026, 11, 22), monkeypatch)


def _same(project: Project, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the editions bear other names in a server: they are left out on both sides.

    A site that is being written is not to be kept offline: what a copy asks for is not there.
    """
    with session_of(project, today, live=False) as (_, served, heard):
        assert heard.problems == ()
        monkeypatch.setenv("SITE_URL", served.address)
        files, _ = build_site(project, today)
        there = edition.names(files)
        here = edition.names({"editions.json": served.ask("/editions.json").body})
        assert here.keys() == there.keys()
        for path, content in files.items():
            at = _renamed(path, there, here)
            answer = served.ask(f"/{at}")
            if path == assets.WORKER or (path.startswith(pocket.URL) and path.endswith(".json")):
                assert answer.status == 404, path
                continue
            assert (answer.status, unnamed(answer.body)) == (200, unnamed(content)), path
            _by_its_address(served, at, content)


def _renamed(path: str, there: dict[str, str], here: dict[str, str]) -> str:
    for family, name in there.items():
        path = path.replace(f"editions/{name}/", f"editions/{here[family]}/")
    return path


def _by_its_address(served: Served, path: str, content: bytes) -> None:
    if path.endswith("/index.html"):
        moved = served.ask(f"/{path.removesuffix('/index.html')}")
        assert (moved.status, moved.headers["Location"]) == (302, f"/{path.removesuffix('index.html')}")
        assert unnamed(served.ask(moved.headers["Location"]).body) == unnamed(content)
