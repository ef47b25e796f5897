"""`maillage verify list | letters | mark`: who is to be asked first, the letter, what is remembered."""

from __future__ import annotations

import csv
import email
import io
import json
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from generators.care import letters_sent
from generators.care.verification import as_text, to_ask
from generators.cli import main
from generators.land.places import load_places
from generators.records.reading.load import load
from generators.records.reading.source import read
from generators.records.records import Records
from tests.browser.conftest import ROOT
from tests.intake.thirty import COUNT, id_of, project

RECORDS = load(ROOT / "data", ROOT / "newsletter").records
PLACES = load_places(ROOT / "data" / "reference")
TODAY = date(2026, 11, 22)


def listed(records: Records, today: date = TODAY, region: str | None = None) -> str:
    return as_text(to_ask(records, PLACES, today, region), records, PLACES, today, {}, region)


def confirmed(records: Records, days: dict[str, date]) -> Records:
    """The records, those of these ids confirmed on these days."""
    actors = {
        id_: one.model_copy(update={"verifie_le": days.get(id_), "verifie_par": "direction"})
        for id_, one in records.actors.items()
    }
    return replace(records, by_kind={**records.by_kind, "actors": actors})


def test_a_region_lists_its_own_and_no_other() -> None:
    text = listed(RECORDS, region="53")
    assert text.startswith("# Fiches à confirmer au 22 novembre 2026 (Bretagne)\n\nBonjour,\n")
    assert "- **CHU de Rennes**, Rennes, en Ille-et-Vilaine (35)\u00a0: jamais confirmée" in text
    assert "Boussole" not in text


def test_who_helps_and_can_be_reached_is_asked_first() -> None:
    asked = to_ask(RECORDS, PLACES, TODAY)
    ranks = {one.acteur.id: rank for rank, one in enumerate(asked)}
    assert ranks["la-boussole-nord"] < ranks["la-breche"] < ranks["entr-actes"]  # helps; supports; no contact
    parts = [(one.agit, one.joignable) for one in asked if one.acteur.role == "aide"]
    assert parts == sorted(parts, reverse=True)
    boussole = asked[ranks["la-boussole-nord"]]
    assert boussole.seule == ("59",) and boussole.habitants > 2_000_000
    assert "Horaires" in boussole.manque and "Téléphone" not in boussole.manque


def test_the_oldest_come_first_and_a_fresh_record_is_not_asked() -> None:
    days = dict.fromkeys(RECORDS.actors, date(2024, 9, 17)) | {"la-boussole-nord": date(2023, 9, 1)}
    asked = to_ask(confirmed(RECORDS, days), PLACES, date(2024, 9, 20))
    assert [one.acteur.id for one in asked] == ["la-boussole-nord"]
    assert "confirmée le 1er septembre 2023 (12\u00a0mois)" in listed(
        confirmed(RECORDS, days), date(2024, 9, 20)
    )
    assert "Aucune fiche n’est à confirmer." in listed(
        confirmed(RECORDS, dict.fromkeys(RECORDS.actors, date(2019, 1, 1))), date(2019, 1, 1)
    )


def test_a_record_may_have_a_rhythm_of_its_own() -> None:
    boussole = RECORDS.actors["la-boussole-nord"].model_copy(
        update={"verifie_le": date(2026, 5, 1), "rythme_verification": 6}
    )
    assert letters_sent.to_confirm(boussole, TODAY)
    assert not letters_sent.to_confirm(boussole.model_copy(update={"rythme_verification": None}), TODAY)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = project(tmp_path / "projet").root
    monkeypatch.chdir(root)
    return root


