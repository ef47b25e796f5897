"""From vocabulary.yml to the lists: each term checked, each list that the models need present."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import get_args

from pydantic import ValidationError

from generators.records.kinds import KINDS
from generators.records.models.fields import notes_of
from generators.records.palette import Couleurs, Palette
from generators.records.reading.messages import TELLERS
from generators.records.reading.source import Loc, Trap, YamlFile
from generators.records.values.names import LEAST, contrast
from generators.records.values.types import ID_PATTERN
from generators.records.vocabulary import (
    OPTIONAL,
    REQUIRED,
    TERMES,
    Categorie,
    Liste,
    Symbole,
    Terme,
    Vocabulary,
)

#: A language as BCP 47 names it, in small letters: ISO 639, then what narrows it.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def read_vocabulary(document: YamlFile, colours: Couleurs | None) -> tuple[Vocabulary, tuple[Trap, ...]]:
    """The sound lists of vocabulary.yml, and what is wrong with the others.

    `colours` are the network's, on which those of its categories must be seen.
    A list with a fault is left out whole, and records are not checked against it: one mistake here
    must not become a thousand there.
    """
    if document.value is None:
        return Vocabulary({}), ()
    traps = [*_missing_lists(document)]
    lists: dict[str, Mapping[str, Terme]] = {}
    broken = {loc[0] for loc in document.refused}
    for name, terms in document.value.items():
        if name in broken:
            continue
        found, faults = _list(document, name, terms)
        faults += _contrasts(document, name, found, colours)
        traps += faults
        if not faults:
            lists[name] = MappingProxyType(found)
    for name in OPTIONAL - document.value.keys():
        lists[name] = MappingProxyType({})
    return Vocabulary(MappingProxyType(lists)), tuple(traps)


@cache
def needed_lists() -> frozenset[str]:
    """The names of the lists that the fields of the models ask for."""
    return frozenset(
        note.name
        for kind in KINDS.values()
        for field in kind.model.model_fields.values()
        for note in notes_of(field)
        if isinstance(note, Liste)
    )


def _missing_lists(document: YamlFile) -> Iterator[Trap]:
    for name in sorted(needed_lists() - OPTIONAL - set(document.value)):
        message = f"la liste « {name} » manque : des fiches l’emploient"
        yield Trap(1, 1, (name,), message, "remettez-la, avec ses termes")


def _list(document: YamlFile, name: str, terms: object) -> tuple[dict[str, Terme], list[Trap]]:
    if name not in needed_lists():
        near = difflib.get_close_matches(name, needed_lists(), n=1)
        hint = f"écrivez {near[0]}" if near else "retirez-la, ou corrigez son nom"
        return {}, [_trap(document, (name,), f"aucun champ n’emploie la liste « {name} »", hint)]
    if not isinstance(terms, dict):
        hint = "écrivez le code de chaque terme, suivi de deux-points"
        return {}, [_trap(document, (name,), f"la liste « {name} » n’a pas de termes", hint)]
    found: dict[str, Terme] = {}
    traps: list[Trap] = []
    for code, values in terms.items():
        faults = [*_code_faults(document, name, code), *_term(document, (name, code), values, found)]
        traps += faults
    faulty = terms.keys() - found.keys()
    traps += [*_missing_codes(document, name, terms), *_parents(document, name, found, faulty)]
    return found, [*traps, *_marks(document, name, found)]


def _missing_codes(document: YamlFile, name: str, terms: Collection[str]) -> Iterator[Trap]:
    for code in REQUIRED.get(name, ()):
        if code not in terms:
            message = f"le terme « {code} » manque dans « {name} » : le site le connaît par ce code"
            hint = "remettez-le ; son libellé peut changer, son code non"
            yield Trap(*document.place((name,), on_key=True), (name, code), message, hint)


def _code_faults(document: YamlFile, name: str, code: str) -> Iterator[Trap]:
    if not re.fullmatch(ID_PATTERN, code):
        hint = "des minuscules sans accent, des chiffres et des tirets, par exemple aller-vers"
        yield _trap(document, (name, code), f"« {code} » n’est pas un code", hint)
    elif name == "langues" and not _LANGUAGE.fullmatch(code):
        hint = "deux ou trois lettres (norme ISO 639), puis ce qui les précise : pt-br"
        yield _trap(document, (name, code), f"« {code} » n’est pas le code d’une langue", hint)


def _term(document: YamlFile, loc: Loc, values: object, found: dict[str, Terme]) -> Iterator[Trap]:
    model = TERMES.get(str(loc[0]), Terme)
    try:
        found[str(loc[-1])] = model.model_validate(values)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            told = TELLERS[error["type"]](error, model)
            line, column = document.place((*loc, *error["loc"]), on_key=told.on_key)
            yield Trap(line, column, (*loc, *error["loc"]), told.message, told.hint)


def _parents(
    document: YamlFile, name: str, terms: Mapping[str, Terme], faulty: Collection[str]
) -> Iterator[Trap]:
    for code, term in terms.items():
        if term.parent is None or term.parent in faulty:
            continue
        parent = terms.get(term.parent)
        if parent is None or parent.parent is not None or term.parent == code:
            message = f"« {term.parent} » ne peut pas être le parent de « {code} »"
            hint = "nommez un terme de la même liste qui n’a pas lui-même de parent"
            yield _trap(document, (name, code, "parent"), message, hint)


def _marks(document: YamlFile, name: str, terms: Mapping[str, Terme]) -> Iterator[Trap]:
    """Categories that one could not tell apart, or not see."""
    taken: dict[str, str] = {}
    for code, term in terms.items():
        if isinstance(term, Categorie):
            first = taken.setdefault(term.symbole, code)
            if first != code:
                free = [shape for shape in get_args(Symbole) if shape not in taken]
                hint = f"donnez-lui une autre forme : {', '.join(free)}"
                message = f"« {term.symbole} » est déjà la forme de « {first} »"
                yield _trap(document, (name, code, "symbole"), message, hint)


def _contrasts(
    document: YamlFile, name: str, terms: Mapping[str, Terme], colours: Couleurs | None
) -> Iterator[Trap]:
    """Categories that one could not see on the page, on a card, on a band."""
    for code, term in terms.items() if colours else ():
        if isinstance(term, Categorie):
            for scheme, colour in term.couleurs:
                palette: Palette = getattr(colours, scheme)
                grounds = (palette.fond, palette.surface, palette.lin)
                yield from _contrast(document, (name, code, "couleurs", scheme), colour, grounds)


def _contrast(document: YamlFile, loc: Loc, colour: str, grounds: Sequence[str]) -> Iterator[Trap]:
    worst = min(grounds, key=lambda ground: contrast(colour, ground))
    found = contrast(colour, worst)
    if found < LEAST:
        ratio = f"{found:.2f}".replace(".", ",")
        wanted = "plus foncée" if loc[-1] == "clair" else "plus claire"
        message = f"« {colour} » se lit mal sur « {worst} » : le contraste est de {ratio}, il en faut 4,5"
        yield _trap(document, loc, message, f"choisissez une couleur {wanted}")


def _trap(document: YamlFile, loc: Loc, message: str, hint: str) -> Trap:
    return Trap(*document.place(loc), loc, message, hint)
