"""Newsletter issues: each chosen record can still be announced, once, and its button says where it leads."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generators.records.load import Record
from generators.records.models import Acteur, Choix, Evenement, Numero
from generators.records.rules.base import Context, Finding, Rule, Subject, warning
from generators.records.rules.dates import french, last_instant, last_of
from generators.records.source import Loc
from generators.records.text import fold


def _choices(subject: Subject) -> Iterator[tuple[Loc, Choix]]:
    issue = subject.record
    if not isinstance(issue, Numero):
        return
    for name in ("agenda", "actualites", "ressources"):
        if rubric := getattr(issue, name):
            yield from (((name, "choix", index), item) for index, item in enumerate(rubric.choix))


def _chosen(item: Choix, context: Context) -> Record | None:
    kind, _, id_ = item.fiche.partition("/")
    return context.records.of(kind).get(id_)


def still_on(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, item in _choices(subject):
        event = _chosen(item, context)
        if isinstance(event, Evenement) and event.annule and not event.reporte_au:
            yield Finding(
                (*loc, "fiche"),
                f"« {event.titre} » est annulé",
                "retirez-le du numéro, ou donnez la date de report",
            )


def still_to_come(subject: Subject, context: Context) -> Iterator[Finding]:
    """In the agenda, an event that is over on the day of sending."""
    issue = subject.record
    for loc, item in _choices(subject):
        event = _chosen(item, context)
        if loc[0] != "agenda" or not isinstance(event, Evenement) or not isinstance(issue, Numero):
            continue
        end = last_instant(event.reporte_au) if event.reporte_au else last_of(event)
        if end.date() < issue.date:
            yield Finding(
                (*loc, "fiche"),
                f"« {event.titre} » sera passé ({french(end.date())}) le jour de l’envoi ({french(issue.date)})",
                "placez-le dans les actualités ou les ressources, ou retirez-le",
            )


def still_open(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, item in _choices(subject):
        actor = _chosen(item, context)
        if isinstance(actor, Acteur) and actor.statut != "actif":
            yield warning(
                (*loc, "fiche"),
                f"« {actor.nom} » n’est plus en activité",
                "vérifiez que c’est bien ce qu’on annonce",
            )


def chosen_once(subject: Subject, context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for loc, item in _choices(subject):
        if item.fiche in seen:
            yield Finding(
                (*loc, "fiche"), f"« {item.fiche} » est choisi deux fois", "gardez un seul des deux"
            )
        seen.add(item.fiche)


def buttons_differ(subject: Subject, context: Context) -> Iterator[Finding]:
    """Out of context, as a screen reader lists them, two buttons that say the same lead to the same place."""
    leads: dict[str, str] = {}
    for loc, item in _choices(subject):
        if not item.bouton:
            continue
        target = item.bouton.url or item.fiche
        if leads.setdefault(fold(item.bouton.libelle), target) != target:
            yield Finding(
                (*loc, "bouton", "libelle"),
                f"deux boutons « {item.bouton.libelle} » mènent à deux endroits",
                "dites dans chacun où il mène : S’inscrire au webinaire PARÉ",
            )


def picture_exists(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, item in _choices(subject):
        if item.image and item.image.fichier not in context.images:
            near = difflib.get_close_matches(item.image.fichier, sorted(context.images), n=1)
            yield Finding(
                (*loc, "image", "fichier"),
                f"l’image « {item.image.fichier} » n’est pas dans newsletter/images",
                f"écrivez {near[0]}" if near else "ajoutez le fichier, ou retirez l’image",
            )


_ISSUES = ("issues",)
RULES = (
    Rule("choix-annule", still_on, _ISSUES),
    Rule("choix-passe", still_to_come, _ISSUES),
    Rule("choix-ferme", still_open, _ISSUES),
    Rule("choix-en-double", chosen_once, _ISSUES),
    Rule("boutons-homonymes", buttons_differ, _ISSUES),
    Rule("image-manquante", picture_exists, _ISSUES),
)
