"""`newsletter`: the letters, from the issue's file to the e-mail service; one module an action.

Two of them let an issue leave: `errand` runs such an action, `ready` gives it the issue, checked and drawn.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generators.cli.common import PROBLEMS, Mistake, opened, print_problems

if TYPE_CHECKING:
    from generators.letter.shapes import Letter
    from generators.mail.errand import Environment
    from generators.site import Site

#: The actions as they are typed, and what each does.
ACTIONS = {
    "build": "Construire les lettres, sans le reste du site.",
    "draft": "Écrire l’ébauche d’un numéro : tout ce qui pourrait y paraître.",
    "preview": "Regarder une lettre comme la verront ses lecteurs.",
    "push": "Déposer un numéro en brouillon dans un service d’envoi.",
    "send-test": "Envoyer un numéro à une boîte de l’équipe.",
}


@dataclass(frozen=True, slots=True)
class Ready:
    """An issue that is ready to leave: its files, and the site from which they were drawn."""

    letter: Letter
    subject: str
    published: bool
    files: Mapping[str, bytes]
    site: Site


def errand(arguments: argparse.Namespace, run: Callable[[argparse.Namespace, Environment], int]) -> int:
    """Run an errand; what the network refused is a problem, what the environment lacks a mistake."""
    from generators.mail.errand import BadSetting, Environment, Refusal
    from generators.mail.settings import refuse_moved

    environment = Environment(os.environ)
    try:
        refuse_moved(environment)
        return run(arguments, environment)
    except BadSetting as setting:
        raise Mistake(str(setting)) from setting
    except Refusal as refusal:
        print(f"maillage : {refusal}", file=sys.stderr)
        return PROBLEMS


def ready(arguments: argparse.Namespace) -> Ready | None:
    """The issue, checked and drawn; None when something in the data must be mended first."""
    from generators import letter

    site, _ = opened(arguments)
    if site is None:
        return None
    issue = site.records.issues.get(arguments.issue)
    if issue is None:
        known = ", ".join(sorted(site.records.issues, reverse=True)) or "aucun"
        raise Mistake(f"le numéro {arguments.issue} n’existe pas ; numéros connus : {known}")
    drawn = (*letter.problems(issue, site), *letter.remarks(issue, site))
    found = drawn if issue.statut != "publie" else ()
    print_problems(found)
    if any(problem.severity == "error" for problem in found):
        return None
    composed = letter.compose(issue, site)
    files = letter.outputs(issue, site)
    site.last_look.over(files)
    return Ready(composed, letter.subject(composed, site), issue.statut == "publie", files, site)
