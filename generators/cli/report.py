"""`report`: what there is to tell of the data, as a text to send: what to verify, what a proposal changes."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from generators.cli.common import DONE, Commands, Mistake, command, project_of, today_of
from generators.words.folding import fold

if TYPE_CHECKING:
    from generators.land.places import Places


def add(commands: Commands) -> None:
    summary = "Dire ce qui est à vérifier, ou raconter ce que change une proposition (--base)."
    parser = command(commands, "report", summary, _report)
    only = parser.add_mutually_exclusive_group()
    only.add_argument(
        "--base", metavar="RÉVISION", help="ce à quoi on compare : main, un commit, une étiquette"
    )
    only.add_argument("--region", metavar="CODE", help="seulement une région : 32, ou Hauts-de-France")
    only.add_argument("--acteur", metavar="ID", help="la lettre à envoyer à une structure")


def _report(arguments: argparse.Namespace) -> int:
    if arguments.base is None:
        return _to_verify(arguments)
    from generators.cli.proposal import story

    print(story(project_of(arguments), arguments.base, today_of(arguments)), end="")
    return DONE


def _to_verify(arguments: argparse.Namespace) -> int:
    from generators.care.verification import letter_to, letter_to_the_team
    from generators.land.places import load_places
    from generators.mkdocs import site_url
    from generators.records.reading.load import load

    project = project_of(arguments)
    records, places = load(project.data, project.newsletter).records, load_places(project.reference)
    if arguments.acteur:
        actor = records.actors.get(arguments.acteur)
        if actor is None:
            raise Mistake(f"aucune structure n’a l’identifiant « {arguments.acteur} »")
        print(letter_to(actor, records, places, site_url(project)), end="")
    else:
        region = _region(arguments.region, places) if arguments.region else None
        print(letter_to_the_team(records, places, today_of(arguments), region), end="")
    return DONE


def _region(text: str, places: Places) -> str:
    """The code of a region given by its code or its name."""
    by_name = {fold(region.nom): region.code for region in places.regions.values()}
    code = text if text in places.regions else by_name.get(fold(text))
    if code is None:
        raise Mistake(f"aucune région ne s’appelle « {text} » : écrivez 32 ou Hauts-de-France")
    return code
