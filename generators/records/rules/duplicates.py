"""One structure has one record: two that share a number, a page or nearly a name are shown to a person."""

from __future__ import annotations

from collections.abc import Iterator

from generators.records.models import Acteur
from generators.records.rules.base import Context, Finding, Rule, Subject, warning

_SHARED = {
    "siret": "ce SIRET est aussi celui de",
    "telephone": "ce numéro est aussi celui de",
    "site_web": "cette page est aussi celle de",
    "nom": "ce nom ressemble, dans le même département, à celui de",
}
_REMEDY = (
    "si c’est la même structure, gardez une seule fiche ; si l’une dépend de l’autre, écrivez porte_par ; "
    "sinon, ne changez rien"
)


def no_double(subject: Subject, context: Context) -> Iterator[Finding]:
    actor = subject.record
    if not isinstance(actor, Acteur) or actor.statut == "ferme":
        return
    for field, other in context.twins.of(actor):
        # A pair is told once, on the second of the two, or on the one that is judged.
        told = other.id < actor.id or (context.only is not None and ("actors", other.id) not in context.only)
        if told and other.statut != "ferme":
            yield warning((field,), f"{_SHARED[field]} « {other.nom} » ({other.id})", _REMEDY)


RULES = (Rule("doublon", no_double, ("actors",)),)
