"""What a form calls a record: its name, and its place where several of its kind bear that name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from generators.land.coverage import departement_of
from generators.land.places import Places
from generators.land.territories import Zone
from generators.records.kinds import FICHES, Kind
from generators.records.models import Implantation
from generators.records.records import Record, Records


def names(records: Records, places: Places) -> dict[str, dict[str, str]]:
    """Kind → id → what to call it: « La Boussole (Nord) », beside « La Boussole (Rhône) »."""
    return {name: _told_apart(kind, records.of(name), places) for name, kind in FICHES.items()}


def shared(records: Records) -> tuple[str, ...]:
    """The names that several records of one kind bear."""
    found: set[str] = set()
    for name, kind in FICHES.items():
        counts = Counter(kind.title_of(record) for record in records.of(name).values())
        found |= {title for title, count in counts.items() if count > 1}
    return tuple(sorted(found))


def _told_apart(kind: Kind, records: Mapping[str, Record], places: Places) -> dict[str, str]:
    titles = {id_: kind.title_of(record) for id_, record in records.items()}
    counts = Counter(titles.values())
    return {id_: _called(title, records[id_], places, counts) for id_, title in titles.items()}


def _called(title: str, record: Record, places: Places, counts: Mapping[str, int]) -> str:
    where = _place(record, places) if counts[title] > 1 else None
    return f"{title} ({where})" if where else title


def _place(record: Record, places: Places) -> str | None:
    """The name of its département: where it stands, or the first that it covers."""
    code = departement_of(record, places) if isinstance(record, Implantation) else None
    zones: tuple[Zone, ...] = getattr(record, "zone_eligibilite", ())
    code = code or next((zone.code for zone in zones if zone.level == "departement"), None)
    return places.departements[code].nom if code and code in places.departements else None
