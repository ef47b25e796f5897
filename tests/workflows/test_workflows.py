"""The workflows of GitHub and GitLab: their form, what they may do, and what their own shell does."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
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


#: Texts that somebody else may write: none of them stands in a command, where it would be run.
OUTSIDE = re.compile(r"\$\{\{")
PIPE = re.compile(r"(?<!\|)\|(?!\|)")


def jobs_of(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from read(path.name)["jobs"].items()


def steps_of(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in jobs_of(path):
        for step in job["steps"]:
            yield f"{name} : {step.get('name') or step.get('uses') or step['run']}", step


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_little_may_be_done_and_every_action_is_a_commit(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = read(path.name)
    assert workflow["permissions"] == {}
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(workflow["on"])
    assert "secrets" not in text
    for used in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"(actions|github)/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used
    for name, job in jobs_of(path):
        assert job["timeout-minutes"], name
        assert isinstance(job["permissions"], dict), name
        assert "GH_TOKEN" not in job.get("env", {}) | workflow.get("env", {}), name
        for right in re.findall(r"^ +[a-z-]+: write(.*)$", text, flags=re.MULTILINE):
            assert right.startswith(" # "), f"{name}: why may it write?"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_text_from_outside_is_run_or_becomes_a_setting(path: Path) -> None:
    """An expression in `run:` is pasted before the shell reads it; GITHUB_ENV lasts for the steps after."""
    piped = read(path.name).get("defaults", {}).get("run", {}).get("shell") == "bash"
    for name, step in steps_of(path):
        run = step.get("run", "")
        assert not OUTSIDE.search(run), name
        assert not re.search(r"GITHUB_(ENV|PATH)|::(set-output|save-state|add-path|set-env)", run), name
        for line in run.splitlines():
            if "GITHUB_OUTPUT" in line:
                value = r"\$status|\$\((sha256sum .*|printf .* \| tr '\\n\\r' '  '\))"
                assert re.fullmatch(rf'\s*echo "\w+=({value})" >> "\$GITHUB_OUTPUT"', line), line
        assert piped or not PIPE.search(run.replace(": |", "")), f"{name}: a pipe hides what fails before it"
        assert "shell" not in step, name


@pytest.mark.parametrize(
    "chosen",
    [
        "https://reseau.fr/r%C3%A9seau/~a/",
        "https://réseau.fr/mon annuaire/?lieu=59#a",
        "https://reseau.fr\nautre=valeur\r\nurl=https://ailleurs.fr/",
        "https://équipe:s3cret@reseau.fr/",
        "",
    ],
)
def test_the_address_is_judged_as_it_was_chosen(tmp_path: Path, chosen: str) -> None:
    """Without some of its signs it would be another one, for ever on paper; and it sets nothing more."""
    steps = dict(steps_of(ROOT / ".github" / "workflows" / "publier.yml"))
    (script,) = (step["run"] for step in steps.values() if step.get("id") == "adresse")
    (tmp_path / "gh").write_text("#!/bin/sh\necho https://pages.example/reseau/\n")
    (tmp_path / "gh").chmod(0o755)
    environ = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_OUTPUT": str(tmp_path / "out")}
    environ |= {"CHOISIE": chosen, "GITHUB_REPOSITORY": "a/b"}
    subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], env=environ, check=True)
    given = chosen.replace("\n", " ").replace("\r", " ") or "https://pages.example/reseau/"
    assert (tmp_path / "out").read_text("utf-8") == f"url={given}\n"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_checkout_leaves_no_token_and_takes_no_foreign_head(path: Path) -> None:
    for name, step in steps_of(path):
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] == "false", name
            assert "head" not in step["with"].get("ref", ""), name
        if step.get("uses", "").startswith("actions/cache"):
            assert "pull_request" not in read(path.name)["on"], f"{name}: a proposal may fill it"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_the_token_goes_to_steps_that_run_nobody_elses_code(path: Path) -> None:
    """What installs, builds or reads the web is one step; what holds the token is another."""
    for name, step in steps_of(path):
        if "GH_TOKEN" in step.get("env", {}):
            assert not re.search(r"\b(pip|npm|make|curl|maillage) [a-z$-]", step["run"]), name


def test_packages_come_built_and_checked() -> None:
    """A wheel runs nothing when it is installed; npm is told to run nothing (.npmrc)."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    written = [makefile, *(path.read_text("utf-8") for path in WORKFLOWS)]
    found = re.findall(r"pip install (.*)", "\n".join(written))
    assert len(found) > 5
    for line in found:
        assert (
            "--editable ." in line
            or ("--require-hashes" in line and "$(WHEELS)" in line)
            or ("--require-hashes" in line and "--only-binary :all:" in line)
        ), line
    assert re.search(r"^WHEELS := --only-binary :all:", makefile, flags=re.MULTILINE)
    assert "ignore-scripts=true" in (ROOT / ".npmrc").read_text("utf-8").splitlines()


def test_nothing_is_forced_but_the_state_that_nobody_reviews() -> None:
    files = [*WORKFLOWS, *sorted((ROOT / ".github").glob("*.sh")), *sorted((ROOT / ".github").glob("*.py"))]
    forced = [
        line.strip()
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"push.*(--force|-f\b|\+refs|\s\+\w)", line)
    ]
    assert len(forced) == 1 and forced[0].endswith(':refs/heads/soins"')


