"""`newsletter push`: an issue becomes a draft in the service that sends it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

from generators.cli.common import DONE, PROBLEMS
from generators.cli.newsletter import Ready, errand, ready
from generators.mail.brevo import Brevo
from generators.mail.campaigns import Campagne, Service, push
from generators.mail.environment import Environment
from generators.mail.listmonk import Listmonk
from generators.mail.mailjet import Mailjet

SERVICES: dict[str, Callable[[Environment], Service]] = {
    "brevo": Brevo.of,
    "mailjet": Mailjet.of,
    "listmonk": Listmonk.of,
}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("numero", metavar="NUMÉRO", help="le numéro : 2026-t4")
    parser.add_argument("--service", choices=tuple(SERVICES), required=True, help="le service d’envoi")


def run(arguments: argparse.Namespace) -> int:
    return errand(arguments, _put)


def _put(arguments: argparse.Namespace, environment: Environment) -> int:
    service = SERVICES[arguments.service](environment)
    issue = ready(arguments, environment)
    if issue is None:
        return PROBLEMS
    campagne = _campaign(issue, arguments.service)
    done = push(service, campagne)
    verb = "créé" if done.nouveau else "mis à jour"
    print(f"Brouillon {verb} chez {service.nom} : « {campagne.nom} » (no {done.id}).")
    print(f"Rien n’est parti : relisez-le, puis envoyez-le depuis {service.page}")
    for note in _before_sending(issue):
        print(note)
    return DONE


def _campaign(issue: Ready, service: str) -> Campagne:
    return Campagne(
        nom=f"Newsletter {issue.site.identity.nom} {issue.lettre.id}",
        sujet=issue.sujet,
        apercu=issue.lettre.apercu,
        html=issue.fichiers[f"email.{service}.html"].decode(),
        texte=issue.fichiers[f"email.{service}.txt"].decode(),
        expediteur_nom=issue.site.identity.lettre.expediteur,
        expediteur=issue.site.expediteur or "",
    )


def _before_sending(issue: Ready) -> Iterator[str]:
    """What somebody must still do before the draft may leave: its links lead to the site."""
    if not issue.publie:
        yield f"Avant l’envoi : {issue.lettre.id} est un brouillon ; publiez sa page (statut: publie)."
    if issue.site.host.endswith(".example"):
        yield f"Avant l’envoi : les liens mènent à {issue.site.address} ; donnez SITE_URL, puis relancez."
