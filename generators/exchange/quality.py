"""The quality of a service as data·inclusion scores it, and what would raise it: for the staff alone.

The ten criteria of `score_qualite` in its official package (data-inclusion-schema, v1), each from 0 to 1; one
that does not apply counts for nothing, the score is the mean of the others. What is asked of a record is
said by the titles of its own fields. A score measures what is told, never what a structure is worth: no page
of the site shows it; the forms of /admin/ tell it of the record that they are writing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from generators.exchange.data_inclusion import LISTES, STATUTS, service
from generators.exchange.rules import offre
from generators.records.models import Acteur
from generators.records.vocabulary import Vocabulary
from generators.site import Site
from generators.words.wording import no_break

Row = Mapping[str, object]
#: Half a year and two years, in days, as the official criterion counts them.
_FRAIS: Final = 180
_PERIME: Final = 730
#: A description this long says enough, and no more than one reads.
_IDEALE: Final = range(200, 2000)
_COURTE: Final = 50


@dataclass(frozen=True, slots=True)
class Critere:
    """A criterion: its official name, its title, what to do about it, and what is looked at.

    `genre`: one of the fields is there (un_de), how many of them are (part), or a measure of its own. It
    applies where one of the `modes` is among those of the service.
    """

    nom: str
    titre: str
    conseil: str
    genre: Literal["un_de", "part", "fraicheur", "prix", "description"]
    cles: tuple[str, ...]
    modes: tuple[str, ...] = ()

    def note(self, row: Row, today: date) -> float | None:
        """From 0 to 1; None where it does not apply."""
        if self.modes and not {
            *_codes(row, "modes_accueil"),
            *_codes(row, "modes_mobilisation"),
        }.intersection(self.modes):
            return None
        match self.genre:
            case "fraicheur":
                age = (today - date.fromisoformat(str(row["date_maj"]))).days
                return min(1.0, max(0.0, (_PERIME - age) / (_PERIME - _FRAIS)))
            case "description":
                length = len(str(row["description"]))
                return 1.0 if length in _IDEALE else 0.0 if length < _COURTE else 0.5
            case "prix" if row.get("frais") == "payant":
                return 1.0 if "frais_precisions" in row else 0.5
            case "part":
                return sum(key in row for key in self.cles) / len(self.cles)
        return float(any(key in row for key in self.cles))


def _codes(row: Row, name: str) -> list[str]:
    found = row.get(name)
    return [str(code) for code in found] if isinstance(found, list) else []


CRITERES: Final = (
    Critere(
        "adresse_bien_definie",
        "Adresse",
        "donner l’adresse où l’on vient (sauf si elle est confidentielle)",
        "un_de",
        ("adresse",),
        ("en-presentiel", "se-presenter"),
    ),
    Critere(
        "modes_mobilisation_bien_definis",
        "Comment et par qui",
        "dire comment le service se sollicite, et par qui",
        "part",
        ("modes_mobilisation", "mobilisable_par"),
    ),
    Critere("au_moins_un_public", "Publics", "dire pour quels publics", "un_de", ("publics",)),
    Critere(
        "au_moins_une_thematique",
        "Thématique",
        "donner la mission la plus précise (toutes n’ont pas de thématique)",
        "un_de",
        ("thematiques",),
    ),
    Critere(
        "au_moins_un_moyen_de_contact",
        "Contact",
        "donner un téléphone, un courriel ou un formulaire",
        "un_de",
        ("courriel", "lien_mobilisation", "telephone"),
    ),
    Critere(
        "courriel_bien_defini",
        "Courriel",
        "donner le courriel, puisqu’on écrit au service",
        "un_de",
        ("courriel",),
        ("envoyer-un-courriel",),
    ),
    Critere(
        "date_maj_recente",
        "Fraîcheur",
        "faire confirmer la fiche par la structure",
        "fraicheur",
        ("date_maj",),
    ),
    Critere("frais_bien_definis", "Prix", "dire si c’est gratuit, ou ce que l’on paie", "prix", ("frais",)),
    Critere(
        "description_bien_definie",
        "Description",
        f"décrire le service en {_IDEALE.start} à {_IDEALE.stop} signes, « En une phrase » et « Pour quoi » "
        "compris",
        "description",
        ("description",),
    ),
    Critere(
        "telephone_bien_defini",
        "Téléphone",
        "donner le téléphone, puisqu’on appelle le service",
        "un_de",
        ("telephone",),
        ("telephoner",),
    ),
)


def bareme(vocabulary: Vocabulary) -> dict[str, object]:
    """What the forms need to score a record while it is written (`site/scripts/forms/qualite.js`)."""
    terms = {name: vocabulary.lists[name].items() for name in LISTES if vocabulary.has(name)}
    return {
        "criteres": [
            {"conseil": no_break(one.conseil), "genre": one.genre, "cles": one.cles, "modes": one.modes}
            for one in CRITERES
        ],
        "termes": {
            name: {code: term.data_inclusion for code, term in items if term.data_inclusion}
            for name, items in terms.items()
        },
        "muets": [role for role in ("", *vocabulary.roles) if not vocabulary.acts(role)],
        "fraicheur": [_FRAIS, _PERIME],
        "description": [_COURTE, _IDEALE.start, _IDEALE.stop],
    }


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
