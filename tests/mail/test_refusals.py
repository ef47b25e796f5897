"""What a service refuses, or fails to answer: one French sentence, no key in it, and nothing was made."""

from __future__ import annotations

import json
import re
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from werkzeug import Request, Response

from generators.mail import brevo, errand, listmonk, mailjet, notifuse
from generators.mail.services import REACHED
from generators.web.bounds import Bounds
from tests.mail.fakes import Fake, basic
from tests.mail.fakes.services import FAKES
from tests.mail.pushing import NAME, push, sent, tell
from tests.web.hostile import Part, flood, serving

KEY = str(FAKES["brevo"].secret)


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
    mute: Fake,
    capsys: pytest.CaptureFixture[str],
    status: int,
    headers: dict[str, str],
    said: str,
) -> None:
    mute.server.expect_request(mute.first).respond_with_json({"code": "x"}, status=status, headers=headers)
    assert push(mute.code) == 1
    error = capsys.readouterr().err.replace("\u00a0", " ")
    assert error.startswith(f"maillage : {mute.name} ") and error.count("\n") == 1
    assert said in error
    assert len(sent(mute.server)) == 1


def test_a_wait_until_a_moment(fakes: dict[str, Fake], capsys: pytest.CaptureFixture[str]) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    one = fakes["mailjet"]
    one.server.expect_request(one.first).respond_with_json({}, status=429, headers={"Retry-After": moment})
    assert push("mailjet") == 1
    assert re.search("réessayez dans (59|60)\u00a0minutes", capsys.readouterr().err)


#: How each service says why, without a key: in a field of its own.
WHY = {
    "brevo": {"code": "invalid_parameter", "message": "{}"},
    "mailjet": {"ErrorInfo": "", "ErrorMessage": "{}", "StatusCode": 400},
    "listmonk": {"message": "{}"},
    "keila": {"errors": [{"status": "400", "title": "Validation failed", "detail": "{}"}]},
    "notifuse": {"error": "{}"},
}


