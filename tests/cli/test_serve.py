"""`maillage serve` as it is typed: its address, how it ends, what it says."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generators.cli import main

ROOT = Path(__file__).parents[2]


def test_an_address_that_is_taken_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--address", f"127.0.0.1:{port}"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert f"127.0.0.1:{port} n’est pas libre" in said.err


@pytest.mark.parametrize("address", ["8000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", ":8000", "x:-1"])
def test_what_is_no_address_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as left:
        main(["serve", "--address", address])
    assert left.value.code == 2
    assert "n’est pas une adresse" in capsys.readouterr().err


@contextmanager
def typed(*words: str, cwd: Path = ROOT) -> Iterator[subprocess.Popen[str]]:
    """The command in a process of its own, on a free port, once it has said where it is read."""
    command = [sys.executable, "-m", "generators.cli", "serve", "--address", "127.0.0.1:0", *words]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=cwd, env=environ, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def said_until(process: subprocess.Popen[str], pattern: str) -> str:
    assert process.stdout
    said = ""
    while not re.search(pattern, said):
        line = process.stdout.readline()
        assert line, said
        said += line
    return said


@pytest.mark.parametrize("when", ["se lit à l’adresse", "Le site est montré"])
def test_ctrl_c_ends_it_at_once_and_well(when: str) -> None:
    with typed() as process:
        said_until(process, when)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr and "Traceback" not in process.stderr.read()


def test_once_a_wrong_record_ends_it_as_a_build(tmp_path: Path) -> None:
    for name in ("data", "newsletter"):
        shutil.copytree(ROOT / name, tmp_path / name)
    record = next((tmp_path / "data" / "actors").glob("*.yml"))
    record.write_text("nom: [\n", encoding="utf-8")
    with typed("--once", "--data", str(tmp_path / "data")) as process:
        _, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert record.name in err and "Traceback" not in err
