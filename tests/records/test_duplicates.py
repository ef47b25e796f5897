"""Which pairs of actors are shown to a person as perhaps one, and which are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.records.models import Acteur
from generators.records.reading.load import load
from generators.records.rules.duplicates import Twins
from generators.records.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]


def actor(id_: str, nom: str, **more: object) -> Acteur:
    source = {"document": "Exemple", "date": "2026"}
    needed = {"type": "association", "categorie": "ecoute", "resume": "Un exemple.", "sources": [source]}
    verified = {"verifie_le": "2026-10-05", "verifie_par": "équipe PARÉ"}
    values = {"id": id_, "nom": nom, **needed, **verified, **more}
    return Acteur.model_validate(values, context={"vocabulary": Vocabulary({})})


def shared(first: Acteur, second: Acteur, *others: Acteur) -> list[str]:
    twins = Twins({each.id: each for each in (first, second, *others)})
    return [field for field, other in twins.of(first) if other.id == second.id]


def test_any_of_their_numbers_may_be_shared() -> None:
    lines = [{"pour": "parents", "telephone": "03 20 00 00 01"}, {"telephone": "3919"}]
    one = actor("a", "Les Tilleuls", telephone="03 20 00 00 00", lignes=lines)
    assert shared(one, actor("b", "Tout autre", telephone="03 20 00 00 01")) == ["telephone"]
    two = actor("b", "Tout autre", telephone="04 72 00 00 00", lignes=[{"telephone": "3919"}])
    assert shared(one, two) == []  # many may give the same short number


NORD, RHONE = {"departement": "59"}, {"departement": "69"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Maison des femmes de l’Isère", "Maison femmes Isère"),
        ("Point écoute jeunes", "Point Ecoute Jeune"),
        ("Association Les Tilleuls", "Les tilleuls"),
        ("Foyer Saint-Exupéry", "Foyer St Exupéry"),
        ("Le Refuge du Vieux-Port", "Refuge Vieux Part"),
    ],
)
def test_close_names_of_one_departement(one: str, two: str) -> None:
    assert shared(actor("a", one, **NORD), actor("b", two, **NORD)) == ["nom"]
    assert shared(actor("a", one, **NORD), actor("b", two, **RHONE)) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Foyer départemental 1", "Foyer départemental 2"),
        ("CAP 59", "CAF 59"),
        ("Maison des adolescents", "Maison des femmes"),
        ("Parquet des mineurs", "Brigade des mineurs"),
    ],
)
def test_other_names_of_one_departement(one: str, two: str) -> None:
    assert shared(actor("a", one, **NORD), actor("b", two, **NORD)) == []


@pytest.mark.parametrize(
    ("field", "one", "two"),
    [
        ("siret", "73282932000074", "732 829 320 00074"),
        ("telephone", "03 20 00 00 00", "+33 3 20 00 00 00"),
        ("site_web", "https://www.exemple.fr/", "http://exemple.fr"),
    ],
)
def test_what_only_one_structure_has(field: str, one: str, two: str) -> None:
    first, second = actor("a", "Un nom", **{field: one}), actor("b", "Tout autre", **{field: two})
    assert shared(first, second) == [field]
    service = actor("b", "Tout autre", porte_par="a", **{field: two})
    assert shared(first, service) == []
    assert shared(service, first) == []
    mother = actor("m", "La maison mère")
    sisters = [
        actor(i, n, porte_par="m", **{field: v}) for i, n, v in (("a", "Un nom", one), ("b", "Autre", two))
    ]
    assert shared(sisters[0], sisters[1], mother) == []


def test_pages_of_one_site_and_national_numbers_are_no_double() -> None:
    one = actor("a", "Un nom", site_web="https://www.nord.fr/foyer-a", telephone="119")
    two = actor("b", "Tout autre", site_web="https://www.nord.fr/foyer-b", telephone="119")
    assert shared(one, two) == []


def test_the_real_records_have_no_double() -> None:
    actors = load(ROOT / "data", ROOT / "newsletter").records.actors
    twins = Twins(actors)
    assert [(id_, other.id) for id_, each in actors.items() for _, other in twins.of(each)] == []
