"""What the page of an issue says beyond its letter: each record's own text, and what is over.

An issue is read long after it left. What it announced says that it is over, by the reader's clock
(`site/scripts/records/numero.js`), and offers no longer what one did before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generators.letter.events import announced_by
from generators.letter.items import record
from generators.network import addresses, when
from generators.records.models import Actualite, Evenement, Fiche, Numero
from generators.site import Site


@dataclass(frozen=True, slots=True)
class Beyond:
    """What the page adds to an item.

    `textes` are the record's own, in Markdown. Of what was to come on the day of the issue, `fin` is the
    instant from which it is over (ISO 8601, UTC), `passe` whether it was when the site was built, and `mot`
    what is then said.
    """

    textes: tuple[str, ...]
    fin: str | None = None
    passe: bool = False
    mot: str = ""


def beyond(issue: Numero, site: Site) -> Mapping[str, Beyond]:
    """By the anchor of its item in the page."""
    rubrics = filter(None, (issue.agenda, issue.actualites, issue.ressources))
    chosen = {choix.fiche: record(choix, site) for rubric in rubrics for choix in rubric.choix}
    return {addresses.ancre(ref): _beyond(fiche, issue.date.first_day, site) for ref, fiche in chosen.items()}


def _beyond(fiche: Fiche, on: date, site: Site) -> Beyond:
    told = isinstance(fiche, Evenement) and when.is_past(fiche, on)
    names = ("presentation", "compte_rendu") if told else ("presentation",)
    texts = tuple(text for name in names if (text := getattr(fiche, name, None)))
    event = announced_by(fiche, site.records.events, on) if isinstance(fiche, Actualite) else fiche
    if not isinstance(event, Evenement) or told or (event.annule and not event.reporte_au):
        return Beyond(texts)
    word = "Passé" if event is fiche else "Rendez-vous passé"
    return Beyond(texts, when.as_utc(when.over(event)), when.is_over(event, site.today), word)
