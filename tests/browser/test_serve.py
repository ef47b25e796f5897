"""`maillage serve` in a real browser: a record is edited, wrong, mended, and the page follows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import ROOT, eventually, opened


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own records, in a folder that may be changed."""
    folder = tmp_path_factory.mktemp("fiches")
    for name in ("data", "newsletter"):
        shutil.copytree(ROOT / name, folder / name)
    return folder / "data"


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The command on a free port: its address."""
    words = [sys.executable, "-m", "generators.cli", "serve", "--address", "127.0.0.1:0", "--data", str(data)]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            found = re.search(r"http://\S+/", process.stdout.readline())
            assert found
            yield found[0]
        finally:
            process.kill()


def test_the_page_follows_the_record(browser: Browser, data: Path) -> None:
    record = sorted((data / "actors").glob("*.yml"))[3]
    text = record.read_text(encoding="utf-8")
    name = re.search(r"^nom: (.*)$", text, re.M)
    assert name

    def write(line: str) -> None:
        """As an editor does: beside, then in its place."""
        beside = record.with_name(f".{record.name}.swp")
        beside.write_text(text.replace(name[0], line), encoding="utf-8")
        beside.replace(record)

    with serving(data) as address, opened(browser, viewport={"width": 800, "height": 500}) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{address}acteurs/{record.stem}/")  # the page waits for the site by itself
        title = page.locator("h1")
        expect(title).to_be_visible()
        # A page that is not whole yet goes no further down than it is long, and its browser puts back where a
        # script took it meanwhile.
        page.wait_for_load_state()
        eventually(lambda: page.evaluate("scrollTo({ top: 300, behavior: 'instant' }), scrollY"), 300)

        write("nom: Maison du premier essai")
        expect(title).to_have_text("Maison du premier essai")
        eventually(lambda: page.evaluate("scrollY"), 300)

        write("nom: [<img src=x onerror=alert(1)>")
        told = page.locator("#maillage-fautes")
        expect(told.get_by_role("alert")).to_be_visible()
        expect(told.locator("code")).to_contain_text(f"{record.name}:")
        expect(told.locator("img")).to_have_count(0)
        expect(title).to_have_text("Maison du premier essai")

        write("nom: Maison du second essai")
        expect(title).to_have_text("Maison du second essai")
        expect(told).to_have_count(0)
        assert faults == []
