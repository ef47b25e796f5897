"""Who acts is shown and counted, by one rule; who is only cited keeps a page that promises nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from generators.network import gaps
from generators.pages.actors import page as acteurs
from generators.pages.departements import gaps as couverture
from generators.pages.departements import page as departements
from generators.pages.directory import page as annuaire
from generators.pages.directory import table
from generators.pages.home.page import accueil_body
from generators.site import Site
from tests.pages.html import Document
from tests.sites import real_site

N = "\u00a0"


@pytest.fixture(scope="module")
def site() -> Site:
    return real_site(date(2026, 11, 22), "https://reseau.example/")


@pytest.fixture(scope="module")
def pages(site: Site) -> Mapping[str, Document]:
    rooms = (acteurs, annuaire, departements, couverture)
    found = {page.url: Document(page.body) for room in rooms for page in room.pages(site)}
    return {**found, "": Document(accueil_body(site))}


def test_every_actor_of_ours_has_a_role_and_each_role_is_borne(site: Site) -> None:
    assert {actor.role for actor in site.records.actors.values()} == set(site.records.vocabulary.roles)


def test_all_totals_agree(site: Site, pages: Mapping[str, Document]) -> None:
    total = len(site.network.acting_actors)
    assert 0 < total < len(site.records.actors)
    assert f"{total}{N}structures, locales ou nationales" in pages[""].text
    assert f"{total}{N}structures" in pages["annuaire/"].text
    assert f"Sont comptées aujourd’hui {total}{N}structures" in pages["couverture/"].text
    covered = sum(site.network.gaps.cell(code).state != "non" for code in site.places.departements)
    assert f"au moins une locale dans {covered}{N}départements" in pages[""].text
    states = re.findall(r"(?:à confirmer|confirmée|non renseigné) (\d+) ", pages["couverture/"].text)
    assert sum(map(int, states[:3])) == covered


def test_the_opening_list_begins_with_who_acts(site: Site) -> None:
    rows = table.table(site, site.network.open_actors)["acteurs"]
    assert isinstance(rows, dict)
    assert rows["agit"] == sorted(rows["agit"], reverse=True)
    assert sum(rows["agit"]) == len(site.network.acting_actors)


def test_a_cited_one_promises_nothing(site: Site, pages: Mapping[str, Document]) -> None:
    for actor in site.network.cited_actors:
        text = pages[f"acteurs/{actor.id}/"].text
        assert actor.nom in text
        for word in ("Joindre ", "Comment solliciter", "Horaires"):
            assert word not in text, (actor.id, word)
        assert "Voir qui peut aider" in text


def test_an_activity_that_no_source_tells_is_nothing_to_look_for(site: Site) -> None:
    """It has its shape in the directory's legend, for those who ask for the cited; no box, no example."""
    vague = [one for one in site.records.actors.values() if one.categorie == "non-precisee"]
    assert vague and not any(map(site.network.acts, vague))
    assert not any(one.missions or one.publics for one in vague)
    label = site.records.vocabulary.label("categories", "non-precisee")
    directory = next(page.body for page in annuaire.pages(site) if page.url == "annuaire/")
    assert '<li data-categorie="non-precisee">' in directory
    assert 'value="non-precisee"' not in directory and 'value="accompagnement"' in directory
    home = accueil_body(site)
    assert 'href="#marque-ecoute"' in home and 'href="#marque-non-precisee"' not in home
    assert label not in annuaire.besoins(site, site.network.open_actors)


def test_a_cited_one_makes_no_departement_known(site: Site) -> None:
    counted = {reach.acteur for reach in site.network.gaps.reaches}
    assert counted.isdisjoint(actor.id for actor in site.network.cited_actors)
    assert "departement-aude" not in counted and "la-boussole-nord" in counted


def test_without_roles_everybody_acts(site: Site) -> None:
    """The vocabulary of another network need not tell them apart."""
    vocabulary = site.records.vocabulary
    lists = {**vocabulary.lists, "roles": {}}
    bare = type(vocabulary)(lists)
    assert bare.acts("institution") and bare.acts(None)
    assert not vocabulary.acts("institution") and vocabulary.acts("aide") and vocabulary.acts(None)
    records = replace(site.records, vocabulary=bare)
    assert len(gaps.of(records, site.places, site.today).reaches) == len(
        [actor for actor in records.actors.values() if actor.actif]
    )
