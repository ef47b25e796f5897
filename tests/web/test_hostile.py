"""What a site may answer, and what becomes of the address that led there: a table over real sockets.

A server that never ends is left after a third of a second, for nothing else would end the test; the others
have all the time that a busy machine needs.
"""

from __future__ import annotations

import gzip
from functools import partial

import pytest

from generators.care import probe
from generators.web.asking import Answer, Question, ask
from generators.web.bounds import Bounds, Failure, Reach
from tests.loopback import LOOPBACK
from tests.web import hostile
from tests.web.hostile import Part, drop_by_drop, flood, reset

SHORT, LONG = 0.35, 30.0
OK = b"HTTP/1.1 200 OK\r\n"
MOVED = b"HTTP/1.1 302 Found\r\n"
END = b"\r\n"


def to(location: bytes, body: bytes = b"") -> bytes:
    return MOVED + b"Location: " + location + b"\r\n" + END + body


def busy(after: str) -> bytes:
    return b"HTTP/1.1 429 Busy\r\nRetry-After: " + after.encode() + b"\r\n" + END


GOOD, DEAD, UNSURE = "bonne", "en-panne", "incertaine"
#: What the server does → the verdict, and a part of the phrase.
TABLE: dict[str, tuple[Part, str, str]] = {
    # time
    "says nothing": (drop_by_drop(b"", b""), DEAD, "aucune réponse à temps"),
    "a head drop by drop": (drop_by_drop(OK, b"X"), DEAD, "aucune réponse à temps"),
    "a status drop by drop": (drop_by_drop(b"HTTP/1.", b"1"), DEAD, "aucune réponse à temps"),
    "a header a moment, for ever": (drop_by_drop(OK, b"X: y\r\n"), DEAD, "aucune réponse à temps"),
    "announcements for ever": (drop_by_drop(b"", b"HTTP/1.1 103 Early\r\n\r\n"), DEAD, "à temps"),
    "a body drop by drop": (drop_by_drop(OK + END, b"x"), GOOD, "répond"),
    "an error's body drop by drop": (drop_by_drop(b"HTTP/1.1 404 No\r\n\r\n", b"x"), DEAD, "404"),
    "a redirect's body drop by drop": (drop_by_drop(to(b"/"), b"x"), DEAD, "sans fin"),
    "redirects that lead on and on": (to(b"/a"), DEAD, "sans fin"),
    # size
    "an endless body": (flood(OK + END, b"x" * 65_536), GOOD, "répond"),
    "an endless body of a redirect": (flood(to(b"/"), b"x" * 65_536), DEAD, "sans fin"),
    "an endless head": (flood(OK, b"X: " + b"y" * 60_000 + b"\r\n"), UNSURE, "démesuré"),
    "an endless line": (flood(OK + b"X: ", b"y" * 65_536), UNSURE, "démesuré"),
    "an endless status": (flood(b"HTTP/1.1 200 ", b"y" * 65_536), UNSURE, "démesuré"),
    "announcements in flood": (flood(b"", b"HTTP/1.1 100 Go\r\n\r\n" * 1000), UNSURE, "démesuré"),
    "ten thousand headers": (OK + b"X: y\r\n" * 10_000 + END, UNSURE, "démesuré"),
    "a Location of a megabyte": (to(b"http://127.0.0.1/" + b"x" * 1_000_000), UNSURE, "démesuré"),
    "a Location of 60 000 signs": (to(b"/" + b"x" * 60_000), DEAD, "adresse illisible"),
    "a length of a thousand digits": (OK + b"Content-Length: " + b"9" * 5000 + b"\r\n" + END, GOOD, "répond"),
    "a negative length": (OK + b"Content-Length: -5\r\n" + END, GOOD, "répond"),
    # status lines
    "hangs up": (b"", DEAD, "coupée"),
    "resets": (reset, DEAD, "coupée"),
    "HTTP/0.9": (b"<html>bonjour</html>", DEAD, "pas lisible"),
    "another protocol": (b"SSH-2.0-OpenSSH_9.2\r\n", DEAD, "pas lisible"),
    "a line alone": (b"\r\n\r\n", DEAD, "pas lisible"),
    "no number": (b"HTTP/1.1 deux-cents OK\r\n\r\n", DEAD, "pas lisible"),
    "a number of unicode": ("HTTP/1.1 ２００ OK\r\n\r\n".encode(), DEAD, "pas lisible"),
    "a negative number": (b"HTTP/1.1 -200 OK\r\n\r\n", DEAD, "pas lisible"),
    "a number of 5 000 digits": (b"HTTP/1.1 " + b"2" * 5000 + b" OK\r\n\r\n", DEAD, "pas lisible"),
    "status 0": (b"HTTP/1.1 000 OK\r\n\r\n", DEAD, "pas lisible"),
    "status 999": (b"HTTP/1.1 999 Robots\r\n\r\n", UNSURE, "(999)"),
    "status 600 of a proxy": (b"HTTP/1.1 600 X\r\n\r\n", UNSURE, "(600)"),
    "HTTP/7": (b"HTTP/7.0 200 OK\r\n\r\n", DEAD, "pas lisible"),
    "only zeros": (b"\0" * 5000, DEAD, "pas lisible"),
    # headers
    "a header without a name": (OK + b": x\r\n" + END, GOOD, "répond"),
    "a header without a colon": (OK + b"bonjour\r\n" + END, GOOD, "répond"),
    "headers of any bytes": (OK + bytes(range(14, 256)) + b": \xff\xfe\r\n" + END, GOOD, "répond"),
    "a folded header": (OK + b"X: a\r\n b\r\n\tc\r\n" + END, GOOD, "répond"),
    "cookies of any bytes": (OK + b"Set-Cookie: \xff\0=;;;=\r\n" * 50 + END, GOOD, "répond"),
    "an encoding of nobody": (OK + b"Content-Encoding: \xff, gzip\r\n" + END, GOOD, "répond"),
    "pieces of nonsense": (OK + b"Transfer-Encoding: chunked\r\n" + END + b"zz\r\n-1\r\n", GOOD, "répond"),
    # where to
    "no Location": (MOVED + END, UNSURE, "sans dire où"),
    "an empty Location": (to(b""), UNSURE, "sans dire où"),
    "a Location of spaces": (to(b" \t "), UNSURE, "sans dire où"),
    "a port that is none": (to(b"http://127.0.0.1:99999/"), DEAD, "adresse illisible"),
    "a port of letters": (to(b"http://127.0.0.1:http/"), DEAD, "adresse illisible"),
    "a port of unicode digits": (to("http://127.0.0.1:８０/".encode()), DEAD, "adresse illisible"),
    "an open bracket": (to(b"http://[::1/"), DEAD, "adresse illisible"),
    "a closed bracket": (to(b"http://exemple.fr]/"), DEAD, "adresse illisible"),
    "an IPv6 that is none": (to(b"http://[1:2:3]/"), DEAD, "adresse illisible"),
    "no host": (to(b"http:///chemin"), DEAD, "adresse illisible"),
    "a host of dots": (to(b"http://..../"), DEAD, "adresse illisible"),
    "a host with a space": (to(b"http://a b.example/"), DEAD, "adresse illisible"),
    "a host with a zero": (to(b"http://a\0b.example/"), DEAD, "adresse illisible"),
    "a label of 64 signs": (to(b"http://" + b"a" * 64 + b".example/"), DEAD, "adresse illisible"),
    "a host of 4 000 signs": (to(b"http://" + b"a." * 2000 + b"example/"), DEAD, "adresse illisible"),
    "a host no IDNA knows": (to("http://\u2488\u200d.example/".encode()), DEAD, "adresse illisible"),
    "a host in accents, nowhere": (to("http://é_è.invalid/".encode()), DEAD, ""),
    "a host with an underscore, nowhere": (to(b"http://a_b.invalid/"), DEAD, "n’existe pas"),
    "a host that is not there": (to(b"http://nexiste-pas.invalid/"), DEAD, "n’existe pas"),
    "a file": (to(b"file:///etc/passwd"), UNSURE, "hors du web public"),
    "a script": (to(b"javascript:alert(1)"), UNSURE, "hors du web public"),
    "another scheme": (to(b"gopher://127.0.0.1:70/1"), UNSURE, "hors du web public"),
    "an application": (to(b"intent://x#Intent;end"), UNSURE, "hors du web public"),
    "a password": (to(b"http://moi:secret@127.0.0.1:{port}/"), UNSURE, "hors du web public"),
    "a name for the password": (to(b"http://exemple.fr@127.0.0.1:{port}/"), UNSURE, "hors du web public"),
    "control signs": (to(b"http://127.0.0.1:{port}/\x1b[31m\x08"), DEAD, "sans fin"),
    "bytes that are no UTF-8": (to(b"/\xff\xfe"), DEAD, "sans fin"),
    # how long to wait
    "Retry-After, huge": (busy("9" * 400), UNSURE, "(429)"),
    "Retry-After, negative": (busy("-1"), UNSURE, "(429)"),
    "Retry-After, a date": (busy("Wed, 21 Oct 2099 07:28:00 GMT"), UNSURE, "(429)"),
    "Retry-After, no date": (busy("Xxx, 99 Xxx 0000"), UNSURE, "(429)"),
    "Retry-After, ²": (busy("²"), UNSURE, "(429)"),
    "Retry-After, ٣": (busy("٣"), UNSURE, "(429)"),
    "Retry-After, infinite": (busy("inf"), UNSURE, "(429)"),
    "Retry-After, nothing": (busy(""), UNSURE, "(429)"),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_what_a_site_may_answer(name: str) -> None:
    answer, verdict, said = TABLE[name]
    waits: list[float] = []
    with hostile.serving(answer) as server:
        bounds = Bounds(SHORT if "à temps" in said else LONG, redirects=3)
        found = probe.Prober(waits.append, bounds, LOOPBACK, tries=1)(server.url())
    assert found.verdict == verdict, found
    assert said in found.detail
    assert found.reached
    assert found.vers is None


@pytest.mark.parametrize("after", ["9" * 400, "-1", "²", "٣", "inf", "1e9", "31", "99999"])
def test_no_site_makes_us_wait_longer_than_our_patience(after: str) -> None:
    waits: list[float] = []
    with hostile.serving(busy(after)) as server:
        probe.Prober(waits.append, Bounds(LONG), LOOPBACK)(server.url())
        assert len(server.requests) == 1
    assert waits == []


def asked(server: hostile.Server, limit: int = 0, reach: Reach = LOOPBACK, seconds: float = LONG) -> Answer:
    return ask(Question(server.url()), Bounds(seconds, limit, redirects=3), reach)


def test_nothing_of_a_redirect_but_its_head_is_read() -> None:
    megabytes = 32 * 1024 * 1024
    with hostile.serving(to(b"/la", b"x" * megabytes), OK + END + b"ici") as server:
        assert asked(server, 10).body == b"ici"
        assert server.sent < megabytes / 4  # what the two systems keep for each other is all that went


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    for encoding in (b"gzip", b"deflate", b"br", b"gzip, gzip"):
        with (
            hostile.serving(OK + b"Content-Encoding: " + encoding + b"\r\n" + END + bomb) as server,
            pytest.raises(Failure) as caught,
        ):
            asked(server, 100_000_000)
        assert caught.value.way == "malformed"
        assert b"Accept-Encoding: identity" in server.requests[0]


@pytest.mark.parametrize(
    ("answer", "way"),
    [
        (flood(OK + END, b"x" * 65_536), "large"),
        (flood(OK + b"Transfer-Encoding: chunked\r\n" + END, b"1\r\nx\r\n" * 1000), "large"),
        (flood(OK + b"Transfer-Encoding: chunked\r\n" + END + b"0\r\n", b"X: y\r\n" * 1000), "large"),
        (flood(OK + b"Transfer-Encoding: chunked\r\n" + END + b"1;", b"x" * 1000), "large"),
        (drop_by_drop(OK + END, b"x"), "late"),
        (OK + b"Content-Length: 1001\r\n" + END + b"x" * 1001, "large"),
        (OK + b"Transfer-Encoding: chunked\r\n" + END + b"zz\r\n", "cut"),
        (OK + b"Transfer-Encoding: chunked\r\n" + END + b"-5\r\nx", "malformed"),
        (OK + b"Transfer-Encoding: chunked\r\n" + END + b"-1\r\n" + b"x" * 9000, "cut"),
        (OK + b"Transfer-Encoding: chunked\r\n" + END + b"F" * 60_000 + b"\r\nx", "cut"),
        (OK + b"Transfer-Encoding: chunked\r\n" + END + b"5\r\nab", "cut"),
        (OK + b"Content-Length: 10\r\n" + END + b"abc", "cut"),
    ],
)
def test_a_body_that_is_wanted_has_its_bounds(answer: Part, way: str) -> None:
    with hostile.serving(answer) as server, pytest.raises(Failure) as caught:
        asked(server, 1000, seconds=SHORT if way == "late" else LONG)
    assert caught.value.way == way


def test_cookies_live_as_long_as_the_chain_and_on_their_own_host() -> None:
    with hostile.serving(OK + END) as other:
        away = MOVED + f"Location: http://localhost:{other.port}/\r\n".encode() + END
        cookie = b"Set-Cookie: a=1; Path=/; HttpOnly\r\nSet-Cookie: bad cookie\r\nSet-Cookie: b=2\r\n"
        with hostile.serving(MOVED + cookie + b"Location: /\r\n" + END, away) as server:
            asked(server)
        assert b"Cookie" not in server.requests[0]
        assert b"Cookie: a=1; bad cookie; b=2\r\n" in server.requests[1]
        assert b"Cookie" not in other.requests[0]


def test_what_the_web_is_told_of_us_is_nothing_but_the_question() -> None:
    with hostile.serving(OK + END) as server:
        ask(Question(server.url("/é à?x=ù#fin"), headers={"User-Agent": "x"}), Bounds(LONG), LOOPBACK)
    assert server.requests[0].splitlines()[0] == b"GET /%C3%A9%20%C3%A0?x=%C3%B9 HTTP/1.1"
    assert b"Authorization" not in server.requests[0]
    assert b"Referer" not in server.requests[0]


def test_proxies_and_passwords_of_the_machine_are_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    netrc = tmp_path_factory.mktemp("moi") / "netrc"
    netrc.write_text("machine 127.0.0.1 login moi password secret\n", "utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with hostile.serving(OK + END) as proxy, hostile.serving(OK + END) as server:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
            monkeypatch.setenv(name, proxy.url())
        asked(server)
        assert proxy.requests == []
        assert b"Authorization" not in server.requests[0]


ports = partial(Reach, lambda address: address.is_loopback)


def test_a_redirect_to_a_port_of_another_service_is_not_followed() -> None:
    with hostile.serving(OK + END) as other:
        with hostile.serving(to(f"http://127.0.0.1:{other.port}/".encode())) as server:
            with pytest.raises(Failure) as caught:
                asked(server, reach=ports(frozenset({80, 443})))
            assert (caught.value.way, caught.value.moved) == ("forbidden", True)
        assert other.requests == []
        assert asked(other, reach=ports(frozenset())).status == 200  # the port that the address itself writes


def test_an_address_of_a_service_that_is_no_site_is_not_asked() -> None:
    with pytest.raises(Failure) as caught:
        ask(Question("http://127.0.0.1:22/"), Bounds(LONG), ports(frozenset({80, 443})))
    assert (caught.value.way, caught.value.reached) == ("forbidden", None)
