"""What a reader gets of a campaign: the conditions of each service, as its documentation says that they go.

Brevo's template language and Liquid: Jinja's own engine, whose `if`, `or` and `==` are theirs. Go's templates
and Mailchimp's merge tags: the two constructs that we use of them, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jinja2 import Environment

_GO = re.compile(
    r'\{\{ if eq \(printf "%v" \.Subscriber\.Attribs\.(\w+)\) ((?:"[^"]*" ?)+)\}\}(.*?)\{\{ end \}\}',
    re.DOTALL,
)
_MERGE = re.compile(r"\*\|IF:(\w+)=([^|]*)\|\*(.*?)\*\|END:IF\|\*", re.DOTALL)


def _templated(holder: str) -> Callable[[str, Mapping[str, str]], str]:
    def received(source: str, contact: Mapping[str, str]) -> str:
        root, *rest = holder.split(".")
        values: object = dict(contact)
        for name in reversed(rest):
            values = {name: values}
        return (
            Environment(autoescape=False, keep_trailing_newline=True)
            .from_string(source)
            .render({root: values})
        )

    return received


def _go(source: str, contact: Mapping[str, str]) -> str:
    def chosen(found: re.Match[str]) -> str:
        return found[3] if contact.get(found[1], "<nil>") in re.findall('"([^"]*)"', found[2]) else ""

    return _GO.sub(chosen, source)


def _merge(source: str, contact: Mapping[str, str]) -> str:
    return _MERGE.sub(lambda found: found[3] if contact.get(found[1]) == found[2] else "", source)


#: Service → what one of its readers gets of a source, by the fields of their contact.
RECEIVED: Mapping[str, Callable[[str, Mapping[str, str]], str]] = {
    "brevo": _templated("contact"),
    "keila": _templated("contact.data"),
    "notifuse": _templated("contact"),
    "listmonk": _go,
    "mailchimp": _merge,
}
