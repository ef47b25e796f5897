"""What every test shares."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def httpserver_listen_address() -> tuple[str, int]:
    """The one server that stands for others: an address that no machine can read in two ways."""
    return "127.0.0.1", 0
