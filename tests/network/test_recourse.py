"""Whom to call instead of a record that gives no number: nobody is left with nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from generators.exchange import jsonld
from generators.network.recourse import instead
from generators.pages.actors import page as acteurs
from generators.pages.actors.contact import contact
from generators.pages.departements import groups
from generators.site import Site
from tests.made import exports as files
from tests.pages.conftest import VERIFIED, make
from tests.pages.html import Document
from tests.sites import real_site

__all__ = ["make"]

Make = Callable[..., Site]


@pytest.fixture(scope="module")
def site() -> Site:
    return real_site(date(2026, 11, 22), "https://reseau.example/")


def test_every_page_of_who_acts_leads_to_a_number(site: Site) -> None:
    """In its HTML; the 119 stands on each anyway, this is what stands beside the record."""
    for page in (made() for made in acteurs.makers(site)):
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
        ("mist", "119-enfance-en-danger", "partout"),  # the line for advice before the others
    ],
)
def test_the_nearest_comes_first(site: Site, id_: str, first: str, why: str) -> None:
    found = instead(site.network, site.records.actors[id_])
    assert (found[0].acteur.id, found[0].pourquoi) == (first, why)
    assert id_ not in [one.acteur.id for one in found]
    assert all(one.pourquoi == "porteur" or one.acteur.telephone for one in found)


def test_no_button_promises_what_its_page_lacks(site: Site) -> None:
    for page in (made() for made in acteurs.makers(site)):
        if not page.url.startswith("acteurs/"):
            continue
        text = Document(page.body).text
        actor = site.records.actors[page.url.split("/")[1]]
        assert "Voir les contacts" not in text
        if not actor.joignable and site.network.acts(actor):
            assert "Contact non renseigné" in text or f"pour {actor.boite_pour} seulement" in text, page.url
            assert "Qui appeler" in text


COMMON = {"type": "association", "categorie": "ecoute", "resume": "Une structure.", **VERIFIED}
#: Each id says what it is; numbers are of no one.
SMALL: dict[str, dict[str, object]] = {
    "lille": {"commune": "Lille", "code_insee": "59350", "telephone": "03 20 00 00 01"},
    "dunkerque": {"commune": "Dunkerque", "code_insee": "59183", "telephone": "03 28 00 00 02"},
    "pour-les-pros": {"departement": "59", "telephone": "03 20 00 00 03", "publics": ["professionnels"]},
    "en-pause": {"departement": "59", "telephone": "03 20 00 00 04", "statut": "suspendu"},
    "gap": {"departement": "05", "telephone": "04 92 00 00 05"},
    "les-119": {"telephone": "119", "zone_eligibilite": ["france"], "publics": ["professionnels"]},
    "ligne-des-pros": {"telephone": "3020", "zone_eligibilite": ["france"], "publics": ["professionnels"]},
    "tete": {"telephone": "01 40 00 00 06", "departement": "75"},
    "milieu": {
        "porte_par": "tete",
        "departement": "75",
        "courriel": "dons@milieu.example",
        "boite_pour": "les dons",
    },
    "en-haut-ferme": {"telephone": "01 40 00 00 07", "departement": "75", "statut": "ferme"},
    # What is asked of them.
    "bout": {"porte_par": "milieu", "departement": "59", "publics": ["mineurs"]},
    "roubaix": {"commune": "Roubaix", "code_insee": "59512", "publics": ["mineurs"]},
    "bergues": {"commune": "Bergues", "code_insee": "59067"},
    "couvre-deux": {"zone_eligibilite": ["departement:05", "departement:62"]},
    "orphelin": {"porte_par": "en-haut-ferme", "departement": "2A", "publics": ["professionnels"]},
}


@pytest.fixture(scope="module")
def small(make: Make) -> Site:
    return make(actors={id_: {"nom": id_, **COMMON, **own} for id_, own in SMALL.items()})


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        # Up to who can be reached: a mailbox for gifts is nobody's help.
        (
            "bout",
            "tete: porte ce service | dunkerque: dans le Nord | lille: dans le Nord | les-119: partout",
        ),
        # The nearest first; a line of others' is left out, an emergency number never is.
        ("roubaix", "lille: dans le Nord | dunkerque: dans le Nord | les-119: partout"),
        (
            "bergues",
            "dunkerque: dans le Nord | lille: dans le Nord | les-119: partout | ligne-des-pros: partout",
        ),
        # Each is said to be where it is, not where the asker is.
        (
            "couvre-deux",
            "gap: dans les Hautes-Alpes | les-119: partout | ligne-des-pros: partout",
        ),
        ("orphelin", "les-119: partout | ligne-des-pros: partout"),
        # Closed: not itself.
        ("en-haut-ferme", "tete: à Paris | les-119: partout | ligne-des-pros: partout"),
    ],
)
def test_whom_to_call(small: Site, id_: str, said: str) -> None:
    found = instead(small.network, small.records.actors[id_])
    assert " | ".join(f"{one.acteur.id}: {one.ou.removesuffix(' en France')}" for one in found) == said


def test_a_closed_one_leads_on(small: Site) -> None:
    page = acteurs.page(small, small.records.actors["en-haut-ferme"])
    assert "Joindre" not in Document(page.body).text
    assert 'href="tel:+33140000006"' in page.body and 'href="tel:+33140000007"' not in page.body


def test_a_mailbox_of_one_use_is_given_for_it_alone(small: Site) -> None:
    """On the page, with its use; in no export for machines, nor as the way to write to who is carried."""
    body = acteurs.page(small, small.records.actors["milieu"]).body
    assert "Courriel, pour les dons seulement" in Document(body).text
    assert "dons@milieu.example" not in acteurs.page(small, small.records.actors["bout"]).body
    published = {path: content for path, content in files(small).items() if b"dons@milieu.example" in content}
    assert published and all(b"les dons" in content for content in published.values())
    assert not [path for path in published if "data-inclusion" in path or "hsds" in path or "geojson" in path]
    assert "dons@milieu.example" not in json.dumps(jsonld.organization(small, small.records.actors["milieu"]))


def test_the_sheet_says_whom_to_call(small: Site) -> None:
    said = str(contact(small, small.records.actors["roubaix"])["recours"])
    assert said.startswith("lille, dans le Nord") and "03 20 00 00 01" in said and "119" not in said
    assert contact(small, small.records.actors["lille"])["recours"] is None


def test_in_each_group_who_can_be_reached_is_first(small: Site, site: Site) -> None:
    for one in (small, site):
        for code in ("59", "75", "92", "972"):
            departement = one.places.departements[code]
            for group in groups.of(one, one.network.landscapes[code], departement):
                ranks = [actor.joignable for actor in group.acteurs]
                assert ranks == sorted(ranks, reverse=True), (code, group.titre)
