"""Our scripts and the browser libraries, by the path at which the site serves them.

The libraries are those that `package-lock.json` names; npm installs them, and none of their code is in
the repository.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generators.project import Project

#: Path on the site → path under node_modules.
LIBRARIES: Mapping[str, str] = {
    "assets/leaflet/leaflet.js": "leaflet/dist/leaflet.js",
    "assets/leaflet/leaflet.css": "leaflet/dist/leaflet.css",
    "assets/scripts/lean-qr.js": "lean-qr/index.mjs",
    "assets/scripts/lean-qr-svg.js": "lean-qr/extras/svg.mjs",
    "assets/leaflet/supercluster.js": "supercluster/dist/supercluster.min.js",
    "assets/scripts/opening_hours.js": "opening_hours/build/opening_hours.esm.mjs",
    "assets/scripts/suncalc.js": "suncalc/index.js",
    **{
        f"assets/fonts/atkinson-hyperlegible-next-{subset}-wght-normal.woff2": (
            "@fontsource-variable/atkinson-hyperlegible-next/files/"
            f"atkinson-hyperlegible-next-{subset}-wght-normal.woff2"
        )
        for subset in ("latin", "latin-ext")
    },
}

#: A module named for a bundler → where the site serves it.
IMPORTS: Mapping[str, tuple[bytes, bytes]] = {
    "assets/scripts/opening_hours.js": (b"from 'suncalc'", b"from './suncalc.js'"),
}


class MissingLibrary(Exception):
    """A browser library is not installed; the message says how to install it."""


def files(project: Project) -> Mapping[str, bytes]:
    """Path on the site → content. Raises `MissingLibrary` when npm has not installed one."""
    return {**dict(_scripts(project)), **dict(_libraries(project))}


def _scripts(project: Project) -> Iterator[tuple[str, bytes]]:
    for path in sorted(project.scripts.glob("*.js")):
        yield f"assets/scripts/{path.name}", light(path.read_text(encoding="utf-8")).encode()


def light(script: str) -> str:
    """A script without its comment lines and indentation: a fifth less to send, the same line by line."""
    script = re.sub(r"^\s*/\*\*.*?\*/\n", "", script, flags=re.DOTALL | re.MULTILINE)
    script = re.sub(r"^\s*//.*\n", "", script, flags=re.MULTILINE)
    return re.sub(r"^[ \t]+", "", script, flags=re.MULTILINE)


def _libraries(project: Project) -> Iterator[tuple[str, bytes]]:
    for target, name in LIBRARIES.items():
        source = project.libraries / name
        if not source.is_file():
            raise MissingLibrary(f"{name} manque dans node_modules : lancez « make installer »")
        content = source.read_bytes()
        yield target, content.replace(*IMPORTS[target]) if target in IMPORTS else content
