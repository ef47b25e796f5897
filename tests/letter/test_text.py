"""The text part: made from the data, within 78 columns, with bare addresses."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from generators import letter
from generators.letter import compose
from generators.letter.check import tidy
from generators.words.wording import fold
from tests.letter import variants
from tests.letter.fake import SITE, issue, real, record, rubric, site_with
from tests.letter.markup import outside_outlook, tree


def text_of(one, mine) -> str:
    return letter.outputs(one, mine)["email.txt"].decode()


def test_the_whole_of_a_small_letter():
    event = record(
        "events", "un", titre="Trois jours à Gap", commune="Gap", debut="2023-11-21", fin="2023-11-23"
    )
    news = record("news", "une", titre="Une ligne d’écoute", territoires=["departement:59"])
    mine = site_with(("events", event), ("news", news))
    one = issue(
        signature="L’équipe PARÉ",
        agenda=rubric({"fiche": "events/un", "bouton": {"libelle": "Voir le programme de Gap"}}),
        actualites=rubric("news/une", titre="Actualités du réseau"),
    )
    text = text_of(one, mine).replace("\u00a0", " ")
    assert text[: text.index("3. NUMÉROS")] == SMALL


SMALL = """\
PARÉ · le réseau contre la prostitution des mineurs

LA NEWSLETTER, 4e TRIMESTRE 2023

Un mot.

Un autre.

L’équipe PARÉ

Lire en ligne :
https://reseau-pare.example/newsletter/2023-t4/

Sommaire
  1. Agenda (1 date)
  2. Actualités du réseau (1 actualité)
  3. Numéros d’urgence, contact, don, désinscription


--------

1. AGENDA


1.1  Trois jours à Gap
     Gap · Colloque

     Une journée.

     Date : Du mardi 21 au jeudi 23 novembre 2023
     Lieu : Gap

     Voir le programme de Gap :
     https://reseau-pare.example/agenda/un/
     Ajouter à mon agenda : 21 au 23 novembre
     https://reseau-pare.example/agenda/un.ics


--------

2. ACTUALITÉS DU RÉSEAU


2.1  Une ligne d’écoute
     Nord · 59

     Un fait.

     Lire l’actualité : Nord :
     https://reseau-pare.example/actualites/#une


--------

"""


def test_the_real_issue_says_all_its_data():
    one = real().records.issues["2023-t3"]
    text = text_of(one, real())
    words = tidy(text)
    for item in compose(one, real()).items:
        for part in (item.titre, item.texte, item.surtitre, item.bouton.libelle):
            assert tidy(part) in words
        for row in item.lignes:
            assert tidy(f"{row.nom} : {row.valeur}") in words
    lines = text.split("\n")
    assert f"     {SITE}agenda/rapport-ciivise-2023/" in lines
    assert [line for line in lines if len(line) > 78 and "://" not in line] == []
    assert not any("://" in line and " " in line.strip() for line in lines)
    assert not any(sign in text for sign in ("<", "&amp;", "&#"))


@pytest.mark.parametrize("name", [name for name in variants.files() if name.endswith(".html")])
def test_the_text_says_and_leads_to_all_that_the_html_does(name: str):
    """Headings in their order, every word of every paragraph, every number, mailbox and page."""
    html, text = (variants.files()[path] for path in (name, name.removesuffix("html") + "txt"))
    said = fold(tidy(text))
    (body,) = tree(outside_outlook(html)).named("body")
    at = said.index(fold("sommaire"))
    for heading in body.named("h2", "h3"):
        if heading.text.startswith("Partenaires"):
            continue
        assert fold(heading.text) in said[at:], heading.text
        at = said.index(fold(heading.text), at) if heading.tag == "h2" else at
    for one in body.named("p", "td"):
        words = " ".join(word for element, word in one.words() if element is one and not element.hidden)
        missing = [word for word in fold(words).split() if word not in said]
        assert missing == [], one
    for address in (link.attrs["href"] for link in body.named("a")):
        scheme, _, rest = address.partition(":")
        if scheme in ("tel", "sms"):
            digits = re.sub(r"^\+33", "0", rest)
            assert digits in re.sub(r"[\s.]", "", text), address
        elif scheme == "mailto":
            assert unquote(rest.partition("?")[0]) in text, address
        elif not re.search(r"newsletter/[^/]+/#", address):
            assert address in [line.strip() for line in text.split("\n")], address


@pytest.mark.parametrize("name", [name for name in variants.files() if name.endswith(".txt")])
def test_no_line_is_longer_than_a_terminal_but_an_address(name: str):
    lines = variants.files()[name].split("\n")
    assert [line for line in lines if len(line) > 78 and not re.fullmatch(r"\s*\S+", line)] == []
    assert max(len(line) - len(line.rstrip()) for line in lines if line != "-- ") == 0


def test_the_legal_lines_stand_below_the_signature_mark():
    above, mark, below = text_of(real().records.issues["2023-t3"], real()).partition("\n-- \n")
    assert mark and "Faire un don" in above and "Malakoff" not in above
    assert below.split("\n")[0] == "Droit d’Enfance, 76 avenue Pierre Brossolette, 92240 Malakoff"
    assert below.endswith(f"Se désinscrire\u00a0:\n{SITE}newsletter/#se-desinscrire\n")
