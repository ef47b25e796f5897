"""The letter on the site: a page an issue, with every item at an address of its own, and the archive.

Each region has the issue as it reads it, whether or not it has news: its address never breaks. All but the
first section is drawn once for all of them, and search engines are given the page of the issue alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from markupsafe import Markup

from generators.land.territories import Region
from generators.letter import compose
from generators.letter.nearby import TITRE, Block, rest
from generators.letter.shapes import Letter, join
from generators.letter.territories import Shared, regions
from generators.network import addresses
from generators.pages.frame import cards, share
from generators.pages.frame.page import LETTER_FEED, Maker, Page, depth, feed_of_region, root
from generators.pages.frame.render import render
from generators.pages.letter.whole import beyond
from generators.records.kinds import ISSUES
from generators.records.models import Numero
from generators.site import Site
from generators.words.wording import NBSP

URL = "newsletter/"
TEMPLATE = "letter/issue.html.j2"
SCRIPTS = ("imprimer", "numero")


#: What stands for a region's name and for its block: no text of a record is written like this.
NOM, PRES = Markup("[[@nom]]"), Markup("[[@pres]]")


@dataclass(frozen=True, slots=True)
class Choice:
    """A region in the list of an issue; `neuf`: something is new there."""

    nom: str
    url: str
    neuf: bool


def makers(site: Site) -> Iterator[Maker]:
    """What makes the archive, each published issue, and each as a region reads it; drafts have no page."""
    letters = Letters(site)
    yield Maker(URL, ISSUES.section, letters.archive)
    for issue in site.network.issues_latest_first:
        read = Read(issue, letters)
        yield Maker(addresses.numero(issue.id), ISSUES.section, read.national)
        for region in regions(site):
            at = addresses.numero_territoire(issue.id, addresses.territoire(region, site.places))
            yield Maker(at, ISSUES.section, partial(read.local, region))


class Letters:
    """The published issues, composed when one of their pages is made."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @cached_property
    def composed(self) -> dict[str, Letter]:
        """By the id of the issue, the latest first."""
        return {issue.id: compose(issue, self.site) for issue in self.site.network.issues_latest_first}

    def archive(self) -> Page:
        return archive([*self.composed.values()], self.site)


class Read:
    """An issue as all read it, and as each region does."""

    def __init__(self, issue: Numero, letters: Letters) -> None:
        self.issue, self.letters, self.site = issue, letters, letters.site

    @cached_property
    def _near(self) -> dict[str, Block]:
        """What is near, by the code of the territory."""
        return {one.code: one for one in Shared(self.issue, self.site).blocks(regions(self.site))}

    @cached_property
    def _choices(self) -> dict[str, Choice]:
        """By the code of the region."""
        return _choices(self.issue, self.site, self._near)

    @property
    def _letter(self) -> Letter:
        return self.letters.composed[self.issue.id]

    def national(self) -> Page:
        letters = [*self.letters.composed.values()]
        return page(self.issue, self._letter, letters, self.site, [*self._choices.values()])

    @cached_property
    def _shared(self) -> str:
        """What all regions read, but for what is their own."""
        choices = [*self._choices.values()]
        said = {"regions": choices, "nom": NOM, "pres": PRES, **_of(self.issue, self._letter, self.site)}
        return _body(TEMPLATE, choices[0].url, [*self.letters.composed.values()], self.site, **said)

    def local(self, region: Region) -> Page:
        """« Près de chez vous » first, then what all share."""
        choice = self._choices[region.code]
        block = self._near.get(addresses.territoire(region, self.site.places))
        section = _section(region, choice, block, self.site)
        return Page(
            url=choice.url,
            title=f"{cards.titre_numero(self.issue)}, {choice.nom}",
            description=self.issue.apercu,
            section="newsletter",
            body=self._shared.replace(NOM, Markup.escape(choice.nom), 3).replace(PRES, section, 1),
            flux=(feed_of_region(region), LETTER_FEED),
            partage=share.adresse_numero(self.issue),
            cherchable=False,
            scripts=SCRIPTS,
        )


def archive(letters: Sequence[Letter], site: Site) -> Page:
    """The published issues with their items, latest first, and how to receive the letter or leave it."""
    return Page(
        url=URL,
        title="Newsletter",
        description=site.identity.descriptions.newsletter,
        section="newsletter",
        body=_body("letter/archive.html.j2", URL, letters, site),
        flux=(LETTER_FEED,),
    )


def page(
    issue: Numero,
    letter: Letter,
    letters: Sequence[Letter],
    site: Site,
    choices: Sequence[Choice] = (),
) -> Page:
    """The page of an issue, whose letter it shows; `letters` and `choices` are those that it leads to."""
    url = addresses.numero(issue.id)
    return Page(
        url=url,
        title=cards.titre_numero(issue),
        description=issue.apercu,
        section="newsletter",
        body=_body(
            TEMPLATE, url, letters, site, regions=choices, nom="", pres="", **_of(issue, letter, site)
        ),
        flux=(LETTER_FEED,),
        scripts=SCRIPTS,
        partage=share.adresse_numero(issue),
        maj=issue.date.first_day,
    )


def _of(issue: Numero, letter: Letter, site: Site) -> dict[str, object]:
    """What the pages of an issue are given of it."""
    return {
        "lettre": letter,
        "plus": beyond(issue, site),
        "entiere": lambda address: on_paper(address, site),
    }


def on_paper(address: str, site: Site) -> str:
    """An address as somebody copies it from paper."""
    return join(site.address, address).removeprefix("mailto:").removeprefix("tel:")


def _choices(issue: Numero, site: Site, near: Collection[str]) -> dict[str, Choice]:
    """Each region's, by its code; something is new in the territories of `near`."""
    codes = {region: addresses.territoire(region, site.places) for region in regions(site)}
    return {
        region.code: Choice(region.nom, addresses.numero_territoire(issue.id, code), code in near)
        for region, code in codes.items()
    }


def _section(region: Region, choice: Choice, block: Block | None, site: Site) -> str:
    up = root(choice.url)
    return render(
        site,
        "letter/near.html.j2",
        depth(choice.url),
        pres=block,
        titre=f"{TITRE}{NBSP}: {choice.nom}",
        dans=region.dans,
        suite=rest(region, site),
        flux=feed_of_region(region),
        vers=lambda address: join(up, address),
        entiere=lambda address: on_paper(address, site),
    )


def _body(template: str, url: str, letters: Sequence[Letter], site: Site, **values: object) -> str:
    return render(
        site,
        template,
        depth(url),
        lettres=letters,
        reseau=site.identity,
        vers=lambda address: join(root(url), address),
        **values,
    )
