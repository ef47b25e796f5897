"""The key of what is kept stands outside of the project, for its owner alone, or there is none."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from generators.disk.seal import SIZE, Seal, seal

NAME, VALUE = b"name", b"value"


def in_(home: Path) -> dict[str, str]:
    return {"XDG_STATE_HOME": str(home)}


def made(home: Path, project: Path) -> Seal:
    found = seal(in_(home), project)
    assert found is not None
    return found


def test_it_opens_what_it_sealed_under_its_name(tmp_path: Path) -> None:
    one = made(tmp_path / "etats", tmp_path / "projet")
    sealed = one.sealed(NAME, VALUE)
    assert len(sealed) == SIZE + len(VALUE)
    assert one.opened(NAME, sealed) == VALUE
    assert one.opened(b"other", sealed) is None
    assert one.opened(b"nam", one.sealed(NAME, b"e" + VALUE)) is None
    assert one.opened(NAME, b"") is None


def test_its_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    one = made(tmp_path / "etats", tmp_path / "projet")
    assert made(tmp_path / "etats", tmp_path / "autre") == one
    assert made(tmp_path / "ailleurs", tmp_path / "projet") != one
    (key,) = (tmp_path / "etats" / "maillage").iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert key.parent.stat().st_mode & 0o077 == 0
    assert str(one.key) not in repr(one)


def test_a_lost_key_makes_another(tmp_path: Path) -> None:
    sealed = made(tmp_path, tmp_path / "projet").sealed(NAME, VALUE)
    (tmp_path / "maillage" / "cache.key").unlink()
    assert made(tmp_path, tmp_path / "projet").opened(NAME, sealed) is None


@pytest.mark.parametrize("case", ["open to others", "short", "long", "link", "folder"])
def test_a_key_that_another_may_know_is_none(tmp_path: Path, case: str) -> None:
    made(tmp_path, tmp_path / "projet")
    key = tmp_path / "maillage" / "cache.key"
    if case == "open to others":
        key.chmod(0o640)
    elif case in ("short", "long"):
        key.write_bytes(b"x" * (31 if case == "short" else 33))
    else:
        key.rename(tmp_path / "key")
        key.symlink_to(tmp_path / "key") if case == "link" else key.mkdir()
    assert seal(in_(tmp_path), tmp_path / "projet") is None


def test_it_never_stands_in_the_project(tmp_path: Path) -> None:
    assert seal(in_(tmp_path / "projet" / "etats"), tmp_path / "projet") is None
    (tmp_path / "projet").mkdir()
    (tmp_path / "lien").symlink_to(tmp_path / "projet")
    assert seal(in_(tmp_path / "lien"), tmp_path / "projet") is None
    assert not list((tmp_path / "projet").iterdir())


def test_without_a_folder_of_states_it_is_in_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for environ in ({}, {"XDG_STATE_HOME": ""}, {"XDG_STATE_HOME": "relative"}):
        assert seal(environ, tmp_path / "projet") is not None
    assert (tmp_path / ".local" / "state" / "maillage" / "cache.key").is_file()


def test_a_home_that_takes_nothing_has_none(tmp_path: Path) -> None:
    (tmp_path / "etats").write_bytes(b"")
    assert seal(in_(tmp_path / "etats"), tmp_path / "projet") is None
