"""What must never be public: where a confidential place is, and how to reach a person who did not agree.

A public repository is public for ever, and can’t take back a name: contacts are roles and switchboards,
unless the person agreed in writing (GDPR, regulation 2016/679, article 6).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pydantic import BaseModel

from generators.records.identity import Identite
from generators.records.models import Fiche, Surveillee
from generators.records.models.fields import group_at
from generators.records.reading.source import Loc
from generators.records.rules import clues, persons
from generators.records.rules.base import Context, Finding, Rule, Subject, holder, lifted, warning, words
from generators.records.rules.confidential import PURGE
from generators.records.values.phones import Telephone
from generators.records.values.types import RefActeur
from generators.words.wording import fold


def _agreed(subject: Subject, loc: Loc, flag: str) -> bool:
    """True when what holds it says that it is the service's own, or that the person agreed.

    What a record says of its main line is not said of another.
    """
    group = holder(subject.record, loc)
    return any(getattr(group, name, None) for name in (flag, "consentement"))


def mobile_agreed(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, value in subject.values(Telephone):
        if value.is_mobile and not _agreed(subject, loc, "telephone_de_service"):
            yield Finding(
                loc,
                "c’est un numéro de mobile",
                "si c’est la ligne du service, ajoutez telephone_de_service: true ; si c’est celle d’une "
                "personne qui a accepté par écrit, ajoutez consentement et la date ; sinon retirez-le",
            )


def mailbox_agreed(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, value in subject.values(str):
        if loc[-1] != "courriel" or _agreed(subject, loc, "courriel_de_service"):
            continue
        if any(_mailbox(loc, value, frozenset())):  # most are nobody's, whatever the structure is called
            yield from _mailbox(loc, value, about(subject, context))


def _mailbox(loc: Loc, address: str, about: frozenset[str]) -> Iterator[Finding]:
    if clues.names_someone(address, about):
        yield Finding(
            loc,
            "cette boîte ressemble à l’adresse d’une personne",
            "préférez une boîte de service ; si c’en est une, ajoutez courriel_de_service: true ; si la "
            "personne a accepté par écrit, ajoutez consentement et la date",
        )
    elif clues.free_mailbox(address) or clues.may_name_someone(address, about):
        yield warning(
            loc,
            "cette boîte est peut-être l’adresse d’une personne",
            "si c’est la boîte du service, ajoutez courriel_de_service: true",
        )


def of_the_network(identity: Identite) -> Iterator[Finding]:
    """The team's mailboxes stand on every page and in every letter: they are nobody's own."""
    about = frozenset(words(f"{identity.nom} {identity.nom_complet or ''} {identity.editeur.nom}"))
    mailboxes = (
        (("contact", "courriel"), identity.contact.courriel),
        (("lettre", "courriel"), identity.lettre.courriel),
        (("editeur", "courriel_dons"), identity.editeur.courriel_dons),
    )
    for loc, address in mailboxes:
        if address and clues.names_someone(address, about):
            yield Finding(
                loc,
                "cette boîte ressemble à l’adresse d’une personne",
                "écrivez une boîte de fonction, par exemple contact@association.fr, ou retirez cette ligne",
            )


def about(subject: Subject, context: Context) -> frozenset[str]:
    """The words of the structure's name and place: foyer.tilleuls@ is nobody's when the record is theirs."""
    record = subject.record
    own = [getattr(record, name, None) for name in ("nom", "sigle", "nom_complet", "commune")]
    actors = [context.records.actors.get(id_) for _, id_ in subject.values(RefActeur)]
    names = [*own, *(actor.nom for actor in actors if actor)]
    return frozenset(word for name in names if name for word in words(name) if len(word) > 2)


def no_person(subject: Subject, context: Context) -> Iterator[Finding]:
    """No text gives the mobile, mailbox, account or name of somebody who was not asked, nor a minor."""
    if not subject.disguised and not persons.may_tell(subject.whole, subject.split):
        return
    texts = [(loc, text) for loc, text in _texts(subject) if persons.tells(text)]
    if not texts:
        return
    words_about, named = about(subject, context), _named_here(subject, context)
    may_stay = [*lifted(subject, context)]
    for loc, text in texts:
        for person in persons.told(text, words_about, named, may_stay):
            yield Finding(loc, f"ce texte donne {person.what}", REMEDIES[person])


def no_person_permitted(subject: Subject, context: Context) -> Iterator[Finding]:
    """The words that may stay say nothing that lasts of a person; the reason names nobody."""
    lifts = subject.record.precisions_permises
    words_about, named = (about(subject, context), _named_here(subject, context)) if lifts else ((), ())
    for number, lift in enumerate(lifts):
        said = [("texte", one) for one in persons.told(lift.texte, words_about, named) if one.lasting]
        said += [("raison", one) for one in persons.told(lift.raison, words_about, named)]
        for key, person in said:
            yield Finding(
                ("precisions_permises", number, key), f"ce texte donne {person.what}", REMEDIES[person]
            )


def _texts(subject: Subject) -> Iterator[tuple[Loc, str]]:
    """The texts and the links, but the fields of a contact, which are judged there, and those that name."""
    for loc, text in subject.said:
        if loc[-1] in _ELSEWHERE:
            continue
        key = loc[-2] if isinstance(loc[-1], int) else loc[-1]
        if key not in _named_keys(type(subject.record), loc):
            yield loc, text


_ELSEWHERE = frozenset({"verifie_par", "adresse", "complement_adresse", "commune"})


def _named_keys(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """The keys that name persons with reason, in the group where a field stands."""
    end = -1 if isinstance(loc[-1], int) else None
    return getattr(group_at(model, loc[:end]), "PERSONNES", ())


def _named_here(subject: Subject, context: Context) -> frozenset[str]:
    """Whom the record names with reason, and whom those that it cites do: an issue repeats their speakers."""
    cited = ((kind, context.records.of(kind).get(id_)) for kind, id_ in sorted(subject.references))
    others = (Subject.of(kind, record) for kind, record in cited if record is not None)
    return _named(subject).union(*map(_named, others))


def _named(subject: Subject) -> frozenset[str]:
    """What the record says with reason: its speakers and authors, the contacts of its fields."""
    found: set[str] = set()
    for loc, value in subject.leaves:
        if isinstance(value, Telephone):
            found.add("".join(sign for sign in value if sign.isdigit())[-9:])
        elif loc[-1] == "courriel":
            found.add(str(value).lower())
        elif type(value) is str:
            key = loc[-2] if isinstance(loc[-1], int) else loc[-1]
            if key in _named_keys(type(subject.record), loc):
                found.add(fold(value))
    return frozenset(found)


_LIFT = "si c’est un nom public ou d’emprunt, écrivez ces mots, avec une raison, dans precisions_permises"
REMEDIES = {
    persons.MOBILE: (
        "retirez-le ; la ligne d’un service s’écrit dans telephone, avec telephone_de_service: true"
    )
    + PURGE,
    persons.MAILBOX: "retirez-la ; une boîte de service s’écrit dans courriel" + PURGE,
    persons.ACCOUNT: f"retirez-le ; seuls les comptes du service s’écrivent ; {_LIFT}{PURGE}",
    persons.NUMBER: f"retirez-le : il ne s’écrit nulle part{PURGE}",
    persons.NAME: f"écrivez la fonction, sans le nom ; {_LIFT}{PURGE}",
    persons.MINOR: f"dites « une adolescente de 15 ans », sans prénom ni initiales ; {_LIFT}{PURGE}",
}


def landline_in_its_field(subject: Subject, context: Context) -> Iterator[Finding]:
    """A number that stands in a sentence can't be dialled from a list."""
    for loc, text in subject.numbered_texts:
        for number in clues.phones(text):
            if not number.is_mobile and not _said(subject, number):
                yield warning(loc, "ce texte contient un numéro de téléphone", "écrivez-le dans telephone")


