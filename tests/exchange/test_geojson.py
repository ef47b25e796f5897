"""GeoJSON: RFC 7946's shapes, and no point where none may be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from generators.exchange.geojson import geojson
from generators.site import Site


def test_every_actor_is_a_feature_with_a_point_or_none(publie: Mapping[str, bytes], site: Site) -> None:
    found = json.loads(publie["acteurs.geojson"])
    assert (found["type"], found["date"], found["licence"]) == (
        "FeatureCollection",
        "2026-11-22",
        "etalab-2.0",
    )
    assert [feature["id"] for feature in found["features"]] == list(site.records.actors)
    for feature in found["features"]:
        assert sorted(feature) == ["geometry", "id", "properties", "type"]
        assert feature["type"] == "Feature"
        assert feature["properties"]["nom"] == site.records.actors[feature["id"]].nom
        if feature["geometry"]:
            longitude, latitude = feature["geometry"]["coordinates"]
            assert feature["geometry"]["type"] == "Point"
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90


def test_longitude_comes_first_and_the_point_says_what_it_is(publie: Mapping[str, bytes]) -> None:
    found = {f["id"]: f for f in json.loads(publie["acteurs.geojson"])["features"]}
    assert found["complet"]["geometry"]["coordinates"] == [2.3768, 51.0344]
    assert found["complet"]["properties"]["precision"] == "adresse"
    assert found["ecoute-nord"]["properties"]["precision"] == "commune"
    assert found["maison-mere"]["geometry"] is None


def test_every_line_is_there_with_what_it_is_for(publie: Mapping[str, bytes]) -> None:
    found = {f["id"]: f for f in json.loads(publie["acteurs.geojson"])["features"]}
    assert found["complet"]["properties"]["ligne_pour"] == "jeunes"
    first, second = found["complet"]["properties"]["lignes"]
    assert (first["pour"], first["telephone"], second["telephone"]) == ("parents", "03 20 00 00 01", "3919")


def test_a_confidential_place_is_never_a_point_nor_an_address(site: Site) -> None:
    """Even if a record with both came through the checks."""
    records = site.network.records
    hidden = records.actors["complet"].model_copy(update={"adresse_confidentielle": True})
    actors = MappingProxyType(
        {"complet": hidden, **{k: v for k, v in records.actors.items() if k != "complet"}}
    )
    leaky = replace(site, network=replace(site.network, records=records.having("actors", actors)))
    feature = json.loads(geojson(leaky))["features"][0]
    assert feature["geometry"] is None
    assert not {"adresse", "code_postal", "commune", "precision"} & set(feature["properties"])
