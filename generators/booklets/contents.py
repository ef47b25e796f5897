"""What a booklet says: of a département, or of a region with all of its own. Values alone, for `livret.typ`.

Coverage first: who answers there, in the region, everywhere, each with the reason why. Where nobody is known,
it says so; no number is ever made up. Nothing outside names the subject: a booklet lies on tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generators.booklets import back, reporting
from generators.booklets.drawings import Drawings
from generators.booklets.entries import entry
from generators.booklets.fonts import PARTS
from generators.booklets.legible import each_text
from generators.land import coverage
from generators.land.territories import Departement, Region, Territory
from generators.network import addresses
from generators.pages.departements import groups
from generators.pages.departements.page import seats
from generators.pages.maps.markers import Marker
from generators.records.models import Acteur
from generators.site import Site
from generators.words.dates import jour
from generators.words.wording import fold, french, liste, nom_de_site, nombre

#: What our font lacks → what stands for it.
_LACKING = str.maketrans({"\u202f": "\u00a0", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Booklet:
    """One booklet: `path` is where the site has it, `source` what it says, which `livret.typ` reads."""

    territory: Territory
    path: str
    source: Mapping[str, Any]


def booklet(site: Site, territory: Territory) -> Booklet:
    drawings = Drawings(site)
    told = _told(site, territory, _departements(site, territory), drawings)
    source = {
        "texte": printed(told),
        "dessins": drawings.files,
        "couleurs": dict(site.identity.couleurs.clair),
        "polices": list(PARTS),
    }
    return Booklet(territory, addresses.livret(territory), source)


def _departements(site: Site, territory: Territory) -> tuple[Departement, ...]:
    if isinstance(territory, Departement):
        return (territory,)
    return site.places.departements_of_region(territory.code)


def _told(
    site: Site, territory: Territory, departements: Sequence[Departement], drawings: Drawings
) -> dict[str, Any]:
    identity, codes = site.identity, frozenset(one.code for one in departements)
    page = addresses.region if isinstance(territory, Region) else addresses.departement
    drawings.mark()
    parts = [*_groups(site, territory, departements)]
    actors = list(dict.fromkeys(acteur for part in parts for acteur in part.acteurs))
    number = len(actors)
    whom = nombre(number, "structure") if number else "Les numéros"
    code = drawings.code(page(territory.code), f"La page {territory.du} sur le site, toujours à jour")
    return {
        "titre": f"Qui aide {territory.dans}",
        "auteur": identity.titre,
        "description": f"Les contacts du réseau {identity.nom} {territory.dans}, au {jour(site.today)}.",
        "reseau": identity.titre,
        "surtitre": f"Livret de contacts · {_name(territory)}",
        "chapo": f"{whom} à qui parler, demander conseil ou passer le relais.",
        "edition": f"Édition du {jour(site.today)}",
        "prudence": "Rangez ce livret à l’abri des regards.",
        "page": {"code": code, "mots": "La page du site, toujours à jour"} if code else None,
        "pied": f"{_name(territory)} · édition du {jour(site.today)}",
        "urgences": _emergencies(site),
        "lire": _reading(site),
        "sommaire": "Sommaire",
        "signaler": reporting.told(site, territory, departements, {one.id for one in actors}),
        "procedure": reporting.procedure(site, territory, codes, drawings),
        "carte": _map(site, territory, departements, actors, drawings),
        "groupes": [_group(site, part, n, codes, drawings) for n, part in enumerate(parts)],
        "index": {"titre": "Index", "entrees": _index(actors)},
        "fin": back.told(site, actors, drawings),
    }


def _name(territory: Territory) -> str:
    return territory.nom if isinstance(territory, Region) else territory.avec_code


def _emergencies(site: Site) -> dict[str, Any]:
    numbers = [
        {
            "numero": f"{one.affichage} ou {one.ou}" if one.ou else one.affichage,
            "libelle": one.libelle,
            "description": f"{one.description}.",
            "conditions": f"{one.conditions}." if one.conditions else "",
            "tchat": {"url": one.tchat, "mots": f"Tchat : {nom_de_site(one.tchat)}"} if one.tchat else None,
        }
        for one in site.records.urgences
    ]
    return {
        "titre": "En cas d’urgence",
        "chapo": "Des numéros nationaux, à appeler d’abord.",
        "numeros": numbers,
    }


def _reading(site: Site) -> dict[str, Any]:
    lines = (
        "« Couvre » dit pourquoi une structure est ici : elle répond à ce territoire, même si elle n’y a pas "
        "ses murs.",
        "« À confirmer » : d’après des documents, sans confirmation de la structure depuis 12 mois. Appelez "
        "avant d’envoyer quelqu’un.",
        "« Non renseigné » ne veut dire ni « fermé » ni « aucun » : personne ne l’a encore dit "
        f"à {site.identity.equipe}.",
    )
    return {"titre": "Lire ce livret", "lignes": lines}


@dataclass(frozen=True, slots=True)
class _Part:
    """A section of who helps: its parts are titles ("" for none) with their structures."""

    titre: str
    parties: Sequence[tuple[str, Sequence[Acteur]]]
    vide: str = ""
    suite: str = ""
    nombre: int = 0

    @property
    def acteurs(self) -> Iterator[Acteur]:
        return (acteur for _, actors in self.parties for acteur in actors)


def _groups(site: Site, territory: Territory, departements: Sequence[Departement]) -> Iterator[_Part]:
    """As the site's pages have them: a département first, or a region's own; each structure once."""
    seen: set[str] = set()
    landscapes = site.network.landscapes
    found = [groups.of(site, landscapes[one.code], one) for one in departements]
    local = [members[0] for members in found]
    wider = found[0][1]
    order = (*local, wider) if isinstance(territory, Departement) else (wider, *local)
    parts = [_part(group, seen) for group in order]
    yield from (part for part in parts if part.parties)
    if none := [one.dans for one, group in zip(departements, local, strict=True) if not group.acteurs]:
        title = "Là où personne n’est connu" if len(departements) > 1 else local[0].titre
        yield _Part(title, (), f"Aucune structure n’est connue {liste(none, last='ni')}.")
    national = _part(found[0][2], seen)
    yield from (national,) if national.parties else ()


def _part(group: groups.Groupe, seen: set[str]) -> _Part:
    parts = []
    for one in group.parties:
        fresh = [acteur for acteur in one.acteurs if acteur.id not in seen]
        seen.update(acteur.id for acteur in fresh)
        if fresh:
            parts.append((one.titre, fresh))
    return _Part(
        group.titre, parts, "" if group.acteurs else group.vide or "", group.suite, len(group.acteurs)
    )


def _group(site: Site, part: _Part, number: int, codes: frozenset[str], drawings: Drawings) -> dict[str, Any]:
    """The `number`th part; one that says that nobody is known stands under the one before."""
    more = None
    if part.suite:
        words = f"Les {nombre(part.nombre, 'structure')} de cette partie"
        more = {
            "mots": f"Ce livret donne les premières à joindre. {words} sont toutes sur le site.",
            "code": drawings.code(part.suite, words),
        }
    none = f"{part.vide} Cela ne veut pas dire qu’il n’y en a pas." if part.vide else None
    return {
        "titre": part.titre,
        "phrase": none,
        "suivi": bool(part.vide) and number > 0,
        "parties": [
            {"titre": titre or None, "fiches": [entry(site, one, codes, drawings) for one in actors]}
            for titre, actors in part.parties
        ],
        "suite": more,
    }


def _map(
    site: Site,
    territory: Territory,
    departements: Sequence[Departement],
    actors: Iterable[Acteur],
    drawings: Drawings,
) -> dict[str, Any] | None:
    """The map with the markers of those who stand there, and the same in words."""
    codes = [one.code for one in departements]
    placed = []
    for acteur in actors:
        point = coverage.point_of(acteur, site.places)
        if point and coverage.departement_of(acteur, site.places) in codes:
            placed.append((acteur, Marker(*point, acteur.categorie, acteur.nom)))
    if not drawings.map(codes, [marker for _, marker in placed], seats(site, departements)):
        return None
    where = [f"{acteur.nom} à {acteur.commune}" if acteur.commune else acteur.nom for acteur, _ in placed]
    words = f"Carte {territory.du}. "
    words += f"On y voit {liste(where)}." if where else "Aucune structure n’y est placée."
    terms = site.records.vocabulary.categories
    shown = dict.fromkeys(acteur.categorie for acteur, _ in placed)
    note = "Un signe est à sa place quand la position est connue, sinon au milieu de sa commune. "
    return {
        "titre": f"La carte {territory.du}",
        "alt": words,
        "formes": [
            {"nom": terms[code].libelle, "dessin": drawings.shape(code)} for code in terms if code in shown
        ],
        "note": note + "Qui n’a pas d’adresse, ou la protège, n’est pas sur la carte.",
    }


def _index(actors: Iterable[Acteur]) -> list[dict[str, str]]:
    """Every name by which one looks for a structure, in the order of letters."""
    found = {
        (fold(name), name, acteur.id)
        for acteur in actors
        for name in (acteur.nom, acteur.sigle, acteur.nom_complet)
        if name
    }
    return [{"nom": name, "cle": id_} for _, name, id_ in sorted(found)]


def printed(value: Any) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """The same with the spaces of French print, and the signs of our font where it has a twin."""
    return each_text(value, lambda text: french(text).translate(_LACKING))
