"""Keila: https://www.keila.io/api, and its OpenAPI description (/api/v1/openapi)."""

from __future__ import annotations

from werkzeug import Request, Response

from tests.mail.fakes import Fake, Json, said

KNOWN = {
    "subject", "text_body", "json_body", "mjml_body", "html_body", "mjml_content", "html_content",
    "text_content", "settings", "template_id", "sender_id", "segment_id", "data", "preview_text",
}  # fmt: skip
SENDERS = [
    {"id": "ms_autre", "name": "x", "from_email": "autre@exemple.fr", "from_name": "Un autre"},
    {"id": "ms_1", "name": "SMTP", "from_email": "lettre@reseau-pare.example", "from_name": "Notre nom"},
]


class Keila(Fake):
    code, name = "keila", "Keila"
    first = "/api/v1/campaigns"
    secret = "cle-keila-SECRET"
    environment = {"KEILA_API_KEY": secret}  # noqa: RUF012

    @property
    def entry(self) -> Json:
        return {"service": self.code, "url": self.server.url_for("").rstrip("/"), "segments": ["sgm_1"]}

    def page(self) -> Json:
        return {"data": [], "meta": {"page": 0, "page_count": 1, "count": 0}}

    def numbered(self, id_: object, name: str) -> Json:
        return {"data": [{"id": id_, "data": {"maillage": name}, "sent_at": None, "scheduled_for": None}]}

    def lay(self, name: str, state: object = "draft") -> str:
        id_ = f"mc_{len(self.campaigns) + 1}"
        moment = "2026-11-22T09:00:00Z"
        self.campaigns[id_] = {
            "id": id_,
            "subject": "À la main",
            "html_body": "<p>À la main</p>",
            "preview_text": None,
            "sender_id": None,
            "segment_id": None,
            "template_id": None,
            "settings": {"type": "html"},
            "data": {"maillage": name},
            "sent_at": moment if state == "sent" else None,
            "scheduled_for": moment if state == "scheduled" else None,
        }
        return id_

    def html(self, id_: object) -> str:
        return str(self.campaigns[id_]["html_body"])

    def edit(self, id_: object, **changes: str) -> None:
        one = self.campaigns[id_]
        fields = {"subject": "subject", "html": "html_body", "preview": "preview_text", "to": "segment_id"}
        one.update({fields[key]: value for key, value in changes.items() if key in fields})
        if "sender" in changes:
            one["sender_id"] = "ms_autre"

    def answer(self, request: Request) -> Response:
        if request.headers.get("Authorization") != f"Bearer {self.secret}":
            return said({"errors": [{"status": "403", "title": "Not authorized"}]}, 403)
        if request.path == "/api/v1/senders":
            return said({"data": SENDERS, "meta": {"page": 0, "page_count": 1, "count": 2}})
        id_ = request.path.removeprefix(self.first).strip("/")
        body: Json = request.get_json()["data"] if request.data else {}
        if extra := set(body) - KNOWN:
            fault = {"title": "Unexpected field", "pointer": f"/data/{extra.pop()}", "status": "400"}
            return said({"errors": [fault]}, 400)
        if not id_ and request.method == "GET":
            count = len(self.campaigns)
            meta = {"page": 0, "page_count": 1, "count": count}
            return said({"data": list(self.campaigns.values()), "meta": meta})
        if not id_:
            if missing := {"subject", "settings"} - set(body):
                fault = {"title": "Missing field", "pointer": f"/data/{missing.pop()}", "status": "400"}
                return said({"errors": [fault]}, 400)
            id_ = self.lay("")
        if id_ not in self.campaigns:
            return said({"errors": [{"status": "404", "title": "Not found"}]}, 404)
        assert request.method in ("GET", "POST", "PATCH")
        self.campaigns[id_].update(body)
        return said({"data": self.campaigns[id_]})
