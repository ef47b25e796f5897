"""The files of data/ that are no records, each key checked where it stands: identity, vocabulary, numbers."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import get_args

from pydantic import ValidationError

from generators.records.credentials import credentials
from generators.records.identity import FILE, Identite
from generators.records.kinds import ACTORS
from generators.records.models import Urgence
from generators.records.models.fields import group_at
from generators.records.models.urgence import Role
from generators.records.palette import Blurred, blurred
from generators.records.problems import TO_WRITE, Problem, must_tell
from generators.records.reading.files import Folder, printable
from generators.records.reading.messages import bytes_of, of_trap, tell, validated
from generators.records.reading.source import MAX_BYTES, Loc, Trap, YamlFile, read
from generators.records.reading.vocabulary import needed_lists, read_vocabulary
from generators.records.sending import faults
from generators.records.vocabulary import Vocabulary

_MAX_LIST_BYTES = 4 * MAX_BYTES


def identity_in(
    data: Folder, known: Container[tuple[str, str]] | None, problems: list[Problem]
) -> Identite | None:
    """Whose network it is; `known` are the records, when somebody looked."""
    shown = printable(data.shown / FILE)
    content = bytes_of(data.path / FILE, shown, MAX_BYTES, problems)
    if content is None:
        return None
    document = read(content)
    identity, traps = read_identity(document, known)
    found = [of_trap(trap, shown) for trap in (*document.traps, *traps)]
    problems += _without_secrets(found, content.decode("utf-8", "replace"), shown)
    if identity is None:
        must_tell((*document.traps, *traps))
    return identity


def _without_secrets(found: list[Problem], content: str, shown: str) -> Iterator[Problem]:
    """The keys that stand in the file, none of them said; and its other problems, which say none either."""
    secrets = list(credentials(content))
    for secret in secrets:
        message = "ce qui est écrit ici ressemble à une clé, à un jeton ou à un mot de passe"
        hint = "retirez-le de ce fichier, donnez-le dans l’environnement, et changez-le s’il a été enregistré"
        yield of_trap(Trap(secret.line, secret.column, (), message, hint), shown)
    for problem in found:
        said = problem.message + problem.hint
        if not any(secret.line == problem.line or secret.text in said for secret in secrets):
            yield problem


def vocabulary_in(data: Folder, identity: Identite | None, problems: list[Problem]) -> Vocabulary:
    """The sound lists, whose colours are seen on those of the identity."""
    shown = printable(data.shown / "vocabulary.yml")
    content = bytes_of(data.path / "vocabulary.yml", shown, _MAX_LIST_BYTES, problems)
    if content is None:
        return Vocabulary({})
    document = read(content, limit=_MAX_LIST_BYTES)
    vocabulary, traps = read_vocabulary(document, identity.couleurs if identity else None)
    problems += [of_trap(trap, shown) for trap in (*document.traps, *traps)]
    if needed_lists() - vocabulary.lists.keys():
        must_tell((*document.traps, *traps))
    return vocabulary


def urgences_in(data: Folder, problems: list[Problem]) -> tuple[Urgence, ...]:
    """The emergency numbers that are sound."""
    shown = printable(data.shown / "urgences.yml")
    content = bytes_of(data.path / "urgences.yml", shown, MAX_BYTES, problems)
    if content is None:
        return ()
    document = read(content, expect=list)
    problems += [of_trap(trap, shown) for trap in document.traps]
    numbers: list[Urgence] = []
    for index, values in enumerate(document.value or ()):
        number, errors = validated(Urgence, values, document, shown, Vocabulary({}), (index,))
        problems += errors
        numbers += [number] if number else []
        if number is None:
            must_tell((*document.traps, *errors))
    if document.value is not None and len(numbers) == len(document.value):
        problems += [of_trap(trap, shown) for trap in (*_roles(numbers), *_unsourced(document, numbers))]
    return tuple(numbers)


def _roles(numbers: Iterable[Urgence]) -> Iterator[Trap]:
    """What the pages name a number for, and no number that one calls is for."""
    given = {number.role for number in numbers if number.canal == "tel"}
    for role in get_args(Role):
        if role not in given:
            message = f"aucun numéro que l’on appelle n’a le rôle « {role} » : des pages le nomment"
            yield Trap(1, 1, (), message, f"ajoutez-le, ou écrivez « role: {role} » sous celui qui convient")


def _unsourced(document: YamlFile, numbers: Iterable[Urgence]) -> Iterator[Trap]:
    """What one is promised of a number, and no source says."""
    for index, number in enumerate(numbers):
        if (number.gratuit or number.quand or number.tchat) and not number.sources:
            message = f"rien ne dit d’où viennent les heures, la gratuité ou le tchat du {number.affichage}"
            hint = "ajoutez « sources: », avec un document et sa date"
            yield Trap(*document.place((index, "numero")), (index, "sources"), message, hint)


#: What stands in the place of a text, or of a name for machines, that nobody has written yet.
BLANKS = (TO_WRITE, "a-ecrire")
Known = Container[tuple[str, str]]


def read_identity(document: YamlFile, known: Known | None) -> tuple[Identite | None, tuple[Trap, ...]]:
    """The identity that a document writes, or None, and what is wrong with it.

    `known` are the records, by kind and id, when somebody looked.
    """
    if document.value is None:
        return None, ()
    try:
        found = Identite.model_validate(document.value)
    except ValidationError as invalid:
        return None, tuple(_refused(document, invalid))
    return found, (
        *_unwritten(document, document.value),
        *_contrasts(document, found),
        *_indiscreet(document, found),
        *_senders(document, found, known),
        *_services(document, found),
    )


def _refused(document: YamlFile, invalid: ValidationError) -> Iterator[Trap]:
    for error in invalid.errors(include_url=False):
        loc = error["loc"]
        if loc not in document.refused:
            told = tell(error, Identite)
            yield Trap(*document.place(loc, on_key=told.on_key), loc, told.message, told.hint)


def _unwritten(document: YamlFile, value: object, loc: Loc = ()) -> Iterator[Trap]:
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


def _contrasts(document: YamlFile, found: Identite) -> Iterator[Trap]:
    for fault in blurred(found.couleurs):
        yield _contrast(document, fault)


def _contrast(document: YamlFile, fault: Blurred) -> Trap:
    loc = ("couleurs", *fault.loc)
    ratio = f"{fault.ratio:.2f}".replace(".", ",")
    message = (
        f"« {fault.colour} » se lit mal avec « {fault.ground} » ({fault.what}) : le contraste est de "
        f"{ratio}, il en faut 4,5"
    )
    return Trap(
        *document.place(loc), loc, message, "éloignez les deux couleurs : plus foncée, ou plus claire"
    )


def _indiscreet(document: YamlFile, found: Identite) -> Iterator[Trap]:
    """What stands on a shared link and says a word that the network keeps quiet."""
    for loc, text in found.shared:
        if word := found.discret.says(text):
            message = f"ce texte dit « {word} », et se lit sur les liens partagés"
            hint = "dites-le sans les mots de « discret: mots », ou retirez ce mot de la liste"
            yield Trap(*document.place(loc), loc, message, hint)


def _senders(document: YamlFile, found: Identite, known: Known | None) -> Iterator[Trap]:
    for number, sender in enumerate(found.lettre.emetteurs):
        if known is not None and (ACTORS.name, sender) not in known:
            loc = ("lettre", "emetteurs", number)
            message = f"aucun acteur ne s’appelle « {sender} »"
            hint = "écrivez le nom d’un fichier de data/actors, sans .yml, ou retirez-le"
            yield Trap(*document.place(loc), loc, message, hint)


def _services(document: YamlFile, found: Identite) -> Iterator[Trap]:
    """What a service that sends the letter would refuse of its entry."""
    for loc, message, hint in faults(found.lettre):
        yield Trap(*document.place(loc), loc, message, hint)
