"""One structure has one record: which actors may be one and the same, and what is said of them.

Names are close when their words are the same, or when one letter differs; numbers in them must agree
("Foyer 1" is not "Foyer 2"), and both must stand in one département.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generators.land.places import name_key
from generators.land.territories import departement_in
from generators.records.models import Acteur
from generators.records.records import Records
from generators.records.rules.base import Context, Finding, Rule, Subject, warning
from generators.records.values.phones import is_short_number
from generators.words import urls

_EMPTY = frozenset("a au aux d de des du en et l la le les pour sur association asso service".split())
#: Below this length one letter makes another name: "CAP" and "CAF".
_LONG = 8

Mark = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Traits:
    """What an actor has of its own: the words of its names, and the marks of each field."""

    words: tuple[list[str], ...]
    marks: tuple[tuple[str, tuple[Mark, ...]], ...]


class Twins:
    """The actors by what a double of theirs would share with them."""

    def __init__(self, actors: Mapping[str, Acteur]) -> None:
        self._actors = actors

    def of(self, actor: Acteur) -> Iterator[tuple[str, Acteur]]:
        """The field that is shared, and with whom; each other actor once, and none of the same house."""
        told = {actor.id}
        for field, marks in self._traits[actor.id].marks:
            for other in self._with(marks):
                if other.id in told or self._related(actor, other, field):
                    continue
                if field != "nom" or self._close(actor, other):
                    told.add(other.id)
                    yield field, other

    def shared(self, actor: Acteur) -> Mapping[str, tuple[str, ...]]:
        """Each other actor that may be this one, and all that they share; a close name is "nom~"."""
        found = defaultdict[str, dict[str, None]](dict)
        for field, marks in self._traits[actor.id].marks:
            for other in self._with(marks):
                if other.id != actor.id and (field != "nom" or self._close(actor, other)):
                    found[other.id][field if field != "nom" or self._same(actor, other) else "nom~"] = None
        return {id_: tuple(fields) for id_, fields in found.items()}

    def _same(self, actor: Acteur, other: Acteur) -> bool:
        mine, theirs = self._traits[actor.id].words, self._traits[other.id].words
        return any(sorted(a) == sorted(b) for a in mine for b in theirs)

    def _with(self, marks: Iterable[Mark]) -> Iterator[Acteur]:
        for mark in marks:
            if len(bearing := self._index.get(mark, ())) > 1:  # else its own alone
                for id_ in bearing:
                    yield self._actors[id_]

    def _close(self, actor: Acteur, other: Acteur) -> bool:
        mine, theirs = self._traits[actor.id].words, self._traits[other.id].words
        return any(_alike(a, b) for a in mine for b in theirs)

    @cached_property
    def _traits(self) -> Mapping[str, _Traits]:
        return {actor.id: _traits(actor) for actor in self._actors.values()}

    @cached_property
    def _index(self) -> Mapping[Mark, list[str]]:
        index = defaultdict[Mark, list[str]](list)
        for id_, traits in self._traits.items():
            for _, marks in traits.marks:
                for mark in marks:
                    index[mark].append(id_)
        return index

    def _related(self, actor: Acteur, other: Acteur, field: str) -> bool:
        """A service and what carries it are two; services of one house may share its contacts."""
        above, beside = self._carriers(actor), self._carriers(other)
        if other.id in above or actor.id in beside:
            return True
        return field != "nom" and bool(above) and above[-1:] == beside[-1:]

    def _carriers(self, actor: Acteur) -> list[str]:
        """The ids above an actor, the nearest first."""
        found: list[str] = []
        above = actor.porte_par
        while above and above not in found:
            found.append(str(above))
            above = self._actors[above].porte_par if above in self._actors else None
        return found


def _traits(actor: Acteur) -> _Traits:
    words = tuple(_words(actor))
    return _Traits(words, (*_contacts(actor), ("nom", _names(actor, words))))


def _contacts(actor: Acteur) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    if actor.siret:
        yield "siret", (("siret", actor.siret),)
    if numbers := [number for number in actor.numeros if not is_short_number(number)]:
        yield "telephone", tuple(("telephone", re.sub(r"\D", "", number)) for number in numbers)
    if actor.site_web:
        yield "site_web", (("site_web", _page(actor.site_web)),)


def _page(url: str) -> str:
    """A page without what two people write differently: https, www, the last slash."""
    parts = urls.parts(url.lower())
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _departement(departement: str | None, code_insee: str | None, pays: str | None) -> str:
    """The département as a record gives it, or the country."""
    return departement_in(departement or code_insee or pays or "")


def _names(actor: Acteur, names: Iterable[list[str]]) -> tuple[Mark, ...]:
    """A name by its words, and by each of its halves: two names one letter apart share a half."""
    where = _departement(actor.departement, actor.code_insee, actor.pays)
    marks: dict[Mark, None] = {}
    for words in names:
        marks[where, " ".join(sorted(words))] = None
        text = "".join(words)
        if len(text) >= _LONG:
            for half in {(len(text) - 1) // 2, len(text) // 2}:
                marks[where, f"{text[:half]}…"] = None
                marks[where, f"…{text[-half:]}"] = None
    return tuple(marks)


def _words(actor: Acteur) -> Iterator[list[str]]:
    for name in (actor.nom, actor.nom_complet):
        if name and (words := _telling(name)):
            yield words


def _telling(name: str) -> list[str]:
    """The words of a name that tell it from others."""
    return [word for word in name_key(name).split() if word not in _EMPTY]


def _alike(a: list[str], b: list[str]) -> bool:
    """The same words, or one letter apart; no two numbers are alike."""
    if sorted(a) == sorted(b):
        return True
    one, two = sorted(("".join(a), "".join(b)), key=len)
    if len(one) < _LONG or len(two) - len(one) > 1:
        return False
    first = next((n for n, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), len(one))
    differ = one[first : first + 1] + two[first : first + 1]
    same = one[first + (len(one) == len(two)) :] == two[first + 1 :]
    return same and not any(letter.isdigit() for letter in differ)


def may_be_one(actor: Acteur) -> Callable[[Mapping[str, str]], bool]:
    """A quick test of what another file says of its contacts, its names and its département.

    It may say yes too often; `Twins` decides.
    """
    digits = {re.sub(r"\D", "", text)[-9:] for text in (actor.siret, *actor.numeros) if text}
    page = _page(actor.site_web) if actor.site_web else None
    names = list(_words(actor))
    where = _departement(actor.departement, actor.code_insee, actor.pays)

    def test(values: Mapping[str, str]) -> bool:
        written = (text for key in ("siret", "telephone") for text in values.get(key, "").split("\n"))
        said = {re.sub(r"\D", "", text)[-9:] for text in written if text}
        if digits & said or (page and "site_web" in values and _page(values["site_web"]) == page):
            return True
        if where != _departement(values.get("departement"), values.get("code_insee"), values.get("pays")):
            return False
        return any(
            _alike(mine, _telling(values[key]))
            for key in ("nom", "nom_complet")
            if key in values
            for mine in names
        )

    return test


_SHARED = {
    "siret": "ce SIRET est aussi celui de",
    "telephone": "ce numéro est aussi celui de",
    "site_web": "cette page est aussi celle de",
    "nom": "ce nom ressemble, dans le même département, à celui de",
}
#: What to do with two that may be one.
REMEDY = (
    "si c’est la même structure, gardez une seule fiche ; si l’une dépend de l’autre, écrivez porte_par ; "
    "sinon, ne changez rien"
)


def _twins(records: Records) -> Twins:
    return Twins(records.actors)


def no_double(subject: Subject, context: Context) -> Iterator[Finding]:
    actor = subject.record
    if not isinstance(actor, Acteur) or actor.ferme:
        return
    for field, other in context.once(_twins).of(actor):
        # A pair is told once, on the second of the two, or on the one that is judged.
        told = other.id < actor.id or (context.only is not None and ("actors", other.id) not in context.only)
        if told and not other.ferme:
            yield warning((field,), f"{_SHARED[field]} « {other.nom} » ({other.id})", REMEDY)


RULES = (Rule("doublon", no_double, Acteur, among=True),)
