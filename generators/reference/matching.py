"""Which place of GeoNames is which commune, and where the others are.

GeoNames has no INSEE code. Its postal file names nearly every commune with its postcode; its towns of 500
inhabitants fill some gaps; the former communes of a commune nouvelle fill others. Homonyms mislead all three
(and GeoNames itself, which now and then puts a name in the wrong valley), so that a position is believed only
near communes of the same postcode, else of the same EPCI, else of the same département.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Final

from generators.land.places import name_key
from generators.reference.sources import Coordinates, PostalPlace, RawCommune, Town

KM_PER_DEGREE: Final = 111.2

#: How far (km) a commune may be from the second nearest of its postcode, EPCI or département (whichever first
#: has two others): further, its name belongs to a homonym. The second, for two homonyms may err together.
LIMITS: Final = (("code-postal", 20.0), ("epci", 25.0), ("departement", 40.0))

#: Logarithm of the largest ratio of populations: years and mergers part the two sources.
POPULATION_GAP: Final = 1.2


@dataclass(frozen=True, slots=True)
class Position:
    """Where a commune is, and whose position that is: see `generators.land.places.Commune`."""

    coordinates: Coordinates
    precision: str


def distance_km(a: Coordinates, b: Coordinates) -> float:
    """Flat distance between two (latitude, longitude): exact enough inside one département."""
    shrink = math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot((a[0] - b[0]) * KM_PER_DEGREE, (a[1] - b[1]) * KM_PER_DEGREE * shrink)


class Neighbours:
    """The known positions by postcode, EPCI and département."""

    def __init__(self, communes: Iterable[RawCommune], known: Mapping[str, Coordinates]) -> None:
        self._groups: dict[tuple[str, str], dict[str, Coordinates]] = defaultdict(dict)
        for commune in communes:
            if commune.code in known:
                for group in _groups(commune):
                    self._groups[group][commune.code] = known[commune.code]

    def of(self, commune: RawCommune, kind: str) -> list[Coordinates]:
        """The positions of the other communes in its groups of this kind."""
        members: dict[str, Coordinates] = {}
        for group in _groups(commune):
            if group[0] == kind:
                members |= self._groups.get(group, {})
        return [position for code, position in members.items() if code != commune.code]

    def believe(self, commune: RawCommune, position: Coordinates) -> bool:
        """Whether `position` makes sense for `commune`: overseas, where islands lie apart, always."""
        if len(commune.departement) == 3:
            return True
        for kind, limit in LIMITS:
            near = self.of(commune, kind)
            if len(near) > 1:
                return sorted(distance_km(position, other) for other in near)[1] <= limit
        return True


def _groups(commune: RawCommune) -> Iterator[tuple[str, str]]:
    for code in commune.codes_postaux:
        yield "code-postal", code
    if commune.epci:
        yield "epci", commune.epci
    yield "departement", commune.departement


class Gazetteer:
    """GeoNames by name: what it proposes for a commune, the surest first."""

    def __init__(self, postal: Iterable[PostalPlace], towns: Sequence[Town]) -> None:
        self._postal: dict[tuple[str, str], list[Coordinates]] = defaultdict(list)
        self._postcodes: dict[str, dict[str, Coordinates]] = defaultdict(dict)
        for place in postal:
            self._postal[place.code_postal, place.key].append(place.position)
            self._postcodes[place.code_postal][place.key] = place.position
        self._towns: dict[tuple[str, str], list[Town]] = defaultdict(list)
        for town in towns:
            for key in town.keys:
                self._towns[town.region, key].append(town)
        self._largest = {town.region: town for town in sorted(towns, key=lambda town: town.population)}

    def postal(self, commune: RawCommune, nom: str) -> Coordinates | None:
        """The place of this name in a postcode of the commune."""
        key = name_key(nom)
        points = [point for code in commune.codes_postaux for point in self._postal.get((code, key), ())]
        return middle(points) if points else None

    def towns(self, commune: RawCommune) -> list[Coordinates]:
        """The towns of the commune's name in its region, about as populous, the nearest in this first."""
        gaps = ((_population_gap(commune, town), town) for town in self._of_name(commune, commune.nom))
        ranked = sorted((gap, town.identity, town.position) for gap, town in gaps if gap <= POPULATION_GAP)
        return [position for _, _, position in ranked]

    def former(self, commune: RawCommune) -> list[list[Coordinates]]:
        """For each former commune that it knows, what positions it may have."""
        found = []
        for nom in commune.noms_anciens:
            postal = self.postal(commune, nom)
            found.append([postal] if postal else [town.position for town in self._of_name(commune, nom)])
        return found

    def partial(self, commune: RawCommune) -> list[Coordinates]:
        """The places of its postcodes with part of its name: "Boyeux" for Boyeux-Saint-Jérôme."""
        whole = f" {name_key(commune.nom)} "
        return [
            point for key, point in self._in_postcodes(commune) if f" {key} " in whole or whole in f" {key} "
        ]

    def of_postcode(self, commune: RawCommune) -> list[Coordinates]:
        return [point for _, point in self._in_postcodes(commune)]

    def _in_postcodes(self, commune: RawCommune) -> Iterator[tuple[str, Coordinates]]:
        for code in commune.codes_postaux:
            yield from self._postcodes.get(code, {}).items()

    def largest_town(self, region: str) -> Coordinates:
        return self._largest[region].position

    def _of_name(self, commune: RawCommune, nom: str) -> list[Town]:
        return self._towns.get((commune.region, name_key(nom)), [])


