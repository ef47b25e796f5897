"""Pieces of sentences on records: when and where it is, who organises it, how many there are, its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from generators.land import coverage
from generators.land.places import Places
from generators.letter import events
from generators.network import when
from generators.records.models import Acteur, Actualite, Evenement, Implantation
from generators.records.records import Records
from generators.words import dates
from generators.words.wording import a_la_ville, en_lettres, fold, liste

#: More places than this, and the last ones are counted.
LIEUX = 5
#: A title with more signs than this is told by what stands before its « : ».
TITRE_COURT = 50
EN_LIGNE, NATIONAL = "en ligne", "à l’échelle nationale"


def short(text: str) -> str:
    """A title by its first part, where that says something: « Repérer » is not enough, « Repérer tôt » is."""
    first, colon, _ = text.partition(" : ")
    return first if colon and len(text) > TITRE_COURT and " " in first else text


def unless_said(place: str, title: str) -> str:
    """A place, or "" where the title already says it: « Procès fictif, au Mans »."""
    return "" if f" {fold(_PREPOSITION.sub('', place))} " in f" {fold(title)} " else place


_PREPOSITION = re.compile(r"^(?:à|aux?|en|dans l(?:es?|a)) |^dans l’")


def where(event: Evenement, places: Places) -> str:
    """« au Mans », « en ligne », « dans le Nord », « en Belgique »; "" when nobody says."""
    return stands(event, places) or (EN_LIGNE if event.en_ligne else "")


def stands(record: Implantation, places: Places) -> str:
    """Where something stands; of a confidential place, its département."""
    if record.commune and not record.adresse_confidentielle:
        return a_la_ville(record.commune)
    code = coverage.departement_of(record, places)
    if code and code in places.departements:
        return places.departements[code].dans
    country = places.countries.get(record.pays or "FR")
    return country.dans if country and coverage.is_abroad(record) else ""


def seat(acteur: Acteur, places: Places) -> str:
    """Where a structure stands, or else what it covers."""
    return stands(acteur, places) or next(filter(None, _covered(acteur, places)), "")


def territory(acteur: Acteur, places: Places) -> str:
    """Its département, or else what it covers."""
    code = coverage.departement_of(acteur, places)
    return places.departements[code].dans if code else seat(acteur, places)


def _covered(acteur: Acteur, places: Places) -> Iterator[str]:
    yield from (coverage.inside(zone, places) for zone in acteur.zone_eligibilite)


def territories(news: Actualite, places: Places) -> list[str]:
    """« dans le Nord », « en Guyane »; « à l’échelle nationale » of what names none or all."""
    return [coverage.inside(zone, places) or NATIONAL for zone in news.territoires] or [NATIONAL]


def listed(places: Iterable[str], other: tuple[str, str]) -> str:
    """Places, each once, the towns first: « à Gap et au Mans, ainsi que dans l’Aude et en ligne ».

    A département right after a town would seem to be where it lies. From the sixth on they are counted:
    « à Gap, au Mans, à Lens et à Lille, ainsi que dans sept autres lieux ».
    """
    last = (EN_LIGNE, NATIONAL)
    found = list(dict.fromkeys(filter(None, places)))
    named, apart = [p for p in found if p not in last], [p for p in found if p in last]
    kept = named[: LIEUX - 1] if len(named) > LIEUX else named
    rest = [f"dans {en_lettres(len(named) - len(kept), *other)}"] if named[len(kept) :] else []
    towns = [place for place in kept if place.startswith(_IN_TOWN)]
    wide = [*(place for place in kept if place not in towns), *rest]
    if not (towns and wide):
        return liste([*towns, *wide, *apart])
    others = liste([*wide, *apart])
    return f"{liste(towns)}, ainsi {'qu’' if others[0] in 'eà' else 'que '}{others}"


_IN_TOWN = ("à ", "au ", "aux ")


def on_days(event: Evenement, day: date, *, weekdays: bool) -> str:
    """« le jeudi 10 décembre », « les 22 et 23 janvier 2027 », « jusqu’au 12 décembre » once it has begun.

    The year goes without saying when it is that of `day`.
    """
    first, last = (event.reporte_au, event.reporte_au) if event.reporte_au else events.bounds(event)
    first, last = dates.le_jour(first), dates.le_jour(last)
    if first < day <= last:
        return f"jusqu’au {on_day(last, day) if weekdays else _without_year(dates.jour(last), day)}"
    if weekdays:
        said = _without_year(dates.periode(first, last), day)
        return said if said.startswith("du ") else f"{_article(first, last)} {said}"
    said = dates.periode_courte(first, last) + ("" if last.year == day.year else f" {last.year}")
    return f"{'du' if ' au ' in said else _article(first, last)} {said}"


def on_day(one: date, day: date) -> str:
    """« vendredi 4 décembre », and its year when it is not that of `day`."""
    return _without_year(dates.jour_long(one), day)


def _without_year(said: str, day: date) -> str:
    return said.removesuffix(f" {day.year}")


def _article(first: date, last: date) -> str:
    return "les" if last > first else "le"


def organisers(event: Evenement, records: Records) -> str:
    """« Les Préaux », « Les Préaux et Vigie », « Les Préaux et trois autres structures »."""
    names = [records.actors[id_].nom for id_ in event.organisateurs]
    if len(names) > 2:
        others = en_lettres(len(names) - 1, "autre structure", "autres structures", feminine=True)
        return f"{names[0]} et {others}"
    return liste(names)


def registration(event: Evenement, day: date) -> str:
    """Until when one may register; that it is full; "" when neither is said."""
    asked = event.inscription
    if asked is None:
        return ""
    if asked.sans_place:
        return "c’est complet"
    until = dates.le_jour(asked.avant_le) if asked.avant_le else None
    if until is None or until < day or when.is_closed(event, day):
        return ""
    return f"on s’y inscrit jusqu’au {on_day(until, day)}"
