"""The hours of a service: a table only of a week that is every week, and words for the rest; a referee."""

from __future__ import annotations

import itertools
import json
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from opening_hours import OpeningHours, validate

from generators.words.hours import MONDAY, closures, in_one_line, semaine
from generators.words.notation import closed_end, parts
from tests.node import node

ROOT = Path(__file__).parents[2]


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_seven_lines_from_monday() -> None:
    week = semaine("Mo-Fr 09:00-12:30; PH off")
    assert [(day, spaced(hours)) for day, hours in week.lignes][4:6] == [
        ("Vendredi", "9 h – 12 h 30"),
        ("Samedi", "Fermé"),
    ]
    assert week.mots == ("Fermé les jours fériés.",)
    assert not week.toujours


#: Notation, its one line, whether a table of the week stands on the page.
READ = [
    ("Mo-Th 09:00-18:00; Fr 09:00-12:00", "Lun.–jeu. 9 h – 18 h ; ven. 9 h – 12 h.", True),
    ("Mo,We,Th,Fr 09:00-12:00", "Lun., mer.–ven. 9 h – 12 h.", True),
    ("24/7", "24 h/24, tous les jours.", True),
    ("24/7; PH open", "24 h/24, tous les jours. Ouvert aussi les jours fériés.", True),
    ("24/7; PH off", "24 h/24, tous les jours. Fermé les jours fériés.", True),
    ("PH off", "Fermé les jours fériés. Les autres jours ne sont pas renseignés.", False),
    ("PH 10:00-12:00", "Jours fériés : 10 h – 12 h. Les autres jours ne sont pas renseignés.", False),
    ("Mo-Fr 09:00-17:00; PH Mo-Fr off", "Lun.–ven. 9 h – 17 h. Fermé les jours fériés.", True),
    ("Mo-Fr 09:00-17:00; PH,SH off",
     "Lun.–ven. 9 h – 17 h. Fermé les jours fériés. Fermé pendant les vacances scolaires.", True),
    ("Mo-Fr 09:00-17:00; SH Mo-Fr 10:00-16:00",
     "Lun.–ven. 9 h – 17 h. Vacances scolaires : lun.–ven. 10 h – 16 h.", True),
    ("Mo-Sa,PH 10:00-19:00", "Lun.–sam. 10 h – 19 h. Ouvert aussi les jours fériés.", True),
    ('Mo-Fr 09:00-17:00 || "sur rendez-vous"', "Lun.–ven. 9 h – 17 h. Sinon, sur rendez-vous.", True),
    ('Mo-Fr 09:00-17:00 || unknown "Sur rendez-vous"', "Lun.–ven. 9 h – 17 h. Sinon, sur rendez-vous.", True),
    ("Mo-Fr 09:00+", "Lun.–ven. à partir de 9 h.", True),
    ("Mo-Fr 18:00-20:00+", "Lun.–ven. 18 h – 20 h. L’heure de fin peut être plus tardive.", True),
    ("Mo-Fr 22:00-06:00; PH off", "Lun.–ven. 22 h – 6 h. Fermé les jours fériés.", True),
    ("Mo-Su 08:00-24:00", "Tous les jours 8 h – minuit.", True),
    ('"sur rendez-vous"', "Tous les jours sur rendez-vous.", True),
    ("off", "Fermé toute la semaine.", True),
    ("Mo-Fr 09:00-17:00; Dec 25 off", "Lun.–ven. 9 h – 17 h. Fermé le 25 décembre.", True),
    ("Mo-Fr 09:00-17:00; Aug off", "Lun.–ven. 9 h – 17 h. Fermé en août.", True),
    ("Mo-Fr 09:00-17:00; Aug 01-15 off; Dec 24-Jan 01 off",
     "Lun.–ven. 9 h – 17 h. Fermé du 1er au 15 août. Fermé du 24 décembre au 1er janvier.", True),
    ("2026 Dec 24-2027 Jan 03 off",
     "Fermé du 24 décembre 2026 au 3 janvier 2027. Les autres jours ne sont pas renseignés.", False),
    ("2026 Aug 01-2026 Aug 21 off",
     "Fermé du 1er au 21 août 2026. Les autres jours ne sont pas renseignés.", False),
    ("Aug off", "Fermé en août. Les autres jours ne sont pas renseignés.", False),
    ("Jan-Jun Mo 09:00-12:00", "De janvier à juin : lun. 9 h – 12 h.", False),
    ("Apr-Oct Mo-Fr 09:00-18:00; Nov-Mar Mo-Fr 10:00-16:00",
     "D’avril à octobre : lun.–ven. 9 h – 18 h. De novembre à mars : lun.–ven. 10 h – 16 h.", False),
    ("Mo-Fr 09:00-17:00; Jul-Aug Mo-Fr 10:00-12:00",
     "De juillet à août : lun.–ven. 10 h – 12 h. Le reste de l’année : lun.–ven. 9 h – 17 h.", False),
    ("Aug off; Mo-Fr 09:00-17:00", "Selon un calendrier particulier : Aug off; Mo-Fr 09:00-17:00.", False),
    ("Tu[2] 09:00-12:00", "Selon un calendrier particulier : Tu[2] 09:00-12:00.", False),
    ("week 1-53/2 Mo 09:00-12:00", "Selon un calendrier particulier : week 1-53/2 Mo 09:00-12:00.", False),
    ("sunrise-sunset", "Selon un calendrier particulier : sunrise-sunset.", False),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "line", "table"), READ)
