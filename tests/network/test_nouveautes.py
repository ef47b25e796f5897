"""What is new, from the records' own dates and from a real git history, whole, cut short or missing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generators.editions import Edition
from generators.git.history import History, history
from generators.network import when
from generators.network.network import Network
from generators.network.when import Nouveaute, Trace
from generators.pages.frame import shell
from generators.pages.records.page import makers
from generators.project import Project
from generators.site import Site
from tests.pages.conftest import ACTORS, ROOT, VERIFIED, make  # noqa: F401 (a fixture)
from tests.sites import identity

TODAY = date(2026, 11, 22)


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> None:
    moment = f"{day}T12:00:00+00:00"
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": "2020-01-01T00:00:00+00:00",
        "GIT_COMMITTER_DATE": moment,
    }
    who = ("-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "protocol.file.allow=always")
    command = ["git", "-C", str(folder), *who, *arguments]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def write(project: Project, *refs: str, text: str = "a") -> None:
    for ref in refs:
        path = project.data / f"{ref}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def commit(project: Project, day: str) -> None:
    git(project.root, "add", "-A")
    git(project.root, "commit", "-qm", "x", day=day)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An import of many records, one that comes, is corrected and moved, and one that comes back."""
    project = Project.at(tmp_path / "projet")
    project.data.mkdir(parents=True)
    git(project.root, "init", "-q")
    write(project, *(f"actors/importe-{n}" for n in range(when.BULK)), "actors/ancien")
    commit(project, "2026-01-10")
    write(project, "actors/nouveau", "events/rendez-vous", "vocabulary", "schemas/actors")
    commit(project, "2026-03-01")
    write(project, "actors/nouveau", text="corrigé")
    write(project, "actors/importe-1", text="corrigé")
    commit(project, "2026-04-02")
    (project.data / "actors" / "nord").mkdir()
    (project.data / "actors" / "nouveau.yml").rename(project.data / "actors" / "nord" / "nouveau.yml")
    commit(project, "2026-05-03")
    return project


WHOLE: Mapping[str, Trace] = {
    "actors/nouveau": Trace(date(2026, 3, 1), date(2026, 4, 2)),
    "events/rendez-vous": Trace(date(2026, 3, 1)),
    "actors/importe-1": Trace(modifiee=date(2026, 4, 2)),
}


def test_the_history_of_records(project: Project) -> None:
    assert when.traces(history(project).days) == WHOLE


