"""What others may read over a shoulder says none of the words that the network keeps inside its pages."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest

from generators.letter import web
from generators.pages.frame import share
from generators.pages.frame.render import envoi
from generators.records.discretion import Discret
from generators.site import Site
from tests.letter.fake import real_files
from tests.pages.conftest import SITE, TODAY
from tests.sites import identity, real_site, saying

QUIET = Discret(mots=("prostitu", "traite des"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Agir contre la prostitution des enfants", "prostitu"),
        ("PROSTITUÉES", "prostitu"),
        ("prosti\u00adtution", "prostitu"),
        ("prosti\u200btution", "prostitu"),
        ("ｐｒｏｓｔｉｔｕｔｉｏｎ", "prostitu"),
        ("pré-prostitutionnel", "prostitu"),
        ("la traite  des êtres humains", "traite des"),
        ("La traite-des-êtres", "traite des"),
        ("une enquête traite ce sujet", None),
        ("Substitution", None),
        ("", None),
    ],
)
def test_a_word_is_found_however_it_is_written(text: str, word: str | None) -> None:
    assert QUIET.says(text) == word


def test_a_network_without_words_says_all() -> None:
    assert Discret().says("prostitution") is None


@pytest.mark.parametrize(
    ("title", "description", "section", "shown"),
    [
        ("La Boussole", "Une écoute.", "annuaire", ("La Boussole", "Une écoute.")),
        ("La Boussole", "Une écoute sur la prostitution.", "annuaire", ("La Boussole", "rubric")),
        ("Contre la prostitution", "Une écoute.", "annuaire", ("rubric", "Une écoute.")),
        ("Contre la prostitution", "La prostitution.", "mentions", ("home", "home")),
    ],
)
def test_a_text_that_says_too_much_gives_way_to_its_rubric(
    title: str, description: str, section: str, shown: tuple[str, str]
) -> None:
    cards = {card.page: card for card in identity().partage}
    of = {"rubric": cards["annuaire"], "home": cards["accueil"]}
    said = share.words(title, description, section, identity())
    assert said.titre == (of[shown[0]].titre if shown[0] in of else shown[0])
    assert said.description == (of[shown[1]].phrase if shown[1] in of else shown[1])


def test_the_picture_of_an_issue_says_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(share, "image", lambda *words: drawn.extend(map(str, words[:2])) or b"")
    site = saying(real_site(TODAY, SITE), discret=Discret(mots=("trimestre",)))
    share.files(site, b"")
    assert len(drawn) >= 2 * (len(site.identity.partage) + 2)
    assert [words for words in drawn if "trimestre" in words] == []


def test_the_subject_of_a_letter_says_no_more(site: Site) -> None:
    subject = re.compile(r"subject=([^&]*)")
    told = unquote(subject.findall(envoi(site, "Contre la prostitution", "acteurs/x/"))[0])
    assert told == "À lire – réseau PARÉ"
    assert (
        unquote(subject.findall(envoi(site, "La Boussole", "acteurs/x/"))[0]) == "La Boussole – réseau PARÉ"
    )


def test_the_letter_that_is_mailed_stays_as_it_is_and_its_copy_has_what_a_page_needs() -> None:
    mailed = real_files()
    copies = web.copies(mailed, real_site(TODAY, SITE), "scripts/")
    assert set(copies) == set(mailed)
    for path, content in mailed.items():
        if not path.endswith(".html"):
            assert copies[path] == content
            continue
        assert b"data-sortie" not in content and b"Content-Security" not in content
        copy = unescape(copies[path].decode())
        assert "data-sortie" in copy and 'name="robots" content="noindex"' in copy
        assert f"img-src 'self' data: {SITE.rstrip('/')};" in copy
        body = content.decode().split("<body")[1].split("</body>")[0]
        assert f"<body{unescape(body)}" in copy
