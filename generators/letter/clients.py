"""What e-mail clients make of a letter's features, by caniemail's data, and what the project accepts of it.

The data (npm `caniemail`, https://www.caniemail.com) gives for each feature, client and platform an answer
by version: y, a (in part), n or u (unknown), with the numbers of its notes. The last version counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generators.words.typography import french

Support = Literal["oui", "en partie", "non", "inconnu"]
_SUPPORT: Mapping[str, Support] = {"y": "oui", "a": "en partie", "n": "non"}
#: The clients that French professionals read with; key of the data → name.
MESSAGERIES = {
    "outlook": "Outlook",
    "orange": "Orange",
    "laposte": "La Poste",
    "sfr": "SFR",
    "free-fr": "Free",
    "gmail": "Gmail",
    "apple-mail": "Apple Mail",
}
_PLATEFORMES = {
    "windows": "Windows",
    "windows-mail": "Courrier Windows",
    "macos": "macOS",
    "outlook-com": "Outlook.com",
    "ios": "iPhone",
    "android": "Android",
    "desktop-webmail": "web",
    "mobile-webmail": "web mobile",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A feature: where it fails, where only in part; `raison` says why the letter uses it all the same."""

    nom: str
    titre: str
    url: str
    refus: tuple[str, ...]
    reserves: tuple[str, ...]
    inconnus: tuple[str, ...]
    notes: tuple[str, ...]
    raison: str | None

    @property
    def fautif(self) -> bool:
        """True for what some client refuses and nobody has accepted."""
        return bool(self.refus) and self.raison is None


def verdicts(
    used: Iterable[str], data: Mapping[str, Any], accepted: Mapping[str, str]
) -> tuple[Verdict, ...]:
    """The verdict of each feature that the data know: refused ones first."""
    known = {feature["slug"]: feature for feature in data["data"]}
    found = [_verdict(known[name], accepted.get(name)) for name in sorted(set(used)) if name in known]
    return tuple(sorted(found, key=lambda v: (not v.fautif, not v.refus, not v.reserves, v.nom)))


def unknown(used: Iterable[str], data: Mapping[str, Any]) -> tuple[str, ...]:
    """The features on which the data say nothing."""
    known = {feature["slug"] for feature in data["data"]}
    return tuple(sorted(name for name in set(used) if name not in known))


def idle(used: Iterable[str], data: Mapping[str, Any], accepted: Mapping[str, str]) -> tuple[str, ...]:
    """What was accepted for nothing: no longer used, or no longer refused anywhere."""
    needed = {verdict.nom for verdict in verdicts(used, data, {}) if verdict.refus}
    return tuple(sorted(set(accepted) - needed))


def _verdict(feature: Mapping[str, Any], reason: str | None) -> Verdict:
    answers = list(_answers(feature["stats"]))
    said = {level: tuple(who for who, found, _ in answers if found == level) for level in _LEVELS}
    numbers = dict.fromkeys(n for _, level, notes in answers if level != "oui" for n in notes)
    notes: Mapping[str, str] = feature.get("notes_by_num") or {}
    return Verdict(
        nom=feature["slug"],
        titre=feature["title"],
        url=feature["url"],
        refus=said["non"],
        reserves=said["en partie"],
        inconnus=said["inconnu"],
        notes=tuple(_bare(notes[n]) for n in numbers if n in notes),
        raison=french(reason) if reason else None,
    )


def _bare(note: str) -> str:
    """A note without its Markdown."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)|`", r"\1", note)


_LEVELS: tuple[Support, ...] = ("oui", "en partie", "non", "inconnu")


def _answers(stats: Mapping[str, Any]) -> Iterator[tuple[str, Support, tuple[str, ...]]]:
    """Each client and platform with its last answer and the notes of that answer."""
    for key, name in MESSAGERIES.items():
        if not stats.get(key):
            yield name, "inconnu", ()
        for platform, versions in (stats.get(key) or {}).items():
            letter, *notes = list(versions.values())[-1].split()
            who = f"{name} ({_PLATEFORMES.get(platform, platform)})"
            yield who, _SUPPORT.get(letter, "inconnu"), tuple(note.strip("#") for note in notes)
