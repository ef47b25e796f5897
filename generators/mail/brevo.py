"""Brevo: drafts by its API v3 (https://developers.brevo.com/reference, « Email campaigns »).

A campaign is created as a draft unless it is given a date; it has no plain-text field. `mirrorActive` makes
the link to the web version work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generators.mail.campaigns import BROUILLON, Campagne, Existante
from generators.mail.desk import Desk, field_of, objects
from generators.mail.environment import Environment

API = "https://api.brevo.com/v3"
#: The longest page that the documentation allows.
PAGE = 100
ETATS: Mapping[str, str] = {
    "draft": BROUILLON,
    "sent": "envoyée",
    "queued": "programmée",
    "in_process": "en cours d’envoi",
    "inProcess": "en cours d’envoi",
    "inReview": "en cours d’examen",
    "suspended": "suspendue",
    "archive": "archivée",
}


@dataclass(frozen=True, slots=True)
class Brevo:
    """Brevo, with the key of the environment and the lists that the draft is meant for, if any is named."""

    desk: Desk
    listes: tuple[int, ...]
    nom: str = "Brevo"
    page: str = "https://app.brevo.com/"

    @classmethod
    def of(cls, environment: Environment) -> Brevo:
        environment.require(
            BREVO_API_KEY="la clé d’API", MAILLAGE_EXPEDITEUR="l’adresse d’expéditeur validée chez Brevo"
        )
        key = environment.secret("BREVO_API_KEY")
        base = environment.url("BREVO_URL", API)
        desk = Desk("Brevo", base, "BREVO_API_KEY", {"api-key": key})
        return cls(desk, tuple(environment.numbers("BREVO_LISTS")))

    def existing(self, nom: str) -> Iterator[Existante]:
        start, total = 0, 1
        while start < total:
            answer = self.desk.ask("GET", "/emailCampaigns", query=_page(start))
            for one in objects(answer, self.nom, "campaigns"):
                if one.get("name") == nom:
                    yield Existante.of(field_of(one, self.nom, "id"), str(one.get("status")), ETATS)
            start, total = start + PAGE, int(field_of(answer, self.nom, "count"))

    def create(self, campagne: Campagne) -> int:
        answer = self.desk.ask("POST", "/emailCampaigns", self._body(campagne))
        return int(field_of(answer, self.nom, "id"))

    def update(self, id_: int, campagne: Campagne) -> None:
        self.desk.ask("PUT", f"/emailCampaigns/{id_}", self._body(campagne))

    def _body(self, campagne: Campagne) -> dict[str, object]:
        body: dict[str, object] = {
            "name": campagne.nom,
            "subject": campagne.sujet,
            "sender": {"name": campagne.expediteur_nom, "email": campagne.expediteur},
            "previewText": campagne.apercu,
            "htmlContent": campagne.html,
            "mirrorActive": True,
        }
        return body | ({"recipients": {"listIds": list(self.listes)}} if self.listes else {})


def _page(start: int) -> dict[str, str | int]:
    return {
        "type": "classic",
        "limit": PAGE,
        "offset": start,
        "sort": "desc",
        "excludeHtmlContent": "true",
    }
