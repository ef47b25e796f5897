"""Keila: a campaign is found by the name in its data, and gets a sender of the project."""

from __future__ import annotations

import pytest

from tests.mail.conftest import answer
from tests.mail.fakes.keila import Keila
from tests.mail.pushing import NAME, SUBJECT, push, sent, tell


@pytest.fixture
def keila(fakes: dict[str, Keila]) -> Keila:
    answer(fakes["keila"])
    return fakes["keila"]


def test_it_is_created_then_updated(keila: Keila) -> None:
    keila.lay("Une autre")
    keila.campaigns["mc_1"]["data"] = None
    assert push("keila") == push("keila") == 0
    campaigns, senders = keila.first, "/api/v1/senders"
    assert sent(keila.server) == [
        ("GET", campaigns),
        ("GET", senders),
        ("POST", campaigns),
        ("GET", campaigns),
        ("GET", f"{campaigns}/mc_2"),
        ("GET", senders),
        ("GET", senders),
        ("PATCH", f"{campaigns}/mc_2"),
    ]
    body = keila.bodies[0]["data"]
    html = str(body.pop("html_body"))
    assert keila.bodies[1]["data"]["settings"] == {"type": "html"}
    assert body == {
        "subject": SUBJECT,
        "preview_text": body["preview_text"],
        "settings": {"type": "html", "do_not_track": True},
        "sender_id": "ms_1",
        "segment_id": "sgm_1",
        "data": {"maillage": NAME},
    }
    assert 'href="{{ unsubscribe_link }}"' in html and "public_link" not in html


def test_a_project_without_our_sender(
    keila: Keila, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(monkeypatch, keila.entry, courriel="inconnue@reseau-pare.example")
    assert push("keila") == 1
    assert "Keila n’a pas d’expéditeur inconnue@reseau-pare.example" in capsys.readouterr().err
    assert keila.campaigns == {}


def test_the_case_of_an_address_is_nothing(keila: Keila, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, keila.entry, courriel="Lettre@Reseau-Pare.example")
    assert push("keila") == push("keila") == 0


def test_a_campaign_that_became_markdown_was_changed(
    keila: Keila, capsys: pytest.CaptureFixture[str]
) -> None:
    assert push("keila") == 0
    keila.campaigns["mc_1"].update(settings={"type": "markdown"}, text_body="Une autre lettre")
    assert push("keila") == 1
    assert "  + Une autre lettre" in capsys.readouterr().err


def test_hundreds_of_heavy_campaigns_come_in_one_answer(keila: Keila) -> None:
    """Each comes with its HTML: more than one answer of another service may weigh."""
    for number in range(110):
        keila.campaigns[keila.lay(f"n{number}")]["html_body"] = "é" * 85_000
    assert push("keila") == 0
