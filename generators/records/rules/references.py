"""What a record names is there, once: the records by their ids, the territories by their codes."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from generators.land.places import Places
from generators.land.territories import Zone
from generators.records.kinds import FICHES, KINDS
from generators.records.models import Acteur
from generators.records.rules.base import Context, Finding, Rule, Subject, warning
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


#: Below this number of inhabitants a commune is a small place.
SMALL = 10_000


def zone_exists(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, value in subject.values(Zone):
        if value.level not in ("france", "pays") and value.code not in _table(value, context.places):
            yield Finding(
                loc,
                f"« {value} » ne désigne aucun territoire",
                _close(value, context.places) or "vérifiez le code sur geo.api.gouv.fr",
            )


def _table(zone: Zone, places: Places) -> Mapping[str, object]:
    tables: dict[str, Mapping[str, object]] = {
        "region": places.regions,
        "departement": places.departements,
        "epci": places.epcis,
        "commune": places.communes,
    }
    return tables[zone.level]


def _close(zone: Zone, places: Places) -> str:
    if zone.level == "departement" and zone.code in places.regions:
        return f"{zone.code} est le code d’une région : écrivez region:{zone.code}"
    if zone.level == "region" and zone.code in places.departements:
        return f"{zone.code} est le code d’un département : écrivez departement:{zone.code}"
    if zone.level == "commune" and (found := places.by_postcode(zone.code)):
        return "c’est un code postal : écrivez " + " ou ".join(
            f"commune:{c.code} ({c.nom})" for c in found[:3]
        )
    return ""


def zone_once(subject: Subject, context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for loc, value in subject.values(Zone):
        if value in seen:
            yield Finding(loc, f"« {value} » est écrit deux fois", "retirez la ligne en trop")
        seen.add(value)


def wide_from_small(subject: Subject, context: Context) -> Iterator[Finding]:
    """A small service that claims a whole region or the country hides the local ones: worth a look."""
    record = subject.record
    if not isinstance(record, Acteur) or record.code_insee is None or record.zone_precisions:
        return
    commune = context.places.communes.get(record.code_insee)
    for index, zone in enumerate(record.zone_eligibilite):
        if commune and commune.population < SMALL and zone.level in ("france", "region"):
            yield warning(
                ("zone_eligibilite", index),
                f"un territoire aussi large ({zone}) pour une structure de {commune.nom} "
                f"({commune.population} habitants)",
                "réduisez-le, ou dites pourquoi dans zone_precisions",
            )


RULES = (
    Rule("reference", reference_exists),
    Rule("reference-double", reference_once),
    Rule("reference-soi", not_about_itself),
    Rule("porteur-en-boucle", not_its_own_carrier, Acteur),
    Rule("territoire", zone_exists),
    Rule("territoire-double", zone_once),
    Rule("territoire-large", wide_from_small, Acteur),
)
