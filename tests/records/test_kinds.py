"""A kind declares itself once, and no place or contact of it escapes the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field

from generators.land.places import load_places
from generators.records.judging import rules_of
from generators.records.kinds import EVENTS, FICHES, KINDS, Kind, kind_of, ref_of
from generators.records.models import Boite, Contact, Fiche, Implantation, Modele
from generators.records.models.fields import keys_of
from generators.records.reading.load import load
from generators.records.rules import Context, Subject
from generators.records.values.types import CodeInsee, Courriel, Latitude, Ligne, NumeroTelephone

ROOT = Path(__file__).parents[2]
LOADED = load(ROOT / "data", ROOT / "newsletter")


class Etape(Implantation, Boite):
    """A group with a place and a mailbox."""

    lieu: Ligne | None = Field(None, title="Lieu")


class Voyage(Fiche):
    """A kind whose places stand in groups."""

    titre: Ligne = Field(title="Titre")
    etapes: tuple[Etape, ...] = Field((), title="Étapes")


def model(name: str, *bases: type, **fields: Any) -> Any:
    """A model of these fields, none of which is required."""
    values = dict.fromkeys(fields, Field(None, title="Titre"))
    return type(name, bases, {"__annotations__": fields, "__module__": __name__, **values})


def voyage(**stage: object) -> Voyage:
    proof = {"sources": [{"document": "Un programme", "date": "2026"}], "verifie_le": "2026-10-01"}
    values = {"id": "tour", "titre": "Un tour", "verifie_par": "équipe", **proof, "etapes": [stage]}
    return Voyage.model_validate(values, context={"vocabulary": LOADED.records.vocabulary})


def codes(record: Fiche) -> set[str]:
    today = date(2026, 11, 22)
    places = load_places(ROOT / "data" / "reference")
    context = Context(LOADED.records, places, today, LOADED.known, {}, today)
    subject = Subject("voyages", record)
    rules = [rule for rule in rules_of(type(record)) if rule.code != "adresse-prise"]
    return {rule.code for rule in rules for _ in rule.check(subject, context)}


@pytest.mark.parametrize(
    ("name", "annotation"),
    [
        ("adresse", Ligne | None),
        ("commune", Ligne | None),
        ("lieu", Ligne | None),
        ("code_insee", CodeInsee | None),
        ("latitude", Latitude | None),
        ("hauteur", Latitude | None),
        ("adresse_du_stage", Ligne | None),
        ("telephone", NumeroTelephone | None),
        ("ligne", NumeroTelephone | None),
        ("courriel", Courriel | None),
        ("boite", Courriel | None),
    ],
)
@pytest.mark.parametrize("group", [False, True])
def test_a_kind_that_escapes_the_rules_cannot_be_declared(name: str, annotation: type, group: bool) -> None:
    held = model("Cache", Modele if group else Fiche, **{name: annotation})
    hiding = model("Ouvert", Fiche, cache=held | None) if group else held
    with pytest.raises(TypeError, match=f"Cache.{name} escapes the rules"):
        replace(EVENTS, name="caches", model=hiding)


def test_a_place_has_no_other_name_than_what_confidentiality_takes_away() -> None:
    stage = model("Stage", Fiche, Implantation, adresse_du_stage=Ligne | None)
    with pytest.raises(TypeError, match="adresse_du_stage"):
        replace(EVENTS, name="stages", model=stage)


def test_a_telephone_asks_for_more_than_a_mailbox() -> None:
    stage = model("Stage", Fiche, Boite, telephone=NumeroTelephone | None)
    with pytest.raises(TypeError, match="telephone"):
        replace(EVENTS, name="boites", model=stage)
    replace(EVENTS, name="boites", model=model("Stage", Fiche, Contact))


HIDDEN = {"adresse_confidentielle": "true", "departement": "59"}


@pytest.mark.parametrize(
    ("stage", "code"),
    [
        (
            HIDDEN | {"adresse": "12 rue des Lilas"},
            "lieu-confidentiel",
        ),
        (
            HIDDEN | {"lieu": "12 rue des Lilas"},
            "lieu-confidentiel",
        ),
        ({"commune": "Lille"}, "commune"),
        ({"commune": "Lille", "code_insee": "59183"}, "commune"),
        ({"code_insee": "59999"}, "code-insee"),
        ({"commune": "Lille", "code_insee": "59350", "code_postal": "13001"}, "code-postal"),
        ({"departement": "00"}, "departement"),
        ({"latitude": "50.6"}, "position"),
        ({"pays": "ZZ"}, "pays-connu"),
        ({"courriel": "marie.dupont@gmail.com"}, "courriel-personnel"),
    ],
)
def test_a_place_or_a_contact_in_a_group_of_a_new_kind_is_guarded(stage: dict[str, str], code: str) -> None:
    assert code in codes(voyage(**stage))


def test_a_sound_place_in_a_group_is_let_through() -> None:
    found = voyage(commune="Lille", code_insee="59350", code_postal="59000", courriel="contact@exemple.fr")
    assert codes(found) == set()


def test_every_record_knows_its_kind() -> None:
    for (kind, id_), record in LOADED.records.all():
        assert ref_of(record) == f"{kind}/{id_}"
        assert kind_of(record).title_of(record)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_what_a_kind_names_is_in_its_model(kind: Kind) -> None:
    keys = keys_of(kind.model)
    named = [kind.title, *kind.aliases, *filter(None, (kind.term, kind.date))]
    assert [key for key in named if key not in keys] == []


def test_words_of_a_kind() -> None:
    said = {name: (kind.reader.a, kind.label, kind.gone) for name, kind in FICHES.items()}
    assert said["actors"] == ("une structure", "Structure", "Cette structure n’est plus dans l’annuaire")
    assert said["events"] == ("un événement", "Rendez-vous", "Cet événement n’est plus dans l’agenda")
