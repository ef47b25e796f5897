"""What a text says of a contact: a phone number, a mailbox, and whether it is somebody's; a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from generators.records.rules.base import words
from generators.records.values.phones import Telephone, read_phone
from generators.words.prenoms import PRENOMS
from generators.words.wording import fold

_PHONE = re.compile(
    r"(?<![\d.,/-])(?:\+\d{1,3}[ .]?(?:\(0\)[ .]?)?\d(?:[ .-]?\d){6,10}|0[1-9](?:[ .-]?\d{2}){4})(?![\d/-])"
)
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS = 8
_EMAIL = re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_FIRST_NAME = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*|[A-ZÀ-Ý]\.")
_LAST_NAME = re.compile(r"[A-ZÀ-Ý][A-Za-zÀ-ÿ’'-]+")
_TITLE = re.compile(r"\b(?:M\.|Mme|Mlle|Dr|Me|Pr)\s+[A-ZÀ-Ý]")

#: Mailboxes that anyone can open: an association may use one, a person always does.
FREE_MAILBOXES = frozenset(
    """
    gmail.com orange.fr wanadoo.fr free.fr sfr.fr laposte.net hotmail.com hotmail.fr outlook.com
    outlook.fr live.fr live.com yahoo.fr yahoo.com icloud.com proton.me protonmail.com bbox.fr
    neuf.fr numericable.fr gmx.fr aol.com msn.com club-internet.fr
    """.split()
)
#: Words that say a function or a team; a mailbox or a signature that bears one is no person's.
ROLES = frozenset(
    """
    contact accueil info infos information informations secretariat secretaire direction directeur
    directrice service services equipe equipes formation formations formatrice formateur
    coordination coordinateur coordinatrice mission missions projet projets association asso
    communication presse administration admin inscription inscriptions reservation reservations
    colloque evenement webinaire siege antenne foyer maison centre pole cellule plateforme point
    ecoute urgence permanence prevention protection enfance mineurs jeunes parents famille familles
    aide sos hotline standard bureau comite reseau observatoire commission conseil departement
    mairie ville prefecture parquet tribunal brigade police gendarmerie hopital clinique cabinet
    consultation educateur educateurs educatrice social sociale veille redaction newsletter lettre
    referent referente charge chargee responsable chef cheffe president presidente delegue deleguee
    delegation federation fondation institut ecole etudes recherche documentation bibliotheque crip
    ase pjj aemo cap mna mecs
    """.split()
)
#: Below this length a word may begin or end another by chance.
_LONG = 5
_LONG_ROLES = tuple(word for word in ROLES if len(word) >= _LONG)


def phones(text: str) -> Iterator[Telephone]:
    """The phone numbers of a text that exist."""
    if len(_DIGIT.findall(text)) < _FEWEST_DIGITS:
        return  # most texts: a look is ten times cheaper than a search
    for found in _PHONE.finditer(text):
        if number := read_phone(found[0]):
            yield number


def emails(text: str) -> Iterator[str]:
    """The e-mail addresses of a text."""
    yield from (found[0] for found in _EMAIL.finditer(text))


def names_someone(address: str, about: Collection[str]) -> bool:
    """True for prenom.nom@, p.nom@ and prenom@, unless a word is a role or what the record is about."""
    parts = _parts(address)
    first_name = len(parts) == 1 and fold(parts[0]) in PRENOMS
    if not first_name and (len(parts) not in (2, 3) or len(parts[-1]) < 2):
        return False
    said = {*about, *_domain_words(address)}
    return not any(_means(part, said) for part in parts)


def may_name_someone(address: str, about: Collection[str]) -> bool:
    """True for a mailbox in one word that says neither a role nor the structure: pmartinot@."""
    parts = _parts(address)
    if len(parts) != 1 or len(parts[0]) < 5:
        return False
    said = {*about, *_domain_words(address)}
    domain = fold(address.partition("@")[2]).replace(" ", "")
    return not _means(parts[0], said) and parts[0] not in domain


def _parts(address: str) -> list[str]:
    """The words of what stands before the @, without digits; none for cmp59@, which is a place."""
    local = address.partition("@")[0].partition("+")[0].lower()
    parts = [part.strip("0123456789") for part in re.split(r"[._+-]", local)]
    parts = [part for part in parts if part]
    alone = len(parts) == 1 and any(sign.isdigit() for sign in local)
    return parts if all(part.isalpha() for part in parts) and not alone else []


def _domain_words(address: str) -> frozenset[str]:
    return words(address.partition("@")[2]) - {"fr", "com", "org", "net", "asso", "gouv"}


def _means(part: str, said: Collection[str]) -> bool:
    """True when a word says a role, or what is `said`, alone or within a compound: "contactlille"."""
    if part in ROLES or _compound(part, _LONG_ROLES):
        return True
    return part in said or _compound(part, tuple(word for word in said if len(word) >= _LONG))


def _compound(part: str, words: tuple[str, ...]) -> bool:
    return part.startswith(words) or part.endswith(words)


def free_mailbox(address: str) -> bool:
    return address.partition("@")[2].lower() in FREE_MAILBOXES


def person(text: str, organisations: Collection[str]) -> bool:
    """True for "Prénom Nom", even with a function after it, and for "Mme Nom".

    `organisations` are folded names that are nobody's: "france victimes".
    """
    parts = (part.strip() for part in re.split(r"[,;:()/–—]", text))
    return bool(_TITLE.search(text)) or any(_named(part, organisations) for part in parts)


def _named(part: str, organisations: Collection[str]) -> bool:
    first, *last = part.split() or [""]
    looks = bool(_FIRST_NAME.fullmatch(first)) and 1 <= len(last) <= 2
    looks = looks and all(_LAST_NAME.fullmatch(word) for word in last)
    return looks and not words(part) & ROLES and fold(part) not in organisations
