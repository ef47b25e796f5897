"""The territories of France and the countries, as values: what each is called, and what it is part of.

A `Zone` is one as records write it; some codes of INSEE and of the post say by themselves where they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generators.words.repeated import Repeated

#: The clock of all that is not overseas.
PARIS = "Europe/Paris"


class Zone(Repeated):
    """A covered territory, such as `france`, `region:32`, `departement:59`, `commune:59183` or `pays:BE`."""

    __slots__ = ()

    @property
    def level(self) -> str:
        return self.partition(":")[0]

    @property
    def code(self) -> str:
        return self.partition(":")[2]

    @property
    def narrow(self) -> bool:
        """True for what is more precise than a département."""
        return self.level not in ("france", "region", "departement", "pays")


def departement_in(code: str) -> str:
    """The département that a code of INSEE begins with: "59183" → "59", "2A004" → "2A", "97411" → "974"."""
    return code[:3] if code[:2] in ("97", "98") else code[:2]


def is_overseas(departement: str) -> bool:
    """True for the code of a département or collectivity overseas: it has three signs."""
    return len(departement) == 3


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, or a municipal arrondissement of Paris, Lyon or Marseille (`parent`: its commune's code).

    Positions are WGS84 degrees. `precision` says whose position it is: the `commune`'s own, that of the
    communes around it with the same postcode (`code-postal`), or of its département (`departement`).
    """

    code: str
    nom: str
    codes_postaux: tuple[str, ...]
    departement: str
    epci: str | None
    population: int
    latitude: float
    longitude: float
    precision: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Territory:
    """What départements and regions share: a name, and how a sentence bears it."""

    code: str
    nom: str
    #: « le Nord », « l’Isère », « les Hautes-Alpes », « Paris »
    article: str
    #: « dans le Nord », « en Guyane », « à Mayotte »
    dans: str
    #: « du Nord », « de l’Isère », « des Hautes-Alpes », « de Paris »
    du: str
    #: INSEE code of the commune that is its seat
    chef_lieu: str
    #: What people call it besides, folded: « paca », « tahiti »
    surnoms: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def avec_code(self) -> str:
        return f"{self.nom} ({self.code})"


@dataclass(frozen=True, slots=True)
class Departement(Territory):
    """A département, or an overseas collectivity; `region` is a code of `Places.regions`.

    Overseas it has a code of ISO 3166-1, and a time zone of its own. `etendue_km` is how far a place may be
    from the position of its commune.
    """

    region: str
    iso: str | None = None
    fuseau: str = PARIS
    etendue_km: int = 40

    @property
    def is_overseas(self) -> bool:
        return is_overseas(self.code)

    @property
    def is_collectivity(self) -> bool:
        """True for what is overseas and no département: it has no region but itself."""
        return self.region == self.code


@dataclass(frozen=True, slots=True)
class Region(Territory):
    """A region; an overseas collectivity stands for its own."""


@dataclass(frozen=True, slots=True)
class Epci:
    """An intercommunality with its own taxes; `departements` are the ones it has communes in."""

    code: str
    nom: str
    type: str
    departements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its code of ISO 3166-1; `insee` is its code in the Code officiel géographique."""

    code: str
    nom: str
    #: « la Belgique », « Cuba »
    article: str
    #: « en Belgique », « au Canada », « à Cuba »
    dans: str
    insee: str | None


@dataclass(frozen=True, slots=True)
class Horizon:
    """A part of France that a map can be led to: its south-west and north-east corners, in degrees.

    `departements`: those that stand in it, none for the first, which is the rest of the country. A discreet
    one shows only when something is there.
    """

    nom: str
    bornes: tuple[tuple[float, float], tuple[float, float]]
    departements: tuple[str, ...] = ()
    discret: bool = False
