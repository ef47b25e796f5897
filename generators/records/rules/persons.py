"""Persons in a text as one reads it: a mobile, a mailbox, an account, a title with a name, a named minor."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

import phonenumbers

from generators.records.rules import clues
from generators.records.rules.whereabouts import without
from generators.records.values.phones import read_phone
from generators.words import seen
from generators.words.numerals import IN_WORDS
from generators.words.prenoms import PRENOMS
from generators.words.wording import fold

#: The words, without accents, of what gives somebody's number, mailbox or account.
_HINTS = frozenset(
    "06 07 o6 o7 zero arobase arobas at wa linkedin viadeo facebook snapchat instagram "
    "tiktok telegram twitter bsky com app".split()
)
_DIGITS = re.compile(r"\d(?:[^\d\n]{0,8}\d){7}")
_CAPITALISED = r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[-' ](?:[A-ZÀ-Ý][a-zà-ÿ]+))*"
_NAME = r"(?:[A-ZÀ-Ý]\.[ -]?)*(?:(?:de|du|d'|des|le|la|van|von|ben|el|al)\s?)?[A-ZÀ-Ý][\w'-]*[\w]"
_TITLE = re.compile(
    r"(?<![\w'])(?:(?:MM?|Mr|Dr|Drs|Pr|Prs|Mgr)\.?|Mmes?\.?|Mlles?\.?|Melle\.?|Mes?\.?|M°|"
    r"[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|"
    r"[Mm]esdames|[Mm]essieurs|[Dd]octeure?|[Pp]rofesseure?|[Mm]a[îi]tre|[Ss](?:œ|oe)ur|"
    r"[Pp]ère|[Ff]rère|(?:l')?[Aa]bb[ée])"
    rf"\s+({_NAME}(?:\s+{_NAME})?)"
)
_SHOUTED = re.compile(r"(?<!\w)(?:M|MME|MLLE|DR|MONSIEUR|MADAME|DOCTEUR|MAÎTRE|MAITRE)\.?\s+([A-ZÀ-Ý]{3,})")
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
_AT = (
    r"\s*(?:@|\(\s*(?:at|a|arobase|arobas|chez)\s*\)|\[\s*(?:at|a|arobase|chez)\s*\]|"
    r"\{\s*(?:at|a)\s*\}|<\s*at\s*>|_at_|-at-|\barobase\b|\barobas\b|\s+at\s+|\s+chez\s+)\s*"
)
_DOT = (
    r"\s*(?:\.|\(\s*(?:dot|point|\.)\s*\)|\[\s*(?:dot|point|\.)\s*\]|\{\s*(?:dot|point)\s*\}|"
    r"_dot_|_point_|\s+point\s+|\s+dot\s+)\s*"
)
_MAILBOX = re.compile(
    (
        rf"([A-Za-zÀ-ÿ0-9_+-]+(?:(?:{_DOT}|"
        rf"\s*\btiret\b\s*)[A-Za-zÀ-ÿ0-9_+-]+){{0,2}}){_AT}([A-Za-z0-9-]+(?:{_DOT}[A-Za-z0-9-]+){{1"
        rf",3}})"
    ),
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:linkedin\.com/in/|facebook\.com/(?:profile\.php|people/)|viadeo\.com/)|"
    r"(?:facebook|instagram|twitter|x|tiktok|snapchat|threads|mastodon|youtube|t|telegram|"
    r"pinterest|skype|bsky)\.(?:com|me|net|app|social)/(?:add/|@|u/|user/|c/|p/)?@?([\w.-]+)|"
    r"(?<![\w.@/])@([\w.-]{4,})",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\b(?:"
    + "|".join(
        sorted((n.replace(" ", "[ -]").replace("zero", "z[ée]ro") for n in IN_WORDS), key=len, reverse=True)
    )
    + r")\b",
    re.IGNORECASE,
)
_ZERO = re.compile(r"\bz[ée]ro\b|\b0?[67]\b", re.IGNORECASE)
_FILLERS = frozenset("puis et point tiret espace ensuite encore suivi de du slash barre virgule".split())
_PARTS = re.compile(r"[\doOlI]*\d[\doOlI]*|[^\W\d_]+")
_WIDE = 5
_SHORTEST = 9
_ADULT = 18


class Person(NamedTuple):
    """What a text gives away of somebody; `lasting` when no reason lifts it."""

    what: str
    lasting: bool = False


MOBILE = Person("un numéro de portable", lasting=True)
MAILBOX = Person("l’adresse électronique d’une personne", lasting=True)
ACCOUNT = Person("le compte d’une personne")
NAME = Person("le nom d’une personne")
MINOR = Person("un jeune nommé, ou ses initiales")


def may_tell(whole: str, words: frozenset[str], names: frozenset[str]) -> bool:
    """A quick look at what a record says, its words and its names: False when it tells of nobody."""
    return hints_at_contact(whole, words) or hints_at_name(words, names)


def hints_at_contact(text: str, words: frozenset[str]) -> bool:
    """True when a text may give a number, a mailbox or an account; `words` are its own."""
    return "@" in text or "t.me" in text or not _HINTS.isdisjoint(words) or bool(_DIGITS.search(text))


def hints_at_name(words: frozenset[str], names: frozenset[str]) -> bool:
    """True when the words of a text may name somebody: a title, a first name, an initial with an age."""
    if not (_TITLES.isdisjoint(words) and _SHORT_TITLES.isdisjoint(names) and _FIRST.isdisjoint(names)):
        return True
    return "ans" in words and any(len(name) == 1 for name in names)


#: As `bare_names` gives them: « M. », « MME », « Léa ».
_SHORT_TITLES = frozenset("M Mm Mr Dr Drs Pr Prs Mgr Mme Mmes Mlle Mlles Melle Me Mes".split())
_FIRST = frozenset(name.capitalize() for name in PRENOMS)
_TITLES = frozenset(
    "monsieur madame mademoiselle mesdames messieurs docteur docteure professeur professeure maitre soeur "
    "pere frere abbe".split()
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


def mailboxes(text: str) -> Iterator[str]:
    """The mailboxes of a text, hidden ones too: « jean.dupont (at) exemple [point] fr »."""
    for box in _MAILBOX.finditer(text):
        local, domain = (re.sub(r"\s*\btiret\b\s*", "-", part) for part in box.groups())
        yield f"{_dotted(local)}@{_dotted(domain)}".lower()


def _dotted(text: str) -> str:
    return re.sub(_DOT, ".", text, flags=re.IGNORECASE).strip()


def mobiles(text: str) -> Iterator[str]:
    """The last nine digits of each number that one carries, however they are spelt or parted."""
    for run in _runs(_spelt(text)):
        if digits := _mobile(run):
            yield digits
    for match in phonenumbers.PhoneNumberMatcher(text, "FR") if _THREE.search(text) else ():
        if phonenumbers.number_type(match.number) == phonenumbers.PhoneNumberType.MOBILE:
            yield str(match.number.national_number)[-9:]


_THREE = re.compile(r"\d{3}|\+\d|\d[^\d\n]\d\d[^\d\n]")


def _spelt(text: str) -> str:
    """The text with its numbers in words as digits, where a number may be read out."""
    return _WORDS.sub(_digits, text) if _ZERO.search(text) else text


def _digits(word: re.Match[str]) -> str:
    return f" {IN_WORDS[fold(word[0])]} "


def _runs(text: str) -> Iterator[str]:
    """The digits that stand one after the other, with signs or fillers between."""
    run, end = "", 0
    for part in _PARTS.finditer(text):
        gap = text[end : part.start()]
        digits = _value(part[0])
        if digits is None and run and fold(part[0]) in _FILLERS and len(gap) < _WIDE:
            end = part.end()
            continue
        if len(gap) > _WIDE or "\n" in gap or digits is None:
            yield run
            run = ""
        if digits is not None:
            run += ("+" if not run and gap.endswith(("+", "+(")) else "") + digits
        end = part.end()
    yield run


def _value(word: str) -> str | None:
    """The digits of a word: « 06 », « O6 »."""
    if not re.fullmatch(r"[\doOlI]*\d[\doOlI]*", word):
        return None
    return word.translate({111: "0", 79: "0", 108: "1", 73: "1"})


_MOBILE = re.compile(
    r"(?:(?:\+|00)?(?:33|262|590|594|596)0?|0|\+)([67]\d{8})(?!\d)|(?<!\d)0([67]\d{8})(?!\d)"
)


def _mobile(run: str) -> str | None:
    if len(run) < _SHORTEST:
        return None
    if found := _MOBILE.search(run):
        return found[1] or found[2]
    number = read_phone(run) if run.startswith(("+", "00")) else None
    return re.sub(r"\D", "", number)[-9:] if number and number.is_mobile else None


def account(text: str, about: Collection[str]) -> bool:
    """True for the page of a person on a social network."""
    for one in _ACCOUNT.finditer(text):
        handle = one[1] or one[2]
        if handle is None:
            return True
        parts = [part for part in re.split(r"[._-]|(?<=[a-z])(?=[A-Z])", re.sub(r"\d+", "", handle)) if part]
        folded = [fold(part) for part in parts]
        if len(folded) in (2, 3) and folded[0] in PRENOMS and not {*folded} & {*clues.ROLES, *about}:
            return True
    return False


def title(text: str, named: Collection[str]) -> bool:
    """True for « Mme Durand », and for a name that one is told to ask for."""
    for one in (*_TITLE.finditer(text), *_SHOUTED.finditer(text)):
        words = fold(one[1]).split()
        honoured = _HONOURED.search(text[: one.start()])
        while len(words) > 1 and words[0] in _PARTICLES:
            words = words[1:]
        if words and words[0] not in _NOBODY and not honoured and not _named(one[1], named):
            return True
    return any(_asked_for(one[1], named) for one in _CONTACT.finditer(text))


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
