"""`maillage links` against real servers on this machine: what each answer means, and when it is reported."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer as Server
from werkzeug import Request, Response

from generators.care import links, probe, rounds
from generators.cli import main
from generators.records.reading.load import load
from generators.web.bounds import Bounds, Deadline, Reach
from tests.lists import lay_lists
from tests.loopback import LOOPBACK

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits that were asked for, none of them waited."""
    asked: list[float] = []
    monkeypatch.setattr("time.sleep", asked.append)
    return asked


def outcome(
    url: str, asked: list[float] | None = None, bounds: Bounds = probe.BOUNDS, reach: Reach = LOOPBACK
) -> probe.Outcome:
    return probe.Prober((asked if asked is not None else []).append, bounds, reach)(url)


@pytest.mark.parametrize(
    ("status", "verdict", "said"),
    [
        (200, "bonne", "répond"),
        (404, "en-panne", "n’existe plus (404)"),
        (410, "en-panne", "n’existe plus (410)"),
        (401, "incertaine", "(401)"),
        (403, "incertaine", "à ouvrir à la main"),
        (429, "incertaine", "(429)"),
        (500, "en-panne", "en panne (500)"),
    ],
)
def test_what_an_answer_means(httpserver: Server, status: int, verdict: str, said: str) -> None:
    httpserver.expect_request("/page").respond_with_data("", status=status)
    found = outcome(httpserver.url_for("/page"))
    assert (found.verdict, found.reached) == (verdict, True)
    assert said in found.detail


@pytest.mark.parametrize(("status", "verdict"), [(301, "deplacee"), (308, "deplacee"), (302, "bonne")])
def test_a_page_that_moved_for_good_says_where(httpserver: Server, status: int, verdict: str) -> None:
    new = httpserver.url_for("/nouvelle")
    httpserver.expect_request("/ancienne").respond_with_data("", status=status, headers={"Location": new})
    httpserver.expect_request("/nouvelle").respond_with_data("ici")
    found = outcome(httpserver.url_for("/ancienne"))
    assert (found.verdict, found.vers) == (verdict, new if verdict == "deplacee" else None)


def test_a_page_that_moved_to_nothing_is_gone(httpserver: Server) -> None:
    httpserver.expect_request("/ancienne").respond_with_data("", status=301, headers={"Location": "/rien"})
    httpserver.expect_request("/rien").respond_with_data("", status=404)
    assert outcome(httpserver.url_for("/ancienne")).verdict == "en-panne"


def test_pages_that_send_to_each_other(httpserver: Server) -> None:
    httpserver.expect_request("/a").respond_with_data("", status=302, headers={"Location": "/b"})
    httpserver.expect_request("/b").respond_with_data("", status=302, headers={"Location": "/a"})
    assert "sans fin" in outcome(httpserver.url_for("/a")).detail


def test_a_site_that_asks_to_wait_is_asked_again_when_it_said(httpserver: Server) -> None:
    asked: list[float] = []
    busy = Response("", status=429, headers={"Retry-After": "7"})
    answers = [busy, Response("ici")]
    httpserver.expect_request("/page").respond_with_handler(lambda _: answers.pop(0))
    assert outcome(httpserver.url_for("/page"), asked).verdict == "bonne"
    assert asked == [7.0]


def test_a_site_that_asks_for_an_hour_is_left_for_another_day(httpserver: Server) -> None:
    asked: list[float] = []
    httpserver.expect_request("/page").respond_with_data("", status=429, headers={"Retry-After": "3600"})
    assert outcome(httpserver.url_for("/page"), asked).verdict == "incertaine"
    assert asked == []
    assert len(httpserver.log) == 1


def test_a_passing_failure_is_tried_again(httpserver: Server) -> None:
    answers = [500, 503, 200]
    httpserver.expect_request("/page").respond_with_handler(lambda _: Response("", status=answers.pop(0)))
    assert outcome(httpserver.url_for("/page")).verdict == "bonne"


