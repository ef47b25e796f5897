"""The mapping of an actor to a standard: one rule a target field, and what no rule carries.

The rules make the export, its description on the page « Données », and the report of what it loses; so
the three cannot disagree. Which actors are structures and which are services of one is a split that every
standard makes, and stands here too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generators.exchange.edition import renseigne
from generators.records.models import Acteur
from generators.records.vocabulary import Vocabulary
from generators.site import Site


@dataclass(frozen=True, slots=True)
class Regle:
    """A field of the standard, the fields of ours that feed it, how, and what gets narrower on the way."""

    cible: str
    champs: tuple[str, ...]
    valeur: Callable[[Site, Acteur], object]
    note: str = ""


def copie(*names: str) -> tuple[Regle, ...]:
    """Fields that bear the same name and take the same values there as here."""
    return tuple(Regle(name, (name,), _reads(name)) for name in names)


def lieu(*names: str) -> tuple[Regle, ...]:
    """Fields of a place: never those of a confidential one, whatever its record holds."""
    return tuple(Regle(name, (name,), _reads_place(name)) for name in names)


def _reads(name: str) -> Callable[[Site, Acteur], object]:
    return lambda _, acteur: getattr(acteur, name)


def _reads_place(name: str) -> Callable[[Site, Acteur], object]:
    return lambda _, acteur: None if acteur.adresse_confidentielle else getattr(acteur, name)


def appliquer(regles: Iterable[Regle], site: Site, acteur: Acteur) -> dict[str, object]:
    """The row of an actor: the target fields that have a value."""
    return renseigne({regle.cible: regle.valeur(site, acteur) for regle in regles})


def perdus(portes: Iterable[str]) -> tuple[str, ...]:
    """The fields of an actor that are not among those carried."""
    carried = {"id", *portes}
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


def offre(acteur: Acteur) -> bool:
    """True when one can ask something of the actor: it is a service, lists some, or says how to ask."""
    asked = (acteur.porte_par, acteur.services, acteur.modes_mobilisation, acteur.mobilisable_par)
    return any(asked)


def description(acteur: Acteur) -> str:
    """All that the record says of what it does, in paragraphs."""
    services = "\n".join(f"- {service}" for service in acteur.services)
    return "\n\n".join(part for part in (acteur.resume, acteur.presentation, services) if part)
