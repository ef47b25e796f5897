"""data·inclusion v1, read by the models of the official package `data-inclusion-schema`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from data_inclusion.schema import v1

from generators.exchange import data_inclusion
from generators.exchange.rules import appliquer, perdus
from generators.records.models import Acteur
from generators.records.reading.load import load
from generators.site import Site
from tests.sites import real_site

ROOT = Path(__file__).parents[2]
#: The schema's warnings are errors here.
STRICT = {"ignore_warnings": False}
ENUMS: Mapping[str, tuple[type[v1.TypeService], ...]] = {
    "missions": (v1.TypeService, v1.Thematique),
    "categories": (v1.TypeService, v1.Thematique),
    "publics": (v1.Public,),
    "types_acteur": (v1.ReseauPorteur,),
    "modes_accueil": (v1.ModeAccueil,),
    "modes_mobilisation": (v1.ModeMobilisation,),
    "mobilisable_par": (v1.PersonneMobilisatrice,),
    "frais": (v1.Frais,),
}  # type: ignore[dict-item]


@pytest.fixture(scope="module")
def structures(publie: Mapping[str, bytes]) -> dict[str, v1.Structure]:
    rows = json.loads(publie["data-inclusion/structures.json"])
    return {row["id"]: v1.Structure.model_validate(row, context=STRICT) for row in rows}


@pytest.fixture(scope="module")
def services(publie: Mapping[str, bytes]) -> dict[str, v1.Service]:
    rows = json.loads(publie["data-inclusion/services.json"])
    return {row["id"]: v1.Service.model_validate(row, context=STRICT) for row in rows}


def test_the_active_structures_are_there(structures: dict[str, v1.Structure], site: Site) -> None:
    """Not those that another carries, nor the closed and the suspended."""
    expected = {"maison-mere", "refuge", "crip-martinique", "ligne-nationale", "hostile"}
    assert set(structures) == {f"pare--{id_}" for id_ in expected}
    for id_ in expected:
        found, actor = structures[f"pare--{id_}"], site.records.actors[id_]
        assert (found.nom, found.source, found.date_maj) == (actor.nom, "pare", actor.verifie_le)
        assert found.description
        assert found.description.startswith(actor.resume)


def test_a_service_says_what_the_record_says(services: dict[str, v1.Service]) -> None:
    found = services["pare--complet"].model_dump(mode="json", exclude_none=True)
    sets = {key: set(value) for key, value in found.items() if isinstance(value, list)}
    assert sets == {
        "thematiques": {
            "sante--acces-aux-soins",
            "difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte",
        },
        "publics": {"jeunes", "familles"},
        "modes_accueil": {"en-presentiel", "a-distance"},
        "modes_mobilisation": {"telephoner", "utiliser-lien-mobilisation"},
        "mobilisable_par": {"usagers", "professionnels"},
        "zone_eligibilite": {"59", "75", "77", "78", "91", "92", "93", "94", "95", "59183", "99131"},
    }
    assert {key: value for key, value in found.items() if key not in sets} == {
        "source": "pare",
        "structure_id": "pare--maison-mere",
        "id": "pare--complet",
        "nom": "Point d’appui",
        "description": "Une équipe qui suit les jeunes.\n\nPremier paragraphe.\n\n- une liste\n- de deux\n\n"
        "- suivi | accueil\n- =écoute",
        "lien_source": "https://reseau.example/acteurs/complet/",
        "date_maj": "2026-11-01",
        "type": "accompagnement",
        "frais": "gratuit",
        "frais_precisions": "Sauf les repas.",
        "publics_precisions": "Les jeunes en fugue. De 12 à 21 ans.",
        "conditions_acces": "Aucune pièce à fournir.",
        "commune": "Dunkerque",
        "code_postal": "59140",
        "code_insee": "59183",
        "adresse": "1 rue du Port",
        "complement_adresse": "2e étage",
        "longitude": 2.3768,
        "latitude": 51.0344,
        "telephone": "+33757764658",
        "courriel": "contact@point-appui.fr",
        "lien_mobilisation": "https://www.point-appui.fr/orienter",
        "mobilisation_precisions": "Répond sous deux jours.",
        "horaires_accueil": "Mo-We,Fr 09:00-12:00,14:00-18:00; Th 09:00-12:00; PH off",
    }


def test_each_service_belongs_to_a_structure(
    services: dict[str, v1.Service], structures: dict[str, v1.Structure]
) -> None:
    assert services
    assert {service.structure_id for service in services.values()} <= set(structures)


def test_the_repositorys_own_data_is_valid_too() -> None:
    """With what real records have and made-up ones don't: long names, foreign actors, short numbers."""
    site = real_site(date(2026, 11, 22), "https://reseau.example/")
    structures = json.loads(data_inclusion.structures(site))
    services = json.loads(data_inclusion.services(site))
    assert len(structures) > 90
    assert len(services) > 30
    for row in structures:
        v1.Structure.model_validate(row, context=STRICT)
    for row in services:
        v1.Service.model_validate(row, context=STRICT)


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [
        ("X", "X (réseau PARÉ)"),
        ("La structure.", "La structure"),
        ("Foyers, etc.", "Foyers, etc."),
        ("a" * 240, "a" * 149 + "…"),
    ],
)
def test_names_fit_the_schema(site: Site, nom: str, attendu: str) -> None:
    actor = site.records.actors["maison-mere"].model_copy(update={"nom": nom})
    assert data_inclusion.nom(site, actor) == attendu


