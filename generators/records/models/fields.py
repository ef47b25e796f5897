"""What a model's fields are: their nature and list, the groups they open, the capabilities found in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generators.records.models.base import Appel, Boite, Fiche, Implantation, Modele
from generators.records.values.types import Nature, NatureName, Reference, RefFiche
from generators.records.vocabulary import Liste

M = TypeVar("M", bound=BaseModel)
#: The place of a value in a record: ("sources", 0, "date").
Loc = tuple[str | int, ...]


def notes_of(field: FieldInfo) -> Iterator[Any]:
    """The annotations of a field, its own first, then those of what it is made of."""
    for note in field.metadata:
        yield from (getattr(note, "metadata", None) or (note,))
    for part in parts_of(field.annotation):
        for note in getattr(part, "__metadata__", ()):
            yield from (getattr(note, "metadata", None) or (note,))


def parts_of(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 (a type expression)
    """A type expression and all that it is made of, the insides of a group left out."""
    yield annotation
    if get_origin(annotation) in (tuple, Union, UnionType) or hasattr(annotation, "__metadata__"):
        for part in get_args(annotation):
            yield from parts_of(part)


def written_as(field: FieldInfo) -> NatureName:
    """What is written in a field: a line of text, a day, a group… ("choix" when its type says nothing)."""
    if group_of(field.annotation):
        return "groupe"
    return next((note.name for note in notes_of(field) if isinstance(note, Nature)), "choix")


def list_of(field: FieldInfo) -> str | None:
    """The list of the vocabulary that a field's terms belong to."""
    return next((note.name for note in notes_of(field) if isinstance(note, Liste)), None)


def group_of(annotation: object) -> type[BaseModel] | None:
    """The group that a field's annotation holds: `tuple[Seance, ...]` → Seance, `Ligne | None` → None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((group for part in get_args(annotation) if (group := group_of(part))), None)


def group_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel]:
    """The group in which the last key of `loc` stands."""
    for part in loc[:-1]:
        field = model.model_fields.get(part) if isinstance(part, str) else None
        model = (group_of(field.annotation) if field else None) or model
    return model


def own_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model without those of its place and those that all records have."""
    shared = {key for base in (Fiche, Implantation) if issubclass(model, base) for key in base.model_fields}
    return tuple(key for key in model.model_fields if key not in shared)


def field_at(model: type[BaseModel], loc: Loc) -> FieldInfo:
    """The field of the last key of `loc`: of a list, its items' field."""
    keys = [part for part in loc if isinstance(part, str)]
    return group_at(model, (*keys,)).model_fields[keys[-1]]


def written_at(model: type[BaseModel], loc: Loc) -> NatureName:
    """What is written at a place of a record."""
    return _written_at(model, tuple(part for part in loc if isinstance(part, str)))


@cache
def _written_at(model: type[BaseModel], keys: tuple[str, ...]) -> NatureName:
    return written_as(field_at(model, keys))


