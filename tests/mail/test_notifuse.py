"""Notifuse: the letter is a template, the broadcast says to whom it goes."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from generators.letter.check import extract
from tests.letter.fake import real_files
from tests.mail.conftest import answer
from tests.mail.fakes.notifuse import WORKSPACE, Notifuse
from tests.mail.pushing import NAME, SUBJECT, push, sent


@pytest.fixture
def notifuse(fakes: dict[str, Notifuse]) -> Notifuse:
    answer(fakes["notifuse"])
    return fakes["notifuse"]


def test_a_template_then_a_broadcast_that_takes_it(notifuse: Notifuse) -> None:
    assert push("notifuse") == 0
    assert sent(notifuse.server) == [
        ("GET", "/api/broadcasts.list"),
        ("GET", "/api/templates.get"),
        ("POST", "/api/templates.create"),
        ("POST", "/api/broadcasts.create"),
    ]
    template, broadcast = notifuse.bodies
    email = template.pop("email")
    assert template == {
        "workspace_id": WORKSPACE,
        "id": template["id"],
        "name": NAME,
        "channel": "email",
        "category": "marketing",
    }
    assert broadcast == {
        "workspace_id": WORKSPACE,
        "name": NAME,
        "audience": {"list": "newsletter", "segments": ["nord"], "exclude_unsubscribed": True},
        "test_settings": {
            "enabled": False,
            "variations": [{"variation_name": "A", "template_id": template["id"]}],
        },
    }
    assert set(email) == {"subject", "compiled_preview", "visual_editor_tree", "text"}
    assert email["subject"] == SUBJECT and "{{ unsubscribe_url }}" in email["text"]


def test_its_blocks_are_well_formed_and_say_what_the_letter_says(notifuse: Notifuse) -> None:
    """A raw block is read as XML there, and loses the spaces between two tags."""
    assert push("notifuse") == 0
    tree = notifuse.bodies[0]["email"]["visual_editor_tree"]
    head, body = tree["children"]
    title, raw = head["children"]
    (letter,) = body["children"]
    assert title["content"].startswith("La newsletter, 3e trimestre 2023")
    for block in (raw, letter):
        ElementTree.fromstring(f'<x xmlns:v="v" xmlns:o="o">{block["content"]}</x>')
        assert not re.search(r"> +<", block["content"])
    said, ours = extract(letter["content"]), extract(real_files()["email.notifuse.html"].decode())
    assert said.links == ours.links and said.words.split() == ours.words.split()


def test_what_was_chosen_there_stays(notifuse: Notifuse) -> None:
    """The sender, where the answers go, how links are counted."""
    assert push("notifuse") == 0
    (id_,) = notifuse.campaigns
    notifuse.template(id_)["email"] |= {"sender_id": "s-1", "reply_to": "contact@exemple.fr"}
    notifuse.campaigns[id_]["utm_parameters"] = {"source": "lettre"}
    assert push("notifuse") == 0
    email = notifuse.template(id_)["email"]
    assert (email["sender_id"], email["reply_to"]) == ("s-1", "contact@exemple.fr")
    assert notifuse.campaigns[id_]["utm_parameters"] == {"source": "lettre"}


def test_another_template_that_was_put_in_its_place_is_not_lost_in_silence(
    notifuse: Notifuse, capsys: pytest.CaptureFixture[str]
) -> None:
    assert push("notifuse") == 0
    (id_,) = notifuse.campaigns
    other = notifuse.lay("x")
    notifuse.campaigns[id_]["test_settings"] = notifuse.campaigns.pop(other)["test_settings"]
    assert push("notifuse") == 1
    assert "  + À la main" in capsys.readouterr().err
    assert push("notifuse", "--force") == 0
    assert notifuse.template(id_)["id"].startswith("maillage-")


def test_blocks_of_its_editor_are_read_too(notifuse: Notifuse, capsys: pytest.CaptureFixture[str]) -> None:
    assert push("notifuse") == 0
    (id_,) = notifuse.campaigns
    tree = notifuse.template(id_)["email"]["visual_editor_tree"]
    button = {"id": "n", "type": "mj-button", "attributes": {"href": "https://n.example/"}, "content": "Ici"}
    tree["children"][1]["children"].append(button)
    assert push("notifuse") == 1
    assert "  + Ici <https://n.example/>" in capsys.readouterr().err
