"""Many words looked for in one pass, however many they are: those that begin alike share their beginning."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Finder:
    """Words that a text may hold anywhere, within others too."""

    words: frozenset[bytes]

    def found(self, text: bytes) -> set[bytes]:
        """Those that the text holds."""
        return {word for _, word in self.places(text)}

    def places(self, text: bytes) -> Iterator[tuple[int, bytes]]:
        """Where each begins, in order."""
        place = 0
        while self.words and (match := self._pattern.search(text, place)):
            begins = match.start()
            yield begins, match[0]
            yield from ((begins, word) for word in self._longer[match[0]] if text.startswith(word, begins))
            place = begins + 1  # the next one may begin within this one

    @cached_property
    def _pattern(self) -> re.Pattern[bytes]:
        return re.compile(_written(_tree(self.words)))

    @cached_property
    def _longer(self) -> Mapping[bytes, list[bytes]]:
        """Of each word, those that begin with it: the pattern stops at the shortest."""
        found = defaultdict[bytes, list[bytes]](list)
        for word in sorted(self.words):
            for size in range(1, len(word)):
                if word[:size] in self.words:
                    found[word[:size]].append(word)
        return found


Tree = dict[int, Any]
_END = -1


def _tree(words: Iterable[bytes]) -> Tree:
    tree: Tree = {}
    for word in words:
        here = tree
        for letter in word:
            here = here.setdefault(letter, {})
        here[_END] = {}
    return tree


def _written(tree: Tree) -> bytes:
    """As a pattern; a word ends where the shortest does."""
    if _END in tree:
        return b""
    parts = [re.escape(bytes((letter,))) + _written(below) for letter, below in sorted(tree.items())]
    return parts[0] if len(parts) == 1 else b"(?:" + b"|".join(parts) + b")"
