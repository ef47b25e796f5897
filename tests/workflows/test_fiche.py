"""The workflow of the issue forms, run here: its own shell, a real git remote, a `gh` that takes notes.

Only GitHub itself is played: `gh` writes down what it is asked, and answers as its manual says.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.forms.test_issues import ACTOR, HOSTILE, body

ROOT = Path(__file__).parents[2]
WORKFLOW = yaml.load((ROOT / ".github" / "workflows" / "fiche.yml").read_text("utf-8"), yaml.BaseLoader)
JOB: dict[str, Any] = WORKFLOW["jobs"]["fiche"]
BRANCH = "fiche/demande-12"
WHO = ("-c", "user.name=Relecture", "-c", "user.email=relecture@exemple.fr")
FILE = "data/actors/point-ecoute-exemple.yml"
#: The proposals stand in one file a branch; a created one is open from then on.
GH = """#!/bin/sh
echo "$@" >> "$NOTES/gh.txt"
file() { echo "$NOTES/prs-$(printf %s "$1" | tr / _).json"; }
case "$1 $2" in
  "pr list") cat "$(file "$4")" 2>/dev/null || echo '[]' ;;
  "pr create")
    url=https://github.example/pare/reseau/pull/8
    echo "[{\\"state\\":\\"OPEN\\",\\"url\\":\\"$url\\",\\"isCrossRepository\\":false}]" > "$(file "$4")"
    echo "$url" ;;
  "pr comment") shift 4; printf '%s\\n' "$1" >> "$NOTES/relecture.md" ;;
  "issue comment") shift $(($# - 1)); cp "$1" "$NOTES/envoye.md" ;;
esac
"""


@dataclass
class Runner:
    """A machine of GitHub's, with a fresh clone for each run, its remote, and what `gh` was asked."""

    remote: Path
    notes: Path

    def play(self, issue: str, number: str = "12") -> str:
        """Run the steps that the conditions let run, as the runner does; the answer to the issue."""
        clone = self.notes / "clone"
        shutil.rmtree(clone, ignore_errors=True)
        url = f"file://{self.remote}"
        subprocess.run(["git", "clone", "--quiet", "--depth=1", url, str(clone)], check=True)
        outputs = self.notes / "outputs.txt"
        outputs.write_text("", "utf-8")
        for step in JOB["steps"]:
            if "run" not in step or step["name"] == "Installer" or step.get("if") == "failure()":
                continue
            if "if" in step and "status=0" not in outputs.read_text("utf-8"):
                assert step["if"] == "steps.lire.outputs.status == '0'"
                continue
            self._run(step, issue, number, outputs, clone)
        return (self.notes / "envoye.md").read_text("utf-8")

    def _run(self, step: dict[str, Any], issue: str, number: str, outputs: Path, clone: Path) -> None:
        told = {
            "${{ github.event.issue.body }}": issue,
            "${{ github.token }}": "x",
            "${{ github.event.issue.number }}": number,
        }
        given = {name: told[value] for name, value in (JOB["env"] | step.get("env", {})).items()}
        own = {"RUNNER_TEMP": str(self.notes), "GITHUB_OUTPUT": str(outputs), "NOTES": str(self.notes)}
        path = f"{self.notes / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
        code = {"PATH": path, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1795305600"}
        environ = os.environ | own | given | code
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, cwd=clone, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (step["name"], done.stderr)

    def asked(self) -> str:
        return (self.notes / "gh.txt").read_text("utf-8")

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=self.remote, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def text(self, branch: str = BRANCH, file: str = FILE) -> str:
        return self.git("show", f"{branch}:{file}")

    def told(self) -> str:
        """What the reviewer reads on the proposal."""
        found = self.notes / "relecture.md"
        return found.read_text("utf-8") if found.is_file() else ""

    def review(self, change: Callable[[str], str], *, branch: str = BRANCH, move: str = FILE) -> str:
        """A reviewer's commit on the branch, pushed; its name."""
        clone = self.notes / "relecture"
        shutil.rmtree(clone, ignore_errors=True)
        self._git(clone.parent, "clone", "--quiet", "--branch", branch, str(self.remote), str(clone))
        text = change((clone / FILE).read_text("utf-8"))
        (clone / FILE).unlink()
        (clone / move).write_text(text, "utf-8")
        self._git(clone, "add", "--all")
        self._git(clone, "commit", "--quiet", "--message=Relecture")
        self._git(clone, "push", "--quiet", "origin", branch)
        return self.git("rev-parse", branch)

    def state(self, state: str, *, branch: str = BRANCH, fork: bool = False) -> None:
        """What `gh pr list` will say of the branch."""
        url = (
            "https://github.example/ailleurs/pull/9" if fork else "https://github.example/pare/reseau/pull/8"
        )
        found = [{"state": state, "url": url, "isCrossRepository": fork}]
        name = branch.replace("/", "_")
        (self.notes / f"prs-{name}.json").write_text(json.dumps(found), "utf-8")

    def _git(self, folder: Path, *words: str) -> None:
        subprocess.run(["git", *WHO, *words], cwd=folder, check=True)


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The remote as every test finds it: the project's records on main."""
    first = tmp_path_factory.mktemp("premier")
    for part in ("data", "newsletter", ".github"):
        shutil.copytree(ROOT / part, first / part)
    shutil.copy(ROOT / "mkdocs.yml", first)
    for words in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "--all"],
        [*WHO, "commit", "--quiet", "--message=Départ"],
        ["clone", "--quiet", "--bare", ".", "remote.git"],
    ):
        subprocess.run(["git", *words], cwd=first, check=True)
    return first / "remote.git"


@pytest.fixture
def runner(seed: Path, tmp_path: Path) -> Runner:
    remote, notes = tmp_path / "remote.git", tmp_path / "notes"
    shutil.copytree(seed, remote)
    (notes / "bin").mkdir(parents=True)
    (notes / "bin" / "gh").write_text(GH, "utf-8")
    (notes / "bin" / "gh").chmod(0o755)
    return Runner(remote, notes)


def test_a_good_form_becomes_a_branch_a_file_and_a_proposal(runner: Runner) -> None:
    answer = runner.play(body("actors", ACTOR))
    assert runner.git("branch", "--list").split() == [BRANCH, "*", "main"]
    assert runner.git("diff", "--name-status", "main", BRANCH).split() == ["A", FILE]
    assert 'resume: "Une ligne d’écoute : pour les jeunes."' in runner.text()
    assert f"pr create --head {BRANCH} --title Fiche : {FILE}" in runner.asked()
    assert "Closes #12" in runner.asked()
    assert answer.endswith("Elle se relit ici : https://github.example/pare/reseau/pull/8\n")
    assert runner.told() == ""


def test_an_edit_is_a_commit_on_top_of_the_review_and_keeps_both(runner: Runner) -> None:
    runner.play(body("actors", ACTOR))
    first = runner.git("rev-parse", BRANCH)
    reviewed = runner.review(
        lambda text: (
            text.replace("Une ligne d’écoute : pour les jeunes.", "Une ligne d’écoute.")
            + "# Vu avec la direction.\n"
        )
    )
    for acronym in ("PEE", "PEX"):
        answer = runner.play(body("actors", ACTOR | {"Sigle": acronym}))
        assert "pull/8" in answer
        text = runner.text()
        assert f"sigle: {acronym}" in text
        assert "resume: Une ligne d’écoute.\n" in text
        assert "# Vu avec la direction." in text
        for kept in (first, reviewed):
            runner.git("merge-base", "--is-ancestor", kept, BRANCH)  # fails when the branch was replaced
    assert runner.asked().count("pr create") == 1
    assert runner.told().count("La demande #12 a changé : un commit de plus est à relire.") == 2
    assert "Champs changés : Sigle." in runner.told()


def test_both_sides_of_one_field_are_nobodys_to_overwrite(runner: Runner) -> None:
    runner.play(body("actors", ACTOR))
    reviewed = runner.review(lambda text: text.replace("Une ligne d’écoute : pour les jeunes.", "Relu."))
    answer = runner.play(
        body("actors", ACTOR | {"En une phrase": "Secret 12 rue des Lilas.", "Sigle": "PEE"})
    )
    assert runner.git("rev-parse", BRANCH) == reviewed
    assert "la relecture et la demande ont changé le même champ (En une phrase)" in answer
    assert "est prête" not in answer
    assert "n’ont pas" not in runner.told() and "la proposition non" in runner.told()
    assert "Lilas" not in answer + runner.told() + runner.asked()
    runner.play(body("actors", ACTOR | {"Sigle": "PEE"}))
    assert "sigle: PEE" in runner.text() and "resume: Relu." in runner.text()


def test_the_same_form_again_adds_nothing(runner: Runner) -> None:
    runner.play(body("actors", ACTOR))
    reviewed = runner.review(lambda text: text + "# Relu.\n")
    assert "pull/8" in runner.play(body("actors", ACTOR))
    assert runner.git("rev-parse", BRANCH) == reviewed
    assert runner.told() == ""


BROKEN: dict[str, tuple[Callable[[str], str], str, str]] = {
    "unreadable": (lambda text: text + "sigle: [\n", FILE, "ne se lit plus comme une fiche"),
    "moved": (lambda text: text, "data/actors/autre-nom.yml", "a déplacé ou retiré la fiche"),
    "confidential": (
        lambda text: text + "adresse_confidentielle: true\n",
        FILE,
        "la version relue et la demande ne vont pas ensemble",
    ),
}


@pytest.mark.parametrize(("change", "move", "why"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_joined_is_told_to_both_and_left_as_it_stands(
    runner: Runner, change: Callable[[str], str], move: str, why: str
) -> None:
    runner.play(body("actors", ACTOR))
    reviewed = runner.review(change, move=move)
    answer = runner.play(body("actors", ACTOR | {"Sigle": "PEE", "Commune": "Dunkerque"}))
    assert runner.git("rev-parse", BRANCH) == reviewed
    assert why in answer and why in runner.told()
    assert "Rien n’est perdu" in answer


def test_a_branch_written_anew_is_no_ground_to_overwrite_from(runner: Runner) -> None:
    """Whoever rebases takes the form's commits away: what differs is then left to people."""
    runner.play(body("actors", ACTOR))
    clone = runner.notes / "ailleurs"
    runner._git(runner.notes, "clone", "--quiet", "--branch", BRANCH, str(runner.remote), str(clone))
    (clone / FILE).write_text(
        (clone / FILE).read_text("utf-8").replace("pour les jeunes", "pour tous"), "utf-8"
    )
    runner._git(clone, "commit", "--quiet", "--all", "--amend", "--no-edit")
    runner._git(clone, "push", "--quiet", "--force", "origin", BRANCH)
    stands = runner.git("rev-parse", BRANCH)
    assert "le même champ (En une phrase)" in runner.play(body("actors", ACTOR | {"Sigle": "PEE"}))
    assert runner.git("rev-parse", BRANCH) == stands


def test_a_new_name_keeps_the_file_and_says_so(runner: Runner) -> None:
    runner.play(body("actors", ACTOR))
    answer = runner.play(body("actors", ACTOR | {"Nom": "Un nom corrigé"}))
    assert "nom: Un nom corrigé" in runner.text()
    assert runner.git("diff", "--name-status", "main", BRANCH).split() == ["A", FILE]
    assert f"Le fichier garde son nom (`{FILE}`)" in answer


def test_a_closed_proposal_is_not_written_to(runner: Runner) -> None:
    runner.play(body("actors", ACTOR))
    before = runner.git("rev-parse", BRANCH)
    runner.state("CLOSED")
    answer = runner.play(body("actors", ACTOR | {"Sigle": "PEE"}))
    assert runner.git("rev-parse", BRANCH) == before
    assert answer.startswith("La proposition faite de ce message a été fermée")


def test_after_a_published_proposal_comes_a_new_branch(runner: Runner) -> None:
    runner.play(body("actors", ACTOR))
    before = runner.git("rev-parse", BRANCH)
    runner.state("MERGED")
    runner.play(body("actors", ACTOR | {"Sigle": "PEE"}))
    assert runner.git("rev-parse", BRANCH) == before
    assert "sigle: PEE" in runner.text(f"{BRANCH}-2")
    assert f"pr create --head {BRANCH}-2" in runner.asked()


def test_a_forks_proposal_of_the_same_name_is_nobody(runner: Runner) -> None:
    runner.state("OPEN", fork=True)
    answer = runner.play(body("actors", ACTOR))
    assert "pr create" in runner.asked()
    assert "ailleurs" not in answer


def test_a_reviewer_who_pushes_meanwhile_is_not_lost(runner: Runner) -> None:
    """The remote refuses the first push, as it does when the branch moved; the second one goes on top."""
    runner.play(body("actors", ACTOR))
    hook = runner.remote / "hooks" / "update"
    hook.write_text(
        f"#!/bin/sh\n[ -e {runner.notes}/vu ] && exit 0\ntouch {runner.notes}/vu\nexit 1\n", "utf-8"
    )
    hook.chmod(0o755)
    runner.play(body("actors", ACTOR | {"Sigle": "PEE"}))
    assert "sigle: PEE" in runner.text()


def test_a_wrong_form_gets_an_answer_and_no_branch(runner: Runner) -> None:
    answer = runner.play(body("actors", ACTOR | {"Téléphone": "06 12 34 56 78"}))
    assert "Téléphone : " in answer.replace("\u00a0", " ")
    assert runner.git("branch", "--list").split() == ["*", "main"]
    assert not (runner.notes / "gh.txt").is_file() or "pr create" not in runner.asked()


def test_an_answer_fits_a_comment_whatever_the_form_holds(runner: Runner) -> None:
    answer = runner.play(body("actors", ACTOR | {"Missions": "x, " * 22_000}))
    assert 50_000 < len(answer) < 65_536
    assert answer.count("```") == 2
    assert "Corrigez d’abord ce qui est dit ci-dessus" in answer.rstrip().rpartition("\n")[2]


@pytest.mark.parametrize("text", HOSTILE[:3])
def test_a_hostile_form_runs_nothing_and_touches_nothing_else(runner: Runner, text: str) -> None:
    mark = Path("/tmp/pwned")
    mark.unlink(missing_ok=True)
    runner.play(body("actors", ACTOR | {"Nom": text, "Présentation": text}))
    assert not mark.exists()
    changed = runner.git("log", "--all", "--not", "main", "--name-only", "--format=").split()
    assert all(path.startswith("data/actors/") and path.endswith(".yml") for path in changed)
    assert not [line for line in runner.asked().splitlines() if "pr create" in line and "{{" in line]


def test_nothing_of_the_issue_stands_in_a_command() -> None:
    for step in JOB["steps"]:
        assert "${{" not in step.get("run", ""), step["name"]
    assert WORKFLOW["permissions"] == {}
    assert WORKFLOW["concurrency"]["cancel-in-progress"] == "false"
    assert JOB["if"] == "contains(github.event.issue.labels.*.name, 'fiche')"
    assert "--force" not in (ROOT / ".github" / "fiche.py").read_text("utf-8")
