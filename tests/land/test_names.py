"""How a sentence, a kicker and an hour name a place: in France, overseas, abroad."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from generators.land import coverage
from generators.land.coverage import clock, kicker, name, named, other_clock
from generators.land.places import Places, load_places
from generators.land.territories import Zone, departement_in
from generators.records.models import Implantation
from generators.words.wording import fold


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places(Path(__file__).parents[2] / "data" / "reference")


@pytest.mark.parametrize(
    ("zone", "bare", "with_article"),
    [
        ("france", "France", "toute la France"),
        ("region:32", "Hauts-de-France", "la région Hauts-de-France"),
        ("departement:59", "Nord", "le Nord (59)"),
        ("departement:974", "La Réunion", "La Réunion (974)"),
        ("epci:200046977", "Métropole de Lyon", "Métropole de Lyon"),
        ("commune:59183", "Dunkerque", "Dunkerque (59)"),
        ("pays:BE", "Belgique", "la Belgique"),
        ("pays:US", "États-Unis", "les États-Unis"),
        ("pays:XX", "XX", "XX"),
    ],
)
def test_a_territory_alone_and_with_its_article(places, zone, bare, with_article):
    assert name(Zone(zone), places) == bare
    assert named(Zone(zone), places) == with_article


def test_the_kicker_of_a_card(places):
    zones = [Zone("departement:59"), Zone("region:76"), Zone("commune:97411"), Zone("pays:CH")]
    assert kicker(zones, places) == "Nord · 59, Occitanie, Saint-Denis · 974, Suisse"


@pytest.mark.parametrize(
    ("code", "article", "dans", "insee"),
    [
        ("BE", "la Belgique", "en Belgique", "99131"),
        ("CA", "le Canada", "au Canada", "99401"),
        ("CH", "la Suisse", "en Suisse", "99140"),
        ("LU", "le Luxembourg", "au Luxembourg", "99137"),
        ("FR", "la France", "en France", "99100"),
        ("DE", "l’Allemagne", "en Allemagne", "99109"),
        ("ES", "l’Espagne", "en Espagne", "99134"),
        ("IT", "l’Italie", "en Italie", "99127"),
        ("PT", "le Portugal", "au Portugal", "99139"),
        ("NL", "les Pays-Bas", "aux Pays-Bas", "99135"),
        ("GB", "le Royaume-Uni", "au Royaume-Uni", "99132"),
        ("US", "les États-Unis", "aux États-Unis", "99404"),
        ("MA", "le Maroc", "au Maroc", "99350"),
        ("DZ", "l’Algérie", "en Algérie", "99352"),
        ("TN", "la Tunisie", "en Tunisie", "99351"),
        ("SN", "le Sénégal", "au Sénégal", "99341"),
        ("CI", "la Côte d’Ivoire", "en Côte d’Ivoire", "99326"),
        ("IR", "l’Iran", "en Iran", "99204"),
        ("HU", "la Hongrie", "en Hongrie", "99112"),
        ("MC", "Monaco", "à Monaco", "99138"),
        ("HT", "Haïti", "en Haïti", "99410"),
    ],
)
def test_a_country_in_a_sentence(places, code, article, dans, insee):
    country = places.countries[code]
    assert (country.article, country.dans, country.insee) == (article, dans, insee)
    assert coverage.place_phrase(Implantation(pays=code), places) == (dans if code != "FR" else None)


def test_every_country_is_named_and_overseas_france_is_none(places):
    assert len(places.countries) == 238
    assert not set(places.countries) & set(places.overseas_by_iso)
    for country in places.countries.values():
        assert country.article.endswith(country.nom)
        assert country.dans.endswith(country.nom)
        assert country.dans.startswith(("en ", "au ", "aux ", "à ", "sur "))


@pytest.mark.parametrize(
    ("fuseau", "said"),
    [
        ("Europe/Paris", "heure de Paris"),
        ("America/Martinique", "heure de la Martinique"),
        ("Indian/Reunion", "heure de La Réunion"),
        ("Pacific/Tahiti", "heure de Tahiti"),
        ("America/Toronto", "heure du Québec"),
        ("Europe/Brussels", "heure de Bruxelles"),
        ("Europe/London", "heure de Londres"),
        ("Europe/Athens", "heure d’Athènes"),
        ("Africa/Cairo", "heure du Caire"),
        ("Indian/Comoro", "heure des Comores"),
        ("Indian/Antananarivo", "heure d’Antananarivo"),
    ],
)
def test_whose_clock_an_hour_follows(places, fuseau, said):
    assert clock(fuseau, places) == said
    assert other_clock(fuseau, places) == (None if fuseau == "Europe/Paris" else said)


def test_each_overseas_territory_has_a_clock_of_its_own(places):
    overseas = [item for item in places.departements.values() if item.is_overseas]
    assert len(overseas) == 11
    noon = datetime(2026, 1, 1, 12, tzinfo=ZoneInfo("Europe/Paris"))
    for item in overseas:
        assert item.fuseau in places.clocks
        assert noon.astimezone(ZoneInfo(item.fuseau)).hour != noon.hour
    assert {item.fuseau for item in places.departements.values() if not item.is_overseas} == {"Europe/Paris"}
    assert set(places.clocks) <= available_timezones()


def test_what_people_call_a_territory_is_folded_and_means_one(places):
    known = [
        surnom
        for item in (*places.departements.values(), *places.regions.values())
        for surnom in item.surnoms
    ]
    assert {"paca", "tahiti", "saint barth"} <= set(known)
    assert len(known) == len(set(known))
    assert known == [fold(surnom) for surnom in known]


@pytest.mark.parametrize(("code", "departement"), [("59183", "59"), ("2A004", "2A"), ("97411", "974")])
def test_what_a_code_says_by_itself(code, departement):
    assert departement_in(code) == departement


def test_each_overseas_departement_stands_in_one_horizon(places):
    first, *others = places.horizons
    assert first.departements == ()
    standing = [code for horizon in others for code in horizon.departements]
    assert len(standing) == len(set(standing))
    assert set(standing) >= {item.code for item in places.departements.values() if item.is_overseas}


@pytest.mark.parametrize(("pays", "abroad"), [(None, False), ("FR", False), ("BE", True)])
def test_a_record_that_names_no_country_stands_in_france(pays, abroad):
    assert coverage.is_abroad(Implantation(pays=pays)) is abroad


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("france", ""),
        ("region:53", "en Bretagne"),
        ("region:32", "dans les Hauts-de-France"),
        ("departement:59", "dans le Nord"),
        ("departement:973", "en Guyane"),
        ("commune:72181", "au Mans"),
        ("epci:200093201", "dans le Nord"),
        ("pays:BE", "en Belgique"),
    ],
)
def test_where_in_a_sentence(places, zone, said):
    assert coverage.inside(Zone(zone), places) == said
