"""« Près de chez vous » in words: what each line says, in which order, and how much."""

from __future__ import annotations

from typing import Any

import pytest

from generators.letter import territories
from generators.letter.nearby import Block
from generators.letter.territories import Shared, named
from generators.network import addresses
from generators.network.when import Trace
from generators.site import Site
from tests.regions import ACTORS, CAME, CHANGED, EVENTS, numero, regions, site_of_regions


def block_of(name: str, site: Site | None = None, **fields: Any) -> Block | None:
    site = site or regions()
    territory = named(name, site)
    assert territory is not None
    found = Shared.of(numero(**fields), site).blocks([territory])
    return found[0] if found else None


def told(name: str, site: Site | None = None, **fields: Any) -> Block:
    found = block_of(name, site, **fields)
    assert found is not None
    return found


def lines(block: Block) -> list[str]:
    """« title | label | text | how to reach it », group by group."""
    found = ((group.titre, line) for group in block.groupes for line in group.lignes)
    said = (
        (title, line.lien.libelle, line.texte, *([line.joindre.valeur] if line.joindre else []))
        for title, line in found
    )
    return [" | ".join(one).replace("\u00a0", " ") for one in said]


def test_a_region_in_words() -> None:
    block = told("Hauts-de-France")
    assert block.titre.replace("\u00a0", " ") == "Près de chez vous : Hauts-de-France"
    assert lines(block) == [
        "Nouvelles structures | Le Refuge, Pas-de-Calais | Une équipe.",
        "Nouvelles structures | Point écoute, Amiens | Une équipe. | 03 22 44 55 66",
        "Ce qui a changé | Relais de Lille | Nouvelles coordonnées. | 03 20 11 22 33",
        "Ce qui a changé | Ancien accueil, Nord | A fermé le 31 août 2026. Relais de Lille a repris ce que "
        "faisait cette structure.",
        "Rendez-vous | Permanence, Lille | Lundi 19 octobre 2026, 14 h à 16 h.",
        "Rendez-vous | Webinaire du Nord, en ligne | Jeudi 5 novembre 2026, 18 h.",
        "Rendez-vous | Journée des deux rives, Amiens | Vendredi 20 novembre 2026.",
    ]
    assert block.manques[0] == "Aucune structure connue dans l’Aisne et dans l’Oise."
    assert block.suite.url == "departements/#region-32"


def test_one_overseas_tells_its_own_clock_and_leads_to_its_own_page() -> None:
    block = told("guyane")
    assert (block.code, block.suite.url) == ("guyane", "departements/973/")
    assert lines(block)[0] == "Nouvelle structure | Maison de Cayenne | Une équipe."
    assert "9 h, heure de la Guyane" in lines(block)[1]
    assert named("973", regions()) == named("Guyane", regions())


def test_a_confidential_place_is_told_by_its_departement() -> None:
    """Whatever its record came with, only what its page says."""
    hidden = {**ACTORS["foyer-cache"], "commune": "Lens", "code_insee": "62498"}
    block = told("62", site_of_regions(actors={**ACTORS, "foyer-cache": hidden}))
    assert "Lens" not in repr(block)
    assert block.groupes[0].lignes[0].lien.libelle == "Le Refuge, Pas-de-Calais"


@pytest.mark.parametrize("name", ["Bretagne", "Corse", "Centre-Val de Loire"])
def test_a_territory_where_things_are_only_missing_has_no_block(name: str) -> None:
    assert block_of(name) is None


def test_an_issue_without_any_national_item_still_tells_what_is_near() -> None:
    assert lines(told("Hauts-de-France", agenda=None)) == lines(told("Hauts-de-France"))


def test_a_group_has_four_lines_and_says_how_many_more_there_are() -> None:
    more = {f"p{n}": {**ACTORS["point-ecoute"], "nom": f"Point {n}"} for n in range(6)}
    traces = {f"actors/{id_}": Trace(ajoutee=CAME) for id_ in more}
    block = told("80", site_of_regions(actors={**ACTORS, **more}, traces=traces))
    assert [line.lien.libelle for line in block.groupes[0].lignes] == [f"Point {n}, Amiens" for n in range(4)]
    assert block.groupes[0].reste.replace("\u00a0", " ") == "Et 2 autres structures."
    (short,) = Shared.of(numero(), site_of_regions(actors={**ACTORS, **more}, traces=traces)).blocks(
        [regions().places.departements["80"]], 1
    )
    assert [len(group.lignes) for group in short.groupes] == [1, 1]


def test_what_would_share_a_label_is_told_apart() -> None:
    twins = {
        "seance-1": {**EVENTS["deux-regions"], "titre": "Formation"},
        "seance-2": {**EVENTS["deux-regions"], "titre": "Formation", "debut": "2026-12-04"},
    }
    block = told("80", site_of_regions(events=twins, traces={}), agenda=None)
    labels = [line.lien.libelle.replace("\u00a0", " ") for line in block.groupes[0].lignes]
    assert labels == ["Formation, Amiens, 20 novembre", "Formation, Amiens, 4 décembre"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reporte_au": "2026-12-01"}, "Reporté au mardi 1er décembre 2026."),
        ({"inscription": {"complet": "true"}}, "Vendredi 20 novembre 2026, complet."),
        ({"fin": "2026-11-21"}, "Vendredi 20 et samedi 21 novembre 2026."),
        (
            {
                "seances": [
                    {"debut": "2026-11-20T09:00", "fin": "2026-11-20T12:00"},
                    {"debut": "2026-12-04T09:00", "fin": "2026-12-04T12:00"},
                ]
            },
            "Du vendredi 20 novembre au vendredi 4 décembre 2026.",
        ),
    ],
)
def test_when_an_event_takes_place(fields: dict[str, Any], said: str) -> None:
    events = {"deux-regions": {**EVENTS["deux-regions"], **fields}}
    (group,) = told("80", site_of_regions(events=events, traces={})).groupes
    assert group.lignes[0].texte.replace("\u00a0", " ") == said


def test_a_mailbox_stands_where_there_is_no_number() -> None:
    actors = {"akatij": {**ACTORS["akatij"], "courriel": "contact@cayenne.example"}}
    site = site_of_regions(actors=actors, events={}, traces={"actors/akatij": Trace(contact=CHANGED)})
    (group,) = told("973", site, agenda=None).groupes
    assert group.lignes[0].joindre and group.lignes[0].joindre.url == "mailto:contact@cayenne.example"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("59", "59"),
        ("Nord", "59"),
        ("2a", "2a"),
        ("Haute-Corse", "2b"),
        ("guyane", "guyane"),
        ("973", "guyane"),
        ("La Réunion", "la-reunion"),
        ("hauts de france", "hauts-de-france"),
        ("Provence-Alpes-Côte d'Azur", "provence-alpes-cote-d-azur"),
        ("PACA", "provence-alpes-cote-d-azur"),
        ("Nouvelle-Calédonie", "nouvelle-caledonie"),
        ("01", "01"),
    ],
)
def test_how_a_territory_is_named(said: str, code: str) -> None:
    found = named(said, regions())
    assert found is not None and addresses.territoire(found, regions().places) == code


@pytest.mark.parametrize("said", ["", "00", "Lille", "region:32", "../x"])
def test_what_is_no_territory(said: str) -> None:
    assert named(said, regions()) is None


def test_no_two_territories_have_one_folder() -> None:
    site = regions()
    every = [*territories.regions(site), *site.places.departements.values()]
    folders = [
        addresses.territoire(territory, site.places)
        for territory in every
        if not getattr(territory, "is_overseas", False)
    ]
    assert len(folders) == len(set(folders))
