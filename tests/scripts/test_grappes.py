"""The clusters of the map without a page: supercluster's own, asked by ranks and told as numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scripts.browserless import run

ROOT = Path(__file__).parents[2]

#: Two hundred points of France by a rule, a dozen of them at one place; ranks 3, 6… have none.
POINTS = """
const { pathToFileURL } = await import("node:url");
const { default: Supercluster } = await import(pathToFileURL(`${data.libraries}/supercluster/index.js`));
const { Grappes, PAR_MARQUE } = await import("./grappes.js");
const { Points } = await import("./acteurs.js");
const suite = Array.from({ length: 200 }, (_, rang) => rang);
const [ici, sans] = [(rang) => rang > 187, (rang) => rang > 0 && rang % 3 === 0];
const lots = (marques) => Array.from(
  { length: marques.length / PAR_MARQUE },
  (_, n) => [...marques.subarray(n * PAR_MARQUE, (n + 1) * PAR_MARQUE)],
);
const points = new Points({
  pas: 10000, categories: ["ecoute"], formes: suite.map(() => 0), agissent: 190,
  lat: suite.map((rang) => (sans(rang) ? null : ici(rang) ? 484000 : 430000 + (rang * 7919) % 70000)),
  lon: suite.map((rang) => (sans(rang) ? null : ici(rang) ? 20000 : -10000 + (rang * 104729) % 70000)),
});
const rangs = Uint32Array.from(suite).filter((rang) => points.a(rang));
const [monde, france] = [[-180, -85, 180, 85], [-5, 41, 10, 51]];
"""

SAME = (
    POINTS
    + """
const plein = new Supercluster({ radius: 42, maxZoom: 14 }).load([...rangs].map((rang, place) => ({
  type: "Feature", properties: { place }, geometry: { type: "Point", coordinates: points.de(rang).reverse() },
})));
const grappes = new Grappes(Supercluster, points.longitudes, points.latitudes);
grappes.charger(rangs);
const dit = [];
for (const [cadre, zoom] of [[monde, 2], [france, 5], [france, 8], [france, 12], [france, 15]]) {
  const { marques } = grappes.voir(cadre, zoom);
  const nous = lots(marques).map((lot) => lot.slice(0, 4));
  const eux = plein.getClusters(cadre, zoom).map(({ properties: p, geometry: { coordinates } }) => [
    ...coordinates, p.point_count ?? 1, p.cluster_id ?? p.place,
  ]);
  dit.push([nous, eux]);
}
return dit;
"""
)


@pytest.fixture(scope="module")
def inputs() -> dict[str, str]:
    return {"libraries": str(ROOT / "node_modules")}


def test_the_groups_are_those_of_the_library(modules: Path, inputs: dict[str, str]) -> None:
    told = run(modules, SAME, inputs)
    assert all(ours == theirs for ours, theirs in told)
    assert len(told[0][0]) < len(told[2][0])


CLOSED = (
    POINTS
    + """
const grappes = new Grappes(Supercluster, points.longitudes, points.latitudes);
grappes.charger(rangs);
const { marques, feuilles } = grappes.voir(france, 15);
const groupes = lots(marques).filter(([, , nombre]) => nombre > 1);
return [groupes.map(([, , nombre, , zoom]) => [nombre, zoom]), [...feuilles].map((place) => rangs[place])];
"""
)


def test_who_stands_at_one_place_is_named(modules: Path, inputs: dict[str, str]) -> None:
    """Past the last zoom that groups, nothing is one; before, one that no zoom opens says who is there."""
    program = CLOSED.replace("voir(france, 15)", "voir(france, 14)")
    groups, inside = run(modules, program, inputs)
    here = [rank for rank in range(188, 200) if rank % 3]
    assert groups == [[len(here), 15]]
    assert sorted(inside) == here
    assert run(modules, CLOSED, inputs) == [[], []]


def test_all_who_act_and_stand_somewhere_come_first(modules: Path, inputs: dict[str, str]) -> None:
    program = POINTS + "return [[...points.tous()], points.de(3), points.de(1), points.categorie(1)];"
    ranks, nowhere, somewhere, shape = run(modules, program, inputs)
    assert ranks == [rank for rank in range(190) if rank % 3 or not rank]
    assert (nowhere, shape) == (None, "ecoute")
    assert somewhere == [43.7919, 2.4729]
