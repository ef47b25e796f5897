"""What is withheld: once it is published, a confidential place has no fields but those that may be shown.

The rules refuse a record that says a confidential place; this takes it away where one of them forgot to look.
`parted` is asked once, where a site is opened: nothing after it holds the values, so nothing after it can
print them. They go to `generators.lastlook`, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from generators.land.territories import Zone
from generators.records.models import Implantation
from generators.records.models.fields import Loc, has, parts
from generators.records.records import Key, Record, Records


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Secret:
    """A place that must not be published: whose it is, and its values by key. It tells nobody what they are.

    `values` are as the model reads them: texts, degrees, a `Zone`.
    """

    key: Key
    values: tuple[tuple[str, object], ...]

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError("a secret is not written down")


Secrets = tuple[Secret, ...]
#: Where the group stands in its record, the key, and what was taken.
Taken = list[tuple[Loc, str, object]]


def parted(records: Records) -> tuple[Records, Secrets]:
    """The records as they may be shown, and what was taken from them."""
    secrets: list[Secret] = []
    for kind in records.by_kind:
        if changed := dict(_changed(kind, records, secrets)):
            records = records.having(kind, {**records.of(kind), **changed})
    return records, tuple(secrets)


def shown(records: Records) -> Records:
    """The records as they may be shown: to readers, to who reviews them, to who verifies them."""
    return parted(records)[0]


def confidential(record: Record) -> bool:
    """True for a record of which a place, its own or a group's, is confidential."""
    return any(place.adresse_confidentielle for _, place in parts(record, Implantation))


def _changed(kind: str, records: Records, secrets: list[Secret]) -> Iterator[tuple[str, Record]]:
    for id_, record in records.of(kind).items():
        if has(type(record), Implantation) and confidential(record):
            taken: Taken = []
            public = _shown(record, (), taken, hidden=False)
            secrets += [Secret((kind, id_), values) for values in _places(taken)]
            yield id_, public


def _places(taken: Taken) -> Iterator[tuple[tuple[str, object], ...]]:
    """What was taken, place by place: the values of one group belong together."""
    for home in dict.fromkeys(loc for loc, _, _ in taken):
        yield tuple((key, value) for loc, key, value in taken if loc == home)


def _shown(group: Any, loc: Loc, taken: Taken, *, hidden: bool) -> Any:  # noqa: ANN401 (a record, or a group of it)
    """The group as it may be shown. A confidential place hides those that stand in it too."""
    hidden = hidden or (isinstance(group, Implantation) and group.adresse_confidentielle)
    update: dict[str, object] = {}
    for name, value in group.__dict__.items():
        kept = _kept(group, name, value, loc, taken, hidden=hidden)
        if kept is not value:
            update[name] = kept
    return group.model_copy(update=update) if update else group


def _kept(group: BaseModel, name: str, value: object, loc: Loc, taken: Taken, *, hidden: bool) -> object:
    """The value of a field as it may be shown: the same, or what stands for none."""
    if hidden and name in Implantation.RETENUS:
        default: object = type(group).model_fields[name].get_default()
        if value != default:
            taken.append((loc, name, value))
        return default
    if isinstance(value, tuple):
        items = (
            _item(name, item, (*loc, name, n), loc, taken, hidden=hidden) for n, item in enumerate(value)
        )
        kept = tuple(item for item in items if item is not None)
        return kept if kept != value else value
    return _item(name, value, (*loc, name), loc, taken, hidden=hidden)


def _item(name: str, value: object, here: Loc, above: Loc, taken: Taken, *, hidden: bool) -> object:
    """A value, or one of a list: a group is looked into, a commune or an EPCI is a place."""
    if isinstance(value, BaseModel):
        return _shown(value, here, taken, hidden=hidden)
    if hidden and isinstance(value, Zone) and value.narrow:
        taken.append((above, name, value))
        return None
    return value
