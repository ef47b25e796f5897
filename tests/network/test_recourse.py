"""Whom to call instead of a record that gives no number: nobody is left with nothing."""

from __future__ import annotations

from datetime import date

import pytest

from generators.network.recourse import instead
from generators.pages.actors import page as acteurs
from generators.site import Site
from tests.pages.html import Document
from tests.sites import real_site


@pytest.fixture(scope="module")
def site() -> Site:
    return real_site(date(2026, 11, 22), "https://reseau.example/")


def test_every_page_of_who_acts_leads_to_a_number(site: Site) -> None:
    """In its HTML; the 119 stands on each anyway, this is what stands beside the record."""
    for page in acteurs.pages(site):
        if page.url.startswith("acteurs/") and site.network.acts(site.records.actors[page.url.split("/")[1]]):
            start = page.body.index('<div class="carte-contact">')
            card = page.body[start : page.body.index("fiche__corps", start)]
            assert 'href="tel:' in card, page.url


@pytest.mark.parametrize(
    ("id_", "first", "why"),
    [
        ("entr-actes", "la-boussole-nord", "ici"),  # its carrier has no contact: who covers the Nord
        ("pare", "droit-d-enfance", "porteur"),
        ("agss-udaf-nord", "la-boussole-nord", "ici"),
        ("mist", "116-000-enfants-disparus", "partout"),
    ],
)
def test_the_nearest_comes_first(site: Site, id_: str, first: str, why: str) -> None:
    found = instead(site.network, site.records.actors[id_])
    assert (found[0].acteur.id, found[0].pourquoi) == (first, why)
    assert id_ not in [one.acteur.id for one in found]
    assert all(one.pourquoi == "porteur" or one.acteur.telephone for one in found)


def test_no_button_promises_what_its_page_lacks(site: Site) -> None:
    for page in acteurs.pages(site):
        if not page.url.startswith("acteurs/"):
            continue
        text = Document(page.body).text
        actor = site.records.actors[page.url.split("/")[1]]
        assert "Voir les contacts" not in text
        if not actor.joignable and site.network.acts(actor):
            assert "Contact non renseigné" in text and "Qui appeler" in text
