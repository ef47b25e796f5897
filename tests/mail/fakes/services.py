"""All of them, by code."""

from __future__ import annotations

from tests.mail.fakes import Fake
from tests.mail.fakes.brevo import Brevo
from tests.mail.fakes.keila import Keila
from tests.mail.fakes.listmonk import Listmonk
from tests.mail.fakes.mailjet import Mailjet
from tests.mail.fakes.notifuse import Notifuse

FAKES: dict[str, type[Fake]] = {fake.code: fake for fake in (Brevo, Mailjet, Listmonk, Keila, Notifuse)}
