"""listmonk: drafts by the API of one's own server (https://listmonk.app/docs/apis/campaigns/).

The letter is a whole page, so the campaign's template on the server should hold its content and nothing
else; `LISTMONK_TEMPLATE` names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import formataddr

from generators.mail.campaigns import BROUILLON, Campagne, Existante
from generators.mail.desk import Desk, field_of, objects
from generators.mail.environment import Environment

CAMPAGNES = "/api/campaigns"
PAGE = 100
ETATS: Mapping[str, str] = {
    "draft": BROUILLON,
    "scheduled": "programmée",
    "running": "en cours d’envoi",
    "paused": "en pause, envoyée en partie",
    "finished": "envoyée",
    "cancelled": "annulée",
}


@dataclass(frozen=True, slots=True)
class Listmonk:
    """One's own listmonk, with the user and token of the environment and the lists that it writes to."""

    desk: Desk
    listes: tuple[int, ...]
    modele: tuple[int, ...]
    nom: str = "listmonk"

    @classmethod
    def of(cls, environment: Environment) -> Listmonk:
        environment.require(
            LISTMONK_URL="l’adresse du serveur",
            LISTMONK_USER="l’utilisateur d’API",
            LISTMONK_TOKEN="son jeton",  # noqa: S106  (what the variable is, not the token)
            LISTMONK_LISTS="les numéros des listes",
        )
        auth = (environment.secret("LISTMONK_USER"), environment.secret("LISTMONK_TOKEN"))
        base = environment.url("LISTMONK_URL")
        desk = Desk("listmonk", base, "LISTMONK_USER et LISTMONK_TOKEN", auth=auth)
        lists = environment.numbers("LISTMONK_LISTS")
        return cls(desk, tuple(lists), tuple(environment.numbers("LISTMONK_TEMPLATE")[:1]))

    @property
    def page(self) -> str:
        return f"{self.desk.base}/admin/campaigns"

    def existing(self, nom: str) -> Iterator[Existante]:
        number, total = 1, 1
        while (number - 1) * PAGE < total:
            page: dict[str, str | int] = {
                "order_by": "created_at",
                "order": "DESC",
                "page": number,
                "per_page": PAGE,
                "no_body": "true",
            }
            answer = self.desk.ask("GET", CAMPAGNES, query=page)
            for one in objects(answer, self.nom, "data", "results"):
                if one.get("name") == nom:
                    yield Existante.of(field_of(one, self.nom, "id"), str(one.get("status")), ETATS)
            number, total = number + 1, int(field_of(answer, self.nom, "data", "total"))

    def create(self, campagne: Campagne) -> int:
        answer = self.desk.ask("POST", CAMPAGNES, self._body(campagne))
        return int(field_of(answer, self.nom, "data", "id"))

    def update(self, id_: int, campagne: Campagne) -> None:
        self.desk.ask("PUT", f"{CAMPAGNES}/{id_}", self._body(campagne))

    def _body(self, campagne: Campagne) -> dict[str, object]:
        body: dict[str, object] = {
            "name": campagne.nom,
            "subject": campagne.sujet,
            "lists": list(self.listes),
            "type": "regular",
            "content_type": "html",
            "body": campagne.html,
            "altbody": campagne.texte,
        }
        if campagne.expediteur:
            body["from_email"] = formataddr((campagne.expediteur_nom, campagne.expediteur), charset="utf-8")
        return body | ({"template_id": self.modele[0]} if self.modele else {})
