"""An edition is named by the files that are laid for it, wherever they were made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generators import editions, naming
from generators.disk.laid import Laid

FILES = {
    "editions/code/scripts/a.js": b"export {}",
    "editions/annuaire/acteurs.json": '["é"]'.encode(),
    "editions/annuaire/mots/a.json": b"{}",
    "donnees/acteurs.json": b"[]\n",
}


@pytest.fixture
def laid(tmp_path: Path) -> Laid:
    found = Laid(tmp_path)
    for path, content in FILES.items():
        found.put(path, naming.draft(path, content))
    return found


def test_a_family_is_named_by_what_was_made_and_says_it(laid: Laid, tmp_path: Path) -> None:
    edition = naming.named(laid)
    digits = editions.digest({"acteurs.json": '["é"]'.encode(), "mots/a.json": b"{}"})
    assert edition.names["annuaire"] == f"annuaire.{digits}"
    published = editions.named(FILES, edition)
    assert dict(laid) == published
    assert {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.*") if p.is_file()} == {*published}
    told = json.loads(published[f"editions/annuaire.{digits}/acteurs.json"])
    assert told == {"edition": f"annuaire.{digits}", "contenu": ["é"]}


def test_what_is_to_come_bears_the_name_that_it_follows(laid: Laid) -> None:
    names = naming.named(laid, ["fiches"]).names
    assert names["fiches"].partition(".")[2] == names["code"].partition(".")[2]


def test_a_page_made_before_says_the_names_afterwards(laid: Laid) -> None:
    path = editions.UNKNOWN.path("editions/code/scripts/a.js")
    edition = naming.named(laid)
    assert edition.told(f"<{path} {editions.MARK} a@@b.example @@ici@@>") == (
        f"<editions/{edition.names['code']}/scripts/a.js {edition} a@@b.example @@ici@@>"
    )
