"""What lies in data/ and newsletter/ and is no record: what belongs there, and what to say of the rest.

What looks like a record and is not read is an error; any other file that nothing reads is a warning, the
leftovers of editors and systems too: nothing goes by in silence.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from generators.disk.regular import DEPTH
from generators.records.identity import FILE
from generators.records.kinds import FICHES, KINDS
from generators.records.problems import Problem
from generators.records.reading.files import Folder, entries, printable, slug

#: What data/ holds besides records.
_DATA_FILES = {
    FILE, "vocabulary.yml", "urgences.yml", "liens-exemptes.yml", "geocodage.json", "lettres.yml",
}  # fmt: skip
_PAGES = "pages"
#: What is remembered of each source, and below it the files that wait to be imported.
_IMPORTS = "imports"
_INBOX = "inbox"
_KEPT = {
    "reference": {
        "anciennes-communes.txt", "clocks.json", "communes.csv", "countries.json", "departements.json",
        "departements.topojson", "epcis.json", "homographes.txt", "horizons.json", "regions.json",
        "sources.json",
    },
    "schemas": {f"{name}.json" for name in (*(kind.schema for kind in KINDS.values()), "reseau")},
}  # fmt: skip
_TEMPLATES = "templates"
_IMAGES = "images"
#: A note beside the records, for those who keep them: README.md, LICENCE.md.
_NOTE = re.compile(r"[A-Z_-]+\.md")
_YAML = re.compile(r"\.ya?ml", re.IGNORECASE)
#: How many files of a hidden folder are looked at.
_MOST = 1000

Entry = os.DirEntry[str]


def of_data(data: Folder, entry: Entry) -> Iterator[Problem]:
    """What to say of what lies in data/ itself."""
    name = entry.name
    if entry.is_dir(follow_symlinks=False) and name == _PAGES:
        yield from _pages(data, f"{name}/")
    elif entry.is_dir(follow_symlinks=False) and name == _IMPORTS:
        yield from _imports(data, f"{name}/")
    elif entry.is_dir(follow_symlinks=False) and name in _KEPT:
        yield from _inside(data, f"{name}/", _KEPT[name])
    elif name not in _DATA_FILES or not entry.is_file(follow_symlinks=False):
        yield from _told(data, entry, "", [*FICHES, *_DATA_FILES])


def of_newsletter(newsletter: Folder, entry: Entry) -> Iterator[Problem]:
    """What to say of what lies in newsletter/ itself, and of what is no file among its pictures."""
    folder = entry.is_dir(follow_symlinks=False)
    if folder and entry.name == _IMAGES:
        yield from _images(newsletter, f"{_IMAGES}/")
    elif not (folder and entry.name == _TEMPLATES):
        yield from _told(newsletter, entry, "", [_IMAGES, _TEMPLATES])


def of_kind(data: Folder, entry: Entry, below: str) -> Iterator[Problem]:
    """What to say of what lies among the records of a kind."""
    yield from _told(data, entry, below, [])


def is_odd(name: str) -> bool:
    """True for the name of a folder that nobody gave it to put records in."""
    return name.startswith(".") or bool(_YAML.search(name))


def _pages(data: Folder, below: str, depth: int = DEPTH) -> Iterator[Problem]:
    """The network's own pages are Markdown, in folders or not."""
    for entry in entries(data, below):
        if isinstance(entry, Problem):
            yield entry
        elif entry.is_dir(follow_symlinks=False) and depth and not entry.name.startswith("."):
            yield from _pages(data, f"{below}{entry.name}/", depth - 1)
        elif not (_named(entry, ".md") and entry.is_file(follow_symlinks=False)):
            yield from _told(data, entry, below, [])


def _imports(data: Folder, below: str) -> Iterator[Problem]:
    """One file a source; each file of the inbox waits for `maillage import`."""
    for entry in entries(data, below):
        if isinstance(entry, Problem):
            yield entry
        elif entry.is_dir(follow_symlinks=False) and entry.name == _INBOX:
            yield from _waiting(data, f"{below}{entry.name}/")
        elif not (_named(entry, ".yml") and entry.is_file(follow_symlinks=False)):
            yield from _told(data, entry, below, [_INBOX])


def _waiting(data: Folder, below: str) -> Iterator[Problem]:
    for entry in entries(data, below):
        if isinstance(entry, Problem):
            yield entry
        elif entry.is_file(follow_symlinks=False) and not _NOTE.fullmatch(entry.name):
            hint = "lancez « maillage import --inbox », ou retirez-le"
            yield data.problem(f"{below}{entry.name}", "ce fichier attend d’être importé", hint, "warning")


