"""`newsletter push`: an issue becomes a draft in the service that sends it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from generators.cli.common import DONE, PROBLEMS
from generators.cli.newsletter import Ready, errand, ready
from generators.mail.drafts import Campaign, Drafts, Service, push
from generators.mail.errand import BadSetting, Environment
from generators.mail.services import REACHED
from generators.mail.settings import FILE, to_write


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", metavar="NUMÉRO", help="le numéro : 2026-t4")
    parser.add_argument("--service", choices=tuple(REACHED), required=True, help="le service d’envoi")


def run(arguments: argparse.Namespace) -> int:
    return errand(arguments, _put)


def _put(arguments: argparse.Namespace, environment: Environment) -> int:
    chosen = REACHED[arguments.service]
    environment.require(**chosen.secrets)
    issue = ready(arguments)
    if issue is None:
        return PROBLEMS
    service = _connected(chosen, issue, environment)
    campaign = _campaign(issue, arguments.service)
    done = push(service, campaign)
    verb = "créé" if done.new else "mis à jour"
    print(f"Brouillon {verb} chez {service.name} : « {campaign.name} » (no {done.id}).")
    print(f"Rien n’est parti : relisez-le, puis envoyez-le depuis {service.page}")
    for note in _before_sending(issue):
        print(note)
    return DONE


def _connected(chosen: Service, issue: Ready, environment: Environment) -> Drafts:
    """The service, told what data/reseau.yml says of it. Raises `BadSetting` when it says nothing."""
    letter = issue.site.identity.lettre
    entry = letter.sent_by(chosen.code)
    if entry is None or chosen.connect is None:
        sender = "courriel: lettre@exemple.fr" if chosen.sender and not letter.courriel else ""
        lines = to_write(chosen.code, chosen.settings, sender)
        raise BadSetting(f"{FILE} ne parle pas encore de {chosen.name}. Écrivez-y :\n{lines}")
    return chosen.connect(entry.settings, environment)


def _campaign(issue: Ready, service: str) -> Campaign:
    return Campaign(
        name=f"Newsletter {issue.site.identity.nom} {issue.letter.id}",
        subject=issue.subject,
        preview=issue.letter.apercu,
        html=issue.files[f"email.{service}.html"].decode(),
        text=issue.files[f"email.{service}.txt"].decode(),
        sender_name=issue.site.identity.lettre.expediteur,
        sender=issue.site.identity.lettre.courriel or "",
    )


def _before_sending(issue: Ready) -> Iterator[str]:
    """What somebody must still do before the draft may leave: its links lead to the site."""
    if not issue.published:
        yield f"Avant l’envoi : {issue.letter.id} est un brouillon ; publiez sa page (statut: publie)."
    if issue.site.host.endswith(".example"):
        yield f"Avant l’envoi : les liens mènent à {issue.site.address} ; donnez SITE_URL, puis relancez."
