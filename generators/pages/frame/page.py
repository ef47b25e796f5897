"""A page of the site, before it has its shell: its address, its trail, the feeds it names, and its body."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generators.land.territories import Departement, Region
from generators.network import addresses
from generators.network.network import PLAIN
from generators.records.identity import Identite
from generators.records.kinds import EVENTS, ISSUES, NEWS, RESOURCES, Kind
from generators.site import Site


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page.

    `url` is relative to the site's root, with a trailing slash ("acteurs/la-boussole-nord/"); `body` is
    the HTML of the whole main area, its head band included; `section` is the menu's item that is current
    ("annuaire", "agenda", "ressources", "actualites", "newsletter" or ""); `jsonld` is schema.org data;
    `images` is an origin besides ours that the page may show pictures of ("https://data.geopf.fr"); `flux`
    are the feeds that a feed reader finds in its head; `discret` is what its link says where its description
    says too much, when its rubric's sentence would not hold for it; `partage` is the picture that goes with
    its link, when it is not its rubric's; `maj` is the day of its last change, when one is known;
    `cherchable`: search engines are told of it; `scripts` are the modules of site/scripts/ that it needs
    besides those of every page, by name, and `lus` the files of its edition that they read first
    ("editions/annuaire/acteurs.json"), `larges` those that a wide screen alone reads first; `cases`: boxes
    stand before its list, `#resultats`, and a link of the frame leads past them.
    """

    url: str
    title: str
    description: str
    section: str
    body: str
    jsonld: Mapping[str, object] | None = None
    images: str = ""
    flux: tuple[Lien, ...] = ()
    discret: str = ""
    partage: str = ""
    maj: date | None = None
    cherchable: bool = True
    scripts: tuple[str, ...] = ()
    lus: tuple[str, ...] = ()
    larges: tuple[str, ...] = ()
    cases: bool = False

    @property
    def depth(self) -> int:
        """How many folders down the page stands: 0 for the home page."""
        return depth(self.url)

    @property
    def path(self) -> str:
        """The file that a server gives for the address."""
        return self.url + "index.html"

    def closed(self) -> Page:
        """The same for people alone: no feed, no structured data, no picture for a shared link."""
        return replace(self, jsonld=None, flux=(), partage="", maj=None)


@dataclass(frozen=True, slots=True)
class Maker:
    """What makes one page: its address and its item of the menu are known before it is made.

    Any of them can be called, in any order, by any process; each call makes the page anew.
    """

    url: str
    section: str
    make: Callable[[], Page]

    def __call__(self) -> Page:
        return self.make()


def depth(url: str) -> int:
    return url.count("/")


def root(url: str) -> str:
    """From a page back to the site's root: "" for the home page, "../../" for "agenda/x/"."""
    return "../" * depth(url)


def integrity(content: bytes) -> str:
    """What a browser is told to find in a file (https://www.w3.org/TR/SRI/): "sha256-…" in base 64."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def as_json(value: object) -> bytes:
    """Compact JSON, as UTF-8."""
    return _COMPACT.encode(value).encode()


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Etape:
    """A step; the page itself comes last, without an address."""

    titre: str
    url: str | None = None


FOLDER = "flux/"


@dataclass(frozen=True, slots=True)
class Lien:
    """A feed as a link: its name among those of the network, and its address from the site's root."""

    titre: str
    url: str

    def entier(self, reseau: Identite) -> str:
        """Its title among those of other networks, in a feed reader."""
        return f"{reseau.nom} · {self.titre}"


def feed_of_kind(kind: Kind) -> Lien:
    """The feed of a kind of record."""
    return Lien(kind.feed, f"{FOLDER}{kind.file}.atom")


def about(site: Site, kind: Kind) -> str:
    """What the feed of a kind holds; that of the news, the network says itself."""
    return kind.about or site.identity.descriptions.flux


NEWS_FEED, AGENDA_FEED, LIBRARY_FEED = feed_of_kind(NEWS), feed_of_kind(EVENTS), feed_of_kind(RESOURCES)
LETTER_FEED = Lien(ISSUES.feed, f"{FOLDER}newsletter.atom")
#: What the home page offers to a feed reader.
SITE_FEEDS = (
    NEWS_FEED,
    AGENDA_FEED,
    LIBRARY_FEED,
    LETTER_FEED,
    *(feed_of_kind(kind) for kind in PLAIN if kind.feed),
)


def feed_of_departement(departement: Departement) -> Lien:
    return Lien(f"{departement.avec_code}", addresses.flux_departement(departement.code))


def feed_of_region(region: Region) -> Lien:
    return Lien(region.nom, addresses.flux_region(region.code))
