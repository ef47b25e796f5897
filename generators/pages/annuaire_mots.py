"""What the directory's words are: the texts of each actor, and the questions that the browser proposes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generators.network import coverage
from generators.network.network import Network
from generators.pages.territoires import PAYS
from generators.records.models import Acteur
from generators.records.text import fold


def textes(network: Network, acteur: Acteur) -> dict[str, list[str]]:
    """What an actor says, by the fields of the index."""
    vocabulary, number = network.records.vocabulary, acteur.telephone
    parent = network.records.actors[acteur.porte_par].nom if acteur.porte_par else None
    labels = [
        vocabulary.label("types_acteur", acteur.type),
        vocabulary.label("categories", acteur.categorie),
        *(vocabulary.label("missions", code) for code in acteur.missions),
        *(vocabulary.label("publics", code) for code in acteur.publics),
    ]
    prose = (acteur.presentation, acteur.publics_precisions, acteur.conditions_acces)
    return {
        "noms": [name for name in (acteur.nom, acteur.sigle, acteur.nom_complet) if name],
        "lieux": list(dict.fromkeys(_places(network, acteur))),
        "mots": [*labels, *acteur.services, *acteur.mots_cles],
        "resume": [acteur.resume, *filter(None, (parent,))],
        "texte": [*filter(None, prose), *([str(number).replace(" ", "")] if number else [])],
    }


def _places(network: Network, acteur: Acteur) -> Iterator[str]:
    """Where an actor stands and what it covers, by name; the country of a foreign one."""
    places = network.places
    if acteur.commune and not acteur.adresse_confidentielle:
        yield acteur.commune
    if acteur.pays:
        yield PAYS.get(acteur.pays, acteur.pays)
    codes = [coverage.departement_of(acteur, places)]
    for zone in acteur.zone_eligibilite:
        if zone.level == "region":
            yield places.regions[zone.code].nom
        elif zone.level == "pays":
            yield PAYS.get(zone.code, zone.code)
        elif zone.level != "france":
            codes += sorted(coverage.departements_of_zone(zone, places))
    for code in filter(None, dict.fromkeys(codes)):
        departement = places.departements[code]
        yield from (code, departement.nom, places.regions[departement.region].nom)


#: How many ready-made needs the browser can propose.
MOST_NEEDS = 600


def besoins(network: Network, actors: Sequence[Acteur]) -> list[str]:
    """What one may look for, as people write it: terms of the vocabulary, then the commonest keywords."""
    lists = network.records.vocabulary.lists
    listed = [t.libelle for name in ("missions", "categories", "publics") for t in lists[name].values()]
    keywords = Counter(word for acteur in actors for word in acteur.mots_cles)
    common = sorted(keywords, key=lambda word: (-keywords[word], fold(word)))
    by_fold = {fold(word): word for word in reversed([*listed, *common[:MOST_NEEDS]])}
    return list(reversed(by_fold.values()))
