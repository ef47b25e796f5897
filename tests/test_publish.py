"""The publisher makes a folder hold exactly what it is given, and never clears a folder that is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.publish import MARK, RefusedFolder, publish, write


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARK
    }


def test_holds_exactly_the_files(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish({"index.html": b"1", "a/b/index.html": b"2"}, out)
    publish({"index.html": b"1", "c.txt": b"3"}, out)
    assert held(out) == {"index.html": b"1", "c.txt": b"3"}
    assert not (out / "a").exists()


def test_leaves_an_unchanged_file_alone(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish({"index.html": b"same", "b.html": b"old"}, out)
    before = (out / "index.html").stat().st_mtime_ns
    done = publish({"index.html": b"same", "b.html": b"new"}, out)
    assert (out / "index.html").stat().st_mtime_ns == before
    assert (done.written, done.unchanged, done.removed) == (1, 2, 0)


def test_a_page_may_become_a_folder_and_back(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish({"a": b"file"}, out)
    publish({"a/b": b"below"}, out)
    assert held(out) == {"a/b": b"below"}
    publish({"a": b"file"}, out)
    assert held(out) == {"a": b"file"}


def test_refuses_a_folder_with_other_files(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(RefusedFolder):
        publish({"index.html": b""}, tmp_path)
    assert held(tmp_path) == {"thesis.doc": b"years of work"}


@pytest.mark.parametrize("path", ["../escape", "/etc/passwd", "a/../../b", ""])
def test_refuses_a_path_outside(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path inside"):
        publish({path: b""}, tmp_path / "public")
    assert not (tmp_path / "public").exists()


def test_add_removes_nothing(tmp_path: Path) -> None:
    publish({"kept.html": b"1"}, tmp_path)
    write({"added.html": b"2"}, tmp_path)
    assert held(tmp_path) == {"kept.html": b"1", "added.html": b"2"}


def test_add_does_not_make_a_folder_ours(tmp_path: Path) -> None:
    write({"data/schemas/actors.json": b"{}"}, tmp_path)
    with pytest.raises(RefusedFolder):
        publish({"index.html": b""}, tmp_path)
