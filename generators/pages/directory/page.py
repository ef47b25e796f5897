"""The directory's page: a search box, boxes to tick, the list and the map, complete without scripts.

And what the browser finds it by: the words of each actor, and the questions that it proposes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generators.pages.directory import lists, table
from generators.pages.directory.table import BY_NAME, IN_PAGE
from generators.pages.frame import facets
from generators.pages.frame.page import Page
from generators.pages.frame.render import render
from generators.pages.index import places, words
from generators.pages.index import places as place_words
from generators.pages.index.words import Textes
from generators.pages.maps import interactive
from generators.pages.maps.interactive import PLAN
from generators.pages.maps.symbols import symbols
from generators.records.models import Acteur
from generators.site import Site
from generators.words.typography import fold


def pages(site: Site) -> Iterator[Page]:
    """The directory, then its complete lists by mission and by name."""
    actors = site.network.open_actors
    body = render(
        site,
        "directory/page.html.j2",
        depth=1,
        rangees=[(a, table.details(site, a)) for a in actors[:IN_PAGE]],
        noms=actors[IN_PAGE:BY_NAME],
        nombre_total=len(actors),
        facettes=facets.groups(table.FACETS, site, actors),
        symboles=symbols(site.records.vocabulary),
        carte_id=interactive.element_id(),
        plan=PLAN,
        horizons=site.places.horizons,
    )
    yield Page(
        url="annuaire/",
        title="Annuaire",
        description=site.identity.descriptions.annuaire,
        section="annuaire",
        body=body,
        images=PLAN.origine if PLAN else "",
    )
    yield from lists.pages(site, actors)


def files(site: Site) -> Mapping[str, bytes]:
    """What the browser reads: actors, places, words, site, and folium's script of the map."""
    actors = site.network.open_actors
    texts = [textes(site, acteur) for acteur in actors]
    return {
        **table.files(site, actors),
        **places.files(site.places),
        **words.files("annuaire/", texts, besoins(site, actors)),
        **interactive.files(site.outlines),
    }


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
