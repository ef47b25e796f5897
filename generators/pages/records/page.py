"""What every record has, whatever its kind: a page, a file for the browser, and what stays when it goes.

A kind without pages of its own gets its list, and each record in the template of its kind. A template is
given `fiche` (the record), `genre` (its kind), `ariane`, `champs` (its fields in words, by key: name and
value) and `voir_aussi` (the cards of what it names, and of what names it). An address never breaks: a record
that went leaves a page that says so and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import cast

from generators import editions
from generators.network import addresses
from generators.network.network import PLAIN
from generators.network.recourse import neighbours
from generators.pages.actors.contact import contact
from generators.pages.events.coming import rendez_vous
from generators.pages.frame import cards
from generators.pages.frame.cards import Carte
from generators.pages.frame.page import Etape, Maker, Page, as_json, depth, feed_of_kind
from generators.pages.frame.render import d_apres, render
from generators.pages.records.fields import champs
from generators.records.kinds import FICHES, KINDS, Kind, kind_of, ref_of
from generators.records.models import Acteur, Fiche
from generators.records.models.fields import references
from generators.records.names import names
from generators.site import Site
from generators.words.dates import date_partielle, jour
from generators.words.wording import majuscule

#: So many records make their files together.
SOME = 50


def makers(site: Site) -> Iterator[Maker]:
    """What makes the list and the pages of the kinds without pages of their own, and of what is no more."""
    for kind in PLAIN:
        yield Maker(kind.address, kind.section, partial(listing, site, kind))
        for fiche in site.network.latest_of(kind):
            yield Maker(addresses.reference(ref_of(fiche)), kind.section, partial(page, site, kind, fiche))
    for ref, day in site.network.retirees.items():
        name, _, id_ = ref.partition("/")
        kind = KINDS[name]
        if not kind.anchored:  # news have no page of their own
            yield Maker(addresses.fiche(name, id_), kind.section, partial(gone, site, kind, id_, day))


def listing(site: Site, kind: Kind) -> Page:
    """All the records of a kind, the latest first."""
    flux = (feed_of_kind(kind),) if kind.feed else ()
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
        maj=site.network.changed_on(fiche),
    )


def see_also(site: Site, fiche: Fiche) -> Iterator[Carte]:
    """The records that it names, then those that name it, each once."""
    for kind, id_ in dict.fromkeys(references(fiche)):
        yield cards.carte(site, site.records.by_kind[kind][id_])
    yield from cards.mentions(site, fiche)


def file_makers(site: Site) -> Iterator[tuple[tuple[str, ...], Callable[[], Mapping[str, bytes]]]]:
    """The records as JSON, some at a time: their paths, and what makes them."""
    called = names(site.records, site.places)
    for kind in FICHES:
        ids = neighbours(site.records.of(kind), site.places)
        for start in range(0, len(ids), SOME):
            some = {id_: called[kind][id_] for id_ in ids[start : start + SOME]}
            yield tuple(_path(kind, id_) for id_ in some), partial(_files, site, kind, some)


def _path(kind: str, id_: str) -> str:
    return f"{editions.FOLDER}fiches/{kind}/{id_}.json"


def _files(site: Site, kind: str, called: Mapping[str, str]) -> Mapping[str, bytes]:
    """Of the records of a kind, by their ids, with what each is called."""
    fiches = cast("Mapping[str, Fiche]", site.records.by_kind[kind])
    return {_path(kind, id_): as_json(entry(site, fiches[id_], name)) for id_, name in called.items()}


def entry(site: Site, fiche: Fiche, called: str) -> dict[str, object]:
    """The record as the browser reads it; `distinct` is its title with its place, where several bear it."""
    title = kind_of(fiche).title_of(fiche)
    return {
        "reference": ref_of(fiche),
        "titre": title,
        **({"distinct": called} if called != title else {}),
        "page": addresses.reference(ref_of(fiche)),
        "verifie_le": fiche.verifie_le.isoformat() if fiche.verifie_le else None,
        "d_apres": d_apres(fiche),
        "source_date": date_partielle(fiche.source_principale.date),
        **(_of_actor(site, fiche) if isinstance(fiche, Acteur) else {}),
        "champs": champs(site, fiche),
    }


def _of_actor(site: Site, acteur: Acteur) -> dict[str, object]:
    """What the shortlist tells of an actor: how one reaches it, and what it has to come, if anything."""
    coming = rendez_vous(site, acteur)
    return {"contact": contact(site, acteur), **({"rendez_vous": coming} if coming else {})}


def gone(site: Site, kind: Kind, id_: str, day: date) -> Page:
    """The page of a record that is no more."""
    values = {"titre": kind.gone, "jour": jour(day), "genre": kind}
    return Page(
        url=addresses.fiche(kind.name, id_),
        title=kind.gone,
        description="Cette fiche a été retirée du site.",
        section=kind.section,
        body=render(site, "frame/gone.html.j2", 2, **values),
        cherchable=False,
    )
