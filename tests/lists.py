"""What every folder of data has besides its records: the vocabulary, the emergency numbers, the identity."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROLES = re.compile(r"^roles:\n(?: .*\n|\n)+", re.MULTILINE)
SENDERS = re.compile(r"^  emetteurs: .*\n", re.MULTILINE)


def lay_lists(data: Path, *, roles: bool = False) -> None:
    """Those of the project, the roles on demand; the letter's senders, whose records may not be there, go."""
    data.mkdir(parents=True, exist_ok=True)
    for name in ("vocabulary.yml", "urgences.yml"):
        shutil.copy(ROOT / "data" / name, data / name)
    if not roles:
        words = (data / "vocabulary.yml").read_text("utf-8")
        (data / "vocabulary.yml").write_text(ROLES.sub("", words), "utf-8")
    (data / "reseau.yml").write_text(
        SENDERS.sub("", (ROOT / "data" / "reseau.yml").read_text("utf-8")), "utf-8"
    )
