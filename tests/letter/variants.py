"""Every letter that the checks of others are run over: the network's own issue, shortened, for each service,
that of an invented quarter, as it is drafted, and those of a few regions."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import chdir, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path

from generators import letter
from generators.cli import main
from generators.letter import compose, territories
from generators.letter.composition import shorter
from generators.letter.mjml import Drawing, environment
from generators.letter.territories import Shared
from generators.records.models import Numero
from generators.site import Site
from tests.letter import quarter
from tests.letter.fake import ROOT, real, real_files
from tests.regions import numero, regions

ISSUE = "2023-t3"


@cache
def drafted_quarter() -> tuple[Numero, Site]:
    """The issue of the invented quarter as its draft proposes it, and its site."""
    with tempfile.TemporaryDirectory() as folder:
        project = quarter.lay(Path(folder))
        options = ["--data", str(project.data), "--today", quarter.DAY.isoformat()]
        with chdir(ROOT), redirect_stdout(StringIO()):
            assert main(["newsletter", "draft", quarter.ISSUE, *options]) == 0
        site = quarter.site_of(project)
    return site.records.issues[quarter.ISSUE], site


def shortest() -> Drawing:
    """The network's own issue, as short as it can be."""
    least = list(shorter(compose(real().records.issues[ISSUE], real())))[-1]
    return Drawing(least, real(), environment(real().gabarits), letter.plain(least, real()))


@cache
def quarter_files() -> Mapping[str, bytes]:
    return letter.outputs(*drafted_quarter())


REGION = "hauts-de-france"


@cache
def region_files() -> Mapping[str, bytes]:
    """The letters of the regions that have news, one with all that a block may say."""
    shared = Shared.of(numero(), regions())
    found = territories.outputs(shared, shared.blocks(territories.regions(shared.site)))
    return {path: content for path, content in found.items() if "/email.html" in path or "/email.txt" in path}


@cache
def files() -> Mapping[str, str]:
    """Name → content of each letter, in HTML and in text."""
    named = {f"{ISSUE} {path}": content for path, content in real_files().items()}
    named |= {f"{quarter.ISSUE} {path}": content for path, content in quarter_files().items()}
    named |= region_files()
    return {name: content.decode() for name, content in named.items() if not name.endswith(".eml")}


@cache
def letters() -> Mapping[str, str]:
    """Name → HTML."""
    html = {name: content for name, content in files().items() if name.endswith(".html")}
    return html | {f"{ISSUE} shortened": shortest().html()}


NAMES = tuple(letters())
