"""Boxes to tick beside a list: one rule a group says which codes a record bears and which boxes there are.

A list of records declares its groups in one tuple; the boxes, their counts, the codes that each line carries
(`data-termes`), the address and the filter of the browser (site/scripts/lists) follow from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generators.land import coverage
from generators.land.coverage import name
from generators.land.places import Places
from generators.land.territories import Zone
from generators.site import Site
from generators.words.wording import fold

R = TypeVar("R")
#: Group → the codes of it that a record bears.
Termes = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Option:
    """What a box may ask for; a finer choice names its parent, which counts for it too.

    `a_la_lecture`: whether a record has it is only known when the page is read.
    """

    code: str
    libelle: str
    parent: str | None = None
    a_la_lecture: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick: its code and label, how many records it leaves, and the finer boxes under it.

    `nombre` is None where only the reader's clock tells.
    """

    code: str
    libelle: str
    nombre: int | None
    fines: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Facette:
    """A group of boxes as a page draws it. `repliee`: it waits folded until the reader opens it."""

    liste: str
    titre: str
    cases: tuple[Box, ...]
    repliee: bool = False


@dataclass(frozen=True)
class FacetRule(Generic[R]):
    """A group of boxes, declared.

    `codes` are those that a record bears; `choices` the boxes, from the codes that all records bear and how
    many bear each.
    """

    liste: str
    titre: str
    codes: Callable[[Site, R], Iterable[str]]
    choices: Callable[[Site, Sequence[R], Counter[str]], Iterable[Option]]
    repliee: bool = False


def terms(rules: Iterable[FacetRule[R]], site: Site, record: R) -> Termes:
    """What the boxes ask of a record."""
    return {rule.liste: tuple(rule.codes(site, record)) for rule in rules}


def groups(rules: Iterable[FacetRule[R]], site: Site, records: Sequence[R]) -> list[Facette]:
    """The groups of boxes in their order, counted over the records."""
    return [_group(rule, site, records) for rule in rules]


def _group(rule: FacetRule[R], site: Site, records: Sequence[R]) -> Facette:
    borne = [frozenset(rule.codes(site, record)) for record in records]
    counts = Counter(code for codes in borne for code in codes)
    known = tuple(rule.choices(site, records, counts))
    return Facette(rule.liste, rule.titre, cases(borne, known), rule.repliee)


def cases(borne: Sequence[frozenset[str]], known: Sequence[Option]) -> tuple[Box, ...]:
    """The boxes of one group, finer ones under their parent; `borne` has the codes of each record."""
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    for number, codes in enumerate(borne):
        for code in codes:
            bearers[code].add(number)
    under: defaultdict[str | None, list[Option]] = defaultdict(list)
    for choice in known:
        under[choice.parent].append(choice)

    def case(choice: Option) -> Box:
        finer = under[choice.code]
        family = (choice.code, *(other.code for other in finer))
        count = len(frozenset[int]().union(*(bearers[code] for code in family)))
        return Box(
            choice.code, choice.libelle, None if choice.a_la_lecture else count, tuple(map(case, finer))
        )

    return tuple(case(choice) for choice in known if not choice.parent)


def tokens(termes: Termes) -> str:
    """The terms of a record as its line carries them: "types:colloque publics:professionnels"."""
    return " ".join(f"{liste}:{code}" for liste, codes in termes.items() for code in codes)


# The usual rules

#: The boxes of a list that grows with the records, as names do: the commonest. Of 3 000 nobody finds one.
MOST = 60


def of_field(
    field: str, vocabulary: str, titre: str, *, liste: str = "", used: bool = False, repliee: bool = False
) -> FacetRule[R]:
    """The terms that a field takes from a list of the vocabulary, in its order.

    `used`: only those that a record bears, where a list is so long that empty boxes would hide the others.
    """

    def choices(site: Site, _: Sequence[R], counts: Counter[str]) -> Iterator[Option]:
        for code, term in site.records.vocabulary.lists[vocabulary].items():
            if not used or code in counts:
                yield Option(code, term.libelle, term.parent)

    return FacetRule(
        liste or vocabulary, titre, lambda _, record: _many(getattr(record, field)), choices, repliee
    )


def _many(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """What a field holds, be it one term, several or none."""
    return (value,) if isinstance(value, str) else value or ()


def of_states(
    titre: str, choices: Sequence[Option], codes: Callable[[Site, R], Iterable[str]], liste: str = "seulement"
) -> FacetRule[R]:
    """A few states, those that no record is in left out; what only the reader's clock tells always stays."""

    def offered(_: Site, __: Sequence[R], counts: Counter[str]) -> Iterator[Option]:
        return (choice for choice in choices if choice.a_la_lecture or counts[choice.code])

    return FacetRule(liste, titre, codes, offered)


def of_years(titre: str, codes: Callable[[Site, R], Iterable[str]]) -> FacetRule[R]:
    """The years that records name, latest first."""

    def choices(_: Site, __: Sequence[R], counts: Counter[str]) -> Iterator[Option]:
        return (Option(year, year) for year in sorted(counts, reverse=True))

    return FacetRule("annees", titre, codes, choices, repliee=True)


def of_places(codes: Callable[[Site, R], Iterable[str]], *, repliee: bool = False) -> FacetRule[R]:
    """The whole country, then each region with those of its départements that records name, then abroad."""

    def choices(site: Site, _: Sequence[R], counts: Counter[str]) -> Iterator[Option]:
        places = site.places
        if "france" in counts:
            yield Option("france", "Toute la France")
        named = [d for d in places.departements.values() if f"departement:{d.code}" in counts]
        for region in sorted({places.regions[d.region] for d in named}, key=lambda region: fold(region.nom)):
            parent = f"region:{region.code}"
            yield Option(parent, region.nom)
            own = (d for d in named if d.region == region.code)
            yield from (Option(f"departement:{d.code}", d.avec_code, parent) for d in own)
        abroad = sorted(code for code in counts if code.startswith("pays:"))
        yield from (Option(code, name(Zone(code), places)) for code in abroad)

    return FacetRule("territoires", "Territoire", codes, choices, repliee)


def zone_codes(zones: Iterable[Zone], places: Places) -> Iterator[str]:
    """The départements that zones touch, the whole country, or a foreign one, each once."""
    return iter(dict.fromkeys(code for zone in zones for code in _of_zone(zone, places)))


def _of_zone(zone: Zone, places: Places) -> Iterator[str]:
    if zone.level in ("france", "pays"):
        yield str(zone)
    else:
        yield from (f"departement:{code}" for code in sorted(coverage.departements_of_zone(zone, places)))
