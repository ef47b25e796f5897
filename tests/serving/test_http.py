"""What the server answers: the site's own files, to those that it was meant for, and to nobody else."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import asdict
from urllib.parse import quote

import pytest

from generators.records.problems import Problem
from generators.serving.http import NEWS, SCRIPT, Window, listening
from tests.serving.conftest import Served, opened

PAGE = b"<!doctype html><html><head></head><body><p>Bonjour</p></body></html>"
FILES = {
    "index.html": PAGE,
    "404.html": b"<html><body>Rien ici</body></html>",
    "agenda/index.html": PAGE,
    "agenda/x.ics": b"BEGIN:VCALENDAR",
    "flux/a.atom": b"<feed/>",
    "donnees/a.geojson": b"{}",
    "a.vcf": b"BEGIN:VCARD",
    "editions.json": b"{}",
    "assets/fonts/a.woff2": b"wOF2",
    "t\u00e9l\u00e9.txt": b"oui",
}


class Site:
    """A site of a few files."""

    name = "essai-1"

    def file(self, path: str) -> bytes | None:
        if path == "faute/index.html":
            raise KeyError("12 rue du Refuge")
        return FILES.get(path)


@pytest.fixture
def served() -> Iterator[Served]:
    window = Window()
    with opened(window) as one:
        window.shown = Site()
        window.board.put(Site.name)
        yield one


def test_a_page_is_the_build_s_and_the_script_that_listens(served: Served) -> None:
    answer = served.ask("/")
    script = f'<script src="{SCRIPT}" data-site="essai-1" defer></script>'.encode()
    assert answer.body == PAGE.replace(b"</body>", script + b"</body>")
    assert served.ask(SCRIPT).headers["Content-Type"] == "text/javascript; charset=utf-8"


def test_once_nothing_is_added() -> None:
    window = Window(live=False)
    with opened(window) as served:
        window.shown = Site()
        assert served.ask("/").body == PAGE


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("agenda/x.ics", "text/calendar; charset=utf-8"),
        ("flux/a.atom", "application/atom+xml; charset=utf-8"),
        ("donnees/a.geojson", "application/geo+json"),
        ("a.vcf", "text/vcard; charset=utf-8"),
        ("editions.json", "application/json"),
        ("assets/fonts/a.woff2", "font/woff2"),
    ],
)
def test_each_file_has_its_type_and_its_bytes(served: Served, path: str, kind: str) -> None:
    answer = served.ask(f"/{path}?x=1")
    assert (answer.status, answer.headers["Content-Type"], answer.body) == (200, kind, FILES[path])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_address_is_written_in_any_way(served: Served) -> None:
    assert served.ask("/t%C3%A9l%C3%A9.txt").body == b"oui"
    moved = served.ask("/agenda?lieu=59")
    assert (moved.status, moved.headers["Location"]) == (302, "/agenda/?lieu=59")


def test_a_browser_asks_whether_what_it_has_still_holds(served: Served) -> None:
    mark = served.ask("/").headers["ETag"]
    again = served.ask("/", If_None_Match=mark)
    assert (again.status, again.body, again.headers["Cache-Control"]) == (304, b"", "no-cache")
    assert served.ask("/", If_None_Match='"autre"').status == 200


def test_the_head_alone(served: Served) -> None:
    whole, head = served.ask("/agenda/"), served.ask("/agenda/", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.body))


def test_what_is_not_there_is_the_site_s_own_404(served: Served) -> None:
    answer = served.ask("/rien/")
    assert answer.status == 404
    assert "Rien ici" in answer.body.decode()


@pytest.mark.parametrize(
    "target",
    ["/../pyproject.toml", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/agenda/../../x", "/%00", "/%ff",
     "/agenda\\..\\x", "*", "/.git/config"],
)  # fmt: skip
def test_no_path_leaves_the_site(served: Served, target: str) -> None:
    answer = served.ask(target)
    assert answer.status == 404
    assert b"root:" not in answer.body and b"[project]" not in answer.body


@pytest.mark.parametrize(
    "host", ["ailleurs.example", "127.0.0.1.nip.io:8000", "localhost.ailleurs.example", "", "["]
)
def test_a_name_that_was_made_to_lead_here_is_refused(served: Served, host: str) -> None:
    """DNS rebinding: https://en.wikipedia.org/wiki/DNS_rebinding."""
    for target in ("/", NEWS, SCRIPT):
        assert served.ask(target, Host=host).status == 403


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost:8000", "[::1]:8000", "192.168.1.7", "site.localhost"]
)
def test_this_machine_and_addresses_are_answered(served: Served, host: str) -> None:
    assert served.ask("/", Host=host).status == 200


def test_a_page_that_cannot_be_made_leaves_the_others(served: Served) -> None:
    told: list[BaseException] = []
    served.window.told = told.append
    answer = served.ask("/faute/")
    assert answer.status == 500
    assert "Refuge" not in answer.body.decode()
    assert [type(one) for one in told] == [KeyError]
    assert served.ask("/").status == 200


def test_no_other_method_and_no_other_words(served: Served) -> None:
    assert served.ask("/", "POST").status == 501
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as line:
        line.sendall(b"\x16\x03\x01 nimporte quoi\r\n\r\n")
        assert "comprise" in line.makefile("rb").read().decode()


def test_before_the_first_site_a_page_says_what_is_waited_for() -> None:
    window = Window()
    with opened(window) as served:
        window.board.put(doing="Les fiches se lisent…")
        answer = served.ask("/acteurs/x/")
        assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
        assert "Les fiches se lisent…" in answer.body.decode()
        assert SCRIPT in answer.body.decode()


def test_the_root_leads_to_where_the_site_begins(served: Served) -> None:
    """As its address writes it: in letters of any alphabet, percent-encoded."""
    served.server.mount = there = quote("/réseau d’aide/")
    for asked in ("/", there.rstrip("/")):
        assert served.ask(asked).headers["Location"] == there
    assert served.ask(f"{there.rstrip('/')}?a=1").headers["Location"] == f"{there}?a=1"
    assert served.ask(f"{there}agenda").headers["Location"] == f"{there}agenda/"
    assert b"Bonjour" in served.ask(f"{there}agenda/").body
    assert served.ask("/agenda/").status == served.ask(f"{there}/").status == 404


def test_news_come_as_they_are_put(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as line:
        line.sendall(f"GET {NEWS} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        read = line.makefile("rb")
        while read.readline() != b"\r\n":
            pass
        assert _said(read.readline()) == {"site": "essai-1", "fautes": [], "attente": ""}
        read.readline()
        fault = Problem("data/actors/x.yml", 3, 1, "nom", "</script><b>« X »", "écrivez\nautre chose")
        threading.Timer(0.05, served.window.board.put, ("essai-1", (fault,))).start()
        assert _said(read.readline())["fautes"] == [asdict(fault)]


def _said(line: bytes) -> dict[str, object]:
    assert line.startswith(b"data: ")
    found: dict[str, object] = json.loads(line.removeprefix(b"data: "))
    return found


def test_a_copy_of_a_letter_may_ask_us_alone() -> None:
    policy = b'<meta http-equiv="Content-Security-Policy" content="%s">'
    letter = listening(policy % b"default-src 'none'; script-src 'self'", "1")
    assert policy % b"connect-src 'self'; default-src 'none'; script-src 'self'" in letter
    page = policy % b"default-src 'none'; connect-src 'self'"
    assert page in listening(page, "1")
