"""The places that records name: communes, EPCI, départements and regions of France, countries, clocks.

A pure reading interface: `load_places` reads the files of `data/reference/` once, everything after that is
look-ups. The names carry the apostrophe of French print (’); look-ups by name fold accents, case, hyphens
and « St ».
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

from generators.collector import collector_paused
from generators.disk import regular
from generators.disk.refused import Refused
from generators.land.territories import Commune, Country, Departement, Epci, Horizon, Region, departement_in
from generators.words.wording import fold, typographic

_CODE_INSEE: Final = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-5]|2[AB])\d{3}|9[78]\d{3}")
_CODE_POSTAL: Final = re.compile(r"\d{5}")
_ABBREVIATIONS: Final = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_SUR: Final = re.compile(r"\bs/")
_ARRONDISSEMENT: Final = re.compile(
    r"^(paris|lyon|marseille) 0?(\d{1,2})(?:er|e|eme)?(?: arrondissement| arr)?$"
)


T = TypeVar("T", Commune, Departement, Region, Epci, Country)


class Places:
    """The territories by code, and the ways to find one. Build it with `load_places`."""

    def __init__(
        self,
        communes: _Communes,
        departements: Iterable[Departement],
        regions: Iterable[Region],
        epcis: Iterable[Epci],
        countries: Iterable[Country],
        horizons: Iterable[Horizon],
        clocks: Mapping[str, str],
        former_names: Iterable[tuple[str, str]] = (),
        homographs: Iterable[str] = (),
        digest: bytes = b"",
    ) -> None:
        #: Of the tables, as they were read.
        self.digest = digest
        self.communes: Mapping[str, Commune] = communes
        self._codes_of_postcode, self._named = communes.by_postcode, communes.named
        self.departements: Mapping[str, Departement] = _by_code(departements)
        self.regions: Mapping[str, Region] = _by_code(regions)
        self.epcis: Mapping[str, Epci] = _by_code(epcis)
        self.countries: Mapping[str, Country] = _by_code(countries)
        self.horizons = tuple(horizons)
        #: Time zone → how French names its clock, where that is not the city it is called after.
        self.clocks: Mapping[str, str] = MappingProxyType(dict(clocks))
        #: The names of communes that are no more, each with the code of the one that took it in, and the
        #: names, folded, that are also words of French.
        self.former_names = tuple(former_names)
        self.homographs = frozenset(homographs)

    def names_of_communes(self) -> Iterator[tuple[str, int]]:
        """Each name that a commune or an arrondissement bears, or bore, and its population (0 if it bore it).

        No commune is made for it: the table has 35 000.
        """
        yield from self._named()
        yield from ((name, 0) for name, _ in self.former_names)

    def by_postcode(self, code: str) -> tuple[Commune, ...]:
        """The communes with this postcode, by code, then the arrondissements with it."""
        return tuple(self.communes[insee] for insee in self._postcodes.get(code, ()))

    def communes_of(self, departement: str) -> tuple[Commune, ...]:
        """The communes of a département by code, without the municipal arrondissements."""
        return self._of_departement.get(departement, ())

    @cached_property
    def overseas_by_iso(self) -> Mapping[str, Departement]:
        """The départements and collectivities that ISO 3166-1 gives a code as if they were countries."""
        return {item.iso: item for item in self.departements.values() if item.iso}

    def departements_of_region(self, region: str) -> tuple[Departement, ...]:
        return tuple(item for item in self.departements.values() if item.region == region)

    def find(self, nom: str, departement: str | None = None) -> tuple[Commune, ...]:
        """The communes of this name, homonyms included, however it is accented, hyphened or shortened."""
        found = self._names.get(name_key(nom), ())
        return tuple(item for item in found if departement in (None, item.departement))

    def called(self, text: str) -> tuple[Commune, ...]:
        """The communes that somebody may mean: "59140 Dunkerque", "Dunkerque (59)", "Évry", "Lomme".

        A postcode or a département beside the name tells homonyms apart. Besides those that bear the name
        come those that took in a commune of it, and far larger ones whose name it begins; the largest first.
        """
        postcode = re.search(r"\b(\d{5}|2[ABab]\d{3})\b", text)
        territory = re.search(r"\(\s*(\d{2,3}|2[ABab])\s*\)|(?<=\s)(\d{2}|97\d|2[ABab])$", text.strip())
        code = (territory[1] or territory[2]).upper() if territory else None
        name = text
        for said in (postcode, territory):
            name = name.replace(said[0], " ") if said else name
        name = re.sub(r"(?i)\bcedex(\s+\d+)?\b", " ", name).strip(" ,()-")
        found = self._called(name) if name else ()
        if postcode:
            here = self.by_postcode(postcode[0].upper())
            both = tuple(c for c in found if c in here or any(other.parent == c.code for other in here))
            found = tuple(c for c in both if c in here) or both or (here if not found else ())
        return tuple(item for item in found if code in (None, item.departement))

    def _called(self, name: str) -> tuple[Commune, ...]:
        key = name_key(name)
        exact = self._names.get(key, ())
        former = (self.communes.get(code) for old, code in self.former_names if name_key(old) == key)
        least = 8 * max((commune.population for commune in exact), default=2_500)
        begun = (one for longer in self._names if longer.startswith(f"{key} ") for one in self._names[longer])
        larger = (commune for commune in begun if commune.population >= least and not commune.parent)
        every = {c.code: c for c in (*exact, *filter(None, former), *larger)}
        return tuple(sorted(every.values(), key=lambda commune: -commune.population))

    def close_names(self, nom: str, departement: str | None = None, limit: int = 3) -> tuple[str, ...]:
        """Names that look like `nom`, the likeliest first: what to suggest when `find` finds nothing."""
        keys = self._names if departement is None else self._keys_of(departement)
        close = get_close_matches(name_key(nom), keys, n=limit, cutoff=0.8)
        return tuple(dict.fromkeys(self._names[key][0].nom for key in close))

    def departement_of_insee(self, code_insee: str) -> str | None:
        """The département that an INSEE code says by itself: "2A004" → "2A", "97411" → "974"."""
        if not _CODE_INSEE.fullmatch(code_insee):
            return None
        code = departement_in(code_insee)
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


#: No table is this long.
_MAX_TABLE = 64 * 1024 * 1024


@cache
def load_places(reference_dir: Path) -> Places:
    """Read the tables of `data/reference/`, once a folder. Raises `Refused`."""
    try:
        return _places(reference_dir)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        message = f"les tables de {reference_dir} ne se lisent pas : reprenez celles du logiciel"
        raise Refused(message) from error


def _places(reference_dir: Path) -> Places:
    whole = blake2b()

    def text(name: str) -> str:
        content = regular.read(reference_dir / name, _MAX_TABLE)
        whole.update(content)
        return typographic(content.decode("utf-8"))

    def rows(name: str) -> list[dict[str, Any]]:
        return [*map(_with_tuples, json.loads(text(name)))]

    with collector_paused():
        return Places(
            communes=_Communes(text("communes.csv").splitlines()),
            departements=(Departement(**row) for row in rows("departements.json")),
            regions=(Region(**row) for row in rows("regions.json")),
            epcis=(Epci(**row) for row in rows("epcis.json")),
            countries=(Country(**row) for row in rows("countries.json")),
            horizons=(Horizon(**row) for row in rows("horizons.json")),
            clocks=json.loads(text("clocks.json")),
            former_names=map(_former, text("anciennes-communes.txt").splitlines()),
            homographs=text("homographes.txt").splitlines(),
            digest=whole.digest(),
        )


def _former(line: str) -> tuple[str, str]:
    """A line of `anciennes-communes.txt`: a former name, and the code of today's commune."""
    name, _, code = line.partition("\t")
    return name, code


def _with_tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


class _Communes(Mapping[str, Commune]):
    """The lines of `communes.csv` by code, each made a commune when somebody asks for it: few are."""

    def __init__(self, lines: Sequence[str]) -> None:
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

    def named(self) -> Iterator[tuple[str, int]]:
        """The name of each line, and its population."""
        return ((row[1], int(row[5])) for row in csv.reader(self._lines.values()))

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
    return (departement_in(code),)
