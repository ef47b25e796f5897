"""Notifuse: drafts by the API of one's own server (https://docs.notifuse.com/api-reference).

A draft is two things: a template, which holds the letter, and a broadcast, which says to whom it goes. A
template is a tree of MJML blocks: the letter stands in two raw ones, so that it leaves as it was tested. The
sender is the one that the workspace takes by default, or that somebody chose there. There is no web version.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from generators.mail.conditions import Condition, liquid
from generators.mail.drafts import DRAFT, Campaign, Existing, Id, Service, Tags, audience
from generators.mail.errand import (
    PAGES,
    Desk,
    Environment,
    endless,
    group_of,
    number_of,
    objects,
    text_in,
    word_of,
)
from generators.mail.seal import Content
from generators.mail.settings import Setting, Settings

#: The longest page that the server gives.
PAGE = 100
STATES: Mapping[str, str] = {
    "draft": DRAFT,
    "scheduled": "programmée",
    "processing": "en cours d’envoi",
    "sending": "en cours d’envoi",
    "paused": "en pause, envoyée en partie",
    "processed": "envoyée",
    "sent": "envoyée",
    "cancelled": "annulée",
    "failed": "en échec, envoyée en partie",
    "testing": "en test A/B",
    "test_completed": "en test A/B",
    "winner_selected": "en cours d’envoi (test A/B)",
}
SECRETS = {"NOTIFUSE_API_KEY": "la clé d’API de l’espace de travail"}
SETTINGS = {
    "url": Setting("l’adresse du serveur", required=True, example="https://notifuse.association.fr"),
    "espace": Setting("l’identifiant de l’espace de travail", required=True, most=1, example="reseau"),
    "listes": Setting("l’identifiant de la liste", required=True, most=1, example="[newsletter]"),
    "segments": Setting("les identifiants des segments", example="[nord]"),
}
_PAGE = re.compile(r"(?s)<title>(.*?)</title>(.*?)</head>\s*<body[^>]*>(.*)</body>")
#: What HTML leaves open and MJML, which is XML, does not.
_VOID = re.compile(r"<(br|hr|img|link|meta)\b([^>]*?)\s*/?>")
#: What a template's name takes, in bytes.
_NAME = 32


@dataclass(frozen=True, slots=True)
class Notifuse:
    """One workspace of one's own Notifuse."""

    desk: Desk
    settings: Settings
    name: str = "Notifuse"

    @classmethod
    def of(cls, settings: Settings, environment: Environment) -> Notifuse:
        key = {"Authorization": f"Bearer {environment.secret('NOTIFUSE_API_KEY')}"}
        return cls(Desk("Notifuse", settings.url, "NOTIFUSE_API_KEY", key), settings)

    @property
    def page(self) -> str:
        return f"{self.desk.base}/console/workspace/{self.settings.espace}/broadcasts"

    def existing(self, name: str) -> Iterator[Existing]:
        for start in range(0, PAGES * PAGE, PAGE):
            answer = self._get("broadcasts.list", limit=PAGE, offset=start)
            for one in objects(answer, self.name, "broadcasts"):
                if one.get("name") == name:
                    yield Existing.of(word_of(one, self.name, "id"), str(one.get("status")), STATES)
            if start + PAGE >= number_of(answer, self.name, "total_count"):
                return
        raise endless(self.name)

    @property
    def audience(self) -> str | None:
        return audience(self.settings.listes, self.settings.segments)

    def content(self, id_: Id, ours: Campaign) -> Content:
        """That of the template that the broadcast takes now; several are a test of which one is ours."""
        known = group_of(self._get("broadcasts.get", id=id_), self.name, "broadcast")
        variations = objects(known, self.name, "test_settings", "variations")
        to = group_of(known, self.name, "audience")
        segments = to.get("segments")
        taken = audience([text_in(to, "list")], segments if isinstance(segments, list) else ())
        if not variations:
            return Content("", "", audience=taken)
        template = word_of(variations[0], self.name, "template_id")
        there = self._get("templates.get", id=template, absent=True)
        email = {} if there is None else group_of(there, self.name, "template", "email")
        html = "".join(_contents(email.get("visual_editor_tree"))) or text_in(email, "mjml_source")
        return Content(text_in(email, "subject"), html, audience=taken, text=text_in(email, "text"))

    def create(self, campaign: Campaign) -> Id:
        self._fill(campaign)
        answer = self._post("broadcasts.create", self._broadcast(campaign))
        return word_of(answer, self.name, "broadcast", "id")

    def update(self, id_: Id, campaign: Campaign) -> None:
        self._fill(campaign)
        known = group_of(self._get("broadcasts.get", id=id_), self.name, "broadcast")
        kept = {key: known[key] for key in ("utm_parameters", "metadata") if known.get(key)}
        self._post("broadcasts.update", {"id": id_, **kept, **self._broadcast(campaign)})

    def _fill(self, campaign: Campaign) -> None:
        """The template, made or made again; what somebody chose there of its sender stays."""
        id_ = _template(campaign.name)
        there = self._get("templates.get", id=id_, absent=True)
        said = {} if there is None else group_of(there, self.name, "template", "email")
        kept = {key: said[key] for key in ("sender_id", "reply_to") if said.get(key)}
        body: dict[str, object] = {
            "id": id_,
            "name": campaign.name.encode()[:_NAME].decode("utf-8", "ignore"),
            "channel": "email",
            "category": "marketing",
            "email": {
                **kept,
                "subject": campaign.subject,
                "compiled_preview": campaign.html,
                "visual_editor_tree": _tree(campaign.html),
                "text": campaign.text,
            },
        }
        self._post("templates.create" if there is None else "templates.update", body)

    def _broadcast(self, campaign: Campaign) -> dict[str, object]:
        audience: dict[str, object] = {"list": self.settings.listes[0], "exclude_unsubscribed": True}
        if self.settings.segments:
            audience["segments"] = list(self.settings.segments)
        variation = {"variation_name": "A", "template_id": _template(campaign.name)}
        return {
            "name": campaign.name,
            "audience": audience,
            "test_settings": {"enabled": False, "variations": [variation]},
        }

    def _get(self, action: str, *, absent: bool = False, **query: str | int) -> Any:  # noqa: ANN401  (JSON)
        query = {"workspace_id": self.settings.espace, **query}
        return self.desk.ask("GET", f"/api/{action}", query=query, absent=absent)

    def _post(self, action: str, body: dict[str, object]) -> Any:  # noqa: ANN401  (JSON)
        return self.desk.ask("POST", f"/api/{action}", {"workspace_id": self.settings.espace, **body})


