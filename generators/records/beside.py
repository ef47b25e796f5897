"""What is written beside the values of records, and stays in git as they do: comments, files, pages.

The same guards read them. A confidential record that is not sound is read as it is written: an error in one
line must not let another go by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generators.disk import regular
from generators.records.identity import FILE
from generators.records.models import Implantation
from generators.records.problems import Problem
from generators.records.reading.comments import comments
from generators.records.reading.discreet import discreet, known
from generators.records.reading.files import Folder, printable
from generators.records.reading.messages import dotted
from generators.records.reading.source import MAX_BYTES, Loc, read
from generators.records.records import Key
from generators.records.rules import confidential, dates, persons, privacy, sense
from generators.records.rules.base import Context, Subject, lifted
from generators.records.rules.confidential import PURGE, Reader
from generators.records.rules.hidden import Hidden, hidden_in
from generators.records.rules.whereabouts import Guide
from generators.records.secrecy import Unsound, hides, may_hide
from generators.words.wording import no_break

#: The files of data/ that are no records, and the most of each that is read.
_FILES = (FILE, "vocabulary.yml", "urgences.yml", "liens-exemptes.yml", "lettres.yml")
_LONGEST = 4 * MAX_BYTES
_WITHOUT = "retirez ce passage"
_REMEDIES = {
    persons.NUMBER: "il ne s’écrit nulle part",
    persons.NAME: "écrivez la fonction, sans le nom",
    persons.MINOR: "dites « une adolescente de 15 ans », sans prénom ni initiales",
    persons.MAILBOX: "écrivez la boîte d’un service",
    persons.MOBILE: "écrivez le standard ou la ligne d’un service",
    persons.ACCOUNT: "nommez le compte du service",
}
Told = tuple[str, str]


def comments_of(key: Key, shown: str, data: bytes, context: Context) -> Iterator[Problem]:
    """What the comments of a record's file give away."""
    listed = comments(data)
    if not listed:
        return
    record = context.records.of(key[0]).get(key[1])
    subject = Subject.of(key[0], record) if record is not None else None
    for comment in listed:
        for message, hint in _of_comment(comment.text, subject, context):
            yield _problem(shown, comment.line, comment.column, "", message, hint)


def _of_comment(text: str, subject: Subject | None, context: Context) -> Iterator[Told]:
    hidden = context.known_of(hidden_in)
    if subject is not None and _guarded(subject, text, context, hidden):
        clue = Reader.of(subject, context).clue(text)
    else:
        clue = Guide.of(context.places).clue(text) if hidden.named_in([text]) else None
    if clue:
        yield f"un lieu est confidentiel, et ce commentaire dit {clue.what}", f"{_WITHOUT}{PURGE}"
    about = privacy.about(subject, context) if subject is not None else frozenset[str]()
    may_stay = [*lifted(subject, context)] if subject is not None else []
    for person in persons.told(text, about, (), may_stay):
        yield f"ce commentaire donne {person.what}", f"{_REMEDIES[person]}{PURGE}"


def _guarded(subject: Subject, text: str, context: Context, hidden: Hidden) -> bool:
    if not hidden.keys:
        return False
    return bool(subject.hidden) or confidential.naming(subject, context)


def unsound(shown: str, broken: Unsound, context: Context) -> Iterator[Problem]:
    """The place that a confidential record of which nothing is made would give away."""
    guide = Guide.of(context.places)
    if broken.values is None:
        for number, line in enumerate(broken.data.decode("utf-8", "replace").splitlines(), 1):
            if may_hide(broken.data) and (clue := guide.clue(line)):
                message = f"l’adresse est confidentielle, et cette ligne dit {clue.what}"
                yield _problem(shown, number, 1, "", message, f"{_WITHOUT}{PURGE}")
        return
    if not hides(broken.values):
        return
    document = read(broken.data)
    for loc, text in _written(broken.values):
        place = document.place(loc)
        name = next((part for part in loc[::-1] if isinstance(part, str)), "")
        if name in (*Implantation.PRECIS, *Implantation.TRAHIT):
            message = f"l’adresse est confidentielle, et « {name} » dit où est le lieu"
            yield _problem(shown, *place, dotted(loc), message, f"retirez cette ligne{PURGE}")
        elif name not in _NO_PLACE and (clue := guide.clue(text, _lifts(broken.values))):
            message = f"l’adresse est confidentielle, et ce texte dit {clue.what}"
            field = ".".join(str(part) if part in known() or isinstance(part, int) else "…" for part in loc)
            yield _problem(shown, *place, field, message, f"{_WITHOUT}{PURGE}")


