"""The services, on this machine: each keeps campaigns and answers as its documentation says.

A fake refuses what its service would: another key, a field that it does not know, a draft that left. `lay`
puts a campaign there by hand, `edit` changes one as somebody of the team would in the service.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

Json = dict[str, Any]


def said(body: object, status: int = 200) -> Response:
    return Response(json.dumps(body), status=status, content_type="application/json")


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


class Fake:
    """A service with its campaigns by id, as it tells them; each subclass says how it is asked."""

    code = ""
    name = ""
    #: The path that is asked first.
    first = ""
    secret = ""
    #: True while what it makes is made, and its answer lost.
    unconfirmed = False

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.campaigns: dict[Any, Json] = {}
        self.bodies: list[Json] = []

    @property
    def entry(self) -> Json:
        """What data/reseau.yml says of it."""
        return {"service": self.code}

    @property
    def environment(self) -> dict[str, str]:
        raise NotImplementedError

    def page(self) -> Json:
        """An answer to the first question that promises one more page."""
        raise NotImplementedError

    def numbered(self, id_: object, name: str) -> Json:
        """An answer to the first question with one campaign of this id."""
        raise NotImplementedError

    def lay(self, name: str, state: object = "draft") -> Any:
        raise NotImplementedError

    def html(self, id_: object) -> str:
        raise NotImplementedError

    def edit(self, id_: object, **changes: str) -> None:
        """Changes by hand: `subject`, `html`, `preview`, `sender`, `to`, `text`, where there is one."""
        raise NotImplementedError

    def answer(self, request: Request) -> Response:
        raise NotImplementedError

    def serve(self, request: Request) -> Response:
        if request.data:
            self.bodies.append(json.loads(request.data))
        answer = self.answer(request)
        if self.unconfirmed and request.method == "POST":
            return Response("<html>", status=502)
        return answer
