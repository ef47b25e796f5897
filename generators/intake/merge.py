"""What a source says now, laid over a record that people may have changed since it last spoke.

Field by field, three say: the source before, the source now, the record. What the source alone changed comes
in; what a person changed stays; what both changed is a conflict, told and left as the person wrote it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generators.records.models import Acteur, Implantation
from generators.records.models.fields import keys_of
from generators.records.secrecy import hides

Values = Mapping[str, Any]
#: A place is one: a street in another commune than the one a person wrote is nowhere.
_PLACE: Final = tuple(Implantation.model_fields)
_POSITION: Final = ("latitude", "longitude")
_NEEDED: Final = frozenset(name for name, field in Acteur.model_fields.items() if field.is_required())
#: What no source lays over a record.
_OURS: Final = frozenset({"sources", "verifie_le", "verifie_par", "date_maj"})


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after; of a conflict, what the record and the source say. "" is nothing."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The record's values, what came in, what both changed; whether its place is now, or stays, withheld."""

    values: Values
    changed: tuple[Change, ...] = ()
    conflicts: tuple[Change, ...] = ()
    place_hidden: bool = False
    place_kept: bool = False


def merged(last: Values, now: Values, record: Values, blocked: Collection[str] = ()) -> Merged:
    """`record` with what the source changed since `last`; it says nothing of the fields of `blocked`."""
    if hides(record) and not hides(now):
        return _within_a_secret(last, now, record, blocked)
    if hides(now) and not hides(record):
        return _hidden(last, now, record, blocked)
    wanted = [name for name in {**last, **now} if name not in blocked and name not in _OURS]
    coming: dict[str, Any] = {}
    conflicts: list[Change] = []
    for name in wanted:
        before, after, there = last.get(name), now.get(name), record.get(name)
        if after in (before, there) or (after is None and name in _NEEDED):
            continue
        if there == before:
            coming[name] = after
        else:
            conflicts.append(Change(name, there, after or ""))
    if any(change.field in _PLACE for change in conflicts):
        moved = [name for name in coming if name in _PLACE]
        conflicts += [Change(name, record.get(name, ""), coming.pop(name) or "") for name in moved]
    return _laid(record, coming, tuple(conflicts))


def _laid(record: Values, coming: Values, conflicts: tuple[Change, ...]) -> Merged:
    """The record with what comes in; a position that was found for another address goes."""
    coming = dict(coming)
    if any(name in _PLACE and name in record for name in coming):
        coming |= {name: None for name in _POSITION if name in record and name not in coming}
    values = {name: value for name, value in {**record, **coming}.items() if value is not None}
    changed = tuple(
        Change(name, record.get(name, ""), "" if value is None else value) for name, value in coming.items()
    )
    return Merged(values, changed, conflicts)


def _within_a_secret(last: Values, now: Values, record: Values, blocked: Collection[str]) -> Merged:
    """A record that hides its place takes none, whatever the source says of it."""
    open_now = {name: value for name, value in now.items() if name not in (*_PLACE, *Implantation.TRAHIT)}
    open_last = {name: value for name, value in last.items() if name in open_now or name not in _PLACE}
    secret = {name: record[name] for name in ("adresse_confidentielle", "departement") if name in record}
    found = merged({**open_last, **secret}, {**open_now, **secret}, record, blocked)
    says = any(now.get(name) for name in Implantation.RETENUS)
    return Merged(found.values, found.changed, found.conflicts, place_kept=says)


def _hidden(last: Values, now: Values, record: Values, blocked: Collection[str]) -> Merged:
    """A record whose place turns out to be confidential loses it, whoever wrote it."""
    kept = {name: value for name, value in record.items() if name not in Implantation.RETENUS}
    secret = {name: now[name] for name in ("adresse_confidentielle", "departement") if name in now}
    found = merged(
        {**{name: value for name, value in last.items() if name in kept}, **secret},
        now,
        {**kept, **secret},
        blocked,
    )
    return Merged(found.values, found.changed, found.conflicts, place_hidden=True)


def cited(sources: Any, entry: Mapping[str, str], given: Iterable[str]) -> list[Any]:  # noqa: ANN401
    """The sources of a record that took the fields `given` from `entry`: its date moves on, or it is added.

    A document that gave a part of a record says which fields; one that made it goes on speaking for all.
    """
    listed = list(sources) if isinstance(sources, list) else []
    fields = [name for name in keys_of(Acteur) if name in {*given}]
    for rank, one in enumerate(listed):
        if isinstance(one, dict) and one.get("document") == entry["document"]:
            known = one.get("champs")
            both = [name for name in keys_of(Acteur) if name in {*known, *fields}] if known else []
            listed[rank] = {**one, **entry, **({"champs": both} if both else {})}
            return listed
    return [*listed, {**entry, **({"champs": fields} if fields else {})}]
