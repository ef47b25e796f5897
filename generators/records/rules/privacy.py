"""What must never be public: where a confidential place is, and how to reach a person who did not agree.

A public repository is public for ever, and can’t take back a name: contacts are roles and switchboards,
unless the person agreed in writing (GDPR, regulation 2016/679, article 6).
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from generators.records.identity import Identite
from generators.records.models import Fiche, Implantation, Numero
from generators.records.models.fields import parts
from generators.records.reading.source import Loc
from generators.records.rules import clues
from generators.records.rules.base import Context, Finding, Rule, Subject, holder, warning, words
from generators.records.values.phones import Telephone
from generators.records.values.types import RefActeur


def _hidden(record: BaseModel) -> list[Loc]:
    """Where a record says that a place is confidential: () when it is its own."""
    return [loc for loc, place in parts(record, Implantation) if place.adresse_confidentielle]


def no_place(subject: Subject, context: Context) -> Iterator[Finding]:
    hidden = _hidden(subject.record)
    for loc, place in subject.having(Implantation) if hidden else ():
        if not any(loc[: len(above)] == above for above in hidden):
            continue
        for name in Implantation.PRECIS:
            if getattr(place, name, None) is not None:
                yield Finding(
                    (*loc, name),
                    f"l’adresse est confidentielle, et « {name} » dit où est le lieu",
                    "retirez cette ligne et gardez seulement departement ; si elle a déjà été publiée, "
                    "prévenez l’équipe : le dépôt en garde l’historique",
                    on_key=True,
                )


def no_clue(subject: Subject, context: Context) -> Iterator[Finding]:
    """No text of a confidential record holds a street, a postcode, or a position."""
    if not _hidden(subject.record):
        return
    for loc, text in subject.leaves:
        told = isinstance(text, str) and loc[-1] not in Implantation.PRECIS
        if told and (clue := _clue(str(text), loc[0], context)):
            yield Finding(
                loc,
                f"l’adresse est confidentielle, et ce texte la trahit : « {clue} »",
                "retirez ce passage ; dites seulement le département",
            )


def _clue(text: str, field: object, context: Context) -> str | None:
    if field in {"id", "siret", "telephone", "zone_eligibilite", "departement"}:
        return None
    if text.startswith("http"):
        return clues.position(text)
    return clues.street(text) or clues.postcode(text, context.places) or clues.position(text)


def no_siret(subject: Subject, context: Context) -> Iterator[Finding]:
    if _hidden(subject.record) and subject.has("siret"):
        yield warning(
            ("siret",),
            "l’adresse est confidentielle, et l’annuaire des entreprises donne celle de chaque SIRET",
            "retirez le SIRET s’il est celui du lieu ; celui du siège peut rester",
        )


def issue_keeps_it(subject: Subject, context: Context) -> Iterator[Finding]:
    """What an issue writes about a confidential record gives no place either."""
    for loc, fiche in subject.leaves:
        if loc[-1] != "fiche" or not _hidden_record(fiche, context):
            continue
        for other, text in subject.texts:
            if other[: len(loc) - 1] == loc[:-1] and (clue := _clue(text, other[-1], context)):
                yield Finding(
                    other,
                    f"le lieu de « {fiche} » est confidentiel, et ce texte le trahit : « {clue} »",
                    "retirez ce passage",
                )


def _hidden_record(fiche: str, context: Context) -> bool:
    kind, _, id_ = fiche.partition("/")
    record = context.records.of(kind).get(id_)
    return record is not None and bool(_hidden(record))


def _agreed(subject: Subject, loc: Loc, flag: str) -> bool:
    """True when the group or the record says that this is the service's own, or that the person agreed."""
    group = holder(subject.record, loc)
    return any(
        getattr(place, name, None) for place in (group, subject.record) for name in (flag, "consentement")
    )