def test_the_list_for_programs(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "list", "--format", "json", "--today", "2026-11-22"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == COUNT
    assert rows[0]["rang"] == 1 and rows[0]["id"] == id_of(0) and "Horaires" in rows[0]["manque"]
    assert main(["verify", "list", "--format", "csv", "--region", "Hauts-de-France"]) == 0
    cells = [*csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff")))]
    assert len(cells) == COUNT and cells[0]["manque"].startswith("Horaires")
    assert main(["verify", "list", "--region", "Bretagn"]) == 2


def letter(root: Path, id_: str) -> EmailMessage:
    made = email.message_from_bytes((root / f"lettres/{id_}.eml").read_bytes(), policy=default)
    assert isinstance(made, EmailMessage)
    return made


def test_a_letter_says_all_that_the_page_says(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "letters", id_of(7), "--today", "2026-11-22"]) == 0
    mail = letter(office, id_of(7))
    assert mail["To"] == "contact@point-ecoute-07.example"
    assert mail["From"].addresses[0].addr_spec == "reseau@exemple.fr"
    assert str(mail["Subject"]).endswith(f"Point écoute 07 [fiche {id_of(7)}]")
    plain, page = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None and page is not None
    text = plain.get_content().replace("\r\n", "\n")
    assert max(map(len, text.splitlines())) <= 76
    assert "- Téléphone\u00a0: 03 20 00 10 07\n" in text
    assert "- Publics\u00a0: Mineurs et familles\n" in text
    assert "- Horaires\u00a0: non renseigné\n" in text
    assert f"/acteurs/{id_of(7)}/\n" in text and f"/verifier/?fiche=actors/{id_of(7)}\n" in text
    assert "«\u00a0retirez notre fiche\u00a0»" in text and "articles 16, 17" in text
    assert "verifie_" not in text and "Dépliant (mars 2024)" in text
    assert f'<a href="https://reseau-pare.example/verifier/?fiche=actors/{id_of(7)}">' in page.get_content()
    first = (office / f"lettres/{id_of(7)}.eml").read_bytes()
    (office / "data/lettres.yml").unlink()
    assert main(["verify", "letters", id_of(7), "--today", "2026-11-22"]) == 0
    assert first == (office / f"lettres/{id_of(7)}.eml").read_bytes()


def test_no_letter_goes_to_a_person_or_to_a_mailbox_for_something_else(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, more in enumerate(("consentement: 2026-01-01\n", "boite_pour: les dons\n")):
        path = office / f"data/actors/{id_of(number)}.yml"
        path.write_text(path.read_text("utf-8") + more, "utf-8")
    assert main(["verify", "letters", "--today", "2026-11-22"]) == 0
    told = capsys.readouterr().out
    assert (
        "28\u00a0lettres" in told
        and f"à appeler\u00a0: Point écoute 00 ({id_of(0)}) et Point écoute 01" in told
    )
    assert not (office / f"lettres/{id_of(0)}.eml").exists()


def test_three_reminders_and_no_more(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def made(day: str) -> str:
        assert main(["verify", "letters", "--today", day]) == 0
        return capsys.readouterr().out

    assert "30\u00a0lettres" in made("2026-01-01")
    assert "Aucune lettre" in made("2026-01-15")
    assert (
        main(
            ["verify", "mark", id_of(0), "--by", "direction", "--date", "2026-01-10", "--today", "2026-01-20"]
        )
        == 0
    )
    capsys.readouterr()
    assert "Dont 29\u00a0relances" in made("2026-02-01")
    assert str(letter(office, id_of(1))["Subject"]).startswith("Rappel : votre fiche")
    assert "29\u00a0lettres" in made("2026-03-05") and "29\u00a0lettres" in made("2026-04-10")
    said = made("2026-06-01")
    assert "Aucune lettre" in said and "Sans réponse après 3 relances, à appeler" in said
    remembered = read((office / "data/lettres.yml").read_bytes()).value
    assert remembered[id_of(1)] == ["2026-01-01", "2026-02-01", "2026-03-05", "2026-04-10"]
    assert remembered[id_of(0)] == ["2026-01-01"]
    assert main(["check", "--today", "2026-06-01"]) == 0
    capsys.readouterr()
    assert main(["verify", "list", "--today", "2026-06-01"]) == 0
    assert "3\u00a0relances sans réponse, à appeler" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "letters", "--dry-run", "--limit", "4", "--today", "2026-11-22"]) == 0
    assert "4\u00a0lettres à préparer" in capsys.readouterr().out
    assert not (office / "lettres").exists() and not (office / "data/lettres.yml").exists()
    assert main(["verify", "letters", "personne"]) == 2


def test_nothing_of_a_confidential_place_is_written(office: Path) -> None:
    path = office / f"data/actors/{id_of(2)}.yml"
    path.write_text(path.read_text("utf-8") + "adresse_confidentielle: true\n", "utf-8")
    assert main(["verify", "letters", id_of(2), "--today", "2026-11-22"]) == 0
    plain = letter(office, id_of(2)).get_body(("plain",))
    assert plain is not None
    assert "L’adresse est confidentielle" in plain.get_content() and "- Commune" not in plain.get_content()


def test_several_are_marked_at_once_and_nothing_else_changes(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [office / f"data/actors/{id_of(number)}.yml" for number in range(3)]
    before = [path.read_text("utf-8") for path in paths]
    assert main(["verify", "mark", *map(id_of, range(3)), "--by", "direction", "--today", "2026-11-22"]) == 0
    assert capsys.readouterr().out == "3\u00a0fiches confirmées par direction, le 2026-11-22.\n"
    for path, text in zip(paths, before, strict=True):
        assert path.read_text("utf-8") == text + "verifie_le: 2026-11-22\nverifie_par: direction\n"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--by", "Camille Durand"], 1),
        (["--by", "camille.durand@exemple.fr"], 1),
        (["--by", "d’après le dépliant"], 1),
        (["--by", "direction", "--date", "2026-11-23"], 2),
        (["personne", "--by", "direction"], 2),
    ],
)
def test_a_name_or_a_day_to_come_is_refused(office: Path, arguments: list[str], status: int) -> None:
    path = office / f"data/actors/{id_of(0)}.yml"
    before = path.read_bytes()
    assert main(["verify", "mark", id_of(0), *arguments, "--today", "2026-11-22"]) == status
    assert path.read_bytes() == before
