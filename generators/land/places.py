"""Communes, EPCI, départements and regions of France, as `data/reference/` has them.

A pure reading interface: `load_places` reads four files once, everything after that is look-ups. The names
carry the apostrophe of French print (’); look-ups by name fold accents, case, hyphens and « St ».
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

from generators.collector import collector_paused
from generators.words.folding import fold, typographic

_CODE_INSEE: Final = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-5]|2[AB])\d{3}|9[78]\d{3}")
_CODE_POSTAL: Final = re.compile(r"\d{5}")
_ABBREVIATIONS: Final = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_SUR: Final = re.compile(r"\bs/")
_ARRONDISSEMENT: Final = re.compile(
    r"^(paris|lyon|marseille) 0?(\d{1,2})(?:er|e|eme)?(?: arrondissement| arr)?$"
)


T = TypeVar("T", "Commune", "Departement", "Region", "Epci")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, or a municipal arrondissement of Paris, Lyon or Marseille (`parent`: its commune's code).

    Positions are WGS84 degrees. `precision` says whose position it is: the `commune`'s own, that of the
    communes around it with the same postcode (`code-postal`), or of its département (`departement`).
    """

    code: str
    nom: str
    codes_postaux: tuple[str, ...]
    departement: str
    epci: str | None
    population: int
    latitude: float
    longitude: float
    precision: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Territory:
    """What départements and regions share: a name, and how a sentence bears it."""

    code: str
    nom: str
    #: « le Nord », « l’Isère », « les Hautes-Alpes », « Paris »
    article: str
    #: « dans le Nord », « en Guyane », « à Mayotte »
    dans: str
    #: « du Nord », « de l’Isère », « des Hautes-Alpes », « de Paris »
    du: str
    #: INSEE code of the commune that is its seat
    chef_lieu: str

    @property
    def avec_code(self) -> str:
        return f"{self.nom} ({self.code})"


@dataclass(frozen=True, slots=True)
class Departement(Territory):
    """A département, or an overseas collectivity; `region` is a code of `Places.regions`."""

    region: str


@dataclass(frozen=True, slots=True)
class Region(Territory):
    """A region; an overseas collectivity stands for its own."""


@dataclass(frozen=True, slots=True)
class Epci:
    """An intercommunality with its own taxes; `departements` are the ones it has communes in."""

    code: str
    nom: str
    type: str
    departements: tuple[str, ...]


class Places:
    """The territories by code, and the ways to find one. Build it with `load_places`."""

    def __init__(
        self,
        communes: _Communes,
        departements: Iterable[Departement],
        regions: Iterable[Region],
        epcis: Iterable[Epci],
    ) -> None:
        self.communes: Mapping[str, Commune] = communes
        self._codes_of_postcode = communes.by_postcode
        self.departements: Mapping[str, Departement] = _by_code(departements)
        self.regions: Mapping[str, Region] = _by_code(regions)
        self.epcis: Mapping[str, Epci] = _by_code(epcis)

    def by_postcode(self, code: str) -> tuple[Commune, ...]:
        """The communes with this postcode, by code, then the arrondissements with it."""
        return tuple(self.communes[insee] for insee in self._postcodes.get(code, ()))

    def communes_of(self, departement: str) -> tuple[Commune, ...]:
        """The communes of a département by code, without the municipal arrondissements."""
        return self._of_departement.get(departement, ())

    def communes_of_epci(self, epci: str) -> tuple[Commune, ...]:
        """The communes of an EPCI by code, without the municipal arrondissements."""
        return self._of_epci.get(epci, ())

    def departements_of_region(self, region: str) -> tuple[Departement, ...]:
        return tuple(item for item in self.departements.values() if item.region == region)

    def find(self, nom: str, departement: str | None = None) -> tuple[Commune, ...]:
        """The communes of this name, homonyms included, however it is accented, hyphened or shortened."""
        found = self._names.get(name_key(nom), ())
        return tuple(item for item in found if departement in (None, item.departement))

    def close_names(self, nom: str, departement: str | None = None, limit: int = 3) -> tuple[str, ...]:
        """Names that look like `nom`, the likeliest first: what to suggest when `find` finds nothing."""
        keys = self._names if departement is None else self._keys_of(departement)
        close = get_close_matches(name_key(nom), keys, n=limit, cutoff=0.8)
        return tuple(dict.fromkeys(self._names[key][0].nom for key in close))

    def departement_of_insee(self, code_insee: str) -> str | None:
        """The département that an INSEE code says by itself: "2A004" → "2A", "97411" → "974"."""
        if not _CODE_INSEE.fullmatch(code_insee):
            return None
        code = code_insee[:3] if code_insee[:2] in ("97", "98") else code_insee[:2]
        return code if code in self.departements else None

    def departements_of_postcode(self, code: str) -> tuple[str, ...]:
        """The départements a postcode serves; for one unknown here (CEDEX), what its first digits say."""
        known = tuple(dict.fromkeys(commune.departement for commune in self.by_postcode(code)))
        return known or tuple(item for item in _departements_by_digits(code) if item in self.departements)

    @cached_property
    def _postcodes(self) -> Mapping[str, tuple[str, ...]]:
        return self._codes_of_postcode()

    @cached_property
    def _of_departement(self) -> dict[str, tuple[Commune, ...]]:
        return _grouped((commune.departement, commune) for commune in self._whole_communes())

    @cached_property
    def _of_epci(self) -> dict[str, tuple[Commune, ...]]:
        return _grouped((commune.epci, commune) for commune in self._whole_communes() if commune.epci)

    @cached_property
    def _names(self) -> dict[str, tuple[Commune, ...]]:
        return _grouped((name_key(commune.nom), commune) for commune in self.communes.values())

    def _keys_of(self, departement: str) -> list[str]:
        return [name_key(commune.nom) for commune in self.communes_of(departement)]

    def _whole_communes(self) -> Iterator[Commune]:
        return (commune for commune in self.communes.values() if commune.parent is None)


