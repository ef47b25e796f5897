"""A text from outside does nothing where it is shown, and is read letter for letter."""

from __future__ import annotations

import html
import re

import pytest
from marko.ext.gfm import gfm

from generators.words import quoting

#: What somebody may call a file, a page, a host, or answer in a header.
HOSTILE = (
    "# Titre", "- liste", "+ liste", "* liste", "1. liste", "12) liste", "> cité", "---", "===", "```sh",
    "~~~", "    du code", "\tdu code", "**gras** et _penché_ et ~~barré~~", "`code`", "`` co`de",
    "[lien](https://a.example/)", "![image](https://a.example/p.png)", "[ref]: https://a.example/",
    "[^1] et [^1]: note", "<b>gras</b>", "<img src=x onerror=alert(1)>", "<!-- caché", "</details>",
    "<https://a.example/>", "https://a.example/x_y_z", "HTTPS://A.EXAMPLE/", "http://a.example",
    "ftp://a.example/", "www.a.example", "WWW.a.example", "a@b.example", "mailto:a@b.example", "@equipe",
    "(@equipe/groupe)", "x @équipe", "#12", "GH-12", "gh-12", "org/depot#12", "!12",
    "depot@a94a8fe5ccb19ba61c4c0873d391e987982fbbd3", "a94a8fe", "&amp; &lt;b&gt; &#64;equipe", "| a | b |",
    "a|b", "$x$ et $`y`$", "ligne\nautre\r\n\r\n# Titre", "un\u2028deux\u2029trois\x85quatre", "fin\\",
    "\\", ":tada:", "/close", "/assign @x", "::error file=x::dit", "  ::set-output name=a::b",
    "x ##[error]y", "a\u00a0: b", "\x1b[31mrouge\x1b[0m", "\x1b]8;;https://a.example\x07lien\x1b]8;;\x07",
    "a\x00b\x08c\x7f", "\u202egnp.exe", "\u2066a\u2069", "a\u200bb", "\udcff", "\u3164", "\u2800", "",
    "   ", "`", "``", "%12", "~bug", "x" * 9000,
)  # fmt: skip
#: What GitHub's and GitLab's filters look for, after Markdown, in the text of a page.
FILTERS = re.compile(
    r"@[^\s\u2060]|[#%~]\w|[!&]\d|\bgh-\d|://|\bwww\.|:[\w+-]+:|\b(?=\d*[a-f])[0-9a-f]{7,40}\b",
    re.IGNORECASE | re.ASCII,
)


def text_of(page: str) -> str:
    """The words of a rendered paragraph, without our joiners; the paragraph is its only element."""
    found = re.fullmatch(r"(?:<p>(.*)</p>\n)?", page, re.DOTALL)
    assert found, page
    inside = found[1] or ""
    assert not re.search(r"<|\n", inside), page
    assert not FILTERS.search(html.unescape(inside)), page
    return html.unescape(inside).replace(quoting.JOINER, "")


@pytest.mark.parametrize("text", HOSTILE)
def test_in_markdown_it_is_read_letter_for_letter_and_does_nothing(text: str) -> None:
    told = quoting.for_markdown(text)
    seen = quoting.for_terminal(text)
    for page in (gfm.convert(told), gfm.convert(f"Dit : {told}").replace("Dit : ", "", 1)):
        assert text_of(page).strip() == seen, told


@pytest.mark.parametrize("text", HOSTILE)
def test_in_a_table_it_stays_in_its_cell(text: str) -> None:
    page = gfm.convert(f"| un | deux |\n|---|---|\n| {quoting.for_markdown(text)} | fin |\n")
    assert len(re.findall("<td>", page)) == 2
    assert page.count("<tr>") == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_as_code_it_is_copied_as_it_is(text: str) -> None:
    page = gfm.convert(f"- {quoting.code_for_markdown(text)} (fin)\n")
    found = re.fullmatch(r"<ul>\n<li><code>(.*)</code> \(fin\)</li>\n</ul>\n", page)
    if quoting.for_terminal(text):
        assert found, page
        assert html.unescape(found[1]).strip() == quoting.for_terminal(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_on_a_terminal_every_sign_is_seen(text: str) -> None:
    told = quoting.for_terminal(text)
    told.encode("utf-8")  # no half of a sign
    assert "".join(told.split()).isprintable()
    assert "\n" not in told


@pytest.mark.parametrize("text", HOSTILE)
def test_in_a_log_it_orders_nothing(text: str) -> None:
    told = quoting.for_log(text)
    assert "::" not in told and "##[" not in told and "\n" not in told


def test_a_plain_address_stays_a_link_where_links_are_wanted() -> None:
    text = "voir https://asso.example/une_page ou ecrire@asso.example, merci @equipe"
    told = quoting.for_markdown(text, links=True)
    assert told == "voir https://asso.example/une_page ou ecrire@\u2060asso.example, merci @\u2060equipe"


def test_french_is_left_alone() -> None:
    text = "L’accueil « Les Ponts »\u00a0: 12\u202f000 personnes, 14 h 30, 03 20 00 00 00 (voir 2.1) – R&D"
    assert quoting.for_markdown(text) == text.replace("&", "&amp;")
    assert quoting.for_terminal(text) == text


def test_a_long_text_is_cut() -> None:
    assert quoting.shortened("abc " * 3, 4) == "abc…"
    assert quoting.shortened("abc", 3) == "abc"
