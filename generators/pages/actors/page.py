"""The page of an actor: who it is, for whom, how to ask it, where it counts, and how we know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generators.exchange import jsonld
from generators.land import coverage
from generators.land.outlines import Outlines
from generators.land.places import Departement
from generators.network import addresses
from generators.network.network import Network
from generators.pages.frame import cards
from generators.pages.frame.cards import Carte
from generators.pages.frame.page import Page, depth
from generators.pages.frame.render import Renderer
from generators.pages.frame.trail import Etape
from generators.pages.maps.france import Point, departement_map
from generators.pages.maps.symbols import symbols
from generators.records.models import Acteur
from generators.words.hours import fuseau_of, semaine
from generators.words.phrases import liste, majuscule, minuscule, nombre


def pages(network: Network, renderer: Renderer, outlines: Outlines) -> Iterator[Page]:
    """One page an actor, closed ones included: an address never breaks."""
    for acteur in network.records.actors.values():
        yield page(network, renderer, outlines, acteur)


def page(network: Network, renderer: Renderer, outlines: Outlines, acteur: Acteur) -> Page:
    url = addresses.acteur(acteur.id)
    departement = home(network, acteur)
    body = renderer.render(
        "acteur.html.j2",
        depth(url),
        acteur=acteur,
        departement=departement,
        ariane=_trail(acteur, departement),
        pour_qui=audience(renderer, acteur),
        pour_quoi=purpose(renderer, acteur),
        faits=facts(renderer, acteur),
        adresse=address(acteur),
        semaine=semaine(acteur.horaires_accueil, network.today) if acteur.horaires_accueil else None,
        fuseau=fuseau_of(departement.code if departement else None),
        couverts=covered(network, acteur),
        symboles=symbols(network.records.vocabulary),
        carte=_map(network, outlines, acteur),
        voir_aussi=list(see_also(network, acteur)),
        porteur=network.records.actors[acteur.porte_par] if acteur.porte_par else None,
    )
    return Page(
        url=url,
        title=acteur.nom,
        description=acteur.resume,
        section="annuaire",
        body=body,
        jsonld=jsonld.organization(network, acteur, renderer.site_url),
        maj=acteur.date_maj or acteur.verifie_le,
    )


def home(network: Network, acteur: Acteur) -> Departement | None:
    """The département that an actor belongs to: where it stands, or the only one it covers."""
    code = coverage.departement_of(acteur, network.places)
    if code is None and len(covered(network, acteur)) == 1:
        code = covered(network, acteur)[0].code
    return network.places.departements.get(code) if code else None


def covered(network: Network, acteur: Acteur) -> tuple[Departement, ...]:
    """The départements that an actor's coverage names or touches; none for the whole of France."""
    if any(zone.level == "france" for zone in acteur.zone_eligibilite):
        return ()
    codes = (coverage.departements_of_zone(zone, network.places) for zone in acteur.zone_eligibilite)
    found = frozenset[str]().union(*codes)
    return tuple(item for code, item in network.places.departements.items() if code in found)


def _trail(acteur: Acteur, departement: Departement | None) -> list[Etape]:
    middle = []
    if departement:
        middle = [Etape(departement.avec_code, addresses.departement(departement.code))]
    return [Etape("Annuaire", "annuaire/"), *middle, Etape(acteur.nom)]


def audience(renderer: Renderer, acteur: Acteur) -> list[str]:
    """For whom, one line each, the ages last."""
    lines = [renderer.libelle(code, "publics") for code in acteur.publics]
    return [*lines, *ages(acteur.age_min, acteur.age_max)]


def ages(youngest: int | None, oldest: int | None) -> list[str]:
    if youngest is not None and oldest is not None:
        return [f"De {youngest} à {nombre(oldest, 'an')}"]
    if youngest is not None:
        return [f"À partir de {nombre(youngest, 'an')}"]
    return [f"Jusqu’à {nombre(oldest, 'an')}"] if oldest is not None else []


def purpose(renderer: Renderer, acteur: Acteur) -> list[str]:
    """What for: the services as the record words them, else its missions."""
    if acteur.services:
        return [majuscule(service) for service in acteur.services]
    return [renderer.libelle(code, "missions") for code in acteur.missions]


