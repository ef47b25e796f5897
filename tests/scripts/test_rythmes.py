"""The rules that /admin/ proposes from a first day: they give that day, in the very words of the pages."""

from __future__ import annotations

import json
import subprocess
from datetime import date, timedelta
from pathlib import Path

from generators.records.recurrence import given
from generators.words import recurring
from tests.node import node

SCRIPT = Path(__file__).parents[2] / "site/scripts/forms/rythmes.js"
DAYS = [date(2027, 1, 1) + timedelta(days=number) for number in range(0, 400, 3)]
PROGRAM = """
import { rythmes, couper, assembler } from "%s";
const days = JSON.parse(process.argv[2]);
const round = (rule) => assembler(couper(rule));
console.log(JSON.stringify({
  found: days.map(rythmes),
  none: ["", undefined, "bientôt", "2027-02-31"].map(rythmes),
  rounds: ["FREQ=WEEKLY;UNTIL=20270630", "FREQ=WEEKLY;COUNT=3", ""].map(round),
  cut: couper("FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630"),
}));
"""


def test_what_is_proposed_gives_the_first_day_and_is_told_as_the_pages_tell_it(tmp_path: Path) -> None:
    program = tmp_path / "rythmes.mjs"
    program.write_text(PROGRAM % SCRIPT.as_uri(), encoding="utf-8")
    asked = json.dumps([f"{day.isoformat()}T14:00" for day in DAYS])
    done = subprocess.run([node(), str(program), asked], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    for day, proposed in zip(DAYS, told["found"], strict=True):
        assert len(proposed) >= 4
        for rule, words in proposed:
            assert recurring.said(rule, day) == words
            assert day in given(rule, day, day), (rule, day)
    assert told["none"] == [[], [], [], []]
    assert told["rounds"] == ["FREQ=WEEKLY;UNTIL=20270630", "FREQ=WEEKLY;COUNT=3", ""]
    assert told["cut"] == {"rythme": "FREQ=WEEKLY;BYDAY=MO", "jusque": "2027-06-30"}
