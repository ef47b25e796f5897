"""What is read of a site is noted, whoever reads it, and there is no way past."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

import pytest

from generators.network.network import Network
from generators.pages.actors.page import page
from generators.pages.frame.page import Page
from generators.site import Site
from generators.trace.prints import Prints, Unprintable
from generators.trace.seen import Read, Seen, in_order
from generators.trace.trace import Trace
from tests.sites import real_site

ROOT = Path(__file__).parents[2]
ADDRESS = "https://reseau.example/"


@pytest.fixture(scope="module")
def site() -> Site:
    return real_site(date(2026, 11, 22), ADDRESS)


def reads(site: Site, read: Callable[[Site], object]) -> frozenset[Read]:
    seen = Seen(site)
    return seen.noted(partial(read, seen.site))[1]


READ: dict[str, tuple[Callable[[Site], object], Read]] = {
    "a record": (lambda s: s.records.actors.get("x"), ("kinds", "actors", "x")),
    "whether it is there": (lambda s: "x" in s.records.of("events"), ("kinds", "events", "x")),
    "all of a kind": (lambda s: list(s.records.actors), ("kinds", "actors")),
    "their values": (lambda s: s.records.by_kind["news"].values(), ("kinds", "news")),
    "how many": (lambda s: len(s.records.resources), ("kinds", "resources")),
    "a file": (lambda s: s.records.paths.get(("actors", "x")), ("records", "paths", ("actors", "x"))),
    "a link": (lambda s: s.network.services.get("x"), ("network", "services", "x")),
    "a list": (lambda s: s.network.coming, ("network", "coming")),
    "the history": (lambda s: s.network.traces.get("x"), ("network", "traces", "x")),
    "a département": (lambda s: s.network.landscapes["59"], ("network", "landscapes", "59")),
    "a gap": (lambda s: s.network.gaps.cell("59", "ecouter"), ("gaps", "cell", "59", "ecouter")),
    "all gaps": (lambda s: s.network.gaps.reaches, ("gaps", "reaches")),
    "the commit": (lambda s: s.commit, ("site", "commit")),
    "a picture": (lambda s: s.images.get("a.png"), ("site", "images", "a.png")),
}


@pytest.mark.parametrize("case", READ)
def test_it_is_noted(site: Site, case: str) -> None:
    read, noted = READ[case]
    assert noted in reads(site, read)


def test_all_that_goes_through_a_method_is_noted(site: Site) -> None:
    acteur = next(iter(site.records.actors.values()))
    assert reads(site, lambda s: s.network.acts(acteur)) <= reads(site, lambda s: s.network.sort_of(acteur))
    assert ("kinds", "events") in reads(site, lambda s: list(s.records.all()))


def test_secrets_are_read_by_no_page(site: Site) -> None:
    with pytest.raises(Unprintable):
        reads(site, lambda s: s.last_look)


def test_every_field_and_whatever_is_computed_once_goes_through_it(site: Site) -> None:
    """A field that is added is noted, unless somebody says that all pages depend on it."""
    double = Seen(site).site
    assert sorted(vars(double)) == ["address", "cache", "identity", "network", "outlines", "reserves"]
    assert sorted(vars(double.network)) == ["places", "records", "today"]
    assert all(callable(value) for value in vars(double.network.gaps).values())


def test_a_page_is_of_all_that_it_says(site: Site) -> None:
    """The page of a structure that names others: each of them, and who names it, is among its reads."""
    event = next(e for e in site.network.events_latest_first if e.organisateurs)
    acteur = site.records.actors[event.organisateurs[0]]
    noted = reads(site, lambda s: page(s, acteur))
    assert ("network", "actor_events", acteur.id) in noted
    assert ("kinds", "events", event.id) in noted


def test_another_answer_is_another_print(site: Site) -> None:
    id_, acteur = next(iter(site.records.actors.items()))
    other = acteur.model_copy(update={"nom": acteur.nom + " bis"})
    changed = site.records.having("actors", {**site.records.actors, id_: other})
    later = replace(site, network=Network(changed, site.places, site.today, site.network.traces))
    trace, after = Trace(site), Trace(later)

    def told(trace: Trace, *read: str) -> bytes | None:
        return trace.told(_nothing, in_order([read]))

    assert told(trace, "kinds", "actors", id_) != told(after, "kinds", "actors", id_)
    assert told(trace, "kinds", "actors") != told(after, "kinds", "actors")
    assert told(trace, "kinds", "events") == told(after, "kinds", "events") is not None
    for elsewhere in (replace(site, address="https://autre.example/"), replace(site, land=b"other")):
        assert Trace(elsewhere).told(_nothing, ()) != trace.told(_nothing, ())


def _nothing() -> None: ...


@dataclass(frozen=True)
class Once:
    """Whoever asks first reads for all the others: what the others read would not be noted."""

    held: object

    @cached_property
    def read(self) -> int:
        return 1


def test_values_are_told_apart_and_what_cannot_be_is_none(site: Site) -> None:
    prints = Prints(site)
    values: tuple[object, ...] = (
        *("a", b"a", 1, True, 1.0, None, ("a",), ["a"], {"a": 1}, frozenset({"a"}), date(2026, 1, 1)),
        *(
            ("a", "b"),
            ("ab",),
            ((("a",),),),
            {"a": "1"},
            partial(_nothing),
            partial(_nothing, 1),
            _nothing,
            site,
        ),
    )
    assert len({prints.of(value) for value in values}) == len(values)
    assert prints.of(frozenset("abc")) == prints.of(frozenset("cba"))
    one, other = site.records.actors.values().__iter__().__next__(), next(iter(site.records.events.values()))
    assert prints.of(one) == Prints(site).of(one.model_copy()) != prints.of(other)
    assert prints.of(Once(1)) != prints.of(Once(2))
    for value in (lambda: 1, object(), replace(site), site.network, [].append, Once(site), Once((site,))):
        with pytest.raises(Unprintable):
            prints.of(value)


def test_a_record_is_told_by_its_file_unless_it_was_changed_since(site: Site) -> None:
    """What is withheld, or shortened, is a copy of what was read."""
    read = {id(one) for one, _ in site.records.digests}
    assert len(read) == sum(map(len, site.records.by_kind.values()))
    one = next(iter(site.records.actors.values()))
    prints, other = Prints(site, ((one, b"a"),)), Prints(site, ((one, b"b"),))
    assert prints.of(one) != other.of(one)
    changed = one.model_copy(update={"nom": "Autre"})
    assert prints.of(changed) == other.of(changed) == Prints(site).of(changed)


#: What a function keeps by the site, for whoever calls it: it is read once, and would be noted for one alone.
KNOWN = {
    "generators/pages/frame/render.py _environment": "words that know the site, and read it each time",
    "generators/exchange/package.py mesures": "asked where nothing is noted",
}


def test_nobody_keeps_what_was_read_of_a_site_for_others() -> None:
    """A function that remembers its answers by a site or records hides from the next what it read."""
    found = set()
    for path in sorted((ROOT / "generators").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef) or "cache" not in str(
                [*map(ast.unparse, node.decorator_list)]
            ):
                continue
            asked = {ast.unparse(one.annotation) for one in node.args.args if one.annotation}
            if asked & {"Site", "Network", "Records"}:
                found.add(f"{path.relative_to(ROOT).as_posix()} {node.name}")
    assert found == KNOWN.keys()


def test_a_page_that_nobody_can_tell_is_made_each_time(site: Site) -> None:
    made = Page(url="a/", title="", description="", section="", body="")
    assert Trace(site).told(lambda: made, ()) is None
