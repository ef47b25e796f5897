"""The page of an issue and the list of issues: bodies of pages, for the site's shell.

Addresses begin with `racine`, the way from the page back to the site's root ("../../").
"""

from __future__ import annotations

from collections.abc import Iterable

from generators.letter import drawing
from generators.letter.composition import compose
from generators.letter.shapes import join
from generators.records.models import Numero
from generators.site import Site
from generators.words import dates
from generators.words.typography import french


def body_html(issue: Numero, site: Site, racine: str) -> str:
    """The body of /newsletter/<issue>/: every item at an address of its own."""
    return _draw(
        "numero.html.j2",
        site,
        racine,
        lettre=compose(issue, site),
        reseau=site.identity,
        numeros=_listed(site.records.issues.values()),
        jour=dates.jour(issue.date),
    )


def archive_html(site: Site, racine: str) -> str:
    """The body of /newsletter/: the published issues with their items, latest first; how to receive them."""
    numbers = [
        listed | {"parties": compose(site.records.issues[str(listed["id"])], site).parties}
        for listed in _listed(site.records.issues.values())
    ]
    return _draw("archive.html.j2", site, racine, reseau=site.identity, numeros=numbers)


def _draw(template: str, site: Site, racine: str, **values: object) -> str:
    found = drawing.environment(site.gabarits).get_template(template)
    return found.render(values, racine=racine, vers=lambda url: join(racine, url)).strip() + "\n"


def _listed(issues: Iterable[Numero]) -> list[dict[str, object]]:
    """Published issues, the latest first: what a list says of each."""
    published = sorted((i for i in issues if i.statut == "publie"), key=lambda i: i.date, reverse=True)
    return [
        {
            "id": issue.id,
            "titre": french(issue.titre),
            "periode": french(issue.periode),
            "date": issue.date.isoformat(),
            "jour": dates.jour(issue.date),
            "apercu": french(issue.apercu),
            "sujets": _subjects(issue),
        }
        for issue in published
    ]


def _subjects(issue: Numero) -> str:
    """« 27 sujets »."""
    count = sum(len(r.choix) for r in (issue.agenda, issue.actualites, issue.ressources) if r)
    return f"{count}\u00a0sujet{'s' if count > 1 else ''}"
