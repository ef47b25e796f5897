"""« Quoi de neuf » on the home page and on a département's, and where the feeds are offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generators.network.when import Trace
from generators.pages.frame.page import Page
from generators.site import Site
from tests.pages.conftest import every_page
from tests.pages.html import Document


def test_what_came_and_changed_last(site: Site) -> None:
    """The days of the history count like those of the records; a département tells its own."""
    traces = {
        "actors/ecoute-nord": Trace(ajoutee=date(2026, 11, 20)),
        "resources/grille": Trace(date(2026, 1, 1), date(2026, 11, 21)),
    }
    pages = every_page(replace(site, network=replace(site.network, traces=traces)))
    home, nord = Document(pages[""].body), Document(pages["departements/59/"].body)
    assert (
        "Quoi de neuf Grille d’entretien Ressource · fiche mise à jour le 21 novembre 2026 "
        "Écoute Nord Structure · nouvelle fiche le 20 novembre 2026 "
    ) in home.text
    assert home.href("Grille d’entretien") == "ressources/grille/"
    assert "Quoi de neuf dans le Nord Écoute Nord Structure · nouvelle fiche le 20 novembre 2026" in nord.text
    assert "Grille d’entretien" not in nord.text


def test_without_history_the_dates_of_the_records_speak(pages: dict[str, Page]) -> None:
    text = Document(pages["departements/972/"].body).text
    assert (
        "Quoi de neuf en Martinique CRIP de la Martinique Structure · fiche confirmée le 12 octobre" in text
    )
    assert "Quoi de neuf" not in Document(pages["departements/01/"].body).text
    assert "Ancien foyer" not in Document(pages["departements/59/"].body).text  # closed


def test_an_empty_network_has_nothing_new(empty: Site) -> None:
    home = Document(every_page(empty)[""].body)
    assert "Quoi de neuf" not in home.text


def test_the_home_page_offers_every_feed(pages: dict[str, Page]) -> None:
    home = Document(pages[""].body)
    assert home.href("Actualités") == "flux/actualites.atom"
    assert home.href("Newsletter") == "flux/newsletter.atom"
