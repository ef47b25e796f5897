"""What keeps a picture from being published, and how heavy one may be."""

from __future__ import annotations

from dataclasses import dataclass

#: Bytes of a picture that a phone loads at once: the letter shows it 536 pixels wide, and twice as sharp.
BUDGET = 200_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a picture may not be published, after « l’image « … » », and what to do instead."""

    message: str
    hint: str


def too_heavy(weight: int) -> Fault:
    """What to say of a picture of so many bytes."""
    return Fault(
        f"pèse {weight // 1000} ko : c’est trop lourd",
        f"{BUDGET // 1000} ko au plus : enregistrez-la en JPEG, sur 1 072 pixels de large",
    )
