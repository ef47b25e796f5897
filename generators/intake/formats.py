"""Files whose fields are known: our own exports, data·inclusion (schema v1), GeoJSON; else a list of objects.

What data·inclusion says in its own terms (a kind of service, a public) stays so: a list's reader knows what
each of ours maps to, and a term that several of ours map to is a person's to decide.
https://gip-inclusion.github.io/data-inclusion-schema/
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from generators.exchange.columns import colonnes
from generators.exchange.inert import lire
from generators.intake.container import BROKEN, HUGE
from generators.intake.numbers import plain
from generators.intake.sheets import MOST_CELLS, MOST_ROWS, Unreadable
from generators.intake.table import Cell, Row, Table, joined, parted
from generators.records.kinds import KINDS
from generators.records.models import Acteur

_ACTORS: Final = KINDS["actors"]
#: What an export of ours says besides the fields: it follows from them.
_COMPUTED: Final = frozenset({"page", "code_departement", "precision"})
#: A position, and what is said of one that the record gives itself.
_POINT, _PRECISE = ("latitude", "longitude"), "adresse"
_OURS: Final = frozenset({"id", "nom", "type", "categorie"})
_THEIRS: Final = frozenset({"id", "nom", "source"})
Item = Mapping[str, Any]
A = TypeVar("A")


def table(texts: Iterable[str], name: str) -> Table:
    """The table of a JSON text, or of two that go together. Raises `Unreadable`."""
    rows = [*_rows([_content(text) for text in texts])]
    if not rows:
        raise Unreadable(_NO_LIST)
    if len(rows) > MOST_ROWS:
        raise Unreadable(HUGE)
    return _built(rows, name)


_NO_LIST: Final = (
    "le fichier JSON n’a pas de liste de structures\u00a0: donnez les structures et services de "
    "data·inclusion, un de nos exports, ou du GeoJSON"
)


def _content(text: str) -> object:
    if text.count("{") + text.count("[") > MOST_CELLS or text.count(",") > 4 * MOST_CELLS:
        raise Unreadable(HUGE)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(BROKEN) from error


def _rows(contents: list[object]) -> Iterator[tuple[str, dict[str, str], bool]]:
    """Where each item stands, its cells, and whether their names are those of our fields."""
    merged: dict[str, tuple[str, dict[str, str], bool]] = {}
    for content in contents:
        features = isinstance(content, dict) and content.get("type") == "FeatureCollection"
        reads = _feature if features else _item
        for rank, item in (found for listed in _lists(content) for found in _items(listed)):
            where, (cells, ours) = f"objet {rank}", reads(item)
            cells = {name: text for name, text in cells.items() if text}
            known = merged.get(key := cells.get("id") or f" {len(merged)}")
            # A structure that is its own service stands in both lists, under one id.
            merged[key] = (known[0], cells | known[1], ours) if known else (where, cells, ours)
    for where, cells, ours in merged.values():
        yield where, _without_repeated_link(cells), ours


def _without_repeated_link(cells: dict[str, str]) -> dict[str, str]:
    """The website that our export gives for want of a form is no form."""
    online = "utiliser-lien-mobilisation" in cells.get("modes_mobilisation", "")
    repeated = online and cells.get("lien_mobilisation") == cells.get("site_web")
    return {key: text for key, text in cells.items() if not (repeated and key == "lien_mobilisation")}


def _lists(content: object) -> tuple[object, ...]:
    if not isinstance(content, dict):
        return (content,)
    names = ("features", "structures", "services", "items", "data", "results", _ACTORS.file)
    return tuple(content[name] for name in names if isinstance(content.get(name), list))


def _items(listed: object) -> Iterator[tuple[int, Item]]:
    for rank, item in enumerate(listed if isinstance(listed, list) else (), 1):
        if isinstance(item, dict):
            yield rank, item


def _item(item: Item) -> tuple[dict[str, str], bool]:
    if item.keys() >= _OURS:
        return {key: _text(value) for key, value in _own(item) if key in Acteur.model_fields}, True
    if item.keys() >= _THEIRS:
        return data_inclusion(item), True
    return {key: _text(value) for key, value in item.items()}, False


def _own(said: Mapping[str, A]) -> Iterator[tuple[str, A]]:
    """What our export has of the record itself: a point that is not its own is left out."""
    told = said.get("precision")
    there = told is None or getattr(told, "text", told) == _PRECISE
    return ((key, value) for key, value in said.items() if there or key not in _POINT)


def _feature(feature: Item) -> tuple[dict[str, str], bool]:
    """A feature's properties, and its point when it is a place's own: ours tell a town's centre apart."""
    properties = feature.get("properties")
    said = properties if isinstance(properties, dict) else {}
    ours = said.keys() >= {"nom", "categorie", "page"}
    if ours:
        cells = {key: _text(value) for key, value in said.items() if key not in _COMPUTED}
    else:
        cells = {str(key): _text(value) for key, value in said.items()}
    if feature.get("id") is not None:
        cells = {"id": _text(feature["id"])} | cells
    geometry = feature.get("geometry")
    point = (
        geometry.get("coordinates")
        if isinstance(geometry, dict) and geometry.get("type") == "Point"
        else None
    )
    if isinstance(point, list) and len(point) > 1 and not (ours and said.get("precision") != _PRECISE):
        cells |= {"latitude": _text(point[1]), "longitude": _text(point[0])}
    return cells, ours


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return plain(repr(value))
        case list() if not any(isinstance(part, dict | list) for part in value):
            return joined(_text(part) for part in value)
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
    return str(value).strip()


