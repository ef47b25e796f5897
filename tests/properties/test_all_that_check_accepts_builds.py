"""Whatever is written in data/ and newsletter/, check answers with problems; and what it accepts is built.

An exception is a failure, and so is a build that stops or loses one record. Hypothesis draws the same
examples on each machine. Records that check accepts are built together, since a build costs more than one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.building import build_site
from generators.opening import open_site
from generators.project import Project
from generators.records.kinds import KINDS
from generators.records.models.fields import keys_of
from generators.records.problems import Problem
from generators.records.reading.files import Found
from generators.records.reading.load import load, record_of
from tests import light
from tests.exchange.conftest import COMPLET
from tests.lists import lay_lists
from tests.pages.conftest import ACTORS, EVENTS, NEWS, RESOURCES
from tests.properties import strategies as drawn
from tests.records.test_trees import bounded

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
ADDRESS = "https://reseau.example/"
EVERY = [*HealthCheck]
#: How long check may take over one file: a hang, or what grows with the square, is a fault.
LONGEST = 10


def firm(examples: int) -> settings:
    """The same examples everywhere, without a clock."""
    return settings(
        max_examples=examples, derandomize=True, database=None, deadline=None, suppress_health_check=EVERY
    )


def written(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


ISSUE = written(ROOT / "newsletter" / "2023-t3.yml")
#: A sound record of each kind, as rich as there is.
SOUND: dict[str, dict[str, Any]] = {
    "actors": COMPLET,
    "events": dict(EVENTS["rencontre-a-venir"]),
    "resources": dict(RESOURCES["guide"]),
    "news": dict(NEWS["ouverture-nord"]),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small sound project, to be changed and put back."""
    root = tmp_path_factory.mktemp("reseau")
    lay_lists(root / "data")
    (root / "newsletter").mkdir()
    for kind, records in {"actors": ACTORS, "events": EVENTS, "resources": RESOURCES, "news": NEWS}.items():
        (root / "data" / kind).mkdir()
        for id_, record in records.items():
            (root / "data" / kind / f"{id_}.yml").write_bytes(drawn.as_yaml(record))
    shutil.copytree(ROOT / "data" / "pages", root / "data" / "pages")
    return root


def project(root: Path) -> Project:
    return Project(ROOT, root / "data", root / "newsletter")


def errors(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


@contextmanager
def instead(file: Path, content: bytes) -> Iterator[None]:
    """The file with another content, and then as it was."""
    before = file.read_bytes() if file.exists() else None
    file.write_bytes(content)
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)


@pytest.mark.parametrize("kind", SOUND)
def test_records_that_check_accepts_are_built(kind: str, base: Path) -> None:
    """Each is read alone; all that are sound are judged and built together."""
    vocabulary = load(base / "data", base / "newsletter").records.vocabulary
    accepted: list[bytes] = []
    keys = keys_of(KINDS[kind].model)

    @firm(300)
    @given(drawn.changed(SOUND[kind], keys).map(drawn.as_yaml))
    def one(content: bytes) -> None:
        file = Found(kind, "cas", "cas.yml", f"data/{kind}/cas.yml", f"data/{kind}/cas.yml")
        with bounded(LONGEST):
            record, problems = record_of(content, file, vocabulary)
        assert (record is None) == bool(errors(problems))
        if record is not None:
            accepted.append(content)

    one()
    assert len(accepted) > 15
    folder = base / "data" / kind / "tires"
    folder.mkdir()
    try:
        for number, content in enumerate(accepted):
            (folder / f"tire-{number:03}.yml").write_bytes(content)
        _built_once_sound(base, folder)
    finally:
        shutil.rmtree(folder)


def _built_once_sound(base: Path, folder: Path) -> None:
    """What the rules refuse goes, until check accepts the whole; then it builds, and nothing is lost."""
    with bounded(120):
        while True:
            site, problems = open_site(project(base), TODAY, ADDRESS)
            if site is not None:
                break
            refused = {Path(problem.path).name for problem in errors(problems)}
            there = {path.name for path in folder.iterdir()} & refused
            assert there, problems
            for name in there:
                (folder / name).unlink()
        assert sum(1 for _ in folder.iterdir()) > 10
        light.build(site, project(base))


LISTS: dict[str, Callable[[Any], st.SearchStrategy[Any]]] = {
    "vocabulary.yml": lambda sound: drawn.changed_deep(sound),
    "reseau.yml": lambda sound: drawn.changed(sound),
    "urgences.yml": lambda sound: drawn.changed_list(sound),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_that_check_accepts_are_built(name: str, base: Path) -> None:
    """Check answers to any content; the first ones that it accepts are built, each by itself."""
    file = base / "data" / name
    built = 0

    @firm(80)
    @given(LISTS[name](written(file)).map(drawn.as_yaml))
    def one(content: bytes) -> None:
        nonlocal built
        with instead(file, content), bounded(60):
            site, problems = open_site(project(base), TODAY, ADDRESS)
            assert (site is None) == bool(errors(problems))
            if site is not None and built < 4:
                built += 1
                light.build(site, project(base))

    one()
    assert built == 4


def test_letters_that_check_accepts_are_built(base: Path) -> None:
    """A letter is drawn when it is checked: its weight, its links, its texts are judged as they come out."""
    choices = {"events": [*EVENTS], "news": [*NEWS], "resources": [*RESOURCES]}
    issue = {
        **ISSUE,
        "periode": "3e trimestre 2023",
        **{
            rubric: {"titre": "Choix", "choix": [{"fiche": f"{kind}/{id_}"} for id_ in choices[kind][:2]]}
            for rubric, kind in (("agenda", "events"), ("actualites", "news"), ("ressources", "resources"))
        },
    }
    file = base / "newsletter" / "2023-t3.yml"
    built = 0

    @firm(80)
    @given(drawn.changed(issue, keys_of(KINDS["issues"].model)).map(drawn.as_yaml))
    def one(content: bytes) -> None:
        nonlocal built
        with instead(file, content), bounded(60):
            site, problems = open_site(project(base), TODAY, ADDRESS)
            assert (site is None) == bool(errors(problems))
            if site is not None and site.network.issues_latest_first and built < 3:
                built += 1
                light.build(site, project(base))

    one()
    assert built


def test_pages_that_check_accepts_are_built(base: Path) -> None:
    """Pages of the network are built by MkDocs, all those that check accepts at once."""
    accepted: list[bytes] = []
    file = base / "data" / "pages" / "tiree.md"

    @firm(150)
    @given(drawn.pages())
    def one(content: bytes) -> None:
        with instead(file, content), bounded(LONGEST):
            site, _ = open_site(project(base), TODAY, ADDRESS)
        if site is not None:
            accepted.append(content)

    one()
    assert len(accepted) > 30
    for number, content in enumerate(accepted):
        (base / "data" / "pages" / f"tiree-{number:03}.md").write_bytes(content)
    with bounded(120):
        files, _ = build_site(project(base), TODAY)
    assert all(f"tiree-{number:03}/index.html" in files for number in range(len(accepted)))
