"""The directory's pages: box, boxes to tick, list and map, complete without scripts; and its complete lists.

With what the browser finds it by: the words of each actor, and the questions that it proposes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby

from generators.pages.directory import table
from generators.pages.directory.table import BY_NAME, IN_PAGE
from generators.pages.frame import facets, listing
from generators.pages.frame.listing import Listing, Section
from generators.pages.frame.page import Etape, Maker, Page, depth
from generators.pages.frame.render import render
from generators.pages.index import places, search, words
from generators.pages.index.words import Textes
from generators.pages.maps import interactive
from generators.pages.maps.interactive import PLAN
from generators.pages.maps.svg import symbols
from generators.records.models import Acteur
from generators.records.vocabulary import Terme
from generators.site import Site
from generators.words.wording import fold

URL, SECTION = "annuaire/", "annuaire"
ALPHABET = f"{URL}alphabetique/"
MISSIONS = f"{URL}par-mission/"


def makers(site: Site) -> Iterator[Maker]:
    """What makes the directory, then its complete lists by name and by mission."""
    lists = Lists(site)
    yield Maker(URL, SECTION, partial(directory_page, site))
    yield from listing.makers(site, lists.alphabet(), SECTION)
    yield Maker(MISSIONS, SECTION, partial(missions, site, lists.counts()))
    for code, term in site.records.vocabulary.lists["missions"].items():
        yield from listing.makers(site, lists.mission(code, term), SECTION)


def directory_page(site: Site) -> Page:
    acting = site.network.acting_actors
    body = render(
        site,
        "directory/page.html.j2",
        depth=1,
        rangees=[(a, table.details(site, a)) for a in acting[:IN_PAGE]],
        noms=acting[IN_PAGE:BY_NAME],
        citees=site.network.cited_actors[:BY_NAME],
        nombre_total=len(acting),
        facettes=[group for group in _boxes(site) if group.cases],
        legende=_legend(site),
        symboles=symbols(site.records.vocabulary),
        carte_id=interactive.element_id(),
        plan=PLAN,
        horizons=site.places.horizons,
        urgences=site.records.urgences,
        lignes=other_lines(site),
    )
    return Page(
        url=URL,
        title="Annuaire",
        description=site.identity.descriptions.annuaire,
        section="annuaire",
        body=body,
        images=PLAN.origine if PLAN else "",
        scripts=("annuaire",),
        lus=(table.POINTS, table.PATH),
        larges=interactive.FIRST,
        cases=True,
    )


def other_lines(site: Site) -> list[Acteur]:
    """The national lines that are no emergency number: they stay under every list too."""
    said = {urgence.numero for urgence in site.records.urgences}
    return [one for one in site.network.acting_actors if one.ligne_nationale and one.telephone not in said]


def _legend(site: Site) -> Mapping[str, str]:
    """The shapes that the map may draw: also those of who is only cited, which no box asks for."""
    drawn = {acteur.categorie for acteur in site.network.open_actors}
    terms = site.records.vocabulary.categories.items()
    return {code: term.libelle for code, term in terms if code in drawn}


def _boxes(site: Site) -> Iterator[facets.Facette]:
    """The boxes count who acts; those of the roles, everybody, for they bring the others in."""
    for rule in table.FACETS:
        counted = site.network.open_actors if rule.liste == table.ROLES else site.network.acting_actors
        yield from facets.groups([rule], site, counted)


def file_makers(site: Site) -> Iterator[tuple[tuple[str, ...], Callable[[], Mapping[str, bytes]]]]:
    """What the browser reads (words, actors, places, the outlines of the map): paths, and what makes them."""
    actors, own = site.network.open_actors, table.FOLDER
    yield (f"{own}mots.json", f"{own}mots/*"), partial(_words, site, actors)
    yield (table.PATH, table.POINTS, f"{own}rangees/*"), partial(table.files, site, actors)
    yield (f"{places.FOLDER}lieux.json", f"{places.FOLDER}communes/*"), partial(places.files, site.places)
    yield (f"{own}cartes/*",), partial(search.acteurs, site, f"{own}cartes/")
    yield (f"{places.FOLDER}contours*.json",), partial(interactive.files, site.outlines)


def _words(site: Site, actors: Sequence[Acteur]) -> Mapping[str, bytes]:
    return words.files(table.FOLDER, site.each(_row, actors), besoins(site, actors))


def _row(site: Site, acteur: Acteur) -> words.Row:
    return words.row(textes(site, acteur))


def textes(site: Site, acteur: Acteur) -> Textes:
    """What an actor says, by the fields of the index."""
    vocabulary = site.records.vocabulary
    parent = site.records.actors[acteur.porte_par].nom if acteur.porte_par else None
    labels = [
        vocabulary.label("types_acteur", acteur.type),
        vocabulary.label("categories", acteur.categorie),
        *(vocabulary.label("missions", code) for code in acteur.missions),
        *(vocabulary.label("publics", code) for code in acteur.publics),
        *(vocabulary.label(name, code) for name in _NAMED for code in _codes(acteur, name)),
    ]
    prose = (acteur.presentation, acteur.publics_precisions, acteur.conditions_acces)
    return {
        "noms": [name for name in (acteur.nom, acteur.sigle, acteur.nom_complet) if name],
        "lieux": places.noms(site.places, acteur.zone_eligibilite, acteur),
        "mots": [*labels, *acteur.services, *acteur.mots_cles, *_synonyms(site, acteur)],
        "resume": [acteur.resume, *filter(None, (parent,))],
        "texte": [*filter(None, prose), *(number.replace(" ", "") for number in acteur.numeros)],
    }


def _synonyms(site: Site, acteur: Acteur) -> Iterator[str]:
    """The words that people use for the terms that it bears; of who is only cited, none."""
    lists = site.records.vocabulary.lists
    borne = {"categories": (acteur.categorie,), "missions": acteur.missions, "publics": acteur.publics}
    said = {name: _codes(acteur, name) for name in (*_NAMED, "disponibilite_urgence")}
    if site.network.acts(acteur):
        for name, codes in (borne | said).items():
            for code in codes:
                yield from lists[name][code].mots


#: The fields, named as their lists, whose terms find a record by their labels. « Pas d’accueil en urgence »
#: must not answer « urgence »: of that list the words alone do.
_NAMED = ("genre_accueilli", "langues", "accessibilite")


def _codes(acteur: Acteur, name: str) -> tuple[str, ...]:
    """The terms that a field holds, be it one, several or none."""
    value: str | tuple[str, ...] | None = getattr(acteur, name)
    return (value,) if isinstance(value, str) else value or ()


#: How many ready-made needs the browser can propose.
MOST_NEEDS = 600


def besoins(site: Site, actors: Sequence[Acteur]) -> list[str]:
    """What one may look for, as people write it: terms of the vocabulary, then the commonest keywords."""
    lists = site.records.vocabulary.lists
    offered = {acteur.categorie for acteur in site.network.acting_actors}
    found = [term for code, term in lists["categories"].items() if code in offered]
    listed = [t.libelle for t in (*lists["missions"].values(), *found, *lists["publics"].values())]
    keywords = Counter(word for acteur in actors for word in acteur.mots_cles)
    common = sorted(keywords, key=lambda word: (-keywords[word], fold(word)))
    by_fold = {fold(word): word for word in reversed([*listed, *common[:MOST_NEEDS]])}
    return list(reversed(by_fold.values()))


class Lists:
    """All that act, by name and by mission; those that are only cited stand folded below."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @cached_property
    def actors(self) -> list[Acteur]:
        """Those that act, by name."""
        return [acteur for acteur in self.site.network.open_by_name if self.site.network.acts(acteur)]

    @cached_property
    def homes(self) -> Mapping[str, Sequence[str]]:
        """Actor → the départements that it answers to, by itself or with their region."""
        found: dict[str, list[str]] = defaultdict(list)
        for code, landscape in self.site.network.landscapes.items():
            for acteur in (*landscape.local, *landscape.regional):
                found[acteur.id].append(code)
        return found

    def alphabet(self) -> Listing:
        title = "Par ordre alphabétique"
        steps = (Etape("Annuaire", URL), Etape(title))
        cited, text = self.site.network.cited_actors, "Toutes les structures de l’annuaire, de A à Z."
        return Listing(ALPHABET, title, text, steps, by_letter(self.actors), cited, by_beginning)

    def mission(self, code: str, term: Terme) -> Listing:
        """Of those that have one mission."""
        bearing = _by_reach(acteur for acteur in self.actors if code in acteur.missions)
        return Listing(
            f"{MISSIONS}{code}/",
            term.libelle,
            f"{term.description or term.libelle} Les structures du réseau qui ont cette mission.",
            (Etape("Annuaire", URL), Etape("Par mission", MISSIONS), Etape(term.libelle)),
            list(self._by_territory(bearing)),
            [acteur for acteur in self.site.network.cited_actors if code in acteur.missions],
        )

    def counts(self) -> Mapping[str, int]:
        """How many have each mission."""
        borne = Counter[str](code for acteur in self.actors for code in set(acteur.missions))
        return {code: borne[code] for code in self.site.records.vocabulary.lists["missions"]}

    def _by_territory(self, actors: Sequence[Acteur]) -> Iterator[Section]:
        """By département, those of the whole country first, those of nowhere known last."""
        here: dict[str, list[Acteur]] = {code: [] for code in ("france", *self.site.places.departements, "")}
        for acteur in actors:
            for code in ("france",) if _national(acteur) else self.homes.get(acteur.id, ("",)):
                here[code].append(acteur)
        for code, members in here.items():
            if members:
                yield Section(*self._territory(code), members)

    def _territory(self, code: str) -> tuple[str, str]:
        """The title and the anchor of a part."""
        if code in self.site.places.departements:
            return self.site.places.departements[code].avec_code, f"departement-{code.lower()}"
        everywhere, elsewhere = "Partout en France", "Ailleurs, ou territoire non renseigné"
        return (everywhere, "france") if code else (elsewhere, "ailleurs")