def name_key(nom: str) -> str:
    """A name as two people may both write it: "St-Rémy s/ Orne" and "Saint-Rémy-sur-Orne" are one.

    "Paris 11e", "Paris 11" and "Paris 11e Arrondissement" are one too.
    """
    words = _SUR.sub(" sur ", nom.lower())
    key = " ".join(_ABBREVIATIONS.get(word, word) for word in fold(words).split())
    found = _ARRONDISSEMENT.match(key)
    return f"{found[1]} {found[2]}" if found else key


@cache
def load_places(reference_dir: Path) -> Places:
    """Read `communes.csv`, `departements.json`, `regions.json` and `epcis.json`, once a folder."""
    departements = _read_json(reference_dir / "departements.json")
    regions = _read_json(reference_dir / "regions.json")
    epcis = _read_json(reference_dir / "epcis.json")
    with collector_paused():
        return Places(
            communes=_Communes(reference_dir / "communes.csv"),
            departements=(Departement(**row) for row in departements),
            regions=(Region(**row) for row in regions),
            epcis=(Epci(**row | {"departements": tuple(row["departements"])}) for row in epcis),
        )


def _read_json(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(typographic(path.read_text(encoding="utf-8")))
    return rows


class _Communes(Mapping[str, Commune]):
    """The lines of `communes.csv` by code, each made a commune when somebody asks for it: few are."""

    def __init__(self, path: Path) -> None:
        lines = typographic(path.read_text(encoding="utf-8")).splitlines()
        self._lines = {line.partition(",")[0]: line for line in lines[1:]}
        self._made: dict[str, Commune] = {}

    def __getitem__(self, code: str) -> Commune:
        made = self._made.get(code)
        if made is None:
            made = self._made[code] = _commune(*next(csv.reader([self._lines[code]])))
        return made

    def __contains__(self, code: object) -> bool:
        return code in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def by_postcode(self) -> dict[str, tuple[str, ...]]:
        """Postcode → the codes of its communes, then of its arrondissements."""
        found = defaultdict[str, list[str]](list)
        for row in sorted(csv.reader(self._lines.values()), key=lambda row: row[-1] != ""):
            for postcode in row[2].split():
                found[postcode].append(row[0])
        return {postcode: tuple(codes) for postcode, codes in found.items()}


def _commune(
    code: str, nom: str, postcodes: str, departement: str, epci: str, population: str, latitude: str,
    longitude: str, precision: str, parent: str,
) -> Commune:  # fmt: skip
    return Commune(
        code,
        nom,
        tuple(postcodes.split()),
        sys.intern(departement),
        sys.intern(epci) or None,
        int(population),
        float(latitude),
        float(longitude),
        sys.intern(precision),
        parent or None,
    )


def _by_code(items: Iterable[T]) -> Mapping[str, T]:
    return MappingProxyType({item.code: item for item in items})


def _grouped(items: Iterable[tuple[str, Commune]]) -> dict[str, tuple[Commune, ...]]:
    groups: dict[str, list[Commune]] = defaultdict(list)
    for key, commune in items:
        groups[key].append(commune)
    return {key: tuple(communes) for key, communes in groups.items()}


def _departements_by_digits(code: str) -> tuple[str, ...]:
    if not _CODE_POSTAL.fullmatch(code):
        return ()
    if code.startswith("20"):
        return ("2A",) if code[2] in "01" else ("2B",)
    return (code[:3] if code[:2] in ("97", "98") else code[:2],)
