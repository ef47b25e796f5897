"""Sixty real questions and more, each with the record that it must find in its first three results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.site import Site
from tests.scripts.browserless import run

TABLE = Path(__file__).parents[1] / "questions.yml"
#: Each value stays the text that was written: a postcode is no number.
QUESTIONS: list[dict[str, str]] = yaml.load(TABLE.read_text("utf-8"), Loader=yaml.BaseLoader)["acteurs"]

#: What `annuaire.js` does with a question, without a page.
ANSWER = """
const { readFileSync } = await import("node:fs");
const { ouvrir, Points } = await import("./acteurs.js");
const { classer } = await import("./classement.js");
const { Lieux } = await import("./lieux.js");
const { Recherche } = await import("./recherche.js");
const lu = (chemin) => JSON.parse(readFileSync(`${data.dossier}/${chemin}.json`));
const lecteur = (famille) => async (nom) => lu(`${famille}/${nom}`);
const [lire, lireLieux] = [lecteur("annuaire"), lecteur("lieux")];
const { acteurs } = ouvrir(await lire("acteurs"), new Points(await lire("points")));
const lieux = new Lieux(await lireLieux("lieux"), (nom) => lireLieux(`communes/${nom}`));
const recherche = new Recherche(lire);
const reponses = {};
for (const question of data.questions) {
  await recherche.charger();
  await lieux.preparer(question);
  const { lieu, mots } = lieux.comprendre(question, recherche);
  await recherche.preparer(mots);
  const trouves = recherche.chercher(mots);
  const { groupes } = classer(acteurs, lieu, lieux, trouves?.scores ?? null);
  const ids = groupes.flatMap(({ resultats }) => resultats.map(({ acteur }) => acteur.id));
  reponses[question] = { lieu: lieu?.etiquette ?? null, mots, ids: ids.slice(0, 6) };
}
return reponses;
"""


@pytest.fixture(scope="module")
def answers(modules: Path, directory: Path) -> Any:
    questions = [row["question"] for row in QUESTIONS]
    return run(modules, ANSWER, {"dossier": str(directory), "questions": questions})


def test_there_are_sixty_questions_about_known_records(site: Site) -> None:
    assert len(QUESTIONS) >= 60
    assert len({row["question"] for row in QUESTIONS}) == len(QUESTIONS)
    assert {row["trouve"] for row in QUESTIONS} <= set(site.records.actors)


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["question"])
def test_first_three_results(answers: Any, row: dict[str, str]) -> None:
    answer = answers[row["question"]]
    assert row["trouve"] in answer["ids"][:3], answer
