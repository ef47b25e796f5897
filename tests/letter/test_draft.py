"""A new issue: what it proposes, in which order, and that nobody's work is lost."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generators.cli import main
from generators.land.places import load_places
from generators.letter import compose, problems
from generators.letter.budget import Budget
from generators.letter.draft import Draft, drafted, sending_day
from generators.letter.draft_file import is_untouched, yaml
from generators.network.network import Network
from generators.project import Project
from generators.records.models import Numero
from generators.records.reading.load import load
from generators.records.reading.source import read
from generators.records.validate import check
from tests.letter.fake import ROOT, issue, real, record, rubric, site_with

T3 = {"id": "2023-t3", "periode": "3e trimestre 2023", "date": "2023-10-18"}
TODAY = date(2023, 12, 20)
UNWEIGHED = Budget(0, (), ())


def draft(*records, issues=(), today: date = TODAY, id_: str = "2023-t4") -> Draft:
    mine = site_with(*records, issues=issues)
    return drafted(id_, Network(mine.records, mine.places, today))


def names(found) -> list[str]:
    return [one.fiche.partition("/")[2] for one in found]


def choices(text: str) -> list[str]:
    value = read(text.encode()).value
    rubrics = (value.get(key, {}) for key in ("agenda", "actualites", "ressources"))
    return [choice["fiche"] for one in rubrics for choice in one.get("choix", ())]


def test_the_agenda_goes_by_date_and_leaves_out_what_will_not_take_place():
    found = draft(
        ("events", record("events", "mars", debut="2024-03-05")),
        ("events", record("events", "janvier", debut="2024-01-10", commune="Gap")),
        ("events", record("events", "passe", debut="2023-12-19")),
        ("events", record("events", "annule", debut="2024-02-01", annule="true")),
        ("events", record("events", "reporte", debut="2023-12-01", reporte_au="2024-02-02")),
        ("events", record("events", "en-cours", debut="2023-12-18", fin="2023-12-22")),
    )
    assert names(found.agenda) == ["en-cours", "janvier", "reporte", "mars"]
    assert (found.agenda[1].lieu, found.agenda[1].jour) == ("Gap", "10 janvier 2024")
    assert found.agenda[2].jour == "1er décembre 2023, reporté au 2 février 2024"


def test_an_event_announced_before_is_proposed_again_with_a_remark():
    event = ("events", record("events", "un", debut="2024-01-10"))
    found = draft(event, issues=(issue(**T3, agenda=rubric("events/un")),))
    assert [p.note for p in found.agenda] == ["déjà annoncé : 3e trimestre 2023"]


def test_news_and_resources_since_the_last_issue_go_by_territory():
    news = {
        "guyane": ["departement:973"],
        "nord": ["departement:59"],
        "isere": ["departement:38"],
        "belgique": ["pays:BE"],
        "partout": ["france"],
        "nord-et-isere": ["departement:59", "departement:38"],
        "lille": ["commune:59350"],
    }
    records = [
        ("news", record("news", id_, territoires=zones, date=f"2023-11-0{day}"))
        for day, (id_, zones) in enumerate(news.items(), start=1)
    ]
    found = draft(*records, ("resources", record("resources", "guide", date="2023-11")))
    assert names(found.actualites) == [
        "isere", "lille", "nord", "guyane", "nord-et-isere", "partout", "belgique",
    ]  # fmt: skip
    groups = ["Auvergne-Rhône-Alpes", "Hauts-de-France", "Outre-mer", "National", "Hors de France"]
    assert list(dict.fromkeys(p.groupe for p in found.actualites)) == groups
    text = yaml(found, UNWEIGHED)
    assert [line.strip("# —") for line in text.split("\n") if line.startswith("    # —")] == [
        *groups,
        "National",
    ]
    assert names(found.ressources) == ["guide"]


def test_nothing_is_carried_twice_and_older_records_are_only_reminded():
    records = [
        ("news", record("news", "portee", date="2023-11")),
        ("news", record("news", "du-mois", date="2023-10")),
        ("news", record("news", "oubliee", date="2023-06")),
        ("news", record("news", "ancienne", date="2019")),
        ("news", record("news", "apres", date="2024-05-01")),
        ("resources", record("resources", "sans-date", verifie_le="2023-12-01")),
    ]
    found = draft(*records, issues=(issue(**T3, actualites=rubric("news/portee")),))
    assert names(found.actualites) == ["du-mois"]
    assert names(found.ressources) == ["sans-date"]
    assert names(found.oublies) == ["oubliee"]
    assert choices(yaml(found, UNWEIGHED)) == ["news/du-mois", "resources/sans-date"]
    assert "# Jamais parue dans une lettre" in yaml(found, UNWEIGHED) and "news/oubliee" in yaml(
        found, UNWEIGHED
    )


def sequels() -> tuple[list, tuple[Numero, ...]]:
    events = {
        "raconte": {"debut": "2023-11-06", "compte_rendu": "On y a parlé.", "participants": "100"},
        "filme": {"debut": "2023-11-07", "replay": "https://exemple.fr/r", "commune": "Gap"},
        "annule": {"debut": "2023-11-08", "annule": "true"},
        "reporte": {"debut": "2023-11-09", "reporte_au": "2024-01-15"},
        "muet": {"debut": "2023-11-10"},
    }
    records = [("events", record("events", id_, titre=f"Le {id_}", **f)) for id_, f in events.items()]
    t3 = issue(**T3, agenda=rubric(*(f"events/{id_}" for id_ in events)))
    unannounced = record("events", "inattendu", debut="2023-12-01", replay="https://exemple.fr/i")
    before = record("events", "bien-avant", debut="2023-05-01", replay="https://exemple.fr/b")
    return [*records, ("events", unannounced), ("events", before)], (t3,)


def test_what_became_of_earlier_events_is_proposed_once():
    records, issues = sequels()
    found = draft(*records, issues=issues)
    assert names(found.suites) == ["reporte", "inattendu", "annule", "filme", "raconte"]
    assert found.agenda == ()
    told = issue(id="2023-t4", date="2023-12-20", actualites=rubric("events/raconte", "events/annule"))
    later = draft(*records, issues=(*issues, told), today=date(2024, 3, 1), id_="2024-t1")
    assert names(later.suites) == ["reporte", "filme"]


def test_a_sequel_is_told_in_the_letter():
    records, _ = sequels()
    one = issue(
        date="2023-12-20",
        actualites=rubric("events/raconte", "events/filme", "events/annule", "events/reporte"),
    )
    told, filmed, called_off, put_off = compose(one, site_with(*records)).items
    assert problems(one, site_with(*records)) == ()
    assert (
        plain(told.texte)
        == "Ce rendez-vous a eu lieu. 100 personnes y ont participé. En ligne : le compte rendu."
    )
    assert (told.tuile, told.agenda, plain(told.bouton.libelle)) == (
        None, None, "Lire le compte rendu : 6 novembre",
    )  # fmt: skip
    assert (filmed.surtitre, plain(filmed.bouton.libelle)) == ("Replay · Gap", "Voir le replay : 7 novembre")
    assert called_off.surtitre == "Annulé" and called_off.lignes == ()
    assert plain(called_off.texte) == (
        "Annoncé pour le mercredi 8 novembre 2023, ce rendez-vous n’aura pas lieu."
    )
    assert [(row.nom, row.valeur) for row in put_off.lignes] == [("Nouvelle date", "Lundi 15 janvier 2024")]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("today", "day"),
    [("2026-11-22", "2026-11-22"), ("2026-08-01", "2026-10-01"), ("2027-06-01", "2027-01-31")],
)
def test_an_issue_is_sent_in_its_quarter_or_the_month_after(today, day):
    assert sending_day("2026-t4", date.fromisoformat(today)).isoformat() == day


def run(*arguments: str) -> int:
    try:
        return main(["newsletter", "draft", *arguments])
    except SystemExit as stop:
        return int(stop.code or 0)


def checked(project: Path, today: str) -> list[tuple[str, str]]:
    at = Project.at(project)
    _, found = check(at.data, at.newsletter, at.reference, date.fromisoformat(today))
    return [(p.severity, p.field) for p in found if p.path.startswith("newsletter/2")]


@pytest.mark.parametrize(
    ("id_", "today"), [("2026-t4", "2026-11-22"), ("2023-t4", "2023-11-01"), ("2023-t2", "2023-06-30")]
)
def test_the_draft_passes_the_check_and_can_be_drawn(project: Path, capsys, id_: str, today: str):
    assert run(id_, "--today", today) == 0
    text = (project / "newsletter" / f"{id_}.yml").read_text()
    assert checked(project, today) == [("warning", "apercu"), ("warning", "editorial")]
    records = load(project / "data", project / "newsletter").records
    mine = replace(real(), network=replace(real().network, records=records))
    drawn = problems(records.issues[id_], mine)
    assert drawn == ()
    assert len(choices(text)) == len(set(choices(text))) > 4
    assert capsys.readouterr().out.startswith(f"newsletter/{id_}.yml : ")


def test_an_edited_file_is_never_overwritten_without_being_told(project: Path, capsys):
    file = project / "newsletter" / "2026-t4.yml"
    assert run("2026-t4", "--today", "2026-11-22") == 0
    untouched = file.read_text()
    assert is_untouched(untouched)
    assert run("2026-t4", "--today", "2026-11-23") == 0
    assert "date: 2026-11-23" in file.read_text()
    file.write_text(untouched.replace("structures entrent", "structures viennent d’entrer"))
    edited = file.read_bytes()
    assert run("2026-t4", "--today", "2026-11-24") == 2
    assert "a été modifié : il est resté tel quel" in plain(capsys.readouterr().err)
    assert file.read_bytes() == edited
    assert run("2026-t4", "--today", "2026-11-24", "--force") == 0
    assert "date: 2026-11-24" in file.read_text()


def test_the_published_issue_is_an_edited_file(project: Path):
    before = (project / "newsletter" / "2023-t3.yml").read_bytes()
    assert run("2023-t3") == 2
    assert (project / "newsletter" / "2023-t3.yml").read_bytes() == before


@pytest.mark.parametrize("id_", ["2026", "2026-T4", "2026-t5", "26-t4", "../2026-t4", "2026-t4.yml", ""])
def test_an_issue_is_named_by_its_quarter(project: Path, capsys, id_: str):
    assert run(id_) == 2
    assert "n’est pas un numéro : écrivez l’année" in plain(capsys.readouterr().err)
    assert sorted(p.name for p in (project / "newsletter").glob("*.yml")) == ["2023-t3.yml"]


def test_an_empty_quarter_says_so(project: Path):
    found = draft(issues=(issue(**T3, agenda=rubric("events/un")),))
    text = yaml(found, UNWEIGHED)
    value = read(text.encode()).value
    assert not {"agenda", "actualites", "ressources"} & value.keys()
    assert "# Agenda : aucune fiche n’annonce de date à venir. La rubrique ne paraîtra pas." in text
    (project / "newsletter" / "2023-t4.yml").write_text(text)
    assert checked(project, "2023-12-20") == [
        ("warning", ""),
        ("warning", "apercu"),
        ("warning", "editorial"),
    ]


def test_the_letters_are_read_without_what_draws_the_site():
    """Their commands answer in a second or two; the maps' libraries alone take longer to load."""
    script = (
        "import sys, generators.mkdocs, generators.opening; print({'folium', 'numpy'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_two_drafts_are_the_same():
    places = load_places(Project.at(ROOT).reference)
    one, other = (
        yaml(drafted("2026-t4", Network(real().records, places, date(2026, 11, 22))), UNWEIGHED)
        for _ in range(2)
    )
    assert one == other and "\t" not in one
