"""Small records for the letter's tests, with only what a test is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PIL import Image

from generators import letter
from generators.land.places import load_places
from generators.mark import letter_picture
from generators.network.network import Network
from generators.project import Project
from generators.records.kinds import KINDS
from generators.records.models import Fiche, Numero
from generators.records.reading.load import load
from generators.records.records import Records
from generators.site import Site
from tests.sites import site_of

ROOT = Path(__file__).parents[2]
SITE = "https://reseau-pare.example/"
TODAY = date(2026, 11, 22)

_BASE: dict[str, dict[str, Any]] = {
    "actors": {"nom": "La Boussole", "type": "service", "categorie": "ecoute", "resume": "Une équipe."},
    "events": {"titre": "Journée", "type": "colloque", "resume": "Une journée.", "debut": "2023-11-14"},
    "resources": {"titre": "Guide", "type": "guide", "resume": "Un guide."},
    "news": {"titre": "Actualité", "date": "2023-10", "resume": "Un fait."},
}
_PROOF = {
    "sources": [{"document": "Essai", "date": "2023-10"}],
    "verifie_le": "2023-10-18",
    "verifie_par": "équipe PARÉ",
}


@cache
def real() -> Site:
    """The repository's own records, places, templates and pictures."""
    project = Project.at(ROOT)
    records = load(project.data, project.newsletter).records
    network = Network(records, load_places(project.reference), TODAY)
    names = [name for issue in records.issues.values() for name in issue.images]
    return site_of(network, SITE, images=project.letter_images(names) | letter_picture(records.identity))


@cache
def real_files() -> Mapping[str, bytes]:
    """The files of the repository's own issue."""
    return letter.outputs(real().records.issues["2023-t3"], real())


def record(kind: str, id_: str, **fields: object) -> Fiche:
    values = {**_BASE[kind], **_PROOF, **fields, "id": id_}
    return KINDS[kind].model.model_validate(values, context={"vocabulary": real().records.vocabulary})


def issue(**fields: object) -> Numero:
    values: dict[str, object] = {
        "id": "2023-t4",
        "titre": "La newsletter",
        "periode": "4e trimestre 2023",
        "date": "2023-10-18",
        "statut": "publie",
        "apercu": "Trois sujets.",
        "editorial": "Un mot.\n\nUn autre.",
    }
    return Numero.model_validate(values | fields, context={"vocabulary": real().records.vocabulary})


def rubric(*choices: str | dict[str, object], titre: str = "Agenda") -> dict[str, object]:
    return {"titre": titre, "choix": [c if isinstance(c, dict) else {"fiche": c} for c in choices]}


def site_with(*records: tuple[str, Fiche], issues: tuple[Numero, ...] = (), **images: bytes) -> Site:
    """A site with `records` as (kind, record) and no others."""
    kinds: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for kind, fiche in records:
        kinds[kind][fiche.id] = fiche
    kinds["issues"] = {one.id: one for one in issues}
    mine: Records = replace(real().records, by_kind=MappingProxyType(kinds))
    return replace(real(), network=replace(real().network, records=mine), images=images)


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    """A picture of one colour."""
    made = BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, form)
    return made.getvalue()
