"""The workflow of the inbox, run here: its own shell, a real git remote, a `gh` that takes notes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOW = yaml.load((ROOT / ".github" / "workflows" / "importer.yml").read_text("utf-8"), yaml.BaseLoader)
STEPS: dict[str, dict[str, Any]] = {
    step["name"]: step for step in WORKFLOW["jobs"]["importer"]["steps"] if "name" in step
}
GH = '#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done >> "$NOTES/gh.txt"\n'
MAILLAGE = """#!/bin/sh
echo "## Import de « partenaires »"
if [ -f "$NOTES/refus" ]; then exit 1; fi
rm data/imports/inbox/partenaires-2026-11.csv
echo "nom: La Source" > data/la-source.yml
exit 1
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    clone, remote, notes = tmp_path / "clone", tmp_path / "remote.git", tmp_path / "notes"
    (clone / "data" / "imports" / "inbox").mkdir(parents=True)
    (clone / "data" / "imports" / "inbox" / "partenaires-2026-11.csv").write_text("Nom\n", "utf-8")
    (clone / ".github").mkdir()
    (clone / ".github" / "proposer.sh").write_bytes((ROOT / ".github" / "proposer.sh").read_bytes())
    (notes / "bin").mkdir(parents=True)
    for name, script in (("gh", GH), ("maillage", MAILLAGE)):
        (notes / "bin" / name).write_text(script, "utf-8")
        (notes / "bin" / name).chmod(0o755)
    who = ["-c", "user.name=x", "-c", "user.email=x@x.example"]
    for words in (
        ["init", "--quiet", "--bare", "--initial-branch=main", str(remote)],
        ["init", "--quiet", "--initial-branch=main"],
        ["remote", "add", "origin", str(remote)],
        ["add", "--all"],
        [*who, "commit", "--quiet", "--message=x"],
        ["push", "--quiet", "origin", "main"],
    ):
        subprocess.run(["git", *words], cwd=clone, check=True)
    return notes


def play(notes: Path, status: int = 0) -> str:
    """The steps that are ours, the last of which ends with this status; what `gh` was asked."""
    done = subprocess.CompletedProcess[str]("", 0)
    for name in ("Importer ce qui attend", "Proposer les fiches"):
        step = STEPS[name]
        own = {
            "RUNNER_TEMP": str(notes),
            "GITHUB_STEP_SUMMARY": str(notes / "resume.md"),
            "GITHUB_RUN_ID": "7001",
            "NOTES": str(notes),
            "PATH": f"{notes / 'bin'}:{os.environ['PATH']}",
        }
        assert done.returncode == 0, done.stderr
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=notes.parent / "clone",
            env=os.environ | step.get("env", {}) | own | {"PREFIX": "import-0123"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == status, done.stderr
    asked = notes / "gh.txt"
    return asked.read_text("utf-8") if asked.exists() else ""


def changed(notes: Path, branch: str) -> list[str]:
    words = ["git", "diff", "--name-status", "main", branch]
    done = subprocess.run(words, cwd=notes.parent / "remote.git", capture_output=True, text=True, check=True)
    return sorted(done.stdout.split("\n")[:-1])


def test_a_dropped_file_becomes_a_proposal_with_its_story(notes: Path) -> None:
    asked = play(notes)
    assert "pr\ncreate\n--head\nimport-0123-7001-1\n--title\nFiches importées\n--body\n## Import de" in asked
    assert changed(notes, "import-0123-7001-1") == [
        "A\tdata/la-source.yml",
        "D\tdata/imports/inbox/partenaires-2026-11.csv",
    ]
    assert "## Import de" in (notes / "resume.md").read_text("utf-8")


def test_a_file_that_is_refused_is_told_and_proposes_nothing(notes: Path) -> None:
    (notes / "refus").touch()
    assert play(notes, 1) == ""
    assert "## Import de" in (notes / "resume.md").read_text("utf-8")


def test_it_starts_for_what_is_dropped_and_holds_no_token_while_it_reads() -> None:
    assert WORKFLOW["on"] == {"push": {"paths": ["data/imports/inbox/**", "!data/imports/inbox/README.md"]}}
    assert "env" not in WORKFLOW["jobs"]["importer"] and "env" not in STEPS["Importer ce qui attend"]
