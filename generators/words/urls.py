"""Web addresses taken apart: those of records were checked, those in a text may be anything."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

import idna

#: A name of a site (RFC 1035's lengths): "www.exemple.fr", with or without accents.
HOST = r"\w(?:[\w-]{0,61}\w)?(?:\.\w(?:[\w-]{0,61}\w)?)+"
#: The longest address that browsers, servers and e-mail clients all take.
MAX = 2000


def parts(url: str) -> SplitResult:
    """An address taken apart; all parts are empty when it is none."""
    try:
        found = urlsplit(url)
        _ = found.port  # a number, or a ValueError
    except ValueError:
        return urlsplit("")
    return found


def host(url: str) -> str:
    """ "www.exemple.fr"; "" when there is none."""
    return parts(url).hostname or ""


def in_ascii(host: str) -> str:
    """A host as machines name it: "réseau.fr" → "xn--rseau-bsa.fr". Raises `UnicodeError`."""
    return host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")


#: What no address may hold outside the name of its site (RFC 3986, 2), « % » being of an escape alone.
_FOREIGN = re.compile(r"[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})")
_SPLIT = re.compile(r"(https?://)([^/?#:]*)([^#]*)#?(.*)", re.DOTALL)


def as_uri(url: str) -> str:
    """An address that was checked, as every program reads it (RFC 3987, 3.1): "/accès" → "/acc%C3%A8s"."""
    found = _SPLIT.fullmatch(url)
    if found is None or (url.isascii() and not _FOREIGN.search(url) and "#" not in found[4]):
        return url
    site, tail, anchor = found[2], _escaped(found[3]), _escaped(found[4]).replace("#", "%23")
    with suppress(UnicodeError):  # a name that none may bear stays as it is
        site = in_ascii(site)
    return f"{found[1]}{site}{tail}{'#' if '#' in url else ''}{anchor}"


def _escaped(part: str) -> str:
    return _FOREIGN.sub(lambda one: "".join(f"%{byte:02X}" for byte in one[0].encode()), part)


_HOME = re.compile(r"/?|/(?:index\.\w{3,5}|accueil|home|fr|fr-fr)/?", re.IGNORECASE)


def is_home(url: str) -> bool:
    """True for the first page of a site, which shows none of its documents: "https://www.exemple.fr/fr/"."""
    found = parts(url)
    return bool(found.hostname) and not found.query and bool(_HOME.fullmatch(found.path))
