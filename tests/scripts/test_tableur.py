"""The shortlist's table and workbook: what the browser writes is what Python would."""

from __future__ import annotations

import base64
import io
import json
import random
from datetime import date
from pathlib import Path
from zipfile import ZipFile

from generators.exchange import xlsx
from generators.exchange.inert import inerte
from tests.exchange.test_listes import INVISIBLE
from tests.scripts.browserless import run

CASES: dict[str, str] = json.loads(
    (Path(__file__).parents[1] / "exchange" / "formules.json").read_text("utf-8")
)


def test_the_browser_guards_cells_as_python_does(modules: Path) -> None:
    chance = random.Random(4180)
    signs = f"=+-@';|\"\n\r\t ax{INVISIBLE}＝＠﹫"
    texts = [*CASES, *("".join(chance.choices(signs, k=9)) for _ in range(4000))]
    program = "const { inerte } = await import('./tableur.js'); return data.map(inerte);"
    found = run(modules, program, texts)
    assert dict(zip(CASES, found, strict=False)) == CASES
    assert found == [inerte(text) for text in texts]


DAY = date(2026, 11, 22)
ROWS: list[list[xlsx.Cellule]] = [
    ["Hérault & <œuvre>", date(2026, 10, 12), 51.0344, None],
    ["deux\nlignes", None, -61.0733, "x"],
    ["été\u00a0👩🏽‍🏫", None, 12, ""],
    *([text, None, None, text] for text in [*CASES, "a\rb\x00_x000D_", "é" * 40_000, "\U0001f469" * 17_000]),
]
TITLES = ["texte", "jour", "nombre", "fin"]


def test_the_browser_writes_workbooks_as_python_does(modules: Path) -> None:
    """Part by part, letter for letter: what LibreOffice reads of one it reads of the other."""
    typed = [[{"jour": v.isoformat()} if isinstance(v, date) else v for v in row] for row in ROWS]
    program = """
      const { classeur } = await import('./classeur.js');
      const jours = (v) => (v?.jour ? new Date(v.jour) : v);
      const lignes = data.lignes.map((ligne) => ligne.map(jours));
      const { titres } = data;
      const feuilles = [
        { nom: "Contacts", titres, lignes },
        { nom: "À propos", titres, lignes, renvoi: true },
        { nom: "Vide", titres, lignes: [] },
      ];
      return Buffer.from(classeur("L’été", "2026-11-22", feuilles)).toString("base64");
    """
    theirs = parts(base64.b64decode(run(modules, program, {"titres": TITLES, "lignes": typed})))
    sheets = [
        xlsx.Feuille("Contacts", TITLES, map(xlsx.ligne, ROWS), xlsx.largeurs([TITLES, *ROWS])),
        xlsx.feuille("À propos", TITLES, ROWS),
        xlsx.Feuille("Vide", TITLES, (), xlsx.largeurs([TITLES])),
    ]
    ours = parts(xlsx.classeur("L’été", "", DAY, sheets))
    assert theirs.keys() == ours.keys()
    for name, text in ours.items():
        assert theirs[name] == text, name


def parts(workbook: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(workbook)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}
