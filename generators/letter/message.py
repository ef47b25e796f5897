"""The letter as an e-mail message (RFC 5322): text and HTML, the same bytes at every build."""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from zoneinfo import ZoneInfo

from generators.letter.reglages import Reglages
from generators.letter.shapes import Lettre

#: When an issue is dated, on its day: letters are read at the office.
HEURE = time(9, 0, tzinfo=ZoneInfo("Europe/Paris"))


def subject(lettre: Lettre, reglages: Reglages) -> str:
    """« PARÉ, le réseau : la newsletter, 3e trimestre 2023 »: who, then what."""
    return f"{lettre.titre}, {lettre.periode} · {reglages.marque}, {reglages.marque_suite}"


def message(lettre: Lettre, reglages: Reglages, html: str, text: str) -> bytes:
    """The message without a recipient, whom the one who sends it adds."""
    mail = EmailMessage(policy=SMTP)
    _headers(mail, lettre, reglages)
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = "fr"
    digest = hashlib.sha256((html + text).encode()).hexdigest()
    mail.set_boundary(f"maillage-{lettre.id}-{digest[:24]}")
    return mail.as_bytes()


def _headers(mail: EmailMessage, lettre: Lettre, reglages: Reglages) -> None:
    user, _, domain = reglages.adresse_expediteur.partition("@")
    mail["From"] = Address(reglages.expediteur_nom, user, domain)
    mail["Subject"] = subject(lettre, reglages).replace("\u00a0", " ")
    mail["Date"] = datetime.combine(lettre.date, HEURE)
    mail["Message-ID"] = f"<newsletter-{lettre.id}@{reglages.host}>"
    mail["List-Id"] = f"<newsletter.{reglages.host}>"
    mail["List-Archive"] = f"<{reglages.base}newsletter/>"
    mail["List-Unsubscribe"] = f"<{reglages.desinscription or reglages.base + 'newsletter/#se-desinscrire'}>"
    if reglages.desinscription:
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
