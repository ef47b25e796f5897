"""LibreOffice as somebody in France has it, without a window: `python -m tests.debian` installs it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.debian import found

#: The language of the machine, in which days and numbers are read and shown.
_FRENCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop></item></oor:items>
"""
#: Every sheet as it shows, in UTF-8, parted by commas (LibreOffice's « Filter Options for CSV »).
SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
SAVED = "xlsx:Calc MS Excel 2007 XML"


def convert(to: str, folder: Path, *files: Path) -> None:
    """Open files and save each in `folder` under another format."""
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_FRENCH, encoding="utf-8")
    command = [found("soffice"), "--headless", f"-env:UserInstallation={folder.as_uri()}"]
    done = subprocess.run(
        [*command, "--convert-to", to, "--outdir", folder, *files],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
