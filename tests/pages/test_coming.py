"""What the structures of a shortlist have to come, in the words of its page; what is over or off left out."""

from __future__ import annotations

from collections.abc import Callable

from generators.pages.events.coming import rendez_vous
from generators.pages.records.page import entry
from generators.site import Site
from tests.pages.conftest import ACTORS, VERIFIED, make  # noqa: F401 (a fixture)


def event(**values: object) -> dict[str, object]:
    return {"titre": "Un rendez-vous", "type": "formation", "resume": "En un mot.", **values, **VERIFIED}


def test_what_is_to_come_soonest_first(make: Callable[..., Site]) -> None:  # noqa: F811
    own = {"organisateurs": ["maison-mere"]}
    site = make(
        actors={"maison-mere": ACTORS["maison-mere"]},
        events={
            "soir": event(debut="2026-12-03T18:00", fin="2026-12-03T24:00", **own),
            "ailleurs": event(debut="2026-12-01T09:00", fuseau="Indian/Reunion", departement="974", **own),
            "reporte": event(debut="2026-11-23", annule="true", reporte_au="2027-01-05", **own),
            "annule": event(debut="2026-12-02", annule="true", **own),
            "passe": event(debut="2026-11-20", **own),
            "d-un-autre": event(debut="2026-12-02"),
        },
    )
    actor = site.records.actors["maison-mere"]
    found = rendez_vous(site, actor)
    assert [(one["page"], one["quand"].replace("\u00a0", " ")) for one in found] == [
        ("agenda/ailleurs/", "Mardi 1er décembre 2026, 9 h, heure de La Réunion"),
        ("agenda/soir/", "Jeudi 3 décembre 2026, 18 h à minuit"),
        ("agenda/reporte/", "Mardi 5 janvier 2027"),
    ]
    assert [one["fin"] for one in found][1] == "2026-12-03T23:00Z"
    assert entry(site, actor, actor.nom)["rendez_vous"] == found


def test_who_has_nothing_to_come_says_nothing_of_it(site: Site) -> None:
    refuge = site.records.actors["refuge"]
    assert "rendez_vous" not in entry(site, refuge, refuge.nom)
