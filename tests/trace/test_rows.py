"""A row is made again when its record, or what it asked for, is another; and only then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from generators.disk.cache import Cache
from generators.disk.seal import Seal
from generators.network.network import Network
from generators.records.models import Acteur, Fiche
from generators.site import Site
from generators.trace.trace import Trace
from tests.sites import real_site

made: list[str] = []


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return replace(real_site(date(2026, 11, 22), "https://reseau.example/"), cache=kept(tmp_path))


def kept(folder: Path) -> Cache:
    return Cache(folder / ".cache" / "construction", Seal(b"k" * 32), b"software")


def row(site: Site, acteur: Acteur) -> str:
    made.append(acteur.id)
    carrier = site.records.actors[acteur.porte_par].nom if acteur.porte_par else ""
    return f"{acteur.nom}, {carrier}, {len(site.network.services.get(acteur.id, ()))}"


def suffixed(suffix: str, site: Site, acteur: Acteur) -> str:
    return row(site, acteur) + suffix


def rows(site: Site, make: object = row) -> list[str]:
    """As a build that comes after: what it makes is what would be made of nothing."""
    made.clear()
    found = [*Trace(site).site.each(make, site.records.actors.values())]  # type: ignore[arg-type]
    again, count = [*site.each(make, site.records.actors.values())], len(made) - len(site.records.actors)  # type: ignore[arg-type]
    del made[count:]
    assert found == again
    return found


def of(site: Site, actors: Mapping[str, Acteur]) -> Site:
    changed = site.records.having("actors", actors)
    return replace(site, network=Network(changed, site.places, site.today, site.network.traces))


def renamed(site: Site, id_: str) -> Site:
    acteur = site.records.actors[id_]
    return of(site, {**site.records.actors, id_: acteur.model_copy(update={"nom": f"{acteur.nom} bis"})})


def test_nothing_that_is_as_it_was_is_made_again(site: Site) -> None:
    rows(site)
    assert len(made) == len(site.records.actors)
    rows(site)
    assert made == []


def test_one_that_changed_makes_its_heap_again(site: Site) -> None:
    rows(site)
    id_ = next(id_ for id_ in site.records.actors if id_ not in _carriers(site))
    rows(renamed(site, id_))
    assert id_ in made
    assert len(made) < len(site.records.actors)


def _carriers(site: Site) -> set[str]:
    return {acteur.porte_par for acteur in site.records.actors.values() if acteur.porte_par}


def test_what_a_row_says_of_another_record_is_made_again(site: Site) -> None:
    rows(site)
    carried = next(acteur for acteur in site.records.actors.values() if acteur.porte_par)
    assert carried.porte_par
    rows(renamed(site, carried.porte_par))
    assert carried.id in made


def test_one_that_comes_or_goes_is_told_where_it_counted(site: Site) -> None:
    rows(site)
    carried = next(acteur for acteur in site.records.actors.values() if acteur.porte_par)
    left = {id_: one for id_, one in site.records.actors.items() if id_ != carried.id}
    rows(of(site, left))
    assert carried.porte_par in made
    first = {"0-nouveau": carried.model_copy(update={"id": "0-nouveau"}), **site.records.actors}
    rows(of(site, first))
    assert "0-nouveau" in made


def test_rows_made_otherwise_are_others(site: Site) -> None:
    assert rows(site, partial(suffixed, " !")) != rows(site, partial(suffixed, " ?"))
    assert len(made) == len(site.records.actors)


def test_a_record_that_is_not_the_sites_is_never_kept(site: Site) -> None:
    """An event of a series bears the id of the series: what is said of one date is not said of another."""
    for name in ("Une date", "Une autre"):
        records = [one.model_copy(update={"nom": name}) for one in site.records.actors.values()]
        assert {said.partition(",")[0] for said in Trace(site).site.each(row, records)} == {name}


def test_what_nobody_can_tell_is_made_each_time(site: Site) -> None:
    for word in ("un", "deux"):
        assert set(Trace(site).site.each(lambda _, one, word=word: word, site.records.actors.values())) == {
            word
        }


def test_kinds_together_are_made_each_time(site: Site) -> None:
    records: list[Fiche] = [*site.records.actors.values(), *site.records.events.values()]
    ids = [one.id for one in records]
    assert [*Trace(site).site.each(_id, records)] == [*Trace(site).site.each(_id, records)] == ids


def _id(_: Site, one: Fiche) -> str:
    return one.id


def test_what_is_torn_is_made_again(site: Site, tmp_path: Path) -> None:
    rows(site)
    for path in (tmp_path / ".cache" / "construction" / "rows").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    rows(site)
    assert len(made) == len(site.records.actors)


def part(site: Site) -> int:
    made.append("part")
    return len(site.records.events)


def test_a_part_of_what_changes_is_kept_by_itself(site: Site) -> None:
    """And who asks for it reads what it reads, be it made or kept."""

    def whole(site: Site) -> tuple[int, int]:
        return site.once(partial(part, site)), len(site.records.actors)

    made.clear()
    actors = dict([*site.records.actors.items()][1:])
    first, again, other = Trace(site), Trace(site), Trace(of(site, actors))
    assert first.noted(partial(whole, first.site)) == again.noted(partial(whole, again.site))
    assert (
        other.noted(partial(whole, other.site))[0]
        == whole(other.site)
        == (len(site.records.events), len(actors))
    )
    assert made == ["part"]
    fewer = replace(site, network=Network(site.records.having("events", {}), site.places, site.today))
    assert whole(Trace(fewer).site) == (0, len(site.records.actors))
    assert made == ["part", "part"]


def test_what_is_made_of_rows_reads_what_they_read(site: Site) -> None:
    """Those that are taken as they were kept, too."""

    def page(site: Site) -> list[str]:
        return [*site.each(row, site.records.actors.values())]

    first, again = (Trace(site) for _ in range(2))
    assert first.noted(partial(page, first.site))[1] == again.noted(partial(page, again.site))[1]
