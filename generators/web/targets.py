"""An address of the web, taken apart: the machine, the port, what is asked of it.

RFC 3986 and the URL standard where they agree; hosts by UTS 46 (https://www.unicode.org/reports/tr46/).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from generators.web.bounds import Failure

#: Longer, no server takes it.
LONGEST: Final = 8_000
_PORTS: Final = {"http": 80, "https": 443}
_LABEL: Final = re.compile(r"[0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?")
_WHOLE: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_KEPT: Final = "%/:=&?~#+!$,;'@()*[]|"
#: What browsers take away at both ends, and everywhere.
_AROUND: Final = "".join(map(chr, range(0x21)))
_WITHIN: Final = str.maketrans("", "", "\t\r\n")


@dataclass(frozen=True, slots=True)
class Target:
    """`host` is a name in ASCII or an IP address without brackets; `path` holds the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """The host as its header names it, with the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}"


def target_of(url: str) -> Target:
    """A web address, read. Raises `Failure`: unreadable, or forbidden when it is none or names a person."""
    text = url.strip(_AROUND).translate(_WITHIN)
    try:
        if len(text) > LONGEST:
            raise ValueError
        parts = urlsplit(text)
        if parts.scheme not in _PORTS:
            raise Failure("forbidden")
        return _read(parts)
    except ValueError:
        raise Failure("unreadable") from None


def _read(parts: SplitResult) -> Target:
    if parts.username is not None or parts.password is not None:
        raise Failure("forbidden")
    port = _PORTS[parts.scheme] if parts.port is None else parts.port
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    return Target(
        parts.scheme, _host(parts.hostname or ""), port, quote(parts.path or "/", safe=_KEPT) + query
    )


def _host(host: str) -> str:
    """A host as machines name it. Raises `ValueError`."""
    if ":" in host:
        return IPv6Address(host.partition("%")[0]).compressed
    if len(host) > 253:
        raise ValueError(host)
    name = host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    if not all(_LABEL.fullmatch(label) for label in name.removesuffix(".").split(".")):
        raise ValueError(host)
    return name


def redirected(target: Target, location: str) -> Target:
    """Where a redirect of `target` leads, by the header's text as http.client reads it (ISO 8859-1)."""
    text = location.encode("latin-1", "replace").decode("utf-8", "replace")
    text = text.strip(_AROUND).translate(_WITHIN)
    try:
        return target_of(text if _WHOLE.match(text) else urljoin(target.url, text))
    except ValueError:
        raise Failure("unreadable") from None
