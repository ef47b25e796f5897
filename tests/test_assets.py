"""What the browser reads besides the pages: our modules and sheets made small, the typeface, libraries."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generators import assets
from generators.assets import WEIGHTS, narrowed
from generators.disk.cache import Cache
from generators.disk.refused import Refused
from generators.disk.seal import Seal
from generators.pages.frame import shell
from generators.project import Project
from generators.records.reading.load import vocabulary_of
from tests.sites import identity

ROOT = Path(__file__).parents[1]
PROJECT = Project.at(ROOT)
STYLES = "".join(path.read_text("utf-8") for path in sorted(PROJECT.styles.glob("*.css")))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    vocabulary, _ = vocabulary_of(PROJECT.data, PROJECT.root)
    return dict(assets.files(PROJECT, assets.sheets(vocabulary, identity())))


def test_the_typeface_has_the_weights_of_the_style_sheets_and_no_others(files: dict[str, bytes]) -> None:
    faces = re.findall(r"font-weight: (\d+) (\d+);", STYLES)
    assert faces == [tuple(map(str, WEIGHTS))] * 2
    used = {int(weight) for weight in re.findall(r"font(?:-weight)?: (\d{3})\b(?! \d{3})", STYLES)}
    assert WEIGHTS[0] <= min(used) < max(used) <= WEIGHTS[1]
    fonts = {path: content for path, content in files.items() if path.endswith(".woff2")}
    assert len(fonts) == 2
    for content in fonts.values():
        (axis,) = TTFont(BytesIO(content))["fvar"].axes
        assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", *WEIGHTS)


def test_the_typeface_keeps_every_letter_and_is_always_the_same() -> None:
    for name in assets.LIBRARIES.values():
        if not name.endswith(".woff2"):
            continue
        whole = (PROJECT.libraries / name).read_bytes()
        less = narrowed(whole)
        assert len(less) < 0.65 * len(whole)
        assert set(TTFont(BytesIO(less)).getBestCmap()) == set(TTFont(BytesIO(whole)).getBestCmap())
        narrowed.cache_clear()
        assert narrowed(whole) == less


def test_a_typeface_is_narrowed_once_for_all_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes]
) -> None:
    sealed = Seal(b"k" * 32)
    for _ in range(2):
        project = replace(Project.at(ROOT), cache=Cache(tmp_path / ".cache" / "essai", sealed))
        found = dict(assets._libraries(project))
        assert found == {path: files[path] for path in found}
        monkeypatch.setattr(assets, "narrowed", lambda font: pytest.fail("narrowed again"))


def test_a_module_brings_what_it_alone_needs_and_no_more_than_one_selection(files: dict[str, bytes]) -> None:
    scripts = {path for path in PROJECT.scripts.glob("*/*.js") if path.name != assets.WORKER}
    names = {path.stem for path in scripts}
    modules = {name: files[f"{shell.SCRIPTS}{name}.js"].decode() for name in names}
    assert len(names) == len(scripts)
    apart = {*assets.APART, *(Path(path).stem for path in assets.LIBRARIES)}
    for name, code in modules.items():
        asked = re.findall(r"""(?:from|import)\s*\(?["']\./([^"']+)\.js["']""", code)
        assert set(asked) <= apart - {name}, name


def test_the_directory_waits_for_no_module_that_its_page_does_not_name(files: dict[str, bytes]) -> None:
    """Otherwise the browser learns of them one after the other."""
    frame = (ROOT / "site" / "theme" / "main.html").read_text("utf-8")
    named = set(re.findall(r'"([a-z-]+)"', re.search(r"set modules = \[(.*?)\]", frame)[1]))
    waited = set(re.findall(r'from"\./([a-z-]+)\.js"', files[f"{shell.SCRIPTS}annuaire.js"].decode()))
    assert waited == {"edition", "fraicheur", "selection"} <= named


def test_the_sheet_of_the_map_asks_for_no_picture(files: dict[str, bytes]) -> None:
    sheet = files[f"{assets.CODE}leaflet/leaflet.css"].decode()
    assert ".leaflet-pane" in sheet
    assert [url for url in re.findall(r"url\(([^)]*)\)", sheet) if "png" in url] == []


STOPS = {
    "runtime: out of memory\nfatal error: goroutines\n\n": "runtime: out of memory",
    "": "sortie 1",
}


@pytest.mark.parametrize("said", STOPS)
def test_a_bundler_that_stops_half_way_is_told_in_one_sentence(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "esbuild"
    program.write_text(f"#!/bin/sh\ncat >&2 <<'FIN'\n{said}FIN\nexit 1\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(assets, "_esbuild", lambda project: str(program))
    vocabulary, _ = vocabulary_of(PROJECT.data, PROJECT.root)
    with pytest.raises(Refused, match=re.escape(f"s’est arrêté ({STOPS[said]}) : ")):
        assets.files(PROJECT, assets.sheets(vocabulary, identity()))
    assert capfd.readouterr().err == ""
