"""A small network that changes, built again and again: with what was kept of it, and without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
import yaml

from benchmarks.reseau import write_network
from generators import filling, naming, pocket
from generators import software as whose
from generators.disk.cache import NONE, Cache
from generators.disk.seal import Seal
from generators.opening import open_sound
from generators.pages.frame import render, share
from generators.pages.frame import shell as marks
from generators.project import Project
from generators.publish import publishing

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generators"
SHELL = (
    f"<title>{marks.TITLE}</title>{marks.EDITION}{marks.HEAD}{marks.STRUCTURED}<main>{marks.BODY}</main>"
    f"<i>{marks.DESCRIPTION}{marks.SHARED_TITLE}{marks.PARTAGE}{marks.PAST_BOXES}</i>"
)


class Small:
    """A project in a folder, whose templates are its own."""

    def __init__(self, folder: Path, actors: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = folder / "projet"
        write_network(self.root, actors)
        self.records = sorted((self.root / "data").glob("*/*.yml"))
        self.shell, self.today = SHELL, date(2026, 11, 22)
        self.public, self.clean = folder / "public", folder / "clean"
        self.templates = folder / "generators" / "pages"
        copytree(PACKAGE / "pages", self.templates, ignore=ignore_patterns("*.py", "__pycache__"))
        monkeypatch.setattr(render, "TEMPLATES", self.templates)
        monkeypatch.setattr(whose, "PACKAGE", folder / "generators")
        scripts = {f"editions/code/scripts/{name}.js": b"" for name in pocket.OF_ACTORS}
        monkeypatch.setattr(
            filling.Work,
            "_code",
            lambda work: work.put({**scripts, share.POLICE: b""}, naming.draft),
        )
        monkeypatch.setattr(filling.Work, "_supplied", lambda work: filling.Made())
        monkeypatch.setattr(share, "files", lambda site, font: {})

    def built(self, *, cached: bool) -> Mapping[str, bytes]:
        """What is published; as it is from nothing, unless `cached`."""
        whose.software.cache_clear()
        cache = Cache(self.root / ".cache", Seal(b"k" * 32), whose.software()) if cached else NONE
        project = replace(Project.at(self.root), cache=cache)
        site, _ = open_sound(project, self.today, "https://reseau.example/")
        assert site is not None
        frame = filling.Frame(Shells(self.shell), "", {}, ())
        with publishing(self.public if cached else self.clean) as building:
            laid = building.begun()
            filling.lay(project, site, lambda _: frame, laid, 1)
            files = dict(laid)
            building.take(laid)
        return files

    def read(self, path: Path) -> dict[str, object]:
        found = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        assert isinstance(found, dict)
        return found

    def written(self, record: Mapping[str, object]) -> bytes:
        return yaml.safe_dump(dict(record), allow_unicode=True, sort_keys=False).encode()

    def snapshot(self) -> Mapping[Path, bytes]:
        """The records, the settings and the templates."""
        folders = (self.root / "data", self.root / "newsletter", self.templates)
        return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}

    def restore(self, files: Mapping[Path, bytes]) -> None:
        """As they were: what has come since goes."""
        for path in self.snapshot().keys() - files.keys():
            path.unlink()
        for path, content in files.items():
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)


class Shells(dict[marks.ShellKey, str]):
    """The same shell for every page."""

    def __init__(self, shell: str) -> None:
        super().__init__()
        self.shell = shell

    def __missing__(self, key: marks.ShellKey) -> str:
        return self.shell
