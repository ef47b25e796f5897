"""A letter in a real mailbox: a server takes it, keeps it and shows it, a filter judges it."""

from __future__ import annotations

import email
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from generators import opening
from generators.cli import main
from generators.mail.headers import dated
from tests.debian import found
from tests.letter.fake import SITE, real_files
from tests.letter.quick import stand_in_the_project
from tests.letter.variants import quarter_files
from tests.mail.dovecot import Mailbox, mailbox
from tests.port import free_port
from tests.sites import real_site, saying

#: The highest score of a letter that a team sends without a second thought; 5 is rubbish.
HARMLESS = 1.0
TEAM = "equipe@exemple.fr"


@pytest.fixture(scope="module")
def box() -> Iterator[Mailbox]:
    with mailbox() as made:
        yield made


class Relay:
    """A mail server that hands what it takes to the mailbox server, as a company's does."""

    def __init__(self, box: Mailbox) -> None:
        self.box = box

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes) and envelope.mail_from
        for address in envelope.rcpt_tos:
            self.box.deliver(envelope.content, envelope.mail_from, address)
        return "250 OK"


@pytest.fixture
def sent(box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> str:
    """The network's own issue, sent by the command to a mailbox of the team: that mailbox."""
    stand_in_the_project(monkeypatch)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    port = free_port()
    relay = Controller(Relay(box), hostname="127.0.0.1", port=port)
    relay.start()
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", str(port))
    said = {"desinscription": "https://lettre.example/quitter?qui=essai", "courriel": "lettre@pare.example"}
    site = saying(real_site(date(2026, 11, 22), SITE), lettre=said)
    monkeypatch.setattr(opening, "open_site", lambda *_, **__: (site, ()))
    try:
        assert main(["newsletter", "send-test", "2023-t3", "--to", TEAM]) == 0
    finally:
        relay.stop()
    return TEAM


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_mailbox_shows_the_letter_that_was_sent(box: Mailbox, sent: str) -> None:
    message = parsed(box.last(sent))
    text, html = message.iter_parts()
    assert message.defects == text.defects == html.defects == []
    assert text.get_content().replace("\r\n", "\n").count("\n") > 200
    assert "<h1" in html.get_content() and html.get_content().count("<h3") == 27
    structure = box.said(sent, "BODYSTRUCTURE")
    parts = re.findall(r'\("text" "(\w+)" \("charset" "utf-8"\) NIL NIL "quoted-printable"', structure)
    assert parts == ["plain", "html"] and '"alternative"' in structure and '("fr")' in structure


def test_a_mailbox_reads_its_headers_as_they_were_meant(box: Mailbox, sent: str) -> None:
    message = parsed(box.last(sent))
    (sender,) = message["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("PARÉ, le réseau", "lettre@pare.example")
    assert str(make_header(decode_header(message["Subject"]))).startswith("La newsletter, 3e trimestre 2023")
    assert message["List-Unsubscribe"] == "<https://lettre.example/quitter?qui=essai>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert abs(message["Date"].datetime - datetime.now(UTC)) < timedelta(minutes=5)
    envelope = box.said(sent, "ENVELOPE")
    assert '"lettre" "pare.example"' in envelope and '"equipe" "exemple.fr"' in envelope


@pytest.mark.parametrize("words", ["Mulhouse", "Guyane", "Actualités du réseau", "prostitution des mineurs"])
def test_a_mailbox_finds_the_letter_by_its_words(box: Mailbox, sent: str, words: str) -> None:
    with box.open(sent) as session:
        session.literal = words.encode()
        assert session.search("UTF-8", "BODY")[1] != [b""]


@pytest.mark.parametrize("files", [real_files, quarter_files], ids=["2023-t3", "2026-t4"])
def test_what_a_mailbox_keeps_are_the_files(box: Mailbox, files) -> None:
    content = dated(files()["message.eml"], datetime.now().astimezone())
    box.deliver(b"To: essai@exemple.fr\r\n" + content, "lettre@pare.example", "essai@exemple.fr")
    text, html = parsed(box.last("essai@exemple.fr")).iter_parts()
    assert text.get_content().replace("\r\n", "\n") == files()["email.txt"].decode()
    assert html.get_content().replace("\r\n", "\n").rstrip("\n") == files()["email.html"].decode()


def judged(message: bytes, home: Path) -> tuple[float, str]:
    """What SpamAssassin gives a message by its local rules, and the rules that it names."""
    command = [found("spamassassin"), "--local", "--test-mode", "-x"]
    done = subprocess.run(
        command, input=message, capture_output=True, check=True, env={"HOME": str(home), "LANG": "C"}
    )
    told = re.search(
        r"^X-Spam-Status: \w+, score=([-\d.]+) .*?tests=(\S*(?:\s+\S+)*?)\s+autolearn",
        done.stdout.decode("utf-8", "replace"),
        flags=re.MULTILINE | re.DOTALL,
    )
    assert told, done.stdout[:2000]
    return float(told[1]), "".join(told[2].split())


@pytest.mark.parametrize("files", [real_files, quarter_files], ids=["2023-t3", "2026-t4"])
def test_a_filter_finds_nothing_to_say(box: Mailbox, tmp_path: Path, files) -> None:
    """As it came: with the way that it took, on the day of its sending."""
    content = dated(files()["message.eml"], datetime.now().astimezone())
    box.deliver(b"To: essai@exemple.fr\r\n" + content, "lettre@pare.example", "essai@exemple.fr")
    score, rules = judged(box.last("essai@exemple.fr"), tmp_path)
    assert score <= HARMLESS, rules
    assert not re.search(r"DATE_IN|LOW_CONTRAST|HTML_FONT|MIME_HTML_ONLY|MPART_ALT_DIFF", rules), rules


def test_the_filter_is_asked(tmp_path: Path) -> None:
    """A letter of last year, without its text part: a filter says so."""
    message = parsed(real_files()["message.eml"])
    html = message.get_body(("html",))
    assert html
    rubbish = EmailMessage(policy=default)
    rubbish["From"], rubbish["Subject"] = "x@exemple.fr", "GAGNEZ 1 000 000 EUR"
    rubbish.set_content(html.get_content().replace("#FFFFFF", "#FEFEFE"), subtype="html")
    score, rules = judged(rubbish.as_bytes(), tmp_path)
    assert score > HARMLESS and "MIME_HTML_ONLY" in rules, rules
