"""The library's words, without a page: the questions about resources, and what a line's terms are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generators.pages.library import page
from generators.site import Site
from tests.scripts.browserless import run
from tests.scripts.test_recherche import QUESTIONS

ROWS = QUESTIONS["ressources"]

ANSWER = """
const { readFileSync } = await import("node:fs");
const { Recherche } = await import("./recherche.js");
const recherche = new Recherche(async (nom) => JSON.parse(readFileSync(`${data.dossier}/${nom}.json`)));
const reponses = {};
for (const question of data.questions) {
  await recherche.charger();
  await recherche.preparer(question);
  const { scores } = recherche.chercher(question);
  reponses[question] = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([rang]) => rang);
}
return reponses;
"""


@pytest.fixture(scope="module")
def answers(modules: Path, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Question → the ids of the resources, the best first."""
    folder = tmp_path_factory.mktemp("bibliotheque")
    for path, content in page.files(site).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    asked = {
        "dossier": str(folder / "editions" / "ressources"),
        "questions": [row["question"] for row in ROWS],
    }
    ids = [resource.id for resource in site.network.resources_latest_first]
    return {
        question: [ids[rank] for rank in ranks] for question, ranks in run(modules, ANSWER, asked).items()
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["question"])
def test_among_the_first_three(answers: Any, row: dict[str, str]) -> None:
    assert row["trouve"] in answers[row["question"]][:3], answers[row["question"]]


CLOCKS: list[tuple[str, str, str, str, str | None]] = [
    # Paris has changed its clocks between the two, La Réunion has none to change.
    ("2026-03-28T09:00Z", "2026-03-28T10:00Z", "Europe/Paris", "Indian/Reunion", "13\u00a0h à 14\u00a0h"),
    ("2026-03-29T09:00Z", "2026-03-29T10:00Z", "Europe/Paris", "Indian/Reunion", "13\u00a0h à 14\u00a0h"),
    ("2026-03-29T00:30Z", "2026-03-29T01:30Z", "Europe/Paris", "Europe/Brussels", None),
    ("2026-07-01T10:00Z", "2026-07-01T10:00Z", "Europe/Paris", "America/Martinique", "6\u00a0h"),
    ("2026-12-31T23:30Z", "2026-12-31T23:45Z", "Indian/Reunion", "Europe/Paris",
     "0\u00a0h\u00a030 à 0\u00a0h\u00a045"),
    ("2026-12-31T22:30Z", "2026-12-31T22:45Z", "Indian/Reunion", "Europe/Paris",
     "jeudi 31 décembre 2026, 23\u00a0h\u00a030 à 23\u00a0h\u00a045"),
    ("2026-12-03T20:00Z", "2026-12-03T23:00Z", "Indian/Reunion", "Europe/Paris",
     "jeudi 3 décembre 2026, 21\u00a0h à minuit"),
]  # fmt: skip


@pytest.mark.parametrize(("begin", "finish", "zone", "reader", "said"), CLOCKS)
def test_hours_on_another_clock(
    modules: Path, begin: str, finish: str, zone: str, reader: str, said: str | None
) -> None:
    program = """
    globalThis.document = { querySelectorAll: () => [] };
    const { chezVous } = await import("./fuseaux.js");
    return chezVous(new Date(data[0]), new Date(data[1]), data[2], data[3]);
    """
    assert run(modules, program, [begin, finish, zone, reader]) == said


def test_the_terms_of_a_line(modules: Path) -> None:
    program = "const { termesDe } = await import('./filtre.js'); return termesDe(data);"
    told = run(modules, program, "types:colloque territoires:departement:59 territoires:france")
    assert told == {"types": ["colloque"], "territoires": ["departement:59", "france"]}
    assert run(modules, program, "") == {}
