"""The corrections of an answer, field by field: in the words of our page, as lines, in the letter itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from generators.care.confirmation import REFERENCE, Champ, one_line
from generators.forms.answers import Known
from generators.forms.issue_reading import changes
from generators.forms.questions import Question, questions_of
from generators.intake.mailbox import Received
from generators.intake.reply_text import Reply
from generators.records.kinds import ACTORS
from generators.words.assent import assents, with_function
from generators.words.wording import fold

#: What people call a field, besides its title.
_CALLED: Mapping[str, str] = {
    called: key
    for key, said in {
        "telephone": "tel, numero, numero de telephone, telephone fixe, standard, ligne",
        "courriel": "mail, email, e mail, adresse mail, adresse courriel, adresse email, adresse e mail",
        "site_web": "site, site internet, adresse du site",
        "horaires_accueil": "horaires d ouverture, horaire, heures d ouverture",
        "publics": "public, public accueilli",
        "zone_eligibilite": "territoire",
        "conditions_acces": "condition d acces",
        "frais": "tarif, tarifs",
        "langues": "langue, langues",
        "disponibilite_urgence": "urgence, urgences, accueil d urgence",
        "delai_attente": "delai, attente",
        "lien_mobilisation": "formulaire, formulaire en ligne",
        "accessibilite": "accessibilite",
        "genre_accueilli": "genre, filles ou garcons, mixite",
    }.items()
    for called in said.split(", ")
}
_DETAIL = re.compile(r"^(?:(?:nouveau|nouvelle|nouveaux|nouvelles|notre|nos|le|la|les|l) )+")
_LINE = re.compile(r"^[ \t]*(?:[-*•·–>][ \t]*)?([^:\n]{2,60}?)[ \t]*:[ \t]*(\S.*)$")
_HEAD = re.compile(r"^[ \t]*Fiche[ \t]*:.*\n[ \t]*https?://\S+[ \t]*$", re.MULTILINE)
_SHEET = re.compile(
    r"^[ \t]*À (?P<what>corriger|compléter)[ \t]*:[ \t]*(?P<label>[^\n]+)\n(?P<rest>(?:(?!^[ "
    r"\t]*\n)[^\n]*(?:\n|\Z))+)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """The corrections of an answer, what it says besides, who answers (a function), what can't be taken."""

    values: Mapping[str, Any]
    fields: tuple[tuple[str, str, str], ...]
    rest: str
    role: str
    left: tuple[str, ...]


def said(
    reply: Reply, message: Received, shown: Sequence[Champ], known: Known, record: Mapping[str, Any]
) -> Said:
    """What an answer says of a record: `record` as its file writes it, `shown` as its page does."""
    own = _HEAD.sub("", reply.own)
    role, own = with_function(own)
    paragraphs, own, outdated = _sheets(own, shown)
    lines, rest = _lines(own)
    paragraphs |= {title: value for title, value in lines.items() if not _same(value, title, shown)}
    state = any(REFERENCE.search(reference) for reference in message.references)
    edited = _edited(reply.quoted, shown) if state else {}
    doubtful = [title for title in edited if title in paragraphs]
    paragraphs = {title: _tidy(title, value) for title, value in {**edited, **paragraphs}.items()}
    text = "\n\n".join(_paragraph(*each) for each in paragraphs.items())
    found = changes(ACTORS.name, text, known, record)
    before = {title: value or "" for _, title, value in shown}
    titles = {question.cle: question.titre for question in asked()}
    fields = tuple(
        (titles[key], before.get(titles[key], ""), paragraphs.get(titles[key]) or "") for key in found.values
    )
    left = [f"à reporter à la main : {_titled(each)}" for each in found.left]
    left += [f"la fiche dit autre chose depuis : {title}" for title in outdated]
    left += [f"deux réponses pour un champ : {title}" for title in doubtful]
    if edited and assents(rest):
        left.append("« tout est exact », et des lignes de la lettre ont changé")
    return Said(found.values, fields, rest, role, tuple(left))


