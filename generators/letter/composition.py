"""From an issue to its letter: rubrics in order, counts, structures named, dates told apart, made shorter.

A letter over its budget is shortened (`shorter`): no item is dropped, the last of each rubric become brief. A
brief item has its text cut, and its title leads to the web page. What it no longer says in the e-mail (place,
price, calendar, phone) stands on the page of the issue, which is never shortened; neither is the text part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from generators.letter import items, panel
from generators.letter.shapes import Item, Letter, Link, Part
from generators.network import addresses, when
from generators.network.network import Network, choices
from generators.records.kinds import ACTORS, EVENTS
from generators.records.models import Acteur, Actualite, Choix, Evenement, Numero, Ressource, Rubrique
from generators.records.models.fields import references
from generators.site import Site
from generators.words import dates
from generators.words.wording import french

#: Key of a rubric → its name on a button, and what it counts when the issue does not say.
RUBRIQUES = {
    "agenda": ("Agenda", "dates"),
    "actualites": ("Actualités", "actualités"),
    "ressources": ("Ressources", "ressources"),
}


def compose(issue: Numero, site: Site) -> Letter:
    """The letter of an issue."""
    return Letter(
        id=issue.id,
        titre=french(issue.titre),
        periode=french(issue.periode),
        date=issue.date,
        apercu=french(issue.apercu),
        editorial=tuple(french(part) for part in issue.editorial.split("\n\n") if part.strip()),
        signature=french(issue.signature) if issue.signature else None,
        parties=_told_apart(tuple(_parties(issue, site)), _worded(issue)),
        urgences=tuple(site.records.urgences),
        structures=tuple(_structures(issue, site)),
    )


def _parties(issue: Numero, site: Site) -> Iterator[Part]:
    for key, (short, unit) in RUBRIQUES.items():
        rubric: Rubrique | None = getattr(issue, key)
        if rubric:
            chosen = tuple(_item(key, choix, site, issue) for choix in rubric.choix)
            yield Part(
                ancre=key,
                court=short,
                titre=french(rubric.titre),
                sous_titre=french(rubric.sous_titre) if rubric.sous_titre else None,
                compte=_count(len(chosen), rubric.compte or unit),
                items=_headline(rubric, chosen, site, issue.date.first_day),
            )


def _item(rubric: str, choix: Choix, site: Site, issue: Numero) -> Item:
    if items.is_sequel(rubric, choix):
        return items.sequel(choix, site)
    left = issue.date.last_day if issue.statut == "publie" else None
    return items.item(choix, site, issue.date.first_day, left)


def as_sent(issue: Numero, site: Site) -> Site:
    """The site whose events are as an issue that was sent announced them, whatever was called off since.

    Of all that a site holds, what a letter is made of: it is the same of a double that notes what is read.
    """
    if issue.statut != "publie":
        return site
    day, events = issue.date.last_day, site.records.events
    as_then = {"annule": False, "reporte_au": None, "passe_en_ligne": False}
    then = {
        id_: event.model_copy(update=as_then) for id_, event in events.items() if event.change_depuis(day)
    }
    if not then:
        return site
    records = site.records.having(EVENTS.name, {**events, **then})
    network = Network(records, site.places, site.today, site.network.traces)
    letters = (site.identity, site.address, site.outlines, site.gabarits, site.images)
    return Site(network, *letters, reserves=site.reserves, cache=site.cache)


def _count(number: int, unit: str) -> str:
    """« 9 dates », « 1 date »: one word loses its s, a longer phrase stays as the staff wrote it."""
    single = number == 1 and " " not in unit
    return french(f"{number} {unit.removesuffix('s') if single else unit}")


def _headline(rubric: Rubrique, chosen: tuple[Item, ...], site: Site, on: date) -> tuple[Item, ...]:
    """The first date with « À la une » when it stands before its turn, unless the issue worded the kicker."""
    days = [
        dates.le_jour(when.next_date(fiche, on).debut)
        for fiche in (items.record(choix, site) for choix in rubric.choix)
        if isinstance(fiche, Evenement)
    ]
    early = len(days) == len(chosen) and len(days) > 1 and days[0] > min(days[1:])
    if not early or rubric.choix[0].surtitre:
        return chosen
    return (replace(chosen[0], surtitre=f"À la une · {chosen[0].surtitre}"), *chosen[1:])


def _worded(issue: Numero) -> frozenset[str]:
    """The items whose button the issue words itself."""
    return frozenset(addresses.ancre(choix.fiche) for choix in choices(issue) if choix.bouton)


def _told_apart(parties: tuple[Part, ...], worded: frozenset[str]) -> tuple[Part, ...]:
    """Links that would share a label say the town or the structure too, and the title when that is the same.

    « Ajouter à mon agenda : 24 novembre, Le Mans ». A button that the issue worded (`worded`: the anchors of
    such items) stays as it is.
    """
    for more in (lambda item: item.lieu, lambda item: item.titre):
        parties = _with_more(parties, more, worded)
    return parties


def _with_more(
    parties: tuple[Part, ...], more: Callable[[Item], str], kept: frozenset[str]
) -> tuple[Part, ...]:
    labels = Counter(label for label, _ in {link for partie in parties for link in _links(partie)})

    def longer(label: str, item: Item) -> str:
        return f"{label}, {more(item)}" if labels[label] > 1 and more(item) else label

    def told(item: Item) -> Item:
        return replace(
            item,
            agenda=item.agenda and _relabelled(item.agenda, longer, item),
            bouton=item.bouton if item.ancre in kept else _relabelled(item.bouton, longer, item),
            page=_relabelled(item.page, longer, item),
            lignes=tuple(
                replace(row, valeur=longer(row.valeur, item)) if row.url else row for row in item.lignes
            ),
        )

    return tuple(replace(partie, items=tuple(map(told, partie.items))) for partie in parties)


def _relabelled(link: Link, longer: Callable[[str, Item], str], item: Item) -> Link:
    return replace(link, libelle=longer(link.libelle, item))


def _links(partie: Part) -> Iterator[tuple[str, str]]:
    """Every link of a rubric's items: its label and its address."""
    for item in partie.items:
        yield from ((link.libelle, link.url) for link in (item.agenda, item.bouton, item.page) if link)
        yield from ((row.valeur, row.url) for row in item.lignes if row.url)


