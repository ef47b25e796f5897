"""The Python packages: those whose templates or text are in the pages, and those that only run.

Versions are those of requirements.lock; licences and their texts are what the installed packages say.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

from generators.supply.component import Component

#: What a published page still holds of a package: its markup, filled.
SHIPPED: Mapping[str, str] = {
    "branca": "la carte : le cadre de la page",
    "folium": "la carte : le cadre, les contours, les contrôles",
    "mjml-python": "la lettre : ses tableaux",
    "mkdocs-material": "le cadre des pages",
}
_PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ \\;]+)(.*)$", re.IGNORECASE | re.MULTILINE)
#: What a classifier calls a licence → SPDX.
_SPDX: Mapping[str, str] = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
}


def components(root: Path) -> Iterator[Component]:
    """Those of requirements.lock, in the order of their names."""
    for name, version, _ in sorted(_PINNED.findall((root / "requirements.lock").read_text("utf-8"))):
        found = _installed(name)
        yield Component(
            name=name,
            version=version,
            sort="framework" if name in SHIPPED else "library",
            licence=_licence(found) if found else "",
            scope="required" if name in SHIPPED else "excluded",
            purl=f"pkg:pypi/{name.lower().replace('_', '-')}@{version}",
            texts=_texts(found) if found and name in SHIPPED else {},
            used=SHIPPED.get(name, ""),
        )


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence(found: Distribution) -> str:
    """An SPDX expression: the package's own, or what its short field or its classifiers come to."""
    if expressions := found.metadata.get_all("License-Expression"):
        return str(expressions[0])
    said = "".join(found.metadata.get_all("License") or [])
    classes = found.metadata.get_all("Classifier") or []
    names = [text.rpartition(" :: ")[2] for text in classes if text.startswith("License ::")]
    return said if said in _SPDX.values() else next((_SPDX[name] for name in names if name in _SPDX), "")


def _texts(found: Distribution) -> dict[str, str]:
    """By the list of what was installed: `Distribution.files` makes a path of each, and one has 12 000."""
    listed = [row[0] for row in csv.reader((found.read_text("RECORD") or "").splitlines()) if row]
    paths = [PurePosixPath(path) for path in sorted(listed) if ".dist-info" in path]
    wanted = [path for path in paths if path.name.upper().startswith(("LICEN", "NOTICE"))]
    return {path.name: Path(str(found.locate_file(path))).read_text("utf-8") for path in wanted}
