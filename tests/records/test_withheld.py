"""A confidential place has no field, once it is published, but those that may be shown."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from pydantic import Field

from generators.records.kinds import ACTORS, EVENTS
from generators.records.models import Acteur, Evenement, Fiche, Implantation
from generators.records.models.fields import guard
from generators.records.reading.load import load
from generators.records.records import Records
from generators.records.values.types import Ligne, Siret, Territoire
from generators.records.withheld import parted

ROOT = Path(__file__).parents[2]
RECORDS = load(ROOT / "data", ROOT / "newsletter").records
PROOF = {"sources": [{"document": "Un programme", "date": "2026"}], "verifie_le": "2026-10-01"}
PLACE = {
    "adresse": "76 rue des Lilas",
    "complement_adresse": "bâtiment B",
    "code_postal": "69100",
    "commune": "Villeurbanne",
    "code_insee": "69266",
    "accessibilite_lieu": "https://acceslibre.beta.gouv.fr/app/69-villeurbanne/a/foyer/erp/lilas/",
    "latitude": "45.7712",
    "longitude": "4.8901",
    "departement": "69",
}
HIDDEN = {**PLACE, "adresse_confidentielle": "oui"}
ZONES = ["commune:69266", "epci:200046977", "departement:69", "region:84", "france", "pays:BE"]


class Salle(Implantation):
    """A place in a place."""

    siret: Siret | None = Field(None, title="SIRET")
    zone: Territoire | None = Field(None, title="Zone")


class Antenne(Implantation):
    """A group with a place, a list of its own, and places inside it."""

    lieu: Ligne | None = Field(None, title="Lieu")
    zones: tuple[Territoire, ...] = Field((), title="Zones")
    salles: tuple[Salle, ...] = Field((), title="Salles")


class Reseau(Fiche):
    """A kind whose places stand in groups, at two depths."""

    titre: Ligne = Field(title="Titre")
    antennes: tuple[Antenne, ...] = Field((), title="Antennes")


def read(model: type[Fiche], **values: object) -> Any:
    return model.model_validate(
        {"id": "cas", "verifie_par": "équipe", **PROOF, **values},
        context={"vocabulary": RECORDS.vocabulary},
    )


def only(kind: str, record: Fiche) -> Records:
    return replace(RECORDS, by_kind=MappingProxyType({kind: {record.id: record}}))


def actor(**values: object) -> Acteur:
    said = {"nom": "Cas", "type": "service", "categorie": "hebergement", "resume": "Un lieu.", **values}
    record: Acteur = read(Acteur, **said)
    return record


def test_a_confidential_place_keeps_what_may_be_shown() -> None:
    records, secrets = parted(
        only(ACTORS.name, actor(**HIDDEN, siret="73282932000074", zone_eligibilite=ZONES, telephone="119"))
    )
    found = records.actors["cas"]
    kept = {key: getattr(found, key) for key in Implantation.model_fields}
    assert {key for key, value in kept.items() if value} == {"departement", "adresse_confidentielle"}
    assert found.siret is None
    assert list(found.zone_eligibilite) == ["departement:69", "region:84", "france", "pays:BE"]
    assert str(found.telephone) == "119"
    (secret,) = secrets
    assert secret.key == ("actors", "cas")
    assert dict(secret.values).keys() == {*PLACE, "siret", "zone_eligibilite"} - {"departement"}


def test_a_place_that_is_not_confidential_is_the_same() -> None:
    records, secrets = parted(only(ACTORS.name, actor(**PLACE, zone_eligibilite=ZONES)))
    assert secrets == ()
    assert records.actors["cas"].adresse == "76 rue des Lilas"
    assert list(records.actors["cas"].zone_eligibilite) == ZONES


def test_the_hall_of_an_event_is_a_place() -> None:
    event: Evenement = read(
        Evenement,
        titre="Un jour",
        type=next(iter(RECORDS.vocabulary.lists["types_evenement"])),
        resume="Un jour.",
        debut="2026-12-01",
        lieu="Salle Lumière",
        **HIDDEN,
    )
    records, _ = parted(only(EVENTS.name, event))
    assert records.events["cas"].lieu is None
    assert records.events["cas"].commune is None


def test_groups_are_places_of_their_own_and_hide_those_inside_them() -> None:
    room = {"commune": "Villeurbanne", "siret": "73282932000074", "zone": "commune:69266"}
    network = read(
        Reseau,
        titre="Réseau",
        antennes=[
            {"lieu": "Maison", "adresse": "1 rue A", "salles": [{"adresse": "2 rue B"}]},
            {**HIDDEN, "lieu": "Salle Lumière", "zones": ZONES, "salles": [room]},
        ],
    )
    records, secrets = parted(only("reseaux", network))
    found: Any = records.of("reseaux")["cas"]
    open_, hidden = found.antennes
    assert (open_.lieu, open_.adresse, open_.salles[0].adresse) == ("Maison", "1 rue A", "2 rue B")
    assert hidden == Antenne.model_validate(
        {"departement": "69", "adresse_confidentielle": "true", "zones": ZONES[2:], "salles": [{}]}
    )
    assert len(secrets) == 2, "a place, and the one inside it"


def test_a_new_field_of_a_place_is_withheld_by_default() -> None:
    assert set(Implantation.RETENUS) == (
        set(Implantation.model_fields) - {"departement", "pays", "accessibilite", "adresse_confidentielle"}
        | {"lieu", "siret"}
    )


def test_what_is_withheld_must_be_a_key_that_a_record_can_do_without() -> None:
    required = type(
        "Stage", (Fiche, Implantation), {"__annotations__": {"lieu": Ligne}, "__module__": __name__}
    )
    with pytest.raises(TypeError, match="can’t be withheld"):
        guard(required)


def test_a_secret_tells_nobody_what_it_is() -> None:
    (secret,) = parted(only(ACTORS.name, actor(**HIDDEN)))[1]
    told = f"{secret} {secret!r} {(secret,)} {[secret]}"
    assert not any(value in told for value in PLACE.values())
    with pytest.raises(TypeError, match="not written down"):
        pickle.dumps(secret)
