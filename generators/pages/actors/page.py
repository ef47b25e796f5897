"""The page of an actor: who it is, for whom, how to ask it, where it counts, and how we know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from generators.exchange import jsonld
from generators.land import coverage
from generators.land.territories import PARIS, Departement
from generators.network import addresses, recourse
from generators.pages.frame import cards
from generators.pages.frame.cards import Carte
from generators.pages.frame.page import Etape, Maker, Page, depth
from generators.pages.frame.render import libelle, libelles, render
from generators.pages.maps.france import departement_map
from generators.pages.maps.markers import Marker
from generators.pages.maps.svg import symbols
from generators.records.kinds import ACTORS
from generators.records.models import Acteur
from generators.site import Site
from generators.words.hours import semaine
from generators.words.wording import NBSP, liste, majuscule, minuscule, nombre, phrase


def makers(site: Site) -> Iterator[Maker]:
    """What makes the page of each actor, closed ones included: an address never breaks."""
    for acteur in site.records.actors.values():
        yield Maker(addresses.acteur(acteur.id), ACTORS.section, partial(page, site, acteur))


def page(site: Site, acteur: Acteur) -> Page:
    url = addresses.acteur(acteur.id)
    week = semaine(acteur.horaires_accueil) if acteur.horaires_accueil else None
    others = (semaine(ligne.horaires_accueil) for ligne in acteur.lignes if ligne.horaires_accueil)
    departement, agit = home(site, acteur), site.network.acts(acteur)
    fuseau = departement.fuseau if departement else PARIS
    told, couverts = facts(site, acteur), covered(site, acteur)
    open_now = agit and any(one.etat for one in (week, *others) if one)
    body = render(
        site,
        "actors/page.html.j2",
        depth(url),
        acteur=acteur,
        agit=agit,
        sorte=site.network.sort_of(acteur)[1],
        role=site.records.vocabulary.roles.get(acteur.role or ""),
        departement=departement,
        ariane=_trail(acteur, departement),
        pour_qui=audience(site, acteur),
        pour_quoi=purpose(site, acteur),
        faits=[fait for fait in told if fait.connu],
        manques=[fait.nom for fait in told if not fait.connu],
        adresse=address(acteur),
        semaine=week,
        lit=semaine,
        fuseau=fuseau,
        horloge=coverage.clock(fuseau, site.places),
        couverts=couverts,
        symboles=symbols(site.records.vocabulary),
        carte=_map(site, acteur, couverts or ((departement,) if departement else ())),
        voir_aussi=list(see_also(site, acteur)),
        porteur=site.records.actors[acteur.porte_par] if acteur.porte_par else None,
        successeur=site.records.actors[acteur.successeur] if acteur.successeur else None,
        recours=instead(site, acteur),
    )
    return Page(
        url=url,
        title=acteur.nom,
        description=acteur.resume,
        section="annuaire",
        body=body,
        discret=discreet(site, acteur),
        jsonld=jsonld.organization(site, acteur),
        maj=site.network.changed_on(acteur),
        scripts=("imprimer", "ouverture") if open_now else ("imprimer",),
    )


def discreet(site: Site, acteur: Acteur) -> str:
    """What a link says of it where its summary says too much: what it is, and no promise to reach it."""
    if acteur.ferme:
        what = libelle(site, acteur.statut, "statuts")
    else:
        _, what = site.network.sort_of(acteur)
    return f"{what}. Sa fiche dans l’annuaire du réseau {site.identity.nom}."


def instead(site: Site, acteur: Acteur) -> tuple[recourse.Recourse, ...]:
    """Whom to call instead; nobody where its own number answers."""
    return () if acteur.telephone and not acteur.ferme else recourse.instead(site.network, acteur)


def home(site: Site, acteur: Acteur) -> Departement | None:
    """The département that an actor belongs to: where it stands, or the only one it covers."""
    code = coverage.departement_of(acteur, site.places)
    if code is None and len(covered(site, acteur)) == 1:
        code = covered(site, acteur)[0].code
    return site.places.departements.get(code) if code else None


def covered(site: Site, acteur: Acteur) -> tuple[Departement, ...]:
    """The départements that an actor's coverage names or touches; none for the whole of France."""
    if any(zone.level == "france" for zone in acteur.zone_eligibilite):
        return ()
    codes = (coverage.departements_of_zone(zone, site.places) for zone in acteur.zone_eligibilite)
    found = frozenset[str]().union(*codes)
    return tuple(item for code, item in site.places.departements.items() if code in found)


def _trail(acteur: Acteur, departement: Departement | None) -> list[Etape]:
    middle = []
    if departement:
        middle = [Etape(departement.avec_code, addresses.departement(departement.code))]
    return [Etape("Annuaire", "annuaire/"), *middle, Etape(acteur.nom)]


def audience(site: Site, acteur: Acteur) -> list[str]:
    """For whom, one line each: the publics, girls or boys, the ages."""
    lines = [libelle(site, code, "publics") for code in acteur.publics]
    if acteur.genre_accueilli:
        lines.append(libelle(site, acteur.genre_accueilli, "genre_accueilli"))
    return [*lines, *ages(acteur.age_min, acteur.age_max)]


def ages(youngest: int | None, oldest: int | None) -> list[str]:
    if youngest is not None and oldest is not None:
        return [f"De {youngest} à {nombre(oldest, 'an')}"]
    if youngest is not None:
        return [f"À partir de {nombre(youngest, 'an')}"]
    return [f"Jusqu’à {nombre(oldest, 'an')}"] if oldest is not None else []


def purpose(site: Site, acteur: Acteur) -> list[str]:
    """What for: the services as the record words them, else its missions."""
    if acteur.services:
        return [majuscule(service) for service in acteur.services]
    return [libelle(site, code, "missions") for code in acteur.missions]


