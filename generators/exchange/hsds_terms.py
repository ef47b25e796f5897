"""The terms of our lists as taxonomies of HSDS: those that actors have, each with its list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from generators.exchange.hsds_rules import Row, actifs, terme
from generators.exchange.rules import renseigne
from generators.records.models import Acteur
from generators.site import Site

#: The lists that become taxonomies, by the field of an actor that takes their terms.
TAXONOMIES: Mapping[str, str] = {
    "type": "types_acteur",
    "categorie": "categories",
    "role": "roles",
    "missions": "missions",
    "publics": "publics",
    "genre_accueilli": "genre_accueilli",
    "disponibilite_urgence": "disponibilite_urgence",
}
NOMS_TAXONOMIES = {
    "types_acteur": "Types de structure",
    "categories": "Catégories",
    "roles": "Rôles",
    "missions": "Missions",
    "publics": "Publics",
    "genre_accueilli": "Filles, garçons",
    "disponibilite_urgence": "Accueil en urgence",
}


def employes(site: Site) -> frozenset[object]:
    """The ids of the terms that are used."""
    return frozenset(terme(*one) for acteur in actifs(site) for one in termes_de(acteur))


def termes_de(acteur: Acteur) -> Iterator[tuple[str, str]]:
    """The terms of an actor, each with its list."""
    for field, liste in TAXONOMIES.items():
        value = getattr(acteur, field)
        for code in value if isinstance(value, tuple) else filter(None, (value,)):
            yield liste, code


def taxonomies(site: Site, used: Set[object]) -> Iterator[Row]:
    """The lists of which a term is used; `used` are ids of terms."""
    for liste in NOMS_TAXONOMIES:
        if any(terme(liste, code) in used for code in site.records.vocabulary.lists.get(liste, {})):
            yield taxonomie(site, liste)


def termes(site: Site, used: Set[object]) -> Iterator[Row]:
    """The terms that are used, and the wider ones of these."""
    for liste in NOMS_TAXONOMIES:
        rows = [terme_de(site, liste, code) for code in site.records.vocabulary.lists.get(liste, {})]
        wider = {row.get("parent_id") for row in rows if row["id"] in used}
        yield from (row for row in rows if row["id"] in used or row["id"] in wider)


def taxonomie(site: Site, liste: str) -> Row:
    name = NOMS_TAXONOMIES[liste]
    about = f"La liste « {name} » du vocabulaire du réseau {site.identity.nom}."
    return {"id": terme(liste), "name": name, "description": about}


def terme_de(site: Site, liste: str, code: str) -> Row:
    term = site.records.vocabulary.lists[liste][code]
    return renseigne(
        {
            "id": terme(liste, code),
            "code": f"{liste}:{code}",
            "name": term.libelle,
            "description": term.description or term.libelle,
            "parent_id": terme(liste, term.parent) if term.parent else None,
            "taxonomy": NOMS_TAXONOMIES[liste],
            "language": "fr",
            "taxonomy_id": terme(liste),
        }
    )
