"""`new`: a conversation, or a filled form, that ends with a record's file, or with another network."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from generators.cli.common import DONE, PROBLEMS, Mistake, print_problems, project_of, today_of
from generators.cli.takes import NETWORK
from generators.forms.answers import Known
from generators.forms.from_issue import House, proposal
from generators.forms.questions import file_of, judged, keys_to_ask_again, name_fault, name_of, questions
from generators.forms.terminal import BACK, Back, Dialogue
from generators.land.places import load_places
from generators.project import Project
from generators.publish import write
from generators.records.identity import FILE
from generators.records.kinds import FICHES
from generators.records.names import names
from generators.records.reading.files import Found
from generators.records.reading.load import Loaded, load
from generators.words.fitting import fitted
from generators.words.quoting import for_terminal
from generators.words.wording import liste

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


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    if arguments.from_issue is not None:
        return _take(arguments.from_issue, arguments.reply, project, today_of(arguments))
    if arguments.kind == NETWORK:
        return _start(project, arguments.folder)
    named = {kind.command: name for name, kind in FICHES.items()}
    if arguments.kind not in named:
        said = for_terminal(arguments.kind)
        raise Mistake(f"« {said} » n’est pas un genre de fiche : écrivez {liste([*named, NETWORK], 'ou')}")
    if not sys.stdin.isatty():
        raise Mistake(
            "« maillage new » pose des questions : lancez-la dans un terminal, "
            "ou recopiez l’exemple de docs/guide/exemples.md"
        )
    with suppress(ImportError):
        import readline  # noqa: F401 (lets one edit a line while typing it)
    try:
        return _converse(named[arguments.kind], project, today_of(arguments))
    except (KeyboardInterrupt, EOFError):
        print("\nRien n’a été écrit.")
        return PROBLEMS


def _converse(kind: str, project: Project, today: date) -> int:
    """Ask, show the file, and write it when the person says so."""
    loaded = load(project.data, project.newsletter)
    known = _known(loaded, project)
    dialogue = Dialogue(kind, known, input, print)
    print(
        f"Nouvelle fiche : {FICHES[kind].asked}. « {BACK[0]} » revient à la question précédente, "
        "Ctrl-C abandonne sans rien écrire."
    )
    dialogue.fill()
    while True:
        try:
            file = file_of(kind, _name(dialogue, loaded), project.data, project.root)
            content = _sound(dialogue, file, loaded, today)
            print(f"\n{file.shown}\n\n{content.decode()}")
            answer = _asked_or_back("L’écrire ? (O/n) > ").lower()
        except Back:
            dialogue.resume()
        else:
            break
    if answer not in {"", "o", "oui"}:
        print("Rien n’a été écrit.")
        return PROBLEMS
    write({file.file.name: content}, file.file.parent)
    print(f"{file.shown} est écrite. « maillage serve » montre la page.")
    return DONE


def _take(form: Path, reply: Path | None, project: Project, today: date) -> int:
    """Write the record of a filled issue form, and what to answer; its path goes on the screen."""
    try:
        body = form.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise Mistake(f"le formulaire {form} ne peut pas être lu") from error
    loaded = load(project.data, project.newsletter)
    known = _known(loaded, project)
    made = proposal(body, House(loaded, known, project.data, project.root, today))
    answer = fitted(made.answer, "Corrigez d’abord ce qui est dit ci-dessus : la réponse se refera.")
    if reply is None:
        print(answer, end="", file=sys.stderr)
    else:
        write({reply.name: answer.encode()}, reply.parent)
    if made.file is None:
        return PROBLEMS
    write({made.file.file.name: made.content}, made.file.file.parent)
    print(made.file.shown)
    return DONE


def _known(loaded: Loaded, project: Project) -> Known:
    places = load_places(project.reference)
    return Known(loaded.records.vocabulary, places, names(loaded.records, places))


def _name(dialogue: Dialogue, loaded: Loaded) -> str:
    suggestion = name_of(dialogue.kind, dialogue.values)
    print("\nNom du fichier\n  Il devient l’adresse de la page, et ne change plus jamais.")
    while fault := name_fault(
        id_ := _asked_or_back(f"[{suggestion}] > ").removesuffix(".yml") or suggestion, dialogue.kind, loaded
    ):
        print(f"  ✗ {fault}")
    return id_


def _asked_or_back(prompt: str) -> str:
    text = input(prompt).strip()
    if text.lower() in BACK:
        raise Back
    return text


def _sound(dialogue: Dialogue, file: Found, loaded: Loaded, today: date) -> bytes:
    """The file, once `maillage check` finds no error in it: what is wrong is told, and asked again."""
    asked = questions(dialogue.kind)
    by_key = {question.cle: question for question in asked}
    while True:
        content, problems = judged(dialogue.values, file, loaded, dialogue.known.places, today)
        print_problems(problems)
        again = keys_to_ask_again(problems, asked)
        if not again:
            return content
        print("\nReprenons ces questions :")
        for key in again:
            dialogue.again(by_key[key])


def _start(project: Project, folder: Path | None) -> int:
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
    write(files, folder)
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
