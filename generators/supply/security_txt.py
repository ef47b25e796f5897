"""`/.well-known/security.txt` (RFC 9116): to whom one tells a weakness of the site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from generators.forms.repository import Depot
from generators.site import Site

FILE = ".well-known/security.txt"
#: The page that says what is promised to who tells.
POLICY = "securite/"
#: Less than a year, as the RFC asks (2.5.5); each build of the site renews it.
VALID = timedelta(days=180)


def files(site: Site, depot: Depot) -> Mapping[str, bytes]:
    """The file; none while nobody has said where the site is published: its addresses are whole ones."""
    return {FILE: _document(site, depot)} if "://" in site.address else {}


def _document(site: Site, depot: Depot) -> bytes:
    expires: date = site.today + VALID
    lines = (
        f"Contact: {_contact(site, depot)}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: fr, en",
        f"Canonical: {site.address}{FILE}",
        f"Policy: {site.address}{POLICY}",
    )
    return ("\n".join(lines) + "\n").encode()


def _contact(site: Site, depot: Depot) -> str:
    """The network's mailbox; else where its repository takes a confidential report; else the site's form."""
    if courriel := site.identity.contact.courriel:
        return f"mailto:{courriel}"
    if depot.url and depot.github:
        return f"{depot.url}/security/advisories/new"
    return f"{site.address}signaler/"
