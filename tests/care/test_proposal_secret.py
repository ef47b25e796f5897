"""What a proposal tells of a confidential place: that it is one, where, and never what."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generators.care.changes import MASQUE, Changement, compare
from generators.care.proposal import Proposition, told
from generators.records.reading.load import Written, load

ROOT = Path(__file__).parents[2]
VOCABULARY = load(ROOT / "data", ROOT / "newsletter").records.vocabulary
PLACE = {
    "adresse": "76 rue des Lilas",
    "code_postal": "69100",
    "commune": "Villeurbanne",
    "code_insee": "69266",
    "latitude": "45.7713",
    "siret": "13003013300016",
}
TEXTS = {
    "presentation": "Au 76 rue des Lilas.",
    "zone_eligibilite": ["commune:69266", "departement:69"],
    "site_web": "https://exemple.fr/villeurbanne",
    "courriel": "villeurbanne@exemple.fr",
    "comptes": [{"reseau": "Snapchat", "compte": "villeurbanne"}],
}
OPEN = {"nom": "L’Abri du Rhône", "statut": "actif", "telephone": "04 72 00 00 00", "capacite": "8"}
SECRETS = ("76", "lilas", "69100", "villeurbanne", "69266", "45.77", "13003013300016")
Values = Mapping[str, Any]


def hidden(said: str = "true") -> Values:
    return {**OPEN, "adresse_confidentielle": said, "departement": "69"}


def changes(before: Mapping[str, Values], after: Mapping[str, Values]) -> dict[str, Changement]:
    """The changes of actors, and of the event « fete »."""
    sides = (
        {
            ("events" if id_ == "fete" else "actors", id_): Written(f"data/{id_}.yml", dict(values))
            for id_, values in side.items()
        }
        for side in (before, after)
    )
    return {change.id: change for change in compare(*sides, VOCABULARY)}


def story(found: Mapping[str, Changement]) -> str:
    return told(Proposition(tuple(found.values()), (), ()))


def betrays(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text.lower()]


SIDES: dict[str, tuple[Values | None, Values | None]] = {
    "becomes confidential": ({**OPEN, **PLACE, **TEXTS}, hidden()),
    "says it in French": ({**OPEN, **PLACE, **TEXTS}, hidden("Oui")),
    "says it badly": ({**OPEN, **PLACE, **TEXTS}, hidden("oui, bien sûr")),
    "is given its place": (hidden(), {**hidden(), **PLACE, **TEXTS}),
    "is confidential no more": (hidden(), {**OPEN, **PLACE, **TEXTS}),
    "comes": (None, {**hidden(), **PLACE, **TEXTS}),
    "goes": ({**hidden(), **PLACE, **TEXTS}, None),
}


@pytest.mark.parametrize(("before", "after"), SIDES.values(), ids=SIDES.keys())
def test_no_value_that_may_say_the_place_is_told(before: Values | None, after: Values | None) -> None:
    sides = [{"abri": side} if side else {} for side in (before, after)]
    found = changes(*sides)
    assert betrays(story(found)) == []
    fields = {each.nom: (each.avant, each.apres) for each in found["abri"].champs}
    assert MASQUE in fields["Adresse"]


def test_it_is_told_as_what_it_is_with_how_to_purge_the_history() -> None:
    becomes = story(changes({"abri": {**OPEN, **PLACE}}, {"abri": hidden()}))
    assert "**Son lieu devient confidentiel**" in becomes
    assert "« Ce qui n’entre jamais, et comment l’effacer », dans CONTRIBUTING.md" in becomes
    assert "## Ce qui n’entre jamais, et comment l’effacer" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    ceases = story(changes({"abri": hidden()}, {"abri": {**OPEN, **PLACE}}))
    assert "**Son lieu n’est plus confidentiel**" in ceases


def test_what_can_say_no_place_is_still_told() -> None:
    after = {**hidden(), "telephone": "04 78 11 11 11", "capacite": "12"}
    assert "| Téléphone | 04 72 00 00 00 | 04 78 11 11 11 |" in story(
        changes({"abri": hidden()}, {"abri": after})
    )


@pytest.mark.parametrize(
    "event",
    [
        {"titre": "Fête", "resume": "Au 76 rue des Lilas.", "organisateurs": ["abri"]},
        {"titre": "Fête", "resume": "L'ABRI DU RHÔNE fête ses dix ans au 76 rue des Lilas."},
        {"titre": "Fête", "agenda": {"choix": [{"fiche": "actors/abri", "texte": "76 rue des Lilas"}]}},
    ],
    ids=["its id", "its name", "its folder"],
)
def test_a_record_that_names_it_is_told_without_its_texts(event: Values) -> None:
    found = changes({"abri": hidden()}, {"abri": hidden(), "fete": event})
    assert betrays(story(found)) == []
    assert "Un lieu confidentiel est en jeu" in story(found)


def test_other_records_are_told_in_full() -> None:
    found = changes({"abri": hidden()}, {"abri": hidden(), "fete": {"titre": "Fête", "resume": "À Lyon."}})
    assert "| En une phrase | À Lyon. |" in story(found)
    assert "confidentiel" not in story(found)