class Fait(NamedTuple):
    """A line of « Comment solliciter »; `connu` is False when nobody told."""

    nom: str
    valeur: str | None
    precisions: str | None = None
    rare: bool = False

    @property
    def dit(self) -> str | None:
        """The value where no title stands beside it: what is rarely told bears its name."""
        if self.valeur and self.rare:
            return f"{self.nom}{NBSP}: {minuscule(self.valeur)}"
        return self.valeur

    @property
    def connu(self) -> bool:
        return bool(self.valeur or self.precisions)

    @property
    def phrases(self) -> str:
        return " ".join(phrase(part) for part in (self.valeur, self.precisions) if part)


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of « Comment solliciter », declared: its name, what it says, the field that adds precisions.

    What nobody told is said to be missing, unless it seldom applies (`rare`). `on_sheet`: it says how one
    asks the team, and stands on the sheet of the shortlist too.
    """

    nom: str
    valeur: Callable[[Site, Acteur], str | None]
    precisions: str = ""
    rare: bool = False
    on_sheet: bool = True

    def of(self, site: Site, acteur: Acteur) -> Fait:
        more = getattr(acteur, self.precisions) if self.precisions else None
        return Fait(self.nom, self.valeur(site, acteur), more, self.rare)


def facts(site: Site, acteur: Acteur, *, on_sheet: bool = False) -> list[Fait]:
    """How to ask the team; `on_sheet`: in the few lines that paper has."""
    found = [(rule, rule.of(site, acteur)) for rule in FACTS if rule.on_sheet or not on_sheet]
    return [fait for rule, fait in found if fait.valeur or not rule.rare]


def _who(site: Site, acteur: Acteur) -> str | None:
    """« Tout le monde » says professionals too."""
    everybody = "usagers" in acteur.mobilisable_par
    codes = ("usagers",) if everybody else acteur.mobilisable_par
    return libelles(site, codes, "mobilisable_par") or None


def _how(site: Site, acteur: Acteur) -> str | None:
    labels = [libelle(site, code, "modes_mobilisation") for code in acteur.modes_mobilisation]
    return liste([*labels[:1], *map(minuscule, labels[1:])], last="ou") or None


def _term(field: str) -> Callable[[Site, Acteur], str | None]:
    """The label of the term of a field, which bears the name of its list."""

    def label(site: Site, acteur: Acteur) -> str | None:
        code: str | None = getattr(acteur, field)
        return libelle(site, code, field) if code else None

    return label


def _places(_: Site, acteur: Acteur) -> str | None:
    return None if acteur.capacite is None else nombre(acteur.capacite, "place")


def _wait(site: Site, acteur: Acteur) -> str | None:
    """« Moins d’un mois (12 octobre 2026) »: how long one waits, and when that was true."""
    said = acteur.delai_attente
    return f"{libelle(site, said, 'delai_attente')} ({acteur.delai_su_le})" if said else None


FACTS = (
    Fact("Qui peut solliciter", _who),
    Fact("Comment", _how, "mobilisation_precisions"),
    Fact("Accueil", lambda site, acteur: libelles(site, acteur.modes_accueil, "modes_accueil") or None),
    Fact("Urgence", _term("disponibilite_urgence"), rare=True),
    Fact("Langues", lambda site, acteur: libelles(site, acteur.langues, "langues") or None, rare=True),
    Fact("Conditions", lambda _, acteur: acteur.conditions_acces, rare=True, on_sheet=False),
    Fact("Places", _places, rare=True, on_sheet=False),
    Fact("Prix", _term("frais"), "frais_precisions"),
    Fact("Nouvelles situations", _term("nouvelles_situations")),
    Fact("Délai d’attente", _wait, rare=True),
)


def address(acteur: Acteur) -> str | None:
    """The postal address on one line; None when it is withheld, or not known beyond the commune."""
    if acteur.adresse_confidentielle or not acteur.adresse:
        return None
    city = " ".join(part for part in (acteur.code_postal, acteur.commune) if part)
    return ", ".join(part for part in (acteur.adresse, acteur.complement_adresse, city) if part)


def see_also(site: Site, acteur: Acteur) -> Iterator[Carte]:
    """What the network links to the actor: its own people first, then what it did, then the letters."""
    actors = site.records.actors
    for link, ids in (
        ("Porte ce service", (acteur.porte_par,) if acteur.porte_par else ()),
        ("Service", site.network.services.get(acteur.id, ())),
        ("Partenaire", _partners(site, acteur)),
    ):
        yield from (cards.acteur(site, actors[id_], link) for id_ in ids if id_)
    yield from cards.actualites(site, site.network.actor_news.get(acteur.id, ()))
    yield from cards.evenements(site, site.network.actor_events.get(acteur.id, ()))
    yield from cards.ressources(site, site.network.actor_resources.get(acteur.id, ()))
    yield from cards.mentions(site, acteur)


def _partners(site: Site, acteur: Acteur) -> tuple[str, ...]:
    """Partners on either side's word, those already linked as parent or service left out."""
    linked = {acteur.porte_par, *site.network.services.get(acteur.id, ())}
    both = dict.fromkeys((*acteur.partenaires, *site.network.actor_partners.get(acteur.id, ())))
    return tuple(id_ for id_ in both if id_ not in linked)


def _map(site: Site, acteur: Acteur, shown: Iterable[Departement]) -> str | None:
    """The départements to be shown, with the actor's marker if it has a place."""
    drawn = [departement.code for departement in shown if departement.code in site.outlines]
    if not drawn:
        return None
    point = coverage.point_of(acteur, site.places)
    points = [Marker(*point, acteur.categorie, acteur.nom)] if point else []
    return departement_map(site.outlines, drawn, points)
