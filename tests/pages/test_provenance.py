"""What is known, and how: from a document, or from the structure itself; said once, and in every export."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from generators.pages.actors import page as actors
from generators.pages.frame.render import champs_de, d_apres
from generators.records.models import Fiche, Source
from generators.records.reading.load import load
from generators.records.values.written import partial_date
from generators.site import Site
from generators.words.dates import date_partielle, quand
from tests import made
from tests.sites import real_site

ROOT = Path(__file__).parents[2]
RECORDS = load(ROOT / "data", ROOT / "newsletter").records
FICHES = [record for _, record in RECORDS.all() if isinstance(record, Fiche)]


def test_no_record_of_ours_claims_a_confirmation_that_nobody_gave() -> None:
    """Nobody asked any structure yet: the day this becomes untrue, the record says by whom."""
    assert not [record.id for record in FICHES if record.verifie_le or record.verifie_par]
    texts = [path.read_text("utf-8") for path in (ROOT / "data").rglob("*.yml")]
    assert not [text for text in texts if re.search(r"^verifie_(le|par):", text, re.MULTILINE)]


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("la-boussole-nord", "D’après Newsletter PARÉ, 3e trimestre 2023 (octobre 2023) et 1\u00a0autre "
         "document, pas encore confirmé par la structure."),
        ("cvm", "D’après Présentations du colloque PROMIFRANCE, 9 juin 2022, "
         "pas encore confirmé par la structure."),
    ],
)  # fmt: skip
def test_a_document_is_named_with_its_date_once(id_: str, said: str) -> None:
    assert d_apres(RECORDS.actors[id_]) == said


def test_a_document_that_gave_a_part_is_said_for_that_part_alone() -> None:
    """A telephone taken from a table of 2026 makes nothing else of 2026."""
    actor = RECORDS.actors["cvm"]
    part = Source(document="Tableau", date=partial_date("2026-11"), champs=("telephone", "age_min"))
    actor = actor.model_copy(update={"sources": (*actor.sources, part)})
    assert d_apres(actor).startswith("D’après Présentations du colloque PROMIFRANCE, 9 juin 2022 et 1")
    assert champs_de(actor, part) == "téléphone, âge minimum"
    assert actor.revisee_le == date(2026, 11, 1)
    alone = actor.model_copy(update={"sources": (part,)})
    assert d_apres(alone).startswith("D’après Tableau (novembre 2026)")


@pytest.fixture(scope="module")
def site() -> Site:
    return real_site(date(2026, 11, 22), "https://reseau.example/")


def test_it_is_said_once_a_page_and_without_alarm(site: Site) -> None:
    for page in (make() for make in actors.makers(site)):
        if page.url.startswith("acteurs/"):
            assert page.body.count("pas encore confirmé") == 1, page.url
            assert "vérifier" not in page.body, page.url


@pytest.mark.parametrize(
    ("text", "said", "came"),
    [
        ("2023", "2023", "en 2023"),
        ("2023-T3", "3e trimestre 2023", "au 3e trimestre 2023"),
        ("2024-T1", "1er trimestre 2024", "au 1er trimestre 2024"),
        ("2023-10", "octobre 2023", "en octobre 2023"),
        ("2023-10-01", "1er octobre 2023", "le 1er octobre 2023"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(text: str, said: str, came: str) -> None:
    known = partial_date(text)
    assert (date_partielle(known), quand(known)) == (said, came)
    assert known.first_day <= known.last_day
    assert str(known.first_day)[:4] == str(known.last_day)[:4] == known.iso[:4]


def test_no_export_says_a_day_on_which_nobody_asked(site: Site) -> None:
    files = made.exports(site)
    rows = list(csv.DictReader(io.StringIO(files["donnees/acteurs.csv"].decode("utf-8-sig"))))
    assert len(rows) == len(RECORDS.actors)
    assert {row["verifie_le"] for row in rows} == {""}
    points = json.loads(files["donnees/acteurs.geojson"])["features"]
    assert points and not [one for one in points if one["properties"].get("verifie_le")]
    assert not [name for name, content in files.items() if b"assured_date" in content and "/hsds/" in name]
    with zipfile.ZipFile(io.BytesIO(files["donnees/hsds/hsds.zip"])) as packed:
        services = [*csv.DictReader(io.StringIO(packed.read("services.csv").decode()))]
    assert {row["assured_date"] for row in services} == {""}
