"""What sites, hosts and files are called does nothing in the ticket or on the terminal that tell of them."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from marko.ext.gfm import gfm

from generators.care.links import Seen, Visit
from generators.care.links_told import as_markdown, as_text
from generators.records.records import Records
from tests.words.test_quoting import HOSTILE

KEY = ("actors", "cas")
FAILED = ("2026-11-08", "2026-11-15", "2026-11-22")


class Named:
    """Records of which only one file's name matters."""

    def __init__(self, path: str) -> None:
        self.paths = {KEY: path}


def round_of(
    url: str, target: str, path: str
) -> tuple[Visit, dict[str, tuple[tuple[tuple[str, str], str], ...]], Records]:
    dead, moved = f"https://a.example/{url}", f"https://b.example/{url}"
    state = {
        dead: Seen(date(2026, 11, 22).isoformat(), "en-panne", "le site est en panne (500)", None, FAILED),
        moved: Seen("2026-11-22", "deplacee", "la page a changé d’adresse", f"https://c.example/{target}"),
    }
    places = dict.fromkeys(state, ((KEY, "site_web"),))
    unsure = {moved: "elle renvoie hors du web public : à ouvrir à la main"}
    return Visit(state, (dead, moved), {}, unsure), places, Named(path)  # type: ignore[return-value]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_ticket_holds_only_our_own_markup(text: str) -> None:
    page = gfm.convert(as_markdown(*round_of(text, text, f"data/actors/{text}/cas.yml")))
    links = re.findall(r'<a href="([^"]*)"', page)
    assert all(re.fullmatch(r"https://[ab]\.example/[\w./%?=&#:+-]*", html.unescape(link)) for link in links)
    assert set(re.findall(r"</?(\w+)", page)) <= {"h2", "p", "ul", "li", "code", "a"}
    assert page.count("<h2>") == 3 and page.count("<li>") == 3
    loose = html.unescape(re.sub(r"<code>.*?</code>|<a .*?</a>|<[^>]+>", "", page))
    assert not re.search(r"@\w|#\d|GH-\d|://|www\.", loose)


@pytest.mark.parametrize("text", HOSTILE)
def test_on_a_terminal_each_address_has_one_line_of_signs_that_are_seen(text: str) -> None:
    told = as_text(*round_of(text, text, f"data/actors/{text}/cas.yml"))
    assert len(told.splitlines()) == 10
    assert all(sign.isprintable() or sign in "\n\u00a0" for sign in told)
