"""The complete lists of the directory, for whoever reads without scripts: by mission, and by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from generators.pages.frame.page import Etape, Page, depth
from generators.pages.frame.render import couvre, lieu, render
from generators.records.models import Acteur
from generators.site import Site
from generators.words.phrases import insecable, minuscule
from generators.words.typography import fold

ALPHABET = "annuaire/alphabetique/"
MISSIONS = "annuaire/par-mission/"

#: A title, its anchor, and the actors under it.
Section = tuple[str, str, Sequence[Acteur]]


def pages(site: Site, actors: Sequence[Acteur]) -> Iterator[Page]:
    """`actors` in the order of their names."""
    said = {acteur.id: _said(site, acteur) for acteur in actors}
    yield _alphabet(site, actors, said)
    yield _missions(site, actors)
    terms = site.records.vocabulary.lists["missions"]
    for code, term in terms.items():
        bearing = [acteur for acteur in actors if code in acteur.missions]
        yield _list(
            site,
            f"{MISSIONS}{code}/",
            term.libelle,
            f"{term.description or term.libelle} Les structures du réseau qui ont cette mission.",
            by_territory(site, bearing),
            [Etape("Annuaire", "annuaire/"), Etape("Par mission", MISSIONS), Etape(term.libelle)],
            said,
        )


def _said(site: Site, acteur: Acteur) -> str:
    """What a list says after an actor's name: where it stands, what it covers, its number."""
    number = insecable(acteur.telephone) if acteur.telephone else None
    return " · ".join(filter(None, (lieu(site, acteur), couvre(site, acteur), number)))


def _alphabet(site: Site, actors: Sequence[Acteur], said: Mapping[str, str]) -> Page:
    title = "Par ordre alphabétique"
    steps = [Etape("Annuaire", "annuaire/"), Etape(title)]
    text = "Toutes les structures de l’annuaire, de A à Z."
    return _list(site, ALPHABET, title, text, by_letter(actors), steps, said)


def by_letter(actors: Sequence[Acteur]) -> list[Section]:
    """The actors under their first letter; those that begin with a digit together."""
    groups = groupby(actors, key=lambda acteur: _letter(acteur.nom))
    return [(letter, f"lettre-{letter.lower()}", list(members)) for letter, members in groups]


def _letter(name: str) -> str:
    first = fold(name)[:1].upper()
    return first if first.isalpha() else "0-9"


def by_territory(site: Site, actors: Sequence[Acteur]) -> list[Section]:
    """The actors by département, those of the whole country first, those of nowhere known last."""
    sections: list[Section] = [("Partout en France", "france", [a for a in actors if _national(a)])]
    local = [acteur for acteur in actors if not _national(acteur)]
    placed: set[str] = set()
    for code, landscape in site.network.landscapes.items():
        here = {acteur.id for acteur in (*landscape.local, *landscape.regional)}
        members = [acteur for acteur in local if acteur.id in here]
        placed.update(acteur.id for acteur in members)
        sections.append((site.places.departements[code].avec_code, f"departement-{code.lower()}", members))
    sections.append(
        ("Ailleurs, ou territoire non renseigné", "ailleurs", [a for a in local if a.id not in placed])
    )
    return [section for section in sections if section[2]]


def _national(acteur: Acteur) -> bool:
    return "france" in acteur.zone_eligibilite


def _missions(site: Site, actors: Sequence[Acteur]) -> Page:
    terms = site.records.vocabulary.lists["missions"]
    counts = {code: sum(code in acteur.missions for acteur in actors) for code in terms}
    body = render(
        site,
        "directory/missions.html.j2",
        depth(MISSIONS),
        missions=terms,
        comptes=counts,
        ariane=[Etape("Annuaire", "annuaire/"), Etape("Par mission")],
        base=MISSIONS,
    )
    text = "Ce que font les structures du réseau, mission par mission."
    return Page(MISSIONS, "Par mission", text, "annuaire", body)


def _list(
    site: Site,
    url: str,
    title: str,
    text: str,
    sections: list[Section],
    ariane: list[Etape],
    said: Mapping[str, str],
) -> Page:
    body = render(
        site,
        "directory/list.html.j2",
        depth(url),
        titre=title,
        chapo=text,
        sections=sections,
        ariane=ariane,
        suites=said,
    )
    return Page(url, f"Annuaire\u00a0: {minuscule(title)}", text, "annuaire", body)
