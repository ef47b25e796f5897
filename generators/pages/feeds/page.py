"""The feeds as files: which records each holds, and the whole of each record as HTML.

A feed holds the records revised last, by the dates that the records bear. An actor that its département or
its region gains or loses is news there; everywhere else it has its page. That of a region tells too what each
issue of the newsletter said was near.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import TypeVar

from generators.exchange import atom
from generators.exchange.atom import Entry
from generators.land.territories import Departement, Region
from generators.letter.composition import compose
from generators.letter.nearby import Block, rest
from generators.letter.shapes import join
from generators.letter.territories import Shared, regions
from generators.network import addresses
from generators.network.nearby import members
from generators.network.network import Landscape
from generators.pages.events import line
from generators.pages.events.page import Quand, days, places
from generators.pages.events.series import serie
from generators.pages.frame import cards, page
from generators.pages.frame.render import couvre, libelle, render
from generators.pages.news.page import nouvelle
from generators.pages.records.fields import champs
from generators.records.kinds import EVENTS, FICHES, ISSUES, NEWS, RESOURCES, kind_of, ref_of
from generators.records.models import Acteur, Actualite, Evenement, Fiche, Numero, Ressource
from generators.site import Site
from generators.words.dates import DatePartielle
from generators.words.wording import NBSP, majuscule

#: The most records of a feed: of the site, and of a département.
MOST, MOST_LOCAL = 50, 30
TEMPLATE = "feeds/entry.html.j2"
T = TypeVar("T", bound=Fiche)


def file_makers(site: Site) -> Iterator[tuple[tuple[str, ...], Callable[[], Mapping[str, bytes]]]]:
    """The feeds, those that have records in common together: their paths, and what makes them."""
    written = Ecrits(site)
    kinds = tuple(page.feed_of_kind(kind).url for kind in FICHES.values() if kind.feed)
    yield kinds, partial(_documents, site, written.of_kinds)
    for region in regions(site):
        inside = (page.feed_of_departement(one).url for one in members(region, site.places))
        around = partial(written.around, region)
        yield (*inside, page.feed_of_region(region).url), partial(_documents, site, around)
    yield (page.LETTER_FEED.url,), partial(_documents, site, lambda: [newsletter(site)])


def _documents(site: Site, feeds: Callable[[], Iterable[atom.Flux]]) -> Mapping[str, bytes]:
    return {feed.url: atom.document(feed, site.identity, site.address) for feed in feeds()}


def latest(records: Iterable[T], site: Site, limit: int) -> list[T]:
    """The records changed last; those of one day in the order given."""
    return sorted(records, key=site.network.changed_on, reverse=True)[:limit]


class Ecrits:
    """The entries of a network's records, each written once whatever the number of its feeds."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._written: dict[str, Entry] = {}

    def of_kinds(self) -> Iterator[atom.Flux]:
        site = self.site
        own: Mapping[str, Sequence[Fiche]] = {
            NEWS.name: site.network.news_latest_first,
            EVENTS.name: site.network.events_latest_first,
            RESOURCES.name: site.network.resources_latest_first,
        }
        for name, kind in FICHES.items():
            if kind.feed:
                records = own.get(name) or site.network.latest_of(kind)
                found = latest(records, site, MOST)
                yield self._feed(page.feed_of_kind(kind), kind.address, page.about(site, kind), found)

    def around(self, region: Region) -> Iterator[atom.Flux]:
        """The feeds of a region and of its départements."""
        for departement in members(region, self.site.places):
            yield self._local(departement, self.site.network.landscapes[departement.code])
        near = {id_: found[region.nom] for id_, found in self._blocks.items() if region.nom in found}
        yield self._regional(region, near)

    @cached_property
    def _blocks(self) -> Mapping[str, Mapping[str, Block]]:
        """What each of the latest issues said was near, by region."""
        issues = self.site.network.issues_latest_first[:MOST_LOCAL]
        return {issue.id: _blocks(issue, self.site) for issue in issues}

    def _local(self, departement: Departement, landscape: Landscape) -> atom.Flux:
        records: list[Fiche] = [*landscape.news, *landscape.events, *landscape.others, *landscape.local]
        return self._feed(
            page.feed_of_departement(departement),
            addresses.departement(departement.code),
            majuscule(f"{departement.dans} : actualités, rendez-vous et structures, nouveaux ou modifiés."),
            latest(records, self.site, MOST_LOCAL),
        )

    def _regional(self, region: Region, near: Mapping[str, Block]) -> atom.Flux:
        """What is told of its départements, and what each issue said was near (`near`, by issue)."""
        site = self.site
        inside = [site.network.landscapes[one.code] for one in members(region, site.places)]
        found = {
            ref_of(fiche): fiche
            for one in inside
            for fiche in (*one.news, *one.events, *one.others, *one.local, *one.regional)
        }
        about = majuscule(f"{region.dans} : actualités, rendez-vous, structures et newsletter.")
        address = rest(region, site).url
        feed = self._feed(
            page.feed_of_region(region), address, about, latest(found.values(), site, MOST_LOCAL)
        )
        told = [self._near(site.records.issues[id_], block) for id_, block in near.items()]
        entries = sorted((*told, *feed.entrees), key=lambda entry: entry.revise_le, reverse=True)
        return replace(feed, entrees=tuple(entries[:MOST_LOCAL]))

    def _near(self, issue: Numero, block: Block) -> Entry:
        """What an issue said was near; what was missing is of its day, and not told again."""
        content = self._html("pres", pres=block, vers=lambda url: join(self.site.address, url))
        address = addresses.numero_territoire(issue.id, block.code)
        title = f"{cards.titre_numero(issue)}{NBSP}: {block.nom}"
        day = issue.date.first_day
        ref = f"newsletter/{issue.id}/{block.code}"
        return Entry(ref, address, title, day, block.titre, content, day)

    def _feed(self, lien: page.Lien, address: str, about: str, records: Iterable[Fiche]) -> atom.Flux:
        about = about.replace(" :", f"{NBSP}:")
        return atom.Flux(
            lien.url,
            address,
            lien.entier(self.site.identity),
            about,
            tuple(self.entry(fiche) for fiche in records),
        )

    def entry(self, fiche: Fiche) -> Entry:
        ref = ref_of(fiche)
        if ref not in self._written:
            self._written[ref] = self._write(ref, fiche)
        return self._written[ref]

    def _write(self, ref: str, fiche: Fiche) -> Entry:
        match fiche:
            case Actualite():
                return self._news(ref, fiche)
            case Evenement():
                return self._event(ref, fiche)
            case Ressource():
                return self._resource(ref, fiche)
            case Acteur():
                return self._actor(ref, fiche)
        return self._record(ref, fiche)

    def _record(self, ref: str, fiche: Fiche) -> Entry:
        """A record of a kind that has no words of its own here: its summary, and its fields."""
        kind = kind_of(fiche)
        told = [(title, value) for _, title, value in champs(self.site, fiche) if value]
        content = self._html("fiche", une=fiche, resume=kind.summary_of(fiche), champs=told)
        return self._entry(ref, fiche, kind.title_of(fiche), kind.summary_of(fiche), content)

    def _news(self, ref: str, news: Actualite) -> Entry:
        item = nouvelle(self.site, news)
        content = self._html("actualite", une=item.actualite, territoire=item.territoire, liens=item.liens)
        return self._entry(ref, news, news.titre, news.resume, content, published=_day(news.date))

    def _event(self, ref: str, event: Evenement) -> Entry:
        content = self._html(
            "evenement",
            une=event,
            quand=Quand.of(self.site, event),
            serie=serie(self.site, event),
            etats=line.etats(event),
            lieux=places(self.site, event.tenu),
            prevu=line.first_planned(self.site, event),
            seances=[(Quand.of_session(self.site, event, seance), seance) for seance in event.seances],
            jours=days(event),
        )
        kind = (event.type, libelle(self.site, event.type, "types_evenement"))
        states = [words for _, words in line.etats(event) if words != "Complet"]
        title = f"{' · '.join(states)}{NBSP}: {event.titre}" if states else event.titre
        return self._entry(ref, event, title, event.resume, content, themes=(kind,))

    def _resource(self, ref: str, resource: Ressource) -> Entry:
        content = self._html("ressource", une=resource, entree=cards.document(self.site, resource))
        kind = (resource.type, libelle(self.site, resource.type, "types_ressource"))
        published = _day(resource.date) if resource.date else None
        return self._entry(ref, resource, resource.titre, resource.resume, content, published, (kind,))

    def _actor(self, ref: str, actor: Acteur) -> Entry:
        acts = self.site.network.acts(actor)
        kind = self.site.network.sort_of(actor)
        content = self._html(
            "acteur", une=actor, agit=acts, sorte=kind[1], couverture=couvre(self.site, actor)
        )
        state = {"ferme": " (fermé)", "suspendu": " (activité suspendue)"}.get(actor.statut, "")
        return self._entry(ref, actor, actor.nom + state, actor.resume, content, themes=(kind,))

    def _entry(
        self,
        ref: str,
        fiche: Fiche,
        title: str,
        summary: str,
        content: str,
        published: date | None = None,
        themes: tuple[tuple[str, str], ...] = (),
    ) -> Entry:
        page, changed = addresses.reference(ref), self.site.network.changed_on(fiche)
        return Entry(ref, page, title, changed, summary, content, published, themes)

    def _html(self, kind: str, **values: object) -> str:
        return render(self.site, TEMPLATE, 0, genre=kind, base=self.site.address, **values).strip()


def _blocks(issue: Numero, site: Site) -> Mapping[str, Block]:
    """What is near each region that has news in an issue, by its name."""
    return {one.nom: one for one in Shared(issue, site).blocks(regions(site))}


def _day(value: DatePartielle) -> date | None:
    """A date known to the day; a feed has no way to say "October 2023"."""
    return value.first_day if value.first_day == value.last_day else None


def newsletter(site: Site) -> atom.Flux:
    """The published issues, each with all its items."""
    found = site.network.issues_latest_first[:MOST]
    entries = tuple(_issue(issue, site) for issue in found)
    lien = page.LETTER_FEED
    return atom.Flux(lien.url, ISSUES.address, lien.entier(site.identity), ISSUES.about, entries)


def _issue(issue: Numero, site: Site) -> Entry:
    def absolute(url: str) -> str:
        return join(site.address, url)

    letter = compose(issue, site)
    content = render(site, TEMPLATE, 0, genre="numero", base=site.address, lettre=letter, vers=absolute)
    page = addresses.numero(issue.id)
    title = cards.titre_numero(issue)
    day = issue.date.first_day
    return Entry(f"newsletter/{issue.id}", page, title, day, issue.apercu, content.strip(), day)
