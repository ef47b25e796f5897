"""The letter that /admin/ shows is the letter: the same bytes as the build's, whatever an issue says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generators.letter import outputs, workshop
from generators.records.models import Numero
from generators.records.models.evenement import Recurrence
from generators.records.problems import PROPOSED
from generators.records.reading.source import read
from generators.records.values.types import RefEvenement
from generators.site import Site
from tests.letter.test_foot import reached
from tests.made import made as merged
from tests.scripts.browserless import run

ROOT = Path(__file__).parents[2]
ISSUE: dict[str, Any] = read((ROOT / "newsletter" / "2023-t3.yml").read_bytes()).value
OPEN = """
const { Fonds } = await import("./atelier-fonds.js");
const fonds = new Fonds(data.lettre);
for (const [genre, lu] of Object.entries(data.genres)) fonds.recevoir(genre, lu);
"""
DRAW = """
return data.numeros.map(([id, valeurs]) => {
  return fonds.lettre.html(fonds.lettre.composer(valeurs, id), valeurs.abrege === "true");
});
"""


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, Any]:
    return {
        path.removeprefix(workshop.FAMILY): json.loads(data)
        for path, data in merged(workshop.file_makers(site)).items()
    }


def told(modules: Path, files: dict[str, Any], program: str, **data: Any) -> Any:
    """What a program makes of the records as the site published them."""
    kinds = {path.partition("/")[2][:-5]: read for path, read in files.items() if "/" in path}
    return run(modules, OPEN + program, {"lettre": files["lettre.json"], "genres": kinds, **data})


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
    for (id_, case), html in zip(issues, told(modules, files, DRAW, numeros=issues), strict=True):
        made = outputs(Numero.model_validate({"id": id_, **case}), site)["email.html"].decode()
        assert html == made, case


def test_the_foot_of_a_network_that_has_all_is_the_same(modules: Path, site: Site) -> None:
    site = reached(site)
    found = {
        path.removeprefix(workshop.FAMILY): json.loads(d)
        for path, d in merged(workshop.file_makers(site)).items()
    }
    case = issue(agenda=rubric(one(EVENTS[0])))
    (html,) = told(modules, found, DRAW, numeros=[("2026-t4", case)])
    assert html == outputs(Numero.model_validate({"id": "2026-t4", **case}), site)["email.html"].decode()
    assert "https://social.example/@reseau" in html


READ = """
const { lireNumero } = await import("./atelier-relecture.js");
const fautes = (valeurs) => lireNumero(valeurs, fonds).fautes;
return data.numeros.map((valeurs) => fautes(valeurs).map(({ ou, quoi, grave }) => [ou, quoi, grave]));
"""
PAST, LONG = "events/noemie-dit-oui-mulhouse-2023", "events/webinaire-pare-fugues-2024"
SAFE, GUIDE = "resources/projet-safe-116-000", "resources/guide-fugues-protection-de-l-enfance-2024"
WRONG: list[tuple[dict[str, Any], list[tuple[str, bool]]]] = [
    (issue(ressources=rubric(one(SAFE))), []),
    (issue(), [("ne porte encore aucune fiche", False)]),
    (issue(statut="publie"), [("ne porte encore aucune fiche", True)]),
    (issue(apercu="À écrire : la phrase", ressources=rubric(one(SAFE))), [("reste à écrire", False)]),
    (
        issue(editorial=f"{PROPOSED}\nDeux dates.", ressources=rubric(one(SAFE)), statut="publie"),
        [("cette proposition reste à relire", True)],
    ),
    (issue(agenda=rubric(one(PAST))), [("passé à la date du numéro", True)]),
    (issue(actualites=rubric(one(PAST))), [("rien à en raconter", True)]),
    (issue(actualites=rubric(one(LONG))), [("a 133 signes", False)]),
    (issue(actualites=rubric(one(LONG, titre="Court"))), []),
    (issue(ressources=rubric(one(SAFE), one(SAFE))), [("choisie deux fois", True)]),
    (issue(ressources=rubric(one("resources/inconnue"))), [("n’a pas encore cette fiche", False)]),
    (issue(date="2027-06", ressources=rubric(one(SAFE))), [("ni dans le trimestre", True)]),
    (issue(date="2026-09-30", ressources=rubric(one(SAFE))), [("ni dans le trimestre", True)]),
    (issue(date="2026", ressources=rubric(one(SAFE))), []),
    (issue(date="2026-T4", ressources=rubric(one(SAFE))), []),
    (issue(date="2027-01", ressources=rubric(one(SAFE))), []),
    (issue(editorial="Trop long. " * 9500, ressources=rubric(one(SAFE))), [("Gmail la coupe", True)]),
    (
        issue(ressources=rubric(*(one(fiche, bouton={"libelle": "Lire"}) for fiche in (SAFE, GUIDE)))),
        [("un autre bouton s’appelle aussi", True)],
    ),
]


def test_all_that_is_wrong_with_an_issue_is_told_at_once(modules: Path, files: dict[str, Any]) -> None:
    found = told(modules, files, READ, numeros=[case for case, _ in WRONG])
    for (case, right), faults in zip(WRONG, found, strict=True):
        assert len(faults) == len(right), (case, faults)
        for (_, said, grave), (words, refused) in zip(faults, right, strict=True):
            assert words in said.replace("\u00a0", " ") and grave is refused, (case, faults)


FIND = """
const chercher = (question, genres, rubrique) => fonds.chercher(question, genres, rubrique, "2026-11-22");
return data.cherches.map((un) => chercher(...un).map(({ fiche, nom, refus }) => [fiche, nom, refus]));
"""


def test_records_of_one_name_are_told_apart_and_a_rubric_says_what_it_refuses(
    modules: Path, files: dict[str, Any]
) -> None:
    asked = [
        ["boussole", ["news", "actors", "events"], "actualites"],
        ["BOUSSOLE rhone", ["actors"], "actualites"],
        ["mulhouse 2023 noemie", ["events"], "agenda"],
        ["introuvable", ["events"], "agenda"],
    ]
    both, one_, past, none = told(modules, files, FIND, cherches=asked)
    assert {"La Boussole (Nord)", "La Boussole (Rhône)"} <= {name for _, name, _ in both}
    assert [name for _, name, _ in one_] == ["La Boussole (Rhône)"]
    assert [(ref, why[:5]) for ref, _, why in past] == [(PAST, "passé")]
    assert none == []


REGISTERED: dict[str, Any] = {
    "inscription": {
        "liens": [
            {"titre": "Sur place", "url": "https://place.example/i", "complet": "true"},
            {"titre": "En ligne", "url": "https://ligne.example/i"},
        ],
        "courriel": "formation@exemple.fr",
        "avant_le": "2026-12-05T12:00",
    },
    "replay": "https://video.example/r",
    "url": "https://www.cnape.fr/colloque",
    "debut": "2026-12-08T20:00",
    "fin": "2026-12-10T01:30",
    "fuseau": "America/Martinique",
}


def test_an_act_follows_the_day_of_the_issue(modules: Path, site: Site) -> None:
    """One registers until the deadline, then sees the organiser's page, then the replay."""
    known = site.records.events["colloque-cnape-2023"]
    values = {
        **known.model_dump(mode="json", exclude_defaults=True, warnings=False),
        **REGISTERED,
        "id": known.id,
    }
    event = type(known).model_validate(values, context={"vocabulary": site.records.vocabulary})
    records = site.records.having("events", {**site.records.events, event.id: event})
    site = replace(site, network=replace(site.network, records=records))
    found = {
        path.removeprefix(workshop.FAMILY): json.loads(d)
        for path, d in merged(workshop.file_makers(site)).items()
    }
    days = ("2026-11-22", "2026-12-05", "2026-12-06", "2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11")
    numbered = [("2026-t4", issue(date=day, agenda=rubric(one(EVENTS[0], titre="Un titre")))) for day in days]
    drawn = told(modules, found, DRAW, numeros=numbered)
    for (_, case), html in zip(numbered, drawn, strict=True):
        made = outputs(Numero.model_validate({"id": "2026-t4", **case}), site)["email.html"].decode()
        assert html == made, case["date"]
    acts = (
        ["https://ligne.example/i"] * 2 + ["https://www.cnape.fr/colloque"] * 4 + ["https://video.example/r"]
    )
    for act, html in zip(acts, drawn, strict=True):
        assert f'mso-padding-alt:13px 20px;font:bold 16px/20px Arial"><a href="{act}"' in html


