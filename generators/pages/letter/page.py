"""The letter on the site: a page an issue and the archive, with the bodies that the letter room draws."""

from __future__ import annotations

from collections.abc import Iterator

from generators.letter import archive_html, body_html
from generators.network import addresses
from generators.pages.frame import cards, feeds, share
from generators.pages.frame.page import Page, root
from generators.records.models import Numero
from generators.site import Site

URL = "newsletter/"


def pages(site: Site) -> Iterator[Page]:
    """The archive and each published issue; drafts have no page."""
    yield Page(
        url=URL,
        title="Newsletter",
        description=site.identity.descriptions.newsletter,
        section="newsletter",
        body=archive_html(site, root(URL)),
        flux=(feeds.NEWSLETTER,),
    )
    for issue in site.network.issues_latest_first:
        yield page(issue, site)


def page(issue: Numero, site: Site) -> Page:
    url = addresses.numero(issue.id)
    return Page(
        url=url,
        title=cards.titre_numero(issue),
        description=issue.apercu,
        section="newsletter",
        body=body_html(issue, site, root(url)),
        flux=(feeds.NEWSLETTER,),
        partage=share.adresse_numero(issue),
        maj=issue.date,
    )
