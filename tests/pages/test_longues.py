"""Lists and pages of territories stay what a phone opens, however many records; nobody gets lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import pytest

from generators.pages.departements import groups
from generators.pages.departements import page as departements
from generators.pages.directory import page as directory
from generators.pages.frame import facets
from generators.pages.frame.listing import LINES, Listing, Section, parts
from generators.pages.frame.page import Page
from generators.pages.library import page as library
from generators.records.models import Acteur
from generators.site import Site
from tests.pages.html import Document

#: With the frame around it, some 17 KB, a page of 100.
MOST_BYTES = 83_000
NEEDS = ("ecoute", "accompagnement", "hebergement", "soin")


def actors() -> Iterator[tuple[str, dict[str, object]]]:
    """120 of the Nord by four needs, 30 of its region, 40 of the whole country."""
    for zone, number in (("departement:59", 120), ("region:32", 30), ("france", 40)):
        for rank in range(number):
            id_ = f"{zone.replace(':', '-')}-{rank}"
            yield (
                id_,
                {
                    "nom": f"Structure {rank:03} de {zone}",
                    "type": "association",
                    "categorie": NEEDS[rank % len(NEEDS)],
                    "resume": "Une structure.",
                    "missions": ["ecouter"],
                    "zone_eligibilite": [zone],
                    **({"telephone": f"03 20 00 {rank // 100:02} {rank % 100:02}"} if rank % 2 else {}),
                    "sources": [{"document": "Un annuaire", "date": "2026-10"}],
                },
            )


@pytest.fixture(scope="module")
def large(make: Callable[..., Site]) -> Site:
    news = {
        f"nouvelle-{rank}": {
            "titre": f"Une nouvelle {rank}",
            "date": "2026-10",
            "territoires": ["departement:59"],
            "resume": "Ce qui est arrivé.",
            "sources": [{"document": "Un journal", "date": "2026-10"}],
        }
        for rank in range(20)
    }
    return make(actors=dict(actors()), news=news)


@pytest.fixture(scope="module")
def territories(large: Site) -> Mapping[str, Page]:
    return {maker.url: maker() for maker in departements.makers(large)}


def led_to(page: Page) -> set[str]:
    """The records that a page leads to."""
    return set(re.findall(r'href="(?:\.\./)*acteurs/([^/"]+)/"', page.body))


def test_a_departement_with_many_shows_the_first_of_each_need(territories: Mapping[str, Page]) -> None:
    nord = territories["departements/59/"]
    assert len(nord.body.encode()) < MOST_BYTES
    document = Document(nord.body)
    assert document.faults == []
    heads = [text for level, text in document.headings if level == 3 and text.endswith(" 30")]
    assert len(heads) == len(NEEDS)
    for rank in range(len(NEEDS)):
        assert f"departement-59-{rank}" in nord.body or f"departement-59-{rank + len(NEEDS)}" in nord.body
    local = {id_ for id_ in led_to(nord) if id_.startswith("departement-59")}
    assert len(local) == len(NEEDS) * groups.EACH_NEED
    assert len({id_ for id_ in led_to(nord) if id_.startswith("france")}) == groups.WIDER


def test_who_can_be_reached_is_first_of_its_need(large: Site) -> None:
    nord = large.places.departements["59"]
    here, region, france = groups.of(large, large.network.landscapes["59"], nord)
    for group in (here, region, france):
        for part in group.parties:
            ranks = [actor.joignable for actor in part.acteurs]
            assert ranks == sorted(ranks, reverse=True)


def test_nobody_is_further_than_one_page_from_the_departement(territories: Mapping[str, Page]) -> None:
    """Where the page shows some, its links lead, without a script, to lists that have the others."""
    nord = territories["departements/59/"]
    lists = {
        url.partition("#")[0] for url in re.findall(r'href="\.\./\.\./(departements/[^"?]+)"', nord.body)
    }
    found = led_to(nord).union(*(led_to(territories[url]) for url in lists & territories.keys()))
    assert found >= {id_ for id_, _ in actors()}


def test_a_link_to_a_need_leads_to_where_it_stands(territories: Mapping[str, Page]) -> None:
    nord = territories["departements/59/"]
    links = re.findall(r'href="\.\./\.\./(departements/59/structures/[^"#]*)#([^"]+)"', nord.body)
    assert len(links) == len(NEEDS)
    assert all(anchor in Document(territories[url].body).ids for url, anchor in links)


def test_lists_that_all_pages_share_stand_once(territories: Mapping[str, Page]) -> None:
    assert {url for url in territories if "region-" in url or "france" in url or "structures" in url} == {
        "departements/france/",
        "departements/region-32/",
        "departements/59/structures/",
    }
    assert len(led_to(territories["departements/france/"])) == 40
    assert len(led_to(territories["departements/region-32/"])) == 30


def test_a_departement_with_few_stays_as_it_is(site: Site) -> None:
    """The network of the other tests: no list apart, no need as a title, and each group whole."""
    found = {maker.url for maker in departements.makers(site)}
    assert not [url for url in found if "structures" in url or "region-" in url or "france" in url]
    nord = site.places.departements["59"]
    for group in groups.of(site, site.network.landscapes["59"], nord):
        assert [(p.titre, p.suite) for p in group.parties] == [("", "")] and not group.suite
        assert list(group.parties[0].acteurs) == list(group.acteurs)


def test_more_news_than_a_page_shows_are_led_to(territories: Mapping[str, Page]) -> None:
    nord = Document(territories["departements/59/"].body)
    assert nord.href("Voir aussi 12\u00a0autres actualités du Nord") == (
        "../../actualites/?territoires=departement:59"
    )


def section(large: Site, number: int, anchor: str = "a") -> Section:
    one: Acteur = next(iter(large.records.actors.values()))
    return Section(
        anchor.upper(), anchor, [one.model_copy(update={"id": f"{anchor}-{n}"}) for n in range(number)]
    )


def test_parts_of_a_list_hold_all_in_order_and_none_is_long(large: Site) -> None:
    sections = [section(large, 650), section(large, 10, "b"), section(large, 300, "c")]
    found = list(parts(sections))
    assert [sum(len(one.membres) for one in page) for page in found] == [300, 300, 300, 60]
    assert [member.id for page in found for one in page for member in one.membres] == [
        member.id for one in sections for member in one.membres
    ]
    assert [[(one.titre, one.nombre) for one in page] for page in found[:3]] == [
        [("A", 650)],
        [("A (suite)", 650)],
        [("A (suite)", 650), ("B", 10), ("C", 300)],
    ]


def test_a_list_knows_where_each_section_begins(large: Site) -> None:
    listing = Listing("x/", "X", "", (), [section(large, 650), section(large, 10, "b")])
    assert (listing.where("a"), listing.where("b")) == ("x/#a", "x/3/#b")
    assert listing.labels == [("x/", "A"), ("x/2/", "A (suite)"), ("x/3/", "A (suite) – B")]


def test_who_is_only_cited_comes_last(large: Site) -> None:
    cited = section(large, 320).membres
    listing = Listing("x/", "X", "", (), [section(large, 290)], cited)
    assert [[(one.citees, len(one.membres)) for one in page] for page in listing.parts] == [
        [(False, 290), (True, 10)],
        [(True, 300)],
        [(True, 10)],
    ]


def test_the_alphabet_of_many_stands_on_several_pages(make: Callable[..., Site]) -> None:
    """All of them are linked from each, and each leads to the next."""
    first = dict(actors())
    more = {f"autre-{rank}": {**first["france-0"], "nom": f"Zèbre {rank:03}"} for rank in range(LINES)}
    site = make(actors=first | more)
    pages = {
        maker.url: maker() for maker in directory.makers(site) if maker.url.startswith(directory.ALPHABET)
    }
    assert list(pages) == [f"annuaire/alphabetique/{part}" for part in ("", "2/")]
    shown = [led_to(page) for page in pages.values()]
    assert sum(map(len, shown)) == len(first) + len(more)
    assert set().union(*shown) == {*first, *more}
    assert len({page.title for page in pages.values()}) == len(pages)
    one, two = (Document(page.body) for page in pages.values())
    assert (one.faults, two.faults) == ([], [])
    assert one.href("Page suivante\u00a0: Zeb") == "../../annuaire/alphabetique/2/"
    assert two.href("Str – Zeb") == "../../../annuaire/alphabetique/"
    assert all(len(page.body.encode()) < MOST_BYTES + 20_000 for page in pages.values())


def test_boxes_that_grow_with_the_records_are_the_commonest(make: Callable[..., Site]) -> None:
    """A list of three thousand publishers finds none; what is left out of the boxes stays in the list."""
    source = {"sources": [{"document": "Un catalogue", "date": "2026-10"}]}
    resources = {
        f"guide-{rank}": {
            "titre": f"Guide {rank}",
            "type": "guide",
            "resume": "Un guide.",
            "editeur": f"Éditeur {min(rank, 79)}",
            "url": f"https://guides.example/{rank}",
            **source,
        }
        for rank in range(150)
    }
    site = make(resources=resources)
    made = {maker.url: maker for maker in library.makers(site)}
    first, second = made["ressources/"](), made["ressources/suite/2/"]()
    assert first.body.count('name="producteurs"') == facets.MOST
    assert 'value="editeur 79"' in first.body.replace("-", " ")
    assert [len(re.findall("data-termes=", page.body)) for page in (first, second)] == [100, 50]
    assert "150\u00a0ressources" in Document(first.body).text
    assert (Document(first.body).faults, Document(second.body).faults) == ([], [])
