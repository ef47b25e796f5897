"""The shortlist's table: no cell of it runs, by the rule of Python's tables."""

from __future__ import annotations

import json
import random
from pathlib import Path

from generators.exchange.inert import inerte
from tests.scripts.browserless import run

CASES: dict[str, str] = json.loads(
    (Path(__file__).parents[1] / "exchange" / "formules.json").read_text("utf-8")
)


def test_the_browser_guards_cells_as_python_does(modules: Path) -> None:
    chance = random.Random(4180)
    texts = [*CASES, *("".join(chance.choices("=+-@';\n\r\t ax\u00a0＝＠", k=9)) for _ in range(4000))]
    program = "const { inerte } = await import('./tableur.js'); return data.map(inerte);"
    found = run(modules, program, texts)
    assert dict(zip(CASES, found, strict=False)) == CASES
    assert found == [inerte(text) for text in texts]
