"""The search over everything, as the browser reads it: an index besides the directory's, and the results.

`mots.json` and its leaves find events, resources, news, issues and pages as the directory's
own index finds actors (`generators.pages.index.words`). What a result shows stands in leaves of its own, so
that a question brings those of its first results only; those of the actors go with the directory's index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date

from markupsafe import Markup

from generators import editions
from generators.land.coverage import kicker
from generators.land.territories import Zone
from generators.network import when
from generators.network.network import choices
from generators.pages.frame import cards
from generators.pages.frame.cards import Carte
from generators.pages.frame.page import Page, as_json
from generators.pages.index import places, words
from generators.pages.index.words import Textes
from generators.records.kinds import ACTORS, EVENTS, ISSUES, KINDS, NEWS, RESOURCES, kind_of
from generators.records.models import Actualite, Evenement, Fiche, Implantation, Numero, Ressource
from generators.records.models.fields import field_at, leaves, list_of
from generators.records.values.types import RefActeur
from generators.records.vocabulary import Code
from generators.site import Site
from generators.words import dates, recurring
from generators.words.dates import DatePartielle
from generators.words.wording import majuscule

FOLDER = f"{editions.FOLDER}recherche/"
#: The results of one leaf.
LEAF = 25

_EPOCH = date(1970, 1, 1)


def files(site: Site, pages: Iterable[Page]) -> Mapping[str, bytes]:
    """Path on the site → content. `pages` are the site's own, those that no record has."""
    found = list(rows(site, pages))
    counts = Counter(one.genre for one in found)
    return {
        **words.files(
            FOLDER,
            [one.mots for one in found],
            genres={genre: counts[genre] for genre in GENRES},
            titres={ACTORS.file: majuscule(ACTORS.reader.many), **GENRES},
            parFeuille=LEAF,
            fins=[one.fin for one in found if one.fin],
        ),
        **dict(_leaves(f"{FOLDER}cartes/", [one.montre for one in found])),
    }


def _days(day: date) -> int:
    """In days since 1970, as the browser compares them."""
    return (day - _EPOCH).days


def acteurs(site: Site, folder: str) -> Mapping[str, bytes]:
    """The results of the directory's own index, in the order of its entries."""
    shown = [replace(cards.acteur(site, actor), texte=actor.resume) for actor in site.network.open_actors]
    return dict(_leaves(folder, [_shown(carte) for carte in shown]))


def _leaves(folder: str, shown: Sequence[list[object]]) -> Iterator[tuple[str, bytes]]:
    for start in range(0, len(shown), LEAF):
        yield f"{folder}{start // LEAF}.json", as_json(shown[start : start + LEAF])


def _shown(carte: Carte, over: int | None = None) -> list[object]:
    """What a result shows by itself: address, title, note, text, and the day when an event is over."""
    said = [carte.url, carte.titre, carte.surtitre or "", carte.texte or ""]
    return [*said, *([over] if over else [])]


#: The kinds, in the order of their entries, and what their results are called.
GENRES = {
    **{kind.file: kind.feed or majuscule(kind.reader.many) for kind in KINDS.values() if kind is not ACTORS},
    "pages": "Pages du site",
}


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One thing to find: its kind, what a result shows, the words that find it, and the day it is over."""

    genre: str
    carte: Carte
    textes: Textes
    fin: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The same as its files have it: what a result shows, its words, and the day it is over."""

    genre: str
    montre: list[object]
    mots: words.Row
    fin: int | None


def rows(site: Site, pages: Iterable[Page]) -> Iterator[Row]:
    """All that is found by kind, in the order of GENRES; the latest first within its kind."""
    own: Mapping[str, Iterable[Fiche]] = {
        EVENTS.name: site.network.events_latest_first,
        RESOURCES.name: site.network.resources_latest_first,
        NEWS.name: site.network.news_latest_first,
    }
    for name, kind in KINDS.items():
        if kind is ISSUES:
            yield from (_row(numero(site, item)) for item in site.network.issues_latest_first)
        elif kind is not ACTORS:
            yield from site.each(_of_record, own[name] if name in own else site.network.latest_of(kind))
    yield from (_row(authored(site, page)) for page in pages)


def _of_record(site: Site, item: Fiche) -> Row:
    match item:
        case Evenement():
            return _row(evenement(site, item))
        case Ressource():
            return _row(ressource(site, item))
        case Actualite():
            return _row(actualite(site, item))
    return _row(fiche(site, item))


def _row(entry: SearchEntry) -> Row:
    over = _days(entry.fin) if entry.fin else None
    return Row(entry.genre, _shown(entry.carte, over), words.row(entry.textes), over)


def evenement(site: Site, item: Evenement) -> SearchEntry:
    slots = [text for slot in item.programme for text in (slot.titre, slot.texte)]
    speakers = [*item.intervenants, *(s for slot in item.programme for s in slot.intervenants)]
    said = [text for s in speakers for text in (s.nom, s.fonction, s.texte)]
    prose = (item.presentation, item.lieu, item.plateforme, item.publics_precisions, item.compte_rendu)
    textes = {
        "noms": [item.titre, site.records.vocabulary.label("types_evenement", item.type)],
        "lieux": places.noms(site.places, item.territoires, item),
        "mots": [
            *(["en ligne"] if item.tenu.en_ligne else []),
            *_labels(site, item),
            *_names(site, (*item.organisateurs, *item.partenaires)),
        ],
        "resume": [item.resume],
        "texte": _said([*_when(site, item), *prose, *slots, *said]),
    }
    over = when.over(item).astimezone(UTC).date()
    return SearchEntry("evenements", _told(cards.evenement(site, item), item.resume), textes, over)


