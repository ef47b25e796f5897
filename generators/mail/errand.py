"""An errand to a service: what the environment gives, one question at a time, a refusal in one sentence.

It fails in two ways: `Refusal`, the other side refused or did not answer; `BadSetting`, something is missing
or wrong in the environment, and nothing was asked of anyone. Nothing that is secret is ever in a sentence,
and no request follows a redirection, which would carry the key to another host.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from generators.words.wording import nombre

if TYPE_CHECKING:
    import requests

LOCAUX = frozenset({"localhost", "127.0.0.1", "::1"})
#: One mailbox, as SMTP without extension takes it: no space, no sign that could start another header.
ADRESSE = re.compile(r"[^@\s<>(),;:\"\\\x00-\x20\x7f-\uffff]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


class Refusal(Exception):
    """The service did not do what was asked."""


class BadSetting(Exception):
    """The environment does not say what is needed."""


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
            raise BadSetting(f"{nom} contient une espace ou un signe accentué : recopiez la clé.")
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


#: Seconds to connect, and to wait for the next byte of the answer.
TIMEOUT: Final = (10.0, 30.0)
AGAIN: Final = "relancez ensuite la commande, elle ne crée jamais de second brouillon"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a service is asked: its name, its address, the variables that hold its key, the key."""

    nom: str
    base: str
    variables: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    auth: tuple[str, str] | None = field(default=None, repr=False)

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        query: Mapping[str, str | int] | None = None,
    ) -> Any:  # noqa: ANN401  (whatever JSON the service answers)
        """The JSON of the answer, None when it has no content. Raises `Refusal`."""
        answer = self._exchange(method, path, body, query)
        if answer.status_code >= 300:
            raise Refusal(self._refusal(answer))
        if answer.status_code == HTTPStatus.NO_CONTENT:
            return None
        try:
            return answer.json()
        except ValueError:
            raise Refusal(
                f"{self.nom} a répondu autre chose que du JSON : vérifiez l’adresse {self.base}."
            ) from None

    def _exchange(
        self, method: str, path: str, body: object, query: Mapping[str, str | int] | None
    ) -> requests.Response:
        import requests  # costs more than the whole room, and a letter that stays needs none

        host = urlsplit(self.base).hostname
        try:
            return requests.request(
                method,
                self.base + path,
                json=body,
                params=query,
                headers={"Accept": "application/json", **self.headers},
                auth=self.auth,
                timeout=TIMEOUT,
                allow_redirects=False,
            )
        except requests.Timeout:
            raise Refusal(
                f"{self.nom} n’a pas répondu à temps : attendez quelques minutes ; {AGAIN}."
            ) from None
        except requests.exceptions.SSLError:
            raise Refusal(
                f"Le certificat de {host} n’est pas valable : rien n’a été envoyé à {self.nom}."
            ) from None
        except requests.RequestException:
            raise Refusal(f"{self.nom} ({host}) est injoignable : vérifiez le réseau ; {AGAIN}.") from None

    def _refusal(self, answer: requests.Response) -> str:
        code = answer.status_code
        if code == HTTPStatus.TOO_MANY_REQUESTS:
            return f"{self.nom} a reçu trop de demandes (429) : réessayez {_wait(answer)} ; {AGAIN}."
        if code >= 500:
            return f"{self.nom} est en panne ({code}) : attendez quelques minutes ; {AGAIN}."
        if code == HTTPStatus.UNAUTHORIZED:
            return f"{self.nom} refuse la clé (401) : vérifiez {self.variables}, puis relancez la commande."
        if code == HTTPStatus.FORBIDDEN:
            return f"{self.nom} refuse l’accès (403) : vérifiez {self.variables} et les droits de cette clé."
        if code < 400:
            return f"{self.nom} renvoie vers une autre adresse ({code}) : vérifiez l’adresse {self.base}."
        return f"{self.nom} a refusé la demande ({code}){self._reason(answer)}."

    def _reason(self, answer: requests.Response) -> str:
        """What the service says of its refusal, without the key, should it repeat it."""
        try:
            said = answer.json()
        except ValueError:
            return ""
        texts = said if isinstance(said, dict) else {}
        reason = str(texts.get("message") or texts.get("ErrorMessage") or "")
        for secret in (*self.headers.values(), *(self.auth or ())):
            reason = reason.replace(secret, "…") if secret else reason
        return f" : « {' '.join(reason.split())[:200]} »" if reason else ""


def _wait(answer: requests.Response) -> str:
    """The wait that Retry-After asks for: seconds, or a date, by the service's clock (RFC 9110)."""
    value = answer.headers.get("Retry-After", "").strip()
    if not value.isdigit():
        try:
            until, now = (parsedate_to_datetime(text) for text in (value, answer.headers.get("Date", "")))
            value = str(max(1, int((until - now).total_seconds())))
        except (ValueError, TypeError):
            return "dans quelques minutes"
    if int(value) <= 90:
        return f"dans {nombre(int(value), 'seconde')}"
    return f"dans {nombre(-(-int(value) // 60), 'minute')}"


def field_of(answer: object, nom: str, *path: str | int) -> Any:  # noqa: ANN401  (a piece of JSON)
    """What stands at a place of an answer. Raises `Refusal` when the answer has another shape."""
    found: Any = answer
    try:
        for step in path:
            found = found[step]
    except (KeyError, IndexError, TypeError):
        raise Refusal(f"{nom} a répondu sous une forme inattendue : vérifiez son adresse.") from None
    return found


def objects(answer: object, nom: str, *path: str) -> list[dict[str, Any]]:
    """The objects of a list in an answer; a list that the service left out is empty."""
    holder = field_of(answer, nom, *path[:-1])
    found = (holder.get(path[-1]) or []) if isinstance(holder, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Refusal(f"{nom} a répondu sous une forme inattendue : vérifiez son adresse.")
    return found
