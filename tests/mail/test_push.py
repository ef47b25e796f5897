"""`newsletter push`: each service answers as its documentation says, and gets exactly what it documents."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from types import MappingProxyType

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generators import opening
from generators.cli import main
from generators.mail import brevo, errand, mailjet
from generators.records.sending import Envoi
from generators.site import Site
from generators.web.bounds import Bounds
from tests.letter.fake import SITE, issue, rubric
from tests.letter.quick import stand_in_the_project
from tests.sites import real_site, saying
from tests.web.hostile import Part, flood, serving

NAME = "Newsletter PARÉ 2023-t3"
SUBJECT = "La newsletter, 3e trimestre 2023 · PARÉ, le réseau"
SENDER = "lettre@reseau-pare.example"
KEY = "xkeysib-4f5a6b-SECRET"
SECRET = "mj-prive-SECRET"
TOKEN = "jeton-listmonk-SECRET"
SECRETS = (KEY, SECRET, TOKEN)

BREVO_LIST = {"type": "classic", "limit": "100", "offset": "0", "sort": "desc", "excludeHtmlContent": "true"}
MAILJET_LIST = {"Limit": "1000", "Offset": "0", "Sort": "ID DESC"}
LISTMONK_LIST = {
    "order_by": "created_at",
    "order": "DESC",
    "page": "1",
    "per_page": "100",
    "no_body": "true",
}
DRAFTS = "/v3/REST/campaigndraft"
CAMPAIGNS = "/api/campaigns"


@pytest.fixture
def api(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> HTTPServer:
    """The services, on this machine, and an environment that knows them."""
    stand_in_the_project(monkeypatch)
    here = httpserver.url_for("").rstrip("/")
    values = {
        "BREVO_API_KEY": KEY,
        "MJ_APIKEY_PUBLIC": "mj-public",
        "MJ_APIKEY_PRIVATE": SECRET,
        "LISTMONK_USER": "maillage",
        "LISTMONK_TOKEN": TOKEN,
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    reach(monkeypatch, here)
    tell(monkeypatch, {"service": "brevo"}, MAILJET, {**LISTMONK, "url": here})
    return httpserver


MAILJET = {"service": "mailjet", "listes": ["58"]}
LISTMONK = {"service": "listmonk", "listes": ["3", "7"]}


def reach(monkeypatch: pytest.MonkeyPatch, here: str) -> None:
    """The services that have one address stand here."""
    monkeypatch.setattr(brevo, "API", f"{here}/v3")
    monkeypatch.setattr(mailjet, "API", here)


@cache
def told(day: date, courriel: str | None, *entries: str) -> Site:
    services = tuple(Envoi.model_validate(json.loads(entry)) for entry in entries)
    return saying(real_site(day, SITE), lettre={"courriel": courriel, "services": services})


def tell(monkeypatch: pytest.MonkeyPatch, *entries: dict[str, object], courriel: str | None = SENDER) -> None:
    """The site, as if data/reseau.yml told of these services."""
    site = told(date(2026, 11, 22), courriel, *(json.dumps(entry) for entry in entries))
    monkeypatch.setattr(opening, "open_site", lambda *_, **__: (site, ()))


def push(service: str, *more: str) -> int:
    return main(["newsletter", "push", "2023-t3", "--service", service, "--today", "2026-11-22", *more])


def sent(api: HTTPServer) -> list[tuple[str, str]]:
    """The requests that arrived, and that none stayed without an expected answer."""
    api.check_assertions()
    return [(request.method, request.path) for request, _ in api.log]


def bodies(api: HTTPServer) -> list[dict[str, object]]:
    return [json.loads(request.data) for request, _ in api.log if request.data]


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


# --- Brevo


def brevo_has(api: HTTPServer, *campaigns: dict[str, object], count: int | None = None) -> None:
    answer = {"count": len(campaigns) if count is None else count, "campaigns": list(campaigns)}
    if not campaigns:
        answer.pop("campaigns")
    api.expect_ordered_request(
        "/v3/emailCampaigns", "GET", query_string=BREVO_LIST, headers={"api-key": KEY}
    ).respond_with_json(answer)


def brevo_campaign(id_: int, name: str, status: str) -> dict[str, object]:
    return {"id": id_, "name": name, "subject": "x", "type": "classic", "status": status, "htmlContent": ""}


def test_brevo_creates_a_draft(api: HTTPServer, capsys: pytest.CaptureFixture[str]) -> None:
    brevo_has(api, brevo_campaign(4, "Une autre", "sent"))
    api.expect_ordered_request(
        "/v3/emailCampaigns",
        "POST",
        headers={"api-key": KEY, "Content-Type": "application/json", "Accept": "application/json"},
    ).respond_with_json({"id": 12}, status=201)
    assert push("brevo") == 0
    assert sent(api) == [("GET", "/v3/emailCampaigns"), ("POST", "/v3/emailCampaigns")]
    body = bodies(api)[0]
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
    said = capsys.readouterr().out
    assert f"Brouillon créé chez Brevo : « {NAME} » (no 12)." in said
    assert "Rien n’est parti" in said


def test_brevo_names_the_lists_and_segments_of_its_entry(
    api: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(monkeypatch, {"service": "brevo", "listes": ["2", "9"], "segments": ["4"]})
    brevo_has(api)
    api.expect_ordered_request("/v3/emailCampaigns", "POST").respond_with_json({"id": 12}, status=201)
    assert push("brevo") == 0
    assert bodies(api)[0]["recipients"] == {"listIds": [2, 9], "segmentIds": [4]}


def test_brevo_twice_makes_one_draft(api: HTTPServer, capsys: pytest.CaptureFixture[str]) -> None:
    brevo_has(api)
    api.expect_ordered_request("/v3/emailCampaigns", "POST").respond_with_json({"id": 12}, status=201)
    brevo_has(api, brevo_campaign(12, NAME, "draft"))
    api.expect_ordered_request("/v3/emailCampaigns/12", "PUT", headers={"api-key": KEY}).respond_with_data(
        status=204
    )
    assert push("brevo") == push("brevo") == 0
    assert [method for method, _ in sent(api)] == ["GET", "POST", "GET", "PUT"]
    first, second = bodies(api)
    assert first == second
    assert "Brouillon mis à jour chez Brevo" in capsys.readouterr().out


def test_brevo_finds_the_draft_behind_a_hundred_others(api: HTTPServer) -> None:
    others = [brevo_campaign(200 - n, f"Campagne {n}", "sent") for n in range(100)]
    brevo_has(api, *others, count=101)
    api.expect_ordered_request(
        "/v3/emailCampaigns", "GET", query_string={**BREVO_LIST, "offset": "100"}
    ).respond_with_json({"count": 101, "campaigns": [brevo_campaign(9, NAME, "draft")]})
    api.expect_ordered_request("/v3/emailCampaigns/9", "PUT").respond_with_data(status=204)
    assert push("brevo") == 0
    api.check_assertions()


# --- Mailjet


def mailjet_has(api: HTTPServer, *drafts: dict[str, object]) -> None:
    api.expect_ordered_request(
        DRAFTS, "GET", query_string=MAILJET_LIST, headers={"Authorization": basic("mj-public", SECRET)}
    ).respond_with_json({"Count": len(drafts), "Data": list(drafts), "Total": len(drafts)})


def mailjet_draft(id_: int, title: str, status: int) -> dict[str, object]:
    return {"ID": id_, "Title": title, "Status": status, "EditMode": "html2", "Locale": "fr_FR"}


def mailjet_makes(api: HTTPServer, id_: int) -> None:
    draft = mailjet_draft(id_, NAME, 0)
    api.expect_ordered_request(DRAFTS, "POST").respond_with_json(
        {"Count": 1, "Data": [draft], "Total": 1}, status=201
    )


def mailjet_takes_the_content(api: HTTPServer, id_: int, status: int = 201) -> None:
    api.expect_ordered_request(f"{DRAFTS}/{id_}/detailcontent", "POST").respond_with_json(
        {"Count": 1, "Data": [{}], "Total": 1}, status=status
    )


def test_mailjet_creates_a_draft_then_its_content(api: HTTPServer) -> None:
    mailjet_has(api, mailjet_draft(3, NAME, -2), mailjet_draft(4, "Une autre", 0))
    mailjet_makes(api, 77)
    mailjet_takes_the_content(api, 77)
    assert push("mailjet") == 0
    assert sent(api) == [("GET", DRAFTS), ("POST", DRAFTS), ("POST", f"{DRAFTS}/77/detailcontent")]
    draft, content = bodies(api)
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


def test_mailjet_goes_on_after_a_failure_between_its_two_requests(
    api: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    mailjet_has(api)
    mailjet_makes(api, 77)
    mailjet_takes_the_content(api, 77, status=500)
    assert push("mailjet") == 1
    assert "Mailjet est en panne (500)" in capsys.readouterr().err
    mailjet_has(api, mailjet_draft(77, NAME, 0))
    api.expect_ordered_request(f"{DRAFTS}/77", "PUT").respond_with_json(
        {"Count": 1, "Data": [{}], "Total": 1}
    )
    mailjet_takes_the_content(api, 77)
    assert push("mailjet") == 0
    assert sent(api)[3:] == [("GET", DRAFTS), ("PUT", f"{DRAFTS}/77"), ("POST", f"{DRAFTS}/77/detailcontent")]
    assert "mis à jour chez Mailjet" in capsys.readouterr().out


# --- listmonk


def listmonk_has(api: HTTPServer, *campaigns: dict[str, object]) -> None:
    results = {"results": list(campaigns), "query": "", "total": len(campaigns), "per_page": 100, "page": 1}
    api.expect_ordered_request(
        CAMPAIGNS, "GET", query_string=LISTMONK_LIST, headers={"Authorization": basic("maillage", TOKEN)}
    ).respond_with_json({"data": results})


def listmonk_campaign(id_: int, status: str) -> dict[str, object]:
    return {"id": id_, "name": NAME, "status": status, "type": "regular", "body": ""}


def test_listmonk_creates_then_updates(api: HTTPServer, capsys: pytest.CaptureFixture[str]) -> None:
    listmonk_has(api)
    api.expect_ordered_request(CAMPAIGNS, "POST").respond_with_json({"data": listmonk_campaign(5, "draft")})
    listmonk_has(api, listmonk_campaign(5, "draft"))
    api.expect_ordered_request(f"{CAMPAIGNS}/5", "PUT").respond_with_json(
        {"data": listmonk_campaign(5, "draft")}
    )
    assert push("listmonk") == push("listmonk") == 0
    assert sent(api) == [
        ("GET", CAMPAIGNS),
        ("POST", CAMPAIGNS),
        ("GET", CAMPAIGNS),
        ("PUT", f"{CAMPAIGNS}/5"),
    ]
    first, second = bodies(api)
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
    assert api.url_for("/admin/campaigns") in capsys.readouterr().out


def test_listmonk_takes_the_template_of_its_entry(api: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, {**LISTMONK, "url": api.url_for("").rstrip("/"), "modele": "4"})
    listmonk_has(api)
    api.expect_ordered_request(CAMPAIGNS, "POST").respond_with_json({"data": listmonk_campaign(5, "draft")})
    assert push("listmonk") == 0
    assert bodies(api)[0]["template_id"] == 4


# --- what left, or is about to, is never touched


@pytest.mark.parametrize(("status", "state"), [("sent", "envoyée"), ("queued", "programmée")])
def test_brevo_leaves_what_is_no_draft(
    api: HTTPServer, capsys: pytest.CaptureFixture[str], status: str, state: str
) -> None:
    brevo_has(api, brevo_campaign(12, NAME, status))
    assert push("brevo") == 1
    assert f"« {NAME} » est déjà {state} chez Brevo : rien n’a été changé." in capsys.readouterr().err
    assert len(sent(api)) == 1


@pytest.mark.parametrize(("status", "state"), [(1, "programmée"), (2, "envoyée")])
def test_mailjet_leaves_what_is_no_draft(
    api: HTTPServer, capsys: pytest.CaptureFixture[str], status: int, state: str
) -> None:
    mailjet_has(api, mailjet_draft(77, NAME, status))
    assert push("mailjet") == 1
    assert f"est déjà {state} chez Mailjet" in capsys.readouterr().err
    assert len(sent(api)) == 1


@pytest.mark.parametrize(("status", "state"), [("finished", "envoyée"), ("running", "en cours d’envoi")])
def test_listmonk_leaves_what_is_no_draft(
    api: HTTPServer, capsys: pytest.CaptureFixture[str], status: str, state: str
) -> None:
    listmonk_has(api, listmonk_campaign(5, status))
    assert push("listmonk") == 1
    assert f"est déjà {state} chez listmonk" in capsys.readouterr().err
    assert len(sent(api)) == 1


def test_two_drafts_of_one_name_are_left_to_a_person(
    api: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    brevo_has(api, brevo_campaign(12, NAME, "draft"), brevo_campaign(13, NAME, "draft"))
    assert push("brevo") == 1
    assert f"Brevo a 2 brouillons « {NAME} »" in capsys.readouterr().err
    assert len(sent(api)) == 1


# --- what goes wrong

FIRST = {"brevo": "/v3/emailCampaigns", "mailjet": DRAFTS, "listmonk": CAMPAIGNS}
NAMES = {"brevo": "Brevo", "mailjet": "Mailjet", "listmonk": "listmonk"}


@pytest.mark.parametrize("service", FIRST)
@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (401, {}, "refuse la clé (401) : vérifiez "),
        (403, {}, "refuse l’accès (403) : vérifiez "),
        (429, {"Retry-After": "42"}, "a reçu trop de demandes (429) : réessayez dans 42 secondes"),
        (429, {"Retry-After": "600"}, "réessayez dans 10 minutes"),
        (429, {"Retry-After": "bientôt".encode().decode("latin-1")}, "réessayez dans quelques minutes"),
        (429, {}, "réessayez dans quelques minutes"),
        (429, {"Retry-After": "²".encode().decode("latin-1")}, "réessayez dans quelques minutes"),
        (429, {"Retry-After": "9" * 400}, "réessayez plus tard"),
        (429, {"Retry-After": "9" * 5000}, "réessayez dans quelques minutes"),
        (429, {"Retry-After": "-5"}, "réessayez dans quelques minutes"),
        (500, {}, "est en panne (500) : attendez quelques minutes"),
        (503, {}, "est en panne (503)"),
        (302, {"Location": "https://ailleurs.example/"}, "renvoie vers une autre adresse (302)"),
        (404, {}, "a refusé la demande (404)"),
    ],
)
def test_a_refusal_is_one_french_sentence(
    api: HTTPServer,
    capsys: pytest.CaptureFixture[str],
    service: str,
    status: int,
    headers: dict[str, str],
    said: str,
) -> None:
    api.expect_request(FIRST[service]).respond_with_json({"code": "x"}, status=status, headers=headers)
    assert push(service) == 1
    error = capsys.readouterr().err.replace("\u00a0", " ")
    assert error.startswith(f"maillage : {NAMES[service]} ") and error.count("\n") == 1
    assert said in error
    assert len(sent(api)) == 1


def test_a_wait_until_a_moment(api: HTTPServer, capsys: pytest.CaptureFixture[str]) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    api.expect_request(DRAFTS).respond_with_json({}, status=429, headers={"Retry-After": moment})
    assert push("mailjet") == 1
    assert re.search("réessayez dans (59|60)\u00a0minutes", capsys.readouterr().err)


def test_the_reason_of_a_refusal_is_told_without_the_key(
    api: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    brevo_has(api)
    api.expect_ordered_request("/v3/emailCampaigns", "POST").respond_with_json(
        {"code": "invalid_parameter", "message": f"Sender is invalid for {KEY}"}, status=400
    )
    assert push("brevo") == 1
    assert (
        capsys.readouterr().err
        == "maillage : Brevo a refusé la demande (400) : « Sender is invalid for … ».\n"
    )


@pytest.mark.parametrize(
    "said",
    [
        f"key {KEY[:12]}… is unknown", f"« {KEY[-8:]} »", f"\x1b[31m{KEY}\x1b[0m", f"a{KEY}b",
        f"Bearer:{KEY[4:]}", [KEY], {"detail": KEY}, 3, None,
    ],
)  # fmt: skip
def test_no_part_of_the_key_is_in_any_sentence(
    api: HTTPServer, capsys: pytest.CaptureFixture[str], said: object
) -> None:
    api.expect_request("/v3/emailCampaigns").respond_with_json({"message": said}, status=400)
    assert push("brevo") == 1
    told = "".join(capsys.readouterr())
    assert "(400)" in told and "\x1b" not in told and told.count("\n") == 1
    assert not any(KEY[start : start + 6] in told for start in range(len(KEY) - 5))


def test_nor_is_what_it_becomes_on_its_way(api: HTTPServer, capsys: pytest.CaptureFixture[str]) -> None:
    basic = base64.b64encode(f"maillage:{TOKEN}".encode()).decode()
    said = {"message": f"bad Basic {basic}, {basic[8:]}"}
    api.expect_request(CAMPAIGNS).respond_with_json(said, status=400)
    assert push("listmonk") == 1
    assert "« bad Basic …, … »" in capsys.readouterr().err


def always_one_more(service: str) -> Callable[[Request], Response]:
    page = {
        "brevo": {"count": 10**12, "campaigns": []},
        "mailjet": {"Data": [mailjet_draft(n, "autre", 0) for n in range(1000)]},
        "listmonk": {"data": {"results": [], "total": 10**12}},
    }[service]
    return lambda _: Response(json.dumps(page))


@pytest.mark.parametrize("service", FIRST)
def test_a_service_that_always_has_one_more_page(
    api: HTTPServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, service: str
) -> None:
    for module in ("brevo", "mailjet", "listmonk"):
        monkeypatch.setattr(f"generators.mail.{module}.PAGES", 3)
    api.expect_request(FIRST[service], "GET").respond_with_handler(always_one_more(service))
    assert push(service) == 1
    assert "a trop de campagnes" in capsys.readouterr().err
    assert len(api.log) == 3


@pytest.mark.parametrize(
    "answer",
    [
        flood(b"HTTP/1.1 200 OK\r\n\r\n", b" " * 65_536),
        flood(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 1000),
        b"HTTP/1.1 200 OK\r\n\r\n" + b"[" * 200_000,
        b'HTTP/1.1 200 OK\r\n\r\n{"count": NaN}',
        b'HTTP/1.1 200 OK\r\n\r\n{"count": ' + b"9" * 5000 + b"}",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nx",
        b"HTTP/1.1 2OO OK\r\n\r\n{}",
    ],
)
def test_an_answer_that_is_none(
    api: HTTPServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: Part
) -> None:
    with serving(answer) as server:
        monkeypatch.setattr(brevo, "API", server.url("/v3"))
        assert push("brevo") == 1
    assert "a répondu autre chose que du JSON" in capsys.readouterr().err


@pytest.mark.parametrize("id_", [None, "../1", True, -1, 10**40])
@pytest.mark.parametrize("service", FIRST)
def test_a_number_that_is_none(
    api: HTTPServer, capsys: pytest.CaptureFixture[str], service: str, id_: object
) -> None:
    body = {
        "brevo": {"count": 1, "campaigns": [{"id": id_, "name": NAME, "status": "draft"}]},
        "mailjet": {"Data": [{"ID": id_, "Title": NAME, "Status": 0}]},
        "listmonk": {"data": {"results": [{"id": id_, "name": NAME, "status": "draft"}], "total": 1}},
    }[service]
    api.expect_request(FIRST[service], "GET").respond_with_json(body)
    assert push(service) == 1
    assert "sous une forme inattendue" in capsys.readouterr().err
    assert len(sent(api)) == 1


def test_mailjet_says_why_in_its_own_field(api: HTTPServer, capsys: pytest.CaptureFixture[str]) -> None:
    answer = {"ErrorInfo": "", "ErrorMessage": "Invalid sender", "StatusCode": 400}
    api.expect_request(DRAFTS).respond_with_json(answer, status=400)
    assert push("mailjet") == 1
    assert "(400) : « Invalid sender »" in capsys.readouterr().err


@pytest.mark.parametrize("service", FIRST)
def test_a_service_that_does_not_answer(
    api: HTTPServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, service: str
) -> None:
    monkeypatch.setattr(errand, "BOUNDS", Bounds(0.3, 1000))

    gave_up = threading.Event()

    def keep_silent(request: Request) -> Response:
        gave_up.wait(30)
        return Response("{}")

    api.expect_request(FIRST[service]).respond_with_handler(keep_silent)
    assert push(service) == 1
    gave_up.set()
    error = capsys.readouterr().err
    assert "n’a pas répondu à temps" in error and "ne crée jamais de second brouillon" in error


def test_a_draft_that_was_made_but_not_confirmed_is_found_again(
    api: HTTPServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request to create arrives, its answer does not: the next run updates that draft."""
    made: list[int] = []
    gave_up = threading.Event()

    def make(request: Request) -> Response:
        made.append(12)
        gave_up.wait(30)
        return Response('{"id": 12}', status=201)

    def show(request: Request) -> Response:
        campaigns = [brevo_campaign(id_, NAME, "draft") for id_ in made]
        return Response(json.dumps({"count": len(campaigns), "campaigns": campaigns}))

    api.expect_request("/v3/emailCampaigns", "GET").respond_with_handler(show)
    api.expect_request("/v3/emailCampaigns", "POST").respond_with_handler(make)
    api.expect_request("/v3/emailCampaigns/12", "PUT").respond_with_data(status=204)
    with monkeypatch.context() as impatient:
        impatient.setattr(errand, "BOUNDS", Bounds(2.0, 100_000))
        assert push("brevo") == 1
    gave_up.set()
    assert push("brevo") == 0
    assert made == [12]
    assert "mis à jour chez Brevo" in capsys.readouterr().out


