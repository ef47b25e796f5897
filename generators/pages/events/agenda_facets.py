"""What the boxes of the agenda ask of an event: kind, month, territory, audience, online or not, free…"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generators.land import coverage
from generators.land.names import nom
from generators.land.zones import Zone
from generators.pages.events.line import held
from generators.pages.frame import facets
from generators.pages.frame.facets import Choix, Facette, Termes
from generators.records.models import Evenement
from generators.site import Site
from generators.words import dates
from generators.words.folding import fold
from generators.words.phrases import majuscule

#: What one ticks to see only what is still to come, or still open: the browser knows, by its clock.
SEULEMENT = (
    Choix("a-venir", "À venir"),
    Choix("inscription", "Inscription possible"),
    Choix("gratuit", "Gratuit"),
    Choix("traces", "Avec replay, compte rendu ou documents"),
)
FORMATS = (Choix("sur-place", "Sur place"), Choix("en-ligne", "En ligne"))


def termes(site: Site, evenement: Evenement) -> Termes:
    states = {
        "gratuit": evenement.frais == "gratuit",
        "traces": bool(evenement.replay or evenement.compte_rendu or evenement.documents),
    }
    there = coverage.place_phrase(evenement, site.places) is not None or evenement.lieu is not None
    formats = {"sur-place": there, "en-ligne": evenement.en_ligne}
    return {
        "types": (evenement.type,),
        "seulement": tuple(code for code, holds in states.items() if holds),
        "formats": tuple(code for code, holds in formats.items() if holds),
        "publics": evenement.publics,
        "territoires": tuple(dict.fromkeys(_territories(site, evenement))),
        "mois": tuple(_months(evenement)),
    }


def _territories(site: Site, evenement: Evenement) -> Iterator[str]:
    """The départements where it takes place or counts; those of a region each; a foreign country."""
    places = site.places
    if home := coverage.departement_of(evenement, places):
        yield f"departement:{home}"
    abroad = [Zone(f"pays:{evenement.pays}")] if evenement.pays and evenement.pays != "FR" else []
    for zone in (*evenement.territoires, *abroad):
        if zone.level in ("france", "pays"):
            yield str(zone)
        else:
            codes = sorted(coverage.departements_of_zone(zone, places))
            yield from (f"departement:{code}" for code in codes)


def _months(evenement: Evenement) -> Iterator[str]:
    """The months that it touches: "2023-11"."""
    debut, fin = held(evenement)
    first, last = dates.le_jour(debut), dates.le_jour(fin or debut)
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{number // 12}-{number % 12 + 1:02d}"


def groupes(site: Site, events: Sequence[Evenement]) -> list[Facette]:
    """The kinds first, then the groups of boxes in their order."""
    borne = [termes(site, event) for event in events]
    vocabulary = site.records.vocabulary

    def group(liste: str, titre: str, choices: Sequence[Choix], repliee: bool = False) -> Facette:
        return facets.facette(liste, titre, borne, choices, repliee)

    kinds = facets.du_vocabulaire(vocabulary, "types_evenement")
    return [
        group("types", "Type de rendez-vous", facets.en_usage(kinds, (record["types"] for record in borne))),
        group("seulement", "Afficher seulement", SEULEMENT),
        group("formats", "Format", FORMATS),
        group("publics", "Pour qui", facets.du_vocabulaire(vocabulary, "publics")),
        group("territoires", "Territoire", list(_where(site, borne)), repliee=True),
        group("mois", "Année et mois", list(_when(borne)), repliee=True),
    ]


def _where(site: Site, borne: Sequence[Termes]) -> Iterator[Choix]:
    """The whole country, then each region with its départements, then abroad: those that events name."""
    used = {code for record in borne for code in record["territoires"]}
    if "france" in used:
        yield Choix("france", "Toute la France")
    named = [d for d in site.places.departements.values() if f"departement:{d.code}" in used]
    for code in sorted({d.region for d in named}, key=lambda code: fold(site.places.regions[code].nom)):
        region = f"region:{code}"
        yield Choix(region, site.places.regions[code].nom)
        yield from (Choix(f"departement:{d.code}", d.avec_code, region) for d in named if d.region == code)
    for code in sorted(code for code in used if code.startswith("pays:")):
        yield Choix(code, nom(Zone(code), site.places))


def _when(borne: Sequence[Termes]) -> Iterator[Choix]:
    """The years, latest first, each with its months."""
    used = sorted({month for record in borne for month in record["mois"]})
    for year in sorted({month[:4] for month in used}, reverse=True):
        yield Choix(year, year)
        names = ((month, majuscule(dates.MOIS[int(month[5:]) - 1])) for month in used if month[:4] == year)
        yield from (Choix(month, name, year) for month, name in names)
