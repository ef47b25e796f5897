"""A copy of the project whose data says other things: the site follows, and no line of code was touched."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generators.building import build_site
from generators.project import Project
from tests import edition
from tests.pages.html import Document

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)

#: A category that our data does not have.
SPORT = """categories:
  sport:
    libelle: Sport et loisirs
    court: Sport
    description: Un club, une salle, une sortie.
    symbole: goutte
    couleurs: {clair: "#5a1e6e", sombre: "#e0b0ff"}
"""
#: A kind of resource that our data does not have.
GAME = """types_ressource:
  jeu:
    libelle: Jeu
    icone: ecran
    verbe: Jouer sur
    geste: À jouer
    rang: 1
"""
#: The numbers of another country.
NUMBERS = """- numero: 101
  ou: 103
  libelle: Police
  court: Police
  description: À toute heure
  role: danger-immediat
  barre: true
- numero: 107
  libelle: Écoute des familles
  court: Écoute
  description: Tous les jours
  role: conseil
  barre: true
"""


def replaced(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of the copy."""
    copy = tmp_path_factory.mktemp("copie") / "projet"
    ignore = shutil.ignore_patterns(
        ".git", ".venv", ".peers", "node_modules", "public", "tests", "__pycache__"
    )
    shutil.copytree(ROOT, copy, ignore=ignore)
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    replaced(copy / "data" / "vocabulary.yml", ("categories:\n", SPORT), ("types_ressource:\n", GAME))
    replaced(copy / "data" / "actors" / "la-boussole-nord.yml", ("categorie: ecoute", "categorie: sport"))
    replaced(
        copy / "data" / "resources" / "tutoriel-aborder-le-sujet-avec-un-mineur.yml",
        ("type: tutoriel", "type: jeu"),
        ("url: https://www.cvm-mineurs.org\n", "url: https://www.cvm-mineurs.org/le-jeu/\n"),
    )
    (copy / "data" / "urgences.yml").write_text(NUMBERS, "utf-8")
    for page in (*(copy / "site" / "pages").glob("*.md"), *(copy / "data" / "pages").glob("*.md")):
        page.write_text(re.sub(r"\[\[(appel )?[\d ]+\]\]", r"[[\g<1>107]]", page.read_text("utf-8")), "utf-8")
    return build_site(Project.at(copy), TODAY)[0]


@pytest.fixture(scope="module")
def text(files: dict[str, bytes]) -> Callable[[str], str]:
    return lambda path: files[path].decode()


def test_a_new_category_has_its_colours(files: dict[str, bytes], text: Callable[[str], str]) -> None:
    sheet = text(edition.path(files, "code/styles/site.css"))
    assert re.findall(r"--cat-sport: ?(#\w+)", sheet) == ["#5a1e6e", "#e0b0ff", "#e0b0ff"]
    assert ".cat-sport{color:var(--cat-sport)}" in sheet


@pytest.mark.parametrize("path", ["annuaire/", "acteurs/la-boussole-nord/", "departements/59/", ""])
def test_a_new_category_has_its_marker_where_it_is_shown(text: Callable[[str], str], path: str) -> None:
    page = text(f"{path}index.html")
    assert page.count('<symbol id="marque-sport"') == 1
    assert 'href="#marque-sport"' in page.split("</symbol></svg>", 1)[1]
    used = set(re.findall(r'href="#marque-([a-z]+)"', page))
    assert used <= set(re.findall(r'<symbol id="marque-([a-z]+)"', page))


def test_a_new_category_has_its_box_its_key_and_its_place_in_the_table(
    files: dict[str, bytes], text: Callable[[str], str]
) -> None:
    page = text("annuaire/index.html")
    assert re.search(r'<input[^>]*value="sport"', page)
    assert '<li data-categorie="sport">' in page
    assert "sport" in edition.content(files, "annuaire/acteurs.json")["termes"]["categories"]


def test_a_new_category_is_in_the_feed_and_the_open_data(text: Callable[[str], str]) -> None:
    assert re.search(r'<category term="sport" label="Sport et loisirs"', text("flux/departements/59.atom"))
    terms = json.loads(text("donnees/vocabulaire.json"))["listes"]["categories"]
    assert terms[0]["code"] == "sport"


def test_a_new_kind_of_resource_has_its_picture_and_its_words(files: dict[str, bytes]) -> None:
    page = files["ressources/tutoriel-aborder-le-sujet-avec-un-mineur/index.html"].decode()
    assert "Jouer sur" in Document(page).text
    paths = [content.decode() for path, content in files.items() if path.startswith("ressources/parcours/")]
    assert any("À jouer pour " in page for page in paths)


def test_pages_give_the_numbers_of_the_data(files: dict[str, bytes]) -> None:
    local = Document(files["departements/23/index.html"].decode())
    assert "Écoute des familles\u00a0: 107" in local.text
    assert "Police 101 ou 103" in local.text
    ours = re.compile(r'href="(tel|sms):(17|112|114)"')  # the others are structures, too
    pages = {path: content.decode() for path, content in files.items() if path.endswith(".html")}
    assert [path for path, page in pages.items() if ours.search(page)] == []
