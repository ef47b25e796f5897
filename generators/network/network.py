"""The records linked: from each to all that refers to it, from each département to what counts there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from generators.land import coverage
from generators.land.places import Places
from generators.land.territories import Zone
from generators.network import gaps, when
from generators.network.when import Nouveaute, Trace
from generators.records.kinds import ACTORS, EVENTS, FICHES, NEWS, RESOURCES, Kind, ref_of
from generators.records.models import (
    Acteur,
    Actualite,
    Choix,
    Evenement,
    Fiche,
    Implantation,
    Numero,
    Ressource,
)
from generators.records.models.fields import leaves, parts, references
from generators.records.records import Records
from generators.words.dates import DatePartielle
from generators.words.wording import fold

#: The kinds that have links, lists and pages of their own; the others follow from their declaration.
OWN = frozenset({ACTORS.name, EVENTS.name, RESOURCES.name, NEWS.name})
PLAIN: tuple[Kind, ...] = tuple(kind for kind in FICHES.values() if kind.name not in OWN)

Links = Mapping[str, tuple[str, ...]]
T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True)
class Network:
    """All records, the places, and the day of the build. Everything else follows, computed once."""

    records: Records
    places: Places
    today: date
    #: what the repository's history says of records, as "actors/<id>"; nothing where it is not there
    traces: Mapping[str, Trace] = field(default_factory=dict)

    @cached_property
    def retirees(self) -> Mapping[str, date]:
        """The records that are no more, as "actors/<id>" → the day when each went."""
        return {
            ref: trace.retiree
            for ref, trace in sorted(self.traces.items())
            if trace.retiree and ref.partition("/")[2] not in self.records.of(ref.partition("/")[0])
        }

    def changed_on(self, record: Fiche) -> date:
        """The day on which a record changed last, which feeds and the site's map tell."""
        return when.changed_on(record, self.traces.get(ref_of(record)))

    def revised(self, event: Evenement) -> datetime:
        """The instant of an event's last revision, by which calendars know that it changed."""
        return when.revised(event, self.traces.get(ref_of(event)))

    @cached_property
    def nouveautes(self) -> Mapping[str, Nouveaute]:
        """Record, as "actors/<id>" → what last became of it, and when."""
        refs = {f"{kind}/{id_}": one for (kind, id_), one in self.records.all() if isinstance(one, Fiche)}
        found = {
            ref: when.nouveaute(ref, fiche, self.traces.get(ref), self.today) for ref, fiche in refs.items()
        }
        return {ref: one for ref, one in found.items() if one}

    @cached_property
    def news_of_records(self) -> Mapping[str, Nouveaute]:
        """Those of `nouveautes` that are worth a line of « Quoi de neuf »."""
        return when.telling(self.nouveautes, self.today)

    @cached_property
    def services(self) -> Links:
        """Actor → the services that it carries."""
        return _reverse((a.id, (a.porte_par,) if a.porte_par else ()) for a in self.records.actors.values())

    @cached_property
    def actor_partners(self) -> Links:
        """Actor → the actors that name it as a partner."""
        return _reverse((a.id, a.partenaires) for a in self.records.actors.values())

    @cached_property
    def actor_events(self) -> Links:
        """Actor → the events that it organises, supports or speaks at, latest first."""
        events = self.events_latest_first
        return _reverse((event.id, _event_actors(event)) for event in events)

    @cached_property
    def actor_news(self) -> Links:
        return _reverse((news.id, news.acteurs) for news in self.news_latest_first)

    @cached_property
    def actor_resources(self) -> Links:
        """Actor → the resources that it made or has a part in, latest first."""
        return _reverse((r.id, (*r.producteurs, *r.acteurs)) for r in self.resources_latest_first)

    @cached_property
    def event_news(self) -> Links:
        return _reverse((news.id, news.evenements) for news in self.news_latest_first)

    @cached_property
    def event_resources(self) -> Links:
        """Event → the resources presented there, whichever of the two records says so."""
        said = {e.id: list(e.ressources) for e in self.records.events.values()}
        for resource in self.resources_latest_first:
            if resource.evenement and resource.id not in said[resource.evenement]:
                said[resource.evenement].append(resource.id)  # type: ignore[arg-type]
        return {event: tuple(ids) for event, ids in said.items() if ids}

    @cached_property
    def resource_events(self) -> Links:
        return _reverse(self.event_resources.items())

    @cached_property
    def resource_news(self) -> Links:
        return _reverse((news.id, news.ressources) for news in self.news_latest_first)

    @cached_property
    def sequels(self) -> Links:
        """Event → the events that prolong it."""
        return _reverse((e.id, (e.serie,) if e.serie else ()) for e in self.records.events.values())

    @cached_property
    def plain(self) -> tuple[Fiche, ...]:
        """The records of the kinds that have no links of their own, the latest first, kind by kind."""
        return tuple(record for kind in PLAIN for record in self.latest_of(kind))

    @cached_property
    def mentions(self) -> Links:
        """Record, as "actors/<id>" → the records of those kinds that name it, as references too."""
        named = ((ref_of(record), references(record)) for record in self.plain)
        return _reverse((ref, (f"{kind}/{id_}" for kind, id_ in found)) for ref, found in named)

    def latest_of(self, kind: Kind) -> tuple[Fiche, ...]:
        """The records of a kind: by their day where they have one, else as they were revised."""

        def day(record: Fiche) -> date:
            said = getattr(record, kind.date, None) if kind.date else None
            said = said.last_day if isinstance(said, DatePartielle) else said
            return said.date() if isinstance(said, datetime) else said or record.revisee_le

        return tuple(
            sorted(self.records.by_kind[kind.name].values(), key=lambda r: (day(r), r.id), reverse=True)
        )

    @cached_property
    def issues_of(self) -> Links:
        """Record, as `events/<id>` → the published issues that carried it, latest first."""
        return _reverse((i.id, (c.fiche for c in choices(i))) for i in self.issues_latest_first)

    @cached_property
    def issues_latest_first(self) -> tuple[Numero, ...]:
        issues = (i for i in self.records.issues.values() if i.statut == "publie")
        return tuple(sorted(issues, key=lambda i: (i.date.last_day, i.id), reverse=True))

    @cached_property
    def events_latest_first(self) -> tuple[Evenement, ...]:
        return tuple(
            sorted(
                self.records.events.values(), key=lambda e: (when.begins(e, self.today), e.id), reverse=True
            )
        )

    @cached_property
    def coming(self) -> tuple[Evenement, ...]:
        """Events that are not over, soonest first."""
        return tuple(e for e in reversed(self.events_latest_first) if not when.is_over(e, self.today))

    @cached_property
    def past(self) -> tuple[Evenement, ...]:
        """Events that are over, latest first."""
        return tuple(e for e in self.events_latest_first if when.is_over(e, self.today))

    @cached_property
    def news_latest_first(self) -> tuple[Actualite, ...]:
        return tuple(sorted(self.records.news.values(), key=lambda n: (n.date.last_day, n.id), reverse=True))

    @cached_property
    def resources_latest_first(self) -> tuple[Ressource, ...]:
        def key(resource: Ressource) -> tuple[date, str]:
            return (resource.date.last_day if resource.date else date.min, resource.id)

        return tuple(sorted(self.records.resources.values(), key=key, reverse=True))

    @cached_property
    def actors_by_name(self) -> tuple[Acteur, ...]:
        return tuple(sorted(self.records.actors.values(), key=lambda a: (fold(a.nom), a.id)))

    @cached_property
    def acting_actors(self) -> tuple[Acteur, ...]:
        """Those that lists show and totals count: their role acts, and they are not closed for good.

        This is the one counting rule, which `/couverture/` explains. The suspended ones are of the total,
        and count in no territory: what a département counts is `gaps.cell(code).total`.
        """
        return self.by_need(filter(self.acts, self.open_by_name))

    def by_need(self, actors: Iterable[Acteur]) -> tuple[Acteur, ...]:
        """In the order in which one who says nothing yet needs them.

        National lines, then who can be reached, by telephone first; then as the categories stand; then as
        they came.
        """
        order = self.records.vocabulary.codes("categories")

        def need(acteur: Acteur) -> tuple[bool, int, int]:
            return not acteur.ligne_nationale, -acteur.joignable, order.index(acteur.categorie)

        return tuple(sorted(actors, key=need))

    @cached_property
    def national_lines(self) -> tuple[Line, ...]:
        """Those that act and answer the telephone for the whole country, the line for advice first."""
        lines = [one for one in self.acting_actors if one.ligne_nationale]
        advice = self.records.urgence("conseil").numero if lines else None
        return tuple(map(self._line, sorted(lines, key=lambda one: one.telephone != advice)))

    @cached_property
    def local_lines(self) -> Mapping[str, tuple[Line, ...]]:
        """Département → those at work there who answer the telephone, national lines apart."""
        return {
            code: tuple(
                self._line(one) for one in landscape.at_work if one.telephone and not one.ligne_nationale
            )
            for code, landscape in self.landscapes.items()
        }

    def _line(self, acteur: Acteur) -> Line:
        """An emergency number is for whoever calls."""
        emergency = acteur.telephone in self.emergency_numbers
        point = coverage.point_of(acteur, self.places)
        return Line(acteur, point, frozenset[str]() if emergency else frozenset(acteur.publics))

    @cached_property
    def emergency_numbers(self) -> frozenset[str]:
        """The numbers that whoever is in danger, or worried, may call."""
        return frozenset(urgence.numero for urgence in self.records.urgences)

    @cached_property
    def cited_actors(self) -> tuple[Acteur, ...]:
        """The other open ones, by name: they keep their page, and are found by name or on demand."""
        return tuple(acteur for acteur in self.open_by_name if not self.acts(acteur))

    @cached_property
    def open_actors(self) -> tuple[Acteur, ...]:
        """Those that are not closed for good, in the order of lists: who acts, then who is only cited."""
        return (*self.acting_actors, *self.cited_actors)

    def acts(self, acteur: Acteur) -> bool:
        """Whether its role is one of those that act."""
        return acteur.role not in self._idle_roles

    @cached_property
    def _idle_roles(self) -> frozenset[str | None]:
        """Those that do not: an actor is asked many times a build."""
        vocabulary = self.records.vocabulary
        return frozenset(role for role in (None, *vocabulary.roles) if not vocabulary.acts(role))

    def sort_of(self, acteur: Acteur) -> tuple[str, str]:
        """What is said first of an actor, as code and label: its category; its role, when it does not act."""
        liste, code = "categories", acteur.categorie
        if acteur.role and not self.acts(acteur):
            liste, code = "roles", acteur.role
        return code, self.records.vocabulary.label(liste, code)

    @cached_property
    def open_by_name(self) -> tuple[Acteur, ...]:
        """Those that are not closed for good, by name."""
        return tuple(acteur for acteur in self.actors_by_name if not acteur.ferme)

    @cached_property
    def landscapes(self) -> Mapping[str, Landscape]:
        """Département → what stands there, what covers it and what happened there."""
        actors = _grouped((a, _groups(a, self.places).items()) for a in self.actors_by_name)
        events = _grouped((e, _of_event(e, self.places)) for e in self.events_latest_first)
        news = _grouped((n, _named(n.territoires, self.places)) for n in self.news_latest_first)
        others = _grouped((one, _of_any(one, self.places)) for one in self.plain)
        return {
            code: Landscape(
                code,
                cited=frozenset(acteur.id for acteur in self.cited_actors),
                **{group: tuple(actors[code, group]) for group in _GROUPS},
                events=tuple(events[code]),
                news=tuple(news[code]),
                others=tuple(others[code]),
            )
            for code in self.places.departements
        }

    @cached_property
    def gaps(self) -> gaps.Gaps:
        """Who covers what in each département, and of whom nobody can say."""
        return gaps.of(self.records, self.places, self.today)


