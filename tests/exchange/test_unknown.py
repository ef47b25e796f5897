"""What a record does not say, no output says: no position, phone, hour or day of nowhere or of today.

Records that lack each of these, and all of them, go into every file and page of a site. Whatever in an output
looks like one of these facts must be one that the record has.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import vobject
from icalendar import Calendar

from generators.booklets.contents import booklet
from generators.network.versions import Version
from generators.site import Site
from tests.made import exports, files, pages
from tests.pages.conftest import make
from tests.pages.html import Document

__all__ = ["make"]

TODAY = "2026-11-22"
_BARE = {
    "type": "service",
    "categorie": "accompagnement",
    "resume": "Une équipe.",
    "sources": [{"document": "Un annuaire", "date": "2024"}],
}
_TOWN = {"commune": "Dunkerque", "code_insee": "59183"}
_CENTRE = (51.0344, 2.3768)
_TEN = "2026-12-03T10:00"
_HIDDEN = {"adresse_confidentielle": "oui"}
_NORTH = {"zone_eligibilite": ["departement:59"]}
RECORDS: Mapping[str, Mapping[str, dict[str, object]]] = {
    "actors": {
        "aide": {**_BARE, "nom": "Aide", "telephone": "03 20 00 00 00", **_NORTH, "departement": "59"},
        "nu": {**_BARE, "nom": "Nu"},
        "nu-departement": {**_BARE, "nom": "Nu du Nord", "departement": "59", **_NORTH},
        "nu-commune": {**_BARE, "nom": "Nu de la ville", **_TOWN, **_NORTH},
        "nu-retenu": {**_BARE, "nom": "Nu retenu", "departement": "59", **_HIDDEN, **_NORTH},
    },
    "events": {
        "nu-jour": {**_BARE, "type": "rencontre", "titre": "Nu d’un jour", "debut": "2026-12-03"},
        "nu-heure": {**_BARE, "type": "rencontre", "titre": "Nu à dix heures", "debut": _TEN, **_TOWN},
    },
    "resources": {"nu-guide": {**_BARE, "type": "guide", "titre": "Un guide nu"}},
    "news": {"nu-mois": {**_BARE, "titre": "Une nouvelle nue", "date": "2026-10"}},
}  # fmt: skip
for _record in (*RECORDS["events"].values(), *RECORDS["resources"].values(), *RECORDS["news"].values()):
    _record.pop("categorie")
RECORDS["news"]["nu-mois"].pop("type")

#: The days that these records give, and those that follow from a year that a source gives.
SAID = {"2024", "2024-01-01", "2026-10", "2026-10-01", "2026-12-03"}
#: Of a whole day, its bounds in UTC and the day on which a calendar says that it is over.
BOUNDS = {"2026-12-02T23:00Z", "2026-12-03T23:00Z", "2026-12-04"}
#: The numbers that a page gives besides: of who helps nearby, and of who advises anybody.
_OTHERS = {"tel:+33320000000", "tel:119"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}Z)?")
_PLACE = re.compile(r"latit|longit|coord|geo|position|precision$", re.IGNORECASE)
_REACH = re.compile(r"tele?phone$|^tel$|^number$|^numeros$|phones$", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(make: Callable[..., Site]) -> Site:
    found = make(**RECORDS)
    keys = tuple(sorted((kind, id_) for kind, own in RECORDS.items() for id_ in own))
    version = Version(
        nom="1" * 40,
        commits=("1" * 40,),
        precedente=None,
        jour=date(2026, 12, 3),
        ajoutees=keys,
        changees=(),
        retirees=(),
        listes=(),
    )
    return replace(found, versions=(version,))


@pytest.fixture(scope="module")
def published(site: Site) -> Mapping[str, bytes]:
    return {**files(site), **exports(site)}


def leaves(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Each value of a JSON text, with the key under which it stands; an empty list is one."""
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from leaves(inner, name)
    elif isinstance(value, list) and value:
        for inner in value:
            yield from leaves(inner, key)
    else:
        yield key, value


def about(value: Any) -> Iterator[dict[str, Any]]:
    """The smallest objects of a JSON text that have the id or the name of a bare record."""
    if isinstance(value, dict):
        own = [one for one in value.values() if isinstance(one, str)]
        if any(
            re.fullmatch(r"(?:\w+/|pare--)?nu(?:-[a-z]+)?|Nu\b.*|Un guide nu|Une nouvelle nue", one)
            for one in own
        ):
            yield value
            return
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from about(inner)


def faults(item: Mapping[str, Any]) -> Iterator[str]:
    """What an item tells that its record does not."""
    every = leaves(dict(item))
    found = [
        (key, value)
        for key, value in every
        if value is not None and value is not False and value not in ("", [], {})
    ]
    town = any("Dunkerque" in str(value) for _, value in found)
    point = [value for key, value in found if _PLACE.search(key)]
    if point and not (town and sorted(map(str, point)) == sorted((*map(str, _CENTRE), "commune"))):
        yield f"{point} is told as a position"
    yield from (f"{key}: {value}" for key, value in found if _REACH.search(key))
    for key, value in found:
        if isinstance(value, float | int) and not value:
            yield f"{key} is 0"
        for day in _DAY.findall(str(value)):
            whole = key.endswith("_utc") and day in BOUNDS and "d’un jour" in str(item)
            if day not in SAID and not whole and day != "2026-12-03T09:00Z":
                yield f"{key}: {day}"


