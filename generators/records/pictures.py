"""The pictures that no issue shows: told, so that none stays in the repository unseen."""

from __future__ import annotations

from collections.abc import Iterator

from generators.records.kinds import ISSUES
from generators.records.problems import Problem
from generators.records.reading.files import Folder
from generators.records.reading.load import Loaded


def left_over(loaded: Loaded, newsletter: Folder) -> Iterator[Problem]:
    """What is no sound picture is an error, one that nobody names a warning, once all issues are read."""
    named = {name for issue in loaded.records.issues.values() for name in issue.images}
    unread = any(kind == ISSUES.name and (kind, id_) not in loaded.sources for kind, id_ in loaded.files)
    for name, picture in sorted(loaded.images.items()):
        if name in named or _is_beside(name):
            continue
        fault = None if picture.heavy else picture.fault()
        if fault:
            yield newsletter.problem(
                f"images/{name}", f"cette image {fault.message}", f"{fault.hint}, ou retirez-la"
            )
        elif not unread:
            yield newsletter.problem(
                f"images/{name}",
                "aucun numéro ne montre cette image : elle n’est pas publiée",
                "retirez-la, ou nommez-la dans un numéro",
                "warning",
            )


def _is_beside(name: str) -> bool:
    """A note for those who keep the pictures; what is hidden, reading tells."""
    return name.endswith(".md") or any(part.startswith(".") for part in name.split("/"))
