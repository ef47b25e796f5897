"""What an errand to the web may cost, where it may go, and in which ways it fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final, Literal

Address = IPv4Address | IPv6Address

#: `forbidden`: where we don't go, or not a page; `unreadable`: no address that a browser could read;
#: `unknown`: no such host; `refused`, `cut`, `late`: the connection; `certificate`, `encryption`: its
#: privacy; `malformed`, `large`: the answer; `lost`: a redirect to nowhere; `loop`: one redirect too many.
Way = Literal[
    "forbidden", "unreadable", "unknown", "refused", "cut", "late", "certificate", "encryption", "malformed",
    "large", "lost", "loop",
]  # fmt: skip


class Failure(Exception):
    """The web did not answer.

    `reached` is True when some machine took a connection, False when none did: perhaps our own network is
    down; None when none was tried. `moved` is True when it was not the address itself that failed, but one
    that it sends to.
    """

    def __init__(self, way: Way, *, reached: bool | None = None, moved: bool = False) -> None:
        super().__init__(way)
        self.way: Way = way
        self.reached = reached
        self.moved = moved


@dataclass(frozen=True, slots=True)
class Bounds:
    """The seconds of a whole errand, from the first name to the last byte; the bytes of the body.

    With no bytes the body is left where it is. `redirects` is how many are followed.
    """

    seconds: float
    bytes: int = 0
    redirects: int = 0


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment, on the monotonic clock, at which an errand ends whatever the other side does."""

    end: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """The seconds that are left. Raises `TimeoutError` when there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


@dataclass(frozen=True, slots=True)
class Reach:
    """Where an errand may go: the addresses of machines, and the ports besides that of its own address."""

    allows: Callable[[Address], bool]
    ports: frozenset[int] = frozenset({80, 443})


#: The unicast of today's Internet (IANA, IPv6 Address Space); all else is local, reserved or a way round.
_UNICAST: Final = ip_network("2000::/3")
#: What some versions of Python take for public: tunnels to another address, documentation, protocols.
_NOBODYS: Final = tuple(map(ip_network, ("2001::/23", "2002::/16", "3fff::/20", "192.0.0.0/24")))
#: IPv4 as an IPv6 network translates it (RFC 6052).
_TRANSLATED: Final = ip_network("64:ff9b::/96")
#: Azure's own services answer on this one; every other cloud's metadata have link-local addresses.
_METADATA: Final = ip_address("168.63.129.16")


def is_public(address: Address) -> bool:
    """True for a machine of the public Internet; not for what only our own network, or machine, reaches."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped
        if inner is None and address in _TRANSLATED:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address not in _UNICAST:
            return False
    if address == _METADATA or any(address in network for network in _NOBODYS):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


#: Any page that a record gives: the public Internet.
PUBLIC: Final = Reach(is_public)
#: A service that who runs the command has chosen, and may run on the own network.
CHOSEN: Final = Reach(lambda _: True)
