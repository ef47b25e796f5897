"""The letter by rules that are not ours: the Email Markup Consortium, HTML, and what is read aloud."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping

import pytest

from generators.letter.check import tidy
from tests.letter.emc import RULES, faults
from tests.letter.fake import ROOT
from tests.letter.markup import in_outlook, outside_outlook, tree
from tests.letter.variants import ISSUE, NAMES, letters
from tests.node import node

WHOLE = letters()[f"{ISSUE} email.html"]
#: The network's mark, as the letter shows it.
(MARK,) = re.findall(r"<img [^>]*marque\.png[^>]*>", WHOLE)


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_breaks_a_rule_of_the_consortium(name: str) -> None:
    assert faults(letters()[name]) == []


#: Rule → what a template or a renderer may do one day, and what it does it to.
BREACHES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "html-lang": (('<html lang="fr" dir="ltr"', '<html lang="fr"'), ('<html lang="fr"', '<html lang="en"')),
    "body-lang": (
        ('role="article" lang="fr"', 'role="article"'),
        ("<div aria-label", "<div>x</div><div aria-label"),
    ),
    "body-dir": (('lang="fr" dir="ltr" style', 'lang="fr" style'), ("<div aria-label", "x<div aria-label")),
    "layout-table-role": (
        ('role="presentation"', ""),
        (
            '<!--[if mso | IE]><table border="0" cellpadding="0" cellspacing="0" role="presentation"',
            "<!--[if mso | IE]><table",
        ),
    ),
    "layout-table-bare": (
        ("<td ", '<td scope="row" '),
        ("<tbody>", "<tbody><th>Quand</th>"),
    ),
    "title": (("</title>", "</title><title>Encore</title>"), ("title>", "style>")),
    "one-h1": (("</h1>", "</h1><h1>Encore</h1>"), ("h1", "h2")),
    "heading-order": (("<h2", "<h5>Trop bas</h5><h2"), ("<h2", "<h2> </h2><h2")),
    "image-alt": ((' alt=""', ""), (' alt=""', ' alt="marque.png"'), (MARK, f'<a href="x">{MARK}</a>')),
    "vml": (
        ("<!--[if mso | IE]>", '<!--[if mso | IE]><v:rect style="x"></v:rect>'),
        (
            "<!--[if mso | IE]>",
            '<!--[if mso | IE]><v:rect alt="x"><v:textbox><a href="x">Voir la carte</a></v:textbox></v:rect>',
        ),
    ),
    "link-text": (
        ("</h1>", '</h1><a href="x"></a>'),
        ("</h1>", '</h1><a href="x">Cliquez ici</a>'),
        ("</h1>", '</h1><a href="x">En savoir plus…</a>'),
        ("</h1>", '</h1><a href="x">https://exemple.fr/</a>'),
        ("</h1>", "</h1><a>Voir la carte</a>"),
    ),
    "link-underlined": (
        ("</h1>", '</h1><p>Un mot, <a href="x" style="text-decoration:none">un lien</a>.</p>'),
        ("</style>", "td a { text-decoration: none }</style>"),
    ),
    "one-label-one-place": (("</h1>", '</h1><a href="x">Lire en ligne</a>'),),
    "no-surprise": (("<a href", '<a target="_blank" href'), ("<a href", '<a tabindex="3" href')),
    "zoom": (("initial-scale=1", "initial-scale=1,maximum-scale=1"), ('name="viewport"', 'name="x"')),
    "charset": (("charset=UTF-8", "charset=iso-8859-1"),),
    "no-rescale": (("x-apple-disable-message-reformatting", "x"),),
    "no-guessed-links": (("format-detection", "x"),),
    "text-size": (("font:14px/20px", "font:12px/20px"), ("16px/25px", "16px/16px"), ("font:", "fonte:")),
    "text-align": (
        ('style="margin:12px 0 18px"', 'style="margin:12px 0 18px;text-align:justify"'),
        ('class="g k"', 'align="center" class="g k"'),
    ),
    "landmark": (
        ('role="article"', 'role="main"'),
        ("</h1>", "</h1><nav>Sommaire</nav>"),
        ("aria-label=", "x="),
    ),
    "one-id": (("<h1", '<h2 id="x">Un</h2><p id="x">Deux</p><h1'),),
    "focus": (("img { border", "a { outline: none; }\nimg { border"),),
    "sheets": (
        ("</style>", f"{'a{}' * 3000}</style>"),
        ("</style>", "{</style>"),
        ("</style>", "a{background:url(https://exemple.fr/x)}</style>"),
    ),
    "preheader": (
        ("mso-hide:all", ""),
        ('<div style="display:none;mso-hide:all', '<div style="mso-hide:all'),
        ("</h1>", '</h1><p style="display:none">Mots cachés</p>'),
        ("<h1", '<h1 aria-hidden="true"'),
    ),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_breaks_a_rule_is_found(rule) -> None:
    for old, new in BREACHES[rule.name]:
        assert old in WHOLE, old
        named = {fault.partition(":")[0] for fault in faults(WHOLE.replace(old, new))}
        assert rule.name in named, (new, named)


#: What html-validate finds in every letter, and why it stays.
KEPT: Mapping[str, str] = {
    "doctype-style": "written small by the MJML renderer: HTML takes both",
    "void-style": "MJML is XML: its void elements end with a slash, which HTML passes over",
    "no-inline-style": "webmails drop style sheets: the letter stands on its inline styles",
    "no-deprecated-attr": "Outlook for Windows reads bgcolor, cellpadding, align, and few styles for them",
    "prefer-native-element": "webmails drop article, and keep its role",
    "presentation-role-style": "older screen readers know presentation, and not none",
    "tel-non-breaking": "« Appeler La Boussole » is words; where a link is a number, its spaces do not break",
    "prefer-tbody": "weight: every reader adds the tbody that is not written",
}
VALIDATE = """
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { readFileSync } from "node:fs";
const presets = ["html-validate:recommended", "html-validate:document", "html-validate:a11y"];
const validator = new HtmlValidate(new StaticConfigLoader({ extends: presets }));
const found = {};
for (const [name, html] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  const report = await validator.validateString(html);
  found[name] = report.results.flatMap((one) => one.messages.map((said) => [said.ruleId, said.message]));
}
console.log(JSON.stringify(found));
"""


def validated(pages: Mapping[str, str]) -> dict[str, list[list[str]]]:
    """What html-validate says of each page: rule and message."""
    command = [node(), "--input-type=module", "-e", VALIDATE]
    done = subprocess.run(
        command, input=json.dumps(pages), capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[list[str]]] = json.loads(done.stdout)
    return found


def test_html_validate_finds_nothing_but_what_mailboxes_ask_for() -> None:
    """Twice: as Outlook reads a letter, and as all others do."""
    read = {f"{name}, Outlook": in_outlook(html) for name, html in letters().items()}
    found = validated({**read, **{name: outside_outlook(html) for name, html in letters().items()}})
    alien = {name: [one for one in said if one[0] not in KEPT] for name, said in found.items()}
    assert {name: said for name, said in alien.items() if said} == {}
    assert {rule for said in found.values() for rule, _ in said} == KEPT.keys()


def test_html_validate_is_asked() -> None:
    (said,) = validated({"x": outside_outlook(WHOLE.replace("</h1>", "</h1></p><img>"))}).values()
    assert {"close-order", "wcag/h37"} <= {rule for rule, _ in said}


def test_what_is_read_aloud_is_the_letter_in_its_order() -> None:
    """Words, headings and pictures in the order of the markup, without the line of the preview."""
    (body,) = tree(outside_outlook(WHOLE)).named("body")
    words = [text for element, text in body.words() if not element.hidden]
    heard = tidy(" ".join(words))
    order = [
        "Lire en ligne",
        "La newsletter",
        "3e trimestre 2023",
        "Agenda",
        "Actualités du réseau",
        "Ressources",
    ]
    order += ["Numéros d’urgence", "Contact", "Se désinscrire"]
    places = [heard.index(one) for one in order[:3]]
    for one in order[3:]:
        places.append(heard.index(one, places[-1]))
    assert places == sorted(places)