@dataclass(frozen=True, slots=True)
class Line:
    """Who answers the telephone, where its marker stands, and for whom: anybody, where no public is said."""

    acteur: Acteur
    point: tuple[float, float] | None
    publics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Landscape:
    """What is known of one département. Each actor stands in the first list that fits."""

    code: str
    cited: frozenset[str]
    standing: tuple[Acteur, ...]
    covering: tuple[Acteur, ...]
    regional: tuple[Acteur, ...]
    national: tuple[Acteur, ...]
    events: tuple[Evenement, ...]
    news: tuple[Actualite, ...]
    others: tuple[Fiche, ...]

    @property
    def local(self) -> tuple[Acteur, ...]:
        """Those that answer to the département itself: standing in it, or covering it."""
        return self.standing + self.covering

    @property
    def at_work(self) -> tuple[Acteur, ...]:
        """Those of them that act, and work at present."""
        return tuple(acteur for acteur in self.local if acteur.actif and self.acts(acteur))

    def acts(self, acteur: Acteur) -> bool:
        return acteur.id not in self.cited


def choices(issue: Numero) -> Iterator[Choix]:
    """All the items of an issue, in reading order."""
    for rubric in (issue.agenda, issue.actualites, issue.ressources):
        if rubric:
            yield from rubric.choix


