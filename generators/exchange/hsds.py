"""The network in Open Referral's Human Services Data Specification, HSDS 3.0, in both forms that it allows.

https://docs.openreferral.org/en/v3.0/hsds/serialization.html : nested JSON, and an archive of CSV files with
the descriptor of its tabular profile. One set of rows (`hsds_rows`) makes both, their schemas, and what the
page of the open data says of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generators.exchange import hsds_nested
from generators.exchange.formes import Forme
from generators.exchange.hsds_rows import TABLES, lignes
from generators.exchange.hsds_rules import ORGANISATION, SERVICE, uuid
from generators.exchange.hsds_zip import FICHIER, archive
from generators.site import Site

__all__ = [
    "FICHIER", "ORGANISATION", "REMARQUES", "SERVICE", "TABLES", "archive", "emboites", "lignes", "uuid",
]  # fmt: skip

REMARQUES = (
    "Les structures fermées n’y sont pas ; une structure suspendue y est un service « temporarily closed ».",
    "Le rôle d’une fiche y est un terme (attribute). Celle qui n’agit pas (institution, producteur, "
    "structure seulement citée) y est une structure, jamais un service, et n’a ni téléphone, ni courriel, ni "
    "horaires.",
    "Un service n’y paraît que si la fiche agit, et est portée par une structure, énumère ce qu’on y "
    "obtient, dit comment ou par qui elle se sollicite, ou est suspendue.",
    "Une adresse n’y paraît que si l’on connaît sa voie, sa commune et son code postal, que HSDS exige.",
    "Les horaires y sont à l’heure du lieu, avec leur décalage : comme celui de Paris change avec la saison, "
    "chaque règle y est deux fois, pour l’heure du jour de la publication et pour la suivante, avec les "
    "dates de chacune (valid_from, valid_to). À l’étranger, le décalage n’est pas dit. « 24 h » s’y écrit "
    "23:59.",
    "Une règle n’y est que si la notation d’OpenStreetMap ne dit pas plus qu’une semaine, ou que des jours "
    "du mois ; une partie de l’année où l’on ferme coupe ses dates (valid_from, valid_to). Jours fériés et "
    "saisons y restent en toutes lettres (description), et la notation elle-même (notes).",
    "Ce à quoi sert chaque ligne, et les horaires de celles qui s’ajoutent à la première, y sont en toutes "
    "lettres (phone.description) : HSDS ne donne d’horaires qu’aux services et aux lieux.",
    "Les horaires d’une structure qui n’est pas un service y sont ceux de son lieu ; sans lieu connu, ils "
    "n’y sont pas. Le SIRET d’un service porté par une structure n’y est pas.",
    "L’archive a toutes les tables et toutes les colonnes de la spécification, même vides : son descripteur "
    "officiel s’y applique. Des listes, seuls les termes employés y sont. Un texte qu’un tableur prendrait "
    "pour une formule y est précédé d’une apostrophe ; le JSON ne change rien.",
)


def emboites() -> Iterator[tuple[str, str, Callable[[Site], bytes], Callable[[], Forme]]]:
    """Each file of nested JSON: its path, its title, what makes it, what says its shape."""
    yield "hsds/services.json", "Services", hsds_nested.services, hsds_nested.forme("service")
    yield (
        "hsds/organizations.json",
        "Structures",
        hsds_nested.organisations,
        hsds_nested.forme("organization"),
    )
