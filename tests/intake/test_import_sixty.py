"""Sixty rows as teams write them: read, kept safe, and imported again after people's edits."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.intake.network import Network
from tests.intake.sixty import HIDDEN, NAMES, lay, meant, place, secrets

#: Of the cells that can be read, how many must be right.
RIGHT = 0.95


@pytest.fixture
def imported(network: Network) -> Network:
    assert network.take(lay(network.root / "tableau.xlsx")) == 1  # a column and a word are to decide
    return network


def by_name(network: Network) -> dict[str, dict[str, Any]]:
    records = (network.record(path.stem) for path in (network.data / "actors").glob("*.yml"))
    return {record["nom"]: record for record in records}


def test_sixty_rows_are_read_as_they_are_meant(imported: Network) -> None:
    records = by_name(imported)
    assert len(records) == 60
    told = {
        (number, name): (records[NAMES[number]].get(name), value)
        for number in range(60)
        for name, value in meant(number).items()
    }
    wrong = {cell: pair for cell, pair in told.items() if pair[0] != pair[1]}
    assert len(told) > 500
    assert len(wrong) <= (1 - RIGHT) * len(told), wrong
    assert not {cell for cell in wrong if cell[1] not in ("missions",)}, wrong


def test_all_that_is_written_passes_and_is_in_form(imported: Network) -> None:
    assert imported.run("check") == 0, imported.said
    assert "0 laissées" not in imported.said
    assert imported.run("format", "--check") == 0, imported.said
    record = imported.record("point-ecoute-du-nord")
    assert record["sources"] == [{"document": "Tableau des partenaires", "date": "2026-11"}]


def test_no_secret_is_in_any_byte_nor_in_what_is_said(imported: Network) -> None:
    said = imported.said
    everything = "\n".join(
        content.decode()
        for name, content in imported.bytes().items()
        if name.startswith(("actors", "imports"))
    )
    for text in (everything, said):
        digits = re.sub(r"\D", "", text)
        for number in range(60):
            for secret in secrets(number):
                assert secret not in text, secret
                if secret[:1].isdigit():
                    assert re.sub(r"\D", "", secret) not in digits, secret


def test_a_secret_place_is_a_departement_and_nothing_more(imported: Network) -> None:
    records = by_name(imported)
    memory = imported.memory().read_text("utf-8").split("\n  - clef: ")
    assert len(HIDDEN) == 11
    for number in HIDDEN:
        name = NAMES[number]
        record = records[name]
        assert record["adresse_confidentielle"] == "true" and record["departement"]
        (line,) = (part for part in memory if f"\n      nom: {name}\n" in part)
        for text in (str(record), line):
            for said in place(number):
                assert said not in text, (name, said)


def test_what_stays_out_is_told_by_its_cell(imported: Network) -> None:
    assert "Structures!E11, Téléphone : c’est un numéro de mobile" in imported.said
    assert "Structures!F6, Courriel : cette boîte est peut-être celle d’une personne" in imported.said
    assert "Structures!B8, Structures!D8" in imported.said or "Structures!B8" in imported.said
    assert "« Soin », liste missions" in imported.said
    assert "Colonnes à décider" in imported.said and "- Observations" in imported.said


def test_the_same_file_twice_changes_no_byte(imported: Network) -> None:
    before = imported.bytes()
    imported.take(imported.root / "tableau.xlsx")
    assert imported.bytes() == before
    assert "60 fiches inchangées" in imported.said


def test_imported_again_after_peoples_edits(imported: Network) -> None:
    """A person's line stays; the source's comes in; both are told; a row that went keeps its record."""
    people = {
        "point-ecoute-du-nord": (
            "telephone: 03 20 10 10 00",
            "telephone: 03 20 55 55 55  # dit au téléphone",
        ),
        "le-phare": ("zone_eligibilite: [", "conditions_acces: Sur rendez-vous\nzone_eligibilite: ["),
        "les-sentinelles": (
            "site_web: https://www.structure-az.fr",
            "site_web: https://sentinelles.example.fr",
        ),
    }
    for id_, (before, after) in people.items():
        imported.correct(imported.file(id_), before, after)
    imported.run("format")
    file = lay(
        imported.root / "tableau.xlsx",
        [number for number in range(60) if number != 59],
        {
            "Horaires d'ouverture": {0: "mardi 9h-12h"},
            "Tél.": {24: "03 59 00 00 24"},
            "Site internet": {25: "www.les-sentinelles-2026.fr"},
        },
    )
    imported.take(file, date="2026-11-15")
    first, second, third = (imported.record(id_) for id_ in people)
    assert (first["telephone"], first["horaires_accueil"]) == ("03 20 55 55 55", "Tu 09:00-12:00")
    assert "# dit au téléphone" in imported.file("point-ecoute-du-nord").read_text("utf-8")
    assert first["sources"][0]["date"] == "2026-11-15"
    assert (second["telephone"], second["conditions_acces"]) == ("03 59 00 00 24", "Sur rendez-vous")
    assert third["site_web"] == "https://sentinelles.example.fr"
    assert third["sources"][0]["date"] == "2026-11"
    conflict = imported.said.partition("Conflits")[2].partition("\n\n")[0]
    assert "https://sentinelles.example.fr" in conflict and "https://www.les-sentinelles-2026.fr" in conflict
    assert "Rebonds (rebonds)" in imported.said.partition("Disparues")[2]
    assert imported.file("rebonds").is_file()
    assert imported.run("check") == 0, imported.said


def test_a_file_that_halves_is_refused_whole(imported: Network) -> None:
    before = imported.bytes()
    assert imported.take(lay(imported.root / "tableau.xlsx", range(29))) == 1
    assert "29 lignes, on en attend de 30 à 180 : rien n’est écrit" in imported.said
    assert imported.bytes() == before


def test_it_is_quick(network: Network, tmp_path: Path) -> None:
    """A trial writes nothing."""
    before = network.bytes()
    network.take(lay(tmp_path / "essai.xlsx"), "--dry-run")
    assert network.bytes() == before
    assert "Rien n’est écrit : c’est un essai." in network.said