def missions(site: Site, counts: Mapping[str, int]) -> Page:
    """The missions, each with how many have it."""
    body = render(
        site,
        "directory/missions.html.j2",
        depth(MISSIONS),
        missions=site.records.vocabulary.lists["missions"],
        comptes=counts,
        ariane=[Etape("Annuaire", URL), Etape("Par mission")],
        base=MISSIONS,
    )
    text = "Ce que font les structures du réseau, mission par mission."
    return Page(MISSIONS, "Par mission", text, SECTION, body)


def _by_reach(actors: Iterable[Acteur]) -> list[Acteur]:
    """Who can be reached first; then as they came."""
    return sorted(actors, key=lambda acteur: -acteur.joignable)


def by_letter(actors: Sequence[Acteur]) -> list[Section]:
    """The actors under their first letter; those that begin with a digit together."""
    groups = groupby(actors, key=lambda acteur: _letter(acteur.nom))
    return [Section(letter, f"lettre-{letter.lower()}", list(members)) for letter, members in groups]


def _letter(name: str) -> str:
    first = fold(name)[:1].upper()
    return first if first.isalpha() else "0-9"


def by_beginning(first: tuple[Section, Acteur], last: tuple[Section, Acteur]) -> str:
    """ "Acc – Cen": how the first name begins, and the last."""
    said = (section.titre if section.citees else fold(a.nom)[:3].capitalize() for section, a in (first, last))
    return " – ".join(dict.fromkeys(said))


def _national(acteur: Acteur) -> bool:
    return "france" in acteur.zone_eligibilite
