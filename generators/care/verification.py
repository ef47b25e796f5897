"""Who is to be asked first whether their record is right, and what each record lacks: a list for the team.

First who helps, then who can be reached, then what is known for longest; of those, what the coverage leans
on: where nobody else is known, and for how many people. Plain text that is also Markdown. Nothing of a
confidential place is in it beyond its département.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generators.care.letters_sent import RELANCES, Days, exhausted, to_confirm, unanswered
from generators.land.coverage import departement_of, place_phrase
from generators.land.places import Places
from generators.network import gaps
from generators.network.when import months_since
from generators.records.models import Acteur
from generators.records.records import Records
from generators.words.dates import jour
from generators.words.quoting import code_for_markdown, for_markdown
from generators.words.wording import liste, no_break, nombre

#: What a record should say, each with what else says it.
ATTENDU: Mapping[str, tuple[str, ...]] = {
    "telephone": (),
    "courriel": (),
    "horaires_accueil": ("horaires_precisions",),
    "missions": (),
    "publics": (),
    "zone_eligibilite": ("zone_precisions",),
    "mobilisable_par": ("mobilisation_precisions",),
    "conditions_acces": (),
    "nouvelles_situations": (),
}
#: By which one can ask somebody something.
_CONTACTS = ("telephone", "courriel", "site_web", "lien_mobilisation", "comptes")
_OF_CONTACT = frozenset(Acteur.model_fields[key].title for key in _CONTACTS[:2])


@dataclass(frozen=True, slots=True)
class Asked:
    """A structure to ask. `seule` are the départements where nobody else is known for one of its missions,
    `habitants` the people of the territory that it covers, `manque` the titles of what its record does not
    say."""

    acteur: Acteur
    agit: bool
    joignable: bool
    manque: tuple[str, ...]
    seule: tuple[str, ...]
    habitants: int


def to_ask(records: Records, places: Places, today: date, region: str | None = None) -> tuple[Asked, ...]:
    """The structures to ask, the first to ask first; `region` is a code, for one alone."""
    found = gaps.of(records, places, today)
    alone, people = _alone(found), _people(places)
    asked = (
        _asked(actor, records, alone, people, found)
        for actor in records.actors.values()
        if to_confirm(actor, today) and (region is None or region_of(actor, places) == region)
    )
    return tuple(sorted(asked, key=lambda one: _rank(one, records, today)))


def _asked(
    actor: Acteur,
    records: Records,
    alone: Mapping[str, tuple[str, ...]],
    people: Mapping[str, int],
    found: gaps.Gaps,
) -> Asked:
    reach = next((reach for reach in found.reaches if reach.acteur == actor.id), None)
    covered = () if reach is None else people if reach.national else reach.departements
    return Asked(
        actor,
        records.vocabulary.acts(actor.role),
        any(getattr(actor, key) for key in _CONTACTS),
        tuple(missing(actor)),
        alone.get(actor.id, ()),
        sum(people.get(code, 0) for code in covered),
    )


def missing(actor: Acteur) -> Iterator[str]:
    """The titles of what a record should say, and does not."""
    for key, others in ATTENDU.items():
        if not any(getattr(actor, each) for each in (key, *others)):
            yield type(actor).model_fields[key].title or key


def _alone(found: gaps.Gaps) -> Mapping[str, tuple[str, ...]]:
    """Structure → the départements in which it is the only one known for one of its missions."""
    local = [reach for reach in found.reaches if not reach.national]
    counts = Counter(
        (code, mission) for reach in local for code in reach.departements for mission in reach.missions
    )
    return {
        reach.acteur: tuple(
            sorted(
                c for c in reach.departements if any(counts[c, mission] == 1 for mission in reach.missions)
            )
        )
        for reach in local
    }


def _people(places: Places) -> Mapping[str, int]:
    return {
        code: sum(commune.population for commune in places.communes_of(code)) for code in places.departements
    }


def _rank(one: Asked, records: Records, today: date) -> tuple[object, ...]:
    roles = [*records.vocabulary.lists["roles"]] if records.vocabulary.has("roles") else []
    role = roles.index(one.acteur.role) if one.acteur.role in roles else len(roles)
    known = one.acteur.verifie_le or one.acteur.source_principale.date.last_day
    years = months_since(known, today) // 12
    never = one.acteur.verifie_le is None
    return (
        not one.agit,
        not one.joignable,
        role,
        not never,
        -years,
        -len(one.seule),
        -one.habitants,
        one.acteur.id,
    )


def region_of(actor: Acteur, places: Places) -> str | None:
    """The code of the region where an actor stands."""
    code = departement_of(actor, places)
    departement = places.departements.get(code or "")
    return departement.region if departement else None


#: The parts of the list, in its order: title, and who is in it.
_PARTS: tuple[tuple[str, Callable[[Asked], bool]], ...] = (
    ("À demander d’abord", lambda one: one.agit and one.joignable),
    ("Qui agit, et dont nous n’avons aucun contact", lambda one: one.agit and not one.joignable),
    ("Les autres", lambda one: not one.agit),
)


def as_text(
    asked: Sequence[Asked],
    records: Records,
    places: Places,
    today: date,
    days: Days,
    region: str | None = None,
) -> str:
    """The list as the team reads it."""
    where = f" ({places.regions[region].nom})" if region else ""
    lines = [f"# Fiches à confirmer au {jour(today)}{where}", "", "Bonjour,", ""]
    if not asked:
        return no_break("\n".join([*lines, "Aucune fiche n’est à confirmer.", ""]))
    lines += [_ask(len(asked)), ""]
    for title, belongs in _PARTS:
        if these := [one for one in asked if belongs(one)]:
            lines += [f"## {title} ({len(these)})", ""]
            lines += [*(_item(one, records, places, today, days) for one in these), ""]
    return no_break("\n".join(lines))


def _ask(count: int) -> str:
    told = "est à confirmer" if count == 1 else "sont à confirmer"
    return (
        f"{nombre(count, 'fiche')} {told}. « maillage verify letters » prépare les lettres ; après un appel, "
        "« maillage verify mark IDENTIFIANT --by FONCTION » retient la confirmation."
    )


def _item(one: Asked, records: Records, places: Places, today: date, days: Days) -> str:
    actor = one.acteur
    where = place_phrase(actor, places)
    name = for_markdown(actor.nom)
    told = [_confirmed(actor, today)]
    if one.seule:
        told.append(f"seule connue pour une mission {_where(one.seule, places)}")
    if not one.joignable:
        told.append("aucun contact")
    if lacking := [title.lower() for title in one.manque if one.joignable or title not in _OF_CONTACT]:
        told.append(f"manque : {liste(lacking)}")
    told += _letters(actor, days)
    path = code_for_markdown(records.paths["actors", actor.id])
    return f"- **{name}**{f', {where}' if where else ''} : {' ; '.join(told)} — {path}"


def _where(codes: Sequence[str], places: Places) -> str:
    """« dans le Nord (59) »; many are only counted."""
    if len(codes) > 3:
        return f"dans {nombre(len(codes), 'département')}"
    return liste(f"{places.departements[code].dans} ({code})" for code in codes)


def _letters(actor: Acteur, days: Days) -> Iterator[str]:
    made = unanswered(actor, days)
    if exhausted(actor, days):
        yield f"{nombre(RELANCES, 'relance')} sans réponse, à appeler"
    elif made:
        yield f"lettre préparée le {jour(made[-1])}"


def _confirmed(actor: Acteur, today: date) -> str:
    """ "confirmée le 5 octobre 2024 (25 mois)", "jamais confirmée, d’après un document d’octobre 2023"."""
    if not (day := actor.verifie_le):
        return f"jamais confirmée, d’après {for_markdown(actor.source_principale.dite)}"
    return f"confirmée le {jour(day)} ({nombre(months_since(day, today), 'mois', 'mois')})"


#: What each row of the list says to a program, in its order.
COLUMNS = (
    "rang", "id", "nom", "role", "departement", "verifie_le", "source_date", "joignable", "seule",
    "habitants", "manque", "lettres",
)  # fmt: skip


def rows(asked: Sequence[Asked], places: Places, days: Days) -> Iterator[dict[str, object]]:
    """The list as a program reads it."""
    for rank, one in enumerate(asked, start=1):
        actor = one.acteur
        said = (
            rank,
            actor.id,
            actor.nom,
            actor.role,
            departement_of(actor, places),
            actor.verifie_le.isoformat() if actor.verifie_le else None,
            str(actor.source_principale.date),
            one.joignable,
            list(one.seule),
            one.habitants,
            list(one.manque),
            [day.isoformat() for day in unanswered(actor, days)],
        )
        yield dict(zip(COLUMNS, said, strict=True))
