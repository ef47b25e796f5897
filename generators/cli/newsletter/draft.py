"""`newsletter draft`: the file of a new issue, in which no work is lost, and what then remains to do."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from generators.cli.common import DONE, PROBLEMS, Mistake, project_of, read, sound
from generators.letter import draft_file
from generators.letter.budget import Budget, foreseen
from generators.letter.check import ko
from generators.letter.draft import TITRE, Draft, drafted
from generators.letter.mjml import BUDGET
from generators.publish import write
from generators.records.problems import PROPOSED
from generators.words.wording import liste, nombre


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    name = f"{arguments.issue}.yml"
    written = read(project.newsletter / name).decode(errors="replace")
    if written and not arguments.force and not draft_file.is_untouched(written):
        raise Mistake(
            f"newsletter/{name} existe et a été modifié : il est resté tel quel. "
            "Renommez-le pour le garder, ou ajoutez --force pour le remplacer"
        )
    site, _ = sound(arguments)
    if site is None:
        return PROBLEMS
    draft = drafted(arguments.issue, site.network)
    weight = foreseen(draft, site)
    files = {name: draft_file.yaml(draft, weight).encode()}
    site.last_look.over(files)
    write(files, project.newsletter)
    size = f"{ko(weight.total)} sur {BUDGET // 1000} ko"
    print(f"newsletter/{name} : {draft_file.summary(draft)} ; {size}.")
    print("Il reste à :")
    for number, step in enumerate(_steps(draft, weight, _options(arguments)), start=1):
        print(f"  {number}. {step}")
    return DONE


def _options(arguments: argparse.Namespace) -> str:
    """What the next commands need, as this one did."""
    return f" --data {arguments.data}" if arguments.data else ""


def _steps(draft: Draft, weight: Budget, options: str) -> Iterator[str]:
    """What whoever composes the issue does next, in order."""
    if not draft.proposees:
        yield "ajouter des fiches, puis relancer l’ébauche : il n’y a encore rien à annoncer."
        return
    yield f"relire l’aperçu et l’éditorial proposés, puis effacer « {PROPOSED} » ;"
    yield "retirer ce qui ne doit pas paraître, changer l’ordre ;"
    if weight.attente:
        waiting = nombre(len(weight.attente), "fiche peut attendre", "fiches peuvent attendre")
        yield f"alléger la lettre : {waiting}, que l’ébauche nomme en tête ;"
    if apart := liste(_apart(draft)):
        yield f"récrire {apart}, que l’ébauche signale ;"
    yield f"vérifier et regarder : maillage check{options}, maillage newsletter preview {draft.id}{options} ;"
    yield f"l’essayer : maillage newsletter send-test {draft.id}{options} --to ADRESSE ;"
    yield (
        "écrire « statut: publie », puis la déposer : "
        f"maillage newsletter push {draft.id}{options} --service SERVICE."
    )


def _apart(draft: Draft) -> Iterator[str]:
    """What is too long or too short to be read well beside the rest."""
    titles = sum(len(one.titre) > TITRE for one in draft.proposees)
    texts = sum(bool(text.ecart) for text in draft.textes.values())
    if titles:
        yield nombre(titles, "titre trop long", "titres trop longs")
    if texts:
        yield nombre(texts, "texte trop court ou trop long", "textes trop courts ou trop longs")
