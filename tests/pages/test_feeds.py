"""The feeds, read by feedparser, and held against what RFC 4287 asks of every feed and entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import icalendar
import pytest

from generators.exchange import calendar
from generators.exchange.package import mesures
from generators.pages.data import page as donnees
from generators.pages.feeds import page as flux_fichiers
from generators.pages.frame.page import Page
from generators.pages.frame.shell import feeds
from generators.site import Site
from tests.made import files as site_files
from tests.made import made
from tests.pages.conftest import ACTORS, EVENTS, NEWS, SITE, every_page
from tests.sites import on, real_site

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
ATOM = "{http://www.w3.org/2005/Atom}"
Feeds = Mapping[str, bytes]


def written(site: Site) -> Feeds:
    return made(flux_fichiers.file_makers(site))


@pytest.fixture(scope="module", params=["à la main", "vide", "réel"])
def files(
    request: pytest.FixtureRequest,
    site: Site,
    empty: Site,
) -> Feeds:
    chosen = {"à la main": site, "vide": empty, "réel": real_site(TODAY, SITE)}
    return written(chosen[request.param])


@pytest.fixture(scope="module")
def by_hand(site: Site) -> Feeds:
    return written(site)


def faults(content: bytes, url: str) -> list[str]:
    """What RFC 4287 asks (4.1.1, 4.1.2, 3.3, 4.2.6, 4.2.7) and this file does not give."""
    root = ET.fromstring(content)
    found = [] if root.tag == f"{ATOM}feed" else ["not a feed"]
    for part in (root, *root.iter(f"{ATOM}entry")):
        names = [child.tag.removeprefix(ATOM) for child in part]
        for name in ("id", "title", "updated"):
            once = names.count(name) == 1 and (part.findtext(ATOM + name) or "").strip()
            found += [] if once else [f"{part.tag}: {names.count(name)} {name}"]
        for name in ("published", "content", "summary", "subtitle"):
            found += [f"{part.tag}: {name} twice"] if names.count(name) > 1 else []
        for child in part:
            if child.tag in {f"{ATOM}updated", f"{ATOM}published"}:
                datetime.strptime(child.text or "", "%Y-%m-%dT%H:%M:%S%z")
            if child.tag == f"{ATOM}link" and not re.match("https?://[^ ]+$", child.get("href", "")):
                found.append(f"link to {child.get('href')}")
        if not re.fullmatch(r"tag:[a-z.-]+,\d{4}:[a-z0-9/-]+", part.findtext(f"{ATOM}id") or ""):
            found.append(f"id {part.findtext(f'{ATOM}id')}")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    if links.get("self") != SITE + url or "alternate" not in links:
        found.append(f"links {links}")
    if not root.findtext(f"{ATOM}author/{ATOM}name"):
        found.append("no author")
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    return found + (["an id twice"] if len(set(ids)) != len(ids) else [])


def test_every_feed_is_an_atom_feed(files: Feeds) -> None:
    assert len(files) == 4 + 107 + 24
    for url, content in files.items():
        assert faults(content, url) == [], url
        read = feedparser.parse(content)
        assert not read.bozo, (url, read.get("bozo_exception"))
        assert read.version == "atom10"
        assert read.feed.language == "fr"
        # The feed is as old as its newest entry.
        assert read.feed.updated == max((e.updated for e in read.entries), default="2023-01-01T00:00:00Z")


def test_the_check_sees_what_is_missing(by_hand: Feeds) -> None:
    good = by_hand["flux/actualites.atom"]
    for broken in (
        good.replace(b"<updated>", b"<renewed>").replace(b"</updated>", b"</renewed>"),
        good.replace(b'rel="self"', b'rel="via"'),
        good.replace(b"<name>", b"<nom>").replace(b"</name>", b"</nom>"),
        good.replace(b"tag:", b""),
    ):
        assert faults(broken, "flux/actualites.atom")


def test_a_feed_holds_its_records_whole(by_hand: Feeds) -> None:
    (news,) = feedparser.parse(by_hand["flux/actualites.atom"], sanitize_html=False).entries
    assert news.title == "Une ligne ouvre dans le Nord"
    assert news.link == f"{SITE}actualites/#ouverture-nord"
    assert news.updated == "2026-10-12T00:00:00Z"
    assert "published" not in news  # known to the month only
    html = news.content[0].value
    assert "<p>Elle répond &lt;b&gt;tous&lt;/b&gt; les jours.</p>" in html
    assert f'<a href="{SITE}acteurs/ecoute-nord/">Écoute Nord</a>' in html
    events = {e.id.rpartition("/")[2]: e for e in feedparser.parse(by_hand["flux/evenements.atom"]).entries}
    assert events["annulee"].title == "Reporté au 1er février 2027\u00a0: Journée annulée"
    assert "Ce qui s’est dit." in events["colloque-passe"].content[0].value
    assert "Cheffe" not in events["colloque-passe"].summary
    assert "cheffe de service" in events["colloque-passe"].content[0].value
    (issue,) = feedparser.parse(by_hand["flux/newsletter.atom"]).entries
    assert issue.title == "La newsletter du 3e trimestre 2026"
    assert "Bonne lecture." in issue.content[0].value
    assert "Une ligne ouvre dans le Nord" in issue.content[0].value


def test_the_feed_of_a_departement(by_hand: Feeds) -> None:
    def refs(code: str) -> list[str]:
        entries = feedparser.parse(by_hand[f"flux/departements/{code}.atom"]).entries
        return [entry.id.partition("pare/")[2] for entry in entries]

    assert refs("59") == [
        "news/ouverture-nord",
        "events/colloque-passe",
        "actors/ancien-foyer",
        "actors/ecoute-nord",
        "actors/maison-mere",  # verified two years before the others
    ]
    assert refs("01") == []
    assert "actors/refuge" in refs("972")


def test_links_of_the_content_are_whole(by_hand: Feeds) -> None:
    """A relative link has no meaning in a feed reader."""

    class Links(HTMLParser):
        found: tuple[str, ...] = ()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found += tuple(v or "" for name, v in attrs if name in {"href", "src"})
            assert tag not in {"script", "img", "svg", "style", "form"}

    for content in by_hand.values():
        for entry in ET.fromstring(content).iter(f"{ATOM}entry"):
            links = Links()
            links.feed(entry.findtext(f"{ATOM}content") or "")
            assert [a for a in links.found if not re.match("(https?|mailto|tel):", a)] == []


def test_hostile_words_stay_words(make: Callable[..., Site]) -> None:
    hostile = "Un </entry>, ]]> <b>gras</b> & &lt; <!--"
    record = {**NEWS["ouverture-nord"], "titre": hostile, "acteurs": [], "evenements": [], "ressources": []}
    content = written(make(news={"un": record}))["flux/actualites.atom"]
    assert faults(content, "flux/actualites.atom") == []
    assert ET.fromstring(content).findtext(f"{ATOM}entry/{ATOM}title") == hostile


def test_names_and_dates_depend_on_the_records_alone(site: Site, by_hand: Feeds) -> None:
    later = on(site.today + timedelta(days=900), site)
    assert written(later) == by_hand
    moved = written(replace(site, address="https://ailleurs.example/"))
    pick = re.compile(rb"<id>.*?</id>|<updated>.*?</updated>")
    for url, content in by_hand.items():
        assert pick.findall(moved[url]) == pick.findall(content)


@pytest.mark.parametrize("revised", ["2026-03-01", "2026-10-13"])
def test_a_feed_and_a_calendar_give_one_day(make: Callable[..., Site], revised: str) -> None:
    """A record verified after it was revised is as new as its verification: the day only advances."""
    event = {**EVENTS["rencontre-a-venir"], "verifie_le": "2026-10-12", "date_maj": revised}
    made = make(actors=ACTORS, events={"un": event})
    (entry,) = feedparser.parse(written(made)["flux/evenements.atom"]).entries
    ics = icalendar.Calendar.from_ical(calendar.files(made)["agenda/un.ics"])
    days = {item["last-modified"].dt.date() for item in ics.walk("VEVENT")}
    assert days == {date(*entry.updated_parsed[:3])} == {max(date(2026, 10, 12), date.fromisoformat(revised))}


def test_pages_name_their_feeds(site: Site, by_hand: Feeds) -> None:
    """In the head for programs, in the page for people."""
    pages = every_page(site)
    expected = {
        "actualites/": "actualites",
        "agenda/": "evenements",
        "ressources/": "ressources",
        "newsletter/": "newsletter",
        "newsletter/2026-t3/": "newsletter",
        "departements/2a/": "departements/2a regions/94",
        "departements/973/": "departements/973",
    }
    for url, named in expected.items():
        page: Page = pages[url]
        addresses = [f"flux/{feed}.atom" for feed in named.split()]
        assert [lien.url for lien in page.flux] == addresses, url
        assert {*addresses} <= by_hand.keys()
        if url != "newsletter/2026-t3/":
            assert all(address in page.body for address in addresses), url
    lien, _ = pages["departements/2a/"].flux
    assert feeds([lien], "../../", site.identity) == (
        '<link rel="alternate" type="application/atom+xml" title="PARÉ · Corse-du-Sud (2A)" '
        'href="../../flux/departements/2a.atom">'
    )


def test_the_addresses_that_the_open_data_page_promises() -> None:
    site = real_site(TODAY, SITE)
    page = donnees.data_page(site, mesures(site))
    promised = set(re.findall(r"\b((?:flux|agenda)/[a-z0-9/]+\.(?:atom|ics))", page.body))
    assert len(promised) == 10
    assert promised <= set(site_files(site))
