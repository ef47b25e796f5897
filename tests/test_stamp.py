"""Where neither what is read nor what was published has changed, nothing is built; anything else is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generators import stamp as module
from generators import stamp as stamps
from generators.disk.cache import Cache
from generators.disk.seal import Seal
from generators.project import Project
from generators.publish import publish
from generators.records.problems import Problem
from generators.stamp import Stamp, Told, stamp

ROOT = Path(__file__).parent.parent
DAYS = (date(2026, 11, 22), date(2026, 11, 29))
TOLD = Told((Problem("data/a.yml", 1, 2, "nom", "m", "h", "warning"),), ("a line",), "the account", 2)
SETTINGS = "plugins:\n  - maillage\nnav: []\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "projet"
    for path in (
        "data/actors/a.yml",
        "newsletter/n.yml",
        "site/theme/main.html",
        "docs/guide/a.md",
        "README.md",
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)
    (root / "mkdocs.yml").write_text(SETTINGS)
    (root / "node_modules" / "leaflet").mkdir(parents=True)
    (root / "node_modules" / "leaflet" / "leaflet.js").write_text("L")
    publish({"index.html": b"home", "a/index.html": b"a"}, root / "public")
    return replace(Project.at(root), cache=Cache(root / ".cache" / "construction", Seal(b"k" * 32)))


def taken(project: Project, *, days: tuple[date, date] = DAYS, **environ: str) -> Stamp | None:
    return stamp(project, project.root / "public", days, environ)


def held(project: Project, *, days: tuple[date, date] = DAYS, **environ: str) -> Told | None:
    found = taken(project, days=days, **environ)
    return found.held() if found else None


@pytest.fixture
def built(project: Project) -> Project:
    found = taken(project)
    assert found is not None
    assert found.held() is None
    found.keep(TOLD)
    return project


def test_what_was_told_is_told_again(built: Project) -> None:
    assert held(built) == TOLD
    assert held(replace(built, cache=Cache(built.root / ".cache" / "construction", Seal(b"k" * 32)))) == TOLD


def test_files_read_by_several_processes_are_the_same(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        (built.data / "actors" / f"{number}.yml").write_text(f"nom: {number}")
    monkeypatch.setattr(stamps, "_PART", 2)
    told = [stamp(built, built.root / "public", DAYS, {}, jobs=jobs) for jobs in (1, 3)]
    assert told[0] and told[1] and told[0].read == told[1].read
    (built.data / "actors" / "6.yml").write_text("nom: autre")
    again = stamp(built, built.root / "public", DAYS, {}, jobs=3)
    assert again and again.read != told[0].read


def written(path: str, content: str = "other") -> Callable[[Path], object]:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content)

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "a record changes": written("data/actors/a.yml"),
    "a record comes": written("data/actors/b.yml"),
    "a record goes": lambda root: (root / "data" / "actors" / "a.yml").unlink(),
    "a record changes its name": lambda root: (root / "data/actors/a.yml").rename(root / "data/actors/b.yml"),
    "a letter": written("newsletter/n.yml"),
    "the theme": written("site/theme/main.html"),
    "the guide": written("docs/guide/a.md"),
    "a file that a page shows": written("README.md"),
    "a folder that a page shows": written("notes/a.md"),
    "the settings": written("mkdocs.yml", SETTINGS + "# other\n"),
    "a library": written("node_modules/leaflet/leaflet.js", "M"),
    "a library comes": written("node_modules/other/index.js"),
    "a page is written again": written("public/index.html", "home"),
    "a page changes": written("public/index.html", "hole"),
    "a page comes": written("public/b.html"),
    "a page goes": lambda root: (root / "public" / "index.html").unlink(),
    "a folder comes": lambda root: (root / "public" / "b").mkdir(),
    "a page has another name": lambda root: (root / "name").hardlink_to(root / "public" / "index.html"),
    "a page's rights": lambda root: (root / "public" / "index.html").chmod(0o600),
    "a page's day": lambda root: os.utime(root / "public" / "index.html", (0, 0)),
    "the site goes": lambda root: shutil.rmtree(root / "public"),
    "another site in its place": lambda root: shutil.copytree(
        shutil.move(root / "public", root / "avant"), root / "public", copy_function=shutil.copy2
    ),
    "what is kept goes": lambda root: shutil.rmtree(root / ".cache"),
    "what is kept is torn": lambda root: [
        path.write_bytes(path.read_bytes()[:-1]) for path in (root / ".cache").rglob("*") if path.is_file()
    ],
}


@pytest.mark.parametrize("case", CHANGES)
def test_any_change_is_seen(built: Project, case: str) -> None:
    CHANGES[case](built.root)
    assert held(built) is None


def test_a_file_changed_back_to_its_bytes_and_day_is_seen(built: Project) -> None:
    """Of what is published: nobody sets when a file was last touched."""
    page = built.root / "public" / "index.html"
    before = page.stat()
    page.write_bytes(b"hole")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert page.stat().st_mtime_ns == before.st_mtime_ns
    assert held(built) is None


def test_another_day_address_commit_software_or_folder_is_seen(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert held(built, days=(DAYS[1], DAYS[1])) is None
    assert held(built, days=(DAYS[0], DAYS[0])) is None
    assert held(built, SITE_URL="https://ailleurs.example/") is None
    assert held(built, OTHER="nobody asks for it") == TOLD
    for name in ("head_of", "commit_of", "software", "unkept"):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, lambda *_, name=name: ["other"] if name == "unkept" else b"other")
            assert held(built) is None
    with_booklets = stamp(built, built.root / "public", DAYS, {}, ("livrets",))
    assert with_booklets is not None and with_booklets.held() is None
    elsewhere = stamp(built, built.root / "elsewhere", DAYS, {})
    assert elsewhere is not None
    assert elsewhere.held() is None


UNTOLD: dict[str, Callable[[Path], object]] = {
    "a link to a folder": lambda root: (root / "data" / "lien").symlink_to(root / "docs"),
    "a link to nothing": lambda root: (root / "site" / "lien").symlink_to("rien"),
    "a pipe": lambda root: os.mkfifo(root / "data" / "tube"),
    "another plugin": written("mkdocs.yml", SETTINGS.replace("maillage\n", "maillage\n  - autre\n")),
    "a hook": written("mkdocs.yml", SETTINGS + "hooks: [crochet.py]\n"),
    "settings of elsewhere": written("mkdocs.yml", "INHERIT: base.yml\n" + SETTINGS),
    "a folder above": written("mkdocs.yml", SETTINGS + "docs_dir: ../pages\n"),
    "a folder of elsewhere": written("mkdocs.yml", SETTINGS + "docs_dir: /srv/pages\n"),
}


@pytest.mark.parametrize("case", UNTOLD)
def test_what_cannot_be_told_is_built(built: Project, case: str) -> None:
    UNTOLD[case](built.root)
    assert taken(built) is None


def test_what_changed_while_it_was_built_is_built_again(project: Project) -> None:
    found = taken(project)
    assert found is not None
    before = (project.root / "data/actors/a.yml").read_text()
    written("data/actors/a.yml")(project.root)
    found.keep(TOLD)
    assert held(project) is None
    (project.root / "data/actors/a.yml").write_text(before)
    assert held(project) is None


def test_a_journal_and_hidden_folders_count_for_nothing(built: Project) -> None:
    written("construction.log")(built.root)
    written(".mypy_cache/a.json")(built.root)
    publish({"index.html": b"home"}, built.root / "apercu")
    assert held(built) == TOLD


def test_a_folder_of_ours_counts_whatever_mark_it_bears(built: Project) -> None:
    written("site/.maillage", "")(built.root)
    assert held(built) is None


def test_without_a_cache_nothing_is_told(project: Project) -> None:
    assert taken(Project.at(project.root)) is None


#: Says which files a command opens to read.
WATCHED = """
import os, sys
def watch(event, told):
    if event == "open" and isinstance(told[0], str) and not told[2] & (os.O_WRONLY | os.O_RDWR):
        found.add(os.path.realpath(told[0]))
