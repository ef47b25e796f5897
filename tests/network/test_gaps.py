"""What the map of gaps counts: who covers what, how sure of it one is, and what is said apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from generators.network import gaps
from generators.network.gaps import Gaps, Reach
from generators.network.network import Network
from tests.pages.conftest import STALE, VERIFIED, make

__all__ = ["make"]

TODAY = date(2026, 11, 22)
FRESH, OLD, OLDER = date(2026, 1, 5), date(2025, 11, 22), date(2023, 10, 18)

Make = Callable[..., Network]


def reach(day: date = FRESH, missions: str = "", publics: str = "", where: str = "59") -> Reach:
    return Reach(
        acteur="x",
        verifie_le=day,
        missions=frozenset(missions.split()),
        publics=frozenset(publics.split()),
        departements=frozenset(where.split()),
        national=not where,
    )


def of(*reaches: Reach) -> Gaps:
    return Gaps(reaches, TODAY)


@pytest.mark.parametrize(
    ("reaches", "state"),
    [
        ([], "non"),
        ([reach(missions="accompagner")], "oui"),
        ([reach(missions="former")], "non"),
        ([reach(missions="")], "inconnu"),
        ([reach(OLD, "accompagner")], "verifier"),
        ([reach(OLD, "accompagner"), reach(missions="")], "verifier"),
        ([reach(OLD, "accompagner"), reach(missions="accompagner")], "oui"),
        ([reach(missions="former"), reach(OLD, missions="")], "inconnu"),
        ([reach(missions="accompagner", where="62")], "non"),
        ([reach(missions="accompagner", where="")], "non"),
    ],
)
def test_state_for_one_mission(reaches: list[Reach], state: str) -> None:
    assert of(*reaches).cell("59", "accompagner").state == state


@pytest.mark.parametrize(
    ("missions", "publics", "state"),
    [
        ("accompagner", "mineurs", "oui"),
        ("accompagner", "familles", "non"),
        ("accompagner", "", "inconnu"),
        ("", "mineurs", "inconnu"),
        ("", "familles", "non"),
        ("former", "", "non"),
        ("", "", "inconnu"),
    ],
)
def test_what_was_filled_in_can_exclude_what_was_not(missions: str, publics: str, state: str) -> None:
    assert of(reach(missions=missions, publics=publics)).cell("59", "accompagner", "mineurs").state == state


def test_figures_of_a_cell() -> None:
    found = of(reach(missions="former"), reach(OLD, "former"), reach(OLDER, "former"), reach()).cell(
        "59", "former"
    )
    assert (found.fresh, found.stale, found.unknown, found.known) == (1, 2, 1, 3)
    assert found.latest == OLD


def test_twelve_months_make_a_record_old() -> None:
    day_before = date(2025, 11, 23)
    assert of(reach(day_before, "former")).cell("59", "former").state == "oui"
    assert of(reach(OLD, "former")).cell("59", "former").state == "verifier"


def test_all_missions_is_the_best_of_the_missions() -> None:
    found = of(reach(OLD, "former"), reach(missions="informer"), reach(missions=""))
    states = [found.cell("59", mission).state for mission in ("former", "informer", "piloter")]
    assert states == ["verifier", "oui", "inconnu"]
    assert found.cell("59").state == min(states, key=gaps.STATES.index)


def test_national_actors_are_counted_apart() -> None:
    found = of(
        reach(missions="ecouter", where=""), reach(OLD, "ecouter", where=""), reach(missions="ecouter")
    )
    assert (found.national("ecouter").fresh, found.national("ecouter").stale) == (1, 1)
    assert found.cell("59", "ecouter").fresh == 1
    assert found.cell("62", "ecouter").state == "non"


def test_from_the_records(make: Make) -> None:
    """Finer missions count for theirs; a territory counts before a seat; closed and suspended ones don't."""
    common = {"type": "association", "categorie": "ecoute", "resume": "Une structure.", **VERIFIED}
    actors: dict[str, dict[str, object]] = {
        "foyer": {"missions": ["heberger"], "zone_eligibilite": ["region:32"]},
        "ancien": {"missions": ["proteger"], "departement": "59", "statut": "ferme"},
        "en-pause": {"missions": ["proteger"], "departement": "59", "statut": "suspendu"},
        "commune": {"missions": ["former"], "zone_eligibilite": ["commune:59183"], "departement": "75"},
        "siege": {"missions": ["piloter"], "departement": "59", **STALE},
        "partout": {"missions": ["informer"], "zone_eligibilite": ["france"], "departement": "59"},
        "mixte": {"missions": ["reperer"], "zone_eligibilite": ["france", "departement:59"]},
        "ailleurs": {"missions": ["former"], "zone_eligibilite": ["pays:BE"], "pays": "BE"},
        "sans-lieu": {"missions": ["former"]},
    }
    found = make(actors={id_: {"nom": id_, **common, **own} for id_, own in actors.items()}).network.gaps
    assert found.cell("59", "proteger").fresh == found.cell("02", "proteger").fresh == 1
    assert found.cell("59", "former").fresh == 1
    assert found.cell("75").state == "non"
    assert found.cell("59", "piloter").state == "verifier"
    assert found.cell("59", "informer").state == "non"
    assert found.national().fresh == 2
    assert (found.cell("59", "reperer").fresh, found.cell("62", "reperer").state) == (1, "non")
    assert set(found.nowhere) == {"ailleurs", "sans-lieu"}
