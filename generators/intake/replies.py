"""What structures answered to the letters, as a proposal: confirmations, corrections by field, and what
people must read.

An answer is applied only when it is plain and comes from an address that the record itself gives: « tout
est exact » confirms, « Téléphone : … » corrects. All else goes to a person: free text, a request to be
taken away, a stranger, an answer to a state of the record that is no more. A sentence of the story repeats
no sender, and nothing that was written about a confidential place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from generators.care.confirmation import REFERENCE, SUJET, Champ, digest
from generators.forms.from_issue import House
from generators.forms.questions import verdict
from generators.intake.mailbox import Received
from generators.intake.reply_fields import asked, said
from generators.intake.reply_text import Reply, parted
from generators.records.kinds import ACTORS
from generators.records.models import Acteur
from generators.records.reading.files import Found
from generators.records.reading.source import read
from generators.records.secrecy import hides
from generators.records.writing import replaced
from generators.words.assent import assents, objects, says_nothing_more

Sort = Literal["retrait", "confirmee", "corrigee", "a-lire", "retour", "absence", "automate"]
#: Who confirmed, where nobody said which function.
PAR_DEFAUT = "équipe de la structure, par courriel"
_ADDRESSES = re.compile(r"(?:acteurs/|fiche=(?:actors/)?)([a-z0-9-]{1,60})")
_EXCERPT = 400


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one message. `fields` are title, before and after; `why` what a person must know.

    `confirmed` when the record is then confirmed, on the day and by the function that it says. `blocks`
    when what a person is to read comes from the structure: nothing of the same record is applied before.
    """

    sort: Sort
    id: str | None
    name: str
    day: date | None
    fields: tuple[tuple[str, str, str], ...] = ()
    why: str = ""
    excerpt: str = ""
    confirmed: bool = False
    role: str = ""
    values: Mapping[str, Any] | None = None
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """The outcomes in the order of the messages, and the files that they propose: path → content."""

    outcomes: tuple[Outcome, ...]
    files: Mapping[str, tuple[Found, bytes]]


Shown = Callable[[str], Sequence[Champ]]


@dataclass(frozen=True, slots=True)
class Office:
    """Where answers are read: the records, their rules, what each page shows, who else may speak."""

    house: House
    shown: Shown
    accepted: frozenset[str] = frozenset()

    def actor(self, id_: str) -> Acteur | None:
        return self.house.loaded.records.actors.get(id_)


def replies(messages: Iterable[Received], office: Office) -> Read:
    """What the messages say, each told once, and what is sound of it as files."""
    seen: set[str] = set()
    found: list[Outcome] = []
    for message in messages:
        if message.identifier and message.identifier in seen:
            continue
        seen.add(message.identifier)
        found.append(_understood(message, office))
    return _applied([*_held(found)], office)


def _understood(message: Received, office: Office) -> Outcome:
    """What one message says, before any file is made of it."""
    id_ = _named(message, office)
    actor = office.actor(id_) if id_ else None
    blank = Outcome(
        "a-lire", actor.id if actor else None, actor.nom if actor else message.subject, message.day
    )
    if message.returned:
        return replace(
            blank, sort="retour", why=_bounced(message.returned.status, message.returned.temporary)
        )
    if message.sort in ("absence", "automate"):
        return replace(blank, sort=message.sort)
    reply = parted(message.text)
    asks = objects(reply.own)
    blank = replace(blank, excerpt=_excerpt(reply.own, actor, office))
    if actor is None:
        return replace(
            blank, sort="retrait" if asks else "a-lire", why="le message ne dit pas de quelle fiche il parle"
        )
    known = _knows(actor, message, office)
    if asks:
        return replace(
            blank, sort="retrait", blocks=True, why="à traiter sous un mois, quel que soit l’expéditeur"
        )
    if not known:
        return replace(
            blank, why="l’adresse de l’expéditeur n’est pas celle de la fiche : rappelez la structure"
        )
    return replace(_answered(blank, message, reply, actor, office), id=actor.id)


def _answered(blank: Outcome, message: Received, reply: Reply, actor: Acteur, office: Office) -> Outcome:
    """What an answer from the structure's own address says."""
    to_read = replace(blank, blocks=True)
    shown = office.shown(actor.id)
    if fault := _out_of_date(message, actor, shown, office):
        return replace(to_read, why=fault)
    if reply.between:
        return replace(to_read, why="des mots sont écrits entre les lignes de la lettre")
    record = read(office.house.loaded.sources[ACTORS.name, actor.id]).value
    found = said(reply, message, shown, office.house.known, record)
    if found.left:
        return replace(to_read, why=found.left[0], fields=found.fields, values=found.values)
    complete = not message.attached and says_nothing_more(found.rest)
    if found.values and not complete:
        why = "une pièce jointe est à lire" if message.attached else "le reste du message est à lire"
        return replace(
            to_read, sort="corrigee", blocks=False, fields=found.fields, values=found.values, why=why
        )
    if found.values or (assents(found.rest) and complete):
        sort: Sort = "corrigee" if found.values else "confirmee"
        return replace(
            blank,
            sort=sort,
            fields=found.fields,
            values=found.values,
            confirmed=True,
            role=found.role,
            excerpt="",
        )
    return replace(to_read, why="une pièce jointe est à lire" if message.attached else "un texte libre")


