"""A quarter from its records to its readers: drafted, refused unread, built for all regions, put into five
services, received by a real server."""

from __future__ import annotations

import email
import re
from email.policy import default
from pathlib import Path

import pytest
import yaml
from aiosmtpd.controller import Controller
from pytest_httpserver import HTTPServer

from generators.cli import main
from generators.project import Project
from tests.letter import quarter
from tests.letter.test_quarter_draft import as_read
from tests.mail.fakes import Fake
from tests.mail.pushing import SENDER
from tests.mail.test_send import Mailbox, serve

TEAM = "equipe@vigie.example"
#: Where each act of the letter leads: to the organiser, to the replay, to the telephone, not to our pages.
ACTS = (
    "https://maison-des-eleves.example/journee",
    "https://video.vigie.example/cyberharcelement",
    "https://recre-nord.example/mediateurs",
    "https://preaux.example/premier-entretien.pdf",
    "https://radio-marelle.example/cour-de-recre",
    "tel:+33353012424",
    "mailto:contact@awara-ecoles.example",
)


@pytest.fixture
def answering(httpserver: HTTPServer, services: dict[str, Fake]) -> dict[str, Fake]:
    """The five at once on one server."""
    routed = list(services.values())
    httpserver.expect_request(re.compile("^/")).respond_with_handler(
        lambda request: next(one for one in routed if mine(one, request.path)).serve(request)
    )
    return services


def mine(fake: Fake, path: str) -> bool:
    return path.startswith(ROOTS[fake.code])


#: The paths by which each is asked: the first that fits, in this order.
ROOTS = {
    "brevo": ("/v3/emailCampaigns",),
    "mailjet": ("/v3/REST",),
    "listmonk": ("/api/campaigns",),
    "keila": ("/api/v1",),
    "notifuse": ("/api/",),
}


@pytest.fixture
def project(tmp_path: Path, answering: dict[str, Fake], monkeypatch: pytest.MonkeyPatch) -> Project:
    """The network, whose identity tells of the five services and of who writes."""
    monkeypatch.chdir(quarter.ROOT)
    project = quarter.lay(tmp_path)
    file = project.data / "reseau.yml"
    said = yaml.safe_load(file.read_text("utf-8"))
    said["lettre"] |= {
        "courriel": SENDER,
        "services": [one.entry for one in answering.values()],
    }
    file.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    return project


def typed(project: Project, *words: str) -> int:
    return main(["newsletter", *words, "--data", str(project.data), "--today", quarter.DAY.isoformat()])


def test_from_eight_records_to_five_services_and_a_mailbox(
    project: Project,
    answering: dict[str, Fake],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert typed(project, "draft", quarter.ISSUE) == 0
    file = project.newsletter / f"{quarter.ISSUE}.yml"
    for code, fake in answering.items():
        capsys.readouterr()
        assert typed(project, "push", quarter.ISSUE, "--service", code) == 1
        assert re.search(rf"newsletter/{quarter.ISSUE}\.yml:\d+", capsys.readouterr().err + "")
        assert fake.campaigns == {} and fake.bodies == [], "asked of an issue that nobody read"

    file.write_text(as_read(file.read_text("utf-8")), "utf-8")
    out = tmp_path / "lettres"
    assert typed(project, "build", quarter.ISSUE, "--territoires", "--out", str(out)) == 0
    regions = [*(out / "newsletter" / quarter.ISSUE).glob("*/email.html")]
    assert {path.parent.name for path in regions} == {"grand-est", "pays-de-la-loire"}  # no history: no news
    for act in ACTS:
        assert all(act in path.read_text("utf-8") for path in regions), act

    for code, fake in answering.items():
        assert typed(project, "push", quarter.ISSUE, "--service", code) == 0, capsys.readouterr()
        (id_,) = fake.campaigns
        html = fake.html(id_)
        for act in ACTS:
            assert act in html.replace("&#43;", "+"), (code, act)
    assert typed(project, "push", quarter.ISSUE, "--service", "brevo") == 0, "a second run finds its draft"
    assert [len(fake.campaigns) for fake in answering.values()] == [1] * 5

    mailbox = Mailbox()
    server: Controller = serve(mailbox, monkeypatch)
    try:
        assert typed(project, "send-test", quarter.ISSUE, "--to", TEAM) == 0
    finally:
        server.stop()
    (envelope,) = mailbox.received
    assert isinstance(envelope.content, bytes) and envelope.rcpt_tos == [TEAM]
    received = email.message_from_bytes(envelope.content, policy=default)
    html, text = (received.get_body([kind]).get_content() for kind in ("html", "plain"))  # type: ignore[union-attr]
    for act in ACTS:
        assert act in html, act
        assert act.removeprefix("mailto:").removeprefix("tel:+33") in text.replace(
            "03 53 01 24 24", "353012424"
        ), act
