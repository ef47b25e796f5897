"""What is remarked of an issue: no word of the subject, an acronym in short alone, a broken promise."""

from __future__ import annotations

from typing import Any

import pytest

from generators.letter import remarks
from generators.site import Site
from tests.letter.fake import issue, real, record, rubric, site_with
from tests.sites import saying

ONLINE = "https://inscription.example/a"


def said(one: Any, site: Site) -> list[str]:
    found = remarks(one, site)
    assert all(problem.severity == "warning" and problem.path.startswith("newsletter/") for problem in found)
    return [problem.message.replace("\u00a0", " ") for problem in found]


def mine(*records: tuple[str, Any], words: tuple[str, ...] = ()) -> Site:
    return saying(site_with(*records), lettre={"sujet_mots": words})


def test_the_real_issue_has_none():
    assert remarks(real().records.issues["2023-t3"], real()) == ()


@pytest.mark.parametrize(
    ("fields", "hand", "told"),
    [
        ({"resume": "Une journée."}, {}, False),
        ({"resume": "Une journée sur les ADDICTIONS."}, {}, True),
        ({"resume": "Une journée.", "titre": "L’addictologie"}, {}, True),
        # its official title says it, in a row
        ({"resume": "Une journée.", "titre": "L’addictologie"}, {"titre": "Autre chose"}, True),
        # another word that ends so is not it
        ({"resume": "Sans contre-xaddiction ni yaddict."}, {}, False),
    ],
)
def test_an_item_says_the_subject(fields, hand, told):
    site = mine(("events", record("events", "un", **fields)), words=("addict",))
    found = said(issue(agenda=rubric({"fiche": "events/un", **hand})), site)
    assert bool(found) is not told
    assert all("(events/un) : aucun mot ne dit le sujet du réseau" in one for one in found)


def test_a_network_that_lists_no_words_is_not_asked():
    assert said(issue(agenda=rubric("events/un")), mine(("events", record("events", "un")))) == []


CNAPE = record(
    "actors",
    "cnape",
    nom="CNAPE",
    sigle="CNAPE",
    nom_complet="Convention nationale des associations de protection",
)
BARE = record("actors", "nue", nom="MIPROF", sigle="MIPROF")
PJJ = record("actors", "pjj", nom="Protection judiciaire de la jeunesse", sigle="PJJ")
ODPE = record(
    "actors", "odpe", nom="ODPE de l’Aude", sigle="ODPE", nom_complet="Observatoire départemental de l’Aude"
)


@pytest.mark.parametrize(
    ("text", "actors", "missing"),
    [
        ("Avec la CNAPE.", ("cnape",), ["CNAPE"]),
        ("La convention nationale des associations de protection (CNAPE).", ("cnape",), []),
        # a word that holds it, or small letters, are not it
        ("Les CNAPEs et la cnape.", ("cnape",), []),
        # nobody gave its name: nothing can be asked
        ("Avec la MIPROF.", ("nue",), []),
        # the foot of the letter gives it
        ("Avec la PJJ.", ("pjj",), []),
        ("Avec la PJJ.", (), ["PJJ"]),
        ("L’ODPE et la CNAPE.", ("odpe", "cnape"), ["CNAPE", "ODPE"]),
    ],
)
def test_an_acronym_is_given_in_full_once(text: str, actors: tuple[str, ...], missing: list[str]):
    news = record("news", "une", resume=text, acteurs=list(actors))
    known = tuple(("actors", one) for one in (CNAPE, BARE, PJJ, ODPE))
    found = said(issue(actualites=rubric("news/une", titre="Actualités")), mine(("news", news), *known))
    assert [one.split(" ")[1] for one in found] == missing


def test_the_one_who_sends_the_letter_needs_no_explaining():
    sender = record("actors", "pare", nom="Un nom", sigle="PARÉ")
    news = record("news", "une", resume="PARÉ vous invite.")
    found = said(
        issue(actualites=rubric("news/une", titre="Actualités")), mine(("news", news), ("actors", sender))
    )
    assert found == []


OPEN = {"inscription": {"url": ONLINE}}
FULL = {"inscription": {"url": ONLINE, "complet": "true"}}
CLOSED = {"inscription": {"avant_le": "2023-10-01"}}


@pytest.mark.parametrize(
    ("kind", "fields", "button", "kept"),
    [
        ("events", OPEN, {"libelle": "S’inscrire à la journée"}, True),
        ("events", OPEN, {"libelle": "S’inscrire", "url": ONLINE}, True),
        ("events", {}, {"libelle": "S’inscrire", "url": ONLINE}, True),
        ("events", {}, {"libelle": "S’inscrire à la journée"}, False),
        ("events", FULL, {"libelle": "S’inscrire", "url": ONLINE}, False),
        ("events", CLOSED, {"libelle": "Inscription", "url": ONLINE}, False),
        ("events", {}, {"libelle": "Voir la soirée"}, True),
        ("events", {}, {"libelle": "Voir le replay"}, False),
        ("events", {}, {"libelle": "Appeler l’organisateur"}, False),
        ("events", {"inscription": {"courriel": "f@exemple.fr"}}, {"libelle": "Écrire à l’équipe"}, True),
        ("resources", {"type": "podcast"}, {"libelle": "Écouter l’épisode"}, False),
        ("resources", {"type": "podcast"}, {"libelle": "Écouter l’épisode", "url": ONLINE}, True),
        ("resources", {"type": "podcast", "url": ONLINE}, {"libelle": "Écouter l’épisode"}, True),
        ("resources", {}, {"libelle": "Lire le guide"}, False),
        ("resources", {}, {"libelle": "Découvrir le guide"}, True),
        ("news", {}, {"libelle": "Lire l’actualité"}, True),
        ("news", {}, {"libelle": "S’inscrire"}, False),
    ],
)  # fmt: skip
def test_a_hand_written_button_keeps_its_promise(kind, fields, button, kept):
    rubrics = {"events": "agenda", "resources": "ressources", "news": "actualites"}
    site = mine((kind, record(kind, "un", **fields)))
    one = issue(**{rubrics[kind]: rubric({"fiche": f"{kind}/un", "bouton": button})})
    found = said(one, site)
    assert bool(found) is not kept
    assert all(f"le bouton « {button['libelle']} » promet" in text for text in found)
