"""An issue for each territory: « Près de chez vous », then the letter that all share.

What is shared is drawn once, with a mark where the block goes and where a service's two addresses go: a
region more costs a block, and a replacement. A letter goes to a territory that has news; elsewhere the
national one is the right one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from generators.land.territories import Region
from generators.letter.composition import as_sent, compose, shorter
from generators.letter.draft import RETARD, first_day
from generators.letter.message import message, near_text, text
from generators.letter.mjml import BUDGET, GROUPES, Drawing, environment
from generators.letter.nearby import LIGNES, Block, block
from generators.letter.shapes import Letter
from generators.mail.drafts import Tags
from generators.mail.services import SERVICES
from generators.network import addresses
from generators.network.nearby import Span, Territory
from generators.network.network import choices
from generators.records.models import Numero
from generators.site import Site
from generators.words.wording import fold

#: What stands for a block and for the two addresses of a service: no text of a record is written like this.
PRES, PARTIR, LIRE = "[[@pres]]", "[[@partir]]", "[[@lire]]"


def regions(site: Site) -> tuple[Region, ...]:
    """All regions, by name; a département overseas is its own."""
    return tuple(sorted(site.places.regions.values(), key=lambda region: fold(region.nom)))


def named(text: str, site: Site) -> Territory | None:
    """The territory that somebody names: « 59 », « Nord », « guyane », « 973 », « Hauts-de-France »."""
    places = site.places
    if found := places.departements.get(text.strip().upper()):
        return places.regions[found.region] if found.is_overseas else found
    every: tuple[Territory, ...] = (*regions(site), *places.departements.values())
    for territory in every:
        if fold(text) in (fold(territory.nom), *territory.surnoms):
            return territory
    return None


def span(issue: Numero, site: Site) -> Span:
    """The days that an issue tells of: since the one before it, or its quarter began.

    Of a draft, up to today. What is missing is known of today alone: an issue that left long ago says nothing
    of it.
    """
    earlier = [one for one in site.network.issues_latest_first if one.id < issue.id]
    since = earlier[0].date.last_day if earlier else first_day(issue.id) - timedelta(days=1)
    last = issue.date.last_day
    left = issue.statut == "publie"
    until = last if left else max(last, site.today)
    carried = frozenset(choix.fiche for choix in choices(issue))
    recent = not left or site.today <= last + RETARD
    return Span(site.network, since, issue.date.first_day, until, carried, recent)


@dataclass(frozen=True)
class Shared:
    """An issue, and the part of it that all its territories share, drawn once a way."""

    issue: Numero
    site: Site

    @classmethod
    def of(cls, issue: Numero, site: Site) -> Shared:
        return cls(issue, as_sent(issue, site))

    def blocks(self, asked: Iterable[Territory], most: int = LIGNES[0]) -> tuple[Block, ...]:
        """The blocks of the territories that have news, `most` lines a group."""
        days = span(self.issue, self.site)
        found = (block(days.around(territory), self.site, most) for territory in asked)
        return tuple(one for one in found if one)

    @cached_property
    def letter(self) -> Letter:
        return compose(self.issue, self.site)

    @cached_property
    def drawing(self) -> Drawing:
        tags = Tags(PARTIR, LIRE)
        return Drawing(self.letter, self.site, environment(self.site.gabarits), tags, PRES)

    @cached_property
    def _steps(self) -> tuple[Letter, ...]:
        """The letter, then ever shorter where that was asked for."""
        return (self.letter, *(shorter(self.letter) if self.issue.abrege else ()))

    @cached_property
    def _kept(self) -> dict[tuple[int, int], str]:
        return {}

    @cached_property
    def _tagged(self) -> dict[tuple[int, int, Tags], tuple[str, int]]:
        return {}

    def _drawn(self, step: int, group: int, tags: Tags) -> tuple[str, int]:
        """The HTML with a mark for the block, and what it weighs without."""
        if (step, group) not in self._kept:
            html = replace(self.drawing, letter=self._steps[step]).grouped(group)
            self._kept[step, group] = html.replace(f"{PRES}\n", PRES)
        key = (step, group, tags)
        if key not in self._tagged:
            html = self._kept[step, group].replace(PARTIR, tags.unsubscribe).replace(LIRE, tags.online)
            self._tagged[key] = (html, len(html.encode()) - len(PRES))
        return self._tagged[key]

    def rows(self, one: Block) -> str:
        return self.drawing.rows(one)

    def html(self, rows: str, tags: Tags, heaviest: int = 0) -> str:
        """The e-mail with these rows: the mildest step and the smallest tables that meet the budget.

        `heaviest` are the bytes of the rows that one reader gets, where that is not all of them.
        """
        room = BUDGET - (heaviest or len(rows.encode()))
        *steps, last = range(len(self._steps))
        step = next((one for one in steps if self._drawn(one, GROUPES[-1], tags)[1] <= room), last)
        fitting = (group for group in GROUPES if self._drawn(step, group, tags)[1] <= room)
        return self._drawn(step, next(fitting, GROUPES[-1]), tags)[0].replace(PRES, rows, 1)

    def text(self, near: str, tags: Tags) -> str:
        return text(self.letter, self.site, tags, near)


def outputs(shared: Shared, found: Iterable[Block]) -> Mapping[str, bytes]:
    """The letters of these blocks, by path under newsletter/<issue>/, each in its territory's folder."""
    files: dict[str, bytes] = {}
    texts = {service.code: shared.text(PRES, service.tags.leading_to(LIRE)) for service in SERVICES}
    for one in found:
        rows, near = shared.rows(one), near_text(one, shared.site)
        online = shared.site.address + addresses.numero_territoire(shared.issue.id, one.code)
        tags = Tags(shared.site.adresse_desinscription, online)
        html, words = shared.html(rows, tags), shared.text(near, tags)
        made = {"email.html": html, "email.txt": words}
        for service in SERVICES:
            made[f"email.{service.code}.html"] = shared.html(rows, service.tags.leading_to(online))
            said = texts[service.code].replace(PRES, near, 1)
            made[f"email.{service.code}.txt"] = said.replace(LIRE, online)
        files |= {f"{one.code}/{name}": content.encode() for name, content in made.items()}
        files[f"{one.code}/message.eml"] = message(shared.letter, shared.site, html, words)
    return files
