"""`maillage geste`: one line typed, all that is needed written, and what else speaks of the record told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from generators.cli import main
from generators.records.validate import check

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-22"
PROOF = "sources:\n  - document: Exemple\n    date: 2026\n"
EVENT = (
    "# une note de l’équipe\ntitre: Journée d’échanges\ntype: journee-etude\nresume: Une journée.\n"
    "debut: 2026-12-03T09:30 # à vérifier\nseances:\n  - debut: 2026-12-03T09:30\n    titre: Matin\n"
    "  - debut: 2026-12-03T14:00\n    titre: Après-midi\nen_ligne: true\n"
    "inscription:\n  obligatoire: true\n  avant_le: 2026-11-27\n" + PROOF
)
ISSUE = (
    "titre: La newsletter\nperiode: 4e trimestre 2026\ndate: 2026-10-15\nstatut: publie\napercu: Un aperçu.\n"
    "editorial: Bonjour.\nagenda:\n  titre: Agenda\n  choix:\n    - fiche: events/journee\n"
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real records, with an event of ours that a letter, sent or not, carries."""
    for name in ("mkdocs.yml", "site"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("data", "newsletter"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "data/events/journee.yml").write_text(EVENT, encoding="utf-8")
    (tmp_path / "newsletter/2026-t4.yml").write_text(ISSUE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def geste(*words: str) -> tuple[int, str]:
        try:
            status = main(["geste", *words, "--today", TODAY])
        except SystemExit as stop:
            status = int(str(stop.code))
        told = capsys.readouterr()
        return status, (told.out + told.err).replace("\u00a0", " ")

    return geste


def event(data: Path) -> str:
    return (data / "events/journee.yml").read_text(encoding="utf-8")


def read(text: str) -> dict[str, object]:
    values: dict[str, object] = yaml.load(text, yaml.BaseLoader)
    return values


def sound(data: Path) -> bool:
    from datetime import date

    records, _ = check(data, data.parent / "newsletter", ROOT / "data/reference", date.fromisoformat(TODAY))
    return records is not None


def test_what_a_sent_letter_carried_is_called_off_and_the_site_stands(data: Path, run: Run) -> None:
    status, said = run("annuler", "journee", "--motif", "Grève des transports")
    assert status == 0, said
    written = event(data)
    assert "annule: true\n" in written and f"date_maj: {TODAY}\n" in written
    assert "titre: Annulation\n    texte: Grève des transports\n" in written
    assert "# une note de l’équipe" in written and "# à vérifier" in written
    assert "le numéro 2026-t4, déjà envoyé, l’annonçait" in said
    assert "Annulé : oui" in said and "Mis à jour le : dimanche 22 novembre 2026" in said
    assert sound(data)


def test_a_draft_that_carries_it_is_named(data: Path, run: Run) -> None:
    (data.parent / "newsletter/2026-t4.yml").write_text(ISSUE.replace("publie", "brouillon"), "utf-8")
    assert "le numéro 2026-t4, en brouillon" in run("annuler", "journee")[1]
    assert sound(data)


def test_put_off_as_french_people_say_it(data: Path, run: Run) -> None:
    run("annuler", "journee")
    status, said = run("reporter", "journee", "--au", "14", "janvier", "2027", "à", "14h30")
    assert status == 0, said
    assert "reporte_au: 2027-01-14T14:30\n" in event(data)
    assert "annule:" not in event(data)
    assert "la limite d’inscription et les séances" in said
    assert sound(data)


def test_a_date_that_holds_not_is_refused_and_nothing_written(data: Path, run: Run) -> None:
    for words, told in (
        (("--au", "bientôt"), "« bientôt » n’est pas une date"),
        (("--au", "1er décembre 2026"), "n’est pas après la date prévue"),
    ):
        status, said = run("reporter", "journee", *words)
        assert status != 0 and told in said
        assert event(data) == EVENT


def test_full_in_the_whole_or_in_a_session(data: Path, run: Run) -> None:
    assert run("complet", "journee", "--seance", "2")[0] == 0
    assert event(data).count("complet: true") == 1
    assert (
        event(data).index("Après-midi") < event(data).index("complet: true") < event(data).index("en_ligne")
    )
    assert run("complet", "journee")[0] == 0
    assert event(data).count("complet: true") == 2
    status, said = run("complet", "journee", "--seance", "3")
    assert status == 2 and "cet événement en a 2" in said
    assert "l’annonçait" not in said


def test_one_session_is_called_off_and_the_others_are_not(data: Path, run: Run) -> None:
    status, said = run("annuler", "journee", "--seance", "2", "--motif", "Grève")
    assert status == 0, said
    values = read(event(data))
    assert "annule" not in values and values["date_maj"] == TODAY
    first, second = values["seances"]
    assert "annule" not in first and (second["annule"], second["precisions"]) == ("true", "Grève")
    assert sound(data)
    status, said = run("annuler", "journee", "--seance", "0")
    assert status == 2 and "cet événement en a 2" in said


def test_moved_online_keeps_the_place_and_goes_back(data: Path, run: Run) -> None:
    place = EVENT.replace(
        "en_ligne: true\n", 'lieu: Salle du port\ncommune: Dunkerque\ncode_insee: "59183"\n'
    )
    (data / "events/journee.yml").write_text(place, encoding="utf-8")
    status, said = run("en-ligne", "journee", "--url", "www.exemple.fr/suivre")
    assert status == 0, said
    written = event(data)
    assert "passe_en_ligne: true\n" in written and "url: https://www.exemple.fr/suivre\n" in written
    assert "lieu: Salle du port" in written and sound(data)
    assert "Passé en ligne : oui" in said
    status, said = run("retablir", "journee")
    assert status == 0 and "passe_en_ligne" not in event(data), said


def test_moved_online_from_nowhere_is_refused(data: Path, run: Run) -> None:
    (data / "events/journee.yml").write_text(EVENT, encoding="utf-8")
    status, said = run("en-ligne", "journee")
    assert status == 1 and "où l’événement devait avoir lieu" in said
    assert event(data) == EVENT


def test_the_way_back_from_every_gesture(data: Path, run: Run) -> None:
    before = EVENT.replace("  avant_le: 2026-11-27\n", "")
    (data / "events/journee.yml").write_text(before, encoding="utf-8")
    for gesture in (
        ("annuler", "journee", "--motif", "Grève"),
        ("reporter", "journee", "--au", "14 janvier 2027"),
        ("complet", "journee"),
        ("complet", "journee", "--seance", "2"),
        ("annuler", "journee", "--seance", "1"),
    ):
        assert run(*gesture)[0] == 0
        status, said = run("retablir", "journee")
        assert status == 0, said
        assert read(event(data)) == {**read(before), "date_maj": TODAY}
        (data / "events/journee.yml").write_text(before, encoding="utf-8")
    assert "le dit déjà" in run("retablir", "journee")[1]


SERIES = (
    "titre: Permanence\ntype: formation\nresume: Une fois par mois.\ndebut: 2026-09-01T14:00\n"
    "recurrence:\n  regle: FREQ=MONTHLY;BYDAY=1TU\n  exceptions:\n    - date: 2027-03-02\n"
    "      complet: true\ncommune: Dunkerque\ncode_insee: 59183\n" + PROOF
)


def test_one_date_of_a_series(data: Path, run: Run) -> None:
    (data / "events/journee.yml").write_text(SERIES, encoding="utf-8")
    status, said = run("annuler", "journee", "--date", "5", "janvier", "2027", "--motif", "Grève")
    assert status == 0, said
    group = "    - date: 2027-01-05\n      annule: true\n      precisions: Grève\n    - date: 2027-03-02\n"
    assert group in event(data) and sound(data)
    assert run("reporter", "journee", "--date", "2027-02-02", "--au", "3 février 2027 à 18h")[0] == 0
    assert run("en-ligne", "journee", "--date", "2027-04-06")[0] == 0
    assert run("complet", "journee", "--date", "2027-05-04")[0] == 0
    written = event(data)
    assert "date: 2027-02-02\n      debut: 2027-02-03T18:00\n" in written
    assert "date: 2027-04-06\n      en_ligne: true\n" in written
    assert written.count("complet: true") == 2 and sound(data)
    status, said = run("retablir", "journee", "--date", "2027-01-05")
    assert status == 0 and "2027-01-05" not in event(data), said


def test_a_date_that_is_none_of_the_series_is_told(data: Path, run: Run) -> None:
    assert run("annuler", "journee", "--date", "2026-12-03")[0] == 2
    (data / "events/journee.yml").write_text(SERIES, encoding="utf-8")
    status, said = run("annuler", "journee", "--date", "2027-01-06")
    assert status == 1 and "la plus proche est le mardi 5 janvier 2027" in said
    status, said = run("reporter", "journee", "--au", "2027-01-06")
    assert status == 1 and "une série ne se reporte pas tout entière" in said
    status, said = run("retablir", "journee", "--date", "2027-01-05")
    assert status == 2 and "rien de particulier" in said
    assert event(data) == SERIES


def test_a_structure_closes_and_what_names_it_is_told(data: Path, run: Run) -> None:
    (data / "events/journee.yml").write_text(EVENT + "organisateurs: [akatij]\n", encoding="utf-8")
    status, said = run("fermer", "akatij", "--successeur", "la-breche", "--date", "31/08/2026")
    assert status == 0, said
    written = (data / "actors/akatij.yml").read_text(encoding="utf-8")
    for line in (
        "statut: ferme",
        "date_fermeture: 2026-08-31",
        "successeur: la-breche",
        f"date_maj: {TODAY}",
    ):
        assert f"{line}\n" in written
    assert "Remplacé par : La Brèche (la-breche)" in said
    assert "« Journée d’échanges » (events/journee), jeudi 3 décembre 2026, est organisé avec elle" in said
    assert sound(data)
    assert run("fermer", "la-breche", "--successeur", "akatij")[0] == 2


def test_a_dry_run_writes_nothing_and_says_as_much(data: Path, run: Run) -> None:
    status, said = run("annuler", "journee", "--dry-run")
    assert (status, event(data)) == (0, EVENT)
    assert "Annulé : oui" in said and "Rien n’a été écrit (--dry-run)." in said


def test_what_is_done_already_is_not_done_again(data: Path, run: Run) -> None:
    run("annuler", "journee")
    before = event(data)
    assert "le dit déjà" in run("annuler", "journee")[1]
    assert event(data) == before


def test_a_record_is_found_by_its_name_and_never_guessed(data: Path, run: Run) -> None:
    assert run("annuler", "Journée d’échanges", "--dry-run")[0] == 0
    assert run("annuler", "data/events/journee.yml", "--dry-run")[0] == 0
    status, said = run("annuler", "journe")
    assert status == 2 and "vouliez-vous dire" in said and "journee" in said
    status, said = run("annuler", "akatij")
    assert status == 2 and "est une structure, et il faut ici un événement" in said


def test_a_record_that_is_not_sound_is_told_and_left(data: Path, run: Run) -> None:
    broken = EVENT.replace("type: journee-etude", "type: fête")
    (data / "events/journee.yml").write_text(broken, encoding="utf-8")
    status, said = run("annuler", "journee")
    assert (status, event(data)) == (1, broken)
    assert "« fête » n’est pas dans la liste" in said
