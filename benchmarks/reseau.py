"""Writes a synthetic network, the same bytes each time: a project whose records are made up.

    python -m benchmarks.reseau --actors 10000 DIR

DIR/data has the records, DIR/newsletter the templates and an issue that chooses among them; all else is the
project's, by links, so that `maillage` runs in DIR as it does at home.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from shutil import copytree

from benchmarks.reseau_acteurs import Fiche, acteurs
from benchmarks.reseau_autres import NUMERO, actualites, evenements, numero, ressources
from benchmarks.reseau_lieux import Tirage
from benchmarks.reseau_yaml import document
from generators.land.places import load_places

PROJECT = Path(__file__).resolve().parents[1]
GRAINE = "maillage"
#: What a project is made of besides its records; the links are to the checkout's own.
_LINKED = ("CHANGELOG.md", "LICENSE", "generators", "node_modules", "package.json", "site")
#: What pages are made of, which no link may stand for.
_SHOWN = ("CONTRIBUTING.md", "SECURITY.md")
_COPIED = ("vocabulary.yml", "urgences.yml")


def write_network(folder: Path, actors: int) -> int:
    """Make `folder` a project with this many actors; returns its number of records."""
    _surround(folder)
    made = tuple(records(actors))
    (folder / "newsletter" / f"{NUMERO}.yml").write_text(document(numero(made)), encoding="utf-8")
    return sum(_write(folder / "data", f"{kind}/{id_}", fiche) for kind, id_, fiche in made)


def records(actors: int) -> Iterator[tuple[str, str, Fiche]]:
    """Kind, id and values of each record."""
    tirage = Tirage(load_places(PROJECT / "data" / "reference"))
    made = dict(acteurs(actors, tirage, f"{GRAINE}/actors"))
    # What names a confidential place says none: those that happen somewhere name the others.
    ids = tuple(id_ for id_, fiche in made.items() if "adresse_confidentielle" not in fiche)
    half, quarter = max(1, actors // 2), max(1, actors // 4)
    yield from _of("actors", made.items())
    events = dict(evenements(half, ids, tirage, f"{GRAINE}/events"))
    yield from _of("events", events.items())
    yield from _of("resources", ressources(quarter, ids, f"{GRAINE}/resources"))
    yield from _of("news", actualites(quarter, ids, tuple(events), tirage, f"{GRAINE}/news"))


def _of(kind: str, made: Iterable[tuple[str, Fiche]]) -> Iterator[tuple[str, str, Fiche]]:
    return ((kind, id_, fiche) for id_, fiche in made)


def _surround(folder: Path) -> None:
    """The folders of a project, emptied of what an earlier network left there."""
    for kind in ("actors", "events", "resources", "news"):
        shutil.rmtree(folder / "data" / kind, ignore_errors=True)
        (folder / "data" / kind).mkdir(parents=True)
    shutil.copytree(
        PROJECT / "newsletter" / "templates", folder / "newsletter" / "templates", dirs_exist_ok=True
    )
    shutil.copyfile(PROJECT / "mkdocs.yml", folder / "mkdocs.yml")
    for name in _COPIED:
        shutil.copyfile(PROJECT / "data" / name, folder / "data" / name)
    # Whose network it is, but for those of its actors that it does not have.
    identity = (PROJECT / "data" / "reseau.yml").read_text(encoding="utf-8")
    alone = re.sub(r"(?m)^( *emetteurs: ).*$", r"\1[]", identity)
    (folder / "data" / "reseau.yml").write_text(alone, encoding="utf-8")
    copytree(PROJECT / "data" / "reference", folder / "data" / "reference", dirs_exist_ok=True)
    copytree(PROJECT / "data" / "pages", folder / "data" / "pages", dirs_exist_ok=True)
    for name in _LINKED:
        _link(folder / name, PROJECT / name)
    for name in _SHOWN:
        (folder / name).unlink(missing_ok=True)
        shutil.copyfile(PROJECT / name, folder / name)
    copytree(PROJECT / "docs", folder / "docs", dirs_exist_ok=True)


def _link(link: Path, target: Path) -> None:
    link.unlink(missing_ok=True)
    link.symlink_to(target)


def _write(data: Path, path: str, fiche: Fiche) -> int:
    return 1 if (data / f"{path}.yml").write_text(document(fiche), encoding="utf-8") else 0


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--actors", type=int, default=10_000, metavar="N", help="how many actors (10000)")
    parser.add_argument("folder", type=Path, metavar="DIR")
    arguments = parser.parse_args(argv)
    print(f"{write_network(arguments.folder, arguments.actors)} records in {arguments.folder}/data")


if __name__ == "__main__":
    main()
