"""Web addresses taken apart: those of records were checked, those in a text may be anything."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

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


_HOME = re.compile(r"/?|/(?:index\.\w{3,5}|accueil|home|fr|fr-fr)/?", re.IGNORECASE)


def is_home(url: str) -> bool:
    """True for the first page of a site, which shows none of its documents: "https://www.exemple.fr/fr/"."""
    found = parts(url)
    return bool(found.hostname) and not found.query and bool(_HOME.fullmatch(found.path))