def _paragraph(title: str, value: str | None) -> str:
    """A correction as `generators.forms.issue_reading` reads it."""
    if value is None:
        return f"À corriger : {title}\n  Sur la fiche : …\n  À retirer"
    lines = value.replace("\n", "\n    ")
    return f"À compléter : {title}\n  {lines}"


def _tidy(title: str, value: str | None) -> str | None:
    """A value as the records write it: « 03.20.00.00.00 » → « 03 20 00 00 00 »."""
    nature = next((question.nature for question in asked() if question.titre == title), "")
    if value is None or nature != "telephone":
        return value
    digits = re.sub(r"[\s.\-/]", "", value)
    return " ".join(re.findall("..", digits)) if re.fullmatch(r"0\d{9}", digits) else value


def _titled(paragraph: str) -> str:
    """The title of the field of which a paragraph speaks, and why it can't be taken."""
    title = paragraph.partition(" : ")[2].partition("\n")[0]
    reason = re.search(r"\n  \((.+)\)$", paragraph)
    return f"{title} ({reason[1]})" if reason else title


@cache
def asked() -> tuple[Question, ...]:
    return questions_of(ACTORS.model)


@cache
def _titles() -> Mapping[str, str]:
    """What people call a field, folded → its title."""
    titles = {question.cle: question.titre for question in asked()}
    called = {name: titles[key] for name, key in _CALLED.items() if key in titles}
    return called | {fold(title): title for title in titles.values()}


def _field(label: str) -> str | None:
    """The title of the field that somebody means by a label."""
    folded = fold(label)
    return _titles().get(folded) or _titles().get(_DETAIL.sub("", folded))


def _sheets(own: str, shown: Sequence[Champ]) -> tuple[dict[str, str | None], str, list[str]]:
    """The corrections in the words of our page, the rest of the text, those of a value that is no more."""
    found: dict[str, str | None] = {}
    outdated: list[str] = []
    for sheet in _SHEET.finditer(own):
        title = sheet["label"].strip()
        lines = [line.strip() for line in sheet["rest"].split("\n") if line.strip()]
        if sheet["what"] == "compléter":
            found[title] = "\n".join(lines)
            continue
        text = "\n".join(lines)
        parts = re.fullmatch(r"Sur la fiche ?: ((?:.|\n)*?)\n(?:Il faut ?: ((?:.|\n)+)|À retirer)", text)
        if parts is None or not _same(parts[1], title, shown):
            outdated.append(title)
        else:
            found[title] = parts[2]
    return found, _SHEET.sub("", own), outdated


def _lines(own: str) -> tuple[dict[str, str], str]:
    """« Téléphone : 03 20 00 00 00 » by the title of its field, and the other lines."""
    found: dict[str, str] = {}
    rest: list[str] = []
    for line in own.split("\n"):
        match = _LINE.match(line)
        title = _field(match[1]) if match else None
        if match and title and title not in found:
            found[title] = match[2].strip()
        else:
            rest.append(line)
    return found, "\n".join(rest).strip()


def _same(value: str, title: str, shown: Sequence[Champ]) -> bool:
    """True when the page shows just this, whatever programs made of its spaces."""
    present = next((said for _, name, said in shown if name == title), None)
    return _squeezed(one_line(value)) == _squeezed(one_line(present or ""))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f;]+", " ", text).strip().rstrip(".")


def _edited(quoted: str, shown: Sequence[Champ]) -> dict[str, str | None]:
    """The lines of the letter that were corrected where they stand.

    A program may cut or garnish what it quotes: only short lines are looked at, whole.
    """
    found: dict[str, str | None] = {}
    entries = re.sub(r"\n(?![ \t]*(?:[-*•·][ \t]|\n|$))[ \t]*", " ", quoted)
    values = {title: value for _, title, value in shown if value is None or len(value) <= _SHORT}
    for line in entries.split("\n"):
        match = _LINE.match(line)
        if match and match[1] in values:
            said = re.sub(r"[ \t]*<(?:tel|mailto|https?):[^>]*>", "", match[2]).strip()
            if said != "non renseigné" and not _same(said, match[1], shown):
                found[match[1]] = said
    return found


#: No program cuts a line of so many signs.
_SHORT = 48
