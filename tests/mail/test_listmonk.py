"""listmonk, on the team's own server."""

from __future__ import annotations

import pytest

from tests.mail.conftest import answer
from tests.mail.fakes.listmonk import Listmonk
from tests.mail.pushing import NAME, SENDER, SUBJECT, push, sent, tell


@pytest.fixture
def listmonk(fakes: dict[str, Listmonk]) -> Listmonk:
    answer(fakes["listmonk"])
    return fakes["listmonk"]


def test_it_is_created_then_updated(listmonk: Listmonk, capsys: pytest.CaptureFixture[str]) -> None:
    assert push("listmonk") == push("listmonk") == 0
    campaigns = listmonk.first
    assert sent(listmonk.server) == [
        ("GET", campaigns),
        ("POST", campaigns),
        ("GET", campaigns),
        ("GET", f"{campaigns}/5"),
        ("PUT", f"{campaigns}/5"),
    ]
    first, second = listmonk.bodies
    assert first == second
    html, words = str(first.pop("body")), str(first.pop("altbody"))
    assert first == {
        "name": NAME,
        "subject": SUBJECT,
        "lists": [3, 7],
        "type": "regular",
        "content_type": "html",
        "from_email": f"=?utf-8?b?UEFSw4ksIGxlIHLDqXNlYXU=?= <{SENDER}>",
    }
    assert 'href="{{ UnsubscribeURL }}"' in html and "{{ UnsubscribeURL }}" in words
    assert listmonk.server.url_for("/admin/campaigns") in capsys.readouterr().out


def test_it_takes_the_template_of_its_entry(listmonk: Listmonk, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, {**listmonk.entry, "modele": "4"})
    assert push("listmonk") == 0
    assert listmonk.bodies[0]["template_id"] == 4


def test_without_an_address_the_server_s_own_sender_writes(
    listmonk: Listmonk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(monkeypatch, listmonk.entry, courriel=None)
    assert push("listmonk") == push("listmonk") == 0
    assert "from_email" not in listmonk.bodies[0]
