"""The site over HTTP: what is asked for is given from memory, and each page is told of the next site.

What is served beside the site stands under `OURS`; every page of the site gets one element more than what a
build publishes: the script that listens there.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import AF_INET6
from typing import Final, Protocol
from urllib.parse import quote, urlsplit

from generators.serving.addresses import is_ours, path_of, type_of
from generators.serving.board import Board

OURS: Final = "/_maillage/"
SCRIPT: Final = f"{OURS}direct.js"
NEWS: Final = f"{OURS}direct"
#: After so many seconds without news, a line that says nothing: who is gone is noticed.
PULSE_S: Final = 15.0
HTML: Final = "text/html; charset=utf-8"
PLAIN: Final = "text/plain; charset=utf-8"


class Shown(Protocol):
    """A site in memory."""

    @property
    def name(self) -> str:
        """What tells it from the site before, and from the next."""

    def file(self, path: str) -> bytes | None:
        """A file by its path, as a build publishes it; None where there is none."""


class Window:
    """What the server looks at: the site that is shown, if there is one, and the board."""

    def __init__(self, *, live: bool = True) -> None:
        self.board = Board()
        self.live = live
        self.shown: Shown | None = None
        self.told: Callable[[BaseException], None] = lambda fault: None


class Server(ThreadingHTTPServer):
    """One process, a thread a request; where nobody listens any more nothing is said."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str, port: int, window: Window) -> None:
        if ":" in host:
            self.address_family = AF_INET6
        self.window, self.mount, self.names = window, "/", {host.lower()}
        super().__init__((host, port), Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def server_bind(self) -> None:
        """As the library does, without asking a name server who we are."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.port

    def handle_error(self, request: object, client_address: object) -> None:
        fault = sys.exception()
        if fault is not None and not isinstance(fault, (ConnectionError, TimeoutError)):
            self.window.told(fault)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: Server
    timeout = 60
    wbufsize = 1 << 16
    disable_nagle_algorithm = True

    def version_string(self) -> str:
        return "maillage"

    def do_GET(self) -> None:
        if not is_ours(self.headers.get("Host"), self.server.names):
            self._words(HTTPStatus.FORBIDDEN, "Ce serveur ne répond qu’à l’adresse qu’il a donnée.\n")
        elif self.path == SCRIPT:
            self._give(HTTPStatus.OK, _script(), type_of(SCRIPT))
        elif self.path == NEWS:
            self._news()
        elif (shown := self.server.window.shown) is None:
            self._wait()
        else:
            self._site(shown)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _site(self, shown: Shown) -> None:
        path = path_of(self.path, self.server.mount)
        try:
            status, name, content = self._found(shown, path)
        except Exception as fault:  # a page that cannot be made leaves the others as they are
            self.server.window.told(fault)
            said = "Cette page n’a pas pu être faite : le terminal dit pourquoi."
            self._give(HTTPStatus.INTERNAL_SERVER_ERROR, self._live(_page(said), shown.name), HTML)
            return
        if content is None:
            self._moved(f"{self.server.mount}{quote(name)}")
        else:
            kind = type_of(name)
            self._give(status, self._live(content, shown.name) if kind == HTML else content, kind)

    def _found(self, shown: Shown, path: str | None) -> tuple[HTTPStatus, str, bytes | None]:
        """Status, name and content of what a path names; without content, where it leads to."""
        if path is None:
            at_root = path_of(f"{urlsplit(self.path).path}/", self.server.mount) == ""
            if at_root or urlsplit(self.path).path == "/":
                return HTTPStatus.FOUND, "", None
        else:
            name = f"{path}index.html" if path == "" or path.endswith("/") else path
            if (content := shown.file(name)) is not None:
                return HTTPStatus.OK, name, content
            if name == path and shown.file(f"{path}/index.html") is not None:
                return HTTPStatus.FOUND, f"{path}/", None
        return HTTPStatus.NOT_FOUND, "404.html", shown.file("404.html") or _page("Cette page n’existe pas.")

    def _wait(self) -> None:
        """There is no site yet: the page says what is waited for, and opens by itself."""
        notice = self.server.window.board.notice
        said = notice.doing or "Le site ne peut pas encore être montré."
        page = self._live(_page(said), "")
        self._give(HTTPStatus.SERVICE_UNAVAILABLE, page, HTML, {"Retry-After": "1"})

    def _news(self) -> None:
        """The board's notices, as they come (https://html.spec.whatwg.org/#server-sent-events)."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        known = -1
        while self.command != "HEAD":
            number, notice = self.server.window.board.after(known, PULSE_S)
            line = f"data: {notice.as_json()}\n\n" if number != known else ":\n\n"
            known = number
            self.wfile.write(line.encode())
            self.wfile.flush()

    def _live(self, html: bytes, shown: str) -> bytes:
        """A page with the script that listens; with `--once` as it is."""
        return listening(html, shown) if self.server.window.live else html

    def _moved(self, there: str) -> None:
        query = urlsplit(self.path).query
        self._words(HTTPStatus.FOUND, "", {"Location": f"{there}?{query}" if query else there})

    def _words(self, status: HTTPStatus, words: str, headers: dict[str, str] | None = None) -> None:
        self._give(status, words.encode(), PLAIN, headers)

    def _give(
        self, status: HTTPStatus, content: bytes, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        """A browser may keep what it is given, and asks each time whether it still holds."""
        mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        known = status == HTTPStatus.OK and mark in self.headers.get("If-None-Match", "")
        self.send_response(HTTPStatus.NOT_MODIFIED if known else status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-cache" if status == HTTPStatus.OK else "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if status == HTTPStatus.OK:
            self.send_header("ETag", mark)
        if not known:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD" and not known:
            self.wfile.write(content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is no request of ours is told in French, and the line is cut."""
        self.close_connection = True
        self.command = getattr(self, "command", None) or "GET"
        self.headers = getattr(self, "headers", None) or self.MessageClass()
        self._words(HTTPStatus(code), "Cette demande n’est pas comprise.\n", {"Connection": "close"})

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is said of a request."""


@cache
def _script() -> bytes:
    return Path(__file__).with_name("direct.js").read_bytes()


def listening(html: bytes, shown: str) -> bytes:
    """A page with the script that listens for the next site, `shown` being the one that it is of.

    A copy of a letter lets no script ask anything: here it may ask us.
    """
    script = f'<script src="{SCRIPT}" data-site="{shown}" defer></script>'.encode()
    head, policy, rest = html.partition(_POLICY)
    if policy and b"connect-src" not in rest[: rest.find(b'">')]:
        html = head + policy + b"connect-src 'self'; " + rest
    start, end, rest = html.rpartition(b"</body>")
    return start + script + end + rest if end else html + script


_POLICY = b'<meta http-equiv="Content-Security-Policy" content="'


def _page(said: str) -> bytes:
    """A page of ours, where the site has none."""
    return (
        '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Maillage</title>'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        "<style>body{font:1.125rem/1.5 system-ui,sans-serif;max-width:40rem;margin:20vh auto;padding:0 1rem}"
        f'</style><body><p id="attente" role="status">{said}</p></body></html>'
    ).encode()
