"""The letter on the site: a page an issue and the archive, with the bodies that the letter room draws."""

from __future__ import annotations

from collections.abc import Iterator

from generators.letter import archive_html, body_html
from generators.letter.settings import Fonds, Reglages
from generators.network import addresses
from generators.network.network import Network
from generators.pages.frame import cards, feeds, share
from generators.pages.frame.page import Page, root
from generators.records.models import Numero

URL = "newsletter/"


def pages(network: Network, fonds: Fonds, reglages: Reglages) -> Iterator[Page]:
    """The archive and each published issue; drafts have no page."""
    yield Page(
        url=URL,
        title="Newsletter",
        description="Les rendez-vous, les initiatives et les outils du réseau contre la prostitution des "
        "mineurs : tous les numéros.",
        section="newsletter",
        body=archive_html(fonds, reglages, root(URL)),
        flux=(feeds.NEWSLETTER,),
    )
    for issue in network.issues_latest_first:
        yield page(issue, fonds, reglages)


def page(issue: Numero, fonds: Fonds, reglages: Reglages) -> Page:
    url = addresses.numero(issue.id)
    return Page(
        url=url,
        title=cards.titre_numero(issue),
        description=issue.apercu,
        section="newsletter",
        body=body_html(issue, fonds, reglages, root(url)),
        flux=(feeds.NEWSLETTER,),
        partage=share.adresse_numero(issue),
        maj=issue.date,
    )
