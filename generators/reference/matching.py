"""Which place of GeoNames is which commune.

A name alone misleads: one region has several Saint-Georges. A pair must also make sense in population, and
in position among the commune's neighbours: those of its postcode, else of its EPCI, else of its département.
Neighbours are known only through pairs: start from the names that are unique, then judge every pair again.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Final

from generators.reference.sources import Place, RawCommune, name_key

KM_PER_DEGREE: Final = 111.2

#: How far (km) a commune may lie from the middle of its postcode's and of its EPCI's communes.
LIMITS: Final = {"code-postal": 16.0, "epci": 24.0}
#: … and of its département's, as a multiple of the median distance there (Guyane is large).
DEPARTEMENT_SPAN: Final = 2.5

#: Logarithm of the largest ratio of populations: years and mergers part the two sources.
POPULATION_GAP: Final = 1.2

Coordinates = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """A commune and a place with one of its names; `doubt` is more when the name isn't the main one."""

    commune: RawCommune
    place: Place
    doubt: float

    @property
    def population_gap(self) -> float:
        return abs(math.log((self.commune.population + 50) / (self.place.population + 50)))


def distance_km(a: Coordinates, b: Coordinates) -> float:
    """Flat distance between two (latitude, longitude): exact enough inside one département."""
    shrink = math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot((a[0] - b[0]) * KM_PER_DEGREE, (a[1] - b[1]) * KM_PER_DEGREE * shrink)


def groups(commune: RawCommune) -> Iterator[tuple[str, str, str]]:
    """The groups of neighbours of a commune, nearest first: (kind, code, département)."""
    for code in commune.codes_postaux:
        yield "code-postal", code, commune.departement
    if commune.epci:
        yield "epci", commune.epci, commune.departement
    yield "departement", commune.departement, commune.departement


class Neighbours:
    """The known positions, by group."""

    def __init__(self, communes: Iterable[RawCommune], known: Mapping[str, Coordinates]) -> None:
        self._groups: dict[tuple[str, str, str], dict[str, Coordinates]] = defaultdict(dict)
        for commune in communes:
            if commune.code in known:
                for group in groups(commune):
                    self._groups[group][commune.code] = known[commune.code]
        self._spans = {
            group[1]: DEPARTEMENT_SPAN * _median_distance(list(members.values()))
            for group, members in self._groups.items()
            if group[0] == "departement"
        }

    def expected(self, commune: RawCommune) -> tuple[Coordinates, float] | None:
        """Where the neighbours say the commune is, itself left out, and how far (km) it may be from there."""
        for kind, least in (("code-postal", 2), ("epci", 2), ("departement", 1)):
            points = self.of_kind(commune, kind)
            if len(points) >= least:
                return middle(points), LIMITS.get(kind) or self._spans[commune.departement]
        return None

    def of_kind(self, commune: RawCommune, kind: str) -> list[Coordinates]:
        members: dict[str, Coordinates] = {}
        for group in groups(commune):
            if group[0] == kind:
                members.update(self._groups.get(group, {}))
        return [position for code, position in members.items() if code != commune.code]


def middle(points: Sequence[Coordinates]) -> Coordinates:
    return median(point[0] for point in points), median(point[1] for point in points)


def mean(points: Sequence[Coordinates]) -> Coordinates:
    return fmean(point[0] for point in points), fmean(point[1] for point in points)


def _median_distance(points: Sequence[Coordinates]) -> float:
    centre = middle(points)
    return max(25.0, median(distance_km(centre, point) for point in points))


def match(communes: Sequence[RawCommune], places: Iterable[Place]) -> dict[str, Coordinates]:
    """The position of every commune that a place of GeoNames surely is, by INSEE code."""
    places = list(places)
    by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        for key in place.keys:
            by_name[place.region, key].append(place)
    pairs = list(_pairs(communes, by_name))
    known = _unique(pairs)
    for _ in range(3):
        chosen = _chosen(pairs, Neighbours(communes, known))
        known = {code: _position(place) for code, place in chosen.items()}
    known |= _alone(communes, places)
    return known | _from_former_names(communes, by_name, known, {place.identity for place in chosen.values()})


