"""Thirty structures in a network of their own, and the letters that they answer."""

from __future__ import annotations

import shutil
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from generators.project import Project
from tests.browser.conftest import ROOT

COUNT = 30
DAY = "Tue, 24 Nov 2026 10:12:00 +0100"


def project(root: Path) -> Project:
    """Our data with no structure but these, and a mailbox for the answers."""
    root.mkdir()
    for part in ("site", "node_modules", "mkdocs.yml"):
        (root / part).symlink_to(ROOT / part)
    for part in ("CONTRIBUTING.md", "SECURITY.md"):
        shutil.copy(ROOT / part, root)
    shutil.copytree(ROOT / "docs", root / "docs")
    data = root / "data"
    shutil.copytree(
        ROOT / "data", data, ignore=shutil.ignore_patterns("actors", "events", "resources", "news")
    )
    (root / "newsletter").mkdir()
    shutil.copytree(ROOT / "newsletter" / "templates", root / "newsletter" / "templates")
    identity = (data / "reseau.yml").read_text("utf-8")
    identity = identity.replace("\n  adresse_postale:", "\n  courriel: reseau@exemple.fr\n  adresse_postale:")
    identity = identity.replace("  emetteurs: [pare, droit-d-enfance]\n", "")
    (data / "reseau.yml").write_text(identity, "utf-8")
    (data / "actors").mkdir()
    for number in range(COUNT):
        (data / "actors" / f"{id_of(number)}.yml").write_text(record(number), "utf-8")
    return Project.at(root)


def id_of(number: int) -> str:
    return f"point-ecoute-{number:02}"


def mailbox(number: int) -> str:
    return f"contact@point-ecoute-{number:02}.example"


def record(number: int) -> str:
    return f"""# yaml-language-server: $schema=../schemas/actors.json
# Ce commentaire reste.
nom: Point écoute {number:02}
type: association
categorie: ecoute
role: aide
resume: Une ligne d’écoute pour les jeunes et leurs familles.
missions: [ecouter, orienter]
publics: [mineurs, familles]
departement: "59"
zone_eligibilite: [departement:59]
telephone: "03 20 00 10 {number:02}"  # d’après le dépliant
courriel: {mailbox(number)}
site_web: https://point-ecoute-{number:02}.example/
sources:
  - document: Dépliant
    date: 2024-03
"""


def answer(
    letter: EmailMessage, text: str, *, sender: str | None = None, quoted: str | None = None,
    html: bool = False, cte: str = "quoted-printable", charset: str = "utf-8", day: str = DAY,
) -> EmailMessage:  # fmt: skip
    """A reply to a letter, as mail programs make them."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender or str(letter["To"])
    mail["To"] = "reseau@exemple.fr"
    mail["Subject"] = f"RE: {letter['Subject']}"
    mail["Date"] = day
    mail["In-Reply-To"] = str(letter["Message-ID"])
    mail["References"] = str(letter["Message-ID"])
    mail["Message-ID"] = f"<{abs(hash((str(letter['To']), text)))}@exemple.fr>"
    body = text if quoted is None else f"{text}\n\n{quoted}"
    mail.set_content(body, subtype="html" if html else "plain", cte=cte, charset=charset)
    return mail


def quoting(letter: EmailMessage, *, edited: tuple[str, str] = ("", "")) -> str:
    """The letter as a program quotes it, one of its lines perhaps corrected where it stands."""
    part = letter.get_body(("plain",))
    assert part is not None
    text = part.get_content()
    assert edited[0] in text
    lines = text.replace(*edited).splitlines() if edited[0] else text.splitlines()
    head = "Le dim. 22 nov. 2026 à 09:00, PARÉ, le réseau <reseau@exemple.fr> a\nécrit :\n\n"
    return head + "\n".join(f"> {line}".rstrip() for line in lines)
