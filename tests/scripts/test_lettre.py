"""The letter that /admin/ shows is the letter: the same bytes as the build's, whatever an issue says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generators.letter import outputs, workshop
from generators.records.models import Numero
from generators.records.reading.source import read
from generators.site import Site
from tests.scripts.browserless import run

ROOT = Path(__file__).parents[2]
ISSUE: dict[str, Any] = read((ROOT / "newsletter" / "2023-t3.yml").read_bytes()).value
DRAW = """
const { Lettre, octets } = await import("./atelier-lettre.js");
const fiches = new Map(), structures = new Map();
for (const [genre, lu] of Object.entries(data.genres)) {
  for (const [id, une] of Object.entries(lu.fiches)) fiches.set(`${genre}/${id}`, une);
  for (const [id, une] of Object.entries(lu.structures)) structures.set(id, une);
}
const lettre = new Lettre(data.lettre, fiches, structures);
return data.numeros.map(([id, valeurs]) => {
  return lettre.html(lettre.composer(valeurs, id), valeurs.abrege === "true");
});
"""


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, Any]:
    return {
        path.removeprefix(workshop.FAMILY): json.loads(data) for path, data in workshop.files(site).items()
    }


def drawn(modules: Path, files: dict[str, Any], issues: list[tuple[str, dict[str, Any]]]) -> list[str]:
    kinds = {path.partition("/")[2][:-5]: read for path, read in files.items() if "/" in path}
    answer: list[str] = run(
        modules, DRAW, {"lettre": files["lettre.json"], "genres": kinds, "numeros": issues}
    )
    return answer


def one(fiche: str, **more: Any) -> dict[str, Any]:
    return {"fiche": fiche, **more}


def rubric(*choices: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"titre": "Rubrique", "choix": list(choices), **more}


def issue(**more: Any) -> dict[str, Any]:
    return {
        "titre": "La lettre",
        "periode": "4e trimestre 2026",
        "date": "2026-11-22",
        "apercu": "Ce que l’on y gagne : 3 500 signes ?",
        "editorial": "Un « mot ».\n\nUn autre & <b>pas de balise</b> {{ tag }} à 14 h 30.",
        **more,
    }


EVENTS = (
    "events/colloque-cnape-2023",
    "events/formation-ecpat-paris-2023",
    "events/noemie-dit-oui-mulhouse-2023",
)
CASES: list[dict[str, Any]] = [
    issue(),
    issue(signature="L’équipe", agenda=rubric(*map(one, EVENTS), compte="dates")),
    # the first stands before its turn
    issue(agenda=rubric(one(EVENTS[0]), one(EVENTS[2]), sous_titre="Rencontres : toutes")),
    issue(
        actualites=rubric(
            one("events/webinaire-pare-fugues-2024", titre="Un autre titre ?", texte="Un autre texte"),
            one("actors/la-boussole-nord", surtitre="Nord · 59"),
            one(
                "actors/la-boussole-rhone", bouton={"libelle": "Voir", "url": "https://www.exemple.fr/?a=[1]"}
            ),
        )
    ),
    issue(
        ressources=rubric(
            one("resources/projet-safe-116-000"),
            one("resources/guide-fugues-protection-de-l-enfance-2024", bouton={"libelle": "Lire : le guide"}),
        )
    ),
    {**ISSUE, "statut": "brouillon"},
    {**ISSUE, "editorial": "Trop long. " * 700, "abrege": "true"},
]


def test_a_form_shows_the_letter_that_the_build_makes(
    modules: Path, files: dict[str, Any], site: Site
) -> None:
    issues = [("2023-t3" if "Webinaire" in str(case) else "2026-t4", case) for case in CASES]
    for (id_, case), html in zip(issues, drawn(modules, files, issues), strict=True):
        made = outputs(Numero.model_validate({"id": id_, **case}), site)["email.html"].decode()
        assert html == made, case
