"""A new kind by its recipe: three files (its model, its declaration, its template), and all the rest follows.

`formations` is a training that a structure offers. It is added to a copy of the project, whose own commands
are then run: what they make of it is what a colleague would see.
"""

from __future__ import annotations

import csv
import io
import json
import textwrap
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests import edition
from tests.recipes.recipe import command, follow, house, in_style

PROOF = """
sources:
  - document: Un programme
    date: 2026-10
verifie_le: 2026-11-20
verifie_par: équipe PARÉ
"""
IN_TOWN = f"""
titre: Repérer au collège
resume: Deux jours pour repérer les signes et savoir à qui parler.
organismes: [la-boussole-nord]
publics: [professionnels]
lieu: Salle des Lilas
commune: Dunkerque
code_insee: "59183"
duree: 2 jours
prix: Gratuit
dates:
  - debut: 2027-01-14
    fin: 2027-01-15
telephone: 03 20 00 00 00
courriel: contact@exemple.fr
{PROOF}"""
ONLINE = f"""
titre: Parler de sexualité en ligne
resume: Un après-midi à distance, avec des exercices.
organismes: [pare]
en_ligne: true
{PROOF}"""

HIDDEN = 'adresse_confidentielle: true\ndepartement: "59"'
ISSUE = """
titre: La newsletter
periode: 4e trimestre 2026
date: 2026-11-15
statut: publie
apercu: Une formation.
editorial: Bonjour.
actualites:
  titre: Actualités
  choix:
    - fiche: formations/reperer-au-college
"""
BROKEN = {
    "lieu-confidentiel": (f"{HIDDEN}\nadresse: 12 rue des Lilas", "et « adresse » dit où est le lieu"),
    "salle-confidentielle": (f"{HIDDEN}\nlieu: Salle des Lilas", "et « lieu » dit où est le lieu"),
    "texte-confidentiel": (f"{HIDDEN}\nprix: Payable au 12 rue des Lilas", "ce texte dit un numéro dans"),
    "mobile": ("telephone: 06 12 34 56 78", "c’est un numéro de mobile"),
    "boite": ("courriel: marie.dupont@exemple.fr", "ressemble à l’adresse d’une personne"),
    "mobile-dans-un-texte": ("prix: Écrire au 06 12 34 56 78", "ce texte donne un numéro de portable"),
    "commune": ("commune: Lille\ncode_insee: \"59183\"", "le code INSEE 59183 est celui de Dunkerque"),
    "pays": ("pays: ZZ", "n’est le code d’aucun pays"),
    "dates": ("dates:\n  - debut: 2027-02-02\n    fin: 2027-02-01", "vient avant le début"),
    "terme": ("publics: [martiens]", "n’est pas dans la liste « publics »"),
}  # fmt: skip


def build_copy(folder: Path) -> Path:
    follow("Add a kind", house(folder))
    write(folder, "reperer-au-college", IN_TOWN)
    write(folder, "parler-en-ligne", ONLINE)
    (folder / "newsletter" / "2026-t4.yml").write_text(ISSUE.lstrip(), encoding="utf-8")
    return folder


def write(folder: Path, id_: str, text: str) -> Path:
    path = folder / "data" / "formations" / f"{id_}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.lstrip(), encoding="utf-8")
    return path


def run(folder: Path, *arguments: str, status: int = 0) -> str:
    return command(folder, "maillage", *arguments, status=status)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_copy(tmp_path_factory.mktemp("formations"))


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    run(project, "build", "--out", "public")
    return project / "public"


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("\u00a0", " ")


def value(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8-sig"))


def test_the_records_hold(project: Path) -> None:
    run(project, "check")


def test_what_the_recipe_writes_is_in_our_style(project: Path) -> None:
    in_style(project)


def test_its_page_and_its_list(site: Path) -> None:
    page = text(site / "formations" / "reperer-au-college" / "index.html")
    assert "<h1>Repérer au collège</h1>" in page
    assert "Salle des Lilas" in page and "Deux jours pour repérer" in page
    assert 'href="../../acteurs/la-boussole-nord/"' in page
    listed = text(site / "formations" / "index.html")
    assert 'href="../formations/reperer-au-college/"' in listed
    assert 'href="../formations/parler-en-ligne/"' in listed


def test_its_card_on_the_page_of_who_offers_it(site: Path) -> None:
    page = text(site / "acteurs" / "la-boussole-nord" / "index.html")
    assert 'href="../../formations/reperer-au-college/">Repérer au collège</a>' in page


def test_it_is_found(site: Path) -> None:
    found = edition.of_folder(site, "recherche/mots.json")
    assert found["genres"]["formations"] == 2
    assert found["titres"]["formations"] == "Formations"
    leaves = edition.there(site, "recherche/cartes").iterdir()
    rows = [row for leaf in leaves for row in value(leaf)["contenu"]]
    assert ["formations/reperer-au-college/", "Repérer au collège"] in [row[:2] for row in rows]


def test_its_open_data(site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((site / "donnees" / "formations.csv").read_text("utf-8-sig"))))
    assert [row["id"] for row in rows] == ["parler-en-ligne", "reperer-au-college"]
    assert rows[1]["code_departement"] == "59"
    assert len(value(site / "donnees" / "formations.json")["formations"]) == 2
    package = value(site / "donnees" / "datapackage.json")
    assert {"formations.csv", "formations.json"} <= {file["path"] for file in package["resources"]}
    assert "formations.csv" in text(site / "donnees" / "index.html")


