"""Finds the browser of the tests, or installs one: `python -m tests.chromium`.

Nothing here skips: where there is no browser and none can be installed, the tests fail and say what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

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


def find() -> str | None:
    """The path of a Chromium: `CHROMIUM`, the machine's, or the one that playwright installed."""
    named = os.environ.get("CHROMIUM")
    if named and Path(named).is_file():
        return named
    return next(filter(None, map(shutil.which, NAMES)), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> None:
    """Try playwright's download, then Debian's package."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        ways += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium-headless-shell"]]
    for way in ways:
        subprocess.run(way, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> int:
    if find() is None:
        print("No Chromium here: installing one…")
        install()
    if (path := find()) is None:
        print(
            "The browser tests need Chromium: install it, or say where it is with CHROMIUM=/path/to/chromium"
        )
        return 1
    print(f"Browser: {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
