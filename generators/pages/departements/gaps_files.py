"""The map of gaps as files: what its script counts from, and the whole of it as a table to download."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generators import editions
from generators.exchange import inert, workbooks, xlsx
from generators.exchange.columns import Colonne
from generators.exchange.rules import du_reseau
from generators.exchange.workbooks import Table
from generators.network.gaps import STATES, State, first_rank
from generators.pages.frame.page import as_json
from generators.site import Site
from generators.words.wording import minuscule

URL: Final = "couverture/"
#: State → what the legend says of it.
LEGENDE: Mapping[State, str] = {
    "oui": "Au moins une structure confirmée",
    "verifier": "Structure connue, à confirmer",
    "inconnu": "Structure connue, mission ou public non renseigné",
    "non": "Aucun acteur connu",
}


def files(site: Site) -> Mapping[str, bytes]:
    """What the script counts from."""
    return {f"{editions.FOLDER}couverture/acteurs.json": _json(site)}


def exports(site: Site) -> Mapping[str, bytes]:
    """The whole of the map as a workbook and as a table: every département, mission and audience."""
    rows = [*_lines(site)]
    table = Table("Couverture", COLUMNS, map(xlsx.ligne, rows), rows)
    return {
        f"{URL}couverture.xlsx": workbooks.ecrit(site, du_reseau(site, "Couverture"), [table]),
        f"{URL}couverture.csv": inert.table([column.nom for column in COLUMNS], rows),
    }


def _json(site: Site) -> bytes:
    acteurs = [
        {
            "verifie_le": reach.verifie_le.isoformat() if reach.verifie_le else "",
            "missions": sorted(reach.missions),
            "publics": sorted(reach.publics),
            "departements": sorted(reach.departements),
            "national": reach.national,
        }
        for reach in site.network.gaps.reaches
    ]
    return as_json(acteurs)


def terms(site: Site, name: str) -> list[tuple[str, str]]:
    """The codes and labels of a list that the map has a choice of."""
    vocabulary = site.records.vocabulary
    return [(code, vocabulary.label(name, code)) for code in first_rank(vocabulary, name)]


def _column(nom: str, titre: str, description: str, type_: str, **more: Any) -> Colonne:  # noqa: ANN401 (Colonne's)
    return Colonne(nom, titre, description, type_, origine="Compté à la publication", **more)


_STATES = " ; ".join(f"« {state} » : {minuscule(LEGENDE[state])}" for state in STATES)
COLUMNS: Final = (
    _column("departement", "Département", "Son code officiel.", "string"),
    _column("nom", "Nom", "Celui du département ou de la collectivité.", "string"),
    _column("mission", "Mission", "« toutes » : quelle qu’elle soit.", "string", liste="missions"),
    _column("public", "Public", "« tous » : quel qu’il soit.", "string", liste="publics"),
    _column("etat", "État", f"{_STATES}.", "string", parmi=STATES),
    _column("acteurs_a_jour", "Confirmées", "Les structures qui l’ont été.", "integer"),
    _column("acteurs_a_verifier", "À confirmer", "Celles dont la fiche est à confirmer.", "integer"),
    _column(
        "acteurs_missions_non_renseignees",
        "Non renseignées",
        "Celles dont la mission ou le public n’est pas renseigné.",
        "integer",
    ),
    _column("acteurs_nationaux", "Nationales", "Celles qui couvrent toute la France.", "integer"),
)


def _lines(site: Site) -> Iterator[tuple[str | int, ...]]:
    missions, publics = ((None, *dict(terms(site, name))) for name in ("missions", "publics"))
    for mission in missions:
        for public in publics:
            nationals = site.network.gaps.national(mission, public).known
            for code, departement in site.places.departements.items():
                cell = site.network.gaps.cell(code, mission, public)
                figures = (cell.state, cell.fresh, cell.stale, cell.unknown, nationals)
                yield (code, departement.nom, mission or "toutes", public or "tous", *figures)
