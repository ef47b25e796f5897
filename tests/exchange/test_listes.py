"""The tables and the full records, read back by Python's own readers and compared with what was written."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generators.exchange import tables
from generators.exchange.columns import explication
from generators.exchange.derived import toutes_colonnes
from generators.exchange.inert import inerte, lire
from generators.land import coverage
from generators.records.kinds import FICHES
from generators.records.models import Implantation
from generators.site import Site
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
CALCULES = {
    "id",
    "page",
    "code_departement",
    "latitude",
    "longitude",
    "precision",
    "debut_utc",
    "fin_utc",
    "prochaine_utc",
}


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


def test_a_table_says_every_line_and_source_that_a_record_has(publie: Mapping[str, bytes]) -> None:
    """A list of groups is a cell, each group in words."""
    full = rows(publie, "actors")["complet"]
    assert parts(full["lignes"]) == [
        "Pour qui, pour quoi : parents ; Téléphone : 03 20 00 00 01 ; Horaires : Mo-Fr 18:00-22:00",
        "Téléphone : 3919",
    ]
    assert full["remarques"] == "Titre : Deux numéros ; Texte : La source en donne deux."
    for kind in FICHES:
        for id_, row in rows(publie, kind).items():
            for source in json.loads(json.dumps(RECORDS[kind][id_].get("sources", []))):
                assert f"Document : {source['document']} ; Date : {source['date']}" in row["sources"], id_


def test_each_column_tells_its_reader_what_its_codes_are(site: Site) -> None:
    said = {(kind, c.nom): explication(c) for kind in FICHES for c in toutes_colonnes(kind)}
    for (kind, name), text in said.items():
        assert text and not re.search("terminal|GitHub|T24:00|Gardez|Celui que l’on appelle", text), (
            kind,
            name,
        )
    for name in ("porte_par", "partenaires"):
        assert "Identifiants de la table « acteurs »." in said["actors", name]
    assert (
        "« departement:59 »" in said["news", "territoires"]
        and "code_departement" in said["actors", "departement"]
    )


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
        said = {key: v for key, v in found[id_].items() if key in record or key not in CALCULES}
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


@pytest.mark.parametrize("kind", ["actors", "events"])
def test_a_position_is_that_of_the_map_and_says_what_it_is(
    publie: Mapping[str, bytes], site: Site, kind: str
) -> None:
    full = {item["id"]: item for item in json.loads(publie[f"{FICHES[kind].file}.json"])[FICHES[kind].file]}
    said = set()
    for id_, row in rows(publie, kind).items():
        place = site.records.of(kind)[id_]
        assert isinstance(place, Implantation)
        point = coverage.point_of(place, site.places)
        told = [row[name] for name in ("latitude", "longitude", "precision")]
        assert told == ([str(point[0]), str(point[1]), told[2]] if point else ["", "", ""])
        assert [str(full[id_].get(name, "")) for name in ("latitude", "longitude", "precision")] == told
        said.add(told[2])
    assert said == ({"adresse", "commune", ""} if kind == "actors" else {"commune", ""})
    on_map = {f["id"]: f for f in json.loads(publie["acteurs.geojson"])["features"]}
    for id_, row in rows(publie, "actors").items():
        shown = on_map[id_]["geometry"]
        assert (row["precision"] or None) == on_map[id_]["properties"].get("precision")
        assert [row["longitude"], row["latitude"]] == (
            [*map(str, shown["coordinates"])] if shown else ["", ""]
        )


def test_a_town_that_its_postcode_alone_places_is_not_said_to_be_placed(site: Site) -> None:
    town = next(t for t in site.places.communes.values() if t.precision == "code-postal")
    place = site.records.actors["maison-mere"].model_copy(update={"code_insee": town.code})
    assert coverage.precision_of(place, site.places) == "code-postal"


def test_a_confidential_place_has_no_position_even_if_its_record_came_through_with_one(site: Site) -> None:
    hidden = site.records.actors["complet"].model_copy(update={"adresse_confidentielle": True})
    leaky = replace(
        site, network=replace(site.network, records=site.records.having("actors", {"complet": hidden}))
    )
    (full,) = json.loads(tables.en_json(leaky, "actors"))["acteurs"]
    assert not {"latitude", "longitude", "precision"} & set(full)
    (row,) = csv.DictReader(io.StringIO(tables.en_csv(leaky, "actors").decode("utf-8-sig"), newline=""))
    assert [row[name] for name in ("latitude", "longitude", "precision")] == ["", "", ""]


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


#: A text → the cell that no spreadsheet runs: what Python and the browser both write.
FORMULES: dict[str, str] = json.loads(Path(__file__).with_name("formules.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "cell"), FORMULES.items())
def test_no_cell_begins_a_formula(text: str, cell: str) -> None:
    assert inerte(text) == cell
    for start in re.split(r"[;|\r\n]", cell):
        assert not re.match(r'[\s"\u200b\u202e\ufeff]*[=+\-@\t＝＋－＠﹦﹢﹣﹫]', start)
    assert lire(cell) == text


#: Signs that one does not see, some of each kind.
INVISIBLE = "\0\x0b\x1f\x7f\u00a0\u00ad\u200b\u202e\u2060\u3000\ufeff"


def test_every_text_comes_back_from_its_cell() -> None:
    chance = random.Random(4180)
    for _ in range(4000):
        text = "".join(chance.choices(f"=+-@';|\"\n\r\t ax{INVISIBLE}＝﹣", k=chance.randint(0, 9)))
        assert lire(inerte(text)) == text
