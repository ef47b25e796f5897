"""What the browser must know of France to understand « lyon 3e », « 97400 », « st denis réunion » or « 2A ».

`lieux.json` has the départements and regions, and the names of the leaves in which the communes come while
one types: a commune stands in the leaf of its name (`de.json` for Saint-Denis: see `telling_word`), and in
the leaf of each pair of digits that its codes begin with (`97.json`). `noms` gives
the words of places under which an index finds a record: where it stands and what it covers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from generators import editions
from generators.land import coverage
from generators.land.places import Places, name_key
from generators.land.territories import Commune, Departement, Territory, Zone
from generators.pages.frame.page import as_json
from generators.records.models import Implantation
from generators.words.wording import fold

FOLDER = f"{editions.FOLDER}lieux/"

#: Words that say nothing of which leaf a name stands in.
HOLLOW = frozenset(["saint", "sainte", "saints", "saintes", "le", "la", "les", "l", "d", "de", "du", "des"])


#: A leaf of more communes than this is parted by a third letter; the short leaf keeps the most populous.
LONG = 700
#: The letters of a leaf's name, but for those that a third one parts.
SHORT = 2
HEAD = 80


@cache
def files(places: Places) -> Mapping[str, bytes]:
    """Path on the site → content."""
    leaves, long = _parted(_leaves(places))
    return {
        f"{FOLDER}lieux.json": as_json(
            territories(places)
            | {"feuilles": _short(leaves), "longues": _endings(leaves, long), "creux": sorted(HOLLOW)}
        ),
        **{f"{FOLDER}communes/{name}.json": _joined(rows) for name, rows in sorted(leaves.items())},
    }


def territories(places: Places) -> dict[str, object]:
    """Départements and regions by code, each with its name and how a sentence bears it; their nicknames."""
    named: list[tuple[str, Territory]] = [(f"region:{r.code}", r) for r in places.regions.values()]
    named += [(f"departement:{d.code}", d) for d in places.departements.values()]
    return {
        "departements": {d.code: _departement(d, places) for d in places.departements.values()},
        "regions": {r.code: [r.nom, r.article, r.dans] for r in places.regions.values()},
        "surnoms": {surnom: code for code, territory in named for surnom in territory.surnoms},
    }


def _departement(departement: Departement, places: Places) -> list[object]:
    """Name, « le Nord », « dans le Nord », region, name and position of its seat, time zone when overseas."""
    seat = places.communes[departement.chef_lieu]
    names = (departement.nom, departement.article, departement.dans)
    where = (round(seat.latitude, 3), round(seat.longitude, 3))
    return [
        *names,
        departement.region,
        seat.nom,
        *where,
        *([departement.fuseau] if departement.is_overseas else []),
    ]


#: A commune's row as JSON text, with the telling word of its name.
_Row = tuple[str, str]


def _leaves(places: Places) -> dict[str, list[_Row]]:
    """Leaf → the rows of its communes, the most populous first."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for commune in sorted(places.communes.values(), key=lambda c: (-c.population, c.code)):
        word = telling_word(commune.nom)
        row = (_row(places, commune), word)
        for leaf in {word[:2], *(code[:2] for code in (commune.code, *commune.codes_postaux))}:
            found[leaf].append(row)
    for name, code in sorted(places.former_names):
        if (today := places.communes.get(code)) and name_key(name) != name_key(today.nom):
            word = telling_word(name)
            found[word[:2]].append((_row(places, today, name), word))
    return found


def _parted(leaves: Mapping[str, list[_Row]]) -> tuple[dict[str, list[_Row]], list[str]]:
    """The leaves with the long ones parted by a third letter, and the names of these."""
    long = sorted(name for name, rows in leaves.items() if len(rows) > LONG and name.isalpha())
    parted = dict(leaves)
    for name in long:
        rows = leaves[name]
        parted[name] = [*rows[:HEAD], *(row for row in rows[HEAD:] if row[1] == name)]
        for row in rows:
            if row[1] != name:
                parted.setdefault(row[1][:3], []).append(row)
    return parted, long


def _short(leaves: Iterable[str]) -> str:
    """The names of the leaves of two letters, one after the other."""
    return "".join(sorted(name for name in leaves if len(name) == SHORT))


def _endings(leaves: Iterable[str], long: Iterable[str]) -> dict[str, str]:
    """Each leaf that was parted, with the third letters of its parts."""
    parts = sorted(name for name in leaves if len(name) > SHORT)
    return {name: "".join(part[SHORT:] for part in parts if part.startswith(name)) for name in long}


def _joined(rows: Iterable[_Row]) -> bytes:
    return f"[{','.join(text for text, _ in rows)}]".encode()


def _row(places: Places, commune: Commune, ancien: str | None = None) -> str:
    """Code, name, postcodes, size, latitude, longitude, EPCI, and of an arrondissement its commune.

    Under a former name, that name last; who types it is led to the commune of today.

    The size is the power of two that the population reaches: enough to rank, and a third lighter. It stands
    below zero where the name is a word of French too.
    """
    digits = 2 if ancien else 3
    where = f"{commune.latitude:.{digits}f},{commune.longitude:.{digits}f}"
    parent = f',"{commune.parent}"' if commune.parent else ""
    parent = f',"","{ancien}"' if ancien else parent
    codes = "" if ancien else " ".join(commune.codes_postaux)
    names = f'"{commune.code}","{commune.nom}","{codes}"'
    size = commune.population.bit_length() * (-1 if fold(ancien or commune.nom) in places.homographs else 1)
    return f'[{names},{size},{where},"{commune.epci or ""}"{parent}]'


def telling_word(nom: str) -> str:
    """The word that says which leaf a name stands in: "Saint-Denis" → "denis", "L’Haÿ" → "hay"."""
    words = name_key(nom).split()
    return next((word for word in words if word not in HOLLOW), words[-1])


#: What no one types, and `site/scripts/search/lieux.js` asks for: a whole EPCI, region, or country.
EPCI = "0e"
REGION = "0r"
FRANCE = "0fr"


def noms(places: Places, zones: Iterable[Zone], record: Implantation | None = None) -> tuple[str, ...]:
    """Each name and code once. A confidential place has no more than its département."""
    return tuple(dict.fromkeys([*_standing(places, record), *_covering(places, zones)]))


def _standing(places: Places, record: Implantation | None) -> Iterator[str]:
    if record is None:
        return
    if record.commune and not record.adresse_confidentielle:
        yield record.commune
    if record.pays:
        yield coverage.country(record.pays, places)
    if code := coverage.departement_of(record, places):
        yield from _departement_words(places, code)


def _covering(places: Places, zones: Iterable[Zone]) -> Iterator[str]:
    for zone in zones:
        if zone.level == "france":
            yield FRANCE
        elif zone.level == "region":
            yield from (coverage.name(zone, places), f"{REGION}{zone.code}")
        elif zone.level == "pays":
            yield coverage.name(zone, places)
        else:
            if zone.level == "epci":
                yield f"{EPCI}{zone.code}"
            elif zone.level == "commune":
                yield coverage.name(zone, places)
            for code in sorted(coverage.departements_of_zone(zone, places)):
                yield from _departement_words(places, code)


def _departement_words(places: Places, code: str) -> Iterator[str]:
    departement = places.departements[code]
    yield from (code, departement.nom, places.regions[departement.region].nom)
