"""Countries and clocks are what their generator makes of its sources: names, rules, exceptions."""

import json
from pathlib import Path

import pytest

from generators.reference import countries

REFERENCE = Path(__file__).parents[2] / "data" / "reference"


def rows(name: str) -> list[dict]:
    return json.loads((REFERENCE / name).read_text("utf-8"))


def test_countries_are_made_anew_the_same():
    """Whatever CLDR has changed since shows here, to be read by a person."""
    insee = {row["code"]: row["insee"] for row in rows("countries.json") if row["insee"]}
    assert list(countries.countries(insee)) == rows("countries.json")


def test_clocks_are_made_anew_the_same():
    assert countries.clocks(rows("departements.json")) == rows("clocks.json")


def test_what_is_overseas_comes_from_the_time_zone_database():
    for row in rows("departements.json"):
        told = {key: row[key] for key in ("iso", "fuseau", "etendue_km") if key in row}
        assert countries.overseas(row["code"]) == told


@pytest.mark.parametrize(
    ("code", "nom", "said"),
    [
        ("BE", "Belgique", ("la Belgique", "en Belgique", "de la Belgique")),
        ("CA", "Canada", ("le Canada", "au Canada", "du Canada")),
        ("IR", "Iran", ("l’Iran", "en Iran", "de l’Iran")),
        ("MX", "Mexique", ("le Mexique", "au Mexique", "du Mexique")),
        ("SL", "Sierra Leone", ("la Sierra Leone", "en Sierra Leone", "de la Sierra Leone")),
        ("KP", "Corée du Nord", ("la Corée du Nord", "en Corée du Nord", "de la Corée du Nord")),
        ("US", "États-Unis", ("les États-Unis", "aux États-Unis", "des États-Unis")),
        ("BB", "Barbade", ("la Barbade", "à la Barbade", "de la Barbade")),
        ("IM", "Île de Man", ("l’Île de Man", "sur l’Île de Man", "de l’Île de Man")),
        ("CU", "Cuba", ("Cuba", "à Cuba", "de Cuba")),
        ("AD", "Andorre", ("Andorre", "en Andorre", "d’Andorre")),
    ],
)
def test_the_name_tells_the_article_and_the_preposition(code, nom, said):
    phrases = countries.of_country(code, nom)
    assert (phrases.article, phrases.dans, phrases.du) == said


def test_the_codes_of_insee_are_read_from_their_package(tmp_path):
    folder = tmp_path / "odoo" / "addons" / "l10n_fr_cog" / "data"
    folder.mkdir(parents=True)
    record = '<record id="base.be" model="res.country">\n  <field name="fr_cog">99131</field>\n</record>\n'
    (folder / "country.xml").write_text(f"<odoo>{record}</odoo>", encoding="utf-8")
    assert countries.insee_codes(tmp_path) == {"BE": "99131"}
