"""`newsletter push` and `newsletter send-test`: a letter goes out, as a draft or to the team's mailboxes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generators.cli.common import (
    DONE,
    PROBLEMS,
    Commands,
    Mistake,
    clock,
    command,
    print_problems,
    project_of,
    today_of,
)
from generators.mail.errors import BadSetting, Refusal

if TYPE_CHECKING:
    from generators.letter.shapes import Lettre
    from generators.mail.environment import Environment
    from generators.site import Site

SERVICES = ("brevo", "mailjet", "listmonk")
#: A letter that goes to more mailboxes than this is no trial: that is the e-mail service's work.
ESSAIS = 10


def add(actions: Commands) -> None:
    """The two actions of `newsletter`."""
    push = command(actions, "push", "Déposer un numéro en brouillon dans un service d’envoi.", _push)
    push.add_argument("numero", metavar="NUMÉRO", help="le numéro : 2026-t4")
    push.add_argument("--service", choices=SERVICES, required=True, help="le service d’envoi")
    trial = command(actions, "send-test", "Envoyer un numéro à une boîte de l’équipe.", _send_test)
    trial.add_argument("numero", metavar="NUMÉRO", help="le numéro : 2026-t4")
    trial.add_argument(
        "--to", action="append", required=True, metavar="ADRESSE", help="la boîte ; l’option peut se répéter"
    )


@dataclass(frozen=True, slots=True)
class Pret:
    """An issue that is ready to leave: its files, and the site from which they were drawn."""

    lettre: Lettre
    sujet: str
    publie: bool
    fichiers: Mapping[str, bytes]
    site: Site


def _push(arguments: argparse.Namespace) -> int:
    return _errand(arguments, _put)


def _send_test(arguments: argparse.Namespace) -> int:
    return _errand(arguments, _post)


def _errand(arguments: argparse.Namespace, run: Callable[[argparse.Namespace, Environment], int]) -> int:
    """Run an errand; what the network refused is a problem, what the environment lacks a mistake."""
    from generators.mail.environment import Environment

    try:
        return run(arguments, Environment(os.environ))
    except BadSetting as setting:
        raise Mistake(str(setting)) from setting
    except Refusal as refusal:
        print(f"maillage : {refusal}", file=sys.stderr)
        return PROBLEMS


def _put(arguments: argparse.Namespace, environment: Environment) -> int:
    from generators.mail.brevo import Brevo
    from generators.mail.campaigns import Campagne, Service, push
    from generators.mail.listmonk import Listmonk
    from generators.mail.mailjet import Mailjet

    openers: dict[str, Callable[[Environment], Service]] = {
        "brevo": Brevo.of,
        "mailjet": Mailjet.of,
        "listmonk": Listmonk.of,
    }
    service = openers[arguments.service](environment)
    ready = _ready(arguments, environment)
    if ready is None:
        return PROBLEMS
    campagne = Campagne(
        nom=f"Newsletter {ready.site.identity.nom} {ready.lettre.id}",
        sujet=ready.sujet,
        apercu=ready.lettre.apercu,
        html=ready.fichiers[f"email.{arguments.service}.html"].decode(),
        texte=ready.fichiers[f"email.{arguments.service}.txt"].decode(),
        expediteur_nom=ready.site.identity.lettre.expediteur,
        expediteur=ready.site.expediteur or "",
    )
    done = push(service, campagne)
    verb = "créé" if done.nouveau else "mis à jour"
    print(f"Brouillon {verb} chez {service.nom} : « {campagne.nom} » (no {done.id}).")
    print(f"Rien n’est parti : relisez-le, puis envoyez-le depuis {service.page}")
    for note in _before_sending(ready):
        print(note)
    return DONE


def _before_sending(ready: Pret) -> Iterator[str]:
    """What somebody must still do before the draft may leave: its links lead to the site."""
    if not ready.publie:
        yield f"Avant l’envoi : {ready.lettre.id} est un brouillon ; publiez sa page (statut: publie)."
    if ready.site.host.endswith(".example"):
        yield f"Avant l’envoi : les liens mènent à {ready.site.address} ; donnez SITE_URL, puis relancez."


def _post(arguments: argparse.Namespace, environment: Environment) -> int:
    from generators.mail.smtp import Serveur, check_address, send

    if len(arguments.to) > ESSAIS:
        raise BadSetting(f"Un essai va à {ESSAIS} boîtes au plus : c’est le service qui écrit aux abonnés.")
    for address in arguments.to:
        check_address(address)
    server = Serveur.of(environment)
    ready = _ready(arguments, environment)
    if ready is None:
        return PROBLEMS
    sender = ready.site.adresse_expediteur
    for address in arguments.to:
        send(server, ready.fichiers["message.eml"], sender, address)
        print(f"Envoyé à {address} : « {ready.sujet} ».")
    if not ready.site.desinscription:
        print("Sans MAILLAGE_DESINSCRIPTION, le bouton « Se désinscrire » de cet essai ne mène qu’au site.")
    return DONE


def _ready(arguments: argparse.Namespace, environment: Environment) -> Pret | None:
    """The issue, checked and drawn; None when something in the data must be mended first."""
    from generators import letter
    from generators.mkdocs import site_url
    from generators.opening import open_site

    project = project_of(arguments)
    site, problems = open_site(project, today_of(arguments), site_url(project), clock=clock())
    print_problems(problems)
    if site is None:
        return None
    issue = site.records.issues.get(arguments.numero)
    if issue is None:
        known = ", ".join(sorted(site.records.issues, reverse=True)) or "aucun"
        raise Mistake(f"le numéro {arguments.numero} n’existe pas ; numéros connus : {known}")
    site = _signed(site, environment)
    found = letter.problems(issue, site) if issue.statut != "publie" else ()
    print_problems(found)
    if any(problem.severity == "error" for problem in found):
        return None
    lettre = letter.compose(issue, site)
    subject = letter.subject(lettre, site)
    files = letter.outputs(issue, site)
    return Pret(lettre, subject, issue.statut == "publie", files, site)


def _signed(site: Site, environment: Environment) -> Site:
    """The site with the sender and the unsubscribe address of the environment."""
    leave = environment.get("MAILLAGE_DESINSCRIPTION") and environment.url("MAILLAGE_DESINSCRIPTION")
    sender = environment.address("MAILLAGE_EXPEDITEUR")
    return replace(site, expediteur=sender or site.expediteur, desinscription=leave or site.desinscription)
