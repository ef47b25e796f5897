"""The message: what a mail program reads, and the same bytes at every build."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

from generators import letter
from tests.letter.fake import real, real_files
from tests.sites import saying

ISSUE = real().records.issues["2023-t3"]


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_both_parts_are_the_files():
    files = real_files()
    message = parsed(files["message.eml"])
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content_charset() == html.get_content_charset() == "utf-8"
    assert text.get_content().replace("\r\n", "\n") == files["email.txt"].decode()
    assert html.get_content().replace("\r\n", "\n").rstrip("\n") == files["email.html"].decode()
    assert message.defects == [] and text.defects == [] and html.defects == []


def test_headers():
    message = parsed(real_files()["message.eml"])
    assert message["Subject"] == "La newsletter, 3e trimestre 2023 · PARÉ, le réseau"
    assert str(message["From"]) == '"PARÉ, le réseau" <newsletter@reseau-pare.example>'
    assert parsedate_to_datetime(message["Date"]).isoformat() == "2026-11-22T09:00:00+01:00"
    assert re.fullmatch(r"<newsletter-2023-t3\.[0-9a-f]{24}@reseau-pare\.example>", message["Message-ID"])
    assert message["List-Unsubscribe"] == "<https://reseau-pare.example/newsletter/#se-desinscrire>"
    assert "List-Unsubscribe-Post" not in message
    assert message["Content-Language"] == "fr"


def test_another_text_has_another_identifier():
    """Mailboxes hide a second message of one identifier: a corrected trial must show."""
    corrected = saying(real(), lettre={"contact": "Un autre mot."})
    again = parsed(letter.outputs(ISSUE, corrected)["message.eml"])
    assert again["Message-ID"] != parsed(real_files()["message.eml"])["Message-ID"]


def test_no_header_twice_and_none_empty():
    names = [name.lower() for name, value in parsed(real_files()["message.eml"]).items() if value]
    assert len(names) == len(set(names)) == len(parsed(real_files()["message.eml"]).keys())
    assert "to" not in names and "bcc" not in names


def test_lines_are_those_of_smtp():
    """RFC 5322, 2.1.1: at most 998 signs a line, each ended by CR LF."""
    content = real_files()["message.eml"]
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert content.isascii()


def test_two_builds_are_the_same():
    assert letter.outputs(ISSUE, real()) == real_files()
