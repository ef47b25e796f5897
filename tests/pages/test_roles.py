"""Who acts is shown and counted, by one rule; who is only cited keeps a page that promises nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generators import website
from generators.exchange import data_inclusion, derived, geojson, hsds, hsds_rules, hsds_terms, jsonld, tables
from generators.land import coverage
from generators.letter import panel
from generators.network import addresses, gaps
from generators.network.network import Network
from generators.network.when import Trace
from generators.pages.actors.contact import contact
from generators.pages.directory import page as annuaire
from generators.pages.directory import table
from generators.pages.feeds.page import Ecrits
from generators.pages.frame import cards, shell
from generators.pages.frame.page import Page
from generators.records.models import Acteur
from generators.records.values.phones import read_phone
from generators.site import Site
from generators.words.wording import en_lettres
from tests.made import pages as every_page
from tests.pages.html import Document
from tests.sites import real_site

N = "\u00a0"


@pytest.fixture(scope="module")
def site() -> Site:
    return real_site(date(2026, 11, 22), "https://reseau.example/")


@pytest.fixture(scope="module")
def drawn(site: Site) -> Mapping[str, Page]:
    return {page.url: page for page in every_page(site)}


@pytest.fixture(scope="module")
def pages(site: Site, drawn: Mapping[str, Page]) -> Mapping[str, Document]:
    return {"": Document(website.home(site)), **{url: Document(page.body) for url, page in drawn.items()}}


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


def expected(site: Site, url: str) -> set[int]:
    """The numbers of structures that a page may give, by the rule."""
    total, missions = len(site.network.acting_actors), site.records.vocabulary.lists["missions"]
    reaches = site.network.gaps.reaches
    if url in ("", "annuaire/", "annuaire/alphabetique/", "donnees/"):
        return {total}
    if url == "departements/":
        return {site.network.gaps.cell(code).total for code in site.places.departements}
    if url == "annuaire/par-mission/":
        return {sum(code in actor.missions for actor in site.network.acting_actors) for code in missions}
    if url == "couverture/":
        untold = {sum(not reach.missions for reach in reaches), sum(not reach.publics for reach in reaches)}
        cells = {
            site.network.gaps.cell(code, mission).unknown
            for code in site.places.departements
            for mission in missions
        }
        nationals = site.network.gaps.national().total
        return {total, nationals, len(site.network.gaps.nowhere), *untold, *cells}
    return set()


def test_every_number_of_structures_on_the_site_follows_the_rule(
    site: Site, pages: Mapping[str, Document]
) -> None:
    """A number within a record's own text is the record's; every other one is counted by the rule."""
    told = " ".join(record.model_dump_json(warnings=False) for _, record in site.records.all())
    seen = 0
    for url, document in pages.items():
        for found in re.finditer(r"(\d+)[\s\u00a0]structures?\b(?! nommée|\.json)", document.text):
            if found[0] not in told and found[0].replace(N, " ") not in told:
                assert int(found[1]) in expected(site, url), (url, found[0])
                seen += 1
    assert seen > 30


def test_the_list_of_departements_and_each_of_their_pages_count_alike(
    site: Site, pages: Mapping[str, Document]
) -> None:
    index, covered = pages["departements/"].text, site.network.gaps.covered
    assert f"est connue dans {len(covered)}{N}territoires sur{N}{len(site.places.departements)}" in index
    for code, departement in site.places.departements.items():
        total = site.network.gaps.cell(code).total
        said = f" · {total}{N}structure" if total else r"[,.]"
        assert re.search(rf"{departement.nom} {code}{said}", index), code
        landscape = site.network.landscapes[code]
        lead = re.escape(departement.dans)
        page = pages[addresses.departement(code)].text
        assert re.search(rf"(?i)structures? connues? {lead}", page), code
        here = sum(site.network.gaps.counts(code, actor.id) for actor in landscape.local)
        region = total - here
        assert re.search(
            rf"(?i){en_lettres(here, 'structure connue', 'structures connues', feminine=True)}", page
        )
        if region:
            more = en_lettres(region, "qui couvre", "qui couvrent", feminine=True)
            assert f"{more} toute la région" in page, code


def test_complete_lists_count_who_acts_and_fold_the_others(
    site: Site, drawn: Mapping[str, Page], pages: Mapping[str, Document]
) -> None:
    acting = {addresses.acteur(actor.id) for actor in site.network.acting_actors}
    cited = {addresses.acteur(actor.id) for actor in site.network.cited_actors}
    lists = [url for url in drawn if re.fullmatch(r"annuaire/(alphabetique|par-mission/.+)/", url)]
    assert len(lists) > 10
    for url in lists:
        shown, _, folded = drawn[url].body.partition('<details class="citees">')
        linked = {f"acteurs/{id_}/" for id_ in re.findall(r'acteurs/([a-z0-9-]+)/"', shown)}
        assert linked <= acting, url
        assert {f"acteurs/{id_}/" for id_ in re.findall(r'acteurs/([a-z0-9-]+)/"', folded)} <= cited, url
        if folded:
            assert "couverture/#comment-nous-comptons" in folded, url
    letters = re.findall(r'class="nombre">(\d+)<', drawn["annuaire/alphabetique/"].body)
    assert sum(map(int, letters)) == len(acting)


def test_the_parts_of_the_total_add_up(pages: Mapping[str, Document]) -> None:
    said = re.search(r"comptées aujourd’hui (\d+)\u00a0structures\u00a0: (.+?)\.", pages["couverture/"].text)
    assert said and int(said[1]) == sum(map(int, re.findall(r"\d+", said[2])))


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
    directory = next(page.body for page in every_page(site) if page.url == "annuaire/")
    assert '<li data-categorie="non-precisee">' in directory
    assert 'value="non-precisee"' not in directory and 'value="accompagnement"' in directory
    home = website.home(site)
    assert 'href="#marque-ecoute"' in home and 'href="#marque-non-precisee"' not in home
    assert label not in annuaire.besoins(site, site.network.open_actors)


def reached(site: Site) -> tuple[Site, Acteur]:
    """The site when a cited actor's record gives all by which one would ask it for help."""
    actor = site.network.cited_actors[0]
    told = actor.model_copy(
        update={
            "telephone": read_phone("03 20 00 00 00"),
            "courriel": "accueil@exemple.fr",
            "horaires_accueil": "Mo-Fr 09:00-17:00",
            "services": ("Écoute",),
            "mobilisable_par": ("usagers",),
        }
    )
    actors = {**site.records.actors, actor.id: told}
    records = replace(site.records, by_kind={**site.records.by_kind, "actors": actors})
    network = Network(records, site.places, site.today, site.network.traces)
    return replace(site, network=network), told


