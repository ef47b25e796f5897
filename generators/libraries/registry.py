"""Archives of packages, asked of the registry that npm would ask, each held against its SHA-512.

What is trusted is the digest in the lock file, whoever gives the archive. So the authorities of the system,
those of Python's packages and those that npm's settings name are all good to reach a registry by.
"""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha512
from hmac import compare_digest
from http.client import HTTPException
from pathlib import Path
from typing import Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import certifi
from packageurl.contrib.purl2url import get_download_url

from generators.libraries.locked import Package

#: The most bytes of an archive; the largest is esbuild's.
MOST: Final = 128 * 1024 * 1024
#: Seconds without a byte, and how often one asks.
_PATIENCE: Final = 60
_TRIES: Final = 3
_VARIABLE: Final = re.compile(r"\$\{(\w+)\}")


class Missing(Exception):
    """No archive came, or another one; the message is a French sentence."""


@dataclass(frozen=True)
class Registry:
    """What npm's settings say of where packages are: those of the environment, the project, the user."""

    settings: Mapping[str, str]

    @classmethod
    def of(cls, root: Path, environ: Mapping[str, str]) -> Registry:
        user = Path(environ.get("npm_config_userconfig") or "~/.npmrc").expanduser()
        given = {
            name.lower().removeprefix("npm_config_"): value
            for name, value in environ.items()
            if name.lower().startswith("npm_config_") and value
        }
        return cls({**_npmrc(user, environ), **_npmrc(root / ".npmrc", environ), **given})

    def address(self, package: Package) -> str:
        """Of its archive; where no setting says a registry, the one that its package URL means."""
        scope = package.name.partition("/")[0] if package.name.startswith("@") else ""
        home = self.settings.get(f"{scope}:registry") or self.settings.get("registry")
        return f"{home.rstrip('/')}/{package.archive}" if home else _public(package)

    def archive(self, package: Package) -> bytes:
        """Raises `Missing`."""
        address = self.address(package)
        if not address.startswith(("https://", "http://")):
            raise Missing(f"{address} n’est pas l’adresse d’un registre : corrigez « registry » dans .npmrc")
        for left in reversed(range(_TRIES)):
            try:
                content = self._asked(address)
                break
            except (OSError, HTTPException) as error:
                if not left or (isinstance(error, HTTPError) and error.code < 500):
                    raise Missing(
                        f"{package.name} {package.version} n’est pas venu de {address} ({_why(error)})"
                    ) from error
        if not compare_digest(sha512(content).digest(), package.sha512):
            raise Missing(
                f"{package.name} {package.version} n’a pas l’empreinte que donne package-lock.json : "
                "ce registre donne autre chose, et rien n’en est installé"
            )
        return content

    def _asked(self, address: str) -> bytes:
        asked = Request(address, headers={"User-Agent": "maillage"})  # noqa: S310 (an address of the web)
        with urlopen(asked, timeout=_PATIENCE, context=self._trusted) as answer:  # noqa: S310
            return bytes(answer.read(MOST + 1))

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        for path in filter(None, (self.settings.get("cafile"), os.environ.get("NODE_EXTRA_CA_CERTS"))):
            with suppress(OSError):
                context.load_verify_locations(path)
        return context


def _public(package: Package) -> str:
    return str(get_download_url(package.purl))  # type: ignore[no-untyped-call]


def _why(error: Exception) -> str:
    return f"réponse {error.code}" if isinstance(error, HTTPError) else str(getattr(error, "reason", error))


def _npmrc(path: Path, environ: Mapping[str, str]) -> Mapping[str, str]:
    with suppress(OSError):
        return dict(_lines(path.read_text("utf-8", "replace"), environ))
    return {}


def _lines(text: str, environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """`name = value` a line; `;` and `#` begin a remark, `${NAME}` is of the environment."""
    for line in text.splitlines():
        name, sign, value = line.partition("=")
        if sign and not name.lstrip().startswith((";", "#")):
            told = _VARIABLE.sub(lambda found: environ.get(found[1], found[0]), value)
            yield name.strip(), told.strip().strip("\"'")
