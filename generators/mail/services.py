"""The e-mail services that a letter can go through. A new one is a module of this room, and a line here.

The letter's variants, what `newsletter push` takes and the guide's table follow.
"""

from __future__ import annotations

from typing import Final

from generators.mail import brevo, keila, listmonk, mailchimp, mailjet, notifuse
from generators.mail.drafts import Service

SERVICES: Final[tuple[Service, ...]] = (
    brevo.SERVICE,
    mailjet.SERVICE,
    listmonk.SERVICE,
    keila.SERVICE,
    notifuse.SERVICE,
    mailchimp.SERVICE,
)
#: Those whose API we speak, by the name that is typed.
REACHED: Final = {service.code: service for service in SERVICES if service.connect}
