"""An issue of the newsletter carries sound records, each once, and no event that was already over."""

from __future__ import annotations

from collections.abc import Iterator

from generators.records.models import Choix, Evenement, Numero
from generators.records.rules.base import Context, Finding, Rule, Subject
from generators.records.rules.dates import day
from generators.records.source import Loc

#: Rubric of an issue → the folder of the records that it takes.
KINDS = {"agenda": "events", "actualites": "news", "ressources": "resources"}


def _choices(issue: Numero) -> Iterator[tuple[str, Loc, Choix]]:
    for name in KINDS:
        rubric = getattr(issue, name)
        for number, choice in enumerate(rubric.choix if rubric else ()):
            yield name, (name, "choix", number), choice


def record_once(subject: Subject, context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    if isinstance(subject.record, Numero):
        for _, loc, choice in _choices(subject.record):
            if choice.fiche in seen:
                yield Finding(
                    (*loc, "fiche"), f"« {choice.fiche} » est choisi deux fois", "retirez-le une fois"
                )
            seen.add(choice.fiche)


def right_rubric(subject: Subject, context: Context) -> Iterator[Finding]:
    if isinstance(subject.record, Numero):
        for rubric, loc, choice in _choices(subject.record):
            if choice.fiche.split("/")[0] not in (KINDS[rubric], "actors"):
                yield Finding(
                    (*loc, "fiche"),
                    f"« {choice.fiche} » n’est pas à sa place dans la rubrique « {rubric} »",
                    f"on y attend {KINDS[rubric]}/…",
                )


def event_still_ahead(subject: Subject, context: Context) -> Iterator[Finding]:
    if not isinstance(subject.record, Numero):
        return
    for _, loc, choice in _choices(subject.record):
        kind, _, id_ = choice.fiche.partition("/")
        event = context.records.of(kind).get(id_) if kind == "events" else None
        if not isinstance(event, Evenement):
            continue
        if event.annule:
            yield Finding((*loc, "fiche"), f"« {event.titre} » est annulé", "retirez-le du numéro")
        elif day(event.fin or event.debut) < subject.record.date:
            yield Finding(
                (*loc, "fiche"),
                f"« {event.titre} » était passé à la date du numéro ({subject.record.date:%d/%m/%Y})",
                "retirez-le, ou vérifiez les deux dates",
            )


def image_there(subject: Subject, context: Context) -> Iterator[Finding]:
    if isinstance(subject.record, Numero):
        for _, loc, choice in _choices(subject.record):
            if choice.image and choice.image.fichier not in context.images:
                yield Finding(
                    (*loc, "image", "fichier"),
                    f"l’image « {choice.image.fichier} » n’est pas dans newsletter/images/",
                    "déposez-la, ou corrigez le nom",
                )


RULES = (
    Rule("numero-doublon", record_once, ("issues",)),
    Rule("numero-rubrique", right_rubric, ("issues",)),
    Rule("numero-evenement", event_still_ahead, ("issues",)),
    Rule("numero-image", image_there, ("issues",)),
)
