"""`newsletter push`: one draft a letter in each service, whatever happens; what left is never touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from generators import opening
from generators.cli import main
from generators.mail.services import REACHED
from tests.letter.fake import issue, rubric
from tests.mail.conftest import answer
from tests.mail.fakes import Fake
from tests.mail.fakes.services import FAKES
from tests.mail.pushing import NAME, SUBJECT, push, sent, show, written

#: States in which a campaign is no draft any more, and how each is said.
GONE: dict[str, list[tuple[Any, str]]] = {
    "brevo": [
        ("sent", "envoyée"),
        ("queued", "programmée"),
        ("inReview", "en cours d’examen"),
        ("neuf", "à l’état neuf"),
    ],
    "mailjet": [(1, "programmée"), (2, "envoyée"), (-1, "archivée")],
    "listmonk": [("finished", "envoyée"), ("running", "en cours d’envoi"), ("scheduled", "programmée")],
    "keila": [("sent", "envoyée"), ("scheduled", "programmée")],
    "notifuse": [
        ("scheduled", "programmée"),
        ("processing", "en cours d’envoi"),
        ("sent", "envoyée"),
        ("processed", "envoyée"),
        ("paused", "en pause, envoyée en partie"),
    ],
}


def test_there_is_a_fake_for_each() -> None:
    assert set(FAKES) == set(REACHED)


def test_the_draft_is_made_with_the_tags_of_its_service(
    fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.lay("Une autre", "sent" if fake.code != "mailjet" else 2)
    assert push(fake.code) == 0
    (id_,) = [id_ for id_ in fake.campaigns if NAME in str(fake.campaigns[id_])]
    html, tags = fake.html(id_), REACHED[fake.code].tags
    assert f'href="{tags.unsubscribe}"' in html
    assert f'href="{tags.online or "https://reseau-pare.example/newsletter/2023-t3/"}"' in html
    said = capsys.readouterr().out
    assert f"Brouillon créé chez {fake.name} : « {NAME} » (no {id_})." in said
    assert "Rien n’est parti" in said and "no_" not in said


def test_nothing_is_ever_scheduled_or_sent(fake: Fake) -> None:
    assert push(fake.code) == push(fake.code, "--force") == 0
    asked = " ".join(path for _, path in written(fake.server)).lower()
    assert not any(word in asked for word in ("send", "schedule", "status", "actions", "deliver"))
    assert not any("send_at" in body or "scheduledAt" in body for body in fake.bodies)


def test_twice_makes_one_draft(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    assert push(fake.code) == 0
    first = dict(fake.campaigns)
    assert push(fake.code) == 0
    assert fake.campaigns == first and len(first) == 1
    assert f"Brouillon mis à jour chez {fake.name}" in capsys.readouterr().out


def test_it_is_found_behind_many_others(fake: Fake) -> None:
    fake.lay(NAME)
    for number in range(1100 if fake.code == "mailjet" else 230):
        fake.lay(f"Campagne {number}")
    assert push(fake.code, "--force") == 0
    assert [one for one in fake.campaigns.values() if SUBJECT in str(one)] or fake.code == "notifuse"
    assert len(fake.campaigns) in (231, 1101)


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_what_left_is_never_touched(
    fakes: dict[str, Fake], capsys: pytest.CaptureFixture[str], force: tuple[str, ...]
) -> None:
    for code, states in GONE.items():
        for state, told in states:
            fakes[code].campaigns.clear()
            fakes[code].server.clear()
            fakes[code].lay(NAME, state)
            answer(fakes[code])
            assert push(code, *force) == 1
            error = capsys.readouterr().err
            assert f"« {NAME} » est déjà {told} chez {fakes[code].name} : rien n’a été changé." in error
            assert written(fakes[code].server) == []


def test_keila_says_how_a_campaign_without_a_name_leaves_it(
    fakes: dict[str, Fake], capsys: pytest.CaptureFixture[str]
) -> None:
    fakes["keila"].lay(NAME, "sent")
    answer(fakes["keila"])
    assert push("keila") == 1
    assert "retirez là-bas « maillage » des données de cette campagne" in capsys.readouterr().err


def test_two_drafts_of_one_name_are_left_to_a_person(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.lay(NAME)
    fake.lay(NAME)
    assert push(fake.code, "--force") == 1
    assert f"{fake.name} a 2 brouillons « {NAME} »" in capsys.readouterr().err
    assert written(fake.server) == []


def test_a_draft_whose_making_was_not_confirmed_is_found_again(
    fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    """The request to create arrives, its answer does not: the next run goes on from what is there."""
    fake.unconfirmed = True
    assert push(fake.code) == 1
    assert f"{fake.name} est en panne (502)" in capsys.readouterr().err
    fake.unconfirmed = False
    assert push(fake.code) == 0
    (id_,) = fake.campaigns
    assert REACHED[fake.code].tags.unsubscribe in fake.html(id_)


def test_an_unknown_issue_and_an_unknown_service(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["newsletter", "push", "2031-t1", "--service", fake.code, "--today", "2026-11-22"]) == 2
    assert "le numéro 2031-t1 n’existe pas ; numéros connus : " in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        push("pigeon")
    assert sent(fake.server) == []


# --- an issue that is not published yet


@pytest.fixture
def draft(fakes: dict[str, Fake], monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a draft of 2023-t4 in the place of the issues of the repository."""
    site, _ = opening.open_site()  # type: ignore[call-arg]
    assert site is not None

    def put(**fields: object) -> None:
        issues = MappingProxyType({"2023-t4": issue(statut="brouillon", **fields)})
        network = replace(site.network, records=site.records.having("issues", issues))
        show(monkeypatch, replace(site, network=network))

    return put


def push_draft() -> int:
    return main(["newsletter", "push", "2023-t4", "--service", "brevo", "--today", "2026-11-22"])


def test_a_draft_issue_can_be_tried_and_says_what_is_left_to_do(
    fakes: dict[str, Fake], draft: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    draft(actualites=rubric("news/akatij-guyane"))
    answer(fakes["brevo"])
    assert push_draft() == 0
    said = capsys.readouterr().out
    assert "2023-t4 est un brouillon ; publiez sa page" in said
    assert "les liens mènent à https://reseau-pare.example/ ; donnez SITE_URL" in said


def test_a_letter_with_a_fault_goes_nowhere(
    httpserver: HTTPServer, draft: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    same = {"libelle": "En savoir plus", "url": "https://un.example/"}
    other = {"libelle": "En savoir plus", "url": "https://deux.example/"}
    choices = [
        {"fiche": "news/akatij-guyane", "bouton": same},
        {"fiche": "news/boussole-point-ecoute-nord", "bouton": other},
    ]
    draft(actualites=rubric(*choices))
    assert push_draft() == 1
    assert "« En savoir plus » mène à 2 endroits" in capsys.readouterr().err.replace("\u00a0", " ")
    assert sent(httpserver) == []
