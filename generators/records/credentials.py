"""What looks like a key, a token or a password in a file that is public for ever.

The shapes are those of the services that send letters (Brevo's `xkeysib-`, Mailjet's 32 hexadecimal signs,
the signed tokens of Notifuse: RFC 7519), then what any key has: a long word that mixes letters and digits as
no word of a language does, or whatever follows a name such as « mot de passe ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_KNOWN = re.compile(
    r"\b(?:xkeysib|xsmtpsib)-[\w-]{8,}|\beyJ[\w-]{8,}(?:\.[\w-]+)*|\bv[1-4]\.(?:local|public)\.[\w-]{8,}"
    r"|(?<![\w/.-])[0-9a-fA-F]{32,}(?![\w/-])"
)
_NAMED = re.compile(
    r"(?:api[ _-]?key|apikey|token|jeton|password|passwd|mot[ _-]de[ _-]passe|secret"
    r"|cl[eé][ _-](?:d.|api|secr[eè]te)|[A-Z]+_(?:KEY|TOKEN|PASSWORD|APIKEY_PUBLIC|APIKEY_PRIVATE))"
    r"[\"']?[ \t]*[:=][ \t]*[\"']?([^\s\"'#]{4,})",
    re.IGNORECASE,
)
_PASSWORD = re.compile(r"https?://[^\s/?#@]*:([^\s/?#@]+)@")
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[A-Za-z0-9_+/=-]{24,}")
#: So many times a key goes from letters to digits, or from small to capital letters; words hardly do.
_TURNS = 6


class Credential(NamedTuple):
    """What was found, and where: line and column, from 1."""

    text: str
    line: int
    column: int


def credentials(content: str) -> Iterator[Credential]:
    """The secrets of a text, comments included, in the order of its lines."""
    for number, line in enumerate(content.splitlines(), 1):
        for start, text in sorted(_in(line)):
            yield Credential(text, number, start + 1)


def _in(line: str) -> set[tuple[int, str]]:
    found = {(match.start(), match[0]) for match in _KNOWN.finditer(line)}
    for pattern in (_NAMED, _PASSWORD):
        found |= {(match.start(1), match[1]) for match in pattern.finditer(line)}
    bare = _ADDRESS.sub(lambda address: " " * len(address[0]), line)
    found |= {(match.start(), match[0]) for match in _WORD.finditer(bare) if _mixed(match[0])}
    return {one for one in found if not any(_inside(one, other) for other in found - {one})}


def _inside(one: tuple[int, str], other: tuple[int, str]) -> bool:
    return other[0] <= one[0] and one[0] + len(one[1]) <= other[0] + len(other[1])


def _mixed(word: str) -> bool:
    kinds = ["0" if sign.isdigit() else "a" if sign.islower() else "A" for sign in word if sign.isalnum()]
    return sum(one != other for one, other in pairwise(kinds)) >= _TURNS
