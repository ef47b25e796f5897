"""The preview that the editor opens: all the views, the weight, what to mend, what clients make of it."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest

from generators.cli import main
from generators.letter.check import extract
from generators.letter.preview import scheme, without_images, without_style
from tests.letter.fake import ROOT, real_files

HTML = real_files()["email.html"].decode()


def run(*arguments: str) -> int:
    return main(["newsletter", "preview", "--today", "2026-11-22", *arguments])


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: addresses.append(url) or True)
    return addresses


def test_the_last_issue_opens_in_the_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: list[str], capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(ROOT)
    assert run("--out", str(tmp_path)) == 0
    page = tmp_path / "2023-t3" / "index.html"
    assert opened == [page.as_uri()] and page.as_uri() in capsys.readouterr().out
    read = extract(page.read_text())
    levels = [level for level, _ in read.headings]
    assert levels.count(1) == 1 and max(levels) == 3
    for words in (
        "ko sur 85,0 ko prévus",
        "Rien : la lettre peut partir.",
        "PARÉ · le réseau contre",
        "border-radius",
    ):
        assert words in read.words
    frames = {url for url in read.loaded if url.endswith(".html")}
    assert frames == {"clair.html", "sombre.html", "sans-images.html", "sans-style.html"}
    for name in frames:
        shown = extract((page.parent / name).read_text())
        assert "Échange de pratiques avec la Belgique et le Québec" in shown.words
        pictures = [url for url in shown.loaded if not url.startswith("data:,")]
        assert all((page.parent / url).is_file() for url in pictures)
        assert len(pictures) == (0 if name == "sans-images.html" else 2)


def test_nothing_opens_when_asked_not_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: list[str], capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(ROOT)
    assert run("2023-t3", "--no-open", "--out", str(tmp_path)) == 0
    assert opened == []
    assert capsys.readouterr().out == f"L’aperçu est là : {(tmp_path / '2023-t3' / 'index.html').as_uri()}\n"


def test_a_draft_is_previewed_with_what_it_still_needs(project: Path, opened: list[str]):
    assert main(["newsletter", "draft", "2026-t4", "--today", "2026-11-22"]) == 0
    assert run("--no-open", "--out", str(project / "vu")) == 0
    words = extract((project / "vu" / "2026-t4" / "index.html").read_text()).words
    assert (
        "Avertissement : cette proposition reste à relire. relisez-la, corrigez-la, puis effacez « À écrire,"
        in words
    )
    assert "Les données de caniemail ne sont pas installées : lancez « make outils »" in words


def test_an_unknown_issue_is_told(project: Path, capsys: pytest.CaptureFixture[str]):
    assert run("2024-t1", "--no-open") == 2
    assert "il n’y a pas de numéro « 2024-t1 » : choisissez parmi 2023-t3" in capsys.readouterr().err


def test_a_faulty_issue_is_told_with_its_line(project: Path, capsys: pytest.CaptureFixture[str]):
    file = project / "newsletter" / "2023-t3.yml"
    file.write_text(file.read_text().replace("events/rapport-ciivise-2023", "events/inconnu"))
    assert run("--no-open") == 1
    assert "newsletter/2023-t3.yml:" in capsys.readouterr().err


def test_the_schemes_are_forced():
    dark, light = scheme(HTML, dark=True), scheme(HTML, dark=False)
    assert "@media all{" in dark and "@media not all{" in light
    assert "prefers-color-scheme" not in dark + light


def test_images_and_style_sheets_are_taken_out():
    bare = extract(without_images(HTML))
    assert [image["src"] for image in bare.images] == ["data:,", "data:,"]
    assert [image["alt"] for image in bare.images] == [image["alt"] for image in extract(HTML).images]
    assert "<style" not in without_style(HTML) and extract(without_style(HTML)).words == extract(HTML).words
