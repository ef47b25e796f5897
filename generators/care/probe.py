"""Asks one web address whether it still answers, politely, and says what that means for the record.

A failure is what a reader would meet: no such page, no such host, a refused connection, a broken certificate,
no answer. A site that keeps robots out (401, 403, 429…) tells us nothing, and is never called dead.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import requests

Verdict = Literal["bonne", "deplacee", "en-panne", "incertaine"]

#: Seconds to connect, and to wait for the first byte.
TIMEOUT: Final = (5.0, 15.0)
#: How often an address is asked when it fails, and the seconds between two tries.
TRIES: Final = 3
PAUSE: Final = 2.0
#: The longest wait that a site may ask for; beyond, it is for another day.
PATIENCE: Final = 30
_PERMANENT = {301, 308}
_GONE = {404, 410}
_AGAIN = {429, 500, 502, 503, 504}
_HEADERS: Final = {
    "User-Agent": "Mozilla/5.0 (compatible; Maillage; verification des liens)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Language": "fr",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an address answered: the verdict, a French phrase that says why, and where it moved to."""

    verdict: Verdict
    detail: str
    vers: str | None = None
    #: False when no connection was made at all: perhaps our own network is down.
    reached: bool = True


def probe(url: str, session: requests.Session, sleep: Callable[[float], None] = time.sleep) -> Outcome:
    """The outcome of asking for `url`, after a few tries. Never raises for what a network does."""
    for attempt in range(1, TRIES + 1):
        outcome, wait = _once(url, session)
        if wait is None or attempt == TRIES or wait > PATIENCE:
            return outcome
        sleep(max(wait, PAUSE * attempt))
    raise AssertionError("unreachable")


def _once(url: str, session: requests.Session) -> tuple[Outcome, float | None]:
    """The outcome of one try, and the seconds to wait before another is worth it; None when it is not."""
    try:
        with session.get(url, headers=_HEADERS, timeout=TIMEOUT, stream=True) as answer:
            return _of_answer(url, answer), _wait(answer)
    except requests.exceptions.SSLError:
        return Outcome("en-panne", "son certificat n’est pas valable"), None
    except requests.Timeout:
        return Outcome("en-panne", "aucune réponse à temps", reached=False), PAUSE
    except requests.TooManyRedirects:
        return Outcome("en-panne", "elle renvoie sans fin d’une page à l’autre"), None
    except requests.ConnectionError as error:
        return Outcome("en-panne", _no_connection(error), reached=False), PAUSE
    except (requests.RequestException, UnicodeError):
        return Outcome("en-panne", "l’adresse n’est pas lisible par un navigateur"), None


def _no_connection(error: requests.ConnectionError) -> str:
    told = str(error)
    if "NameResolutionError" in told or "getaddrinfo" in told:
        return "ce site n’existe pas, ou plus"
    return "la connexion est refusée" if "refused" in told.lower() else "la connexion est coupée"


def _of_answer(url: str, answer: requests.Response) -> Outcome:
    code = answer.status_code
    if code in _GONE:
        return Outcome("en-panne", f"cette page n’existe plus ({code})")
    if code >= 500:
        return Outcome("en-panne", f"le site est en panne ({code})")
    if code >= 400:
        return Outcome("incertaine", f"le site ne répond pas aux robots ({code}) : à ouvrir à la main")
    if answer.history and all(step.status_code in _PERMANENT for step in answer.history):
        return Outcome("deplacee", "la page a changé d’adresse", answer.url)
    return Outcome("bonne", "elle répond")


def _wait(answer: requests.Response) -> float | None:
    if answer.status_code not in _AGAIN:
        return None
    asked = answer.headers.get("Retry-After", "")
    return float(asked) if asked.isdigit() else PAUSE if not asked else PATIENCE + 1.0


def session() -> requests.Session:
    """A session that keeps its connections, and sends nobody the machine's own passwords (netrc)."""
    made = requests.Session()
    made.max_redirects = 8
    made.auth = lambda request: request
    return made
