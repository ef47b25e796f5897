"""Thirty structures asked and verified: letters by a real SMTP server, answers in a mailbox, two gestures."""

from __future__ import annotations

import email
import mailbox as mailboxes
import smtplib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox

from generators.cli import main
from generators.records.reading.source import read
from tests.intake.thirty import COUNT, answer, id_of, mailbox, project, quoting
from tests.port import free_port

TODAY = "2026-11-25"
ASKED = "2026-11-22"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = project(tmp_path / "projet").root
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Callable[[EmailMessage], None], Callable[[], list[bytes]]]]:
    """A real SMTP server: how to send to it, and the messages that it put in its mailbox."""
    folder = tmp_path / "boite"
    controller = Controller(Mailbox(str(folder)), hostname="127.0.0.1", port=free_port())
    controller.start()

    def send(message: EmailMessage) -> None:
        with smtplib.SMTP(controller.hostname, controller.port, timeout=30) as session:
            session.send_message(message)

    def received() -> list[bytes]:
        with_box = mailboxes.Maildir(str(folder))
        found = [with_box.get_bytes(key) for key in with_box.keys()]  # noqa: SIM118 (no mapping)
        with_box.clear()
        return found

    yield send, received
    controller.stop()


def read_eml(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def replies_to(letters: dict[str, EmailMessage]) -> Iterator[EmailMessage]:
    """Twenty plain answers, then ten as people write them."""
    for number in range(20):
        letter = letters[mailbox(number)]
        yield answer(letter, "Tout est exact.\n\nCordialement,\nMarie Durand", quoted=quoting(letter))
    sloppy: list[Callable[[EmailMessage], EmailMessage]] = [
        lambda one: answer(one, "oui tout est exact", quoted=quoting(one), cte="base64"),
        lambda one: answer(one, "TOUT EST EXACT, merci !!\n\nEnvoyé de mon iPhone", quoted=quoting(one)),
        lambda one: answer(one, "RAS\n\n-- \nPôle accueil\n03 20 99 99 99"),
        lambda one: answer(
            one,
            "<html><body><div>Bonjour,</div><div>rien &agrave; signaler, c&rsquo;est bon pour nous.</div>"
            "<div>Bien &agrave; vous</div><blockquote>Tout est faux</blockquote></body></html>",
            html=True,
        ),
        lambda one: answer(one, "La fiche est à jour, bonne journée", charset="iso-8859-1"),
        lambda one: answer(one, "Salut\nTél : 03.20.55.55.55\nle reste est exact", quoted=quoting(one)),
        lambda one: answer(one, "", quoted=quoting(one, edited=("03 20 00 10 26", "03 20 66 66 66"))),
        lambda one: answer(
            one, "Fiche : Point écoute 27 (actors/point-ecoute-27)\nhttps://exemple.fr/acteurs/point-ecoute-27/\n\n"
            "À corriger : Site web\n  Sur la fiche : https://point-ecoute-27.example/\n"
            "  Il faut : https://www.nouveau.example/\n\nFonction : direction du service",
        ),
        lambda one: answer(one, "tout est exact sauf que nous fermons en août, et le directeur a changé"),
        lambda one: answer(one, "Tout est exact", sender="camille.dupont@gmail.example"),
    ]  # fmt: skip
    for number, make in enumerate(sloppy, start=20):
        yield make(letters[mailbox(number)])


def test_thirty_structures_are_asked_answer_and_are_verified(
    office: Path,
    server: tuple[Callable[[EmailMessage], None], Callable[[], list[bytes]]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    send, received = server
    assert main(["verify", "letters", "--today", ASKED]) == 0
    assert capsys.readouterr().out == "30\u00a0lettres dans lettres/\n"
    for path in sorted((office / "lettres").glob("*.eml")):
        send(read_eml(path.read_bytes()))
    letters = {str(one["To"]): one for one in map(read_eml, received())}
    assert len(letters) == COUNT

    for reply in replies_to(letters):
        send(reply)
    box = mailboxes.mbox(str(tmp_path / "reponses.mbox"))
    for data in received():
        box.add(data)
    box.flush()
    before = {path.name: path.read_bytes() for path in (office / "data/actors").glob("*.yml")}
    assert main(["verify", "read", str(tmp_path / "reponses.mbox"), "--today", TODAY]) == 0
    assert before == {path.name: path.read_bytes() for path in (office / "data/actors").glob("*.yml")}
    told = capsys.readouterr().out
    assert "28\u00a0fiches à changer" in told, told

    assert main(["verify", "read", str(tmp_path / "reponses.mbox"), "--write", "--today", TODAY]) == 0
    story = capsys.readouterr().out
    values = {
        number: read((office / f"data/actors/{id_of(number)}.yml").read_bytes()).value
        for number in range(COUNT)
    }
    confirmed = [number for number in range(COUNT) if values[number].get("verifie_le") == "2026-11-24"]
    assert confirmed == [*range(28)]
    assert values[25]["telephone"] == "03 20 55 55 55"
    assert values[26]["telephone"] == "03 20 66 66 66"
    assert values[27]["site_web"] == "https://www.nouveau.example/"
    assert values[27]["verifie_par"] == "direction du service"
    assert "nous fermons en août" in story
    assert "camille" not in story and "gmail" not in story
    kept = (office / f"data/actors/{id_of(3)}.yml").read_text("utf-8")
    assert "# Ce commentaire reste." in kept and "# d’après le dépliant" in kept
    assert main(["check", "--today", TODAY]) == 0
    assert main(["verify", "read", str(tmp_path / "reponses.mbox"), "--write", "--today", TODAY]) == 0
    assert values == {
        number: read((office / f"data/actors/{id_of(number)}.yml").read_bytes()).value
        for number in range(COUNT)
    }
