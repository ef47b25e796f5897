"""To whom one reports in a territory, as its records say it; nobody known is said, never filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generators.booklets.drawings import Drawings
from generators.booklets.entries import PHONE, numbers
from generators.land import coverage
from generators.land.territories import Departement, Territory
from generators.network import addresses
from generators.pages.departements.page import reporting
from generators.records.models import Acteur, Ressource
from generators.site import Site
from generators.words.wording import majuscule

#: The role of those to whom one reports (data/vocabulary.yml).
ROLE = "signalement"
NO_PHONE = "Téléphone non renseigné"


@dataclass(frozen=True, slots=True)
class _Reporting:
    """`listed` are the structures that the booklet has, to which a name leads."""

    site: Site
    listed: Collection[str]

    def row(
        self, title: str, words: str | None, actors: Iterable[Acteur] = (), missing: str | None = None
    ) -> dict[str, Any]:
        known = [self.contact(acteur) for acteur in actors]
        return {"titre": title, "phrase": words, "contacts": known, "manque": None if known else missing}

    def contact(self, acteur: Acteur) -> dict[str, Any]:
        said = [
            (None if one["nom"] == PHONE else one["nom"], one["numero"]) for one in numbers(self.site, acteur)
        ]
        return {
            "nom": acteur.nom,
            "cle": acteur.id if acteur.id in self.listed else None,
            "numeros": [{"pour": name, "numero": number} for name, number in said or [(None, NO_PHONE)]],
        }

    def everywhere(self) -> list[dict[str, Any]]:
        danger = self.site.records.urgence("danger-immediat")
        advice = self.site.records.urgence("conseil")
        twin = f" ou {danger.ou}" if danger.ou else ""
        return [
            self.row(danger.libelle, f"{danger.affichage}{twin}"),
            self.row("Doute, inquiétude", f"{advice.affichage}, {advice.libelle}"),
        ]

    def of(self, departement: Departement) -> list[dict[str, Any]]:
        landscape = self.site.network.landscapes[departement.code]
        known = reporting(landscape)
        named = {acteur.id for group in (known.crip, known.parquet, known.uaped) for acteur in group}
        others = [one for one in landscape.at_work if one.role == ROLE and one.id not in named]
        cell = f"La cellule {departement.du} qui recueille les informations préoccupantes."
        justice = "Le procureur de la République."
        care = "L’unité d’accueil pédiatrique (UAPED)."
        return [
            self.row("CRIP", cell, known.crip, "CRIP non renseignée."),
            self.row("Parquet", justice, known.parquet, "Parquet non renseigné."),
            self.row("Soin et audition", care, known.uaped, "Lieu non renseigné."),
            *([self.row("Aussi", None, others)] if others else []),
        ]


def told(
    site: Site, territory: Territory, departements: Sequence[Departement], listed: Collection[str]
) -> dict[str, Any]:
    """What holds everywhere, then a row for each sort, département by département."""
    rows = _Reporting(site, listed)
    alone = len(departements) == 1
    places = [{"titre": None if alone else one.avec_code, "rangs": rows.of(one)} for one in departements]
    return {
        "titre": f"À qui signaler {territory.dans}",
        "chapo": "Ce qui change d’un département à l’autre. Devant un danger immédiat, on appelle.",
        "lieux": [{"titre": None, "rangs": rows.everywhere()}, *places],
    }


def procedure(site: Site, territory: Territory, codes: frozenset[str], drawings: Drawings) -> dict[str, Any]:
    """The written works that are of the territory itself, and not of the whole country."""
    found = [one for one in site.network.resources_latest_first if _local(site, one, codes)]
    vocabulary = site.records.vocabulary
    return {
        "titre": "Procédures et outils propres à ce territoire",
        "ressources": [
            {
                "titre": one.titre,
                "sorte": vocabulary.label("types_ressource", one.type),
                "resume": one.resume,
                "code": drawings.code(addresses.ressource(one.id), majuscule(one.titre)),
            }
            for one in found
        ],
        "manque": None if found else f"Aucune procédure locale n’est renseignée {territory.dans}.",
    }


def _local(site: Site, resource: Ressource, codes: frozenset[str]) -> bool:
    levels = coverage.levels(resource.territoires, site.places)
    return any(levels.get(code, "france") != "france" for code in codes)
