"""Boxes to tick beside a list: the terms that each record bears, and how many records each box would leave.

The browser reads the terms of a line in its `data-termes` (site/scripts/lists/filtre.js) and counts again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generators.records.vocabulary import Vocabulary

#: List → the codes of it that a record bears.
Termes = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Choix:
    """What a box may ask for; a finer choice names its parent, which counts for it too."""

    code: str
    libelle: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A box to tick: its code and label, how many records it leaves, and the finer boxes under it."""

    code: str
    libelle: str
    nombre: int
    fines: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Facette:
    """A group of boxes. `repliee`: the group waits folded until the reader opens it."""

    liste: str
    titre: str
    cases: tuple[Case, ...]
    repliee: bool = False

    @property
    def parents(self) -> dict[str, str]:
        """Finer code → its parent, as the browser needs it."""
        return {fine.code: case.code for case in self.cases for fine in case.fines}


def facette(
    liste: str, titre: str, records: Sequence[Termes], choices: Iterable[Choix], repliee: bool = False
) -> Facette:
    """The group of one list, counted over the records."""
    return Facette(liste, titre, cases([record.get(liste, ()) for record in records], choices), repliee)


def cases(borne: Iterable[Collection[str]], choices: Iterable[Choix]) -> tuple[Case, ...]:
    """The boxes of one list, finer ones under their parent; `borne` has the codes of each record."""
    known, found = tuple(choices), [set(codes) for codes in borne]

    def case(choice: Choix) -> Case:
        finer = [other for other in known if other.parent == choice.code]
        family = {choice.code, *(other.code for other in finer)}
        count = sum(not family.isdisjoint(codes) for codes in found)
        return Case(choice.code, choice.libelle, count, tuple(map(case, finer)))

    return tuple(case(choice) for choice in known if not choice.parent)


def du_vocabulaire(vocabulary: Vocabulary, name: str) -> tuple[Choix, ...]:
    """The terms of a list of the vocabulary, in its order."""
    return tuple(Choix(code, term.libelle, term.parent) for code, term in vocabulary.lists[name].items())


def en_usage(choices: Iterable[Choix], borne: Iterable[Collection[str]]) -> tuple[Choix, ...]:
    """Those choices that a record bears: for lists so long that empty boxes would hide the others."""
    used = {code for codes in borne for code in codes}
    return tuple(choice for choice in choices if choice.code in used)


def jetons(termes: Termes) -> str:
    """The terms of a record as its line carries them: "types:colloque publics:professionnels"."""
    return " ".join(f"{liste}:{code}" for liste, codes in termes.items() for code in codes)


def parents(facettes: Iterable[Facette]) -> dict[str, dict[str, str]]:
    """List → finer code → parent, of the lists that have finer codes."""
    return {f.liste: f.parents for f in facettes if f.parents}
