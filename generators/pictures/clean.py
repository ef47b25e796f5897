"""A picture as it may be published: of the format that its name says, within the budget, and bare.

What decodes is read only when there is a picture: `check` of one record does without.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from generators.pictures.fault import BUDGET, Fault, too_heavy

#: What a name ends with → the format that it promises.
FORMATS: Mapping[str, str] = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WEBP",
    ".avif": "AVIF",
}
#: Signs that no address, template or file system reads otherwise.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


@lru_cache(maxsize=64)
def cleaned(name: str, content: bytes) -> bytes | Fault:
    """The picture `name` (its path in its folder) as it is published, or why it may not be."""
    promised = FORMATS.get(PurePosixPath(name).suffix.lower())
    if promised is None:
        return Fault(
            "n’est ni un PNG, ni un JPEG, ni un WebP, ni un AVIF", "enregistrez-la en PNG ou en JPEG"
        )
    if not _NAME.fullmatch(name):
        return Fault(
            "a un nom qui ne fait pas une adresse",
            "renommez-la avec des lettres sans accent, des chiffres et des tirets",
        )
    if len(content) > BUDGET:
        return too_heavy(len(content))
    from generators.pictures.pixels import drawn_again

    made = drawn_again(content, promised)
    return too_heavy(len(made)) if isinstance(made, bytes) and len(made) > BUDGET else made
