"""The weekly care, run here: its own shell, a real git remote; `gh` and `maillage` take notes and answer.

What `maillage links`, `report` and `geocode` do has tests of its own; here, what becomes of it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOW = yaml.load((ROOT / ".github" / "workflows" / "soigner.yml").read_text("utf-8"), yaml.BaseLoader)
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["soigner"]["steps"]
GH = """#!/bin/sh
echo "$@" >> "$NOTES/gh.txt"
case "$1 $2 $4" in
  "issue list liens") cat "$NOTES/ticket.txt" 2>/dev/null || true ;;
  "pr list open") cat "$NOTES/propositions.txt" 2>/dev/null || true ;;
esac
"""
MAILLAGE = """#!/bin/sh
case "$1" in
  links)
    cat .cache/liens.json 2>/dev/null > "$NOTES/retrouve.json" || true
    echo "$@" >> "$NOTES/links.txt"
    echo '{"vu": 1}' > .cache/liens.json
    if [ -f "$NOTES/coupure" ]; then exit 3; fi
    if [ -f "$NOTES/panne" ]; then echo 'Une page manque.'; exit 1; fi ;;
  report) echo 'À vérifier.' ;;
  geocode) if [ -f "$NOTES/position" ]; then echo 'latitude: 50.6' >> data/fiche.yml; fi ;;
