"""The index of the directory's words: which actors say « hébergement », and where they say it.

The browser reads the list of words once someone types (`annuaire/mots.json`), then only the leaves of
the words that answer (`annuaire/mots/he.json`), so that a question costs kilobytes whatever the number
of actors. A word is indexed as `site/scripts/plier.js` folds it; the tests hold the two together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from generators.network import coverage
from generators.network.network import Network
from generators.pages.lieux import as_json
from generators.pages.territoires import PAYS
from generators.records.models import Acteur
from generators.records.text import fold

#: Where a word can stand, the most telling first. The browser gives each its weight.
FIELDS = ("noms", "lieux", "mots", "resume", "texte")

_ARTICLES = """
a au aux avec ce ces d dans de des du en et est l la le les leur leurs ou par pour qu que qui sa se ses son
sur un une
"""
ARTICLES = frozenset(_ARTICLES.split())

_DIGITS = "0123456789abcdefghijklmnopqrstuv"

#: Field → word → the ranks of the actors that say it there.
Postings = Mapping[str, Mapping[str, Sequence[int]]]


_AUX = re.compile(r"aux$")
_PLURAL = re.compile(r"(?<!s)s$|(?<=eu)x$")
_MUTE = re.compile(r"ee$|(?<![aeiou])e$")
_SPACED = re.compile(r"\b\d{1,4}(?: \d{2,3})+\b")
_ELIDED = re.compile(r"\w{3,}['’]\w+")


@cache
def term(word: str) -> str | None:
    """One folded word as it is indexed: without plural or final mute e; None for an article."""
    if word in ARTICLES:
        return None
    if word in ("st", "ste"):
        return {"st": "saint", "ste": "saint"}[word]
    if len(word) > 4:
        word = _PLURAL.sub("", _AUX.sub("al", word))
    if len(word) > 4:
        word = _MUTE.sub(lambda found: "e" if found[0] == "ee" else "", word)
    return word


@lru_cache(maxsize=4096)
def terms(text: str) -> tuple[str, ...]:
    """The words of a text as they are indexed; « 116 000 » also as 116000, « Entr’actes » as entractes."""
    folded = fold(text)
    numbers = (number.replace(" ", "") for number in _SPACED.findall(folded))
    elided = (fold(re.sub("['’]", "", word)) for word in _ELIDED.findall(text))
    words = [*folded.split(), *numbers, *elided]
    return tuple(found for word in words if (found := term(word)))


def files(network: Network, actors: Sequence[Acteur]) -> Mapping[str, bytes]:
    """Path on the site → content. A rank is the actor's place in `actors`."""
    postings = index(network, actors)
    words = sorted({word for field in postings.values() for word in field})
    return {
        "annuaire/mots.json": as_json(
            {
                "mots": " ".join(words),
                "champs": "".join(_flags(word, postings) for word in words),
                "besoins": needs(network, actors),
            }
        ),
        **{f"annuaire/mots/{name}.json": as_json(leaf) for name, leaf in _leaves(words, postings).items()},
    }


def index(network: Network, actors: Sequence[Acteur]) -> dict[str, dict[str, list[int]]]:
    """The postings: each word once an actor and field, ranks ascending."""
    found: dict[str, dict[str, list[int]]] = {field: defaultdict(list) for field in FIELDS}
    for rank, acteur in enumerate(actors):
        for field, texts in _texts(network, acteur).items():
            for word in sorted({word for text in texts for word in terms(text)}):
                found[field][word].append(rank)
    return found


def _flags(word: str, postings: Postings) -> str:
    """In which fields a word stands, as one digit of base 32: bit 0 for the first field, and so on."""
    return _DIGITS[sum(1 << bit for bit, field in enumerate(FIELDS) if word in postings[field])]


def _leaves(words: Iterable[str], postings: Postings) -> dict[str, dict[str, list[list[int]]]]:
    leaves: dict[str, dict[str, list[list[int]]]] = defaultdict(dict)
    for word in words:
        lists = [_differences(postings[field].get(word, ())) for field in FIELDS]
        while not lists[-1]:
            lists.pop()
        leaves[word[:2]][word] = lists
    return leaves


def _differences(ranks: Sequence[int]) -> list[int]:
    return [rank - before for before, rank in zip((0, *ranks), ranks, strict=False)]


def _texts(network: Network, acteur: Acteur) -> dict[str, list[str]]:
    vocabulary, number = network.records.vocabulary, acteur.telephone
    parent = network.records.actors[acteur.porte_par].nom if acteur.porte_par else None
    labels = [
        vocabulary.label("types_acteur", acteur.type),
        vocabulary.label("categories", acteur.categorie),
        *(vocabulary.label("missions", code) for code in acteur.missions),
        *(vocabulary.label("publics", code) for code in acteur.publics),
    ]
    prose = (acteur.presentation, acteur.publics_precisions, acteur.conditions_acces)
    return {
        "noms": [name for name in (acteur.nom, acteur.sigle, acteur.nom_complet) if name],
        "lieux": list(dict.fromkeys(_places(network, acteur))),
        "mots": [*labels, *acteur.services, *acteur.mots_cles],
        "resume": [acteur.resume, *filter(None, (parent,))],
        "texte": [*filter(None, prose), *([str(number).replace(" ", "")] if number else [])],
    }


def _places(network: Network, acteur: Acteur) -> Iterator[str]:
    """Where an actor stands and what it covers, by name; the country of a foreign one."""
    places = network.places
    if acteur.commune and not acteur.adresse_confidentielle:
        yield acteur.commune
    if acteur.pays:
        yield PAYS.get(acteur.pays, acteur.pays)
    codes = [coverage.departement_of(acteur, places)]
    for zone in acteur.zone_eligibilite:
        if zone.level == "region":
            yield places.regions[zone.code].nom
        elif zone.level == "pays":
            yield PAYS.get(zone.code, zone.code)
        elif zone.level != "france":
            codes += sorted(coverage.departements_of_zone(zone, places))
    for code in filter(None, dict.fromkeys(codes)):
        departement = places.departements[code]
        yield from (code, departement.nom, places.regions[departement.region].nom)


#: How many ready-made needs the browser can propose.
MOST_NEEDS = 600


def needs(network: Network, actors: Sequence[Acteur]) -> list[str]:
    """What one may look for, as people write it: terms of the vocabulary, then the commonest keywords."""
    lists = network.records.vocabulary.lists
    listed = [t.libelle for name in ("missions", "categories", "publics") for t in lists[name].values()]
    keywords = Counter(word for acteur in actors for word in acteur.mots_cles)
    common = sorted(keywords, key=lambda word: (-keywords[word], fold(word)))
    by_fold = {fold(word): word for word in reversed([*listed, *common[:MOST_NEEDS]])}
    return list(reversed(by_fold.values()))
