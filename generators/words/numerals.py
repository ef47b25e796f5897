"""Numbers in words: « soixante-dix-huit » is 78, however it is hyphenated."""

from __future__ import annotations

from collections.abc import Iterator

from generators.words.wording import fold

_ONES = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
)
_ONES += [f"dix-{unit}" for unit in _ONES[7:10]]
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_HUNDRED = ("cent", "cents")


def _below_a_hundred() -> Iterator[tuple[str, int]]:
    for value in range(100):
        base = 60 if 70 <= value < 80 else value - value % 20 if value >= 80 else value - value % 10
        rest = value - base
        if value < 20:
            word = _ONES[value]
        elif base == 80:
            word = f"quatre-vingt {_ONES[rest]}" if rest else "quatre-vingts"
        else:
            word = f"{_TENS[base]}{' et' if rest in (1, 11) else ''} {_ONES[rest]}" if rest else _TENS[base]
        yield fold(word), value


#: The numbers below a hundred, folded: « quatre vingt dix sept » → 97.
IN_WORDS: dict[str, int] = dict(_below_a_hundred())


def value_of(words: list[str]) -> int | None:
    """The number below a thousand that folded words say: ["deux", "cent", "trois"] → 203."""
    for rank, word in enumerate(words):
        if word in _HUNDRED:
            hundreds = IN_WORDS.get(" ".join(words[:rank]), 1 if not rank else None)
            rest = IN_WORDS.get(" ".join(words[rank + 1 :]), 0 if rank + 1 == len(words) else None)
            return None if hundreds is None or rest is None else 100 * hundreds + rest
    return IN_WORDS.get(" ".join(words))
