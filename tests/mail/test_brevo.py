"""Brevo gets what its API documents, and no more."""

from __future__ import annotations

import pytest

from tests.mail.conftest import answer
from tests.mail.fakes import Fake
from tests.mail.pushing import NAME, SENDER, SUBJECT, push, sent, tell


@pytest.fixture
def brevo(fakes: dict[str, Fake]) -> Fake:
    answer(fakes["brevo"])
    return fakes["brevo"]


def test_a_draft_is_created(brevo: Fake) -> None:
    brevo.lay("Une autre", "sent")
    assert push("brevo") == 0
    assert sent(brevo.server) == [("GET", brevo.first), ("POST", brevo.first)]
    (body,) = brevo.bodies
    html = str(body.pop("htmlContent"))
    assert body == {
        "name": NAME,
        "subject": SUBJECT,
        "sender": {"name": "PARÉ, le réseau", "email": SENDER},
        "previewText": body["previewText"],
        "mirrorActive": True,
    }
    assert str(body["previewText"]).startswith("Un webinaire avec la Belgique et le Québec")
    assert 'href="{{ unsubscribe }}"' in html and 'href="{{ mirror }}"' in html
    headers = brevo.server.log[1][0].headers
    assert headers["Content-Type"] == headers["Accept"] == "application/json"


def test_the_lists_and_segments_are_those_of_its_entry(brevo: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, {"service": "brevo", "listes": ["2", "9"], "segments": ["4"]})
    assert push("brevo") == 0
    assert brevo.bodies[0]["recipients"] == {"listIds": [2, 9], "segmentIds": [4]}


def test_the_draft_is_read_then_updated_by_its_number(brevo: Fake) -> None:
    assert push("brevo") == push("brevo") == 0
    assert sent(brevo.server)[2:] == [
        ("GET", brevo.first),
        ("GET", f"{brevo.first}/12"),
        ("PUT", f"{brevo.first}/12"),
    ]
    first, second = brevo.bodies
    assert first == second


def test_lists_that_the_team_chose_there_stay_theirs(brevo: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    """The entry names none: nothing is said of them, so nothing is lost."""
    assert push("brevo") == 0
    brevo.edit(12, to="4")
    assert push("brevo") == 0
    assert brevo.campaigns[12]["recipients"]["lists"] == [4]
