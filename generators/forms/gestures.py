"""A gesture of the staff on a record, and all that it needs: called off, put off, moved online, full, closed.

The values are those that a file writes, all text. Each gesture sets the day of the change too, by which the
letters, the calendars and the feeds know it. Of a series, a gesture may be made on one date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from generators.records.values.types import VRAI

Values = Mapping[str, Any]
OUI = "true"
#: The title of the remark that says why an event was called off.
ANNULATION = "Annulation"


def called_off(values: Values, today: date, why: str | None = None) -> dict[str, Any]:
    """It will not take place, not even later; `why` becomes a remark that readers see."""
    kept = {key: value for key, value in values.items() if key != "reporte_au"}
    said = {"remarques": [*values.get("remarques", ()), {"titre": ANNULATION, "texte": why}]} if why else {}
    return {**kept, **said, "annule": OUI, **_changed(today)}


def put_off(values: Values, to: str, today: date) -> dict[str, Any]:
    """It will take place later; its first date stays in `debut`; `annule: false` and its comment stay too."""
    kept = {key: value for key, value in values.items() if (key, value) != ("annule", OUI)}
    return {**kept, "reporte_au": to, **_changed(today)}


def moved_online(values: Values, url: str | None, today: date) -> dict[str, Any]:
    """It takes place online, on its day; `url` is the page that says how. The place stays, as it was."""
    more = {"url": url} if url else {}
    return {**values, "passe_en_ligne": OUI, **more, **_changed(today)}


def on_one_date(values: Values, day: date, said: Values, today: date) -> dict[str, Any]:
    """The same of one date of a series. Raises `LookupError` for what is no series."""
    if "recurrence" not in values:
        raise LookupError
    before = {one.get("date"): one for one in values["recurrence"].get("exceptions", ())}
    after = {**before, day.isoformat(): {"date": day.isoformat(), **before.get(day.isoformat(), {}), **said}}
    return {**values, **_with_dates(values, after), **_changed(today)}


def restored(values: Values, today: date) -> dict[str, Any]:
    """It takes place as it was first said: not called off, put off, moved online or full any more."""
    kept = {key: value for key, value in values.items() if key != "reporte_au"}
    kept = _without(kept, "annule", "passe_en_ligne")
    if "inscription" in kept:
        kept["inscription"] = _without(kept["inscription"], "complet")
        if not kept["inscription"]:
            del kept["inscription"]
    if "seances" in kept:
        kept["seances"] = [_without(each, "annule", "complet") for each in kept["seances"]]
    told = [one for one in kept.get("remarques", ()) if one.get("titre") != ANNULATION]
    kept = {key: value for key, value in kept.items() if key != "remarques"}
    return {**kept, **({"remarques": told} if told else {}), **_changed(today)}


def restored_on_one_date(values: Values, day: date, today: date) -> dict[str, Any]:
    """That date of a series is like the others again. Raises `LookupError` when nothing is said of it."""
    before = {one.get("date"): one for one in values.get("recurrence", {}).get("exceptions", ())}
    if before.pop(day.isoformat(), None) is None:
        raise LookupError
    return {**values, **_with_dates(values, before), **_changed(today)}


def _with_dates(values: Values, dates: Mapping[str, Any]) -> dict[str, Any]:
    group = {key: value for key, value in values["recurrence"].items() if key != "exceptions"}
    if dates:
        group["exceptions"] = [dates[day] for day in sorted(dates)]
    return {"recurrence": group}


def _without(group: Values, *keys: str) -> dict[str, Any]:
    """A group without these keys where they say yes."""
    return {key: value for key, value in group.items() if key not in keys or str(value).lower() not in VRAI}


def of_the_old_date(values: Values) -> tuple[str, ...]:
    """What a record that is put off still says of its first date, for a person to look at."""
    registration = values.get("inscription", {})
    found = {
        "la limite d’inscription": "avant_le" in registration,
        "l’inscription, qui est dite complète": registration.get("complet") == OUI,
        "les séances": "seances" in values,
    }
    return tuple(what for what, there in found.items() if there)


def full(values: Values, session: int | None, today: date) -> dict[str, Any]:
    """No place is left: in the whole, or in a session, as `on_a_session`."""
    if session is None:
        return {**values, "inscription": {**values.get("inscription", {}), "complet": OUI}, **_changed(today)}
    return on_a_session(values, session, {"complet": OUI}, today)


def on_a_session(values: Values, session: int, said: Values, today: date) -> dict[str, Any]:
    """A gesture on one of several sessions, counted from 1. Raises `LookupError`, with their number, for no
    such."""
    sessions = [dict(each) for each in values.get("seances", ())]
    if not 1 <= session <= len(sessions):
        raise LookupError(len(sessions))
    sessions[session - 1] |= said
    return {**values, "seances": sessions, **_changed(today)}


def closed(values: Values, day: date, successor: str | None, today: date) -> dict[str, Any]:
    """It is no more since that day; its page stays, and says who took over."""
    more = {"successeur": successor} if successor else {}
    return {**values, "statut": "ferme", "date_fermeture": day.isoformat(), **more, **_changed(today)}


def _changed(today: date) -> dict[str, str]:
    return {"date_maj": today.isoformat()}
