"""What `maillage new --from-issue` wrote becomes a branch and a proposal, or is added to the one that stands.

A branch is only ever added to. Each version of the form is a commit of its own (« Formulaire 12 : … »), that
follows the form's version before; from the second one on, a merge commit lays it over what reviewers made of
the branch. So git itself keeps what the form said last, and a push that is not a fast-forward is refused.

Reads NUMBER, and in RUNNER_TEMP: fiche.txt (the record's path), reponse.md (the answer, which it completes).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from generators.forms.answers import Known
from generators.forms.from_issue import House
from generators.forms.merging import Joined, joined
from generators.forms.questions import file_of
from generators.land.places import load_places
from generators.project import Project, today_from
from generators.records.reading.load import load
from generators.words.wording import liste

BOT = {"NAME": "github-actions[bot]", "EMAIL": "41898282+github-actions[bot]@users.noreply.github.com"}
TRAILER = re.compile(r"^Formulaire (\d+) : ([0-9a-f]{40,64}) (data/.+\.yml)$", re.MULTILINE)
#: A reviewer may push while we look: what stands is then read anew.
TRIES = 3
CLOSED = (
    "La proposition faite de ce message a été fermée sans être publiée : rien n’y est ajouté. Si elle est "
    "encore utile, écrivez-le ci-dessous pour que l’équipe la rouvre, ou remplissez un nouveau formulaire.\n"
)
OTHER = "la demande parle maintenant d’une autre fiche : remplissez plutôt un nouveau formulaire"
MOVED = "la personne qui relit a déplacé ou retiré la fiche"
KEPT = "Le fichier garde son nom (`{path}`) ; qui relit peut le changer avant de publier.\n"


class Refused(Exception):
    """Why the form's new version can't be laid over what stands; a French sentence's end."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the form says today: the record's path in the project, its content, and the issue's number."""

    path: str
    content: bytes
    number: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The branch: its last commit, the form's last commit, the record's path, and the form's file then."""

    tip: str
    form: str | None
    path: str
    before: bytes | None


def main() -> None:
    temp, number = Path(os.environ["RUNNER_TEMP"]), os.environ["NUMBER"]
    path = (temp / "fiche.txt").read_text("utf-8").strip()
    form = Form(path, Path(path).read_bytes(), number)
    branch, request = proposal_of(f"fiche/demande-{number}")
    if request and request["state"] == "CLOSED":
        (temp / "reponse.md").write_text(CLOSED, "utf-8")
        return
    told = added(form, branch)
    url = request["url"] if request else opened(form, branch)
    if told.content is None:
        answer = refusal(told) + f"\nLa proposition : {url}\n"
        (temp / "reponse.md").write_text(answer, "utf-8")
    else:
        with (temp / "reponse.md").open("a", encoding="utf-8") as reply:
            reply.write(f"\n{told.why}Elle se relit ici : {url}\n")
    if request and (told.fields or told.content is None):
        tell_the_reviewer(url, form, told)


def proposal_of(name: str) -> tuple[str, dict[str, str] | None]:
    """The branch to write, and its proposal if there is one; a new branch once the last was published."""
    branch, number = name, 1
    while (request := _request(branch)) and request["state"] == "MERGED":
        number += 1
        branch = f"{name}-{number}"
    return branch, request


def _request(branch: str) -> dict[str, str] | None:
    """The newest proposal of a branch of this very repository: a fork can have one of the same name."""
    fields = "state,url,isCrossRepository"
    found = json.loads(run("gh", "pr", "list", "--head", branch, "--state", "all", "--json", fields) or "[]")
    return next((each for each in found if not each["isCrossRepository"]), None)


def added(form: Form, branch: str) -> Joined:
    """Push the form's version; what the reviewer is to know. `why` then completes the answer."""
    for left in reversed(range(TRIES)):
        standing = standing_on(branch, form.number)
        try:
            commit, told = laid(form, standing) if standing else (begun(form), Joined(form.content, ()))
        except Refused as refused:
            return Joined(None, (), str(refused))
        if commit is None or pushed(commit, branch, last=not left):
            return told
    raise AssertionError("the last push is checked")


def standing_on(branch: str, number: str) -> Standing | None:
    """The branch as it stands, or None when there is none."""
    if not run("git", "ls-remote", "--heads", "origin", f"refs/heads/{branch}"):
        return None
    run("git", "fetch", "--quiet", "--no-tags", "origin", f"refs/heads/{branch}")
    tip = run("git", "rev-parse", "FETCH_HEAD")
    for entry in run("git", "log", "--topo-order", "--format=%H %B%x00", tip, "--not", "HEAD").split("\0"):
        commit, _, message = entry.strip().partition(" ")
        found = TRAILER.search(message)
        if found and found[1] == number:
            blob, path = found[2], found[3]
            kept = blob_at(commit, path) == blob  # or somebody wrote that commit anew
            before = shown(commit, path) if kept else None
            return Standing(tip, commit if kept else None, path, before)
    return Standing(tip, None, "", None)


