"""The newsletter: from an issue and its records to e-mails, their text, a message, and a page.

Pure functions over values: `compose` words an issue, `outputs` gives its files, `problems` what is wrong with
it, `preview` what the editor looks at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generators.letter import check, clients, digest, drawing
from generators.letter.composition import compose
from generators.letter.features import features
from generators.letter.message import message, subject
from generators.letter.mjml import Atelier
from generators.letter.preview import Apercu, pages
from generators.letter.shapes import Lettre
from generators.letter.text import text
from generators.mail.drafts import Tags
from generators.mail.services import SERVICES
from generators.records.models import Numero
from generators.records.problems import Problem
from generators.site import Site

__all__ = [
    "compose",
    "faults",
    "files",
    "outputs",
    "plain",
    "preview",
    "problems",
    "subject",
]


def outputs(issue: Numero, site: Site) -> Mapping[str, bytes]:
    """The files of an issue, by their path under newsletter/<issue>/.

    `email.html`, `email.txt` and `message.eml` stand alone; `email.<service>.html` and
    `email.<service>.txt` carry the tags of a service.
    """
    lettre = compose(issue, site)
    atelier = _atelier(issue, site)
    files: dict[str, bytes] = {}
    variants = {"email": atelier.tags, **{f"email.{service.code}": service.tags for service in SERVICES}}
    for stem, tags in variants.items():
        files[f"{stem}.html"] = replace(atelier, tags=tags).html().encode()
        files[f"{stem}.txt"] = text(lettre, site, tags).encode()
    html, words = files["email.html"].decode(), files["email.txt"].decode()
    return files | {"message.eml": message(lettre, site, html, words)}


def files(site: Site) -> Mapping[str, bytes]:
    """The published issues as e-mails, by path on the site, with the pictures that they show."""
    images = {f"newsletter/images/{name}": content for name, content in site.images.items()}
    return images | {
        f"newsletter/{issue.id}/{name}": content
        for issue in site.network.issues_latest_first
        for name, content in outputs(issue, site).items()
    }


def faults(site: Site) -> tuple[Problem, ...]:
    """What only shows once the published letters are drawn: their weight, their links."""
    return tuple(p for issue in site.network.issues_latest_first for p in problems(issue, site))


def problems(issue: Numero, site: Site) -> tuple[Problem, ...]:
    """What is wrong with an issue once drawn, for the staff."""
    atelier = _atelier(issue, site)
    weights = {item.titre: atelier.weight(item) for item in atelier.lettre.items}
    unreadable = check.unreadable_images(issue, site)
    return unreadable + check.verify(atelier.lettre, atelier.html(), weights, site)


def preview(
    issue: Numero,
    site: Site,
    known: tuple[Problem, ...],
    caniemail: Mapping[str, Any] | None,
    accepted: Mapping[str, str],
) -> Mapping[str, bytes]:
    """The files of an issue's preview; `known` are the problems of its file, `accepted` the exemptions."""
    atelier = _atelier(issue, site)
    html = atelier.html()
    used = features(html)
    shown = Apercu(
        lettre=atelier.lettre,
        html=html,
        texte=text(compose(issue, site), site, atelier.tags),
        poids={item.titre: atelier.weight(item) for item in atelier.lettre.items},
        problemes=known + problems(issue, site),
        verdicts=clients.verdicts(used, caniemail, accepted) if caniemail else None,
        inconnus=clients.unknown(used, caniemail) if caniemail else (),
    )
    return pages(shown, site)


def plain(lettre: Lettre, site: Site) -> Tags:
    """No service: the addresses are those of the site."""
    return Tags(site.adresse_desinscription, site.address + lettre.url)


def _atelier(issue: Numero, site: Site) -> Atelier:
    """What draws the e-mail of an issue; shortened until it meets the budget, where that was asked for."""
    lettre = compose(issue, site)
    templates = drawing.environment(site.gabarits)
    atelier = Atelier(lettre, site, templates, plain(lettre, site))
    shorter = digest.shorter(lettre) if issue.abrege else iter(())
    while not atelier.fits() and (less := next(shorter, None)):
        atelier = replace(atelier, lettre=less)
    return atelier
