"""The sheets that the data makes: a category has its colours in every scheme, and paper those of the day."""

from __future__ import annotations

from generators.assets import sheets
from generators.project import Project
from generators.records.reading.load import vocabulary_of
from generators.records.vocabulary import Categorie, Couleurs, Vocabulary
from tests.sites import identity
from tests.test_assets import ROOT

PROJECT = Project.at(ROOT)


def vocabulary(**categories: Categorie) -> Vocabulary:
    return Vocabulary({"categories": categories})


SPORT = Categorie(libelle="Sport", symbole="triangle", couleurs=Couleurs(clair="#0b6c44", sombre="#4fdf9e"))


def test_a_category_has_a_colour_by_day_by_night_and_on_paper() -> None:
    sheet = sheets(vocabulary(sport=SPORT), identity())["categories.css"]
    assert sheet.splitlines() == [
        ":root { --cat-sport: #0b6c44; }",
        "@media screen and (prefers-color-scheme: dark) {",
        '  :root:not([data-theme="light"]) { --cat-sport: #4fdf9e; }',
        "}",
        '@media screen { :root[data-theme="dark"] { --cat-sport: #4fdf9e; } }',
        ".cat-sport { color: var(--cat-sport); }",
        ".cat-sport .marque__numero { transform: translateY(4px); }",
    ]


def test_a_number_stands_in_the_middle_of_a_shape_that_is_even() -> None:
    even = SPORT.model_copy(update={"symbole": "rond"})
    assert "translateY" not in sheets(vocabulary(sport=even), identity())["categories.css"]


def test_no_sheet_of_the_theme_knows_a_category() -> None:
    found, _ = vocabulary_of(PROJECT.data, PROJECT.root)
    written = "".join(path.read_text("utf-8") for path in PROJECT.styles.glob("*.css"))
    assert [code for code in found.codes("categories") if f"cat-{code}" in written] == []