@dataclass(frozen=True, slots=True)
class Fait:
    """A line of « Comment solliciter »; `connu` is False when nobody told."""

    nom: str
    valeur: str | None
    precisions: str | None = None

    @property
    def connu(self) -> bool:
        return bool(self.valeur or self.precisions)


def facts(renderer: Renderer, acteur: Acteur) -> list[Fait]:
    """How to ask the team. What nobody told is said to be missing; what seldom applies is left out."""
    optional = [
        Fait("Conditions", acteur.conditions_acces),
        Fait("Places", nombre(acteur.capacite, "place") if acteur.capacite is not None else None),
    ]
    return [
        Fait("Qui peut solliciter", _who(renderer, acteur)),
        Fait("Comment", _how(renderer, acteur), acteur.mobilisation_precisions),
        Fait("Accueil", renderer.libelles(acteur.modes_accueil, "modes_accueil") or None),
        *(fait for fait in optional if fait.valeur),
        Fait("Prix", _label(renderer, acteur.frais, "frais"), acteur.frais_precisions),
        Fait(
            "Nouvelles situations",
            _label(renderer, acteur.nouvelles_situations, "nouvelles_situations"),
        ),
    ]


def _who(renderer: Renderer, acteur: Acteur) -> str | None:
    """« Tout le monde » says professionals too."""
    everybody = "usagers" in acteur.mobilisable_par
    codes = [c for c in acteur.mobilisable_par if not (everybody and c == "professionnels")]
    return renderer.libelles(tuple(codes), "mobilisable_par") or None


def _how(renderer: Renderer, acteur: Acteur) -> str | None:
    labels = [renderer.libelle(code, "modes_mobilisation") for code in acteur.modes_mobilisation]
    return liste([*labels[:1], *map(minuscule, labels[1:])], last="ou") or None


def _label(renderer: Renderer, code: str | None, name: str) -> str | None:
    return renderer.libelle(code, name) if code else None


def address(acteur: Acteur) -> str | None:
    """The postal address on one line; None when it is withheld, or not known beyond the commune."""
    if acteur.adresse_confidentielle or not acteur.adresse:
        return None
    city = " ".join(part for part in (acteur.code_postal, acteur.commune) if part)
    return ", ".join(part for part in (acteur.adresse, acteur.complement_adresse, city) if part)


def see_also(network: Network, acteur: Acteur) -> Iterator[Carte]:
    """What the network links to the actor: its own people first, then what it did, then the letters."""
    actors = network.records.actors
    for link, ids in (
        ("Porte ce service", (acteur.porte_par,) if acteur.porte_par else ()),
        ("Service", network.services.get(acteur.id, ())),
        ("Partenaire", _partners(network, acteur)),
    ):
        yield from (cards.acteur(network, actors[id_], link) for id_ in ids if id_)
    yield from cards.actualites(network, network.actor_news.get(acteur.id, ()))
    yield from cards.evenements(network, network.actor_events.get(acteur.id, ()))
    yield from cards.ressources(network, network.actor_resources.get(acteur.id, ()))
    yield from cards.numeros(network, f"actors/{acteur.id}")


def _partners(network: Network, acteur: Acteur) -> tuple[str, ...]:
    """Partners on either side's word, those already linked as parent or service left out."""
    linked = {acteur.porte_par, *network.services.get(acteur.id, ())}
    both = dict.fromkeys((*acteur.partenaires, *network.actor_partners.get(acteur.id, ())))
    return tuple(id_ for id_ in both if id_ not in linked)


def _map(network: Network, outlines: Outlines, acteur: Acteur) -> str | None:
    """The covered départements, or the one where the actor stands, with its marker if it has a place."""
    departement = home(network, acteur)
    codes = [d.code for d in covered(network, acteur)] or ([departement.code] if departement else [])
    drawn = [code for code in codes if code in outlines]
    if not drawn:
        return None
    point = coverage.point_of(acteur, network.places)
    points = [Point(*point, acteur.categorie, acteur.nom)] if point else []
    return departement_map(outlines, drawn, points)
