"""Address books that are not ours: the name, the numbers and the labels that each finds in cards."""

from __future__ import annotations

import configparser
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import vobject

from tests.debian import EVOLUTION, found
from tests.node import node

ROOT = Path(__file__).parents[2]


class Line(NamedTuple):
    """A number as one dials it; `label` is None where it has none."""

    number: str
    label: str | None = None


class Contact(NamedTuple):
    name: str
    lines: tuple[Line, ...]
    note: str


def by_vobject(cards: Sequence[bytes]) -> list[Contact]:
    """The library of khard, of Radicale and of others in Python."""
    return [_of_vobject(one) for card in cards for one in vobject.readComponents(card.decode())]


def _of_vobject(card: vobject.base.Component) -> Contact:
    labels = {one.group: one.value for one in card.contents.get("x-ablabel", [])}
    lines = (Line(one.value, labels.get(one.group)) for one in card.contents.get("tel", []))
    return Contact(card.fn.value, tuple(lines), card.note.value)


ICAL_JS = """
import ICAL from "%s";
import { readFileSync } from "node:fs";

const said = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  const lines = new ICAL.Component(ICAL.parse(text)).getAllProperties();
  const value = (name) => lines.filter((line) => line.name === name);
  const group = (line) => line.getParameter("group");
  const label = (line) => group(line) && value("x-ablabel").find((one) => group(one) === group(line));
  return [
    value("fn")[0].getFirstValue(),
    value("tel").map((line) => [line.getFirstValue(), label(line)?.getFirstValue() ?? null]),
    value("note")[0].getFirstValue(),
  ];
});
console.log(JSON.stringify(said));
"""


def by_ical_js(cards: Sequence[bytes], folder: Path) -> list[Contact]:
    """Mozilla's library, which Thunderbird reads its contacts by."""
    program = folder / "lire.mjs"
    program.write_text(ICAL_JS % (ROOT / "node_modules/ical.js/dist/ical.js").as_uri(), encoding="utf-8")
    return _asked([node(), str(program)], cards)


#: Asked by Debian's own Python, which has the bindings.
LIBEBOOK = """
import json, sys
import gi
gi.require_version("EBookContacts", "1.2")
from gi.repository import EBookContacts

def read(text):
    card = EBookContacts.Contact.new_from_vcard(text)
    lines = EBookContacts.VCard.get_attributes(card)
    labels = {one.get_group(): one.get_value() for one in lines if one.get_name() == "X-ABLabel"}
    numbers = [(one.get_value(), labels.get(one.get_group())) for one in lines if one.get_name() == "TEL"]
    shown = [card.get_property(name) for name in ("business_phone", "business_phone_2")]
    assert [one for one in shown if one] == [number for number, _ in numbers[:2]]
    return card.get_property("full_name"), numbers, card.get_property("note")

print(json.dumps([read(text) for text in json.load(sys.stdin)]))
"""


def by_evolution(cards: Sequence[bytes]) -> list[Contact]:
    """libebook-contacts. The first two numbers also stand where Evolution shows a company's."""
    found(EVOLUTION)
    return _asked(["/usr/bin/python3", "-I", "-c", LIBEBOOK], cards)


def _asked(command: list[str], cards: Sequence[bytes]) -> list[Contact]:
    given = json.dumps([card.decode() for card in cards])
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    return [Contact(name, tuple(Line(*line) for line in lines), note) for name, lines, note in said]


def by_khard(cards: Sequence[bytes], folder: Path) -> list[tuple[str, str, str]]:
    """Number, name and types of each number, as `khard phone` lists them, in its order."""
    book = folder / "carnet"
    book.mkdir()
    for number, card in enumerate(cards):
        (book / f"{number}.vcf").write_bytes(card)
    settings = folder / "khard.conf"
    settings.write_text(f"[addressbooks]\n[[carnet]]\npath = {book}\n", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("khard")), "-c", str(settings), "phone", "--parsable"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    rows = (line.split("\t") for line in done.stdout.splitlines())
    return [(number, name, types) for number, name, types in rows]


def by_abook(cards: Sequence[bytes], folder: Path) -> list[tuple[str, str | None]]:
    """Name and number at work: it keeps one, cuts long lines, and undoes no escape."""
    given, told = folder / "cartes.vcf", folder / "abook"
    given.write_bytes(b"".join(cards))
    command = [found("abook"), "--convert", "--informat", "vcard", "--infile", str(given)]
    command += ["--outformat", "abook", "--outfile", str(told)]
    home = os.environ | {"HOME": str(folder)}
    subprocess.run(command, capture_output=True, env=home, check=True, timeout=120)
    read = configparser.RawConfigParser()
    read.read(told, encoding="utf-8")
    return [(read[one]["name"], read[one].get("workphone")) for one in read.sections() if one.isdigit()]
