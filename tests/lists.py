"""What every folder of data has besides its records: the vocabulary, the emergency numbers, the identity."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
SENDERS = re.compile(r"^  emetteurs: .*\n", re.MULTILINE)


def lay_lists(data: Path) -> None:
    """Those of the project; the letter's senders, whose records may not be there, are left out."""
    data.mkdir(parents=True, exist_ok=True)
    for name in ("vocabulary.yml", "urgences.yml"):
        shutil.copy(ROOT / "data" / name, data / name)
    (data / "reseau.yml").write_text(
        SENDERS.sub("", (ROOT / "data" / "reseau.yml").read_text("utf-8")), "utf-8"
    )
