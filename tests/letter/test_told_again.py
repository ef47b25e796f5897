"""What the first letter told of each item, ours tells again: `told_again.yml`, held in three forms."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.letter import compose
from generators.letter.check import extract, tidy
from generators.letter.items import record
from generators.letter.shapes import Item, Letter, join
from generators.network.network import choices
from generators.pages.letter import page
from generators.records.models.fields import leaves
from tests.letter.fake import SITE, real, real_files

TABLE: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("told_again.yml").read_text("utf-8"))
ISSUE = real().records.issues["2023-t3"]
CHOSEN = tuple(choices(ISSUE))
FORMS = ("email.html", "email.txt", "page")
#: Each acronym that a reader may not know, and its name, which the letter gives in full once, just before.
ACRONYMS = {
    "CIIVISE": "Commission indépendante sur l’inceste et les violences sexuelles faites aux enfants",
    "CNAPE": "Convention nationale des associations de protection de l’enfant",
    "CRAVS": "Centre de ressources régional sur les auteurs de violences sexuelles",
    "ALC": "Agir pour le lien social et la citoyenneté",
    "ODPE": "observatoire départemental de la protection de l’enfance",
    "BTS ESF": "brevet de technicien supérieur économie sociale et familiale",
    "DGCS": "Direction générale de la cohésion sociale",
    "MIST": "Mission d’intervention et de sensibilisation contre la traite des êtres humains",
    "IHEMI": "Institut des hautes études du ministère de l’Intérieur",
    "M2PF": "Maison de la prévention et protection des familles",
}


@cache
def letter() -> Letter:
    return compose(ISSUE, real())


@cache
def body(form: str) -> str:
    if form == "page":
        return page.page(ISSUE, letter(), [letter()], real()).body
    return real_files()[form].decode()


@cache
def items(form: str) -> list[str]:
    """What a form says of each item: from its title to the next one, or to the end after the last."""
    words = tidy(body(form)) if form == "email.txt" else extract(body(form)).words
    heads = [re.search(_head(item, form), words) for item in letter().items]
    starts = [head.start() for head in heads if head]
    assert len(starts) == len(heads)
    assert starts == sorted(starts)
    return [words[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def _head(item: Item, form: str) -> str:
    """The beginning of an item; its page says, in between, that the day is over."""
    kicker, title = re.escape(tidy(item.surtitre)), re.escape(tidy(item.titre))
    if form == "email.txt":
        return f"{title} {kicker}"
    return f"{kicker} (?:(?:Passé|Rendez-vous passé) )?{title}" if form == "page" else f"{kicker} {title}"


def same(text: str) -> str:
    return tidy(text).casefold()


def test_every_item_stands_in_the_table():
    assert [case["fiche"] for case in TABLE] == [choix.fiche for choix in CHOSEN]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", range(len(TABLE)), ids=lambda number: TABLE[number]["fiche"])
def test_an_item_tells_what_it_told(number: int, form: str):
    case, said = TABLE[number], same(items(form)[number])
    expected = (case["sujet"], *case["dit"], *([case["officiel"]] if "officiel" in case else []))
    assert [words for words in expected if same(words) not in said] == []


def test_every_event_and_work_has_its_official_title():
    assert [case["fiche"] for case in TABLE if "officiel" not in case] == [
        choix.fiche for choix in CHOSEN if choix.fiche.startswith("news/")
    ]


@pytest.mark.parametrize("number", range(len(TABLE)), ids=lambda number: TABLE[number]["fiche"])
def test_the_subject_is_said_in_words_of_the_record(number: int):
    told = " ".join(str(value) for _, value in leaves(record(CHOSEN[number], real())))
    assert same(TABLE[number]["sujet"]) in same(told)


@pytest.mark.parametrize("number", range(len(TABLE)), ids=lambda number: TABLE[number]["fiche"])
def test_the_button_leads_there(number: int):
    button = letter().items[number].bouton
    assert button.url == TABLE[number]["bouton"]
    link = (tidy(button.libelle), join(SITE, button.url))
    assert link in extract(body("email.html")).links
    assert f"{link[0]} : {link[1].removeprefix('mailto:')}" in tidy(body("email.txt"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("acronym", ACRONYMS)
def test_an_acronym_is_given_in_full_once(acronym: str, form: str):
    """The page adds each record's own text, which may say it again."""
    said = same(" ".join(items(form))).count(same(f"{ACRONYMS[acronym]} ({acronym})"))
    assert said == 1 or (form == "page" and said > 1)
