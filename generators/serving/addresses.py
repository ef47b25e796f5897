"""From what a browser asks for to the path of a file of the site, and what that file is."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

#: The end of a file's name → its type, as its readers expect it.
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "geojson": "application/geo+json",
    "atom": "application/atom+xml; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "vcf": "text/vcard; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "yml": "application/yaml",
    "eml": "message/rfc822",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "ico": "image/vnd.microsoft.icon",
    "woff2": "font/woff2",
}


def type_of(path: str) -> str:
    """The media type of a file, by its name."""
    return _TYPES.get(path.rpartition(".")[2], "application/octet-stream")


def path_of(target: str, mount: str) -> str | None:
    """The path, within the site, of what a request names: "agenda/" for "/agenda/?lieu=59".

    `mount` is where the site begins, as addresses write it, with both its slashes. None for what is outside,
    or no text. Nothing is looked for on the disk: a path is a name among those of the site, and ".." is none.
    """
    try:
        path = unquote(urlsplit(target).path, errors="strict")
    except ValueError:
        return None
    root = unquote(mount)
    return path[len(root) :] if path.startswith(root) else None


def is_ours(host: str | None, names: Collection[str]) -> bool:
    """Whether a request was meant for this machine: by its `Host` an address, localhost, or one of `names`.

    A page from elsewhere can make its own name lead here (DNS rebinding), and read what is answered to it: a
    name that nobody gave is refused. An address is no name.
    """
    if host is None:
        return False
    name = _name(host)
    return name == "localhost" or name.endswith(".localhost") or name in names or _is_address(name)


def _name(host: str) -> str:
    """A host without its port: "[::1]:8000" is "::1"."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
