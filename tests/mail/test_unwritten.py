"""Nothing is deposited while a part of the issue is marked as unwritten; each is told with its line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generators import opening
from generators.cli import main
from generators.records.reading.load import load
from generators.records.unwritten import marks
from tests.letter.fake import ROOT
from tests.mail.fakes import Fake
from tests.mail.pushing import show

ISSUE = """\
titre: La newsletter
periode: 4e trimestre 2026
date: 2026-11-15
statut: brouillon
apercu: Une journée.
editorial: Le mot de l’équipe.
actualites:
  titre: Actualités
  choix:
    - fiche: news/akatij-guyane
"""


WORD = "editorial: Le mot de l’équipe."
Push = Callable[[str], int]


@pytest.fixture
def push(fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Push:
    """Pushes an issue of 2026-t4 whose file holds this text."""
    site, _ = opening.open_site()  # type: ignore[call-arg]
    assert site is not None
    opened = site
    for name in ("newsletter", "data"):
        (tmp_path / name).mkdir()
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for name in ("site", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)

    def put(text: str) -> int:
        (tmp_path / "newsletter" / "2026-t4.yml").write_text(text, "utf-8")
        issues = load(ROOT / "data", tmp_path / "newsletter").records.issues
        network = replace(opened.network, records=opened.records.having("issues", issues))
        show(monkeypatch, replace(opened, network=network))
        return main(["newsletter", "push", "2026-t4", "--service", fake.code, "--today", "2026-11-22"])

    return put


@pytest.mark.parametrize(
    ("was", "mark", "line", "field"),
    [
        ("apercu: Une journée.", "apercu: 'À écrire : la phrase'", 5, "apercu"),
        ("apercu: Une journée.", "apercu: À écrire", 5, "apercu"),
        (
            WORD,
            "editorial: >-\n  À écrire, d’après cette proposition :\n  neuf dates.",
            6,
            "editorial",
        ),
        (
            WORD,
            "editorial: |\n  Neuf dates.\n\n  À écrire : la suite.",
            6,
            "editorial",
        ),
        (
            WORD,
            "editorial: |\n  Neuf dates.\n  - a ecrire : la suite.",
            6,
            "editorial",
        ),
        ("titre: La newsletter", "titre: 'À écrire : un titre'", 1, "titre"),
        ("  titre: Actualités", "  titre: À écrire", 8, "actualites.titre"),
        (
            "akatij-guyane\n",
            "akatij-guyane\n      titre: 'À écrire : ce titre'\n",
            11,
            "actualites.choix.0.titre",
        ),
        (
            "akatij-guyane\n",
            "akatij-guyane\n      texte: 'À écrire : ce texte'\n",
            11,
            "actualites.choix.0.texte",
        ),
    ],
)
@pytest.mark.parametrize("fake", ["brevo"], indirect=True)
def test_a_mark_is_refused_with_its_line(
    fake: Fake, push: Push, capsys: pytest.CaptureFixture[str], was: str, mark: str, line: int, field: str
) -> None:
    assert was in ISSUE
    assert push(ISSUE.replace(was, mark, 1)) == 1
    error = capsys.readouterr().err.replace("\u00a0", " ")
    where = rf"newsletter/2026-t4\.yml:{line}:\d+: erreur \[{field}\]"
    assert re.search(rf"{where}\n +.* reste à (écrire|relire)\n +→ (écrivez|relisez)-l", error), error
    assert "2026-t4 n’est pas encore écrit : rien n’a été déposé." in error
    assert fake.server.log == []


def test_what_is_written_goes_and_what_is_not_does_not(fake: Fake, push: Push) -> None:
    assert push(ISSUE.replace("Le mot de l’équipe.", "'À écrire : le mot'")) == 1
    assert fake.server.log == []
    assert push(ISSUE) == 0


def test_an_issue_without_a_record_is_not_written(
    fake: Fake, push: Push, capsys: pytest.CaptureFixture[str]
) -> None:
    assert push(ISSUE.partition("actualites:")[0]) == 1
    assert "ce numéro ne porte encore aucune fiche" in capsys.readouterr().err
    assert fake.server.log == []


@pytest.mark.parametrize(
    "text", ["Des ateliers pour écrire", "On y apprend à écrire : des récits.", "L’atelier « À écrire »"]
)
def test_to_write_may_be_said_in_a_sentence(text: str) -> None:
    assert not marks(text)
