"""The letter that asks one structure whether its record is right: an e-mail (RFC 5322) to its function
address.

It says all that its page says, what is missing or in doubt, how to answer in one line, and how to object
(GDPR, articles 16, 17 and 21). Its subject and its identifier name the record, so that `generators.intake`
knows the answer; the identifier also says which state of the record it showed. Nothing is in it that the page
does not show.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from generators.care.letters_sent import RELANCES
from generators.land.territories import PARIS
from generators.mail import headers
from generators.network import addresses
from generators.records.identity import Identite
from generators.records.models import Acteur, Evenement
from generators.records.records import Records
from generators.words import recurring
from generators.words.dates import jour, le_jour
from generators.words.wording import no_break

#: Key, title and value of a field as the page shows it, None when nobody told.
Champ = tuple[str, str, str | None]
#: What the answers are recognised by: « [fiche la-boussole-nord] » in the subject, our identifier in the
#: references.
SUJET = re.compile(r"\[fiche[ \u00a0](?:actors/)?([a-z0-9-]{1,60})\]")
REFERENCE = re.compile(r"<fiche\.([a-z0-9-]{1,60})\.([0-9a-f]{12})\.\d+@[^<>\s]+>")
_HEURE = time(9, 0, tzinfo=ZoneInfo(PARIS))
_COLONNES = 76
#: What the letter asks for in so many words when the record lacks it.
_DEMANDE = (
    "telephone", "courriel", "horaires_accueil", "publics", "zone_eligibilite", "mobilisable_par",
    "conditions_acces", "nouvelles_situations",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the network, the address of its site, the mailbox for the answers ("" without one)."""

    identity: Identite
    site: str
    host: str
    mailbox: str


def mailbox_of(actor: Acteur) -> str | None:
    """The function address to which one may write to a structure; never one that a person agreed to show."""
    personal = actor.consentement is not None and not actor.courriel_de_service
    return None if personal else actor.courriel_ouvert


