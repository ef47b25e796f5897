"""What must be true before a site is published: how the team is reached, and where the site stands.

A site may be built without either, to be looked at. Published so, codes on paper, calendars and feeds would
carry a placeholder that nobody can take back.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from generators.records.identity import FILE
from generators.records.problems import Problem
from generators.site import Site

#: Names that lead nowhere (RFC 2606, RFC 6761, RFC 6762).
RESERVED: Final = ("example", "test", "invalid", "localhost", "local", "internal", "lan")
_DOMAINS: Final = ("example.com", "example.net", "example.org")


def missing(site: Site) -> Iterator[Problem]:
    """Why this site may not be published yet, each with what to set."""
    path = f"data/{FILE}"
    if not (site.identity.contact.courriel or site.identity.demonstration):
        yield Problem(
            path,
            1,
            1,
            "contact.courriel",
            "personne ne peut écrire à l’équipe : l’adresse de fonction est vide",
            "écrivez sous contact une boîte de l’équipe, par exemple courriel: contact@association.fr ; "
            "pour un essai, écrivez demonstration: true",
        )
    if told := _nowhere(site.address):
        yield Problem(
            path,
            1,
            1,
            "site",
            f"l’adresse du site {told} : codes, calendriers et flux la porteraient pour toujours",
            "écrivez dans site l’adresse publique, ou donnez-la dans la variable SITE_URL",
        )


def _nowhere(address: str) -> str | None:
    """Why an address leads no reader to the site, or None."""
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".").lower()
    if not host:
        return "est vide"
    if parts.scheme != "https":
        return f"n’est pas en https ({address})"
    if parts.query or parts.fragment or parts.username or parts.port:
        return f"a plus qu’un nom et un dossier ({address})"
    if host.rpartition(".")[2] in RESERVED or f".{host}".endswith(tuple(f".{d}" for d in _DOMAINS)):
        return f"est un exemple, qui ne mène nulle part ({host})"
    return f"n’a pas de nom de domaine ({host})" if "." not in host or _is_ip(host) else None


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
