"""The browser modules and the directory's data, as files that Node can read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from generators import assets
from generators.building import build_site
from generators.editions import FOLDER
from generators.pages.directory import page
from generators.pages.frame import shell
from generators.project import Project
from generators.site import Site
from tests import edition
from tests.made import made
from tests.sites import real_site

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def site() -> Site:
    return real_site(TODAY, "https://reseau.example/")


@pytest.fixture(scope="session")
def modules(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the scripts, which Node takes for modules."""
    folder = tmp_path_factory.mktemp("modules")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    for path, content in assets.files(
        Project.at(ROOT), assets.sheets(site.records.vocabulary, site.identity)
    ).items():
        if path.startswith(shell.SCRIPTS):
            (folder / Path(path).name).write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def directory(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the directory reads, by family: `annuaire/acteurs.json`, `lieux/communes/…`."""
    return _laid(made(page.file_makers(site)), tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the search over everything reads, those of the authored pages included, by family."""
    files = build_site(Project.at(ROOT), TODAY)[0]
    return _laid(edition.data(files), tmp_path_factory.mktemp("recherche"))


def _laid(files: Mapping[str, bytes], folder: Path) -> Path:
    for path, content in files.items():
        target = folder / path.removeprefix(FOLDER)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder
