"""What is generated for people: schemas that a real validator reads, tables and examples that are true."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generators.forms.cms import config
from generators.forms.guide import fields, with_services
from generators.forms.questions import PREMIERE, Question, questions
from generators.forms.repository import depot_of
from generators.records.kinds import FICHES, KINDS
from generators.records.models import Surveillee
from generators.records.models.fields import keys_of
from generators.records.reading.load import vocabulary_of
from generators.records.validate import check
from tests.lists import lay_lists

ROOT = Path(__file__).parents[2]
GUIDE = "".join((ROOT / f"docs/guide/{page}.md").read_text("utf-8") for page in ("exemples", "lettre"))
TODAY = date(2026, 11, 22)


def examples() -> dict[str, str]:
    """Path in the project → the guide's example of it."""
    blocks = re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)
    return {re.search(r"^# ((?:data|newsletter)/\S+)", block, re.M)[1]: block for block in blocks}  # type: ignore[index]


def valid_by(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(ROOT / "data/schemas" / schema)]
    return subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", FICHES)
def test_every_record_is_valid_by_its_schema(kind: str) -> None:
    done = valid_by(f"{kind}.json", *sorted((ROOT / "data" / kind).rglob("*.yml")))
    assert done.returncode == 0, done.stdout


def test_issues_are_valid_by_their_schema() -> None:
    done = valid_by("newsletter.json", *sorted((ROOT / "newsletter").glob("*.yml")))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("fault", "told"),
    [("couleur: verte", "couleur"), ("type: asociation", "asociation"), ("porte_par: [a]", "porte_par")],
)
def test_schema_refuses_what_an_editor_should_underline(tmp_path: Path, fault: str, told: str) -> None:
    good = (ROOT / "data" / "actors" / "akatij.yml").read_text(encoding="utf-8")
    key = fault.partition(":")[0]
    record = tmp_path / "akatij.yml"
    record.write_text(re.sub(rf"^{key}:.*\n", "", good, flags=re.M) + fault + "\n", encoding="utf-8")
    done = valid_by("actors.json", record)
    assert done.returncode == 1
    assert told in done.stdout


def test_guide_has_one_complete_example_of_each_kind() -> None:
    kinds = [path.split("/")[1] for path in examples() if path.startswith("data/")]
    assert sorted(kinds) == sorted(FICHES)


@pytest.mark.parametrize("kind", ["actors", "events", "resources", "news"])
def test_example_shows_nearly_every_field(kind: str) -> None:
    """All but the few that only make sense in place of another, or after a special turn of events."""
    text = next(block for path, block in examples().items() if path.startswith(f"data/{kind}/"))
    shown = set(re.findall(r"^(\w+):", text, flags=re.M))
    missing = set(FICHES[kind].model.model_fields) - shown - {"id", *Surveillee.INTERNES}
    assert len(missing) <= 12, sorted(missing)
    required = {name for name, field in FICHES[kind].model.model_fields.items() if field.is_required()}
    assert required - {"id"} <= shown


def test_examples_pass_the_check(tmp_path: Path) -> None:
    data, newsletter = tmp_path / "data", tmp_path / "newsletter"
    lay_lists(data)
    stub = (
        "nom: {nom}\ntype: association\ncategorie: coordination\nresume: Une structure d’exemple.\n"
        "sources:\n  - document: Exemple\n    date: 2026\nverifie_le: 2026-10-05\nverifie_par: équipe PARÉ\n"
    )
    (data / "actors").mkdir()
    for name in ("association-exemple", "maison-des-adolescents-exemple"):
        (data / "actors" / f"{name}.yml").write_text(stub.format(nom=name), encoding="utf-8")
    for path, text in examples().items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    _, problems = check(data, newsletter, ROOT / "data" / "reference", TODAY)
    assert problems == ()


@pytest.mark.parametrize("kind", KINDS)
def test_tables_name_every_field_in_french(kind: str) -> None:
    part = fields().partition(f"`{KINDS[kind].home}/`.")[2].partition("\n## ")[0]
    for name in keys_of(KINDS[kind].model):
        assert f"| `{name}` |" in part
    assert "None" not in part


def test_the_tables_of_what_several_kinds_share_stand_once() -> None:
    page = fields()
    assert page.count("Sous `sources` :") == 1 and page.count("| `document` | toujours |") == 1
    assert page.index("Sous `sources` :") > page.index("## Ce que plusieurs fiches ont en commun")


