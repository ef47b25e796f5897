"""What the directory's words are: the texts of each actor, and the questions that the browser proposes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generators.pages.index import place_words
from generators.pages.index.words import Textes
from generators.records.models import Acteur
from generators.site import Site
from generators.words.folding import fold


def textes(site: Site, acteur: Acteur) -> Textes:
    """What an actor says, by the fields of the index."""
    vocabulary, number = site.records.vocabulary, acteur.telephone
    parent = site.records.actors[acteur.porte_par].nom if acteur.porte_par else None
    labels = [
        vocabulary.label("types_acteur", acteur.type),
        vocabulary.label("categories", acteur.categorie),
        *(vocabulary.label("missions", code) for code in acteur.missions),
        *(vocabulary.label("publics", code) for code in acteur.publics),
    ]
    prose = (acteur.presentation, acteur.publics_precisions, acteur.conditions_acces)
    return {
        "noms": [name for name in (acteur.nom, acteur.sigle, acteur.nom_complet) if name],
        "lieux": place_words.noms(site.places, acteur.zone_eligibilite, acteur),
        "mots": [*labels, *acteur.services, *acteur.mots_cles],
        "resume": [acteur.resume, *filter(None, (parent,))],
        "texte": [*filter(None, prose), *([str(number).replace(" ", "")] if number else [])],
    }


#: How many ready-made needs the browser can propose.
MOST_NEEDS = 600


def besoins(site: Site, actors: Sequence[Acteur]) -> list[str]:
    """What one may look for, as people write it: terms of the vocabulary, then the commonest keywords."""
    lists = site.records.vocabulary.lists
    listed = [t.libelle for name in ("missions", "categories", "publics") for t in lists[name].values()]
    keywords = Counter(word for acteur in actors for word in acteur.mots_cles)
    common = sorted(keywords, key=lambda word: (-keywords[word], fold(word)))
    by_fold = {fold(word): word for word in reversed([*listed, *common[:MOST_NEEDS]])}
    return list(reversed(by_fold.values()))