@cache
def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a file may write in this group, in the order in which it writes them.

    A record's own keys come first, those of its place where the model says, then what all records have.
    """
    keys = list(own_keys(model))
    if issubclass(model, Implantation):
        after = keys.index(model.LIEU_APRES) + 1
        keys[after:after] = Implantation.model_fields
    if issubclass(model, Fiche):
        keys += Fiche.model_fields
    return tuple(key for key in keys if not model.model_fields[key].exclude)


def groups_with(model: type[BaseModel], key: str) -> Iterator[str]:
    """The names of the fields of `model` whose group has this key: `courriel` → "inscription"."""
    for name, field in model.model_fields.items():
        group = group_of(field.annotation)
        if group and key in keys_of(group):
            yield name


@cache
def has(model: type[BaseModel], capability: type[BaseModel]) -> bool:
    """True when the model, or a group in it, has a capability."""
    return any(True for _ in _paths(model, capability))


def parts(record: BaseModel, capability: type[M]) -> Iterator[tuple[Loc, M]]:
    """What has a capability in a record, with its place: the record itself, or a group."""
    for path in _paths(type(record), capability):
        yield from _at(record, path, (), capability)


@cache
def _paths(model: type[BaseModel], capability: type[BaseModel]) -> tuple[tuple[str, ...], ...]:
    """Where a capability may stand: () for the model itself, ("seances",) for a group of its own."""
    own = [()] if issubclass(model, capability) else []
    groups = ((name, group_of(field.annotation)) for name, field in model.model_fields.items())
    inside = [(name, *path) for name, group in groups if group for path in _paths(group, capability)]
    return (*own, *inside)


def _at(value: object, path: tuple[str, ...], loc: Loc, capability: type[M]) -> Iterator[tuple[Loc, M]]:
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _at(item, path, (*loc, number), capability)
    elif path and value is not None:
        yield from _at(getattr(value, path[0]), path[1:], (*loc, path[0]), capability)
    elif isinstance(value, capability):
        yield loc, value


Leaf = tuple[Loc, Any]


def leaves(record: BaseModel) -> list[Leaf]:
    """Every value of a record that is no group and no list, with its place; absent ones are left out."""
    return list(_leaves(record, ()))


def sorted_leaves(record: BaseModel) -> tuple[Mapping[type, list[Leaf]], list[Leaf]]:
    """The same by their exact types; and, of them all, those that stand in a list and not in a group of it.

    Ten thousand records have half a million values: they are gone through once.
    """
    by_type = defaultdict[type, list[Leaf]](list)
    listed: list[Leaf] = []
    _sort(record, (), by_type, listed)
    return by_type, listed


#: The one empty tuple: most lists of a record are empty.
_NONE: tuple[()] = ()


def _sort(group: BaseModel, loc: Loc, by_type: defaultdict[type, list[Leaf]], listed: list[Leaf]) -> None:
    for name, value in group.__dict__.items():
        if value is None or value is _NONE:
            continue
        here = (*loc, name)
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, BaseModel):
                    _sort(item, (*here, number), by_type, listed)
                else:
                    leaf = ((*here, number), item)
                    by_type[type(item)].append(leaf)
                    listed.append(leaf)
        elif isinstance(value, BaseModel):
            _sort(value, here, by_type, listed)
        else:
            by_type[type(value)].append((here, value))


def _leaves(group: BaseModel, loc: Loc) -> Iterator[Leaf]:
    for name, value in group.__dict__.items():
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                here = (*loc, name, number)
                yield from _leaves(item, here) if isinstance(item, BaseModel) else ((here, item),)
        elif isinstance(value, BaseModel):
            yield from _leaves(value, (*loc, name))
        elif value is not None:
            yield (*loc, name), value


def named(record: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, tuple[str, str]]]:
    """Where a record names another, and the kind and id of that one, in its order."""
    for name in _naming(type(record)):
        value = getattr(record, name)
        several = isinstance(value, tuple)
        for number, item in enumerate(value) if several else ((None, value),):
            here = (*loc, name) if number is None else (*loc, name, number)
            if isinstance(item, BaseModel):
                yield from named(item, here)
            elif isinstance(item, RefFiche):
                kind, _, id_ = item.partition("/")
                yield here, (kind, id_)
            elif isinstance(item, Reference):
                yield here, (item.kind, str(item))


@cache
def _naming(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that may name a record, and those of groups that do."""
    return tuple(name for name, field in model.model_fields.items() if _may_name(field.annotation))


def _may_name(annotation: object) -> bool:
    if group := group_of(annotation):
        return bool(_naming(group))
    found = (part for part in parts_of(annotation) if isinstance(part, type))
    return any(issubclass(part, Reference) for part in found)


def references(record: BaseModel) -> Iterator[tuple[str, str]]:
    """Kind and id of each record that a record names, in its order."""
    return (key for _, key in named(record))


#: Words of a key and natures that say where something is, or how to reach somebody; what may say so.
_GUARDED: tuple[tuple[frozenset[str], frozenset[str], tuple[type[Modele], ...]], ...] = (
    (
        frozenset("adresse commune insee postal cp departement pays lieu rue latitude longitude".split()),
        frozenset({"decimal"}),
        (Implantation,),
    ),
    (
        frozenset("telephone tel mobile portable courriel mail email".split()),
        frozenset({"telephone", "courriel"}),
        (Boite, Appel),
    ),
)


def guard(model: type[BaseModel]) -> None:
    """Refuse a model that says a place or a contact where no rule looks. Raises `TypeError`.

    Such a key is one that a capability gives (or `lieu`, which the rules know), in a model that has it. What
    a confidential place withholds must be a key that a record can do without.
    """
    for name, field in model.model_fields.items():
        for words, natures, capabilities in _GUARDED:
            said = not words.isdisjoint(name.split("_")) or written_as(field) in natures
            has_it = [capability for capability in capabilities if issubclass(model, capability)]
            if said and not any(name in (*one.model_fields, *one.GARDE) for one in has_it):
                needed = " or ".join(one.__name__ for one in capabilities)
                raise TypeError(f"{model.__name__}.{name} escapes the rules: inherit {needed}, use its keys")
        if name in Implantation.RETENUS and field.is_required():
            raise TypeError(f"{model.__name__}.{name} can’t be withheld: give it a default")
        if group := group_of(field.annotation):
            guard(group)
