"""The hours of an actor as schedules of HSDS: rules of RFC 5545, their distance from UTC, and words.

https://docs.openreferral.org/en/v3.0/hsds/field_guidance.html#schedules : a time bears its distance from
UTC. That of most of France changes twice a year: each rule stands there for the clock of the day, then for
the next one, within the days of each (`valid_from`, `valid_to`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generators.exchange.hsds_rules import Row, est_service, phrases, sur_place, uuid
from generators.exchange.rules import joint, renseigne
from generators.exchange.schedules import Plage, periodes, plages
from generators.land import coverage
from generators.land.territories import PARIS
from generators.records.models import Acteur
from generators.site import Site
from generators.words.hours import closures, in_one_line


def horaires(site: Site, acteur: Acteur) -> Iterator[Row]:
    """The rules of its week as the clock of its place has them, now and once it changes; and all in words.

    They are a service's; of a structure that is none, those of its place.
    """
    notation = acteur.horaires_accueil or ""
    if not (notation or acteur.horaires_precisions) or not joint(site, acteur, acteur):
        return
    if est_service(site, acteur):
        link = {"service_id": uuid("service", acteur.id)}
    elif sur_place(acteur):
        link = {"location_id": uuid("location", acteur.id)}
    else:
        return
    written = f"Notation OpenStreetMap : {notation}" if notation else ""
    notes = f"{phrases(acteur.horaires_precisions)} {written}".strip()
    said = {"description": in_one_line(acteur.horaires_accueil, acteur.horaires_precisions), "notes": notes}
    rules = [*_regles(site, acteur, plages(notation))] or [((), {})]
    for part, rule in rules:
        key = part or ("0",)
        yield renseigne({"id": uuid("schedule", acteur.id, *key), **link, **rule, **said})


def _regles(site: Site, acteur: Acteur, rules: Iterable[Plage]) -> Iterator[tuple[tuple[str, ...], Row]]:
    """What an id is made of, and the rule while one clock holds and no closure does."""
    clocks = periodes(fuseau(site, acteur), site.today)
    closed = [*closures(acteur.horaires_accueil, site.today)] if acteur.horaires_accueil else []
    for number, rule in enumerate(rules):
        weekly: Row = {"wkst": "MO", "freq": rule.freq, "interval": 1, "byday": rule.byday}
        for one in clocks:
            hours = {"opens_at": one.heure(rule.ouvre), "closes_at": one.heure(rule.ferme)}
            key = (str(number), "ete") if one.ete else (str(number),)
            for first, last, part in one.hors(closed):
                held = {"valid_from": first and first.isoformat(), "valid_to": last and last.isoformat()}
                yield (*key, part) if part else key, {**held, "timezone": one.heures, **weekly, **hours}


def fuseau(site: Site, acteur: Acteur) -> str | None:
    """The clock that its hours follow: its département's, else that of Paris; unknown abroad."""
    if acteur.pays and acteur.pays != "FR":
        return None
    departement = site.places.departements.get(coverage.departement_of(acteur, site.places) or "")
    return departement.fuseau if departement else PARIS
