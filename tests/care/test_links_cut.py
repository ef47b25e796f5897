"""A round of addresses that is cut, by hand, by the machine or by its time, loses nothing and goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generators.cli import main
from tests.lists import lay_lists
from tests.loopback import LOOPBACK
from tests.web import hostile

ROOT = Path(__file__).parents[2]
#: The command, on this machine's servers, without its waits; it says when something is on the disk.
CHILD = """
import sys, time
from generators.cli import links, main
from tests.loopback import LOOPBACK

write = links.write
def and_say(files, folder):
    write(files, folder)
    print("retenu", flush=True)
links.REACH, links.write, time.sleep = LOOPBACK, and_say, lambda seconds: None
raise SystemExit(main(sys.argv[1:]))
"""
RECORD = """\
nom: {name}
type: association
categorie: ecoute
resume: Une structure d’exemple.
site_web: {url}
sources:
  - document: Exemple
    date: 2026
verifie_le: 2026-10-05
verifie_par: l’équipe
"""
MUTE = hostile.drop_by_drop(b"", b"")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("generators.cli.links.REACH", LOOPBACK)
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "newsletter").mkdir()
    (tmp_path / "data" / "actors").mkdir(parents=True)
    lay_lists(tmp_path / "data")
    return tmp_path


def record(folder: Path, name: str, url: str) -> None:
    (folder / "data" / "actors" / f"{name}.yml").write_text(RECORD.format(name=name, url=url), "utf-8")


def state(folder: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((folder / ".cache" / "liens.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize(
    ("end", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_a_round_that_is_killed_goes_on_where_it_was(folder: Path, end: signal.Signals, code: int) -> None:
    with (
        hostile.serving(b"HTTP/1.1 200 OK\r\n\r\n") as good,
        hostile.serving(MUTE, host="127.0.0.2") as mute,
    ):
        record(folder, "bonne", good.url())
        record(folder, "muette", mute.url())
        words = [sys.executable, "-c", CHILD, "links", "--today", "2026-11-22"]
        environ = os.environ | {"PYTHONPATH": str(ROOT)}
        with subprocess.Popen(
            words, cwd=folder, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout and child.stderr
            assert child.stdout.readline() == "retenu\n"
            child.send_signal(end)  # while the mute site is waited for
            assert child.wait() == code, child.stderr.read()
            assert ("Interrompu : ce qui a été vu est retenu" in child.stderr.read()) is (code == 130)
        assert list(state(folder)) == [good.url()]
        record(folder, "muette", good.url("/suite"))
        asked = len(good.requests)
        assert main(["links", "--today", "2026-11-22"]) == 0
        assert len(good.requests) == asked + 1
        assert sorted(state(folder)) == [good.url(), good.url("/suite")]


def test_a_round_whose_time_is_over_says_how_many_are_left(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generators.cli.links._SECONDS", 0.01)
    with hostile.serving(MUTE) as mute:
        record(folder, "muette", mute.url())
        record(folder, "muette-aussi", mute.url("/suite"))
        assert main(["links", "--today", "2026-11-22", "--duree", "20"]) == 0
    assert "2\u00a0laissées au prochain passage" in capsys.readouterr().out
    assert state(folder) == {}


@pytest.mark.parametrize("text", ["0", "-3", "1.5", "x", "²", "٣", "9" * 400, "nan", "inf", ""])
def test_a_time_is_a_number_of_minutes(folder: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["links", f"--duree={text}"])
    assert caught.value.code == 2
    assert "n’est pas un nombre de minutes" in capsys.readouterr().err
