"""The browser libraries, from the lock file of npm and what it installed.

What package.json names as a dependency is shipped, with all that it asks for, but for the tools that only
run: esbuild can bundle nothing else, and the tests' packages are not installed where a site is built. So a
library that is added to the site is in the list before anybody thinks of it.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator, Mapping
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from generators.supply.component import Component

#: Dependencies that run when the site is built, and are not in it.
TOOLS = frozenset({"esbuild"})
#: Stands where a package asks for one that its own bundle already holds.
NOTHING = "empty-npm-package"
#: Where a package without its own copy finds the text of its licence: our folder of them.
TEXTS = Path("site") / "licences"
#: The LGPL is a supplement to the GPL, and asks that both go with a copy.
ALSO: Mapping[str, tuple[str, ...]] = {"LGPL-3.0-only": ("GPL-3.0-only",)}
_MODULES = "node_modules/"


def components(root: Path, installed: Path) -> Iterator[Component]:
    """Those of package-lock.json, shipped and not; `installed` is the folder of node_modules/."""
    packages: dict[str, Any] = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    shipped = _closure(packages, [name for name in packages[""]["dependencies"] if name not in TOOLS])
    for path, entry in sorted(packages.items()):
        name = path.rpartition(_MODULES)[2]
        if path and not entry.get("dev") and entry.get("name") != NOTHING:
            yield _component(name, entry, installed / path, root, shipped=name in shipped)


def _closure(packages: Mapping[str, Any], names: list[str]) -> frozenset[str]:
    """These, and all that they ask for; types are for who writes code, and leave none."""
    found: set[str] = set()
    while names:
        name = names.pop()
        if name not in found and not name.startswith("@types/"):
            found.add(name)
            names += packages.get(f"{_MODULES}{name}", {}).get("dependencies", {})
    return frozenset(found)


def _component(name: str, entry: Mapping[str, Any], folder: Path, root: Path, *, shipped: bool) -> Component:
    texts = licence_texts(folder, str(entry.get("license", "")), root) if shipped else {}
    return Component(
        name=name,
        version=str(entry["version"]),
        sort="library",
        licence=str(entry.get("license") or _said(texts)),
        scope="required" if shipped else "excluded",
        purl=f"pkg:npm/{name.replace('@', '%40')}@{entry['version']}",
        texts=texts,
        sha512=b64decode(str(entry.get("integrity", "")).removeprefix("sha512-")).hex(),
        parts=_bundled(folder) if shipped else (),
    )


def _said(texts: Mapping[str, str]) -> str:
    """The licence of a package that names none, by its text: two clauses, no third about names."""
    text = " ".join(" ".join(texts.values()).split())
    if "Redistribution and use in source and binary forms" not in text:
        return ""
    return "BSD-3-Clause" if "Neither the name" in text else "BSD-2-Clause"


def licence_texts(folder: Path, licence: str, root: Path) -> dict[str, str]:
    """Title → text: the package's own licence, or that of its name, and the notices of what it bundles."""
    own = [path for path in sorted(folder.glob("*")) if path.is_file() and _is_licence(path)]
    named = folder / "LICENSES" / f"{licence}.txt"
    found = {path.name: path.read_text("utf-8") for path in own}
    if named.is_file():
        found[licence] = named.read_text("utf-8")
    if not found:
        found[licence] = (root / TEXTS / f"{licence}.txt").read_text("utf-8")
    found |= {other: (root / TEXTS / f"{other}.txt").read_text("utf-8") for other in ALSO.get(licence, ())}
    notices = sorted(folder.glob("dist/*.LICENSE.txt"), key=lambda path: (len(path.name), path.name))
    return found | {path.name: path.read_text("utf-8") for path in notices[-1:]}


def _is_licence(path: Path) -> bool:
    return path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE"))


def _bundled(folder: Path) -> tuple[str, ...]:
    """The packages that a maker's own bundle holds, as the map of its sources names them."""
    maps = sorted(folder.glob(f"dist/{folder.name}.js.map"))
    return tuple(sorted({name for path in maps for name in _sources(path) if name}))


#: The key of a source map (ECMA-426) whose list names the files of a bundle.
_SOURCES = b'"sources":'


@lru_cache(maxsize=4)
def _sources(path: Path) -> frozenset[str]:
    """Of 25 MB, the list of names alone is read; within a text of JSON its quotes would be escaped."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as whole:
        begin = whole.find(_SOURCES) + len(_SOURCES)
        sources = json.loads(whole[begin : whole.find(b'],"', begin) + 1])
    return frozenset(_package(source) for source in sources if _MODULES in source)


def _package(source: str) -> str:
    parts = source.rpartition(_MODULES)[2].split("/")
    return "/".join(parts[:2]) if parts[0].startswith("@") else parts[0]
