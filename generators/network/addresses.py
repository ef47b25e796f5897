"""Where each thing stands on the site: addresses relative to its root. They never change."""

from __future__ import annotations

from generators.land.places import Places
from generators.land.territories import Departement, Region, Territory
from generators.records.kinds import ACTORS, EVENTS, ISSUES, KINDS, NEWS, RESOURCES
from generators.words.wording import fold

SELECTION = "selection/"
#: The calendar of every event.
AGENDA = "agenda/agenda.ics"


def fiche(kind: str, id_: str) -> str:
    """The address of a record: its own page, or its anchor on that of its kind, as news items have."""
    place = KINDS[kind]
    return f"{place.address}#{id_}" if place.anchored else f"{place.address}{id_}/"


def reference(ref: str) -> str:
    """The address of a record written with its folder: "events/rapport-ciivise"."""
    kind, _, id_ = ref.partition("/")
    return fiche(kind, id_)


def acteur(id_: str) -> str:
    return fiche(ACTORS.name, id_)


def carnet(id_: str) -> str:
    """The actor's card for an address book. Its name says nothing: it is that of the file that one keeps."""
    return f"{acteur(id_)}contact.vcf"


def evenement(id_: str) -> str:
    return fiche(EVENTS.name, id_)


def ressource(id_: str) -> str:
    return fiche(RESOURCES.name, id_)


def actualite(id_: str) -> str:
    return fiche(NEWS.name, id_)


def calendrier(id_: str) -> str:
    """The calendar file of an event."""
    return f"{EVENTS.address}{id_}.ics"


def agenda_departement(code: str) -> str:
    """The calendar of what happens in one département; those of a region and of a kind are below."""
    return f"{EVENTS.address}departements/{code.lower()}.ics"


def agenda_region(code: str) -> str:
    return f"{EVENTS.address}regions/{code}.ics"


def agenda_type(code: str) -> str:
    return f"{EVENTS.address}types/{code}.ics"


def flux_departement(code: str) -> str:
    """The feed of one département."""
    return f"flux/departements/{code.lower()}.atom"


def flux_region(code: str) -> str:
    """The feed of one region, by its code."""
    return f"flux/regions/{code}.atom"


def ancre(ref: str) -> str:
    """The id of an item in the page of its issue: "agenda-rapport-ciivise"."""
    kind, _, id_ = ref.partition("/")
    return f"{KINDS[kind].address.rstrip('/')}-{id_}"


def departement(code: str) -> str:
    return f"departements/{code.lower()}/"


def structures(code: str) -> str:
    """The complete list of a département whose page doesn't show all."""
    return f"{departement(code)}structures/"


def structures_region(code: str) -> str:
    """The complete list of those that cover a region."""
    return f"departements/region-{code}/"


#: That of those that cover the whole country.
STRUCTURES_FRANCE = "departements/france/"


def region(code: str) -> str:
    """The part of a region on the page of all départements."""
    return f"departements/#region-{code}"


#: Where the booklets stand.
LIVRETS = "livrets/"


def livret(territory: Territory) -> str:
    """The booklet of a département or of a region, to be read page by page."""
    kind = "region" if isinstance(territory, Region) else "departement"
    return f"{LIVRETS}{kind}-{territory.code.lower()}.pdf"


def livret_a4(livret: str) -> str:
    """The same, two pages on a sheet, to be folded."""
    return f"{livret.removesuffix('.pdf')}-a4.pdf"


def numero(id_: str) -> str:
    return fiche(ISSUES.name, id_)


def territoire(territory: Region | Departement, places: Places) -> str:
    """The folder of a territory's letters: the name of a region, the code of a département.

    A département overseas is its region; and codes of regions would be those of other départements.
    """
    if isinstance(territory, Departement):
        if len(places.departements_of_region(territory.region)) > 1:
            return territory.code.lower()
        territory = places.regions[territory.region]
    return fold(territory.nom).replace(" ", "-")


def numero_territoire(id_: str, territoire: str) -> str:
    """An issue as a territory reads it, by the name of its folder ("hauts-de-france")."""
    return f"{numero(id_)}{territoire}/"


def signaler(kind: str, id_: str) -> str:
    """Where a reader reports a change of one record."""
    return f"signaler/?fiche={kind}/{id_}"


def verifier(id_: str) -> str:
    """Where a structure confirms its own record."""
    return f"verifier/?fiche={ACTORS.name}/{id_}"
