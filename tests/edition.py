"""A site's own edition, as its scripts find it: files by family and path."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generators.editions import FOLDER, MANIFEST


def names(files: Mapping[str, bytes]) -> dict[str, str]:
    """Family → the name of its folder in the edition of today."""
    said = json.loads(files[MANIFEST])["edition"].split()
    return {name.partition(".")[0]: name for name in said}


def path(files: Mapping[str, bytes], file: str) -> str:
    """Where a file of a family is published: "annuaire/acteurs.json"."""
    family, _, within = file.partition("/")
    return f"{FOLDER}{names(files)[family]}/{within}"


def content(files: Mapping[str, bytes], file: str) -> Any:
    """What a JSON file of a family says."""
    found = json.loads(files[path(files, file)])
    assert found["edition"] == names(files)[file.partition("/")[0]]
    return found["contenu"]


def data(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The JSON files of every family, as if they bore no edition: "editions/annuaire/acteurs.json"."""
    family = {name: family for family, name in names(files).items()}
    found: dict[str, bytes] = {}
    for path, content in files.items():
        if path.startswith(FOLDER) and path.endswith(".json"):
            name, _, within = path.removeprefix(FOLDER).partition("/")
            text = json.dumps(json.loads(content)["contenu"], ensure_ascii=False)
            found[f"{FOLDER}{family[name]}/{within}"] = text.encode()
    return found


def of_folder(folder: Path, file: str) -> Any:
    """The same, of a published folder."""
    return json.loads(there(folder, file).read_bytes())["contenu"]


def there(folder: Path, file: str) -> Path:
    """A file of a family, or its folder, where it is published."""
    return folder / path({MANIFEST: (folder / MANIFEST).read_bytes()}, file)
