"""What a question says of a place: postcodes, arrondissements, CEDEX, former names; what is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.scripts.browserless import run

TABLE = Path(__file__).parents[1] / "places.yml"
#: Each value stays the text that was written: a postcode is no number.
PLACES: list[dict[str, str]] = yaml.load(TABLE.read_text("utf-8"), Loader=yaml.BaseLoader)["lieux"]
NONE = "aucun"

READ = """
const { readFileSync } = await import("node:fs");
const { Lieux } = await import("./lieux.js");
const { Recherche } = await import("./recherche.js");
const lu = (chemin) => JSON.parse(readFileSync(`${data.dossier}/${chemin}.json`));
const lecteur = (famille) => async (nom) => lu(`${famille}/${nom}`);
const [lire, lireLieux] = [lecteur("annuaire"), lecteur("lieux")];
const lieux = new Lieux(await lireLieux("lieux"), (nom) => lireLieux(`communes/${nom}`));
const recherche = new Recherche(lire);
await recherche.charger();
const dites = [];
for (const question of data.questions) {
  await lieux.preparer(question);
  const { lieu, mots, autres } = lieux.comprendre(question, recherche);
  dites.push([lieu?.etiquette ?? "aucun", mots, autres.map((autre) => autre.etiquette)]);
}
return dites;
"""


@pytest.fixture(scope="module")
def told(modules: Path, directory: Path) -> dict[str, Any]:
    questions = [row["question"] for row in PLACES]
    said = run(modules, READ, {"dossier": str(directory), "questions": questions})
    return dict(zip(questions, said, strict=True))


@pytest.mark.parametrize("row", PLACES, ids=lambda row: row["question"])
def test_a_question_says_its_place(told: dict[str, Any], row: dict[str, str]) -> None:
    place, words, others = told[row["question"]]
    assert place == row["lieu"], (place, words, others)
    if "reste" in row:
        assert words == row["reste"]
    if "autres" in row:
        assert row["autres"] in others


def test_a_question_of_ten_thousand_signs_is_read(modules: Path, directory: Path) -> None:
    long = [
        "lille " * 2000,
        "é" * 10_000,
        "1" * 10_000,
        "0 1 " * 2500,
        "a.b." * 2500,
        "-" * 10_000,
        "😀" * 5000,
    ]
    said = run(modules, READ, {"dossier": str(directory), "questions": long})
    assert len(said) == len(long)
