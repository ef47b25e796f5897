"""The editorial and the preview line that a draft proposes: of small issues and of large ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from generators.letter import sentences
from generators.letter.draft import Draft, as_issue, drafted
from generators.letter.proposal import APERCU
from generators.network.network import Network
from generators.records.problems import PROPOSED
from tests.letter.fake import issue, real, record, rubric, site_with

T3 = {"id": "2026-t3", "periode": "3e trimestre 2026", "date": "2026-09-15"}
TODAY = date(2026, 11, 30)


def draft(*records, announced: tuple[str, ...] = ()) -> Draft:
    issues = (issue(**T3, agenda=rubric(*announced) if announced else None),)
    site = site_with(*records, issues=issues)
    return drafted("2026-t4", Network(site.records, site.places, TODAY))


def event(id_: str, debut: str, **fields: object) -> tuple[str, object]:
    return "events", record("events", id_, **{"titre": f"Le rendez-vous {id_}", "debut": debut, **fields})


def news(id_: str, *zones: str, titre: str = "Un fait") -> tuple[str, object]:
    return "news", record("news", id_, titre=titre, territoires=list(zones), date="2026-11-10")


def resource(id_: str, type_: str, **fields: object) -> tuple[str, object]:
    named = {"titre": "Un titre", "type": type_, "date": "2026-10", **fields}
    return "resources", record("resources", id_, **named)


def actor(id_: str, nom: str, **fields: object) -> tuple[str, object]:
    sources = [{"document": "Essai", "date": "2026-10-02"}]
    return "actors", record("actors", id_, nom=nom, role="aide", sources=sources, **fields)


LE_MANS = {"commune": "Le Mans", "code_insee": "72181"}
CASES = {
    "rien": ((), (), "", ""),
    "une date": (
        (event("a", "2026-12-10", titre="Procès fictif", **LE_MANS),),
        (),
        "Procès fictif, au Mans le 10 décembre.",
        "Un rendez-vous à noter : « Procès fictif », le jeudi 10 décembre au Mans.",
    ),
    "une date, dont le titre dit le lieu": (
        (event("a", "2026-12-10", titre="Procès fictif au Mans", **LE_MANS),),
        (),
        "Procès fictif au Mans, le 10 décembre.",
        "Un rendez-vous à noter : « Procès fictif au Mans », le jeudi 10 décembre.",
    ),
    "une date de l’an prochain, en ligne": (
        (event("a", "2027-01-12T09:00", titre="Qui appeler ?", en_ligne="true"),),
        (),
        "Qui appeler ? En ligne le 12 janvier 2027.",
        "Un rendez-vous à noter : « Qui appeler ? », le mardi 12 janvier 2027 en ligne.",
    ),
    "deux jours, qui ont commencé": (
        (event("a", "2026-11-29", fin="2026-12-01", titre="« Voir » et parler", departement="973"),),
        (),
        "« Voir » et parler, en Guyane jusqu’au 1er décembre.",
        "Un rendez-vous à noter : « “Voir” et parler », jusqu’au mardi 1er décembre en Guyane.",
    ),
    "une série": (
        (event("a", "2026-10-06", recurrence={"regle": "FREQ=MONTHLY;BYDAY=1TU"}, **LE_MANS),),
        (),
        "Le rendez-vous a, au Mans le 1er décembre.",
        "Un rendez-vous à noter : « Le rendez-vous a », prochaine date le mardi 1er décembre au Mans.",
    ),
    "une série, et une date après elle": (
        (
            event("a", "2026-10-06", recurrence={"regle": "FREQ=MONTHLY;BYDAY=1TU"}, **LE_MANS),
            event("b", "2026-12-16", **LE_MANS),
        ),
        (),
        "Le rendez-vous b, au Mans le 16 décembre. Et aussi : une autre date.",
        "Deux rendez-vous sont annoncés, au Mans. À retenir : « Le rendez-vous b », le mercredi 16 décembre "
        "au Mans.",
    ),
    "complet": (
        (event("a", "2026-12-10", titre="Journée", inscription={"complet": "true"}),),
        (),
        "Journée, le 10 décembre.",
        "Un rendez-vous à noter : « Journée », le jeudi 10 décembre ; c’est complet.",
    ),
    "trois dates": (
        (
            event("ancien", "2026-12-02", commune="Gap"),
            event("b", "2026-12-16", fin="2026-12-17", departement="59"),
            event("c", "2026-12-16", en_ligne="true"),
        ),
        ("events/ancien",),
        "Le rendez-vous b, dans le Nord les 16 et 17 décembre. Et aussi : deux autres dates.",
        "Trois rendez-vous sont annoncés, à Gap, ainsi que dans le Nord et en ligne. À retenir : "
        "« Le rendez-vous b », les mercredi 16 et jeudi 17 décembre dans le Nord.",
    ),
    "une actualité": (
        (news("a", "departement:59", titre="Un point écoute ouvre"),),
        (),
        "Un point écoute ouvre.",
        "Une actualité raconte ce qui se passe dans le Nord : « Un point écoute ouvre ».",
    ),
    "des actualités partout": (
        (news("a", "departement:59"), news("b", "departement:973"), news("c"), news("d", "pays:BE")),
        (),
        "Un fait. Et aussi : trois autres actualités.",
        "Quatre actualités racontent ce qui se passe dans le Nord, en Guyane, en Belgique et à l’échelle "
        "nationale.",
    ),
    "une ressource": (
        (resource("a", "podcast", titre="Cour de récré"),),
        (),
        "Cour de récré.",
        "Une ressource s’ajoute à la bibliothèque, à écouter : « Cour de récré ».",
    ),
    "deux ressources d’une sorte": (
        (resource("a", "guide"), resource("b", "guide")),
        (),
        "Un titre. Et aussi : une autre ressource.",
        "Deux ressources s’ajoutent à la bibliothèque, à lire.",
    ),
    "une structure": (
        (actor("a", "Point écoute de Lens", commune="Lens", code_insee="62498"),),
        (),
        "Une nouvelle structure : Point écoute de Lens.",
        "Une structure entre dans l’annuaire : Point écoute de Lens.",
    ),
    "deux structures": (
        (
            actor("a", "La Boussole", commune="Lens", code_insee="62498"),
            actor("b", "Le Phare", zone_eligibilite=["region:53"]),
        ),
        (),
        "Une nouvelle structure en Bretagne : Le Phare. Et aussi : une autre nouvelle structure.",
        "Deux structures entrent dans l’annuaire : Le Phare (en Bretagne) et La Boussole (à Lens).",
    ),
    "rien que des suites": (
        (
            event("a", "2026-10-01", annule="true"),
            event("b", "2026-10-02", reporte_au="2027-01-15"),
            event("c", "2026-10-03", replay="https://exemple.fr/c"),
            event("d", "2026-10-04", documents=[{"titre": "Le plan", "url": "https://exemple.fr/d"}]),
        ),
        tuple(f"events/{id_}" for id_ in "abcd"),
        "Un rendez-vous déjà annoncé est annulé : « Le rendez-vous a ». Et aussi : trois autres actualités.",
        "Un rendez-vous déjà annoncé est annulé : « Le rendez-vous a ». Un rendez-vous déjà annoncé est "
        "reporté : « Le rendez-vous b » (au vendredi 15 janvier 2027). On trouve en ligne les documents de "
        "« Le rendez-vous d » et le replay de « Le rendez-vous c ».",
    ),
    "une suite": (
        (event("a", "2026-10-03", compte_rendu="On y a parlé.", participants="1200"),),
        ("events/a",),
        "« Le rendez-vous a » a réuni 1 200 personnes : le compte rendu est en ligne.",
        "« Le rendez-vous a » a réuni 1 200 personnes : le compte rendu est en ligne.",
    ),
    "beaucoup de suites": (
        tuple(event(id_, f"2026-10-0{n}", replay="https://exemple.fr/") for n, id_ in enumerate("abcd", 1)),
        (),
        "Quatre rendez-vous passés ont laissé un replay. Et aussi : trois autres actualités.",
        "Quatre rendez-vous passés ont laissé un replay.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_issue_of_any_size_reads_well(case: str):
    records, announced, apercu, editorial = CASES[case]
    found = draft(*records, announced=announced)
    assert (found.apercu, found.editorial) == (apercu, editorial)


def test_a_large_issue_stays_short():
    towns = ("Gap", "Le Mans", "Lens", "Lille", "Rennes", "Les Abymes", "Paris")
    events = [event(f"e{n}", f"2026-12-{n:02d}", commune=towns[n % 7]) for n in range(1, 31)]
    facts = [news(f"n{n}", f"departement:{n + 30}") for n in range(10, 40)]
    found = draft(*events, *facts)
    assert found.editorial.startswith(
        "30 rendez-vous sont annoncés, au Mans, à Lens, à Lille et à Rennes, ainsi que dans trois autres "
        "lieux. "
    )
    assert "et dans 26 autres territoires." in found.editorial
    assert len(found.editorial) < 700 and len(found.apercu) <= APERCU
    assert found.apercu.endswith("Et aussi : 29 autres dates et 30 actualités.")


def test_a_long_title_is_told_by_its_first_part_and_fits():
    long = "Repérer le harcèlement : une journée pour toutes les équipes éducatives du département"
    assert draft(event("a", "2026-12-10", titre=long)).apercu == "Repérer le harcèlement, le 10 décembre."
    endless = draft(event("a", "2026-12-10", titre=("Longtemps " * 24).strip()))
    assert endless.apercu.endswith("Longtemps, le 10…") and len(endless.apercu) <= APERCU
    assert as_issue(endless, Network(real().records, real().places, TODAY)).apercu.startswith(PROPOSED)


def places_of_events() -> Iterator[tuple[dict[str, object], str]]:
    yield {"commune": "Les Abymes", "code_insee": "97101"}, "aux Abymes"
    yield {"commune": "La Rochelle", "code_insee": "17300"}, "à La Rochelle"
    yield {"departement": "59"}, "dans le Nord"
    yield {"departement": "59", "adresse_confidentielle": "true"}, "dans le Nord"
    yield {"pays": "BE"}, "en Belgique"
    yield {"en_ligne": "true"}, "en ligne"
    yield {}, ""


@pytest.mark.parametrize(("fields", "said"), [*places_of_events()])
def test_a_place_is_said_as_french_does(fields: dict[str, object], said: str):
    assert sentences.where(record("events", "a", **fields), real().places) == said


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([], ""),
        (["à Gap", "à Gap"], "à Gap"),
        (["dans l’Aude", "à Gap"], "à Gap, ainsi que dans l’Aude"),
        (["à Gap", "en Guyane"], "à Gap, ainsi qu’en Guyane"),
        (["en ligne", "à Gap"], "à Gap et en ligne"),
        (["à l’échelle nationale", "dans le Nord"], "dans le Nord et à l’échelle nationale"),
    ],
)
def test_no_town_seems_to_lie_in_the_departement_that_follows(places: list[str], said: str):
    assert sentences.listed(places, ("autre lieu", "autres lieux")) == said


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("", ""),
        ("2026-12-04", "on s’y inscrit jusqu’au vendredi 4 décembre"),
        ("2026-12-01T12:00", "on s’y inscrit jusqu’au mardi 1er décembre"),
        ("2026-11-29", ""),
    ],
)
def test_one_registers_until_a_day_that_is_ahead(until: str, said: str):
    asked = {"url": "https://exemple.fr/", **({"avant_le": until} if until else {})}
    one = record("events", "a", debut="2026-12-10", inscription=asked)
    assert sentences.registration(one, TODAY) == said


def test_a_record_that_names_what_is_missing_stays_out():
    """No letter could be drawn with it; the check tells its fault."""
    found = draft(event("a", "2026-12-10", organisateurs=["personne"]), news("b", "departement:59"))
    assert found.agenda == () and found.editorial.startswith("Une actualité")
