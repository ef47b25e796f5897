"""How the tests find programs of others, or install them: played with an apt-get that only pretends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import debian
from tests.install.test_chromium import Machine

INSTALLS = """echo "$@" >> "$(dirname "$0")/journal"
test "$SYSTEMD_OFFLINE" = 1 || exit 1
case $1 in install)
  for name in spamassassin dovecot; do
    printf '#!/bin/sh\\nexit 0\\n' > "$(dirname "$0")/$name"
    chmod +x "$(dirname "$0")/$name"
  done
esac"""
REFUSES = 'echo "$@" >> "$(dirname "$0")/journal"; echo no mirror answers >&2; exit 100'


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Nothing there, and root."""
    made = Machine(tmp_path)
    two = {name: debian.PACKAGES[name] for name in ("spamassassin", "dovecot")}
    monkeypatch.setattr(debian, "PACKAGES", two)  # libraries are looked for where the machine has them
    monkeypatch.setattr(debian, "SERVERS", ())
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", str(tmp_path))
    return made


def test_what_is_there_is_taken(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [machine.program(name, "exit 0") for name in ("spamassassin", "dovecot")]
    assert debian.main() == 0
    assert capsys.readouterr().out == f"Others: {paths[0]}, {paths[1]}\n"
    assert machine.journal == []


def test_root_installs_what_is_missing_and_nothing_of_it_starts(machine: Machine) -> None:
    machine.program("apt-get", INSTALLS)
    assert debian.main() == 0
    packages = "spamassassin dovecot-imapd dovecot-lmtpd"
    assert machine.journal == ["update -qq", f"install -y -qq --no-install-recommends {packages}"]
    assert debian.found("dovecot") == str(machine.folder / "dovecot")


@pytest.mark.parametrize("root", [True, False])
def test_where_none_can_be_installed_their_tests_fail_and_say_what_to_do(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], root: bool
) -> None:
    machine.program("apt-get", REFUSES)
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
    assert debian.main() == 0  # the other tests run
    assert debian.REMEDY in capsys.readouterr().err
    assert bool(machine.journal) == root
    with pytest.raises(AssertionError, match="apt-get install spamassassin dovecot-imapd dovecot-lmtpd"):
        debian.found("spamassassin")
