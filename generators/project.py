"""Where a project's folders are, what git says of them, and the day that the environment fixes."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

from generators.disk import cache, regular
from generators.pictures.clean import cleaned
from generators.pictures.fault import BUDGET

#: The most bytes of an authored page.
MAX_PAGE = 32 * 1024
#: The most bytes of a file of the project that an authored page shows.
MAX_GUIDE = 512 * 1024
#: What people, git and npm fill.
_SOURCES = (
    *("data", "newsletter", "generators", "site", "tests", "docs", "benchmarks"),
    *("node_modules", ".git", ".github", ".githooks", ".venv"),
)


def is_page(name: str) -> bool:
    """A page among the files of data/pages/; README.md is for those who write them."""
    return name.endswith(".md") and not PurePosixPath(name).stem.isupper()


def _text(path: Path) -> str:
    """A page as it is written, its lines ended in one way."""
    content = regular.read(path, MAX_PAGE).decode("utf-8-sig", "replace")
    return content.replace("\r\n", "\n").replace("\r", "\n")


#: What is read of the kept positions: a hundred thousand of them.
MAX_KEPT = 32_000_000


@dataclass(frozen=True, slots=True)
class Project:
    """The folders that a build reads, and where it keeps what was costly to make."""

    root: Path
    data: Path
    newsletter: Path
    cache: cache.Cache = field(default=cache.NONE, compare=False)

    @classmethod
    def at(cls, root: Path) -> Project:
        return cls(root, root / "data", root / "newsletter")

    def with_data(self, data: Path) -> Project:
        """The same project for the records of another folder, and for the letters that stand beside it."""
        return replace(self, data=data, newsletter=data.parent / "newsletter")

    def sources(self) -> Iterator[Path]:
        """The folders that people, git and npm fill: nothing is published in them."""
        yield from (self.data, self.newsletter)
        for name in _SOURCES:
            yield self.root / name

    @property
    def reference(self) -> Path:
        """The geographic tables: those of the records' folder, or the project's own."""
        own = self.data / "reference"
        return own if own.is_dir() else self.root / "data" / "reference"

    def folders(self) -> Mapping[str, Path]:
        """The folders of the records, by the name that they have in the project."""
        return {"data": self.data, "newsletter": self.newsletter}

    def located(self) -> bytes:
        """The positions that were asked for, as they are kept; nothing where none are."""
        with suppress(OSError):
            return regular.read(self.data / "geocodage.json", MAX_KEPT)
        return b""

    def prose(self) -> Mapping[str, str]:
        """The network's own pages, in Markdown, by their path: data/pages/."""
        folder = self.data / "pages"
        return {name: _text(folder / name) for name in regular.below(folder) if is_page(name)}

    def letter_templates(self) -> Mapping[str, str]:
        """The templates of the letter, by file name."""
        folder = self.root / "newsletter" / "templates"
        found = (name for name in regular.below(folder, 0) if name.endswith(".j2"))
        return {name: regular.read(folder / name, MAX_PAGE).decode("utf-8") for name in found}

    def letter_images(self, named: Iterable[str]) -> dict[str, bytes]:
        """Those of newsletter/images/ that letters name, by their path in it, as they may be published."""
        folder = self.newsletter / "images"
        found = sorted({*named} & {*regular.below(folder)})
        made = {name: cleaned(name, regular.read(folder / name, BUDGET + 1)) for name in found}
        return {name: content for name, content in made.items() if isinstance(content, bytes)}

    def beginnings(self) -> Mapping[str, bytes]:
        """What another network starts from, by path."""
        folder = self.root / "site" / "network"
        return {name: (folder / name).read_bytes() for name in regular.below(folder)}

    @property
    def scripts(self) -> Path:
        return self.root / "site" / "scripts"

    @property
    def styles(self) -> Path:
        return self.root / "site" / "theme" / "assets" / "styles"

    @property
    def accessibility(self) -> Path:
        """The grid of the RGAA's criteria, which is the software's."""
        return self.root / "site" / "accessibilite.yml"

    @property
    def libraries(self) -> Path:
        """The browser libraries that npm installed."""
        return self.root / "node_modules"


def today_from(environ: Mapping[str, str]) -> date | None:
    """The day that SOURCE_DATE_EPOCH fixes (seconds since 1970, UTC), or None when it is not set."""
    value = environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(value), UTC).date() if value.isdigit() else None


def commit_of(project: Project) -> str | None:
    """The commit whose records these are; None without git, outside a repository, or after a change.

    A folder that differs from its commit has no name: to say the commit's would be false.
    """
    head = _git(project.data, "rev-parse", "--verify", "HEAD")
    changed = _git(project.data, "status", "--porcelain", "--", ".", str(project.newsletter.resolve()))
    return head.strip() if head and changed == "" else None


def at_base(project: Project, revision: str, folder: Path) -> Project | None:
    """The records as they stood where the work in hand left `revision`, laid out in `folder`.

    None when git does not know the revision. What was published on its side since is no change of ours.
    A link that git keeps comes out as one that leads nowhere (`copied`).
    """
    root = project.root
    there = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if there is None:
        return None
    base = _git(root, "merge-base", there.strip(), "HEAD") or there
    archive = folder / "base.zip"  # makes files only, none outside; tar's filter came with Python 3.11.4
    if _git(root, "archive", f"--output={archive}", base.strip(), "--", "data", "newsletter") is None:
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


def history_of(project: Project) -> str:
    """The days on which records came, changed and went, as `generators.network.when` reads them.

    "" without git, outside a repository, and in a clone cut short: its oldest commit seems to add every
    file, and half a history would make the site depend on where it is cut.
    """
    if (_git(project.data, "rev-parse", "--is-shallow-repository") or "true").strip() == "true":
        return ""
    log = ("log", "--format=@%cs", "--name-status", "--no-renames", "--diff-filter=AMD", "--", ".")
    return _git(project.data, *log) or ""


#: A line of a record that says how one reaches what it tells of.
_REACHED = r"^[ -]*(telephone|courriel|site_web|lien_mobilisation|adresse|commune|horaires_accueil) *:"


def contacts_of(project: Project) -> str:
    """As `history_of`, of the changes that touched how one reaches what a record tells of."""
    if (_git(project.data, "rev-parse", "--is-shallow-repository") or "true").strip() == "true":
        return ""
    log = ("log", "--format=@%cs", "--name-status", "--no-renames", "--diff-filter=M", f"-G{_REACHED}")
    return _git(project.data, *log, "--", ".") or ""


#: A line that says of a place that it is confidential.
_HIDDEN = r"confidentiel[a-z_]*[\"']?[ \t]*:[ \t]*[\"']?(true|oui|vrai|1)"


def gone_in_secret(project: Project) -> str:
    """The files that were removed while they said that a place is confidential; "" without git."""
    log = (
        "log",
        "--format=",
        "--name-status",
        "--no-renames",
        "--diff-filter=D",
        "-i",
        f"-G{_HIDDEN}",
        "--",
        ".",
    )
    return _git(project.data, *log) or ""


def _git(folder: Path, *arguments: str) -> str | None:
    """What git answers, or None when it is not there or refuses. A hook's own settings are set aside."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "--no-optional-locks", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 (no word of it comes from the data)
            command, env=environ, capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
