"""Where an edition given to few may be made: never in the public repository, nor in or over a public site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generators.publish import MARK

#: Left in the folder of an edition given to few, so that neither kind of site is ever laid over the other.
RESTRICTED = ".diffusion-restreinte"


def refused(root: Path, out: Path, private: Path | None) -> str | None:
    """Why a site may not be written to `out`, in one French sentence; None when it may.

    `root` is the public repository, `private` the private folder, None for a site open to all.
    """
    return next(_refusals(root, out, private), None)


def _refusals(root: Path, out: Path, private: Path | None) -> Iterator[str]:
    above = (out.resolve(), *out.resolve().parents)
    if private is None:
        if any((folder / RESTRICTED).exists() for folder in above):
            yield f"le dossier {out} est celui d’une diffusion restreinte : choisissez-en un autre"
        return
    if not private.is_dir():
        yield f"le dossier privé {private} n’existe pas"
    if _touch(root, private):
        yield f"le dossier privé {private} est dans le dépôt public : gardez-le dans un dépôt à part"
    if _touch(root, out):
        yield f"une diffusion restreinte ne s’écrit pas dans le dépôt public ({out}) : dites où, avec --out"
    if _touch(private, out):
        yield f"le site ne s’écrit pas dans le dossier privé : choisissez un autre dossier que {out}"
    if any((folder / MARK).exists() and not (folder / RESTRICTED).exists() for folder in above):
        yield f"le dossier {out} est dans un site public : choisissez-en un autre"


def _touch(one: Path, other: Path) -> bool:
    """True when one of two folders is the other, or holds it."""
    a, b = one.resolve(), other.resolve()
    return a.is_relative_to(b) or b.is_relative_to(a)
