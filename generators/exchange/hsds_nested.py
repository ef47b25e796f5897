"""HSDS as its own JSON: each service, each organization, with all that is said of it inside it.

https://docs.openreferral.org/en/v3.0/hsds/serialization.html : what the tables tie by ids stands in the place
of the id. The specification has no file of several services; it is an array of them, as in the lists of its
API. An organization has no services inside: each service has its organization, in short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from generators.exchange import hsds_rows as rows
from generators.exchange import hsds_terms
from generators.exchange.formes import Forme, liste, objet
from generators.exchange.hsds_rules import ORGANISATION, Row, actifs, est_organisation, est_service, structure
from generators.exchange.hsds_tables import TABLES
from generators.exchange.rules import appliquer, bare, en_ligne, renseigne
from generators.records.models import Acteur
from generators.site import Site

#: A table → the keys that hold rows of others, and of which; « [] » where they are several.
DEDANS: Mapping[str, Mapping[str, str]] = {
    "service": {
        "organization": "organization",
        "phones": "phone[]",
        "schedules": "schedule[]",
        "service_areas": "service_area[]",
        "languages": "language[]",
        "service_at_locations": "service_at_location[]",
        "attributes": "attribute[]",
    },
    "organization": {
        "phones": "phone[]",
        "locations": "location[]",
        "organization_identifiers": "organization_identifier[]",
        "attributes": "attribute[]",
    },
    "service_at_location": {"location": "location"},
    "location": {"addresses": "address[]", "accessibility": "accessibility[]", "schedules": "schedule[]"},
    "attribute": {"taxonomy_term": "taxonomy_term"},
    "taxonomy_term": {"taxonomy_detail": "taxonomy"},
}
#: The keys that say to which row another belongs: it stands inside it.
_LIENS = frozenset(key for table in TABLES.values() for key, _ in table.cles) | {"link_id", "link_entity"}


def services(site: Site) -> bytes:
    """Every service, whole."""
    return bare(site.each(_service, actifs(site)))


def organisations(site: Site) -> bytes:
    """Every organization, whole."""
    return bare(site.each(_organisation, actifs(site)))


def _service(site: Site, acteur: Acteur) -> bytes:
    """A service as JSON; nothing for an actor that is none."""
    if not est_service(site, acteur):
        return b""
    [row] = _inside(site, acteur, "service")
    inside = {
        "organization": appliquer(ORGANISATION, site, structure(site, acteur)),
        "phones": _inside(site, acteur, "phone"),
        "schedules": _inside(site, acteur, "schedule"),
        "service_areas": _inside(site, acteur, "service_area"),
        "languages": _inside(site, acteur, "language"),
        "service_at_locations": [*_served(site, acteur)],
        "attributes": _attributes(site, acteur, "service"),
    }
    return en_ligne(renseigne({**row, **inside}))


def _organisation(site: Site, acteur: Acteur) -> bytes:
    """An organization as JSON; nothing for an actor that another carries."""
    if not est_organisation(site, acteur):
        return b""
    [row] = _inside(site, acteur, "organization")
    inside = {
        "phones": _inside(site, acteur, "phone"),
        "locations": [*_locations(site, acteur)],
        "organization_identifiers": _inside(site, acteur, "organization_identifier"),
        "attributes": _attributes(site, acteur, "organization"),
    }
    return en_ligne(renseigne({**row, **inside}))


def _inside(site: Site, acteur: Acteur, table: str) -> list[Row]:
    """The rows that an actor gives to a table, as they stand inside another."""
    return [_bare(row) for row in rows.lignes(site, acteur, table)]


def _bare(row: Row) -> Row:
    return {key: value for key, value in row.items() if key not in _LIENS}


def _served(site: Site, acteur: Acteur) -> Iterator[Row]:
    """Where the service is given."""
    places = {place["id"]: place for place in _locations(site, acteur)}
    for row in rows.lignes(site, acteur, "service_at_location"):
        yield {"id": row["id"], "location": places[row["location_id"]]}


def _locations(site: Site, acteur: Acteur) -> Iterator[Row]:
    """The places of an actor; what is told of one is of the physical one."""
    for place in _inside(site, acteur, "location"):
        here = place["location_type"] == "physical"
        about = {
            "addresses": _inside(site, acteur, "address") if here else [],
            "accessibility": _inside(site, acteur, "accessibility") if here else [],
            "schedules": [*map(_bare, _hours_of_place(site, acteur))] if here else [],
        }
        yield renseigne({**place, **about})


def _hours_of_place(site: Site, acteur: Acteur) -> Iterable[Row]:
    return (row for row in rows.lignes(site, acteur, "schedule") if "location_id" in row)


def _attributes(site: Site, acteur: Acteur, entity: str) -> list[Row]:
    """Its terms, each with its list."""
    found = (row for row in rows.lignes(site, acteur, "attribute") if row["link_entity"] == entity)
    return [
        {**_bare(row), "taxonomy_term": _terme(site, *term)}
        for row, term in zip(found, hsds_terms.termes_de(acteur), strict=True)
    ]


def _terme(site: Site, liste: str, code: str) -> Row:
    return {
        **_bare(hsds_terms.terme_de(site, liste, code)),
        "taxonomy_detail": hsds_terms.taxonomie(site, liste),
    }


def forme(table: str) -> Callable[[], Forme]:
    """What a file of rows of a table holds, as a JSON Schema."""
    return partial(_forme, table)


def _forme(table: str) -> Forme:
    told = "La spécification : https://docs.openreferral.org/en/v3.0/hsds/schema_reference.html"
    return {**liste({"$ref": f"#/$defs/{table}"}, description=told), "$defs": dict(_definitions(table))}


def _definitions(table: str) -> Iterator[tuple[str, Forme]]:
    fields = {field.nom: field.forme for field in TABLES[table].champs if field.nom not in _LIENS}
    inside = DEDANS.get(table, {})
    for key, of in inside.items():
        ref = {"$ref": f"#/$defs/{of.removesuffix('[]')}"}
        fields[key] = {**liste(ref), "minItems": 1} if of.endswith("[]") else ref
    needed = [field.nom for field in TABLES[table].champs if field.requis and field.nom in fields]
    yield table, objet(fields, needed)
    for of in inside.values():
        yield from _definitions(of.removesuffix("[]"))
