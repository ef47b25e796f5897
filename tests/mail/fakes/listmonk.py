"""listmonk: https://listmonk.app/docs/apis/campaigns/."""

from __future__ import annotations

from email.utils import parseaddr

from werkzeug import Request, Response

from tests.mail.fakes import Fake, Json, basic, said

KNOWN = {"name", "subject", "lists", "from_email", "type", "content_type", "body", "altbody", "template_id"}


class Listmonk(Fake):
    code, name = "listmonk", "listmonk"
    first = "/api/campaigns"
    secret = "jeton-listmonk-SECRET"
    environment = {"LISTMONK_USER": "maillage", "LISTMONK_TOKEN": secret}  # noqa: RUF012

    @property
    def entry(self) -> Json:
        return {"service": self.code, "url": self.server.url_for("").rstrip("/"), "listes": ["3", "7"]}

    def page(self) -> Json:
        return {"data": {"results": [], "total": 10**12}}

    def numbered(self, id_: object, name: str) -> Json:
        return {"data": {"results": [{"id": id_, "name": name, "status": "draft"}], "total": 1}}

    def lay(self, name: str, state: object = "draft") -> int:
        id_ = len(self.campaigns) + 5
        self.campaigns[id_] = {
            "id": id_,
            "uuid": "57702beb-6fae-4355-a324-c2fd5b59a549",
            "name": name,
            "status": state,
            "type": "regular",
            "subject": "À la main",
            "from_email": "Une main <main@exemple.fr>",
            "body": "<p>À la main</p>",
            "altbody": None,
            "content_type": "html",
            "lists": [{"id": 1, "name": "Default list"}],
            "tags": [],
            "template_id": 1,
            "messenger": "email",
        }
        return id_

    def html(self, id_: object) -> str:
        return str(self.campaigns[id_]["body"])

    def edit(self, id_: object, **changes: str) -> None:
        one = self.campaigns[id_]
        for key, field in (("subject", "subject"), ("html", "body"), ("text", "altbody")):
            if key in changes:
                one[field] = changes[key]
        if "sender" in changes:
            one["from_email"] = f"{parseaddr(one['from_email'])[0]} <{changes['sender']}>"
        if "to" in changes:
            one["lists"] = [{"id": int(changes["to"]), "name": "x"}]

    def answer(self, request: Request) -> Response:
        if request.headers.get("Authorization") != basic("maillage", self.secret):
            return said({"message": "invalid API credentials"}, 403)
        id_ = request.path.removeprefix(self.first).strip("/")
        body: Json = request.get_json() if request.data else {}
        assert set(body) <= KNOWN
        if not id_ and request.method == "GET":
            return self._list(request)
        if body and not body.get("lists"):
            return said({"message": "Invalid list IDs"}, 400)
        if not id_:
            one = self.campaigns[self.lay(body["name"])]
        elif (found := self.campaigns.get(int(id_))) is None:
            return said({"message": "Campaign not found"}, 400)
        else:
            one = found
        if request.method == "PUT" and one["status"] not in ("draft", "scheduled", "paused"):
            return said({"message": "Cannot update a running or a finished campaign"}, 400)
        one.update({key: value for key, value in body.items() if key != "lists"})
        if "lists" in body:
            one["lists"] = [{"id": number, "name": f"Liste {number}"} for number in body["lists"]]
        return said({"data": one})

    def _list(self, request: Request) -> Response:
        asked = request.args
        assert asked["no_body"] == "true" and asked["order_by"] == "created_at" and asked["order"] == "DESC"
        page, size = int(asked["page"]), int(asked["per_page"])
        found = list(reversed(self.campaigns.values()))[(page - 1) * size : page * size]
        shown = [{**one, "body": ""} for one in found]
        total = len(self.campaigns)
        return said({"data": {"results": shown, "query": "", "total": total, "per_page": size, "page": page}})