def digest(shown: Sequence[Champ]) -> str:
    """The state of a record, as what its page shows."""
    said = json.dumps([(key, value) for key, _, value in shown if value is not None], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def letter(
    actor: Acteur, shown: Sequence[Champ], records: Records, sender: Sender, today: date, reminders: int = 0
) -> bytes:
    """The message, the same bytes on the same day. `reminders` is how many times it was sent before."""
    to = mailbox_of(actor)
    assert to is not None
    mail = EmailMessage(policy=headers.POLICY)
    state = digest(shown)
    host = headers.host(sender.host)
    ours = sender.mailbox or f"verification@{host}"
    mail["From"] = headers.mailbox(sender.identity.lettre.expediteur, ours)
    mail["To"] = to
    mail["Subject"] = subject(actor, sender, reminders)
    mail["Date"] = datetime.combine(today, _HEURE)
    mail["Message-ID"] = f"<fiche.{actor.id}.{state}.{reminders}@{host}>"
    if reminders:
        mail["References"] = f"<fiche.{actor.id}.{state}.0@{host}>"
    mail["X-Unsent"] = "1"
    paragraphs = [*_paragraphs(actor, shown, records, sender, reminders)]
    mail.set_content(_plain(paragraphs), cte="quoted-printable")
    mail.add_alternative(_html(paragraphs), subtype="html", cte="quoted-printable")
    mail["Content-Language"] = "fr"
    mail.set_boundary(f"maillage-{actor.id[:30]}-{state}")
    return mail.as_bytes()


def subject(actor: Acteur, sender: Sender, reminders: int) -> str:
    """« Votre fiche dans l’annuaire Mon réseau : La Boussole [fiche la-boussole-nord] »"""
    again = "Rappel : v" if reminders else "V"
    words = f"{again}otre fiche dans l’annuaire {sender.identity.nom} : {actor.nom} [fiche {actor.id}]"
    return words.replace("\u00a0", " ").replace("\u202f", " ")


Lines = list[str]
#: A paragraph, or a list of lines.
Paragraph = str | Lines


def _paragraphs(
    actor: Acteur, shown: Sequence[Champ], records: Records, sender: Sender, reminders: int
) -> Iterator[Paragraph]:
    reseau = sender.identity
    known = {key: value for key, _, value in shown if value is not None}
    page, verify = (
        f"{sender.site}{path}" for path in (addresses.acteur(actor.id), addresses.verifier(actor.id))
    )
    yield "Bonjour,"
    if reminders:
        yield f"Nous vous avons déjà écrit ; c’est le rappel {reminders} sur {RELANCES}."
    yield f"Votre structure figure dans l’annuaire du réseau {reseau.nom} :\n{page}\n{_known(actor)}"
    yield f"Tout est exact ? Répondez « tout est exact », ou passez par cette page :\n{verify}"
    yield (
        "Quelque chose est faux ? Répondez en écrivant la ligne juste, par exemple « Téléphone : 03 20 "
        "00 00 00 », "
        "ou corrigez sur cette page. Votre fonction suffit ; pas de nom, s’il vous plaît."
    )
    yield "Voici tout ce que dit votre fiche :"
    yield [f"{title} : {one_line(value)}" for _, title, value in shown if value is not None]
    if actor.adresse_confidentielle:
        yield "L’adresse est confidentielle : elle n’est publiée nulle part. Ne nous l’écrivez pas."
    if lacking := [title for key, title, _ in shown if key in _DEMANDE and key not in known]:
        yield "Ce que nous ne savons pas :"
        yield [f"{title} : non renseigné" for title in lacking]
    if actor.remarques:
        yield "Ce dont nous doutons :"
        yield [f"{one.titre} : {one_line(one.texte)}" for one in actor.remarques]
    yield from _related(actor, records)
    yield (
        "Ne donnez aucune coordonnée personnelle, rien d’un jeune, ni l’adresse d’un lieu à protéger : "
        "ces fiches "
        "sont publiques."
    )
    yield (
        "Vos droits : vous pouvez demander la correction ou le retrait de cette fiche, ou vous opposer à "
        "ce qu’elle "
        "paraisse (RGPD, articles 16, 17 et 21). Répondez « retirez notre fiche » ; nous le faisons sous "
        "un mois. "
        f"Ce que nous gardons, et pourquoi : {sender.site}confidentialite/"
    )
    yield f"Merci,\n{reseau.signature}\n{reseau.contact.adresse_postale}"


def one_line(value: str) -> str:
    """A value on one line, as the letter gives it: items apart by « ; », sentences by a space."""
    parts = [part for part in (line.strip() for line in value.split("\n")) if part]
    made = ""
    for part in parts:
        made += part if not made else f" {part}" if made.endswith((".", "!", "?", ":", ";")) else f" ; {part}"
    return made


def _known(actor: Acteur) -> str:
    if actor.verifie_le:
        return f"Vous l’avez confirmée le {jour(actor.verifie_le)}."
    return (
        f"Personne de chez vous ne l’a encore confirmée : elle vient d’un document, "
        f"{actor.source_principale.dite}."
    )


def _related(actor: Acteur, records: Records) -> Iterator[Paragraph]:
    """What else of theirs the site shows: their resources, and their events."""
    titles = [r.titre for r in records.resources.values() if actor.id in (*r.producteurs, *r.acteurs)]
    events = [f"{e.titre} ({_when(e)})" for e in records.events.values() if actor.id in e.organisateurs]
    for name, found in (("Ressources", titles), ("Événements", events)):
        if found:
            yield f"{name} que nous montrons aussi :"
            yield found


def _when(event: Evenement) -> str:
    if event.recurrence:
        return recurring.sentence(event.recurrence.regle, event.debut, event.fin)
    return jour(le_jour(event.debut))


def _plain(paragraphs: Sequence[Paragraph]) -> str:
    made = (
        "\n".join(_wrapped(f"- {line}", "  ") for line in each)
        if isinstance(each, list)
        else "\n".join(_wrapped(line) for line in each.split("\n"))
        for each in paragraphs
    )
    return "\n\n".join(made) + "\n"


def _wrapped(line: str, indent: str = "") -> str:
    """The line within the columns; an address is never cut."""
    return textwrap.fill(
        no_break(line), _COLONNES, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


_ADDRESS = re.compile(r"https?://[^\s<>«»]+")


def _html(paragraphs: Sequence[Paragraph]) -> str:
    body = "\n".join(
        f"<ul>\n{''.join(f'<li>{_marked(line)}</li>{chr(10)}' for line in each)}</ul>"
        if isinstance(each, list)
        else f"<p>{'<br>'.join(_marked(line) for line in each.split(chr(10)))}</p>"
        for each in paragraphs
    )
    style = "max-width:40em;margin:1em auto;padding:0 1em;font:1rem/1.5 sans-serif"
    return (
        '<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><title>Votre fiche</title></head>\n'
        f'<body style="{style}">\n{body}\n</body></html>\n'
    )


def _marked(line: str) -> str:
    """A line of text as HTML, its addresses as links."""
    made, at = "", 0
    for found in _ADDRESS.finditer(line):
        end = found.end() - len(found[0]) + len(found[0].rstrip(".,;"))
        address = html.escape(line[found.start() : end])
        made += f'{html.escape(no_break(line[at : found.start()]))}<a href="{address}">{address}</a>'
        at = end
    return made + html.escape(no_break(line[at:]))
