"""The search over everything, without a page: real questions of every kind, places, what is read for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.pages.index import words
from generators.pages.index.places import noms
from generators.records.models import Implantation
from generators.site import Site
from tests.pages.test_mots import records
from tests.scripts.browserless import run
from tests.scripts.test_questions import TABLE

QUESTIONS: dict[str, list[dict[str, str]]] = yaml.load(TABLE.read_text("utf-8"), Loader=yaml.BaseLoader)
ROWS = [(kind, row["question"], row["trouve"]) for kind, rows in QUESTIONS.items() for row in rows]

#: Kind of a question → where its records stand on the site.
ADDRESSES = {
    "acteurs": "acteurs/{}/",
    "evenements": "agenda/{}/",
    "ressources": "ressources/{}/",
    "actualites": "actualites/#{}",
    "numeros": "newsletter/{}/",
    "pages": "{}",
    "departements": "departements/{}/",
}

SEARCH = """
const { readFileSync } = await import("node:fs");
const { Reponses } = await import("./reponses.js");
const lus = [];
const reponses = new Reponses((dossier) => async (nom) => {
  const chemin = `${data.dossier}/${dossier}/${nom}.json`;
  lus.push(`${dossier}/${nom}.json`);
  return JSON.parse(readFileSync(chemin));
});
"""

ANSWER = (
    SEARCH
    + """
const trouves = {};
for (const question of data.questions) {
  const reponse = await reponses.chercher(question, Date.parse(data.jour));
  const genres = { departements: reponses.parLieu(reponse) };
  for (const groupe of reponse.groupes) {
    genres[groupe.genre] = await reponses.fiches(groupe, 0, 6, Date.parse(data.jour));
  }
  const titres = reponse.groupes.map(({ titre }) => titre);
  trouves[question] = { genres, titres, total: reponse.total, partiel: reponse.partiel, lus: lus.splice(0) };
}
return trouves;
"""
)


def ask(modules: Path, searched: Path, *questions: str, day: str = "2026-11-22") -> Any:
    return run(modules, ANSWER, {"dossier": str(searched), "questions": questions, "jour": day})


@pytest.fixture(scope="module")
def answers(modules: Path, searched: Path) -> Any:
    return ask(modules, searched, *(question for _, question, _ in ROWS))


def test_every_kind_has_its_questions() -> None:
    assert set(QUESTIONS) == set(ADDRESSES)
    assert len(ROWS) >= 100


@pytest.mark.parametrize(("kind", "question", "id_"), ROWS, ids=lambda value: value)
def test_among_the_first_three_of_its_kind(answers: Any, kind: str, question: str, id_: str) -> None:
    found = [row["url"] for row in answers[question]["genres"].get(kind, [])]
    assert ADDRESSES[kind].format(id_.lower()) in found[:3], answers[question]


def test_a_place_leads_to_who_can_help_there(modules: Path, searched: Path) -> None:
    told = ask(modules, searched, "écoute dunkerque", "bretagne")
    help_, departement = told["écoute dunkerque"]["genres"]["departements"]
    assert help_ == {
        "url": "annuaire/?lieu=commune:59183&q=%C3%A9coute",
        "titre": "Qui peut aider à Dunkerque (59)",
        "note": "pour «\u00a0écoute\u00a0»",
    }
    assert (departement["url"], departement["titre"]) == ("departements/59/", "Nord (59)")
    region, *others = told["bretagne"]["genres"]["departements"]
    departements = [row for row in others if row["url"].startswith("departements/")]
    assert (region["url"], region["titre"]) == ("annuaire/?lieu=region:53", "Qui peut aider en Bretagne")
    assert sorted(row["url"] for row in departements) == [f"departements/{n}/" for n in (22, 29, 35, 56)]


def test_actors_of_a_place_come_from_the_closest_to_the_country(modules: Path, searched: Path) -> None:
    told = ask(modules, searched, "lille")["lille"]["genres"]["acteurs"]
    assert "Lille" in told[0]["note"]
    assert all("(59)" in row["note"] for row in told[:3])


def test_an_event_to_come_stands_before_those_that_are_over(modules: Path, searched: Path) -> None:
    to_come, over = (
        ask(modules, searched, "colloque", day=day)["colloque"]["genres"]["evenements"]
        for day in ("2022-05-01", "2022-07-01")
    )
    address = "agenda/colloque-promifrance-2022/"
    places = [[row["url"] for row in rows].index(address) for rows in (to_come, over)]
    assert places[0] < places[1]
    assert [rows[place]["passe"] for rows, place in zip((to_come, over), places, strict=True)] == [
        False,
        True,
    ]


def test_what_has_every_word_hides_what_has_one_but_says_so_when_it_is_alone(
    modules: Path, searched: Path
) -> None:
    told = ask(modules, searched, "grille audition fugue", "fugue", "zzzzz", "guide zzzzz")
    assert "Structures, réponses approchantes" in told["grille audition fugue"]["titres"]
    assert not [title for title in told["fugue"]["titres"] if "approchantes" in title]
    assert told["zzzzz"]["total"] == 0 and told["zzzzz"]["titres"] == []
    assert told["guide zzzzz"]["partiel"] and told["guide zzzzz"]["total"] > 0


def test_a_question_reads_its_words_and_its_first_results_only(modules: Path, searched: Path) -> None:
    read = ask(modules, searched, "guide fugue")["guide fugue"]["lus"]
    first = {"lieux/lieux.json", "annuaire/mots.json", "recherche/mots.json"}
    assert first <= set(read) and len(read) == len(set(read))
    leaves = {path.rsplit("/", 1)[0] for path in set(read) - first}
    assert leaves <= {
        "lieux/communes",
        "annuaire/mots",
        "annuaire/cartes",
        "recherche/mots",
        "recherche/cartes",
    }
    assert not any("acteurs.json" in path for path in read)


def test_a_withheld_place_has_no_word_but_its_departement(site: Site) -> None:
    places = site.places
    shown = Implantation(commune="Dunkerque", code_insee="59183")
    assert "Dunkerque" in noms(places, (), shown)
    withheld = shown.model_copy(update={"adresse_confidentielle": True})
    assert noms(places, (), withheld) == ("59", "Nord", "Hauts-de-France")


LARGE = """
const { readFileSync } = await import("node:fs");
const { Recherche } = await import("./recherche.js");
const lus = [];
let panne = true;
const recherche = new Recherche(async (nom) => {
  lus.push(nom);
  if (nom === data.fragile && panne) throw new Error("panne");
  return JSON.parse(readFileSync(`${data.dossier}/${nom}.json`));
});
const echec = await recherche.preparer(data.question).then(() => null, ({ message }) => message);
panne = false;
await Promise.all([recherche.preparer(data.question), recherche.preparer(data.question)]);
return { echec, lus, rangs: [...recherche.chercher(data.question).scores.keys()] };
"""


@pytest.mark.parametrize("number", [100, 20_000])
def test_an_index_of_any_size_is_read_by_the_leaf_and_a_leaf_that_failed_again(
    modules: Path, tmp_path: Path, number: int
) -> None:
    for path, content in words.files("x/", map(words.row, records(number))).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    question = str(records(number)[42]["noms"][0])
    leaf = "mots/tout" if number == 100 else f"mots/{question[:2]}"
    told = run(modules, LARGE, {"dossier": str(tmp_path / "x"), "question": question, "fragile": leaf})
    assert told["rangs"] == [42]
    assert told["echec"] == "panne"
    # A small index comes whole with its words, which are asked again with it.
    assert told["lus"] == (["mots", leaf] * 2 if number == 100 else ["mots", leaf, leaf])
