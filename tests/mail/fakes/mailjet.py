"""Mailjet, API v3: https://dev.mailjet.com/email/reference/campaigns/drafts/."""

from __future__ import annotations

from werkzeug import Request, Response

from tests.mail.fakes import Fake, Json, basic, said

KNOWN = {
    "Locale", "Title", "Subject", "Sender", "SenderName", "SenderEmail", "ContactsListID", "EditMode",
    "SegmentationID",
}  # fmt: skip


class Mailjet(Fake):
    code, name = "mailjet", "Mailjet"
    first = "/v3/REST/campaigndraft"
    secret = "mj-prive-SECRET"
    environment = {"MJ_APIKEY_PUBLIC": "mj-public", "MJ_APIKEY_PRIVATE": secret}  # noqa: RUF012
    #: The answer to the second request, when it is not to succeed.
    broken = 0

    @property
    def entry(self) -> Json:
        return {"service": self.code, "listes": ["58"]}

    def page(self) -> Json:
        return {"Data": [{"ID": n, "Title": "autre", "Status": 0} for n in range(1000)]}

    def numbered(self, id_: object, name: str) -> Json:
        return {"Data": [{"ID": id_, "Title": name, "Status": 0}]}

    def lay(self, name: str, state: object = 0) -> int:
        id_ = len(self.campaigns) + 77
        self.campaigns[id_] = {
            "ID": id_,
            "Title": name,
            "Status": 0 if state == "draft" else state,
            "Subject": "À la main",
            "SenderName": "Une main",
            "SenderEmail": "main@exemple.fr",
            "ContactsListID": 0,
            "SegmentationID": 0,
            "EditMode": "html2",
            "Locale": "fr_FR",
            "content": {"Html-part": "<p>À la main</p>", "Text-part": "", "MJMLContent": "", "Headers": {}},
        }
        return id_

    def html(self, id_: object) -> str:
        return str(self.campaigns[id_]["content"]["Html-part"])

    def edit(self, id_: object, **changes: str) -> None:
        one = self.campaigns[id_]
        for key, field in (("subject", "Subject"), ("sender", "SenderEmail")):
            if key in changes:
                one[field] = changes[key]
        for key, field in (("html", "Html-part"), ("text", "Text-part")):
            if key in changes:
                one["content"][field] = changes[key]
        if "to" in changes:
            one["ContactsListID"] = int(changes["to"])

    def answer(self, request: Request) -> Response:
        if request.headers.get("Authorization") != basic("mj-public", self.secret):
            return said(
                {"ErrorMessage": "API key authentication/authorization failure", "StatusCode": 401}, 401
            )
        id_, _, detail = request.path.removeprefix(self.first).strip("/").partition("/")
        body: Json = request.get_json() if request.data else {}
        if not id_:
            return self._create(body) if request.method == "POST" else self._list(request)
        one = self.campaigns.get(int(id_))
        if one is None:
            return said({"ErrorInfo": "", "ErrorMessage": "Object not found", "StatusCode": 404}, 404)
        if detail:
            return self._detail(request, one, body)
        if request.method == "PUT":
            assert set(body) <= KNOWN
            one.update(body)
        return said(_data(one))

    def _create(self, body: Json) -> Response:
        assert set(body) <= KNOWN
        if missing := {"Locale", "Sender", "SenderEmail", "Subject", "ContactsListID"} - set(body):
            return said({"ErrorInfo": "", "ErrorMessage": f"{missing} is required", "StatusCode": 400}, 400)
        one = self.campaigns[self.lay(body["Title"])]
        one.update(body, content={"Html-part": "", "Text-part": "", "MJMLContent": "", "Headers": {}})
        return said(_data(one), 201)

    def _detail(self, request: Request, one: Json, body: Json) -> Response:
        if request.method == "POST" and self.broken:
            return said({"ErrorMessage": "x"}, self.broken)
        one["content"].update(body)
        return said(_data(one["content"]), 201 if request.method == "POST" else 200)

    def _list(self, request: Request) -> Response:
        start, limit = int(request.args["Offset"]), int(request.args["Limit"])
        assert limit <= 1000 and request.args["Sort"] == "ID DESC"
        found = sorted(self.campaigns.values(), key=lambda one: -one["ID"])[start : start + limit]
        return said(_data(*found))


def _data(*found: Json) -> Json:
    shown = [{key: value for key, value in one.items() if key != "content"} for one in found]
    return {"Count": len(shown), "Data": shown, "Total": len(shown)}
