"""The index of words: one leaf while it is small, leaves by first letters when it grows."""

from __future__ import annotations

import json

from generators.pages.index import words

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "mi", "no", "ru", "ta")


def records(number: int) -> list[dict[str, list[str]]]:
    """Records that each have a name of their own and say a common word."""
    names = ("".join(SYLLABLES[int(digit)] for digit in f"{rank:05}") for rank in range(number))
    return [{"noms": [name], "texte": ["Accueillir", f"numéro {rank}"]} for rank, name in enumerate(names)]


def opened(number: int) -> tuple[dict[str, object], dict[str, dict[str, list[list[int]]]]]:
    """The head of an index, and its leaves by their names."""
    files = {
        path: json.loads(content)
        for path, content in words.files("x/", map(words.row, records(number))).items()
    }
    return files.pop("x/mots.json"), {
        path.removeprefix("x/mots/").removesuffix(".json"): leaf for path, leaf in files.items()
    }


def test_a_small_index_is_one_leaf() -> None:
    head, leaves = opened(100)
    assert head["feuilles"] == "tout"
    assert list(leaves) == ["tout"]
    assert sorted(leaves["tout"]) == str(head["mots"]).split()


def test_a_large_index_is_parted_by_first_letters() -> None:
    head, leaves = opened(20_000)
    assert str(head["feuilles"]).split() == list(leaves)
    assert "tout" not in leaves and len(leaves) > 15
    assert all(len(name) <= words.LONGEST_NAME for name in leaves)


def test_each_word_is_in_the_leaf_of_the_longest_name_that_begins_it() -> None:
    head, leaves = opened(20_000)
    for word in str(head["mots"]).split():
        name = max((name for name in leaves if word.startswith(name)), key=len)
        assert word in leaves[name], word
    assert sum(map(len, leaves.values())) == len(str(head["mots"]).split())


def test_a_leaf_is_small_unless_its_name_can_grow_no_more() -> None:
    _, leaves = opened(20_000)
    for name, leaf in leaves.items():
        alone = len(leaf) == 1 or len(name) == words.LONGEST_NAME
        assert alone or len(words.as_json(leaf)) <= words.LEAF + 2, name
