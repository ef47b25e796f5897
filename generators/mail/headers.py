"""The headers of a message, written so that an address in them stays an address.

The standard library makes encoded words of whatever does not fit in a line: right for a subject, wrong for an
address, which then leads nowhere (RFC 2047, 5: no encoded word in an address, an identifier or a URL). Here
an address is ASCII (a host of other letters by its punycode, RFC 5891) and stands whole in its line.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.header import Header
from email.headerregistry import Address, AddressHeader
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Final
from urllib.parse import quote

from generators.words import urls

#: Signs of a line that most programs show (RFC 5322, 2.1.1).
WIDTH = 78
#: The longest encoded word (RFC 2047, 2).
WORD = 75
#: What stands in a URL as it is (RFC 3986); a sign that is already escaped among them.
_KEPT = "!#$%&'()*+,/:;=?@[]-._~"


#: Headers of addresses of the web and of identifiers: in one line, whatever its length.
WHOLE: Final = frozenset(
    {"message-id", "references", "list-id", "list-archive", "list-unsubscribe", "list-unsubscribe-post"}
)


class _Policy(EmailPolicy):
    """How a header becomes lines: the library's way, but for what holds an address."""

    def fold(self, name: str, value: str) -> str:
        if isinstance(value, AddressHeader):
            written = (_mailbox(name, address, self.linesep) for address in value.addresses)
            return f"{name}: " + f",{self.linesep} ".join(written) + self.linesep
        if name.lower() in WHOLE:
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii")


def _mailbox(header: str, address: Address, linesep: str) -> str:
    """« =?utf-8?…?= <nom@exemple.fr> »."""
    if not address.display_name:
        return address.addr_spec
    name = _name(header, address.display_name, linesep)
    line = f"{header}: " + name.rpartition(linesep)[2]
    fits = len(line) + len(address.addr_spec) + 3 <= WIDTH
    return f"{name}{' ' if fits else linesep + ' '}<{address.addr_spec}>"


def _name(header: str, name: str, linesep: str) -> str:
    """The name of a mailbox: between quotes, or in encoded words where it is not ASCII."""
    if name.isascii():
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return Header(name, "utf-8", maxlinelen=WORD, header_name=header).encode(linesep=linesep)


#: How our messages are written.
POLICY: Final = _Policy(linesep="\r\n")


def host(name: str) -> str:
    """A host as a message names it: "réseau.fr" is "xn--rseau-bsa.fr"."""
    return name if name.isascii() else urls.in_ascii(name)


def mailbox(name: str, address: str) -> Address:
    """A mailbox with the name of whose it is."""
    user, _, domain = address.rpartition("@")
    return Address(name, user, host(domain))


def url(address: str) -> str:
    """A web address or a mailto: one in ASCII: its host by its punycode, other signs escaped (RFC 3987)."""
    parts = urls.parts(address)
    named = parts.hostname or ""
    netloc = parts.netloc.replace(named, host(named)) if not named.isascii() else parts.netloc
    return quote(parts._replace(netloc=netloc).geturl(), safe=_KEPT)


def dated(message: bytes, moment: datetime) -> bytes:
    """A message with its day and hour of sending, where it had those of the issue."""
    line = f"Date: {format_datetime(moment)}".encode("ascii")
    return re.sub(rb"(?m)^Date: [^\r\n]*", line, message, count=1)
