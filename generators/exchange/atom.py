"""News feeds as Atom (RFC 4287), from values to bytes.

Everything in a feed comes from the records: a date is the one of a record, never the clock of the build,
and a name (`atom:id`) is made from the record's id alone. Content is HTML, escaped as the format asks;
records hold no sign that XML cannot write (`generators.records.values.written`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from generators.exchange import rules
from generators.records.identity import Identite

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in a feed. `ref` is its id with its folder, `page` an address from the site's root.

    `contenu` is the whole of it as HTML with absolute links; `themes` are pairs of a code and its words.
    """

    ref: str
    page: str
    titre: str
    revise_le: date
    resume: str
    contenu: str
    publie_le: date | None = None
    themes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Flux:
    """A feed. `url` is its own address, `page` that of the page that it follows, both from the root."""

    url: str
    page: str
    titre: str
    sous_titre: str
    entrees: tuple[Entry, ...]


def document(flux: Flux, reseau: Identite, base_url: str) -> bytes:
    """The file. A feed without entry is as old as the names that it would bear."""
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "fr"})
    _text(feed, "id", rules.tag(reseau.identifiants, flux.url.removesuffix(".atom")))
    _text(feed, "title", flux.titre)
    _text(feed, "subtitle", flux.sous_titre)
    newest = max((entry.revise_le for entry in flux.entrees), default=date(reseau.identifiants.annee, 1, 1))
    _text(feed, "updated", _instant(newest))
    _link(feed, "self", base_url + flux.url, "application/atom+xml")
    _link(feed, "alternate", base_url + flux.page, "text/html")
    author = SubElement(feed, "author")
    _text(author, "name", reseau.lettre.expediteur)
    _text(author, "uri", base_url)
    for entry in flux.entrees:
        _entry(feed, entry, reseau, base_url)
    ET.indent(feed, " ")
    xml: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _entry(feed: Element, entry: Entry, reseau: Identite, base_url: str) -> None:
    found = SubElement(feed, "entry")
    _text(found, "id", rules.tag(reseau.identifiants, entry.ref))
    _text(found, "title", entry.titre)
    _text(found, "updated", _instant(entry.revise_le))
    if entry.publie_le:
        _text(found, "published", _instant(entry.publie_le))
    _link(found, "alternate", base_url + entry.page, "text/html")
    for code, words in entry.themes:
        SubElement(found, "category", {"term": code, "label": words})
    _text(found, "summary", entry.resume)
    _text(found, "content", entry.contenu, {"type": "html"})


def _text(parent: Element, name: str, value: str, attributes: Mapping[str, str] | None = None) -> None:
    SubElement(parent, name, dict(attributes or {})).text = value


def _link(parent: Element, rel: str, href: str, kind: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": kind, "href": href})


def _instant(day: date) -> str:
    """A day as RFC 3339: records know the day, not the hour."""
    return f"{day.isoformat()}T00:00:00Z"
