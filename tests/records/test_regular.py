"""A record read as the house writes it: whatever the bytes, what is read is what the whole reader says."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.records.reading import source
from generators.records.reading.regular import place_of, regular

ROOT = Path(__file__).parents[2]
KINDS = ("actors", "events", "resources", "news")
RECORDS = sorted(path for kind in KINDS for path in (ROOT / "data" / kind).glob("*.yml"))
#: What YAML takes otherwise than as it looks, or may.
PIECES = (
    *"-?:,[]{}#&*!|>'\"%@`=<~\t\r\\ \n.0aé’«\u00a0\u202f\u0085\u2028\ufeff🙂",
    *("  ", "\n\n", ": ", " :", "- ", "-1", "- - ", "? ", ": \n", "#x", " #x", "'x'", '"x"', '""', "''"),
    *("\\n", "x:y", "[]", "[x]", "{}", "[a, b]", "[a,b]", "[ a]", "[a, ]", "[a: b]", "[a:b]", "[a:]"),
    *('["a", b]', '["a"b]', "['a']", "[null]", "[12:30]", "[a - b]", "&a ", "*a", "!!str ", "!x ", "<<: "),
    *("null", "Null", "~", "---\n", "...\n", "%YAML 1.1\n", ">-\n", "|-\n", ">\n", "|\n", ">+\n", "|2-\n"),
    *(">- # x\n", "x: y\n", "  x: y\n", "  - x\n", "- x\n", "    - x: y\n      z: t\n", "x:\n", "x: \n"),
    *("  - >-\n    x\n    y\n", "  - x:\n      - y\n", "x:\n  y\n", "x: y\n  z\n", "x: >-\n   y\n  z\n"),
    *("x: >-\n  y\n\n\n  z\n\n", "x: |-\n  y\n   z\n     \n  t\n", "x: >-\n\n  y\n", "x: 'y''z'\n"),
    *('x: "y\n  z"\n', "x" * 90 + ": y\n", "x" * 1100 + ": y\n"),
)
OWN = (
    "x: y\n",
    "- x\n",
    "x:\n  - y\n  - z: t\n    u:\n      - v: w\n",
    "x:\n  y:\n    z: >-\n      t\n      u\n\n      v\n",
    "x:\n  - >-\n    y\n    z\n  - |-\n    t\n\n    u\n  - [a, \"b, c\", d:e]\n  - 'f'\n",
    "x: -5.2\n\n",
    "# x\nx: y\n",
    "x: []\ny: \"\"\n",
)  # fmt: skip


def whole(text: str) -> tuple[Any, source._Reader]:
    """What the whole reader says; None where it has something to tell, or stops."""
    reader = source._Reader(text.encode(), None)
    try:
        value = reader.document()
    except (yaml.YAMLError, source._Stop):
        return None, reader
    return (None if reader.traps else value), reader


def agrees(text: str) -> bool:
    """False for what the quick reader leaves to the other; where it reads, value and places are the same."""
    if isinstance(source.readable(text.encode(), source.MAX_BYTES), source.YamlFile) or " #" in text:
        return False
    found = regular(text)
    if found is None:
        return False
    value, reader = whole(text)
    assert found == value, text
    assert [*found] == [*value]
    for key in [*found][:2]:
        assert place_of(text, key) in (None, reader.marks[(key,)]), text
    return True


def test_the_records_that_there_are_are_read_quickly() -> None:
    assert sum(agrees(path.read_text("utf-8")) for path in RECORDS) > len(RECORDS) * 0.95


@pytest.mark.parametrize("text", OWN)
def test_what_yaml_takes_otherwise_is_left_to_the_whole_reader(text: str) -> None:
    for piece in ("", *PIECES):
        for at in range(len(text)):
            agrees(text[:at] + piece + text[at:])


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_put_into_a_record_both_readers_say_the_same(seed: int) -> None:
    chance = random.Random(seed)
    assert sum(agrees(spoilt(chance)) for _ in range(150)) > 5


def spoilt(chance: random.Random) -> str:
    real = chance.random() < 0.6
    text = chance.choice(RECORDS).read_text("utf-8") if real else "".join(chance.choices(OWN, k=2))
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(text) + 1)
        if chance.random() < 0.3:
            at = text.rfind("\n", 0, at) + 1
        text = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 0, 1, 4)) :]
    return text


@pytest.mark.parametrize("sign", ["[", ":", " ", "- ", "a: ", "'", "\n", "  - "])
def test_the_longest_file_is_read_or_left_in_no_time(sign: str) -> None:
    for head in ("x: ", "x: >-\n  ", "x: [", "x:\n  - "):
        regular(head + sign * (source.MAX_BYTES // len(sign)) + "\n")
