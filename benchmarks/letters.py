"""MJML to HTML beside npm mjml: the repository's own issue, both warm, in a process that has loaded all it
needs.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from mjml import mjml2html

from benchmarks.book import OURS, Book, Key
from benchmarks.lettre import ISSUE, PROJECT, SITE, TODAY, timed
from benchmarks.measure import Cost, Failed
from benchmarks.peers.peer import MODULES
from generators.letter import compose, plain
from generators.letter.mjml import Drawing, environment
from generators.opening import open_site
from generators.project import Project
from generators.records.problems import as_text
from tests.node import node

NPM = "npm mjml"
SCRIPT = Path(__file__).with_name("peers") / "letter.mjs"


def measure(book: Book, actors: int, runs: int = 30) -> None:
    source = _source()
    book.measured(Key("letter", OURS, actors), lambda: _ours(source, runs))
    if not (MODULES / "mjml").is_dir():
        book.lack(Key("letter", NPM, actors), "not installed: mjml (make bench installs it)")
        return
    book.measured(Key("letter", NPM, actors), lambda: _npm(source, runs))


def _source() -> str:
    site, problems = open_site(Project.at(PROJECT), TODAY, SITE, letters=False)
    if site is None:
        raise Failed(as_text(problems))
    one = compose(site.records.issues[ISSUE], site)
    return Drawing(one, site, environment(site.gabarits), plain(one, site)).mjml(3)


def _ours(source: str, runs: int) -> Cost:
    elapsed, cpu = timed(lambda: mjml2html(source, disable_comments=False), runs)
    return Cost(elapsed / 1000, cpu / 1000, megabytes=len(str(mjml2html(source)).encode()) / 1e6)


def _npm(source: str, runs: int) -> Cost:
    with tempfile.NamedTemporaryFile("w", suffix=".mjml", encoding="utf-8") as written:
        written.write(source)
        written.flush()
        done = subprocess.run(
            [node(), str(SCRIPT), str(MODULES), written.name, str(runs)], capture_output=True, text=True
        )
    if done.returncode:
        raise Failed(done.stderr.strip()[-200:])
    said = json.loads(done.stdout)
    return Cost(said["elapsed"] / 1000, said["cpu"] / 1000, megabytes=said["bytes"] / 1e6)
