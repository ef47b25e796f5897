"""The actors as contacts: a file beside each page, which the shortlist's page reads too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from generators.exchange.vcard import vcard
from generators.network import addresses
from generators.network.recourse import neighbours
from generators.pages.actors.contact import contact, hours_of
from generators.pages.frame.render import d_apres
from generators.records.kinds import ACTORS
from generators.records.models import Acteur, LigneTelephonique
from generators.records.names import names
from generators.site import Site
from generators.words.dates import jour
from generators.words.wording import NBSP, insecable, majuscule, phrase

#: So many actors make their cards together.
SOME = 50


def file_makers(site: Site) -> Iterator[tuple[tuple[str, ...], Callable[[], Mapping[str, bytes]]]]:
    """The cards, some at a time: their paths, and what makes them."""
    called = names(site.records, site.places)[ACTORS.name]
    ids = neighbours(site.records.actors, site.places)
    for start in range(0, len(ids), SOME):
        some = {id_: called[id_] for id_ in ids[start : start + SOME]}
        yield tuple(map(addresses.carnet, some)), partial(_files, site, some)


def _files(site: Site, called: Mapping[str, str]) -> Mapping[str, bytes]:
    """Of the actors, by their ids, with what each is called."""
    actors = site.records.actors
    return {addresses.carnet(id_): card(site, actors[id_], name) for id_, name in called.items()}


def card(site: Site, acteur: Acteur, name: str) -> bytes:
    """Its card, by a name that no other has. It stays where it is put for years: it says how old it is, and
    where a newer one stands."""
    return vcard(site, acteur, name, "\n".join(_note(site, acteur)))


def _note(site: Site, acteur: Acteur) -> Iterator[str]:
    """The lines of the sheet that a card has no property for."""
    said = contact(site, acteur)
    if said["statut"]:
        yield f"{said['statut']}."
    named = acteur.lignes or (acteur.telephone and acteur.ligne_pour)
    if named and site.network.acts(acteur):
        for called, ligne in zip(_names(acteur), acteur.toutes_lignes, strict=True):
            yield _line(called, ligne, hours_of(site, acteur, ligne))
    elif said["horaires"]:
        yield f"Horaires{NBSP}: {said['horaires']}"
    if said["recours"]:
        yield f"Qui appeler{NBSP}: {said['recours']}"
    if acteur.lien_mobilisation and site.network.acts(acteur):
        yield f"Formulaire d’orientation{NBSP}: {acteur.lien_mobilisation}"
    for name, key in (("", "comptes"), (f"Comment{NBSP}: ", "comment"), ("", "conditions")):
        if said[key]:
            yield f"{name}{said[key]}"
    where = "Adresse non publiée" if acteur.adresse_confidentielle else said["lieu"]
    if where or said["couvre"]:
        yield phrase(majuscule(" · ".join(str(part) for part in (where, said["couvre"]) if part)))
    yield f"Confirmé le {jour(acteur.verifie_le)}." if acteur.verifie_le else d_apres(acteur)
    yield f"La fiche, à jour{NBSP}: {site.address}{addresses.acteur(acteur.id)}"


def _names(acteur: Acteur) -> Iterator[str]:
    """What each of its lines is called, the main one first."""
    main, *others = acteur.toutes_lignes
    yield main.nom if main.pour else "Téléphone"
    yield from (ligne.nom for ligne in others)


def _line(name: str, ligne: LigneTelephonique, hours: str | None) -> str:
    """« Parents : 03 20 00 00 01. Lun.–ven. 18 h – 22 h. »"""
    return " ".join(filter(None, (f"{name}{NBSP}: {insecable(ligne.telephone)}.", hours)))
