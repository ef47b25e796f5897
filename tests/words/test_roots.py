"""The address of a site: taken when others can be joined to it, else told with what to write instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.words.roots import EXAMPLE, Wrong, read

RIGHT = {
    "https://reseau.fr": "https://reseau.fr/",
    "https://reseau.fr/": "https://reseau.fr/",
    "https://x.github.io/annuaire": "https://x.github.io/annuaire/",
    "https://x.org/a%20b/~c/": "https://x.org/a%20b/~c/",
    "HTTPS://X.Org/Annuaire/": "https://x.org/Annuaire/",
    "https://x.org:8443/": "https://x.org:8443/",
    "http://127.0.0.1:8000/": "http://127.0.0.1:8000/",
    "http://localhost:8000/": "http://localhost:8000/",
    "http://[::1]:8000/": "http://[::1]:8000/",
    "https://xn--rseau-bsa.fr/": "https://xn--rseau-bsa.fr/",
}
#: What is written → a word of what was found, and what to write; "" where nobody can tell what was meant.
WRONG = {
    "https://x.org/mon annuaire/": ("espace", "https://x.org/mon%20annuaire/"),
    " https://x.org/": ("commence ou finit", "https://x.org/"),
    "https://x.org/\n": ("commence ou finit", "https://x.org/"),
    "https://x.org\n/a": ("contient une espace", ""),
    "https://x.org/\u00a0a/": ("espace", "https://x.org/%C2%A0a/"),
    "https://exa mple.org/": ("espace", ""),
    "  ": ("espaces", ""),
    "https://x.org/?lieu=59": ("après « ? »", "https://x.org/"),
    "https://x.org/a?b#c": ("après « ? »", "https://x.org/a/"),
    "https://x.org/a/#haut": ("après « # »", "https://x.org/a/"),
    "x.org/annuaire": ("https://", "https://x.org/annuaire/"),
    "www.x.org:8000": ("https://", "https://www.x.org:8000/"),
    "//x.org/": ("https://", "https://x.org/"),
    "https:/x.org/": ("https://", "https://x.org/"),
    "https//x.org/a": ("https://", "https://x.org/a/"),
    "http:x.org": ("https://", "https://x.org/"),
    "https:\\\\x.org": ("barre inversée", "https://x.org/"),
    "https://x.org\\a\\": ("barre inversée", "https://x.org/a/"),
    "'https://x.org/'": ("guillemets", "https://x.org/"),
    '"https://x.org/a"': ("guillemets", "https://x.org/a/"),
    "«https://x.org»": ("guillemets", "https://x.org/"),
    "<https://x.org/>": ("chevrons", "https://x.org/"),
    "https://x.org/\u200b": ("invisible", "https://x.org/"),
    "https://x\u00ad.org/\x00": ("invisible", "https://x.org/"),
    "https://https://x.org": ("deux fois", "https://x.org/"),
    "https://http://x.org": ("deux fois", "http://x.org/"),
    "https://x.org,https://y.org": ("une autre", ""),
    "https://x.org/https://y.org": ("une autre", ""),
    "$SITE_URL": ("https://", ""),
    "https://$HOTE/": ("impossible", ""),
    "/annuaire/": ("https://", ""),
    "javascript:alert(1)": ("https://", ""),
    "https://": ("pas de nom", ""),
    "https:///annuaire/": ("pas de nom", ""),
    "https://:8000/": ("pas de nom", ""),
    "https://?a": ("pas de nom", ""),
    "ftp://x.org/": ("ftp://", "https://x.org/"),
    "htps://x.org": ("htps://", "https://x.org/"),
    "file:///srv/annuaire/": ("file://", ""),
    "file://serveur.org/annuaire": ("file://", ""),
    "https:///x.org/": ("pas de nom", "https://x.org/"),
    "https://x.org:99999/": ("port", "https://x.org/"),
    "https://x.org:0/": ("port", "https://x.org/"),
    "https://x.org:abc/a": ("port", ""),
    "https://x.org:+80/": ("port", "https://x.org/"),
    "https://x.org:080/a": ("port", "https://x.org/a/"),
    "https://x.org:/": ("port", "https://x.org/"),
    "https://x.org:８０/": ("port", "https://x.org/"),
    "https://réseau.fr/annuaire/": ("accentué", "https://xn--rseau-bsa.fr/annuaire/"),
    "https://-x-.org/": ("impossible", ""),
    "https://x..org/": ("impossible", ""),
    "https://[::g]/": ("impossible", ""),
    "https://[::1": ("crochet", ""),
    "https://[::1/a": ("crochet", ""),
    "https://[::1:8000/": ("crochet", ""),
    "https://[::1]x/": ("impossible", ""),
    "https://[::1]:/": ("port", "https://[::1]/"),
    "https://[fe80::1%25eth0]/": ("impossible", ""),
    "https://::1]/": ("pas de nom", ""),
    "https://x.org.": ("un point", "https://x.org/"),
    "https://999.1.1.1/": ("impossible", ""),
    "https://127.1/": ("impossible", ""),
    "https://x.123/": ("impossible", ""),
    "https://0x7f.1/": ("impossible", ""),
    "https://xn--zz.fr/": ("impossible", ""),
    "https://😀.fr/": ("impossible", ""),
    "https://" + "a" * 64 + ".org/": ("impossible", ""),
    "https://x.org/été/": ("chemin", "https://x.org/%C3%A9t%C3%A9/"),
    "https://x.org/<b>/": ("chemin", "https://x.org/%3Cb%3E/"),
    "https://x.org/100%/": ("chemin", "https://x.org/100%25/"),
    "https://x.org//annuaire/": ("chemin", "https://x.org/annuaire/"),
    "https://x.org/a/../b/": ("chemin", "https://x.org/b/"),
    "https://x.org/r\udce9seau/": ("UTF-8", ""),
    "https://r\udce9seau.fr": ("UTF-8", ""),
    "https://x.org/a%2Fb%5cc/": ("chemin", "https://x.org/a/b/c/"),
    "https://x.org/a%00%0A/%1f/": ("chemin", "https://x.org/a/"),
    "https://x.org/..": ("chemin", "https://x.org/"),
    "https://x.org/a/%2E%2e/": ("chemin", "https://x.org/"),
    "https://x.org/" + "a" * 256: ("trop longue", ""),
    "https://x.org/annuaire/index.html": ("chemin", "https://x.org/annuaire/"),
}
#: Each holds « s3cret ».
SECRET = (
    "https://équipe:s3cret@x.org/annuaire/",
    "https://s3cret@x.org/",
    "https://u:s3cret/x@y@x.org/",
    "https://u:s3cret?x@x.org/",
    "https://u:s3cret#x@x.org/",
    "https://u:s3 cret s3cret@x.org/",
    "u:s3cret@x.org",
    "ftp://u:s3cret@x.org/",
    "https://u:s3cret%40x.org/",
    "https://u:s3cret\udcff@x.org/",
    "https://u%3As3cret%40x.org/",
    "https://u:s3cret＠x.org/",
    "https://u.org:s3cret/a",
    "https://u.org:s3cret:x.org/",
    "https:u:s3cret/x.org",
    "https://u.org:1s3cret/",
    "\\\\u:s3cret\\x",
    "ftp://u:s3cret",
    "https://[::1]:s3cret/",
    "https://[::1:s3cret",
    " https://u:s3 cret/",
    "https://x.org/?jeton=s3cret",
    "https://x.org/#s3cret",
    "x.org?s3cret",
)


@pytest.mark.parametrize(("text", "taken"), RIGHT.items())
def test_taken(text: str, taken: str) -> None:
    assert read(text) == taken == read(taken)


@pytest.mark.parametrize("text", WRONG)
def test_refused(text: str) -> None:
    found, write = WRONG[text]
    told = read(text)
    assert isinstance(told, Wrong)
    assert found in told.found
    assert told.remedy == (f"écrivez {write}" if write else f"écrivez par exemple {EXAMPLE}")


@pytest.mark.parametrize("text", SECRET)
def test_no_secret_is_repeated(text: str) -> None:
    told = read(text)
    assert isinstance(told, Wrong)
    assert "s3cret" not in told.found + told.remedy and "cret" not in "".join(told)


@given(
    st.text(alphabet="ahtps:/@?#.[]% é\\\n\t0à\u202e\udce925f", max_size=40).map(lambda end: f"https://{end}")
)
def test_any_text_is_taken_or_told_in_one_line_whose_remedy_is_taken(text: str) -> None:
    told = read(text)
    if isinstance(told, Wrong):
        assert "\n" not in told.found and "\u202e" not in told.found
        told = read(told.remedy.removeprefix("écrivez ").removeprefix("par exemple "))
    assert isinstance(told, str) and told.endswith("/")
