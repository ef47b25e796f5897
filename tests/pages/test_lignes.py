"""A structure with several telephone lines: each is told with what it is for and its hours, everywhere."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from generators.exchange import jsonld
from generators.network.recourse import Recourse, in_words
from generators.pages.actors import contact
from generators.pages.actors import page as acteurs
from generators.pages.departements import page as departements
from generators.pages.directory import page as directory
from generators.pages.records.fields import champs
from generators.records.models import Acteur, LigneTelephonique
from generators.site import Site
from tests.pages.html import Document

N = "\u00a0"
LIGNES = (
    LigneTelephonique(
        pour="parents",
        telephone="03 20 00 00 01",
        horaires_accueil="Mo-Fr 18:00-22:00",
        horaires_precisions="Répondeur le week-end",
    ),
    LigneTelephonique(telephone="3919"),
)


@pytest.fixture
def lined(site: Site) -> Site:
    """The site, whose Écoute Nord has three lines."""
    records = site.network.records
    more = {"ligne_pour": "jeunes", "lignes": LIGNES}
    actors = {**records.actors, "ecoute-nord": records.actors["ecoute-nord"].model_copy(update=more)}
    network = replace(site.network, records=records.having("actors", MappingProxyType(actors)))
    return replace(site, network=network)


@pytest.fixture
def actor(lined: Site) -> Acteur:
    return lined.records.actors["ecoute-nord"]


def test_the_page_tells_each_line(lined: Site, actor: Acteur) -> None:
    page = Document(acteurs.page(lined, actor).body)
    assert f"Jeunes Appeler le 03{N}20{N}00{N}00{N}00" in page.text
    assert (
        f"Parents 03{N}20{N}00{N}00{N}01 Lun.–ven. 18{N}h{N}–{N}22{N}h. Répondeur le week-end." in page.text
    )
    assert "Autre ligne 3919 Horaires non renseignés." in page.text
    assert "Horaires de la première ligne Horaires de la semaine" in page.text
    assert page.href(f"03{N}20{N}00{N}00{N}01") == "tel:+33320000001"
    assert not page.faults


def test_the_browser_tells_whether_each_answers_now(lined: Site, actor: Acteur) -> None:
    page = Document(acteurs.page(lined, actor).body)
    waiting = [said for _, said in page.elements if "data-ouverture" in said]
    assert [said["data-ouverture"] for said in waiting] == [actor.horaires_accueil, "Mo-Fr 18:00-22:00"]
    assert {said["data-fuseau"] for said in waiting} == {"Europe/Paris"}
    without = acteurs.page(lined, actor.model_copy(update={"horaires_accueil": None}))
    assert "ouverture" in without.scripts
    assert Document(without.body).text.count("Heure de Paris.") == page.text.count("Heure de Paris.") == 1


def test_one_that_does_not_act_tells_none(lined: Site, actor: Acteur) -> None:
    closed = actor.model_copy(update={"statut": "ferme"})
    assert "3919" not in Document(acteurs.page(lined, closed).body).text


def test_the_shortlist_has_them(lined: Site, actor: Acteur) -> None:
    said = contact.contact(lined, actor)
    assert said["ligne_pour"] == "Jeunes"
    assert said["lignes"] == [
        {
            "nom": "Parents",
            "telephone": f"03{N}20{N}00{N}00{N}01",
            "tel": "tel:+33320000001",
            "horaires": f"Lun.–ven. 18{N}h{N}–{N}22{N}h. Répondeur le week-end.",
        },
        {"nom": "Autre ligne", "telephone": "3919", "tel": "tel:3919", "horaires": None},
    ]


def test_a_departement_has_them(lined: Site) -> None:
    page = departements.page(lined, lined.places.departements["59"])
    assert (
        f"Jeunes{N}: 03{N}20{N}00{N}00{N}00 · Parents{N}: 03{N}20{N}00{N}00{N}01" in Document(page.body).text
    )


def test_the_search_finds_any_of_them(lined: Site, actor: Acteur) -> None:
    assert {"0320000000", "0320000001", "3919"} <= set(directory.textes(lined, actor)["texte"])


def test_the_form_of_changes_says_each_in_a_line(lined: Site, actor: Acteur) -> None:
    told = {key: value for key, _, value in champs(lined, actor)}
    assert told["lignes"] == (
        f"Parents{N}: 03 20 00 00 01 (Lun.–ven. 18{N}h{N}–{N}22{N}h. Répondeur le week-end.)"
        f"\nAutre ligne{N}: 3919"
    )


def test_search_engines_read_contact_points(lined: Site, actor: Acteur) -> None:
    first, parents, other = jsonld.organization(lined, actor)["contactPoint"]  # type: ignore[misc]
    assert first["contactType"] == "jeunes" and first["telephone"] == "+33320000000"
    assert other == {"@type": "ContactPoint", "telephone": "3919"}
    assert parents == {
        "@type": "ContactPoint",
        "contactType": "parents",
        "telephone": "+33320000001",
        "hoursAvailable": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": [
                    f"https://schema.org/{day}" for day in "Monday Tuesday Wednesday Thursday Friday".split()
                ],
                "opens": "18:00",
                "closes": "22:00",
            }
        ],
    }


def test_one_line_for_some_alone_says_for_whom(site: Site) -> None:
    """To engines, and to who is sent there from elsewhere."""
    actor = site.records.actors["ecoute-nord"].model_copy(update={"ligne_pour": "jeunes"})
    (point,) = jsonld.organization(site, actor)["contactPoint"]  # type: ignore[misc]
    assert (point["contactType"], point["telephone"]) == ("jeunes", "+33320000000")
    found = Recourse(actor, "ici", "dans le Nord")
    assert in_words([found]) == f"Écoute Nord, dans le Nord (jeunes){N}: 03 20 00 00 00"
    assert Recourse(actor.model_copy(update={"telephone": None}), "ici", "dans le Nord").dit == "dans le Nord"


def test_one_line_alone_is_no_contact_point(site: Site) -> None:
    assert "contactPoint" not in jsonld.organization(site, site.records.actors["ecoute-nord"])
