"""What is kept is of one software: its sources, its templates, its Python, its libraries."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from generators import software as module
from generators.software import software


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "generators"
    (package / "pages").mkdir(parents=True)
    (package / "site.py").write_text("1")
    (package / "pages" / "page.html.j2").write_text("<p>")
    monkeypatch.setattr(module, "PACKAGE", package)
    return package


def anew() -> bytes:
    software.cache_clear()
    found = software()
    software.cache_clear()
    return found


def test_it_is_the_same_for_the_same(package: Path) -> None:
    before = anew()
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "site.pyc").write_bytes(b"\0")
    assert anew() == before


def test_it_changes_with_a_source_a_template_a_name(package: Path) -> None:
    found = [anew()]
    (package / "site.py").write_text("2")
    found.append(anew())
    (package / "pages" / "page.html.j2").write_text("<b>")
    found.append(anew())
    (package / "pages" / "page.html.j2").rename(package / "pages" / "other.html.j2")
    found.append(anew())
    shutil.rmtree(package / "pages")
    found.append(anew())
    assert len(set(found)) == len(found)


def test_a_linked_source_counts(package: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.py").write_text("1")
    (package / "linked.py").symlink_to(tmp_path / "elsewhere.py")
    before = anew()
    (tmp_path / "elsewhere.py").write_text("2")
    assert anew() != before


def test_it_changes_with_python_and_a_library(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = tmp_path / "site-packages"
    (libraries / "mkdocs-1.6.1.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(libraries))
    before = anew()
    (libraries / "mkdocs-1.6.1.dist-info").rename(libraries / "mkdocs-1.6.2.dist-info")
    other = anew()
    monkeypatch.setattr(sys, "version", "3.99")
    assert len({before, other, anew()}) == 3
