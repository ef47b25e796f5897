"""`licences.txt`: the licence of all that the site ships, with the texts that go with each copy."""

from __future__ import annotations

from collections.abc import Iterator

from generators.supply.component import Component, Supply

FILE = "licences.txt"
_RULE = "=" * 72
HEAD = """\
Licences de ce que ce site contient et que d’autres ont fait, avec leurs textes.
Le logiciel qui l’a construit, Maillage, est sous licence MIT ; son texte vient en premier.
"""


def document(supply: Supply) -> bytes:
    """The file. A text that several share stands once."""
    ours = [*_entry("Maillage", supply.version, "MIT"), "", supply.licence]
    return "\n".join([HEAD, *ours, *_parts(supply)]).encode()


def _parts(supply: Supply) -> Iterator[str]:
    seen: dict[str, str] = {}
    for component in supply.shipped:
        yield from _entry(component.name, component.version, component.licence)
        if component.used:
            yield f"Pour : {component.used}"
        if component.parts:
            yield f"Contient : {', '.join(component.parts)}"
        yield ""
        yield from _texts(component, seen)


def _texts(component: Component, seen: dict[str, str]) -> Iterator[str]:
    for title, text in (component.texts or {}).items():
        first = seen.setdefault(text, f"{component.name}, {title}")
        yield f"--- {title} ---\n"
        yield text if first == f"{component.name}, {title}" else f"Le même texte que : {first}.\n"


def _entry(name: str, version: str, licence: str) -> Iterator[str]:
    yield _RULE
    yield f"{name} {version} — {licence}"
    yield _RULE
