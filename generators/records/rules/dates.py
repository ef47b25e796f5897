"""Dates that can't be: an end before its start, a session outside the event, a verification to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from generators.records.models import Acteur, Evenement, Fiche, Seance
from generators.records.rules.base import Context, Finding, Rule, Subject, warning
from generators.records.rules.zones import zone_of
from generators.records.source import Loc

Moment = date | datetime


def first_instant(value: Moment) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time.min)


def last_instant(value: Moment) -> datetime:
    """A whole day lasts until its end."""
    return value if isinstance(value, datetime) else datetime.combine(value, time.max)


def last_of(event: Evenement | Seance) -> datetime:
    """The last instant: the end that is written, or that of the first day."""
    start = event.debut
    return last_instant(event.fin or (start.date() if isinstance(start, datetime) else start))


def french(value: Moment) -> str:
    """2023-11-14T14:30 → « 14/11/2023 à 14:30 »"""
    return value.strftime("%d/%m/%Y à %H:%M" if isinstance(value, datetime) else "%d/%m/%Y")


def end_after_start(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, item in _spans(subject):
        if item.fin is None:
            continue
        if isinstance(item.fin, datetime) != isinstance(item.debut, datetime):
            yield Finding(
                (*loc, "fin"),
                "le début et la fin n’ont pas tous deux une heure",
                "donnez une heure aux deux, ou à aucun",
            )
        elif last_instant(item.fin) < first_instant(item.debut):
            yield Finding(
                (*loc, "fin"),
                f"la fin ({french(item.fin)}) vient avant le début ({french(item.debut)})",
                "vérifiez les deux dates",
            )


def _spans(subject: Subject) -> Iterator[tuple[Loc, Evenement | Seance]]:
    event = subject.record
    if isinstance(event, Evenement):
        yield (), event
        yield from ((("seances", index), item) for index, item in enumerate(event.seances))


def sessions_within(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement):
        return
    for index, item in enumerate(event.seances):
        if first_instant(item.debut) < first_instant(_day(event.debut)) or last_of(item) > _end_of_day(event):
            yield Finding(
                ("seances", index, "debut"),
                f"cette séance ({french(item.debut)}) a lieu hors des dates de l’événement",
                "corrigez la séance, ou le début et la fin de l’événement",
            )


def _day(value: Moment) -> date:
    return value.date() if isinstance(value, datetime) else value


def _end_of_day(event: Evenement) -> datetime:
    return datetime.combine(last_of(event).date(), time.max)


def registration_before(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement) or not event.inscription or not event.inscription.avant_le:
        return
    if first_instant(event.inscription.avant_le) > last_of(event):
        yield Finding(
            ("inscription", "avant_le"),
            f"on s’inscrirait jusqu’au {french(event.inscription.avant_le)}, après la fin de l’événement",
            "vérifiez les deux dates",
        )
    elif first_instant(event.inscription.avant_le) > last_instant(event.debut) and not event.seances:
        yield warning(
            ("inscription", "avant_le"),
            f"on s’inscrirait jusqu’au {french(event.inscription.avant_le)}, après le début de l’événement",
            "vérifiez les deux dates",
        )


def postponed_later(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement) or not event.reporte_au:
        return
    if last_instant(event.reporte_au) <= first_instant(event.debut):
        yield Finding(
            ("reporte_au",),
            f"l’événement serait reporté au {french(event.reporte_au)}, avant sa première date",
            "debut garde la première date, reporte_au dit la nouvelle",
        )


def zone_exists(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement):
        return
    if not _is_zone(event.fuseau):
        yield Finding(
            ("fuseau",), f"« {event.fuseau} » n’est pas un fuseau horaire", _zone_hint(event.fuseau)
        )
        return
    code = context.places.departement_of_insee(event.code_insee or "") or event.departement
    expected = zone_of(code) if code else None
    if expected and _offset(expected, event.debut) != _offset(event.fuseau, event.debut):
        yield Finding(
            ("fuseau",),
            f"l’événement a lieu dans le {code}, qui n’est pas à l’heure de {event.fuseau}",
            f"écrivez fuseau: {expected}",
        )


def _is_zone(name: str) -> bool:
    try:
        return "/" in name and bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _offset(zone: str, value: Moment) -> object:
    return datetime.combine(_day(value), time(12), ZoneInfo(zone)).utcoffset()


def _zone_hint(name: str) -> str:
    city = name.rpartition("/")[2].replace(" ", "_").lower()
    found = sorted(zone for zone in available_timezones() if zone.rpartition("/")[2].lower() == city)
    return (
        f"écrivez {found[0]}" if city and found else "écrivez par exemple Europe/Paris ou America/Martinique"
    )


def nothing_from_the_future(subject: Subject, context: Context) -> Iterator[Finding]:
    """A day to come is a typing error, or the build is that of a past day: it never stops."""
    record = subject.record
    if not isinstance(record, Fiche):
        return
    days: list[tuple[Loc, date | None]] = [
        (("verifie_le",), record.verifie_le),
        (("date_maj",), record.date_maj),
    ]
    if isinstance(record, Acteur):
        days.append((("consentement",), record.consentement))
    days += [
        (("sources", index, "date"), source.date.first_day) for index, source in enumerate(record.sources)
    ]
    for loc, day in days:
        if day and day > context.today:
            yield warning(
                loc, f"cette date ({french(day)}) n’est pas encore passée", "vérifiez l’année et le mois"
            )


def verified_after_source(subject: Subject, context: Context) -> Iterator[Finding]:
    record = subject.record
    if not isinstance(record, Fiche):
        return
    newest = max(source.date.first_day for source in record.sources)
    if record.verifie_le < newest:
        yield warning(
            ("verifie_le",),
            f"la fiche est vérifiée le {french(record.verifie_le)}, avant sa source la plus récente",
            "écrivez la date de la dernière source, ou celle où quelqu’un a confirmé la fiche",
        )


_EVENTS = ("events",)
RULES = (
    Rule("fin-avant-debut", end_after_start, _EVENTS),
    Rule("seance-hors-dates", sessions_within, _EVENTS),
    Rule("inscription-trop-tard", registration_before, _EVENTS),
    Rule("report-avant-debut", postponed_later, _EVENTS),
    Rule("fuseau", zone_exists, _EVENTS),
    Rule("date-a-venir", nothing_from_the_future),
    Rule("verification-avant-source", verified_after_source),
)
