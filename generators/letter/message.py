"""The letter in words: its text part, and the e-mail message (RFC 5322), the same bytes at every build.

The text part is made from the data: 78 columns, one address a line and never cut.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterator
from datetime import datetime, time
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from generators.land.territories import PARIS
from generators.letter.nearby import Block
from generators.letter.shapes import Item, Letter, Part, Row, join
from generators.mail import headers
from generators.mail.drafts import Tags
from generators.records.models import Urgence
from generators.site import Site

#: When an issue is dated, on its day: letters are read at the office.
HEURE = time(9, 0, tzinfo=ZoneInfo(PARIS))


def subject(letter: Letter, site: Site) -> str:
    """« La newsletter, 3e trimestre 2023 · Mon réseau »: what, then who, with plain spaces."""
    who = ", ".join(filter(None, (site.identity.nom, site.identity.suite)))
    words = f"{letter.titre}, {letter.periode} · {who}"
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def message(letter: Letter, site: Site, html: str, text: str) -> bytes:
    """The message without a recipient, whom the one who sends it adds.

    It only ever goes to the team's own mailboxes: services write these headers themselves. Its identifier
    changes with its words, as mailboxes hide a second message of one identifier.
    """
    mail = EmailMessage(policy=headers.POLICY)
    digest = hashlib.sha256((html + text).encode()).hexdigest()[:24]
    _headers(mail, letter, site, digest)
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = "fr"
    mail.set_boundary(f"maillage-{letter.id}-{digest}")
    return mail.as_bytes()


def _headers(mail: EmailMessage, letter: Letter, site: Site, digest: str) -> None:
    host = headers.host(site.host)
    mail["From"] = headers.mailbox(site.identity.lettre.expediteur, site.adresse_expediteur)
    mail["Subject"] = subject(letter, site)
    mail["Date"] = datetime.combine(site.today, HEURE)
    mail["Message-ID"] = f"<newsletter-{letter.id}.{digest}@{host}>"
    mail["List-Id"] = f"<newsletter.{host}>"
    mail["List-Archive"] = f"<{headers.url(site.address)}newsletter/>"
    mail["List-Unsubscribe"] = f"<{headers.url(site.adresse_desinscription)}>"
    if site.un_clic:
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


COLONNES = 78
TRAIT = "--------"
#: What stands between two parts.
ENTRE = f"\n\n\n{TRAIT}\n\n"


def text(letter: Letter, site: Site, tags: Tags, near: str = "") -> str:
    """The whole text part; `near`, which ends with `ENTRE`, stands before the first rubric."""
    parts = [
        *(_part(n, partie, site) for n, partie in enumerate(letter.parties, start=1)),
        _end(letter, site, len(letter.parties) + 1),
    ]
    body = ENTRE.join("\n".join(part) for part in parts)
    head, end = ("\n".join(lines) for lines in (_head(letter, site, tags), _legal(site, tags)))
    return f"{head}{ENTRE}{near}{body}\n\n\n{end}\n"


def near_text(block: Block, site: Site) -> str:
    """A territory's block in words, to stand before the first rubric."""
    return "\n".join(_near(block, site)) + ENTRE


def _near(block: Block, site: Site) -> Iterator[str]:
    yield wrap(_capitals(block.titre))
    for group in block.groupes:
        yield from ("", wrap(group.titre))
        for line in group.lignes:
            yield ""
            yield wrap(line.lien.libelle, "     ", first="  -  ")
            reached = f" {line.joindre.nom}\u00a0: {line.joindre.valeur}" if line.joindre else ""
            yield wrap(line.texte + reached, "     ")
            yield f"     {join(site.address, line.lien.url)}"
        if group.reste:
            yield from ("", wrap(group.reste, "     "))
    if block.manques:
        yield from ("", wrap("Ce qui manque encore"), "")
        yield wrap(" ".join((*block.manques, "Cela ne veut pas dire qu’il n’y en a pas.")), "     ")
        yield from _link(block.proposer.libelle, join(site.address, block.proposer.url), "     ")
    yield ""
    yield from _link(block.suite.libelle, join(site.address, block.suite.url))


