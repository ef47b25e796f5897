"""The long texts of records: what Markdown may do, and what nobody makes it do."""

from __future__ import annotations

import re

import pytest

from generators.pages.frame.render import texte
from generators.pages.frame.text import printed


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Un *mot* et **deux**.", "<p>Un <em>mot</em> et <strong>deux</strong>.</p>"),
        ("# Un titre", "<p><strong>Un titre</strong></p>"),
        ("[Le site](https://ok.example)", '<p><a href="https://ok.example">Le site</a></p>'),
        ("[Écrire](mailto:contact@ok.example)", '<p><a href="mailto:contact@ok.example">Écrire</a></p>'),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"),
        ("2 < 3 & 4 > 1", "<p>2 &lt; 3 &amp; 4 &gt; 1</p>"),
        ("À 14\u00a0h\u00a0: *oui*", "<p>À 14\u00a0h\u00a0: <em>oui</em></p>"),
        ("Le code `&nbsp;` reste écrit", "<p>Le code <code>&amp;nbsp;</code> reste écrit</p>"),
    ],
)
def test_what_markup_gives(written: str, shown: str) -> None:
    assert texte(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:msgbox(1))",
        "<javascript:alert(1)>",
        "![x](https://pisteur.example/a.png)",
        "[x]: javascript:alert(1)\n\n[x]",
        '<a href="https://ok.example" onclick="alert(1)">x</a>',
        "<svg/onload=alert(1)>",
        "<style>body{display:none}</style>",
        "[x](//pisteur.example/a.js 'un \"titre' onclick='alert(1)')",
    ],
)
def test_nothing_is_obeyed_or_fetched(written: str) -> None:
    tags = re.findall(r"<(\w+)([^>]*)>", texte(written))
    assert {name for name, _ in tags} <= {"p", "a", "strong", "em", "code", "pre", "ul", "ol", "li", "br"}
    for _, attributes in tags:
        assert re.fullmatch(r'( (href="(https?://|mailto:)[^"]*"|title="[^"]*"))*', attributes), attributes


def test_a_page_that_people_write_has_the_spaces_of_french_print() -> None:
    """In its words, across its tags; not in code, nor in what a tag holds."""
    html = (
        '<p title="a : b">Dites « <b>oui</b> » : quoi ? « Non ».</p>\n'
        "<pre>nom : « x »</pre><code>a ; b</code> ; fin"
    )
    assert printed(html) == (
        '<p title="a : b">Dites «\u00a0<b>oui</b>\u00a0»\u00a0: quoi\u00a0? «\u00a0Non\u00a0».</p>\n'
        "<pre>nom : « x »</pre><code>a ; b</code>\u00a0; fin"
    )
