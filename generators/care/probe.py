"""Asks one web address whether it still answers, politely, and says what that means for the record.

A failure is what a reader would meet: no such page, no such host, a refused connection, a broken certificate,
no answer. A site that keeps robots out (401, 403, 429…), or sends to where we don't go, tells us nothing, and
is never called dead. Only the head of an answer is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from generators.web.asking import Answer, Question, ask
from generators.web.bounds import PUBLIC, Bounds, Failure, Reach, Way

Verdict = Literal["bonne", "deplacee", "en-panne", "incertaine"]

#: What one try may cost, redirects and all.
BOUNDS: Final = Bounds(seconds=20.0, redirects=8)
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
    #: False when no machine took a connection, perhaps because our own network is down; None: none was tried.
    reached: bool | None = True


_BY_HAND = "à ouvrir à la main"
_FAILURES: Final[Mapping[Way, Outcome]] = MappingProxyType(
    {
        "forbidden": Outcome("incertaine", f"elle mène hors du web public : {_BY_HAND}"),
        "unreadable": Outcome("en-panne", "l’adresse n’est pas lisible par un navigateur"),
        "unknown": Outcome("en-panne", "ce site n’existe pas, ou plus"),
        "refused": Outcome("en-panne", "la connexion est refusée"),
        "cut": Outcome("en-panne", "la connexion est coupée"),
        "late": Outcome("en-panne", "aucune réponse à temps"),
        "certificate": Outcome("en-panne", "son certificat n’est pas valable"),
        "encryption": Outcome("en-panne", "sa connexion chiffrée ne fonctionne pas"),
        "malformed": Outcome("en-panne", "sa réponse n’est pas lisible par un navigateur"),
        "large": Outcome("incertaine", f"l’en-tête de sa réponse est démesuré : {_BY_HAND}"),
        "lost": Outcome("incertaine", f"elle renvoie ailleurs sans dire où : {_BY_HAND}"),
        "loop": Outcome("en-panne", "elle renvoie sans fin d’une page à l’autre"),
    }
)
_MOVED: Final[Mapping[Way, Outcome]] = MappingProxyType(
    {
        "forbidden": Outcome("incertaine", f"elle renvoie hors du web public : {_BY_HAND}"),
        "unreadable": Outcome("en-panne", "elle renvoie vers une adresse illisible"),
        "unknown": Outcome("en-panne", "elle renvoie vers un site qui n’existe pas, ou plus"),
    }
)
#: The failures that may be gone a moment later.
_PASSING: Final[frozenset[Way]] = frozenset({"unknown", "refused", "cut", "late"})


@dataclass(frozen=True, slots=True)
class Prober:
    """How addresses are asked: what a try may cost, where it may go, and how one waits before the next."""

    sleep: Callable[[float], None]
    bounds: Bounds = BOUNDS
    reach: Reach = PUBLIC
    tries: int = TRIES

    def __call__(self, url: str) -> Outcome:
        """The outcome of asking for `url`, after a few tries. Never raises for what a network does."""
        for attempt in range(1, self.tries + 1):
            outcome, wait = self._once(url)
            if wait is None or attempt == self.tries or wait > PATIENCE:
                break
            self.sleep(max(wait, PAUSE * attempt))
        return outcome

    def _once(self, url: str) -> tuple[Outcome, float | None]:
        """The outcome of one try, and the seconds to wait before another is worth it; None when it is not."""
        try:
            answer = ask(Question(url, headers=_HEADERS), self.bounds, self.reach)
        except Failure as failure:
            return _of_failure(failure), PAUSE if failure.way in _PASSING else None
        return _of_answer(answer), _wait(answer)


def _of_failure(failure: Failure) -> Outcome:
    told = _MOVED.get(failure.way) if failure.moved else None
    outcome = told or _FAILURES[failure.way]
    return Outcome(outcome.verdict, outcome.detail, reached=failure.reached)


def _of_answer(answer: Answer) -> Outcome:
    code = answer.status
    if code in _GONE:
        return Outcome("en-panne", f"cette page n’existe plus ({code})")
    if 500 <= code < 600:
        return Outcome("en-panne", f"le site est en panne ({code})")
    if code >= 400:
        return Outcome("incertaine", f"le site ne répond pas aux robots ({code}) : {_BY_HAND}")
    if answer.steps and set(answer.steps) <= _PERMANENT:
        return Outcome("deplacee", "la page a changé d’adresse", answer.url)
    return Outcome("bonne", "elle répond")


def _wait(answer: Answer) -> float | None:
    """The seconds that a busy site asks for (RFC 9110, 10.2.3); any other writing is for another day."""
    if answer.status not in _AGAIN:
        return None
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit() and len(asked) < 6:
        return float(asked)
    return PATIENCE + 1.0 if asked else PAUSE
