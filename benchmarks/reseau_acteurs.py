"""Synthetic actors: a kind, a place, and the fields as often filled in as in a real directory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks import reseau_genres as g
from benchmarks.reseau_lieux import Tirage, a, de
from generators.land.territories import Commune
from generators.records.rules.sense import SMALL
from generators.words.wording import fold

Fiche = dict[str, Any]
FIN = date(2026, 11, 22)
PROPRES, SUITES = g.mots(g.PROPRES), g.mots(g.SUITES)
#: Those that say no place: neither a commune, nor what stands near one.
PROPRES_DISCRETS = [nom for nom in PROPRES if nom not in {"Clairière", "Colombes", "Fontaine", "Vallée"}]
SUITES_DISCRETES = [suite for suite in SUITES if len(suite) < 10 and suite[:1] not in ("d", "e")]
#: Départements whose name says a town (Belfort), which the id of a confidential place may not.
TROP_DITS = {"90"}
SERVICES, ACTIONS = g.mots(g.SERVICES), g.mots(g.MISES_EN_OEUVRE)
PARAGRAPHES, VOIES, MOTS_CLES = g.mots(g.PARAGRAPHES), g.mots(g.VOIES), g.mots(g.MOTS_CLES)


def acteurs(nombre: int, tirage: Tirage, graine: str) -> Iterator[tuple[str, Fiche]]:
    """Ids and records; a carrier always stands before what it carries."""
    hasard = Random(graine)
    genres = hasard.choices(g.GENRES, [genre.part for genre in g.GENRES], k=nombre)
    porteurs: dict[str, list[str]] = defaultdict(list)
    seen: set[str] = set()
    for genre in sorted(genres, key=lambda genre: not genre.chef):
        commune = tirage.commune(hasard)
        while genre.cache and commune.departement in TROP_DITS:
            commune = tirage.commune(hasard)
        fiche = _acteur(genre, commune, tirage, hasard)
        id_ = unique(fiche["nom"], seen)
        if genre.chef:
            porteurs[commune.departement].append(id_)
        elif porteurs[commune.departement] and hasard.random() < 0.3:
            fiche["porte_par"] = hasard.choice(porteurs[commune.departement])
        yield id_, fiche


def unique(nom: str, seen: set[str]) -> str:
    """A name as an id that no other record has."""
    base = "-".join(fold(nom).split())[:52].strip("-")
    id_, number = base, 2
    while id_ in seen:
        id_, number = f"{base}-{number}", number + 1
    seen.add(id_)
    return id_


def _acteur(genre: g.Genre, commune: Commune, tirage: Tirage, hasard: Random) -> Fiche:
    zones = [] if hasard.random() < 0.15 else tirage.zone(genre.portee, commune, hasard)
    zones = [f"departement:{commune.departement}"] if genre.cache and zones else zones
    large = commune.population < SMALL and any(z == "france" or z.startswith("region") for z in zones)
    return {
        "nom": _nom(genre, commune, tirage, hasard),
        "type": genre.type,
        "categorie": genre.categorie,
        "role": _role(genre, hasard),
        "statut": hasard.choices([None, "suspendu", "ferme"], [97, 2, 1])[0],
        **_textes(genre, hasard),
        **_pour_qui(genre, hasard),
        **_lieu(genre, commune, hasard),
        "zone_eligibilite": zones,
        "zone_precisions": "Sur orientation des services de l’aide sociale à l’enfance." if large else None,
        **_contact(genre, commune, hasard),
        **_acces(hasard),
        **preuve(hasard),
    }


#: What a kind of structure does for others, by its category; one record in ten does not say it.
ROLES = {"coordination": "institution", "formation": "appui", "justice": "signalement"}


def _role(genre: g.Genre, hasard: Random) -> str | None:
    return ROLES.get(genre.categorie, "aide") if hasard.random() < 0.9 else None


def _nom(genre: g.Genre, commune: Commune, tirage: Tirage, hasard: Random) -> str:
    propres, suites = (PROPRES_DISCRETS, SUITES_DISCRETES) if genre.cache else (PROPRES, SUITES)
    propre = f"{hasard.choice(propres)} {hasard.choice(suites)}".strip()
    nom = commune.nom.replace(" Arrondissement", "")
    du = tirage.places.departements[commune.departement].du
    return hasard.choice(genre.noms).format(propre=propre, a=a(nom), de=de(nom), du=du)


def _textes(genre: g.Genre, hasard: Random) -> Fiche:
    un, deux = hasard.sample(ACTIONS, 2)
    paragraphes = hasard.sample(PARAGRAPHES, hasard.choices([0, 1, 2, 3], [25, 25, 35, 15])[0])
    return {
        "resume": f"{genre.qui} : la structure {un} ; elle {deux}.",
        "presentation": "\n\n".join(paragraphes),
        "services": hasard.sample(SERVICES, hasard.choices([0, 2, 3, 4, 6], [20, 20, 30, 20, 10])[0]),
        "mots_cles": hasard.sample(MOTS_CLES, hasard.randrange(4)),
    }


def _pour_qui(genre: g.Genre, hasard: Random) -> Fiche:
    known = hasard.random() < 0.92
    missions = list(genre.missions)[: hasard.randint(1, len(genre.missions))]
    jeunes = known and "mineurs" in genre.publics and hasard.random() < 0.4
    return {
        "missions": missions if known else [],
        "publics": list(genre.publics) if known else [],
        "age_min": hasard.choice([11, 12, 13, 15]) if jeunes else None,
        "age_max": hasard.choice([17, 18, 21, 25]) if jeunes else None,
        "capacite": hasard.randint(4, 48) if genre.categorie == "hebergement" else None,
    }


def _lieu(genre: g.Genre, commune: Commune, hasard: Random) -> Fiche:
    if genre.cache:
        return {"departement": commune.departement, "adresse_confidentielle": True}
    if genre.portee == "france" and hasard.random() < 0.6:
        return {}
    if hasard.random() < 0.15:
        return {"departement": commune.departement}
    place: Fiche = {"commune": commune.nom, "code_insee": commune.code}
    if commune.codes_postaux and hasard.random() < 0.6:
        place["adresse"] = f"{hasard.randint(1, 180)} {hasard.choice(VOIES)}"
        place["code_postal"] = hasard.choice(commune.codes_postaux)
    if hasard.random() < 0.5:
        place["latitude"] = round(commune.latitude + hasard.uniform(-0.02, 0.02), 5)
        place["longitude"] = round(commune.longitude + hasard.uniform(-0.02, 0.02), 5)
    return place


def _contact(genre: g.Genre, commune: Commune, hasard: Random) -> Fiche:
    propre = hasard.choice(PROPRES_DISCRETS if genre.cache else PROPRES)
    domaine = f"{'-'.join(fold(propre).split())}-{commune.departement.lower()}.example"
    numero = f"{hasard.choice(g.NUMEROS_DE_FICTION)} {hasard.randrange(100):02d} {hasard.randrange(100):02d}"
    return {
        "telephone": numero if hasard.random() < 0.6 else None,
        "courriel": f"contact@{domaine}" if hasard.random() < 0.5 else None,
        "site_web": f"https://www.{domaine}/" if hasard.random() < 0.45 else None,
        "horaires_accueil": hasard.choice(g.HORAIRES) if hasard.random() < 0.35 else None,
    }


def _acces(hasard: Random) -> Fiche:
    who = hasard.choice([[], ["usagers"], ["professionnels"], ["usagers", "professionnels"]])
    ways = ["telephoner", "envoyer-un-courriel", "se-presenter"]
    modes = hasard.choice([[], ["en-presentiel"], ["en-presentiel"], ["a-distance", "en-presentiel"]])
    return {
        "modes_accueil": modes,
        "modes_mobilisation": hasard.sample(ways, hasard.randrange(3)),
        "mobilisable_par": who,
        "nouvelles_situations": hasard.choices([None, "ouvert", "liste-attente", "ferme"], [60, 25, 10, 5])[
            0
        ],
        "frais": hasard.choices([None, "gratuit", "payant"], [40, 57, 3])[0],
    }


def preuve(hasard: Random) -> Fiche:
    """Source and verification: about half within twelve months."""
    jour = FIN - timedelta(days=int(hasard.triangular(0, 1100, 200)))
    return {
        "sources": [{"document": hasard.choice(g.DOCUMENTS), "date": jour.isoformat()}],
        "verifie_le": jour.isoformat(),
        "verifie_par": "équipe PARÉ",
    }
