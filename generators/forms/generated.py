"""All that is generated from the models and committed: schemas, issue forms, the tables inside the guide."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generators.forms.fields import table
from generators.forms.issue_forms import forms
from generators.forms.schemas import schemas
from generators.records.kinds import FICHES
from generators.records.vocabulary import Vocabulary

GUIDE = "CONTRIBUTING.md"


def generated_files(vocabulary: Vocabulary, guide: str) -> Mapping[str, bytes]:
    """Path in the project → content. `guide` is the guide as it stands: only its tables change."""
    files = {f"data/schemas/{name}": text.encode() for name, text in schemas(vocabulary).items()}
    files |= {path: text.encode() for path, text in forms(vocabulary).items()}
    return files | {GUIDE: with_tables(guide).encode()}


def with_tables(guide: str) -> str:
    """The guide with its field tables made again, between their marks."""
    for kind in FICHES:
        mark = f"<!-- champs:{kind} -->"
        folded = f"<details markdown>\n<summary>Tous les champs</summary>\n\n{table(kind)}\n\n</details>"
        pattern = re.escape(mark) + r".*?<!-- fin -->"
        text = f"{mark}\n{folded}\n<!-- fin -->"
        guide = re.sub(pattern, lambda _, text=text: text, guide, flags=re.DOTALL)  # type: ignore[misc]
    return guide
