"""What every export stands on: names that last, what a file says of itself, one rule a target field.

The rules of a standard make its export, its description on the page « Données », and the report of what it
loses, so the three cannot disagree. Which actors are structures and which are services of one is a split that
every standard makes. An export holds nothing but the records, the day handed to the build and the commit of
the records: two builds of one commit on one day are byte-identical.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from generators.exchange.formes import TEXTE, Forme
from generators.records.identity import Identifiants
from generators.records.models import Acteur
from generators.records.vocabulary import Vocabulary
from generators.site import Site

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Regle:
    """A field of the standard, the fields of ours that feed it, how, and what gets narrower on the way.

    `forme` is the shape of what it gives: None for that of the first of our fields. `requis`: it always
    gives something.
    """

    cible: str
    champs: tuple[str, ...]
    valeur: Callable[[Site, Acteur], object]
    note: str = ""
    forme: Forme | None = field(default_factory=lambda: TEXTE)
    requis: bool = False


#: What is said of the mailboxes that an export passes on.
COURRIEL = "Sans les boîtes qui ne servent qu’à un usage : les dons, les formations."


def copie(*names: str) -> tuple[Regle, ...]:
    """Fields that bear the same name and take the same values there as here."""
    return tuple(Regle(name, (name,), _reads(name), forme=None) for name in names)


def lieu(*names: str) -> tuple[Regle, ...]:
    """Fields of a place: never those of a confidential one, whatever its record holds."""
    return tuple(Regle(name, (name,), _reads_place(name), forme=None) for name in names)


def _reads(name: str) -> Callable[[Site, Acteur], object]:
    return lambda _, acteur: getattr(acteur, name)


def _reads_place(name: str) -> Callable[[Site, Acteur], object]:
    return lambda _, acteur: None if acteur.adresse_confidentielle else getattr(acteur, name)


def appliquer(regles: Iterable[Regle], site: Site, acteur: Acteur) -> dict[str, object]:
    """The row of an actor: the target fields that have a value."""
    return renseigne({regle.cible: regle.valeur(site, acteur) for regle in regles})


def perdus(portes: Iterable[str]) -> tuple[str, ...]:
    """The fields of an actor that are not among those carried."""
    carried = {"id", *Acteur.INTERNES, *portes}
    return tuple(name for name in Acteur.model_fields if name not in carried)


def titres(names: Iterable[str]) -> list[str]:
    """The French titles of fields of an actor."""
    return [Acteur.model_fields[name].title or name for name in names]


def equivalents(vocabulary: Vocabulary, liste: str, codes: Sequence[str]) -> list[str]:
    """The data·inclusion equivalents of terms, each once, in their order."""
    terms = vocabulary.lists[liste]
    return list(dict.fromkeys(found for code in codes for found in terms[code].data_inclusion))


def sans_equivalent(vocabulary: Vocabulary, liste: str) -> list[str]:
    """The labels of the terms that data·inclusion has no word for."""
    return [term.libelle for term in vocabulary.lists[liste].values() if not term.data_inclusion]


def structure_de(acteur: Acteur, acteurs: Mapping[str, Acteur], statuts: Collection[str]) -> Acteur:
    """The structure that answers for an actor: itself, or the one that carries it, as far up as it goes."""
    while acteur.porte_par and acteurs[acteur.porte_par].statut in statuts:
        acteur = acteurs[acteur.porte_par]
    return acteur


def est_structure(site: Site, acteur: Acteur, statuts: Collection[str]) -> bool:
    """True for one that nobody carries; and for one that does not act, which is nobody's service."""
    return not site.network.acts(acteur) or structure_de(acteur, site.records.actors, statuts) is acteur


def offre(site: Site, acteur: Acteur) -> bool:
    """True when one can ask something of an actor that acts: it is a service, lists some, says how to ask."""
    if not site.network.acts(acteur):
        return False
    asked = (acteur.porte_par, acteur.services, acteur.modes_mobilisation, acteur.mobilisable_par)
    return any(asked) or bool(acteur.lien_mobilisation)


def description(acteur: Acteur) -> str:
    """All that the record says of what it does, in paragraphs."""
    services = "\n".join(f"- {service}" for service in acteur.services)
    return "\n\n".join(part for part in (acteur.resume, acteur.presentation, services) if part)


FOLDER = "donnees/"


def du_reseau(site: Site, what: str) -> str:
    """« Acteurs du réseau … »: what a file is called."""
    return f"{what} du réseau {site.identity.nom}"


def entete(site: Site, titre: str) -> dict[str, object]:
    """What stands at the head of a file: title, date, commit, licence, whom to name."""
    return {
        "titre": titre,
        "date": site.today.isoformat(),
        "commit": site.commit,
        "licence": site.identity.licence.code,
        "producteur": site.identity.producteur,
        "site": site.url(""),
    }


def a_qui(site: Site) -> dict[str, object]:
    """The licence and whom to name, as a Frictionless descriptor says them."""
    licence, named = site.identity.licence, site.identity.producteur
    return {
        "licenses": [{"name": licence.code, "title": licence.titre, "path": licence.url}],
        "contributors": [{"title": named, "roles": ["publisher"]}],
    }


def version(site: Site) -> bytes:
    """`version.json`, by which one sees from outside which commit is published, and from when."""
    return as_json({"commit": site.commit, "date": site.today.isoformat()})


#: What is said of the contacts that an export passes on.
QUI_AGIT = "Seulement celui d’une structure qui agit."


def joint(site: Site, acteur: Acteur, value: T) -> T | None:
    """What one reaches an actor by, when it acts: nobody is sent to the others."""
    return value if site.network.acts(acteur) else None


_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def as_json(value: object) -> bytes:
    """One line a first-level item would be nice to read; compact is lighter, and every reader takes it."""
    return _JSON.encode(value).encode() + b"\n"


def en_ligne(row: object) -> bytes:
    """A row as JSON."""
    return _JSON.encode(row).encode()


def rows_as_json(rows: Iterable[bytes]) -> bytes:
    """The array of the rows, each of which is written already; nothing for a record that has none."""
    return b"[%b]\n" % b",".join(filter(None, rows))


def bare(rows: Iterable[bytes]) -> bytes:
    """An array that a database takes as it is, a row a line.

    Rows that say a key which none before says come first: who makes a table of the first rows alone
    (`sqlite-utils insert`) misses no column, and has seen a value of each.
    """
    seen: set[str] = set()
    first: list[bytes] = []
    others: list[bytes] = []
    for row in filter(None, rows):
        keys = json.loads(row).keys()
        (others if keys <= seen else first).append(row)
        seen |= keys
    return b"[\n%b\n]\n" % b",\n".join((*first, *others))


def under_head(head: Mapping[str, object], key: str, rows: Iterable[bytes]) -> bytes:
    """An object whose last key holds the rows."""
    whole = as_json({**head, key: []})
    return whole.removesuffix(b"[]}\n") + rows_as_json(rows).removesuffix(b"\n") + b"}\n"


def renseigne(values: Mapping[str, object]) -> dict[str, object]:
    """The keys that have a value: what is not known is left out."""
    return {key: value for key, value in values.items() if value not in (None, "", (), [])}


def uid(names: Identifiants, event: str, part: str) -> str:
    """The name of one entry of an event in calendars: "rapport-2026-0@association.example"."""
    return f"{event}-{part}@{names.autorite}"


def tag(names: Identifiants, path: str) -> str:
    """The name of a record or of a feed: "tag:association.example,2026:mon-reseau/events/rapport-2026"."""
    return f"tag:{names.autorite},{names.annee}:{names.code}/{path}"
