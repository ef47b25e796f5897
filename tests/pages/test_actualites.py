"""The boxes beside the news: of which territories and actors, and how many items each would leave."""

from __future__ import annotations

from collections.abc import Callable

from generators.pages.news import page
from generators.site import Site
from tests.pages.conftest import ACTORS, NEWS, make  # noqa: F401 (a fixture)


def news(**values: object) -> dict[str, object]:
    return {**NEWS["ouverture-nord"], "evenements": [], "ressources": [], "acteurs": [], **values}


def test_each_box_says_how_many_it_leaves(make: Callable[..., Site]) -> None:  # noqa: F811
    site = make(
        actors=ACTORS,
        news={
            "nord": news(territoires=["departement:59"], acteurs=["ecoute-nord", "maison-mere"]),
            "region": news(territoires=["region:32"], acteurs=["maison-mere"], date="2025-03"),
            "dunkerque": news(territoires=["commune:59183", "pays:BE"]),
            "partout": news(territoires=["france"], date="2025"),
        },
    )
    where, who, when = page.groups(site)
    assert [(c.libelle, c.nombre) for c in where.cases] == [
        ("Toute la France", 1),
        ("Hauts-de-France", 3),
        ("Belgique", 1),
    ]
    fine = {c.libelle: c.nombre for c in where.cases[1].fines}
    assert (fine["Nord (59)"], fine["Pas-de-Calais (62)"]) == (3, 1)
    assert [(c.libelle, c.nombre) for c in who.cases] == [("Maison mère", 2), ("Écoute Nord", 1)]
    assert [(c.libelle, c.nombre) for c in when.cases] == [("2026", 2), ("2025", 2)]