def test_what_signs_builds_nothing() -> None:
    jobs = read("publier.yml")["jobs"]
    assert jobs["construire"]["permissions"] == {"contents": "read", "pages": "read"}
    assert jobs["attester"]["permissions"] == {"id-token": "write", "attestations": "write"}
    assert [step["uses"].partition("@")[0] for step in jobs["attester"]["steps"]] == [
        "actions/attest-build-provenance"
    ]
    assert "${{ needs.construire.outputs.empreintes }}" in str(jobs["attester"]["steps"])


def test_the_prints_of_a_site_hold_its_files_and_their_own_name(tmp_path: Path) -> None:
    step = next(s for n, s in steps_of(ROOT / "publier.yml") if s.get("id") == "empreintes")
    site = tmp_path / "public"
    for name in ("index.html", ".well-known/security.txt", "à voir/x y.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    environ = os.environ | {"RUNNER_TEMP": str(tmp_path), "GITHUB_OUTPUT": str(tmp_path / "sortie")}
    for _ in range(2):
        subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], cwd=tmp_path, env=environ, check=True)
    told = subprocess.run(
        ["sha256sum", "--check", "empreintes.txt"], cwd=site, capture_output=True, text=True
    )
    assert told.returncode == 0 and told.stdout.count("\n") == 3
    print_ = hashlib.sha256((site / "empreintes.txt").read_bytes()).hexdigest()
    assert (tmp_path / "sortie").read_text("utf-8") == f"sha256={print_}\n" * 2


def test_dependabot_asks_for_what_it_can_write() -> None:
    path = ROOT / ".github" / "dependabot.yml"
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.dependabot", str(path))
    told = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["updates"]
    assert [each["package-ecosystem"] for each in told] == ["github-actions", "npm"]
    assert all(each["cooldown"]["default-days"] == "7" and each["groups"] for each in told)
    assert read("actualiser.yml")["jobs"]["calculer"]["permissions"] == {"contents": "read"}


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
        (github["container"], [step["run"] for step in github["steps"] if "run" in step][:-1]),
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


#: Every job that runs the software, by what it calls.
RUNNING = [
    (path.name, name)
    for path in WORKFLOWS
    for name, job in read(path.name)["jobs"].items()
    if any(
        re.search(r"\bmaillage [a-z]|\bmake (site|test|images)", step.get("run", "")) for step in job["steps"]
    )
]


@pytest.mark.parametrize(("name", "job"), RUNNING)
def test_a_job_that_fails_shows_the_report_of_our_own_fault(name: str, job: str) -> None:
    last = read(name)["jobs"][job]["steps"][-1]
    assert (last["if"], last["run"]) == ("failure()", "sh .ci/faute.sh")


def test_the_report_is_shown_and_nothing_is_said_without_one(tmp_path: Path) -> None:
    command = ["sh", str(ROOT / ".ci" / "faute.sh")]
    environ = {"PATH": os.environ["PATH"], "GITHUB_ACTIONS": "true"}

    def said() -> str:
        done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=True)
        return done.stdout

    assert said() == ""
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "faute-0123abcd.txt").write_text("KeyError\n  generators/site.py:12", "utf-8")
    assert said().startswith("::error title=Faute du logiciel::")
    assert "generators/site.py:12" in said()


#: Each line of shell that asks for the status of the software.
ASKING = [
    (path.name, step["name"], step["run"])
    for path in WORKFLOWS
    for job in read(path.name)["jobs"].values()
    for step in job["steps"]
    if "status=$?" in step.get("run", "")
]


@pytest.mark.parametrize(("name", "step", "run"), ASKING, ids=[f"{name}-{step}" for name, step, _ in ASKING])
def test_a_fault_of_ours_is_never_told_as_problems(name: str, step: str, run: str, tmp_path: Path) -> None:
    """Status 3 fails the step, and nothing after it reads that there are problems."""
    (tmp_path / "bin").mkdir()
    for word in ("maillage", "git", "gh"):
        fake = tmp_path / "bin" / word
        fake.write_text("#!/bin/sh\nexit 3\n", "utf-8")
        fake.chmod(0o755)
    (tmp_path / "outputs").touch()
    environ = {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "outputs"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "BODY": "",
    }
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", run], cwd=tmp_path, env=environ, check=False)
    assert done.returncode == 3
    assert "status=" not in (tmp_path / "outputs").read_text("utf-8")


def test_gitlab_keeps_the_status() -> None:
    """The line that asks again for people keeps the status of the one that was for machines."""
    gitlab = yaml.load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    (line,) = (line for line in gitlab["verifier"]["script"] if "check" in line)
    for status in (0, 1, 3):
        shell = f"check() {{ return {status}; }}; {line.replace('.venv/bin/maillage check', 'check')}"
        done = subprocess.run(["bash", "-c", shell], cwd="/tmp", check=False)
        assert done.returncode == status
    assert gitlab["default"]["after_script"] == ["sh .ci/faute.sh"]
