"""The one renderer: Jinja2 templates that escape everything, and the words they all need."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generators.network import coverage, dates, freshness
from generators.network.network import Network
from generators.pages import adresses, phrases
from generators.pages.texte import texte
from generators.records.models import Acteur, Fiche, Implantation
from generators.records.types import Telephone


class Renderer:
    """Renders the templates of one folder for one network.

    `site_url` is the address of the site with its trailing slash, for what leaves the site (structured
    data, e-mail links); it may be empty.
    """

    def __init__(self, templates: Path, network: Network, site_url: str = "") -> None:
        self.network = network
        self.site_url = site_url
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(_FILTERS)
        self._environment.globals.update(
            libelle=self.libelle,
            libelles=self.libelles,
            lieu=self.lieu,
            couvre=self.couvre,
            mois_si_ancien=self.mois_si_ancien,
            accord=phrases.accord,
            nombre=phrases.nombre,
            adresses=adresses,
            acteurs_connus=network.records.actors,
        )

    def render(self, template: str, depth: int, **values: object) -> str:
        """One template as HTML; `racine` in it leads `depth` folders up, to the site's root."""
        return self._environment.get_template(template).render(racine="../" * depth, **values)

    def libelle(self, code: str, liste: str) -> str:
        """The label of a term: `libelle(acteur.categorie, "categories")`."""
        return self.network.records.vocabulary.label(liste, code)

    def libelles(self, codes: tuple[str, ...], liste: str) -> str:
        """Several labels in a sentence: "Mineurs, familles et professionnels"."""
        labels = [self.libelle(code, liste) for code in codes]
        return phrases.liste([*labels[:1], *map(phrases.minuscule, labels[1:])])

    def lieu(self, record: Implantation) -> str | None:
        return coverage.place_phrase(record, self.network.places)

    def couvre(self, acteur: Acteur) -> str | None:
        return coverage.coverage_phrase(acteur, self.network.places)

    def mois_si_ancien(self, fiche: Fiche) -> int | None:
        """The age of a verification in months when it must be shown as « à vérifier », else None."""
        today = self.network.today
        stale = freshness.is_stale(fiche.verifie_le, today)
        return freshness.months_since(fiche.verifie_le, today) if stale else None


def telephone(number: Telephone) -> Markup:
    """A number as a link that never breaks over two lines."""
    return Markup('<a class="tel" href="{}">{}</a>').format(number.href, phrases.insecable(number))


def iso(day: date) -> str:
    return day.isoformat()


_FILTERS = {
    "texte": texte,
    "telephone": telephone,
    "iso": iso,
    "jour": dates.jour,
    "jour_long": dates.jour_long,
    "date_partielle": dates.date_partielle,
    "heure": dates.heure,
    "majuscule": phrases.majuscule,
    "minuscule": phrases.minuscule,
    "insecable": phrases.insecable,
    "phrase": phrases.phrase,
    "enumere": phrases.liste,
    "site": phrases.site,
}
