"""Notifuse: https://docs.notifuse.com/api-reference, and its OpenAPI description (openapi.json)."""

from __future__ import annotations

import re
from typing import Any

from werkzeug import Request, Response

from tests.mail.fakes import Fake, Json, said

WORKSPACE = "reseau"
#: Which children a block may have, of those that a raw letter needs.
CHILDREN = {"mjml": {"mj-head", "mj-body"}, "mj-head": {"mj-title", "mj-raw"}, "mj-body": {"mj-raw"}}


class Notifuse(Fake):
    code, name = "notifuse", "Notifuse"
    first = "/api/broadcasts.list"
    secret = "cle-notifuse-SECRET"
    environment = {"NOTIFUSE_API_KEY": secret}  # noqa: RUF012

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.templates: dict[str, Json] = {}

    @property
    def entry(self) -> Json:
        where = {"url": self.server.url_for("").rstrip("/"), "espace": WORKSPACE}
        return {"service": self.code, **where, "listes": ["newsletter"], "segments": ["nord"]}

    def page(self) -> Json:
        return {"broadcasts": [], "total_count": 10**12}

    def numbered(self, id_: object, name: str) -> Json:
        return {"broadcasts": [{"id": id_, "name": name, "status": "draft"}], "total_count": 1}

    def lay(self, name: str, state: object = "draft") -> str:
        id_ = f"{len(self.campaigns) + 1:032x}"
        template = f"main-{len(self.templates)}"
        raw = {"id": "r", "type": "mj-raw", "content": "<p>À la main</p>"}
        body = {"id": "b", "type": "mj-body", "children": [raw]}
        tree = {"id": "t", "type": "mjml", "children": [body]}
        email = {"subject": "À la main", "compiled_preview": "x", "visual_editor_tree": tree}
        self.templates[template] = {"id": template, "name": "x", "channel": "email", "email": email}
        self.campaigns[id_] = {
            "id": id_,
            "workspace_id": WORKSPACE,
            "name": name,
            "status": state,
            "audience": {"list": "newsletter", "exclude_unsubscribed": True},
            "test_settings": {"enabled": False, "variations": [{"template_id": template}]},
        }
        return id_

    def template(self, id_: object) -> Json:
        (variation,) = self.campaigns[id_]["test_settings"]["variations"]
        return self.templates[variation["template_id"]]

    def _letter(self, id_: object) -> Json:
        """The raw block of the body."""
        tree = self.template(id_)["email"]["visual_editor_tree"]
        block: Json = tree["children"][-1]["children"][0]
        return block

    def html(self, id_: object) -> str:
        return str(self._letter(id_)["content"])

    def edit(self, id_: object, **changes: str) -> None:
        email = self.template(id_)["email"]
        for key in ("subject", "text"):
            if key in changes:
                email[key] = changes[key]
        if "html" in changes:
            self._letter(id_)["content"] = changes["html"]
        if "sender" in changes:
            email["sender_id"] = changes["sender"]
        if "to" in changes:
            self.campaigns[id_]["audience"]["list"] = changes["to"]

    def answer(self, request: Request) -> Response:
        if request.headers.get("Authorization") != f"Bearer {self.secret}":
            return said({"error": "Unauthorized"}, 401)
        action = request.path.removeprefix("/api/")
        asked: Any = request.get_json() if request.data else request.args
        if asked.get("workspace_id") != WORKSPACE:
            return said({"error": "workspace_id is required"}, 400)
        if action in ("broadcasts.list", "broadcasts.get", "templates.get"):
            assert request.method == "GET"
        else:
            assert request.method == "POST", action
        kind, _, verb = action.partition(".")
        return self._template(verb, asked) if kind == "templates" else self._broadcast(verb, asked)

    def _template(self, verb: str, asked: Json) -> Response:
        id_ = asked["id"]
        if not re.fullmatch(r"[a-zA-Z0-9_-]{1,32}", id_):
            return said({"error": "id must contain only letters, numbers, underscores, and hyphens"}, 400)
        if verb != "create" and id_ not in self.templates:
            return said({"error": "Template not found"}, 404)
        if verb == "get":
            return said({"template": self.templates[id_]})
        if verb == "create" and id_ in self.templates:
            return said({"error": "Template id already exists"}, 400)
        assert asked["channel"] == "email" and asked["category"] == "marketing"
        if len(asked["name"].encode()) > 32:
            return said({"error": "name length must be between 1 and 32"}, 400)
        _judge(asked["email"]["visual_editor_tree"], "mjml")
        assert asked["email"]["compiled_preview"] and asked["email"]["subject"]
        version = self.templates.get(id_, {}).get("version", 0) + 1
        self.templates[id_] = {**asked, "version": version}
        return said({"template": self.templates[id_]}, 201 if verb == "create" else 200)

    def _broadcast(self, verb: str, asked: Any) -> Response:
        if verb == "list":
            start, limit = int(asked["offset"]), int(asked["limit"])
            assert limit <= 100
            found = list(reversed(self.campaigns.values()))
            return said({"broadcasts": found[start : start + limit], "total_count": len(found)})
        if verb == "create":
            if not asked["audience"].get("list"):
                return said({"error": "list is required"}, 400)
            one = self.campaigns[self.lay(asked["name"])]
            one.update({key: asked[key] for key in ("audience", "test_settings")})
            return said({"broadcast": one}, 201)
        if asked["id"] not in self.campaigns:
            return said({"error": "Broadcast not found"}, 404)
        one = self.campaigns[asked["id"]]
        if verb == "update":
            if one["status"] not in ("draft", "scheduled", "paused"):
                return said({"error": f"cannot update broadcast with status: {one['status']}"}, 400)
            kept = ("name", "audience", "test_settings", "utm_parameters", "metadata")
            one.update({key: asked.get(key) for key in kept})
        else:
            assert verb == "get", verb
        return said({"broadcast": one})


def _judge(block: Json, type_: str) -> None:
    """A tree as the server takes it, down to its raw blocks."""
    assert block["type"] == type_ and block["id"]
    for child in block.get("children", ()):
        assert child["type"] in CHILDREN[type_]
        _judge(child, child["type"])
