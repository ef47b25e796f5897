"""A structure as a booklet tells it: why it counts here, what it does, whom it takes, how it is reached.

Its lines are those of the sheet of contacts: nothing is told of a place that is withheld.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generators.booklets.drawings import Drawings
from generators.land import coverage
from generators.network import addresses, when
from generators.pages.actors import page
from generators.pages.actors.contact import contact
from generators.pages.frame.render import d_apres
from generators.records.models import Acteur
from generators.site import Site
from generators.words.dates import jour
from generators.words.hours import in_one_line
from generators.words.wording import insecable, liste, majuscule, minuscule, nom_de_site, phrase

#: Of those who cover many territories, so many are named.
ZONES = 3
UNKNOWN, UNKNOWN_HOURS = "Non renseigné.", "Horaires non renseignés."
PHONE, WITHHELD = "Téléphone", "Adresse non publiée"


def entry(site: Site, acteur: Acteur, codes: frozenset[str], drawings: Drawings) -> dict[str, Any]:
    """What `livret.typ` shows of one; `codes` are the départements of the booklet."""
    told = contact(site, acteur)
    facts = [(name, value) for name, value in _facts(site, acteur, told) if value]
    return {
        "cle": acteur.id,
        "nom": acteur.nom,
        "sous_titre": told["sous_titre"],
        "dessin": drawings.shape(acteur.categorie),
        "raison": majuscule(reason(site, acteur, codes)),
        "resume": acteur.resume,
        "statut": told["statut"],
        "numeros": numbers(site, acteur),
        "faits": facts,
        "site": {"url": acteur.site_web, "mots": nom_de_site(acteur.site_web)} if acteur.site_web else None,
        "code": drawings.code(addresses.acteur(acteur.id), f"La fiche « {acteur.nom} », toujours à jour"),
        "confirmee": confirmed(site, acteur),
        "age": age(site, acteur),
    }


def reason(site: Site, acteur: Acteur, codes: frozenset[str]) -> str:
    """Why it stands in the booklet: « couvre le Nord (59) », « se trouve à Lille, dans le Nord (59) »."""
    zones = [
        zone
        for zone in acteur.zone_eligibilite
        if not codes.isdisjoint(coverage.departements_of_zone(zone, site.places))
    ]
    if not zones:
        place = coverage.place_phrase(acteur, site.places) or ""
        return f"se trouve {place if acteur.adresse_confidentielle or not acteur.commune else f'à {place}'}"
    named = [coverage.named(zone, site.places) for zone in zones]
    more = len(named) - ZONES
    others = [f"{more} autres territoires"] if more > 1 else named[ZONES:]
    return f"couvre {liste([*named[:ZONES], *others])}"


def numbers(site: Site, acteur: Acteur) -> list[dict[str, str | None]]:
    """Each of its lines: what it is called, its number, when it answers; none that nobody told."""
    if not acteur.telephone:
        return []
    first = majuscule(acteur.ligne_pour) if acteur.ligne_pour else PHONE
    hours = in_one_line(acteur.horaires_accueil, acteur.horaires_precisions)
    emergency = next((one for one in site.records.urgences if one.numero == acteur.telephone), None)
    if not hours and emergency and emergency.quand:
        hours = phrase(emergency.quand)
    lines = [(first, acteur.telephone, hours)]
    lines += [(ligne.nom, ligne.telephone, ligne.horaires) for ligne in acteur.lignes]
    return [
        {"nom": name, "numero": insecable(number), "horaires": when or UNKNOWN_HOURS}
        for name, number, when in lines
    ]


def _facts(site: Site, acteur: Acteur, told: dict[str, object]) -> Iterator[tuple[str, str | None]]:
    """Name and words of each line, in the order in which one asks."""
    if not acteur.telephone:
        yield PHONE, UNKNOWN
        yield "Qui appeler", said(told["recours"]) or _advice(site)
        yield "Horaires", said(told["horaires"])
    yield "Pour qui", said(told["pour_qui"]) or UNKNOWN
    first, *others = page.purpose(site, acteur) or [UNKNOWN]
    yield "Pour quoi", phrase(" ; ".join((first, *map(minuscule, others))))
    yield "Comment", said(told["comment"])
    yield "Conditions", said(told["conditions"])
    yield "Où", _where(acteur, told)
    yield "Courriel", said(told["courriel"])
    yield "En ligne", said(told["comptes"])


def _advice(site: Site) -> str:
    """The number for advice, where nobody nearer can be called."""
    advice = site.records.urgence("conseil")
    return f"{advice.libelle} : {advice.affichage}."


def said(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _where(acteur: Acteur, told: dict[str, object]) -> str:
    """Its address, or that it is withheld; and where else it comes."""
    place = WITHHELD if acteur.adresse_confidentielle else said(told["lieu"]) or UNKNOWN
    more = (place, acteur.zone_precisions)
    return " ".join(phrase(part) for part in more if part)


def confirmed(site: Site, acteur: Acteur) -> bool:
    """Whether somebody of the structure confirmed it within the year."""
    return acteur.verifie_le is not None and not when.is_stale(acteur.verifie_le, site.today)


def age(site: Site, acteur: Acteur) -> str:
    """How old its facts are, in a sentence."""
    if acteur.verifie_le is None:
        return f"À confirmer. {d_apres(acteur)}"
    day = f"Confirmé par la structure le {jour(acteur.verifie_le)}"
    return f"{day}." if confirmed(site, acteur) else f"{day} : à reconfirmer."
