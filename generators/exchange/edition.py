"""What an export is made from and says of itself: the network, where it is published, of which commit.

An export holds nothing but the records, the day handed to the build and the commit of the records: two
builds of one commit on one day are byte-identical, and `--today` gives back the files of any day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from generators.network import addresses
from generators.network.network import Network

FOLDER = "donnees/"
LICENCE = {
    "name": "etalab-2.0",
    "title": "Licence Ouverte / Open Licence 2.0 (Etalab)",
    "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}
#: Whom a reuse must name.
PRODUCTEUR = "PARÉ, le réseau contre la prostitution des mineurs, fondation Droit d’Enfance"


@dataclass(frozen=True)
class Edition:
    """One publication of the data. `base_url` is the site's address with its slash, or "/" without one.

    `commit` is the hash of the commit whose records these are, None where git does not say.
    """

    network: Network
    base_url: str
    commit: str | None = None

    def url(self, path: str) -> str | None:
        """The whole address of a path of the site; None while the site has no address."""
        return self.base_url + path if self.base_url.startswith("http") else None

    def page(self, kind: str, id_: str) -> str | None:
        """The whole address of a record's page."""
        return self.url(addresses.fiche(kind, id_))

    def entete(self, titre: str) -> dict[str, object]:
        """What stands at the head of a file: title, date, commit, licence, whom to name."""
        return {
            "titre": titre,
            "date": self.network.today.isoformat(),
            "commit": self.commit,
            "licence": LICENCE["name"],
            "producteur": PRODUCTEUR,
            "site": self.url(""),
        }


def version(edition: Edition) -> bytes:
    """`version.json`, by which one sees from outside which commit is published, and from when."""
    return as_json({"commit": edition.commit, "date": edition.network.today.isoformat()})


def as_json(value: object) -> bytes:
    """One line a first-level item would be nice to read; compact is lighter, and every reader takes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def renseigne(values: Mapping[str, object]) -> dict[str, object]:
    """The keys that have a value: what is not known is left out."""
    return {key: value for key, value in values.items() if value not in (None, "", (), [])}
