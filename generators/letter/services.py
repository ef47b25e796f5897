"""E-mail services: how each one writes the two addresses that it makes itself.

Sources: each service's help pages on its template tags (Brevo, Mailjet, listmonk, Mailchimp).
"""

from __future__ import annotations

from dataclasses import dataclass

from generators.letter.reglages import Reglages
from generators.letter.shapes import Lettre


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its tags for unsubscribing and for the web version, put where an address stands."""

    nom: str
    desinscription: str
    en_ligne: str


SERVICES = (
    Service("brevo", "{{ unsubscribe }}", "{{ mirror }}"),
    Service("mailjet", "[[UNSUB_LINK_FR]]", "[[PERMALINK]]"),
    Service("listmonk", "{{ UnsubscribeURL }}", "{{ MessageURL }}"),
    Service("mailchimp", "*|UNSUB|*", "*|ARCHIVE|*"),
)


def plain(lettre: Lettre, reglages: Reglages) -> Service:
    """No service: the addresses are those of the site."""
    return Service("", reglages.adresse_desinscription, reglages.base + lettre.url)
