"""What the guide tells to type: whole commands are run in a project; the others exist, with their options."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from generators.cli import COMMANDS, main
from generators.cli.common import module_of
from tests.guide.pages import FIRST, GUIDE, ROOT, lines, named, sections, text

#: 22 November 2026.
DAY = "1795305600"
#: What no test types, and why.
LEFT = {
    "git clone https://github.com/mon-association/mon-reseau.git": "the address is invented",
    "cd mon-reseau": "its folder",
    "maillage serve": "it goes on until it is stopped",
    "git clone --mirror https://github.com/mon-association/reseau.git && cd reseau.git": "the same address",
}
#: Commands that need a person or a key, which they say.
WANTING = {
    "maillage new actor": "pose des questions",
    "maillage new event": "pose des questions",
    "maillage new resource": "pose des questions",
    "maillage new news": "pose des questions",
    "maillage newsletter send-test 2026-t4 --to nom@exemple.fr": "SMTP_HOST",
    "maillage newsletter push 2026-t4 --service brevo": "BREVO_API_KEY",
}
TABLE = (
    "Nom,Type de structure,Catégorie,Ce qu’elle fait,Département\n"
    "Maison de l’exemple,association,coordination,Elle coordonne les équipes du Nord.,59\n"
)
MAIL = (
    "From nobody Mon Nov 16 09:00:00 2026\nFrom: contact@exemple.fr\nTo: reseau@exemple.fr\n"
    "Subject: Re: Votre fiche\nMessage-ID: <1@exemple.fr>\nDate: Mon, 16 Nov 2026 09:00:00 +0100\n\n"
    "Tout est exact.\n"
)
STUB = (
    "nom: {}\ntype: association\ncategorie: coordination\nresume: Une structure.\n"
    "sources:\n  - document: Un\n    date: 2026\n"
)


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project under git, with a place to push to, and the guide's own examples in it."""
    root = tmp_path_factory.mktemp("guide") / "projet"
    root.mkdir()
    for name in ("data", "newsletter", "docs"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("mkdocs.yml", "site", "node_modules"):
        (root / name).symlink_to(ROOT / name)
    for name in ("CONTRIBUTING.md", "SECURITY.md", ".gitignore"):
        shutil.copy(ROOT / name, root)
    for page in ("docs/guide/exemples.md", "docs/guide/lettre.md"):
        for block in re.findall(r"```yaml\n(.*?)```", text(page), re.S):
            path = re.search(r"^# ((?:data|newsletter)/\S+)", block, re.M)
            assert path
            (root / path[1]).write_text(block, "utf-8")
    for name in ("association-exemple", "maison-des-adolescents-exemple"):
        (root / "data/actors" / f"{name}.yml").write_text(STUB.format(name), "utf-8")
    identity = root / "data/reseau.yml"
    known = identity.read_text("utf-8")
    identity.write_text(
        known.replace("\n  adresse_postale:", "\n  courriel: reseau@exemple.fr\n  adresse_postale:")
    )
    (root / "partenaires.xlsx").write_text(TABLE, "utf-8")
    (root / "boite.mbox").write_text(MAIL, "utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "user.name", "Essai")
    git(root, "config", "user.email", "essai@exemple.fr")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Départ")
    git(root, "init", "--quiet", "--bare", "../origin.git")
    git(root, "remote", "add", "origin", "../origin.git")
    return root


@pytest.fixture
def here(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The project as it was committed."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.setenv("BROWSER", "true")
    for name in ("SMTP_HOST", "BREVO_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    yield project
    git(project, "switch", "--quiet", "main")
    git(project, "checkout", "--quiet", ".")
    git(project, "clean", "--quiet", "-fd")


def typed(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    try:
        status = main(words)
    except SystemExit as stop:
        status = int(str(stop.code))
    told = capsys.readouterr()
    return status, told.out + told.err


TYPED = {
    f"{path} {title}": [*lines(part), *(one for one in named(part) if path == FIRST and one.count(" ") > 2)]
    for path in GUIDE
    for title, part in sections(text(path)).items()
}


@pytest.mark.parametrize("where", [where for where, commands in TYPED.items() if commands])
def test_what_is_told_is_typed(where: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in TYPED[where]:
        words = shlex.split(command)
        if command in LEFT or words[0] in ("printf", "make", "source"):
            continue
        if command == "maillage newsletter draft 2026-t4":
            (here / "newsletter/2026-t4.yml").unlink()
        if words[0] == "git":
            if words[1] not in ("filter-repo", "push") or words[2] == "-u":
                (here / "data/actors/nouvelle.yml").write_text(STUB.format("nouvelle"), "utf-8")
                git(here, *words[1:])
            continue
        assert words[0] == "maillage", command
        status, told = typed(words[1:], capsys)
        if command in WANTING:
            assert status == 2 and WANTING[command] in told, (command, told)
        else:
            assert status in ((0, 1) if words[1] == "import" else (0,)), (command, told)
        if words[1] == "geste":
            git(here, "checkout", "--quiet", ".")


@pytest.mark.parametrize("path", [*GUIDE, "README.md"])
def test_what_is_named_exists_with_its_options(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    makefile = text("Makefile")
    for command in (*named(text(path)), *lines(text(path))):
        program, *words = shlex.split(command, comments=True) or [""]
        if program == "make":
            goals = [word for word in words if "=" not in word]
            assert all(re.search(rf"^{goal}:", makefile, re.M) for goal in goals), command
        elif program == "source":
            assert words == [".venv/bin/activate"] and "VENV := .venv" in makefile
        elif program == "maillage":
            asked = known(words)
            status, told = typed([*asked, "--help"], capsys)
            assert status == 0, command
            options = [word.rstrip("…") for word in words if word.startswith("--")]
            assert [option for option in options if option not in told] == [], command


def known(words: list[str]) -> list[str]:
    """The command and its action, which must be ours."""
    if words[0] == "--help":
        return []
    assert words[0] in COMMANDS, words
    module = import_module(f"generators.cli.{module_of(words[0])}")
    actions = getattr(module, "ACTIONS", {})
    if not actions or len(words) == 1:
        return words[:1]
    assert words[1] in actions, words
    return words[:2]


def test_every_file_that_is_named_is_there() -> None:
    """But those that one makes: the examples', a table's, what the commands keep."""
    paths = (
        (page, path)
        for page in GUIDE
        for path in re.findall(r"`((?:data|docs|newsletter|site|\.github|\.ci)/[^`\s…*]*)`", text(page))
    )
    missing = [(page, path) for page, path in paths if not (ROOT / path).exists()]
    made = ("exemple", "partenaires", "2026-t4", "lettres.yml")
    assert [one for one in missing if not any(name in one[1] for name in made)] == []


def test_what_one_wants_to_do_is_told_on_one_screen() -> None:
    told = sections(text(FIRST))
    wanted = re.findall(r"^\d+\. \[(.+?)\]", told["Je veux…"], re.M)
    titles = [one[0].upper() + one[1:] for one in wanted]
    assert len(wanted) == 12 and titles == [title for title in told if title in titles]
    assert {
        title: len(told[title].splitlines()) for title in titles if len(told[title].splitlines()) > 30
    } == {}
    for title in titles:
        assert "**Ce que cela donne**" in told[title], title