esac
"""


@dataclass
class Runner:
    clone: Path
    remote: Path
    notes: Path
    outcomes: dict[str, str] = field(default_factory=dict)

    def play(self) -> str:
        """One weekly run on a fresh clone; what `gh` was asked."""
        shutil.rmtree(self.clone, ignore_errors=True)
        subprocess.run(["git", "clone", "--quiet", str(self.remote), str(self.clone)], check=True)
        for folder in (".github", ".ci"):
            shutil.copytree(ROOT / folder, self.clone / folder)
        outputs = self.notes / "outputs.txt"
        for file in (outputs, self.notes / "gh.txt"):
            file.write_text("", "utf-8")
        self.outcomes = {"installer": "success"}
        for step in STEPS:
            if "run" in step and step["name"] != "Installer":
                wanted = self._wanted(step.get("if", "success()"), outputs)
                done = self._run(step, outputs) if wanted else "skipped"
                self.outcomes[step.get("id", step["name"])] = done
        return (self.notes / "gh.txt").read_text("utf-8")

    def _wanted(self, condition: str, outputs: Path) -> bool:
        """What GitHub makes of a condition: all of its parts hold, and nothing failed unless it says so."""
        *parts, last = condition.split(" && ")
        failed = "failure" in self.outcomes.values()
        if last == "steps.liens.outputs.status == '1'":
            return not failed and "status=1" in outputs.read_text("utf-8")
        if last in ("success()", "failure()"):
            return failed == (last == "failure()")
        assert parts in (["always()"], ["!cancelled()"])
        found = re.fullmatch(r"steps\.(\w+)\.outcome == 'success'", last)
        assert found, condition
        return self.outcomes[found[1]] == "success"

    def _run(self, step: dict[str, Any], outputs: Path) -> str:
        own = {
            "RUNNER_TEMP": str(self.notes),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(self.notes / "resume.md"),
            "NOTES": str(self.notes),
            "GITHUB_RUN_ID": "7001",
            "PATH": f"{self.notes / 'bin'}:{os.environ['PATH']}",
            **{
                f"GIT_{who}_{what}": "x@x.example"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        environ = os.environ | own | step.get("env", {})
        done = subprocess.run(
            command, cwd=self.clone, env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode in (0, 3), (step["name"], done.stderr)
        return "failure" if done.returncode else "success"

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=self.remote, capture_output=True, text=True, check=True)
        return done.stdout


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    first, remote, notes = tmp_path / "premier", tmp_path / "remote.git", tmp_path / "notes"
    (first / "data").mkdir(parents=True)
    (first / "data" / "fiche.yml").write_text("nom: x\n", "utf-8")
    (notes / "bin").mkdir(parents=True)
    for name, script in (("gh", GH), ("maillage", MAILLAGE)):
        (notes / "bin" / name).write_text(script, "utf-8")
        (notes / "bin" / name).chmod(0o755)
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(remote)], check=True)
    who = ["-c", "user.name=x", "-c", "user.email=x@x.example"]
    for words in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "--all"],
        [*who, "commit", "--quiet", "--message=x"],
        ["push", "--quiet", str(remote), "main"],
    ):
        subprocess.run(["git", *words], cwd=first, check=True)
    return Runner(tmp_path / "clone", remote, notes)


def test_what_was_seen_is_found_again_the_next_week(runner: Runner) -> None:
    runner.play()
    assert (runner.notes / "retrouve.json").read_text("utf-8") == ""
    runner.play()
    assert (runner.notes / "retrouve.json").read_text("utf-8") == '{"vu": 1}\n'
    assert runner.git("rev-list", "--count", "soins").strip() == "1"
    assert runner.git("ls-tree", "--name-only", "soins").split() == ["liens.json"]


def test_what_was_seen_is_kept_whatever_became_of_the_run(runner: Runner) -> None:
    (runner.notes / "coupure").touch()
    asked = runner.play()
    assert runner.outcomes["liens"] == "failure"
    assert runner.git("show", "soins:liens.json") == '{"vu": 1}\n'
    assert "Des adresses" not in asked
    assert "issue create --title Des fiches sont à vérifier" in asked  # the other tasks are done all the same


def test_the_addresses_stop_by_themselves_before_the_job_is_stopped(runner: Runner) -> None:
    runner.play()
    told = re.search(r"--duree (\d+)", (runner.notes / "links.txt").read_text("utf-8"))
    (step,) = [step for step in STEPS if step.get("id") == "liens"]
    assert told
    assert int(told[1]) < int(step["timeout-minutes"]) < int(WORKFLOW["jobs"]["soigner"]["timeout-minutes"])


def test_a_quiet_week_says_only_what_is_to_verify(runner: Runner) -> None:
    asked = runner.play()
    assert "issue create --title Des fiches sont à vérifier --label à vérifier" in asked
    assert "Des adresses" not in asked
    assert "pr create" not in asked


def test_a_broken_address_becomes_one_ticket(runner: Runner) -> None:
    (runner.notes / "panne").touch()
    assert "issue create --title Des adresses ne répondent plus --label liens" in runner.play()
    assert (runner.notes / "liens.md").read_text("utf-8") == "Une page manque.\n"
    (runner.notes / "ticket.txt").write_text("31\n", "utf-8")
    asked = runner.play()
    assert "issue edit 31 --body-file" in asked
    assert "Des adresses ne répondent plus" not in asked


def test_positions_are_proposed_and_never_pushed_to_main(runner: Runner) -> None:
    (runner.notes / "position").touch()
    before = runner.git("rev-parse", "main")
    assert "pr create --head soins-positions-7001-1" in runner.play()
    assert runner.git("rev-parse", "main") == before
    assert runner.git("diff", "--name-only", "main", "soins-positions-7001-1").split() == ["data/fiche.yml"]


@pytest.mark.parametrize("other", ["soins-positions-6000-1", "ailleurs\nsoins-positions-6000-1\nfin"])
def test_a_proposal_that_waits_for_its_reviewer_is_left_alone(runner: Runner, other: str) -> None:
    (runner.notes / "position").touch()
    (runner.notes / "propositions.txt").write_text(f"{other}\n", "utf-8")
    asked = runner.play()
    assert "pr create" not in asked
    assert runner.git("branch", "--list").split() == ["*", "main", "soins"]


def test_what_reads_the_web_has_no_token() -> None:
    assert "env" not in WORKFLOW["jobs"]["soigner"]
    for step in STEPS:
        holds = "GH_TOKEN" in step.get("env", {})
        assert not (holds and re.search("maillage (links|geocode|report)|pip", step["run"])), step["name"]
