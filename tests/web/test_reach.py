"""Where no errand goes: what only our own machine or network reaches, by whatever name, at any hop."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from generators.care.probe import Prober
from generators.web import wire
from generators.web.asking import Answer, Question, ask
from generators.web.bounds import CHOSEN, PUBLIC, Bounds, Failure, Reach, is_public
from tests.loopback import LOOPBACK
from tests.web import hostile

SHORT, LONG = 0.35, 30.0
PRIVATE = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "100.127.255.255", "127.0.0.1",
    "127.255.255.254", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.1",
    "192.0.0.192", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1", "::7f00:1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:c0a8:101::1", "3fff::1",
    "fc00::1", "fd00:ec2::254", "fd12:3456:789a::1", "fe80::1", "fec0::1", "ff02::1", "ff0e::1", "4000::1",
)  # fmt: skip
OPEN = (
    "1.1.1.1", "8.8.8.8", "99.255.255.255", "100.128.0.1", "172.15.255.255", "172.32.0.1", "193.0.0.1",
    "223.255.255.255", "2001:4860:4860::8888", "2606:4700::1111", "2a01:e0a::1", "::ffff:8.8.8.8",
    "64:ff9b::808:808",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_of_the_public_internet(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", OPEN)
def test_what_is(address: str) -> None:
    assert is_public(ip_address(address))


#: This machine and this network, as somebody may write them.
WAYS_HOME = (
    "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://LOCALHOST:{port}/",
    "http://127.1:{port}/", "http://2130706433:{port}/", "http://0x7f.0.0.1:{port}/", "http://0177.0.0.1:{port}/",
    "http://0x7f000001:{port}/", "http://0:{port}/", "http://0.0.0.0:{port}/", "http://[::1]:{port}/",
    "http://[::]:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://[::ffff:7f00:1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/", "http://①②⑦.⓪.⓪.①:{port}/", "http://127。0。0。1:{port}/",
    "http://１２７.0.0.1:{port}/", "http://\t127.0.0.1:{port}/", "//127.0.0.1:{port}/", "https://127.0.0.1:{port}/",
    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.0.1/", "http://[fe80::1]/",
    "http://[fe80::1%25lo]/", "http://[fd00:ec2::254]/", "http://168.63.129.16/machine/?comp=goalstate",
    "http://100.100.100.200/",
)  # fmt: skip


@pytest.mark.parametrize("url", WAYS_HOME)
def test_no_record_leads_to_our_own_network(url: str) -> None:
    with hostile.serving(b"HTTP/1.1 200 OK\r\n\r\n") as server:
        if url.startswith("//"):
            url = f"http:{url}"
        found = Prober(lambda _: None, Bounds(LONG))(url.replace("{port}", str(server.port)))
        assert server.requests == []
    assert (found.verdict, found.reached) == ("incertaine", None)
    assert "hors du web public" in found.detail


@pytest.mark.parametrize("url", WAYS_HOME)
def test_no_redirect_leads_to_our_own_network(url: str) -> None:
    """The first machine may be visited, 127.0.0.2, as one of the public Internet would; no other may."""
    only = Reach(lambda address: str(address) == "127.0.0.2" or is_public(address), LOOPBACK.ports)
    with hostile.serving(b"HTTP/1.1 200 OK\r\n\r\n") as inside:
        where = url.replace("{port}", str(inside.port)).encode()
        moved = b"HTTP/1.1 301 Moved\r\nLocation: " + where + b"\r\n\r\n"
        with hostile.serving(moved, host="127.0.0.2") as outside:
            found = Prober(lambda _: None, Bounds(LONG, redirects=3), only)(outside.url())
            assert len(outside.requests) == 1
        assert inside.requests == []
    assert (found.verdict, found.vers) == ("incertaine", None)
    assert "renvoie hors du web public" in found.detail


def name_of(*rounds: list[str]) -> Callable[..., list[Any]]:
    """A resolver whose answers change from one time to the next."""
    left = list(rounds)

    def resolve(_host: str, port: int, **_kind: object) -> list[Any]:
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    return resolve


def only(address: str) -> Reach:
    return Reach(lambda found: str(found) == address, LOOPBACK.ports)


def test_a_name_that_changes_its_mind_is_asked_where_it_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    with hostile.serving(b"HTTP/1.1 200 OK\r\n\r\n") as inside:
        with hostile.serving(b"HTTP/1.1 200 OK\r\n\r\n", host="127.0.0.2", port=inside.port) as outside:
            monkeypatch.setattr(wire.socket, "getaddrinfo", name_of(["127.0.0.2"], ["127.0.0.1"]))
            url = f"http://change.example:{outside.port}/"
            assert ask(Question(url), Bounds(LONG), only("127.0.0.2")).status == 200
            assert b"Host: change.example" in outside.requests[0]
            with pytest.raises(Failure) as caught:
                ask(Question(url), Bounds(LONG), only("127.0.0.2"))
            assert caught.value.way == "forbidden"
        assert inside.requests == []


def test_of_the_addresses_of_a_name_only_the_public_ones_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with hostile.serving(b"HTTP/1.1 200 OK\r\n\r\n") as inside:
        with hostile.serving(b"HTTP/1.1 200 OK\r\n\r\n", host="127.0.0.2", port=inside.port) as outside:
            monkeypatch.setattr(wire.socket, "getaddrinfo", name_of(["127.0.0.1", "10.0.0.1", "127.0.0.2"]))
            ask(Question(f"http://two.example:{outside.port}/"), Bounds(LONG), only("127.0.0.2"))
            assert len(outside.requests) == 1
        assert inside.requests == []


def test_a_name_that_nobody_resolves_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()
    monkeypatch.setattr(wire.socket, "getaddrinfo", lambda *_, **__: [never.wait()][1:])
    with pytest.raises(Failure) as caught:
        ask(Question("http://lent.example/"), Bounds(SHORT))
    never.set()
    assert (caught.value.way, caught.value.reached) == ("late", False)


def test_a_service_that_was_chosen_may_stand_on_the_own_network() -> None:
    with hostile.serving(b"HTTP/1.1 200 OK\r\n\r\n") as server:
        assert ask(Question(server.url()), Bounds(LONG), CHOSEN).status == 200
        with pytest.raises(Failure):
            ask(Question(server.url()), Bounds(LONG), PUBLIC)


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """A site whose certificate says `localhost`, and the authority that signed it: itself."""
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    words = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -addext".split()
    files = ["subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*words, *files], check=True, capture_output=True)

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1], certificate
    server.shutdown()
    server.server_close()


def over_tls(url: str) -> Answer:
    return ask(Question(url), Bounds(LONG), LOOPBACK)


def test_the_certificate_is_that_of_the_name(
    certified: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, authority = certified
    monkeypatch.setattr(wire, "_context", partial(ssl.create_default_context, cafile=str(authority)))
    assert over_tls(f"https://localhost:{port}/").status == 200
    monkeypatch.setattr(wire, "_looked_up", lambda _, p: [(socket.AF_INET, ("127.0.0.1", p))])
    assert over_tls(f"https://localhost.:{port}/").status == 200
    for wrong in (f"https://127.0.0.1:{port}/", f"https://autre.example:{port}/"):
        with pytest.raises(Failure) as caught:
            over_tls(wrong)
        assert caught.value.way == "certificate"


def test_a_certificate_that_nobody_signed(certified: tuple[int, Path]) -> None:
    with pytest.raises(Failure) as caught:
        over_tls(f"https://localhost:{certified[0]}/")
    assert caught.value.way == "certificate"


@pytest.mark.parametrize(
    ("answer", "way"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", "encryption"),
        (b"\x15\x03\x01\x00\x02\x02\x28", "encryption"),
        (b"\x16\x03\x03\xff\xff" + b"x" * 70_000, "encryption"),
        (b"", "cut"),
        (hostile.reset, "cut"),
        (hostile.drop_by_drop(b"\x16\x03\x03\x3f\xff", b"x"), "late"),
    ],
)
def test_an_encryption_that_fails(answer: hostile.Part, way: str) -> None:
    bounds = Bounds(SHORT if way == "late" else LONG)
    with hostile.serving(answer, greeting=1) as server, pytest.raises(Failure) as caught:
        ask(Question(server.url().replace("http:", "https:")), bounds, LOOPBACK)
    assert (caught.value.way, caught.value.reached) == (way, True)
