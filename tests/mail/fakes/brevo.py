"""Brevo, API v3: https://developers.brevo.com/reference (email campaigns)."""

from __future__ import annotations

from typing import Any

from werkzeug import Request, Response

from tests.mail.fakes import Fake, Json, said

KNOWN = {"name", "subject", "sender", "previewText", "htmlContent", "mirrorActive", "recipients"}


class Brevo(Fake):
    code, name = "brevo", "Brevo"
    first = "/v3/emailCampaigns"
    secret = "xkeysib-4f5a6b-SECRET"
    environment = {"BREVO_API_KEY": secret}  # noqa: RUF012

    def page(self) -> Json:
        return {"count": 10**12, "campaigns": []}

    def numbered(self, id_: object, name: str) -> Json:
        return {"count": 1, "campaigns": [{"id": id_, "name": name, "status": "draft"}]}

    def lay(self, name: str, state: object = "draft") -> int:
        id_ = len(self.campaigns) + 12
        self.campaigns[id_] = {
            "id": id_,
            "name": name,
            "status": state,
            "type": "classic",
            "subject": "À la main",
            "htmlContent": "<p>À la main</p>",
            "previewText": "",
            "sender": {"name": "Une main", "email": "main@exemple.fr", "id": 1},
            "recipients": {"lists": [], "exclusionLists": []},
        }
        return id_

    def html(self, id_: object) -> str:
        return str(self.campaigns[id_]["htmlContent"])

    def edit(self, id_: object, **changes: str) -> None:
        one = self.campaigns[id_]
        for key, field in (("subject", "subject"), ("html", "htmlContent"), ("preview", "previewText")):
            if key in changes:
                one[field] = changes[key]
        if "sender" in changes:
            one["sender"] = {**one["sender"], "email": changes["sender"]}
        if "to" in changes:
            one["recipients"]["lists"] = [int(changes["to"])]

    def answer(self, request: Request) -> Response:
        if request.headers.get("api-key") != self.secret:
            return said({"code": "unauthorized", "message": "Key not found"}, 401)
        id_ = request.path.removeprefix(self.first).strip("/")
        body: Json = request.get_json() if request.data else {}
        if extra := set(body) - KNOWN:
            return said({"code": "invalid_parameter", "message": f"{extra} is not valid"}, 400)
        if request.method == "POST" and not id_:
            self.campaigns[new := self.lay(body["name"])].update(_kept(body))
            return said({"id": new}, 201)
        if request.method == "GET" and not id_:
            return self._list(request)
        one = self.campaigns.get(int(id_)) if id_.isdigit() else None
        if one is None:
            return said({"code": "document_not_found", "message": "Campaign not found"}, 404)
        if request.method == "GET":
            return said(one)
        if one["status"] not in ("draft", "queued", "suspended"):
            return said({"code": "bad_request", "message": "Campaign cannot be updated"}, 400)
        one.update(_kept(body))
        return Response(status=204)

    def _list(self, request: Request) -> Response:
        asked = request.args
        assert (
            asked["type"] == "classic" and asked["excludeHtmlContent"] == "true" and asked["sort"] == "desc"
        )
        start, limit = int(asked["offset"]), int(asked["limit"])
        assert limit <= 100
        found = sorted(self.campaigns.values(), key=lambda one: -one["id"])[start : start + limit]
        shown = [{key: value for key, value in one.items() if key != "htmlContent"} for one in found]
        answer: dict[str, Any] = {"count": len(self.campaigns)}
        return said(answer | ({"campaigns": shown} if shown else {}))


def _kept(body: Json) -> Json:
    kept = {key: body[key] for key in ("name", "subject", "previewText", "htmlContent") if key in body}
    kept["sender"] = {"id": "1", **body["sender"]}
    to = body.get("recipients", {})
    return kept | ({"recipients": {"lists": to.get("listIds", []), "exclusionLists": []}} if to else {})
