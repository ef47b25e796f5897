"""Any produced byte as it could be read: encodings undone, then letters and digits alone.

What a browser, a mail reader or a calendar undoes is undone here: percent signs, HTML entities, JSON
escapes, base64 of messages and of `data:` addresses, quoted-printable, folded lines, tags within a word, what
a workbook or an archive packs (ZIP).
Accents, case, punctuation and spaces go last, so that « 12, rue de l’Été » and "12-rue-de-l-ete" are one.
"""

from __future__ import annotations

import binascii
import html
import io
import re
import unicodedata
import zlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

#: Scripts, styles, letters' shapes: nobody's text, a third of the site, and looked through as it stands.
_AS_IT_IS = (".js", ".css", ".woff2")
#: What begins with a sign that says so: an entity, JSON's escapes, those of an address.
_ESCAPED = re.compile(
    r"[&\\%](?:(?<=&)(?:#\w+|[A-Za-z]\w{1,30});"
    r"|(?<=\\)u[0-9A-Fa-f]{4}(?:\\u[0-9A-Fa-f]{4})*"
    r"|(?<=%)[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*)"
)
_TAG = re.compile(r"(<[^<>]*>)")
_BASE64 = re.compile(rb"base64,([A-Za-z0-9+/\s]{8,}={0,2})")
#: A line of a calendar, or of a quoted-printable text, goes on with the next one.
_FOLDED = re.compile(r"=?\r?\n[ \t]|=\r?\n")
#: How every ZIP begins: archives, workbooks, texts of an office.
_PACKED = b"PK\x03\x04"
#: Archives within archives are opened so far.
_WITHIN = 3
#: Twice written over: an address within an address, HTML within JSON.
_DEPTH = 3

_LOWER = bytes(code + 32 if 65 <= code <= 90 else code for code in range(256))
_APART = bytes(code for code in range(256) if not (code < 128 and chr(code).isalnum()))
_SPACED = bytes(32 if code in _APART else _LOWER[code] for code in range(256))


def squeezed(text: str) -> bytes:
    """Its letters and digits, without accents or case: « 12 bis, rue de l’Été » → b"12bisruedelete".

    What stands in tags comes after the rest, so that they part no word.
    """
    return _plain(_beside_tags(text, "")).translate(_LOWER, _APART)


def spaced(text: str) -> bytes:
    """The same with a space between the words, and around them."""
    return b" %b " % b" ".join(_plain(_beside_tags(text, " ")).translate(_SPACED).split())


def readable(path: str, content: bytes) -> str:
    """The text of a file, its path included: what stands in it, then what is packed inside it."""
    if path.endswith(_AS_IT_IS):
        return f"{path}\n{content.decode('ascii', 'ignore')}"
    return "\n".join((_undone(path), *map(_undone, _texts(path, content))))


def _texts(path: str, content: bytes, within: int = 0) -> Iterator[str]:
    if content.startswith(_PACKED) and within < _WITHIN:
        yield from _of_archive(content, within + 1)
        return
    text = content.decode("utf-8", "ignore")
    yield _FOLDED.sub("", text) if path.endswith((".ics", ".vcf")) else text
    if b"base64," in content:
        yield from (_decoded(found[1]) for found in _BASE64.finditer(content))
    if path.endswith(".eml"):
        yield from _of_message(content)


def _of_archive(content: bytes, within: int) -> Iterator[str]:
    """What each file of an archive says, its name included; of a damaged one, what stands in the open."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            for packed in archive.infolist():
                yield packed.filename
                for text in _texts(packed.filename, archive.read(packed), within):
                    yield text
                    if packed.filename.endswith(
                        ".xml"
                    ):  # two cells give a position, and their tags have digits
                        yield _TAG.sub("\t", text)
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        yield content.decode("utf-8", "ignore")


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
    text = text.replace("\\n", "\n").replace("\\N", "\n")
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
            return unquote(escaped[0], errors="ignore")
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
