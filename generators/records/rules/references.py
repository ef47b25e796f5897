"""References between records: each names a record that exists, of the right kind, and not itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generators.records.load import Key
from generators.records.messages import KIND_NAMES
from generators.records.rules.base import Context, Finding, Rule, Subject
from generators.records.types import Reference, RefFiche


def _target(reference: Reference) -> Key:
    """The kind and id that a reference names."""
    if isinstance(reference, RefFiche):
        kind, _, id_ = reference.partition("/")
        return kind, id_
    return reference.kind, str(reference)


def reference_known(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, value in subject.leaves:
        if isinstance(value, Reference) and _target(value) not in context.known:
            kind, id_ = _target(value)
            what = f"aucune fiche « {kind}/{id_} » n’existe"
            yield Finding(loc, what, _remedy(kind, id_, isinstance(value, RefFiche), context))


def _remedy(kind: str, id_: str, whole: bool, context: Context) -> str:
    others = sorted(other for other, name in context.known if name == id_ and other in KIND_NAMES)
    if others and whole:
        return f"écrivez {others[0]}/{id_}"
    if others:
        return f"« {id_} » est une fiche de type {KIND_NAMES[others[0]]} ; on attend ici {KIND_NAMES[kind]}"
    names = sorted(name for other, name in context.known if other == kind)
    near = difflib.get_close_matches(id_, names, n=1, cutoff=0.6)
    if near:
        return f"écrivez {kind}/{near[0]}" if whole else f"écrivez {near[0]}"
    return f"écrivez le nom d’un fichier de data/{kind}, sans .yml, ou créez d’abord cette fiche"


def not_itself(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, value in subject.leaves:
        itself = isinstance(value, Reference) and _target(value) == (subject.kind, subject.record.id)
        if itself and loc != ("porte_par",):
            yield Finding(loc, "cette fiche renvoie à elle-même", "retirez cette ligne")


RULES = (
    Rule("reference-inconnue", reference_known),
    Rule("reference-a-soi", not_itself),
)
