"""Mailchimp: its tags, from its help pages. We don't speak its API: the file is put there by hand."""

from __future__ import annotations

from generators.mail.conditions import Condition, merge_tags
from generators.mail.drafts import Service, Tags

SERVICE = Service(
    "mailchimp", "Mailchimp", Tags("*|UNSUB|*", "*|ARCHIVE|*"), condition=Condition("REGION", merge_tags)
)
