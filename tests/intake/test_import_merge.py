"""Three say a field: the source before, the source now, the record."""

from __future__ import annotations

from typing import Any

import pytest

from generators.intake.merge import Change, cited, merged

LAST = {"nom": "La Source", "telephone": "03 20 00 00 01", "publics": ["mineurs"]}
RECORD = {**LAST, "resume": "Une équipe.", "sources": [{"document": "Tableau", "date": "2025"}]}


def lay(now: dict[str, Any], record: dict[str, Any], last: dict[str, Any] = LAST, **more: Any) -> Any:
    return merged(last, now, record, **more)


def test_the_same_thing_said_twice_changes_nothing() -> None:
    done = lay(LAST, {**RECORD, "telephone": "03 20 99 99 99"})
    assert (done.changed, done.conflicts, done.values["telephone"]) == ((), (), "03 20 99 99 99")


def test_what_the_source_alone_changed_comes_in() -> None:
    done = lay({**LAST, "telephone": "03 20 00 00 02"}, RECORD)
    assert done.values == {**RECORD, "telephone": "03 20 00 00 02"}
    assert done.changed == (Change("telephone", "03 20 00 00 01", "03 20 00 00 02"),)


def test_both_changed_is_a_conflict_and_the_persons_word_stays() -> None:
    done = lay({**LAST, "telephone": "03 20 00 00 02"}, {**RECORD, "telephone": "03 20 99 99 99"})
    assert done.values["telephone"] == "03 20 99 99 99"
    assert done.conflicts == (Change("telephone", "03 20 99 99 99", "03 20 00 00 02"),)


def test_both_changed_to_the_same_is_no_conflict() -> None:
    done = lay({**LAST, "telephone": "03 20 99 99 99"}, {**RECORD, "telephone": "03 20 99 99 99"})
    assert not done.conflicts and not done.changed


def test_what_a_person_took_out_does_not_come_back() -> None:
    bare = {name: value for name, value in RECORD.items() if name != "telephone"}
    assert "telephone" not in lay(LAST, bare).values
    done = lay({**LAST, "telephone": "03 20 00 00 02"}, bare)
    assert "telephone" not in done.values and len(done.conflicts) == 1


def test_what_the_source_takes_back_goes_unless_a_person_changed_it() -> None:
    now = {name: value for name, value in LAST.items() if name != "telephone"}
    assert "telephone" not in lay(now, RECORD).values
    assert lay(now, {**RECORD, "telephone": "03 20 99 99 99"}).conflicts
    assert lay(now, RECORD, blocked={"telephone"}).values == RECORD


def test_no_record_loses_what_it_needs() -> None:
    assert lay({"telephone": LAST["telephone"]}, RECORD).values["nom"] == "La Source"


def test_a_place_comes_whole_or_not_at_all_and_takes_its_position_away() -> None:
    last = {"adresse": "1 rue A", "commune": "Lille", "code_insee": "59350"}
    now = {"adresse": "2 rue B", "commune": "Lens", "code_insee": "62498"}
    placed = {**last, "latitude": "50.6", "longitude": "3.0"}
    done = merged(last, now, placed)
    assert done.values == now
    done = merged(last, now, {**placed, "commune": "Roubaix", "code_insee": "59512"})
    assert done.values["adresse"] == "1 rue A" and len(done.conflicts) == 3 and not done.changed


def test_a_record_that_hides_its_place_takes_none() -> None:
    record = {"nom": "La Source", "adresse_confidentielle": "true", "departement": "59"}
    now = {"nom": "La Source", "commune": "Lille", "code_insee": "59350", "siret": "1", "telephone": "119"}
    done = merged({}, now, record)
    assert done.values == {**record, "telephone": "119"} and done.place_kept


def test_a_place_that_becomes_secret_leaves_the_record_whoever_wrote_it() -> None:
    record = {"nom": "La Source", "commune": "Lens", "code_insee": "62498", "adresse": "1 rue A"}
    now = {"nom": "La Source", "adresse_confidentielle": "true", "departement": "62"}
    done = merged({"nom": "La Source", "commune": "Lille"}, now, record)
    assert done.values == now and done.place_hidden


SHEET = {"document": "T", "date": "2026"}
OTHER = {"document": "A", "date": "2025"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], [{**SHEET, "champs": ["telephone"]}]),
        ([{"document": "T", "date": "2025", "url": "x"}], [{**SHEET, "url": "x"}]),
        ([OTHER], [OTHER, {**SHEET, "champs": ["telephone"]}]),
        ([OTHER, {**SHEET, "champs": ["siret"]}], [OTHER, {**SHEET, "champs": ["telephone", "siret"]}]),
    ],
)
def test_the_source_is_cited_once_with_its_latest_date_and_what_it_gave(
    before: list[Any], after: list[Any]
) -> None:
    assert cited(before, SHEET, ["telephone"]) == after