def rows(path: str, content: bytes) -> Iterator[dict[str, Any]]:
    """The items of a file that are a bare record's, read by who reads such files."""
    kind = path.rpartition(".")[2]
    if kind in ("json", "geojson"):
        yield from about(json.loads(content))
    elif kind == "csv":
        yield from about([*csv.DictReader(io.StringIO(content.decode("utf-8-sig")))])
    elif kind == "xlsx":
        for sheet in openpyxl.load_workbook(io.BytesIO(content)):
            titles, *lines = sheet.iter_rows()
            for line in lines:
                named = zip([str(cell.value) for cell in titles], line, strict=True)
                yield from about([{name: in_words(name, cell) for name, cell in named}])
    elif kind == "zip":
        with ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield from rows(name, packed.read(name))


def in_words(name: str, cell: Any) -> Any:
    """A cell as a sheet shows it: a day has no hour."""
    if isinstance(cell.value, datetime):
        form = "%Y-%m-%dT%H:%M" if "hh" in cell.number_format else "%Y-%m-%d"
        return cell.value.strftime(f"{form}Z" if name.endswith("_utc") else form)
    return cell.value


def test_tables_and_files_say_nothing_more(published: Mapping[str, bytes]) -> None:
    told = {
        path: [*rows(path, content)] for path, content in published.items() if "donnees/schemas/" not in path
    }
    seen = {path.rpartition("/")[2] for path, items in told.items() if items}
    assert seen >= {
        "acteurs.csv", "acteurs.json", "acteurs.xlsx", "acteurs.geojson", "evenements.csv", "evenements.xlsx",
        "ressources.json", "actualites.csv", "donnees.xlsx", "structures.json", "organizations.json",
        "hsds.zip", "changements.json", "nu.json", "nu-heure.json", "nu-retenu.json",
    }  # fmt: skip
    wrong = {
        path: found
        for path, items in told.items()
        if (found := [one for item in items for one in faults(item)])
    }
    assert wrong == {}


def test_address_books_say_nothing_more(published: Mapping[str, bytes]) -> None:
    cards = {
        path: vobject.readOne(text.decode()) for path, text in published.items() if path.endswith(".vcf")
    }
    bare = [card for path, card in cards.items() if "/nu" in path]
    assert len(bare) == 4
    for card in bare:
        assert card.contents.keys().isdisjoint({"tel", "email", "geo", "bday", "url"}), card.fn.value
        assert card.rev.value.startswith("2024-01-01")
    assert sorted(card.adr.value.city for card in bare if "adr" in card.contents) == ["Dunkerque"]


def test_calendars_say_nothing_more(published: Mapping[str, bytes]) -> None:
    found = [
        event
        for path, text in published.items()
        if path.endswith(".ics")
        for event in Calendar.from_ical(text).walk("VEVENT")
    ]
    assert {str(event["summary"]) for event in found} == {"Nu d’un jour", "Nu à dix heures"}
    for event in found:
        assert "geo" not in event
        assert event["dtstamp"].dt.date() == event["last-modified"].dt.date() == date(2024, 1, 1)
        if isinstance(event["dtstart"].dt, datetime):
            assert "dtend" not in event and "duration" not in event
            assert event["location"] == "Dunkerque"
        else:
            assert "location" not in event


def test_feeds_say_nothing_more(published: Mapping[str, bytes]) -> None:
    feeds = [content.decode() for path, content in published.items() if path.endswith(".atom")]
    entries = [one for feed in feeds for one in re.findall(r"<entry>.*?</entry>", feed, re.DOTALL)]
    bare = [one for one in entries if re.search(r"/nu(-|<)", one)]
    assert bare
    assert {day for one in bare for day in _DAY.findall(one)} <= SAID
    assert not any("<georss" in one or "tel:" in one for one in bare)


def test_pages_say_nothing_more(site: Site) -> None:
    bare = {page.url: page for page in pages(site) if re.search(r"/nu(?:-[a-z]+)?/$", page.url)}
    assert len(bare) == 7
    for url, page in bare.items():
        links = {link for link, _ in Document(page.body).links}
        assert {link for link in links if link.startswith(("tel:", "geo:"))} <= _OTHERS, url
        assert not any("openstreetmap" in link for link in links), url
        assert TODAY not in page.body and "22 novembre" not in page.body, url
        assert [*faults(page.jsonld or {})] == [], url
        assert page.maj in (None, date(2024, 1, 1), date(2026, 10, 1)), url


def test_booklets_say_nothing_more(site: Site) -> None:
    told = booklet(site, site.places.departements["59"]).source["texte"]
    bare = [item for item in about(told) if "faits" in item]
    assert {item["cle"] for item in bare} == {"nu-departement", "nu-commune", "nu-retenu"}
    for item in bare:
        facts = dict(item["faits"])
        assert item["numeros"] == [] and facts["Téléphone"] == "Non renseigné."
        assert item["age"].startswith("À confirmer. D’après Un annuaire (2024)")


def test_an_item_that_invents_is_seen() -> None:
    for wrong in (
        {"id": "nu", "latitude": 0, "longitude": 0},
        {
            "id": "nu",
            "latitude": "51.0344",
            "longitude": "2.3768",
            "precision": "adresse",
            "commune": "Dunkerque",
        },
        {"id": "nu", "telephone": "0"},
        {"id": "nu", "date_maj": TODAY},
        {"id": "nu", "age": 0},
    ):
        assert [*faults(wrong)], wrong
