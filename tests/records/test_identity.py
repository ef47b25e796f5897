"""What is wrong with the network's identity is told at its line, with what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generators.records.reading.load import load
from generators.records.validate import check
from tests.lists import ROOT, lay_lists
from tests.records.test_cases import TODAY, said

SOURCE = (ROOT / "data" / "reseau.yml").read_text("utf-8")
APART = "éloignez les deux couleurs : plus foncée, ou plus claire"


def problems_of(folder: Path, change: dict[str, str]) -> list[str]:
    """The problems of our identity once each text is replaced by another, with the line where each stands."""
    lay_lists(folder / "data")
    path = folder / "data" / "reseau.yml"
    text = path.read_text("utf-8")
    for old, new in change.items():
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    _, problems = check(folder / "data", folder / "newsletter", ROOT / "data" / "reference", TODAY)
    lines = ["", *text.splitlines()]
    return [
        f"{lines[problem.line].strip()} → " + re.sub(r"^\d+:\d+ error ", "", said(problem))
        for problem in problems
        if problem.path.endswith("reseau.yml")
    ]


def group(name: str) -> str:
    """A key of the identity and all that stands below it."""
    found = re.search(rf"^{name}:.*\n(?:[ #].*\n)*", SOURCE, re.MULTILINE)
    assert found
    return found[0]


def test_our_identity_is_sound() -> None:
    loaded = load(ROOT / "data", ROOT / "newsletter")
    assert [problem for problem in loaded.problems if problem.path == "data/reseau.yml"] == []
    assert loaded.records.identity.titre == "PARÉ · le réseau"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"nom: PARÉ\n": ""},
            "nom | la clé obligatoire « nom » manque | ajoutez-la (Nom), par exemple nom: Mon réseau",
        ),
        (
            {group("editeur"): ""},
            "editeur | la clé obligatoire « editeur » manque | ajoutez-la (Éditeur), avec ses clés dessous : "
            "nom, designation, mission, site, don, courriel_dons",
        ),
        (
            {group("contact"): ""},
            "contact | la clé obligatoire « contact » manque | ajoutez-la (Contact), avec ses clés dessous : "
            "courriel, adresse_postale, comptes",
        ),
        (
            {"  adresse_postale: ": "  courriel: "},
            "contact.adresse_postale | la clé obligatoire « adresse_postale » manque | ajoutez-la (Adresse "
            "postale), par exemple adresse_postale: Association Exemple, 1 rue de la Paix, 75002 Paris",
        ),
    ],
    ids=["name", "publisher", "contact", "postal address"],
)
def test_what_lacks_is_told_with_its_remedy(tmp_path: Path, change: dict[str, str], expected: str) -> None:
    assert expected in [problem.split(" → ")[1] for problem in problems_of(tmp_path, change)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {'    douce: "#465A5B"': '    douce: "#8A9A9B"'},
            'douce: "#8A9A9B" → couleurs.clair.douce | « #8A9A9B » se lit mal avec « #E7F1EE » (brume) : '
            f"le contraste est de 2,54, il en faut 4,5 | {APART}",
        ),
        (
            {'    barre: "#0A3432"': '    barre: "#66AA99"'},
            'barre: "#66AA99" → couleurs.clair.barre | « #66AA99 » se lit mal avec « #ffffff » (son texte, '
            f"qui est blanc) : le contraste est de 2,70, il en faut 4,5 | {APART}",
        ),
        (
            {'    encre: "#E8EFED"': '    encre: "#6B7F7D"'},
            'encre: "#6B7F7D" → couleurs.sombre.encre | « #6B7F7D » se lit mal avec « #5A4610 » (gaude) : '
            f"le contraste est de 2,14, il en faut 4,5 | {APART}",
        ),
        (
            {'    encre: "#12282A"': "    encre: vert"},
            "encre: vert → couleurs.clair.encre | « vert » n’est pas une couleur | un dièse et six chiffres "
            'de 0 à f, entre guillemets, par exemple "#0b6c44"',
        ),
        (
            {"equipe: l’équipe PARÉ": "equipe: PARÉ"},
            "equipe: PARÉ → equipe | « PARÉ » ne commence pas par un article | écrivez-le comme dans une "
            "phrase, par exemple l’équipe du réseau",
        ),
        (
            {"  adresse_postale: ": "  courriel: jeanne.durand@gmail.com\n  adresse_postale: "},
            "courriel: jeanne.durand@gmail.com → contact.courriel | cette boîte ressemble à "
            "l’adresse d’une personne | écrivez une boîte de fonction, par exemple contact@association.fr, "
            "ou retirez cette ligne",
        ),
        (
            {"site: https://": "site: http://"},
            "site: http://reseau-pare.example/ → site | l’adresse du site commence par http:// | écrivez "
            "https://reseau-pare.example/",
        ),
        (
            {"adresse: agenda/": "adresse: agenda"},
            "adresse: agenda → menu.1.adresse | « agenda » n’est ni une page du site ni une adresse web | "
            "écrivez par exemple annuaire/ (avec la barre à la fin) ou https://exemple.fr/page",
        ),
        (
            {"  expediteur: PARÉ, le réseau\n": "  expediteur: PARÉ, le réseau\n  emetteurs: [pares]\n"},
            "emetteurs: [pares] → lettre.emetteurs.0 | aucun acteur ne s’appelle « pares » | écrivez le nom "
            "d’un fichier de data/actors, sans .yml, ou retirez-le",
        ),
        (
            {"    - 27.78,20.8 16,27.6 11.24,24.85": "    - 27.78 20.8 16,27.6"},
            "- 27.78 20.8 16,27.6 → marque.brins.1 | « 27.78 20.8 16,27.6 » n’est pas un brin de la marque | "
            "écrivez au moins deux points x,y entre 0 et 32, par exemple 4,28 4,10 16,4",
        ),
        (
            {"  epaisseur: 4.4": "  epaisseur: épais"},
            "epaisseur: épais → marque.epaisseur | « épais » n’est pas une mesure de la marque | écrivez un "
            "nombre entre 0 et 32, par exemple 3.3 (un point, pas une virgule)",
        ),
    ],
    ids=[
        "colour",
        "bar",
        "dark",
        "no colour",
        "article",
        "mailbox",
        "site",
        "address",
        "sender",
        "stroke",
        "measure",
    ],
)
def test_a_fault_is_told_at_its_line(tmp_path: Path, change: dict[str, str], expected: str) -> None:
    assert problems_of(tmp_path, change) == [expected]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    lay_lists(tmp_path / "data")
    (tmp_path / "data" / "reseau.yml").unlink()
    _, problems = check(tmp_path / "data", tmp_path / "newsletter", ROOT / "data" / "reference", TODAY)
    assert ("data/reseau.yml", "ce fichier manque") in [(p.path, p.message) for p in problems]


@pytest.mark.parametrize(
    ("change", "line", "where"),
    [
        ({"phrase: Qui peut aider": "phrase: Addiction, qui peut aider"}, "phrase:", "partage.1.phrase"),
        ({"flux: Ce qui": "flux: Addictions, ce qui"}, "flux:", "descriptions.flux"),
        ({"titre: Adresses utiles": "titre: Stop addict"}, "titre:", "discret.titre"),
    ],
)
def test_what_a_shared_link_shows_says_no_word_to_keep_quiet(
    tmp_path: Path, change: dict[str, str], line: str, where: str
) -> None:
    quiet = {"  mots: [prostitu,": "  mots: [addict, prostitu,"}
    (told,) = problems_of(tmp_path, {**quiet, **change})
    assert told.startswith(line) and f"→ {where} | ce texte dit « addict »" in told
