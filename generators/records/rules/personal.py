"""Personal data: contacts are roles and switchboards, unless the person agreed in writing.

The law behind it is the GDPR (regulation 2016/679, article 6): a public repository can't take back a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from generators.records.models import Fiche
from generators.records.reading.source import Loc
from generators.records.rules import clues
from generators.records.rules.base import Context, Finding, Rule, Subject, holder, warning, words
from generators.records.values.phones import Telephone
from generators.records.values.types import RefActeur


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


_ROLE = "écrivez une fonction ou une équipe, par exemple équipe PARÉ"


RULES = (
    Rule("mobile-sans-accord", mobile_agreed),
    Rule("courriel-personnel", mailbox_agreed),
    Rule("contact-dans-un-texte", no_contact_in_text),
    Rule("verificateur-nomme", verified_by_a_role, Fiche),
)
