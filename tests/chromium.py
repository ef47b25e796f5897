"""Finds the browser of the tests, or installs one: `python -m tests.chromium`.

Nothing here skips: where no browser starts and none can be installed, the tests fail and say what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence

from tests.node import node

#: Playwright's driver comes with a Node of its own, which wants a library that a bare machine lacks.
os.environ["PLAYWRIGHT_NODEJS_PATH"] = node()

#: The headless build first: it draws no window, and takes half the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

#: Without them the browser calls home at each start, and refuses to run as root.
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)

PLAYWRIGHT = (sys.executable, "-m", "playwright", "install")

REMEDY = (
    "The browser tests need Chromium and its libraries: as root, « apt-get install chromium-headless-shell » "
    "(Debian) or « .venv/bin/playwright install --with-deps chromium »; "
    "or say where one is with CHROMIUM=/path/to/chromium"
)


def find() -> str | None:
    """The path of a Chromium that starts: `CHROMIUM`, else the machine's, else the one of playwright."""
    return next((path for path in _candidates() if _says(path, "--version") is None), None)


def _candidates() -> Iterator[str]:
    if named := os.environ.get("CHROMIUM"):
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.exists, [_playwrights_own()])


#: Asked apart, since whoever looks for a browser may have a playwright of its own open.
WHERE = """from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)"""


def _playwrights_own() -> str:
    asked = [sys.executable, "-c", WHERE]
    return subprocess.run(asked, check=False, capture_output=True, text=True).stdout.strip()


def _says(*command: str) -> str | None:
    """The first line of what a command that fails complains of, None when it succeeds."""
    try:
        done = subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace"
        )
    except OSError as reason:
        return str(reason)
    lines = (done.stderr + done.stdout).strip().splitlines()
    return next(iter(lines), f"{command[0]} failed") if done.returncode else None


def _ways() -> Iterator[Sequence[Sequence[str]]]:
    """The ways that this user has to install one, with its libraries where that can be."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        # Debian's package, from the machine's own mirror, brings its libraries; Ubuntu has none.
        yield ["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium-headless-shell"]
        yield ([*PLAYWRIGHT, "--with-deps", "chromium"],)
    else:
        yield ([*PLAYWRIGHT, "chromium"],)


def install() -> Sequence[str]:
    """Tries each way until a browser starts; what those that failed complained of."""
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    said: list[str] = []
    for way in _ways():
        said += filter(None, (_says(*command) for command in way))
        if find():
            break
    return said


def main() -> int:
    complaints: Sequence[str] = ()
    if (path := find()) is None and not os.environ.get("CHROMIUM"):
        print("No Chromium starts here: installing one…", flush=True)
        complaints = install()
        path = find()
    if path is None:
        complaints = [*complaints, *filter(None, (_says(one, "--version") for one in _candidates()))]
        print(*complaints, REMEDY, sep="\n", file=sys.stderr)
        return 1
    print(f"Browser: {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
