"""A block of a campaign for some of its readers: each service's own way to say so, decided when it sends.

The reader's territory is a field of their contact, at the service and nowhere else. Values and blocks are
ours: the names of regions, and HTML in which no text of a record can be a tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: A field of a contact, as every one of these languages can name it.
FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,49}")


@dataclass(frozen=True, slots=True)
class Condition:
    """How a service shows a block to the readers whose field has one of some values.

    `field` is how this field is usually called there, `limit` the bytes of HTML that a campaign stays below.
    """

    field: str
    language: Callable[[str, Sequence[str], str], str]
    limit: int | None = None

    def shown(self, values: Sequence[str], block: str, field: str = "") -> str:
        """The block between the service's tags. Raises `ValueError` for a field that would break them."""
        name = field or self.field
        if not FIELD.fullmatch(name):
            raise ValueError(name)
        return self.language(name, values, block)


def liquid(holder: str) -> Callable[[str, Sequence[str], str], str]:
    """Liquid: `{% if contact.data.region == "Corse" or … %}…{% endif %}`."""

    def language(field: str, values: Sequence[str], block: str) -> str:
        test = " or ".join(f'{holder}.{field} == "{value}"' for value in values)
        return f"{{% if {test} %}}{block}{{% endif %}}"

    return language


def btl(field: str, values: Sequence[str], block: str) -> str:
    """Brevo's template language: `{% if contact.REGION == "Corse" %}…{% endif %}`, once for each value."""
    return "".join(liquid("contact")(field, (value,), block) for value in values)


def go(field: str, values: Sequence[str], block: str) -> str:
    """Go's templates (listmonk): `eq` takes several values; a contact without the field is no error."""
    listed = " ".join(f'"{value}"' for value in values)
    return f'{{{{ if eq (printf "%v" .Subscriber.Attribs.{field}) {listed} }}}}{block}{{{{ end }}}}'


def merge_tags(field: str, values: Sequence[str], block: str) -> str:
    """Mailchimp's merge tags: `*|IF:REGION=Corse|*…*|END:IF|*`, once for each value: they know no « or »."""
    return "".join(f"*|IF:{field}={value}|*{block}*|END:IF|*" for value in values)
