"""The workflow of the issue forms, run here: its own shell, a real git remote, a `gh` that takes notes.

Only GitHub itself is played: `gh` writes down what it is asked, and answers as its manual says.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.forms.test_issues import ACTOR, HOSTILE, body

ROOT = Path(__file__).parents[2]
WORKFLOW = yaml.load((ROOT / ".github" / "workflows" / "fiche.yml").read_text("utf-8"), yaml.BaseLoader)
JOB: dict[str, Any] = WORKFLOW["jobs"]["fiche"]
GH = """#!/bin/sh
echo "$@" >> "$NOTES/gh.txt"
case "$1 $2" in
  "pr list") cat "$NOTES/open.txt" 2>/dev/null || true ;;
  "pr create") echo https://github.com/pare/reseau/pull/8 ;;
  "issue comment") shift $(($# - 1)); cp "$1" "$NOTES/envoye.md" ;;
esac
"""


@dataclass
class Runner:
    """A machine of GitHub's: a clone of the project, its remote, and what `gh` was asked."""

    clone: Path
    remote: Path
    notes: Path

    def play(self, issue: str, number: str = "12") -> str:
        """Run the steps that the conditions let run, as the runner does; the answer to the issue."""
        outputs = self.notes / "outputs.txt"
        outputs.write_text("", "utf-8")
        for step in JOB["steps"]:
            if "run" not in step or step["name"] == "Installer":
                continue
            if "if" in step and "status=0" not in outputs.read_text("utf-8"):
                assert step["if"] == "steps.lire.outputs.status == '0'"
                continue
            self._run(step, issue, number, outputs)
        return (self.notes / "envoye.md").read_text("utf-8")

    def _run(self, step: dict[str, Any], issue: str, number: str, outputs: Path) -> None:
        told = {
            "${{ github.event.issue.body }}": issue,
            "${{ github.token }}": "x",
            "${{ github.event.issue.number }}": number,
        }
        given = {name: told[value] for name, value in (JOB["env"] | step.get("env", {})).items()}
        own = {"RUNNER_TEMP": str(self.notes), "GITHUB_OUTPUT": str(outputs), "NOTES": str(self.notes)}
        path = f"{self.notes / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
        environ = os.environ | own | given | {"PATH": path, "SOURCE_DATE_EPOCH": "1795305600"}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=self.clone, env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (step["name"], done.stderr)

    def asked(self) -> str:
        return (self.notes / "gh.txt").read_text("utf-8")

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=self.remote, capture_output=True, text=True, check=True)
        return done.stdout


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    clone, remote, notes = tmp_path / "clone", tmp_path / "remote.git", tmp_path / "notes"
    for part in ("data", "newsletter"):
        shutil.copytree(ROOT / part, clone / part)
    shutil.copy(ROOT / "mkdocs.yml", clone)
    (notes / "bin").mkdir(parents=True)
    (notes / "bin" / "gh").write_text(GH, "utf-8")
    (notes / "bin" / "gh").chmod(0o755)
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(remote)], check=True)
    who = ["-c", "user.name=Test", "-c", "user.email=test@exemple.fr"]
    for words in (
        ["init", "--quiet", "--initial-branch=main"],
        ["remote", "add", "origin", str(remote)],
        ["add", "--all"],
        [*who, "commit", "--quiet", "--message=Départ"],
        ["push", "--quiet", "origin", "main"],
    ):
        subprocess.run(["git", *words], cwd=clone, check=True)
    return Runner(clone, remote, notes)


def test_a_good_form_becomes_a_branch_a_file_and_a_proposal(runner: Runner) -> None:
    answer = runner.play(body("actors", ACTOR))
    assert runner.git("branch", "--list").split() == ["fiche/demande-12", "*", "main"]
    changed = runner.git("diff", "--name-status", "main", "fiche/demande-12").split()
    assert changed == ["A", "data/actors/point-ecoute-exemple.yml"]
    text = runner.git("show", "fiche/demande-12:data/actors/point-ecoute-exemple.yml")
    assert 'resume: "Une ligne d’écoute : pour les jeunes."' in text
    assert (
        "pr create --head fiche/demande-12 --title Fiche : data/actors/point-ecoute-exemple.yml"
        in runner.asked()
    )
    assert "Closes #12" in runner.asked()
    assert answer.endswith("Elle se relit ici : https://github.com/pare/reseau/pull/8\n")


def test_a_corrected_form_updates_its_branch_and_opens_nothing_twice(runner: Runner) -> None:
    runner.play(body("actors", ACTOR))
    subprocess.run(["git", "checkout", "--quiet", "main"], cwd=runner.clone, check=True)
    subprocess.run(["git", "branch", "--quiet", "-D", "fiche/demande-12"], cwd=runner.clone, check=True)
    (runner.notes / "open.txt").write_text("https://github.com/pare/reseau/pull/8\n", "utf-8")
    answer = runner.play(body("actors", ACTOR | {"Sigle": "PEE"}))
    assert "sigle: PEE" in runner.git("show", "fiche/demande-12:data/actors/point-ecoute-exemple.yml")
    assert runner.asked().count("pr create") == 1
    assert "pull/8" in answer


def test_a_wrong_form_gets_an_answer_and_no_branch(runner: Runner) -> None:
    answer = runner.play(body("actors", ACTOR | {"Téléphone": "06 12 34 56 78"}))
    assert "Téléphone : le 06 12 34 56 78 est un numéro de mobile" in answer.replace("\u00a0", " ")
    assert runner.git("branch", "--list").split() == ["*", "main"]
    assert "pr create" not in runner.asked()


@pytest.mark.parametrize("text", HOSTILE[:5])
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
    assert JOB["if"] == "contains(github.event.issue.labels.*.name, 'fiche')"
