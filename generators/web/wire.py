"""A connection to one machine that was checked, whose every byte is counted and whose end is fixed.

A name is resolved once, each address that it gives is judged, and the connection is made to an address that
was: a name that answers otherwise a moment later leads nowhere else. The certificate is that of the name.
"""

from __future__ import annotations

import io
import socket
import ssl
import threading
from functools import cache
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Final

import certifi

from generators.web.bounds import Deadline, Failure, Reach
from generators.web.targets import Target

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

#: Seconds for one address of a name, and how many of them are tried.
CONNECT: Final = 6.0
TRIED: Final = 4

#: A family of addresses, and an address with its port as `connect` takes it.
Place = tuple[socket.AddressFamily, tuple[Any, ...]]


class _Reader(io.BufferedReader):
    """http.client closes what it has read; ours goes with its connection."""

    def close(self) -> None:
        pass


class Wire(io.RawIOBase):
    """What http.client takes for a socket. `left` is how many bytes may still be read."""

    def __init__(self, link: socket.socket, deadline: Deadline, left: int) -> None:
        self._link = link
        self._deadline = deadline
        self._reader = _Reader(self)
        self.left = left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Raises `Failure` (large) where the bytes are spent, `TimeoutError` where the time is."""
        if self.left <= 0:
            raise Failure("large")
        self._link.settimeout(self._deadline.left())
        count = self._link.recv_into(memoryview(buffer).cast("B")[: self.left])
        self.left -= count
        return count

    def sendall(self, data: ReadableBuffer) -> None:
        self._link.settimeout(self._deadline.left())
        self._link.sendall(data)

    def makefile(self, _mode: str = "rb") -> io.BufferedReader:
        return self._reader


def connected(target: Target, deadline: Deadline, reach: Reach) -> socket.socket:
    """A connection to one of a target's machines, where it may go. Raises `Failure` and `TimeoutError`."""
    return _linked(_allowed(target, deadline, reach), deadline)


def private(link: socket.socket, target: Target, deadline: Deadline) -> socket.socket:
    """The connection, encrypted where the target's scheme says so. Raises `OSError`."""
    if target.scheme == "http":
        return link
    link.settimeout(deadline.left())
    return _context().wrap_socket(link, server_hostname=target.host.removesuffix("."))


@cache
def _context() -> ssl.SSLContext:
    """What the machine trusts (SSL_CERT_FILE too), and what browsers do, for machines that trust nobody."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _allowed(target: Target, deadline: Deadline, reach: Reach) -> list[Place]:
    places = _resolved(target.host, target.port, deadline)
    found = [place for place in places if reach.allows(ip_address(str(place[1][0]).partition("%")[0]))]
    if not found:
        raise Failure("forbidden")
    return found[:TRIED]


def _resolved(host: str, port: int, deadline: Deadline) -> list[Place]:
    """The addresses of a name; the system's resolver knows no deadline, so it is left behind at ours."""
    answers: SimpleQueue[list[Place] | None] = SimpleQueue()
    threading.Thread(target=lambda: answers.put(_looked_up(host, port)), daemon=True).start()
    try:
        found = answers.get(timeout=deadline.left())
    except Empty:
        raise Failure("late", reached=False) from None
    if found is None:
        raise Failure("unknown", reached=False)
    return found


def _looked_up(host: str, port: int) -> list[Place] | None:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return None
    return [(row[0], row[4]) for row in rows if row[0] in (socket.AF_INET, socket.AF_INET6)] or None


def _linked(places: list[Place], deadline: Deadline) -> socket.socket:
    """A connection to the first of these places that takes one. Raises `Failure`."""
    last: OSError = OSError()
    for family, place in places:
        link = socket.socket(family, socket.SOCK_STREAM)
        try:
            link.settimeout(min(deadline.left(), CONNECT))
            link.connect(place)
        except OSError as error:
            link.close()
            last = error
        else:
            return link
    match last:
        case TimeoutError():
            raise Failure("late", reached=False) from None
        case ConnectionRefusedError():
            raise Failure("refused", reached=False) from None
    raise Failure("cut", reached=False) from None
