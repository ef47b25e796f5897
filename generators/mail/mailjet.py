"""Mailjet: drafts by its API v3 (https://dev.mailjet.com/email/reference/campaigns/drafts/).

A draft takes two requests: the campaign, then its content. When the second fails, the next run finds the
draft by its title and gives it its content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generators.mail.campaigns import BROUILLON, Campagne, Existante
from generators.mail.desk import Desk, field_of, objects
from generators.mail.environment import Environment
from generators.mail.errors import BadSetting

API = "https://api.mailjet.com"
DRAFTS = "/v3/REST/campaigndraft"
#: The longest page that the documentation allows.
PAGE = 1000
SUPPRIMEE = "-2"
ETATS: Mapping[str, str] = {
    "0": BROUILLON,
    "1": "programmée",
    "2": "envoyée",
    "3": "envoyée en partie (test A/B)",
    "4": "envoyée (test A/B)",
    "-1": "archivée",
    "-3": "annulée",
}


@dataclass(frozen=True, slots=True)
class Mailjet:
    """Mailjet, with the two keys of the environment and the list that the draft is meant for."""

    desk: Desk
    liste: int
    nom: str = "Mailjet"
    page: str = "https://app.mailjet.com/campaigns"

    @classmethod
    def of(cls, environment: Environment) -> Mailjet:
        environment.require(
            MJ_APIKEY_PUBLIC="la clé d’API",
            MJ_APIKEY_PRIVATE="la clé secrète",
            MJ_CONTACTSLIST="le numéro de la liste de contacts",
            MAILLAGE_EXPEDITEUR="l’adresse d’expéditeur validée chez Mailjet",
        )
        listes = environment.numbers("MJ_CONTACTSLIST")
        if len(listes) != 1:
            raise BadSetting("MJ_CONTACTSLIST doit donner une seule liste : Mailjet n’en prend qu’une.")
        auth = (environment.secret("MJ_APIKEY_PUBLIC"), environment.secret("MJ_APIKEY_PRIVATE"))
        base = environment.url("MJ_URL", API)
        return cls(Desk("Mailjet", base, "MJ_APIKEY_PUBLIC et MJ_APIKEY_PRIVATE", auth=auth), listes[0])

    def existing(self, nom: str) -> Iterator[Existante]:
        start, full = 0, True
        while full:
            page: dict[str, str | int] = {"Limit": PAGE, "Offset": start, "Sort": "ID DESC"}
            found = objects(self.desk.ask("GET", DRAFTS, query=page), self.nom, "Data")
            for one in found:
                state = str(one.get("Status"))
                if one.get("Title") == nom and state != SUPPRIMEE:
                    yield Existante.of(field_of(one, self.nom, "ID"), state, ETATS)
            start, full = start + PAGE, len(found) == PAGE

    def create(self, campagne: Campagne) -> int:
        answer = self.desk.ask("POST", DRAFTS, self._body(campagne))
        id_ = int(field_of(answer, self.nom, "Data", 0, "ID"))
        self._fill(id_, campagne)
        return id_

    def update(self, id_: int, campagne: Campagne) -> None:
        self.desk.ask("PUT", f"{DRAFTS}/{id_}", self._body(campagne))
        self._fill(id_, campagne)

    def _fill(self, id_: int, campagne: Campagne) -> None:
        contenu = {"Html-part": campagne.html, "Text-part": campagne.texte}
        self.desk.ask("POST", f"{DRAFTS}/{id_}/detailcontent", contenu)

    def _body(self, campagne: Campagne) -> dict[str, object]:
        return {
            "Locale": "fr_FR",
            "Title": campagne.nom,
            "Subject": campagne.sujet,
            "Sender": campagne.expediteur_nom,
            "SenderName": campagne.expediteur_nom,
            "SenderEmail": campagne.expediteur,
            "ContactsListID": self.liste,
            "EditMode": "html2",
        }
