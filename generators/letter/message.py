"""The letter as an e-mail message (RFC 5322): text and HTML, the same bytes at every build."""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from zoneinfo import ZoneInfo

from generators.land.territories import PARIS
from generators.letter.shapes import Lettre
from generators.site import Site

#: When an issue is dated, on its day: letters are read at the office.
HEURE = time(9, 0, tzinfo=ZoneInfo(PARIS))


def subject(lettre: Lettre, site: Site) -> str:
    """« La newsletter, 3e trimestre 2023 · Mon réseau »: what, then who, with plain spaces."""
    who = ", ".join(filter(None, (site.identity.nom, site.identity.suite)))
    words = f"{lettre.titre}, {lettre.periode} · {who}"
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def message(lettre: Lettre, site: Site, html: str, text: str) -> bytes:
    """The message without a recipient, whom the one who sends it adds.

    It only ever goes to the team's own mailboxes: services write these headers themselves. Its identifier
    changes with its words, as mailboxes hide a second message of one identifier.
    """
    mail = EmailMessage(policy=SMTP)
    digest = hashlib.sha256((html + text).encode()).hexdigest()[:24]
    _headers(mail, lettre, site, digest)
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = "fr"
    mail.set_boundary(f"maillage-{lettre.id}-{digest}")
    return mail.as_bytes()


def _headers(mail: EmailMessage, lettre: Lettre, site: Site, digest: str) -> None:
    user, _, domain = site.adresse_expediteur.partition("@")
    mail["From"] = Address(site.identity.lettre.expediteur, user, domain)
    mail["Subject"] = subject(lettre, site)
    mail["Date"] = datetime.combine(lettre.date, HEURE)
    mail["Message-ID"] = f"<newsletter-{lettre.id}.{digest}@{site.host}>"
    mail["List-Id"] = f"<newsletter.{site.host}>"
    mail["List-Archive"] = f"<{site.address}newsletter/>"
    # RFC 8058: both together, so that a trial shows the mailbox's own button, even before there is an address
    # that takes its POST.
    mail["List-Unsubscribe"] = f"<{site.adresse_desinscription}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
