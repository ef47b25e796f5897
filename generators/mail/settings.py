"""What an e-mail service is told besides its keys: `lettre: services:` of data/reseau.yml, one entry each.

What is secret stands in the environment alone; all else is written once, in the identity of the network,
where `maillage check` reads it. A variable that used to say it is refused, with the line to write in its
place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from generators.mail.errand import LOCAUX, BadSetting, Environment

FILE: Final = "data/reseau.yml"


@dataclass(frozen=True, slots=True)
class Setting:
    """A key that a service takes: what it is, in French, and what is written there.

    `numbers`: the service knows it by numbers; `most` is how many of them one letter takes.
    """

    role: str
    required: bool = False
    numbers: bool = False
    most: int | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """An entry, as it was checked. What a service does not take is empty."""

    url: str = ""
    listes: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    modele: str = ""
    espace: str = ""

    @property
    def list_numbers(self) -> list[int]:
        return [int(one) for one in self.listes]

    @property
    def segment_numbers(self) -> list[int]:
        return [int(one) for one in self.segments]


def server_fault(url: str) -> tuple[str, str] | None:
    """Why a server's address cannot be asked, and what to write; it is not repeated, as it may hold a key.

    Nothing travels in the clear, but on this machine.
    """
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        return "ce n’est pas l’adresse d’un serveur", "écrivez https://, puis son nom"
    if parts.username or parts.password:
        return "cette adresse contient un identifiant ou un mot de passe", "retirez-les : ils sont secrets"
    if parts.query or parts.fragment:
        return "cette adresse a des paramètres", "écrivez-la sans ce qui suit ? ou #"
    if parts.scheme == "http" and parts.hostname not in LOCAUX:
        return "ce qui passe par http:// se lirait en chemin", "écrivez https:// devant"
    return None


#: Variables of before → the line that says it now, and under which key.
_LETTER: Final = {
    "MAILLAGE_EXPEDITEUR": "courriel: lettre@exemple.fr",
    "MAILLAGE_DESINSCRIPTION": "desinscription: https://…",
}
_ENTRY: Final = {
    "BREVO_LISTS": ("brevo", "listes: [3, 7]"),
    "BREVO_URL": ("brevo", ""),
    "MJ_CONTACTSLIST": ("mailjet", "listes: [58]"),
    "MJ_URL": ("mailjet", ""),
    "LISTMONK_URL": ("listmonk", "url: https://…"),
    "LISTMONK_LISTS": ("listmonk", "listes: [3, 7]"),
    "LISTMONK_TEMPLATE": ("listmonk", "modele: 4"),
}


def refuse_moved(environment: Environment) -> None:
    """Refuse a variable that nothing reads any more: what it says would be ignored. Raises `BadSetting`."""
    for name, remedy in _moved():
        if environment.get(name):
            raise BadSetting(f"La variable {name} n’est plus lue : retirez-la{remedy}.")


def _moved() -> Iterator[tuple[str, str]]:
    for name, line in _LETTER.items():
        yield name, f", et écrivez « {line} » dans {FILE}, sous « lettre: »"
    for name, (code, line) in _ENTRY.items():
        where = f"sous « lettre: services: », dans l’entrée « service: {code} »"
        yield name, f", et écrivez « {line} » dans {FILE}, {where}" if line else ""


def to_write(code: str, takes: Mapping[str, Setting], sender: str) -> str:
    """The lines of YAML that tell a service for the first time; `sender` when nothing says it yet."""
    lines = ["lettre:", *([f"  {sender}"] if sender else []), "  services:", f"    - service: {code}"]
    for key, setting in takes.items():
        wish = "" if setting.required else ", si l’on veut"
        lines.append(f"      {key}: {setting.example}    # {setting.role}{wish}")
    return "\n".join(lines)
