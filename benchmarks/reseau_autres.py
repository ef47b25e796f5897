"""Synthetic events, resources and news, tied to the actors and to each other; an issue that tells of some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

from benchmarks.reseau_acteurs import ACTIONS, FIN, MOTS_CLES, PARAGRAPHES, Fiche, preuve, unique
from benchmarks.reseau_lieux import Tirage, a
from generators.land.territories import PARIS

SUJETS = (
    "Repérer les conduites prostitutionnelles", "Accompagner les familles", "Prévenir les fugues",
    "Agir contre l’exploitation en ligne", "Coordonner les acteurs du territoire", "Soigner le traumatisme",
    "Recueillir la parole des mineurs", "Protéger les mineurs non accompagnés", "Sortir de la prostitution",
)  # fmt: skip
TYPES_EVENEMENT = ("webinaire", "colloque", "formation", "journee-etude", "rencontre", "cine-debat")
TYPES_RESSOURCE = ("guide", "fiche", "outil", "podcast", "replay", "rapport", "livre", "article")


def evenements(nombre: int, ids: Sequence[str], tirage: Tirage, graine: str) -> Iterator[tuple[str, Fiche]]:
    hasard, seen = Random(graine), set[str]()
    for _ in range(nombre):
        fiche = _evenement(ids, tirage, hasard)
        yield unique(fiche["titre"], seen), fiche


def _evenement(ids: Sequence[str], tirage: Tirage, hasard: Random) -> Fiche:
    commune = tirage.commune(hasard)
    jour = FIN + timedelta(days=hasard.randint(-900, 240))
    hour = hasard.randint(8, 15)
    en_ligne = hasard.random() < 0.3
    sujet = hasard.choice(SUJETS)
    fuseau = tirage.places.departements[commune.departement].fuseau
    return {
        "titre": sujet if en_ligne else f"{sujet} : une rencontre {a(commune.nom)}",
        "type": "webinaire" if en_ligne else hasard.choice(TYPES_EVENEMENT[1:]),
        **_texte(hasard),
        "debut": f"{jour}T{hour:02d}:30",
        "fin": f"{jour}T{hour + 2:02d}:00",
        "fuseau": None if en_ligne or fuseau == PARIS else fuseau,
        "en_ligne": en_ligne,
        **(
            {}
            if en_ligne
            else {"lieu": "Salle des fêtes", "commune": commune.nom, "code_insee": commune.code}
        ),
        "territoires": [f"departement:{commune.departement}"],
        "organisateurs": hasard.sample(ids, hasard.randint(1, 3)),
        **_pour(hasard),
        **preuve(hasard),
    }


def ressources(nombre: int, ids: Sequence[str], graine: str) -> Iterator[tuple[str, Fiche]]:
    hasard, seen = Random(graine), set[str]()
    for number in range(nombre):
        fiche = {
            "titre": f"{hasard.choice(SUJETS)}, cahier {number + 1}",
            "type": hasard.choice(TYPES_RESSOURCE),
            **_texte(hasard),
            "date": str(hasard.randint(2015, 2026)),
            "producteurs": hasard.sample(ids, hasard.randint(1, 2)),
            **_pour(hasard),
            "acces": hasard.choice([None, "libre", "sur-demande"]),
            **preuve(hasard),
        }
        yield unique(fiche["titre"], seen), fiche


def actualites(
    nombre: int, ids: Sequence[str], events: Sequence[str], tirage: Tirage, graine: str
) -> Iterator[tuple[str, Fiche]]:
    """Half of the news tell of an event."""
    hasard, seen = Random(graine), set[str]()
    for _ in range(nombre):
        commune = tirage.commune(hasard)
        fiche = {
            "titre": f"{hasard.choice(SUJETS)} : une initiative {a(commune.nom)}",
            "date": (FIN - timedelta(days=hasard.randrange(1000))).isoformat(),
            **_texte(hasard),
            "territoires": [f"departement:{commune.departement}"],
            "acteurs": hasard.sample(ids, hasard.randint(1, 3)),
            "evenements": hasard.sample(events, 1) if hasard.random() < 0.5 else [],
            **_pour(hasard),
            **preuve(hasard),
        }
        yield unique(fiche["titre"], seen), fiche


#: The issue, of the quarter of `FIN`, and how many items each rubric has at most: as many as a real one.
NUMERO = "2026-t4"
RUBRIQUES = {"agenda": ("Agenda", "events", 9), "actualites": ("Actualités", "news", 11),
             "ressources": ("Ressources", "resources", 7)}  # fmt: skip


def numero(made: Sequence[tuple[str, str, Fiche]]) -> Fiche:
    """An issue: the first dates to come, the first news and resources."""
    found = [(kind, id_) for kind, id_, fiche in made if kind != "events" or fiche["debut"] > FIN.isoformat()]
    rubrics = {}
    for name, (title, kind, most) in RUBRIQUES.items():
        chosen = [{"fiche": f"{of}/{id_}"} for of, id_ in found if of == kind][:most]
        rubrics[name] = {"titre": title, "choix": chosen} if chosen else None
    return {
        "titre": "La newsletter",
        "periode": "4e trimestre 2026",
        "date": FIN.isoformat(),
        "statut": "publie",
        "apercu": "Des dates, des initiatives et des ressources, sur la prostitution des mineurs.",
        "editorial": "Ce numéro est composé de fiches inventées.",
        **rubrics,
    }


def _texte(hasard: Random) -> Fiche:
    un, deux = hasard.sample(ACTIONS, 2)
    return {
        "resume": f"Une équipe {un} ; une autre {deux}.",
        "presentation": "\n\n".join(hasard.sample(PARAGRAPHES, hasard.randint(1, 3))),
        "mots_cles": hasard.sample(MOTS_CLES, hasard.randrange(3)),
    }


def _pour(hasard: Random) -> Fiche:
    missions = ["prevenir", "reperer", "accompagner", "former", "mettre-en-reseau"]
    return {
        "missions": hasard.sample(missions, hasard.randint(1, 2)),
        "publics": hasard.choice([["professionnels"], ["familles", "professionnels"], ["mineurs"]]),
    }
