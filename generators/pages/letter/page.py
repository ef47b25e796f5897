"""The letter on the site: a page an issue, with every item at an address of its own, and the archive.

Each region has the issue as it reads it, whether or not it has news: its address never breaks. All but the
first section is drawn once for all of them, and search engines are given the page of the issue alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generators.land.territories import Region
from generators.letter import compose
from generators.letter.nearby import TITRE, Block, rest
from generators.letter.shapes import Letter, join
from generators.letter.territories import Shared, regions
from generators.network import addresses
from generators.pages.frame import cards, share
from generators.pages.frame.page import LETTER_FEED, Page, depth, feed_of_region, root
from generators.pages.frame.render import render
from generators.pages.letter.whole import beyond
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


def pages(site: Site) -> Iterator[Page]:
    """The archive, each published issue, and each as a region reads it; drafts have no page."""
    letters = [compose(issue, site) for issue in site.network.issues_latest_first]
    yield archive(letters, site)
    for issue, letter in zip(site.network.issues_latest_first, letters, strict=True):
        near = {one.code: one for one in Shared(issue, site).blocks(regions(site))}
        yield page(issue, letter, letters, site, near)
        yield from local(issue, letter, letters, site, near)


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
    near: Mapping[str, Block] | None = None,
) -> Page:
    """The page of an issue, whose letter it shows; `letters` are those that it leads to."""
    url = addresses.numero(issue.id)
    choices = _choices(issue, site, near) if near is not None else ()
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


def local(
    issue: Numero, letter: Letter, letters: Sequence[Letter], site: Site, near: Mapping[str, Block]
) -> Iterator[Page]:
    """The issue as each region reads it: « Près de chez vous » first, then what all share."""
    choices = _choices(issue, site, near)
    said = {"regions": choices, "nom": NOM, "pres": PRES, **_of(issue, letter, site)}
    shared = _body(TEMPLATE, choices[0].url, letters, site, **said)
    for region, choice in zip(regions(site), choices, strict=True):
        section = _section(region, choice, near.get(addresses.territoire(region, site.places)), site)
        yield Page(
            url=choice.url,
            title=f"{cards.titre_numero(issue)}, {choice.nom}",
            description=issue.apercu,
            section="newsletter",
            body=shared.replace(NOM, Markup.escape(choice.nom), 3).replace(PRES, section, 1),
            flux=(feed_of_region(region), LETTER_FEED),
            partage=share.adresse_numero(issue),
            cherchable=False,
            scripts=SCRIPTS,
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


def _choices(issue: Numero, site: Site, near: Mapping[str, Block]) -> tuple[Choice, ...]:
    codes = {region.nom: addresses.territoire(region, site.places) for region in regions(site)}
    return tuple(
        Choice(name, addresses.numero_territoire(issue.id, code), code in near)
        for name, code in codes.items()
    )


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
