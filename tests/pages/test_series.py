"""A series as readers find it on a day: its page, the agenda, home, feeds, letters, tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date

import pytest

from generators.exchange import columns, tables
from generators.letter import items
from generators.letter.draft import drafted
from generators.network import when
from generators.network.mentions import mentions
from generators.pages.events import agenda, line, series
from generators.pages.events import page as evenements
from generators.pages.home.page import accueil_body
from generators.records.models import Choix, Evenement
from generators.site import Site
from tests.exchange.test_calendar_series import SANS_FIN, SERIE
from tests.pages.conftest import ACTORS
from tests.pages.html import Document
from tests.sites import on

N = "\u00a0"
RYTHME = f"Chaque premier mardi du mois, de 14{N}h à 16{N}h, jusqu’au 4 mai 2027"


@pytest.fixture(scope="module")
def serial(make: Callable[..., Site]) -> Site:
    events = {"serie": {**SERIE, "organisateurs": ["ecoute-nord"]}, "sans-fin": SANS_FIN}
    events["annuelle"] = {**SERIE, "recurrence": {"regle": "FREQ=YEARLY"}}
    return make(events=events, actors=ACTORS)


def text(site: Site, id_: str = "serie") -> str:
    return Document(evenements.page(site, site.records.events[id_]).body).shown


def test_the_page_says_the_next_date_how_it_comes_back_and_what_one_date_has(serial: Site) -> None:
    said = text(on(date(2026, 11, 22), serial))
    assert f"Prochaine date Mercredi 6 janvier 2027 Cette fois{N}: au lieu du mardi 5 janvier 2027" in said
    assert f"· 18{N}h à 20{N}h" in said
    assert RYTHME in said
    assert "Mardi 1er décembre 2026 Annulée · Grève" in said
    assert "Mardi 2 février 2027 Maison, Lille, dans le Nord (59)" in said
    assert "Mardi 2 mars 2027 En ligne, sur Teams" in said
    assert "Mardi 3 novembre 2026" not in said
    assert "Terminé" not in said


def test_a_series_ends_with_its_last_date(serial: Site) -> None:
    event = serial.records.events["serie"]
    assert not when.is_over(event, date(2027, 5, 4)) and when.is_over(event, date(2027, 5, 5))
    said = text(on(date(2027, 5, 5), serial))
    assert "Dernière date Mardi 4 mai 2027" in said and "Terminé" in said
    assert "Aucune autre date n’est annoncée." in said
    after = on(date(2027, 5, 5), serial).network
    assert event.id in {one.id for one in after.past} and event.id not in {one.id for one in after.coming}


def test_an_endless_series_is_never_over(serial: Site) -> None:
    event = serial.records.events["sans-fin"]
    assert not when.is_over(event, date(2060, 1, 1))
    assert when.next_date(event, date(2060, 1, 1)).debut.strftime("%Y-%m-%d") == "2060-01-01"


def test_the_agenda_has_one_card_with_the_next_date(serial: Site) -> None:
    later = on(date(2027, 1, 7), serial)
    one = line.ligne(later, later.records.events["serie"])
    assert (one.jour, one.mois, one.debut) == ("2", "févr.", "2027-02-02")
    assert one.serie and one.serie.prochaine.note == "Maison, Lille, dans le Nord (59)"
    assert one.serie.autres == f"Autres dates{N}: 2{N}mars, 6{N}avril, 4{N}mai"
    groups = dict(agenda.months(later, [e for e in later.network.coming if e.id == "serie"]))
    assert list(groups) == ["Février 2027"]
    rows = json.loads(one.serie.donnees)
    assert rows[0][:2] == ["2027-02-02T15:00Z", "2027-02-02"]


def test_a_date_called_off_is_no_next_date_unless_none_is_left(
    serial: Site, make: Callable[..., Site]
) -> None:
    event = serial.records.events["serie"]
    assert when.next_date(event, date(2026, 11, 22)).debut.strftime("%m-%d") == "01-06"
    off = {"regle": "FREQ=WEEKLY;COUNT=2", "exceptions": [{"date": "2026-12-08", "annule": "true"}]}
    site = make(events={"une": {**SERIE, "debut": "2026-12-01", "fin": "2026-12-01", "recurrence": off}})
    said = series.serie(on(date(2026, 12, 5), site), site.records.events["une"])
    assert said and said.prochaine.annulee and said.prochaine.note == "annulée"


def test_home_tells_the_next_date(serial: Site) -> None:
    said = Document(accueil_body(on(date(2027, 2, 3), serial))).text
    assert "2 mars" in said and RYTHME in said


def test_a_full_date_is_said_so_and_the_others_are_open(make: Callable[..., Site]) -> None:
    full = {"regle": "FREQ=WEEKLY;COUNT=3", "exceptions": [{"date": "2026-12-08", "complet": "true"}]}
    values = {**SERIE, "debut": "2026-12-01T14:00", "fin": None, "recurrence": full}
    site = make(events={"une": {key: value for key, value in values.items() if value}})
    event = site.records.events["une"]
    assert not event.sans_place
    assert when.next_date(event, date(2026, 12, 5)).sans_place
    assert "Mardi 8 décembre 2026 Complet" in text(on(date(2026, 12, 1), site), "une")


def letter_item(site: Site, day: date) -> str:
    item = items.item(Choix(fiche="events/serie"), site, day)
    return f"{item.tuile} {item.lieu} " + " | ".join(f"{row.nom} {row.valeur}" for row in item.lignes)


def test_a_letter_tells_the_next_date_of_its_day(serial: Site) -> None:
    said = letter_item(serial, date(2027, 1, 15)).replace(N, " ")
    assert said.startswith("('2', 'févr.') Lille")
    assert "Date Mardi 2 février 2027 | Heure 14 h à 16 h | Lieu Maison, Lille" in said
    assert "Se répète Chaque premier mardi du mois, de 14 h à 16 h" in said


def test_the_draft_takes_a_series_whose_next_date_comes_before_the_next_letter(serial: Site) -> None:
    at = on(date(2027, 1, 15), serial)
    taken = {one.fiche: one.jour for one in drafted("2027-t1", at.network).agenda}
    assert taken["events/serie"] == "2 février 2027"
    assert "events/annuelle" not in taken


def test_who_closes_is_told_of_the_series_that_goes_on(serial: Site) -> None:
    told = " ".join(mentions(("actors", "ecoute-nord"), serial.records, date(2027, 1, 15)))
    assert "chaque premier mardi du mois, jusqu’au 4 mai 2027, est organisé avec elle" in told
    assert "Permanence" not in " ".join(mentions(("actors", "ecoute-nord"), serial.records, date(2027, 6, 1)))


def test_tables_hold_the_rule_and_the_next_date(serial: Site) -> None:
    at = on(date(2027, 1, 15), serial)
    rows = list(csv.DictReader(io.StringIO(tables.en_csv(at, "events").decode("utf-8-sig"))))
    row = next(one for one in rows if one["id"] == "serie")
    assert row["recurrence_regle"] == "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270504"
    assert row["recurrence_sauf"] == "2026-11-03"
    assert (row["debut_utc"], row["fin_utc"]) == ("2026-09-01T12:00Z", "2026-09-01T14:00Z")
    assert row["prochaine_utc"] == "2027-02-02T13:00Z"
    assert "Répétition : Dates particulières" in columns.hors_tableau(Evenement)
    assert {one["prochaine_utc"] for one in rows if not one["recurrence_regle"]} <= {""}
