"""An actor as a contact of an address book: vCard 3.0 (RFC 2426).

Address books in use lose the numbers of version 4 (`VALUE=uri`, quoted types). A number is written as one
dials it, of the plain types that all know. What a further line is for stands beside it in the property by
which Apple's and Google's books show a label; the note tells all lines, for those that show none. A name has
no parts: an actor is a company, and FN what it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from generators.exchange.lines import folded
from generators.exchange.rules import joint, tag
from generators.land.coverage import departement_of
from generators.network import addresses
from generators.records.kinds import ACTORS
from generators.records.models import Acteur
from generators.site import Site

#: What a line is called that no voice answers.
_FAX: Final = re.compile("fax|télécop", re.IGNORECASE)


def vcard(site: Site, acteur: Acteur, name: str, note: str) -> bytes:
    """The card of an actor, which is called `name` among others; `note` says what no property holds, and
    nothing of a place that is withheld."""
    return b"".join(map(folded, _lines(site, acteur, escaped(name), note)))


def _lines(site: Site, acteur: Acteur, name: str, note: str) -> Iterator[str]:
    names = site.identity.identifiants
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"PRODID:-//Maillage//{names.code.upper()}//FR"
    yield f"UID:{escaped(tag(names, f'{ACTORS.name}/{acteur.id}'))}"
    yield f"REV:{_moment(acteur.revisee_le)}"
    yield "N:;;;;"
    yield f"FN:{name}"
    yield f"ORG:{name}"
    yield "X-ABShowAs:COMPANY"
    yield from _telephones(acteur) if site.network.acts(acteur) else ()
    if courriel := joint(site, acteur, acteur.courriel_ouvert):
        yield f"EMAIL;TYPE=INTERNET,WORK:{courriel}"
    if acteur.site_web:
        yield f"URL:{acteur.site_web.replace(',', '%2C')}"  # some take what follows for another value
    yield from _place(site, acteur)
    if site.network.acts(acteur):
        yield f"CATEGORIES:{escaped(site.records.vocabulary.label('categories', acteur.categorie))}"
    yield f"NOTE:{escaped(note)}"
    yield f"SOURCE:{site.address}{addresses.acteur(acteur.id)}"
    yield "END:VCARD"


def _telephones(acteur: Acteur) -> Iterator[str]:
    """That of its main line, in no group, since some readers drop what is in one; the others with their
    names, each in a group of its own."""
    for rank, line in enumerate(acteur.toutes_lignes):
        group = f"item{rank}." if rank else ""
        sort = "FAX" if line.pour and _FAX.search(line.pour) else "VOICE"
        yield f"{group}TEL;TYPE=WORK,{sort}:{line.telephone.href.removeprefix('tel:')}"
        if rank:
            yield f"{group}X-ABLabel:{escaped(line.nom)}"


def _place(site: Site, acteur: Acteur) -> Iterator[str]:
    """Where it stands as far as its record says; the middle of a commune is nobody's place. Without a
    postcode, a département tells communes of one name apart (Saint-Denis) on the map of a telephone."""
    if acteur.adresse_confidentielle:
        return
    if acteur.commune:
        country = site.places.countries.get(acteur.pays or "")
        land = site.places.departements.get(departement_of(acteur, site.places) or "")
        region = land.nom if land and not acteur.code_postal else ""
        parts = (acteur.complement_adresse, acteur.adresse, acteur.commune, region, acteur.code_postal)
        said = (escaped(part or "") for part in (*parts, country.nom if country else ""))
        yield f"ADR;TYPE=WORK:;{';'.join(said)}"
    if acteur.latitude is not None and acteur.longitude is not None:
        yield f"GEO:{acteur.latitude:.6f};{acteur.longitude:.6f}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def escaped(text: str) -> str:
    """A text as a value (RFC 2426, 4)."""
    for sign in "\\,;":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")
