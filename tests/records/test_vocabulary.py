"""What is wrong with a term of the vocabulary is told at its line, with what to write instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from babel.core import parse_locale

from generators.records.kinds import KINDS
from generators.records.models.fields import notes_of
from generators.records.reading.load import load, vocabulary_of
from generators.records.vocabulary import REQUIRED, Liste
from tests.lists import lay_lists
from tests.records.test_cases import ROOT, said

SOURCE = (ROOT / "data" / "vocabulary.yml").read_text("utf-8")


def problems_of(folder: Path, text: str) -> list[str]:
    lay_lists(folder / "data")
    (folder / "data" / "vocabulary.yml").write_text(text, "utf-8")
    _, problems = vocabulary_of(folder / "data", folder)
    lines = text.splitlines()
    return [f"{lines[problem.line - 1].strip()} → {said(problem)}" for problem in problems]


def told(problem: str) -> str:
    """A problem without its numbers of line and column."""
    return re.sub(r"→ \d+:\d+ error ", "→ ", problem)


def test_the_vocabulary_is_sound(tmp_path: Path) -> None:
    assert problems_of(tmp_path, SOURCE) == []


NEW = "categories:\n  sport:\n    libelle: Sport\n"
FORMS = "rond, carre, maison, croix, bouclier, losange, triangle, hexagone, etoile, goutte"


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (
            NEW,
            [
                "sport: → categories.sport.couleurs | la clé obligatoire « couleurs » manque | ajoutez-la "
                '(Couleurs du repère), par exemple couleurs: {clair: "#0b6c44", sombre: "#4fdf9e"}',
                "sport: → categories.sport.symbole | la clé obligatoire « symbole » manque | ajoutez-la "
                f"(Forme du repère : {FORMS}), par exemple symbole: hexagone",
            ],
        ),
        (
            NEW + '    symbole: hexagonne\n    couleurs: {clair: "#0b6c44", sombre: "#4fdf9e"}\n',
            [
                "symbole: hexagonne → categories.sport.symbole | « hexagonne » n’est pas permis ici | "
                f"écrivez hexagone (valeurs permises : {FORMS})"
            ],
        ),
        (
            NEW + '    symbole: rond\n    couleurs: {clair: "#0b6c44", sombre: "#4fdf9e"}\n',
            [
                "symbole: rond → categories.ecoute.symbole | « rond » est déjà la forme de « sport » | "
                "donnez-lui une autre forme : carre, maison, croix, bouclier, losange, triangle, hexagone, "
                "etoile, goutte"
            ],
        ),
        (
            NEW + '    symbole: goutte\n    couleurs:\n      clair: "#8fdbce"\n      sombre: "#123456"\n',
            [
                'clair: "#8fdbce" → categories.sport.couleurs.clair | « #8fdbce » se lit mal sur '
                "« #F6F3EC » : le contraste est de 1,44, il en faut 4,5 | choisissez une couleur plus foncée",
                'sombre: "#123456" → categories.sport.couleurs.sombre | « #123456 » se lit mal sur '
                "« #172829 » : le contraste est de 1,20, il en faut 4,5 | choisissez une couleur plus claire",
            ],
        ),
        (
            NEW + "    symbole: goutte\n    couleurs: {clair: vert, sombre: 012345}\n",
            [
                "couleurs: {clair: vert, sombre: 012345} → categories.sport.couleurs.clair | « vert » n’est "
                "pas une couleur | un dièse et six chiffres de 0 à f, entre guillemets, par exemple "
                '"#0b6c44"',
                "couleurs: {clair: vert, sombre: 012345} → categories.sport.couleurs.sombre | « 012345 » "
                "n’est pas une couleur | un dièse et six chiffres de 0 à f, entre guillemets, par exemple "
                '"#0b6c44"',
            ],
        ),
    ],
    ids=["bare", "unknown-shape", "taken-shape", "faint", "no-colour"],
)
def test_a_category_that_is_not_whole(tmp_path: Path, term: str, expected: list[str]) -> None:
    found = problems_of(tmp_path, SOURCE.replace("categories:\n", term))
    assert [told(problem) for problem in found] == expected


def test_a_category_alone_has_a_shape(tmp_path: Path) -> None:
    text = SOURCE.replace("missions:\n  informer:\n", "missions:\n  informer:\n    symbole: rond\n")
    (problem,) = problems_of(tmp_path, text)
    assert "symbole: rond → " in problem
    assert "la clé « symbole » n’existe pas" in problem


def test_the_codes_that_the_software_knows(tmp_path: Path) -> None:
    text = SOURCE.replace("  suspendu:\n", "  en-pause:\n").replace("  sur-demande:\n", "  a-demander:\n")
    hint = "remettez-le ; son libellé peut changer, son code non"
    assert [told(problem) for problem in problems_of(tmp_path, text)] == [
        "statuts: → statuts.suspendu | le terme « suspendu » manque dans « statuts » : le site le connaît "
        f"par ce code | {hint}",
        "acces: → acces.sur-demande | le terme « sur-demande » manque dans « acces » : le site le connaît "
        f"par ce code | {hint}",
    ]


#: A field of a record and the list of its terms.
LISTED = {
    name: note.name
    for kind in KINDS.values()
    for name, field in kind.model.model_fields.items()
    for note in notes_of(field)
    if isinstance(note, Liste)
}


def compared(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The field and the code of each comparison with a code: `actor.statut == "ferme"`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            fields = [side.attr for side in sides if isinstance(side, ast.Attribute)]
            codes = [one.value for side in sides for one in ast.walk(side) if isinstance(one, ast.Constant)]
            yield from ((name, str(code)) for name in fields for code in codes)


def test_no_code_knows_a_term_that_a_list_may_lack() -> None:
    """A property of the term says what is done with it; what is left is declared, hence checked."""
    known = {
        (name, code)
        for path in (ROOT / "generators").rglob("*.py")
        for name, code in compared(ast.parse(path.read_text("utf-8")))
    }
    shown = re.compile(r"""\w\.(\w+) [!=]= ["']([a-z-]+)["']""")
    known |= {
        found
        for path in (ROOT / "generators").rglob("*.j2")
        for found in shown.findall(path.read_text("utf-8"))
    }
    undeclared = {
        (name, code) for name, code in known if name in LISTED and code not in REQUIRED.get(LISTED[name], ())
    }
    assert {pair for pair in undeclared if pair[1] in SOURCE} == set()


def test_a_language_has_its_code_of_bcp_47(tmp_path: Path) -> None:
    text = SOURCE.replace("  en: {libelle: Anglais", "  anglais: {libelle: Anglais")
    assert [told(problem) for problem in problems_of(tmp_path, text)] == [
        "anglais: {libelle: Anglais, mots: [english]} → langues.anglais | « anglais » n’est pas le code "
        "d’une langue | deux ou trois lettres (norme ISO 639), puis ce qui les précise : pt-br"
    ]
    assert (
        problems_of(tmp_path, SOURCE.replace("  en: {libelle: Anglais", "  pt-br: {libelle: Anglais")) == []
    )


def test_the_languages_bear_the_names_that_cldr_gives_them() -> None:
    """A code that CLDR does not name is that of a sign language, which the label says."""
    named = Locale("fr").languages
    for code, term in load(ROOT / "data", ROOT / "newsletter").records.vocabulary.lists["langues"].items():
        assert parse_locale(code, sep="-")[0] == code
        assert term.libelle == named.get(code, "langue des signes française").capitalize()
