"""What people left to be written in what is published: placeholders, and addresses of examples.

Comments of YAML files are for who keeps them, and the address of the site has a rule of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generators.disk import regular
from generators.project import Project
from generators.records.problems import TO_WRITE, Problem

#: The most bytes that are read of a file: no record is as long.
_MAX: Final = 1024 * 1024
#: Folders of data/ that tell no reader anything.
_APART: Final = ("schemas/", "reference/", "imports/")
_LEFT: Final = re.compile(
    rf"""(?:^|[\s>«"'(\[:])(?P<left>
        À\scompléter(?=\s*(?:par\b|[:.)\]<"'»]|$)) | {re.escape(TO_WRITE)}(?=\s*(?:[:.)\]<"'»]|$))
      | (?<=:\s)["']?à\s(?:compléter|préciser|définir|remplir|écrire)(?=["']?\s*$)
      | \[à\s(?:compléter|préciser|définir|remplir)\] | a-completer
      | (?i:lorem\sipsum) | (?:TODO|TBD|FIXME|XXX+)\b)""",
    re.VERBOSE,
)
_EXAMPLE: Final = re.compile(
    r"(?P<left>(?:@|://)(?:[\w-]+\.)*(?:example(?:\.(?:com|net|org|fr))?|exemple\.(?:fr|org|com)|invalid|localhost))"
    r"(?![\w.-]*\w)",
    re.IGNORECASE,
)


def unfinished(project: Project) -> Iterator[Problem]:
    """Each line of the records, the letters and the pages that still holds a placeholder."""
    folders = {**project.folders(), "site/pages": project.root / "site" / "pages"}
    for name, folder in folders.items():
        for path in sorted(regular.below(folder)):
            if path.endswith((".yml", ".md")) and not path.startswith(_APART):
                yield from _of_file(folder / path, f"{name}/{path}")


def _of_file(file: Path, name: str) -> Iterator[Problem]:
    text = regular.read(file, _MAX).decode("utf-8", "replace")
    for number, line in enumerate(text.splitlines(), start=1):
        if name.endswith(".yml") and line.lstrip().startswith("#"):
            continue
        if name == "data/reseau.yml" and line.startswith("site:"):
            continue
        if found := _LEFT.search(line) or _EXAMPLE.search(line):
            yield _problem(name, number, found)


def _problem(name: str, line: int, found: re.Match[str]) -> Problem:
    left = found["left"].strip("\"'")
    return Problem(
        name,
        line,
        found.start("left") + 1,
        "",
        f"« {left} » serait publié tel quel",
        "écrivez ce qui est vrai, ou retirez la ligne",
    )