def _named(message: Received, office: Office) -> str | None:
    """The record that a message is about: by what it answers, its subject, its addresses, its sender."""
    subjects = (message.subject, *message.references)
    for found in (
        {one[1] for reference in message.references for one in REFERENCE.finditer(reference)},
        {one[1] for subject in subjects for one in SUJET.finditer(subject)},
        set(_ADDRESSES.findall(message.text)),
        {actor.id for actor in office.house.loaded.records.actors.values() if _writes(actor, message.sender)},
    ):
        if real := {id_ for id_ in found if office.actor(id_)}:
            return real.pop() if len(real) == 1 else None
    return None


def _writes(actor: Acteur, sender: str) -> bool:
    return bool(sender) and (actor.courriel or "").lower() == sender


def _knows(actor: Acteur, message: Received, office: Office) -> bool:
    """True of the record's own address, or of one that somebody of the team has checked."""
    return not message.refused and (_writes(actor, message.sender) or message.sender in office.accepted)


def _out_of_date(message: Received, actor: Acteur, shown: Sequence[Champ], office: Office) -> str:
    """Why an answer can't be taken for what the record says today."""
    day, today = message.day, office.house.today
    states = {one[2] for reference in message.references for one in REFERENCE.finditer(reference)}
    if day is None or day > today:
        return "le message n’a pas de date" if day is None else "la date du message n’est pas encore venue"
    if states and digest(shown) not in states:
        return "la fiche a changé depuis la lettre à laquelle il répond"
    if actor.date_maj and actor.date_maj > day:
        return "la fiche a changé depuis cette réponse"
    if actor.verifie_le and actor.verifie_le > day:
        return "la fiche a été confirmée depuis cette réponse"
    return ""


def _bounced(status: str, temporary: bool) -> str:
    if temporary:
        return "pas encore remise : le serveur réessaie"
    if status.startswith("5.1"):
        return "cette boîte n’existe pas, ou plus : cherchez une autre adresse"
    if status.startswith(("5.2.2", "5.2.3")):
        return "la boîte est pleine : appelez"
    return "la lettre n’a pas pu être remise : vérifiez l’adresse"


def _excerpt(own: str, actor: Acteur | None, office: Office) -> str:
    """The words for a person to read; none that may say where a confidential place is."""
    if actor is None or _secret(actor.id, office):
        return ""
    text = " ".join(own.split())
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"


def _secret(id_: str, office: Office) -> bool:
    source = office.house.loaded.sources.get((ACTORS.name, id_))
    return source is None or hides(read(source).value)


def _held(found: Sequence[Outcome]) -> Iterator[Outcome]:
    """The outcomes; what a structure says in words comes before what it says in a press of a button."""
    blocked = {one.id for one in found if one.blocks}
    for one in found:
        if one.id in blocked and one.sort in ("confirmee", "corrigee"):
            why = "un autre message de la même structure est à lire d’abord"
            yield replace(one, sort="a-lire", confirmed=False, why=why)
        else:
            yield one


def _applied(found: Sequence[Outcome], office: Office) -> Read:
    """The files that the sound answers make, those of one record one after another."""
    files: dict[str, tuple[Found, bytes]] = {}
    told: dict[int, Outcome] = {}
    by_record: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        if one.sort in ("confirmee", "corrigee") and one.id:
            by_record[one.id].append(number)
    for id_, numbers in by_record.items():
        key = (ACTORS.name, id_)
        file, content = office.house.loaded.files[key], office.house.loaded.sources[key]
        for number in sorted(numbers, key=lambda number: found[number].day or date.min):
            told[number], made = _written(found[number], file, content, office)
            if made is not None:
                content = made
                files[id_] = (file, made)
    return Read(tuple(told.get(number, one) for number, one in enumerate(found)), files)


def _written(one: Outcome, file: Found, source: bytes, office: Office) -> tuple[Outcome, bytes | None]:
    """The record with what was answered; or what a person must do because its rules refuse it."""
    for role in dict.fromkeys((one.role or PAR_DEFAUT, PAR_DEFAUT)):
        values = _values(one, read(source).value, role)
        content = replaced(source, values, file)
        if content is None:
            return replace(one, sort="a-lire", why="la fiche ne peut pas être réécrite sans risque"), None
        problems = verdict(content, file, office.house.loaded, office.house.known.places, office.house.today)
        errors = [problem for problem in problems if problem.severity == "error"]
        if not errors:
            return (_masked(replace(one, role=role), office), content)
        if not one.confirmed or any(problem.field != "verifie_par" for problem in errors):
            break
    titles = {question.cle: question.titre for question in asked()}
    named = sorted({titles.get(problem.field.partition(".")[0], "la fiche") for problem in errors})
    why = f"refusé par les règles : {', '.join(named)}"
    return replace(one, sort="a-lire", confirmed=False, why=why, fields=()), None


def _values(one: Outcome, before: Mapping[str, Any], role: str) -> dict[str, Any]:
    more = dict(one.values or {})
    assert one.day is not None
    if more:
        more["date_maj"] = one.day.isoformat()
    more |= {lift: None for key, lifts in _LIFTS.items() if key in more for lift in lifts}
    if one.confirmed:
        more |= {"verifie_le": one.day.isoformat(), "verifie_par": role}
    return {key: value for key, value in {**before, **more}.items() if value is not None}


#: What was said of the old number or mailbox is not said of the new one: the rules judge it afresh.
_LIFTS: Mapping[str, tuple[str, ...]] = {
    "telephone": ("telephone_de_service", "consentement"),
    "courriel": ("courriel_de_service", "consentement"),
}


def _masked(one: Outcome, office: Office) -> Outcome:
    """Of a record that keeps a place to itself, the fields without their values."""
    if one.id is None or not _secret(one.id, office):
        return one
    return replace(one, fields=tuple((title, "", "") for title, _, _ in one.fields), excerpt="")
