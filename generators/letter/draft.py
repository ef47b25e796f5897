"""What a new issue could carry: coming events, what is new since the last issue, and what became of the rest.

Everything that fits is proposed; the editor cuts. The agenda goes by date, as readers use it; news and
resources go by territory: the regions, then overseas, then what concerns the whole country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generators.land import coverage
from generators.land.places import Places
from generators.letter import events
from generators.letter.items import nature, territory
from generators.network import when
from generators.network.network import Network, choices
from generators.records.models import Actualite, Evenement, Numero, Ressource
from generators.words import dates
from generators.words.wording import fold, french, majuscule

#: How long before the last issue a record may date from, and still be proposed as forgotten.
OUBLI = timedelta(days=365)
#: How long after its quarter an issue is still sent.
RETARD = timedelta(days=31)
#: How far ahead the next date of a series may be: the time until the next issue.
SUITE = timedelta(days=92)
OUTRE_MER, NATIONAL, ETRANGER = "Outre-mer", "National", "Hors de France"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that fits: `fiche` as an issue writes it, where and when for the editor, and a remark."""

    fiche: str
    titre: str
    groupe: str
    lieu: str
    jour: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The propositions of an issue, rubric by rubric, in order; `oublies` never were in any issue."""

    id: str
    jour: date
    depuis: date
    dernier: Numero | None
    signature: str
    agenda: tuple[Candidate, ...]
    suites: tuple[Candidate, ...]
    actualites: tuple[Candidate, ...]
    ressources: tuple[Candidate, ...]
    oublies: tuple[Candidate, ...]


def drafted(id_: str, network: Network) -> Draft:
    """The propositions for the issue `id_` ("2026-t4"), as of the network's day."""
    day = sending_day(id_, network.today)
    earlier = [i for i in network.issues_latest_first if i.id < id_ and i.date.first_day <= day]
    since = earlier[0].date.last_day if earlier else first_day(id_)
    past = _Past.of(earlier)
    fresh = tuple(_fresh(network, past, day))
    return Draft(
        id=id_,
        jour=day,
        depuis=since,
        dernier=earlier[0] if earlier else None,
        signature=(earlier[0].signature if earlier else None) or network.records.identity.signature,
        agenda=tuple(_agenda(network, past, day)),
        suites=tuple(_suites(network, past, since, day)),
        actualites=tuple(p for p, kind, told in fresh if kind == "news" and told >= since),
        ressources=tuple(p for p, kind, told in fresh if kind == "resources" and told >= since),
        oublies=tuple(p for p, _, told in fresh if since - OUBLI <= told < since),
    )


def first_day(id_: str) -> date:
    """The first day of an issue's quarter: "2026-t4" → 1 October 2026."""
    year, quarter = id_.split("-t")
    return date(int(year), 3 * int(quarter) - 2, 1)


def sending_day(id_: str, today: date) -> date:
    """Today, within the quarter and the month after it."""
    start = first_day(id_)
    following = date(start.year + (start.month > 9), (start.month + 2) % 12 + 1, 1)
    return max(start, min(today, following - timedelta(days=1) + RETARD))


@dataclass(frozen=True, slots=True)
class _Past:
    """What earlier issues carried: record → the period of the issue; `told` are events told once over."""

    carried: Mapping[str, str]
    told: frozenset[str]

    @classmethod
    def of(cls, issues: list[Numero]) -> _Past:
        carried: dict[str, str] = {c.fiche: issue.periode for issue in issues for c in choices(issue)}
        news = [issue.actualites for issue in issues if issue.actualites]
        return cls(carried, frozenset(c.fiche for rubric in news for c in rubric.choix))


def _agenda(network: Network, past: _Past, day: date) -> Iterator[Candidate]:
    """Coming events by date. One that was put off counts from its new date."""
    for event in sorted(network.records.events.values(), key=lambda e: (when.begins(e, day), e.id)):
        announced = past.carried.get(f"events/{event.id}")
        if event.annule or (event.reporte_au and announced) or when.is_over(event, day):
            continue
        if event.recurrence and dates.le_jour(when.begins(event, day)) > day + SUITE:
            continue
        note = f"déjà annoncé : {announced}" if announced else ""
        yield _event(when.next_date(event, day), network.places, note)


def _suites(network: Network, past: _Past, since: date, day: date) -> Iterator[Candidate]:
    """What can be told of past events, and what changed of announced ones; latest first, each told once."""
    for event in network.events_latest_first:
        ref = f"events/{event.id}"
        announced = ref in past.carried
        changed = announced and (event.annule or event.reporte_au)
        remains = event.compte_rendu or event.replay or event.documents
        held = not (event.annule or event.reporte_au) and when.is_past(event, day)
        recent = announced or not when.is_past(event, since)
        if ref not in past.told and (changed or (remains and held and recent)):
            yield _event(event, network.places, nature(event).lower())


def _event(event: Evenement, places: Places, note: str) -> Candidate:
    code = coverage.departement_of(event, places)
    where = majuscule(events.town(event, places))
    first, last = events.bounds(event)
    said = f"{dates.periode_courte(first, last)} {last.year}"
    if event.reporte_au:
        said += f", reporté au {dates.jour(dates.le_jour(event.reporte_au))}"
    return Candidate(f"events/{event.id}", event.titre, _group([code], places), where, said, note)


def _fresh(network: Network, past: _Past, day: date) -> Iterator[tuple[Candidate, str, date]]:
    """News and resources that no issue carried, by territory and then latest first, with their last day."""
    records: list[Actualite | Ressource] = [*network.news_latest_first, *network.resources_latest_first]
    told = [(_territorial(r, network), _kind(r), _published(r)) for r in records if _begun(r, day)]
    new = [one for one in told if one[0].fiche not in past.carried]
    yield from sorted(new, key=lambda one: _rank(one[0].groupe))


def _kind(record: Actualite | Ressource) -> str:
    return "news" if isinstance(record, Actualite) else "resources"


def _published(record: Actualite | Ressource) -> date:
    """The last day on which it may have come out; without a date, the day its record was written."""
    return record.date.last_day if record.date else record.revisee_le


def _begun(record: Actualite | Ressource, day: date) -> bool:
    return record.date is None or record.date.first_day <= day


def _territorial(record: Actualite | Ressource, network: Network) -> Candidate:
    places, zones = network.places, record.territoires
    codes = [code for zone in zones for code in coverage.departements_of_zone(zone, places)]
    abroad = bool(zones) and not codes
    national = any(zone.level == "france" for zone in zones)
    group = ETRANGER if abroad else NATIONAL if national else _group(codes, places)
    said = dates.date_partielle(record.date) if record.date else "sans date"
    ref = f"{_kind(record)}/{record.id}"
    return Candidate(ref, record.titre, group, french(territory(zones, places)), said)


def _group(codes: Iterable[str | None], places: Places) -> str:
    """The region of all these départements, overseas, or the country."""
    known = [places.departements[code] for code in codes if code and code in places.departements]
    regions = {OUTRE_MER if d.is_overseas else places.regions[d.region].nom for d in known}
    return regions.pop() if len(regions) == 1 else NATIONAL


def _rank(group: str) -> tuple[int, str]:
    last = (OUTRE_MER, NATIONAL, ETRANGER)
    return (last.index(group) + 1 if group in last else 0, fold(group))