def test_the_reason_of_a_refusal_is_told_without_the_key(
    mute: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    body = json.dumps(WHY[mute.code]).replace("{}", f"Sender is invalid for {mute.secret}")
    mute.server.expect_request(mute.first).respond_with_data(body, 400, content_type="application/json")
    assert push(mute.code) == 1
    said = f"maillage : {mute.name} a refusé la demande (400) : « Sender is invalid for … ».\n"
    assert capsys.readouterr().err == said


def test_keila_says_at_least_what_kind_of_fault_it_is(
    fakes: dict[str, Fake], capsys: pytest.CaptureFixture[str]
) -> None:
    body = {"errors": [{"status": "400", "title": "Unexpected field", "pointer": "/data/x"}]}
    fakes["keila"].server.expect_request(fakes["keila"].first).respond_with_json(body, 400)
    assert push("keila") == 1
    assert "(400) : « Unexpected field »" in capsys.readouterr().err


@pytest.mark.parametrize(
    "said",
    [
        f"key {KEY[:12]}… is unknown", f"« {KEY[-8:]} »", f"\x1b[31m{KEY}\x1b[0m", f"a{KEY}b",
        f"Bearer:{KEY[4:]}", [KEY], {"detail": KEY}, 3, None,
    ],
)  # fmt: skip
def test_no_part_of_the_key_is_in_any_sentence(
    fakes: dict[str, Fake], capsys: pytest.CaptureFixture[str], said: object
) -> None:
    server = fakes["brevo"].server
    server.expect_request(fakes["brevo"].first).respond_with_json({"message": said}, status=400)
    assert push("brevo") == 1
    told = "".join(capsys.readouterr())
    assert "(400)" in told and "\x1b" not in told and told.count("\n") == 1
    assert not any(KEY[start : start + 6] in told for start in range(len(KEY) - 5))


def test_nor_is_what_it_becomes_on_its_way(
    fakes: dict[str, Fake], capsys: pytest.CaptureFixture[str]
) -> None:
    one = fakes["listmonk"]
    header = basic("maillage", one.secret)
    said = {"message": f"bad {header}, {header[14:]}"}
    one.server.expect_request(one.first).respond_with_json(said, status=400)
    assert push("listmonk") == 1
    assert re.search("« bad (Basic )?…, … »", capsys.readouterr().err)


@pytest.mark.parametrize("mute", [code for code in FAKES if code != "keila"], indirect=True)
def test_a_service_that_always_has_one_more_page(
    mute: Fake, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All but Keila, which gives all its campaigns at once."""
    for module in (brevo, mailjet, listmonk, notifuse):
        monkeypatch.setattr(module, "PAGES", 3)
    mute.server.expect_request(mute.first, "GET").respond_with_json(mute.page())
    assert push(mute.code) == 1
    assert "a trop de campagnes" in capsys.readouterr().err
    assert len(mute.server.log) == 3


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
    fakes: dict[str, Fake],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    answer: Part,
) -> None:
    with serving(answer) as server:
        monkeypatch.setattr(brevo, "API", server.url("/v3"))
        assert push("brevo") == 1
    assert "a répondu autre chose que du JSON" in capsys.readouterr().err


@pytest.mark.parametrize("id_", [None, "../1", True, -1, 10**40])
def test_a_number_that_is_none(mute: Fake, capsys: pytest.CaptureFixture[str], id_: object) -> None:
    mute.server.expect_request(mute.first, "GET").respond_with_json(mute.numbered(id_, NAME))
    assert push(mute.code) == 1
    assert "sous une forme inattendue" in capsys.readouterr().err
    assert len(sent(mute.server)) == 1


def test_a_service_that_does_not_answer(
    mute: Fake, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errand, "BOUNDS", Bounds(0.3, 1000))

    gave_up = threading.Event()

    def keep_silent(request: Request) -> Response:
        gave_up.wait(30)
        return Response("{}")

    mute.server.expect_request(mute.first).respond_with_handler(keep_silent)
    assert push(mute.code) == 1
    gave_up.set()
    error = capsys.readouterr().err
    assert "n’a pas répondu à temps" in error and "ne crée jamais de second brouillon" in error


def test_a_service_that_is_not_there(
    mute: Fake, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = "http://127.0.0.1:9"
    monkeypatch.setattr(brevo, "API", nowhere)
    monkeypatch.setattr(mailjet, "API", nowhere)
    tell(monkeypatch, mute.entry | ({"url": nowhere} if "url" in mute.entry else {}))
    assert push(mute.code) == 1
    assert f"{mute.name} (127.0.0.1) est injoignable : vérifiez le réseau" in capsys.readouterr().err


@pytest.mark.parametrize(
    "body", ["<html>", "[]", "{}", '{"data": 3, "Data": 3, "campaigns": 3, "broadcasts": 3}', "null"]
)
def test_an_answer_of_another_shape(mute: Fake, capsys: pytest.CaptureFixture[str], body: str) -> None:
    mute.server.expect_request(re.compile(".*")).respond_with_data(body, content_type="application/json")
    assert push(mute.code) == 1
    assert "a répondu" in capsys.readouterr().err


def test_what_is_missing_is_named_at_once(
    mute: Fake, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in REACHED[mute.code].secrets:
        monkeypatch.delenv(name)
    assert push(mute.code) == 2
    error = capsys.readouterr().err
    assert error.startswith("maillage : Il manque ") and "environnement : " in error
    assert all(name in error for name in REACHED[mute.code].secrets)
    assert sent(mute.server) == []


def test_a_key_that_was_copied_badly(
    mute: Fake, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in REACHED[mute.code].secrets:
        monkeypatch.setenv(name, "clé à moi")
    assert push(mute.code) == 2
    error = capsys.readouterr().err
    assert "contient une espace" in error and "clé à moi" not in error
    assert sent(mute.server) == []


def test_no_key_is_ever_shown(
    fake: Fake, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by a run that does all it can, nor by one whose key is refused."""
    assert push(fake.code) == push(fake.code) == 0
    for name in REACHED[fake.code].secrets:
        monkeypatch.setenv(name, f"autre-{fake.secret}")
    assert push(fake.code) == 1
    said = "".join(capsys.readouterr())
    assert fake.secret not in said and ("(401)" in said or "(403)" in said)
    assert all(name in said for name in list(REACHED[fake.code].secrets)[-1:])
