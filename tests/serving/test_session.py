"""From a change on the disk to the next site: the page is new, or the one before says what is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generators.project import Project
from generators.serving.session import Session
from tests.serving.conftest import TODAY, Heard, Served, session_of

ACTOR = "data/actors/exemple-accueil.yml"
PAGE = "/acteurs/exemple-accueil/"


@dataclass(frozen=True, slots=True)
class Shown:
    """A network that is shown, in folders that may be changed."""

    root: Path
    folder: Path
    session: Session
    served: Served
    heard: Heard

    def change(self, path: str, old: str, new: str) -> bool:
        """Another text in a file of the network, or of the project, and what becomes of the site."""
        file = self.folder / path if (self.folder / path).exists() else self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return self.session.open({file})

    def page(self, path: str = PAGE) -> str:
        answer = self.served.ask(path)
        assert answer.status == 200, path
        return answer.body.decode()

    @property
    def faults(self) -> list[str]:
        return [f"{one.path}:{one.line} {one.message}" for one in self.served.window.board.notice.faults]


@pytest.fixture(scope="module")
def shown(network: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    place = tmp_path_factory.mktemp("servi")
    shutil.copytree(network, place / "tout", symlinks=True)
    root, folder = place / "tout" / "projet", place / "tout" / "passerelle"
    project = Project.at(root).with_data(folder / "data")
    with session_of(project, TODAY) as (session, served, heard):
        assert heard.problems == ()
        yield Shown(root, folder, session, served, heard)


def test_a_record_that_changes(shown: Shown) -> None:
    before = shown.served.window.board.notice.shown
    name = _name(shown)
    assert shown.change(ACTOR, f"nom: {name}", "nom: Accueil du Quai")
    assert "Accueil du Quai" in shown.page() and "Accueil du Quai" in shown.page("/annuaire/")
    assert shown.served.window.board.notice.shown != before
    assert shown.change(ACTOR, "nom: Accueil du Quai", f"nom: {name}")
    assert "Accueil du Quai" not in shown.page()


def _name(shown: Shown) -> str:
    text = (shown.folder / ACTOR).read_text(encoding="utf-8")
    return next(line.removeprefix("nom: ") for line in text.splitlines() if line.startswith("nom: "))


def test_a_wrong_record_keeps_the_site_until_it_is_mended(shown: Shown) -> None:
    name = _name(shown)
    good = shown.page()
    assert not shown.change(ACTOR, f"nom: {name}", "nom: [")
    assert shown.page() == good
    (fault,) = shown.served.window.board.notice.faults
    assert fault.path.endswith(ACTOR) and fault.line and fault.hint
    assert shown.heard.problems
    assert shown.change(ACTOR, "nom: [", f"nom: {name}")
    assert shown.faults == []


def test_a_secret_is_not_shown(shown: Shown) -> None:
    """What a record says of a confidential place is told by its field, never by its words."""
    assert not shown.change(ACTOR, "nom: ", "adresse_confidentielle: true\nadresse: 12 rue du Refuge\nnom: ")
    said = shown.served.window.board.notice.as_json()
    assert shown.faults and "Refuge" not in said
    assert shown.change(ACTOR, "adresse_confidentielle: true\nadresse: 12 rue du Refuge\nnom: ", "nom: ")


def test_a_record_that_comes_and_one_that_goes(shown: Shown) -> None:
    file = shown.folder / "data" / "actors" / "autre-accueil.yml"
    text = (shown.folder / ACTOR).read_text(encoding="utf-8")
    file.write_text(text.replace(f"nom: {_name(shown)}", "nom: Tout autre maison"), encoding="utf-8")
    assert shown.session.open({file})
    assert "Tout autre maison" in shown.page("/acteurs/autre-accueil/")
    file.unlink()
    assert shown.session.open({file})
    assert shown.served.ask("/acteurs/autre-accueil/").status == 404


def test_the_identity_and_the_vocabulary(shown: Shown) -> None:
    assert shown.change("data/reseau.yml", "nom: Passerelle", "nom: Grand Pont")
    assert "Grand Pont" in shown.page("/mentions-legales/") and "Grand Pont" in shown.page()
    assert shown.change("data/reseau.yml", "nom: Grand Pont", "nom: Passerelle")
    vocabulary = (shown.folder / "data" / "vocabulary.yml").read_text(encoding="utf-8")
    label = next(line for line in vocabulary.splitlines() if "label: Informer" in line or "libelle: " in line)
    assert shown.change("data/vocabulary.yml", label, f"{label} tout court")


def test_an_authored_page_a_theme_a_style_a_script(shown: Shown) -> None:
    page = "data/pages/premiers-pas.md"
    text = (shown.folder / page).read_text(encoding="utf-8")
    last = text.rstrip().splitlines()[-1]
    assert shown.change(page, last, f"{last}\n\nUn mot de plus.")
    assert "Un mot de plus." in shown.page("/premiers-pas/")
    assert shown.change("site/theme/main.html", '<a class="evitement"', '<a data-essai class="evitement"')
    assert "data-essai" in shown.page() and "data-essai" in shown.page("/")
    style = "/editions/code.000000000000/styles/site.css"
    assert shown.change("site/theme/assets/styles/jetons.css", ":root {", ":root { --essai: 12px;")
    assert "--essai" in shown.page(style)
    script = "/editions/code.000000000000/scripts/cadre.js"
    before = shown.served.ask(script).body
    file = next((shown.root / "site" / "scripts").rglob("cadre.js"))
    file.write_text(file.read_text(encoding="utf-8") + "\nwindow.essai = 12;\n", encoding="utf-8")
    assert shown.session.open({file})
    assert shown.served.ask(script).body != before


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("site/theme/main.html", "{%- block site_meta %}", "{%- block site_meta %}{% if %}", True),
        ("site/theme/main.html", "{%- block site_meta %}", "{%- block site_meta %}{{ rien.du.tout }}", True),
        ("site/pages/proposer.md", "\n\n", "\n\n[x](nulle-part.md)\n\n", False),
    ],
)
def test_what_is_no_record_is_told_too(shown: Shown, path: str, old: str, new: str, line: bool) -> None:
    file = shown.root / path
    text = file.read_text(encoding="utf-8")
    good = shown.page()
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert not shown.session.open({file})
    assert shown.page() == good
    (fault,) = shown.served.window.board.notice.faults
    assert (fault.path == path, bool(fault.line)) == (line, line)
    file.write_text(text, encoding="utf-8")
    assert shown.session.open({file})
    assert shown.faults == []


def test_a_fault_of_ours_is_reported_and_keeps_the_site(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("12 rue du Refuge")

    with monkeypatch.context() as during:
        during.setattr("generators.serving.session.site_of", broken)
        assert not shown.session.open()
    assert [type(one) for one in shown.heard.faults] == [KeyError]
    assert "Refuge" not in shown.served.window.board.notice.as_json()
    assert shown.session.open()


def test_what_a_page_is_shown_with_is_given_at_once(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one of the files that gather is thought of, for a page, its scripts and its sheets."""

    def broken(*_: object, **__: object) -> None:
        raise AssertionError

    assert shown.session.open()
    with monkeypatch.context() as during:
        during.setattr("generators.website.bundles", broken)
        for path in (PAGE, "/editions/code.000000000000/scripts/cadre.js", "/assets/img/favicon.svg"):
            assert shown.served.ask(path).status == 200, path