def laid(form: Form, standing: Standing) -> tuple[str | None, Joined]:
    """The commit that lays the form over what stands (None: nothing to add), and what it changes."""
    path = standing.path or form.path
    if path != form.path and (_folder(path) != _folder(form.path) or _published(path, form.path)):
        raise Refused(OTHER)
    there = shown(standing.tip, path)
    if there is None:
        raise Refused(MOVED)
    if form.content == standing.before:
        return None, Joined(there, ())
    told = merged(path, standing.before, there, form.content)
    if told.content is None:
        return None, told
    alone = form_commit(replace(form, path=path), standing.form or "HEAD")
    changed = f" ({liste(told.fields)})" if told.fields else ""
    tree = tree_with(standing.tip, path, told.content)
    message = f"Fiche : {path}, la demande {form.number} modifiée{changed}"
    note = KEPT.format(path=path) if path != form.path else ""
    return commit_tree(tree, message, standing.tip, alone), replace(told, why=note)


def begun(form: Form) -> str:
    return form_commit(form, "HEAD")


def form_commit(form: Form, parent: str) -> str:
    """The form's version by itself, after its version before."""
    tree = tree_with(parent, form.path, form.content)
    blob = run("git", "rev-parse", f"{tree}:{form.path}")
    trailer = f"Formulaire {form.number} : {blob} {form.path}"
    return commit_tree(tree, f"Fiche : {form.path}\n\n{trailer}", parent)


def merged(path: str, before: bytes | None, there: bytes, edit: bytes) -> Joined:
    project = Project.at(Path.cwd())
    loaded = load(project.data, project.newsletter)
    known = Known(loaded.records.vocabulary, load_places(project.reference), {})
    today = today_from(os.environ) or datetime.now(UTC).date()
    pure = PurePosixPath(path)
    kind = _folder(path)
    known_file = loaded.files.get((kind, pure.stem))
    file = known_file or file_of(kind, pure.stem, project.data, project.root)
    return joined(before, there, edit, file, House(loaded, known, project.data, project.root, today))


def _folder(path: str) -> str:
    """The kind of record that stands at « data/actors/… »."""
    return PurePosixPath(path).parts[1]


def _published(*paths: str) -> bool:
    return any(blob_at("HEAD", path) for path in paths)


def opened(form: Form, branch: str) -> str:
    title, body = f"Fiche : {form.path}", f"Closes #{form.number}"
    return run("gh", "pr", "create", "--head", branch, "--title", title, "--body", body)


def refusal(told: Joined) -> str:
    """What the issue is answered; no value is repeated."""
    fields = f" ({liste(told.fields)})" if told.fields else ""
    return (
        f"Votre changement n’est pas encore dans la proposition : {told.why}{fields}. Rien n’est perdu : ce "
        "message le garde, et l’équipe, qui en est avertie, le reportera ou vous répondra.\n"
    )


def tell_the_reviewer(url: str, form: Form, told: Joined) -> None:
    fields = liste(told.fields)
    if told.content is None:
        text = (
            f"**La demande #{form.number} a changé depuis, et la proposition non** : {told.why}"
            f"{f' ({fields})' if fields else ''}. À reporter à la main, d’après la demande."
        )
    else:
        text = (
            f"**La demande #{form.number} a changé : un commit de plus est à relire.** Champs changés : "
            f"{fields}. Ce que la relecture avait changé est gardé. Une approbation donnée avant ne vaut pas "
            "pour ce commit."
        )
    run("gh", "pr", "comment", url, "--body", text)


def tree_with(commit: str, path: str, content: bytes) -> str:
    """The files of a commit, with this one among them; the work tree is left alone."""
    index = {"GIT_INDEX_FILE": str(Path(os.environ["RUNNER_TEMP"]).resolve() / "index")}
    blob = run("git", "hash-object", "-w", "--stdin", given=content)
    run("git", "read-tree", commit, more=index)
    run("git", "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", more=index)
    return run("git", "write-tree", more=index)


def commit_tree(tree: str, message: str, *parents: str) -> str:
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in BOT.items()}
    after = [word for parent in parents for word in ("-p", parent)]
    return run("git", "commit-tree", tree, *after, given=message.encode(), more=who)


def blob_at(commit: str, path: str) -> str | None:
    found = run("git", "ls-tree", "--format=%(objectname)", commit, "--", path)
    return found or None


def shown(commit: str, path: str) -> bytes | None:
    """A file of a commit; None when it has none, or a link or a folder there."""
    kind = run("git", "ls-tree", "--format=%(objectmode)", commit, "--", path)
    return output("git", "cat-file", "blob", f"{commit}:{path}") if kind.startswith("100") else None


def pushed(commit: str, branch: str, *, last: bool) -> bool:
    """True when the branch moved forward; nothing is ever forced."""
    done = subprocess.run(["git", "push", "--quiet", "origin", f"{commit}:refs/heads/{branch}"], check=last)
    return done.returncode == 0


def run(*command: str, given: bytes = b"", more: dict[str, str] | None = None) -> str:
    return output(*command, given=given, more=more).decode().strip()


def output(*command: str, given: bytes = b"", more: dict[str, str] | None = None) -> bytes:
    environ = {**os.environ, **(more or {})}
    return subprocess.run(command, input=given, env=environ, stdout=subprocess.PIPE, check=True).stdout


if __name__ == "__main__":
    main()