found = set()
sys.addaudithook(watch)
from generators.cli import main
try:
    main()
finally:
    found = sorted(found)
    open(os.environ["OPENED"], "w").write("\\n".join(found))
"""


def test_a_build_reads_nothing_else_and_the_next_one_is_not_made(tmp_path: Path) -> None:
    root = tmp_path / "projet"
    names = (
        ".git",
        ".venv",
        ".peers",
        ".cache",
        "node_modules",
        "public",
        "tests",
        "__pycache__",
        ".*_cache",
    )
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*names))
    (root / "node_modules").symlink_to(ROOT / "node_modules")

    def run(script: str, *more: str) -> tuple[set[str], str, str]:
        opened = tmp_path / "opened"
        environ = os.environ | {"PYTHONPATH": str(root), "OPENED": str(opened)}
        command = [sys.executable, "-c", script, "build", "--today", "2026-11-22", "--jobs", "1", *more]
        done = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=True)
        return set(opened.read_text().split("\n")), done.stdout, done.stderr

    built, out, err = run(WATCHED)
    again, out_again, err_again = run(WATCHED)
    assert "mkdocs" not in " ".join(path for path in again if path.endswith(".pyc"))
    assert (err_again, out_again.splitlines()[:-1]) == (err, out.splitlines()[:-1])
    assert ", 0 écrits, " in out_again
    for told in (out, out_again):
        files, written, unchanged = map(
            int, re.findall(r"(\d+) (?:fichiers|écrits|inchangés)", told.splitlines()[-1])
        )
        assert files == written + unchanged == sum(path.is_file() for path in (root / "public").rglob("*"))
    there = filter(os.path.isfile, built)
    ours = {path for path in there if path.startswith((str(root), str(ROOT / "node_modules")))}
    of_npm = {path for path in ours if path.startswith(str(ROOT / "node_modules"))}
    published = {path for path in ours if path.startswith((str(root / "public"), str(root / ".public")))}
    compiled = {path for path in ours if path.endswith(".pyc")}
    kept = {path for path in ours if path.startswith(str(root / ".cache"))}
    assert ours - of_npm - published - compiled - kept - again == set()

    _, out_fresh, err_fresh = run(WATCHED, "--no-cache")
    assert (out_fresh, err_fresh) == (out_again, err_again)
