"""An issue as each region reads it on the site, and the feed of each region."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import feedparser
import pytest

from generators.editions import Edition
from generators.letter.check import extract
from generators.pages.feeds import page as feeds
from generators.pages.frame import shell
from generators.pages.frame.page import Page
from generators.pages.letter import page as letters
from generators.site import Site
from tests.letter.fake import SITE
from tests.made import made
from tests.regions import ACTORS, TODAY, before, numero, regions, site_of_regions
from tests.sites import identity, on


def pages_of(site: Site) -> dict[str, Page]:
    return {page.url: page for page in (make() for make in letters.makers(site))}


@pytest.fixture(scope="module")
def sent() -> Site:
    """The issue, published."""
    return site_of_regions(before(), numero(statut="publie"))


@pytest.fixture(scope="module")
def pages(sent: Site) -> dict[str, Page]:
    return pages_of(sent)


def test_each_region_has_each_published_issue(pages: dict[str, Page], sent: Site) -> None:
    for issue in ("2026-t3", "2026-t4"):
        local = [url for url in pages if re.fullmatch(rf"newsletter/{issue}/[a-z-]+/", url)]
        assert len(local) == len(sent.places.regions) == 24
    assert not any("2026-t4" in url for url in pages_of(regions()))


def test_near_you_comes_first_and_the_whole_issue_follows(pages: dict[str, Page]) -> None:
    page = pages["newsletter/2026-t4/hauts-de-france/"]
    read = extract(page.body)
    corps = [label for level, label in read.headings if level == 2]
    assert corps.index("Près de chez vous : Hauts-de-France") < corps.index("Agenda 1")
    assert [level for level, _ in read.headings].count(1) == 1
    assert "Le Refuge, Pas-de-Calais" in read.words and "Journée des deux rives" in read.words
    links = dict(read.links)
    assert links["Près de chez vous"] == "#pres"
    assert links["Relais de Lille"] == "../../../acteurs/relais-lille/"
    assert links["Tout voir dans les Hauts-de-France"] == "../../../departements/#region-32"
    assert 'aria-current="page">Hauts-de-France<' in page.body
    assert "[[" not in page.body
    ids = re.findall(r'\bid="([^"]+)"', page.body)
    assert len(ids) == len(set(ids))


def test_a_region_without_news_says_so_and_keeps_its_address(pages: dict[str, Page]) -> None:
    words = extract(pages["newsletter/2026-t4/bretagne/"].body).words
    assert "Rien de nouveau en Bretagne dans ce numéro." in words and "Ce qui manque" not in words


def test_search_engines_are_given_the_page_of_the_issue_alone(pages: dict[str, Page]) -> None:
    local = pages["newsletter/2026-t4/guyane/"]
    assert not local.cherchable and pages["newsletter/2026-t4/"].cherchable
    assert '<meta name="robots" content="noindex">' in shell.head(
        replace(local, scripts=()), identity(), Edition({})
    )
    assert local.title == "La newsletter du 4e trimestre 2026, Guyane"
    assert [lien.url for lien in local.flux] == ["flux/regions/03.atom", "flux/newsletter.atom"]


def test_the_issue_leads_to_each_region_those_with_news_first(pages: dict[str, Page]) -> None:
    read = extract(pages["newsletter/2026-t4/"].body)
    found = [url for _, url in read.links if re.fullmatch(r"\.\./\.\./newsletter/2026-t4/[a-z-]+/", url)]
    assert len(found) == 24
    assert [url.split("/")[-2] for url in found[:4]] == [
        "guyane",
        "hauts-de-france",
        "normandie",
        "provence-alpes-cote-d-azur",
    ]
    assert "Près de chez vous : choisir sa région" in [label for _, label in read.headings]


def test_an_address_of_a_region_outlives_its_news(pages: dict[str, Page]) -> None:
    later = site_of_regions(before(), numero(statut="publie"), traces={})
    assert pages.keys() == pages_of(later).keys()


def test_a_date_says_that_it_is_over_by_the_readers_clock_and_by_the_build(sent: Site) -> None:
    def near_of(day: date) -> str:
        body = pages_of(on(day, sent))["newsletter/2026-t4/guyane/"].body
        return body.partition('id="pres"')[2].partition("</section>")[0]

    before, after = near_of(TODAY), near_of(date(2026, 11, 14))
    for body in (before, after):
        assert '<li data-fin="2026-11-13T03:00Z">' in body  # the end of that day in Cayenne
        assert f'data-adresse="{SITE}agenda/cayenne/"' in body
    assert "<span data-passe hidden>" in before and "<span data-passe>" in after


def test_hostile_words_stay_words() -> None:
    hostile = "[[@pres]] [[@nom]] <img src=x onerror=alert(1)>"
    actors = {**ACTORS, "akatij": {**ACTORS["akatij"], "nom": hostile, "resume": hostile}}
    site = site_of_regions(before(), numero(statut="publie", editorial=hostile), actors=actors)
    body = pages_of(site)["newsletter/2026-t4/guyane/"].body
    assert "<img" not in body and body.count('id="pres"') == 1


def test_the_feed_of_a_region_tells_its_records_and_what_the_issues_said(sent: Site) -> None:
    read = feedparser.parse(made(feeds.file_makers(sent))["flux/regions/32.atom"])
    ids = [entry.id.partition("pare/")[2] for entry in read.entries]
    assert ids[0] == "newsletter/2026-t4/hauts-de-france"
    assert {"actors/relais-lille", "events/deux-regions", "events/webinaire-nord"} <= set(ids)
    assert "actors/ligne" not in ids and "events/national" not in ids and len(ids) == len(set(ids))
    near = read.entries[0]
    assert near.link == f"{SITE}newsletter/2026-t4/hauts-de-france/"
    assert "Le Refuge, Pas-de-Calais" in near.content[0].value
    assert "manque" not in near.content[0].value
    assert read.feed.links[-1].href == f"{SITE}departements/#region-32"


def test_the_feed_of_an_overseas_region_leads_to_its_page(sent: Site) -> None:
    read = feedparser.parse(made(feeds.file_makers(sent))["flux/regions/03.atom"])
    assert f"{SITE}departements/973/" in [link.href for link in read.feed.links]
    assert read.entries[0].title == "La newsletter du 4e trimestre 2026\u00a0: Guyane"
