"""The address where a site is published: right, or what is wrong with it and how it is written.

All that the site says of itself is joined to it: codes on paper, calendars, feeds. So it is a folder of the
web and no more: https:// (http:// for a trial on one's own machine), a name, perhaps a port, a path, in the
letters that addresses are written with (RFC 3986). What is wrong may hold a password or a token: nothing is
repeated of an address that has an « @ », nor of what stands after a « ? », a « # », or a « : » that begins no
port.
"""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from typing import Final, NamedTuple
from urllib.parse import quote

import idna

from generators.words.quoting import for_terminal, shortened
from generators.words.urls import in_ascii

EXAMPLE: Final = "https://reseau.exemple.fr/annuaire/"
_PARTS: Final = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>\[[^]/]*\]?|[^/:]*)(?::(?P<port>[^/]*))?(?P<path>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LABEL: Final = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
#: A name that ends so is an IPv4 address for every browser (https://url.spec.whatwg.org/#ends-in-a-number-checker).
_NUMBER: Final = re.compile(r"\d+|0x[0-9a-f]*")
#: What stays as it is in a path; a percent sign begins what was encoded already.
_KEPT: Final = "/!$&'()*+,;=:%"
_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")
#: How one begins, once or several times over: « https// », « http:/ », « // ».
_BEGINNING: Final = re.compile(r"(?:https?(?::/*|/{2,})|//+)+", re.IGNORECASE)
_AROUND: Final = re.compile("[\"'`«»“”„‘’<>\\s]+")
#: What is not seen: control signs, and those that part or turn words.
_UNSEEN: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
#: What stands for a byte that is no UTF-8: an « é » of another alphabet, and nobody knows which sign it was.
_LOST: Final = re.compile("[\ud800-\udfff]")
#: What may be a password of which the « @ » is missing: behind a colon, more than the figures of a port.
_HIDDEN: Final = re.compile(
    r"\A((?:https?[:/\\]+|[a-z][a-z0-9+.-]*://|[/\\])*"
    r"(?:(?:\[[^]/\\]*\]|(?!\[)[^/\\:]*):(?![\d+ ]*(?:[/\\]|$))|\[(?![^/\\]*\]))).*",
    re.IGNORECASE | re.DOTALL,
)
#: The sign before which a password stands, in all its widths; percent-encoded, it means nothing in a path.
_AT: Final = re.compile("[@＠﹫]|^[^/]*(?://)?[^/]*%40", re.IGNORECASE)
_SHOWN: Final = 80
#: The codes on paper bear it, and the address of a record behind it.
_LONGEST: Final = 255


class Wrong(NamedTuple):
    """What is wrong: « l’adresse du site … », and what to write instead."""

    found: str
    remedy: str


def read(text: str) -> str | Wrong:
    """An address with its last slash, its scheme and its host in small letters; or what is wrong with it."""
    right = _right(_meant(text))
    if right and right.lower() == f"{text.rstrip('/')}/".lower():
        return right
    sure = right and not _AT.search(text) and _leads_somewhere(right)
    return Wrong(_found(text), f"écrivez {right if sure else f'par exemple {EXAMPLE}'}")


def _meant(text: str) -> str:
    """What stands before a query, without the slips of a hand that leave no doubt."""
    bare = _UNSEEN.sub("", _bare(text)).replace("\\", "/")
    bare = re.sub(f"^{_AROUND.pattern}|{_AROUND.pattern}$", "", bare)
    found = _BEGINNING.match(bare)
    if found is None:
        return bare
    return f"{'http' if found[0].lower().endswith('http://') else 'https'}://{bare[found.end() :]}"


def _right(meant: str) -> str | None:
    """An address as it is written; None where nobody can tell which one."""
    parts = _parts(meant)
    scheme, host = (parts["scheme"] or "").lower(), _host(parts["host"])
    port, path = parts["port"], parts["path"]
    if host is None or len(meant) > _LONGEST or "://" in path or not re.match("/|$", path):
        return None
    if scheme == "file" or _LOST.search(meant) or not (scheme or "." in host) or _HIDDEN.match(meant):
        return None
    kept = quote(_PERCENT.sub("%25", "".join(f"/{folder}" for folder in _folders(path))), safe=_KEPT)
    return f"{'http' if scheme == 'http' else 'https'}://{host}{f':{port}' if _is_port(port) else ''}{kept}/"


def _folders(path: str) -> list[str]:
    """As browsers and hosts understand them: « .. » leads to the folder above, and so does « %2e%2e »; an
    encoded slash parts two of them for many hosts, and no name has control signs."""
    folders = list[str]()
    path = re.sub("%(?:2f|5c)", "/", path, flags=re.IGNORECASE)
    for folder in re.sub("%(?:[01][0-9a-f]|7f)", "", path, flags=re.IGNORECASE).split("/"):
        match re.sub("%2e", ".", folder, flags=re.IGNORECASE):
            case "..":
                del folders[-1:]
            case "" | ".":
                pass
            case _:
                folders.append(folder)
    if folders and folders[-1].startswith("index."):
        folders.pop()
    return folders


def _leads_somewhere(right: str) -> bool:
    """Whether an address that nobody wrote so may be told as the one that was meant."""
    host = _parts(right)["host"]
    return "." in host or ":" in host or host == "localhost"


def _found(text: str) -> str:
    """What is wrong, first things first."""
    parts, bare = _parts(_bare(text).strip()), _bare(text)
    shown = f"(« {_shown(bare)} »)"
    scheme, host, port = parts["scheme"], parts["host"], parts["port"]
    if not text.strip():
        return "n’a que des espaces"
    if _AT.search(text):
        return "contient un « @ », qui suit un nom d’utilisateur ou un mot de passe"
    if _LOST.search(bare):
        return f"contient un signe qui n’est pas en UTF-8 {shown}"
    if re.search(r"\s", text.strip()):
        return f"contient une espace ou un retour à la ligne {shown}"
    if text != text.strip():
        return f"commence ou finit par une espace ou un retour à la ligne {shown}"
    if _UNSEEN.search(text):
        return f"contient un signe invisible {shown}"
    if _AROUND.match(text) or _AROUND.match(text[::-1]):
        return f"est entre guillemets ou entre chevrons {shown}"
    if "\\" in bare:
        return f"contient une barre inversée {shown}"
    if scheme is None:
        return f"ne commence pas par https:// {shown}"
    if scheme.lower() not in ("http", "https"):
        return f"commence par {shortened(scheme, _SHOWN)}:// {shown}"
    if bare.count("://") > 1 or host.lower() in ("http", "https"):
        return f"est écrite deux fois, ou suivie d’une autre {shown}"
    if not host:
        return f"n’a pas de nom {shown}"
    if host.startswith("[") and not host.endswith("]"):
        return f"a un crochet qui n’est pas refermé {shown}"
    if port is not None and not _is_port(port):
        return f"a un port qui n’existe pas {shown}"
    if _host(host) is None or not re.match("/|$", parts["path"]):
        return f"a un nom impossible {shown}"
    if not host.isascii():
        return f"a un nom accentué, que des programmes ne lisent pas {shown}"
    if host.endswith("."):
        return f"a un nom qui finit par un point {shown}"
    if len(bare) < len(text):
        return f"a une suite après « {text[len(bare)]} » {shown}"
    if len(text) > _LONGEST:
        return f"est trop longue : un code sur papier porte {_LONGEST} signes {shown}"
    return f"a un chemin qui ne s’écrit pas ainsi {shown}"


def _shown(bare: str) -> str:
    """What may be repeated of it."""
    return shortened(for_terminal(_HIDDEN.sub(r"\1…", bare.strip(), count=1)), _SHOWN)


def _bare(text: str) -> str:
    """What stands before a query and a fragment."""
    return re.split("[?#]", text, maxsplit=1)[0]


def _parts(text: str) -> re.Match[str]:
    found = _PARTS.fullmatch(text)
    assert found, "any text has these parts"
    return found


def _is_port(text: str | None) -> bool:
    return bool(text and re.fullmatch(r"[1-9]\d{0,4}", text, re.ASCII) and int(text) < 65536)


def _host(text: str) -> str | None:
    """The name of a site, or the number of a machine, in plain letters; None when it is neither."""
    if text.startswith("["):
        return text.lower() if text.endswith("]") and _is_ip(text[1:-1], 6) else None
    try:
        name = in_ascii(text)
        *_, last = labels = name.removesuffix(".").split(".")
        for label in labels:
            if label.startswith("xn--"):
                idna.ulabel(label)
    except idna.IDNAError:
        return None
    name = ".".join(labels)
    whole = _NAME.fullmatch(name) and (not _NUMBER.fullmatch(last) or _is_ip(name, 4))
    return name if whole and len(name) < 254 else None


def _is_ip(text: str, version: int) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(text).version == version and "%" not in text
    return False
