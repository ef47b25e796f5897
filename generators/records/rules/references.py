"""Every id that a record names is the id of a record, of the kind that is expected there."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generators.records.kinds import FICHES, KINDS
from generators.records.models import Acteur
from generators.records.rules.base import Context, Finding, Rule, Subject
from generators.records.values.types import REFERENCES, Reference, RefFiche


def reference_exists(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, value in subject.values(*REFERENCES):
        kind, id_ = value.split("/") if isinstance(value, RefFiche) else (value.kind, str(value))
        if (kind, id_) not in context.known:
            yield Finding(loc, f"aucune fiche ne s’appelle « {value} »", _hint(value, kind, id_, context))


def _hint(value: Reference, kind: str, id_: str, context: Context) -> str:
    others = [other for other, name in context.known if name == id_ and other in FICHES]
    if kind not in FICHES:
        return f"avant la barre, écrivez {', '.join(list(FICHES)[:-1])} ou {list(FICHES)[-1]}"
    if others:
        found, expected = (KINDS[name].reader.a for name in (others[0], kind))
        return f"« {id_} » est {found}, et l’on attend ici {expected}"
    ids = sorted(name for other, name in context.known if other == kind)
    close = difflib.get_close_matches(id_, ids, n=1, cutoff=0.6)
    prefix = f"{kind}/" if isinstance(value, RefFiche) else ""
    return f"écrivez {prefix}{close[0]}" if close else f"créez d’abord data/{kind}/{id_}.yml"


def reference_once(subject: Subject, context: Context) -> Iterator[Finding]:
    seen: set[tuple[object, ...]] = set()
    for loc, value in subject.items:
        if isinstance(value, Reference):
            if (loc[:-1], value) in seen:
                yield Finding(loc, f"« {value} » est écrit deux fois", "retirez la ligne en trop")
            seen.add((loc[:-1], value))


def not_its_own_carrier(subject: Subject, context: Context) -> Iterator[Finding]:
    """No service carries itself, directly or through others."""
    actor = subject.record
    if not isinstance(actor, Acteur) or actor.porte_par is None:
        return
    chain, above = [actor.id], context.records.actors.get(actor.porte_par)
    while above is not None and above.id not in chain:
        chain.append(above.id)
        above = context.records.actors.get(above.porte_par) if above.porte_par else None
    if above is not None and above.id == actor.id:
        yield Finding(
            ("porte_par",),
            "cette structure se porte elle-même : " + " → ".join([*chain, actor.id]),
            "retirez porte_par de l’une d’elles",
        )


def not_about_itself(subject: Subject, context: Context) -> Iterator[Finding]:
    """A record is not its own partner, speaker, sequel…; its carrier has a rule of its own."""
    for loc, value in subject.values(*REFERENCES):
        if value.kind == subject.kind and value == subject.record.id and loc != ("porte_par",):
            yield Finding(loc, "cette fiche se nomme elle-même", "retirez cette ligne")


RULES = (
    Rule("reference", reference_exists),
    Rule("reference-double", reference_once),
    Rule("reference-soi", not_about_itself),
    Rule("porteur-en-boucle", not_its_own_carrier, Acteur),
)
