"""What people, editors and attackers write: texts, addresses, structures, records or lists with one of them.

Everything starts from something sound, so that most of what is drawn is nearly right: there the faults hide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import strategies as st

Value = Any

#: Signs and words that some reader on the way takes for its own.
TOKENS = (
    "[", "]", "(", ")", "*", "**", "_", "`", "```", "<", ">", "&", "&#", "\\", "#", "- ", "1. ",
    "> ", "+", "!", "|", "~", '"', "'", "{", "}", "{{", "}}", "{%", "[[", "]]", "@@", "=", ":",
    ": ", " #", "://", "https://", "mailto:", "www.", "@", "\u00a0", "\u202f", "’", "«", "»", "…",
    "é", "É", "œ", "ﬁ", "ß", "İ", "ı", "ǅ", "́", "☎", "👩‍👧", "中", "ا", "🏳️‍🌈", "a", "mot", "Nord",
    "59", "2026", "14 h 30", "06 12 34 56 78", "\n", "\n\n", "\t", " ", "  ", "\r\n", "    ", "%",
    "%s", "%zz", "$", "${", ";", ",", ".", "/", "//", "..", "?", "-", "--", "<!--", "-->", "</p>",
    "<div>", "<a href=", "]]>", "\u200d", "\u00ad", "\u202e", "\u3164", "\x00", "\ud800",
)  # fmt: skip


def texts(most: int = 400) -> st.SearchStrategy[str]:
    """Short and long, spaced or one word, of one sign or of all."""
    pieces = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)
    repeated = st.tuples(st.sampled_from(TOKENS), st.integers(1, 9000)).map(lambda of: (of[0] * of[1])[:9000])
    return st.one_of(
        pieces, repeated, st.text(max_size=most), st.text("aé", min_size=most // 2, max_size=most)
    )


_HOSTS = st.lists(
    st.sampled_from(("www", "exemple", "fr", "é", "xn--a", "a" * 70, "-", "_", "]", "[", "1", "")), min_size=1
)
_ENDS = st.lists(
    st.sampled_from(
        ("/", "?", "#", "a", "%", "%2", "[", "]", "é", "&", "=", "'", '"', "<", "\\", "..", ":99999")
    )
)


def addresses() -> st.SearchStrategy[str]:
    """Addresses, whole or nearly."""
    schemes = st.sampled_from(("https://", "http://", "https:/", "//", "ftp://", "javascript:", "HTTPS://"))
    return st.tuples(schemes, _HOSTS.map(".".join), _ENDS.map("".join)).map("".join)


_NUMBERS = ("1e9", "NaN", "inf", "0x10", "٣", "１５", "1_0", "90.0", "-0.0")
_DAYS = ("0001-01-01", "9999-12-31", "9999-12-31T23:59", "2026-02-30", "2026")
_HOURS = ("", "T00:00", " 23:59", "T24:00")


def numbers() -> st.SearchStrategy[str]:
    return st.one_of(
        st.integers(-10, 10**12).map(str),
        st.sampled_from(_NUMBERS),
    )


def days() -> st.SearchStrategy[str]:
    moments = st.tuples(st.dates(), st.sampled_from(("", "T00:00", " 23:59", "T24:00"))).map(
        lambda of: f"{of[0]}{of[1]}"
    )
    return st.one_of(
        moments, st.sampled_from(("0001-01-01", "9999-12-31", "9999-12-31T23:59", "2026-02-30", "2026"))
    )


_PLACES = (
    "france", "region:32", "region:00", "departement:59", "departement:2A", "departement:99",
    "commune:59183", "commune:00000", "epci:200093201", "epci:000000000", "pays:BE", "pays:ZZ",
    "59183", "98735", "97501", "2A004", "75056", "13055", "00000", "Europe/Paris", "Pacific/Tahiti",
    "Nulle/Part",
)  # fmt: skip


def places() -> st.SearchStrategy[str]:
    return st.sampled_from(_PLACES)


def scalars() -> st.SearchStrategy[str]:
    return st.one_of(texts(), addresses(), numbers(), days(), places(), st.sampled_from(("true", "non", "")))


def values() -> st.SearchStrategy[Value]:
    """What may stand after a key."""
    return st.recursive(
        st.one_of(scalars(), st.none()),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.one_of(st.sampled_from(KEYS), texts(20)), inner, max_size=4),
        ),
        max_leaves=8,
    )


KEYS = (
    "nom",
    "titre",
    "url",
    "date",
    "debut",
    "fin",
    "document",
    "texte",
    "id",
    "symbole",
    "libelle",
    "parent",
    "couleurs",
)


@st.composite
def changed(draw: st.DrawFn, sound: Mapping[str, Value], keys: tuple[str, ...] = ()) -> dict[str, Value]:
    """Something sound with one to three keys changed, added, doubled in length or taken out."""
    record = dict(sound)
    for _ in range(draw(st.integers(1, 3))):
        key = draw(st.sampled_from((*record, *keys)) if (record or keys) else st.just("nom"))
        how = draw(st.integers(0, 9))
        before = record.get(key)
        if how == 0:
            record.pop(key, None)
        elif how <= 3 and isinstance(before, list) and before:
            at = draw(st.integers(0, len(before) - 1))
            inner = before[at]
            new = draw(changed(inner) if isinstance(inner, dict) else scalars())
            record[key] = [*before[:at], new, *before[at + draw(st.integers(0, 1)) :]]
        elif how <= 5 and isinstance(before, dict):
            record[key] = draw(changed(before))
        elif how <= 8:
            record[key] = draw(scalars())
        else:
            record[key] = draw(values())
    return record


def as_yaml(value: Value) -> bytes:
    """As a file: blocks as people write them; what they could not write, as JSON, which is YAML too."""
    try:
        text = yaml.safe_dump(value, allow_unicode=True, default_style='"', sort_keys=False, width=10_000)
        return text.encode()
    except (yaml.YAMLError, UnicodeEncodeError):
        return json.dumps(value).encode()


@st.composite
def changed_deep(draw: st.DrawFn, sound: Mapping[str, Mapping[str, Value]]) -> dict[str, Value]:
    """Lists of terms, one of them changed in one of its terms, emptied, or with a term more or less."""
    lists = {name: dict(terms) for name, terms in sound.items()}
    name = draw(st.sampled_from([*lists]))
    terms = lists[name]
    code = draw(st.sampled_from([*terms]))
    how = draw(st.integers(0, 9))
    if how == 0:
        lists[name] = draw(st.sampled_from(({}, [], "", None, "mot")))
    elif how == 1:
        terms.pop(code)
    elif how == 2:
        terms[draw(st.one_of(texts(30), st.sampled_from(("a", "a-b", "1", "A", "a--b"))))] = terms[code]
    elif how == 3:
        terms[code] = draw(values())
    elif how == 4:
        del lists[name]
    else:
        terms[code] = draw(
            changed(terms[code], ("parent", "court", "description", "schema_org", "hsds", "rang"))
        )
    return lists


@st.composite
def changed_list(draw: st.DrawFn, sound: list[dict[str, Value]]) -> list[Value]:
    """A list of groups, with fewer of them, more, or one that is changed."""
    found: list[Value] = (
        draw(st.permutations(sound))[: draw(st.integers(0, len(sound)))] if draw(st.booleans()) else [*sound]
    )
    if found and draw(st.booleans()):
        at = draw(st.integers(0, len(found) - 1))
        found[at] = draw(changed(found[at], ("canal", "role", "ou", "barre")))
    return found


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    """A page: a head, whole or not, and Markdown of any content."""
    head = {
        "title": "Une page",
        "description": "Une page d’essai.",
        "fil_ariane": [{"titre": "Accueil", "url": ""}],
    }
    if draw(st.integers(0, 3)) == 0:
        head = draw(changed(head, ("chapo", "bandeau", "large", "template", "inclure", "gabarit")))
    mark = draw(st.sampled_from(("---\n",) * 16 + ("", "--- \n", "...\n", "---", "\n")))
    blocks = draw(st.lists(st.one_of(texts(), st.sampled_from(BLOCKS)), max_size=6))
    body = "\n\n".join(blocks)
    start = (
        "---\n"
        if draw(st.integers(0, 9))
        else draw(st.sampled_from(("", "\ufeff---\n", "---\r\n", "\n---\n")))
    )
    return (start + as_yaml(head).decode() + mark + body).encode("utf-8", "replace")


#: What Markdown and its extensions make of a page.
BLOCKS = (
    "# Un titre", "## Un titre { .fil #ici }", '!!! danger "Un titre"\n    Un texte.',
    "| a | b |\n|---|---|\n| 1 | 2 |", "[^1]\n\n[^1]: Une note.", "```python\ncode\n```", "~~~",
    '<div markdown="1">\n*texte*\n</div>', '<div markdown="1">', "[proches](proches.md)",
    "[nulle part](nulle-part.md)", "[x](../x/)", "![image](image.png)", '<a href="//[">x</a>',
    "[x](http://[)", "[[119]]", "[[danger-immediat]]", "[[sms]]", "[[000]]", "{{ reseau.nom }}",
    "{{ reseau.rien }}", "{{ reseau }}", "{% raw %}", "@@corps@@", "* a\n    * b\n        * c",
    "Terme\n:   définition", "*[HTML]: sigle", "[toc]", "[TOC]", "<script>alert(1)</script>",
    "{: .x }", "texte { .a", '[a]: <b c> "d"', "\\", "&#x0;", "&#1114112;", "<br", "1\\. x",
)  # fmt: skip
