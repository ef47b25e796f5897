"""Where no site may be published is refused in French before anything is built; nothing there is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generators import cli
from generators.cli import build, main
from tests.disk.test_switch import MOUNTED, MOUNTS, ROOT, command

FOLDERS = ("data", "newsletter", "generators", "site", ".git", "autre")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of empty folders, in which any build would be a fault."""
    root = tmp_path / "maison" / "projet"
    for name in FOLDERS:
        (root / name).mkdir(parents=True)
    for name in ("mkdocs.yml", "README.md", "data/reseau.yml"):
        (root / name).write_text("à garder", encoding="utf-8")
    (root / "autre" / "these.doc").write_text("à garder", encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("HOME", str(tmp_path / "chez-moi"))
    (tmp_path / "chez-moi").mkdir()

    def never(*_: object) -> object:
        raise AssertionError("a build began")

    monkeypatch.setattr(build, "_built", never)
    return root


def tree(folder: Path) -> dict[str, str | None]:
    return {
        str(path.relative_to(folder)): path.read_text("utf-8") if path.is_file() else None
        for path in folder.rglob("*")
    }


def link(path: str, target: str) -> Callable[[Path], None]:
    return lambda root: (root / path).symlink_to(root / target)


def nothing(root: Path) -> None:
    """Nothing is laid before."""


REFUSED = [
    ("README.md", nothing, "est un fichier"),
    ("README.md/x", nothing, "est un fichier"),
    ("README.md/x/y/z", nothing, "est un fichier"),
    ("public", lambda root: os.mkfifo(root / "public"), "est un fichier"),
    (".", nothing, "dossier à garder"),
    ("", nothing, "dossier à garder"),
    ("..", nothing, "dossier à garder"),
    ("../..", nothing, "dossier à garder"),
    ("/", nothing, "dossier à garder"),
    ("{home}", nothing, "dossier à garder"),
    ("{home}/..", nothing, "dossier à garder"),
    ("{tmp}", nothing, "dossier à garder"),
    ("data", nothing, "est dans"),
    ("data/", nothing, "est dans"),
    ("data/public", nothing, "est dans"),
    ("public/../data/x", nothing, "est dans"),
    ("./autre/../data", nothing, "est dans"),
    ("../projet/newsletter", nothing, "est dans"),
    ("{root}/generators/x", nothing, "est dans"),
    ("site/pages", nothing, "est dans"),
    (".git", nothing, "est dans"),
    (".git/x", nothing, "est dans"),
    ("autre", nothing, "autre chose qu’un site"),
    ("public", link("public", "autre"), "est un lien"),
    ("public", link("public", "data"), "est un lien"),
    ("public", link("public", "README.md"), "est un lien"),
    ("public", link("public", "nulle-part"), "est un lien"),
    ("ici/x", link("ici", "data"), "est dans"),
    ("ici/..", link("ici", "data/x"), "est dans"),
    ("ici/data", link("ici", "."), "est dans"),
    ("ici/x", link("ici", "README.md"), "est un fichier"),
    ("boucle/x", link("boucle", "boucle"), "choisi"),
]


@pytest.mark.parametrize(
    ("out", "lay", "why"), REFUSED, ids=[f"{n} {o}" for n, (o, _, _) in enumerate(REFUSED)]
)
def test_refused_before_anything_is_built(
    project: Path, capsys: pytest.CaptureFixture[str], out: str, lay: Callable[[Path], None], why: str
) -> None:
    if lay is not nothing:
        lay(project)
    before = tree(project.parent)
    home, tmp = os.environ["HOME"], tempfile.gettempdir()
    assert main(["build", "--out", out.format(root=project, home=home, tmp=tmp)]) == cli.USAGE
    said = capsys.readouterr().err
    assert said.startswith("maillage : ") and why in said and "Traceback" not in said
    assert tree(project.parent) == before


def test_a_project_is_known_under_another_name(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records that stand elsewhere are kept as ours are."""
    elsewhere = project.parent / "passerelle"
    shutil.copytree(project / "data", elsewhere / "data")
    for out in ("", "data", "data/public"):
        assert main(["build", "--data", str(elsewhere / "data"), "--out", str(elsewhere / out)]) == cli.USAGE
    assert "dossier à garder" in capsys.readouterr().err


def test_a_site_that_is_a_git_worktree_is_not_replaced(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "public").mkdir()
    for name in (".git", ".maillage"):
        (project / "public" / name).touch()
    assert main(["build"]) == cli.USAGE
    assert "dépôt git" in capsys.readouterr().err


@pytest.mark.skipif(not MOUNTS, reason="this system lets nobody mount a folder")
def test_a_folder_mounted_under_another_name_is_still_that_folder(project: Path, tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    build = "python -m generators.cli build --out".replace("python", command()[0])
    script = f"mount --bind {project} {tmp_path}/ailleurs; {build} {tmp_path}/ailleurs/data/x"
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*MOUNTED, script], cwd=project, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == cli.USAGE and "est dans" in done.stderr


#: Who runs the tests as root may write everywhere: a user of the process's own may not.
CLOSED = "import os; from generators.cli import build, main; {}; raise SystemExit(main())"


@pytest.mark.parametrize(("out", "closed"), [("clos/public", "clos"), ("clos/public", "clos/public")])
def test_a_folder_that_may_not_be_written_is_refused(project: Path, out: str, closed: str) -> None:
    (project / "clos" / "public").mkdir(parents=True)
    for path in (
        project.parent.parent,
        project.parent,
        project,
        project / "clos",
        project / "clos" / "public",
    ):
        path.chmod(0o777)
    (project / closed).chmod(0o555)
    script = CLOSED.format("os.setgid(65534); os.setuid(65534)" if os.geteuid() == 0 else "pass")
    arguments = [command()[0], "-c", script, "build", "--out", out]
    environ = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(arguments, cwd=project, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == cli.USAGE and f"on ne peut pas écrire dans {project / closed}" in done.stderr
