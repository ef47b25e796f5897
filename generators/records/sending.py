"""Who sends the newsletter, from where, and through which e-mail services: all but the keys.

An entry of `services` says what one service is told (`generators.mail.settings`); what it takes stands with
the service. Keys, tokens and passwords are never written here: they stay in the environment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from generators.mail.conditions import FIELD
from generators.mail.drafts import Service
from generators.mail.services import SERVICES
from generators.mail.settings import Setting, Settings, server_fault
from generators.records.models.base import Modele
from generators.records.values.names import Phrase
from generators.records.values.types import Courriel, IdActeur, Ligne, Nature, Url
from generators.records.values.written import line, refuse
from generators.words.wording import liste

if TYPE_CHECKING:
    Code = str
else:
    Code = Literal[tuple(service.code for service in SERVICES)]

_BY_CODE: Final = {service.code: service for service in SERVICES}
#: The keys of an entry that a service may take or not.
KEYS: Final = ("url", "listes", "segments", "modele", "espace")


def _server(value: object) -> str:
    """The address of a server that is asked; a refusal does not repeat it."""
    text = line(value).rstrip("/")
    if fault := server_fault(text):
        refuse(*fault)
    return text


Serveur = Annotated[
    str, Nature("url"), BeforeValidator(_server), WithJsonSchema({"type": "string", "format": "uri"})
]


#: « REGION pour Brevo », of those that have conditions: what the field is called when nobody says.
_FIELDS: Final = [f"{one.condition.field} pour {one.name}" for one in SERVICES if one.condition]


def _takers(key: str) -> str:
    """« Brevo, Mailjet et listmonk »"""
    return liste([service.name for service in SERVICES if key in service.settings])


class Envoi(Modele):
    """What an e-mail service is told, besides its keys."""

    service: Code = Field(title="Service", examples=["brevo"])
    url: Serveur | None = Field(
        None,
        title="Adresse du serveur",
        description=f"Celle du vôtre, pour {_takers('url')}.",
        examples=["https://envoi.association.fr"],
    )
    listes: tuple[Ligne, ...] = Field(
        (),
        title="Listes",
        description="À qui la lettre va : les numéros ou les identifiants que montre le service "
        f"({_takers('listes')}).",
        examples=["3"],
    )
    segments: tuple[Ligne, ...] = Field(
        (),
        title="Segments",
        description=f"Pour n’écrire qu’à une partie ({_takers('segments')}).",
        examples=["2"],
    )
    modele: Ligne | None = Field(
        None,
        title="Modèle",
        description=f"Pour {_takers('modele')} : un modèle qui ne contient que la lettre.",
        examples=["4"],
    )
    espace: Ligne | None = Field(
        None,
        title="Espace de travail",
        description=f"Pour {_takers('espace')} : son identifiant.",
        examples=["reseau"],
    )
    attribut: Ligne | None = Field(
        None,
        title="Champ du territoire",
        description="Le champ du contact, chez le service, qui dit sa région : il choisit « Près de chez "
        f"vous » ({', '.join(_FIELDS)}).",
        examples=["REGION"],
    )

    @property
    def settings(self) -> Settings:
        """What the service reads."""
        return Settings(self.url or "", self.listes, self.segments, self.modele or "", self.espace or "")

    def values(self, key: str) -> tuple[str, ...]:
        """What is written under a key, one or several."""
        said = getattr(self, key)
        return said if isinstance(said, tuple) else (said,) if said else ()


class Lettre(Modele):
    """Who sends the newsletter, and what it says in every issue."""

    expediteur: Ligne = Field(
        title="Nom de l’expéditeur",
        description="Celui que montrent les messageries et les lecteurs de flux.",
        examples=["Mon réseau"],
    )
    courriel: Courriel | None = Field(
        None,
        title="Adresse d’expéditeur",
        description="La boîte de fonction d’où part la lettre ; chaque service d’envoi l’a validée.",
        examples=["lettre@exemple.fr"],
    )
    desinscription: Url | None = Field(
        None,
        title="Adresse de désinscription",
        description="Celle des essais (« send-test ») ; un service d’envoi met la sienne.",
        examples=["https://lettre.association.fr/desinscription"],
    )
    emetteurs: tuple[IdActeur, ...] = Field(
        (),
        title="Structures qui l’envoient",
        description="Les identifiants de leurs fiches : la lettre ne les remercie pas.",
    )
    sujet_mots: tuple[Ligne, ...] = Field(
        (),
        title="Mots du sujet",
        description="Le début de chacun suffit. Chaque fiche d’un numéro en dit un au moins, ou l’aperçu le "
        "signale ; sans eux, rien n’est vérifié.",
        examples=["addict"],
    )
    contact: Phrase = Field(
        title="Invitation à écrire",
        examples=["Un événement, un outil à partager ? L’équipe vous lit et prépare le prochain numéro."],
    )
    chapo: Phrase = Field(title="Chapô de la page « Newsletter »")
    services: tuple[Envoi, ...] = Field(
        (),
        title="Services d’envoi",
        description="Ceux où « maillage newsletter push » dépose la lettre. Jamais une clé ici : elles se "
        "donnent dans l’environnement.",
    )

    def sent_by(self, code: str) -> Envoi | None:
        """The entry of a service, None when nobody has written one."""
        return next((entry for entry in self.services if entry.service == code), None)


Loc = tuple[str | int, ...]
Fault = tuple[Loc, str, str]


def faults(letter: Lettre) -> Iterator[Fault]:
    """What a service would refuse of its entry: where, what is wrong, what to write. No value is quoted."""
    seen: set[str] = set()
    for number, entry in enumerate(letter.services):
        service, loc = _BY_CODE[entry.service], ("lettre", "services", number)
        if entry.service in seen:
            yield (*loc, "service"), f"{service.name} a déjà une entrée", "gardez-en une seule"
        seen.add(entry.service)
        if service.sender and not letter.courriel:
            hint = "ajoutez sous « lettre » la clé courriel, par exemple courriel: lettre@exemple.fr"
            yield (*loc, "service"), f"{service.name} demande une adresse d’expéditeur", hint
        yield from _of_entry(service, entry, loc)


def _of_entry(service: Service, entry: Envoi, loc: Loc) -> Iterator[Fault]:
    if entry.attribut and not service.condition:
        hint = f"retirez-la : {service.name} n’a pas de conditions dans ses campagnes"
        yield (*loc, "attribut"), f"la clé « attribut » ne sert à rien pour {service.name}", hint
    elif entry.attribut and not FIELD.fullmatch(entry.attribut):
        hint = "écrivez le nom du champ, sans accolades : des lettres, des chiffres et « _ », comme REGION"
        yield (*loc, "attribut"), "ce n’est pas le nom d’un champ", hint
    for key in KEYS:
        setting, said = service.settings.get(key), entry.values(key)
        if said and not setting:
            hint = f"retirez-la ; {service.name} prend : {', '.join(service.settings) or 'aucune clé'}"
            yield (*loc, key), f"la clé « {key} » ne sert à rien pour {service.name}", hint
        elif setting:
            yield from ((at, what, hint) for at, what, hint in _of_key(service, key, setting, said, loc))


def _of_key(service: Service, key: str, setting: Setting, said: tuple[str, ...], loc: Loc) -> Iterator[Fault]:
    example = f"écrivez par exemple {key}: {setting.example} ({setting.role})"
    if setting.required and not said:
        yield (*loc, "service"), f"la clé « {key} » manque pour {service.name}", example
    if setting.most is not None and len(said) > setting.most:
        yield (*loc, key), f"{service.name} n’en prend qu’un seul", example
    if setting.numbers and not all(one.isascii() and one.isdigit() for one in said):
        yield (*loc, key), f"{service.name} attend ici des numéros", example