def _said(subject: Subject, value: str) -> bool:
    """True when the record also gives this contact in its field, where it is judged."""
    return any(found == value and loc[-1] in {"telephone", "courriel"} for loc, found in subject.leaves)


def verified_by_a_role(subject: Subject, context: Context) -> Iterator[Finding]:
    if not isinstance(subject.record, Fiche) or not (who := subject.record.verifie_par):
        return
    if any(clues.emails(who)):
        yield Finding(("verifie_par",), "une adresse électronique n’est pas une fonction", _ROLE)
    elif _looks_like_a_name(who) and clues.person(who, context.organisations):
        yield Finding(("verifie_par",), "cette fonction ressemble au nom d’une personne", _ROLE)


@lru_cache(maxsize=1024)
def _looks_like_a_name(who: str) -> bool:
    """The same functions confirm many records."""
    return clues.person(who, ())


_ROLE = "écrivez une fonction ou une équipe, par exemple équipe du réseau"


RULES = (
    Rule("mobile-sans-accord", mobile_agreed),
    Rule("courriel-personnel", mailbox_agreed),
    Rule("personne-dans-un-texte", no_person),
    Rule("personne-permise", no_person_permitted, Surveillee),
    Rule("contact-dans-un-texte", landline_in_its_field),
    Rule("verificateur-nomme", verified_by_a_role, Fiche, among=True),
)
