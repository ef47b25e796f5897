"""E-mail services: how each one writes the two addresses that it makes itself.

Sources: each service's help pages on its template tags (Brevo, Mailjet, listmonk, Mailchimp).
"""

from __future__ import annotations

from dataclasses import dataclass


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
