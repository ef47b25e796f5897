"""Mailjet: drafts by its API v3 (https://dev.mailjet.com/email/reference/campaigns/drafts/).

A draft takes two requests: the campaign, then its content. When the second fails, the next run finds the
draft by its title and gives it its content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generators.mail.drafts import DRAFT, Campaign, Existing, Id, Service, Tags, audience, signed
from generators.mail.errand import PAGES, Desk, Environment, endless, group_of, number_of, objects, text_in
from generators.mail.seal import Content
from generators.mail.settings import Setting, Settings

API = "https://api.mailjet.com"
DRAFTS = "/v3/REST/campaigndraft"
#: The longest page that the documentation allows.
PAGE = 1000
DELETED = "-2"
STATES: Mapping[str, str] = {
    "0": DRAFT,
    "1": "programmée",
    "2": "envoyée",
    "3": "envoyée en partie (test A/B)",
    "4": "envoyée (test A/B)",
    "-1": "archivée",
    "-3": "annulée",
}
SECRETS = {"MJ_APIKEY_PUBLIC": "la clé d’API", "MJ_APIKEY_PRIVATE": "la clé secrète"}
SETTINGS = {
    "listes": Setting("le numéro de la liste", required=True, numbers=True, most=1, example="[58]"),
    "segments": Setting("le numéro d’un segment de cette liste", numbers=True, most=1, example="[2]"),
}


@dataclass(frozen=True, slots=True)
class Mailjet:
    """Mailjet, with the two keys of the environment and the list that the draft is meant for."""

    desk: Desk
    settings: Settings
    name: str = "Mailjet"
    page: str = "https://app.mailjet.com/campaigns"

    @classmethod
    def of(cls, settings: Settings, environment: Environment) -> Mailjet:
        auth = (environment.secret("MJ_APIKEY_PUBLIC"), environment.secret("MJ_APIKEY_PRIVATE"))
        return cls(Desk("Mailjet", API, "MJ_APIKEY_PUBLIC et MJ_APIKEY_PRIVATE", auth=auth), settings)

    def existing(self, name: str) -> Iterator[Existing]:
        for start in range(0, PAGES * PAGE, PAGE):
            page: dict[str, str | int] = {"Limit": PAGE, "Offset": start, "Sort": "ID DESC"}
            found = objects(self.desk.ask("GET", DRAFTS, query=page), self.name, "Data")
            for one in found:
                state = str(one.get("Status"))
                if one.get("Title") == name and state != DELETED:
                    yield Existing.of(number_of(one, self.name, "ID"), state, STATES)
            if len(found) < PAGE:
                return
        raise endless(self.name)

    @property
    def audience(self) -> str | None:
        return audience(self.settings.listes, self.settings.segments)

    def content(self, id_: Id, ours: Campaign) -> Content:
        known = group_of(self.desk.ask("GET", f"{DRAFTS}/{id_}"), self.name, "Data", 0)
        detail = objects(self.desk.ask("GET", f"{DRAFTS}/{id_}/detailcontent"), self.name, "Data")
        body = detail[0] if detail else {}
        numbers = (filter(None, [known.get(key)]) for key in ("ContactsListID", "SegmentationID"))
        return Content(
            text_in(known, "Subject"),
            text_in(body, "Html-part"),
            sender=signed(text_in(known, "SenderName"), text_in(known, "SenderEmail")),
            audience=audience(*numbers) or "",
            text=text_in(body, "Text-part"),
        )

    def create(self, campaign: Campaign) -> int:
        answer = self.desk.ask("POST", DRAFTS, self._body(campaign))
        id_ = number_of(answer, self.name, "Data", 0, "ID")
        self._fill(id_, campaign)
        return id_

    def update(self, id_: Id, campaign: Campaign) -> None:
        self.desk.ask("PUT", f"{DRAFTS}/{id_}", self._body(campaign))
        self._fill(id_, campaign)

    def _fill(self, id_: Id, campaign: Campaign) -> None:
        content = {"Html-part": campaign.html, "Text-part": campaign.text}
        self.desk.ask("POST", f"{DRAFTS}/{id_}/detailcontent", content)

    def _body(self, campaign: Campaign) -> dict[str, object]:
        body: dict[str, object] = {
            "Locale": "fr_FR",
            "Title": campaign.name,
            "Subject": campaign.subject,
            "Sender": campaign.sender_name,
            "SenderName": campaign.sender_name,
            "SenderEmail": campaign.sender,
            "ContactsListID": self.settings.list_numbers[0],
            "EditMode": "html2",
        }
        segments = self.settings.segment_numbers
        return body | ({"SegmentationID": segments[0]} if segments else {})


SERVICE = Service(
    "mailjet",
    "Mailjet",
    Tags("[[UNSUB_LINK_FR]]", "[[PERMALINK]]"),
    SECRETS,
    SETTINGS,
    sender=True,
    connect=Mailjet.of,
)
