"""What stands where a record was: its address never breaks, and says no more than that the record went.

Which records went is known from the repository's history; without it, such an address answers as any
unknown one.
"""

from __future__ import annotations

from collections.abc import Iterator

from generators.network import addresses
from generators.pages.frame.page import Page
from generators.pages.frame.render import render
from generators.site import Site
from generators.words.dates import jour

#: Kind → the menu's section, what is said to have gone, and where one looks instead.
_RUBRIQUES = {
    "actors": ("annuaire", "Cette structure n’est plus dans l’annuaire"),
    "events": ("agenda", "Cet événement n’est plus dans l’agenda"),
    "resources": ("ressources", "Cette ressource n’est plus dans la bibliothèque"),
}


def pages(site: Site) -> Iterator[Page]:
    """One page for each record that had one and is no more. News have none of their own."""
    for ref, day in site.network.retirees.items():
        kind, _, id_ = ref.partition("/")
        if kind in _RUBRIQUES:
            section, title = _RUBRIQUES[kind]
            values = {"titre": title, "jour": jour(day), "section": section}
            yield Page(
                url=addresses.fiche(kind, id_),
                title=title,
                description="Cette fiche a été retirée du site.",
                section=section,
                body=render(site, "frame/gone.html.j2", 2, **values),
                cherchable=False,
            )
