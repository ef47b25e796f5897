"""What a shortlist says of an actor: who it is, how to reach it, when, on what terms, how sure we are.

And its page: an empty sheet that the browser fills with the actors named in the address's fragment.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generators.land import coverage
from generators.network import addresses, recourse
from generators.pages.actors import page
from generators.pages.frame.page import Maker, Page, depth
from generators.pages.frame.render import libelle, render
from generators.pages.maps.svg import symbols
from generators.records.models import Acteur, LigneTelephonique
from generators.records.models.acteur import Compte
from generators.site import Site
from generators.words import hours
from generators.words.wording import insecable, liste, majuscule, minuscule, phrase


def contact(site: Site, acteur: Acteur) -> dict[str, object]:
    """The lines of the sheet, `None` where nobody told; nothing of a place that is withheld.

    Of one that does not act, nothing by which one would ask it for help.
    """
    acts = site.network.acts(acteur)
    number = acteur.telephone if acts else None
    return {
        "categorie": acteur.categorie,
        "sous_titre": _subtitle(site, acteur),
        "statut": None if acteur.statut == "actif" else libelle(site, acteur.statut, "statuts"),
        "telephone": insecable(number) if number else None,
        "tel": number.href if number else None,
        "ligne_pour": majuscule(acteur.ligne_pour) if number and acteur.ligne_pour else None,
        "lignes": [_line(site, acteur, ligne) for ligne in acteur.lignes] if acts else [],
        "recours": _instead(site, acteur),
        "courriel": acteur.courriel_ouvert if acts else None,
        "site_web": acteur.site_web,
        "comptes": " ".join(_account(compte) for compte in acteur.comptes) or None,
        "pour_qui": _audience(site, acteur),
        "horaires": hours_of(site, acteur, acteur) if acts else None,
        "comment": _how(site, acteur) if acts else None,
        "conditions": phrase(acteur.conditions_acces) if acteur.conditions_acces else None,
        "couvre": coverage.coverage_phrase(acteur.zone_eligibilite, site.places),
        "retenue": acteur.adresse_confidentielle,
        "position": _position(site, acteur),
        "lieu": None if acteur.adresse_confidentielle else _place(site, acteur),
    }


def hours_of(site: Site, acteur: Acteur, one: Acteur | LigneTelephonique) -> str | None:
    """The hours of an actor or of one of its lines, and whose clock they follow where it is not Paris's: who
    keeps them may live by another."""
    said = hours.in_one_line(one.horaires_accueil, one.horaires_precisions)
    departement = page.home(site, acteur) if one.horaires_accueil else None
    clock = coverage.other_clock(departement.fuseau, site.places) if departement else None
    if said is None or clock is None or hours.semaine(one.horaires_accueil).toujours:
        return said
    return f"{said} {phrase(clock)}"


def _line(site: Site, acteur: Acteur, ligne: LigneTelephonique) -> dict[str, str | None]:
    """Another line: what it is for, its number and its hours."""
    return {
        "nom": ligne.nom,
        "telephone": insecable(ligne.telephone),
        "tel": ligne.telephone.href,
        "horaires": hours_of(site, acteur, ligne),
    }


def _instead(site: Site, acteur: Acteur) -> str | None:
    """Whom to call instead, besides the emergency numbers, which stand at the head of the sheet."""
    said = {urgence.numero for urgence in site.records.urgences}
    return recourse.in_words(one for one in page.instead(site, acteur) if one.acteur.telephone not in said)


def _subtitle(site: Site, acteur: Acteur) -> str:
    parent = site.records.actors[acteur.porte_par].nom if acteur.porte_par else None
    return " · ".join(part for part in (site.network.sort_of(acteur)[1], parent) if part)


def _account(compte: Compte) -> str:
    who = f", pour {compte.pour}" if compte.pour else ""
    return f"{compte.reseau}{who}\u00a0: «\u00a0{compte.compte}\u00a0»."


def _audience(site: Site, acteur: Acteur) -> str | None:
    """The terms alone when there are any: what a record adds may name the subject, and paper is seen."""
    lines = page.audience(site, acteur)
    listed = liste([*lines[:1], *map(minuscule, lines[1:])])
    said = listed or acteur.publics_precisions
    return phrase(said) if said else None


def _how(site: Site, acteur: Acteur) -> str | None:
    facts = page.facts(site, acteur, on_sheet=True)
    return " ".join(phrase(part) for fait in facts for part in (fait.dit, fait.precisions) if part) or None


def _place(site: Site, acteur: Acteur) -> str | None:
    """The postal address, or where the actor stands as far as it is known."""
    return page.address(acteur) or coverage.place_phrase(acteur, site.places)


def _position(site: Site, acteur: Acteur) -> dict[str, object] | None:
    """Where its marker stands, and what that point is."""
    point = coverage.point_of(acteur, site.places)
    if point is None:
        return None
    precision = coverage.precision_of(acteur, site.places)
    return {"latitude": point[0], "longitude": point[1], "precision": precision}


def makers(site: Site) -> Iterator[Maker]:
    """What makes the reader's own list."""
    yield Maker(addresses.SELECTION, "annuaire", partial(shortlist, site))


def shortlist(site: Site) -> Page:
    body = render(
        site,
        "actors/shortlist.html.j2",
        depth(addresses.SELECTION),
        symboles=symbols(site.records.vocabulary),
        urgences=[urgence for urgence in site.records.urgences if urgence.barre],
    )
    return Page(
        url=addresses.SELECTION,
        title="Ma sélection",
        description="Les contacts que vous avez choisis : à imprimer, à envoyer, à garder.",
        section="annuaire",
        body=body,
        scripts=("imprimer", "selection-page"),
    )
