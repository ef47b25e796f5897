"""Each fault that a letter may have is reported, in French, with what to do."""

from __future__ import annotations

import pytest

from generators import letter
from generators.letter import compose
from generators.letter.check import verify
from tests.letter.fake import issue, picture, record, rubric, site_with

MINE = site_with(("events", record("events", "un", titre="Trois jours à Gap", commune="Gap")))
ONE = issue(agenda=rubric("events/un"))
HTML = letter.outputs(ONE, MINE)["email.html"].decode()


def messages(html: str) -> list[str]:
    found = verify(compose(ONE, MINE), html, {"Trois jours à Gap": 2_100}, MINE)
    assert all(p.path == "newsletter/2023-t4.yml" and p.hint for p in found)
    return [problem.message.replace("\u00a0", " ") for problem in found]


def test_a_sound_letter_has_none():
    assert messages(HTML) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</h1>", "</h1><mj-spacer></mj-spacer>", "la balise <mj-spacer> n’a pas été traduite en HTML"),
        ("</h1>", "</h1>\\u{a0}", "un caractère est sorti sous la forme \\u{a0}"),
        ('alt=""', "", "n’a pas de texte de remplacement"),
        ("</h1>", "</h1><h1>Encore</h1>", "la lettre a 2 titres de niveau 1, il en faut un"),
        ("<h2", "<h4>Trop bas</h4><h2", "le titre « Trop bas » saute du niveau 1 au niveau 4"),
        (
            "Une journée.",
            "Une jour",
            "« Trois jours à Gap » : on ne retrouve pas « Une journée. » dans l’e-mail",
        ),
        (" Gap</p>", " Gap</p><b>s</b>", None),
        ("Gap · Colloque", "Gap · ColloqueUne", "on ne retrouve pas « Gap · Colloque » dans l’e-mail"),
        (
            "</h1>",
            '</h1><a href="https://reseau-pare.example/x/">Vos données</a>',
            "le libellé « Vos données » mène à 2 endroits différents",
        ),
        ("</h1>", '</h1><a href="https://reseau-pare.example/"></a>', "n’a pas de libellé"),
        (
            "</h1>",
            '</h1><img src="https://cdn.example/a.png" alt="" />',
            "chargerait https://cdn.example/a.png",
        ),
        (
            "</h1>",
            "</h1><style>@import url(https://fonts.example/a)</style>",
            "chargerait https://fonts.example/a",
        ),
        ("</h1>", '</h1><a href="https://ailleurs.example/">Ici</a>', "qu’aucune fiche ne donne"),
    ],
)
def test_faults(old, new, message):
    assert old in HTML
    found = messages(HTML.replace(old, new, 1))
    if message is None:
        assert found == []
    else:
        assert len(found) == 1 and message in found[0]


@pytest.mark.parametrize(
    ("size", "severity"),
    [(89_999, None), (90_000, "warning"), (101_999, "warning"), (102_000, "error")],
)
def test_weight(size, severity):
    heavy = HTML + " " * (size - len(HTML.encode()))
    found = verify(compose(ONE, MINE), heavy, {"Gap": 2_100, "Mans": 900}, MINE)
    assert [problem.severity for problem in found] == ([severity] if severity else [])
    if severity:
        hint = found[0].hint.replace("\u00a0", " ")
        assert "« Gap » (2,1 ko), « Mans » (0,9 ko)" in hint and "abrege: true" in hint


def labels(*choices) -> list[str]:
    mine = site_with(
        ("events", record("events", "un", commune="Gap")),
        ("events", record("events", "deux", commune="Gap", titre="Autre")),
        ("events", record("events", "trois", commune="Le Mans")),
    )
    found = letter.problems(issue(agenda=rubric(*choices)), mine)
    assert [problem.message.replace("\u00a0", " ") for problem in found] == []
    one = compose(issue(agenda=rubric(*choices)), mine)
    return [item.bouton.libelle.replace("\u00a0", " ") for item in one.items]


def test_default_labels_that_would_collide_are_told_apart():
    assert labels("events/un", "events/trois") == [
        "Voir la date : 14 novembre, Gap",
        "Voir la date : 14 novembre, Le Mans",
    ]
    assert labels("events/un", "events/deux") == [
        "Voir la date : 14 novembre, Gap, Journée",
        "Voir la date : 14 novembre, Gap, Autre",
    ]


def test_chosen_labels_that_collide_are_reported():
    button = {"libelle": "S’inscrire"}
    mine = site_with(("events", record("events", "un")), ("events", record("events", "deux", titre="Autre")))
    both = [{"fiche": "events/un", "bouton": button}, {"fiche": "events/deux", "bouton": button}]
    found = letter.problems(issue(agenda=rubric(*both)), mine)
    messages = [problem.message.replace("\u00a0", " ") for problem in found]
    assert messages == ["le libellé « S’inscrire » mène à 2 endroits différents"]


@pytest.mark.parametrize(
    "content", [b"<svg/>", picture(8, 8, "WEBP"), picture(8, 8)[:20], b"\x89PNG\r\n\x1a\n" + bytes(30)]
)
def test_a_picture_that_no_mailbox_shows(content: bytes):
    mine = site_with(("events", record("events", "un")), **{"a.png": content})
    choice = {"fiche": "events/un", "image": {"fichier": "a.png", "alt": "Un dessin"}}
    found = letter.problems(issue(agenda=rubric(choice)), mine)
    assert [problem.message for problem in found] == ["l’image « a.png » n’est ni un PNG ni un JPEG"]


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_shows_at_the_width_of_the_text(form: str):
    mine = site_with(("events", record("events", "un")), **{"a.jpg": picture(1072, 300, form)})
    choice = {"fiche": "events/un", "image": {"fichier": "a.jpg", "alt": "Un dessin"}}
    (item,) = compose(issue(agenda=rubric(choice)), mine).items
    assert (item.image.largeur, item.image.hauteur) == (536, 150)