def _when(site: Site, item: Evenement) -> Iterator[str]:
    """Its days; of a series its next date, and how it comes back."""
    held = when.next_date(item, site.today)
    yield dates.periode(held.debut, held.fin)
    if item.recurrence:
        yield recurring.said(item.recurrence.regle, item.debut)


def ressource(site: Site, item: Ressource) -> SearchEntry:
    textes = {
        # What it is finds it as its title does: a guide answers « guide » as well as a survey about one.
        "noms": [item.titre, site.records.vocabulary.label("types_ressource", item.type)],
        "lieux": places.noms(site.places, item.territoires),
        "mots": [
            *_labels(site, item),
            *_names(site, (*item.producteurs, *item.acteurs)),
            *_said([*item.auteurs, item.editeur]),
        ],
        "resume": [item.resume],
        "texte": _said([item.presentation, item.publics_precisions, _day(item.date)]),
    }
    return SearchEntry("ressources", _told(cards.ressource(site, item), item.resume), textes)


def actualite(site: Site, item: Actualite) -> SearchEntry:
    textes = {
        "noms": [item.titre],
        "lieux": places.noms(site.places, item.territoires),
        "mots": ["Actualité", *_labels(site, item), *_names(site, item.acteurs)],
        "resume": [item.resume],
        "texte": _said([item.presentation, _day(item.date)]),
    }
    where = kicker(item.territoires, site.places)
    shown = replace(cards.actualite(item), surtitre=" · ".join(filter(None, (where, _day(item.date)))))
    return SearchEntry("actualites", _told(shown, item.resume), textes)


def fiche(site: Site, item: Fiche) -> SearchEntry:
    """A record of a kind that has no entry of its own: all that it says in words."""
    kind = kind_of(item)
    found = leaves(item)
    zones = [value for _, value in found if isinstance(value, Zone)]
    named = [value for _, value in found if isinstance(value, RefActeur)]
    terms = [(list_of(field_at(type(item), loc)), value) for loc, value in found if isinstance(value, Code)]
    names = [getattr(item, key) for key in (kind.title, *kind.aliases)]
    told = {*names, kind.summary_of(item), *item.mots_cles}
    textes = {
        "noms": _said(names),
        "lieux": places.noms(site.places, zones, item if isinstance(item, Implantation) else None),
        "mots": [
            kind.label,
            *(site.records.vocabulary.label(liste, code) for liste, code in terms if liste),
            *_names(site, named),
            *item.mots_cles,
        ],
        "resume": [kind.summary_of(item)],
        "texte": [
            value
            for loc, value in found
            if type(value) is str and value not in told and loc[0] not in _UNSAID
        ],
    }
    return SearchEntry(kind.file, _told(cards.carte(site, item), kind.summary_of(item)), textes)


#: What nobody searches for: our own bookkeeping.
_UNSAID = frozenset(Fiche.model_fields)


def numero(site: Site, item: Numero) -> SearchEntry:
    """An issue; it answers for the titles of what it carries too."""
    textes = {
        "noms": [cards.titre_numero(item)],
        "mots": ["Newsletter", "lettre", "numéro", item.id.replace("-", " ")],
        "resume": [item.apercu],
        "texte": [item.editorial, *(c.titre or _title(site, c.fiche) for c in choices(item))],
    }
    shown = replace(cards.numero(item), surtitre=f"Newsletter · {dates.date_partielle(item.date)}")
    return SearchEntry("numeros", _told(shown, item.apercu), textes)


def _title(site: Site, ref: str) -> str:
    """The title of a record that an issue carries; of a structure, which has its own entry, none."""
    kind, _, id_ = ref.partition("/")
    found = None if kind == ACTORS.name else site.records.by_kind[kind].get(id_)
    return kind_of(found).title_of(found) if found else ""


def authored(site: Site, item: Page) -> SearchEntry:
    """A page of the site's own, under its title, its description and its text.

    And under what the home page says to who should read it: « Je suis professionnel·le ».
    """
    textes = {
        "noms": [item.title],
        "mots": [card.titre for card in site.identity.accueil.publics if card.adresse == item.url],
        "resume": [item.description],
        "texte": [Markup(item.body).striptags()],  # noqa: S704 (only its words are kept)
    }
    return SearchEntry("pages", Carte(item.url, item.title, "Page du site", texte=item.description), textes)


def _told(carte: Carte, resume: str) -> Carte:
    return replace(carte, texte=resume)


def _labels(site: Site, item: Evenement | Ressource | Actualite) -> list[str]:
    label = site.records.vocabulary.label
    missions, publics = (
        (label("missions", c) for c in item.missions),
        (label("publics", c) for c in item.publics),
    )
    return [*missions, *publics, *item.mots_cles]


def _names(site: Site, ids: Sequence[str]) -> list[str]:
    """The actors that a record names, by name and initials."""
    actors = [site.records.actors[id_] for id_ in ids]
    return [name for actor in actors for name in (actor.nom, actor.sigle) if name]


def _said(texts: Iterable[str | None]) -> list[str]:
    return [text for text in texts if text]


def _day(value: DatePartielle | None) -> str:
    return dates.date_partielle(value) if value else ""
