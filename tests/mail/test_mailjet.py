"""Mailjet takes a draft in two requests; a failure between them loses nothing."""

from __future__ import annotations

import pytest

from tests.mail.conftest import answer
from tests.mail.fakes.mailjet import Mailjet
from tests.mail.pushing import NAME, SENDER, SUBJECT, push, sent, tell


@pytest.fixture
def mailjet(fakes: dict[str, Mailjet]) -> Mailjet:
    answer(fakes["mailjet"])
    return fakes["mailjet"]


def test_a_draft_is_created_then_its_content(mailjet: Mailjet) -> None:
    mailjet.lay(NAME, -2)
    mailjet.lay("Une autre")
    assert push("mailjet") == 0
    drafts = mailjet.first
    assert sent(mailjet.server) == [("GET", drafts), ("POST", drafts), ("POST", f"{drafts}/79/detailcontent")]
    draft, content = mailjet.bodies
    assert draft == {
        "Locale": "fr_FR",
        "Title": NAME,
        "Subject": SUBJECT,
        "Sender": "PARÉ, le réseau",
        "SenderName": "PARÉ, le réseau",
        "SenderEmail": SENDER,
        "ContactsListID": 58,
        "EditMode": "html2",
    }
    assert set(content) == {"Html-part", "Text-part"}
    assert 'href="[[UNSUB_LINK_FR]]"' in str(content["Html-part"])
    assert "[[UNSUB_LINK_FR]]" in str(content["Text-part"]) and "<" not in str(content["Text-part"])


def test_a_segment_of_its_entry(mailjet: Mailjet, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, {**mailjet.entry, "segments": ["6"]})
    assert push("mailjet") == push("mailjet") == 0
    assert mailjet.bodies[0]["SegmentationID"] == 6


@pytest.mark.parametrize("known", [False, True], ids=["new", "known"])
def test_it_goes_on_after_a_failure_between_its_two_requests(
    mailjet: Mailjet, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    """What the first request changed is ours, even where the seal of the content is an earlier one."""
    if known:
        tell(monkeypatch, mailjet.entry, courriel="ancienne@reseau-pare.example")
        assert push("mailjet") == 0
        tell(monkeypatch, mailjet.entry)
    mailjet.broken = 500
    assert push("mailjet") == 1
    assert "Mailjet est en panne (500)" in capsys.readouterr().err
    mailjet.broken = 0
    assert push("mailjet") == 0
    assert "mis à jour chez Mailjet" in capsys.readouterr().out
    assert mailjet.html(77) and len(mailjet.campaigns) == 1
