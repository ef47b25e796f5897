"""What is to be verified, told as a letter: to the team for a region, or to one structure about its own page.

Plain text that is also Markdown. Nothing of a confidential place is in it beyond its département.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generators.land.coverage import departement_of, named, place_phrase
from generators.land.places import Places
from generators.land.territories import Zone
from generators.network.when import is_stale, months_since
from generators.records.models import Acteur
from generators.records.records import Records
from generators.records.vocabulary import Code
from generators.words.dates import jour, le_jour
from generators.words.quoting import code_for_markdown, for_markdown
from generators.words.wording import liste, majuscule, no_break, nombre

#: What a structure is asked to confirm, and the list of the vocabulary that its terms belong to.
CONFIRMER: Mapping[str, str | None] = {
    "nom": None,
    "telephone": None,
    "courriel": None,
    "site_web": None,
    "adresse": None,
    "horaires_accueil": None,
    "publics": "publics",
    "zone_eligibilite": None,
    "modes_mobilisation": "modes_mobilisation",
    "conditions_acces": None,
    "nouvelles_situations": "nouvelles_situations",
    "frais": "frais",
    "capacite": None,
}
#: Without one of these nobody can use the page.
_CONTACTS = ("telephone", "courriel", "site_web", "comptes", "adresse")
AILLEURS = "Sans région connue"


def stale(records: Records, today: date) -> tuple[Acteur, ...]:
    """The actors to ask: those never confirmed, then the oldest confirmation first; not those that closed."""
    found = (a for a in records.actors.values() if not a.ferme and is_stale(a.verifie_le, today))
    return tuple(sorted(found, key=lambda actor: (actor.verifie_le or date.min, actor.id)))


def region_of(actor: Acteur, places: Places) -> str | None:
    """The code of the region where an actor stands."""
    code = departement_of(actor, places)
    departement = places.departements.get(code or "")
    return departement.region if departement else None


def by_region(actors: Iterable[Acteur], places: Places) -> Mapping[str, tuple[Acteur, ...]]:
    """The actors by the name of their region, in the order of the names; those without one at the end."""
    found = defaultdict[str, list[Acteur]](list)
    for actor in actors:
        code = region_of(actor, places)
        found[places.regions[code].nom if code else AILLEURS].append(actor)
    return {name: tuple(found[name]) for name in sorted(found, key=lambda name: (name == AILLEURS, name))}


def letter_to_the_team(records: Records, places: Places, today: date, region: str | None = None) -> str:
    """What the team has to verify, region by region; `region` is a code, for one alone."""
    actors = [a for a in stale(records, today) if region is None or region_of(a, places) == region]
    where = f" ({places.regions[region].nom})" if region else ""
    lines = [f"# Fiches à confirmer au {jour(today)}{where}", "", "Bonjour,", ""]
    if not actors:
        return no_break("\n".join([*lines, "Aucune fiche n’est à confirmer.", ""]))
    lines += [_ask(len(actors)), ""]
    for name, of_region in by_region(actors, places).items():
        lines += [f"## {name}", "", *(_item(actor, records, places, today) for actor in of_region), ""]
    return no_break("\n".join(lines))


def _ask(count: int) -> str:
    told = ("n’a pas été confirmée" if count == 1 else "n’ont pas été confirmées") + " depuis un an"
    return (
        f"{nombre(count, 'fiche')} {told}. Pour chacune : demandez à la structure, "
        "corrigez ce qui a changé, puis écrivez « verifie_le » (le jour) et « verifie_par » (la fonction)."
    )


def _item(actor: Acteur, records: Records, places: Places, today: date) -> str:
    where = place_phrase(actor, places)
    name = for_markdown(actor.nom)
    told = f"- **{name}**{f', {where}' if where else ''} : {_confirmed(actor, today)}"
    missing = [] if any(getattr(actor, key) for key in _CONTACTS) else ["aucun contact"]
    missing += [] if actor.zone_eligibilite else ["territoire non renseigné"]
    missing += [] if actor.missions else ["missions non renseignées"]
    path = code_for_markdown(records.paths["actors", actor.id])
    return f"{told}{f' ; {liste(missing)}' if missing else ''} — {path}"


def _confirmed(actor: Acteur, today: date) -> str:
    """ "confirmée le 5 octobre 2024 (25 mois)", "jamais confirmée ; d’après un document d’octobre 2023"."""
    if not (day := actor.verifie_le):
        return f"jamais confirmée, d’après {for_markdown(actor.source_recente.dite)}"
    return f"confirmée le {jour(day)} ({nombre(months_since(day, today), 'mois', 'mois')})"


def letter_to(actor: Acteur, records: Records, places: Places, site: str) -> str:
    """What one structure is asked to confirm; `site` is the address of the site."""
    reseau = records.identity
    lines = [
        f"# {actor.nom} : votre fiche dans l’annuaire {reseau.nom}",
        "",
        "Bonjour,",
        "",
        f"Votre structure figure dans l’annuaire du réseau {reseau.nom} : {site}acteurs/{actor.id}/. "
        f"{_known(actor)} Pouvez-vous nous dire ce qui a changé ?",
        "",
        *_fields(actor, records, places),
        "",
        *_related(actor, records),
        "Une réponse à ce message suffit, même courte : « tout est exact » nous aide déjà. Ne donnez aucune "
        "coordonnée personnelle, ni l’adresse d’un lieu à protéger : ces fiches sont publiques.",
        "",
        "Merci,",
        reseau.equipe,
        "",
    ]
    return no_break("\n".join(lines))


def _known(actor: Acteur) -> str:
    if actor.verifie_le:
        return f"Vous l’avez confirmée le {jour(actor.verifie_le)}."
    return f"Elle vient d’un document : {actor.source_recente.dite}."


def _fields(actor: Acteur, records: Records, places: Places) -> Iterator[str]:
    for key, listed in CONFIRMER.items():
        if key == "adresse" and actor.adresse_confidentielle:
            yield "- Adresse : confidentielle, et non publiée"
            continue
        said = _said(actor, key, listed, records, places)
        yield f"- {type(actor).model_fields[key].title} : {said or 'non renseigné'}"


def _said(actor: Acteur, key: str, listed: str | None, records: Records, places: Places) -> str:
    value = getattr(actor, key)
    if key == "adresse":
        parts = (actor.adresse, actor.complement_adresse, actor.code_postal, actor.commune)
        return ", ".join(part for part in parts if part)
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    return ", ".join(_word(each, listed, records, places) for each in values)


def _word(value: object, listed: str | None, records: Records, places: Places) -> str:
    if isinstance(value, Code) and listed:
        return records.vocabulary.label(listed, value)
    return named(value, places) if isinstance(value, Zone) else str(value)


def _related(actor: Acteur, records: Records) -> Iterator[str]:
    """What else of theirs the site shows: their resources, and their events."""
    titles = [r.titre for r in records.resources.values() if actor.id in (*r.producteurs, *r.acteurs)]
    events = [
        f"{e.titre} ({jour(le_jour(e.debut))})"
        for e in records.events.values()
        if actor.id in e.organisateurs
    ]
    for name, found in (("ressources", titles), ("événements", events)):
        if found:
            yield f"{majuscule(name)} que nous montrons aussi :"
            yield ""
            yield from (f"- {title}" for title in found)
            yield ""
