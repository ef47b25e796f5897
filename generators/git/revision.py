"""Which commit the records are of, as they stood at another, and as they stand, each laid out apart."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from generators.git.ask import said
from generators.project import Project


def commit_of(project: Project) -> str | None:
    """The commit whose records these are; None without git, outside a repository, or after a change.

    A folder that differs from its commit has no name: to say the commit's would be false.
    """
    head = said(project.data, "rev-parse", "--verify", "HEAD")
    changed = said(project.data, "status", "--porcelain", "--", ".", str(project.newsletter.resolve()))
    return head.strip() if head and changed == "" else None


def is_cut_short(project: Project) -> bool:
    """Whether the records are of a clone that has only the last commits (git-clone(1), --depth)."""
    return head_of(project).startswith("true")


def unkept(project: Project, below: str) -> tuple[str, ...]:
    """The files below a folder of the records that no commit has as they are, nor the next one will: changed,
    and not staged."""
    changed = said(project.data, "diff", "--name-only", "--no-ext-diff", "--relative", "--", below) or ""
    return tuple(changed.splitlines())


def head_of(project: Project) -> str:
    """The commit from which the history is told, and whether the clone is cut short; "" without git."""
    return said(project.data, "rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix") or ""


def at_base(project: Project, revision: str, folder: Path) -> Project | None:
    """The records as they stood where the work in hand left `revision`, laid out in `folder`.

    None when git does not know the revision. What was published on its side since is no change of ours.
    A link that git keeps comes out as one that leads nowhere (`copied`).
    """
    root = project.root
    there = said(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if there is None:
        return None
    base = said(root, "merge-base", there.strip(), "HEAD") or there
    archive = folder / "base.zip"  # makes files only, none outside; tar's filter came with Python 3.11.4
    if said(root, "archive", f"--output={archive}", base.strip(), "--", "data", "newsletter") is None:
        return None
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            made = Path(packed.extract(entry, folder))
            if stat.S_ISLNK(entry.external_attr >> 16):
                _lead_nowhere(made)
    return replace(project, data=folder / "data", newsletter=folder / "newsletter")


def copied(project: Project, folder: Path) -> Project:
    """The same records in a folder that no git knows.

    A proposal may hold links, to any file of the machine: none is followed. Each is copied as a link that
    leads nowhere, so that `maillage check` still tells it. Pipes, sockets and devices are left out.
    """
    for name, source in (("data", project.data), ("newsletter", project.newsletter)):
        _copy(source, folder / name)
    return replace(project, data=folder / "data", newsletter=folder / "newsletter")


def _copy(source: Path, target: Path) -> None:
    """A file, a folder with all below it, or a link; nothing of what is not there or is none of them."""
    waiting = [(source, target)]
    while waiting:
        here, there = waiting.pop()
        mode = here.lstat().st_mode if os.path.lexists(here) else 0
        if stat.S_ISLNK(mode):
            _lead_nowhere(there)
        elif stat.S_ISREG(mode):
            shutil.copyfile(here, there, follow_symlinks=False)
        elif stat.S_ISDIR(mode):
            there.mkdir()
            waiting += [(each, there / each.name) for each in here.iterdir()]


def _lead_nowhere(link: Path) -> None:
    """A link to what is not there, in place of whatever stands there; nothing where links can't be made."""
    link.unlink(missing_ok=True)
    with suppress(OSError):
        link.symlink_to(Path("lien") / "non" / "suivi")
