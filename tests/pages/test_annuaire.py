"""The directory's page, as it is sent."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "site" / "scripts"


def static_imports(module: str) -> set[str]:
    """The modules that a module needs before its first line runs, at any depth."""
    names = set(
        re.findall(r'^import .* from "\./(.+?)\.js";', (SCRIPTS / f"{module}.js").read_text(), re.MULTILINE)
    )
    return names.union(*(static_imports(name) for name in names))


def test_the_page_announces_every_module_that_it_waits_for() -> None:
    """Otherwise the browser learns of them one after the other."""
    template = (ROOT / "site" / "templates" / "annuaire.html.j2").read_text(encoding="utf-8")
    announced = set(re.findall(r'"([a-z-]+)"', re.search(r"{% for nom in \[(.*?)\]", template)[1]))
    everywhere = set(
        re.findall(
            r'"([a-z-]+)"',
            re.search(r"set modules = \[(.*?)\]", (ROOT / "site/theme/main.html").read_text())[1],
        )
    )
    assert announced == static_imports("annuaire") - everywhere
