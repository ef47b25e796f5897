"""A workbook by LibreOffice 7.4: codes in formats, merged cells, formulas, a comment, a hidden sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.network import Network

FOLDER = Path(__file__).parent / "libreoffice"


@pytest.mark.parametrize("name", ["tableau.ods", "tableau.xlsx"])
def test_what_libreoffice_saves_comes_in(network: Network, name: str) -> None:
    network.take(FOLDER / name)
    found = {path.stem: network.record(path.stem) for path in (network.data / "actors").glob("*.yml")}
    told = {
        id_: (record["telephone"], record["code_postal"], record["commune"], record.get("capacite"))
        for id_, record in found.items()
    }
    assert told == {
        "la-source": ("03 20 00 00 01", "06000", "Nice", "12"),
        "l-escale-ete": ("04 74 00 00 02", "01000", "Bourg-en-Bresse", "7"),
        "point-d-appui": ("03 88 00 00 04", "67000", "Strasbourg", None),
        "horizon": ("03 88 00 00 05", "67000", "Strasbourg", None),
    }
    assert "« Brouillon » n’a pas été lue" in network.said
    assert "Structures!F7" in network.said
    written = b"".join(network.bytes().values())
    assert b"Durand" not in written and b"06 12 34" not in written
