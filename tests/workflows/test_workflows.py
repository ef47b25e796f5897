"""The workflows of GitHub and GitLab: their form, what they may do, and what their own shell does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.care.proposal import MARQUE

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def read(name: str) -> Any:
    """A workflow, with its first key as it is written: YAML 1.1 takes « on » for a yes."""
    return yaml.load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"), yaml.BaseLoader)


def test_actionlint_finds_nothing() -> None:
    run(str(BIN / "actionlint"), *map(str, WORKFLOWS))


def test_zizmor_finds_nothing() -> None:
    run(str(BIN / "zizmor"), "--offline", "--quiet", str(ROOT / ".github"))


def test_the_published_schemas_accept_them() -> None:
    check = (sys.executable, "-m", "check_jsonschema")
    run(*check, "--builtin-schema", "vendor.github-workflows", *map(str, WORKFLOWS))
    run(*check, "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", ".gitlab-ci.yml")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_little_may_be_done_and_every_action_is_a_commit(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = read(path.name)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    assert "secrets." not in text
    for used in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"]
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] == "false"


def test_what_is_offered_from_a_fork_writes_nothing() -> None:
    jobs = read("verifier.yml")["jobs"]
    writers = [name for name, job in jobs.items() if "write" in job["permissions"].values()]
    assert writers == ["commentaire"]
    assert "head.repo.full_name == github.repository" in jobs["commentaire"]["if"]
    assert not any("checkout" in step.get("uses", "") for step in jobs["commentaire"]["steps"])


def test_both_commands_run_where_there_is_no_node() -> None:
    github = read("verifier.yml")["jobs"]["tests"]
    gitlab = yaml.load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"), yaml.BaseLoader)["tests"]
    for image, lines in (
        (github["container"], [step["run"] for step in github["steps"] if "run" in step]),
        (gitlab["image"], gitlab["script"]),
    ):
        assert re.fullmatch(r"python:3\.\d+-slim-[a-z]+", image)
        assert lines[-2:] == ["make site", "make test"]
        assert not any(re.search(r"chromium|node|npm", line) for line in lines)


GH = """#!/bin/sh
# Answers as GitHub does: with the comments that --jq kept, one id a line.
echo "$@" >> "$JOURNAL"
case "$*" in *--paginate*) printf '%b' "$FOUND" ;; esac
"""


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("", "--method POST repos/pare/maillage/issues/7/comments"),
        ("42\\n43\\n", "--method PATCH repos/pare/maillage/issues/comments/42"),
    ],
)
def test_one_comment_is_written_and_then_brought_up_to_date(
    tmp_path: Path, found: str, expected: str
) -> None:
    step = read("verifier.yml")["jobs"]["commentaire"]["steps"][-1]
    assert MARQUE in step["run"]
    fake = tmp_path / "bin" / "gh"
    fake.parent.mkdir()
    fake.write_text(GH, encoding="utf-8")
    fake.chmod(0o755)
    journal = tmp_path / "journal"
    environ = {
        "PATH": f"{fake.parent}:{os.environ['PATH']}",
        "JOURNAL": str(journal),
        "FOUND": found,
        "REPO": "pare/maillage",
        "NUMBER": "7",
    }
    subprocess.run(["bash", "-e", "-c", step["run"]], env=environ, cwd=tmp_path, check=True)
    asked, written = journal.read_text(encoding="utf-8").splitlines()[0], journal.read_text(encoding="utf-8")
    assert asked.startswith("api --paginate repos/pare/maillage/issues/7/comments")
    assert written.splitlines()[-1] == f"api --silent {expected} --field body=@recit.md"


def test_a_deployment_follows_a_whole_build_and_is_then_seen() -> None:
    jobs = read("publier.yml")["jobs"]
    assert jobs["deployer"]["needs"] == "construire"
    assert jobs["sonder"]["needs"] == "deployer"
    assert read("publier.yml")["concurrency"]["cancel-in-progress"] == "false"
