"""The tables of HSDS 3.0 and their fields, as its tabular profile has them.

https://docs.openreferral.org/en/v3.0/hsds/schema_reference.html ; required fields, types, closed lists and
the names of the files are those of the descriptor that the specification publishes for a Tabular Data
Package (https://docs.openreferral.org/en/v3.0/hsds/serialization.html). A field whose name is a table's and
`_id` names a row of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generators.exchange.formes import COURRIEL, INSTANT, JOUR, NOMBRE, TEXTE, URI, UUID, Forme, un_de

VERSION: Final = "3.0.0"
#: A field as it is written below: its name, « ! » where it is required, « * » where no two rows share it, its
#: type or format behind « : », its closed list behind « = ».
_FIELD: Final = re.compile(r"(?P<nom>\w+)(?P<requis>!?)(?P<seul>\*?)(?::(?P<type>\w+))?(?:=(?P<liste>\S+))?")
#: Hours with seconds, and their distance from UTC wherever it is known.
_HEURE: Final[Forme] = {
    "type": "string",
    "pattern": r"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d([+-]\d{2}:\d{2})?$",
}
_FORMES: Final[Mapping[str, Forme]] = {
    "text": TEXTE, "uuid": UUID, "uri": URI, "email": COURRIEL, "number": NOMBRE,
    "date": JOUR, "datetime": INSTANT, "time": _HEURE,
}  # fmt: skip
_FORMATS: Final = frozenset({"uuid", "uri", "email"})


@dataclass(frozen=True, slots=True)
class Champ:
    """A field of a table."""

    nom: str
    type: str
    requis: bool
    seul: bool
    liste: tuple[str, ...]

    @property
    def forme(self) -> Forme:
        """What it holds in JSON."""
        return un_de(*self.liste) if self.liste else _FORMES[self.type]

    def decrit(self) -> dict[str, object]:
        """What it holds in CSV, as a field of a table schema."""
        text = self.type == "text" or self.type in _FORMATS
        said: dict[str, object] = {"name": self.nom, "type": "string" if text else self.type}
        if self.type in _FORMATS:
            said["format"] = self.type
        unique = {"unique": True} if self.seul else {}
        enum = {"enum": [*self.liste]} if self.liste else {}
        return {**said, "constraints": {"required": self.requis, **unique, **enum}}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the name of its file, its fields in order."""

    fichier: str
    champs: tuple[Champ, ...]

    @property
    def cles(self) -> Iterator[tuple[str, str]]:
        """The fields that name a row of a table, and that table."""
        found = ((champ.nom, champ.nom.removesuffix("_id")) for champ in self.champs)
        return ((name, there) for name, there in found if name != there and there in TABLES)


def _table(file: str, fields: str) -> Table:
    return Table(f"{file}.csv", tuple(map(_champ, fields.split())))


def _champ(written: str) -> Champ:
    found = _FIELD.fullmatch(written)
    assert found, written
    name, listed = found["nom"], found["liste"]
    names_a_row = name == "id" or name.endswith("_id")
    values = tuple(value.replace("_", " ") for value in listed.split(",")) if listed else ()
    type_ = found["type"] or ("uuid" if names_a_row else "text")
    return Champ(name, type_, bool(found["requis"]), bool(found["seul"]), values)


TABLES: Final[Mapping[str, Table]] = {
    "organization": _table(
        "organizations",
        "id!* name! alternate_name description! email:email website:uri tax_status tax_id:text "
        "year_incorporated:number legal_status logo uri:uri parent_organization_id",
    ),
    "program": _table("programs", "id!* organization_id!* name! alternate_name description!"),
    "service": _table(
        "services",
        "id!* organization_id! program_id name! alternate_name description url:uri email:email "
        "status!=active,inactive,defunct,temporarily_closed interpretation_services application_process "
        "fees_description wait_time fees accreditations eligibility_description minimum_age:number "
        "maximum_age:number assured_date:date assurer_email:email licenses alert last_modified:datetime",
    ),
    "attribute": _table(
        "attributes", "id!* link_id! taxonomy_term_id! link_type link_entity! value"
    ),
    "service_at_location": _table("service_at_location", "id!* service_id! location_id! description"),
    "location": _table(
        "locations",
        "id!* location_type!=physical,postal,virtual url:uri organization_id name alternate_name description "
        "transportation latitude:number longitude:number external_identifier external_identifier_type",
    ),
    "phone": _table(
        "phones",
        "id!* location_id service_id organization_id contact_id service_at_location_id number! "
        "extension:number type description",
    ),
    "contact": _table(
        "contacts",
        "id!* organization_id service_id service_at_location_id location_id name title department "
        "email:email",
    ),
    "address": _table(
        "addresses",
        "id!* location_id attention address_1! address_2 city! region state_province! postal_code! country! "
        "address_type!=physical,postal,virtual",
    ),
    "schedule": _table(
        "schedules",
        "id!* service_id location_id service_at_location_id valid_from:date valid_to:date dtstart:date "
        "timezone:number until:date count:number wkst=MO,TU,WE,TH,FR,SA,SU freq=WEEKLY,MONTHLY "
        "interval:number byday byweekno bymonthday byyearday description opens_at:time closes_at:time "
        "schedule_link:uri attending_type notes",
    ),
    "funding": _table("funding", "id!* organization_id service_id source"),
    "service_area": _table("service_areas", "id!* service_id name description extent extent_type uri"),
    "required_document": _table("required_documents", "id!* service_id document uri:uri"),
    "language": _table("languages", "id!* service_id location_id phone_id name code note"),
    "accessibility": _table("accessibility", "id!* location_id description details url:uri"),
    "taxonomy_term": _table(
        "taxonomy_terms",
        "id!* code* name! description! parent_id taxonomy language taxonomy_id term_uri:uri",
    ),
    "metadata": _table(
        "metadata",
        "id!* resource_id! resource_type! last_action_date!:date last_action_type! field_name! "
        "previous_value! replacement_value! updated_by!",
    ),
    "meta_table_description": _table("meta_table_descriptions", "id!* name language character_set"),
    "cost_option": _table(
        "cost_options",
        "id!* service_id! valid_from:date valid_to:date option currency amount:number amount_description",
    ),
    "organization_identifier": _table(
        "organization_identifiers", "id!* organization_id! identifier_scheme identifier_type! identifier!"
    ),
    "taxonomy": _table("taxonomies", "id!* name! description! uri:uri version"),
}  # fmt: skip


def descripteur(titre: str, a_qui: Mapping[str, object]) -> dict[str, object]:
    """`datapackage.json` of the archive: every table, those without rows too, as in the official one, whose
    licence is the specification's; `a_qui` says that of the rows, and whom to name.
    """
    return {
        "name": "human_services_data",
        "title": titre,
        "profile": "tabular-data-package",
        "version": VERSION,
        "homepage": "http://docs.openreferral.org",
        **a_qui,
        "resources": [_resource(name, table) for name, table in TABLES.items()],
    }


def _resource(name: str, table: Table) -> dict[str, object]:
    keys = [
        {"fields": field, "reference": {"resource": there, "fields": "id"}} for field, there in table.cles
    ]
    return {
        "name": name,
        "path": table.fichier,
        "format": "csv",
        "mediatype": "text/csv",
        "profile": "tabular-data-resource",
        "schema": {
            "primaryKey": "id",
            "fields": [champ.decrit() for champ in table.champs],
            **({"foreignKeys": keys} if keys else {}),
        },
    }
