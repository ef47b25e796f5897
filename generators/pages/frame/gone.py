"""What stands where a record was: its address never breaks, and says no more than that the record went.

Which records went is known from the repository's history; without it, such an address answers as any
unknown one.
"""

from __future__ import annotations

from collections.abc import Iterator

from generators.network import addresses
from generators.pages.frame.page import Page
from generators.pages.frame.render import render
from generators.records.kinds import KINDS
from generators.site import Site
from generators.words.dates import jour


def pages(site: Site) -> Iterator[Page]:
    """One page for each record that had one and is no more. News have none of their own."""
    for ref, day in site.network.retirees.items():
        name, _, id_ = ref.partition("/")
        kind = KINDS[name]
        if not kind.anchored:
            values = {"titre": kind.gone, "jour": jour(day), "genre": kind}
            yield Page(
                url=addresses.fiche(name, id_),
                title=kind.gone,
                description="Cette fiche a été retirée du site.",
                section=kind.section,
                body=render(site, "frame/gone.html.j2", 2, **values),
                cherchable=False,
            )
