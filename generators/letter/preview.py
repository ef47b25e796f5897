"""The preview of an issue: one page with the letter as readers will get it, its weight, and the clients.

The pages are made for the one who edits, on their own machine: pictures are copied beside them, and the dark
and light schemes are forced, so that both show side by side whatever the machine's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generators.letter import mjml
from generators.letter.check import ALERTE, LIMITE, ko
from generators.letter.clients import MESSAGERIES, Verdict
from generators.letter.mjml import BUDGET, environment
from generators.letter.shapes import Letter
from generators.records.problems import Problem
from generators.site import Site
from generators.words.wording import nombre


@dataclass(frozen=True, slots=True)
class View:
    """A frame of the preview: the file that it shows, at a width in pixels."""

    titre: str
    fichier: str
    largeur: int


VUES = (
    View("Ordinateur, clair", "clair.html", 700),
    View("Téléphone, clair", "clair.html", 375),
    View("Ordinateur, sombre", "sombre.html", 700),
    View("Téléphone, sombre", "sombre.html", 375),
    View("Ordinateur, sans images", "sans-images.html", 700),
    View("Téléphone, sans images", "sans-images.html", 375),
    View("Ordinateur, sans feuille de style (La Poste, SFR)", "sans-style.html", 700),
    View("Téléphone, sans feuille de style (SFR)", "sans-style.html", 375),
)


@dataclass(frozen=True, slots=True)
class Preview:
    """What the preview shows. `verdicts` is None without caniemail's data."""

    lettre: Letter
    html: str
    texte: str
    poids: Mapping[str, int]
    problemes: tuple[Problem, ...]
    verdicts: tuple[Verdict, ...] | None
    inconnus: tuple[str, ...] = ()


def pages(apercu: Preview, site: Site) -> Mapping[str, bytes]:
    """The files of the preview, index.html first, with the pictures that they show."""
    local = apercu.html.replace(f"{site.address}newsletter/images/", "images/")
    shown = {
        "index.html": _index(apercu, site),
        "clair.html": scheme(local, dark=False),
        "sombre.html": scheme(local, dark=True),
        "sans-images.html": without_images(scheme(local, dark=False)),
        "sans-style.html": without_style(local),
    }
    used = set(re.findall(r'src="images/([^"]+)"', local))
    images = {f"images/{name}": site.images[name] for name in sorted(used) if name in site.images}
    return {name: page.encode() for name, page in shown.items()} | images


def scheme(html: str, *, dark: bool) -> str:
    """The letter as a client shows it in one scheme, whatever the machine's own."""
    forced = "all" if dark else "not all"
    html = html.replace("@media (prefers-color-scheme:dark)", f"@media {forced}")
    return html.replace('content="light dark"', f'content="{"dark" if dark else "light"}"')


def without_images(html: str) -> str:
    """The letter in a client that has not loaded its pictures."""
    return re.sub(r'(<img\b[^>]*?\bsrc=")[^"]*', r"\1data:,", html)


def without_style(html: str) -> str:
    """The letter in a client that removes its style sheets: it keeps its inline styles."""
    return re.sub(r"<style\b.*?</style>", "", html, flags=re.S)


def _index(apercu: Preview, site: Site) -> str:
    size = len(apercu.html.encode())
    heaviest = sorted(apercu.poids.items(), key=lambda pair: (-pair[1], pair[0]))[:5]
    template = environment(site.gabarits).get_template("apercu.html.j2")
    return template.render(
        a=apercu,
        c=mjml.light(site.identity.couleurs),
        s=mjml.dark(site.identity.couleurs),
        vues=VUES,
        taille=size,
        poids=ko(size),
        budget=ko(BUDGET),
        alerte=ko(ALERTE),
        limite=ko(LIMITE),
        maximum=LIMITE,
        lourds=[(name, ko(weight)) for name, weight in heaviest],
        sujets=nombre(len(apercu.lettre.items), "sujet"),
        messageries=", ".join(MESSAGERIES.values()),
    )
