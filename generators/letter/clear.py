"""What an issue's own words owe its readers: the subject said, acronyms in full once, labels that hold.

These are remarks for the staff, before an issue leaves; none stops a site.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generators.letter import acts, events, items
from generators.letter.composition import as_sent
from generators.letter.shapes import Item, Letter
from generators.network.network import choices
from generators.records.models import Acteur, Actualite, Choix, Evenement, Fiche, Numero, Ressource
from generators.records.problems import Problem
from generators.site import Site
from generators.words.wording import fold

#: By so many of its first words a name is given in full: "Observatoire départemental de la protection".
PREMIERS = 5


def remarks(issue: Numero, letter: Letter, site: Site) -> tuple[Problem, ...]:
    """The warnings of an issue, in reading order."""
    site = as_sent(issue, site)
    chosen = [*zip(choices(issue), letter.items, strict=True)]
    found = (
        *_without_subject(chosen, site),
        *_unexplained(letter, chosen, site),
        *_broken_promises(chosen, issue.date.first_day, site),
    )
    return tuple(Problem(f"newsletter/{issue.id}.yml", 0, 0, "", *one, "warning") for one in found)


Found = tuple[str, str]
Chosen = list[tuple[Choix, Item]]


def _without_subject(chosen: Chosen, site: Site) -> Iterator[Found]:
    words = site.identity.lettre.sujet_mots
    for choix, item in chosen:
        said = f" {fold(' '.join(_words(item)))}"
        if words and not any(f" {fold(word)}" in said for word in words):
            yield (
                f"« {item.titre} » ({choix.fiche}) : aucun mot ne dit le sujet du réseau",
                f"dites-le dans le titre ou le texte, d’un de ces mots : {', '.join(words)}",
            )


def _words(item: Item) -> Iterator[str]:
    yield from (item.surtitre, item.titre, item.texte)
    yield from (row.valeur for row in item.lignes)


def _unexplained(letter: Letter, chosen: Chosen, site: Site) -> Iterator[Found]:
    """Acronyms of structures that the issue writes, and whose name it gives nowhere."""
    named = (structure.libelle for structure in letter.structures)
    told = (text for _, item in chosen for text in _words(item))
    everything = fold(" ".join((*letter.editorial, *told, *named)))
    for acronym, names in _acronyms(site).items():
        if any(" ".join(fold(name).split()[:PREMIERS]) in everything for name in names):
            continue
        written = re.compile(rf"(?<!\w){re.escape(acronym)}(?!\w)")
        where = [item.titre for _, item in chosen if written.search(f"{item.titre} {item.texte}")]
        where += ["l’éditorial"] if any(map(written.search, letter.editorial)) else []
        if where:
            yield (
                f"« {acronym} » n’est développé nulle part dans la lettre ({where[0]})",
                f"écrivez-le une fois en entier : « {names[0]} ({acronym}) »",
            )


def _acronyms(site: Site) -> Mapping[str, list[str]]:
    """Each acronym of a structure and the names that it stands for; those who send the letter are known."""
    found: dict[str, list[str]] = defaultdict(list)
    for acteur in site.records.actors.values():
        if acteur.sigle and acteur.id not in site.identity.lettre.emetteurs and (name := _in_full(acteur)):
            found[acteur.sigle].append(name)
    return found


def _in_full(acteur: Acteur) -> str | None:
    name = acteur.nom_complet or acteur.nom
    return name if fold(acteur.sigle or "") not in fold(name).split() else None


@dataclass(frozen=True, slots=True)
class Promise:
    """What a label announces by its first words, what a record needs for it, and what is said without."""

    begins: tuple[str, ...]
    kept: Callable[[Choix, Item, Fiche, date, Site], bool]
    lacks: str


def _broken_promises(chosen: Chosen, on: date, site: Site) -> Iterator[Found]:
    """Buttons that the issue words itself, and that announce what their record has not."""
    for choix, item in chosen:
        label = fold(choix.bouton.libelle) if choix.bouton else ""
        fiche = items.as_told(items.record(choix, site), on)
        for promise in PROMISES:
            if label.startswith(promise.begins) and not promise.kept(choix, item, fiche, on, site):
                yield (
                    f"« {item.titre} » ({choix.fiche}) : le bouton « {item.bouton.libelle} » {promise.lacks}",
                    "retirez ce bouton : la lettre en fait un de ce que dit la fiche",
                )


def _registers(choix: Choix, item: Item, fiche: Fiche, on: date, site: Site) -> bool:
    event = fiche if isinstance(fiche, Evenement) else None
    if isinstance(fiche, Actualite):
        event = events.announced_by(fiche, site.records.events, on)
    if event is None:
        return bool(choix.bouton and choix.bouton.url)
    given = bool(choix.bouton and choix.bouton.url) and events.is_open(event, on)
    return given or any(acts.registrations(event, on))


def _opens(choix: Choix, item: Item, fiche: Fiche, on: date, site: Site) -> bool:
    given = choix.bouton.url if choix.bouton else None
    return not isinstance(fiche, Ressource) or bool(given or fiche.url or fiche.url_archive)


def _replays(choix: Choix, item: Item, fiche: Fiche, on: date, site: Site) -> bool:
    given = bool(choix.bouton and choix.bouton.url)
    return given or bool(fiche.replay if isinstance(fiche, Evenement) else getattr(fiche, "url", None))


def _leads(scheme: str) -> Callable[[Choix, Item, Fiche, date, Site], bool]:
    return lambda choix, item, fiche, on, site: any((row.url or "").startswith(scheme) for row in item.lignes)


PROMISES = (
    Promise(("s inscrire", "inscription"), _registers, "promet une inscription qui n’est pas ouverte"),
    Promise(("voir le replay", "revoir"), _replays, "promet un replay, et la fiche n’en a pas"),
    Promise(
        ("lire", "ecouter", "telecharger", "commander", "voir le livre", "voir la video"),
        _opens,
        "promet ce que la fiche ne donne pas : elle n’a pas d’adresse web",
    ),
    Promise(("appeler", "telephoner"), _leads("tel:"), "promet un appel, et aucun numéro n’est connu"),
    Promise(("ecrire",), _leads("mailto:"), "promet d’écrire, et aucune boîte n’est connue"),
)
