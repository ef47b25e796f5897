"""Names that records keep for ever in other people's programs, whatever the site's address becomes.

A calendar or a feed reader that meets an unknown name shows a second copy; so a name is made from the
record's id alone, which never changes (RFC 5545, 3.8.4.7; RFC 4151; RFC 4287, 4.2.6).
"""

from __future__ import annotations

#: The domain of the foundation that publishes the site, and a year in which it was its own.
AUTHORITY = "droitdenfance.org"
YEAR = 2023


def uid(event: str, part: str) -> str:
    """The name of one entry of an event in calendars: "rapport-ciivise-2023-0@droitdenfance.org"."""
    return f"{event}-{part}@{AUTHORITY}"


def tag(path: str) -> str:
    """The name of a record or of a feed: "tag:droitdenfance.org,2023:pare/events/rapport-ciivise-2023"."""
    return f"tag:{AUTHORITY},{YEAR}:pare/{path}"
