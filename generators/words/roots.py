"""The address where a site is published: right, or what is wrong with it and how it is written.

All that the site says of itself is joined to it: codes on paper, calendars, feeds. So it is a folder of the
web and no more: https:// (http:// for a trial on one's own machine), a name, perhaps a port, a path, in the
letters that addresses are written with (RFC 3986). What is wrong may hold a password or a token: nothing is
repeated of an address that has an « @ », nor of what stands after a « ? » or a « # ».
"""

from __future__ import annotations

import ipaddress
import re
from typing import Final, NamedTuple
from urllib.parse import quote

import idna

from generators.words.quoting import for_terminal, shortened

EXAMPLE: Final = "https://reseau.exemple.fr/annuaire/"
_PARTS: Final = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>\[[^]/]*\]|[^/:]*)(?::(?P<port>[^/]*))?(?P<path>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LABEL: Final = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
#: What stays as it is in a path; a percent sign begins what was encoded already.
_KEPT: Final = "/!$&'()*+,;=:%"
_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_SHOWN: Final = 80


class Wrong(NamedTuple):
    """What is wrong: « l’adresse du site … », and what to write instead."""

    found: str
    remedy: str


def read(text: str) -> str | Wrong:
    """An address with its last slash, its scheme and its host in small letters; or what is wrong with it."""
    right = _right(text)
    if right and right.lower() == f"{text.rstrip('/')}/".lower():
        return right
    return Wrong(_found(text), f"écrivez {right or f'par exemple {EXAMPLE}'}")


def _right(text: str) -> str | None:
    """What was meant, as it is written; None where nobody can tell, or where it is not to be told."""
    parts = _parts(text)
    scheme, host = (parts["scheme"] or "").lower(), _host(parts["host"])
    if "@" in text or host is None or not (scheme or "." in host):
        return None
    port = f":{parts['port']}" if _is_port(parts["port"]) else ""
    folders = [part for part in parts["path"].split("/") if part not in ("", ".", "..")]
    if folders and folders[-1].startswith("index."):
        folders.pop()
    path = quote(_PERCENT.sub("%25", "".join(f"/{folder}" for folder in folders)), safe=_KEPT)
    return f"{'http' if scheme == 'http' else 'https'}://{host}{port}{path}/"


def _found(text: str) -> str:
    """What is wrong, first things first."""
    parts, bare = _parts(text), _bare(text)
    shown = f"(« {shortened(for_terminal(bare), _SHOWN)} »)"
    scheme, host, port = parts["scheme"], parts["host"], parts["port"]
    if not text.strip():
        return "n’a que des espaces"
    if "@" in text:
        return "contient un « @ », qui suit un nom d’utilisateur ou un mot de passe"
    if re.search(r"[\s\x00-\x1f\x7f]", text):
        return f"contient une espace ou un retour à la ligne {shown}"
    if scheme is None:
        return f"ne commence pas par https:// {shown}"
    if scheme.lower() not in ("http", "https"):
        return f"commence par {scheme}:// {shown}"
    if not host:
        return f"n’a pas de nom {shown}"
    if port is not None and not _is_port(port):
        return f"a un port qui n’existe pas {shown}"
    if not host.isascii():
        return f"a un nom accentué, que des programmes ne lisent pas {shown}"
    if _host(host) is None:
        return f"a un nom impossible {shown}"
    if len(bare) < len(text):
        return f"a une suite après « {text[len(bare)]} » {shown}"
    return f"a un chemin qui ne s’écrit pas ainsi {shown}"


def _bare(text: str) -> str:
    """What stands before a query and a fragment."""
    return re.split("[?#]", text, maxsplit=1)[0]


def _parts(text: str) -> re.Match[str]:
    found = _PARTS.fullmatch(_bare(text).strip())
    assert found, "any text has these parts"
    return found


def _is_port(text: str | None) -> bool:
    return bool(text and re.fullmatch(r"[1-9]\d{0,4}", text, re.ASCII) and int(text) < 65536)


def _host(text: str) -> str | None:
    """The name of a site, or the number of a machine, in plain letters; None when it is neither."""
    if text.startswith("["):
        return text.lower() if _is_ipv6(text[1:-1]) else None
    try:
        name = text.lower() if text.isascii() else idna.encode(text, uts46=True).decode("ascii")
    except idna.IDNAError:
        return None
    return name if len(name) < 254 and _NAME.fullmatch(name) else None


def _is_ipv6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True