def test_a_whole_clone_says_the_same(project: Project, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", project.root.as_uri(), "copie")
    assert when.traces(history(Project.at(tmp_path / "copie")).days) == WHOLE


def test_a_clone_cut_short_says_nothing(project: Project, tmp_path: Path) -> None:
    """Its oldest commit seems to add every file."""
    for depth in ("1", "2"):
        git(tmp_path, "clone", "-q", "--depth", depth, project.root.as_uri(), depth)
        assert history(Project.at(tmp_path / depth)) == History()


def test_a_record_that_goes_leaves_its_day_and_one_that_comes_back_leaves_none(
    project: Project,
    make: Callable[..., Site],  # noqa: F811
) -> None:
    (project.data / "events" / "rendez-vous.yml").unlink()
    (project.data / "actors" / "ancien.yml").unlink()
    commit(project, "2026-06-04")
    write(project, "actors/ancien")
    commit(project, "2026-07-05")
    made = make(actors={"ancien": {**ACTORS["refuge"], **VERIFIED}})
    network = replace(made.network, today=TODAY, traces=when.traces(history(project).days))
    assert network.retirees == {"events/rendez-vous": date(2026, 6, 4)}
    (page,) = (
        one.make() for one in makers(replace(made, network=network)) if one.url == "agenda/rendez-vous/"
    )
    assert (page.url, page.cherchable) == ("agenda/rendez-vous/", False)
    assert "retirée le 4 juin 2026" in page.body.replace("\u00a0", " ")
    assert "rendez-vous" not in page.body
    assert shell.head(page, identity(), Edition({})) == '<meta name="robots" content="noindex">'
    assert b"rendez-vous" not in shell.sitemap([page], "https://reseau.example/")["sitemap.xml"]


def test_nothing_fails_without_history(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = Project.at(tmp_path / "sans-depot")
    bare.data.mkdir(parents=True)
    assert history(bare) == History()
    git(bare.root, "init", "-q")
    assert history(bare) == History()  # no commit yet
    monkeypatch.setenv("PATH", str(tmp_path))  # no git
    assert history(project) == History()
    assert when.traces("") == {}


def last(network: Network, ref: str) -> tuple[str, str]:
    found = network.nouveautes[ref]
    return found.geste, found.jour.isoformat()


@pytest.mark.parametrize(
    ("values", "trace", "expected"),
    [
        ({}, None, ("Fiche confirmée", "2026-10-12")),
        ({"date_maj": "2026-02-02"}, None, ("Fiche mise à jour", "2026-02-02")),
        ({}, Trace(ajoutee=date(2026, 3, 1)), ("Nouvelle fiche", "2026-03-01")),
        ({}, Trace(date(2026, 3, 1), date(2026, 4, 2)), ("Fiche mise à jour", "2026-04-02")),
        ({}, Trace(date(2026, 3, 1), date(2026, 3, 1)), ("Nouvelle fiche", "2026-03-01")),
        ({"date_maj": "2026-05-05"}, Trace(date(2026, 3, 1)), ("Fiche mise à jour", "2026-05-05")),
        # A build of an earlier day knows nothing of later commits.
        ({}, Trace(date(2026, 3, 1), date(2026, 12, 1)), ("Nouvelle fiche", "2026-03-01")),
        ({}, Trace(date(2026, 12, 1)), ("Fiche confirmée", "2026-10-12")),
    ],
)
def test_what_last_became_of_a_record(
    make: Callable[..., Site],  # noqa: F811
    values: Mapping[str, str],
    trace: Trace | None,
    expected: tuple[str, str],
) -> None:
    made = make(actors={"un": {**ACTORS["refuge"], **VERIFIED, **values}})
    traces = {"actors/un": trace} if trace else {}
    network = replace(made.network, today=TODAY, traces=traces)
    assert last(network, "actors/un") == expected


def seen(ref: str, day: str, geste: str = when.CHANGEMENT) -> Nouveaute:
    return Nouveaute(ref, date.fromisoformat(day), geste)


def told(*found: Nouveaute, limit: int = 6) -> list[str]:
    kept = when.telling({one.ref: one for one in found}, TODAY)
    return [one.ref for one in when.latest_new(kept.values(), limit)]


def test_a_day_of_upkeep_or_of_an_import_is_no_news() -> None:
    """However many commits it took; what befell others on that day, or those on others, is told."""
    kept = seen("events/colloque", "2026-11-20", when.AJOUT)
    upkeep = [seen(f"actors/a{n}", "2026-11-20") for n in range(6)]
    imported = [seen(f"actors/b{n}", "2026-11-19", when.AJOUT) for n in range(when.BULK + 1)]
    before = seen("actors/zed", "2026-11-18")
    assert told(kept, *upkeep, *imported, before) == ["events/colloque", "actors/zed"]
    assert told(*upkeep[:5]) == [f"actors/a{n}" for n in range(5)]


def test_what_is_old_is_not_new() -> None:
    assert told(
        seen("actors/a", "2026-07-26"), seen("actors/b", "2026-07-25"), seen("actors/c", "2023-10-12")
    ) == ["actors/a"]


def test_of_one_day_each_kind_has_its_turn() -> None:
    """Arrivals before changes; never an alphabet of structures alone."""
    found = [
        *(seen(f"actors/a{n}", "2026-11-20", when.AJOUT) for n in range(5)),
        seen("resources/guide", "2026-11-20", when.AJOUT),
        seen("events/jour", "2026-11-20", when.AJOUT),
        seen("news/ouverture", "2026-11-20"),
    ]
    assert told(*found) == [
        "actors/a0",
        "events/jour",
        "resources/guide",
        "actors/a1",
        "actors/a2",
        "actors/a3",
    ]