def test_the_website_stands_for_a_form_when_one_asks_online(site: Site) -> None:
    actor = site.records.actors["complet"].model_copy(update={"lien_mobilisation": None})
    assert data_inclusion.lien_mobilisation(actor) == "https://www.point-appui.fr/accueil"
    by_phone = actor.model_copy(update={"modes_mobilisation": ("telephoner",)})
    assert data_inclusion.lien_mobilisation(by_phone) is None


def test_the_page_of_a_place_in_acceslibre_goes_with_its_structure(site: Site) -> None:
    page = "https://acceslibre.beta.gouv.fr/app/59-dunkerque/a/association/erp/maison/"
    actor = site.records.actors["maison-mere"].model_copy(update={"accessibilite_lieu": page})
    row = appliquer(data_inclusion.STRUCTURE, site, actor)
    assert str(v1.Structure.model_validate(row, context=STRICT).accessibilite_lieu) == page
    hidden = actor.model_copy(update={"adresse_confidentielle": True})
    assert "accessibilite_lieu" not in appliquer(data_inclusion.STRUCTURE, site, hidden)


def test_what_one_comes_for_says_the_theme_where_no_mission_does(site: Site) -> None:
    """« accueil » says neither: the category does; a mission that says one is never overruled."""
    actor = site.records.actors["complet"].model_copy(update={"missions": (), "categorie": "hebergement"})
    theme = "logement-hebergement--rechercher-une-solution-dhebergement-temporaire"
    assert data_inclusion.thematiques(site, actor) == [theme]
    assert data_inclusion.type_de_service(site, actor) is None
    helped = actor.model_copy(update={"missions": ("soigner",)})
    assert data_inclusion.thematiques(site, helped) == ["sante--acces-aux-soins"]
    assert data_inclusion.type_de_service(site, helped) == "accompagnement"
    nothing = actor.model_copy(update={"categorie": "coordination", "missions": ("piloter",)})
    assert data_inclusion.thematiques(site, nothing) == []


def test_all_publics_stands_alone(site: Site) -> None:
    actor = site.records.actors["complet"].model_copy(update={"publics": ("mineurs", "grand-public")})
    assert data_inclusion.publics(site, actor) == ["tous-publics"]


def test_every_equivalent_of_the_vocabulary_is_a_term_of_the_schema() -> None:
    vocabulary = load(ROOT / "data", ROOT / "newsletter").records.vocabulary
    said = {
        name: {c for t in terms.values() for c in t.data_inclusion}
        for name, terms in vocabulary.lists.items()
    }
    known = {name: {term.value for enum in enums for term in enum} for name, enums in ENUMS.items()}
    assert {name for name, codes in said.items() if codes} == set(ENUMS)
    for name, codes in said.items():
        assert codes <= known.get(name, set()), name


RULES = {
    (regle.cible, champ)
    for regle in (*data_inclusion.STRUCTURE, *data_inclusion.SERVICE)
    for champ in regle.champs
}
#: Fields that only count when the first one is not there.
SECOND = {
    ("type", "categorie"),
    ("thematiques", "categorie"),
    ("date_maj", "verifie_le"),
    ("lien_mobilisation", "site_web"),
    ("lien_mobilisation", "modes_mobilisation"),
}


@pytest.mark.parametrize(("cible", "champ"), sorted(RULES - SECOND))
def test_a_rule_carries_the_fields_that_it_names(site: Site, cible: str, champ: str) -> None:
    """Without the field the target says something else: the report of what is lost can be believed."""
    actor = site.records.actors["complet"].model_copy(update={"categorie": "coordination"})
    field = Acteur.model_fields[champ]
    other = {"type": "association", "nom": "Autre nom", "resume": "Autre résumé."}.get(champ, field.default)
    changed = actor.model_copy(update={champ: other})
    rules = [r for r in (*data_inclusion.STRUCTURE, *data_inclusion.SERVICE) if r.cible == cible]
    assert appliquer(rules, site, actor) != appliquer(rules, site, changed)


def test_the_report_of_losses_names_what_no_rule_carries() -> None:
    rules = (*data_inclusion.STRUCTURE, *data_inclusion.SERVICE)
    lost = perdus(champ for regle in rules for champ in regle.champs)
    assert {"langues", "genre_accueilli", "disponibilite_urgence", "delai_attente"} <= set(lost)
    assert {"sources", "comptes", "capacite", "nouvelles_situations", "zone_precisions"} <= set(lost)
    assert {"lignes", "ligne_pour"} <= set(lost)
    assert not {"lien_mobilisation", "accessibilite_lieu"} & set(lost)
    assert not {"nom", "telephone", "age_min", "zone_eligibilite"} & set(lost)
