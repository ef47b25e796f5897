"""The one renderer: Jinja2 templates that escape everything, and the words they all need."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generators.land import coverage
from generators.network import addresses, freshness
from generators.network.network import Network
from generators.pages.frame import qr
from generators.pages.frame.text import texte
from generators.records.models import Acteur, Fiche, Implantation, Source
from generators.records.values.phones import Telephone
from generators.words import dates, phrases


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
            auto_reload=False,
        )
        self._environment.filters.update(_FILTERS)
        self._environment.globals.update(
            libelle=self.libelle,
            libelles=self.libelles,
            lieu=self.lieu,
            couvre=self.couvre,
            mois_si_ancien=self.mois_si_ancien,
            date_a_dire=date_a_dire,
            accord=phrases.accord,
            nombre=phrases.nombre,
            adresses=addresses,
            code_qr=self.code_qr,
            envoi=self.envoi,
            acteurs_connus=network.records.actors,
        )

    def render(self, template: str, depth: int, **values: object) -> str:
        """One template as HTML; `racine` in it leads `depth` folders up, to the site's root."""
        html: str = self._environment.get_template(template).render(racine="../" * depth, **values)
        return html

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
        return coverage.coverage_phrase(acteur.zone_eligibilite, self.network.places)

    def code_qr(self, url: str) -> Markup:
        """The code that leads from paper to an address of the site; nothing while the site has no address."""
        return qr.svg(self.site_url + url) if self.site_url.startswith("http") else Markup("")

    def envoi(self, titre: str, url: str, *lignes: object) -> str:
        """A letter that hands a page over, for the reader's own program (RFC 6068): title, lines, address."""
        body = "\r\n\r\n".join(str(part) for part in (titre, *lignes, self.site_url + url) if part)
        return f"mailto:?subject={quote(f'{titre} – réseau PARÉ', safe='')}&body={quote(body, safe='')}"

    def mois_si_ancien(self, fiche: Fiche) -> int | None:
        """The age of a verification in months when it must be shown as « à vérifier », else None."""
        today = self.network.today
        stale = freshness.is_stale(fiche.verifie_le, today)
        return freshness.months_since(fiche.verifie_le, today) if stale else None


def telephone(number: Telephone) -> Markup:
    """A number as a link that never breaks over two lines."""
    return Markup('<a class="tel" href="{}">{}</a>').format(number.href, phrases.insecable(number))


def date_a_dire(source: Source) -> bool:
    """False when the title of a document already says its date: "Programme du 3 décembre 2021"."""
    return not (
        dates.date_partielle(source.date) in source.document.replace(dates.NBSP, " ")
        or (len(source.date) == 4 and source.date in source.document)
    )


def echeance(verifie_le: date) -> str:
    """The month by which a record must be verified again: "octobre 2024"."""
    return f"{dates.mois(verifie_le)} {verifie_le.year + freshness.STALE_AFTER_MONTHS // 12}"


_LANGUES = {
    "fr": "français",
    "en": "anglais", "es": "espagnol", "it": "italien", "de": "allemand", "pt": "portugais", "ar": "arabe",
    "ro": "roumain", "nl": "néerlandais",
}  # fmt: skip


def langue(code: str) -> str:
    """The name of a language, or its code when we have no name for it."""
    return phrases.majuscule(_LANGUES.get(code, code))


_FILTERS = {
    "texte": texte,
    "telephone": telephone,
    "iso": date.isoformat,
    "ordinaux": phrases.ordinaux,
    "echeance": echeance,
    "fuseau": dates.horloge,
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
    "langue": langue,
}
