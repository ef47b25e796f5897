"""Installs the programs of Debian that the tests ask: `python -m tests.debian`.

SpamAssassin judges a letter as a mailbox's filter does, Dovecot receives and shows it as a mailbox does;
abook and Evolution's library read the cards of address books, libical the calendars; LibreOffice opens
workbooks (88 MB to fetch, 271 to keep), poppler draws booklets as a printer would.
Nothing here skips: where one is missing and none can be installed, its tests fail and say what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

#: Evolution's reader of contacts, as Debian's own Python knows it.
EVOLUTION = "EBookContacts-1.2"
#: That of calendars, which Evolution, GNOME and KDE read by.
LIBICAL = "libical.so.3"
#: Program or library → the packages that bring it; the programs of a server are on the path of root alone.
PACKAGES: Mapping[str, tuple[str, ...]] = {
    "spamassassin": ("spamassassin",),
    "dovecot": ("dovecot-imapd", "dovecot-lmtpd"),
    "abook": ("abook",),
    EVOLUTION: ("python3", "python3-gi", "gir1.2-ebookcontacts-1.2"),
    "soffice": ("libreoffice-calc-nogui",),
    LIBICAL: ("libical3",),
    "pdftoppm": ("poppler-utils",),
    "pdftotext": ("poppler-utils",),
}
SERVERS = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin")
#: What is installed for the tests is not to start by itself, nor with the machine.
QUIET = {"DEBIAN_FRONTEND": "noninteractive", "SYSTEMD_OFFLINE": "1", "RUNLEVEL": "1"}

REMEDY = (
    "The tests of letters, contacts, calendars, workbooks and booklets need programs of others: as root, "
    f"« apt-get install {' '.join(name for names in PACKAGES.values() for name in names)} » (Debian), "
    "or these from elsewhere; without them, those tests fail, and the others run"
)


def find(program: str) -> str | None:
    """The path of a program or library of `PACKAGES`, for whoever runs the tests."""
    places = (f"*/girepository-1.0/{program}.typelib", f"*/{program}")
    library = next((path for place in places for path in Path("/usr/lib").glob(place)), None)
    path = os.pathsep.join([os.environ.get("PATH", ""), *SERVERS])
    return str(library) if library else shutil.which(program, path=path)


def found(program: str) -> str:
    """The same, for a test, which fails where there is none."""
    path = find(program)
    assert path, REMEDY
    return path


def install(packages: list[str]) -> None:
    """Installs packages as root, from the machine's own mirror."""
    apt = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], apt):
        done = subprocess.run(
            command,
            check=False,
            env={**os.environ, **QUIET},
            capture_output=True,
            text=True,
            errors="replace",
        )
        if done.returncode:
            print(done.stderr.strip(), file=sys.stderr)


def main() -> int:
    missing = [program for program in PACKAGES if find(program) is None]
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if missing and root and shutil.which("apt-get"):
        print(f"Installing {', '.join(missing)}…", flush=True)
        install([name for program in missing for name in PACKAGES[program]])
        missing = [program for program in missing if find(program) is None]
    if missing:
        print(f"Missing: {', '.join(missing)}. {REMEDY}.", file=sys.stderr)
    else:
        print("Others: " + ", ".join(str(find(program)) for program in PACKAGES))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
