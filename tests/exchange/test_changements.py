"""`changements.json`: a harvester that keeps a copy learns what changed without comparing anything."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from generators.exchange import changements
from generators.git.versions import Touched
from generators.git.versions import Version as Told
from generators.network.discretion import hidden
from generators.network.versions import Version, versions
from generators.pages.data import page
from generators.site import Site

FIRST, SECOND, THIRD, LATER = ("1" * 40, "2" * 40, "3" * 40, "4" * 40)
TOLD = (
    Told(
        THIRD,
        SECOND,
        "2026-11-20",
        (Touched("D", "actors/parti.yml"), Touched("M", "vocabulary.yml", ("missions",))),
        (LATER,),
    ),
    Told(
        SECOND,
        FIRST,
        "2026-11-10",
        (
            Touched("M", "actors/complet.yml", ("precisions_permises", "telephone")),
            Touched("M", "actors/nord/ecoute-nord.yml", ("resume", "services")),
            Touched("M", "actors/refuge.yml", ("adresse", "resume")),
            Touched("M", "schemas/actors.json", ("x",)),
            Touched("M", "pages/a.md"),
        ),
    ),
    Told(FIRST, "", "2026-11-01", (Touched("A", "actors/parti.yml"), Touched("A", "events/x/un-jour.yml"))),
)  # fmt: skip


def published(site: Site, told: tuple[Told, ...] = TOLD, unsaid: frozenset[str] = frozenset()) -> Any:
    return json.loads(changements.en_json(replace(site, versions=versions(told, unsaid))))


def test_each_version_says_what_came_changed_and_went(site: Site) -> None:
    said = published(site)
    assert (said["commit"], said["date"]) == (site.commit, "2026-11-22")
    assert said["versions"] == [
        {
            "version": THIRD,
            "commits": [LATER, THIRD],
            "precedente": SECOND,
            "date": "2026-11-20",
            "ajoutees": [],
            "changees": [],
            "retirees": [{"genre": "acteurs", "id": "parti"}],
            "vocabulaire": ["missions"],
        },
        {
            "version": SECOND,
            "commits": [SECOND],
            "precedente": FIRST,
            "date": "2026-11-10",
            "ajoutees": [],
            "changees": [
                {"genre": "acteurs", "id": "complet", "champs": ["telephone"]},
                {"genre": "acteurs", "id": "ecoute-nord", "champs": ["resume", "services"]},
                {"genre": "acteurs", "id": "refuge", "champs": ["resume"]},
            ],
            "retirees": [],
            "vocabulaire": [],
        },
        {
            "version": FIRST,
            "commits": [FIRST],
            "precedente": None,
            "date": "2026-11-01",
            "ajoutees": [{"genre": "acteurs", "id": "parti"}, {"genre": "evenements", "id": "un-jour"}],
            "changees": [],
            "retirees": [],
            "vocabulaire": [],
        },
    ]


def test_a_confidential_place_names_no_field_of_its_place(site: Site) -> None:
    """« refuge » is one: neither that its street changed, nor a version that says nothing else."""
    assert site.records.actors["refuge"].adresse_confidentielle
    only = Told(
        SECOND, FIRST, "2026-11-10", (Touched("M", "actors/refuge.yml", ("adresse", "commune", "siret")),)
    )
    assert published(site, (only,))["versions"] == []


def test_what_went_may_have_been_one(site: Site) -> None:
    moved = Told(SECOND, FIRST, "2026-11-10", (Touched("M", "actors/parti.yml", ("adresse", "nom")),))
    (gone, last) = published(site, (TOLD[0], moved))["versions"]
    assert gone["retirees"] == [{"genre": "acteurs", "id": "parti"}]
    assert last["changees"] == [{"genre": "acteurs", "id": "parti", "champs": ["nom"]}]


def test_a_confidential_record_that_went_under_a_telling_name_is_named_nowhere(site: Site) -> None:
    log = "@2026-11-20\nD\tactors/foyer-12-rue-x.yml\nD\tactors/parti.yml\n"
    unsaid = hidden(log, "", lambda _: False, site.places)
    gone = Told(THIRD, SECOND, "2026-11-20", (Touched("D", "actors/foyer-12-rue-x.yml"),))
    came = Told(SECOND, FIRST, "2026-11-10", (Touched("A", "actors/foyer-12-rue-x.yml"), *TOLD[0].files))
    said = json.dumps(published(site, (gone, came), unsaid))
    assert "foyer" not in said
    assert "parti" in said


def test_a_version_that_tells_nothing_is_of_the_one_before(site: Site) -> None:
    """Its commit is found all the same: it is the one that other files bear."""
    quiet = Told(
        SECOND,
        FIRST,
        "2026-11-10",
        (Touched("M", "actors/complet.yml", ("precisions_permises",)),),
        (THIRD,),
    )
    (only,) = published(site, (quiet, TOLD[2]))["versions"]
    assert (only["version"], only["commits"]) == (FIRST, [THIRD, SECOND, FIRST])
    assert published(site, (quiet,))["versions"] == []


@pytest.fixture
def depuis(site: Site, tmp_path: Path) -> Callable[[str], Any]:
    """The function that the page of the open data gives, as one would copy it."""
    told = replace(site, versions=versions(TOLD, frozenset()), address=f"{tmp_path.as_uri()}/")
    (tmp_path / "donnees").mkdir()
    (tmp_path / "donnees/changements.json").write_bytes(changements.en_json(told))
    body = next(page.makers(replace(told, address="https://reseau.example/")))().body
    found = re.search(r'<code id="reprise">(.*?)</code>', body, re.DOTALL)
    assert found
    code = unescape(found[1]).replace("https://reseau.example/", told.address)
    names: dict[str, Any] = {}
    exec(code, names)
    return names["depuis"]  # type: ignore[no-any-return]


def test_the_example_of_the_page_takes_up_where_it_was(depuis: Callable[[str], Any]) -> None:
    assert depuis(LATER) == depuis(THIRD) == {}
    assert depuis(SECOND) == {("acteurs", "parti"): "retirees"}
    assert depuis(FIRST) == {
        ("acteurs", "parti"): "retirees",
        ("acteurs", "complet"): "changees",
        ("acteurs", "ecoute-nord"): "changees",
        ("acteurs", "refuge"): "changees",
    }
    assert depuis("5" * 40) is None


def test_without_a_history_there_is_no_version(site: Site) -> None:
    assert published(site, ())["versions"] == []


def test_the_days_are_those_of_the_commits() -> None:
    assert [one.jour for one in versions(TOLD, frozenset())] == [
        date(2026, 11, 20),
        date(2026, 11, 10),
        date(2026, 11, 1),
    ]
    assert all(isinstance(one, Version) for one in versions(TOLD, frozenset()))
