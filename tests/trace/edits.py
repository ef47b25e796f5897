"""What people, and others, may do to a network between two builds: each edit is drawn, and changes files."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from shutil import copytree, rmtree
from typing import Final

from tests.trace.small import Small

#: Fields that one record may take from another of its kind, together.
TAKEN: Final = (
    ("commune", "code_insee", "code_postal", "adresse", "departement"),
    ("zone_eligibilite",),
    ("categorie", "type"),
    ("missions", "publics"),
    ("telephone", "lignes"),
    ("horaires_accueil",),
    ("partenaires",),
    ("porte_par",),
    ("debut", "fin", "dates", "journee_entiere", "seances"),
    ("organisateurs",),
    ("acteurs", "evenements"),
    ("producteurs",),
    ("territoires",),
    ("date",),
    ("sources", "verifie_le", "verifie_par"),
)
PLACE: Final = ("adresse", "code_postal", "commune", "code_insee", "latitude", "longitude", "lieu")


class Edits:
    """Edits of a network, the same for the same seed."""

    def __init__(self, small: Small, seed: int) -> None:
        self.small, self.draw = small, Random(seed)
        self.before: list[tuple[Path, bytes]] = []
        self.kept: Path | None = None
        self.every: tuple[Callable[[], None], ...] = (
            *(self.text, self.take, self.take, self.take, self.status, self.hide, self.remove, self.copy),
            *(self.back, self.label, self.identity, self.template, self.frame, self.letter, self.day),
            *(self.tamper, self.tear, self.old),
        )

    def one(self) -> str:
        edit = self.draw.choice(self.every)
        edit()
        return edit.__name__

    def _record(self) -> Path:
        return self.draw.choice(sorted((self.small.root / "data").glob("[aenr]*s/*.yml")))

    def _write(self, path: Path, content: bytes) -> None:
        if path.exists():
            self.before.append((path, path.read_bytes()))
        path.write_bytes(content)

    def _change(self, path: Path, change: Callable[[dict[str, object]], None]) -> None:
        record = self.small.read(path)
        change(record)
        self._write(path, self.small.written(record))

    def text(self) -> None:
        def longer(record: dict[str, object]) -> None:
            field = self.draw.choice([f for f in ("nom", "titre", "resume", "presentation") if f in record])
            record[field] = f"{str(record[field]).strip()} {self.draw.choice(('bis', 'et plus', '« & »'))}"

        self._change(self._record(), longer)

    def take(self) -> None:
        path = self._record()
        other = self.small.read(self.draw.choice(sorted(path.parent.glob("*.yml"))))

        def taking(record: dict[str, object]) -> None:
            for field in self.draw.choice([some for some in TAKEN if {*some} & {*record, *other}]):
                record.pop(field, None)
                if field in other:
                    record[field] = other[field]

        self._change(path, taking)

    def status(self) -> None:
        statut = self.draw.choice(("actif", "suspendu", "ferme"))
        paths = sorted((self.small.root / "data" / "actors").glob("*.yml"))
        self._change(self.draw.choice(paths), lambda record: record.update(statut=statut))

    def hide(self) -> None:
        """A place becomes confidential: no file may say it any more."""

        def hidden(record: dict[str, object]) -> None:
            for field in PLACE:
                record.pop(field, None)
            record.update(adresse_confidentielle="true", departement="59")

        paths = sorted((self.small.root / "data" / "actors").glob("*.yml"))
        self._change(self.draw.choice(paths), hidden)

    def remove(self) -> None:
        path = self._record()
        self.before.append((path, path.read_bytes()))
        path.unlink()

    def copy(self) -> None:
        path = self._record()
        made = path.with_name(f"copie-{self.draw.randrange(10**6)}.yml")
        made.write_bytes(path.read_bytes())
        self._change(made, lambda record: record.update({"nom" if "nom" in record else "titre": made.stem}))

    def back(self) -> None:
        """A file is again what it was."""
        if self.before:
            path, content = self.draw.choice(self.before)
            self._write(path, content)

    def label(self) -> None:
        self._lengthen("vocabulary.yml", r"^    libelle: [^\"'\n]*$")

    def identity(self) -> None:
        self._lengthen("reseau.yml", r"^(?:sujet|equipe|suite): .*$")

    def _lengthen(self, name: str, said: str) -> None:
        path = self.small.root / "data" / name
        text = path.read_text("utf-8")
        at = self.draw.choice([found.end() for found in re.finditer(said, text, re.MULTILINE)])
        self._write(path, f"{text[:at]} aussi{text[at:]}".encode())

    def template(self) -> None:
        path = self.draw.choice(sorted(self.small.templates.rglob("*page*.j2")))
        self._write(path, path.read_bytes() + f"<!-- {self.draw.random()} -->".encode())

    def frame(self) -> None:
        self.small.shell += f"<!-- {self.draw.random()} -->"

    def letter(self) -> None:
        (path,) = (self.small.root / "newsletter").glob("*.yml")
        self._change(path, lambda record: record.update(editorial=f"Ce numéro, {self.draw.random()}."))

    def day(self) -> None:
        self.small.today += timedelta(self.draw.choice((1, 1, 7, 31)))

    def tamper(self) -> None:
        """Somebody writes into the published site."""
        path = self.draw.choice(sorted(self.small.public.rglob("*.*")) or [self.small.public])
        if path.is_file():
            content = bytearray(path.read_bytes())
            if content:
                content[self.draw.randrange(len(content))] ^= 1
            path.write_bytes(content)

    def tear(self) -> None:
        """Entries of what is kept are cut, or take each other's place."""
        entries = sorted(path for path in (self.small.root / ".cache").rglob("*") if path.is_file())
        if len(entries) > 1:
            one, other = self.draw.sample(entries, 2)
            content = one.read_bytes()
            other.write_bytes(content if self.draw.random() < 0.5 else content[: len(content) // 2])

    def old(self) -> None:
        """What was kept some builds ago comes back, for all that was kept since."""
        cache, aside = self.small.root / ".cache", self.small.root.parent / "kept"
        if aside.exists():
            rmtree(cache)
            aside.rename(cache)
        elif cache.exists():
            copytree(cache, aside)
