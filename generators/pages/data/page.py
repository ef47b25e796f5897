"""The page « Données ouvertes »: each file, its fields, its licence, and what each conversion loses.

All of it is read from the mappings that make the files, so that the page cannot say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generators.exchange import (
    changements,
    columns,
    data_inclusion,
    derived,
    geojson,
    hsds,
    liens,
    schemas,
    workbooks,
)
from generators.exchange.package import (
    CLASSEUR,
    DESCRIPTEUR,
    Fichier,
    Mesure,
    Mesures,
    fichiers,
    mesures,
    titre,
)
from generators.exchange.rules import FOLDER, Regle, perdus, sans_equivalent, titres
from generators.pages.frame import page
from generators.pages.frame.page import Maker, Page, depth
from generators.pages.frame.render import render
from generators.records.kinds import FICHES, Kind
from generators.site import Site
from generators.words.wording import majuscule, no_break, poids

DESCRIPTION = (
    "L’annuaire, l’agenda, les ressources et les actualités du réseau en fichiers ouverts : tableaux, "
    "carte, data·inclusion, HSDS, avec leurs champs et leur licence."
)


def makers(site: Site) -> Iterator[Maker]:
    """What makes the one page."""
    yield Maker(FOLDER, "", lambda: data_page(site, mesures(site)))


def data_page(site: Site, measured: Mesures) -> Page:
    """The page, once its files are measured."""
    files = tuple(_ligne(file, measured[file.chemin]) for file in fichiers(site))
    body = render(
        site,
        "data/page.html.j2",
        depth(FOLDER),
        commit=site.commit,
        jour=site.today,
        descripteur=DESCRIPTEUR,
        listes=[_liste(site, kind, files) for kind in FICHES.values()],
        comptees=len(site.network.acting_actors) if site.records.vocabulary.roles else None,
        liens=liens.FICHIER,
        classeur=next(file for file in files if file.chemin == CLASSEUR),
        changements=changements.FICHIER,
        base=site.url(FOLDER) or FOLDER,
        schemas=_lignes(files, schemas.FOLDER),
        conversions=[*_conversions(site, files)],
        flux=page.SITE_FEEDS,
    )
    return Page(FOLDER, "Données ouvertes", DESCRIPTION, "", body, jsonld=_dataset(site))


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as the page lists it."""

    chemin: str
    titre: str
    format: str
    poids: str


def _ligne(file: Fichier, measured: Mesure) -> FileLine:
    names = {"geojson": "GeoJSON"}
    return FileLine(
        file.chemin, file.titre, names.get(file.format, file.format.upper()), poids(measured.octets)
    )


@dataclass(frozen=True, slots=True)
class KindFiles:
    """A kind of record: how many there are, its files, its columns, and what the table leaves to the JSON.

    `seule` is the file that has no head.
    """

    nom: str
    titre: str
    nombre: int
    fichiers: tuple[FileLine, ...]
    seule: FileLine
    colonnes: tuple[tuple[str, str, str, bool, str], ...]
    hors_tableau: tuple[str, ...]


def _liste(site: Site, kind: Kind, lines: Iterable[FileLine]) -> KindFiles:
    name, model = kind.file, kind.model
    return KindFiles(
        nom=name,
        titre=majuscule(kind.noun.many),
        nombre=len(site.records.of(kind.name)),
        fichiers=tuple(f for f in lines if f.chemin in (f"{name}.xlsx", f"{name}.csv", f"{name}.json")),
        seule=next(f for f in lines if f.chemin == f"listes/{name}.json"),
        colonnes=tuple(
            (c.nom, c.titre, workbooks.TYPES[c.type], c.requis, no_break(columns.explication(c)))
            for c in derived.toutes_colonnes(kind.name)
        ),
        hors_tableau=columns.hors_tableau(model),
    )


