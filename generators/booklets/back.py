"""The last page: of which day a booklet is, how old its facts are, on which terms, how to tell a change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generators.booklets.drawings import Drawings
from generators.booklets.entries import confirmed
from generators.records.models import Acteur
from generators.site import Site
from generators.words.dates import jour, quand
from generators.words.wording import NBSP, accord, nom_de_site, nombre

#: Where a reader tells what changed.
REPORT = "signaler/"


def told(site: Site, actors: Sequence[Acteur], drawings: Drawings) -> dict[str, Any]:
    identity = site.identity
    url = site.url(REPORT)
    mailbox = identity.contact.courriel
    write = f"Écrivez à {mailbox}" if mailbox else f"Par courrier : {identity.contact.adresse_postale}"
    return {
        "titre": "Ce livret",
        "parties": [
            _part(f"Édition du {jour(site.today)}", _ages(site, actors)),
            _part(
                "Signaler un changement",
                [
                    f"Un numéro a changé, une structure manque{NBSP}? Dites-le à {identity.equipe}.",
                    f"{write}{', ou sur le site' if url else ''}.",
                ],
                drawings.code(REPORT, "Signaler un changement"),
                {"url": url, "mots": nom_de_site(url) + "/" + REPORT} if url else None,
            ),
            _part(
                "Reproduire",
                [
                    "Pour en faire un carnet : la version A4, recto verso, retournée sur le bord court, "
                    "pliée en deux.",
                    f"Photocopiez et donnez ce livret. Ses textes sont sous {identity.licence.titre} : "
                    f"citez « {identity.producteur} » et la date de l’édition.",
                    f"Publié par {identity.editeur.designation}, {identity.contact.adresse_postale}.",
                ],
            ),
        ],
    }


def _part(
    title: str, lines: Sequence[str], code: dict[str, str] | None = None, link: dict[str, str] | None = None
) -> dict[str, Any]:
    return {"titre": title, "phrases": lines, "code": code if link else None, "lien": link}


def _ages(site: Site, actors: Sequence[Acteur]) -> list[str]:
    """How many are confirmed, and of when the oldest of the others is."""
    others = [acteur for acteur in actors if not confirmed(site, acteur)]
    fresh, count = len(actors) - len(others), nombre(len(actors), "structure")
    said = accord(fresh, "a confirmé sa fiche", "ont confirmé leur fiche")
    lines = [f"Sur {count}, {fresh or 'aucune'} {'n’' if not fresh else ''}{said} depuis moins de 12 mois."]
    if not actors:
        lines = ["Aucune structure n’est encore connue ici."]
    dated = [acteur.source_recente.date for acteur in others if acteur.verifie_le is None]
    if dated:
        oldest = quand(min(dated, key=lambda date: date.last_day))
        lines.append(f"Parmi celles qui n’ont jamais confirmé, la source la plus ancienne a paru {oldest}.")
    return [*lines, "Chaque fiche dit d’où elle vient. Les informations changent : vérifiez avec son code."]
