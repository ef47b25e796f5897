"""What is taken from the environment: addresses and keys, what is missing told at once, none shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from generators.mail.errors import BadSetting

LOCAUX = frozenset({"localhost", "127.0.0.1", "::1"})
#: One mailbox, as SMTP without extension takes it: no space, no sign that could start another header.
ADRESSE = re.compile(r"[^@\s<>(),;:\"\\\x00-\x20\x7f-\uffff]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables that the command was given."""

    variables: Mapping[str, str]

    def require(self, **roles: str) -> None:
        """Refuse to go on without these variables; each comes with what it is, in French."""
        missing = [f"{nom} ({role})" for nom, role in roles.items() if not self.get(nom)]
        if missing:
            lead = "Il manque une variable" if len(missing) == 1 else "Il manque des variables"
            raise BadSetting(f"{lead} d’environnement : {', '.join(missing)}.")

    def get(self, nom: str, defaut: str = "") -> str:
        return self.variables.get(nom, "").strip() or defaut

    def secret(self, nom: str) -> str:
        """A key or a password that fits into a header; what it holds is never repeated."""
        value = self.get(nom)
        if not all("!" <= sign <= "~" for sign in value):
            raise BadSetting(f"{nom} contient une espace ou un sign accentué : recopiez la clé.")
        return value

    def numbers(self, nom: str) -> list[int]:
        """Numbers of mailing lists, "3" or "3, 7"; none when the variable is not set."""
        parts = re.split(r"[\s,;]+", self.get(nom)) if self.get(nom) else []
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise BadSetting(f"{nom} doit donner des numéros : 3, ou 3,7 s’il y en a plusieurs.")
        return [int(part) for part in parts]

    def address(self, nom: str) -> str:
        """One e-mail address, or nothing when the variable is not set."""
        value = self.get(nom)
        if value and not ADRESSE.fullmatch(value):
            raise BadSetting(f"{nom} n’est pas une adresse électronique : écrivez nom@exemple.fr.")
        return value

    def url(self, nom: str, defaut: str = "") -> str:
        """A web address without its last slash; nothing travels in the clear, but on this machine."""
        value = self.get(nom, defaut).rstrip("/")
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadSetting(f"{nom} n’est pas une adresse web : écrivez https://…")
        if parts.username or parts.password:
            raise BadSetting(f"{nom} ne doit contenir ni identifiant ni mot de passe.")
        if parts.scheme == "http" and parts.hostname not in LOCAUX:
            raise BadSetting(
                f"{nom} commence par http:// : ce qui y passe se lirait en chemin. Écrivez https://…"
            )
        return value
