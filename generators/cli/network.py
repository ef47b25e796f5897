"""`new network`: another network, in a folder of its own, with what its team says of it."""

from __future__ import annotations

import sys
from pathlib import Path

from generators.cli.common import DONE, PROBLEMS, Mistake
from generators.project import Project
from generators.publish import add
from generators.records.identity import FILE

NETWORK = "network"
#: What is asked, and what the answer replaces in the identity; « … » stands for the answer.
QUESTIONS = (
    ("Le nom du réseau", 'nom: "À écrire : le nom"', "nom: …"),
    (
        "Son sujet, après « le réseau » (par exemple : pour l’accès aux droits)",
        'sujet: "À écrire : ce qui suit « le réseau », par exemple pour l’accès aux droits"',
        "sujet: …",
    ),
    ("Qui le publie", '  nom: "À écrire : le nom de l’organisme"', "  nom: …"),
    ("Le même dans une phrase, avec l’article", "  designation: l’association À écrire", "  designation: …"),
    (
        "Son adresse postale, sur une ligne",
        '  adresse_postale: "À écrire : le destinataire, le numéro et la voie, le code postal et la commune"',
        "  adresse_postale: …",
    ),
    ("L’adresse du site", "site: https://a-ecrire.example/", "site: …"),
)


def start(project: Project, folder: Path | None) -> int:
    """Ask, and lay the folder down; nothing that stands there is overwritten."""
    if folder is None:
        raise Mistake("dites où commencer le réseau : maillage new network ../mon-reseau")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Mistake(f"{folder} existe déjà et n’est pas vide : choisissez un autre dossier")
    files = dict(project.beginnings())
    try:
        files[f"data/{FILE}"] = _asked(files[f"data/{FILE}"].decode()).encode()
    except (KeyboardInterrupt, EOFError):
        print("\nRien n’a été écrit.")
        return PROBLEMS
    add(files, folder)
    print(
        f"Le réseau commence dans {folder}. « maillage check --data {folder}/data » dit ce qui reste à "
        f"écrire, « maillage build --data {folder}/data --out {folder}/public » construit son site."
    )
    return DONE


def _asked(identity: str) -> str:
    """The identity with the answers; what is left blank stays to be written. Without a terminal, all is."""
    if not sys.stdin.isatty():
        return identity
    print("Un autre réseau. Une réponse vide laisse la question pour plus tard ; Ctrl-C abandonne.")
    for question, before, after in QUESTIONS:
        answer = " ".join(input(f"{question} > ").split())
        if answer:
            quoted = '"' + answer.replace("\\", "\\\\").replace('"', '\\"') + '"'
            identity = identity.replace(before, after.replace("…", quoted), 1)
    return identity
