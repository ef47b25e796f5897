"""Files that belong together bear their edition in their name, and the editions before stay for a while.

What stands under `editions/<family>/` is read together: the directory's table and its leaves, an index and
its results, the scripts and the style sheets. A family's folder is named by what it holds
("annuaire.3f2a19c05b7e"), the page says the names that it was built with, and each JSON file bears its own:
whatever a reader's cache mixes, a script never lays a value of one edition over a page of another. The open
data of /donnees/ keep their addresses.

A folder that is published again keeps the families that were replaced `DAYS` ago or less, the latest first,
as long as all of them are no heavier than those of today; except what a record has since taken back.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from generators.disk.tree import content_of, entries

FOLDER = "editions/"
#: The file of the site that says its edition, and until when it keeps which others.
MANIFEST = "editions.json"
#: What a page says in place of its edition until it is known, and in place of a family's name.
MARK = "@@edition@@"
_FAMILY_MARK = re.compile("@@([a-z]+)@@")
#: A family replaced longer ago is kept no more.
DAYS = 30
#: A family that is named as another is: a record is always read as it stands today, by the scripts that know
#: its shape.
FOLLOWS = {"fiches": "code"}
#: The families that tell of no record.
IMPERSONAL = frozenset({"code", "garde", "lieux"})
_NAME = re.compile(r"([a-z]+)\.[0-9a-f]{12}")
_NAMES = re.compile(rb"\b([a-z]+)\.[0-9a-f]{12}\b")

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Edition:
    """The name of each family: "annuaire" → "annuaire.3f2a19c05b7e"."""

    names: Mapping[str, str]

    def __str__(self) -> str:
        """As a page says it."""
        return " ".join(sorted(self.names.values()))

    def path(self, path: str) -> str:
        """Where a file of a family is published; any other stays where it is."""
        family, within = parted(path)
        return f"{FOLDER}{self.names[family]}/{within}" if family else path

    def told(self, html: str) -> str:
        """A page that was made before the edition was known."""
        html = html.replace(MARK, str(self))
        return _FAMILY_MARK.sub(lambda found: self.names.get(found[1], found[0]), html)


def mark(family: str) -> str:
    """What a page says in place of the name of a family until it is known."""
    return f"@@{family}@@"


class _Marks(dict[str, str]):
    def __missing__(self, family: str) -> str:
        return mark(family)


#: What a page is made with before the edition is known.
UNKNOWN = Edition(_Marks())


def fixed(families: Iterable[str]) -> Edition:
    """Names that tell nothing of what they hold: of a site that is shown and never published."""
    return Edition({family: f"{family}.{'0' * 12}" for family in families})


def families(paths: Iterable[str]) -> set[str]:
    """The families of which there are files at these paths."""
    return {family for family, _ in map(parted, paths) if family}


def digest(files: Files) -> str:
    """Twelve hexadecimal digits, the same for the same files by the same names."""
    whole = hashlib.sha256()
    for path in sorted(files):
        content = files[path]
        whole.update(f"{path}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()[:12]


def named(files: Files, edition: Edition) -> dict[str, bytes]:
    """The files where they are published; a JSON file of a family bears the family's name."""
    return {there: bearing(there, files[path]) for path in files for there in (edition.path(path),)}


def path_before(path: str, edition: Edition) -> str:
    """Where a published file stood before it had its family's name; as it is when it has none of these."""
    name, within = parted(path)
    family = name.partition(".")[0]
    return f"{FOLDER}{family}/{within}" if edition.names.get(family) == name else path


def unnamed(content: bytes) -> bytes:
    """A file without the names of the edition that it was made in: what its reader sees of it."""
    return _NAMES.sub(rb"\1", content)


def bearing(path: str, content: bytes) -> bytes:
    """A file as it is published at its path: one of JSON says the name of its family."""
    name, _ = parted(path)
    return head(name) + content + b"}" if name and path.endswith(".json") else content


def head(name: str) -> bytes:
    """What a JSON file of a family begins with."""
    return f'{{"edition":"{name}","contenu":'.encode()


def bare(name: str, content: bytes) -> bytes:
    """A file as it was before it bore the name."""
    return content[len(head(name)) : -1] if content.startswith(head(name)) else content


def parted(path: str) -> tuple[str, str]:
    """Family (or its name) and path within it; "" for a file of none."""
    family, slash, within = path.removeprefix(FOLDER).partition("/")
    return (family, within) if path.startswith(FOLDER) and slash else ("", path)


@dataclass(frozen=True, slots=True)
class Former:
    """A family of an earlier edition: its name, and the day on which another took its place."""

    name: str
    replaced: date

    @property
    def family(self) -> str:
        return self.name.partition(".")[0]


