"""`maillage report`: the letters that ask to verify, as the staff would send them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generators.care.verification import letter_to, letter_to_the_team
from generators.cli import main
from generators.land.places import load_places
from generators.records.reading.load import load
from generators.records.records import Records

ROOT = Path(__file__).parents[2]
RECORDS = load(ROOT / "data", ROOT / "newsletter").records
PLACES = load_places(ROOT / "data" / "reference")
TODAY = date(2026, 11, 22)


def test_a_region_lists_its_own_and_no_other() -> None:
    text = letter_to_the_team(RECORDS, PLACES, TODAY, "53")
    assert text.startswith("# Fiches à confirmer au 22 novembre 2026 (Bretagne)\n\nBonjour,\n")
    assert (
        "- **CHU de Rennes**, Rennes, en Ille-et-Vilaine (35)\u00a0: jamais confirmée, d’après "
        "Présentations du colloque PROMIFRANCE, 9 juin 2022\u00a0; aucun contact, territoire "
        "non renseigné et missions non renseignées — `data/actors/chu-rennes.yml`\n"
    ) in text
    assert "## Bretagne" in text
    assert text.count("## ") == 1
    assert "Boussole" not in text


def confirmed(records: Records, days: dict[str, date]) -> Records:
    """The records, those of these ids confirmed on these days."""
    actors = {
        id_: one.model_copy(update={"verifie_le": days.get(id_), "verifie_par": "direction"})
        for id_, one in records.actors.items()
    }
    return replace(records, by_kind={**records.by_kind, "actors": actors})


def test_the_oldest_come_first_and_a_fresh_record_is_not_asked() -> None:
    days = {"espace-adolescents-codase": date(2024, 9, 17), "la-boussole-nord": date(2023, 9, 1)}
    text = letter_to_the_team(confirmed(RECORDS, days), PLACES, date(2024, 9, 20))
    listed = [line for line in text.splitlines() if line.startswith("- ")]
    assert listed
    assert not [line for line in listed if "espace-adolescents-codase.yml" in line]  # confirmed that week
    (boussole,) = [line for line in listed if "la-boussole-nord.yml" in line]
    assert "confirmée le 1er septembre 2023 (12\u00a0mois)" in boussole
    assert text.index("entr-actes.yml") < text.index("la-boussole-nord.yml")  # never asked


def test_nothing_to_confirm_is_said() -> None:
    days = dict.fromkeys(RECORDS.actors, date(2019, 1, 1))
    assert "Aucune fiche n’est à confirmer." in letter_to_the_team(
        confirmed(RECORDS, days), PLACES, date(2019, 1, 1)
    )


def test_the_letter_to_a_structure_says_what_the_site_shows() -> None:
    text = letter_to(RECORDS.actors["la-boussole-nord"], RECORDS, PLACES, "https://exemple.fr/")
    assert "https://exemple.fr/acteurs/la-boussole-nord/" in text
    assert "- Téléphone\u00a0: 07 57 76 46 58\n" in text
    assert "- Publics\u00a0: Mineurs, Familles, Professionnels\n" in text
    assert "- Territoire couvert\u00a0: le Nord (59)\n" in text
    assert "- Horaires\u00a0: non renseigné\n" in text


def test_nothing_of_a_confidential_place_is_written() -> None:
    text = letter_to(RECORDS.actors["centre-koutcha"], RECORDS, PLACES, "https://exemple.fr/")
    assert "- Adresse\u00a0: confidentielle, et non publiée\n" in text


def test_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["report", "--region", "Bretagne", "--today", "2026-11-22"]) == 0
    assert "CHU de Rennes" in capsys.readouterr().out
    assert main(["report", "--acteur", "cvm"]) == 0
    assert "votre fiche dans l’annuaire PARÉ" in capsys.readouterr().out
    assert main(["report", "--region", "Bretagn"]) == 2
    assert main(["report", "--acteur", "personne"]) == 2
    assert "aucune structure" in capsys.readouterr().err
