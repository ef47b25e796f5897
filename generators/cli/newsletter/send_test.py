"""`newsletter send-test`: an issue goes to a few mailboxes of the team, as readers will get it."""

from __future__ import annotations

import argparse

from generators.cli.common import DONE, PROBLEMS, moment_of
from generators.cli.newsletter import errand, ready
from generators.mail.errand import BadSetting, Environment
from generators.mail.headers import dated
from generators.mail.smtp import Server, check_address, send

#: A letter that goes to more mailboxes than this is no trial: that is the e-mail service's work.
ESSAIS = 10


def run(arguments: argparse.Namespace) -> int:
    return errand(arguments, _post)


def _post(arguments: argparse.Namespace, environment: Environment) -> int:
    if len(arguments.to) > ESSAIS:
        raise BadSetting(f"Un essai va à {ESSAIS} boîtes au plus : c’est le service qui écrit aux abonnés.")
    for address in arguments.to:
        check_address(address)
    server = Server.of(environment)
    issue = ready(arguments)
    if issue is None:
        return PROBLEMS
    message = issue.files["message.eml"]
    if moment := moment_of(arguments):
        message = dated(message, moment)
    for address in arguments.to:
        send(server, message, issue.site.adresse_expediteur, address)
        print(f"Envoyé à {address} : « {issue.subject} ».")
    if not issue.site.desinscription:
        print(
            "Le bouton « Se désinscrire » de cet essai ne mène qu’au site : aucune adresse de désinscription "
            "dans data/reseau.yml, sous « lettre »."
        )
    return DONE
