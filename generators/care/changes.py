"""What a proposal changes: in the records, field by field, and on the site, file by file.

Records are compared as their files write them, so that one that does not hold yet is told like the others.
Of a record that keeps a place to itself, before or after, and of those that name it, only what can say no
place is shown: a proposal is told where everybody reads.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from generators.editions import unnamed
from generators.forms.questions import Question, questions_of
from generators.land import coverage
from generators.land.places import Places
from generators.land.territories import Zone
from generators.records.kinds import KINDS, Kind
from generators.records.reading.load import Written
from generators.records.records import Key
from generators.records.secrecy import hides
from generators.records.values.types import FAUX, VRAI, NatureName
from generators.records.vocabulary import Vocabulary
from generators.words import habits, wording

Sort = Literal["ajoutee", "modifiee", "retiree"]
#: A record has no place to keep to itself; it keeps one, begins to, or does no longer.
Secrecy = Literal["", "garde", "devient", "cesse"]
Files = Mapping[Key, Written]


@dataclass(frozen=True, slots=True)
class Champ:
    """One field: its label ("Programme, 2 : début"), and its text before and after, "" when absent.

    `ouvert` when nothing that is written there can say a place.
    """

    nom: str
    avant: str
    apres: str
    ouvert: bool = False


@dataclass(frozen=True, slots=True)
class Changement:
    """One record that appears, changes or goes. `fichier` is its path in the project.

    `lieu` is what becomes of a place that it, or a record that it names, keeps to itself; `sans_appui` the
    labels of what one reaches it by, when that changes and neither a source nor a confirmation does.
    """

    sorte: Sort
    kind: str
    id: str
    nom: str
    fichier: str
    champs: tuple[Champ, ...] = field(default=())
    lieu: Secrecy = ""
    sans_appui: tuple[str, ...] = ()


#: What stands for a text that may tell a place.
MASQUE = "(non montré)"
#: What can say no place, whatever is written there: a term, a date, a number, yes or no, a record.
_OPEN: frozenset[NatureName] = frozenset(
    (
        "oui-non",
        "entier",
        "jour",
        "jour-ou-heure",
        "heure",
        "date",
        "recurrence",
        "telephone",
        "reference",
        "terme",
        "choix",
    )
)


@dataclass(frozen=True, slots=True)
class Words:
    """What codes are said with: terms, territories where they are known, the records of both sides."""

    vocabulary: Vocabulary
    places: Places | None
    sides: tuple[Files, Files]

    def of(self, value: object, question: Question | None) -> str:
        """A value in words: a term by its label, a record by its name, « oui », « le Nord (59) »."""
        text = "" if value is None else str(value)
        if question is None:
            return text
        if question.nature == "oui-non":
            return {**dict.fromkeys(VRAI, "oui"), **dict.fromkeys(FAUX, "non")}.get(text.lower(), text)
        if question.nature in _DAYS:
            return _day(question.nature, text)
        if question.nature == "territoire":
            return self._territory(text)
        if question.nature == "reference" and (kind := KINDS.get(question.genre or "")):
            there = next((side[kind.name, text] for side in self.sides if (kind.name, text) in side), None)
            return f"{_name(there, kind, text)} ({text})" if there else text
        terms = self.vocabulary.lists.get(question.liste, {}) if question.liste else {}
        return terms[text].libelle if text in terms else text

    def _territory(self, text: str) -> str:
        if self.places is None:
            return text
        try:
            return coverage.named(Zone(text), self.places)
        except LookupError:  # no such territory
            return text


_DAYS: frozenset[NatureName] = frozenset(("jour", "jour-ou-heure", "heure", "date"))


def _day(nature: str, text: str) -> str:
    """« jeudi 10 décembre 2026 à 14 h 30 »; what is no date stays as it is written."""
    try:
        return habits.said(nature, text)
    except ValueError:
        return text


def compare(
    before: Files, after: Files, vocabulary: Vocabulary, places: Places | None = None
) -> tuple[Changement, ...]:
    """The records that are not the same in both, in the order of kinds and ids, their codes in words."""
    words = Words(vocabulary, places, (after, before))
    found = (_change(key, before.get(key), after.get(key), words) for key in sorted({*before, *after}))
    secrets = _secrets(before, after)
    names = {
        name for key in secrets for side in (before, after) if key in side for name in _names(key, side[key])
    }
    return tuple(_masked(change, secrets, names, (before, after)) for change in found if change)


def ended(before: Files, after: Files) -> Iterator[Key]:
    """The records that are closed, called off or put off in the second, and were not in the first."""
    for key, written in sorted(after.items()):
        old = before.get(key)
        if _end(written) not in ("", _end(old) if old else ""):
            yield key


def _end(written: Written) -> str:
    values = written.values if isinstance(written.values, dict) else {}
    if values.get("statut") == "ferme":
        return "ferme"
    return "annule" if str(values.get("annule")).lower() in VRAI else str(values.get("reporte_au", ""))


def _secrets(before: Files, after: Files) -> Mapping[Key, Secrecy]:
    """The records that keep a place to themselves. One that comes or goes whole neither begins nor ceases."""
    old, new = ({key for key, one in side.items() if hides(one.values)} for side in (before, after))
    found: dict[Key, Secrecy] = {}
    for key in old | new:
        both = key in before and key in after and (key in old) != (key in new)
        found[key] = ("devient" if key in new else "cesse") if both else "garde"
    return found


def _masked(
    change: Changement, secrets: Mapping[Key, Secrecy], names: Collection[str], sides: Sequence[Files]
) -> Changement:
    """The change without what may say the place of a record that keeps it to itself."""
    key = (change.kind, change.id)
    kept: Secrecy = secrets.get(key, "")
    if not kept and any(_says(side[key].values, names) for side in sides if key in side):
        kept = "garde"
    fields = (
        each
        if each.ouvert or not kept
        else replace(each, avant=each.avant and MASQUE, apres=each.apres and MASQUE)
        for each in change.champs
    )
    return replace(change, champs=tuple(fields), lieu=kept)


def _names(key: Key, written: Written) -> Iterator[str]:
    """How another record names this one: its id, with its folder or without, its title."""
    kind, id_ = key
    yield from (id_, f"{kind}/{id_}", f" {wording.fold(_name(written, KINDS[kind], id_))} ")


def _says(value: object, names: Collection[str]) -> bool:
    if isinstance(value, dict | list):
        return any(_says(each, names) for each in (value.values() if isinstance(value, dict) else value))
    text = f" {wording.fold(str(value))} "
    return value in names or any(name in text for name in names if name.startswith(" "))


def _change(key: Key, before: Written | None, after: Written | None, said: Words) -> Changement | None:
    there = after or before
    if there is None or (before and after and before.values == after.values):
        return None
    kind, id_ = key
    asked = questions_of(KINDS[kind].model)
    old, new = (_told(each.values if each else None, asked, said) for each in (before, after))
    names = [*old, *(name for name in new if name not in old)]
    absent = ("", False)
    fields = (
        Champ(name, old.get(name, absent)[0], new.get(name, absent)[0], (old.get(name) or new[name])[1])
        for name in names
    )
    sort: Sort = "modifiee" if before and after else "ajoutee" if after else "retiree"
    changed = tuple(each for each in fields if each.avant != each.apres)
    bare = _unsupported(before, after, asked) if before and after else ()
    return Changement(sort, kind, id_, _name(there, KINDS[kind], id_), there.shown, changed, sans_appui=bare)


#: By what one reaches somebody, and what says where it comes from.
_REACH = ("telephone", "lignes", "courriel", "site_web", "lien_mobilisation", "comptes")
_SUPPORT = ("sources", "verifie_le")


def _unsupported(before: Written, after: Written, asked: Sequence[Question]) -> tuple[str, ...]:
    """The labels of the contacts that change although no source and no confirmation does."""
    old, new = (each.values if isinstance(each.values, dict) else {} for each in (before, after))
    if any(old.get(key) != new.get(key) for key in _SUPPORT):
        return ()
    titles = {question.cle: question.titre for question in asked}
    return tuple(titles[key] for key in _REACH if key in titles and _reached(key, old, new))


def _reached(key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """True when one is to reach somebody by what was not said before; the hours of a line are none of it."""
    if key == "lignes":
        before, after = (
            {line.get("telephone") for line in side.get(key) or () if isinstance(line, dict)}
            for side in (old, new)
        )
        return not after <= before
    return new.get(key) not in (None, old.get(key))


def _name(written: Written, kind: Kind, id_: str) -> str:
    values = written.values if isinstance(written.values, dict) else {}
    return str(values.get(kind.title) or id_)


def _told(value: object, asked: Sequence[Question], said: Words) -> dict[str, tuple[str, bool]]:
    """Label → text of every field that a file writes, in the order of the file, and whether it is open."""
    return dict(_fields(value, {q.cle: q for q in asked}, "", said)) if isinstance(value, dict) else {}


def _fields(
    group: Mapping[str, Any], asked: Mapping[str, Question], above: str, said: Words
) -> Iterator[tuple[str, tuple[str, bool]]]:
    for key, value in group.items():
        question = asked.get(key)
        name = _label(above, question.titre if question else key)
        below = {q.cle: q for q in question.questions} if question else {}
        items = value if isinstance(value, list) else [value]
        if any(isinstance(item, dict) for item in items):
            for number, item in enumerate(items, start=1):
                place = f"{name}, {number}" if isinstance(value, list) else name
                if isinstance(item, dict):
                    yield from _fields(item, below, place, said)
        else:
            words = ", ".join(said.of(item, question) for item in items)
            yield name, (words, bool(question and question.nature in _OPEN))


def _label(above: str, title: str) -> str:
    return f"{above}\u00a0: {title[:1].lower()}{title[1:]}" if above else title


_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
#: What a reader calls a file, by how its path begins or ends; the first that fits. "" is nobody's to read.
_SORTS = (
    (
        re.compile(
            r"^assets/|^editions/|^editions\.json$|^annuaire/.*\.json$|^recherche/|^sitemap\.xml$|^version\.json$"
        ),
        "",
    ),
    (re.compile(r"^newsletter/.*\.(eml|txt|html)$(?<!index\.html)"), "lettres"),
    (re.compile(r"(^|/)index\.html$|^404\.html$"), "pages"),
    (re.compile(r"\.ics$"), "calendriers"),
    (re.compile(r"\.atom$|\.xml$"), "flux"),
    (re.compile(r"^donnees/|\.csv$|\.json$"), "donnees"),
)


@dataclass(frozen=True, slots=True)
class Touche:
    """A file of the site that appears, changes or goes; `titre` is its page's, or its path."""

    chemin: str
    sorte: str
    titre: str
    etat: str


