"""Confidential places: nothing in the record says where they are (a public repository is public for ever)."""

from __future__ import annotations

from collections.abc import Iterator

from generators.records.models import Implantation
from generators.records.rules import clues
from generators.records.rules.base import Context, Finding, Rule, Subject, warning

#: Each of these gives the place, or narrows it to a few streets.
_PLACE = (
    "adresse",
    "complement_adresse",
    "code_postal",
    "commune",
    "code_insee",
    "latitude",
    "longitude",
    "lieu",
)


def _hidden(subject: Subject) -> bool:
    return isinstance(subject.record, Implantation) and subject.record.adresse_confidentielle


def no_place(subject: Subject, context: Context) -> Iterator[Finding]:
    if not _hidden(subject):
        return
    for name in _PLACE:
        if getattr(subject.record, name, None) is not None:
            yield Finding(
                (name,),
                f"l’adresse est confidentielle, et « {name} » dit où est le lieu",
                "retirez cette ligne et gardez seulement departement ; si elle a déjà été publiée, prévenez "
                "l’équipe : le dépôt en garde l’historique",
                on_key=True,
            )


def no_clue(subject: Subject, context: Context) -> Iterator[Finding]:
    """No text of a confidential record holds a street, a postcode, or a position."""
    if not _hidden(subject):
        return
    for loc, text in subject.leaves:
        if isinstance(text, str) and loc[0] not in _PLACE and (clue := _clue(str(text), loc[0], context)):
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
    if _hidden(subject) and subject.has("siret"):
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
    return bool(getattr(context.records.of(kind).get(id_), "adresse_confidentielle", False))


RULES = (
    Rule("lieu-confidentiel", no_place, ("actors", "events")),
    Rule("lieu-confidentiel-texte", no_clue, ("actors", "events")),
    Rule("lieu-confidentiel-siret", no_siret, ("actors",)),
    Rule("lieu-confidentiel-numero", issue_keeps_it, ("issues",)),
)
