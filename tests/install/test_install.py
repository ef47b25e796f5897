"""`make` where there is Python, make and git, and no Node: the real install, from the registries."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import pytest

from generators import assets
from generators.libraries.locked import packages
from generators.project import Project
from generators.records.reading.load import vocabulary_of
from tests.sites import identity

ROOT = Path(__file__).parents[2]
INPUTS = ("Makefile", ".npmrc", "package.json", "package-lock.json", "pyproject.toml")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")
#: What the Makefile calls: all else, node and npm first, is out of reach.
PROGRAMS = ("sh", "make", "git", "touch")
#: What a « make test » tells the makes that it calls: this one is not of them.
OUTER = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")


class Machine:
    """A project of one's own, and a PATH of a few programs."""

    def __init__(self, folder: Path) -> None:
        self.project, self.path = folder / "project", folder / "bin"
        self.project.mkdir()
        self.path.mkdir()
        for name in filter(lambda name: (ROOT / name).exists(), (*INPUTS, *LOCKS)):
            shutil.copy(ROOT / name, self.project)
        for name in PROGRAMS:
            (self.path / name).symlink_to(shutil.which(name) or name)
        self.make(".venv/bin/python")
        (there,) = (self.project / ".venv").glob("lib/python*/site-packages")
        own = (str(ROOT), sysconfig.get_path("purelib"))
        (there / "tests.pth").write_text("\n".join(own), "utf-8")
        for stamp in (".run", ".dev"):  # Python's packages are those that run this test
            (self.project / ".venv" / stamp).touch()

    def make(self, *targets: str) -> str:
        environ = {name: value for name, value in os.environ.items() if name not in OUTER}
        done = subprocess.run(
            ["make", f"PYTHON={sys.executable}", *targets],
            cwd=self.project,
            env=environ | {"PATH": str(self.path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def revises(self, name: str) -> None:
        """Of a later second than what was made of it: two files of one tick of the clock have no order."""
        later = (self.project / "node_modules" / ".site").stat().st_mtime + 1
        os.utime(self.project / name, (later, later))

    def installed(self) -> dict[str, tuple[bytes, bool]]:
        """The files of each package by their path, and whether they run."""
        modules = self.project / "node_modules"
        found = {path.relative_to(modules).as_posix(): path for path in modules.rglob("*") if path.is_file()}
        return {
            name: (path.read_bytes(), bool(path.stat().st_mode & 0o111))
            for name, path in found.items()
            if not name.startswith(".")
        }

    def has(self, names: Iterable[str]) -> list[bool]:
        return [(self.project / "node_modules" / name / "package.json").is_file() for name in names]


def test_a_machine_without_node_gets_what_the_site_needs_and_then_the_tools(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(machine.path))
    assert not any(map(shutil.which, ("node", "nodejs", "npm", "npx")))
    asked = json.loads((ROOT / "package.json").read_text("utf-8"))
    needed, tools = asked["dependencies"], asked["devDependencies"]

    machine.make("installer")
    assert all(machine.has(needed)) and not any(machine.has(tools))
    assert not (machine.project / ".venv" / ".node").exists()
    ours = machine.installed()
    (machine.project / "site").symlink_to(ROOT / "site")
    vocabulary, _ = vocabulary_of(ROOT / "data", ROOT)
    sheets = assets.sheets(vocabulary, identity())
    assert assets.files(Project.at(machine.project), sheets) == assets.files(Project.at(ROOT), sheets)

    machine.make("outils")
    assert all(machine.has(needed)) and all(machine.has(tools))
    homes = tuple(f"{package.path.removeprefix('node_modules/')}/" for package in packages(ROOT))
    theirs = {name: file for name, file in machine.installed().items() if name.startswith(homes)}
    assert ours == theirs, "what comes without Node is what npm brings"
    assert "Nothing to be done" in machine.make("installer")

    machine.revises("package-lock.json")
    again = machine.make("--dry-run", "installer")
    assert " ci " in again and "--omit" not in again, "what the site needs takes no tool away"


def test_no_package_needs_a_script_of_its_own() -> None:
    """Scripts are off (.npmrc). esbuild's only looks whether the program that came as a package runs."""
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert [name for name, told in packages.items() if "hasInstallScript" in told] == ["node_modules/esbuild"]
    assert "ignore-scripts=true" in (ROOT / ".npmrc").read_text("utf-8").splitlines()
