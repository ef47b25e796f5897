"""How the tests find their browser, or install one: played with programs that only pretend."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests import chromium
from tests.node import node

BROKEN = "echo error while loading shared libraries: libnss3.so >&2; exit 127"
INSTALLS = """echo "$@" >> "$(dirname "$0")/journal"
case $1 in install)
  printf '#!/bin/sh\\nexit 0\\n' > "$(dirname "$0")/chromium-headless-shell"
  chmod +x "$(dirname "$0")/chromium-headless-shell"
esac"""
REFUSES = 'echo "$@" >> "$(dirname "$0")/journal"; echo no mirror answers >&2; echo at line 3 >&2; exit 100'


class Machine:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("sh", "dirname", "chmod"):
            (folder / name).symlink_to(shutil.which(name) or name)

    def program(self, name: str, script: str) -> str:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)
        return str(path)

    @property
    def journal(self) -> list[str]:
        """What apt-get and playwright were asked, in order."""
        path = self.folder / "journal"
        return path.read_text("utf-8").splitlines() if path.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """No browser, nobody in particular, and a playwright that can download nothing."""
    machine = Machine(tmp_path)
    playwright = (machine.program("playwright", REFUSES), "install")
    monkeypatch.setattr(chromium, "PLAYWRIGHT", playwright)
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: str(tmp_path / "nowhere"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    return machine


def test_the_machines_own_browser_is_taken_and_nothing_installed(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    path = machine.program("chromium", "exit 0")
    assert chromium.main() == 0
    assert capsys.readouterr().out == f"Browser: {path}\n"
    assert machine.journal == []


def test_one_that_does_not_start_is_passed_over(machine: Machine) -> None:
    machine.program("chromium-browser", BROKEN)  # Ubuntu's, which only says to install a snap
    path = machine.program("google-chrome", "exit 0")
    assert chromium.find() == path


def test_root_installs_the_package_that_brings_its_libraries(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.program("apt-get", INSTALLS)
    assert chromium.main() == 0
    assert machine.journal == ["update -qq", "install -y -qq chromium-headless-shell"]


def test_root_without_that_package_asks_playwright_for_all(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.program("apt-get", REFUSES)
    machine.program("playwright", INSTALLS)
    assert chromium.main() == 0
    assert machine.journal[-1] == "install --with-deps chromium"


def test_anybody_else_downloads_one_or_is_told_what_to_install(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.program("apt-get", INSTALLS)
    assert chromium.main() == 1
    assert machine.journal == ["install chromium"]
    assert capsys.readouterr().err == f"no mirror answers\n{chromium.REMEDY}\n"


def test_a_missing_library_is_named(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.program("chromium", BROKEN)
    assert chromium.main() == 1
    assert "libnss3.so" in capsys.readouterr().err


@pytest.mark.parametrize("named", ["nowhere", "broken"])
def test_a_browser_that_was_named_is_the_only_one(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    machine.program("chromium", "exit 0")
    machine.program("broken", BROKEN)
    monkeypatch.setenv("CHROMIUM", str(machine.folder / named))
    assert chromium.main() == 1
    said = capsys.readouterr().err
    assert chromium.REMEDY in said and said != f"{chromium.REMEDY}\n"
    assert machine.journal == []


def test_the_driver_runs_on_the_node_that_needs_no_library() -> None:
    """Playwright's own stops where libatomic is missing, before it could install anything."""
    assert os.environ["PLAYWRIGHT_NODEJS_PATH"] == node()