@dataclass(frozen=True, slots=True)
class Conversion:
    """A standard: its files, where each of its fields comes from, and what is lost on the way."""

    ancre: str
    titre: str
    resume: str
    documentation: str
    fichiers: tuple[FileLine, ...]
    champs: tuple[tuple[str, str, str], ...]
    perdus: tuple[str, ...]
    sans_equivalent: tuple[tuple[str, tuple[str, ...]], ...]
    remarques: tuple[str, ...]


def _conversions(site: Site, lines: tuple[FileLine, ...]) -> Iterator[Conversion]:
    yield Conversion(
        "geojson",
        "GeoJSON",
        "Les acteurs pour une carte. Un lieu confidentiel n’y a jamais de point, ni un lieu inconnu.",
        "https://www.rfc-editor.org/rfc/rfc7946",
        _lignes(lines, "acteurs.geojson"),
        tuple(_champ(regle) for regle in geojson.REGLES),
        _perdus(regle.champs for regle in geojson.REGLES),
        (),
        (
            no_break(
                "Chaque point dit ce qu’il est : celui de la fiche, de sa commune, ou de communes voisines."
            ),
        ),
    )
    rules = (*data_inclusion.STRUCTURE, *data_inclusion.SERVICE)
    yield Conversion(
        "data-inclusion",
        "data·inclusion, version 1",
        "Le schéma français de l’offre d’insertion : des structures, et les services qu’elles rendent.",
        "https://gip-inclusion.github.io/data-inclusion-schema/",
        _lignes(lines, "data-inclusion/"),
        tuple(dict.fromkeys(_champ(regle) for regle in rules)),
        _perdus(regle.champs for regle in rules),
        tuple(_sans_equivalent(site, liste) for liste in data_inclusion.LISTES),
        tuple(map(no_break, data_inclusion.REMARQUES)),
    )
    yield Conversion(
        "hsds",
        "Open Referral HSDS, version 3.0",
        "Le standard international des annuaires de services, dans les deux formes qu’il permet : JSON, où "
        "chaque service et chaque structure ont en eux tout ce qui s’en dit ; archive de tableaux CSV avec "
        "leur descripteur. Les identifiants ne changent pas d’une publication à l’autre.",
        "https://docs.openreferral.org/",
        _lignes(lines, "hsds/"),
        tuple(_champs_hsds()),
        _perdus(table.champs for table in hsds.TABLES.values()),
        (),
        tuple(map(no_break, hsds.REMARQUES)),
    )


def _lignes(lines: Iterable[FileLine], prefix: str) -> tuple[FileLine, ...]:
    return tuple(file for file in lines if file.chemin.startswith(prefix))


def _champ(regle: Regle) -> tuple[str, str, str]:
    return regle.cible, ", ".join(titres(regle.champs)), no_break(regle.note)


def _champs_hsds() -> Iterator[tuple[str, str, str]]:
    named = {"organization": hsds.ORGANISATION, "service": hsds.SERVICE}
    for table in hsds.TABLES.values():
        if table.nom in named:
            yield from ((f"{table.nom}.{c}", ours, note) for c, ours, note in map(_champ, named[table.nom]))
        else:
            yield table.nom, ", ".join(titres(table.champs)), f"{table.titre}."


def _perdus(carried: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(titres(perdus(name for names in carried for name in names)))


def _sans_equivalent(site: Site, liste: str) -> tuple[str, tuple[str, ...]]:
    terms = sans_equivalent(site.records.vocabulary, liste)
    return majuscule(liste.replace("_", " ")), tuple(terms)


def _dataset(site: Site) -> dict[str, object] | None:
    """https://schema.org/Dataset, by which search engines of data sets find the files."""
    if site.url("") is None:
        return None
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": titre(site),
        "description": DESCRIPTION,
        "url": site.url(FOLDER),
        "license": site.identity.licence.url,
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "dateModified": site.today.isoformat(),
        "creator": {"@type": "Organization", "name": site.identity.producteur},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.titre,
                "encodingFormat": file.media,
                "contentUrl": site.url(FOLDER + file.chemin),
            }
            for file in fichiers(site)
        ],
    }
