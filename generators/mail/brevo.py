"""Brevo: drafts by its API v3 (https://developers.brevo.com/reference, « Email campaigns »).

A campaign is created as a draft unless it is given a date; it has no plain-text field. `mirrorActive` makes
the link to the web version work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generators.mail.conditions import Condition, liquid
from generators.mail.drafts import DRAFT, Campaign, Existing, Service, Tags
from generators.mail.errand import PAGES, Desk, Environment, endless, number_of, objects

API = "https://api.brevo.com/v3"
#: The longest page that the documentation allows.
PAGE = 100
STATES: Mapping[str, str] = {
    "draft": DRAFT,
    "sent": "envoyée",
    "queued": "programmée",
    "in_process": "en cours d’envoi",
    "inProcess": "en cours d’envoi",
    "inReview": "en cours d’examen",
    "suspended": "suspendue",
    "archive": "archivée",
}
#: What it takes from the environment, and what each is.
REQUIRED = {
    "BREVO_API_KEY": "la clé d’API",
    "MAILLAGE_EXPEDITEUR": "l’adresse d’expéditeur validée chez Brevo",
}
OPTIONAL = {"BREVO_LISTS": "les numéros des listes"}


@dataclass(frozen=True, slots=True)
class Brevo:
    """Brevo, with the key of the environment and the lists that the draft is meant for, if any is named."""

    desk: Desk
    lists: tuple[int, ...]
    name: str = "Brevo"
    page: str = "https://app.brevo.com/"

    @classmethod
    def of(cls, environment: Environment) -> Brevo:
        environment.require(**REQUIRED)
        key = environment.secret("BREVO_API_KEY")
        base = environment.url("BREVO_URL", API)
        desk = Desk("Brevo", base, "BREVO_API_KEY", {"api-key": key})
        return cls(desk, tuple(environment.numbers("BREVO_LISTS")))

    def existing(self, name: str) -> Iterator[Existing]:
        for start in range(0, PAGES * PAGE, PAGE):
            answer = self.desk.ask("GET", "/emailCampaigns", query=_page(start))
            for one in objects(answer, self.name, "campaigns"):
                if one.get("name") == name:
                    yield Existing.of(number_of(one, self.name, "id"), str(one.get("status")), STATES)
            if start + PAGE >= number_of(answer, self.name, "count"):
                return
        raise endless(self.name)

    def create(self, campaign: Campaign) -> int:
        answer = self.desk.ask("POST", "/emailCampaigns", self._body(campaign))
        return number_of(answer, self.name, "id")

    def update(self, id_: int, campaign: Campaign) -> None:
        self.desk.ask("PUT", f"/emailCampaigns/{id_}", self._body(campaign))

    def _body(self, campaign: Campaign) -> dict[str, object]:
        body: dict[str, object] = {
            "name": campaign.name,
            "subject": campaign.subject,
            "sender": {"name": campaign.sender_name, "email": campaign.sender},
            "previewText": campaign.preview,
            "htmlContent": campaign.html,
            "mirrorActive": True,
        }
        return body | ({"recipients": {"listIds": list(self.lists)}} if self.lists else {})


def _page(start: int) -> dict[str, str | int]:
    return {
        "type": "classic",
        "limit": PAGE,
        "offset": start,
        "sort": "desc",
        "excludeHtmlContent": "true",
    }


#: `htmlContent` must be below 1 MB; its template language tests a contact's attributes.
CONDITION = Condition("REGION", liquid("contact"), 1_000_000)
SERVICE = Service(
    "brevo", "Brevo", Tags("{{ unsubscribe }}", "{{ mirror }}"), REQUIRED, OPTIONAL, Brevo.of, CONDITION
)