def test_no_page_is_downloaded_whole_and_no_password_sent(httpserver: Server) -> None:
    seen: list[Request] = []
    httpserver.expect_request("/page").respond_with_handler(lambda r: seen.append(r) or Response("x" * 10**6))
    assert outcome(httpserver.url_for("/page")).verdict == "bonne"
    assert "Authorization" not in seen[0].headers
    assert "Maillage" in seen[0].headers["User-Agent"]


def test_a_refused_connection() -> None:
    with socket.socket() as deaf:  # bound, so that nobody else takes it, and listening to nobody
        deaf.bind(("127.0.0.1", 0))
        found = outcome(f"http://127.0.0.1:{deaf.getsockname()[1]}/")
    assert (found.verdict, found.reached) == ("en-panne", False)
    assert "refusée" in found.detail


def test_a_server_that_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        found = outcome(f"http://127.0.0.1:{mute.getsockname()[1]}/", bounds=Bounds(0.3))
    assert (found.verdict, found.detail) == ("en-panne", "aucune réponse à temps")


def test_a_host_that_does_not_exist() -> None:
    found = outcome("http://nexiste-pas.invalid/")
    assert (found.verdict, found.reached) == ("en-panne", False)


@pytest.fixture
def self_signed(tmp_path: Path) -> Iterator[str]:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=exemple",
    ]
    subprocess.run([*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_a_certificate_that_nobody_signed(self_signed: str) -> None:
    found = outcome(self_signed)
    assert (found.verdict, found.detail) == ("en-panne", "son certificat n’est pas valable")


GOOD, GONE = (
    probe.Outcome("bonne", "elle répond"),
    probe.Outcome("en-panne", "cette page n’existe plus (404)"),
)
UNSURE = probe.Outcome("incertaine", "le site ne répond pas aux robots (403)")
A, B = "https://a.example.fr/", "https://b.example.fr/"


def visit(
    urls: Sequence[str], state: links.State, day: date, answers: Mapping[str, probe.Outcome],
    kept: list[links.State] | None = None,
) -> links.Visit:  # fmt: skip
    """A round in which each address answers so; for those that are not in `answers` there was no time."""
    keep = (lambda state: kept.append(dict(state))) if kept is not None else lambda _: None

    def ask(wanted: tuple[str, ...]) -> Iterator[tuple[str, probe.Outcome]]:
        yield from ((url, answers[url]) for url in wanted if url in answers)

    return links.visit(urls, state, (), day, ask, keep)


def weeks(*outcomes: probe.Outcome, apart: int = 7) -> links.Visit:
    """The last of several rounds, so many days apart; B always answers."""
    state: links.State = {}
    for number, each in enumerate(outcomes):
        day = TODAY + timedelta(days=apart * number)
        done = visit((A, B), state, day, {A: each, B: GOOD})
        state = done.state
    return done


def test_three_failures_a_week_apart_are_reported() -> None:
    assert not weeks(GONE, GONE).state[A].dead
    assert weeks(GONE, GONE, GONE).state[A].dead
    assert weeks(GONE, GONE, GONE).state[A].echecs == ("2026-11-22", "2026-11-29", "2026-12-06")


def test_failures_of_one_week_count_once() -> None:
    assert weeks(GONE, GONE, GONE, apart=6).state[A].echecs == ("2026-11-22", "2026-12-04")


def test_an_answer_wipes_the_failures_and_a_refusal_does_not() -> None:
    assert weeks(GONE, GONE, GOOD, GONE).state[A].echecs == ("2026-12-13",)
    assert len(weeks(GONE, GONE, UNSURE, GONE).state[A].echecs) == 3
    assert weeks(UNSURE, UNSURE, UNSURE, UNSURE).state[A].echecs == ()


def test_what_answered_lately_is_not_asked_again() -> None:
    first = visit((A,), {}, TODAY, {A: GOOD})
    again = visit((A,), first.state, TODAY + timedelta(days=5), {A: GONE})
    assert again.asked == ()
    assert again.state == first.state


def test_one_host_is_asked_slowly() -> None:
    waits: list[float] = []
    urls = [f"https://a.example.fr/{number}" for number in range(4)]
    told = rounds.outcomes(urls, lambda _: GOOD, waits.append, Deadline.after(60))
    assert list(told) == [(url, GOOD) for url in urls]
    assert waits == [rounds.COURTESY] * 3


def test_a_round_ends_with_its_time_and_waits_for_nobody() -> None:
    never = threading.Event()

    def probe_of(url: str) -> probe.Outcome:
        if url == A:
            never.wait()
        return GOOD

    urls = (A, f"{A}suite", B)
    done = links.visit(
        urls, {}, (), TODAY, partial(rounds.outcomes, probe=probe_of, sleep=lambda _: None,
                                     deadline=Deadline.after(0.3)), lambda _: None
    )  # fmt: skip
    never.set()
    assert (done.asked, done.left) == ((B,), (A, f"{A}suite"))


def test_what_was_left_is_asked_first_the_next_time() -> None:
    urls = [f"https://{letter}.example.fr/" for letter in "abc"]
    first = visit(urls, {}, TODAY, {urls[0]: GOOD, urls[2]: GOOD})
    assert first.left == (urls[1],)
    wanted: list[str] = []
    later = TODAY + timedelta(days=7)
    links.visit(urls, first.state, (), later, lambda these: wanted.extend(these) or (), lambda _: None)
    assert wanted == [urls[1], urls[0], urls[2]]


def test_what_was_seen_is_kept_after_each_address() -> None:
    kept: list[links.State] = []
    visit((A, B), {}, TODAY, {A: GONE, B: GOOD}, kept)
    assert [sorted(state) for state in kept] == [[A], [A, B]]


DOWN = probe.Outcome("en-panne", "ce site n’existe pas, ou plus", reached=False)
AWAY = probe.Outcome("incertaine", "elle mène hors du web public", reached=None)


def test_without_a_network_nothing_is_counted() -> None:
    done = visit((A, B), {}, TODAY, {A: DOWN, B: DOWN})
    assert done.offline
    assert done.state == {}
    assert set(done.unchecked) == {A, B}


def test_what_reached_nobody_counts_once_somebody_was_reached() -> None:
    kept: list[links.State] = []
    c = "https://c.example.fr/"
    done = visit((A, B, c), {}, TODAY, {A: DOWN, B: AWAY, c: GOOD}, kept)
    assert [sorted(state) for state in kept] == [[], [B], [A, B, c]]
    assert not done.offline
    assert [done.state[url].verdict for url in (A, B, c)] == ["en-panne", "incertaine", "bonne"]


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "null", "3", '{"a": null}', '{"a": []}',
        '{"a": {"vu": 3, "verdict": "bonne", "detail": "", "echecs": []}}',
        '{"a": {"vu": "hier", "verdict": "bonne", "detail": "", "echecs": []}}', "[" * 100_000,
        '{"a": {"vu": "2026-11-22", "verdict": [], "detail": "", "echecs": []}}',
        '{"a": {"vu": "2026-11-22", "verdict": "x", "detail": "", "echecs": ["x"]}}',
    ],
)  # fmt: skip
def test_a_state_that_cannot_be_read_is_made_again(tmp_path: Path, content: str) -> None:
    file = tmp_path / "liens.json"
    good = Path(file.with_name("bon.json"))
    file.write_text(content, "utf-8")
    assert links.read_state(file) == {}
    seen = {A: links.Seen("2026-11-22", "bonne", "elle répond")}
    good.write_bytes(links.state_bytes(seen, [A]))
    assert links.read_state(good) == seen


