"""The letters as the site shows them: what the mailed ones cannot have, and a page needs.

A mailbox has its own way out and its own rules; a page of the site has the quick exit, a policy of what it
may load, no referrer, and is not for search engines, which are given the issue's own page.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from markupsafe import Markup

from generators import icons
from generators.site import Site

#: From a folder `newsletter/<issue>/` to the site's root.
ROOT = "../../"
#: Above all that a letter holds; the letter's own styles stay as they are.
STYLE = Markup(
    "a.sortie{position:fixed;top:8px;right:8px;z-index:9;display:flex;align-items:center;min-height:44px;"
    "padding:0 16px;border:2px solid #861a14;border-radius:8px;background:#fff;color:#861a14;"
    "font:600 16px/24px Arial,sans-serif;text-decoration:none}"
    "a.sortie:focus-visible{outline:3px solid #000;outline-offset:2px;box-shadow:0 0 0 2px #fff}"
    "body{padding-top:60px!important}"
    ".quitte{background:#fff}.quitte body{visibility:hidden}"
    ".hors-ecran{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    ".depart{position:fixed;inset:0;z-index:10;padding:72px 24px;background:#fff;color:#000;"
    "visibility:visible;font:18px/28px Arial,sans-serif}"
    "@media print{a.sortie{display:none}body{padding-top:0!important}}"
)
_HEAD = Markup(
    "<!-- La copie du site, avec sa sortie : celle qu’on envoie vient de « maillage newsletter build » ou "
    "« push ». -->"
    '<meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
    "{icons}"
    '<script src="{root}{scripts}apparence.js"></script>'
)
_FOOT = Markup(
    "<style>{style}</style>"
    '<a class="sortie" href="{exit}" target="_top" rel="noreferrer nofollow" data-sortie>Quitter vite</a>'
    '<script type="module" src="{root}{scripts}sortie.js"></script>'
)


def copies(files: Mapping[str, bytes], site: Site, scripts: str) -> Mapping[str, bytes]:
    """The files of the issues, by path, with each HTML one as a page whose modules are in `scripts`."""
    return {
        path: _page(content.decode(), site, scripts).encode() if path.endswith(".html") else content
        for path, content in files.items()
    }


def _page(html: str, site: Site, scripts: str) -> str:
    """A letter between the head and the foot that a page has."""
    named = Markup('<html data-titre-discret="{}"').format(site.identity.discret.titre)
    head = _HEAD.format(
        policy=policy(site), icons=icons.links(ROOT, site.identity), root=ROOT, scripts=scripts
    )
    foot = _FOOT.format(style=STYLE, exit=site.identity.discret.sortie, root=ROOT, scripts=scripts)
    html = html.replace("<html", named, 1).replace("<head>", f"<head>{head}", 1)
    start, end, rest = html.rpartition("</body>")
    return f"{start}{foot}{end}{rest}"


def policy(site: Site) -> str:
    """What a letter on the site may load: our scripts, and its pictures, named by their whole address."""
    address = urlsplit(site.address)
    pictures = f"'self' data: {address.scheme}://{address.netloc}" if address.netloc else "'self' data:"
    return (
        f"default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src {pictures}; "
        "manifest-src 'self'; form-action 'none'; base-uri 'none'"
    )