def test_its_feed_that_of_the_departement_and_what_is_new(site: Path) -> None:
    assert "Repérer au collège" in text(site / "flux" / "formations.atom")
    assert "formations/reperer-au-college/" in text(site / "flux" / "departements" / "59.atom")
    assert "formations/reperer-au-college/" in text(site / "departements" / "59" / "index.html")
    assert "formations/reperer-au-college/" in text(site / "index.html")


def test_its_item_of_the_letter(site: Path) -> None:
    letter = text(site / "newsletter" / "2026-t4" / "email.txt")
    assert "Repérer au collège" in letter and "formations/reperer-au-college/" in letter
    page = text(site / "formations" / "reperer-au-college" / "index.html")
    assert 'href="../../newsletter/2026-t4/#formations-reperer-au-college"' in page


def test_machines_and_readers_who_correct_it(site: Path) -> None:
    assert "formations/reperer-au-college/" in text(site / "sitemap.xml")
    fields = edition.of_folder(site, "fiches/formations/reperer-au-college.json")
    assert fields["titre"] == "Repérer au collège"
    assert ["prix", "Prix", "Gratuit"] in fields["champs"]


def test_its_forms_its_schema_and_its_part_of_the_guide(project: Path, site: Path) -> None:
    collections = edition.of_folder(site, "atelier/config.json")["decap"]["collections"]
    formations = next(one for one in collections if one["name"] == "formations")
    assert (formations["label"], formations["folder"]) == ("Formations", "data/formations")
    every = [field for one in formations["fields"] for field in (one, *one.get("fields", ()))]
    assert "commune" in {field["widget"] for field in every}
    form = text(project / ".github" / "ISSUE_TEMPLATE" / "formation.yml")
    assert "name: Proposer une formation" in form and "Proposée par" in form
    schema = value(project / "data" / "schemas" / "formations.json")
    assert {"titre", "organismes", "adresse", "telephone", "sources"} <= schema["properties"].keys()
    fields = text(project / "docs/guide/champs.md")
    assert "## Une formation\n\nLes fichiers de `data/formations/`." in fields
    assert "| `organismes` | toujours |" in fields
    run(project, "schema", "--check")


def test_it_is_asked_and_taken_by_the_terminal(project: Path) -> None:
    assert "formation" in run(project, "new", "rien", status=2)
    assert "pose des questions" in run(project, "new", "formation", status=2)
    answers = {
        "Titre": "Orienter", "En une phrase": "À qui passer la main.", "Proposée par": "pare",
        "Sources : document": "Un programme", "Sources : date": "2026-10",
        "Avant d’envoyer": "- [X] Oui",
    }  # fmt: skip
    form = YAML(typ="safe").load(project / ".github" / "ISSUE_TEMPLATE" / "formation.yml")
    labels = [field["attributes"]["label"] for field in form["body"] if field["type"] != "markdown"]
    filled = project / "formulaire.md"
    parts = (f"### {label}\n\n{answers.get(label, '_No response_')}" for label in labels)
    filled.write_text("\n\n".join(parts), encoding="utf-8")
    told = run(project, "new", "--from-issue", str(filled))
    assert "data/formations/orienter.yml" in told
    written = project / "data" / "formations" / "orienter.yml"
    assert "$schema=../schemas/formations.json" in text(written)
    written.unlink()


@pytest.fixture(scope="module")
def problems(project: Path) -> dict[str, list[str]]:
    """What `check` says of each broken record, all read at once."""
    files = [write(project, id_, f"{lines}\n{_rest(lines)}") for id_, (lines, _) in BROKEN.items()]
    files += [
        write(project, "reference", IN_TOWN.replace("la-boussole-nord", "personne-ici")),
        write(project, "futur", ONLINE.replace("2026-11-20", "2027-11-20")),
        write(project, "sans-source", ONLINE.partition("sources:")[0] + PROOF.partition("2026-10\n")[2]),
    ]
    found: dict[str, list[str]] = {}
    for problem in json.loads(run(project, "check", "--format", "json", status=1)):
        found.setdefault(Path(problem["path"]).stem, []).append(problem["message"].replace("\u00a0", " "))
    for file in files:
        file.unlink()
    return found


def _rest(lines: str) -> str:
    """What else the record needs: its keys that `lines` do not write."""
    written = {line.partition(":")[0] for line in lines.splitlines()}
    kept = (line for line in ONLINE.splitlines() if line.partition(":")[0] not in {*written, "en_ligne"})
    return textwrap.dedent("\n".join(kept))


@pytest.mark.parametrize("id_", BROKEN)
def test_every_rule_that_fits_looks_at_it(id_: str, problems: dict[str, list[str]]) -> None:
    assert any(BROKEN[id_][1] in message for message in problems[id_]), problems[id_]


def test_rules_of_every_record_look_at_it(problems: dict[str, list[str]]) -> None:
    assert problems["reference"] == ["aucune fiche ne s’appelle « personne-ici »"]
    assert problems["futur"] == ["le 20/11/2027 n’est pas encore venu"]
    assert problems["sans-source"] == ["la clé obligatoire « sources » manque"]
