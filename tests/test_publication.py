"""Nothing is published without an address and somebody to write to; no page says « à compléter »."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generators.cli import main
from generators.mkdocs import build_site
from generators.pages.frame.text import filled
from generators.project import Project
from generators.publication import missing
from tests.sites import real_site, saying

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def built() -> Mapping[str, bytes]:
    return build_site(Project.at(ROOT), TODAY)[0]


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("https://reseau-pare.fr/", False),
        ("https://equipe.github.io/reseau/", False),
        ("https://reseau-pare.example/", True),
        ("https://www.example.org/", True),
        ("https://reseau.test/", True),
        ("http://reseau-pare.fr/", True),
        ("https://localhost/", True),
        ("https://192.0.2.7/", True),
        ("https://[2001:db8::1]/", True),
        ("https://intranet/", True),
        ("https://reseau-pare.fr:8443/", True),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(address: str, refused: bool) -> None:
    site = real_site(TODAY, "https://reseau.example/")
    reachable = saying(site, contact={"courriel": "contact@association.fr"})
    published = replace(reachable, address=address)
    assert [problem.field for problem in missing(published)] == (["site"] if refused else [])


def test_without_a_mailbox_the_file_and_the_key_are_named() -> None:
    (problem,) = missing(real_site(TODAY, "https://reseau-pare.fr/"))
    assert (problem.path, problem.field) == ("data/reseau.yml", "contact.courriel")
    assert "courriel: contact@" in problem.hint


def test_the_command_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SITE_URL", raising=False)
    out = tmp_path / "public"
    assert main(["build", "--publication", "--out", str(out), "--today", TODAY.isoformat()]) == 1
    told = capsys.readouterr()
    assert "contact.courriel" in told.out + told.err and "SITE_URL" in told.out + told.err
    assert not out.exists()


def test_the_workflows_publish_by_that_command_at_the_address_of_pages() -> None:
    github = (ROOT / ".github" / "workflows" / "publier.yml").read_text("utf-8")
    gitlab = (ROOT / ".gitlab-ci.yml").read_text("utf-8")
    for workflow in (github, gitlab):
        assert "make publication" in workflow and "SITE_URL" in workflow
    assert "CI_PAGES_URL" in gitlab and "/pages" in github and "GITHUB_STEP_SUMMARY" in github


def test_how_to_write_to_the_team_is_said_once_for_every_page() -> None:
    """The mailbox as a link; while there is none, what exists: the post, the publisher's site."""
    site = real_site(TODAY, "https://reseau-pare.fr/")
    asked = "Écrivez {{ reseau.a_equipe }}, {{ reseau.joindre }}."
    without = filled(asked, site.identity, ())
    assert "par courrier\u00a0: Droit d’Enfance, 76 avenue" in without
    assert '<a href="https://www.droitdenfance.org/">droitdenfance.org</a>' in without
    reachable = saying(site, contact={"courriel": "contact@association.fr"}).identity
    found = filled(asked, reachable, ())
    assert '<a href="mailto:contact@association.fr">contact@association.fr</a>' in found
    assert "&lt;" not in found and "&#60;" not in found and "droitdenfance.org" not in found


@pytest.mark.parametrize(
    "page", ["signaler", "proposer", "newsletter", "mentions-legales", "confidentialite"]
)
def test_each_page_to_write_from_gives_a_way_that_exists(built: Mapping[str, bytes], page: str) -> None:
    text = built[f"{page}/index.html"].decode()
    main = text[text.index("<main") : text.index("</main>")]
    assert "76 avenue" in main and "droitdenfance.org" in main


def test_no_public_byte_says_that_something_is_to_be_completed(built: Mapping[str, bytes]) -> None:
    texts = {
        path: content
        for path, content in built.items()
        if path.endswith((".html", ".txt", ".eml", ".ics", ".atom"))
    }
    said = re.compile("compléter par|a-completer|TODO|Lorem".encode())
    assert not [path for path, content in texts.items() if said.search(content)]