def manifest(edition: str, formers: Iterable[Former] = (), taken_back: str = "") -> bytes:
    """`MANIFEST`: the edition of the pages, and the families that are kept besides, the latest first.

    `taken_back` is the last day on which a record took something back: what readers keep of before goes too.
    """
    kept = [{"nom": former.name, "remplacee": former.replaced.isoformat()} for former in formers]
    said = {"edition": edition, "anciennes": kept, **({"retrait": taken_back} if taken_back else {})}
    return json.dumps(said, indent=1).encode() + b"\n"


def kept(folder: Path, files: Files, today: date) -> dict[str, bytes]:
    """What a folder holds of earlier editions, to be published with `files`; with the manifest that says so.

    A family is kept whole and as it was published, or not at all: one that its name does not fit is left out.
    """
    current = {name for name, _ in map(parted, files)}
    recent = [one for one in _formers(folder, current, today) if one.replaced + timedelta(DAYS) >= today]
    room = sum(len(files[path]) for path in files if path.startswith(FOLDER)) if recent else 0
    forgets = withdrawn(folder, files)
    found: dict[str, bytes] = {}
    formers: list[Former] = []
    for former in recent:
        if forgets and former.family not in IMPERSONAL:
            continue
        own = _published(folder, former)
        room -= sum(map(len, own.values()))
        if room < 0:
            break
        if own:
            found |= own
            formers.append(former)
    taken_back = today.isoformat() if forgets or not _remembers(folder) else _taken_back(folder)
    return {**found, MANIFEST: manifest(_said(files[MANIFEST]), formers, taken_back)}


def _said(content: bytes) -> str:
    return str(json.loads(content)["edition"])


def _remembers(folder: Path) -> bool:
    """Whether an earlier build is there: without it nobody can tell what was taken back since."""
    return (folder / MANIFEST).is_file()


def _taken_back(folder: Path) -> str:
    """The day that the manifest of an earlier build says; "" where it is not there, or not ours."""
    try:
        return date.fromisoformat(json.loads((folder / MANIFEST).read_bytes())["retrait"]).isoformat()
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""


def _formers(folder: Path, current: set[str], today: date) -> list[Former]:
    """The families of a folder that are of today's no more, the latest replaced first."""
    known = {former.name: former for former in _listed(folder)}
    there = [name for name in _subfolders(folder / FOLDER) if name not in current and _followed(name)]
    fresh = [Former(name, today) for name in there if name not in known]
    return [*fresh, *(former for name, former in known.items() if name in there)]


def _followed(name: str) -> bool:
    """Whether a folder's name is that of a family which earlier pages still read."""
    found = _NAME.fullmatch(name)
    return found is not None and found[1] not in FOLLOWS


def _subfolders(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.is_symlink())
    except OSError:
        return []


def _listed(folder: Path) -> Iterator[Former]:
    """What the manifest of an earlier build says; nothing where it is not there, or not ours."""
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())["anciennes"]
        yield from [Former(one["nom"], date.fromisoformat(one["remplacee"])) for one in listed]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return


def _published(folder: Path, former: Former) -> dict[str, bytes]:
    """The files of a family by their path on the site; none when its name tells of others."""
    own = _within(folder / FOLDER / former.name)
    unsaid = {path: bare(former.name, content) for path, content in own.items()}
    if former.name != f"{former.family}.{digest(unsaid)}":
        return {}
    return {f"{FOLDER}{former.name}/{path}": content for path, content in own.items()}


def _within(folder: Path) -> dict[str, bytes]:
    """The regular files of a folder, links left out, by their path in it; none when one cannot be read."""
    try:
        return {p: content_of(one.path) for p, one in entries(folder) if one.is_file(follow_symlinks=False)}
    except OSError:
        return {}


def withdrawn(folder: Path, files: Files) -> bool:
    """Whether a record of the folder is no more, or says less: its place is withheld, a number went.

    What somebody takes back must not stay readable among the files of earlier editions.
    """
    before = {
        path: content
        for name in _subfolders(folder / FOLDER)
        if name.partition(".")[0] in FOLLOWS
        for path, content in ((p, bare(name, c)) for p, c in _within(folder / FOLDER / name).items())
    }
    now = dict(_records(files)) if before else {}
    return any(path not in now or _says_less(now[path], before[path]) for path in before)


def _records(files: Files) -> Iterator[tuple[str, bytes]]:
    for path in files:
        name, within = parted(path)
        if name.partition(".")[0] in FOLLOWS:
            yield within, bare(name, files[path])


def _says_less(now: bytes, before: bytes) -> bool:
    if now == before:
        return False
    try:
        said, had = _lines(now), _lines(before)
    except (ValueError, TypeError, KeyError, RecursionError):
        return True  # of another shape: nobody can tell
    return any(said.get(field, 0) < lines for field, lines in had.items())


def _lines(record: bytes) -> dict[str, int]:
    """How many lines each field of a record has, as its file says it to the browser."""
    champs: Sequence[tuple[str, str, str | None]] = json.loads(record)["champs"]
    return {key: len(value.splitlines()) for key, _, value in champs if value}
