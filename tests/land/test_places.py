"""What a member of the team, or a page, asks of the places of France."""

from pathlib import Path

import pytest

from generators.land.places import Places, load_places

REFERENCE = Path(__file__).parents[2] / "data" / "reference"


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places(REFERENCE)


def names(communes) -> list[str]:
    return [commune.nom for commune in communes]


def test_every_commune_département_and_region_is_there(places):
    assert len([commune for commune in places.communes.values() if commune.parent is None]) > 34_900
    assert len([item for item in places.departements.values() if not item.is_collectivity]) == 101
    assert len([code for code in places.regions if len(code) == 2]) == 18
    assert len(places.epcis) > 1200
    assert all(commune.departement in places.departements for commune in places.communes.values())
    assert all(commune.epci is None or commune.epci in places.epcis for commune in places.communes.values())
    assert all(departement.region in places.regions for departement in places.departements.values())
    assert all(departement.chef_lieu in places.communes for departement in places.departements.values())


def test_mappings_are_in_the_order_of_codes(places):
    for mapping in (places.communes, places.departements, places.regions, places.epcis):
        assert list(mapping) == sorted(mapping)


@pytest.mark.parametrize(
    ("code", "nom", "departement", "code_postal"),
    [
        ("59183", "Dunkerque", "59", "59240"),
        ("97411", "Saint-Denis", "974", "97400"),
        ("2A004", "Ajaccio", "2A", "20000"),
        ("69123", "Lyon", "69", "69007"),
        ("94038", "L’Haÿ-les-Roses", "94", "94240"),
        ("97502", "Saint-Pierre", "975", "97500"),
        ("98818", "Nouméa", "988", "98800"),
    ],
)
def test_a_commune_by_code(places, code, nom, departement, code_postal):
    commune = places.communes[code]
    assert (commune.nom, commune.departement, commune.parent) == (nom, departement, None)
    assert code_postal in commune.codes_postaux
    assert commune in places.by_postcode(code_postal)


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("59183", 51.03, 2.38),
        ("2A004", 41.92, 8.74),
        ("75056", 48.86, 2.35),
        ("97411", -20.88, 55.45),
        ("97302", 4.93, -52.33),
        ("98818", -22.27, 166.46),
    ],
)
def test_a_commune_is_where_the_map_shows_it(places, code, latitude, longitude):
    commune = places.communes[code]
    assert commune.precision == "commune"
    assert (commune.latitude, commune.longitude) == pytest.approx((latitude, longitude), abs=0.05)


def test_homonyms_lie_each_in_its_own_département(places):
    """A Saint-Denis of Seine-Saint-Denis on La Réunion would send a family to the other side of the world."""
    found = {commune.departement: commune for commune in places.find("Saint-Denis")}
    assert {"93", "974", "11", "30"} <= set(found)
    assert found["93"].latitude == pytest.approx(48.93, abs=0.05)
    assert found["974"].latitude == pytest.approx(-20.88, abs=0.05)
    assert found["11"].latitude == pytest.approx(43.36, abs=0.1)


def test_every_precision_is_one_of_three(places):
    precisions = [commune.precision for commune in places.communes.values()]
    assert set(precisions) <= {"commune", "code-postal", "departement"}
    assert precisions.count("commune") / len(precisions) > 0.99


def test_arrondissements_have_their_commune_as_parent(places):
    assert {commune.parent for commune in places.communes.values()} == {None, "75056", "69123", "13055"}
    assert places.communes["69383"].parent == "69123"
    assert places.communes["69383"] not in places.communes_of("69")
    assert names(places.by_postcode("75011")) == ["Paris", "Paris 11e Arrondissement"]
    assert len([commune for commune in places.communes.values() if commune.parent == "75056"]) == 20


def test_communes_of_a_territory(places):
    assert "Dunkerque" in names(places.communes_of("59"))
    assert "Ajaccio" not in names(places.communes_of("2B"))
    assert places.epcis["200046977"].nom == "Métropole de Lyon"
    assert [item.nom for item in places.departements_of_region("94")] == ["Corse-du-Sud", "Haute-Corse"]
    assert places.communes_of("00") == ()


@pytest.mark.parametrize(
    "written",
    ["l'hay les roses", "L’Haÿ-les-Roses", "L'HAY-LES-ROSES", "  L’Hay-les-Roses "],
)
def test_a_name_is_found_however_it_is_written(places, written):
    assert [commune.code for commune in places.find(written)] == ["94038"]


@pytest.mark.parametrize(
    ("written", "departement", "code"),
    [
        ("St-Étienne", "42", "42218"),
        ("Ste Marie", "974", "97418"),
        ("Chalon s/ Saône", "71", "71076"),
        ("Lyon 3", "69", "69383"),
        ("Paris 11e", "75", "75111"),
        ("Marseille 1er arrondissement", "13", "13201"),
        ("Œuilly", "51", "51410"),
    ],
)
def test_abbreviations_are_understood(places, written, departement, code):
    assert [commune.code for commune in places.find(written, departement)] == [code]


