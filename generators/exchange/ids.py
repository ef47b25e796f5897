"""Names that records keep for ever in other people's programs, whatever the site's address becomes.

A calendar or a feed reader that meets an unknown name shows a second copy; so a name is made from the
record's id alone, which never changes (RFC 5545, 3.8.4.7; RFC 4151; RFC 4287, 4.2.6).
"""

from __future__ import annotations

from generators.records.identity import Identifiants


def uid(names: Identifiants, event: str, part: str) -> str:
    """The name of one entry of an event in calendars: "rapport-2026-0@association.example"."""
    return f"{event}-{part}@{names.autorite}"


def tag(names: Identifiants, path: str) -> str:
    """The name of a record or of a feed: "tag:association.example,2026:mon-reseau/events/rapport-2026"."""
    return f"tag:{names.autorite},{names.annee}:{names.code}/{path}"
