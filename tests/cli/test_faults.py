"""A fault of ours is no problem of the records: one French sentence, a report without a value, status 3."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generators.cli import check, main

ROOT = Path(__file__).parents[2]
SECRET = "12 rue du Refuge"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a project whose command ends as the test wants."""
    (tmp_path / "mkdocs.yml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _again(depth: int) -> int:
    return _again(depth + 1) + 1


FAULTS: dict[str, BaseException] = {
    "key": KeyError(SECRET),
    "value": ValueError(f"{SECRET} is wrong"),
    "disk": OSError(errno.ENOSPC, f"No space left: {SECRET}", f"/tmp/{SECRET}"),
    "memory": MemoryError(),
    "attribute": AttributeError(SECRET),
    "assertion": AssertionError(SECRET),
    "unicode": UnicodeEncodeError("ascii", SECRET, 0, 1, SECRET),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_one_sentence_and_a_report_without_a_value(
    fault: BaseException, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fall(*_: object) -> int:
        try:
            raise fault
        except Exception as inner:
            raise RuntimeError(SECRET) from inner

    monkeypatch.setattr(check, "run", fall)
    assert main(["check"]) == 3
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1
    assert said.err.startswith("maillage : la commande s’est arrêtée sur une faute du logiciel")
    report = Path(re.search(r"rapport est dans (\S+)", said.err)[1]).read_text("utf-8")  # type: ignore[index]
    assert "RuntimeError" in report and type(fault).__name__ in report and "test_faults.py" in report
    assert SECRET not in said.err + report and "rue" not in said.err + report


def test_where_no_memory_is_left_one_is_told_what_to_do(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fall(*_: object) -> int:
        raise MemoryError

    monkeypatch.setattr(check, "run", fall)
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and said.startswith("maillage : il n’y a plus assez de mémoire")


def test_a_stack_that_runs_away_is_told_by_its_ends(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "run", lambda _: _again(0))
    assert main(["check"]) == 3
    (report,) = (project / ".cache").iterdir()
    assert "RecursionError" in report.read_text("utf-8")
    assert report.stat().st_size < 5_000


def test_a_full_disk_is_told_as_it_is(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fall(_: object) -> int:
        raise FAULTS["disk"]

    (project / ".cache").touch()  # no report can stand there
    monkeypatch.setattr(check, "run", fall)
    assert main(["check"]) == 3
    said = capsys.readouterr().err
    assert "il n’y a plus de place sur le disque" in said
    report = Path(re.search(r"rapport est dans (\S+)", said)[1])  # type: ignore[index]
    assert "OSError ENOSPC" in report.read_text("utf-8")
    report.unlink()


def maillage(*arguments: str, **how: object) -> subprocess.CompletedProcess[bytes]:
    environ = os.environ | {"PYTHONPATH": str(ROOT)} | how.pop("env", {})  # type: ignore[operator]
    command = [sys.executable, "-m", "generators.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environ, check=False, stderr=subprocess.PIPE, **how)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk at hand")
def test_an_answer_that_could_not_be_written_is_no_success() -> None:
    with Path("/dev/full").open("wb") as full:
        done = maillage("check", stdout=full)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr and "plus de place" in done.stderr.decode()


def test_a_process_that_ends_at_once_has_said_all_and_cleared_what_it_began(tmp_path: Path) -> None:
    left = tmp_path / "left"
    program = (
        "import sys, weakref; from pathlib import Path; from generators.cli import command\n"
        f"class Begun: pass\nbegun = Begun(); weakref.finalize(begun, Path({str(left)!r}).touch)\n"
        "sys.argv = ['maillage', 'check', '--format', 'json']; command()"
    )
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environ, capture_output=True, check=False
    )
    asked = maillage("check", "--format", "json", stdout=subprocess.PIPE)
    assert (done.returncode, done.stdout) == (asked.returncode, asked.stdout)
    assert left.exists()


def test_a_reader_who_has_gone_gets_no_traceback() -> None:
    out, into = os.pipe()
    os.close(out)
    done = maillage("check", stdout=into)
    os.close(into)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "utf-8"])
def test_a_console_that_lacks_a_sign_shows_another(encoding: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "data" / "actors" / "akatij.yml").write_text("nom: Ça ☎\n", encoding="utf-8")
    done = maillage(
        "check", "--data", str(tmp_path / "data"), stdout=subprocess.PIPE, env={"PYTHONIOENCODING": encoding}
    )
    said = done.stdout.decode(encoding)
    assert done.returncode == 1 and b"Traceback" not in done.stderr
    assert ("→" if encoding == "utf-8" else "?") in said
