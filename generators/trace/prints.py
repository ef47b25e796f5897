"""What a value says, as a digest: the same for the same, whichever process reads it."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from functools import _lru_cache_wrapper, cached_property, partial
from types import FunctionType, MappingProxyType

from pydantic import BaseModel

from generators.disk.cache import digest
from generators.land.outlines import Outlines
from generators.land.places import Places
from generators.network.network import Network
from generators.records.kinds import Kind
from generators.records.records import Records
from generators.site import Site


class Unprintable(TypeError):
    """A value of which nobody can tell whether it changed."""


class Prints:
    """Prints values; each record once, and by its file where it is as it was read. `double` is the site that
    notes what is read of it, `read` are records with a digest of their files."""

    def __init__(self, double: Site, read: Iterable[tuple[object, bytes]] = ()) -> None:
        self._double = double
        self._once = 0
        self._known = {id(record): (record, digest("file", of_file)) for record, of_file in read}

    def of(self, value: object) -> bytes:
        """Raises `Unprintable`."""
        match value:
            case str():
                return f"{type(value).__name__} {value}".encode("utf-8", "surrogatepass")
            case BaseModel():
                return self._model(value)
            case None | int() | float() | bytes() | date():
                return f"{type(value).__name__} {value!r}".encode()
            case Site() | Network() | Records() | Places() | Outlines():
                return self._whole(value)
            case tuple() | list():
                return digest("in order", type(value).__qualname__, *map(self.of, value))
            case Mapping():
                return digest("by key", *(self.of(part) for pair in value.items() for part in pair))
            case Set():
                return digest("whatever the order", *sorted(map(self.of, value)))
            case Kind():
                return digest("kind", value.name)
            case partial():
                return digest("call", self.of(value.func), self.of(value.args), self.of(value.keywords))
            case _lru_cache_wrapper():
                return self.of(value.__wrapped__)
            case FunctionType() if value.__closure__ is None and "<lambda>" not in value.__qualname__:
                return digest("code", value.__module__, value.__qualname__)
        if (held := _fields(value)) is not None:
            return self._data(value, held)
        raise Unprintable(type(value).__qualname__)

    def _data(self, value: object, held: tuple[object, ...]) -> bytes:
        """Nothing that computes something once may hold the site: whoever asks first would alone be noted."""
        self._once += (once := _keeps(type(value)))
        try:
            return digest("data", _name(type(value)), *map(self.of, held))
        finally:
            self._once -= once

    def _whole(self, value: object) -> bytes:
        """What is read of the double is noted, and all depends on its land; another one says too much."""
        double = self._double
        ours = (double, double.records, double.places, double.outlines)
        if not self._once and any(value is one for one in ours):
            return digest("the double's", type(value).__qualname__)
        raise Unprintable(type(value).__qualname__)

    def _model(self, value: BaseModel) -> bytes:
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = value, _pickled(value)
        return known[1]


def _pickled(value: BaseModel) -> bytes:
    """The fields of a model, as C writes them: far quicker than by our own hand, and as telling."""
    written = io.BytesIO()
    pickler = _Fields(written, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # nothing is written as « the same as before »: equal models give equal bytes
    try:
        pickler.dump(value)
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        raise Unprintable(str(error)) from error
    return digest("model", written.getvalue())


class _Fields(pickle.Pickler):
    """Of what is made of fields, their values: what was computed from them since is left out."""

    def reducer_override(self, value: object) -> tuple[type, tuple[object, ...]]:
        held = _fields(value)
        return NotImplemented if held is None else (tuple, ((_name(type(value)), *held),))


def _fields(value: object) -> tuple[object, ...] | None:
    """The values of what is made of fields; None of anything else."""
    if isinstance(value, BaseModel):
        return tuple(getattr(value, name) for name in type(value).model_fields)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(getattr(value, field.name) for field in fields(value))
    return tuple(value.items()) if isinstance(value, MappingProxyType) else None


def _keeps(kind: type) -> bool:
    """Whether its values compute something once."""
    return any(isinstance(value, cached_property) for base in kind.__mro__ for value in vars(base).values())


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"
