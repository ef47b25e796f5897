"""« Près de chez vous » : what is near a territory, worded for the letter that goes there.

A few lines of each group and no more: the rest is one link away, on the site. A structure is told as its page
tells it: a confidential one by its département. What nobody is known for is said last, and without alarm.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generators.land import coverage
from generators.land.territories import Departement
from generators.letter import events
from generators.letter.composition import cut
from generators.letter.panel import departement
from generators.letter.shapes import Link, Row
from generators.network import addresses, when
from generators.network.nearby import Change, Lack, Nearby, Territory, members
from generators.records.models import Acteur, Evenement
from generators.site import Site
from generators.words import dates
from generators.words.wording import NBSP, fold, french, liste, majuscule, minuscule, nombre, sans_point

TITRE = "Près de chez vous"
#: The most lines of a group, the best first: a block over its weight has fewer.
LIGNES = (4, 2, 1)
#: Signs of what a new structure does.
RESUME = 160
#: The most départements that a sentence names.
NOMMES = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One of a group: where it leads, what is said, how one reaches it; `plus` tells namesakes apart.

    Of an event, `fin` is the instant from which it is over (ISO 8601, UTC), and `passe` whether it was on the
    day of the build.
    """

    lien: Link
    texte: str
    joindre: Row | None = None
    plus: str = ""
    fin: str | None = None
    passe: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one title; `reste` says how many more there are."""

    titre: str
    lignes: tuple[Line, ...]
    reste: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """What a territory's letter says first. `code` is its folder, `valeurs` what a contact's field may say.

    `manques` are sentences; `proposer` leads to where a reader tells of somebody, `suite` to all the rest.
    """

    code: str
    nom: str
    titre: str
    groupes: tuple[Group, ...]
    manques: tuple[str, ...]
    proposer: Link
    suite: Link
    valeurs: tuple[str, ...]


def block(near: Nearby, site: Site, most: int = LIGNES[0]) -> Block | None:
    """The block of a territory, `most` lines a group; None without news, whatever is missing there."""
    if not near.is_news:
        return None
    territory, name = near.territory, french(near.territory.nom)
    return Block(
        code=addresses.territoire(territory, site.places),
        nom=name,
        titre=french(f"{TITRE} : {name}"),
        groupes=tuple(_groups(near, site, most)),
        manques=tuple(map(french, _missing(near, site, most))),
        proposer=Link(french(f"Proposer une structure {site.identity.a_equipe}"), "proposer/"),
        suite=rest(territory, site),
        valeurs=tuple(dict.fromkeys((territory.nom, territory.nom.replace("’", "'")))),
    )


def rest(territory: Territory, site: Site) -> Link:
    """Where all the rest is: the page of a département; of several, their part of the page that has all."""
    inside = members(territory, site.places)
    url = addresses.departement(inside[0].code) if len(inside) == 1 else addresses.region(territory.code)
    return Link(french(f"Tout voir {territory.dans}"), url)


def _groups(near: Nearby, site: Site, most: int) -> Iterator[Group]:
    new = [_new(acteur, site) for acteur in near.new[:most]]
    if new:
        title = "Nouvelle structure" if len(near.new) == 1 else "Nouvelles structures"
        yield _group(title, new, len(near.new), "autre structure", "autres structures")
    changed = [_changed(change, site) for change in near.changed[:most]]
    if changed:
        yield _group("Ce qui a changé", changed, len(near.changed), "autre fiche", "autres fiches")
    coming = [_event(event, site) for event in near.events[:most]]
    if coming:
        yield _group("Rendez-vous", coming, len(near.events), "autre date", "autres dates")


def _group(title: str, lines: list[Line], count: int, one: str, many: str) -> Group:
    rest = f"Et {nombre(count - len(lines), one, many)}." if count > len(lines) else ""
    return Group(title, tuple(map(_typeset, _told_apart(lines))), rest)


def _typeset(line: Line) -> Line:
    """All texts of a line with French spacing, which no service takes for its tags."""
    reached = line.joindre and replace(line.joindre, valeur=french(line.joindre.valeur))
    lien = replace(line.lien, libelle=french(line.lien.libelle))
    return replace(line, lien=lien, texte=french(line.texte), joindre=reached)


def _told_apart(lines: Iterable[Line]) -> list[Line]:
    """Lines that would share a label say more, and lead where they say."""
    found = list(lines)
    labels = Counter(line.lien.libelle for line in found)
    return [
        replace(line, lien=replace(line.lien, libelle=f"{line.lien.libelle}, {line.plus}"))
        if labels[line.lien.libelle] > 1 and line.plus
        else line
        for line in found
    ]


def _new(acteur: Acteur, site: Site) -> Line:
    return _actor(acteur, cut(acteur.resume, RESUME), site)


def _changed(change: Change, site: Site) -> Line:
    match change.quoi:
        case "fermeture":
            return replace(_actor(change.acteur, _closed(change, site), site), joindre=None)
        case "contact":
            return _actor(change.acteur, "Nouvelles coordonnées.", site)
    return _actor(change.acteur, f"Fiche mise à jour le {dates.jour_mois(change.jour)}.", site)


def _closed(change: Change, site: Site) -> str:
    said = f"A fermé le {dates.jour(change.jour)}."
    after = site.records.actors.get(change.acteur.successeur or "")
    return f"{said} {after.nom} a repris ce que faisait cette structure." if after else said


def _actor(acteur: Acteur, text: str, site: Site) -> Line:
    label = _with(acteur.nom, _town(acteur, site))
    kind = minuscule(site.network.sort_of(acteur)[1])
    return Line(Link(label, addresses.acteur(acteur.id)), text, _reached(acteur), kind)


def _town(acteur: Acteur, site: Site) -> str:
    """Its commune, or its département when that is all that may be said."""
    if acteur.commune and not acteur.adresse_confidentielle:
        return acteur.commune
    return departement(acteur, site) or ""


def _with(name: str, where: str) -> str:
    """« Relais, Lille », unless the name says it already."""
    said = f" {fold(where)} " in f" {fold(name)} "
    return f"{name}, {where}" if where and not said else name


def _reached(acteur: Acteur) -> Row | None:
    """Its first number, else its mailbox."""
    for line in acteur.toutes_lignes:
        return Row("Appeler", line.telephone.replace(" ", NBSP), line.telephone.href)
    mailbox = acteur.courriel_ouvert
    return Row("Écrire", mailbox, f"mailto:{mailbox}") if mailbox else None


def _event(event: Evenement, site: Site) -> Line:
    held = event.tenu
    label = _with(held.titre, events.town(held, site.places))
    short = dates.periode_courte(*events.bounds(held))
    lien, over = Link(label, addresses.evenement(held.id)), when.over(held)
    past = when.is_over(held, site.today)
    return Line(lien, f"{_when(held, site)}.", plus=short, fin=when.as_utc(over), passe=past)


def _when(event: Evenement, site: Site) -> str:
    """« Vendredi 20 novembre 2026, de 9 h à 17 h, complet »."""
    if event.reporte_au:
        return f"Reporté au {dates.periode(event.reporte_au)}"
    hours = None if event.seances else dates.horaires(event.debut, event.fin)
    clock = coverage.other_clock(event.fuseau, site.places) if hours else None
    full = "complet" if event.inscription and event.inscription.sans_place else None
    said = (dates.periode(*events.bounds(event)), hours, clock, full)
    return sans_point(majuscule(", ".join(part for part in said if part)))


def _missing(near: Nearby, site: Site, most: int) -> Iterator[str]:
    """« Aucune structure connue dans l’Aisne. », « Dans la Somme, aucune n’est connue pour : former. »"""
    label = site.records.vocabulary.label
    together: dict[tuple[Departement, ...], list[Lack]] = defaultdict(list)
    for lack in near.lacks:
        together[lack.departements].append(lack)
    for where, lacks in list(together.items())[: max(most - 1, 1)]:
        names = [minuscule(label("missions", one.mission)) for one in lacks if one.mission]
        if names:
            yield f"{majuscule(_where(where))}, aucune n’est connue pour : {', '.join(names)}."
        else:
            yield f"Aucune structure connue {_where(where)}."


def _where(departements: tuple[Departement, ...]) -> str:
    """« dans l’Aisne et dans l’Oise », « dans 8 départements » of many, « en Guyane »."""
    if len(departements) > NOMMES:
        return f"dans {nombre(len(departements), 'département')}"
    return liste([one.dans for one in departements])