def test_what_a_notation_says(notation: str, line: str, table: bool) -> None:
    assert validate(notation)
    assert spaced(in_one_line(notation, None) or "") == line
    assert bool(semaine(notation).lignes) == table


def test_hours_that_nobody_told_are_none() -> None:
    assert in_one_line(None, None) is None
    assert in_one_line(None, "sur rendez-vous") == "Sur rendez-vous."


DAYS = [
    "Mo-Fr", "Mo", "Sa-Su", "Mo,We,Fr", "Tu-Th,Sa", "Fr-Mo", "Mo-Su", "Mo-Th,Su", "Su", "We", "Tu,Th",
    "Sa-Mo",
]  # fmt: skip
TIMES = [
    "09:00-17:00", "09:00-12:00,14:00-18:30", "00:00-24:00", "22:00-06:00", "08:15-08:45", "off",
    "12:00-24:00", "07:00-09:00,11:00-13:00,16:00-23:30", "20:00-02:00",
]  # fmt: skip
BESIDE = ["", "; PH off", "; PH Mo-Fr off", "; PH 10:00-12:00"]
EXPRESSIONS = [f"{d} {t}{more}" for d, t, more in itertools.product(DAYS, TIMES, BESIDE)]
STEP = timedelta(minutes=15)


def ours(notation: str) -> str:
    """Open or not at each quarter of an hour of a week, from what the page's table is made of."""
    week = parts(notation).semaine
    assert week is not None
    hours = OpeningHours(closed_end(week))
    start = datetime.combine(MONDAY, datetime.min.time())
    return "".join("1" if hours.is_open(start + n * STEP) else "0" for n in range(7 * 96))


def test_the_reader_of_the_browser_agrees_as_a_referee(tmp_path: Path) -> None:
    """opening_hours.js reads the whole notation: each quarter of an hour of a week without holidays."""
    assert len(EXPRESSIONS) >= 300
    program = tmp_path / "referee.mjs"
    library = ROOT / "node_modules" / "opening_hours" / "build" / "opening_hours.esm.mjs"
    program.write_text(
        f"""
        import OpeningHours from {json.dumps(library.as_uri())};
        const lieu = {{ lat: 48.85, lon: 2.35, address: {{ country_code: "fr", state: "Nord" }} }};
        const told = {json.dumps(EXPRESSIONS)}.map((horaires) => {{
          const lu = new OpeningHours(horaires, lieu, {{ locale: "fr" }});
          let dit = "";
          for (let n = 0; n < 7 * 96; n += 1) {{
            dit += lu.getState(new Date(2026, 0, 12, 0, 15 * n)) ? "1" : "0";
          }}
          return dit;
        }});
        console.log(JSON.stringify(told));
        """,
        "utf-8",
    )
    said = subprocess.run([node(), str(program)], capture_output=True, text=True, check=True).stdout
    differ = [
        expression
        for expression, theirs in zip(EXPRESSIONS, json.loads(said), strict=True)
        if ours(expression) != theirs
    ]
    assert differ == []


def test_a_closure_is_told_by_its_first_and_last_day() -> None:
    days = [*closures("Mo-Fr 09:00-17:00; Aug 01-15 off; Dec 24-Jan 01 off", date(2026, 8, 10))]
    assert days == [
        (date(2026, 8, 1), date(2026, 8, 15)),
        (date(2026, 12, 24), date(2027, 1, 1)),
        (date(2027, 8, 1), date(2027, 8, 15)),
    ]
    assert [*closures("Mo-Fr 09:00-17:00; PH off", date(2026, 8, 10))] == []
    assert [*closures("2026 Aug 01-2026 Aug 15 off", date(2026, 8, 16))] == []


def test_a_closure_is_whole_days_however_it_is_said() -> None:
    today = date(2026, 8, 10)
    assert next(iter(closures("Mo-Fr 09:00-17:00; week 30-32 off", today)))[1] == date(2027, 8, 15)
    assert [*closures("Mo-Fr 09:00-17:00; easter off", today)] == [(date(2027, 3, 28), date(2027, 3, 28))]
    assert len([*closures("Mo-Fr 09:00-17:00; Mo[1] off", today)]) == 12
    assert [*closures("Mo-Fr 09:00-17:00; Dec 24 12:00-24:00 off", today)] == []
    assert [*closures("Mo-Fr 09:00-17:00; sunrise-sunset off", today)] == []
