"""Confidential places: nothing in the record says where they are (a public repository is public for ever)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from generators.records.models import Implantation, Numero
from generators.records.models.fields import parts
from generators.records.reading.source import Loc
from generators.records.rules import clues
from generators.records.rules.base import Context, Finding, Rule, Subject, warning


def _hidden(record: BaseModel) -> list[Loc]:
    """Where a record says that a place is confidential: () when it is its own."""
    return [loc for loc, place in parts(record, Implantation) if place.adresse_confidentielle]


def no_place(subject: Subject, context: Context) -> Iterator[Finding]:
    hidden = _hidden(subject.record)
    for loc, place in subject.having(Implantation) if hidden else ():
        if not any(loc[: len(above)] == above for above in hidden):
            continue
        for name in Implantation.PRECIS:
            if getattr(place, name, None) is not None:
                yield Finding(
                    (*loc, name),
                    f"l’adresse est confidentielle, et « {name} » dit où est le lieu",
                    "retirez cette ligne et gardez seulement departement ; si elle a déjà été publiée, "
                    "prévenez l’équipe : le dépôt en garde l’historique",
                    on_key=True,
                )


def no_clue(subject: Subject, context: Context) -> Iterator[Finding]:
    """No text of a confidential record holds a street, a postcode, or a position."""
    if not _hidden(subject.record):
        return
    for loc, text in subject.leaves:
        told = isinstance(text, str) and loc[-1] not in Implantation.PRECIS
        if told and (clue := _clue(str(text), loc[0], context)):
            yield Finding(
                loc,
                f"l’adresse est confidentielle, et ce texte la trahit : « {clue} »",
                "retirez ce passage ; dites seulement le département",
            )


def _clue(text: str, field: object, context: Context) -> str | None:
    if field in {"id", "siret", "telephone", "zone_eligibilite", "departement"}:
        return None
    if text.startswith("http"):
        return clues.position(text)
    return clues.street(text) or clues.postcode(text, context.places) or clues.position(text)


def no_siret(subject: Subject, context: Context) -> Iterator[Finding]:
    if _hidden(subject.record) and subject.has("siret"):
        yield warning(
            ("siret",),
            "l’adresse est confidentielle, et l’annuaire des entreprises donne celle de chaque SIRET",
            "retirez le SIRET s’il est celui du lieu ; celui du siège peut rester",
        )


def issue_keeps_it(subject: Subject, context: Context) -> Iterator[Finding]:
    """What an issue writes about a confidential record gives no place either."""
    for loc, fiche in subject.leaves:
        if loc[-1] != "fiche" or not _hidden_record(fiche, context):
            continue
        for other, text in subject.texts:
            if other[: len(loc) - 1] == loc[:-1] and (clue := _clue(text, other[-1], context)):
                yield Finding(
                    other,
                    f"le lieu de « {fiche} » est confidentiel, et ce texte le trahit : « {clue} »",
                    "retirez ce passage",
                )


def _hidden_record(fiche: str, context: Context) -> bool:
    kind, _, id_ = fiche.partition("/")
    record = context.records.of(kind).get(id_)
    return record is not None and bool(_hidden(record))


RULES = (
    Rule("lieu-confidentiel", no_place, Implantation),
    Rule("lieu-confidentiel-texte", no_clue, Implantation),
    Rule("lieu-confidentiel-siret", no_siret, Implantation),
    Rule("lieu-confidentiel-numero", issue_keeps_it, Numero),
)