def _reverse(pairs: Iterable[tuple[str, Iterable[str]]]) -> Links:
    found: dict[str, list[str]] = defaultdict(list)
    for source, targets in pairs:
        for target in dict.fromkeys(targets):
            found[target].append(source)
    return {target: tuple(sources) for target, sources in sorted(found.items())}


def _event_actors(event: Evenement) -> tuple[str, ...]:
    speakers = [s for slot in event.programme for s in slot.intervenants] + list(event.intervenants)
    named = (*event.organisateurs, *event.partenaires, *(s.acteur for s in speakers if s.acteur))
    return tuple(dict.fromkeys(named))


def _grouped(pairs: Iterable[tuple[T, Iterable[K]]]) -> Mapping[K, list[T]]:
    """Each key → the records that have it, in their order; none for any other key."""
    found: dict[K, list[T]] = defaultdict(list)
    for record, keys in pairs:
        for key in keys:
            found[key].append(record)
    return found


_GROUPS = ("standing", "covering", "regional", "national")


def _groups(acteur: Acteur, places: Places) -> Mapping[str, str]:
    """Département → the list of its landscape in which the actor stands."""
    by_level = {"region": "regional", "france": "national"}
    levels = coverage.levels(acteur.zone_eligibilite, places)
    groups = {code: by_level.get(level, "covering") for code, level in levels.items()}
    home = coverage.departement_of(acteur, places)
    if home and groups.get(home) != "national":
        groups[home] = "standing"
    return groups


def _of_event(event: Evenement, places: Places) -> frozenset[str]:
    home = coverage.departement_of(event, places)
    return _named(event.territoires, places) | ({home} if home else frozenset())


def _of_any(record: Fiche, places: Places) -> frozenset[str]:
    """Where a record of any kind counts: the département of its place, and those that it names."""
    zones = tuple(value for _, value in leaves(record) if isinstance(value, Zone))
    homes = (coverage.departement_of(place, places) for _, place in parts(record, Implantation))
    return _named(zones, places) | {home for home in homes if home}


def _named(zones: tuple[Zone, ...], places: Places) -> frozenset[str]:
    """The départements that zones touch more specifically than as a part of France."""
    levels = coverage.levels(zones, places)
    return frozenset(code for code, level in levels.items() if level != "france")