def wrap(words: str, indent: str = "", first: str | None = None) -> str:
    """A paragraph within the columns; a no-break space holds, and a long word is not cut."""
    return textwrap.fill(
        words,
        COLONNES,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _capitals(words: str) -> str:
    """A heading in capitals, with its accents; an ordinal keeps its small letters: "3e TRIMESTRE"."""
    return re.sub(r"\d(E|ER|RE)\b", lambda found: found[0].lower(), words.upper())


def _link(label: str, address: str, indent: str = "") -> Iterator[str]:
    """A label line, then the bare address."""
    yield f"{indent}{label}\u00a0:"
    yield indent + address.removeprefix("mailto:")


def _head(letter: Letter, site: Site, tags: Tags) -> Iterator[str]:
    yield wrap(f"{site.identity.titre} {site.identity.sujet}")
    yield ""
    yield wrap(_capitals(f"{letter.titre}, {letter.periode}"))
    yield ""
    for paragraph in letter.editorial:
        yield wrap(paragraph)
        yield ""
    if letter.signature:
        yield wrap(letter.signature)
        yield ""
    yield from _link("Lire en ligne", tags.online)
    yield ""
    yield from _contents(letter)


def _contents(letter: Letter) -> Iterator[str]:
    yield "Sommaire"
    for number, partie in enumerate(letter.parties, start=1):
        yield wrap(f"{number}. {partie.titre} ({partie.compte})", "  ")
    yield f"  {len(letter.parties) + 1}. Numéros d’urgence, contact, don, désinscription"


def _part(number: int, partie: Part, site: Site) -> Iterator[str]:
    yield wrap(_capitals(f"{number}. {partie.titre}"))
    if partie.sous_titre:
        yield wrap(partie.sous_titre)
    for place, item in enumerate(partie.items, start=1):
        yield ""
        yield ""
        yield from _item(f"{number}.{place}", item, site.address)


def _item(number: str, item: Item, root: str) -> Iterator[str]:
    indent = "     "
    yield wrap(item.titre, indent, first=f"{number:<3}  ")
    yield wrap(item.surtitre, indent)
    yield ""
    yield wrap(item.texte, indent)
    yield ""
    if item.lignes:
        for row in item.lignes:
            yield from _row(row, indent)
        yield ""
    yield from _link(item.bouton.libelle, join(root, item.bouton.url), indent)
    if item.page.url != item.bouton.url:
        yield from (indent + line for line in (item.page.libelle, join(root, item.page.url)))
    if item.agenda:
        yield from (indent + line for line in (item.agenda.libelle, join(root, item.agenda.url)))


def _row(row: Row, indent: str) -> Iterator[str]:
    """A line, and the address below where its words lead to a page and are not its address."""
    yield wrap(f"{row.nom}\u00a0: {row.valeur}", indent)
    if row.url and row.url.startswith("http") and row.url != row.valeur:
        yield indent + row.url


def _end(letter: Letter, site: Site, number: int) -> Iterator[str]:
    reseau = site.identity
    yield f"{number}. NUMÉROS D’URGENCE"
    yield ""
    yield from (wrap(_emergency(urgence), "  ") for urgence in letter.urgences)
    yield from ("", "", "CONTACT", "", wrap(reseau.lettre.contact), "")
    yield from _link(f"Écrire {reseau.a_equipe}", site.adresse_contact)
    for compte in reseau.contact.comptes:
        yield from _link(f"Nous suivre, {compte.nom}", compte.url)
    yield from ("", "", _capitals(reseau.editeur.nom), "", wrap(reseau.editeur.mission), "")
    if reseau.editeur.don:
        yield from _link(f"Faire un don à {reseau.editeur.nom}", reseau.editeur.don)
    if reseau.editeur.courriel_dons:
        yield from _link("Service des dons", reseau.editeur.courriel_dons)
    if letter.structures:
        names = " · ".join(structure.libelle for structure in letter.structures)
        yield from ("", "", "PARTENAIRES ET STRUCTURES DE CE NUMÉRO", "", wrap(names))


def _emergency(urgence: Urgence) -> str:
    numbers = f"{urgence.affichage} ou {urgence.ou}" if urgence.ou else urgence.affichage
    return f"{numbers}\u00a0: {urgence.libelle}" + (", par SMS" if urgence.canal == "sms" else "")


def _legal(site: Site, tags: Tags) -> Iterator[str]:
    """Below the sign that mail programs leave out of an answer (RFC 3676, 4.3)."""
    yield "-- "
    yield wrap(site.identity.contact.adresse_postale)
    name = site.identity.nom
    yield wrap(f"Vous recevez cette lettre, car votre adresse est sur la liste d’envoi du réseau {name}.")
    yield ""
    yield from _link("Vos données", join(site.address, "confidentialite/"))
    yield from _link("Se désinscrire", tags.unsubscribe)
