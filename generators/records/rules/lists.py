"""Lists and links: nothing twice, and no address that is sent in clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generators.records.rules.base import Context, Finding, Rule, Subject, warning
from generators.records.source import Loc


def nothing_twice(subject: Subject, context: Context) -> Iterator[Finding]:
    """A value stands once in its list."""
    seen: dict[Loc, set[object]] = defaultdict(set)
    for loc, value in subject.leaves:
        if not isinstance(loc[-1], int):
            continue
        if value in seen[loc[:-1]]:
            yield warning(
                loc, f"« {value} » est écrit deux fois dans « {loc[-2]} »", "gardez une seule ligne"
            )
        seen[loc[:-1]].add(value)


def sources_once(subject: Subject, context: Context) -> Iterator[Finding]:
    seen: set[object] = set()
    for index, source in enumerate(getattr(subject.record, "sources", ())):
        if source in seen:
            yield warning(("sources", index), "cette source est écrite deux fois", "gardez-en une seule")
        seen.add(source)


def encrypted_links(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, value in subject.leaves:
        if isinstance(value, str) and value.startswith("http://") and " " not in value:
            yield warning(
                loc,
                "ce lien n’est pas chiffré (http://) : d’autres peuvent voir la page que l’on consulte",
                f"écrivez https://{value.removeprefix('http://')} si cette adresse répond",
            )


RULES = (
    Rule("valeur-en-double", nothing_twice),
    Rule("source-en-double", sources_once),
    Rule("lien-non-chiffre", encrypted_links),
)
