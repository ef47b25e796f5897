"""A text as a reader sees it, whatever was done to hide it from a search: the first layer of every guard.

Markup, entities, percent-encoding, compatibility forms, look-alike letters, invisible signs and spaces are
undone; what a tag, a comment or a link holds is a text of its own. Nothing here decides: the rules and the
last look at what is published search what this module gives.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Set
from functools import lru_cache, partial
from itertools import groupby
from urllib.parse import unquote

from generators.words.lookalikes import LOOKALIKES

#: How many times one disguise may stand in another: `&amp;amp;#38;eacute;`.
_LAYERS = 6
#: How many times its own length is read in a text that hides many: twenty comments in one another.
_TIMES = 20
_LEAST = 20_000
#: What no plain French text holds. A text without any is read as it stands: nearly all are.
_ODD = re.compile(
    "[^ -$'-),-;=?-Z^a-{}\u00a0\u202f«»’‘“”…–—·°€àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ]"
    r"|\b\w[ .\-_·,/]\w[ .\-_·,/]\w\b|-\s|[a-zA-Z][013457@$€!]+[a-zA-Z]|[xX][nN]--"
)
_PLAINER = (("\u00a0", " "), ("\u202f", " "), ("’", "'"), ("‘", "'"))

_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_AUTOLINK = re.compile(r"<((?:https?|mailto|tel|geo|sms|whatsapp|waze):[^<>\s]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][\w:-]*)([^<>]*)>|<[!?][^<>]*>")
_ATTRIBUTE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
#: Tags between which words are one: a name that `<b>` cuts is read whole.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong "
    "sub sup tt u var wbr".split()
)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(\s*<?([^()\s<>]*)>?(?:\s+[\"'(]([^\"'()]*)[\"')])?\s*\)")
_LABEL = re.compile(r"\]\[([^\[\]]*)\]")
_SIGNS = re.compile(r"[*`~^\\]+|==+|(?<!\w)_+|_+(?!\w)|__+|(?m:^[ \t]*(?:#+|>+)[ \t])")
_BRACKETS = re.compile(r"[\[\]|]")

_IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
#: Signs that are letters by their class, and show nothing: the fillers of Hangul, the blank of Braille.
_BLANKS = re.compile("[\u115f\u1160\u3164\uffa0\u2800]+")
_REVERSED = re.compile("\u202e([^\u202c\u2069\n]*)[\u202c\u2069]?")
_GAPS = re.compile(r"[^\S\n]+")
_BEFORE_NFKC = str.maketrans(
    {"º": "°", "ª": "a", "´": "'", "¨": "", "‘": "'", "’": "'", "ʼ": "'", "`": "'"}
    | {"\u2028": "\n", "\u2029": "\n\n", "\u0085": "\n", "\r": "\n"}
)
_AFTER_NFKC = str.maketrans({"′": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-"} | {"\u2044": "/"})

_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_PUNYCODE = re.compile(r"xn--[a-z0-9-]+", re.IGNORECASE)
_SPELLED = re.compile(r"(?<!\w)\w(?:([ .\-_·,/])\w)(?:\1\w)+(?!\w)")
_CUT = re.compile(r"(?<=\w)-\s+(?=\w)")
_DIGITS_FOR_LETTERS = re.compile(r"[A-Za-z][013457@$€!]+[A-Za-z]")
_WORD = re.compile(r"[\w@$€!]+")
_LETTERS = ({48: "o", 49: "l", 51: "e", 52: "a", 53: "s", 55: "t"}, {49: "i"})
_LETTERS_TOO = {64: "a", 36: "s", 8364: "e", 33: "i"}


#: What may stand for a letter: signs of other scripts, of markup, and words of one letter each.
_FOREIGN = re.compile("[^\x00-\u017f\u2010-\u2026\u202f\u20ac\u00a0]")
_MARKED = re.compile(r"&[#\w]+;|<[A-Za-z!/]|%[0-9A-Fa-f]{2}|[*_`~]\w|\w[*_`~]")
_MARK = re.compile(r"[&<%*_`~]")
_APART = re.compile(r"[ \n(«]\w[ .]\w[ .]\w(?!\w)")
_ASCII = str.maketrans("àâäçéèêëîïôöùûüÿÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ", "aaaceeeeiioouuuyAAACEEEEIIOOUUU") | {339: "oe"}
_TOKEN = re.compile(r"[^\W_]+")


def disguised(text: str) -> bool:
    """True when a text has a sign that may hide a word: one that has none is read as it stands."""
    marked = _MARK.search(text) and _MARKED.search(text)
    return bool(marked or _FOREIGN.search(text) or _APART.search(text) or text[1:2] in (" ", "."))


def bare_words(text: str) -> frozenset[str]:
    """The words of a text in small letters, without their accents: a quick look at many."""
    return frozenset(map(_BARE.__getitem__, _TOKEN.findall(text)))


def bare_names(text: str) -> frozenset[str]:
    """Its words that begin with a capital, without their accents, with that capital alone."""
    return frozenset(word.capitalize() for word in map(_BARE.__getitem__, _CAPITAL.findall(text)))


_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Ý][^\W\d_]*")


class _Bare(dict[str, str]):
    """A word → the same in small letters without accents; each is made once."""

    def __missing__(self, word: str) -> str:
        self[word] = bare = word.translate(_ASCII).lower()
        return bare


_BARE = _Bare()


class Sought:
    """What somebody looks for in many texts, word by word, as spaces part them: each word is judged once.

    `told` is what a word tells of it. A text of words that tell nothing is seen through at once.
    """

    def __init__(self, told: Callable[[str], Collection[str]]) -> None:
        self._told = told
        self._nothing: set[str] = set()
        self._something: dict[str, Collection[str]] = {}

    def among(self, words: Set[str]) -> set[str]:
        """All that these words tell."""
        found: set[str] = set()
        for word in words - self._nothing:
            found.update(self._something.get(word) or self._judged(word))
        return found

    def _judged(self, word: str) -> Collection[str]:
        if told := self._told(word):
            self._something[word] = told
        else:
            self._nothing.add(word)
        return told


@lru_cache(maxsize=2048)
def readings(text: str) -> tuple[str, ...]:
    """All that a reader may see in `text`: first the text itself, then each other text that stands in it.

    Lines of one paragraph are joined; paragraphs stand on lines of their own. Accents and capitals are kept.
    """
    if not _ODD.search(text):
        for sign, plainer in _PLAINER:
            text = text.replace(sign, plainer)
        return (text,)
    found = dict.fromkeys(part for part in _undone(text) if part)
    for part in tuple(found):
        found |= dict.fromkeys(_otherwise(part))
    return tuple(found) or ("",)


def plain(text: str) -> str:
    """The text itself, as it is read."""
    return readings(text)[0]


def _undone(text: str) -> Iterator[str]:
    """`text` without its disguises, and each text that was inside one of them."""
    waiting, seen, first = [text], set[str](), True
    left = _LEAST + _TIMES * len(text)
    while waiting:
        part = waiting.pop(0)
        left -= len(part)
        if part in seen or left < 0:
            continue
        seen.add(part)
        for _ in range(_LAYERS):
            before, (part, inside) = part, _peeled(part)
            waiting += inside
            if part == before:
                break
        if first or part.strip():
            yield _lines(part)
        first = False


def _peeled(text: str) -> tuple[str, list[str]]:
    """`text` with one layer of markup and of signs less, and what stood in them."""
    inside = [_REVERSED.sub(lambda found: found[1][::-1], text)] if "\u202e" in text else []
    if hidden := _IGNORED.search(text) or _BLANKS.search(text):
        apart = " " if _IGNORED.fullmatch(hidden[0]) else ""
        inside.append((_IGNORED if apart else _BLANKS).sub(apart, text))
    text = _characters(_markup(html.unescape(text), inside))
    if _PERCENT.search(text):
        inside.append(unquote(text, errors="replace").replace("+", " "))
    inside += [_unicode_host(found[0]) for found in _PUNYCODE.finditer(text)]
    return text, inside


def _markup(text: str, inside: list[str]) -> str:
    """The text without HTML and Markdown; targets, labels, attributes and comments go to `inside`."""
    if "<" in text:
        inside += _COMMENT.findall(text)
        text = _AUTOLINK.sub(r" \1 ", _COMMENT.sub("", text))
        for _, attributes in _TAG.findall(text):
            inside += ["".join(value) for value in _ATTRIBUTE.findall(attributes)]
        text = _TAG.sub(lambda tag: "" if (tag[1] or "").lower() in _INLINE else "\n", text)
    if "[" in text:
        for _, target, title in _LINK.findall(text):
            inside += [target, title]
        inside += _LABEL.findall(text)
        text = _LABEL.sub("]", _LINK.sub(r"\1", text))
    return _BRACKETS.sub(" ", _SIGNS.sub("", text))


def _characters(text: str) -> str:
    """Latin letters and ASCII digits for all that is read as them; one kind of space, apostrophe and dash."""
    if text.isascii():
        return text
    text = _BLANKS.sub(" ", _IGNORED.sub("", text.translate(_BEFORE_NFKC)))
    text = unicodedata.normalize("NFKC", text).translate(_AFTER_NFKC).translate(LOOKALIKES)
    return text if text.isascii() else "".join(map(_sign, text))


def _sign(sign: str) -> str:
    if sign.isascii() or sign.isalpha():
        return sign
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.digit(sign))
    if category == "Zs":
        return " "
    return "" if category in ("Mn", "Me", "Cf") else sign


def _unicode_host(name: str) -> str:
    try:
        return name.encode("ascii").decode("idna")
    except UnicodeError:
        return ""


def _lines(text: str) -> str:
    """The lines of a paragraph as one, a line a paragraph."""
    lines = [line.strip() for line in text.split("\n")]
    paragraphs = (" ".join(group) for filled, group in groupby(lines, bool) if filled)
    return "\n".join(paragraphs)


def _otherwise(text: str) -> Iterator[str]:
    """The same text with its spelled words whole, its cut words joined, its digits read as letters."""
    spelled = _SPELLED.sub(lambda word: re.sub(r"[\W_]", "", word[0]), text)
    one_space = _GAPS.sub(" ", text)
    yield one_space
    if spelled != text:
        yield _GAPS.sub(" ", spelled)
    if _CUT.search(text):
        yield _CUT.sub("", one_space)
        yield _CUT.sub("-", one_space)
    if _DIGITS_FOR_LETTERS.search(text):
        for more in _LETTERS:
            table = {**_LETTERS[0], **more, **_LETTERS_TOO}
            yield _WORD.sub(partial(_lettered, table), one_space)


def _lettered(table: dict[int, str], word: re.Match[str]) -> str:
    return word[0].translate(table) if _DIGITS_FOR_LETTERS.search(word[0]) else word[0]