def _population_gap(commune: RawCommune, town: Town) -> float:
    return abs(math.log((commune.population + 50) / (town.population + 50)))


def located(communes: Sequence[RawCommune], gazetteer: Gazetteer) -> dict[str, Position]:
    """A position for each commune by code: its own, or its neighbours' mean, saying which."""
    known = matched(communes, gazetteer)
    neighbours = Neighbours(communes, known)
    return {
        commune.code: Position(known[commune.code], "commune")
        if commune.code in known
        else estimated(commune, neighbours, gazetteer)
        for commune in communes
    }


def matched(communes: Sequence[RawCommune], gazetteer: Gazetteer) -> dict[str, Coordinates]:
    """The communes that GeoNames has, at positions that their neighbours confirm."""
    found = {commune.code: point for commune in communes if (point := gazetteer.postal(commune, commune.nom))}
    for _ in range(2):
        # Twice: two homonyms in one wrong valley vouch for each other until a right one is preferred.
        neighbours = Neighbours(communes, found)
        positions = {commune.code: _first_believed(commune, gazetteer, neighbours) for commune in communes}
        found = {code: position for code, position in positions.items() if position}
    found |= _alone(communes, gazetteer)
    return found | _by_part_of_the_name(communes, gazetteer, found)


def _by_part_of_the_name(
    communes: Iterable[RawCommune], gazetteer: Gazetteer, found: Mapping[str, Coordinates]
) -> dict[str, Coordinates]:
    """Where GeoNames has one half of a double name, or a shorter one, that no other commune bears."""
    neighbours, taken = Neighbours(communes, found), set(found.values())
    partial: dict[str, Coordinates] = {}
    for commune in communes:
        if commune.code not in found:
            points = [point for point in gazetteer.partial(commune) if point not in taken]
            believed = [point for point in points if neighbours.believe(commune, point)]
            if believed:
                partial[commune.code] = mean(believed)
    return partial


def _alone(communes: Iterable[RawCommune], gazetteer: Gazetteer) -> dict[str, Coordinates]:
    """Saint-Barthélemy and Saint-Martin, one commune each: GeoNames names their town, not the commune."""
    regions = Counter(commune.region for commune in communes)
    alone = (commune for commune in communes if regions[commune.region] == 1)
    return {commune.code: gazetteer.largest_town(commune.region) for commune in alone}


def _first_believed(commune: RawCommune, gazetteer: Gazetteer, neighbours: Neighbours) -> Coordinates | None:
    postal = gazetteer.postal(commune, commune.nom)
    for position in [*([postal] if postal else []), *gazetteer.towns(commune)]:
        if neighbours.believe(commune, position):
            return position
    former = [
        next((point for point in points if neighbours.believe(commune, point)), None)
        for points in gazetteer.former(commune)
    ]
    known = [point for point in former if point]
    return mean(known) if known else None


def estimated(commune: RawCommune, neighbours: Neighbours, gazetteer: Gazetteer) -> Position:
    """Where a commune without a match is, by its neighbours."""
    if points := neighbours.of(commune, "code-postal") or gazetteer.of_postcode(commune):
        return Position(mean(points), "code-postal")
    if points := neighbours.of(commune, "epci") or neighbours.of(commune, "departement"):
        return Position(mean(points), "departement")
    raise ValueError(f"{commune.nom} ({commune.code}) : aucun voisin connu")


def middle(points: Sequence[Coordinates]) -> Coordinates:
    return median(point[0] for point in points), median(point[1] for point in points)


def mean(points: Sequence[Coordinates]) -> Coordinates:
    return fmean(point[0] for point in points), fmean(point[1] for point in points)
