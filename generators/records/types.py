"""The scalar values of a record, each read from the text that was written.

YAML is read without implicit typing, so every value arrives as text; these types give it a meaning
and refuse, in French, what has none. Each refusal is a `PydanticCustomError` whose context carries
a `conseil`: what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Annotated, NoReturn

import opening_hours
import phonenumbers
from pydantic import BeforeValidator, Field, JsonValue, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError


def refuse(message: str, conseil: str = "") -> NoReturn:
    """Refuse a value: `message` says what was found, `conseil` what to write instead."""
    raise PydanticCustomError("valeur", "{message}", {"message": message, "conseil": conseil})


def _text(value: object) -> str:
    if not isinstance(value, str):
        refuse("on attend ici un texte, pas une liste ni un groupe de clés")
    return unicodedata.normalize("NFC", value).strip()


#: Control and private characters, and the invisible ones that reorder or split words; the joiners of emoji
#: and of some scripts (U+200C, U+200D) are kept. A fixed list: each Python knows another Unicode.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff"
    "\ufff0-\uffff\U000f0000-\U0010ffff]"
)


def _refuse_invisible(text: str) -> None:
    if found := _INVISIBLE.search(text):
        refuse(
            f"un caractère invisible (U+{ord(found[0]):04X}) s’est glissé dans le texte",
            "retapez la phrase au lieu de la coller",
        )


def line(value: object) -> str:
    """A text on one line: NFC, trimmed, not empty, without control characters."""
    text = _text(value)
    if "\n" in text:
        refuse("ce champ tient sur une seule ligne", "retirez le saut de ligne")
    _refuse_invisible(text)
    if not text:
        refuse("ce champ est vide", "écrivez une valeur, ou retirez la ligne")
    return text


def _paragraphs(value: object) -> str:
    text = _text(value).replace("\r\n", "\n")
    _refuse_invisible(text)
    if not text:
        refuse("ce champ est vide", "écrivez un texte, ou retirez la ligne")
    return text


def _pattern(pattern: str, message: str, conseil: str) -> Callable[[object], str]:
    compiled = re.compile(pattern)

    def check(value: object) -> str:
        text = line(value)
        if not compiled.fullmatch(text):
            refuse(message.format(text=text), conseil)
        return text

    return check


def _boolean(value: object) -> bool:
    text = line(value).lower()
    if text in {"true", "oui", "vrai"}:
        return True
    if text in {"false", "non", "faux"}:
        return False
    refuse(f"« {text} » n’est ni oui ni non", "écrivez true ou false")


def _integer(value: object) -> int:
    text = line(value)
    if not re.fullmatch(r"\d{1,9}", text):
        refuse(f"« {text} » n’est pas un nombre entier", "écrivez des chiffres, par exemple 15")
    return int(text)


def _decimal(value: object) -> float:
    text = line(value)
    if not re.fullmatch(r"-?\d{1,3}(\.\d{1,8})?", text):
        refuse(
            f"« {text} » n’est pas un nombre décimal", "écrivez par exemple 50.63 (un point, pas une virgule)"
        )
    return float(text)


_FRENCH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def _day_hint(text: str) -> str:
    if found := _FRENCH_DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        return f"écrivez {year:04d}-{month:02d}-{day:02d}"
    return "écrivez l’année, le mois et le jour : 2023-11-14"


def _day(value: object) -> date:
    text = line(value)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        refuse(f"« {text} » n’est pas une date", _day_hint(text))
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(f"le {text} n’existe pas dans le calendrier", "vérifiez le mois et le jour")


def _day_or_moment(value: object) -> date | datetime:
    text = line(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return _day(text)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", text):
        refuse(
            f"« {text} » n’est ni un jour ni un jour avec son heure",
            "écrivez 2023-11-14, ou 2023-11-14T14:30 (heure du lieu)",
        )
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        refuse(f"« {text} » n’existe pas", "vérifiez le jour et l’heure (de 00:00 à 23:59)")


def _clock(value: object) -> time:
    text = line(value)
    if not re.fullmatch(r"\d{2}:\d{2}", text):
        refuse(f"« {text} » n’est pas une heure", "écrivez 09:30, avec deux chiffres de chaque côté")
    try:
        return time.fromisoformat(text)
    except ValueError:
        refuse(f"l’heure {text} n’existe pas", "les heures vont de 00:00 à 23:59")


class DatePartielle(str):
    """A date known to the year, the month or the day: "2023", "2023-10" or "2023-10-18".

    Text order is time order for dates of one precision.
    """

    __slots__ = ()

    @property
    def first_day(self) -> date:
        parts = [int(part) for part in self.split("-")]
        return date(*[*parts, 1, 1][:3])

    @property
    def last_day(self) -> date:
        parts = [int(part) for part in self.split("-")]
        if len(parts) == 3:
            return self.first_day
        if len(parts) == 1:
            return date(parts[0], 12, 31)
        following = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return following - timedelta(days=1)


def _partial_date(value: object) -> DatePartielle:
    text = line(value)
    if not re.fullmatch(r"(19|20)\d{2}(-\d{2}(-\d{2})?)?", text):
        refuse(f"« {text} » n’est pas une date", "écrivez 2023, 2023-10 ou 2023-10-18")
    partial = DatePartielle(text)
    try:
        _ = partial.first_day
    except ValueError:
        refuse(f"« {text} » n’existe pas dans le calendrier", "vérifiez le mois et le jour")
    return partial


class Telephone(str):
    """A phone number as people read it ("07 57 76 46 58", "119", "+32 2 475 44 11").

    Short public numbers (2 to 6 digits) stand as they are. Others follow the French numbering plan,
    overseas included (ARCEP decision 2018-0881), or are international, with a leading "+".
    """

    __slots__ = ()

    @property
    def href(self) -> str:
        """The `tel:` address (RFC 3966)."""
        if is_short_number(self):
            return "tel:" + re.sub(r"\D", "", self)
        return phonenumbers.format_number(_parse_phone(self), phonenumbers.PhoneNumberFormat.RFC3966).replace(
            "-", ""
        )

    @property
    def is_mobile(self) -> bool:
        """True for the ranges that people carry in their pocket, overseas ones too."""
        return (
            not is_short_number(self)
            and phonenumbers.number_type(_parse_phone(self)) is phonenumbers.PhoneNumberType.MOBILE
        )


_OVERSEAS = {
    "0590": "GP", "0690": "GP", "0691": "GP", "0594": "GF", "0694": "GF", "0596": "MQ", "0696": "MQ",
    "0697": "MQ", "0262": "RE", "0263": "RE", "0692": "RE", "0693": "RE", "0269": "YT", "0639": "YT",
}  # fmt: skip


def is_short_number(text: str) -> bool:
    """True for 119, 3919, 116 000…: numbers that are dialled as they stand, with no area or country."""
    return re.fullmatch(r"[1-9]\d{1,3}|11[68]\d{3}", re.sub(r"\s", "", text)) is not None


def _parse_phone(text: str) -> phonenumbers.PhoneNumber:
    digits = re.sub(r"[^\d+]", "", text)
    return phonenumbers.parse(digits, _OVERSEAS.get(digits[:4], "FR"))


def _phone(value: object) -> Telephone:
    text = re.sub(r"\s+", " ", line(value))
    if is_short_number(text):
        return Telephone(text)
    conseil = "écrivez dix chiffres : 01 23 45 67 89 ; hors de France : +32 2 475 44 11"
    if not re.fullmatch(r"\+?[\d .()-]{6,24}", text):
        refuse(f"« {text} » n’est pas un numéro de téléphone", conseil)
    try:
        number = _parse_phone(text)
    except phonenumbers.NumberParseException:
        refuse(f"« {text} » n’est pas un numéro de téléphone", conseil)
    if not phonenumbers.is_valid_number(number):
        refuse(f"« {text} » n’existe pas dans le plan de numérotation", conseil)
    national = number.country_code in {33, 262, 590, 594, 596}
    if not national:
        form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return Telephone(phonenumbers.format_number(number, form))
    digits = f"{number.national_number:010d}"
    return Telephone(" ".join(digits[i : i + 2] for i in range(0, 10, 2)))


def read_phone(text: str) -> Telephone | None:
    """The number that a text writes, or None when it is none."""
    try:
        return _phone(text)
    except PydanticCustomError:
        return None


def _url(value: object) -> str:
    text = line(value)
    if not re.fullmatch(r"https?://[^\s/?#@:]+\.[^\s/?#@:.]+(:\d{1,5})?([/?#]\S*)?", text):
        refuse(
            f"« {text} » n’est pas une adresse web complète",
            "écrivez l’adresse entière, avec https:// devant",
        )
    return text


def _email(value: object) -> str:
    text = line(value)
    if not re.fullmatch(r"[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text, flags=re.ASCII):
        refuse(f"« {text} » n’est pas une adresse électronique", "écrivez par exemple contact@association.fr")
    return text


def _siret(value: object) -> str:
    digits = re.sub(r"\s", "", line(value))
    if not re.fullmatch(r"\d{14}", digits):
        refuse(
            f"un SIRET a 14 chiffres, celui-ci en a {len(digits)}",
            "recopiez-le depuis l’avis de situation Sirene",
        )
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(digits)]
    luhn = sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
    # La Poste's establishments follow another sum (INSEE, "Le contrôle de validité du SIRET").
    la_poste = digits.startswith("356000000") and sum(map(int, digits)) % 5 == 0
    if not (luhn or la_poste):
        refuse(
            "la clé de ce SIRET est fausse : un chiffre est mal recopié",
            "vérifiez-le sur l’annuaire des entreprises",
        )
    return digits


def _opening_hours(value: object) -> str:
    text = line(value)
    if not opening_hours.validate(text):
        refuse(
            f"« {text} » ne suit pas la notation des horaires d’OpenStreetMap",
            'écrivez par exemple "Mo-Fr 09:00-12:00,14:00-18:00; PH off"',
        )
    return text


class Zone(str):
    """A covered territory, such as `france`, `region:32`, `departement:59`, `commune:59183` or `pays:BE`."""

    __slots__ = ()

    @property
    def level(self) -> str:
        return self.partition(":")[0]

    @property
    def code(self) -> str:
        return self.partition(":")[2]


_ZONE = re.compile(
    r"france|region:\d{2,3}|departement:(\d{2,3}|2[AB])|epci:\d{9}|commune:[\dAB]{5}|pays:[A-Z]{2}"
)


def _zone(value: object) -> Zone:
    text = line(value)
    if not _ZONE.fullmatch(text):
        refuse(
            f"« {text} » n’est pas un territoire",
            "écrivez france, region:32, departement:59, epci:200093201, commune:59183 ou pays:BE",
        )
    return Zone(text)


class Reference(str):
    """The id of another record; subclasses say of which kind."""

    __slots__ = ()
    kind = ""


class RefActeur(Reference):
    """The id of an actor."""

    __slots__ = ()
    kind = "actors"


class RefEvenement(Reference):
    """The id of an event."""

    __slots__ = ()
    kind = "events"


class RefRessource(Reference):
    """The id of a resource."""

    __slots__ = ()
    kind = "resources"


class RefFiche(Reference):
    """The id of a record of any kind, written with its folder: `events/rapport-ciivise`."""

    __slots__ = ()
    kind = "*"


ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"


def _reference(cls: type[Reference]) -> Callable[[object], Reference]:
    prefix = r"(actors|events|resources|news)/" if cls is RefFiche else ""
    example = "events/rapport-ciivise" if cls is RefFiche else "la-boussole-nord"

    def check(value: object) -> Reference:
        text = line(value)
        if not re.fullmatch(prefix + ID_PATTERN, text):
            refuse(
                f"« {text} » n’est pas l’identifiant d’une fiche",
                f"écrivez le nom du fichier sans .yml, par exemple {example}",
            )
        return cls(text)

    return check


def _string_schema(**extra: JsonValue) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **extra})


Ligne = Annotated[str, Field(max_length=240), BeforeValidator(line)]
Resume = Annotated[str, Field(max_length=320), BeforeValidator(line)]
Texte = Annotated[str, Field(max_length=8000), BeforeValidator(_paragraphs)]
Booleen = Annotated[bool, BeforeValidator(_boolean)]
Entier = Annotated[int, BeforeValidator(_integer)]
Latitude = Annotated[float, Field(ge=-90, le=90), BeforeValidator(_decimal)]
Longitude = Annotated[float, Field(ge=-180, le=180), BeforeValidator(_decimal)]
Jour = Annotated[date, BeforeValidator(_day), _string_schema(format="date")]
JourOuHeure = Annotated[
    date | datetime,
    PlainValidator(_day_or_moment),
    _string_schema(pattern=r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2})?$"),
]
Heure = Annotated[time, BeforeValidator(_clock), _string_schema(pattern=r"^\d{2}:\d{2}$")]
Date = Annotated[
    DatePartielle, PlainValidator(_partial_date), _string_schema(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
]
NumeroTelephone = Annotated[Telephone, PlainValidator(_phone), _string_schema()]
Url = Annotated[str, BeforeValidator(_url), _string_schema(format="uri")]
Courriel = Annotated[str, BeforeValidator(_email), _string_schema(format="email")]
Siret = Annotated[str, BeforeValidator(_siret), _string_schema(pattern=r"^\d{14}$")]
CodePostal = Annotated[
    str,
    BeforeValidator(
        _pattern(r"\d{5}", "« {text} » n’est pas un code postal", "cinq chiffres, par exemple 59140")
    ),
    _string_schema(pattern=r"^\d{5}$"),
]
CodeInsee = Annotated[
    str,
    BeforeValidator(
        _pattern(
            r"(\d{2}|2[AB])\d{3}",
            "« {text} » n’est pas le code INSEE d’une commune",
            "cinq caractères, par exemple 59183 ou 2A004 (ce n’est pas le code postal)",
        )
    ),
    _string_schema(pattern=r"^(\d{2}|2[AB])\d{3}$"),
]
CodeDepartement = Annotated[
    str,
    BeforeValidator(
        _pattern(
            r"\d{2,3}|2[AB]", "« {text} » n’est pas le code d’un département", "par exemple 59, 2A ou 974"
        )
    ),
    _string_schema(pattern=r"^(\d{2,3}|2[AB])$"),
]
CodePays = Annotated[
    str,
    BeforeValidator(
        _pattern(
            r"[A-Z]{2}", "« {text} » n’est pas le code d’un pays", "deux majuscules, par exemple BE ou CA"
        )
    ),
    _string_schema(pattern=r"^[A-Z]{2}$"),
]
Langue = Annotated[
    str,
    BeforeValidator(
        _pattern(r"[a-z]{2}", "« {text} » n’est pas le code d’une langue", "deux minuscules, par exemple fr")
    ),
    _string_schema(pattern=r"^[a-z]{2}$"),
]
Horaires = Annotated[str, BeforeValidator(_opening_hours), _string_schema()]
Territoire = Annotated[Zone, PlainValidator(_zone), _string_schema(pattern=f"^({_ZONE.pattern})$")]


def _reference_schema(cls: type[Reference]) -> WithJsonSchema:
    return _string_schema(**{"x-reference": cls.kind})


IdActeur = Annotated[RefActeur, PlainValidator(_reference(RefActeur)), _reference_schema(RefActeur)]
IdEvenement = Annotated[
    RefEvenement, PlainValidator(_reference(RefEvenement)), _reference_schema(RefEvenement)
]
IdRessource = Annotated[
    RefRessource, PlainValidator(_reference(RefRessource)), _reference_schema(RefRessource)
]
IdFiche = Annotated[RefFiche, PlainValidator(_reference(RefFiche)), _reference_schema(RefFiche)]
