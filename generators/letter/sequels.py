"""What became of an event that an earlier issue announced: called off, put off, or told since.

Such an event stands among the news of a later issue. It has no tile and no calendar link: its day is over,
or is no longer its day.
"""

from __future__ import annotations

from collections.abc import Iterator

from generators.land.places import Places
from generators.letter import events, items
from generators.letter.images import picture
from generators.letter.shapes import Item, Lien, Ligne
from generators.network import addresses
from generators.records.models import Choix, Evenement
from generators.site import Site
from generators.words import dates
from generators.words.phrases import liste, majuscule, nombre


def is_suite(rubric: str, choix: Choix) -> bool:
    """True for an event among the news."""
    return rubric == "actualites" and choix.fiche.startswith("events/")


def item(choix: Choix, site: Site) -> Item:
    """The item of an event that an earlier issue announced."""
    event = items.record(choix, site)
    assert isinstance(event, Evenement)
    where = events.town(event, site.places)
    built = Item(
        ancre=addresses.ancre(choix.fiche),
        fiche=addresses.reference(choix.fiche),
        surtitre=choix.surtitre or " · ".join(filter(None, (nature(event), majuscule(where)))),
        titre=choix.titre or event.titre,
        texte=choix.texte or texte(event),
        lignes=tuple(_rows(event, site.places)),
        bouton=_button(choix, event),
        image=picture(choix.image, site.images),
        lieu=where,
    )
    return items.typeset(built)


def nature(event: Evenement) -> str:
    """What became of it, in a word or two."""
    if event.annule:
        return "Annulé"
    if event.reporte_au:
        return "Reporté"
    return "Compte rendu" if event.compte_rendu else "Replay" if event.replay else "Documents"


def texte(event: Evenement) -> str:
    """One or two sentences from the record's facts."""
    when = dates.periode(*events.bounds(event))
    if event.annule:
        return f"Annoncé pour le {when}, ce rendez-vous n’aura pas lieu."
    if event.reporte_au:
        return f"Annoncé pour le {when}, ce rendez-vous est reporté au {dates.periode(event.reporte_au)}."
    people = (
        f" {majuscule(nombre(event.participants, 'personne'))} y ont participé." if event.participants else ""
    )
    return f"Ce rendez-vous a eu lieu.{people} En ligne : {liste(_what_remains(event))}."


def _what_remains(event: Evenement) -> Iterator[str]:
    if event.compte_rendu:
        yield "le compte rendu"
    if event.replay:
        yield "le replay"
    if event.documents:
        yield nombre(len(event.documents), "document")


def _rows(event: Evenement, places: Places) -> Iterator[Ligne]:
    if event.reporte_au and not event.annule:
        yield Ligne("Nouvelle date", majuscule(dates.periode(event.reporte_au)))
    elif not event.annule:
        yield from events.when_and_where(event, places)


def _button(choix: Choix, event: Evenement) -> Lien:
    if choix.bouton:
        return Lien(choix.bouton.libelle, choix.bouton.url or addresses.reference(choix.fiche))
    when = dates.periode_courte(*events.bounds(event))
    verb = {"Compte rendu": "Lire le compte rendu", "Replay": "Revoir"}.get(nature(event), "Voir la fiche")
    return Lien(f"{verb} : {when}", addresses.reference(choix.fiche))
