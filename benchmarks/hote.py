"""A host for measures: serves a built site from this machine as a real host would, compressed."""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

#: The usual level of hosts that compress once and keep the result.
LEVEL = 6
_COMPRESSED = ("text/", "application/json", "application/javascript", "image/svg+xml", "application/geo+json")


@lru_cache(maxsize=16384)
def _prepared(path: Path) -> tuple[str, bytes, bool]:
    """Media type, body, and whether the body is compressed: once a file, as hosts do."""
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    content = path.read_bytes()
    if media.startswith(_COMPRESSED):
        return media, gzip.compress(content, LEVEL, mtime=0), True
    return media, content, False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # As real hosts do: a body would wait for the browser to acknowledge its headers.
    disable_nagle_algorithm = True

    def __init__(self, *arguments: Any, folder: Path) -> None:  # noqa: ANN401 (the base's own)
        self.folder = folder
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = self.folder / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file() and path.resolve().is_relative_to(self.folder.resolve())
        media, body, compressed = _prepared(path if found else self.folder / "404.html")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    """Lets a browser ask for dozens of files at once: who finds the line full comes back a second later."""

    request_queue_size = 128


def _serve(folder: Path, port: Connection) -> None:
    """In a process of its own, so that what measures doesn't slow what is measured."""
    for path in sorted(folder.glob("a[ns]*/**/*.*")):
        _prepared(path)
    server = _Server(("127.0.0.1", 0), partial(_Handler, folder=folder))
    port.send(server.server_address[1])
    server.serve_forever()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which `folder` is served, while the block runs."""
    here, there = Pipe()
    host = Process(target=_serve, args=(folder, there), daemon=True)
    host.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}/"
    finally:
        host.terminate()
        host.join()
