"""Numbers, mailboxes and accounts in a text as one reads it, however they are spelt, parted or hidden."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import phonenumbers

from generators.records.rules import clues
from generators.records.values.phones import read_phone
from generators.words.numerals import IN_WORDS
from generators.words.prenoms import PRENOMS
from generators.words.wording import fold

#: The words, without accents, of what gives somebody's number, mailbox or account.
HINTS = frozenset(
    "06 07 o6 o7 zero arobase arobas at wa linkedin viadeo facebook snapchat instagram snap insta discord "
    "skype messenger calendly me tiktok telegram twitter bsky com app".split()
)
_DIGITS = re.compile(r"\d(?:[^\d\n]{0,8}\d){7}")
_AT = (
    r"\s*(?:@|\(\s*(?:at|a|arobase|arobas|chez)\s*\)|\[\s*(?:at|a|arobase|chez)\s*\]|"
    r"\{\s*(?:at|a)\s*\}|<\s*at\s*>|_at_|-at-|\barobase\b|\barobas\b|\s+at\s+|\s+chez\s+)\s*"
)
_DOT = (
    r"\s*(?:\.|\(\s*(?:dot|point|\.)\s*\)|\[\s*(?:dot|point|\.)\s*\]|\{\s*(?:dot|point)\s*\}|"
    r"_dot_|_point_|\s+point\s+|\s+dot\s+)\s*"
)
#: From the first sign of a word on, so that a word of nine thousand signs is read once, not once a sign.
_MAILBOX = re.compile(
    (
        rf"(?<![A-Za-zÀ-ÿ0-9_+-])([A-Za-zÀ-ÿ0-9_+-]+(?:(?:{_DOT}|"
        rf"\s*\btiret\b\s*)[A-Za-zÀ-ÿ0-9_+-]+){{0,2}}){_AT}([A-Za-z0-9-]+(?:{_DOT}[A-Za-z0-9-]+){{1"
        rf",3}})"
    ),
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:linkedin\.com/in/|facebook\.com/(?:profile\.php|people/)|viadeo\.com/)|"
    r"(?:facebook|instagram|twitter|x|tiktok|snapchat|threads|mastodon|youtube|t|telegram|"
    r"pinterest|skype|bsky)\.(?:com|me|net|app|social)/(?:add/|@|u/|user/|c/|p/)?@?([\w.-]+)|"
    r"(?<![\w.@/])@([\w.-]{4,})|"
    r"\b(?:snap(?:chat)?|insta(?:gram)?|tiktok|facebook|discord|skype|messenger)\s*(?::|→|->|=)\s*(?:live:)?@?([\w.-]{4,})|"
    r"(?:calendly\.com|t\.me|wa\.me/message)/@?([\w.-]{4,})",
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


def hints_at_contact(text: str, words: frozenset[str]) -> bool:
    """True when a text may give a number, a mailbox or an account; `words` are its own."""
    return not HINTS.isdisjoint(words) or may_hold_contact(text)


def may_hold_contact(text: str) -> bool:
    """The same, whatever its words."""
    return "@" in text or "t.me" in text or bool(_DIGITS.search(text))


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


#: « +6 12 34 56 78 » too, but the codes of the Pacific, after which any number may come.
_MOBILE = re.compile(
    r"(?:(?:\+|00)?(?:33|262|590|594|596)0?|0|\+(?!6[78]\d))([67]\d{8})(?!\d)|(?<!\d)0([67]\d{8})(?!\d)"
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
        handle = next((part for part in one.groups() if part), None)
        if handle is None:
            return True
        parts = [part for part in re.split(r"[._-]|(?<=[a-z])(?=[A-Z])", re.sub(r"\d+", "", handle)) if part]
        folded = [fold(part) for part in parts]
        if {*folded} & {*about}:
            continue
        alone = len(folded) == 1 and _joined(folded[0], about)
        if alone or (len(folded) in (2, 3, 4) and folded[0] in PRENOMS):
            return True
    return False


def _joined(handle: str, about: Collection[str]) -> bool:
    """True for a first name with a name at its heels: « jeandupont »."""
    if any(word in handle for word in (*clues.ROLES, *about) if len(word) >= _LEAST):
        return False
    return any(handle[:end] in PRENOMS for end in range(_LEAST, len(handle) - _LEAST + 1))


#: The letters of a word that tells something, within a longer one.
_LEAST = 4
