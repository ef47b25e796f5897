"""`newsletter build`: the letters as files, without the rest of the site."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from generators import letter
from generators.cli.common import DONE, PROBLEMS, Mistake, opened, print_problems
from generators.letter import campaigns, territories
from generators.publish import add as add_to_site
from generators.words.quoting import for_terminal
from generators.words.wording import liste, nombre

if TYPE_CHECKING:
    from generators.letter.nearby import Block
    from generators.network.nearby import Territory
    from generators.site import Site


def run(arguments: argparse.Namespace) -> int:
    site, _ = opened(arguments)
    if site is None:
        return PROBLEMS
    near = arguments.territoires or arguments.territoire
    if arguments.issue and not near:
        said = f"le numéro {for_terminal(arguments.issue)} ne se donne qu’avec un territoire"
        rest = "retirez-le pour construire toutes les lettres publiées"
        raise Mistake(f"{said} : ajoutez --territoires ou --territoire, ou {rest}")
    files = _near(arguments, site) if near else letter.files(site)
    if files is None:
        return PROBLEMS
    site.last_look.over(files)
    add_to_site(files, arguments.out)
    for path, content in sorted(files.items()):
        print(f"{arguments.out}/{path} : {len(content)} octets")
    return DONE


def _near(arguments: argparse.Namespace, site: Site) -> Mapping[str, bytes] | None:
    """The letters of the territories that were asked for; None when one is too heavy."""
    issue = _chosen(arguments.issue, site)
    asked: list[Territory] = [*(territories.regions(site) if arguments.territoires else ())]
    asked += [one for one in _named(arguments.territoire or (), site) if one not in asked]
    chosen = site.records.issues[issue]
    shared = territories.Shared.of(chosen, site)
    found = shared.blocks(asked)
    made = campaigns.campaigns(shared) if arguments.territoires else ()
    national = letter.problems(chosen, site) if chosen.statut != "publie" else ()
    problems = (*national, *campaigns.problems(shared, found, made))
    print_problems(problems)
    if any(problem.severity == "error" for problem in problems):
        return None
    for line in _told(asked, found):
        print(line)
    files = {**territories.outputs(shared, found), **campaigns.files(made)}
    return {f"newsletter/{issue}/{name}": content for name, content in files.items()}


def _chosen(asked: str | None, site: Site) -> str:
    known = sorted(site.records.issues, reverse=True)
    if not known:
        raise Mistake("il n’y a encore aucun numéro : commencez par « maillage newsletter draft 2026-t4 »")
    if asked and asked not in known:
        raise Mistake(f"le numéro {asked} n’existe pas ; numéros connus : {', '.join(known)}")
    return asked or known[0]


def _named(names: Sequence[str], site: Site) -> Iterator[Territory]:
    for name in names:
        found = territories.named(name, site)
        if found is None:
            known = ", ".join(territory.nom for territory in territories.regions(site))
            write = "écrivez un département, par son numéro ou son nom (59, Nord), ou une région"
            raise Mistake(f"le territoire « {for_terminal(name)} » n’est pas connu : {write} : {known}")
        yield found


def _told(asked: Sequence[Territory], found: Sequence[Block]) -> Iterator[str]:
    """Which letters there are, and where the national one goes as it is."""
    with_news = {one.nom for one in found}
    without = [territory.nom for territory in asked if territory.nom not in with_news]
    letters = f"{nombre(len(found), 'lettre')} avec « Près de chez vous »"
    yield f"{letters} : {liste(one.nom for one in found)}." if found else "Aucune lettre à écrire."
    if without:
        yield f"Rien de nouveau, la lettre nationale y suffit : {liste(without)}."
