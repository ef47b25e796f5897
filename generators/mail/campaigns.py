"""Putting a letter into an e-mail service as a draft, which somebody of the team reads and sends there.

The draft is found by its name: a second run updates it, and a run after any failure goes on from what is
there. Nothing here schedules or sends anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from generators.mail.errors import Refusal

BROUILLON = "brouillon"


@dataclass(frozen=True, slots=True)
class Campagne:
    """A letter as a service takes it. `nom` is how the team and we find it again."""

    nom: str
    sujet: str
    apercu: str
    html: str
    texte: str
    expediteur_nom: str
    expediteur: str


@dataclass(frozen=True, slots=True)
class Existante:
    """A campaign that the service already has; `etat` is BROUILLON, or says in French what became of it."""

    id: int
    etat: str

    @classmethod
    def of(cls, id_: object, state: str, states: Mapping[str, str]) -> Existante:
        """A campaign as a service tells it; a state that it does not document is named as it is."""
        return cls(int(str(id_)), states.get(state, f"à l’état {state}"))


class Service(Protocol):
    """An e-mail service. `page` is where the team reads its drafts."""

    @property
    def nom(self) -> str: ...

    @property
    def page(self) -> str: ...

    def existing(self, nom: str) -> Iterator[Existante]: ...

    def create(self, campagne: Campagne) -> int: ...

    def update(self, id_: int, campagne: Campagne) -> None: ...


@dataclass(frozen=True, slots=True)
class Depot:
    """What was done: the draft's number, and whether it is new."""

    id: int
    nouveau: bool


def push(service: Service, campagne: Campagne) -> Depot:
    """Create the draft, or update the one of this name. Raises `Refusal`, and then nothing was sent."""
    found = list(service.existing(campagne.nom))
    _refuse(service, campagne.nom, found)
    if found:
        service.update(found[0].id, campagne)
        return Depot(found[0].id, nouveau=False)
    return Depot(service.create(campagne), nouveau=True)


def _refuse(service: Service, nom: str, found: list[Existante]) -> None:
    """What left, or is about to, is never touched; two drafts of one name are for a person to choose from."""
    gone = [one for one in found if one.etat != BROUILLON]
    if gone:
        raise Refusal(
            f"« {nom} » est déjà {gone[0].etat} chez {service.nom} : rien n’a été changé. "
            "Pour un nouveau brouillon, renommez d’abord cette campagne là-bas."
        )
    if len(found) > 1:
        raise Refusal(
            f"{service.nom} a {len(found)} brouillons « {nom} » : rien n’a été changé. "
            "Gardez-en un, puis relancez la commande."
        )
