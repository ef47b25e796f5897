"""No English reaches the staff: whatever the models can raise has its French account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from generators.records.identity import Identite
from generators.records.kinds import KINDS
from generators.records.models import Acteur, Evenement, Numero, Urgence
from generators.records.reading.messages import TELLERS, tell
from generators.records.vocabulary import TERMES, Terme, Vocabulary

MODELS: tuple[type[BaseModel], ...] = (
    *(k.model for k in KINDS.values()), Urgence, Terme, *TERMES.values(), Identite,
)  # fmt: skip
#: Node of a pydantic schema → errors that it raises of itself. Our validators hand `str`, `int`… a value of
#: that very type, so that these nodes raise only what their bounds do.
RAISED: dict[str, set[str]] = {
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "tuple": {"tuple_type"},
    "literal": {"literal_error"},
    "function-before": {"valeur"},
    "function-plain": {"valeur"},
    "function-after": set(),
    "any": set(),
    "nullable": set(),
    "default": set(),
    "definitions": set(),
    "definition-ref": set(),
}
#: Parts of a schema that hold a validator or a function, and raise nothing.
HARMLESS = {"model-field", "no-info", "with-info"}
TYPED = {"str", "int", "float", "bool", "date", "datetime", "time"}
BOUNDS = {
    "max_length": {"string_too_long", "too_long"},
    "ge": {"greater_than_equal"},
    "le": {"less_than_equal"},
}


def nodes(schema: Any, validated: bool = False) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every validating node of a schema, and whether one of our validators stands just before it."""
    if isinstance(schema, list | tuple):
        for item in schema:
            yield from nodes(item)
    elif isinstance(schema, dict):
        kind = schema.get("type")  # a group of fields may have a field of that name
        kind = kind if isinstance(kind, str) else None
        if kind and kind not in HARMLESS:
            yield schema, validated
        ours = validated or kind in {"function-before", "function-after"}
        for key, value in schema.items():
            if key not in {"serialization", "metadata", "config", "ref", "default"}:
                yield from nodes(value, ours and key == "schema")


def raised(node: dict[str, Any], validated: bool, owner: str) -> set[str]:
    kind = node["type"]
    if kind in TYPED:
        # `id` comes from the file's name, which is checked before.
        assert validated or "pattern" in node, f"{owner}: a bare {kind} would raise {kind}_type in English"
        found: set[str] = set()
    else:
        assert kind in RAISED, f"{owner}: {kind} is not known to this test"
        found = set(RAISED[kind])
    bounds = [BOUNDS[bound] for bound in BOUNDS if bound in node and kind != "tuple"]
    least = {"too_short"} if "min_length" in node else set()
    return found.union(least, *bounds)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_error_of_a_model_has_a_french_account(model: type[BaseModel]) -> None:
    found = nodes(model.__pydantic_core_schema__)
    assert set().union(*(raised(*node, model.__name__) for node in found)) <= TELLERS.keys()


@pytest.mark.parametrize(
    ("model", "field", "value", "message"),
    [
        (Acteur, "latitude", "100", "100 est trop grand"),
        (Acteur, "longitude", "-190", "-190 est trop petit"),
        (Acteur, "services", "écouter", "« services » est une liste"),
        (Acteur, "resume", "x" * 330, "ce texte a 330 signes, le maximum est de 320"),
        (Acteur, "sources", [], "la liste « sources » est vide"),
        (Evenement, "inscription", "oui", "« inscription » est un groupe de clés, pas un texte"),
        (Numero, "statut", "publié", "« publié » n’est pas permis ici"),
    ],
)
def test_an_error_is_told_in_french(model: type[BaseModel], field: str, value: object, message: str) -> None:
    with pytest.raises(ValidationError) as invalid:
        model.model_validate({field: value}, context={"vocabulary": Vocabulary({})})
    told = [tell(error, model).message for error in invalid.value.errors() if error["loc"] == (field,)]
    assert told == [message]
