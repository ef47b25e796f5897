"""The files of newsletter/images/, as an issue names them; opened when somebody asks what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generators.disk import regular
from generators.pictures.clean import cleaned
from generators.pictures.fault import BUDGET, Fault, too_heavy


@dataclass(frozen=True, slots=True)
class Picture:
    """A regular file: its path in the folder, where it is, its bytes."""

    name: str
    path: Path
    weight: int

    @property
    def heavy(self) -> bool:
        return self.weight > BUDGET

    def fault(self) -> Fault | None:
        """Why it may not be published; None when it may."""
        if self.heavy:
            return too_heavy(self.weight)
        try:
            made = cleaned(self.name, regular.read(self.path, BUDGET + 1))
        except OSError:
            return Fault("ne peut pas être lue", "vérifiez ses droits d’accès")
        return made if isinstance(made, Fault) else None


def pictures_in(newsletter: Path) -> Mapping[str, Picture]:
    """The files below newsletter/images/."""
    folder = newsletter / "images"
    return {
        name: Picture(name, folder / name, (folder / name).lstat().st_size) for name in regular.below(folder)
    }
