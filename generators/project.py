"""Where a project's folders are, and the day that the environment fixes."""

from __future__ import annotations

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
    *("node_modules", ".git", ".github", ".githooks", ".venv", ".peers"),
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
        """The browser libraries, installed as package-lock.json names them."""
        return self.root / "node_modules"


def today_from(environ: Mapping[str, str]) -> date | None:
    """The day that SOURCE_DATE_EPOCH fixes (seconds since 1970, UTC), or None when it is not set."""
    value = environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(value), UTC).date() if value.isdigit() else None