#: What of data·inclusion bears the same name and takes the same values here.
_SAME: Final = (
    "id", "nom", "siret", "adresse", "complement_adresse", "code_postal", "commune", "code_insee", "latitude",
    "longitude", "accessibilite_lieu", "telephone", "courriel", "site_web", "horaires_accueil", "frais",
    "frais_precisions", "publics", "conditions_acces", "modes_accueil", "modes_mobilisation",
    "mobilisable_par", "mobilisation_precisions", "lien_mobilisation",
)  # fmt: skip
_SUMMARY: Final = 320
_AGES: Final = re.compile(r"\s*\b(?:De (\d{1,2}) à (\d{1,2})|À partir de (\d{1,2})|Jusqu’à (\d{1,2})) ans\.$")


def data_inclusion(item: Item) -> dict[str, str]:
    """A structure or a service under our fields' names, the terms being those of the schema."""
    cells = {key: _text(item.get(key)) for key in _SAME}
    cells |= _described(_text(item.get("description")))
    cells |= _ages(_text(item.get("publics_precisions")))
    if "structure_id" in item and item["structure_id"] != item.get("id"):
        cells["porte_par"] = _text(item["structure_id"])
    cells["type"] = _text(item.get("reseaux_porteurs"))
    kinds = [_text(item.get("type")), *_listed(item.get("thematiques"))]
    cells["missions"] = joined(kind for kind in kinds if kind)
    cells["zone_eligibilite"] = joined(map(_zone, _listed(item.get("zone_eligibilite"))))
    return cells


def _listed(value: object) -> list[str]:
    return [_text(part) for part in value] if isinstance(value, list) else [_text(value)] if value else []


def _described(text: str) -> dict[str, str]:
    """The first paragraph, when it is as short as a summary, the services listed last, and the rest."""
    cells: dict[str, str] = {}
    body, _, last = text.rpartition("\n\n")
    if body and all(line.startswith("- ") for line in last.splitlines()):
        text = body
        cells["services"] = joined(line.removeprefix("- ") for line in last.splitlines())
    first, _, rest = text.partition("\n\n")
    if len(first) > _SUMMARY or "\n" in first:
        return {**cells, "presentation": text}
    return {**cells, "resume": first, "presentation": rest.strip()}


def _ages(text: str) -> dict[str, str]:
    """The ages that our own export writes after the rest."""
    found = _AGES.search(text)
    if not found:
        return {"publics_precisions": text}
    ages = {"age_min": found[1] or found[3] or "", "age_max": found[2] or found[4] or ""}
    return ages | {"publics_precisions": text[: found.start()].strip()}


def _zone(code: str) -> str:
    """A code of the Code officiel géographique, at the level that its length says."""
    level = {2: "departement", 3: "departement", 5: "commune", 9: "epci"}.get(len(code), "")
    return f"{level}:{code}" if level and not code.startswith("99") else code


def _built(rows: Iterable[tuple[str, dict[str, str], bool]], name: str) -> Table:
    found: list[Row] = []
    columns: dict[str, None] = {}
    fields = True
    for number, (where, cells, ours) in enumerate(rows, 1):
        kept = {key: Cell(text, f"{where}, {key}") for key, text in cells.items() if text}
        columns |= dict.fromkeys(kept)
        fields = fields and ours
        found.append(Row(number, kept))
    if sum(len(row.cells) for row in found) > MOST_CELLS:
        raise Unreadable(HUGE)
    return Table(name, tuple(columns), tuple(found), fields=fields)


def ours(read: Table, meant: Callable[[str], str] = lire) -> Table:
    """A table that is our own export, its columns being our fields; another as it is.

    `meant` is the text that a cell stands for.
    """
    if not {*read.columns} >= {*_OURS, "page"}:
        return read
    fields = {column.nom: column for column in colonnes(Acteur) if not column.groupe}
    lists = {name for name, column in fields.items() if column.plusieurs}
    columns = tuple(column for column in read.columns if column in fields)

    def cell(title: str, found: Cell) -> Cell:
        text = meant(found.text)
        return Cell(joined(parted(text)) if title in lists else text, found.address)

    rows = tuple(
        Row(row.number, {key: cell(key, found) for key, found in _own(row.cells) if key in columns})
        for row in read.rows
    )
    return replace(read, columns=columns, rows=rows, fields=True)


#: What the two files of data·inclusion are told apart by.
_TWINS: Final = ("structures", "services")


def twin(name: str) -> str | None:
    """The name of the file that goes with this one: structures beside services."""
    for one, other in (_TWINS, _TWINS[::-1]):
        if one in name:
            return name.replace(one, other)
    return None
