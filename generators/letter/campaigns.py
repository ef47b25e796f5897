"""One campaign for all regions: every block, each under the condition of the service that sends it.

A reader gets the block of their region, or none. What a letter weighs counts as the reader gets it, with one
block; the source holds them all, within the service's own limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generators.letter.check import LIMITE, ko
from generators.letter.message import near_text
from generators.letter.mjml import BUDGET
from generators.letter.nearby import LIGNES, Block
from generators.letter.territories import Shared, regions
from generators.mail.conditions import Condition
from generators.mail.drafts import Service, Tags
from generators.mail.services import SERVICES
from generators.records.problems import Problem, Severity
from generators.words.wording import french


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign for all regions at a service: a reader gets the block of their region, or none.

    `field` is that of the contact that decides, `heaviest` the block that weighs most, with its bytes.
    """

    service: Service
    field: str
    html: str
    text: str
    heaviest: tuple[str, int]

    @property
    def size(self) -> int:
        return len(self.html.encode())

    @property
    def fits(self) -> bool:
        """Whether the service takes it."""
        limit = self.service.condition.limit if self.service.condition else None
        return not limit or self.size < limit


def campaigns(shared: Shared) -> tuple[Campaign, ...]:
    """That of each service that has conditions; none when no region has news."""
    made = (_campaign(shared, one, one.condition) for one in SERVICES if one.condition)
    return tuple(one for one in made if one)


def _campaign(shared: Shared, service: Service, condition: Condition) -> Campaign | None:
    """Over the service's own limit, blocks have fewer lines."""
    made = None
    entry = shared.site.identity.lettre.sent_by(service.code)
    field = (entry.attribut if entry else None) or condition.field
    for most in LIGNES:
        found = shared.blocks(regions(shared.site), most)
        if not found:
            return None
        rows = [(one, shared.rows(one)) for one in found]
        size, name = max((len(row.encode()), one.nom) for one, row in rows)
        chosen = "".join(condition.shown(one.valeurs, row, field) for one, row in rows)
        near = "".join(condition.shown(one.valeurs, near_text(one, shared.site), field) for one in found)
        tags = service.tags.leading_to(shared.site.address + shared.letter.url)
        html = shared.html(chosen, tags, size)
        made = Campaign(service, field, html, shared.text(near, tags), (name, size))
        if made.fits:
            break
    return made


def files(made: Iterable[Campaign]) -> Mapping[str, bytes]:
    """The campaigns that their service takes, by path under newsletter/<issue>/."""
    return {
        f"email.territoires.{one.service.code}.{end}": content.encode()
        for one in made
        if one.fits
        for end, content in (("html", one.html), ("txt", one.text))
    }


def problems(shared: Shared, found: Iterable[Block], made: Iterable[Campaign]) -> tuple[Problem, ...]:
    """The letters that are over their weight with their block, and the campaigns: each names the block."""
    path = f"newsletter/{shared.issue.id}.yml"
    plain = Tags(shared.site.adresse_desinscription, shared.site.address + shared.letter.url)
    told = [*_letters(shared, found, plain), *_too_long(made)]
    return tuple(Problem(path, 0, 0, "", french(said), french(_HINT), severity) for said, severity in told)


_HINT = "écrivez abrege: true dans le numéro (ou ajoutez --digest), ou raccourcissez ses textes"


def _letters(shared: Shared, found: Iterable[Block], tags: Tags) -> Iterator[tuple[str, Severity]]:
    for one in found:
        rows = shared.rows(one)
        size = len(shared.html(rows, tags).encode())
        if size > BUDGET:
            said = f"le bloc {one.nom} pèse {ko(len(rows.encode()))} : avec lui, la lettre pèse {ko(size)}"
            where = f"elle doit tenir en {ko(BUDGET)}, et Gmail la coupe vers {ko(LIMITE)}"
            yield f"{said} ; {where}", "error" if size >= LIMITE else "warning"


def _too_long(made: Iterable[Campaign]) -> Iterator[tuple[str, Severity]]:
    """Its own letter for each region may still go there."""
    for one in made:
        if not one.fits and one.service.condition and one.service.condition.limit:
            name, size = one.heaviest
            taken = f"{one.service.name} en prend {ko(one.service.condition.limit)}"
            said = f"la campagne de tous les territoires pèse {ko(one.size)}, et {taken} : elle manque"
            yield f"{said} ; le bloc {name}, le plus lourd, pèse {ko(size)}", "warning"
