"""`newsletter push --territoires`: one draft, whose block each service chooses by a field of the contact."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from generators import opening
from generators.cli import main
from generators.letter import campaigns
from generators.mail import brevo
from generators.mail.services import REACHED
from generators.records.sending import Envoi
from generators.site import Site
from tests.readers import RECEIVED
from tests.regions import TODAY, before, numero, site_of_regions
from tests.sites import saying

ISSUE = "2026-t4"


def tell(monkeypatch: pytest.MonkeyPatch, site: Site, **entry: Any) -> None:
    """The site, as if data/reseau.yml told of this service."""
    letter = {"courriel": "lettre@reseau.example", "services": (Envoi.model_validate(entry),)}
    made = saying(site, lettre=letter)
    monkeypatch.setattr(opening, "open_site", lambda *_, **__: (made, ()))


@pytest.fixture
def sent() -> Site:
    return site_of_regions(before(), numero(statut="publie"))


@pytest.fixture
def api(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> HTTPServer:
    """Brevo, listmonk and Keila, where nothing is yet."""
    here = httpserver.url_for("").rstrip("/")
    monkeypatch.setattr(brevo, "API", f"{here}/v3")
    for name in ("BREVO_API_KEY", "LISTMONK_USER", "LISTMONK_TOKEN", "KEILA_API_KEY", "MJ_APIKEY_PUBLIC"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("MJ_APIKEY_PRIVATE", "x")
    httpserver.expect_request("/v3/emailCampaigns", "GET").respond_with_json({"count": 0})
    httpserver.expect_request("/v3/emailCampaigns", "POST").respond_with_json({"id": 12}, status=201)
    empty = {"data": {"results": [], "total": 0}}
    httpserver.expect_request("/api/campaigns", "GET").respond_with_json(empty)
    httpserver.expect_request("/api/campaigns", "POST").respond_with_json({"data": {"id": 3}})
    return httpserver


def push(service: str) -> int:
    today = TODAY.isoformat()
    return main(["newsletter", "push", ISSUE, "--service", service, "--territoires", "--today", today])


def body(api: HTTPServer) -> dict[str, Any]:
    (found,) = [json.loads(request.data) for request, _ in api.log if request.method == "POST"]
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("entry", "key", "field"),
    [
        ({"service": "brevo"}, "htmlContent", "REGION"),
        ({"service": "brevo", "attribut": "TERRITOIRE"}, "htmlContent", "TERRITOIRE"),
        ({"service": "listmonk", "listes": ["3"]}, "body", "region"),
    ],
)
def test_the_draft_holds_every_block_under_its_condition(
    api: HTTPServer,
    sent: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    entry: dict[str, Any],
    key: str,
    field: str,
) -> None:
    here = {"url": api.url_for("").rstrip("/")} if entry["service"] == "listmonk" else {}
    tell(monkeypatch, sent, **entry, **here)
    assert push(entry["service"]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "« Près de chez vous » : Guyane, Hauts-de-France, Normandie et " in said and field in said
    html = body(api)[key]
    received = RECEIVED[entry["service"]]
    assert "Maison de Cayenne" in received(html, {field: "Guyane"})
    assert "Relais de Lille" not in received(html, {field: "Guyane"})
    assert "Près de chez vous" not in received(html, {field: "Bretagne"}).replace("&#160;", " ")


def test_a_service_without_conditions_says_what_to_do_instead(
    api: HTTPServer, sent: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(monkeypatch, sent, service="mailjet", listes=["58"])
    assert push("mailjet") == 2
    said = capsys.readouterr().err.replace("\u00a0", " ")
    assert "Mailjet n’a pas de conditions dans ses campagnes" in said
    assert "maillage newsletter build --territoires" in said
    assert api.log == []


def test_without_news_the_national_letter_goes_and_it_is_said(
    api: HTTPServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    quiet = site_of_regions(numero(statut="publie", agenda=None), actors={}, events={}, traces={})
    tell(monkeypatch, quiet, service="brevo")
    assert push("brevo") == 0
    assert "Aucune région n’a de nouvelles" in capsys.readouterr().out
    assert "{% if" not in body(api)["htmlContent"]


def test_over_the_limit_of_the_service_nothing_is_asked_of_it(
    api: HTTPServer, sent: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = REACHED["brevo"]
    assert chosen.condition
    small = replace(chosen, condition=replace(chosen.condition, limit=10_000))
    monkeypatch.setitem(REACHED, "brevo", small)
    monkeypatch.setattr(campaigns, "SERVICES", (small,))
    tell(monkeypatch, sent, service="brevo")
    assert push("brevo") == 1
    shown = "".join(capsys.readouterr()).replace("\u00a0", " ")
    assert "le bloc Hauts-de-France, le plus lourd, pèse" in shown
    assert api.log == []
