"""Where a site is published, when the environment or mkdocs.yml says it: taken, or refused in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generators.disk.refused import Refused
from generators.words import roots

#: The variable that says it, before `site` in data/reseau.yml.
VARIABLE: Final = "SITE_URL"


def of_environment(environ: Mapping[str, str]) -> str:
    """The address that the environment gives, "" where it gives none. Raises `Refused`."""
    return taken(environ.get(VARIABLE, ""), f"{VARIABLE} (variable d’environnement)")


def taken(text: str, where: str) -> str:
    """An address as it may be joined to, "" where there is none. Raises `Refused`, which names `where`."""
    read = roots.read(text) if text else ""
    if isinstance(read, roots.Wrong):
        raise Refused(f"{where} : l’adresse du site {read.found} ; {read.remedy}")
    return read
