"""Keila: drafts by the API of one's own server, or of keila.io (https://www.keila.io/api).

A campaign has no name there, and is shown by its subject: ours bears its name in its data, under « maillage
». It is a draft until it is sent or given a date. Its text is made from its HTML, at sending. Its public page
exists only once somebody opens it there, and the API cannot: the letter leads to its page on the site.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generators.mail.conditions import Condition, liquid
from generators.mail.drafts import DRAFT, Campaign, Existing, Id, Service, Tags, audience, signed
from generators.mail.errand import Desk, Environment, Refusal, field_of, group_of, objects, text_in, word_of
from generators.mail.seal import Content
from generators.mail.settings import Setting, Settings

CAMPAIGNS = "/api/v1/campaigns"
SENDERS = "/api/v1/senders"
#: The key of a campaign's data that bears its name.
MARK = "maillage"
#: All campaigns come in one answer, each with its HTML: what may be read of it, in bytes.
LONGEST = 64 * 1024 * 1024
SECRETS = {"KEILA_API_KEY": "la clé d’API du projet"}
SETTINGS = {
    "url": Setting("l’adresse du serveur", required=True, example="https://app.keila.io"),
    "segments": Setting("l’identifiant du segment, sinon tous les contacts", most=1, example="[sgm_12345]"),
}


@dataclass(frozen=True, slots=True)
class Keila:
    """Keila, with the key of a project."""

    desk: Desk
    settings: Settings
    name: str = "Keila"

    @classmethod
    def of(cls, settings: Settings, environment: Environment) -> Keila:
        key = {"Authorization": f"Bearer {environment.secret('KEILA_API_KEY')}"}
        return cls(Desk("Keila", settings.url, "KEILA_API_KEY", key, most=LONGEST), settings)

    @property
    def page(self) -> str:
        return f"{self.desk.base}/projects"

    def existing(self, name: str) -> Iterator[Existing]:
        answer = self.desk.ask("GET", CAMPAIGNS)
        field_of(answer, self.name, "data")
        for one in objects(answer, self.name, "data"):
            data = one.get("data")
            if isinstance(data, dict) and data.get(MARK) == name:
                remedy = f"retirez là-bas « {MARK} » des données de cette campagne"
                yield Existing(word_of(one, self.name, "id"), _state(one), remedy)

    @property
    def audience(self) -> str | None:
        return audience((), self.settings.segments)

    def content(self, id_: Id, ours: Campaign) -> Content:
        known = group_of(self.desk.ask("GET", f"{CAMPAIGNS}/{id_}"), self.name, "data")
        sender = self._known_sender(text_in(known, "sender_id"))
        address = text_in(sender, "from_email")
        name = (
            ours.sender_name if address.casefold() == ours.sender.casefold() else text_in(sender, "from_name")
        )
        kind = text_in(group_of(known, self.name, "settings"), "type")
        html = text_in(known, "html_body") if kind == "html" else text_in(known, "text_body")
        segments = filter(None, [text_in(known, "segment_id")])
        return Content(
            text_in(known, "subject"),
            html or text_in(known, "mjml_body"),
            text_in(known, "preview_text"),
            signed(name, address),
            audience((), segments) or "",
        )

    def _known_sender(self, id_: str) -> dict[str, Any]:
        found = objects(self.desk.ask("GET", SENDERS), self.name, "data")
        return next((one for one in found if one.get("id") == id_), {})

    def create(self, campaign: Campaign) -> Id:
        """The draft, which counts neither readings nor clicks until somebody decides so there."""
        settings = {"type": "html", "do_not_track": True}
        body = {"data": self._body(campaign) | {"settings": settings}}
        return word_of(self.desk.ask("POST", CAMPAIGNS, body), self.name, "data", "id")

    def update(self, id_: Id, campaign: Campaign) -> None:
        self.desk.ask("PATCH", f"{CAMPAIGNS}/{id_}", {"data": self._body(campaign)})

    def _body(self, campaign: Campaign) -> dict[str, object]:
        body: dict[str, object] = {
            "subject": campaign.subject,
            "preview_text": campaign.preview,
            "html_body": campaign.html,
            "settings": {"type": "html"},
            "sender_id": self._sender(campaign.sender),
            "data": {MARK: campaign.name},
        }
        return body | ({"segment_id": self.settings.segments[0]} if self.settings.segments else {})

    def _sender(self, address: str) -> str:
        """The sender of this address. Raises `Refusal` when the project has none."""
        for one in objects(self.desk.ask("GET", SENDERS), self.name, "data"):
            if str(one.get("from_email")).casefold() == address.casefold():
                return word_of(one, self.name, "id")
        raise Refusal(f"Keila n’a pas d’expéditeur {address} : ajoutez-le là-bas, puis relancez la commande.")


def _state(one: dict[str, Any]) -> str:
    if one.get("sent_at"):
        return "envoyée"
    return "programmée" if one.get("scheduled_for") else DRAFT


SERVICE = Service(
    "keila",
    "Keila",
    Tags("{{ unsubscribe_link }}"),
    SECRETS,
    SETTINGS,
    sender=True,
    connect=Keila.of,
    condition=Condition("region", liquid("contact.data")),
)
