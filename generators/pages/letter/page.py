"""The letter on the site: a page an issue, with every item at an address of its own, and the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generators.letter import compose
from generators.letter.shapes import Letter, join
from generators.network import addresses
from generators.pages.frame import cards, share
from generators.pages.frame.page import LETTER_FEED, Page, depth, root
from generators.pages.frame.render import render
from generators.records.models import Numero
from generators.site import Site

URL = "newsletter/"


def pages(site: Site) -> Iterator[Page]:
    """The archive and each published issue; drafts have no page."""
    letters = [compose(issue, site) for issue in site.network.issues_latest_first]
    yield archive(letters, site)
    for issue, letter in zip(site.network.issues_latest_first, letters, strict=True):
        yield page(issue, letter, letters, site)


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


def page(issue: Numero, letter: Letter, letters: Sequence[Letter], site: Site) -> Page:
    """The page of an issue, whose letter it shows; `letters` are those that it leads to."""
    url = addresses.numero(issue.id)
    return Page(
        url=url,
        title=cards.titre_numero(issue),
        description=issue.apercu,
        section="newsletter",
        body=_body("letter/issue.html.j2", url, letters, site, lettre=letter),
        flux=(LETTER_FEED,),
        partage=share.adresse_numero(issue),
        maj=issue.date.first_day,
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