def mobile_agreed(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, value in subject.values(Telephone):
        if value.is_mobile and not _agreed(subject, loc, "telephone_de_service"):
            yield Finding(
                loc,
                f"le {value} est un numéro de mobile",
                "si c’est la ligne du service, ajoutez telephone_de_service: true ; si c’est celle d’une "
                "personne qui a accepté par écrit, ajoutez consentement et la date ; sinon retirez-le",
            )


def mailbox_agreed(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, value in subject.values(str):
        if loc[-1] == "courriel" and not _agreed(subject, loc, "courriel_de_service"):
            yield from _mailbox(loc, value, _about(subject, context))


def _mailbox(loc: Loc, address: str, about: frozenset[str]) -> Iterator[Finding]:
    if clues.names_someone(address, about):
        yield Finding(
            loc,
            f"« {address} » ressemble à l’adresse d’une personne",
            "préférez une boîte de service ; si c’en est une, ajoutez courriel_de_service: true ; si la "
            "personne a accepté par écrit, ajoutez consentement et la date",
        )
    elif clues.free_mailbox(address) or clues.may_name_someone(address, about):
        yield warning(
            loc,
            f"« {address} » est peut-être l’adresse d’une personne",
            "si c’est la boîte du service, ajoutez courriel_de_service: true",
        )


def of_the_network(identity: Identite) -> Iterator[Finding]:
    """The team's mailbox stands on every page and in every letter: it is nobody's own."""
    address = identity.contact.courriel
    about = frozenset(words(f"{identity.nom} {identity.nom_complet or ''} {identity.editeur.nom}"))
    if address and clues.names_someone(address, about):
        yield Finding(
            ("contact", "courriel"),
            f"« {address} » ressemble à l’adresse d’une personne",
            "écrivez une boîte de fonction, par exemple contact@association.fr, ou retirez cette ligne",
        )


def _about(subject: Subject, context: Context) -> frozenset[str]:
    """The words of the structure's name and place: foyer.tilleuls@ is nobody's when the record is theirs."""
    record = subject.record
    own = [getattr(record, name, None) for name in ("nom", "sigle", "nom_complet", "commune")]
    actors = [context.records.actors.get(id_) for _, id_ in subject.values(RefActeur)]
    names = [*own, *(actor.nom for actor in actors if actor)]
    return frozenset(word for name in names if name for word in words(name) if len(word) > 2)


def no_contact_in_text(subject: Subject, context: Context) -> Iterator[Finding]:
    """A number or a mailbox hidden in a sentence escapes the rules of its field."""
    for loc, text in subject.numbered_texts:
        yield from _phones_in(subject, loc, text)
    for loc, text in subject.texts:
        for address in clues.emails(text) if "@" in text else ():
            if clues.names_someone(address, _about(subject, context)) and not _said(subject, address):
                yield Finding(
                    loc,
                    f"ce texte contient « {address} », qui ressemble à l’adresse d’une personne",
                    "retirez-la ; une boîte de service s’écrit dans courriel",
                )


def _phones_in(subject: Subject, loc: Loc, text: str) -> Iterator[Finding]:
    for number in clues.phones(text):
        if _said(subject, number):
            continue
        if number.is_mobile:
            yield Finding(
                loc,
                f"ce texte contient un numéro de mobile, le {number}",
                "retirez-le ; la ligne d’un service s’écrit dans telephone, avec telephone_de_service: true",
            )
        else:
            yield warning(
                loc, f"ce texte contient un numéro de téléphone, le {number}", "écrivez-le dans telephone"
            )


def _said(subject: Subject, value: str) -> bool:
    """True when the record also gives this contact in its field, where it is judged."""
    return any(found == value and loc[-1] in {"telephone", "courriel"} for loc, found in subject.leaves)


def verified_by_a_role(subject: Subject, context: Context) -> Iterator[Finding]:
    if not isinstance(subject.record, Fiche):
        return
    who = subject.record.verifie_par
    if any(clues.emails(who)):
        yield Finding(("verifie_par",), "une adresse électronique n’est pas une fonction", _ROLE)
    elif clues.person(who, ()) and clues.person(who, context.organisations):
        yield Finding(("verifie_par",), f"« {who} » ressemble au nom d’une personne", _ROLE)


_ROLE = "écrivez une fonction ou une équipe, par exemple équipe du réseau"


RULES = (
    Rule("lieu-confidentiel", no_place, Implantation),
    Rule("lieu-confidentiel-texte", no_clue, Implantation),
    Rule("lieu-confidentiel-siret", no_siret, Implantation),
    Rule("lieu-confidentiel-numero", issue_keeps_it, Numero),
    Rule("mobile-sans-accord", mobile_agreed),
    Rule("courriel-personnel", mailbox_agreed),
    Rule("contact-dans-un-texte", no_contact_in_text),
    Rule("verificateur-nomme", verified_by_a_role, Fiche),
)
