"""Which packages package-lock.json names for the site on this machine, and where the registry keeps them."""

from __future__ import annotations

import json
import platform
import sys
from base64 import b64decode
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

from packageurl import PackageURL

#: What npm calls the systems and the processors that Python names otherwise.
_SYSTEMS: Final = {"win32": "win32", "cygwin": "win32"}
_PROCESSORS: Final = {
    **dict.fromkeys(("x86_64", "amd64"), "x64"),
    **dict.fromkeys(("aarch64", "arm64", "armv8l"), "arm64"),
    **dict.fromkeys(("armv6l", "armv7l"), "arm"),
    **dict.fromkeys(("i386", "i686", "x86"), "ia32"),
    **dict.fromkeys(("ppc64", "ppc64le"), "ppc64"),
    "loongarch64": "loong64",
}
_SHA512: Final = "sha512-"


class Unlocked(Exception):
    """The lock file doesn't say what is to be installed; the message is a French sentence."""


class Package(NamedTuple):
    """One to install: where it stands below the project, its name in the registry, its version, the SHA-512
    of its archive."""

    path: str
    name: str
    version: str
    sha512: bytes

    @property
    def archive(self) -> str:
        """Its address below that of the registry (`@a/b/-/b-1.0.0.tgz`), as every registry of npm has it."""
        return f"{self.name}/-/{self.name.rpartition('/')[2]}-{self.version}.tgz"

    @property
    def purl(self) -> str:
        """Its package URL (ECMA-427), as `pkg:npm/%40a/b@1.0.0`."""
        scope, _, name = self.name.rpartition("/")
        return PackageURL("npm", scope or None, name, self.version).to_string()


def packages(root: Path) -> tuple[Package, ...]:
    """Those that the site needs, without the tools of the tests nor what is for other machines.

    Raises `Unlocked` when the lock file is not that of package.json, or names one without its SHA-512.
    """
    asked = json.loads((root / "package.json").read_text("utf-8"))
    locked = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    if any(asked.get(part) != locked[""].get(part) for part in ("dependencies", "devDependencies")):
        raise Unlocked("package-lock.json n’est pas celui de package.json : refaites-le (npm install)")
    return tuple(_packages(locked))


def _packages(locked: Mapping[str, Any]) -> Iterator[Package]:
    for path, entry in sorted(locked.items()):
        if path and not entry.get("dev") and _is_for_us(entry):
            name = entry.get("name", path.rpartition("node_modules/")[2])
            yield Package(_inside(path), name, entry["version"], _sha512(name, entry.get("integrity", "")))


def _is_for_us(entry: Mapping[str, Any]) -> bool:
    return _named(system(), entry.get("os")) and _named(processor(), entry.get("cpu"))


def _named(ours: str, theirs: list[str] | None) -> bool:
    """True when a package is for all, for ours among others, or for all but others (`!win32`)."""
    return theirs is None or ours in theirs or (f"!{ours}" not in theirs and all(t[0] == "!" for t in theirs))


def system() -> str:
    return _SYSTEMS.get(sys.platform, sys.platform.rstrip("0123456789"))


def processor() -> str:
    machine = platform.machine().lower()
    return _PROCESSORS.get(machine, machine)


def _inside(path: str) -> str:
    pure = PurePosixPath(path)
    if pure.parts[0] != "node_modules" or ".." in pure.parts:
        raise Unlocked(f"package-lock.json nomme un dossier hors de node_modules : {path!r}")
    return str(pure)


def _sha512(name: str, integrity: str) -> bytes:
    """Of the digests that it gives (https://www.w3.org/TR/SRI/), the one that nobody forges."""
    found = [word.removeprefix(_SHA512) for word in integrity.split() if word.startswith(_SHA512)]
    if not found:
        raise Unlocked(f"package-lock.json ne donne pas l’empreinte SHA-512 de {name} : refaites-le")
    return b64decode(found[0])