def rows_of(site: Site, table: str) -> list[dict[str, Any]]:
    """The rows of a table of HSDS."""
    return [row for actor in hsds_rules.actifs(site) for row in hsds.lignes(site, actor, table)]


def test_nothing_sends_anybody_to_a_cited_one(site: Site) -> None:
    """Neither its page, nor the sheet, the list, the feed, what search engines and other networks read."""
    changed, actor = reached(site)
    page = next(page for page in every_page(changed) if page.url == addresses.acteur(actor.id))
    given = {
        "page": page.body,
        "sheet": json.dumps(contact(changed, actor), default=str),
        "list": json.dumps(table.table(changed, [actor])["acteurs"], default=str),
        "feed": Ecrits(changed).entry(actor).contenu,
        "jsonld": json.dumps(jsonld.organization(changed, actor)),
        "structures": next(
            json.dumps(one)
            for one in json.loads(data_inclusion.structures(changed))
            if one["id"] == data_inclusion.identifiant(changed, actor)
        ),
        "letter": repr([*panel.rows(actor, changed, changed.today)]),
        "phones": json.dumps(rows_of(changed, "phone")),
    }
    for name, text in given.items():
        assert "20 00 00 00" not in text.replace(N, " ") and "320000000" not in text, name
        assert "accueil@exemple.fr" not in text and "09:00-17:00" not in text, name
    services = json.loads(data_inclusion.services(changed))
    assert data_inclusion.identifiant(changed, actor) not in {one["id"] for one in services}
    assert hsds.uuid("service", actor.id) not in {one["id"] for one in rows_of(changed, "service")}


def test_a_shared_link_promises_what_its_page_holds(site: Site, drawn: Mapping[str, Page]) -> None:
    for actor in site.records.actors.values():
        words = shell.words(drawn[addresses.acteur(actor.id)], site.identity)
        assert "joindre" not in words.description, actor.id
        if not site.identity.discret.says(actor.resume):
            assert words.description == actor.resume
        elif not site.network.acts(actor) and not actor.ferme:
            assert actor.role
            label = site.records.vocabulary.label("roles", actor.role)
            assert words.description.startswith(f"{label}. "), actor.id


def test_each_role_that_does_not_act_says_why(site: Site, pages: Mapping[str, Document]) -> None:
    roles = {code: term for code, term in site.records.vocabulary.roles.items() if not term.agit}
    assert len(roles) > 2
    for code, term in roles.items():
        actor = next(actor for actor in site.network.cited_actors if actor.role == code)
        text = pages[addresses.acteur(actor.id)].text
        assert term.description and f"{term.libelle} {term.description}" in text


def test_open_data_say_the_role(site: Site) -> None:
    roles = {actor.id: actor.role for actor in site.records.actors.values()}
    features = json.loads(geojson.geojson(site))["features"]
    assert {one["id"]: one["properties"]["role"] for one in features} == roles
    full = json.loads(tables.en_json(site, "actors"))["acteurs"]
    assert {one["id"]: one["role"] for one in full} == roles
    assert "role" in {column.nom for column in derived.toutes_colonnes("actors")}
    listed = json.loads(tables.vocabulaire(site))["listes"]["roles"]
    acting = {one["code"] for one in listed if one.get("agit")}
    assert {actor.role for actor in site.network.acting_actors} == acting
    terms = {row["id"]: row["code"] for row in hsds_terms.termes(site, hsds_terms.employes(site))}
    said = {
        row["link_id"]: terms[row["taxonomy_term_id"]]
        for row in rows_of(site, "attribute")
        if row["link_type"] == "roles"
    }
    for row in rows_of(site, "organization"):
        assert str(said[row["id"]]).startswith("roles:"), row["name"]


def test_what_is_new_tells_of_who_acts(site: Site) -> None:
    cited = next(a for a in site.network.cited_actors if coverage.departement_of(a, site.places))
    traces = {f"actors/{cited.id}": Trace(ajoutee=site.today)}
    told = replace(site, network=replace(site.network, traces=traces))
    assert f"actors/{cited.id}" in told.network.news_of_records
    home = coverage.departement_of(cited, site.places)
    assert home
    here = cards.new_in_departement(told, told.network.landscapes[home])
    for line in (*cards.new_in_network(told), *here):
        assert cited.nom != line.titre
    acting = next(a for a in site.network.acting_actors if not a.ligne_nationale)
    traces = {f"actors/{acting.id}": Trace(ajoutee=site.today)}
    told = replace(site, network=replace(site.network, traces=traces))
    assert acting.nom in [line.titre for line in cards.new_in_network(told)]


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