def _structures(issue: Numero, site: Site) -> Iterator[Link]:
    """The actors of the chosen records, in reading order, without those who send the letter.

    Two of one name say their département: « La Boussole (Nord) ».
    """
    named = dict.fromkeys(name for choix in choices(issue) for name in actors(choix, site))
    thanked = [site.records.actors[name] for name in named if name not in site.identity.lettre.emetteurs]
    homonyms = Counter(panel.named(acteur) for acteur in thanked)
    for acteur in thanked:
        name = panel.named(acteur)
        where = panel.departement(acteur, site) if homonyms[name] > 1 else None
        yield Link(french(f"{name} ({where})" if where else name), addresses.acteur(acteur.id))


def actors(choix: Choix, site: Site) -> tuple[str, ...]:
    """The structures that a chosen record names."""
    fiche = items.record(choix, site)
    match fiche:
        case Acteur(id=name):
            return (name,)
        case Evenement() as event:
            return (*event.organisateurs, *event.partenaires)
        case Actualite() as news:
            return news.acteurs
        case Ressource() as resource:
            return (*resource.producteurs, *resource.acteurs)
    return tuple(id_ for kind, id_ in references(fiche) if kind == ACTORS.name)


#: How many items of each rubric stay whole, and the signs of a brief one's text: the mildest first.
ETAPES = ((12, 160), (8, 160), (5, 160), (3, 160), (2, 160), (1, 160), (0, 160), (0, 90), (0, 50))
#: Rows of the panel that the kicker takes over.
QUAND = ("Date", "Heure", "Nouvelle date")


def shorter(letter: Letter) -> Iterator[Letter]:
    """The letter ever shorter."""
    for whole, size in ETAPES:
        parties = tuple(_shorter(partie, letter, whole, size) for partie in letter.parties)
        yield replace(letter, parties=parties, abrege=True)


def _shorter(partie: Part, letter: Letter, whole: int, size: int) -> Part:
    brief = (_short(item, letter, size) for item in partie.items[whole:])
    return replace(partie, items=(*partie.items[:whole], *brief))


def _short(item: Item, letter: Letter, size: int) -> Item:
    when = ", ".join(row.valeur for row in item.lignes if row.nom in QUAND)
    return replace(
        item,
        surtitre=" · ".join(part for part in (when, item.surtitre) if part),
        texte=cut(item.texte, size),
        lignes=(),
        bouton=Link(item.titre, f"{letter.url}#{item.ancre}"),
        tuile=None,
        agenda=None,
        image=None,
        bref=True,
    )


def cut(text: str, size: int) -> str:
    """`text` within `size` signs, after its last whole word, with « … » when something is missing."""
    if len(text) <= size:
        return text
    kept = text[:size].rpartition(" ")[0] or text[: size - 1]
    return kept.rstrip(" ,;:.!?«(–-\u00a0") + "…"