def _alone(communes: Iterable[RawCommune], places: Sequence[Place]) -> dict[str, Coordinates]:
    """Saint-Barthélemy and Saint-Martin, one commune each: GeoNames names their town, not the commune."""
    regions = Counter(commune.region for commune in communes)
    return {
        commune.code: _position(max(towns, key=lambda place: place.population))
        for commune in communes
        if regions[commune.region] == 1
        and (towns := [place for place in places if place.region == commune.region])
    }


def _pairs(communes: Iterable[RawCommune], by_name: Mapping[tuple[str, str], list[Place]]) -> Iterator[Pair]:
    for commune in communes:
        key = name_key(commune.nom)
        for place in by_name.get((commune.region, key), ()):
            yield Pair(commune, place, doubt=0.0 if place.keys[0] == key else 1.0)


def _unique(pairs: Iterable[Pair]) -> dict[str, Coordinates]:
    """The pairs that nothing disputes: one commune and one place of that name in the region, as populous."""
    pairs = list(pairs)
    of_commune = Counter(pair.commune.code for pair in pairs)
    of_place = Counter(pair.place.identity for pair in pairs)
    return {
        pair.commune.code: _position(pair.place)
        for pair in pairs
        if of_commune[pair.commune.code] == of_place[pair.place.identity] == 1
        and not pair.doubt
        and pair.population_gap < POPULATION_GAP / 2
    }


def _chosen(pairs: Iterable[Pair], neighbours: Neighbours) -> dict[str, Place]:
    """The most plausible pairs, each commune and each place in one at most."""
    scored = ((_score(pair, neighbours), pair) for pair in pairs)
    ranked = sorted(
        ((score, pair) for score, pair in scored if score is not None),
        key=lambda item: (item[0], item[1].commune.code, item[1].place.identity),
    )
    chosen: dict[str, Place] = {}
    taken: set[int] = set()
    for _, pair in ranked:
        if pair.commune.code not in chosen and pair.place.identity not in taken:
            chosen[pair.commune.code] = pair.place
            taken.add(pair.place.identity)
    return chosen


def _score(pair: Pair, neighbours: Neighbours) -> float | None:
    """How doubtful a pair is, the less the better; None when it makes no sense."""
    expected = neighbours.expected(pair.commune)
    if expected is None:
        return pair.population_gap + pair.doubt
    distance, limit = distance_km(expected[0], _position(pair.place)), expected[1]
    if distance > limit:
        return None
    if pair.population_gap > POPULATION_GAP and (pair.doubt or distance > limit / 2):
        return None
    return distance / 10 + pair.population_gap + pair.doubt


def _from_former_names(
    communes: Sequence[RawCommune],
    by_name: Mapping[tuple[str, str], list[Place]],
    known: Mapping[str, Coordinates],
    taken: set[int],
) -> dict[str, Coordinates]:
    """Communes nouvelles with a made-up name: the middle of the former communes that GeoNames has."""
    neighbours = Neighbours(communes, known)
    found: dict[str, Coordinates] = {}
    for commune in communes:
        if commune.code in known or not commune.noms_anciens:
            continue
        points = []
        for name in commune.noms_anciens:
            pairs = [
                Pair(commune, place, doubt=0.0)
                for place in by_name.get((commune.region, name_key(name)), ())
                if place.identity not in taken
            ]
            distances = [
                (_former_distance(pair, neighbours), pair.place.identity, pair.place) for pair in pairs
            ]
            near = sorted(item for item in distances if item[0] is not None)
            points += [_position(near[0][2])] if near else []
        if points:
            found[commune.code] = mean(points)
    return found


def _former_distance(pair: Pair, neighbours: Neighbours) -> float | None:
    expected = neighbours.expected(pair.commune)
    distance = distance_km(expected[0], _position(pair.place)) if expected else math.inf
    return distance if expected and distance <= expected[1] else None


def _position(place: Place) -> Coordinates:
    return place.latitude, place.longitude
