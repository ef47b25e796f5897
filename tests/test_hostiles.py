"""Forty hostile texts through every text field, into every file that a build makes: each stays a text.

Each kind of file is read by the reader that its users have (a parser of HTML, JSON, CSV, iCalendar, XML,
mail), which must find the text itself, and nothing that the text asks for.
"""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import frictionless
import openpyxl
import pytest
import vobject
from data_inclusion.schema import v1
from icalendar import Calendar

from generators.exchange import inert
from generators.pages.frame import slash
from generators.records.kinds import FICHES
from tests.hostile import TEXTES, build, one_line, textes

Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return build(tmp_path_factory.mktemp("hostile"))


def of(files: Files, *extensions: str) -> Iterator[tuple[str, str]]:
    """The files of a kind, as text; none of a kind is a fault of this test."""
    found = [path for path in files if path.rpartition(".")[2] in extensions]
    assert found, extensions
    yield from ((path, files[path].decode("utf-8")) for path in found)


def test_the_forty_texts_reach_every_text_field() -> None:
    assert len(set(TEXTES)) == 40
    assert {name: len([*textes(kind.model)]) for name, kind in FICHES.items()} == {
        "actors": 18,
        "events": 13,
        "resources": 11,
        "news": 5,
    }


def test_no_kind_of_file_is_left_unread(files: Files) -> None:
    read = {"html", "json", "geojson", "csv", "ics", "xml", "atom", "txt", "eml", "xlsx", "zip", "vcf"}
    ours = {"js", "css", "png", "svg", "woff2", "ico", "webmanifest"}  # no record's text goes there
    assert {path.rpartition(".")[2] for path in files} <= read | ours


