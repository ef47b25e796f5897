"""Persons in a text as one reads it: their contacts, a title with a name, a named minor."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from generators.records.rules import clues
from generators.records.rules.contacts import (
    HINTS,
    account,
    hints_at_contact,
    mailboxes,
    may_hold_contact,
    mobiles,
)
from generators.records.rules.whereabouts import without
from generators.words import seen
from generators.words.prenoms import PRENOMS
from generators.words.wording import fold

_CAPITALISED = r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[-' ](?:[A-ZÀ-Ý][a-zà-ÿ]+))*"
_NAME = r"(?:[A-ZÀ-Ý]\.[ -]?)*(?:(?:de|du|d'|des|le|la|van|von|ben|el|al)\s?)?[A-ZÀ-Ý][\w'-]*[\w]"
_TITLE = re.compile(
    r"(?<![\w'])(?:(?:MM?|Mr|Dr|Drs|Dre|Pr|Prs|Pre|Mgr)\s?\.?|Mmes?\.?|Mlles?\.?|Melle\.?|Mes?\.?|M°|"
    r"[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|"
    r"[Mm]esdames|[Mm]essieurs|[Dd]octeure?|[Pp]rofesseure?|[Mm]a[îi]tre|[Ss](?:œ|oe)ur|"
    r"[Pp]ère|[Ff]rère|(?:l')?[Aa]bb[ée])"
    rf"\s+({_NAME}(?:\s+{_NAME})?)"
)
#: Titles in small letters, as one types in haste; what follows is judged by `_NOBODY`.
_TYPED = re.compile(r"(?<![\w'])(?:mme|mlle|mr)\.?\s+([a-zà-ÿ][a-zà-ÿ'-]{2,})")
#: « Mme D. »: no name is written so.
_INITIAL = re.compile(r"(?<![\w'])(?:Mme|Mlle|Mr|Dr|Monsieur|Madame)\.?\s+([A-ZÀ-Ý]\.)")
#: A rank of the police, the army or justice, said of somebody.
_RANK = re.compile(
    r"(?:\b(?:le|la|du|au)\s+|\bl')(?:juge|commissaire|capitaine|adjudante?|lieutenante?|brigadi(?:er|ère)|"
    r"major|gendarme|gardien|substitut|commandante?|colonel|procureure?)"
    r"\s+([A-ZÀ-Ý][a-zà-ÿ]{2,}(?:[- ][A-ZÀ-Ý][a-zà-ÿ]+)*)"
)
_SHOUTED = re.compile(r"(?<!\w)(?:M|MME|MLLE|DR|MONSIEUR|MADAME|DOCTEUR|MAÎTRE|MAITRE)\.?\s+([A-ZÀ-Ý]{3,})")
#: « La fratrie Delmarre ».
_KIN = re.compile(r"\b[Ff]ratrie\s+([A-ZÀ-Ý][a-zà-ÿ]{2,})")
_NAMING = (_TITLE, _SHOUTED, _TYPED, _INITIAL, _RANK, _KIN)
#: What a person's name is given to: a street, a hospital, a law.
_HONOURED = re.compile(
    r"(?:rue|avenue|boulevard|place|quai|allée|impasse|square|cours|route|chemin|hôpital|"
    r"clinique|centre|collège|"
    r"lycée|école|institut|fondation|prix|maison|foyer|espace|association|stade|résidence|loi|"
    r"affaire|rapport|musée|chu)"
    r"\s+(?:de\s+la\s+|du\s+|de\s+l'|de\s+|d'|l')?$",
    re.IGNORECASE,
)
_PARTICLES = frozenset({"le", "la", "les", "de", "du", "d"})
_NOBODY = frozenset(
    "le la les l un une monsieur madame president presidente ministre maire directeur "
    "directrice procureur procureure "
    "juge prefet prefete commissaire garde secretaire depute deputee senateur senatrice "
    "conseiller conseillere "
    "inspecteur inspectrice rapporteur rapporteure noel nature too toutlemonde x y".split()
)
_AGE = (
    r"(?:(?:d[ée]j[àa]\s+)?(?:[ -]?(?:âgée?s?|agée?s?)\s+de\s+)?(\d{1,2}|six|sept|huit|neuf|"
    r"dix|onze|douze|treize|quatorze|quinze|seize|dix-sept)\s*ans)"
)
_MINOR = re.compile(
    rf"({_CAPITALISED}|(?:[A-ZÀ-Ý]\.\s?){{1,3}})\s*(?:,|\(|:|–|-|;|\||/|a|avait|aura|"
    rf"vient\s+d'avoir|n'a\s+que|n'avait\s+que|qui\s+a|est\s+âgée?\s+de)?\s*"
    rf"(?:qui\s+a\s+)?{_AGE}(?!\s*(?:d'exp|d'exis|après|plus\s+tard|d'actions?|de\s+prison|"
    rf"de\s+travail|et\s+plus|d'histoire))"
)
_AGED = re.compile(rf"{_AGE}\s*(?:,|:|\(|–|-)\s*({_CAPITALISED})(?!\w)")
_YOUNG = re.compile(
    rf"(?:\bl'|\b(?:la|le|une?|cette|ce|notre|sa|son|ma|mon)\s+)(?:jeune|petite?|fillette|"
    rf"gamine?|adolescente?|ado|mineure?|enfant|garçon|fille|lycéenne?|"
    rf"collégienne?|élève|victime|bébé)(?:\s+(?:fille|garçon|homme|femme|ado|"
    rf"adolescente?))?\s*,?\s*(?:prénommée?\s+|nommée?\s+|appelée?\s+)?({_CAPITALISED}|"
    rf"[A-ZÀ-Ý]\.)"
)
_CALLED = re.compile(
    rf"\b(?:prénommée?|s'appelle|se\s+nomme|nommée?|surnommée?|prénom\s*:?|appelons-la|"
    rf"appelons-le|l'histoire\s+de|le\s+récit\s+de|témoignage\s+de)\s+({_CAPITALISED}|"
    rf"[A-ZÀ-Ý]\.)"
)
_BORN = re.compile(
    rf"({_CAPITALISED}|(?:[A-ZÀ-Ý]\.\s?){{1,2}})\s*,?\s*\(?\s*(?:est\s+)?(?:née?\s+(?:en|"
    rf"le)\s+[\d\w ]*20[01]\d|élève\s+(?:en|de)|scolarisée?\s+en|"
    rf"en\s+(?:classe\s+de\s+)?(?:CM[12]|CE[12]|[3456]e|seconde|première|troisième|quatrième|"
    rf"cinquième|sixième)\b)"
)
_INITIALS = re.compile(
    rf"\b[A-ZÀ-Ý]\.\s?(?:[A-ZÀ-Ý]\.)?\s*,?\s*\(?\s*{_AGE}|"
    rf"\b([A-ZÀ-Ý][a-zà-ÿ]+)\s+[A-ZÀ-Ý]\.(?=\W)\s*,?\s*\(?\s*{_AGE}"
)
#: A first name and a name: « Kevin Moralès », « BRUNETEAU Sylvianne », « Benoît L. ».
_FULL = re.compile(
    r"(?<![\w'-])(?:([A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)\s+([A-ZÀ-Ý][a-zà-ÿ]{2,}|[A-ZÀ-Ý]{3,}|[A-ZÀ-Ý]\.)|"
    r"([A-ZÀ-Ý]{3,})\s+([A-ZÀ-Ý][a-zà-ÿ]{2,}))(?![\w'])"
)
#: Sex, year, month, département, commune, rank, and a key or none: what the State numbers people by (NIR).
_NIR = re.compile(
    r"(?<!\d)[12][ .]?\d\d[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d\d|2[AB])[ .]?\d{3}[ .]?\d{3}"
    r"(?:[ .]?\d\d)?(?![ .]?\d)"
)
#: The signs, on both sides of a name, where these words say that it is that of somebody of the place.
_BESIDE = 32
_FUNCTIONS = frozenset(
    "astreinte chef cheffe presidente president stagiaire referent referente ref educateur educatrice "
    "psychologue directeur directrice maman papa mere tante oncle soeur frere tuteur tutrice dossier "
    "hebergee heberge jeune responsable secretaire infirmier infirmiere veilleur veilleuse benevole "
    "joignable portable".split()
)
#: « Demandez Karim »: nobody else is asked for by a first name alone.
_ASKED = re.compile(r"\b[Dd]emande[rz]\s+([A-ZÀ-Ý][a-zà-ÿ]+)(?![\w'-])")
_CONTACT = re.compile(
    rf"(?i:contacte[rz]?|contact|référente?s?|responsable|directeur|directrice|éducateur|"
    rf"éducatrice|psychologue|cheffe?\s+de\s+service|"
    rf"coordinateur|coordinatrice|coordonnateur|coordonnatrice|infirmière?|"
    rf"assistante?\s+sociale?|joindre|demande[rz]|auprès\s+de|s'adresser\s+à|adressez-vous\s+à|"
    rf"écri(?:re|vez)\s+à|appele[rz]|voir\s+avec|"
    rf"intervenante?|animée?\s+par|dirigée?\s+par|géré\s+par|suivie?\s+par|reçue?\s+par|"
    rf"interlocut\w+)\s*(?:\w+\s+){{0,2}}?(?::|,|-|–|"
    rf"est)?\s*({_CAPITALISED}(?:\s+[A-ZÀ-Ý]{{2,}}[\w-]*)?|[A-ZÀ-Ý][a-zà-ÿ]+\s+[A-ZÀ-Ý]{{2,}})"
)
_ADULT = 18


class Person(NamedTuple):
    """What a text gives away of somebody; `lasting` when no reason lifts it."""

    what: str
    lasting: bool = False


MOBILE = Person("un numéro de portable", lasting=True)
MAILBOX = Person("l’adresse électronique d’une personne", lasting=True)
ACCOUNT = Person("le compte d’une personne")
NUMBER = Person("un numéro de sécurité sociale", lasting=True)
NAME = Person("le nom d’une personne")
MINOR = Person("un jeune nommé, ou ses initiales")


def may_tell(text: str, split: Set[str]) -> bool:
    """A quick look at a text, and at its words as spaces part them: False when it tells of nobody."""
    return may_hold_contact(text) or bool(_SOUGHT.among(split))


def _hinted(text: str) -> bool:
    words = seen.bare_words(text)
    return hints_at_contact(text, words) or hints_at_name(words, seen.bare_names(text))


@lru_cache(maxsize=4096)
def tells(text: str) -> bool:
    """True when a text tells of somebody; whom a record may name with reason is not asked.

    The same sources stand in many records.
    """
    hinted = seen.disguised(text) or (may_tell(text, {*text.split()}) and _hinted(text))
    return hinted and bool(told(text, (), ()))


def hints_at_name(words: frozenset[str], names: frozenset[str]) -> bool:
    """True when the words of a text may name somebody: a title, a first name, an initial with an age."""
    if not (_TITLES.isdisjoint(words) and _SHORT_TITLES.isdisjoint(names) and _FIRST.isdisjoint(names)):
        return True
    return "ans" in words and any(len(name) == 1 for name in names)


#: As `bare_names` gives them: « M. », « MME », « Léa ».
_SHORT_TITLES = frozenset("M Mm Mr Dr Drs Dre Pre Pr Prs Mgr Mme Mmes Mlle Mlles Melle Me Mes".split())
_FIRST = frozenset(name.capitalize() for name in PRENOMS)
_TITLES = frozenset(
    "fratrie monsieur madame mademoiselle mesdames messieurs docteur docteure professeur professeure maitre "
    "soeur pere frere abbe mme mlle mr juge commissaire capitaine adjudant adjudante lieutenant lieutenante "
    "brigadier brigadiere major gendarme gardien substitut commandant commandante colonel procureur "
    "procureure".split()
)
_TELLING_WORDS = _TITLES | HINTS | {"ans"}
_TELLING_NAMES = _SHORT_TITLES | _FIRST
_SOUGHT = seen.Sought(
    lambda word: (_TELLING_WORDS & seen.bare_words(word)) | (_TELLING_NAMES & seen.bare_names(word))
)


def told(
    text: str, about: Collection[str], named: Collection[str], lifted: Collection[str] = ()
) -> list[Person]:
    """What a text says of persons, as its reader sees it; `lifted` are words that may stay in it."""
    said: dict[Person, None] = {}
    for reading in seen.readings(text):
        said |= dict.fromkeys(found(reading, about, named))
    if said and lifted:
        rest = (without(reading, lifted) for reading in seen.readings(text))
        left = {one for reading in rest for one in found(reading, about, named)}
        return [one for one in said if one.lasting or one in left]
    return [*said]


def found(text: str, about: Collection[str], named: Collection[str]) -> Iterator[Person]:
    """Each kind of thing that a text says of a person.

    `about` are the words of the structure; `named` what the record says with reason elsewhere: folded names,
    mailboxes, the last nine digits of numbers.
    """
    words = seen.bare_words(text)
    if hints_at_contact(text, words):
        if any(number not in named for number in mobiles(text)):
            yield MOBILE
        if any(_is_somebody(box, about) and box not in named for box in mailboxes(text)):
            yield MAILBOX
        if account(text, about):
            yield ACCOUNT
        if _NIR.search(text):
            yield NUMBER
    if not hints_at_name(words, seen.bare_names(text)):
        return
    if title(text, named):
        yield NAME
    if minor(text, named):
        yield MINOR


def _is_somebody(address: str, about: Collection[str]) -> bool:
    if clues.names_someone(address, about):
        return True
    local, _, domain = address.partition("@")
    local = local.partition("+")[0]
    parts = [part for part in re.split(r"[._+-]", re.sub(r"\d+", "", fold(local).replace(" ", "."))) if part]
    said = {*about, *fold(domain).split()}
    first = [part for part in parts if part in PRENOMS and part not in said]
    return bool(first) and len(parts) <= 3 and not any(part in clues.ROLES for part in parts)


def title(text: str, named: Collection[str]) -> bool:
    """True for « Mme Durand », and for a name that one is told to ask for."""
    for one in (found for pattern in _NAMING for found in pattern.finditer(text)):
        words = fold(one[1]).split()
        honoured = _HONOURED.search(text[: one.start()])
        while len(words) > 1 and words[0] in _PARTICLES:
            words = words[1:]
        if words and words[0] not in _NOBODY and not honoured and not _named(one[1], named):
            return True
    if any(_full(one, text, named) for one in _FULL.finditer(text)):
        return True
    alone = any(fold(one[1]) in PRENOMS and not _named(one[1], named) for one in _ASKED.finditer(text))
    return alone or any(_asked_for(one[1], named) for one in _CONTACT.finditer(text))


def _full(one: re.Match[str], text: str, named: Collection[str]) -> bool:
    """True for a whole name beside what a person does or is in a service, named with no reason."""
    first, last = (one[1], one[2]) if one[1] else (one[4], one[3])
    words = fold(first).split()
    if not words or words[0] not in PRENOMS or fold(last) in clues.ROLES:
        return False
    beside = f"{text[max(0, one.start() - _BESIDE) : one.start()]} {text[one.end() : one.end() + _BESIDE]}"
    honoured = _HONOURED.search(text[: one.start()])
    return bool({*fold(beside).split()} & _FUNCTIONS) and not honoured and not _named(one[0], named)


def _asked_for(name: str, named: Collection[str]) -> bool:
    words = fold(name).split()
    return len(words) >= 2 and words[0] in PRENOMS and not {*words} & clues.ROLES and not _named(name, named)


def _named(name: str, named: Collection[str]) -> bool:
    """True for somebody whom the record names with reason: a speaker, an author, a public name."""
    words = {*fold(name).split()}
    return any(words <= {*other.split()} or {*other.split()} <= words for other in named)


def minor(text: str, named: Collection[str]) -> bool:
    """True for « Léa, 15 ans », « la jeune Léa », « L. D., 14 ans »."""
    for pattern in (_MINOR, _BORN):
        for one in pattern.finditer(text):
            if _of_age(one.groups()[1:]) and _is_first_name(one[1], named):
                return True
    if any(_of_age(one.groups()[:1]) and _is_first_name(one[2], named) for one in _AGED.finditer(text)):
        return True
    for pattern in (_YOUNG, _CALLED):
        if any(_is_first_name(one[1], named) for one in pattern.finditer(text)):
            return True
    return any(_of_age((one[1] or one[3],)) for one in _INITIALS.finditer(text))


def _of_age(groups: tuple[str | None, ...]) -> bool:
    """True for an age below eighteen, or none."""
    age = next((group for group in groups if group), "")
    return not age.isdigit() or 3 <= int(age) < _ADULT


def _is_first_name(name: str, named: Collection[str]) -> bool:
    words = fold(name).split()
    if re.fullmatch(r"(?:[A-ZÀ-Ý]\.\s?)+", name):
        return True
    return bool(words) and words[-1 if len(words) > 2 else 0] in PRENOMS and not _named(name, named)
