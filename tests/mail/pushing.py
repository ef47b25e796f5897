"""`newsletter push` as it is typed, and what the services were asked."""

from __future__ import annotations

import json
from datetime import date
from functools import cache

import pytest
from pytest_httpserver import HTTPServer

from generators import opening
from generators.cli import main
from generators.records.sending import Envoi
from generators.site import Site
from tests.letter.fake import SITE
from tests.mail.fakes import Json
from tests.sites import real_site, saying

DAY = date(2026, 11, 22)
NAME = "Newsletter PARÉ 2023-t3"
SUBJECT = "La newsletter, 3e trimestre 2023 · PARÉ, le réseau"
SENDER = "lettre@reseau-pare.example"


def push(service: str, *more: str) -> int:
    return main(["newsletter", "push", "2023-t3", "--service", service, "--today", f"{DAY}", *more])


def sent(api: HTTPServer) -> list[tuple[str, str]]:
    """The requests that arrived, and that none stayed without an answer."""
    api.check_assertions()
    return [(request.method, request.path) for request, _ in api.log]


def written(api: HTTPServer) -> list[tuple[str, str]]:
    """Those that changed something."""
    return [one for one in sent(api) if one[0] != "GET"]


def tell(monkeypatch: pytest.MonkeyPatch, *entries: Json, **lettre: object) -> Site:
    """The site, as if data/reseau.yml told of these services."""
    site = _told(json.dumps({"courriel": SENDER, **lettre}), *map(json.dumps, entries))
    show(monkeypatch, site)
    return site


def show(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    monkeypatch.setattr(opening, "open_site", lambda *_, **__: (site, ()))


@cache
def _told(lettre: str, *entries: str) -> Site:
    services = tuple(Envoi.model_validate(json.loads(entry)) for entry in entries)
    return saying(real_site(DAY, SITE), lettre={**json.loads(lettre), "services": services})