@pytest.mark.parametrize("service", FIRST)
def test_a_service_that_is_not_there(
    api: HTTPServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, service: str
) -> None:
    reach(monkeypatch, "http://127.0.0.1:9")
    tell(monkeypatch, {"service": "brevo"}, MAILJET, {**LISTMONK, "url": "http://127.0.0.1:9"})
    assert push(service) == 1
    assert f"{NAMES[service]} (127.0.0.1) est injoignable : vérifiez le réseau" in capsys.readouterr().err


@pytest.mark.parametrize("service", FIRST)
@pytest.mark.parametrize("body", ["<html>", "[]", "{}", '{"data": 3, "Data": 3, "campaigns": 3}', "null"])
def test_an_answer_of_another_shape(
    api: HTTPServer, capsys: pytest.CaptureFixture[str], service: str, body: str
) -> None:
    api.expect_request(FIRST[service], "GET").respond_with_data(body, content_type="application/json")
    api.expect_request(FIRST[service], "POST").respond_with_data(body, content_type="application/json")
    assert push(service) == 1
    assert "a répondu" in capsys.readouterr().err


# --- an issue that is not published yet


@pytest.fixture
def draft(api: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a draft of 2023-t4 in the place of the issues of the repository."""
    site, _ = opening.open_site()  # type: ignore[call-arg]
    assert site is not None

    def put(**fields: object) -> None:
        issues = MappingProxyType({"2023-t4": issue(statut="brouillon", **fields)})
        network = replace(site.network, records=site.records.having("issues", issues))
        opened = replace(site, network=network)
        monkeypatch.setattr(opening, "open_site", lambda *_, **__: (opened, ()))

    return put


def push_draft() -> int:
    return main(["newsletter", "push", "2023-t4", "--service", "brevo", "--today", "2026-11-22"])


def test_a_draft_issue_can_be_tried_and_says_what_is_left_to_do(
    api: HTTPServer, draft: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    draft(actualites=rubric("news/akatij-guyane"))
    brevo_has(api)
    api.expect_ordered_request("/v3/emailCampaigns", "POST").respond_with_json({"id": 3}, status=201)
    assert push_draft() == 0
    said = capsys.readouterr().out
    assert "2023-t4 est un brouillon ; publiez sa page" in said
    assert "les liens mènent à https://reseau-pare.example/ ; donnez SITE_URL" in said


def test_a_letter_with_a_fault_goes_nowhere(
    api: HTTPServer, draft: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    same = {"libelle": "En savoir plus", "url": "https://un.example/"}
    other = {"libelle": "En savoir plus", "url": "https://deux.example/"}
    choices = [
        {"fiche": "news/akatij-guyane", "bouton": same},
        {"fiche": "news/boussole-point-ecoute-nord", "bouton": other},
    ]
    draft(actualites=rubric(*choices))
    assert push_draft() == 1
    assert "« En savoir plus » mène à 2 endroits" in capsys.readouterr().err.replace("\u00a0", " ")
    assert sent(api) == []


# --- the environment


@pytest.mark.parametrize(
    ("service", "missing"),
    [
        ("brevo", ["BREVO_API_KEY"]),
        ("mailjet", ["MJ_APIKEY_PUBLIC", "MJ_APIKEY_PRIVATE"]),
        ("listmonk", ["LISTMONK_USER", "LISTMONK_TOKEN"]),
    ],
)
def test_what_is_missing_is_named_at_once(
    api: HTTPServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    service: str,
    missing: list[str],
) -> None:
    for name in missing:
        monkeypatch.delenv(name)
    assert push(service) == 2
    error = capsys.readouterr().err
    assert error.startswith("maillage : Il manque ") and "environnement : " in error
    assert all(name in error for name in missing)
    assert sent(api) == []


def test_a_key_that_was_copied_badly(
    api: HTTPServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BREVO_API_KEY", "clé à moi")
    assert push("brevo") == 2
    error = capsys.readouterr().err
    assert "BREVO_API_KEY contient une espace" in error and "clé à moi" not in error
    assert sent(api) == []


def test_an_unknown_issue_and_an_unknown_service(api: HTTPServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["newsletter", "push", "2031-t1", "--service", "brevo", "--today", "2026-11-22"]) == 2
    assert "le numéro 2031-t1 n’existe pas ; numéros connus : " in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        push("pigeon")
    assert sent(api) == []


def test_no_key_is_ever_shown(api: HTTPServer, capsys: pytest.CaptureFixture[str]) -> None:
    for path in FIRST.values():
        api.expect_request(path).respond_with_json({"message": " ".join(SECRETS)}, status=400)
    for service in FIRST:
        push(service)
    said = capsys.readouterr()
    for service, secret in zip(FIRST, SECRETS, strict=True):
        line = next(x for x in said.err.splitlines() if x.startswith(f"maillage : {NAMES[service]} "))
        assert secret not in line and secret not in said.out
