"""One question to the web and its answer: a chain of redirects, each judged before it is followed.

Time and bytes are counted over the whole chain. Nothing of a redirect but its head is read, nothing is ever
decompressed (we ask for plain text, and take no other), no password of the machine is sent, and no proxy of
the environment is used: it would resolve the names in our place, and they could not be judged. Cookies live
as long as the chain: many sites set one, and send the reader round once more; the jar is that of requests.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead, LineTooLong
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

from requests import Request
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar, get_cookie_header

from generators.web.bounds import PUBLIC, Bounds, Deadline, Failure, Reach, Way
from generators.web.targets import Target, redirected, target_of
from generators.web.wire import Wire, connected, private

if TYPE_CHECKING:
    import socket

#: The bytes of an answer's head: what browsers take.
HEAD: Final = 256 * 1024
#: A redirect to a port that belongs to another service than the web is none.
LEAST_PORT: Final = 1024
_REDIRECTS: Final = {301, 302, 303, 307, 308}
_PIECE: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and of which address. Neither its headers nor its body are ever shown."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the last head of the chain, names in small letters, and its body if it was wanted."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    #: The statuses of the redirects that led here.
    steps: tuple[int, ...] = ()

    def json(self) -> Any:  # noqa: ANN401 (whatever JSON the other side wrote)
        """The body, as JSON. Raises `ValueError`."""
        return parsed(self.body)


def parsed(data: bytes) -> Any:  # noqa: ANN401 (whatever JSON somebody wrote)
    """JSON as RFC 8259 has it, at a depth that can be read. Raises `ValueError`."""
    try:
        return json.loads(data, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("too deep") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)  # NaN, Infinity: Python's own


class _Errand:
    """A chain of redirects: what is left of its time, where it may go, the cookies that it was given."""

    def __init__(self, question: Question, bounds: Bounds, reach: Reach) -> None:
        self.question = question
        self.bounds = bounds
        self.reach = reach
        self.deadline = Deadline.after(bounds.seconds)
        self.cookies = RequestsCookieJar()
        self.steps: tuple[int, ...] = ()
        self.reached = False

    def run(self) -> Answer:
        target = own = target_of(self.question.url)
        while True:
            self._judge(target, own)
            answer = self._answer(target)
            location = self._location(answer)
            if location is None:
                return answer
            if len(self.steps) == self.bounds.redirects:
                raise Failure("loop")
            self.steps = (*self.steps, answer.status)
            target = redirected(target, location)

    def _judge(self, target: Target, own: Target) -> None:
        ours = target.port == own.port and target.port >= LEAST_PORT
        if target.port not in self.reach.ports and not ours:
            raise Failure("forbidden")

    def _location(self, answer: Answer) -> str | None:
        """Where a redirect that is to be followed leads; None for any other answer."""
        if answer.status not in _REDIRECTS or not self.bounds.redirects:
            return None
        if not (location := answer.headers.get("location", "").strip()):
            raise Failure("lost")
        return location

    def _answer(self, target: Target) -> Answer:
        with connected(target, self.deadline, self.reach) as link:
            self.reached = True
            with private(link, target, self.deadline) as secret:
                return self._talk(Wire(secret, self.deadline, HEAD), target)

    def _talk(self, wire: Wire, target: Target) -> Answer:
        self._send(wire, target)
        head = _head(wire, self.question.method)
        _keep(self.cookies, target, head)
        headers = {name.lower(): str(value) for name, value in reversed(head.headers.items())}
        going = head.status in _REDIRECTS and self.bounds.redirects
        body = b"" if going or not self.bounds.bytes else _body(wire, head, self.bounds.bytes)
        return Answer(head.status, MappingProxyType(headers), body, target.url, self.steps)

    def _send(self, wire: Wire, target: Target) -> None:
        cookies = _kept(self.cookies, target)
        ours = {"Host": target.netloc, "Accept-Encoding": "identity", "Connection": "close"}
        connection = HTTPConnection(target.host, target.port)
        connection.sock = cast("socket.socket", wire)
        headers = {**self.question.headers, **ours} | ({"Cookie": cookies} if cookies else {})
        connection.request(self.question.method, target.path, self.question.body, headers)


def _keep(jar: RequestsCookieJar, target: Target, head: HTTPResponse) -> None:
    """What an answer sets, for those whom it may be sent to again."""
    said = SimpleNamespace(_original_response=head)
    extract_cookies_to_jar(jar, _asked(target), said)  # type: ignore[no-untyped-call]


def _kept(jar: RequestsCookieJar, target: Target) -> str:
    """What of it goes with a question to this address: "a=1; b=2", "" where nothing does."""
    return get_cookie_header(jar, _asked(target)) or ""  # type: ignore[no-untyped-call]


def _asked(target: Target) -> Request:
    """A request as the jar of cookies reads it: which host, which path, encrypted or not (RFC 6265)."""
    return Request("GET", f"{target.scheme}://{target.netloc}{target.path}")


def ask(question: Question, bounds: Bounds, reach: Reach = PUBLIC) -> Answer:
    """The answer to a question. Raises `Failure`, and nothing else, whatever is on the other side."""
    errand = _Errand(question, bounds, reach)
    try:
        return errand.run()
    except Failure as failure:
        reached = errand.reached or failure.reached
        raise Failure(failure.way, reached=reached, moved=bool(errand.steps)) from None
    except (OSError, HTTPException, ValueError) as error:
        raise Failure(_way(error), reached=errand.reached, moved=bool(errand.steps)) from None


def _way(error: Exception) -> Way:
    """How the network, its encryption or an answer failed; the exceptions' children come first."""
    match error:
        case ssl.SSLCertVerificationError():
            return "certificate"
        case ConnectionError() | ssl.SSLEOFError() | ssl.SSLZeroReturnError():
            return "cut"
        case ssl.SSLError():
            return "encryption"
        case TimeoutError():
            return "late"
        case OSError() | IncompleteRead():
            return "cut"
        case LineTooLong():
            return "large"
    return "large" if type(error) is HTTPException else "malformed"  # its only own meaning: too many headers


def _head(wire: Wire, method: str) -> HTTPResponse:
    """The head of the answer, after those that only announce it (RFC 9110, 15.2)."""
    while True:
        head = HTTPResponse(cast("socket.socket", wire), method=method)
        head.begin()
        if not 100 <= head.status < 200:
            return head


def _body(wire: Wire, head: HTTPResponse, limit: int) -> bytes:
    """The body as it is, `limit` bytes at most. Raises `Failure`."""
    if head.headers.get("Content-Encoding", "identity").strip().lower() not in ("identity", ""):
        raise Failure("malformed")
    wire.left = 2 * limit + HEAD  # the marks of its pieces, too
    found = bytearray()
    while piece := head.read(_PIECE):
        found += piece
        if len(found) > limit:
            raise Failure("large")
    if head.length:
        raise Failure("cut")
    return bytes(found)