def out_of_order(kind: str, shown: str, broken: Unsound, context: Context) -> Iterator[Problem]:
    """Dates and ages of a record of which nothing is made that do not follow each other, told at once too."""
    if broken.sound is None:
        return
    subject, document = Subject.of(kind, broken.sound), read(broken.data)
    for rule in (*dates.OF_TWO_DATES, *sense.OF_AGES):
        for finding in rule.check(subject, context) if isinstance(broken.sound, rule.of) else ():
            if all(isinstance(part, str) for part in finding.loc):
                place, field = document.place(finding.loc), dotted(finding.loc)
                found = _problem(shown, *place, field, finding.message, finding.hint)
                yield from discreet([found], broken.data, broken.values)


_NO_PLACE = frozenset({"departement", "pays", "telephone", "horaires_accueil", "verifie_le"})


def _lifts(values: object) -> list[str]:
    """The words that a record lifts, as far as they are written as they should be."""
    lifts = values.get("precisions_permises") if isinstance(values, dict) else None
    listed = lifts if isinstance(lifts, list) else []
    return [lift["texte"] for lift in listed if isinstance(lift, dict) and isinstance(lift.get("texte"), str)]


def _written(values: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every text of what a file writes, its keys too."""
    if isinstance(values, dict):
        for key, value in values.items():
            if key != "precisions_permises":
                yield (*loc, key), str(key)
                yield from _written(value, (*loc, key))
    elif isinstance(values, list):
        for number, value in enumerate(values):
            yield from _written(value, (*loc, number))
    elif isinstance(values, str):
        yield loc, values


def files_of(data: Folder, pages: Iterable[Path], context: Context) -> Iterator[Problem]:
    """What the files of data/ that are no records give away: the identity, the lists, the pages."""
    for name in _FILES:
        path = data.path / name
        shown = printable(data.shown / name)
        if content := _content(path):
            document = read(content, expect=list if name == "urgences.yml" else dict, limit=_LONGEST)
            for loc, text in _written(document.value):
                if loc[-1] not in _FIELDS:
                    yield from _of_text(shown, *document.place(loc), dotted(loc), text, context)
            for comment in comments(content):
                yield from _of_text(shown, comment.line, comment.column, "", comment.text, context)
    for path in sorted((data.path / "imports").glob("*.yml")):
        yield from _of_memory(path, printable(data.shown / "imports" / path.name), context)
    for path in pages:
        shown = printable(data.shown / path.relative_to(data.path).as_posix())
        line = 1
        for paragraph in (_content(path) or b"").decode("utf-8", "replace").split("\n\n"):
            yield from _of_text(shown, line, 1, "", paragraph, context)
            line += paragraph.count("\n") + 2


def _of_memory(path: Path, shown: str, context: Context) -> Iterator[Problem]:
    """What is remembered of a source: a contact there is that of a record, where it is judged."""
    content = _content(path, _MEMORY) or b""
    document = read(content, limit=_MEMORY)
    for loc, text in _written(document.value):
        if loc[-1] not in _CONTACTS:
            yield from _of_text(shown, *document.place(loc), dotted(loc), text, context)
    for comment in comments(content):
        yield from _of_text(shown, comment.line, comment.column, "", comment.text, context)


_CONTACTS = frozenset({"courriel", "telephone", "site_web", "url"})
#: A source of twenty thousand rows.
_MEMORY = 32 * 1024 * 1024
#: Judged by rules of their own.
_FIELDS = frozenset({"courriel"})


def _content(path: Path, most: int = _LONGEST) -> bytes | None:
    try:
        return regular.read(path, most)
    except OSError:
        return None


def _of_text(
    shown: str, line: int, column: int, field: str, text: str, context: Context
) -> Iterator[Problem]:
    if context.known_of(hidden_in).named_in([text]) and (clue := Guide.of(context.places).clue(text)):
        message = f"ce passage nomme un lieu confidentiel, et dit {clue.what}"
        yield _problem(shown, line, column, field, message, f"{_WITHOUT}{PURGE}")
    for person in persons.told(text, (), ()):
        yield _problem(
            shown, line, column, field, f"ce texte donne {person.what}", f"{_REMEDIES[person]}{PURGE}"
        )


def _problem(shown: str, line: int, column: int, field: str, message: str, hint: str) -> Problem:
    return Problem(shown, line, column, field, no_break(message), no_break(hint))
