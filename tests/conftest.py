"""What every test shares."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile

import pytest


def pytest_sessionstart(session: pytest.Session) -> None:
    """What a shell starts in the background ignores Ctrl-C, and so does all that it starts: ours must not.

    Nothing is kept in the folder of whoever runs the tests.
    """
    os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="etats-")
    session.config.add_cleanup(lambda: shutil.rmtree(os.environ["XDG_STATE_HOME"], ignore_errors=True))
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: browsers, servers and builds are waited for."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def httpserver_listen_address() -> tuple[str, int]:
    """The one server that stands for others: an address that no machine can read in two ways."""
    return "127.0.0.1", 0
