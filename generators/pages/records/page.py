"""The pages of a kind that has none of its own: its list, and each record in the template of its kind.

A template is given `fiche` (the record), `genre` (its kind), `ariane`, `champs` (its fields in words, by key:
name and value) and `voir_aussi` (the cards of what it names, and of what names it).
"""

from __future__ import annotations

from collections.abc import Iterator

from generators.network import addresses
from generators.network.network import PLAIN
from generators.pages.frame import cards, feeds
from generators.pages.frame.cards import Carte
from generators.pages.frame.page import Etape, Page, depth
from generators.pages.frame.render import render
from generators.pages.records.fields import champs
from generators.records.kinds import Kind, ref_of
from generators.records.models import Fiche
from generators.records.models.fields import references
from generators.site import Site
from generators.words.phrases import majuscule


def pages(site: Site) -> Iterator[Page]:
    for kind in PLAIN:
        yield listing(site, kind)
        for fiche in site.network.latest_of(kind):
            yield page(site, kind, fiche)


def listing(site: Site, kind: Kind) -> Page:
    """All the records of a kind, the latest first."""
    flux = (feeds.du_genre(kind),) if kind.feed else ()
    titre = majuscule(kind.reader.many)
    cartes = [cards.carte(site, fiche) for fiche in site.network.latest_of(kind)]
    values = {"titre": titre, "chapo": kind.about, "cartes": cartes, "flux": flux, "genre": kind}
    return Page(
        url=kind.address,
        title=titre,
        description=kind.about or titre,
        section=kind.section,
        body=render(site, "records/index.html.j2", depth(kind.address), **values),
        flux=flux,
    )


def page(site: Site, kind: Kind, fiche: Fiche) -> Page:
    url = addresses.reference(ref_of(fiche))
    body = render(
        site,
        kind.template,
        depth(url),
        fiche=fiche,
        genre=kind,
        ariane=[Etape(majuscule(kind.reader.many), kind.address), Etape(kind.title_of(fiche))],
        champs={key: (nom, valeur) for key, nom, valeur in champs(site, fiche)},
        voir_aussi=[*see_also(site, fiche)],
    )
    return Page(
        url=url,
        title=kind.title_of(fiche),
        description=kind.summary_of(fiche),
        section=kind.section,
        body=body,
        maj=fiche.date_maj or fiche.verifie_le,
    )


def see_also(site: Site, fiche: Fiche) -> Iterator[Carte]:
    """The records that it names, then those that name it, each once."""
    for kind, id_ in dict.fromkeys(references(fiche)):
        yield cards.carte(site, site.records.by_kind[kind][id_])
    yield from cards.mentions(site, fiche)
