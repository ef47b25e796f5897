"""Another theme by its recipe: a dozen lines draw the frame, and every record page stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pages.html import Document
from tests.recipes.recipe import follow, house


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return follow("Use another theme", house(tmp_path_factory.mktemp("theme") / "projet")) / "public"


def page(site: Path, url: str) -> str:
    return (site / url / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("url", "heading"),
    [
        ("acteurs/la-boussole-nord", "La Boussole"),
        ("agenda/rapport-ciivise-2023", "CIIVISE"),
        ("annuaire", "Annuaire"),
        ("departements/59", "Nord"),
        ("accessibilite", "Accessibilité"),
    ],
)
def test_pages_stand_in_the_new_frame(site: Path, url: str, heading: str) -> None:
    found = page(site, url)
    assert re.match(r'\s*<!doctype html>\n<html lang="fr">', found)
    assert heading in Document(found).text
    assert "119" in found.partition("<main")[0]
    assert 'id="menu"' not in found and 'class="evitement"' not in found


def test_no_mark_of_a_shell_is_left(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert "@@" not in path.read_text("utf-8"), path


def test_every_page_of_our_theme_is_there(site: Path) -> None:
    listed = re.findall(r"<loc>https://[^/]+/(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    assert len(listed) > 300
    assert [url for url in listed if not (site / url / "index.html").exists()] == []
    assert (site / "admin" / "index.html").exists()
    assert (site / "assets" / "img" / "icones.svg").exists()
