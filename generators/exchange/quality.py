"""The quality of a service as data·inclusion scores it, and what would raise it: for the staff alone.

The ten criteria of `score_qualite` in its official package (data-inclusion-schema, v1), each from 0 to 1; one
that does not apply counts for nothing, the score is the mean of the others. What is asked of a record is
said by the titles of its own fields. A score measures what is told, never what a structure is worth: no page
of the site shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from generators.exchange.data_inclusion import STATUTS, service
from generators.exchange.rules import offre
from generators.records.models import Acteur
from generators.site import Site

Row = Mapping[str, object]
#: Half a year and two years, as the official criterion counts them.
_FRAIS: Final = timedelta(days=180)
_PERIME: Final = timedelta(days=730)
#: A description this long says enough, and no more than one reads.
_IDEALE: Final = range(200, 2000)
_COURTE: Final = 50


@dataclass(frozen=True, slots=True)
class Critere:
    """A criterion: its official name, its title, what it gives of a service, what to do about it."""

    nom: str
    titre: str
    note: Callable[[Row, date], float | None]
    conseil: str


def _si(key: str, *modes: str, dans: Iterable[str]) -> Callable[[Row, date], float | None]:
    """1 when a field is there, 0 when not, where one of the modes is among those of the service."""
    lists = tuple(dans)

    def note(row: Row, _: date) -> float | None:
        told = {code for name in lists for code in _codes(row, name)}
        return float(key in row) if told.intersection(modes) else None

    return note


def _codes(row: Row, name: str) -> list[str]:
    found = row.get(name)
    return [str(code) for code in found] if isinstance(found, list) else []


def _un_de(*keys: str) -> Callable[[Row, date], float]:
    return lambda row, _: float(any(key in row for key in keys))


def _part(*keys: str) -> Callable[[Row, date], float]:
    return lambda row, _: sum(key in row for key in keys) / len(keys)


def _fraicheur(row: Row, today: date) -> float:
    age = today - date.fromisoformat(str(row["date_maj"]))
    return min(1.0, max(0.0, (_PERIME - age) / (_PERIME - _FRAIS)))


def _description(row: Row, _: date) -> float:
    length = len(str(row["description"]))
    return 1.0 if length in _IDEALE else 0.0 if length < _COURTE else 0.5


def _prix(row: Row, _: date) -> float:
    if row.get("frais") == "payant":
        return 1.0 if "frais_precisions" in row else 0.5
    return float("frais" in row)


CRITERES: Final = (
    Critere(
        "adresse_bien_definie",
        "Adresse",
        _si("adresse", "en-presentiel", "se-presenter", dans=("modes_accueil", "modes_mobilisation")),
        "donner l’adresse où l’on vient (sauf si elle est confidentielle)",
    ),
    Critere(
        "modes_mobilisation_bien_definis",
        "Comment et par qui",
        _part("modes_mobilisation", "mobilisable_par"),
        "dire comment le service se sollicite, et par qui",
    ),
    Critere("au_moins_un_public", "Publics", _un_de("publics"), "dire pour quels publics"),
    Critere(
        "au_moins_une_thematique",
        "Thématique",
        _un_de("thematiques"),
        "donner la mission la plus précise (toutes n’ont pas de thématique)",
    ),
    Critere(
        "au_moins_un_moyen_de_contact",
        "Contact",
        _un_de("courriel", "lien_mobilisation", "telephone"),
        "donner un téléphone, un courriel ou un formulaire",
    ),
    Critere(
        "courriel_bien_defini",
        "Courriel",
        _si("courriel", "envoyer-un-courriel", dans=("modes_mobilisation",)),
        "donner le courriel, puisqu’on écrit au service",
    ),
    Critere(
        "date_maj_recente",
        "Fraîcheur",
        _fraicheur,
        "faire confirmer la fiche par la structure (maillage verify letters)",
    ),
    Critere("frais_bien_definis", "Prix", _prix, "dire si c’est gratuit, ou ce que l’on paie"),
    Critere(
        "description_bien_definie",
        "Description",
        _description,
        f"décrire le service en {_IDEALE.start} à {_IDEALE.stop} signes, « En une phrase » et « Pour quoi » "
        "compris",
    ),
    Critere(
        "telephone_bien_defini",
        "Téléphone",
        _si("telephone", "telephoner", dans=("modes_mobilisation",)),
        "donner le téléphone, puisqu’on appelle le service",
    ),
)


@dataclass(frozen=True, slots=True)
class Qualite:
    """The score of a service, from 0 to 1; of each criterion, None where it does not apply."""

    acteur: Acteur
    score: float
    notes: Mapping[str, float | None]

    @property
    def conseils(self) -> list[str]:
        """What raises it, what counts most first."""
        low = sorted(
            (note, rank) for rank, note in enumerate(self.notes.values()) if note is not None and note < 1
        )
        return [CRITERES[rank].conseil for _, rank in low]


def qualite(site: Site, acteur: Acteur) -> Qualite:
    """Of an actor that is a service."""
    return note(service(site, acteur), site.today, acteur)


def note(row: Row, today: date, acteur: Acteur) -> Qualite:
    notes = {one.nom: one.note(row, today) for one in CRITERES}
    told = [round(one, 2) for one in notes.values() if one is not None]
    return Qualite(acteur, round(sum(told) / len(told), 2), notes)


def qualites(site: Site) -> list[Qualite]:
    """Every service that data·inclusion is given, the lowest first."""
    given = (a for a in site.records.actors.values() if a.statut in STATUTS and offre(site, a))
    return sorted((qualite(site, one) for one in given), key=lambda one: (one.score, one.acteur.id))
