"""The text as a reader sees it: a disguised word ends as the word, and plain French stays as it is."""

from __future__ import annotations

import pytest

from generators.words import seen

WORD = "Villeurbanne"
DISGUISES = (
    "Ville<b>ur</b>banne",
    "Ville<span class='x'>urb</span>anne",
    "Ville<!-- rien -->urbanne",
    "Ville<wbr>urbanne",
    "Ville**ur**banne",
    "Ville`ur`banne",
    "Ville~~ur~~banne",
    "Ville&#117;rbanne",
    "Ville&#x75;rbanne",
    "Ville&amp;#117;rbanne",
    "Ville&amp;amp;#x75;rbanne",
    "Ville&shy;urbanne",
    "Ville&ZeroWidthSpace;urbanne",
    "Ville\u00adurbanne",
    "Ville\u200burbanne",
    "Ville\u200durbanne",
    "Ville\u2060urbanne",
    "Ville\ufeffurbanne",
    "Ville\ufe0furbanne",
    "Ville\U000e0075urbanne",
    "Ville\u3164urbanne",
    "Ville\u2800urbanne",
    "Ville\u034furbanne",
    "V\u0456ll\u0435urb\u0430nn\u0435",
    "Vill\u03b5urb\u03b1nne",
    "\uff36\uff49\uff4c\uff4c\uff45\uff55\uff52\uff42\uff41\uff4e\uff4e\uff45",
    "\U0001d415\U0001d422\U0001d425\U0001d425\U0001d41e\U0001d42e\U0001d42b\U0001d41b\U0001d41a\U0001d427\U0001d427\U0001d41e",
    "\u24cb\u24d8\u24db\u24db\u24d4\u24e4\u24e1\u24d1\u24d0\u24dd\u24dd\u24d4",
    "V\u0336i\u0336l\u0336l\u0336e\u0336u\u0336r\u0336b\u0336a\u0336n\u0336n\u0336e\u0336",
    "V i l l e u r b a n n e",
    "V.i.l.l.e.u.r.b.a.n.n.e",
    "V-i-l-l-e-u-r-b-a-n-n-e",
    "V_i_l_l_e_u_r_b_a_n_n_e",
    "Villeur-\nbanne",
    "Villeur- banne",
    "V1lleurbanne",
    "Vill3urb4nne",
    "Villeurb@nne",
    "\u202eennabrueliV\u202c".replace("eliV", "elliV"),
    "[ici](https://exemple.fr/Villeurbanne)",
    "![photo](x.png 'Villeurbanne')",
    "[ici][Villeurbanne]",
    "<a href='https://exemple.fr/?q=Villeurbanne'>ici</a>",
    "<img src=x alt=Villeurbanne>",
    "<!-- Villeurbanne -->",
    "<!-- Villeurbanne",
    "https://exemple.fr/Ville%75rbanne",
    "https://exemple.fr/Ville%2575rbanne",
    "https://exemple.fr/Ville%252575rbanne",
)


@pytest.mark.parametrize("text", DISGUISES)
@pytest.mark.parametrize("around", ["{}", "Le foyer est à {}, près du centre."])
def test_a_disguised_word_is_read(text: str, around: str) -> None:
    assert any(WORD in reading for reading in seen.readings(around.format(text)))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("\u246b rue des Lilas", "12 rue des Lilas"),
        ("\u0660\u0666 \u0661\u0662", "06 12"),
        ("0\ufe0f\u20e36\ufe0f\u20e3", "06"),
        ("12\u00a0rue\u2003des\u3000Lilas", "12 rue des Lilas"),
        ("12 rue<br>des Lilas", "12 rue des Lilas"),
        ("12&nbsp;rue&nbsp;des&nbsp;Lilas", "12 rue des Lilas"),
        ("r u e  d e s  L i l a s", "rue des Lilas"),
        ("\U0001f1f1\U0001f1fe\U0001f1f4\U0001f1f3", "LYON"),
        ("n\u00ba 12", "n\u00b0 12"),
    ],
)
def test_signs_are_read_as_letters_and_digits(text: str, read: str) -> None:
    assert read in seen.readings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le 3e trimestre, l'équipe « Mobile » accueille 12 jeunes : 50 % viennent du Nord (59).",
        "À Saint-Denis - et ailleurs - on écoute ; c'est gratuit.",
        "",
    ],
)
def test_plain_french_is_read_as_it_stands(text: str) -> None:
    assert seen.readings(text) == (text,)


def test_paragraphs_stay_apart_and_their_lines_are_joined() -> None:
    assert seen.plain("Une ligne\nencore.\n\nUn *autre* paragraphe.") == (
        "Une ligne encore.\nUn autre paragraphe."
    )


@pytest.mark.parametrize(
    "sign",
    ["[", "<", "*", "%41", "&amp;", "a-\n", "a1b", " ", "\n", "# ", "<!--", "\u202ea", "[a](", "<a x="],
)
def test_no_text_takes_long(sign: str) -> None:
    """Sixty-four kilobytes of anything are read: what is quadratic would not end."""
    assert seen.readings(sign * (65_536 // len(sign)))
