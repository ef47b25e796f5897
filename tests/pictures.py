"""Pictures of the pages that a proposal changes, wide and narrow: `python -m tests.pictures BASE DIR`."""

from __future__ import annotations

import argparse
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.hote import serving
from generators.care.changes import touched
from generators.cli.report import sites
from generators.project import Project
from generators.publish import publish
from tests import chromium

WIDTHS = (1280, 360)
#: A proposal that changes more is seen in the preview.
MOST = 12


def pictures(project: Project, base: str, folder: Path, today: date) -> list[Path]:
    """Writes one picture a page and width, and returns their paths."""
    before, after = sites(project, base, today)
    pages = (t.chemin for t in touched(before, after) if t.sorte == "pages" and t.etat != "retire")
    changed = sorted(pages, key=lambda path: path.startswith("annuaire/"))  # the records' own pages first
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        publish(dict(after), Path(scratch) / "public")
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        with serving(Path(scratch) / "public") as address:
            return [
                _picture(
                    browser.new_page(viewport={"width": width, "height": 900}), address, path, width, folder
                )
                for path in changed[:MOST]
                for width in WIDTHS
            ]


def _picture(page: Page, address: str, path: str, width: int, folder: Path) -> Path:
    name = path.removesuffix("index.html").strip("/").replace("/", "-") or "accueil"
    target = folder / f"{name}-{width}.png"
    page.goto(address + path.removesuffix("index.html"), wait_until="load")
    page.screenshot(path=target, full_page=True)
    page.close()
    return target


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    for picture in pictures(Project.at(Path.cwd()), asked.base, asked.folder, date.today()):  # noqa: DTZ011
        print(picture)