def _images(newsletter: Folder, below: str, depth: int = DEPTH) -> Iterator[Problem]:
    """What the files are, the letters' rules tell; here, what nobody reads."""
    for entry in entries(newsletter, below):
        if isinstance(entry, Problem):
            yield entry
        elif entry.is_dir(follow_symlinks=False) and depth and not entry.name.startswith("."):
            yield from _images(newsletter, f"{below}{entry.name}/", depth - 1)
        elif entry.name.startswith(".") or not entry.is_file(follow_symlinks=False):
            yield from _told(newsletter, entry, below, [])


def _inside(holder: Folder, below: str, known: Collection[str]) -> Iterator[Problem]:
    """A folder whose files have names that the software knows."""
    for entry in entries(holder, below):
        if isinstance(entry, Problem):
            yield entry
        elif entry.name not in known or not entry.is_file(follow_symlinks=False):
            yield from _told(holder, entry, below, [])


def _named(entry: Entry, ending: str) -> bool:
    return entry.name.endswith(ending) and not entry.name.startswith(".")


def _told(holder: Folder, entry: Entry, below: str, known: list[str]) -> Iterator[Problem]:
    """What to say of what nothing reads; it stops the build when it looks like a record."""
    inside = f"{below}{entry.name}"
    if entry.is_symlink():
        hint = "remplacez-le par le fichier lui-même"
        yield holder.problem(inside, "c’est un lien symbolique : il n’est pas suivi", hint)
    elif entry.is_dir(follow_symlinks=False):
        yield _folder(holder, entry.name, inside, known)
    elif not entry.is_file(follow_symlinks=False):
        hint = "retirez-le de ce dossier"
        yield holder.problem(inside, "ce n’est pas un fichier ordinaire : il n’est pas lu", hint)
    elif not _NOTE.fullmatch(entry.name):
        yield _file(holder, entry.name, below, known)


def _folder(holder: Folder, name: str, inside: str, known: list[str]) -> Problem:
    shown = printable(PurePosixPath(name))
    if name.startswith("."):
        message = f"le dossier caché « {shown} » n’est pas lu"
        holds = _holds_records(holder, inside)
        hint = "rangez ses fiches ailleurs, ou retirez-le" if holds else "retirez-le"
        return holder.problem(inside, message, hint, "error" if holds else "warning")
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        hint = f"renommez-le {near[0]}"
    elif _YAML.search(name):
        hint = "c’est un dossier, pas une fiche : donnez-lui un autre nom, ou retirez-le"
    else:
        hint = "les fiches se rangent dans " + ", ".join(FICHES)
    return holder.problem(inside, f"le dossier « {shown} » n’est pas lu", hint)


def _holds_records(holder: Folder, inside: str) -> bool:
    """Whether a folder may hold a record, however deep; one too large to be looked through may."""
    left, looked = [inside], 0
    while left:
        for entry in entries(holder, left.pop()):
            looked += 1
            if isinstance(entry, Problem) or looked > _MOST or _YAML.search(entry.name):
                return True
            if entry.is_dir(follow_symlinks=False):
                left.append(os.path.relpath(entry.path, holder.path))
    return False


def _file(holder: Folder, name: str, below: str, known: list[str]) -> Problem:
    inside = f"{below}{name}"
    hidden = name.startswith(".")
    if hidden and (name.startswith("._") or not re.search(r"\.ya?ml$", name, re.IGNORECASE)):
        message, hint = "ce fichier caché n’est pas lu", "retirez-le : un éditeur ou un système l’a laissé"
        return holder.problem(inside, message, hint, "warning")
    if _YAML.search(name):
        why, hint = _where(name, below, known)
        return holder.problem(inside, f"ce fichier n’est pas lu : {why}", hint)
    return holder.problem(inside, "ce fichier n’est pas lu", "retirez-le de ce dossier", "warning")


def _where(name: str, below: str, known: list[str]) -> tuple[str, str]:
    if name.startswith("."):
        stem = _YAML.split(name[1:], maxsplit=1)[0]
        return "son nom commence par un point", f"renommez-le, par exemple {slug(stem)}.yml"
    if name.endswith(".yml") and not below:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
        hint = f"renommez-le {near[0]}" if near else "rangez-le dans " + ", ".join(FICHES)
        return "il n’est dans aucun dossier de fiches", hint
    stem = _YAML.split(name, maxsplit=1)[0]
    return "son nom ne finit pas par .yml", f"renommez-le {slug(stem)}.yml"
