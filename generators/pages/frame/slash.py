"""A page asked without its last slash, or with two for one, by a host that mends neither, mends its address.

Links lead from the folder in which a page stands, so that the site can stand in any folder: without the slash
they would start one folder above; with one too many (« …/annuaire/ » joined to « /acteurs/… »), one below.
Most hosts send to the right address (docs/guide/publier.md); a few give the page as it is. The script runs
before the first link is read, asks for nothing and loads nothing again: a host that takes slashes away would
hold the reader in a circle.
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from generators.pages.frame.page import integrity

_CODE: Final = (
    r'{const a=location.pathname,b=a.replace(/\/+/g,"/"),c=/(\/|\.html?)$/.test(b)?b:b+"/";'
    'a===c||history.replaceState(history.state,"",c+location.search+location.hash)}'
)
SCRIPT: Final = Markup(f"<script>{_CODE}</script>")  # noqa: S704 (our own)
#: By which a Content-Security-Policy knows it (https://www.w3.org/TR/CSP3/#grammardef-hash-source).
HASH: Final = f"'{integrity(_CODE.encode())}'"
