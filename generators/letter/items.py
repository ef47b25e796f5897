"""From a chosen record to an item: every decision on its wording is taken here.

An event that an earlier issue announced stands among the news of a later one (`sequel`) when it was called
off, put off, or told since. It has no tile and no calendar link: its day is over, or is no longer its day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO

from PIL import Image as Pictures

from generators.land import coverage
from generators.land.places import Places
from generators.land.territories import Zone
from generators.letter import acts, events, panel
from generators.letter.shapes import Item, Link, Picture, Row
from generators.network import addresses, when
from generators.records.kinds import kind_of
from generators.records.models import Acteur, Actualite, Choix, Evenement, Fiche, Image, Ressource
from generators.site import Site
from generators.words import dates
from generators.words.wording import french, liste, majuscule, minuscule, nombre


def record(choix: Choix, site: Site) -> Fiche:
    """The record that was chosen; the references were checked when the data was loaded."""
    kind, _, name = choix.fiche.partition("/")
    found: Fiche = site.records.by_kind[kind][name]
    return found


def item(choix: Choix, site: Site, on: date, left: date | None = None) -> Item:
    """The item of a chosen record, in an issue of the day `on`; `left` is when it was sent at the latest."""
    whole = record(choix, site)
    fiche = as_told(whole, on)
    built = Item(
        ancre=addresses.ancre(choix.fiche),
        surtitre=_kicker(choix, fiche, site, left),
        titre=choix.titre or kind_of(fiche).title_of(fiche),
        texte=choix.texte or kind_of(fiche).summary_of(fiche),
        lignes=(
            *panel.official(choix, fiche),
            *panel.rows(fiche, site, on),
            *events.comes_back(whole),
            *events.moved(whole),
        ),
        bouton=button(choix, fiche, site, on),
        page=page(choix, fiche, site, on),
        image=picture(choix.image, site.images),
        lieu=_who(fiche, site),
    )
    return typeset(_with_dates(built, fiche, site, on))


def _who(fiche: Fiche, site: Site) -> str:
    """The structure that a news item tells of first, or that made a resource: « MIST », « La Croix »."""
    named: tuple[str, ...] = ()
    if isinstance(fiche, Actualite):
        named = fiche.acteurs
    elif isinstance(fiche, Ressource):
        named = fiche.producteurs
    return site.records.actors[named[0]].nom if named else ""


def as_told(fiche: Fiche, on: date) -> Fiche:
    """A record as an issue of that day tells it: a series by its next date, online what moved there."""
    return when.next_date(fiche, on).tenu if isinstance(fiche, Evenement) else fiche


def _with_dates(built: Item, fiche: Fiche, site: Site, on: date) -> Item:
    """The tile of an event, and the calendar link of an event or of the one that a news item announces."""
    event = fiche if isinstance(fiche, Evenement) else None
    if isinstance(fiche, Actualite):
        event = events.announced_by(fiche, site.records.events, on)
    if event is None:
        return built
    tile = events.tile(event) if isinstance(fiche, Evenement) else None
    return replace(
        built, tuile=tile, agenda=events.calendar_link(event), lieu=events.town(event, site.places)
    )


def typeset(built: Item) -> Item:
    """All texts of an item with French spacing."""
    return replace(
        built,
        surtitre=french(built.surtitre),
        titre=french(built.titre),
        texte=french(built.texte),
        lignes=tuple(Row(french(row.nom), french(row.valeur), row.url) for row in built.lignes),
        bouton=Link(french(built.bouton.libelle), built.bouton.url),
        page=Link(french(built.page.libelle), built.page.url),
        agenda=built.agenda and Link(french(built.agenda.libelle), built.agenda.url),
    )


def _kicker(choix: Choix, fiche: Fiche, site: Site, left: date | None) -> str:
    """That of the issue or of the record, and « Annulé depuis » of what an issue that left had announced."""
    told = choix.surtitre or kicker(fiche, site)
    if left and isinstance(fiche, Evenement) and fiche.change_depuis(left):
        what = changed(fiche)
        return f"{what} depuis · {told.removeprefix(f'{what} · ')}"
    return told


def changed(event: Evenement) -> str:
    """What became of it since it was announced, in a word: « Annulé », « Reporté », « Passé en ligne »."""
    if event.annule:
        return "Annulé"
    return "Reporté" if event.reporte_au else "Passé en ligne" if event.passe_en_ligne else ""


def kicker(fiche: Fiche, site: Site) -> str:
    """« Mulhouse · Ciné-débat », « Nord · 59 », « Podcast »."""
    label = site.records.vocabulary.label
    match fiche:
        case Evenement():
            kind, where = label("types_evenement", fiche.type), events.town(fiche, site.places)
            return " · ".join(part for part in (changed(fiche), majuscule(where), kind) if part)
        case Actualite():
            return territory(fiche.territoires, site.places)
        case Acteur():
            return str(label("types_acteur", fiche.type))
        case Ressource():
            return str(label("types_ressource", fiche.type))
    return kind_of(fiche).label


def territory(zones: Iterable[Zone], places: Places) -> str:
    """Territories by name and code: « Haute-Loire et Puy-de-Dôme · 43, 63 », « National »."""
    named = list(zones)
    said = liste("National" if zone.level == "france" else coverage.name(zone, places) for zone in named)
    codes = ", ".join(zone.code for zone in named if zone.level == "departement")
    return " · ".join(part for part in (said, codes) if part) or "National"


def button(choix: Choix, fiche: Fiche, site: Site, on: date) -> Link:
    """The button that the issue words, else the record's own act, else its page.

    Nobody can register for what was called off, so such an event leads to its own page.
    """
    called_off = isinstance(fiche, Evenement) and (fiche.annule or fiche.reporte_au)
    if choix.bouton and not called_off:
        return Link(choix.bouton.libelle, choix.bouton.url or addresses.reference(choix.fiche))
    return acts.act(fiche, site, on) or page(choix, fiche, site, on)


def page(choix: Choix, fiche: Fiche, site: Site, on: date) -> Link:
    """The page of a record on the site, where all of it stands."""
    label = _page_label(fiche, site, on)
    if acts.act(fiche, site, on):
        label = _SEEN.sub("En savoir plus", label)
    return Link(label, addresses.reference(choix.fiche))


#: What the page of a record is called where it is all that one can do; beside an act, it only tells more.
_SEEN = re.compile("^(Voir la date|Voir la fiche)")


def _page_label(fiche: Fiche, site: Site, on: date) -> str:
    match fiche:
        case Evenement():
            told = fiche.compte_rendu and when.is_past(fiche, on)
            return f"{'Lire le compte rendu' if told else 'Voir la date'} : {events.day(fiche)}"
        case Actualite():
            return f"Lire l’actualité : {territory(fiche.territoires, site.places).partition(' · ')[0]}"
        case Acteur():
            return f"Voir la fiche : {fiche.sigle or fiche.nom}"
        case Ressource():
            label = site.records.vocabulary.label("types_ressource", fiche.type)
            return f"Voir la fiche : {minuscule(label)}"
    return f"Voir la fiche : {kind_of(fiche).title_of(fiche)}"


def is_sequel(rubric: str, choix: Choix) -> bool:
    """True for an event among the news."""
    return rubric == "actualites" and choix.fiche.startswith("events/")


def sequel(choix: Choix, site: Site) -> Item:
    """The item of an event that an earlier issue announced."""
    event = record(choix, site)
    assert isinstance(event, Evenement)
    where = events.town(event, site.places)
    built = Item(
        ancre=addresses.ancre(choix.fiche),
        surtitre=choix.surtitre or " · ".join(filter(None, (nature(event), majuscule(where)))),
        titre=choix.titre or event.titre,
        texte=choix.texte or _told(event),
        lignes=(*panel.official(choix, event), *_sequel_rows(event, site.places)),
        bouton=_sequel_button(choix, event),
        page=_sequel_page(choix, event),
        image=picture(choix.image, site.images),
        lieu=where,
    )
    return typeset(built)


def nature(event: Evenement) -> str:
    """What became of it, in a word or two."""
    if event.annule:
        return "Annulé"
    if event.reporte_au:
        return "Reporté"
    return "Compte rendu" if event.compte_rendu else "Replay" if event.replay else "Documents"


def _told(event: Evenement) -> str:
    """One or two sentences from the record's facts."""
    said = events.announced(event)
    if event.annule:
        return f"Annoncé {said}, ce rendez-vous n’aura pas lieu."
    if event.reporte_au:
        return f"Annoncé {said}, ce rendez-vous est reporté au {dates.periode(event.reporte_au)}."
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


