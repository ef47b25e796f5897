"""The desk of a web service: one request at a time, each refusal told in one French sentence.

Nothing that is secret is ever in a sentence, and no request follows a redirection, which would carry the
key to another host. The one door of the newsletter's services to `requests`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlsplit

import requests

from generators.mail.errors import Refusal
from generators.words.phrases import nombre

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
        if answer.status_code == requests.codes.no_content:
            return None
        try:
            return answer.json()
        except requests.JSONDecodeError:
            raise Refusal(
                f"{self.nom} a répondu autre chose que du JSON : vérifiez l’adresse {self.base}."
            ) from None

    def _exchange(
        self, method: str, path: str, body: object, query: Mapping[str, str | int] | None
    ) -> requests.Response:
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
        if code == requests.codes.too_many:
            return f"{self.nom} a reçu trop de demandes (429) : réessayez {_wait(answer)} ; {AGAIN}."
        if code >= 500:
            return f"{self.nom} est en panne ({code}) : attendez quelques minutes ; {AGAIN}."
        if code == requests.codes.unauthorized:
            return f"{self.nom} refuse la clé (401) : vérifiez {self.variables}, puis relancez la commande."
        if code == requests.codes.forbidden:
            return f"{self.nom} refuse l’accès (403) : vérifiez {self.variables} et les droits de cette clé."
        if code < 400:
            return f"{self.nom} renvoie vers une autre adresse ({code}) : vérifiez l’adresse {self.base}."
        return f"{self.nom} a refusé la demande ({code}){self._reason(answer)}."

    def _reason(self, answer: requests.Response) -> str:
        """What the service says of its refusal, without the key, should it repeat it."""
        try:
            said = answer.json()
        except requests.JSONDecodeError:
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
    if not isinstance(found, list) or not all(isinstance(une, dict) for une in found):
        raise Refusal(f"{nom} a répondu sous une forme inattendue : vérifiez son adresse.")
    return found
