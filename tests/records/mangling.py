"""Records spoilt at random, the same way for the same number: what a hurried hand or an editor does."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

#: What is put into a text: a contact, a name, a place, a mark, and what YAML takes otherwise.
_PIECES = (
    "06 12 34 56 78",
    "jean.dupont@gmail.com",
    "Mme Durand",
    "Léa, 15 ans",
    "12 rue des Lilas",
    "59000 Lille",
    "Villeurbanne",
    "https://maps.app.goo.gl/x",
    "45.764, 4.8357",
    "&amp;",
    "*gras*",
    "mardi 14 novembre 2023",
    "\u200b",
    "\t",
    ": ",
    " #vu",
    "«",
    "'",
    '"',
    "[",
    "&a",
    "*a",
    "!!str x",
    "\ufffd",
    "01 23 45 67 89",
)
_LINES = (
    "adresse_confidentielle: true",
    "porte_par: la-boussole-nord",
    "telephone: 07 57 76 46 58",
    "debut: 2099-13-40",
    "code_insee: 99999",
    "code_postal: 75001",
    "departement: 59",
    "zone_eligibilite: [region:99, region:99]",
    "verifie_par: Camille Exemple",
    "verifie_le: 2099-01-01",
    "courriel: jean.dupont@gmail.com",
    "age_min: 30",
    "organisateurs: [nulle-part]",
    "clef: inconnue",
    "# appeler Mme Durand au 06 12 34 56 78",
    "pays: RE",
    "id: x",
    "siret: 12345678901234",
    "mots_cles: [a, A]",
    "- x",
    "  x: y",
    "---",
    "commune: Lile",
    "sigle: CAP",
)

Spoil = Callable[[Path, list[str], random.Random], None]


def _piece(path: Path, lines: list[str], chance: random.Random) -> None:
    number = chance.randrange(len(lines))
    words = lines[number].split(" ")
    words.insert(chance.randrange(len(words)) + 1, chance.choice(_PIECES))
    lines[number] = " ".join(words)


def _line(path: Path, lines: list[str], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(_LINES))


def _without(path: Path, lines: list[str], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def _twice(path: Path, lines: list[str], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def _shifted(path: Path, lines: list[str], chance: random.Random) -> None:
    number = chance.randrange(len(lines))
    lines[number] = chance.choice(["  ", " ", "\t"]) + lines[number]


def _cut(path: Path, lines: list[str], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines)) :]


def _digits(path: Path, lines: list[str], chance: random.Random) -> None:
    number = chance.randrange(len(lines))
    lines[number] = "".join(chance.choice("0123456789") if sign.isdigit() else sign for sign in lines[number])


_SPOILS: tuple[Spoil, ...] = (_piece, _piece, _line, _line, _without, _twice, _shifted, _cut, _digits)


def mangle(folders: list[Path], chance: random.Random, count: int) -> None:
    """So many faults in the records of some folders: in their lines, or of whole files."""
    for _ in range(count):
        path = chance.choice(sorted(path for folder in folders for path in folder.rglob("*.yml")))
        act = chance.random()
        if act < 0.04:
            path.unlink()
        elif act < 0.08:
            path.with_name(f"{path.stem[:40]}-{chance.randrange(99)}.yml").write_bytes(path.read_bytes())
        elif act < 0.1:
            path.write_bytes(path.read_bytes()[: chance.randrange(200)] + chance.randbytes(3))
        elif lines := path.read_bytes().decode("utf-8", "replace").split("\n"):
            chance.choice(_SPOILS)(path, lines, chance)
            path.write_bytes("\n".join(lines).encode())
