"""The editorial and the preview line that a draft proposes, from its records: facts, nothing else.

Counts, places, the date to remember and who organises it, what remains of past events, new structures, kinds
of resources. Whoever sends the letter reads them, and adds what no record knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generators.land.places import Places
from generators.letter import sentences
from generators.letter.composition import cut
from generators.letter.items import nature
from generators.records.models import Acteur, Actualite, Evenement, Ressource
from generators.records.records import Records
from generators.words import dates
from generators.words.wording import (
    en_lettres,
    entre_guillemets,
    liste,
    majuscule,
    minuscule,
    nombre,
    phrase,
    plain,
)

#: More kinds of resources, more titles than this are not listed.
SORTES, TITRES = 4, 3
#: What a preview line may have: mailboxes show half of it, and an issue takes 320 with its mark.
APERCU = 250


@dataclass(frozen=True, slots=True)
class Content:
    """What an issue holds on the day when it is sent, each event by its next date.

    `announced` are the events that an earlier issue announced, `series` those that come back.
    """

    records: Records
    places: Places
    day: date
    agenda: Sequence[Evenement] = ()
    announced: frozenset[str] = frozenset()
    series: frozenset[str] = frozenset()
    suites: Sequence[Evenement] = ()
    actualites: Sequence[Actualite] = ()
    structures: Sequence[Acteur] = ()
    ressources: Sequence[Ressource] = ()


def editorial(content: Content) -> str:
    """One or two paragraphs; "" of an issue that holds nothing."""
    parts = (_suites(content), _actualites(content), _structures(content), _ressources(content))
    coming, rest = " ".join(_agenda(content)), " ".join(said for part in parts for said in part)
    return "\n\n".join(filter(None, (coming, rest)))


def apercu(content: Content) -> str:
    """The one thing to open the letter for, then what else there is; "" of an issue that holds nothing."""
    kind, first = next(_hooks(content), ("", ""))
    others = liste(_others(content, kind))
    said = f"{first} Et aussi : {others}." if others else first
    return said if len(said) <= APERCU else cut(first, APERCU)


def _hooks(content: Content) -> Iterator[tuple[str, str]]:
    """A sentence on one record, and the rubric that has it: the best first."""
    if event := _headline(content):
        name = sentences.short(plain(event.titre))
        where = sentences.unless_said(sentences.where(event, content.places), name)
        said = f"{where} {sentences.on_days(event, content.day, weekdays=False)}".strip()
        asks = name.endswith(("?", "!", "…"))
        yield "agenda", phrase(f"{name} {majuscule(said)}" if asks else f"{name}, {said}")
    yield from (("actualites", phrase(news.titre)) for news in content.actualites)
    for acteur in content.structures:
        where = sentences.unless_said(sentences.seat(acteur, content.places), acteur.nom)
        yield "structures", phrase(f"une nouvelle structure{f' {where}' if where else ''} : {acteur.nom}")
    yield from (("ressources", phrase(resource.titre)) for resource in content.ressources)
    yield from (("suites", said) for said in _suites(content))


#: What the preview line counts, one and many; what became of past events is among the news.
_NOUNS = {
    "agenda": ("date", "dates"),
    "actualites": ("actualité", "actualités"),
    "structures": ("nouvelle structure", "nouvelles structures"),
    "ressources": ("ressource", "ressources"),
}


def _others(content: Content, hook: str) -> Iterator[str]:
    """What an issue holds besides its hook, counted."""
    for kind, (one, many) in _NOUNS.items():
        told = (kind, "suites") if kind == "actualites" else (kind,)
        count = sum(len(getattr(content, name)) for name in told) - (hook in told)
        other, others = ("autre ", "autres ") if hook in told else ("", "")
        if count:
            yield en_lettres(count, f"{other}{one}", f"{others}{many}", feminine=True)


def _headline(content: Content) -> Evenement | None:
    """The date to remember: the first of those told for the first time, with places left, no series."""

    def known(event: Evenement) -> tuple[bool, bool, bool]:
        full = event.inscription is not None and event.inscription.sans_place
        return event.id in content.announced, event.id in content.series, full

    return min(content.agenda, key=known, default=None)


def _agenda(content: Content) -> Iterator[str]:
    event = _headline(content)
    if event is None:
        return
    count = len(content.agenda)
    if count > 1:
        places = [sentences.where(one, content.places) for one in content.agenda]
        where = sentences.listed(places, ("autre lieu", "autres lieux"))
        said = f"{en_lettres(count, 'rendez-vous', 'rendez-vous')} sont annoncés"
        yield phrase(f"{said}, {where}" if where else said)
    yield phrase(f"{'À retenir' if count > 1 else 'Un rendez-vous à noter'} : {_announced(event, content)}")


def _announced(event: Evenement, content: Content) -> str:
    """Its title, its day, its place, who organises it, until when one registers."""
    when_ = sentences.on_days(event, content.day, weekdays=True)
    next_ = f"prochaine date {when_}" if event.id in content.series else when_
    where = sentences.unless_said(sentences.where(event, content.places), event.titre)
    by = sentences.organisers(event, content.records)
    said = f"{entre_guillemets(event.titre)}, {next_}{f' {where}' if where else ''}{f' ({by})' if by else ''}"
    register = sentences.registration(event, content.day)
    return f"{said} ; {register}" if register else said


def _suites(content: Content) -> Iterator[str]:
    """What was called off or put off, then what can be read or seen of the rest."""
    gone = [entre_guillemets(event.titre) for event in content.suites if event.annule]
    if gone:
        yield phrase(f"{_announced_before(len(gone), 'annulé')} : {liste(gone)}")
    put_off = [event for event in content.suites if event.reporte_au and not event.annule]
    if put_off:
        said = (f"{entre_guillemets(e.titre)} ({_new_day(e, content)})" for e in put_off)
        yield phrase(f"{_announced_before(len(put_off), 'reporté')} : {liste(said)}")
    held = [event for event in content.suites if not (event.annule or event.reporte_au)]
    if held:
        yield phrase(_remains(held))


def _announced_before(count: int, what: str) -> str:
    """« un rendez-vous annoncé est annulé », « deux rendez-vous annoncés sont reportés »."""
    said = en_lettres(count, "rendez-vous déjà annoncé", "rendez-vous déjà annoncés")
    return f"{said} {'est' if count == 1 else 'sont'} {what}{'' if count == 1 else 's'}"


def _new_day(event: Evenement, content: Content) -> str:
    assert event.reporte_au
    return f"au {sentences.on_day(dates.le_jour(event.reporte_au), content.day)}"


#: What remains of an event → how a sentence bears it, of one event, and of several.
_RESTES = {
    "Compte rendu": ("le compte rendu", "un compte rendu"),
    "Replay": ("le replay", "un replay"),
    "Documents": ("les documents", "des documents"),
}


def _remains(held: Sequence[Evenement]) -> str:
    """« X a réuni 140 personnes : le replay est en ligne », or what is online of several."""
    if len(held) > TITRES:
        kept = (_RESTES[name][1] for name in dict.fromkeys(nature(event) for event in held))
        return f"{en_lettres(len(held), '', 'rendez-vous passés')} ont laissé {liste(kept, 'ou')}"
    named = [f"{_RESTES[nature(event)][0]} de {entre_guillemets(event.titre)}" for event in held]
    if len(held) > 1:
        return f"on trouve en ligne {liste(named)}"
    event, online = held[0], "sont en ligne" if named[0].startswith("les") else "est en ligne"
    if not event.participants:
        return f"{named[0]} {online}"
    people = nombre(event.participants, "personne")
    return f"{entre_guillemets(event.titre)} a réuni {people} : {_RESTES[nature(event)][0]} {online}"


def _actualites(content: Content) -> Iterator[str]:
    found = content.actualites
    if not found:
        return
    where = [place for news in found for place in sentences.territories(news, content.places)]
    said = sentences.listed(where, ("autre territoire", "autres territoires"))
    count = en_lettres(len(found), "actualité", "actualités", feminine=True)
    tells = f"{count} {'raconte' if len(found) == 1 else 'racontent'} ce qui se passe {said}"
    yield phrase(f"{tells} : {entre_guillemets(found[0].titre)}" if len(found) == 1 else tells)


def _structures(content: Content) -> Iterator[str]:
    found = content.structures
    if not found:
        return
    comes = en_lettres(len(found), "structure entre", "structures entrent", feminine=True)
    where = [sentences.unless_said(sentences.seat(one, content.places), one.nom) for one in found]
    named = [
        acteur.nom + (f" ({place})" if place else "") for acteur, place in zip(found, where, strict=True)
    ]
    if len(found) == 1:
        named = [", ".join(filter(None, (found[0].nom, where[0])))]
    said = f"{comes} dans l’annuaire"
    if len(found) <= TITRES:
        yield phrase(f"{said} : {liste(named)}")
    else:
        wide = [sentences.territory(acteur, content.places) for acteur in found]
        places = sentences.listed(wide, ("autre territoire", "autres territoires"))
        yield phrase(f"{said}, {places}" if places else said)


def _ressources(content: Content) -> Iterator[str]:
    found, types = content.ressources, content.records.vocabulary.types_ressource
    if not found:
        return
    gestures = liste(dict.fromkeys(minuscule(types[resource.type].geste) for resource in found))
    joins = en_lettres(len(found), "ressource s’ajoute", "ressources s’ajoutent", feminine=True)
    said = f"{joins} à la bibliothèque, {gestures}"
    if len(found) == 1:
        makers = liste(content.records.actors[id_].nom for id_ in found[0].producteurs)
        yield phrase(f"{said} : {entre_guillemets(found[0].titre)}{f' ({makers})' if makers else ''}")
        return
    kinds = list(dict.fromkeys(minuscule(types[resource.type].libelle) for resource in found))
    yield phrase(f"{said} : {liste(kinds)}" if 1 < len(kinds) <= SORTES else said)
