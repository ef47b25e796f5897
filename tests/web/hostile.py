"""A server of this machine that answers whatever bytes it is told to, and ends when its caller leaves."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Part = bytes | Callable[[socket.socket], None]


class Server:
    """`requests` are the heads that it was sent; `sent` is how many bytes of its answers were taken."""

    def __init__(self, *answers: Part, host: str = "127.0.0.1", port: int = 0, greeting: int = 0) -> None:
        self._answers = answers
        self._greeting = greeting
        self.host = host
        self._listener = socket.create_server((host, port))
        self.port: int = self._listener.getsockname()[1]
        self.requests: list[bytes] = []
        self.sent = 0
        self.over = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    def _serve(self) -> None:
        with suppress(OSError):
            while not self.over.is_set():
                link, _ = self._listener.accept()
                threading.Thread(target=self._answer, args=(link,), daemon=True).start()

    def _answer(self, link: socket.socket) -> None:
        with suppress(OSError), link:
            self.requests.append(self._request(link))
            answer = self._answers[min(len(self.requests), len(self._answers)) - 1]
            if isinstance(answer, bytes):
                self.give(link, answer.replace(b"{port}", str(self.port).encode()))
            else:
                answer(link)
            with suppress(OSError):
                link.shutdown(socket.SHUT_WR)
                link.recv(1)

    def _request(self, link: socket.socket) -> bytes:
        if self._greeting:
            return link.recv(self._greeting)
        head = b""
        while b"\r\n\r\n" not in head and (more := link.recv(65_536)):
            head += more
        return head

    def give(self, link: socket.socket, data: bytes) -> None:
        """Send all, and count what the system took."""
        view = memoryview(data)
        while view:
            count = link.send(view[:65_536])
            self.sent += count
            view = view[count:]

    def close(self) -> None:
        self.over.set()
        self._listener.close()


@contextmanager
def serving(*answers: Part, host: str = "127.0.0.1", port: int = 0, greeting: int = 0) -> Iterator[Server]:
    """A server that gives these answers one after the other, and the last one from then on.

    It waits for a whole head before it answers, or for `greeting` bytes.
    """
    server = Server(*answers, host=host, port=port, greeting=greeting)
    try:
        yield server
    finally:
        server.close()


def drop_by_drop(first: bytes, drop: bytes) -> Part:
    """A beginning, then a drop every twentieth of a second, for ever."""

    def answer(link: socket.socket) -> None:
        link.sendall(first)
        while True:
            link.sendall(drop)
            threading.Event().wait(0.05)

    return answer


def flood(first: bytes, wave: bytes) -> Part:
    """A beginning, then as much as is taken, for ever."""

    def answer(link: socket.socket) -> None:
        link.sendall(first)
        while True:
            link.sendall(wave)

    return answer


def reset(link: socket.socket) -> None:
    """Hang up without a word, as a crash does."""
    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    link.close()
