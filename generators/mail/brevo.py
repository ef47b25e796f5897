"""Brevo: drafts by its API v3 (https://developers.brevo.com/reference, « Email campaigns »).

A campaign is created as a draft unless it is given a date; it has no plain-text field. `mirrorActive` makes
the link to the web version work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generators.mail.conditions import Condition, btl
from generators.mail.drafts import DRAFT, Campaign, Existing, Id, Service, Tags, audience, signed
from generators.mail.errand import (
    PAGES,
    Desk,
    Environment,
    endless,
    field_of,
    group_of,
    number_of,
    objects,
    text_in,
)
from generators.mail.seal import Content
from generators.mail.settings import Setting, Settings

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
SECRETS = {"BREVO_API_KEY": "la clé d’API"}
SETTINGS = {
    "listes": Setting("les numéros des listes", numbers=True, example="[3, 7]"),
    "segments": Setting("les numéros des segments", numbers=True, example="[2]"),
}


@dataclass(frozen=True, slots=True)
class Brevo:
    """Brevo, with the key of the environment, and the lists and segments that the draft is meant for."""

    desk: Desk
    settings: Settings
    name: str = "Brevo"
    page: str = "https://app.brevo.com/"

    @classmethod
    def of(cls, settings: Settings, environment: Environment) -> Brevo:
        key = environment.secret("BREVO_API_KEY")
        return cls(Desk("Brevo", API, "BREVO_API_KEY", {"api-key": key}), settings)

    def existing(self, name: str) -> Iterator[Existing]:
        for start in range(0, PAGES * PAGE, PAGE):
            answer = self.desk.ask("GET", "/emailCampaigns", query=_page(start))
            for one in objects(answer, self.name, "campaigns"):
                if one.get("name") == name:
                    yield Existing.of(number_of(one, self.name, "id"), str(one.get("status")), STATES)
            if start + PAGE >= number_of(answer, self.name, "count"):
                return
        raise endless(self.name)

    @property
    def audience(self) -> str | None:
        return audience(self.settings.listes)

    def content(self, id_: Id, ours: Campaign) -> Content:
        known = group_of(self.desk.ask("GET", f"/emailCampaigns/{id_}"), self.name)
        sender = group_of(known, self.name, "sender")
        lists = group_of(known, self.name, "recipients").get("lists")
        return Content(
            text_in(known, "subject"),
            str(field_of(known, self.name, "htmlContent") or ""),
            text_in(known, "previewText") if "previewText" in known else None,
            signed(text_in(sender, "name"), text_in(sender, "email")),
            (audience(lists) or "") if isinstance(lists, list) else None,
        )

    def create(self, campaign: Campaign) -> int:
        answer = self.desk.ask("POST", "/emailCampaigns", self._body(campaign))
        return number_of(answer, self.name, "id")

    def update(self, id_: Id, campaign: Campaign) -> None:
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
        said = {"listIds": self.settings.list_numbers, "segmentIds": self.settings.segment_numbers}
        recipients = {key: numbers for key, numbers in said.items() if numbers}
        return body | ({"recipients": recipients} if recipients else {})


def _page(start: int) -> dict[str, str | int]:
    return {
        "type": "classic",
        "limit": PAGE,
        "offset": start,
        "sort": "desc",
        "excludeHtmlContent": "true",
    }


#: `htmlContent` must be below 1 MB; its template language tests a contact's attributes.
CONDITION = Condition("REGION", btl, 1_000_000)
SERVICE = Service(
    "brevo",
    "Brevo",
    Tags("{{ unsubscribe }}", "{{ mirror }}"),
    SECRETS,
    SETTINGS,
    sender=True,
    connect=Brevo.of,
    condition=CONDITION,
)
