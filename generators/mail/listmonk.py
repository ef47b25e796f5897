"""listmonk: drafts by the API of one's own server (https://listmonk.app/docs/apis/campaigns/).

The letter is a whole page, so the campaign's template on the server should hold its content and nothing
else; `modele` names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import formataddr, parseaddr

from generators.mail.conditions import Condition, go
from generators.mail.drafts import DRAFT, Campaign, Existing, Id, Service, Tags, audience, signed
from generators.mail.errand import PAGES, Desk, Environment, endless, group_of, number_of, objects, text_in
from generators.mail.seal import Content
from generators.mail.settings import Setting, Settings

CAMPAIGNS = "/api/campaigns"
PAGE = 100
STATES: Mapping[str, str] = {
    "draft": DRAFT,
    "scheduled": "programmée",
    "running": "en cours d’envoi",
    "paused": "en pause, envoyée en partie",
    "finished": "envoyée",
    "cancelled": "annulée",
}
SECRETS = {"LISTMONK_USER": "l’utilisateur d’API", "LISTMONK_TOKEN": "son jeton"}
SETTINGS = {
    "url": Setting("l’adresse du serveur", required=True, example="https://lettre.association.fr"),
    "listes": Setting("les numéros des listes", required=True, numbers=True, example="[3, 7]"),
    "modele": Setting(
        'le numéro d’un modèle qui ne contient que {{ template "content" . }}',
        numbers=True,
        most=1,
        example="4",
    ),
}


@dataclass(frozen=True, slots=True)
class Listmonk:
    """One's own listmonk, with the user and token of the environment and the lists that it writes to."""

    desk: Desk
    settings: Settings
    name: str = "listmonk"

    @classmethod
    def of(cls, settings: Settings, environment: Environment) -> Listmonk:
        auth = (environment.secret("LISTMONK_USER"), environment.secret("LISTMONK_TOKEN"))
        return cls(Desk("listmonk", settings.url, "LISTMONK_USER et LISTMONK_TOKEN", auth=auth), settings)

    @property
    def page(self) -> str:
        return f"{self.desk.base}/admin/campaigns"

    def existing(self, name: str) -> Iterator[Existing]:
        for number in range(1, PAGES + 1):
            page: dict[str, str | int] = {
                "order_by": "created_at",
                "order": "DESC",
                "page": number,
                "per_page": PAGE,
                "no_body": "true",
            }
            answer = self.desk.ask("GET", CAMPAIGNS, query=page)
            for one in objects(answer, self.name, "data", "results"):
                if one.get("name") == name:
                    yield Existing.of(number_of(one, self.name, "id"), str(one.get("status")), STATES)
            if number * PAGE >= number_of(answer, self.name, "data", "total"):
                return
        raise endless(self.name)

    @property
    def audience(self) -> str | None:
        return audience(self.settings.listes)

    def content(self, id_: Id, ours: Campaign) -> Content:
        known = group_of(self.desk.ask("GET", f"{CAMPAIGNS}/{id_}"), self.name, "data")
        lists = objects(known, self.name, "lists")
        return Content(
            text_in(known, "subject"),
            text_in(known, "body"),
            sender=_signed(text_in(known, "from_email")),
            audience=audience(number_of(one, self.name, "id") for one in lists) or "",
            text=text_in(known, "altbody"),
        )

    def create(self, campaign: Campaign) -> int:
        answer = self.desk.ask("POST", CAMPAIGNS, self._body(campaign))
        return number_of(answer, self.name, "data", "id")

    def update(self, id_: Id, campaign: Campaign) -> None:
        self.desk.ask("PUT", f"{CAMPAIGNS}/{id_}", self._body(campaign))

    def _body(self, campaign: Campaign) -> dict[str, object]:
        body: dict[str, object] = {
            "name": campaign.name,
            "subject": campaign.subject,
            "lists": self.settings.list_numbers,
            "type": "regular",
            "content_type": "html",
            "body": campaign.html,
            "altbody": campaign.text,
        }
        if campaign.sender:
            body["from_email"] = formataddr((campaign.sender_name, campaign.sender), charset="utf-8")
        return body | ({"template_id": int(self.settings.modele)} if self.settings.modele else {})


def _signed(sender: str) -> str:
    """Who writes: a name that is not ASCII comes as an encoded word (RFC 2047)."""
    name, address = parseaddr(sender)
    try:
        return signed(str(make_header(decode_header(name))), address)
    except (LookupError, ValueError, HeaderParseError):
        return signed(name, address)


SERVICE = Service(
    "listmonk",
    "listmonk",
    Tags("{{ UnsubscribeURL }}", "{{ MessageURL }}"),
    SECRETS,
    SETTINGS,
    connect=Listmonk.of,
    condition=Condition("region", go),
)
