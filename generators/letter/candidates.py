"""The records that a new issue could carry: coming events, what became of past ones, what is new.

Everything that fits is proposed; the editor cuts. The agenda goes by date, as readers use it; news, new
structures and resources go by territory: the regions, then overseas, then what concerns the whole country. A
record that names one that is missing or unsound stays out: no letter could be drawn with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generators.land import coverage
from generators.land.places import Places
from generators.land.territories import Zone
from generators.letter import events
from generators.letter.items import nature, territory
from generators.network import when
from generators.network.network import Network, choices
from generators.records.kinds import kind_of, ref_of
from generators.records.models import Acteur, Actualite, Evenement, Fiche, Numero, Ressource
from generators.records.models.fields import references
from generators.words import dates
from generators.words.wording import fold, french, majuscule

#: How far ahead the next date of a series may be: the time until the next issue.
SUITE = timedelta(days=92)
NOUVELLE = "nouvelle structure"
OUTRE_MER, NATIONAL, ETRANGER = "Outre-mer", "National", "Hors de France"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that fits: `fiche` as an issue writes it, where and when for the editor, and a remark.

    `quand` is its day, that of an event or the one when the rest came out; `annonce` is true of a date that
    an earlier issue announced.
    """

    fiche: str
    titre: str
    groupe: str
    lieu: str
    jour: str
    quand: date
    note: str = ""
    annonce: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier issues carried: record → the period of the issue; `told` are events told once over."""

    carried: Mapping[str, str]
    told: frozenset[str]

    @classmethod
    def of(cls, issues: Iterable[Numero]) -> Past:
        issues = list(issues)
        carried: dict[str, str] = {c.fiche: issue.periode for issue in issues for c in choices(issue)}
        news = [issue.actualites for issue in issues if issue.actualites]
        return cls(carried, frozenset(c.fiche for rubric in news for c in rubric.choix))


def agenda(network: Network, past: Past, day: date) -> Iterator[Candidate]:
    """Coming events by date. One that was put off counts from its new date."""
    for event in sorted(network.records.events.values(), key=lambda e: (when.begins(e, day), e.id)):
        announced = past.carried.get(f"events/{event.id}")
        if event.annule or (event.reporte_au and announced) or when.is_over(event, day):
            continue
        if event.recurrence and dates.le_jour(when.begins(event, day)) > day + SUITE:
            continue
        if _whole(event, network):
            told = _event(when.next_date(event, day), network.places, "")
            yield replace(told, note=f"déjà annoncé : {announced}", annonce=True) if announced else told


def sequels(network: Network, past: Past, since: date, day: date) -> Iterator[Candidate]:
    """What can be told of past events, and what changed of announced ones; latest first, each told once."""
    for event in network.events_latest_first:
        ref = f"events/{event.id}"
        announced = ref in past.carried
        changed = announced and (event.annule or event.reporte_au)
        remains = event.compte_rendu or event.replay or event.documents
        held = not (event.annule or event.reporte_au) and when.is_past(event, day)
        recent = announced or not when.is_past(event, since)
        if ref not in past.told and (changed or (remains and held and recent)) and _whole(event, network):
            yield _event(event, network.places, nature(event).lower())


def _whole(fiche: Fiche, network: Network) -> bool:
    """Whether all that it names is there, and sound."""
    return all(id_ in network.records.of(kind) for kind, id_ in references(fiche))


def _event(event: Evenement, places: Places, note: str) -> Candidate:
    code = coverage.departement_of(event, places)
    where = majuscule(events.town(event, places))
    first, last = events.bounds(event)
    said = f"{dates.periode_courte(first, last)} {last.year}"
    if event.reporte_au:
        said += f", reporté au {dates.jour(dates.le_jour(event.reporte_au))}"
    group, day = _group([code], places), dates.le_jour(event.reporte_au or first)
    return Candidate(f"events/{event.id}", event.titre, group, where, said, day, note)


def fresh(network: Network, past: Past, day: date) -> Iterator[Candidate]:
    """News and resources that no issue carried, by territory and then latest first."""
    records: list[Actualite | Ressource] = [*network.news_latest_first, *network.resources_latest_first]
    told = (
        _territorial(record, record.territoires, network.places, _published(record))
        for record in records
        if ref_of(record) not in past.carried and _begun(record, day) and _whole(record, network)
    )
    yield from sorted(told, key=rank)


def structures(network: Network, past: Past, since: date, day: date) -> Iterator[Candidate]:
    """The structures of which no source is older than `since`, by territory."""
    found = ((acteur, _first_told(acteur)) for acteur in _unheard(network, past))
    new = ((acteur, told) for acteur, told in found if since < told <= day)
    yield from sorted((_structure(acteur, told, network.places) for acteur, told in new), key=rank)


def arrived(network: Network, past: Past, since: date, day: date) -> Iterator[Candidate]:
    """Those that older documents know, and that came into the directory lately, as its history says."""
    for acteur in _unheard(network, past):
        news = network.news_of_records.get(ref_of(acteur))
        if news and news.geste == when.AJOUT and news.jour <= day and _first_told(acteur) <= since:
            yield _structure(acteur, news.jour, network.places)


def _unheard(network: Network, past: Past) -> Iterator[Acteur]:
    """The structures that act and that no issue carried; one whose place is a secret is never put forward."""
    for acteur in network.actors_by_name:
        acts = network.acts(acteur) and acteur.actif and not acteur.adresse_confidentielle
        told = ref_of(acteur) in past.carried or acteur.id in network.records.identity.lettre.emetteurs
        if acts and not told and _whole(acteur, network):
            yield acteur


def _first_told(acteur: Acteur) -> date:
    """The first day that its oldest source may be of."""
    return min(source.date.first_day for source in acteur.sources)


def _structure(acteur: Acteur, day: date, places: Places) -> Candidate:
    said = f"depuis le {dates.jour(day)}"
    return replace(_territorial(acteur, _zones(acteur, places), places, day), jour=said, note=NOUVELLE)


def _zones(acteur: Acteur, places: Places) -> tuple[Zone, ...]:
    """Where it stands, by its département; else what it covers."""
    code = coverage.departement_of(acteur, places)
    return (Zone(f"departement:{code}"),) if code else acteur.zone_eligibilite


def _published(record: Actualite | Ressource) -> date:
    """The last day on which it may have come out; without a date, the day its record was written."""
    return record.date.last_day if record.date else record.revisee_le


def _begun(record: Actualite | Ressource, day: date) -> bool:
    return record.date is None or record.date.first_day <= day


def _territorial(
    record: Acteur | Actualite | Ressource, zones: Collection[Zone], places: Places, day: date
) -> Candidate:
    codes = [code for zone in zones for code in coverage.departements_of_zone(zone, places)]
    abroad = bool(zones) and not codes
    national = any(zone.level == "france" for zone in zones)
    group = ETRANGER if abroad else NATIONAL if national else _group(codes, places)
    title, told = kind_of(record).title_of(record), getattr(record, "date", None)
    said = dates.date_partielle(told) if told else "sans date"
    return Candidate(ref_of(record), title, group, french(territory(zones, places)), said, day)


def _group(codes: Iterable[str | None], places: Places) -> str:
    """The region of all these départements, overseas, or the country."""
    known = [places.departements[code] for code in codes if code and code in places.departements]
    regions = {OUTRE_MER if d.is_overseas else places.regions[d.region].nom for d in known}
    return regions.pop() if len(regions) == 1 else NATIONAL


def rank(one: Candidate) -> tuple[int, str]:
    """Where it stands among the territories."""
    last = (OUTRE_MER, NATIONAL, ETRANGER)
    return (last.index(one.groupe) + 1 if one.groupe in last else 0, fold(one.groupe))
