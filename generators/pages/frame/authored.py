"""What the authored pages say of the network and of its emergency numbers: marks, filled from the data.

`{{ reseau.nom }}` is a value of the identity, `[[119]]` an emergency number as a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generators.records.identity import Identite
from generators.records.models import Urgence

_VALUE = re.compile(r"\{\{\s*reseau\.([a-z_]+(?:\.[a-z_]+)*)\s*\}\}")
_NUMBER = re.compile(r"\[\[([\d ]+)\]\]")
#: What Markdown or HTML would take for its own.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>&\"#|]")


class UnknownMark(Exception):
    """A page asks for a value or a number that the data have not; the message says which."""


def filled(markdown: str, identity: Identite, urgences: Iterable[Urgence]) -> str:
    """A page with its marks filled; a value stays a text, whatever signs it has."""
    links = _links(urgences)
    markdown = _VALUE.sub(lambda found: _plain(_value(identity, found[1])), markdown)
    return _NUMBER.sub(lambda found: _number(links, found), markdown)


def said(meta: Mapping[str, object], identity: Identite) -> dict[str, object]:
    """The front matter of a page, its texts filled."""
    return {
        key: _VALUE.sub(lambda found: _value(identity, found[1]), text) if isinstance(text, str) else text
        for key, text in meta.items()
    }


def _value(identity: Identite, path: str) -> str:
    found: object = identity
    for name in path.split("."):
        found = getattr(found, name, None)
    if not isinstance(found, str):
        raise UnknownMark(f"« {{{{ reseau.{path} }}}} » : data/reseau.yml ne dit pas « {path} »")
    return found


def _plain(text: str) -> str:
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", text)


def _number(links: Mapping[str, str], found: re.Match[str]) -> str:
    if found[1] not in links:
        known = ", ".join(links)
        raise UnknownMark(f"{found[0]} n’est pas un numéro de data/urgences.yml (il y a {known})")
    return links[found[1]]


def _links(urgences: Iterable[Urgence]) -> dict[str, str]:
    links: dict[str, str] = {}
    for urgence in urgences:
        links[urgence.numero] = f"[{urgence.affichage}]({urgence.href})"
        if urgence.ou:
            links[urgence.ou] = f"[{urgence.ou}]({urgence.ou.href})"
    return links