def test_addresses_of_the_real_records() -> None:
    found = links.addresses(load(ROOT / "data", ROOT / "newsletter").records)
    assert (("actors", "cvm"), "site_web") in found["https://www.cvm-mineurs.org"]
    assert not [url for url in found if url.endswith((")", ".", ","))]


def test_the_form_and_the_page_of_the_place_are_followed() -> None:
    records = load(ROOT / "data", ROOT / "newsletter").records
    form, page = "https://www.cvm.example/orienter", "https://acceslibre.beta.gouv.fr/app/x/"
    said = {"lien_mobilisation": form, "accessibilite_lieu": page}
    actor = records.actors["cvm"].model_copy(update=said)
    found = links.addresses(records.having("actors", {"cvm": actor}))
    assert found[form] == ((("actors", "cvm"), "lien_mobilisation"),)
    assert found[page] == ((("actors", "cvm"), "accessibilite_lieu"),)


def test_the_real_exemptions_are_sound() -> None:
    _, problems = links.exemptions((ROOT / links.EXEMPTIONS).read_bytes(), links.EXEMPTIONS)
    assert problems == ()


def test_an_exemption_without_a_reason_is_refused() -> None:
    _, problems = links.exemptions(b"- adresse: https://a.example.fr/\n  depuis: 2026-11-22\n", "x.yml")
    assert [problem.field for problem in problems] == ["0.raison"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: Server) -> Path:
    """One record with one address that is gone, and one that answers."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "newsletter").mkdir()
    data = tmp_path / "data"
    (data / "actors").mkdir(parents=True)
    lay_lists(data)
    (data / "actors" / "cas.yml").write_text(
        "nom: Cas\ntype: association\ncategorie: ecoute\nresume: Une structure d’exemple.\n"
        f"site_web: {httpserver.url_for('/partie')}\n"
        f"sources:\n  - document: Exemple\n    date: 2026\n    url: {httpserver.url_for('/ici')}\n"
        "verifie_le: 2026-10-05\nverifie_par: équipe PARÉ\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("generators.cli.links.REACH", LOOPBACK)
    httpserver.expect_request("/partie").respond_with_data("", status=404)
    httpserver.expect_request("/ici").respond_with_data("")
    return data


def links_of(project: Path, day: str, *more: str) -> int:
    return main(["links", "--today", day, *more])


def test_the_command_reports_at_the_third_failure(
    project: Path, httpserver: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert links_of(project, "2026-11-22") == 0
    assert "À surveiller" in capsys.readouterr().out
    assert links_of(project, "2026-11-29", "--format", "markdown") == 0
    assert capsys.readouterr().out == ""
    assert links_of(project, "2026-12-06", "--format", "markdown") == 1
    said = capsys.readouterr().out
    assert f"- {httpserver.url_for('/partie')}\u00a0: cette page n’existe plus (404)" in said
    assert "depuis le 22 novembre 2026" in said
    assert "`data/actors/cas.yml`, site_web" in said
    assert (
        json.loads((project.parent / ".cache" / "liens.json").read_text())[httpserver.url_for("/ici")][
            "verdict"
        ]
        == "bonne"
    )


def test_an_exempted_address_is_not_asked(
    project: Path, httpserver: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "liens-exemptes.yml").write_text(
        f"- adresse: {httpserver.url_for('/partie')}\n  raison: fermé l’été\n  depuis: 2026-11-22\n", "utf-8"
    )
    assert links_of(project, "2026-11-22") == 0
    assert "1\u00a0exemptée" in capsys.readouterr().out
    assert [request.path for request, _ in httpserver.log] == ["/ici"]


def test_without_a_network_the_command_says_what_was_not_checked(
    project: Path, httpserver: Server, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    httpserver.stop()
    request.addfinalizer(httpserver.start)  # every test of the run shares it
    assert links_of(project, "2026-11-22") == 0
    said = capsys.readouterr().out
    assert "rien n’a été vérifié" in said
    assert "Non vérifiées" in said
