"""The records for Eleventy: the content files of Hugo's, and the same pages and files by templates of its
own.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from benchmarks.peers.frame import filled
from benchmarks.peers.hugo import content, looked_up
from benchmarks.peers.peer import MODULES, PORT, Peer
from benchmarks.peers.records import Given
from generators.records.kinds import FICHES
from generators.words.wording import majuscule
from tests.node import node

TEMPLATES = Path(__file__).with_name("eleventy")


def _write(folder: Path, given: Given, frame: tuple[str, str]) -> None:
    shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
    before = filled(frame[0], "{{ title }}", "{{ params.resume }}", "https://reseau.example{{ page.url }}")
    (folder / "_includes" / "before.njk").write_text(before, encoding="utf-8")
    (folder / "_includes" / "after.njk").write_text(frame[1], encoding="utf-8")
    looked_up(folder / "_data", given)
    sections = [{"genre": kind, "adresse": FICHES[kind].address} for kind in FICHES]
    (folder / "_data" / "sections.json").write_text(json.dumps(sections), encoding="utf-8")
    for kind, fiches in given.fiches.items():
        _section(folder / "content" / FICHES[kind].address, kind)
        for fiche in fiches:
            path = folder / "content" / FICHES[kind].address / f"{fiche.id}.md"
            path.write_text(content(fiche, given), encoding="utf-8")


def _section(section: Path, kind: str) -> None:
    """Its list, and what its records share: Eleventy takes it from a file that bears the folder's name."""
    section.mkdir(parents=True)
    alone = FICHES[kind].anchored
    shared = (
        {"tags": [kind], "permalink": False} if alone else {"tags": [kind, "paged"], "layout": "fiche.njk"}
    )
    (section / f"{section.name}.json").write_text(json.dumps(shared), encoding="utf-8")
    head = {
        "title": majuscule(FICHES[kind].reader.many),
        "genre": kind,
        "entieres": alone,
        "layout": "list.njk",
        "permalink": f"{FICHES[kind].address}index.html",
        "eleventyExcludeFromCollections": True,
    }
    (section / "index.njk").write_text(
        f"---json\n{json.dumps(head, ensure_ascii=False)}\n---\n", encoding="utf-8"
    )


_PROGRAM = (node(), str(MODULES / "@11ty" / "eleventy" / "cmd.cjs"))
ELEVENTY = Peer(
    "Eleventy",
    _write,
    build=_PROGRAM,
    serve=(*_PROGRAM, "--serve", f"--port={PORT}"),
    source=lambda fiche: f"content/{FICHES[fiche.kind].address}{fiche.id}.md",
    json=True,
)
