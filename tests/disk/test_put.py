"""One file is written whole or not at all, never through a link, and no parent is taken away for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generators.publish import MARK, Refused, RefusedFolder, add, publish, write

ROOT = Path(__file__).parents[2]
GUARDED = b"years of work"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file that nothing may touch."""
    path = tmp_path / "dehors" / "these.doc"
    path.parent.mkdir()
    path.write_bytes(GUARDED)
    return path


REPLACED: dict[str, Callable[[Path, Path], None]] = {
    "link to a file": lambda target, outside: target.symlink_to(outside),
    "link to nothing": lambda target, outside: target.symlink_to(outside.parent / "rien"),
    "hard link": lambda target, outside: target.hardlink_to(outside),
    "fifo": lambda target, outside: os.mkfifo(target),
    "link where the draft goes": lambda target, outside: target.with_name(
        f".{target.name}.maillage"
    ).symlink_to(outside),
}


@pytest.mark.parametrize("case", REPLACED)
def test_what_stands_there_is_replaced_and_what_it_leads_to_stays(
    tmp_path: Path, outside: Path, case: str
) -> None:
    folder = tmp_path / "projet"
    (folder / "data").mkdir(parents=True)
    REPLACED[case](folder / "data" / "a.yml", outside)
    write({"data/a.yml": b"new"}, folder)
    assert (folder / "data" / "a.yml").read_bytes() == b"new"
    assert not (folder / "data" / "a.yml").is_symlink()
    assert outside.read_bytes() == GUARDED
    assert [path.name for path in (folder / "data").iterdir()] == ["a.yml"]
    assert [path.name for path in outside.parent.iterdir()] == ["these.doc"]


REFUSED: dict[str, tuple[str, Callable[[Path, Path], object], str]] = {
    "file for a folder": (
        "data/a.yml",
        lambda root, _: (root / "data").write_bytes(GUARDED),
        "est un fichier",
    ),
    "link for a folder": (
        "data/a.yml",
        lambda root, outside: (root / "data").symlink_to(outside.parent),
        "est un lien",
    ),
    "link two above": (
        "data/b/a.yml",
        lambda root, outside: (root / "data").symlink_to(outside.parent),
        "est un lien",
    ),
    "folder for a file": ("a.yml", lambda root, _: (root / "a.yml").mkdir(), "est un dossier"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_replaced_is_told(tmp_path: Path, outside: Path, case: str) -> None:
    path, lay, why = REFUSED[case]
    folder = tmp_path / "projet"
    folder.mkdir()
    lay(folder, outside)
    with pytest.raises(Refused, match=why):
        write({path: b"new"}, folder)
    assert [one.name for one in outside.parent.iterdir()] == ["these.doc"]
    assert not (folder / "data").is_file() or (folder / "data").read_bytes() == GUARDED


def test_a_file_is_no_folder_to_write_in(tmp_path: Path, outside: Path) -> None:
    for folder in (outside, outside / "x"):
        with pytest.raises(Refused, match="n’est pas un dossier"):
            write({"a.yml": b"new"}, folder)
    assert outside.read_bytes() == GUARDED


def test_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"old")
    (tmp_path / "a.yml").chmod(0o640)
    write({"a.yml": b"new"}, tmp_path)
    assert (tmp_path / "a.yml").stat().st_mode & 0o777 == 0o640


def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """At each event of a file's writing; what a kill leaves beside goes when the file is written again."""
    script = (
        "import sys; from pathlib import Path; from tests.disk.driver import Clock; "
        "from generators.publish import write; sys.addaudithook(Clock(int(sys.argv[2]))); "
        "write({'a.yml': b'new' * 9000}, Path(sys.argv[1]))"
    )
    seen = set[bytes]()
    for event in range(1, 20):
        (tmp_path / "a.yml").write_bytes(b"old")
        done = subprocess.run([sys.executable, "-c", script, tmp_path, str(event)], cwd=ROOT, check=False)
        seen.add((tmp_path / "a.yml").read_bytes())
        if done.returncode == 0:
            break
    assert done.returncode == 0 and seen == {b"old", b"new" * 9000}
    assert [path.name for path in tmp_path.iterdir()] == ["a.yml"]


def test_the_letters_join_a_site_in_one_step_and_no_other_folder(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish({"index.html": b"1", "lettre.html": b"old"}, out)
    add({"lettre.html": b"new", "autre.html": b"2"}, out)
    held = {path.name: path.read_bytes() for path in out.iterdir() if path.name != MARK}
    assert held == {"index.html": b"1", "lettre.html": b"new", "autre.html": b"2"}
    (tmp_path / "these.doc").write_bytes(GUARDED)
    with pytest.raises(RefusedFolder):
        add({"lettre.html": b"new"}, tmp_path)
