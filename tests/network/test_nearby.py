"""What is near: of which days, of which territory, and what is never told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generators.git.history import history
from generators.network import when
from generators.network.nearby import Nearby, Span, members
from generators.network.network import Network
from generators.network.when import Trace
from generators.project import Project
from tests.network.test_nouveautes import commit, git, write
from tests.regions import ACTORS, BEFORE, CAME, CHANGED, DAY, EVENTS, TODAY, TRACES, regions, site_of_regions


def span(network: Network, **fields: object) -> Span:
    return replace(Span(network, BEFORE, DAY, DAY), **fields)  # type: ignore[arg-type]


def region(code: str, network: Network | None = None, **fields: object) -> Nearby:
    network = network or regions().network
    return span(network, **fields).around(network.places.regions[code])


def told(near: Nearby) -> dict[str, list[str]]:
    return {
        "new": [actor.id for actor in near.new],
        "changed": [f"{one.acteur.id} {one.quoi}" for one in near.changed],
        "events": [event.id for event in near.events],
    }


def test_a_region_tells_what_came_what_changed_and_what_takes_place_there() -> None:
    assert told(region("32")) == {
        "new": ["foyer-cache", "point-ecoute"],
        "changed": ["relais-lille contact", "ferme fermeture"],
        "events": ["serie", "webinaire-nord", "deux-regions"],
    }


def test_an_event_of_two_regions_is_near_both_and_a_national_one_near_nobody() -> None:
    assert told(region("28"))["events"] == ["deux-regions"]
    near = [event for code in regions().places.regions for event in told(region(code))["events"]]
    assert "national" not in near and "annule" not in near and "passe" not in near


def test_a_national_line_and_one_that_is_only_cited_are_no_news_of_where_they_stand() -> None:
    near = [id_ for code in regions().places.regions for id_ in told(region(code))["new"]]
    assert "ligne" not in near and "citee" not in near and "ferme" not in near


def test_who_covers_a_region_is_new_in_each_of_its_departements() -> None:
    network = regions().network
    for code in ("13", "84", "06"):
        assert [a.id for a in span(network).around(network.places.departements[code]).new] == ["marseille"]
    assert told(region("93"))["new"] == ["marseille"]


def test_a_departement_overseas_is_its_region() -> None:
    network = regions().network
    alone = span(network).around(network.places.departements["973"])
    assert told(alone) == told(region("03")) == {"new": ["akatij"], "changed": [], "events": ["cayenne"]}
    assert alone.lacks == region("03").lacks
    assert [d.code for d in members(network.places.regions["03"], network.places)] == ["973"]


def test_a_series_is_told_by_its_next_date() -> None:
    (held,) = [event for event in region("32").events if event.id == "serie"]
    assert held.debut.date() == date(2026, 10, 19)  # type: ignore[union-attr]


def test_what_is_missing_is_no_news() -> None:
    """A region of which nobody is known, and one whose only structure came long ago."""
    bretagne = region("53")
    assert not bretagne.is_news and bretagne.lacks
    (nobody,) = region("24").lacks
    assert not region("24").is_news and nobody.mission == "" and len(nobody.departements) == 6


def test_what_is_missing_names_the_missions_where_others_are_known() -> None:
    lacks = {lack.mission: [d.code for d in lack.departements] for lack in region("32").lacks}
    assert lacks[""] == ["02", "60"]
    assert "80" not in lacks["orienter"] and lacks["orienter"] == ["59", "62"]


def test_of_an_issue_that_left_long_ago_nothing_is_said_to_be_missing() -> None:
    assert region("32", lacking=False).lacks == ()


@pytest.mark.parametrize(
    ("trace", "new", "changed"),
    [
        (Trace(ajoutee=BEFORE), [], []),
        (Trace(ajoutee=DAY), ["akatij"], []),
        (Trace(ajoutee=date(2026, 10, 16)), [], []),
        (Trace(ajoutee=BEFORE, contact=BEFORE), [], []),
        (Trace(ajoutee=BEFORE, modifiee=CHANGED), [], []),
        (Trace(contact=CHANGED), [], ["akatij contact"]),
        (Trace(ajoutee=CAME, contact=CHANGED), ["akatij"], []),
        (Trace(), [], []),
    ],
)
def test_the_days_that_count(trace: Trace, new: list[str], changed: list[str]) -> None:
    near = told(region("03", site_of_regions(traces={"actors/akatij": trace}).network))
    assert (near["new"], near["changed"]) == (new, changed)


def test_the_day_that_the_record_says_is_a_change_of_its_facts() -> None:
    actors = {**ACTORS, "akatij": {**ACTORS["akatij"], "date_maj": "2026-09-30"}}
    assert told(region("03", site_of_regions(actors=actors, traces={}).network))["changed"] == [
        "akatij fiche"
    ]


def test_one_that_is_suspended_is_neither_new_nor_changed() -> None:
    actors = {**ACTORS, "akatij": {**ACTORS["akatij"], "statut": "suspendu", "date_maj": "2026-09-30"}}
    network = site_of_regions(actors=actors, traces={"actors/akatij": Trace(CAME, contact=CHANGED)}).network
    assert told(region("03", network))["new"] == told(region("03", network))["changed"] == []


def test_an_event_that_nobody_knew_of_when_the_issue_left_is_not_in_it() -> None:
    late = {**TRACES, "events/cayenne": Trace(ajoutee=date(2026, 10, 20))}
    network = site_of_regions(traces=late).network
    assert told(region("03", network))["events"] == []
    assert told(region("03", network, until=date(2026, 10, 21)))["events"] == ["cayenne"]
    carried = frozenset({"events/cayenne"})
    assert told(region("03", network, carried=carried))["events"] == ["cayenne"]


def test_an_event_that_was_put_off_is_near_on_its_new_date() -> None:
    put_off = {**EVENTS["cayenne"], "debut": "2026-10-01", "reporte_au": "2026-11-30"}
    network = site_of_regions(events={**EVENTS, "cayenne": put_off}).network
    assert told(region("03", network))["events"] == ["cayenne"]


def test_a_day_of_many_changes_is_no_news_of_each() -> None:
    many = {f"actors/a{n}": Trace(contact=CHANGED) for n in range(when.BULK)}
    network = site_of_regions(traces={**many, "actors/akatij": Trace(contact=CHANGED)}).network
    assert told(region("03", network))["changed"] == []


def test_the_history_tells_which_changes_touched_a_contact(tmp_path: Path) -> None:
    project = Project.at(tmp_path / "projet")
    project.data.mkdir(parents=True)
    git(project.root, "init", "-q")
    write(project, "actors/a", "actors/b", "actors/c", text="nom: A\ntelephone: 03 20 00 00 00\n")
    commit(project, "2026-01-10")
    write(project, "actors/a", text="nom: A\ntelephone: 03 20 00 00 01\n")
    write(project, "actors/b", text="nom: B\ntelephone: 03 20 00 00 00\n")
    write(project, "actors/c", text="nom: A\ntelephone: 03 20 00 00 00\nadresse_confidentielle: true\n")
    commit(project, "2026-03-01")
    told = history(project)
    found = when.traces(told.days, told.contacts)
    assert {ref: trace.contact for ref, trace in found.items()} == {
        "actors/a": date(2026, 3, 1),
        "actors/b": None,
        "actors/c": None,
    }


def test_today_is_within_the_span_of_a_draft() -> None:
    assert BEFORE < TODAY <= DAY
