"""`newsletter send-test`: a real SMTP server receives the message byte for byte, or says why not."""

from __future__ import annotations

import email
import re
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from generators import opening
from generators.cli import main
from generators.mail import smtp
from generators.mail.smtp import Server, send
from tests.letter.fake import real_files
from tests.letter.quick import stand_in_the_project
from tests.port import free_port
from tests.sites import real_site, saying

PASSWORD = "un mot de passe SECRET"
OPENSSL = (
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
    "-subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
)


@dataclass
class Mailbox:
    """The server's side: what arrived, and what it answers instead when it is told to refuse."""

    refusals: dict[str, str] = field(default_factory=dict)
    received: list[Envelope] = field(default_factory=list)
    logins: list[LoginPassword] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    silence: threading.Event | None = None

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.refusals.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.silence:
            self.silence.wait(30)
        self.received.append(envelope)
        self.encrypted.append(session.ssl is not None)
        return self.refusals.get("DATA", "250 OK")

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        self.logins.append(data)
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


def serve(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, **options: Any) -> Controller:
    """A server on this machine, and an environment that names it."""
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", str(port))
    return controller


@pytest.fixture
def server(mailbox: Mailbox, here: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Controller]:
    controller = serve(mailbox, monkeypatch)
    yield controller
    controller.stop()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in_the_project(monkeypatch)
    for name in ("SMTP_HOST", "SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "SMTP_TLS"):
        monkeypatch.delenv(name, raising=False)


def send_test(*to: str) -> int:
    options = [part for address in to for part in ("--to", address)]
    return main(["newsletter", "send-test", "2023-t3", "--today", "2026-11-22", *options])


def body(envelope: Envelope) -> bytes:
    assert isinstance(envelope.content, bytes)
    return envelope.content


def test_the_message_arrives_byte_for_byte(
    server: Controller, mailbox: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send_test("equipe@exemple.fr") == 0
    (envelope,) = mailbox.received
    assert body(envelope) == b"To: equipe@exemple.fr\r\n" + real_files()["message.eml"]
    assert (envelope.mail_from, envelope.rcpt_tos) == (
        "newsletter@reseau-pare.example",
        ["equipe@exemple.fr"],
    )
    assert "Envoyé à equipe@exemple.fr" in capsys.readouterr().out


def test_a_letter_bears_the_moment_of_its_sending(
    server: Controller, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mailbox's filter suspects a message whose hour is far from the one at which it came."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert main(["newsletter", "send-test", "2023-t3", "--to", "equipe@exemple.fr"]) == 0
    raw = body(mailbox.received[0])
    (told,) = email.message_from_bytes(raw, policy=default).get_all("Date")
    assert abs((datetime.now(UTC) - told.datetime).total_seconds()) < 60
    assert raw.count(b"\nDate: ") == 1


def test_the_headers_that_mailboxes_ask_for(
    server: Controller, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"desinscription": "https://lettre.example/quitter?qui=essai", "courriel": "lettre@pare.example"}
    site = saying(real_site(date(2026, 11, 22), "https://reseau-pare.example/"), lettre=said)
    monkeypatch.setattr(opening, "open_site", lambda *_, **__: (site, ()))
    assert send_test("equipe@exemple.fr") == 0
    message = email.message_from_bytes(body(mailbox.received[0]), policy=default)
    assert message["List-Unsubscribe"] == "<https://lettre.example/quitter?qui=essai>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert str(message["To"]) == "equipe@exemple.fr"
    assert message["From"].addresses[0].addr_spec == mailbox.received[0].mail_from == "lettre@pare.example"
    assert message.defects == []


def test_dots_long_lines_and_eight_bits_arrive_as_they_left(server: Controller, mailbox: Mailbox) -> None:
    """RFC 5321, 4.5.2: a line that starts with a dot is doubled on the way, and only there."""
    text = b".\r\n..\r\n.point\r\n" + b"x" * 998 + b"\r\n\xc3\xa9t\xc3\xa9 \xff\r\n\r\n.\r\n"
    message = b"Subject: essai\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text
    address = ("127.0.0.1", server.port)
    send(Server(*address, "non"), message, "de@exemple.fr", "a@exemple.fr")
    assert body(mailbox.received[0]) == b"To: a@exemple.fr\r\n" + message


def test_each_mailbox_gets_its_own(server: Controller, mailbox: Mailbox) -> None:
    assert send_test("un@exemple.fr", "deux@exemple.fr") == 0
    assert [envelope.rcpt_tos for envelope in mailbox.received] == [["un@exemple.fr"], ["deux@exemple.fr"]]
    assert b"un@exemple.fr" not in body(mailbox.received[1])


def test_a_trial_is_no_sending(
    server: Controller, mailbox: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send_test(*(f"boite{n}@exemple.fr" for n in range(11))) == 2
    assert "Un essai va à 10 boîtes au plus" in capsys.readouterr().err
    assert mailbox.received == []


@pytest.mark.parametrize(
    "address",
    ["equipe", "a@b@c", "a b@c.fr", "a@c.fr, d@c.fr", "a@c.fr\r\nBcc: d@c.fr", "PARÉ <a@c.fr>", "é@c.fr", ""],
)
def test_only_a_plain_address(
    server: Controller, mailbox: Mailbox, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    assert send_test(address) == 2
    assert "n’est pas une adresse électronique" in capsys.readouterr().err
    assert mailbox.received == []


# --- what goes wrong


def test_a_refused_recipient(
    server: Controller, mailbox: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    mailbox.refusals["perdu@exemple.fr"] = "550 5.1.1 User unknown"
    assert send_test("perdu@exemple.fr") == 1
    error = capsys.readouterr().err
    assert "refuse le destinataire perdu@exemple.fr (550 5.1.1 User unknown) : vérifiez l’adresse." in error
    assert error.count("\n") == 1 and mailbox.received == []


def test_a_refused_sender_and_a_refused_message(
    server: Controller, mailbox: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    mailbox.refusals["MAIL"] = "553 5.7.1 Sender not owned"
    assert send_test("equipe@exemple.fr") == 1
    assert "dans data/reseau.yml, sous « lettre », donnez un « courriel »" in capsys.readouterr().err
    mailbox.refusals = {"DATA": "554 5.6.0 Refused"}
    assert send_test("equipe@exemple.fr") == 1
    assert "a refusé le message (554 5.6.0 Refused)" in capsys.readouterr().err
    mailbox.refusals = {}
    assert send_test("equipe@exemple.fr") == 0


def test_a_server_that_is_not_there(
    here: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", "9")
    assert send_test("equipe@exemple.fr") == 1
    assert "127.0.0.1:9 est injoignable : vérifiez le réseau, SMTP_HOST" in capsys.readouterr().err


def test_a_server_of_no_name(
    here: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_HOST", "smtp.invalid")
    assert send_test("equipe@exemple.fr") == 1
    assert "smtp.invalid:587 est injoignable" in capsys.readouterr().err


def test_a_server_that_is_silent(
    server: Controller,
    mailbox: Mailbox,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", 2.0)
    mailbox.silence = threading.Event()
    assert send_test("equipe@exemple.fr") == 1
    mailbox.silence.set()
    assert "n’a pas répondu à temps" in capsys.readouterr().err


def test_a_server_without_encryption(
    server: Controller, mailbox: Mailbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_TLS", "starttls")
    assert send_test("equipe@exemple.fr") == 1
    assert "ne sait ni chiffrer ni vérifier un mot de passe" in capsys.readouterr().err
    assert mailbox.received == []


# --- encryption and login


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of this machine, signed by itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [*OPENSSL.split(), "-keyout", str(key), "-out", str(cert)],
        check=True,
        capture_output=True,
    )
    return cert, key


@pytest.fixture
def secure(
    mailbox: Mailbox, here: None, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Controller]:
    """A server that wants STARTTLS and a password."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    controller = serve(
        mailbox,
        monkeypatch,
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=mailbox.authenticate,
    )
    monkeypatch.setenv("SMTP_TLS", "starttls")
    monkeypatch.setenv("SMTP_USER", "lettre")
    monkeypatch.setenv("SMTP_PASSWORD", PASSWORD)
    yield controller
    controller.stop()


def test_the_password_and_the_letter_travel_encrypted(
    secure: Controller, mailbox: Mailbox, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    assert send_test("equipe@exemple.fr") == 0
    assert body(mailbox.received[0]).endswith(real_files()["message.eml"])
    assert mailbox.encrypted == [True]
    assert mailbox.logins[0] == LoginPassword(b"lettre", PASSWORD.encode())


def test_a_refused_login(
    secure: Controller,
    mailbox: Mailbox,
    certificate: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    monkeypatch.setenv("SMTP_PASSWORD", "un autre SECRET")
    assert send_test("equipe@exemple.fr") == 1
    error = capsys.readouterr().err
    assert "refuse l’identifiant ou le mot de passe : vérifiez SMTP_USER et SMTP_PASSWORD." in error
    assert "SECRET" not in error and mailbox.received == []


def test_a_certificate_that_nobody_signed(
    secure: Controller, mailbox: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send_test("equipe@exemple.fr") == 1
    assert "n’a pas de chiffrement valable" in capsys.readouterr().err
    assert mailbox.logins == [] and mailbox.received == []


# --- the environment


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Il manque une variable d’environnement : SMTP_HOST (le serveur d’envoi)."),
        (
            {"SMTP_HOST": "smtp.example", "SMTP_USER": "lettre"},
            "SMTP_PASSWORD (le mot de passe de SMTP_USER)",
        ),
        ({"SMTP_HOST": "smtp.example", "SMTP_PORT": "submission"}, "SMTP_PORT doit être un numéro de port"),
        ({"SMTP_HOST": "smtp.example", "SMTP_TLS": "oui"}, "SMTP_TLS doit être starttls, tls ou non."),
        (
            {"SMTP_HOST": "smtp.example", "SMTP_TLS": "non", "SMTP_USER": "u", "SMTP_PASSWORD": "p"},
            "le mot de passe passerait en clair",
        ),
    ],
)
def test_a_wrong_setting_is_told(
    here: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    values: dict[str, str],
    said: str,
) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    assert send_test("equipe@exemple.fr") == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("values", "port"),
    [({}, 587), ({"SMTP_TLS": "tls"}, 465), ({"SMTP_TLS": "non"}, 25), ({"SMTP_PORT": "2525"}, 2525)],
)
def test_the_usual_port(values: dict[str, str], port: int) -> None:
    server = Server.of(smtp.Environment({"SMTP_HOST": "smtp.example", **values}))
    assert (server.port, server.encryption) == (port, values.get("SMTP_TLS", "starttls"))


def test_a_password_is_not_in_what_the_program_says_of_its_server() -> None:
    server = Server("smtp.example", 587, "starttls", "lettre", PASSWORD)
    assert not re.search("SECRET", repr(server))
