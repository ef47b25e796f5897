"""What an export says of itself: of which day and commit it is, where it is published, whom to name.

An export holds nothing but the records, the day handed to the build and the commit of the records: two
builds of one commit on one day are byte-identical, and `--today` gives back the files of any day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from generators.site import Site

FOLDER = "donnees/"


def du_reseau(site: Site, what: str) -> str:
    """« Acteurs du réseau … »: what a file is called."""
    return f"{what} du réseau {site.identity.nom}"


def entete(site: Site, titre: str) -> dict[str, object]:
    """What stands at the head of a file: title, date, commit, licence, whom to name."""
    return {
        "titre": titre,
        "date": site.today.isoformat(),
        "commit": site.commit,
        "licence": site.identity.licence.code,
        "producteur": site.identity.producteur,
        "site": site.url(""),
    }


def version(site: Site) -> bytes:
    """`version.json`, by which one sees from outside which commit is published, and from when."""
    return as_json({"commit": site.commit, "date": site.today.isoformat()})


def as_json(value: object) -> bytes:
    """One line a first-level item would be nice to read; compact is lighter, and every reader takes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def renseigne(values: Mapping[str, object]) -> dict[str, object]:
    """The keys that have a value: what is not known is left out."""
    return {key: value for key, value in values.items() if value not in (None, "", (), [])}
