"""The records as Markdown pages, for MkDocs with Material and for Zensical, which reads the same project.

One page a record, one for each kind's list (all news stand on theirs), one a département. Pages are reached
by links and stay out of the navigation, as ours do: with them in it, both would write it on every page.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.peers.peer import PORT, Peer, venv
from benchmarks.peers.records import Fiche, Given, fields, several
from generators.records.kinds import FICHES
from generators.words.wording import majuscule

LISTS = {FICHES[kind].address: kind for kind in FICHES}


def _write(folder: Path, given: Given, frame: tuple[str, str]) -> None:
    docs = folder / "docs"
    for fiche in given.paged:
        _page(docs / _file(fiche), page(fiche, given))
    for address, kind in LISTS.items():
        _page(docs / address / "index.md", listing(kind, given))
    for code, actors in by_departement(given).items():
        text = (f"- [{fiche.title}](../{_file(fiche)}) {_line(fiche, given)}" for fiche in actors)
        _page(
            docs / "departements" / f"{code}.md",
            f"# {given.places.departements[code].nom}\n\n" + "\n".join(text),
        )
    links = (
        f"- [{majuscule(FICHES[kind].reader.many)}]({address}index.md)" for address, kind in LISTS.items()
    )
    _page(docs / "index.md", "# Le réseau\n\n" + "\n".join(links))
    (folder / "mkdocs.yml").write_text(json.dumps(_settings(), indent=1), encoding="utf-8")


def _settings() -> dict[str, Any]:
    return {
        "site_name": "Le réseau",
        "site_url": "https://reseau.example/",
        "site_dir": "public",
        "theme": {"name": "material", "language": "fr", "font": False},
        "plugins": [{"search": {"lang": "fr"}}],
        "nav": [
            {"Accueil": "index.md"},
            *({majuscule(FICHES[k].noun.many): f"{a}index.md"} for a, k in LISTS.items()),
        ],
        "validation": {"nav": {"omitted_files": "ignore"}},
    }


def _page(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def _file(fiche: Fiche) -> str:
    return fiche.address.rstrip("/") + ("/index.md" if FICHES[fiche.kind].anchored else ".md")


def page(fiche: Fiche, given: Given, level: str = "#") -> str:
    """A record: its title, its summary, its presentation, its facts, its sources, what names it."""
    parts = [f"{level} {fiche.title}", str(fiche.values["resume"]), str(fiche.values.get("presentation", ""))]
    parts.append("\n".join(f"- **{title}** : {said}" for title, said in facts(fiche, given)))
    sources = (f"{source['document']}, {source['date']}" for source in fiche.values["sources"])
    parts.append("Sources : " + " ; ".join(sources))
    if names := given.cited.get(fiche.ref):
        parts.append("\n".join(f"- {_link(given.named[name])}" for name in names))
    return "\n\n".join(filter(None, parts))


def facts(fiche: Fiche, given: Given) -> Iterator[tuple[str, str]]:
    """Title and values of each fact that a record has."""
    for field in fields(fiche.kind):
        if values := several(fiche.values.get(field["champ"])):
            yield field["titre"], ", ".join(_value(value, field, given) for value in values)


def _value(value: str, field: dict[str, str], given: Given) -> str:
    match field["forme"]:
        case "label":
            return given.labels[field["liste"]][value]
        case "zone":
            return given.zones[value]
        case "ref":
            return _link(given.named[f"{field['liste']}/{value}"])
        case "tel" | "mailto":
            return f"[{value}]({field['forme']}:{value.replace(' ', '')})"
        case "url":
            return f"<{value}>"
    return value


def _link(fiche: Fiche) -> str:
    """From the page of a record, or from a list."""
    return f"[{fiche.title}](../{_file(fiche)})"


def listing(kind: str, given: Given) -> str:
    """All records of a kind on one page; the news with all that they say."""
    heading = f"# {majuscule(FICHES[kind].reader.many)}"
    if FICHES[kind].anchored:
        return "\n\n".join([heading, *(page(fiche, given, "##") for fiche in given.fiches[kind])])
    return f"{heading}\n\n" + "\n".join(f"- {_link(f)} {_line(f, given)}" for f in given.fiches[kind])


def _line(fiche: Fiche, given: Given) -> str:
    term = FICHES[fiche.kind].term
    (liste,) = (f["liste"] for f in fields(fiche.kind) if f["champ"] == term)
    said = (
        given.labels[liste][fiche.values[term]],
        fiche.values.get("commune"),
        fiche.values.get("telephone"),
    )
    return " · ".join(str(part) for part in said if part)


def by_departement(given: Given) -> dict[str, list[Fiche]]:
    """The structures of each département, in the order of its code."""
    found: defaultdict[str, list[Fiche]] = defaultdict(list)
    for actor in given.fiches["actors"]:
        for code in given.departements(actor):
            found[code].append(actor)
    return dict(sorted(found.items()))


def _source(fiche: Fiche) -> str:
    return f"docs/{_file(fiche)}"


MKDOCS = Peer(
    "MkDocs-Material",
    _write,
    build=(venv("mkdocs"), "build", "--quiet"),
    serve=(venv("mkdocs"), "serve", "--quiet", "--dev-addr", f"127.0.0.1:{PORT}"),
    source=_source,
)
ZENSICAL = Peer(
    "Zensical",
    _write,
    build=(venv("zensical"), "build", "--clean"),
    serve=(venv("zensical"), "serve", "--dev-addr", f"127.0.0.1:{PORT}"),
    source=_source,
)
