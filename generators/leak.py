"""What stops publishing: a file was about to tell a confidential place."""

from __future__ import annotations

from generators.words.wording import no_break, nombre

#: How many files a message names.
SHOWN = 20


class Leak(Exception):
    """Files that were about to be published tell a confidential place. It says where, and never what."""

    def __init__(self, found: tuple[tuple[str, str], ...]) -> None:
        self.found = found
        lines = [f"  {path} : le lieu de {record}" for path, record in found[:SHOWN]]
        if len(found) > SHOWN:
            lines.append(f"  et {nombre(len(found) - SHOWN, 'autre fichier', 'autres fichiers')}")
        told = "\n".join(lines)
        message = (
            f"Un lieu confidentiel allait être publié : rien ne l’a été. Il est dit dans\n{told}\n"
            "Retirez-le des textes qui le disent ; s’il n’est dans aucun, c’est une faute du logiciel."
        )
        super().__init__(no_break(message))
