"""An errand to a service: what the environment gives, one question at a time, a refusal in one sentence.

It fails in two ways: `Refusal`, the other side refused or did not answer; `BadSetting`, something is missing
or wrong in the environment, and nothing was asked of anyone. Nothing that is secret is ever in a sentence,
and no request follows a redirection, which would carry the key to another host.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urlsplit

from generators.web.bounds import CHOSEN, Bounds, Failure, Way
from generators.words.quoting import for_terminal, shortened
from generators.words.wording import nombre

if TYPE_CHECKING:
    from generators.web.asking import Answer

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


#: What one question may cost: a page of a hundred campaigns without their bodies has some 100 kilobytes.
BOUNDS: Final = Bounds(seconds=60.0, bytes=8 * 1024 * 1024)
#: The most pages of campaigns that are looked through.
PAGES: Final = 200
AGAIN: Final = "relancez ensuite la commande, elle ne crée jamais de second brouillon"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a service is asked: its name, its address, the variables that hold its key, the key.

    `most`: the bytes that one answer may have, where that is more than usual.
    """

    nom: str
    base: str
    variables: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    auth: tuple[str, str] | None = field(default=None, repr=False)
    most: int = 0

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        query: Mapping[str, str | int] | None = None,
        *,
        absent: bool = False,
    ) -> Any:  # noqa: ANN401  (whatever JSON the service answers)
        """The JSON of the answer, None when it has no content. Raises `Refusal`.

        With `absent`, None too when nothing is there (404).
        """
        answer = self._exchange(method, path, body, query)
        if absent and answer.status == HTTPStatus.NOT_FOUND:
            return None
        if answer.status >= 300:
            raise Refusal(self._refusal(answer))
        if answer.status == HTTPStatus.NO_CONTENT:
            return None
        try:
            return answer.json()
        except ValueError:
            raise Refusal(
                f"{self.nom} a répondu autre chose que du JSON : vérifiez l’adresse {self.base}."
            ) from None

    def _exchange(
        self, method: str, path: str, body: object, query: Mapping[str, str | int] | None
    ) -> Answer:
        # Whoever only reads what a service takes, as `maillage check` does, loads no HTTP.
        from generators.web.asking import Question, ask

        url = self.base + path + (f"?{urlencode(query)}" if query else "")
        content = None if body is None else json.dumps(body).encode()
        try:
            bounds = replace(BOUNDS, bytes=max(BOUNDS.bytes, self.most))
            return ask(Question(url, method, self._headers(content), content), bounds, CHOSEN)
        except Failure as failure:
            raise Refusal(self._failed(failure.way)) from None

    def _headers(self, content: bytes | None) -> Mapping[str, str]:
        kind = {"Content-Type": "application/json"} if content is not None else {}
        basic = {"Authorization": f"Basic {self._basic()}"} if self.auth else {}
        return {"Accept": "application/json", **kind, **self.headers, **basic}

    def _basic(self) -> str:
        """Both words of `auth`, as RFC 7617 writes them."""
        return base64.b64encode(":".join(self.auth or ()).encode()).decode()

    def _failed(self, way: Way) -> str:
        host = urlsplit(self.base).hostname
        if way == "late":
            return f"{self.nom} n’a pas répondu à temps : attendez quelques minutes ; {AGAIN}."
        if way in ("certificate", "encryption"):
            return f"Le certificat de {host} n’est pas valable : rien n’a été envoyé à {self.nom}."
        if way in ("malformed", "large"):
            return f"{self.nom} a répondu autre chose que du JSON : vérifiez l’adresse {self.base}."
        return f"{self.nom} ({host}) est injoignable : vérifiez le réseau ; {AGAIN}."

    def _refusal(self, answer: Answer) -> str:
        code = answer.status
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

    def _reason(self, answer: Answer) -> str:
        """What the service says of its refusal, without the key, should it repeat it or a part of it."""
        try:
            said = answer.json()
        except ValueError:
            return ""
        reason = _said(said)
        if not isinstance(reason, str):
            return ""
        secrets = (*self.headers.values(), *(self.auth or ()), self._basic())
        return f" : « {for_terminal(shortened(without(reason, secrets), 200))} »"


