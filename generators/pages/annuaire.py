"""The directory: the full list as HTML, and what the browser needs to filter it and to draw the map."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generators.network import coverage
from generators.network.network import Network
from generators.pages import carte
from generators.pages.page import Page
from generators.pages.render import Renderer
from generators.pages.svgmap import symbols
from generators.records.models import Acteur
from generators.records.outlines import Outlines

#: The lists whose terms the reader can tick, with the fieldset's title.
FACETS = (("categories", "Ce que l’on y trouve"), ("missions", "Mission"), ("publics", "Pour qui"))


def pages(network: Network, renderer: Renderer, outlines: Outlines) -> Iterator[Page]:
    """The directory's page. Its list is complete and in alphabetical order without scripts."""
    acteurs = [a for a in network.actors_by_name if a.statut != "ferme"]
    body = renderer.render(
        "annuaire.html.j2",
        depth=1,
        acteurs=acteurs,
        facettes=[facet(network, acteurs, name, title) for name, title in FACETS],
        symboles=symbols(),
        carte_id=carte.element_id(),
    )
    yield Page(
        url="annuaire/",
        title="Annuaire",
        description="Les structures qui aident les mineurs victimes de prostitution, leurs familles et les "
        "professionnels : carte et liste.",
        section="annuaire",
        body=body,
        jsonld=None,
    )


def facet(network: Network, acteurs: list[Acteur], name: str, title: str) -> dict[str, object]:
    """One group of boxes: its terms, each with the number of actors that bear it."""
    counts = dict.fromkeys(network.records.vocabulary.codes(name), 0)
    for acteur in acteurs:
        for code in terms(acteur)[name]:
            counts[code] += 1
    return {"liste": name, "titre": title, "termes": list(counts.items())}


def terms(acteur: Acteur) -> dict[str, tuple[str, ...]]:
    """List of the vocabulary → the terms of it that an actor bears."""
    return {"categories": (acteur.categorie,), "missions": acteur.missions, "publics": acteur.publics}


def files(network: Network, outlines: Outlines) -> Mapping[str, bytes]:
    """The actors for the browser, and folium's script of the map."""
    acteurs = [entry(network, a) for a in network.actors_by_name if a.statut != "ferme"]
    text = json.dumps({"acteurs": acteurs}, ensure_ascii=False, separators=(",", ":"))
    return {
        "annuaire/acteurs.json": text.encode(),
        "assets/scripts/carte-folium.js": carte.script(outlines.feature_collection()).encode(),
    }


def entry(network: Network, acteur: Acteur) -> dict[str, object]:
    """What the browser knows of an actor: where its marker stands, what it covers, and its words.

    A confidential actor has no `point`.
    """
    point = coverage.point_of(acteur, network.places)
    return {
        "id": acteur.id,
        "nom": acteur.nom,
        "categorie": acteur.categorie,
        **{name: list(codes) for name, codes in terms(acteur).items() if name != "categories"},
        **({"point": [round(part, 4) for part in point]} if point else {}),
        "zones": list(acteur.zone_eligibilite),
        "noms": " ".join(part for part in (acteur.nom, acteur.sigle, acteur.nom_complet) if part),
        "lieux": " ".join(dict.fromkeys(_place_words(network, acteur))),
        "mots": " ".join(_words(network, acteur)),
        "texte": " ".join(part for part in (acteur.resume, acteur.presentation) if part),
    }


def _place_words(network: Network, acteur: Acteur) -> Iterator[str]:
    places = network.places
    if acteur.commune:
        yield acteur.commune
    codes = [coverage.departement_of(acteur, places)]
    for zone in acteur.zone_eligibilite:
        if zone.level == "region":
            yield places.regions[zone.code].nom
        if zone.level not in ("france", "region"):
            codes += sorted(coverage.departements_of_zone(zone, places))
    for code in filter(None, dict.fromkeys(codes)):
        departement = places.departements[code]
        yield from (code, departement.nom, places.regions[departement.region].nom)


def _words(network: Network, acteur: Acteur) -> Iterator[str]:
    vocabulary = network.records.vocabulary
    yield vocabulary.label("types_acteur", acteur.type)
    for name, codes in terms(acteur).items():
        yield from (vocabulary.label(name, code) for code in codes)
    yield from acteur.services
    yield from acteur.mots_cles
    if acteur.porte_par:
        yield network.records.actors[acteur.porte_par].nom