class Reader(HTMLParser):
    """What a browser would build: elements, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.data: list[str] = []
        self.scripts: list[str] = []
        self._inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            kind = self.elements[-1][1].get("type")
            (self.data if kind in DATA else self.scripts).append(data)
        else:
            self.text.append(data)

    @property
    def said(self) -> str:
        return one_line("".join(self.text))


FORBIDDEN = {"pirate", "iframe", "object", "embed", "base", "frame", "applet", "marquee"}
#: Attributes that make a browser ask for something by itself.
LOADS = ("src", "srcset", "poster", "background", "data", "action", "formaction")


def faults(html: str, own_host: str = "reseau-pare.example") -> list[str]:
    """What a page holds that none of ours does."""
    reader = Reader(html)
    found = [f"<{tag}>" for tag, _ in reader.elements if tag in FORBIDDEN]
    for tag, values in reader.elements:
        for name, value in values.items():
            if name.startswith("on") or name in ("data-pirate", "autofocus", "srcdoc"):
                found.append(f"<{tag} {name}>")
            if re.match(r"\s*(javascript|data:text|vbscript)", value, re.IGNORECASE):
                found.append(f"<{tag} {name}={value!r}>")
            if name in LOADS and "pirate" in value:
                found.append(f"<{tag} {name}={value!r}>")
        if tag in ("script", "link") and "pirate" in values.get("src", values.get("href", "")):
            found.append(f"<{tag}> of another host")
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            found.append("<meta refresh>")
    if any(f"<script>{script}</script>" != slash.SCRIPT for script in reader.scripts if script.strip()):
        found.append("<script> of its own")
    return found


#: Scripts that hold data, and run nothing.
DATA = ("application/ld+json", "application/json")


def test_pages_hold_no_element_nor_attribute_of_a_text(files: Files) -> None:
    for path, html in of(files, "html"):
        assert faults(html) == [], path


@pytest.mark.parametrize(
    ("folder", "prefix"), [("acteurs", "hostile"), ("agenda", "rencontre"), ("ressources", "ressource")]
)
def test_each_record_page_says_the_text_as_it_was_written(files: Files, folder: str, prefix: str) -> None:
    for number, text in enumerate(TEXTES):
        reader = Reader(files[f"{folder}/{prefix}-{number:02}/index.html"].decode())
        assert one_line(text) in reader.said, number
        data = [json.loads(data) for data in reader.data]
        assert one_line(text) in [thing["name"] for thing in data], number


def test_json_is_json_and_has_the_texts(files: Files) -> None:
    for path, text in of(files, "json", "geojson"):
        json.loads(text, parse_constant=_refuse)
        assert "</script" not in text or not path.endswith(".html")
    actors = json.loads(files["donnees/acteurs.json"])["acteurs"]
    found = {actor["id"]: actor for actor in actors}
    for number, text in enumerate(TEXTES):
        assert found[f"hostile-{number:02}"]["nom"] == one_line(text)
        assert one_line(found[f"hostile-{number:02}"]["presentation"]) == one_line(text)


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def tables(files: Files) -> Iterator[tuple[str, bytes]]:
    """Every table of CSV, those of archives included."""
    yield from ((path, content) for path, content in files.items() if path.endswith(".csv"))
    for path in (path for path in files if path.endswith(".zip")):
        with ZipFile(io.BytesIO(files[path])) as packed:
            yield from ((f"{path}/{n}", packed.read(n)) for n in packed.namelist() if n.endswith(".csv"))


def test_tables_have_no_formula_and_give_the_texts_back(files: Files) -> None:
    for path, content in tables(files):
        rows = [*csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)]
        assert {len(row) for row in rows} == {len(rows[0])}, path
        for cell in (cell for row in rows for cell in row):
            assert not re.search(r"(?:^|[;\n])\s*[=+@＝]", cell), (path, cell)
            assert not re.search(r"(?:^|[;\n])\s*-(?!\d+(\.\d+)?$)", cell), (path, cell)
    text = io.StringIO(files["donnees/acteurs.csv"].decode("utf-8-sig"), newline="")
    found = {row["id"]: row for row in csv.DictReader(text)}
    for number, text_ in enumerate(TEXTES):
        assert inert.lire(found[f"hostile-{number:02}"]["resume"]) == one_line(text_)


def test_cards_have_the_names_as_they_are(files: Files) -> None:
    cards = {path: vobject.readOne(text) for path, text in of(files, "vcf")}
    for number, text in enumerate(TEXTES):
        card = cards.get(f"acteurs/hostile-{number:02}/contact.vcf")
        assert card is None or one_line(card.fn.value) == one_line(text)
    assert any("hostile-" in path for path in cards)


def test_workbooks_have_no_formula_and_the_texts_as_they_are(files: Files) -> None:
    books = {
        path: openpyxl.load_workbook(io.BytesIO(files[path])) for path in files if path.endswith(".xlsx")
    }
    assert len(books) == len(FICHES) + 3
    for path, book in books.items():
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}, path
    titles, *rows = books["donnees/donnees.xlsx"]["Acteurs"].iter_rows(values_only=True)
    found = {row[0]: dict(zip(titles, row, strict=True)) for row in rows}
    for number, text in enumerate(TEXTES):
        assert one_line(str(found[f"hostile-{number:02}"]["resume"])) == one_line(text)


def test_the_official_readers_take_the_exports(
    files: Files, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("donnees")
    for path, content in files.items():
        if path.startswith("donnees/"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    report = frictionless.validate(folder / "donnees" / "datapackage.json")
    assert report.flatten(["name", "type", "note"]) == []
    for row in json.loads(files["donnees/data-inclusion/structures.json"]):
        v1.Structure.model_validate(row)
    for row in json.loads(files["donnees/data-inclusion/services.json"]):
        v1.Service.model_validate(row)


def test_calendars_have_no_event_of_a_text(files: Files) -> None:
    for path, text in of(files, "ics"):
        calendar = Calendar.from_ical(text)
        events = calendar.walk("VEVENT")
        assert text.count("\r\nBEGIN:VEVENT\r\n") == len(events), path
        assert "SUMMARY:faux" not in text.split("\r\n"), path
        assert "\n" not in text.replace("\r\n", ""), path
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), path
    for number, text_ in enumerate(TEXTES):
        events = Calendar.from_ical(files[f"agenda/rencontre-{number:02}.ics"]).walk("VEVENT")
        assert len(events) == (1 if number % 4 else 2), number  # of a series, the rule and one date apart
        assert all(one_line(text_) in one_line(str(event["summary"])) for event in events), number


def test_xml_is_whole_and_feeds_hold_nothing_that_runs(files: Files) -> None:
    titles: set[str] = set()
    for path, text in of(files, "xml", "atom"):
        assert "<!DOCTYPE" not in text.split("<title")[0], path
        for node in ET.fromstring(text).iter():
            tag = node.tag.rpartition("}")[2]
            assert tag != "pirate", path
            if tag == "title":
                titles.add(one_line(node.text or ""))
            if node.get("type") == "html":
                assert faults(node.text or "") == [], path
            elif tag == "content":
                assert faults(ET.tostring(node, encoding="unicode", method="html")) == [], path
    assert {one_line(text) for text in TEXTES} <= titles


def test_letters_have_no_header_of_a_text(files: Files) -> None:
    for path in (path for path in files if path.endswith(".eml")):
        message = email.message_from_bytes(files[path], policy=email.policy.default)
        assert "bcc" not in {name.lower() for name in message}, path
        assert message.defects == [], path
        parts = {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}
        assert faults(parts["text/html"].get_content()) == [], path
        assert message["subject"], path


def test_texts_have_only_signs_that_one_reads(files: Files) -> None:
    for path, text in of(files, "txt"):
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text), path
    assert files["robots.txt"].decode().count("\n") == 5


def test_no_path_is_of_a_text(files: Files) -> None:
    for path in files:
        assert ".." not in PurePosixPath(path).parts
        assert re.fullmatch(r"[A-Za-z0-9._/-]+", path)


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick=x>",
        "<pirate>",
        "<a href=' javascript:alert(1)'>",
        "<script>1</script>",
        "<img src=https://pirate.example/x>",
        "<meta http-equiv=refresh content=0>",
    ],
)
def test_this_test_sees_what_it_looks_for(html: str) -> None:
    assert len(faults(html)) == 1
