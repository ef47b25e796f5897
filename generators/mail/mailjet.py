"""Mailjet: drafts by its API v3 (https://dev.mailjet.com/email/reference/campaigns/drafts/).

A draft takes two requests: the campaign, then its content. When the second fails, the next run finds the
draft by its title and gives it its content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generators.mail.drafts import DRAFT, Campaign, Existing, Service, Tags
from generators.mail.errand import PAGES, BadSetting, Desk, Environment, endless, number_of, objects

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
#: What it takes from the environment, and what each is.
REQUIRED = {
    "MJ_APIKEY_PUBLIC": "la clé d’API",
    "MJ_APIKEY_PRIVATE": "la clé secrète",
    "MJ_CONTACTSLIST": "le numéro de la liste de contacts",
    "MAILLAGE_EXPEDITEUR": "l’adresse d’expéditeur validée chez Mailjet",
}


@dataclass(frozen=True, slots=True)
class Mailjet:
    """Mailjet, with the two keys of the environment and the list that the draft is meant for."""

    desk: Desk
    list_: int
    name: str = "Mailjet"
    page: str = "https://app.mailjet.com/campaigns"

    @classmethod
    def of(cls, environment: Environment) -> Mailjet:
        environment.require(**REQUIRED)
        lists = environment.numbers("MJ_CONTACTSLIST")
        if len(lists) != 1:
            raise BadSetting("MJ_CONTACTSLIST doit donner une seule liste : Mailjet n’en prend qu’une.")
        auth = (environment.secret("MJ_APIKEY_PUBLIC"), environment.secret("MJ_APIKEY_PRIVATE"))
        base = environment.url("MJ_URL", API)
        return cls(Desk("Mailjet", base, "MJ_APIKEY_PUBLIC et MJ_APIKEY_PRIVATE", auth=auth), lists[0])

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

    def create(self, campaign: Campaign) -> int:
        answer = self.desk.ask("POST", DRAFTS, self._body(campaign))
        id_ = number_of(answer, self.name, "Data", 0, "ID")
        self._fill(id_, campaign)
        return id_

    def update(self, id_: int, campaign: Campaign) -> None:
        self.desk.ask("PUT", f"{DRAFTS}/{id_}", self._body(campaign))
        self._fill(id_, campaign)

    def _fill(self, id_: int, campaign: Campaign) -> None:
        content = {"Html-part": campaign.html, "Text-part": campaign.text}
        self.desk.ask("POST", f"{DRAFTS}/{id_}/detailcontent", content)

    def _body(self, campaign: Campaign) -> dict[str, object]:
        return {
            "Locale": "fr_FR",
            "Title": campaign.name,
            "Subject": campaign.subject,
            "Sender": campaign.sender_name,
            "SenderName": campaign.sender_name,
            "SenderEmail": campaign.sender,
            "ContactsListID": self.list_,
            "EditMode": "html2",
        }


SERVICE = Service("mailjet", "Mailjet", Tags("[[UNSUB_LINK_FR]]", "[[PERMALINK]]"), REQUIRED, {}, Mailjet.of)
