"""Phone numbers: what people read, what a phone dials, and which ones a person carries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType
from pydantic_core import PydanticCustomError

from generators.records.values.written import line, refuse


class Telephone(str):
    """A phone number as people read it ("07 57 76 46 58", "119", "+32 2 475 44 11").

    Short public numbers (2 to 6 digits) stand as they are. Others follow the French numbering plan,
    overseas included (ARCEP decision 2018-0881), or are international, with a leading "+".
    """

    __slots__ = ()

    @property
    def href(self) -> str:
        """The `tel:` address (RFC 3966)."""
        return _href(self)

    @property
    def is_mobile(self) -> bool:
        """True for the ranges that people carry in their pocket, overseas ones too."""
        return not is_short_number(self) and _planned(self).type == PhoneNumberType.MOBILE


#: The calling codes of the French plan of ten digits: the mainland, then overseas.
_FRENCH = (33, 262, 590, 594, 596)
_OVERSEAS = tuple(r for code in _FRENCH[1:] for r in phonenumbers.region_codes_for_country_code(code))
_PERSONAL_OR_OF_A_PLACE = frozenset([PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE])
_SHORT = re.compile(r"[1-9]\d{1,3}|11[68]\d{3}")
_NO_DIGIT = re.compile(r"[^\d+]")
_EXTENSION = re.compile(r"\d.*(?:poste|\bp\.|\bext|#)", re.IGNORECASE)
#: No number has more digits (ITU-T E.164, 6.2.1).
_LONGEST = 15
#: Ten digits as one dials them in any of these territories.
_DIALLED = re.compile(r"0[1-9][0-9]{8}")
#: Saint-Pierre-et-Miquelon keeps six digits under its own code, and ten where the mainland dials it.
_MIQUELON = re.compile(r"(?:0|\+33)508([0-9]{6})")


def is_short_number(text: str) -> bool:
    """True for 119, 3919, 116 000…: numbers that are dialled as they stand, with no area or country."""
    return _SHORT.fullmatch("".join(text.split())) is not None


@lru_cache(maxsize=16384)
def _href(number: str) -> str:
    """A number stands on many pages, and its plan is long to read."""
    if is_short_number(number):
        return "tel:" + re.sub(r"\D", "", number)
    form = phonenumbers.PhoneNumberFormat.RFC3966
    return phonenumbers.format_number(_planned(number).number, form).replace("-", "")


@dataclass(frozen=True, slots=True)
class _Planned:
    """A number, and its type in the numbering plan: UNKNOWN when the plan does not have it."""

    number: phonenumbers.PhoneNumber
    type: int


def _planned(text: str) -> _Planned:
    return _of_digits(_NO_DIGIT.sub("", text))


@lru_cache(maxsize=16384)
def _of_digits(digits: str) -> _Planned:
    """The plan is long to read: once a number, however it is grouped and whatever is asked of it."""
    if six := _MIQUELON.fullmatch(digits):
        return _planned_in("PM", six[1])
    mainland = _planned_in("FR", digits)
    if digits.startswith("+") or mainland.type not in (PhoneNumberType.FIXED_LINE, PhoneNumberType.UNKNOWN):
        return mainland
    if mainland.type == PhoneNumberType.FIXED_LINE and digits[1:2] not in _first_digits():
        return mainland  # 01, 03, 04: no need to ask six territories
    return next((found for region in _OVERSEAS if (found := _overseas(region, digits))), mainland)


def _overseas(region: str, digits: str) -> _Planned | None:
    """The number, if it begins as those of an overseas territory do, or is one of theirs."""
    found = _planned_in(region, digits)
    here = digits[1:4] in _beginnings(region) or found.type in _PERSONAL_OR_OF_A_PLACE
    return found if here else None


def _planned_in(region: str, digits: str) -> _Planned:
    if _DIALLED.fullmatch(digits):  # nearly all: what is left to parse is the zero
        code = phonenumbers.country_code_for_region(region)
        number = phonenumbers.PhoneNumber(country_code=code, national_number=int(digits))
    else:
        number = phonenumbers.parse(digits, region)
    return _Planned(number, phonenumbers.number_type(number))


@cache
def _beginnings(region: str) -> frozenset[str]:
    """How the numbers of a territory begin, after the plan's own examples: Guadeloupe has 590 and 690."""
    examples = (phonenumbers.example_number_for_type(region, kind) for kind in _PERSONAL_OR_OF_A_PLACE)
    return frozenset(str(example.national_number)[:3] for example in examples if example)


@cache
def _first_digits() -> frozenset[str]:
    """With which digit an overseas number may begin, after its zero."""
    return frozenset(beginning[0] for region in _OVERSEAS for beginning in _beginnings(region))


def _advice(text: str) -> str:
    """What to write instead of what is no number."""
    if _EXTENSION.search(text):
        return "écrivez le numéro seul, et le poste dans les précisions"
    if len(re.sub(r"\D", "", text)) > _LONGEST:
        return "écrivez un seul numéro par champ, et les autres sous lignes"
    return "écrivez dix chiffres : 01 23 45 67 89 ; hors de France : +32 2 475 44 11"


def phone(value: object) -> Telephone:
    """A written number in its usual grouping. Refuses what the numbering plan does not have."""
    text = re.sub(r"\s+", " ", line(value))
    if is_short_number(text):
        return Telephone(text)
    conseil = _advice(text)
    if not re.fullmatch(r"\+?[\d .()-]{6,24}", text):
        refuse(f"« {text} » n’est pas un numéro de téléphone", conseil)
    try:
        planned = _planned(text)
    except phonenumbers.NumberParseException:
        refuse(f"« {text} » n’est pas un numéro de téléphone", conseil)
    if planned.type == PhoneNumberType.UNKNOWN:
        refuse(f"« {text} » n’existe pas dans le plan de numérotation", conseil)
    number = planned.number
    if number.country_code not in _FRENCH:
        form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return Telephone(phonenumbers.format_number(number, form))
    digits = f"{number.national_number:010d}"
    return Telephone(" ".join(digits[i : i + 2] for i in range(0, 10, 2)))


def read_phone(text: str) -> Telephone | None:
    """The number that a text writes, or None when it is none."""
    try:
        return phone(text)
    except PydanticCustomError:
        return None
