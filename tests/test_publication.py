"""Nothing is published without an address and somebody to write to; no page says « à compléter »."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generators.building import build_site
from generators.cli import main
from generators.pages.frame.text import filled
from generators.project import Project
from generators.publication import missing
from generators.unfinished import unfinished
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
    trial = saying(replace(site, address=address), demonstration=True)
    assert [problem.field for problem in missing(trial)] == (["site"] if refused else [])


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
        assert "sh .ci/publication.sh" in workflow and "SITE_URL" in workflow
    assert "CI_PAGES_URL" in gitlab and "/pages" in github


@pytest.mark.parametrize(("status", "told"), [(0, ""), (2, "### Le site n’a pas été publié")])
def test_a_refused_publication_says_why_in_the_summary_of_the_job(
    tmp_path: Path, status: int, told: str
) -> None:
    """In French, and without the tools' own lines; the status is that of what was run."""
    make = tmp_path / "make"
    refusal = "data/reseau.yml:1:1: erreur [contact.courriel]\\n    personne ne peut écrire\\n"
    make.write_text(
        f"#!/bin/sh\nprintf '{refusal}make: *** [Makefile:18: publication] Error 1\\n'\nexit {status}\n"
    )
    make.chmod(0o755)
    summary = tmp_path / "summary"
    summary.touch()
    environ = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": str(summary)}
    command = ["sh", str(ROOT / ".ci" / "publication.sh")]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, "personne ne peut écrire" in done.stdout) == (status, True)
    said = summary.read_text("utf-8")
    assert said.startswith(told) and ("[contact.courriel]" in said) == bool(told) and "make" not in said


LEFT = [
    "telephone: à compléter",
    "resume: À compléter par l’équipe.",
    "À compléter : téléphone, SIREN",
    "texte: « À compléter »",
    "- À compléter",
    "titre: À écrire",
    "Lorem ipsum dolor sit amet",
    "resume: TODO",
    "horaires: XXX",
    "courriel: contact@reseau.example",
    "courriel: contact@exemple.fr",
    "url: https://www.example.org/guide.pdf",
    "Voyez [le guide](https://guide.exemple.com).",
    '<span class="a-completer">adresse</span>',
    "nom: [à préciser]",
]
SAID = [
    "titre: Activité à préciser",
    "resume: Un dossier à compléter en ligne avant le rendez-vous.",
    "texte: Il reste à écrire au procureur.",
    "À compléter avec le jeune, la grille tient sur une page.",
    "À écrire avec les jeunes : un atelier.",
    "url: https://www.exemple-solidaire.fr/",
    "url: https://examples.org/",
    "url: https://example.org.association.fr/",
    "courriel: contact@bonexemple.fr",
    "# courriel: contact@exemple.fr",
    "resume: La règle des XX points.",
]


def test_what_is_left_to_be_written_is_refused_with_its_line(tmp_path: Path) -> None:
    project = Project.at(tmp_path)
    (tmp_path / "data" / "actors").mkdir(parents=True)
    record = tmp_path / "data" / "actors" / "un.yml"
    record.write_text("\n".join([*SAID, *LEFT]), "utf-8")
    (tmp_path / "data" / "reseau.yml").write_text("nom: X\nsite: https://x.example/\n", "utf-8")
    found = [(problem.path, problem.line) for problem in unfinished(project)]
    first = len(SAID) + 1
    assert found == [("data/actors/un.yml", number) for number in range(first, first + len(LEFT))]
    assert not list(unfinished(Project.at(ROOT)))


def test_one_mailbox_serves_every_page_and_a_trial_says_that_it_is_one(tmp_path: Path) -> None:
    for folder in ("data", "newsletter"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    identity = tmp_path / "data" / "reseau.yml"
    written = identity.read_text("utf-8").replace(
        "contact:\n", "contact:\n  courriel: contact@association.fr\n", 1
    )
    identity.write_text(written + "demonstration: true\n", "utf-8")
    files = build_site(Project.at(ROOT).with_data(tmp_path / "data"), TODAY)[0]
    for page in (
        "signaler",
        "proposer",
        "newsletter",
        "mentions-legales",
        "confidentialite",
        "accessibilite",
    ):
        assert b"mailto:contact@association.fr" in files[f"{page}/index.html"], page
    assert b"Contact: mailto:contact@association.fr" in files[".well-known/security.txt"]
    assert b"Disallow: /\n" in files["robots.txt"] and b"Sitemap" not in files["robots.txt"]
    letter = next(content for path, content in files.items() if path.endswith("/email.html"))
    assert b"mailto:contact@association.fr" in letter
    for page in ("index.html", "annuaire/index.html", "acteurs/119/index.html", "departements/59/index.html"):
        if page in files:
            text = files[page].decode()
            assert "Site d’essai." in text and 'content="noindex, nofollow, noarchive"' in text, page


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
