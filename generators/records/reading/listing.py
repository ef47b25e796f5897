"""Which files of data/ and newsletter/ are records; each other one is known, or told as one that strays."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from generators.disk import regular
from generators.disk.regular import DEPTH
from generators.records.kinds import FICHES, ISSUES
from generators.records.problems import Problem
from generators.records.reading import strays
from generators.records.reading.files import MAX_ID, Folder, Found, entries, printable, slug
from generators.records.values.types import ID_PATTERN

_ID = re.compile(ID_PATTERN)
_ISSUE_ID = r"\d{4}-t[1-4]"


def records_of(data: Folder, *, repository: bool = False) -> Iterator[Found | Problem]:
    """The records below data/, kind by kind, each id once; whatever else lies there is a problem.

    A `repository` of its own has what git and its host keep at its top: `.git`, `.gitlab-ci.yml`.
    """
    if not data.path.is_dir():
        yield data.problem("", f"le dossier « {printable(data.shown)} » n’existe pas", "vérifiez son nom")
        return
    for entry in entries(data, ""):
        if isinstance(entry, Problem):
            yield entry
        elif entry.is_dir(follow_symlinks=False) and entry.name in FICHES:
            yield from _unique(data, _below(data, entry.name, entry.name, DEPTH))
        elif not (repository and entry.name.startswith(".")):
            yield from strays.of_data(data, entry)


def misnamed(data: Folder) -> Iterator[Found]:
    """What is a record by all but the name of its file: its other faults can be told with that one."""
    for kind in FICHES:
        for name in regular.below(data.path / kind):
            stem, extension = PurePosixPath(name).stem, PurePosixPath(name).suffix
            good = extension == ".yml" and _ID.fullmatch(stem) and len(stem) <= MAX_ID
            if extension.lower() in (".yml", ".yaml") and not good and not stem.startswith("."):
                inside = f"{kind}/{name}"
                yield Found(kind, slug(stem), str(data.path / inside), data.names(inside), f"data/{inside}")


def issues_of(newsletter: Folder) -> Iterator[Found | Problem]:
    """The issues in newsletter/, oldest first."""
    if not newsletter.path.is_dir():
        message = f"le dossier « {printable(newsletter.shown)} » n’existe pas : aucune lettre n’est lue"
        yield newsletter.problem("", message, "créez-le, ou vérifiez son nom", "warning")
        return
    for entry in entries(newsletter, ""):
        if isinstance(entry, Problem):
            yield entry
        elif _written(entry):
            yield _issue(newsletter, entry)
        else:
            yield from strays.of_newsletter(newsletter, entry)


def _written(entry: os.DirEntry[str]) -> bool:
    """True for a file that is meant as a record."""
    named = entry.name.endswith(".yml") and not entry.name.startswith(".")
    return named and entry.is_file(follow_symlinks=False)


def _below(data: Folder, kind: str, below: str, depth: int) -> Iterator[Found | Problem]:
    if not depth:
        yield data.problem(below, "trop de dossiers l’un dans l’autre", f"gardez-en {DEPTH} au plus")
        return
    for entry in entries(data, below):
        if isinstance(entry, Problem):
            yield entry
        elif _written(entry):
            yield _record(data, kind, entry, f"{below}/{entry.name}")
        elif entry.is_dir(follow_symlinks=False) and not strays.is_odd(entry.name):
            yield from _below(data, kind, f"{below}/{entry.name}", depth - 1)
        else:
            yield from strays.of_kind(data, entry, f"{below}/")


def _record(data: Folder, kind: str, entry: os.DirEntry[str], inside: str) -> Found | Problem:
    stem = entry.name.removesuffix(".yml")
    if _ID.fullmatch(stem) and len(stem) <= MAX_ID:
        return Found(kind, stem, entry.path, data.names(inside), f"data/{inside}")
    if _ID.fullmatch(stem):
        message = f"le nom du fichier a {len(stem)} signes, le maximum est de {MAX_ID}"
    else:
        message = "le nom du fichier n’a pas que des minuscules sans accent, des chiffres et des tirets"
    return data.problem(inside, message, f"renommez-le, par exemple {slug(stem)}.yml")


def _issue(newsletter: Folder, entry: os.DirEntry[str]) -> Found | Problem:
    stem = entry.name.removesuffix(".yml")
    if not re.fullmatch(_ISSUE_ID, stem):
        return newsletter.problem(
            entry.name,
            "le nom d’un numéro est son année et son trimestre",
            "renommez-le, par exemple 2023-t3.yml",
        )
    shown = printable(newsletter.shown / entry.name)
    return Found(ISSUES.name, stem, entry.path, shown, f"newsletter/{entry.name}")


def _unique(data: Folder, found: Iterator[Found | Problem]) -> Iterator[Found | Problem]:
    first: dict[str, Found] = {}
    for item in found:
        if isinstance(item, Found) and item.id in first:
            below = item.house.removeprefix("data/")
            yield data.problem(
                below,
                f"une autre fiche porte déjà l’identifiant « {item.id} » : {first[item.id].shown}",
                "donnez à ce fichier un autre nom, sans changer celui d’une fiche déjà publiée",
            )
            continue
        if isinstance(item, Found):
            first[item.id] = item
        yield item