def _said(answer: object) -> object:
    """What an answer says of a refusal: Brevo's and listmonk's way, Mailjet's, Notifuse's, then Keila's."""
    texts = answer if isinstance(answer, dict) else {}
    plain = texts.get("message") or texts.get("ErrorMessage") or texts.get("error")
    errors = texts.get("errors")
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    return plain or first.get("detail") or first.get("title")


#: So many signs in a row of a secret are enough to be one.
_TELLING: Final = 6


def without(text: str, secrets: Iterable[str]) -> str:
    """`text` with « … » for each word that repeats a secret, or a part of one."""
    kept = [secret for secret in secrets if secret]
    for secret in kept:
        text = text.replace(secret, "…")
    return " ".join("…" if any(_repeats(word, each) for each in kept) else word for word in text.split(" "))


def _repeats(word: str, secret: str) -> bool:
    size = min(_TELLING, len(secret))
    return any(word[start : start + size] in secret for start in range(len(word) - size + 1))


def _wait(answer: Answer) -> str:
    """The wait that Retry-After asks for: seconds, or a date, by the service's clock (RFC 9110)."""
    value = answer.headers.get("retry-after", "").strip()
    try:
        seconds = int(value) if value.isascii() and value.isdigit() else _until(value, answer)
    except (ValueError, TypeError, OverflowError):
        return "dans quelques minutes"
    if not 0 <= seconds <= _DAY:
        return "plus tard"
    if seconds <= 90:
        return f"dans {nombre(seconds, 'seconde')}"
    return f"dans {nombre(-(-seconds // 60), 'minute')}"


_DAY: Final = 24 * 60 * 60


def _until(value: str, answer: Answer) -> int:
    until, now = (parsedate_to_datetime(text) for text in (value, answer.headers.get("date", "")))
    return max(1, int((until - now).total_seconds()))


def endless(nom: str) -> Refusal:
    """What a service earns that has always one more page."""
    return Refusal(f"{nom} a trop de campagnes pour y chercher ce brouillon : archivez les anciennes là-bas.")


def field_of(answer: object, nom: str, *path: str | int) -> Any:  # noqa: ANN401  (a piece of JSON)
    """What stands at a place of an answer. Raises `Refusal` when the answer has another shape."""
    found: Any = answer
    try:
        for step in path:
            found = found[step]
    except (KeyError, IndexError, TypeError):
        raise Refusal(f"{nom} a répondu sous une forme inattendue : vérifiez son adresse.") from None
    return found


def number_of(answer: object, nom: str, *path: str | int) -> int:
    """The whole number at a place of an answer, none below 0. Raises `Refusal`."""
    found = field_of(answer, nom, *path)
    text = str(found) if isinstance(found, int | str) and not isinstance(found, bool) else ""
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise Refusal(f"{nom} a répondu sous une forme inattendue : vérifiez son adresse.")
    return int(text)


def word_of(answer: object, nom: str, *path: str | int) -> str:
    """The identifier at a place of an answer, such as "mc_12345". Raises `Refusal`."""
    found = field_of(answer, nom, *path)
    if not isinstance(found, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", found):
        raise Refusal(f"{nom} a répondu sous une forme inattendue : vérifiez son adresse.")
    return found


def group_of(answer: object, nom: str, *path: str | int) -> dict[str, Any]:
    """The keys at a place of an answer, none where it holds nothing. Raises `Refusal` for another shape."""
    found = field_of(answer, nom, *path)
    if not isinstance(found, dict | None):
        raise Refusal(f"{nom} a répondu sous une forme inattendue : vérifiez son adresse.")
    return found or {}


def text_in(group: Mapping[str, Any], key: str) -> str:
    """What an answer says under a key, as a text; nothing where it says nothing."""
    found = group.get(key)
    return "" if found is None else str(found)


def objects(answer: object, nom: str, *path: str) -> list[dict[str, Any]]:
    """The objects of a list in an answer; a list that the service left out is empty."""
    holder = field_of(answer, nom, *path[:-1])
    found = (holder.get(path[-1]) or []) if isinstance(holder, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Refusal(f"{nom} a répondu sous une forme inattendue : vérifiez son adresse.")
    return found
