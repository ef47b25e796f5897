"""Which files of data/ and newsletter/ are records, and which ones stray."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generators.records.kinds import FICHES, ISSUES
from generators.records.problems import Problem, Severity
from generators.records.values.types import ID_PATTERN
from generators.words.wording import fold, no_break

MAX_ID = 60
_ID = re.compile(ID_PATTERN)
_ISSUE_ID = r"\d{4}-t[1-4]"
#: What data/ and newsletter/ hold besides records.
_DATA_FILES = {"reseau.yml", "vocabulary.yml", "urgences.yml", "liens-exemptes.yml", "geocodage.json"}
_DATA_FOLDERS = {"pages", "reference", "schemas"}
_NEWSLETTER_FOLDERS = {"templates", "images"}


@dataclass(frozen=True, slots=True)
class Found:
    """A record's file: kind and id, where it is on disk, how problems name it, its place in the project."""

    kind: str
    id: str
    path: str
    shown: str
    house: str

    @property
    def file(self) -> Path:
        return Path(self.path)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to read: where it is, how problems name it (`data`, or its whole path elsewhere)."""

    path: Path
    shown: PurePosixPath

    def names(self, inside: str) -> str:
        """How problems name a file in the folder; `printable` of the joined path, ten thousand times."""
        shown = str(self.shown)
        path = inside if shown == "." else f"{shown}/{inside}"
        return path if path.isascii() else printable(PurePosixPath(path))

    def problem(self, below: str, message: str, hint: str, severity: Severity = "error") -> Problem:
        return Problem(printable(self.shown / below), 0, 0, "", no_break(message), no_break(hint), severity)


def folder(path: Path, root: Path) -> Folder:
    """`path`, shown from the project's root when it stands there."""
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return Folder(path, PurePosixPath(shown.as_posix()))


def content(path: str, size: int) -> bytes:
    """The first bytes of a file. Raises OSError.

    Ten thousand small files are read: neither a `Path` nor a buffer is made for each.
    """
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read(size)


def printable(path: PurePosixPath) -> str:
    """A path that any terminal can show: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(str(path)).decode("utf-8", "replace")


def records_of(data: Folder) -> Iterator[Found | Problem]:
    """The records below data/, kind by kind, each id once; whatever else lies there is a problem."""
    if not data.path.is_dir():
        yield data.problem("", f"le dossier « {printable(data.shown)} » n’existe pas", "vérifiez son nom")
        return
    for entry in _entries(data.path):
        if entry.is_dir(follow_symlinks=False) and entry.name in FICHES:
            yield from _unique(data, _below(data, entry.name, entry.name))
        elif not (entry.name in _DATA_FILES or entry.name in _DATA_FOLDERS or entry.name.endswith(".md")):
            yield _stray(data, entry, "", [*FICHES, *_DATA_FILES])


def issues_of(newsletter: Folder) -> Iterator[Found | Problem]:
    """The issues in newsletter/, oldest first."""
    if not newsletter.path.is_dir():
        message = f"le dossier « {printable(newsletter.shown)} » n’existe pas : aucune lettre n’est lue"
        yield newsletter.problem("", message, "créez-le, ou vérifiez son nom", "warning")
        return
    for entry in _entries(newsletter.path):
        if entry.is_file(follow_symlinks=False) and entry.name.endswith(".yml"):
            yield _issue(newsletter, entry)
        elif entry.name not in _NEWSLETTER_FOLDERS and not entry.name.endswith(".md"):
            yield _stray(newsletter, entry, "", sorted(_NEWSLETTER_FOLDERS))


def _entries(path: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(path) as entries:
        return sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)


def _below(data: Folder, kind: str, below: str) -> Iterator[Found | Problem]:
    for entry in _entries(data.path / below):
        inside = f"{below}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _below(data, kind, inside)
        elif entry.is_file(follow_symlinks=False) and entry.name.endswith(".yml"):
            yield _record(data, kind, entry, inside)
        elif not entry.name.endswith(".md"):
            yield _stray(data, entry, f"{below}/", [])


def _record(data: Folder, kind: str, entry: os.DirEntry[str], inside: str) -> Found | Problem:
    stem = entry.name.removesuffix(".yml")
    if _ID.fullmatch(stem) and len(stem) <= MAX_ID:
        return Found(kind, stem, entry.path, data.names(inside), f"data/{inside}")
    if _ID.fullmatch(stem):
        message = f"le nom du fichier a {len(stem)} signes, le maximum est de {MAX_ID}"
    else:
        message = "le nom du fichier n’a pas que des minuscules sans accent, des chiffres et des tirets"
    return data.problem(inside, message, f"renommez-le, par exemple {slug(stem)}.yml")


def slug(stem: str) -> str:
    """A name for a file that says `stem`: "Point écoute du Nord" → "point-ecoute-du-nord"."""
    return fold(stem).replace(" ", "-")[:MAX_ID].strip("-") or "la-boussole-nord"


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


def _stray(holder: Folder, entry: os.DirEntry[str], below: str, known: list[str]) -> Problem:
    """What to say of a file or folder that nothing reads; it stops the build when it looks like a record."""
    inside = f"{below}{entry.name}"
    if entry.is_symlink():
        return holder.problem(
            inside, "c’est un lien symbolique : il n’est pas suivi", "remplacez-le par le fichier lui-même"
        )
    if entry.is_dir(follow_symlinks=False):
        near = difflib.get_close_matches(entry.name, known, n=1, cutoff=0.5)
        hint = f"renommez-le {near[0]}" if near else "les fiches se rangent dans " + ", ".join(FICHES)
        return holder.problem(
            inside, f"le dossier « {printable(PurePosixPath(entry.name))} » n’est pas lu", hint
        )
    if re.search(r"\.ya?ml", entry.name, re.IGNORECASE):
        where = _where(entry.name, below, known)
        return holder.problem(inside, f"ce fichier n’est pas lu : {where[0]}", where[1])
    return holder.problem(inside, "ce fichier n’est pas lu", "retirez-le de ce dossier", "warning")


def _where(name: str, below: str, known: list[str]) -> tuple[str, str]:
    if name.endswith(".yml") and not below:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
        hint = f"renommez-le {near[0]}" if near else "rangez-le dans " + ", ".join(FICHES)
        return "il n’est dans aucun dossier de fiches", hint
    stem = re.split(r"\.ya?ml", name, maxsplit=1, flags=re.IGNORECASE)[0]
    return "son nom ne finit pas par .yml", f"renommez-le {slug(stem)}.yml"