def test_what_is_not_a_commune_is_not_found_but_suggested(places):
    assert places.find("Dunkerke") == ()
    assert places.close_names("Dunkerke") == ("Dunkerque",)
    assert places.close_names("Sain-Deni", "974") == ("Saint-Denis",)
    assert places.close_names("zzzzzz") == ()


@pytest.mark.parametrize(
    ("code_insee", "departement"),
    [
        ("59183", "59"), ("2A004", "2A"), ("2B033", "2B"), ("97411", "974"), ("97611", "976"),
        ("98818", "988"),
        ("75101", "75"), ("69383", "69"), ("20004", None), ("96001", None), ("97999", None), ("5918", None),
        ("591830", None), ("abcde", None), ("", None), ("٥٩١٨٣", None),
    ],
)  # fmt: skip
def test_the_département_of_an_insee_code(places, code_insee, departement):
    assert places.departement_of_insee(code_insee) == departement


@pytest.mark.parametrize(
    ("code_postal", "departements"),
    [
        ("59240", ("59",)), ("20000", ("2A",)), ("20200", ("2B",)), ("97400", ("974",)), ("97133", ("977",)),
        ("59019", ("59",)), ("20190", ("2A",)), ("20604", ("2B",)), ("97491", ("974",)),
        ("99999", ()), ("5924", ()),
    ],
)  # fmt: skip
def test_the_départements_of_a_postcode_even_a_cedex(places, code_postal, departements):
    assert places.departements_of_postcode(code_postal) == departements


def test_a_postcode_may_serve_two_départements(places):
    shared = [code for code in ("01410", "48250", "05110") if len(places.departements_of_postcode(code)) == 2]
    assert shared == ["01410", "48250", "05110"]


@pytest.mark.parametrize(
    ("code", "article", "dans", "du"),
    [
        ("59", "le Nord", "dans le Nord", "du Nord"),
        ("05", "les Hautes-Alpes", "dans les Hautes-Alpes", "des Hautes-Alpes"),
        ("38", "l’Isère", "dans l’Isère", "de l’Isère"),
        ("21", "la Côte-d’Or", "en Côte-d’Or", "de la Côte-d’Or"),
        ("22", "les Côtes-d’Armor", "dans les Côtes-d’Armor", "des Côtes-d’Armor"),
        ("43", "la Haute-Loire", "en Haute-Loire", "de la Haute-Loire"),
        ("80", "la Somme", "dans la Somme", "de la Somme"),
        ("75", "Paris", "à Paris", "de Paris"),
        ("77", "la Seine-et-Marne", "en Seine-et-Marne", "de Seine-et-Marne"),
        ("35", "l’Ille-et-Vilaine", "en Ille-et-Vilaine", "d’Ille-et-Vilaine"),
        ("93", "la Seine-Saint-Denis", "en Seine-Saint-Denis", "de la Seine-Saint-Denis"),
        ("2A", "la Corse-du-Sud", "en Corse-du-Sud", "de la Corse-du-Sud"),
        ("95", "le Val-d’Oise", "dans le Val-d’Oise", "du Val-d’Oise"),
        ("90", "le Territoire de Belfort", "dans le Territoire de Belfort", "du Territoire de Belfort"),
        ("972", "la Martinique", "en Martinique", "de la Martinique"),
        ("973", "la Guyane", "en Guyane", "de la Guyane"),
        ("974", "La Réunion", "à La Réunion", "de La Réunion"),
        ("976", "Mayotte", "à Mayotte", "de Mayotte"),
        ("988", "la Nouvelle-Calédonie", "en Nouvelle-Calédonie", "de la Nouvelle-Calédonie"),
    ],
)
def test_a_département_in_a_sentence(places, code, article, dans, du):
    departement = places.departements[code]
    assert (departement.article, departement.dans, departement.du) == (article, dans, du)


def test_every_département_and_region_has_its_phrases(places):
    for territory in (*places.departements.values(), *places.regions.values()):
        assert territory.article.endswith(territory.nom)
        assert territory.dans.startswith(("dans le ", "dans la ", "dans les ", "dans l’", "en ", "à "))
        assert territory.du.startswith(("du ", "de ", "des ", "d’"))
        assert territory.dans.endswith(territory.nom) and territory.du.endswith(territory.nom)


def test_a_département_with_its_code(places):
    assert places.departements["59"].avec_code == "Nord (59)"
    assert places.departements["974"].avec_code == "La Réunion (974)"


@pytest.mark.parametrize(
    ("code", "dans"),
    [
        ("32", "dans les Hauts-de-France"),
        ("44", "dans le Grand Est"),
        ("11", "en Île-de-France"),
        ("94", "en Corse"),
    ],
)
def test_a_region_in_a_sentence(places, code, dans):
    assert places.regions[code].dans == dans


def test_the_reference_is_read_once():
    assert load_places(REFERENCE) is load_places(REFERENCE)
