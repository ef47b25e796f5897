"""Who reviews a proposal is told what subscribers of calendars would lose without a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from generators.care.proposal import Proposition, told
from generators.exchange.lost import lost
from generators.records.models import Evenement
from generators.site import Site
from tests.exchange.test_calendar import A, B, event
from tests.pages.conftest import make  # noqa: F401 (a fixture)

TODAY = date(2026, 11, 1)
COURS = event(titre="Un cours", debut="2026-11-01", fin="2026-12-31")
DAY = {"debut": "2026-11-10"}


def test_what_goes_without_a_word_is_told(make: Callable[..., Site]) -> None:  # noqa: F811
    def events(**records: object) -> Mapping[str, Evenement]:
        return make(events=records).records.events

    def said(before: Mapping[str, Evenement], after: Mapping[str, Evenement], *hidden: str) -> list[str]:
        return [one.replace("\u00a0", " ") for one in lost(before, after, TODAY, hidden)]

    past, coming = event(debut="2026-10-01"), event(titre="Un débat", debut="2026-12-03T18:00")
    before = events(passe=past, debat=coming, cours={**COURS, "seances": [A, B, DAY]})
    same = events(passe=past, debat={**coming, "annule": "true"}, cours={**COURS, "seances": [DAY, B, A]})
    assert said(before, same) == []
    assert said(before, events(debat=coming, cours={**COURS, "seances": [A, B, DAY]})) == []
    (gone,) = said(before, events(cours={**COURS, "seances": [A, B, DAY]}))
    assert gone == (
        "« Un débat » (debat), jeudi 3 décembre 2026, disparaît des agendas sans un mot, et reste dans les "
        "copies. S’il n’aura pas lieu, gardez sa fiche avec annule: true"
    )
    (moved,) = said(before, events(**{"un-debat": coming, "cours": {**COURS, "seances": [A, B, DAY]}}))
    assert "change de nom de fichier" in moved and "reçoivent un-debat à sa place" in moved
    other = events(debat=coming, cours={**COURS, "seances": [{**A, "titre": "Pour commencer"}, B]})
    lost_one = " n’est plus reconnue. Si son titre ou son jour change, ajoutez-lui identifiant: "
    off = " ; si elle n’aura pas lieu, remettez-la avec annule: true"
    assert said(before, other) == [
        f"« Un cours » (cours) : la séance du 6 novembre 2026, « Module 1 »,{lost_one}module-1{off}",
        f"« Un cours » (cours) : la séance du 10 novembre 2026{lost_one}2026-11-10{off}",
    ]
    assert not any("odule" in one for one in said(before, other, "cours"))
    kept = {**A, "titre": "Pour commencer", "identifiant": "module-1"}
    assert said(before, events(debat=coming, cours={**COURS, "seances": [kept, B, DAY]})) == []
    text = told(Proposition((), (), (), perdus=tuple(said(before, events()))))
    assert "### Chez les abonnés de l’agenda\n\n- « Un cours » (cours), " in text
