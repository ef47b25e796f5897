"""Events: somewhere to go or to connect to, and places that are left or not."""

from __future__ import annotations

from collections.abc import Iterator

from generators.records.models import Evenement
from generators.records.rules.base import Context, Finding, Rule, Subject, warning

_SOMEWHERE = ("en_ligne", "lieu", "commune", "adresse", "departement", "code_insee", "pays", "annule")


def somewhere(subject: Subject, context: Context) -> Iterator[Finding]:
    if not subject.has(*_SOMEWHERE, "adresse_confidentielle"):
        yield warning(
            (),
            "l’événement n’a ni lieu ni mention « en ligne »",
            "ajoutez commune et code_insee, ou en_ligne: true, ou lieu: lieu à préciser",
        )


def platform_online(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if isinstance(event, Evenement) and event.plateforme and not event.en_ligne:
        yield warning(
            ("plateforme",),
            "une plateforme est donnée, mais l’événement n’est pas en ligne",
            "ajoutez en_ligne: true",
        )


def full_or_not(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement) or not event.inscription or event.inscription.complet:
        return
    hint = "ajoutez complet: true dans inscription"
    if event.inscription.places == 0:
        yield warning(
            ("inscription", "places"), "il ne reste aucune place, mais ce n’est pas dit complet", hint
        )
    elif event.seances and all(item.complet for item in event.seances):
        yield warning(
            ("inscription",), "toutes les séances sont complètes, mais l’événement ne l’est pas", hint
        )


_EVENTS = ("events",)
RULES = (
    Rule("evenement-sans-lieu", somewhere, _EVENTS),
    Rule("plateforme-sans-en-ligne", platform_online, _EVENTS),
    Rule("complet-ou-non", full_or_not, _EVENTS),
)