def _template(name: str) -> str:
    """The template of a campaign: found again by its id alone."""
    return f"maillage-{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def _tree(html: str) -> dict[str, object]:
    """The letter as MJML blocks: what its head holds, then its body, neither made again.

    A raw block takes well-formed XML, and loses the spaces between two tags unless they are encoded.
    """
    found = _PAGE.search(html)
    assert found, "a letter is a whole page"
    title, head, body = found.groups()
    head, body = (_VOID.sub(r"<\1\2/>", part) for part in (head, body))
    body = re.sub(r"> +<", ">&#32;<", body)
    heads = [_block("titre", "mj-title", content=unescape(title)), _block("tete", "mj-raw", content=head)]
    parts = [
        _block("entete", "mj-head", children=heads),
        _block("corps", "mj-body", children=[_block("lettre", "mj-raw", content=body)]),
    ]
    return _block("page", "mjml", children=parts, attributes={"lang": "fr"})


def _contents(block: object) -> Iterator[str]:
    """The HTML of the blocks of a tree, in order; a link or a picture that is a block, as HTML too."""
    if not isinstance(block, dict):
        return
    attributes = block.get("attributes")
    href, src, alt = (
        escape(text_in(attributes, key)) if isinstance(attributes, dict) else ""
        for key in ("href", "src", "alt")
    )
    said = text_in(block, "content")
    said = f'<a href="{href}">{said}</a>' if href else said
    said = f'<img src="{src}" alt="{alt}">{said}' if src else said
    if block.get("type") != "mj-title":
        yield said
    children = block.get("children")
    for child in children if isinstance(children, list) else ():
        yield from _contents(child)


def _block(id_: str, type_: str, **more: object) -> dict[str, object]:
    return {"id": id_, "type": type_, "attributes": {}, **more}


#: Its Liquid takes 100 KB at most (`DefaultMaxTemplateSize` of its pkg/notifuse_mjml).
CONDITION = Condition("custom_string_1", liquid("contact"), 100 * 1024)
SERVICE = Service(
    "notifuse",
    "Notifuse",
    Tags("{{ unsubscribe_url }}"),
    SECRETS,
    SETTINGS,
    connect=Notifuse.of,
    condition=CONDITION,
)
