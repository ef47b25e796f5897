"""A gesture of the staff on a record, and all that it needs: called off, put off, full, closed for good.

The values are those that a file writes, all text. Each gesture sets the day of the change too, by which the
letters, the calendars and the feeds know it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

Values = Mapping[str, Any]
OUI = "true"


def called_off(values: Values, today: date, why: str | None = None) -> dict[str, Any]:
    """It will not take place, not even later; `why` becomes a remark that readers see."""
    kept = {key: value for key, value in values.items() if key != "reporte_au"}
    said = {"remarques": [*values.get("remarques", ()), {"titre": "Annulation", "texte": why}]} if why else {}
    return {**kept, **said, "annule": OUI, **_changed(today)}


def put_off(values: Values, to: str, today: date) -> dict[str, Any]:
    """It will take place later; its first date stays in `debut`; `annule: false` and its comment stay too."""
    kept = {key: value for key, value in values.items() if (key, value) != ("annule", OUI)}
    return {**kept, "reporte_au": to, **_changed(today)}


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
    """No place is left: in the whole, or in a session, counted from 1. Raises `LookupError` for no such."""
    if session is None:
        return {**values, "inscription": {**values.get("inscription", {}), "complet": OUI}, **_changed(today)}
    sessions = [dict(each) for each in values.get("seances", ())]
    if not 1 <= session <= len(sessions):
        raise LookupError(len(sessions))
    sessions[session - 1]["complet"] = OUI
    return {**values, "seances": sessions, **_changed(today)}


def closed(values: Values, day: date, successor: str | None, today: date) -> dict[str, Any]:
    """It is no more since that day; its page stays, and says who took over."""
    more = {"successeur": successor} if successor else {}
    return {**values, "statut": "ferme", "date_fermeture": day.isoformat(), **more, **_changed(today)}


def _changed(today: date) -> dict[str, str]:
    return {"date_maj": today.isoformat()}
