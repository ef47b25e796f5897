"""From reseau.yml to the network's identity: each key checked, each colour read where it stands."""

from __future__ import annotations

from collections.abc import Container, Iterator

from pydantic import ValidationError

from generators.records.identity import Identite
from generators.records.kinds import ACTORS
from generators.records.models.fields import group_at
from generators.records.palette import Blurred, blurred
from generators.records.problems import TO_WRITE
from generators.records.reading.messages import tell
from generators.records.reading.source import Document, Loc, Trap

#: What stands in the place of a text, or of a name for machines, that nobody has written yet.
BLANKS = (TO_WRITE, "a-ecrire")
Known = Container[tuple[str, str]]


def read_identity(document: Document, known: Known | None) -> tuple[Identite | None, tuple[Trap, ...]]:
    """The identity that a document writes, or None, and what is wrong with it.

    `known` are the records, by kind and id, when somebody looked.
    """
    if document.value is None:
        return None, ()
    try:
        found = Identite.model_validate(document.value)
    except ValidationError as invalid:
        trapped = {trap.loc for trap in document.traps}
        return None, tuple(_refused(document, invalid, trapped))
    return found, (
        *_unwritten(document, document.value),
        *_contrasts(document, found),
        *_senders(document, found, known),
    )


def _refused(document: Document, invalid: ValidationError, trapped: Container[Loc]) -> Iterator[Trap]:
    for error in invalid.errors(include_url=False):
        loc = error["loc"]
        if loc not in trapped:
            told = tell(error, Identite)
            yield Trap(*document.place(loc, on_key=told.on_key), loc, told.message, told.hint)


def _unwritten(document: Document, value: object, loc: Loc = ()) -> Iterator[Trap]:
    """What a network that was just started has still to say."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from _unwritten(document, inside, (*loc, key))
    elif isinstance(value, str) and any(blank in value for blank in BLANKS):
        field = group_at(Identite, loc).model_fields[str(loc[-1])]
        hint = "écrivez-le : " + ". ".join(
            part.rstrip(".") for part in (field.title, field.description) if part
        )
        yield Trap(*document.place(loc), loc, f"« {loc[-1]} » reste à écrire", hint)


def _contrasts(document: Document, found: Identite) -> Iterator[Trap]:
    for fault in blurred(found.couleurs):
        yield _contrast(document, fault)


def _contrast(document: Document, fault: Blurred) -> Trap:
    loc = ("couleurs", *fault.loc)
    ratio = f"{fault.ratio:.2f}".replace(".", ",")
    message = (
        f"« {fault.colour} » se lit mal avec « {fault.ground} » ({fault.what}) : le contraste est de "
        f"{ratio}, il en faut 4,5"
    )
    return Trap(
        *document.place(loc), loc, message, "éloignez les deux couleurs : plus foncée, ou plus claire"
    )


def _senders(document: Document, found: Identite, known: Known | None) -> Iterator[Trap]:
    for number, sender in enumerate(found.lettre.emetteurs):
        if known is not None and (ACTORS.name, sender) not in known:
            loc = ("lettre", "emetteurs", number)
            message = f"aucun acteur ne s’appelle « {sender} »"
            hint = "écrivez le nom d’un fichier de data/actors, sans .yml, ou retirez-le"
            yield Trap(*document.place(loc), loc, message, hint)
