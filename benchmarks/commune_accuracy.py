"""How far the positions of `data/reference/communes.csv` lie from a reference that never enters the project.

    python benchmarks/commune_accuracy.py --oracle communes-2026.tsv

The oracle is a table without a header: INSEE code, name, postcodes, longitude × 1000, latitude × 1000.
"""

import argparse
import csv
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

COMMUNES = Path(__file__).resolve().parents[1] / "data" / "reference" / "communes.csv"
EARTH_RADIUS_KM = 6371.0


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) in degrees."""
    (lat_a, lon_a), (lat_b, lon_b) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    chord = math.sin((lat_b - lat_a) / 2) ** 2
    chord += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


def oracle_positions(path: Path) -> dict[str, tuple[float, float]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {row[0]: (int(row[4]) / 1000, int(row[3]) / 1000) for row in rows}


def errors(communes: Path, oracle: Path) -> Iterator[tuple[float, str, str, str]]:
    """(kilometres, precision, code, name) of each commune that the oracle knows."""
    known = oracle_positions(oracle)
    with communes.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            truth = known.get(row["code_insee"])
            if truth and row["latitude"]:
                ours = float(row["latitude"]), float(row["longitude"])
                yield distance_km(ours, truth), row["precision"], row["code_insee"], row["nom"]


def summary(distances: Sequence[float]) -> str:
    ranked = sorted(distances)
    at = [ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.9, 0.99, 1)]
    return f"{len(ranked):6d}  {at[0]:7.2f}  {at[1]:7.2f}  {at[2]:7.2f}  {at[3]:7.2f}"


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--oracle", type=Path, required=True)
    parser.add_argument("--communes", type=Path, default=COMMUNES)
    parser.add_argument("--worst", type=int, default=0, help="list this many of the largest errors")
    arguments = parser.parse_args(argv)
    found = sorted(errors(arguments.communes, arguments.oracle), reverse=True)
    print("precision     number   median      p90      p99      max (km)")
    print(f"{'all':12}  {summary([error[0] for error in found])}")
    for precision in sorted({error[1] for error in found}):
        print(f"{precision:12}  {summary([error[0] for error in found if error[1] == precision])}")
    for distance, precision, code, name in found[: arguments.worst]:
        print(f"{distance:7.1f} km  {precision:12}  {code}  {name}")


if __name__ == "__main__":
    main()