def test_tables_change_nothing_else_in_the_guide() -> None:
    letter = (ROOT / "docs/guide/lettre.md").read_text("utf-8")
    assert with_services(letter) == letter
    assert with_services("# Sans marque\n") == "# Sans marque\n"


def every_question(asked: tuple[Question, ...]) -> list[Question]:
    return [each for question in asked for each in (question, *every_question(question.questions))]


@pytest.mark.parametrize("kind", FICHES)
def test_every_question_has_its_help_in_french(kind: str) -> None:
    for question in every_question(questions(kind)):
        assert question.titre and question.titre[0].isupper(), question.cle
        assert question.aide.endswith((".", "…")), question.cle
        assert "true" not in question.aide, question.cle


@pytest.mark.parametrize("kind", FICHES)
def test_required_questions_come_first_and_the_confidential_one_before_all(kind: str) -> None:
    asked = questions(kind)
    needed = [question.obligatoire for question in asked if question.cle != PREMIERE]
    assert needed == sorted(needed, reverse=True)
    assert asked[0].cle == PREMIERE if kind in ("actors", "events") else asked[0].cle == "titre"
    assert {question.cle for question in asked} == set(FICHES[kind].model.model_fields) - {"id"}


def test_a_question_says_what_is_written_there() -> None:
    asked = {question.cle: question for question in questions("actors")}
    assert (asked["missions"].nature, asked["missions"].liste, asked["missions"].plusieurs) == (
        "terme", "missions", True,
    )  # fmt: skip
    assert (asked["porte_par"].nature, asked["porte_par"].genre) == ("reference", "actors")
    assert (asked["resume"].nature, asked["resume"].maximum) == ("ligne", 320)
    assert asked["statut"].defaut == "actif"
    slots = {question.cle: question for question in questions("events")}["programme"]
    assert (slots.nature, slots.plusieurs) == ("groupe", True)
    assert {question.cle: question for question in slots.questions}["type"].choix[0] == "session"


def test_keys_stand_in_the_order_of_the_guide() -> None:
    """The examples are written by hand; their order is the one that `maillage format` gives."""
    keys = list(keys_of(FICHES["actors"].model))
    assert keys[0] == "nom"
    assert keys.index("capacite") < keys.index("adresse") < keys.index("zone_eligibilite")
    assert keys[-4:] == ["sources", "verifie_le", "verifie_par", "date_maj"]


def test_editors_are_told_the_schema_of_each_folder() -> None:
    """The paths of the VS Code settings are those of the schemas and of the records."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    by_glob = {glob: schema for schema, glob in settings["yaml.schemas"].items()}
    for kind in FICHES:
        assert by_glob[f"data/{kind}/**/*.yml"] == f"data/schemas/{kind}.json"
    assert by_glob["newsletter/*.yml"] == "data/schemas/newsletter.json"
    assert all((ROOT / schema).is_file() and any(ROOT.glob(glob)) for glob, schema in by_glob.items())


def optional_groups(fields: list[Any], path: str = "") -> Iterator[tuple[str, list[Any]]]:
    for field in fields:
        where, inside = f"{path}{field['name']}", field.get("fields", [])
        if inside and field["widget"] == "object" and not field["required"]:
            yield where, inside
        yield from optional_groups(inside, f"{where}.")


def test_a_group_that_one_leaves_asks_for_nothing() -> None:
    """Decap refuses to save a record for a field of a group that nobody filled."""
    words = vocabulary_of(ROOT / "data", ROOT)[0]
    made = json.loads(json.dumps(config(words, depot_of(None), "https://x.example/", (), {})))
    asked = [
        f"{where}.{field['name']}"
        for collection in made["decap"]["collections"]
        for one in (collection, *collection.get("files", ()))
        for where, inside in optional_groups(one.get("fields", []))
        for field in inside
        if field["required"]
    ]
    assert asked == []


def test_a_form_names_one_of_several_and_folds_lines_with_the_contacts() -> None:
    words = vocabulary_of(ROOT / "data", ROOT)[0]
    collections: Any = config(words, depot_of(None), "https://reseau.example/")["decap"]
    actors = next(one for one in collections["collections"] if one["name"] == "actors")
    folds = {field["name"]: field["fields"] for field in actors["fields"] if field["name"].startswith("pli_")}
    contacts = {field["name"]: field for field in folds["pli_contact"]}
    assert {"ligne_pour", "boite_pour", "lignes", "consentement"} <= contacts.keys()
    assert contacts["lignes"]["label_singular"] == "autre ligne"
    asked = [field["name"] for field in contacts["lignes"]["fields"]]
    assert asked[:3] == ["pour", "telephone", "telephone_de_service"]
