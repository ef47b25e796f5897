"""The services on this machine, and a project whose identity and environment know them."""

from __future__ import annotations

import re

import pytest
from pytest_httpserver import HTTPServer

from generators.mail import brevo, mailjet
from tests.letter.quick import stand_in_the_project
from tests.mail.fakes import Fake
from tests.mail.fakes.services import FAKES
from tests.mail.pushing import tell


@pytest.fixture
def services(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> dict[str, Fake]:
    """Every service, by code, with its key in the environment; none has a campaign yet."""
    made = {code: fake(httpserver) for code, fake in FAKES.items()}
    here = httpserver.url_for("").rstrip("/")
    monkeypatch.setattr(brevo, "API", f"{here}/v3")
    monkeypatch.setattr(mailjet, "API", here)
    for fake in made.values():
        for name, value in fake.environment.items():
            monkeypatch.setenv(name, value)
    return made


@pytest.fixture
def fakes(services: dict[str, Fake], monkeypatch: pytest.MonkeyPatch) -> dict[str, Fake]:
    """The same, which our own network's identity tells of."""
    stand_in_the_project(monkeypatch)
    tell(monkeypatch, *(fake.entry for fake in services.values()))
    return services


@pytest.fixture(params=FAKES)
def mute(request: pytest.FixtureRequest, fakes: dict[str, Fake]) -> Fake:
    """One service, which does not answer yet."""
    one: Fake = fakes[request.param]
    return one


@pytest.fixture(params=FAKES)
def fake(request: pytest.FixtureRequest, fakes: dict[str, Fake]) -> Fake:
    """One service, which answers."""
    one: Fake = fakes[request.param]
    answer(one)
    return one


def answer(one: Fake) -> None:
    """From now on it answers."""
    one.server.expect_request(re.compile("^/(v3|api)/")).respond_with_handler(one.serve)
