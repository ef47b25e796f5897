"""What a letter weighs: the real one, the same with longer links, and one of sixty items."""

from __future__ import annotations

import re

import pytest

from generators import letter
from generators.letter import compose
from generators.letter.check import extract, tidy
from generators.letter.composition import cut
from generators.letter.mjml import BUDGET
from generators.mail.services import SERVICES
from generators.opening import shortened
from generators.pages.letter import page
from generators.records.models import Numero
from generators.site import Site
from tests.letter.fake import SITE, issue, real_files, record, rubric, site_with

RESUME = (
    "Trois semaines après une journée d’étude suivie par près de 100 professionnels, le Mouvement du Nid du "
    "Haut-Rhin projette ce film québécois, gratuitement et sur inscription. Colmar aura sa séance."
)
PLACE = {"commune": "Mulhouse", "lieu": "Salle des fêtes", "adresse": "12 rue de la Paix", "frais": "gratuit"}


def many(count: int, **fields: object):
    """An issue of `count` events, and what it is made of."""
    events = [
        ("events", record("events", f"e{n}", titre=f"Journée numéro {n}", resume=RESUME, **PLACE))
        for n in range(count)
    ]
    return issue(agenda=rubric(*(f"events/e{n}" for n in range(count))), **fields), site_with(*events)


def sized(one, mine) -> list:
    return [p for p in letter.problems(one, mine) if "pèse" in p.message]


def test_the_real_issue_with_longer_links():
    """A service's click tracking adds about 150 bytes to each link."""
    html = real_files()["email.html"].decode()
    assert len(html.encode()) <= 85_000
    longer = re.sub(r'href="https?:', lambda found: found[0] + "x" * 150, html)
    assert len(longer.encode()) - len(html.encode()) >= 150 * 40
    assert len(longer.encode()) <= 95_000


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.code)
def test_each_service_gets_a_letter_within_the_budget(service):
    assert len(real_files()[f"email.{service.code}.html"]) <= BUDGET


def test_too_heavy_a_letter_names_its_heaviest_items():
    (problem,) = sized(*many(60))
    assert problem.severity == "error"
    assert "« Journée numéro " in problem.hint and "abrege: true" in problem.hint


@pytest.mark.parametrize(("count", "asked"), [(34, "issue"), (60, "command"), (100, "issue")])
def test_a_shortened_letter_drops_no_item(count: int, asked: str):
    one, mine = many(count, **({"abrege": "true"} if asked == "issue" else {}))
    if asked == "command":
        one = shortened(mine.records.having("issues", {one.id: one})).issues[one.id]
    assert letter.problems(one, mine) == ()
    files = letter.outputs(one, mine)
    read = extract(files["email.html"].decode())
    assert len(files["email.html"]) <= BUDGET
    titles = [label for level, label in read.headings if level == 3]
    assert titles == [f"Journée numéro {n}" for n in range(count)]
    text = tidy(files["email.txt"].decode())
    assert text.count(tidy(RESUME)) == count
    read = extract(_page(one, mine))
    assert read.words.count("Colmar aura sa séance.") == count


def _page(one: Numero, site: Site) -> str:
    drawn = compose(one, site)
    return page.page(one, drawn, [drawn], site).body


def test_a_brief_item_leads_to_its_place_on_the_page():
    one, mine = many(60, abrege="true")
    links = dict(extract(letter.outputs(one, mine)["email.html"].decode()).links)
    assert links["Journée numéro 59"] == f"{SITE}newsletter/2023-t4/#agenda-e59"
    assert 'id="agenda-e59"' in _page(one, mine)


def test_the_mildest_step_is_taken():
    """A letter that is a little too heavy keeps its first items whole."""
    one, mine = many(34, abrege="true")
    html = letter.outputs(one, mine)["email.html"].decode()
    assert 3 <= html.count("Ajouter à mon agenda") < 34
    assert extract(html).words.count("un titre souligné mène à la suite, en ligne") == 1


def test_a_letter_within_its_budget_is_never_shortened():
    one, mine = many(5, abrege="true")
    plain, _ = many(5)
    assert letter.outputs(one, mine) == letter.outputs(plain, mine)


def test_the_web_page_and_the_items_stay_whole():
    one, mine = many(60, abrege="true")
    assert all(item.lignes and not item.bref for item in compose(one, mine).items)


@pytest.mark.parametrize(
    ("text", "size", "short"),
    [
        ("Court.", 10, "Court."),
        ("Une phrase, puis une autre.", 12, "Une phrase…"),
        ("Anticonstitutionnellement", 10, "Anticonst…"),
        ("Qui est « là » ?", 11, "Qui est…"),
    ],
)
def test_a_text_is_cut_after_a_word(text: str, size: int, short: str):
    assert cut(text, size) == short
