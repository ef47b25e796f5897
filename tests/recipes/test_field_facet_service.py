"""A field, a facet and an e-mail service, each by its recipe, in one house: none stands in another's way."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from ruamel.yaml import YAML
from werkzeug import Request, Response

from tests import edition
from tests.pages.html import Document
from tests.recipes.recipe import command, follow, house, in_style
from tests.scripts.browserless import run

ACTOR = Path("data/actors/la-boussole-nord.yml")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = house(tmp_path_factory.mktemp("recettes") / "projet")
    follow("Add a field", folder)
    actor = folder / ACTOR
    told = actor.read_text("utf-8").replace("nom:", "agrements: [habilitation ASE, agrément B]\nnom:", 1)
    actor.write_text(f"{told}nouvelles_situations: ouvert\n", "utf-8")
    follow("Add an e-mail service", folder)
    return follow("Add a facet", folder)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("\u00a0", " ")


def value(path: Path) -> Any:
    return json.loads(text(path))


def test_what_the_recipes_write_is_in_our_style(project: Path) -> None:
    in_style(project)


# A field


def test_what_is_generated_is_up_to_date(project: Path) -> None:
    command(project, "maillage", "schema", "--check")


def test_a_field_is_checked(project: Path) -> None:
    actor = project / ACTOR
    right = actor.read_text("utf-8")
    actor.write_text(right.replace("[habilitation ASE, agrément B]", "ASE"), "utf-8")
    told = json.loads(command(project, "maillage", "check", "--format", "json", status=1))
    actor.write_text(right, "utf-8")
    assert [(one["path"], one["field"]) for one in told] == [(str(ACTOR), "agrements")]
    assert told[0]["hint"]


def test_a_field_is_in_the_schema_the_forms_and_the_guide(project: Path) -> None:
    field = value(project / "data" / "schemas" / "actors.json")["properties"]["agrements"]
    assert field["title"] == "Agréments"
    collections = edition.of_folder(project / "public", "atelier/config.json")["decap"]["collections"]
    actors = next(one for one in collections if one["name"] == "actors")
    every = [field for one in actors["fields"] for field in (one, *one.get("fields", ()))]
    asked = next(one for one in every if one["name"] == "agrements")
    assert "Agréments" in asked["label"]
    form = YAML(typ="safe").load(project / ".github" / "ISSUE_TEMPLATE" / "acteur.yml")
    assert "Agréments" in {one["attributes"].get("label") for one in form["body"]}
    assert "| `agrements` |  | Agréments. Ceux que l’État" in text(project / "docs/guide/champs.md")


def test_a_field_is_published_and_can_be_corrected(project: Path) -> None:
    public = project / "public"
    rows = csv.DictReader(io.StringIO((public / "donnees" / "acteurs.csv").read_text("utf-8-sig")))
    assert next(row for row in rows if row["id"] == ACTOR.stem)["agrements"] == "habilitation ASE|agrément B"
    actors = value(public / "donnees" / "acteurs.json")["acteurs"]
    assert next(one for one in actors if one["id"] == ACTOR.stem)["agrements"] == [
        "habilitation ASE",
        "agrément B",
    ]
    fields = edition.of_folder(public, f"fiches/actors/{ACTOR.stem}.json")["champs"]
    assert ["agrements", "Agréments", "habilitation ASE\nagrément B"] in fields


def test_a_field_is_on_the_page_by_one_more_line(project: Path) -> None:
    page = Document((project / "public" / "acteurs" / ACTOR.stem / "index.html").read_text("utf-8"))
    assert "Agréments Habilitation ASE, agrément B." in page.text


# A facet


def test_a_facet_has_its_boxes_and_their_counts(project: Path) -> None:
    page = text(project / "public" / "annuaire" / "index.html")
    box = page.partition('name="nouvelles_situations"')
    assert box[1], "no box"
    label = Document(f"<label><input {box[1]}{box[2].partition('</label>')[0]}</label>").text
    assert label.split() == ["Accepte", "de", "nouvelles", "situations", "1"]


def test_a_facet_is_in_the_table_that_the_browser_filters(project: Path) -> None:
    table = edition.of_folder(project / "public", "annuaire/acteurs.json")
    codes = table["termes"]["nouvelles_situations"]
    row = table["acteurs"]["id"].index(ACTOR.stem)
    borne = table["communs"]["nouvelles_situations"][table["acteurs"]["nouvelles_situations"][row]]
    assert [codes[number] for number in borne] == ["ouvert"]


TICKED = """
const { ouvrir } = await import("./acteurs.js");
const { lire, ecrire } = await import("./annuaire-etat.js");
const { Facettes } = await import("./facettes.js");
const noms = Object.keys(data.termes);
const cases = data.termes.nouvelles_situations.map((code) => ({ nom: "nouvelles_situations", code }));
const etat = lire("?nouvelles_situations=ouvert", noms);
const { gardes } = new Facettes(cases, {}).appliquer(ouvrir(data).acteurs, etat.boites);
return [ecrire(etat, noms), gardes.map((acteur) => acteur.id)];
"""


def test_a_tick_of_a_facet_leaves_what_it_counted_and_stands_in_the_address(
    project: Path, tmp_path: Path
) -> None:
    shutil.copytree(edition.there(project / "public", "code/scripts"), tmp_path, dirs_exist_ok=True)
    (tmp_path / "package.json").write_text('{"type": "module"}', "utf-8")
    table = edition.of_folder(project / "public", "annuaire/acteurs.json")
    assert run(tmp_path, TICKED, table) == ["?nouvelles_situations=ouvert", [ACTOR.stem]]


# An e-mail service


def test_each_letter_has_its_variant(project: Path) -> None:
    letter = text(project / "public" / "newsletter" / "2023-t3" / "email.pigeon.html")
    assert 'href="{LEAVE}"' in letter and 'href="{READ}"' in letter


def test_the_guide_says_what_the_service_needs(project: Path) -> None:
    told = text(project / "docs/guide/lettre.md")
    assert "`url` (l’adresse du pigeonnier) | `PIGEON_KEY` (la clé d’API)" in told


def test_a_letter_is_pushed_once(project: Path, httpserver: HTTPServer) -> None:
    letters: list[dict[str, Any]] = []

    def answer(request: Request) -> Response:
        assert request.headers["Authorization"] == "une-cle"
        if request.method == "POST":
            letters.append({"id": 7, "state": "draft", **request.get_json()})
        said = {"letters": letters} if request.path == "/letters" else letters[0]
        said = {"id": 7} if request.method != "GET" else said
        return Response(json.dumps(said), content_type="application/json")

    for path in ("/letters", "/letters/7"):
        httpserver.expect_request(path).respond_with_handler(answer)
    identity = project / "data/reseau.yml"
    entry = f"lettre:\n  services:\n    - service: pigeon\n      url: {httpserver.url_for('')}\n"
    identity.write_text(identity.read_text("utf-8").replace("\nlettre:\n", f"\n{entry}"), "utf-8")
    settings = {"PIGEON_KEY": "une-cle"}
    push = ("maillage", "newsletter", "push", "2023-t3", "--service", "pigeon")
    assert "Brouillon créé chez Pigeon" in command(project, *push, **settings)
    assert "Brouillon mis à jour chez Pigeon" in command(project, *push, **settings)
    assert len(letters) == 1 and "{LEAVE}" in letters[0]["html"]
    letters[0]["subject"] = "Un objet écrit là-bas"
    assert "+ Un objet écrit là-bas" in command(project, *push, status=1, **settings)
