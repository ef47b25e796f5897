"""The types of a record's values, each read from the text that was written.

YAML is read without implicit typing, so every value arrives as text; these types give it a meaning
and refuse, in French, what has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Annotated, Final, Literal

import opening_hours
from pydantic import BeforeValidator, Field, JsonValue, PlainValidator, WithJsonSchema

from generators.land.territories import Zone
from generators.records.values.phones import Telephone, phone
from generators.records.values.written import (
    bounded,
    clock,
    day,
    day_or_moment,
    line,
    matching,
    once,
    partial_date,
    prose,
    refuse,
    remedy,
)
from generators.words import habits, recurring, urls
from generators.words.dates import DatePartielle
from generators.words.repeated import Repeated

_INTEGER = re.compile(r"\d{1,9}")
_DECIMAL = re.compile(r"-?\d{1,3}(\.\d{1,8})?")
ADDRESS = rf"https?://{urls.HOST}(?::\d{{1,5}})?(?:[/?#]\S*)?"
_ADDRESS = re.compile(ADDRESS)
_MAX_MAILBOX = 254  # RFC 5321, 4.5.3.1.3
_MAX_HOURS = 1000
_MAX_RULE = 200
_RULE = re.compile(recurring.PATTERN)
_MAILBOX = re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)


#: How a file may write yes and no, in any case.
VRAI: Final = ("true", "oui", "vrai")
FAUX: Final = ("false", "non", "faux")


def _boolean(value: object) -> bool:
    text = line(value).lower()
    if text in VRAI:
        return True
    if text in FAUX:
        return False
    refuse(f"« {text} » n’est ni oui ni non", "écrivez true ou false")


def _integer(value: object) -> int:
    text = line(value)
    if not _INTEGER.fullmatch(text):
        if several := habits.ages(text):
            hint = f"écrivez age_min: {several[0]} et age_max: {several[1]}"
        else:
            hint = remedy("entier", text, "écrivez des chiffres, par exemple 15")
        refuse(f"« {text} » n’est pas un nombre entier", hint)
    return int(text)


def _decimal(value: object) -> float:
    text = line(value)
    if not _DECIMAL.fullmatch(text):
        refuse(
            f"« {text} » n’est pas un nombre décimal", "écrivez par exemple 50.63 (un point, pas une virgule)"
        )
    return float(text)


def url(value: object) -> str:
    """A whole address, which any browser and any library can take apart: its accents are escaped."""
    text = bounded(line(value), urls.MAX)
    if not _ADDRESS.fullmatch(text) or not urls.host(text):
        refuse(
            f"« {text} » n’est pas une adresse web complète",
            remedy("url", text, "écrivez l’adresse entière, avec https:// devant"),
        )
    return urls.as_uri(text)


def _email(value: object) -> str:
    text = bounded(line(value), _MAX_MAILBOX)
    if not _MAILBOX.fullmatch(text):
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


#: Many structures keep the same hours.
_has_hours = lru_cache(maxsize=4096)(opening_hours.validate)


def _opening_hours(value: object) -> str:
    text = bounded(line(value), _MAX_HOURS)
    if not _has_hours(text):
        refuse(
            f"« {text} » ne suit pas la notation des horaires d’OpenStreetMap",
            remedy("horaires", text, 'écrivez par exemple "Mo-Fr 09:00-12:00,14:00-18:00; PH off"'),
        )
    return text


def _recurrence(value: object) -> str:
    text = bounded(line(value), _MAX_RULE)
    if not _RULE.fullmatch(text):
        refuse(
            f"« {text} » ne dit pas comment les dates reviennent",
            remedy("recurrence", text, "écrivez par exemple FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270630"),
        )
    try:
        recurring.parsed(text)
    except recurring.Misread as misread:
        refuse(str(misread), misread.hint)
    return text


_ZONE = re.compile(
    r"france|region:\d{2,3}|departement:(\d{2,3}|2[AB])|epci:\d{9}|commune:[\dAB]{5}|pays:[A-Z]{2}"
)


@once
def _zone(value: object) -> Zone:
    text = line(value)
    if not _ZONE.fullmatch(text):
        refuse(
            f"« {text} » n’est pas un territoire",
            "écrivez france, region:32, departement:59, epci:200093201, commune:59183 ou pays:BE",
        )
    return Zone(text)


class Reference(Repeated):
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


REFERENCES = (RefActeur, RefEvenement, RefRessource, RefFiche)

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"


def _reference(cls: type[Reference]) -> Callable[[object], Reference]:
    prefix = r"[a-z]+/" if cls is RefFiche else ""
    pattern = re.compile(prefix + ID_PATTERN)
    example = "events/rapport-ciivise" if cls is RefFiche else "la-boussole-nord"

    @once
    def check(value: object) -> Reference:
        text = line(value)
        if not pattern.fullmatch(text):
            refuse(
                f"« {text} » n’est pas l’identifiant d’une fiche",
                f"écrivez le nom du fichier sans .yml, par exemple {example}",
            )
        return cls(text)

    return check


def _string_schema(**extra: JsonValue) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **extra})


NatureName = Literal[
    "ligne", "texte", "oui-non", "entier", "decimal", "jour", "jour-ou-heure", "heure", "date",
    "telephone", "url", "courriel", "code", "horaires", "recurrence", "territoire", "reference", "terme",
    "choix", "groupe",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nature:
    """Annotation that says what is written in a field, for the forms that ask for it and the format."""

    name: NatureName


_LIGNE, _CODE = Nature("ligne"), Nature("code")

Ligne = Annotated[str, _LIGNE, Field(max_length=240), BeforeValidator(line)]
Resume = Annotated[str, _LIGNE, Field(max_length=320), BeforeValidator(line)]
Texte = Annotated[str, Nature("texte"), Field(max_length=8000), BeforeValidator(prose)]
Booleen = Annotated[bool, Nature("oui-non"), BeforeValidator(_boolean)]
Entier = Annotated[int, Nature("entier"), BeforeValidator(_integer)]
#: A number of months, five years at most.
Mois = Annotated[int, Nature("entier"), Field(ge=1, le=60), BeforeValidator(_integer)]
Latitude = Annotated[float, Nature("decimal"), Field(ge=-90, le=90), BeforeValidator(_decimal)]
Longitude = Annotated[float, Nature("decimal"), Field(ge=-180, le=180), BeforeValidator(_decimal)]
Jour = Annotated[date, Nature("jour"), BeforeValidator(day), _string_schema(format="date")]
JourOuHeure = Annotated[
    date | datetime,
    Nature("jour-ou-heure"),
    PlainValidator(day_or_moment),
    _string_schema(pattern=r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2})?$"),
]
Heure = Annotated[time, Nature("heure"), BeforeValidator(clock), _string_schema(pattern=r"^\d{2}:\d{2}$")]
Date = Annotated[
    DatePartielle,
    Nature("date"),
    PlainValidator(partial_date),
    _string_schema(pattern=r"^\d{4}(-T[1-4]|-\d{2}(-\d{2})?)?$"),
]
NumeroTelephone = Annotated[Telephone, Nature("telephone"), PlainValidator(phone), _string_schema()]
Url = Annotated[str, Nature("url"), BeforeValidator(url), _string_schema(format="uri")]
Courriel = Annotated[str, Nature("courriel"), BeforeValidator(_email), _string_schema(format="email")]
Siret = Annotated[str, _CODE, BeforeValidator(_siret), _string_schema(pattern=r"^\d{14}$")]
CodePostal = Annotated[
    str,
    _CODE,
    BeforeValidator(
        matching(r"\d{5}", "« {text} » n’est pas un code postal", "cinq chiffres, par exemple 59140")
    ),
    _string_schema(pattern=r"^\d{5}$"),
]
CodeInsee = Annotated[
    str,
    _CODE,
    BeforeValidator(
        matching(
            r"(\d{2}|2[AB])\d{3}",
            "« {text} » n’est pas le code INSEE d’une commune",
            "cinq caractères, par exemple 59183 ou 2A004 (ce n’est pas le code postal)",
        )
    ),
    _string_schema(pattern=r"^(\d{2}|2[AB])\d{3}$"),
]
CodeDepartement = Annotated[
    str,
    _CODE,
    BeforeValidator(
        matching(
            r"\d{2,3}|2[AB]", "« {text} » n’est pas le code d’un département", "par exemple 59, 2A ou 974"
        )
    ),
    _string_schema(pattern=r"^(\d{2,3}|2[AB])$"),
]
CodePays = Annotated[
    str,
    _CODE,
    BeforeValidator(
        matching(
            r"[A-Z]{2}", "« {text} » n’est pas le code d’un pays", "deux majuscules, par exemple BE ou CA"
        )
    ),
    _string_schema(pattern=r"^[A-Z]{2}$"),
]
IdSeance = Annotated[
    str,
    _CODE,
    BeforeValidator(
        matching(
            ID_PATTERN,
            "« {text} » n’est pas un identifiant",
            "des minuscules sans accent, des chiffres et des tirets, par exemple module-2",
        )
    ),
    Field(max_length=100),
    _string_schema(pattern=f"^{ID_PATTERN}$"),
]
Langue = Annotated[
    str,
    _CODE,
    BeforeValidator(
        matching(r"[a-z]{2}", "« {text} » n’est pas le code d’une langue", "deux minuscules, par exemple fr")
    ),
    _string_schema(pattern=r"^[a-z]{2}$"),
]
Horaires = Annotated[str, Nature("horaires"), BeforeValidator(_opening_hours), _string_schema()]
RegleRecurrence = Annotated[
    str, Nature("recurrence"), BeforeValidator(_recurrence), _string_schema(pattern=f"^{recurring.PATTERN}$")
]
Territoire = Annotated[
    Zone, Nature("territoire"), PlainValidator(_zone), _string_schema(pattern=f"^({_ZONE.pattern})$")
]


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
