"""The one value that every renderer is given: records and land, whose network, where and when published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from generators.disk.cache import NONE, Cache
from generators.land.outlines import Outlines
from generators.land.places import Places
from generators.lastlook import NOTHING, LastLook
from generators.network import addresses
from generators.network.network import Network
from generators.network.versions import Version
from generators.records.identity import Identite
from generators.records.models import Fiche
from generators.records.records import Key, Records
from generators.words import urls

R = TypeVar("R", bound=Fiche)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Livret:
    """A booklet that was made: where it stands, how many pages, how many bytes."""

    chemin: str
    pages: int
    octets: int


@dataclass(frozen=True, eq=False)
class Site:
    """A network, checked, on its way to its readers.

    `address` is where it is published, with its last slash, or "/" while nobody has said; `commit` the hash
    of the commit whose records these are, None where git does not say. `gabarits` are the templates of the
    letter by file name, `images` the letters' pictures by their path in newsletter/images/, `prose` its own
    pages in Markdown by path. `reserves` are the records that a private folder completes, None on a public
    site. `cache` keeps what is costly to draw, by all that it depends on; `land` is a digest of what places
    and outlines were read from. `versions` are what the latest commits changed, the last one first. `livrets`
    are the booklets that stand beside it, by their path; most builds make none.

    A site is the same only as itself, so that what is drawn from it once can be kept.
    """

    network: Network
    identity: Identite
    address: str
    outlines: Outlines
    gabarits: Mapping[str, str]
    images: Mapping[str, bytes]
    prose: Mapping[str, str] = field(default_factory=dict)
    commit: str | None = None
    versions: tuple[Version, ...] = ()
    last_look: LastLook = NOTHING
    reserves: frozenset[Key] | None = None
    cache: Cache = NONE
    land: bytes = b""
    livrets: Mapping[str, Livret] = field(default_factory=dict)

    @property
    def restreint(self) -> bool:
        """True for an edition given to few: marked, unknown to search engines, and without exports."""
        return self.reserves is not None

    @property
    def records(self) -> Records:
        return self.network.records

    @property
    def places(self) -> Places:
        return self.network.places

    @property
    def today(self) -> date:
        return self.network.today

    @property
    def host(self) -> str:
        return urls.host(self.address)

    def url(self, path: str) -> str | None:
        """The whole address of a path of the site; None while the site has no address."""
        return self.address + path if self.address.startswith("http") else None

    def page(self, kind: str, id_: str) -> str | None:
        """The whole address of a record's page."""
        return self.url(addresses.fiche(kind, id_))

    def once(self, make: Callable[[], T]) -> T:
        """What `make` gives of the site: a part of what changes more often; kept as a row is."""
        return make()

    def each(self, make: Callable[[Site, R], T], records: Iterable[R]) -> Iterable[T]:
        """What `make` gives of each record, a row of something that all share; in the order of the records.

        A row depends on its record and on what it asks the site: what is kept of it is made again when an
        answer changes (`generators.trace.rows`).
        """
        return (make(self, record) for record in records)

    @property
    def adresse_contact(self) -> str:
        """Where one writes to the team: its mailbox, or the page of the site that has a form."""
        mailbox = self.identity.contact.courriel
        return f"mailto:{mailbox}" if mailbox else f"{self.address}proposer/"

    @property
    def desinscription(self) -> str | None:
        """An address that unsubscribes, where the network gives one; the e-mail services put in their own."""
        return self.identity.lettre.desinscription

    @property
    def adresse_expediteur(self) -> str:
        """The sender's mailbox: an RFC 5322 message needs one, even before the team has chosen it."""
        return self.identity.lettre.courriel or f"newsletter@{self.host}"

    @property
    def adresse_desinscription(self) -> str:
        """Where one leaves the list: in one click where that exists (RFC 8058), else by the site's page."""
        return self.desinscription or f"{self.address}newsletter/#se-desinscrire"

    @property
    def un_clic(self) -> bool:
        """True where a mailbox's own button may leave the list: RFC 8058 asks for an https address that takes
        its POST, which neither a mailbox nor a page of the site does."""
        return bool(self.desinscription and self.desinscription.startswith("https://"))
