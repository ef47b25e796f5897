"""schema.org: what a search engine reads of a record, and what it is never told."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from generators.exchange import jsonld
from generators.records.models import Seance
from generators.records.models.acteur import Compte
from generators.site import Site
from tests.pages.conftest import SITE
from tests.sites import real_site

PLACE = {"latitude": 51.0344, "longitude": 2.3768}


def test_an_organisation_says_its_names_number_accounts_and_parent(site: Site) -> None:
    actor = site.records.actors["ecoute-nord"].model_copy(
        update={
            **PLACE,
            "sigle": "EN",
            "siret": "13003013300016",
            "comptes": (Compte(reseau="Snapchat", compte="en59", url="https://snap.example/en59"),),
        }
    )
    data = jsonld.organization(site, actor)
    assert data["alternateName"] == ["EN"]
    assert data["telephone"] == "+33320000000"
    assert data["iso6523Code"] == "0009:13003013300016"
    assert data["sameAs"] == ["https://snap.example/en59"]
    assert data["identifier"] == f"{SITE}acteurs/ecoute-nord/"
    assert data["location"] == {
        "@type": "Place",
        "geo": {"@type": "GeoCoordinates", "latitude": 51.0344, "longitude": 2.3768},
    }
    assert data["parentOrganization"] == {
        "@type": "Organization",
        "name": "Maison mère",
        "url": f"{SITE}acteurs/maison-mere/",
    }


def test_an_organisation_says_whom_it_takes_its_languages_its_form_and_its_place(site: Site) -> None:
    actor = site.records.actors["ecoute-nord"].model_copy(
        update={
            "genre_accueilli": "filles",
            "langues": ("fr", "fsl"),
            "lien_mobilisation": "https://www.ecoute-nord.example/orienter",
            "accessibilite": ("rampe",),
        }
    )
    data = jsonld.organization(site, actor)
    assert data["knowsLanguage"] == ["fr", "fsl"]
    assert data["makesOffer"] == {
        "@type": "Offer",
        "itemOffered": {
            "@type": "Service",
            "name": "Écoute Nord",
            "audience": {"@type": "PeopleAudience", "suggestedGender": "female"},
            "availableChannel": {
                "@type": "ServiceChannel",
                "serviceUrl": "https://www.ecoute-nord.example/orienter",
            },
        },
    }
    ramp = {"@type": "LocationFeatureSpecification", "name": "Rampe", "value": True}
    assert data["location"] == {"@type": "Place", "amenityFeature": [ramp]}
    assert not {"knowsLanguage", "makesOffer"} & set(
        jsonld.organization(site, site.records.actors["ecoute-nord"])
    )


def test_a_place_says_when_it_will_be_closed(site: Site) -> None:
    closed = {"horaires_accueil": "Mo-Fr 09:00-17:00; Aug 01-15 off; Dec 24-Jan 01 off"}
    actor = site.records.actors["ecoute-nord"].model_copy(update={**PLACE, **closed})
    place = jsonld.organization(site, actor)["location"]
    assert place["specialOpeningHoursSpecification"] == [  # type: ignore[index]
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": first,
            "validThrough": last,
            "opens": "00:00",
            "closes": "00:00",
        }
        for first, last in (("2026-12-24", "2027-01-01"), ("2027-08-01", "2027-08-15"))
    ]


def test_an_event_says_what_its_place_has(site: Site) -> None:
    event = site.records.events["rencontre-a-venir"].model_copy(update={"accessibilite": ("ascenseur",)})
    (place,) = jsonld.event(site, event)["location"]  # type: ignore[misc]
    assert [feature["name"] for feature in place["amenityFeature"]] == ["Ascenseur ou élévateur"]


def test_a_confidential_place_is_told_nowhere(site: Site) -> None:
    """Even if a record with an address came through the checks."""
    actor = site.records.actors["ecoute-nord"].model_copy(
        update={**PLACE, "adresse_confidentielle": True, "zone_eligibilite": ()}
    )
    data = jsonld.organization(site, actor)
    assert not {"address", "location", "areaServed"} & set(data)
    assert "Dunkerque" not in str(data)


@pytest.mark.parametrize(
    ("new", "start", "end"),
    [
        (date(2027, 2, 1), "2027-02-01", None),
        (datetime(2027, 2, 1, 9), "2027-02-01T09:00-04:00", "2027-02-01T12:30-04:00"),  # noqa: DTZ001
    ],
)
def test_an_event_that_is_put_off_gives_both_days(site: Site, new: date, start: str, end: str | None) -> None:
    """Called off at its first date, it is rescheduled all the same, as the page and the calendars say."""
    event = site.records.events["rencontre-a-venir"].model_copy(update={"reporte_au": new, "annule": True})
    data = jsonld.event(site, event)
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert (data["startDate"], data["previousStartDate"]) == (start, "2026-12-01T09:00-04:00")
    assert data.get("endDate") == end


def test_an_event_in_a_place_and_online_has_both(site: Site) -> None:
    event = site.records.events["rencontre-a-venir"].model_copy(update={"en_ligne": True})
    data = jsonld.event(site, event)
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    place, online = data["location"]  # type: ignore[misc]
    assert (place["@type"], place["name"]) == ("Place", "Salle des fêtes")
    assert online == {"@type": "VirtualLocation", "url": f"{SITE}agenda/rencontre-a-venir/"}


NOWHERE = {"lieu": None, "adresse": None, "commune": None, "code_insee": None, "code_postal": None}


def test_an_event_whose_place_nobody_told_is_no_event_for_search_engines(site: Site) -> None:
    """They take none without a place: it is complete, or not there."""
    assert jsonld.event(site, site.records.events["annulee"]) is None
    hidden = site.records.events["rencontre-a-venir"].model_copy(
        update={**NOWHERE, "departement": "972", "adresse_confidentielle": True}
    )
    assert jsonld.event(site, hidden) is None


def test_an_event_of_which_one_knows_the_departement_takes_place_there(site: Site) -> None:
    event = site.records.events["rencontre-a-venir"].model_copy(update={**NOWHERE, "departement": "972"})
    data = jsonld.event(site, event)
    assert data["location"] == [
        {
            "@type": "Place",
            "name": "Martinique",
            "address": {"@type": "PostalAddress", "addressRegion": "Martinique", "addressCountry": "FR"},
        }
    ]
    assert data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    online = jsonld.event(site, event.model_copy(update={"en_ligne": True}))
    assert [place["@type"] for place in online["location"]] == ["VirtualLocation"]
    assert online["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


def test_a_hall_that_stands_nowhere_is_no_place_and_one_abroad_is_there(site: Site) -> None:
    """A search engine refuses a place without address: whole, or not at all."""
    bare = {"commune": None, "code_insee": None, "code_postal": None, "departement": None, "adresse": None}
    hall = site.records.events["rencontre-a-venir"].model_copy(update={**bare, "lieu": "La grande salle"})
    assert jsonld.event(site, hall) is None
    online = jsonld.event(site, hall.model_copy(update={"en_ligne": True}))
    assert online and [place["@type"] for place in online["location"]] == ["VirtualLocation"]  # type: ignore[misc]
    abroad = jsonld.event(site, hall.model_copy(update={"pays": "BE"}))
    assert abroad and abroad["location"] == [
        {
            "@type": "Place",
            "name": "La grande salle",
            "address": {"@type": "PostalAddress", "addressCountry": "BE"},
        }
    ]


def test_a_free_event_without_registration_is_offered_on_its_page(site: Site) -> None:
    event = site.records.events["rencontre-a-venir"].model_copy(
        update={"frais": "gratuit", "inscription": None}
    )
    assert jsonld.event(site, event)["offers"] == [
        {
            "@type": "Offer",
            "url": f"{SITE}agenda/rencontre-a-venir/",
            "availability": "https://schema.org/InStock",
            "price": 0,
            "priceCurrency": "EUR",
        }
    ]
    for said in ({"frais": None}, {"annule": True}):
        assert "offers" not in jsonld.event(site, event.model_copy(update=said))


def test_each_event_of_ours_has_what_search_engines_require() -> None:
    """Name, beginning, a place with its address or an address online: its sessions too."""
    site = real_site(date(2026, 11, 22), SITE)
    told = [thing for event in site.records.events.values() if (thing := jsonld.event(site, event))]
    assert len(told) == len(site.records.events)
    for thing in [one for whole in told for one in (whole, *whole.get("subEvent", []))]:
        assert {"name", "startDate", "eventStatus", "eventAttendanceMode"} <= set(thing), thing
        for place in thing["location"]:
            assert place["url"] if place["@type"] == "VirtualLocation" else place["address"], thing
        assert all(one["name"] and one["url"] for one in thing.get("organizer", []))


def test_a_video_without_thumbnail_nor_day_is_a_work_like_another() -> None:
    site = real_site(date(2026, 11, 22), SITE)
    types = {jsonld.creative_work(site, one)["@type"] for one in site.records.resources.values()}
    assert "VideoObject" not in types
    assert "CreativeWork" in types


def test_an_event_names_its_sessions_and_those_who_are_sure_to_speak(site: Site) -> None:
    event = site.records.events["colloque-passe"].model_copy(
        update={"seances": (Seance.model_validate({"titre": "Matin", "debut": "2025-06-05T10:00"}),)}
    )
    data = jsonld.event(site, event)
    assert data["performer"] == [{"@type": "Person", "name": "Ada Lambert"}]
    [session] = data["subEvent"]
    assert (session["name"], session["startDate"]) == ("Matin", "2025-06-05T10:00+02:00")
    assert session["location"] == data["location"]
    assert data["recordedIn"] == {"@type": "CreativeWork", "url": "https://video.example/1"}
    assert data["organizer"] == [
        {"@type": "Organization", "name": "Maison mère", "url": f"{SITE}acteurs/maison-mere/"}
    ]


def test_a_resource_says_for_whom_and_how_one_gets_it(site: Site) -> None:
    guide = site.records.resources["guide"].model_copy(
        update={"licence": "CC BY 4.0", "url_archive": "https://web.example/g", "acces_precisions": "en PDF"}
    )
    data = jsonld.creative_work(site, guide)
    assert data["@type"] == "Guide"
    assert data["audience"] == [{"@type": "Audience", "audienceType": "Professionnels"}]
    assert data["conditionsOfAccess"] == "Libre\u00a0: en PDF"
    assert data["archivedAt"] == "https://web.example/g"
    assert data["copyrightNotice"] == "CC BY 4.0"
    assert not {"inLanguage", "mentions"} & set(data), "what no record says"
    assert "license" not in data  # an address, where there is one
    linked = guide.model_copy(update={"licence": "https://creativecommons.org/licenses/by/4.0/"})
    assert jsonld.creative_work(site, linked)["license"] == linked.licence
    shared = jsonld.creative_work(
        site, guide.model_copy(update={"langue": "fr", "acteurs": ("ecoute-nord",)})
    )
    assert (shared["inLanguage"], [one["name"] for one in shared["mentions"]]) == ("fr", ["Écoute Nord"])
