"""An issue drafted from the quarter of `tests.letter.quarter`, as a team would: drafted, read, checked."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generators import letter
from generators.cli import main
from generators.letter import workshop
from generators.letter.draft_file import is_untouched
from generators.letter.mjml import BUDGET
from generators.opening import open_site
from generators.project import Project
from generators.records.problems import PROPOSED, Problem
from generators.records.reading.load import load
from generators.records.reading.source import read
from generators.records.unwritten import unwritten
from generators.records.validate import check
from tests.letter import quarter
from tests.made import made

FILE = f"newsletter/{quarter.ISSUE}.yml"
#: What a folder without git is asked for, of each event to come (`generators.undated`).
NO_GIT = "date_maj"


@pytest.mark.parametrize("records", [quarter.RECORDS, quarter.RECORDS[:1], ()])
def test_the_quarter_is_in_order(tmp_path: Path, records: tuple[str, ...]):
    site, problems = open_site(quarter.lay(tmp_path, records), quarter.DAY, quarter.ADDRESS)
    assert site is not None
    assert [one for one in problems if one.field != NO_GIT] == []
    assert site.identity.nom == "Vigie"
    assert {f"{kind}/{id_}" for (kind, id_), _ in site.records.all()} >= {*records}


def drafted(folder: Path, records: tuple[str, ...] = quarter.RECORDS) -> Project:
    """The network, with the issue that the command drafts."""
    return draft(quarter.lay(folder, records))


def draft(project: Project) -> Project:
    options = ["--data", str(project.data), "--today", quarter.DAY.isoformat()]
    assert main(["newsletter", "draft", quarter.ISSUE, *options]) == 0
    return project


def checked(project: Project) -> tuple[Problem, ...]:
    return check(project.data, project.newsletter, project.reference, quarter.DAY)[1]


def text(project: Project) -> str:
    return (project.newsletter / f"{quarter.ISSUE}.yml").read_text("utf-8")


def values(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = read(text(project).encode()).value
    return found


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(quarter.ROOT)
    return drafted(tmp_path)


def test_what_is_proposed_says_what_the_records_say(project: Project):
    said = values(project)
    assert said["apercu"] == (
        f"{PROPOSED} Repérer le harcèlement, à Mulhouse le 10 décembre. Et aussi : une autre date, trois "
        "actualités, une nouvelle structure et deux ressources."
    )
    assert said["editorial"] == (
        f"{PROPOSED}\n"
        "Deux rendez-vous sont annoncés, au Mans et à Mulhouse. À retenir : « Repérer le harcèlement : une "
        "journée pour les équipes éducatives », le jeudi 10 décembre à Mulhouse (Maison des élèves de "
        "Mulhouse) ; on s’y inscrit jusqu’au vendredi 4 décembre.\n"
        "\n"
        "« Webinaire : le harcèlement qui continue sur le téléphone » a réuni 140 personnes : le replay est "
        "en ligne. Deux actualités racontent ce qui se passe dans le Nord et en Guyane. Une structure entre "
        "dans l’annuaire : Point écoute du Bassin minier, à Lens. Deux ressources s’ajoutent à la "
        "bibliothèque, à écouter et à lire : podcast et guide."
    )


def test_the_rubrics_go_by_date_and_by_territory(project: Project):
    chosen = {key: [one["fiche"] for one in values(project)[key]["choix"]] for key in letter_rubrics()}
    assert chosen == {
        "agenda": ["events/permanence-parents-le-mans", "events/journee-reperer-mulhouse-2026"],
        "actualites": [
            "events/webinaire-cyberharcelement-2026",
            "news/mediateurs-lille-2026",
            "actors/point-ecoute-lens",
            "news/classes-mobiles-guyane-2026",
        ],
        "ressources": ["resources/podcast-cour-de-recre-2026", "resources/guide-premier-entretien-2026"],
    }
    assert {ref for refs in chosen.values() for ref in refs} == {*quarter.RECORDS}
    lines = text(project).splitlines()
    at = lines.index("    - fiche: actors/point-ecoute-lens")
    assert lines[at + 1] == "      # depuis le 15 octobre 2026 · Pas-de-Calais · 62 · nouvelle structure"
    at = lines.index("    - fiche: resources/podcast-cour-de-recre-2026")
    assert lines[at + 3] == "      # texte de 89 signes, court à côté des autres (100 à 200)"
    assert "bouton" not in "\n".join(line for line in lines if not line.startswith("#"))


def letter_rubrics() -> tuple[str, ...]:
    return ("agenda", "actualites", "ressources")


def test_what_remains_to_do_is_told_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(quarter.ROOT)
    project = drafted(tmp_path)
    first, *steps = capsys.readouterr().out.replace("\u00a0", " ").splitlines()
    start = f"{FILE} : 2 dates, 1 suite, 2 actualités, 1 structure et 2 ressources ; "
    assert first.startswith(start) and first.endswith(" ko sur 85 ko.")
    data = f" --data {project.data}"
    assert steps == [
        "Il reste à :",
        f"  1. relire l’aperçu et l’éditorial proposés, puis effacer « {PROPOSED} » ;",
        "  2. retirer ce qui ne doit pas paraître, changer l’ordre ;",
        "  3. récrire 1 texte trop court ou trop long, que l’ébauche signale ;",
        f"  4. vérifier et regarder : maillage check{data}, maillage newsletter preview 2026-t4{data} ;",
        f"  5. l’essayer : maillage newsletter send-test 2026-t4{data} --to ADRESSE ;",
        "  6. écrire « statut: publie », puis la déposer : "
        f"maillage newsletter push 2026-t4{data} --service SERVICE.",
    ]


def test_it_leaves_once_it_is_read_and_not_before(project: Project):
    read_by_nobody = "cette proposition reste à relire"
    assert [(p.severity, p.field, p.message) for p in checked(project)] == [
        ("warning", "apercu", read_by_nobody),
        ("warning", "editorial", read_by_nobody),
    ]
    file = project.newsletter / f"{quarter.ISSUE}.yml"
    written = file.read_text("utf-8")
    assert left_to_write(project) == ["apercu", "editorial"]
    file.write_text(written.replace("statut: brouillon", "statut: publie"), "utf-8")
    assert [p.severity for p in checked(project)] == ["error", "error"]
    assert open_site(project, quarter.DAY, quarter.ADDRESS)[0] is None
    file.write_text(as_read(written), "utf-8")
    site, problems = open_site(project, quarter.DAY, quarter.ADDRESS)
    assert site is not None
    assert [one for one in problems if one.field != NO_GIT] == []
    html = letter.outputs(site.records.issues[quarter.ISSUE], site)["email.html"]
    assert len(html) <= BUDGET and "À écrire" not in html.decode()
    assert not is_untouched(file.read_text("utf-8"))
    assert left_to_write(project) == []


def left_to_write(project: Project) -> list[str]:
    """What `newsletter push` refuses the issue for."""
    issue = load(project.data, project.newsletter).records.issues[quarter.ISSUE]
    return [found.field for found in unwritten(issue, text(project).encode(), FILE)]


def as_read(written: str) -> str:
    """The draft once somebody took the marks away, and says that it may leave."""
    unmarked = written.replace(f"  {PROPOSED}\n", "").replace(f'"{PROPOSED} ', '"')
    return unmarked.replace("statut: brouillon", "statut: publie")


def test_the_form_proposes_what_the_file_does(project: Project):
    """The workshop opens a new issue with the same values, the same remarks, the same sentences."""
    file = values(project)
    (project.newsletter / f"{quarter.ISSUE}.yml").unlink()
    told = json.loads(made(workshop.file_makers(quarter.site_of(project)))[f"{workshop.FAMILY}lettre.json"])
    for key in letter_rubrics():
        file[key] = {**file[key], "choix": [one["fiche"] for one in file[key]["choix"]]}
    assert told["numero"] == quarter.ISSUE and told["valeurs"] == file
    assert told["propose"] == PROPOSED
    assert told["notes"] == {
        "events/permanence-parents-le-mans": "déjà annoncé : 3e trimestre 2026",
        "actors/point-ecoute-lens": "nouvelle structure",
        "resources/podcast-cour-de-recre-2026": "texte de 89 signes, court à côté des autres (100 à 200)",
    }


def test_an_empty_quarter_asks_for_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(quarter.ROOT)
    said = values(drafted(tmp_path, ()))
    assert said["editorial"] == "À écrire : le mot de l’équipe."
    assert [line for line in capsys.readouterr().out.splitlines() if "  " in line] == [
        "  1. ajouter des fiches, puis relancer l’ébauche : il n’y a encore rien à annoncer."
    ]


def test_a_structure_that_a_news_item_tells_of_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(quarter.ROOT)
    project = quarter.lay(tmp_path)
    news = project.data / "news" / "mediateurs-lille-2026.yml"
    news.write_text(news.read_text("utf-8").replace("collectif-recre-nord]", "point-ecoute-lens]"), "utf-8")
    draft(project)
    assert "actors/" not in text(project)


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("zone_eligibilite: [departement:62]", "zone_eligibilite: [departement:62]\nstatut: suspendu"),
        ("role: aide", "role: citee"),
        ("date: 2026-10-15", "date: 2026-09-15"),
        ("porte_par: collectif-recre-nord", "porte_par: structure-qui-manque"),
    ],
)
def test_a_structure_is_new_only_if_it_acts_and_is_first_heard_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, instead: str
):
    monkeypatch.chdir(quarter.ROOT)
    project = quarter.lay(tmp_path)
    file = project.data / "actors" / "point-ecoute-lens.yml"
    file.write_text(file.read_text("utf-8").replace(line, instead), "utf-8")
    draft(project)
    assert "- fiche: actors/" not in text(project) and "news/mediateurs-lille-2026" in text(project)


def test_the_network_may_be_too_broken_to_draft_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(quarter.ROOT)
    project = quarter.lay(tmp_path)
    (project.data / "reseau.yml").write_text("nom: 3\n", "utf-8")
    assert main(["newsletter", "draft", "2026-t4", "--data", str(project.data)]) == 1
    assert "reseau.yml" in capsys.readouterr().err
    assert not (project.newsletter / "2026-t4.yml").exists()


def test_the_day_counts(tmp_path: Path):
    """The series goes by its next date; what is over is no more in the agenda."""
    project = quarter.lay(tmp_path)
    site = quarter.site_of(project, date(2026, 12, 2))
    told = json.loads(made(workshop.file_makers(site))[f"{workshop.FAMILY}lettre.json"])
    assert told["valeurs"]["agenda"]["choix"] == [
        "events/journee-reperer-mulhouse-2026",
        "events/permanence-parents-le-mans",
    ]
