"""Any produced byte as it could be read: encodings undone, then letters and digits alone.

What a browser, a mail reader or a calendar undoes is undone here: percent signs, HTML entities, escapes of
JSON and of scripts, base64 of messages and of `data:` addresses, quoted-printable, folded lines, tags within
a word, alphabets other than UTF-8, what a file packs (`generators.lastlook.packed`).
Accents, case, punctuation and spaces go last, so that « 12, rue de l’Été » and "12-rue-de-l-ete" are one.
"""

from __future__ import annotations

import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from email import message_from_bytes, policy
from urllib.parse import unquote_to_bytes

from generators.lastlook.packed import packed

#: Shapes of letters.
_NO_TEXT = ".woff2"
#: What begins with a sign that says so: an entity, JSON's escapes, those of an address.
_ESCAPED = re.compile(
    r"[&\\%](?:(?<=&)(?:#\w+|[A-Za-z]\w{1,30});"
    r"|(?<=\\)u[0-9A-Fa-f]{4}(?:\\u[0-9A-Fa-f]{4})*"
    r"|(?<=\\)x[0-9A-Fa-f]{2}"
    r"|(?<=%)[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*)"
)
_TAG = re.compile(r"(<[^<>]*>)")
_BASE64 = re.compile(rb"base64,([A-Za-z0-9+/\s]{8,}={0,2})")
#: A line of a calendar, or of a quoted-printable text, goes on with the next one; within a letter, even.
_FOLDED = re.compile(rb"=?\r?\n[ \t]|=\r?\n")
#: An angle in degrees, minutes and seconds, as 45°46′16,6″.
_ANGLE = re.compile(r"(\d{1,3})\s*°\s*(\d{1,2})\s*['′’]\s*(\d{1,2}(?:[.,]\d+)?)")
#: Archives within archives are opened so far.
_WITHIN = 9
#: Twice written over: an address within an address, HTML within JSON.
_DEPTH = 3

#: Signs that part words, and are of no letter's family.
_BETWEEN = "’‘ʼ′«»–—‑…·•"

_LOWER = bytes(code + 32 if 65 <= code <= 90 else code for code in range(256))
_APART = bytes(code for code in range(256) if not (code < 128 and chr(code).isalnum()))
_SPACED = bytes(32 if code in _APART else _LOWER[code] for code in range(256))


def squeezed(text: str) -> bytes:
    """Its letters and digits, without accents or case: « 12 bis, rue de l’Été » → b"12bisruedelete".

    What stands in tags comes after the rest, so that they part no word.
    """
    return _plain(_beside_tags(text, "")).translate(_LOWER, _APART)


def spaced(text: str) -> bytes:
    """The same with a space between the words, and around them: « l’Été » is two, as "l'Été" is."""
    for sign in _BETWEEN if not text.isascii() else "":
        text = text.replace(sign, " ")
    return b" %b " % b" ".join(_plain(_beside_tags(text, " ")).translate(_SPACED).split())


def readable(path: str, content: bytes) -> str:
    """The text of a file, its path included: what stands in it, then what is packed inside it."""
    if path.endswith(_NO_TEXT):
        return path
    return "\n".join((_undone(path), *map(_undone, _texts(path, content))))


def _texts(path: str, content: bytes, within: int = 0) -> Iterator[str]:
    if within < _WITHIN and (inside := packed(path, content)) is not None:
        for name, one in inside:
            yield name
            for text in _texts(name, one, within + 1):
                yield text
                if name.endswith(".xml"):  # two cells give a position, and their tags have digits
                    yield _TAG.sub("\t", text)
        return
    if path.endswith((".ics", ".vcf")):
        content = _FOLDED.sub(b"", content).replace(b"\\N", b"\n")
    for text in _as_written(content):
        yield text
        if "°" in text:
            yield " ".join(f"{_degrees(*angle):.6f}" for angle in _ANGLE.findall(text))
    if b"base64," in content:
        yield from (_decoded(found[1]) for found in _BASE64.finditer(content))
    if path.endswith(".eml"):
        yield from _of_message(content)


def _as_written(content: bytes) -> Iterator[str]:
    """The text in the alphabet that its signs are of: UTF-8, else those of Windows too."""
    try:
        yield content.decode()
        return
    except UnicodeDecodeError:
        wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        yield content.decode("utf-16" if wide else "cp1252", "ignore")
    yield content.decode("utf-8", "ignore")


def _degrees(degrees: str, minutes: str, seconds: str) -> float:
    return int(degrees) + int(minutes) / 60 + float(seconds.replace(",", ".")) / 3600


def _decoded(data: bytes) -> str:
    whole = b"".join(data.split()).rstrip(b"=")
    try:
        return binascii.a2b_base64(whole[: len(whole) - (len(whole) % 4 == 1)] + b"==").decode(
            "utf-8", "ignore"
        )
    except binascii.Error:
        return ""


def _of_message(content: bytes) -> Iterator[str]:
    """The headers and the parts of a message, decoded."""
    for part in message_from_bytes(content, policy=policy.default).walk():
        yield from (str(value) for value in part.values())
        if not part.is_multipart():
            body = part.get_payload(decode=True)
            yield body.decode("utf-8", "ignore") if isinstance(body, bytes) else ""


def _undone(text: str) -> str:
    """The text without escapes; where a line ends, so that no word begins with its sign."""
    text = text.replace("\\n", "\n")
    for _ in range(_DEPTH):
        if not _ESCAPED.search(text):
            break
        text = _ESCAPED.sub(_meant, text)
    return text


def _meant(escaped: re.Match[str]) -> str:
    match escaped[0][0]:
        case "&":
            return html.unescape(escaped[0])
        case "%":
            return next(_as_written(unquote_to_bytes(escaped[0])))
    if escaped[0][1] == "x":
        return chr(int(escaped[0][2:], 16))
    return bytes.fromhex(escaped[0].replace("\\u", "")).decode("utf-16-be", "ignore")


def _beside_tags(text: str, gap: str) -> str:
    """The text, then what stands in its tags."""
    if "<" not in text:
        return text
    parts = _TAG.split(text)
    return f"{gap.join(parts[::2])}\n{' '.join(parts[1::2])}"


def _plain(text: str) -> bytes:
    if not text.isascii():
        text = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae")
        text = unicodedata.normalize("NFKD", text)
    return text.encode("ascii", "ignore")