def touched(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[Touche, ...]:
    """The files that are not the same in both sites, by path; those that only scripts read are left out."""
    return tuple(_compared(before, after))


def _compared(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[Touche]:
    for path in sorted({*before, *after}):
        both = path in before and path in after
        if not (sort := _sort(path)) or (both and unnamed(before[path]) == unnamed(after[path])):
            continue
        state = "nouveau" if path not in before else "retire" if path not in after else "change"
        yield Touche(path, sort, _title(path, after.get(path) or before[path]), state)


def _sort(path: str) -> str:
    return next((sort for pattern, sort in _SORTS if pattern.search(path)), "")


def _title(path: str, content: bytes) -> str:
    found = _TITLE.search(content) if path.endswith(".html") else None
    return html.unescape(found[1].decode()).rpartition(" – ")[0] or "Accueil" if found else path


def summary(touches: tuple[Touche, ...]) -> tuple[str, ...]:
    """ "12 pages, dont 1 nouvelle", "2 calendriers", … one line a sort."""
    return tuple(_counted(touches, sort, *names) for sort, names in _NAMES.items() if _of(touches, sort))


_NAMES = {
    "pages": ("page", "pages", "nouvelle", "retirée"),
    "lettres": ("fichier de la newsletter", "fichiers de la newsletter", "nouveau", "retiré"),
    "calendriers": ("calendrier", "calendriers", "nouveau", "retiré"),
    "flux": ("flux", "flux", "nouveau", "retiré"),
    "donnees": ("fichier de données ouvertes", "fichiers de données ouvertes", "nouveau", "retiré"),
}


def _of(touches: tuple[Touche, ...], sort: str) -> list[Touche]:
    return [touche for touche in touches if touche.sorte == sort]


def _counted(touches: tuple[Touche, ...], sort: str, one: str, many: str, new: str, gone: str) -> str:
    these = _of(touches, sort)
    states = [
        (sum(t.etat == state for t in these), word) for state, word in (("nouveau", new), ("retire", gone))
    ]
    told = wording.liste(
        f"{number}\u00a0{wording.accord(number, word, 'nouveaux' if word == 'nouveau' else None)}"
        for number, word in states
        if number
    )
    return wording.nombre(len(these), one, many) + (f", dont {told}" if told else "")
