"""Texts from outside, quoted for where they are shown: a ticket's Markdown, a terminal, a workflow's log.

A file's name, a title, a form's answer, a server's header are read as they are, letter for letter, and do
nothing: no markup, HTML, picture, link, mention or reference in Markdown (GitHub's and GitLab's flavours,
which also read what the specification of CommonMark leaves as text); no control sign in a terminal; no
workflow command in a log (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
Each function gives one line.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: What stands for a sign that is not shown, or that hides others.
HIDDEN: Final = "\ufffd"
#: Breaks a word for a machine, and for no reader.
JOINER: Final = "\u2060"
_SPACES: Final = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
#: Controls, formats (bidirectional ones, invisible ones), halves of signs, private ones.
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co"}
#: Letters and symbols that are drawn as nothing.
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(code) for code in range(0xE0100, 0xE01F0)
}
#: What French and Latin letters write, seen by all: nothing of it is looked at twice.
_PLAIN: Final = re.compile("[ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u202f-\u203a\u20ac\u2190-\u2193]*")
_COMMAND: Final = re.compile(r":(?=:)|##(?=\[)")

_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "`": "&#96;"}
_SIGNS: Final = str.maketrans(_ENTITIES | {sign: f"\\{sign}" for sign in "\\*_{}[]#|~!^"})
#: What begins a list, a title, a rule or a quick action where the text begins a line.
_HEAD: Final = re.compile(r"^(\d*)(?=[-+=/.)])")
#: Where a mention, a reference, an address or an emoji begins, for the filters after Markdown's own.
_CALLS: Final = re.compile(
    r"(?<=@)(?=.)|(?<=[#%~])(?=\w)|(?<=[!&])(?=\d)|(?<=\bGH-)(?=\d)"
    r"|(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=:)(?=[\w+-]+:)",
    re.IGNORECASE | re.ASCII,
)
#: A commit's name; digits alone are rather a telephone's.
_COMMIT: Final = re.compile(r"\b(?=\d*[a-f])[0-9a-f]{7,40}\b", re.IGNORECASE | re.ASCII)
_LINK: Final = re.compile(r"https?://[\w./%?=&#:+-]+|[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def for_terminal(text: str) -> str:
    """`text` on one line, whose signs that nobody sees, or that move others, are shown as « � »."""
    flat = _SPACES.sub(" ", text).strip(" ")
    if _PLAIN.fullmatch(flat):
        return flat
    return "".join(HIDDEN if sign in _BLANK or _unseen(sign) else sign for sign in flat)


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) in _UNSEEN


def for_log(text: str) -> str:
    """`text` for a workflow's log, where a line that holds `::` or `##[` could be an order to its runner."""
    return _COMMAND.sub(lambda found: f"{found[0]} ", for_terminal(text))


def for_markdown(text: str, *, links: bool = False) -> str:
    """`text` in a sentence or a table's cell of Markdown; with `links`, addresses stay links."""
    words = for_terminal(text).split(" ")
    return _headless(" ".join(word if links and _LINK.fullmatch(word) else _plain(word) for word in words))


def _plain(word: str) -> str:
    apart = _COMMIT.sub(lambda found: JOINER.join(re.findall(".{1,6}", found[0])), word)
    return _CALLS.sub(JOINER, apart).translate(_SIGNS)


def _headless(text: str) -> str:
    return _HEAD.sub(r"\1\\", text)


def code_for_markdown(text: str) -> str:
    """A name or an address in Markdown, as code: to be copied as it is, and neither link nor mention.

    Not for a table's cell, which `|` would end.
    """
    plain = for_terminal(text)
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    apart = " " if plain[:1] in ("`", "") or plain.endswith("`") else ""
    return f"{fence}{apart}{plain}{apart}{fence}"


def shortened(text: str, limit: int) -> str:
    """`text`, or its beginning with « … » when it is longer than `limit` signs."""
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"
