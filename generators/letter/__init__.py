"""The newsletter: from an issue and its records to e-mails, their text, a message, and a page.

Pure functions over values: `compose` words an issue, `outputs` gives its files, `problems` what is wrong with
it, `preview` what the editor looks at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generators.letter import check, clear, clients
from generators.letter.clients import features
from generators.letter.composition import as_sent, compose, shorter
from generators.letter.message import message, subject, text
from generators.letter.mjml import Drawing, environment
from generators.letter.preview import Preview, pages
from generators.letter.shapes import Letter
from generators.mail.drafts import Tags
from generators.mail.services import SERVICES
from generators.network.network import choices
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
    "remarks",
    "subject",
    "weigh",
]


def outputs(issue: Numero, site: Site) -> Mapping[str, bytes]:
    """The files of an issue, by their path under newsletter/<issue>/.

    `email.html`, `email.txt` and `message.eml` stand alone; `email.<service>.html` and
    `email.<service>.txt` carry the tags of a service.
    What was called off once it had left is there as it was announced; the page of the issue says the rest.
    """
    site = as_sent(issue, site)
    letter = compose(issue, site)
    drawing = _drawing(issue, site)
    files: dict[str, bytes] = {}
    variants = {"email": drawing.tags, **{f"email.{service.code}": service.tags for service in SERVICES}}
    for stem, own in variants.items():
        tags = own.leading_to(drawing.tags.online)
        files[f"{stem}.html"] = replace(drawing, tags=tags).html().encode()
        files[f"{stem}.txt"] = text(letter, site, tags).encode()
    html, words = files["email.html"].decode(), files["email.txt"].decode()
    return files | {"message.eml": message(letter, site, html, words)}


def files(site: Site) -> Mapping[str, bytes]:
    """The published issues as e-mails, by path on the site, with the pictures that they show."""
    images = {f"newsletter/images/{name}": content for name, content in site.images.items()}
    return images | {
        f"newsletter/{issue.id}/{name}": content
        for issue in site.network.issues_latest_first
        for name, content in outputs(issue, site).items()
    }


def faults(site: Site) -> tuple[Problem, ...]:
    """What only shows once the published letters are drawn: their weight, their links, their words."""
    issues = site.network.issues_latest_first
    return tuple(p for issue in issues for p in (*problems(issue, site), *remarks(issue, site)))


def remarks(issue: Numero, site: Site) -> tuple[Problem, ...]:
    """What an issue's own words lack, for the staff: warnings."""
    return clear.remarks(issue, compose(issue, as_sent(issue, site)), site)


def problems(issue: Numero, site: Site) -> tuple[Problem, ...]:
    """What is wrong with an issue once drawn, for the staff."""
    site = as_sent(issue, site)
    drawing = _drawing(issue, site)
    weights = {item.titre: drawing.weight(item) for item in drawing.letter.items}
    unreadable = check.unreadable_images(issue, site)
    return unreadable + check.verify(drawing.letter, drawing.html(), weights, site)


def preview(
    issue: Numero,
    site: Site,
    known: tuple[Problem, ...],
    caniemail: Mapping[str, Any] | None,
    accepted: Mapping[str, str],
) -> Mapping[str, bytes]:
    """The files of an issue's preview; `known` are the problems of its file, `accepted` the exemptions."""
    drawing = _drawing(issue, site)
    html = drawing.html()
    used = features(html)
    shown = Preview(
        lettre=drawing.letter,
        html=html,
        texte=text(compose(issue, site), site, drawing.tags),
        poids={item.titre: drawing.weight(item) for item in drawing.letter.items},
        problemes=known + problems(issue, site) + remarks(issue, site),
        verdicts=clients.verdicts(used, caniemail, accepted) if caniemail else None,
        inconnus=clients.unknown(used, caniemail) if caniemail else (),
    )
    return pages(shown, site)


def weigh(issue: Numero, site: Site) -> tuple[int, Mapping[str, int]]:
    """The bytes of an issue's e-mail, and of each of its items by its record."""
    drawing = _drawing(issue, site)
    named = zip(choices(issue), drawing.letter.items, strict=True)
    return len(drawing.html().encode()), {choix.fiche: drawing.weight(item) for choix, item in named}


def plain(letter: Letter, site: Site) -> Tags:
    """No service: the addresses are those of the site."""
    return Tags(site.adresse_desinscription, site.address + letter.url)


def _drawing(issue: Numero, site: Site) -> Drawing:
    """What draws the e-mail of an issue; shortened until it meets the budget, where that was asked for."""
    letter = compose(issue, site)
    templates = environment(site.gabarits)
    drawing = Drawing(letter, site, templates, plain(letter, site))
    steps = shorter(letter) if issue.abrege else iter(())
    for less in steps:
        if drawing.fits():
            break
        drawing = replace(drawing, letter=less)
    return drawing