def test_a_series_is_told_by_its_next_date_whatever_the_day_of_the_issue(modules: Path, site: Site) -> None:
    """And a news item that announces it, until that date."""
    event, news = site.records.events["colloque-cnape-2023"], site.records.news["parlons-prev-seine-et-marne"]
    series = event.model_copy(
        update={
            "debut": date(2026, 11, 10),
            "fin": None,
            "recurrence": Recurrence.model_validate({"regle": "FREQ=WEEKLY;INTERVAL=2"}),
        }
    )
    told_of = news.model_copy(update={"evenements": (RefEvenement(event.id),)})
    records = site.records.having("events", {**site.records.events, event.id: series})
    records = records.having("news", {**site.records.news, news.id: told_of})
    site = replace(site, network=replace(site.network, records=records))
    found = {
        path.removeprefix(workshop.FAMILY): json.loads(d)
        for path, d in merged(workshop.file_makers(site)).items()
    }
    cases = [
        issue(
            date=day,
            agenda=rubric(one(f"events/{event.id}"), one(EVENTS[1])),
            actualites=rubric(one(f"news/{news.id}")),
        )
        for day in ("2026-11-22", "2026-12-08", "2026-12-09", "2027-01")
    ]
    numbered = [("2026-t4", case) for case in cases]
    for case, html in zip(cases, told(modules, found, DRAW, numeros=numbered), strict=True):
        made = outputs(Numero.model_validate({"id": "2026-t4", **case}), site)["email.html"].decode()
        assert html == made, case["date"]
    assert len({html.count("décembre") for html in told(modules, found, DRAW, numeros=numbered)}) > 1
