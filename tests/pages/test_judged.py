"""The network's own pages, its menu and its cards: check tells what would stop the build, and where."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generators import authored
from generators.cli import main
from generators.opening import open_site
from generators.pages.frame import text
from generators.project import Project
from generators.words.wording import no_break
from tests.made import pages
from tests.sites import real_site

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
HEAD = "---\ntitle: Une page\n---\n"
#: File → what is written, and the beginning of what is told: line and message.
PAGES: dict[str, tuple[str, bytes, str]] = {
    "sound": ("page.md", HEAD.encode() + b"Un texte, [proches](proches.md), [[119]].\n", ""),
    "no-head": ("page.md", b"Note: un texte.\n", "1 cette page n’a pas d’en-tête"),
    "a-key": ("page.md", b"---\ntitle: Une page\ninclure: /etc/passwd\n---\n", "3 la clé « inclure »"),
    "a-template": ("page.md", b"---\ntitle: x\ntemplate: y.html\n---\n", "3 la clé « template »"),
    "a-list": ("page.md", b"---\ntitle: [a]\n---\n", "2 on attend ici un texte"),
    "latin-1": ("page.md", HEAD.encode() + "é".encode("latin-1"), "4 ce fichier n’est pas en UTF-8"),
    "too-long": ("page.md", HEAD.encode() + b"mot " * 9000, "1 ce fichier dépasse 32 Ko"),
    "a-mark": ("page.md", HEAD.encode() + b"{{ reseau.rien }}", "4 « {{ reseau.rien }} »"),
    "a-mark-in-the-head": ("page.md", b'---\ntitle: "{{ reseau.rien }}"\n---\n', "4 « {{ reseau.rien }} »"),
    "a-number": ("page.md", HEAD.encode() + b"[[000]]", "4 [[000]] n’est pas un numéro"),
    "a-link": ("page.md", HEAD.encode() + b"[x](rien.md)", "1 le lien vers « rien.md » ne mène"),
    "a-picture": ("page.md", HEAD.encode() + b"![x](x.png)", "1 le lien vers « x.png » ne mène"),
    "an-address": ("page.md", HEAD.encode() + b'<a href="//[">x</a>', "1 le lien vers « //[ »"),
    "brackets": ("page.md", HEAD.encode() + b"[" * 200, "4 ce texte a 200 crochets"),
    "nested": ("page.md", HEAD.encode() + b"- " * 487 + b"x", "4 la ligne 1 de ce texte ouvre"),
    "a-name": ("Ma page.md", HEAD.encode(), "1 le nom de cette page"),
    "taken": ("annuaire.md", HEAD.encode(), "1 le site a déjà une page"),
    "a-record's": ("acteurs/akatij.md", HEAD.encode(), "1 le site a déjà une page"),
    "a-note": ("README.md", b"Pour qui \xe9crit.", ""),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "newsletter", tmp_path / "newsletter")
    return Project(ROOT, tmp_path / "data", tmp_path / "newsletter")


@pytest.mark.parametrize(("name", "content", "told"), PAGES.values(), ids=PAGES)
def test_a_page_that_would_stop_the_build_is_told(
    project: Project, name: str, content: bytes, told: str
) -> None:
    page = project.data / "pages" / name
    page.parent.mkdir(exist_ok=True)
    page.write_bytes(content)
    site, problems = open_site(project, TODAY, "", letters=False)
    said = [f"{p.line} {p.message}".replace("\u00a0", " ") for p in problems if p.path.endswith(name)]
    assert [line[: len(told)] for line in said] == ([told] if told else [])
    assert (site is None) == bool(told)


def test_a_menu_or_a_card_that_leads_nowhere_is_told_by_check(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.data / "pages" / "proches.md").unlink()
    identity = project.data / "reseau.yml"
    menu = identity.read_text("utf-8").replace("adresse: agenda/", "adresse: agendas/", 1)
    identity.write_text(menu, encoding="utf-8")
    monkeypatch.chdir(ROOT)
    assert main(["check", "--data", str(project.data), "--today", "2026-11-22"]) == 1
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "aucune page n’a l’adresse « agendas/ »" in said
    assert "aucune page n’a l’adresse « proches/ »" in said


def test_the_addresses_that_are_known_are_those_that_are_drawn() -> None:
    site = real_site(TODAY, "https://reseau.example/")
    assert {page.url for page in pages(site)} == authored._addresses(site)


def test_numbers_are_named_by_what_they_are_for() -> None:
    """A network whose numbers are others', and none to write to, keeps the pages of the software."""
    site = real_site(TODAY, "https://reseau.example/")
    numbers = [number for number in site.records.urgences if number.role]
    for name in ("signaler.md", "accessibilite.md"):
        page = (ROOT / "site" / "pages" / name).read_text("utf-8")
        filled = text.filled(page, site.identity, numbers)
        assert "[[" not in filled and "SMS" not in filled
    assert "[119](tel:119)" in text.filled("[[conseil]]", site.identity, numbers)
    assert text.filled("[[danger-immediat]]", site.identity, numbers).endswith(
        "(tel:17) ou le [112](tel:112)"
    )


def test_a_number_as_a_button_says_what_it_is_for_when_and_on_what_terms() -> None:
    site = real_site(TODAY, "https://reseau.example/")
    numbers = site.records.urgences

    def shown(mark: str) -> str:
        return text.filled(mark, site.identity, numbers)

    for number in numbers:
        button = shown(f"[[appel {number.numero}]]")
        assert f'href="{number.href}"' in button and number.libelle in button
        assert no_break(number.description) in button
        assert ("ratuit" in button) == (number.gratuit or "ratuit" in number.description)
        assert ("our et nuit" in button) == bool(number.quand)
    both = shown("[[appel danger-immediat]]")
    assert 'href="tel:17"' in both and 'href="tel:112"' in both
    assert 'href="https://www.allo119.gouv.fr/"' in shown("[[appel conseil]]")
    assert "Service-Public.fr" in shown("[[sources des numéros]]")
    silent = [
        number.model_copy(update={"gratuit": False, "quand": None, "tchat": None}) for number in numbers
    ]
    plain = text.filled("[[appel 17]] [[appel 119]]", site.identity, silent)
    assert "Gratuit" not in plain and "nuit" not in plain and "allo119" not in plain
    with pytest.raises(text.UnknownMark):
        shown("[[appel 000]]")
