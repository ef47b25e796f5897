"""The fields of a record in words, as the form « Signaler un changement » lists them for the reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache

from generators.land import coverage
from generators.land.territories import Zone
from generators.pages.frame.render import libelle, libelles
from generators.records.kinds import kind_of
from generators.records.models import Acteur, Fiche, LigneTelephonique, Surveillee
from generators.records.models.base import Implantation, Modele
from generators.records.models.fields import list_of
from generators.records.values.types import Reference
from generators.records.vocabulary import Code
from generators.site import Site
from generators.words import dates, hours
from generators.words.dates import DatePartielle
from generators.words.wording import majuscule

#: What a reader has nothing to say of: our own bookkeeping, and the codes that follow from the rest.
OMIS = {
    "id", "sources", "verifie_le", "verifie_par", "date_maj", "remarques", "mots_cles", "consentement",
    *Surveillee.INTERNES,
    "telephone_de_service", "courriel_de_service", "code_insee", "latitude", "longitude", "pays", "siret",
    "adresse_confidentielle", "departement", "fuseau", "serie", "langue",
    # Whole programmes are told in the free text: they would not hold in a field.
    "programme", "intervenants", "seances", "documents",
}  # fmt: skip
#: What goes out of date first, and so stands first in the form.
PREMIERS = (
    "nom", "titre", "telephone", "courriel", "site_web", "url", "inscription", "debut", "fin",
    "horaires_accueil", "horaires_precisions", "ligne_pour", "lignes",
)  # fmt: skip
#: What nobody is asked when the place is withheld.
LIEU = set(Implantation.model_fields)

#: Key, French name and present value of a field; the value is None when nobody told.
Champ = tuple[str, str, str | None]


def champs(site: Site, fiche: Fiche) -> list[Champ]:
    """All the fields of a record: those that age first, then in the order of its model, its place last.

    None of one that a private folder completes: what a reader corrects may be sent where all can read it.
    """
    if site.reserves and (kind_of(fiche).name, fiche.id) in site.reserves:
        return []
    withheld = isinstance(fiche, Implantation) and fiche.adresse_confidentielle
    return [_champ(site, fiche, key) for key in _asked(type(fiche), withheld)]


@cache
def _asked(model: type[Modele], withheld: bool) -> tuple[str, ...]:
    """The keys that a reader may have something to say of, in their order."""
    omitted = OMIS | LIEU if withheld else OMIS
    return tuple(sorted((key for key in model.model_fields if key not in omitted), key=_rank))


def _rank(key: str) -> int:
    return PREMIERS.index(key) if key in PREMIERS else len(PREMIERS) + (key in LIEU)


def _champ(site: Site, fiche: Modele, key: str) -> Champ:
    title, listed = _about(type(fiche), key)
    if isinstance(fiche, Acteur) and key == "horaires_accueil":
        return (
            key,
            title,
            hours.in_one_line(fiche.horaires_accueil, fiche.horaires_precisions),
        )
    return key, title, _value(site, getattr(fiche, key), listed)


@cache
def _about(model: type[Modele], key: str) -> tuple[str, str | None]:
    """The French name of a field, and the list of the vocabulary that its terms belong to."""
    field = model.model_fields[key]
    return field.title or key, list_of(field)


def _value(site: Site, value: object, listed: str | None) -> str | None:
    """Terms and territories in one line, other items one a line."""
    if value is None or value == ():
        return None
    if not isinstance(value, tuple):
        return _say(site, value, listed)
    if listed:
        return libelles(site, value, listed) or None
    link = ", " if all(isinstance(item, Zone) for item in value) else "\n"
    return link.join(_say(site, item, None) for item in value) or None


def _say(site: Site, value: object, listed: str | None) -> str:
    match value:
        case bool():
            return "Oui" if value else "Non"
        case Code() if listed:
            return libelle(site, value, listed)
        case Zone():
            return majuscule(coverage.named(value, site.places))
        case Reference():
            return _name(site, value)
        case DatePartielle():
            return dates.date_partielle(value)
        case datetime():
            return f"{dates.jour(value.date())}, {dates.heure(value)}"
        case date():
            return dates.jour(value)
        case LigneTelephonique():
            return value.dite
        case Modele():
            return "\u00a0; ".join(_group(site, value))
    return str(value)


def _group(site: Site, group: Modele) -> Iterator[str]:
    """What a group of keys says: "Page d’inscription : https://…"."""
    for key in type(group).model_fields:
        _, title, value = _champ(site, group, key)
        if key not in OMIS and getattr(group, key) not in (None, False):
            yield f"{title}\u00a0: {value}"


def _name(site: Site, ref: Reference) -> str:
    found = site.records.of(ref.kind).get(ref)
    return kind_of(found).title_of(found) if found else str(ref)
