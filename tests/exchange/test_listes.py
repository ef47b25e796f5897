"""The tables and the full records, read back by Python's own readers and compared with what was written."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Mapping

import pytest

from generators.exchange.tables import inerte, lire
from generators.records.kinds import FICHES
from tests.exchange.conftest import RECORDS

#: What a file gets besides what its record says: defaults, and what follows from it.
DEFAUTS = {
    "statut": "actif",
    "fuseau": "Europe/Paris",
    "type": "session",
    "annule": "false",
    "en_ligne": "false",
    "passe_en_ligne": "false",
    "complet": "false",
    "a_confirmer": "false",
    "adresse_confidentielle": "false",
    "telephone_de_service": "false",
    "courriel_de_service": "false",
}
CALCULES = {"id", "page", "code_departement", "debut_utc", "fin_utc", "prochaine_utc"}


def rows(publie: Mapping[str, bytes], kind: str) -> dict[str, dict[str, str]]:
    text = io.StringIO(publie[f"{FICHES[kind].file}.csv"].decode("utf-8-sig"), newline="")
    return {row["id"]: row for row in csv.DictReader(text, strict=True)}


def parts(cell: str) -> list[str]:
    """The values of a list, its bars and backslashes given back."""
    return [re.sub(r"\\(.)", r"\1", part) for part in re.findall(r"(?:\\.|[^|\\])+", cell)]


@pytest.mark.parametrize("kind", FICHES)
def test_each_cell_is_what_the_record_says(publie: Mapping[str, bytes], kind: str) -> None:
    found = rows(publie, kind)
    assert sorted(found) == sorted(RECORDS[kind])
    for id_, record in RECORDS[kind].items():
        for key, written in _flat(record).items():
            cell = lire(found[id_][key])
            assert (parts(cell) if isinstance(written, list) else _same(cell)) == _same(written), (id_, key)


def _flat(record: Mapping[str, object]) -> dict[str, object]:
    """The record's values by column; lists of groups are in no table."""
    flat: dict[str, object] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat |= {f"{key}_{inner}": v for inner, v in value.items()}
        elif not (isinstance(value, list) and isinstance(value[0], dict)):
            flat[key] = value
    return flat


def _same(value: object) -> object:
    """Numbers of one value are one: "51.0344"."""
    text = isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value)
    return float(str(value)) if text else value


@pytest.mark.parametrize("kind", FICHES)
def test_the_json_says_all_that_the_record_says(publie: Mapping[str, bytes], kind: str) -> None:
    file = json.loads(publie[f"{FICHES[kind].file}.json"])
    assert (file["date"], file["commit"][:4], file["licence"]) == ("2026-11-22", "0123", "etalab-2.0")
    found = {record["id"]: record for record in file[FICHES[kind].file]}
    assert sorted(found) == sorted(RECORDS[kind])
    for id_, record in RECORDS[kind].items():
        said = {key: value for key, value in found[id_].items() if key not in CALCULES}
        assert _bare(said) == _bare(record), id_


def _bare(value: object) -> object:
    """A value as text, without what is only a default."""
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in value.items() if DEFAUTS.get(k) != str(_bare(v))}
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def test_what_follows_from_the_record(publie: Mapping[str, bytes]) -> None:
    actor = rows(publie, "actors")["ecoute-nord"]
    assert (actor["page"], actor["code_departement"]) == ("https://reseau.example/acteurs/ecoute-nord/", "59")
    event = rows(publie, "events")["rencontre-a-venir"]
    assert (event["debut_utc"], event["fin_utc"]) == ("2026-12-01T13:00Z", "2026-12-01T16:30Z")


def test_the_lists_give_each_code_its_label(publie: Mapping[str, bytes]) -> None:
    lists = json.loads(publie["vocabulaire.json"])["listes"]
    codes = {term["code"]: term for term in lists["missions"]}
    assert (codes["soigner"]["libelle"], codes["soigner"]["parent"]) == ("Soigner", "accompagner")
    for row in rows(publie, "actors").values():
        assert set(parts(row["missions"])) <= set(codes)


def test_lines_end_as_rfc_4180_says(publie: Mapping[str, bytes]) -> None:
    text = publie["acteurs.csv"].decode("utf-8-sig")
    outside = re.sub(r'"(?:[^"]|"")*"', "", text)
    assert outside.count("\r\n") == outside.count("\n") == len(RECORDS["actors"]) + 1


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@x", "＝1", "x;=1+1", "x ; =1+1", "x\n=1", "x\n  @y"])
def test_no_cell_begins_a_formula(text: str) -> None:
    safe = inerte(text)
    for start in re.split(r"[;\n]", safe):
        assert not re.match(r"\s*[=+\-@＝＋－＠]", start)
    assert lire(safe) == text


def test_an_ordinary_text_stays_as_it_is() -> None:
    for text in ("Côte-d’Or", "03 20 00 00 00", "a = b ; c", "l’été – 12 h"):
        assert inerte(text) == text


def test_every_text_comes_back_from_its_cell() -> None:
    chance = random.Random(4180)
    for _ in range(4000):
        text = "".join(chance.choices("=+-@';\n\r\t ax\u00a0＝", k=chance.randint(0, 9)))
        assert lire(inerte(text)) == text