def _sequel_rows(event: Evenement, places: Places) -> Iterator[Row]:
    if event.reporte_au and not event.annule:
        yield Row("Nouvelle date", majuscule(dates.periode(event.reporte_au)))
    elif not event.annule:
        yield from events.when_and_where(event, places, events.bounds(event)[1])


def _sequel_button(choix: Choix, event: Evenement) -> Link:
    page = _sequel_page(choix, event)
    if choix.bouton:
        return Link(choix.bouton.libelle, choix.bouton.url or page.url)
    return _sequel_act(event) or page


def _sequel_act(event: Evenement) -> Link | None:
    return None if event.annule or event.reporte_au else acts.remains(event)


def _sequel_page(choix: Choix, event: Evenement) -> Link:
    verb = "Lire le compte rendu" if nature(event) == "Compte rendu" else "Voir la fiche"
    if _sequel_act(event):
        verb = _SEEN.sub("En savoir plus", verb)
    return Link(f"{verb} : {events.day(event)}", addresses.reference(choix.fiche))


#: The width of an item's text in the e-mail.
LARGEUR = 536
FOLDER = "newsletter/images/"


def picture(image: Image | None, images: Mapping[str, bytes]) -> Picture | None:
    """The picture of an item, or None without one that an e-mail can show."""
    if image is None or (size := size_of(images.get(image.fichier, b""))) is None:
        return None
    width, height = size
    return Picture(FOLDER + image.fichier, image.alt, LARGEUR, round(LARGEUR * height / width))


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or a JPEG; None for anything else, which e-mail clients don't show."""
    try:
        with Pictures.open(BytesIO(content), formats=("PNG", "JPEG")) as found:
            return found.size
    except (OSError, Pictures.DecompressionBombError):
        return None
