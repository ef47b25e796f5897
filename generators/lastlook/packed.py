"""What a file packs: the files of an archive or of a workbook (ZIP), what gzip holds, the words of a PDF."""

from __future__ import annotations

import base64
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Final
from zipfile import BadZipFile, ZipFile

#: How they begin.
_ZIP, _GZIP, _PDF = b"PK\x03\x04", b"\x1f\x8b", b"%PDF-"
#: What is not what its beginning says is read as it stands.
_BROKEN = (BadZipFile, OSError, EOFError, RuntimeError, ValueError, ArithmeticError, LookupError, zlib.error)
#: zlib reads the head that gzip writes, and its own.
_EITHER: Final = 32 + zlib.MAX_WBITS

_STREAM, _END = re.compile(rb"(?<!end)stream\r?\n"), b"endstream"
#: A string in brackets, or in hexadecimal digits (ISO 32000-1, 7.3.4).
_STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]{2,})>", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_CONTROLS: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_LINE_ENDS: Final = (b"\r\n", b"\n", b"\r")
#: What shows a text: strings, with the gaps between them; and what shows it on another line.
_SHOWN = re.compile(rb"\[((?:\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|[-\d.\s])*)\]\s*TJ", re.DOTALL)
_SHOWN_ALONE = re.compile(rb"(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)\s*(?:Tj|'|\")", re.DOTALL)
#: What the codes of a font mean (ISO 32000-1, 9.10.3): one, or a range of them.
_MEANINGS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_CODE = rb"<([0-9A-Fa-f]+)>\s*"
_ONE, _MANY = re.compile(_CODE + _CODE), re.compile(_CODE + _CODE + rb"(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
#: The shapes of letters and drawings in points begin with signs that no text has.
_SHAPE: Final = 64
#: The codes of a range at most.
_RANGE: Final = 0x10000
Meanings = Mapping[bytes, str]


def packed(path: str, content: bytes) -> list[tuple[str, bytes]] | None:
    """Each file that stands in this one, by its name; None where it packs nothing, or is damaged."""
    try:
        if content.startswith(_ZIP):
            return [*_of_zip(content)]
        if content.startswith(_GZIP):
            return [(path.removesuffix(".gz"), zlib.decompressobj(_EITHER).decompress(content))]
        if content.startswith(_PDF):
            return [(f"{path}.txt", text.encode("utf-8", "ignore")) for text in _of_pdf(content)]
    except _BROKEN:
        pass
    return None


def _of_zip(content: bytes) -> Iterator[tuple[str, bytes]]:
    with ZipFile(io.BytesIO(content)) as archive:
        yield "", archive.comment
        for one in archive.infolist():
            yield one.filename, archive.read(one)
            yield "", one.comment


def _of_pdf(content: bytes) -> Iterator[str]:
    """Its own strings (title, contents, words said in place of a drawing), then what its pages show.

    Which font a page shows a text in is not asked: the codes are read as each of them would.
    """
    parts = [*_parts(content)]
    fonts = [meanings for part in parts if (meanings := _meanings(part))]
    for part in parts:
        yield part.decode("utf-8", "ignore")  # what describes it (XMP)
        yield "\n".join(map(_as_text, map(_bytes, _STRING.finditer(part))))
        if shown := [*_shown(part)]:
            yield from ("\n".join(_decoded(line, font) for line in shown) for font in fonts)


def _parts(content: bytes) -> Iterator[bytes]:
    """What stands in the open, then what each stream unpacks to."""
    there = 0
    for found in _STREAM.finditer(content):
        if found.end() < there:
            continue
        end = content.find(_END, found.end())
        for packed, rest in ((content[found.end() :], 0), (_from_letters(content[found.end() : end]), end)):
            unpacking = zlib.decompressobj(_EITHER)
            try:
                unpacked = unpacking.decompress(packed)
            except zlib.error:  # it is not packed so
                continue
            if not packed:
                continue
            yield content[there : found.start()]
            if b"\0" not in unpacked[:_SHAPE]:
                yield unpacked
            there = rest or len(content) - len(unpacking.unused_data)
            break
    yield content[there:]


def _from_letters(stream: bytes) -> bytes:
    """A stream that was written in letters alone (ASCII85), as bytes; nothing of another."""
    text = b"".join(stream.split())
    try:
        return base64.a85decode(text.removesuffix(b"~>")) if text.endswith(b"~>") else b""
    except ValueError:
        return b""


def _shown(part: bytes) -> Iterator[bytes]:
    """The codes of each text that is shown."""
    for found in (*_SHOWN.finditer(part), *_SHOWN_ALONE.finditer(part)):
        yield b"".join(map(_bytes, _STRING.finditer(found[1])))


def _bytes(string: re.Match[bytes]) -> bytes:
    if string[2] is not None:
        digits = b"".join(string[2].split()).decode()
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    return _ESCAPE.sub(_meant, string[1])


def _meant(escape: re.Match[bytes]) -> bytes:
    if escape[1]:
        return bytes((int(escape[1], 8) & 0xFF,))
    return b"" if escape[2] in _LINE_ENDS else _CONTROLS.get(escape[2], escape[2])


def _as_text(string: bytes) -> str:
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", "ignore")
    try:
        return string.decode()
    except UnicodeDecodeError:
        return string.decode("cp1252", "ignore")


def _meanings(part: bytes) -> dict[bytes, str]:
    """The code of each sign of a font → the text that it stands for."""
    found: dict[bytes, str] = {}
    for kind, block in _MEANINGS.findall(part):
        if kind == b"char":
            found |= {bytes.fromhex(code.decode()): _text(meant) for code, meant in _ONE.findall(block)}
            continue
        for first, last, meant, each in _MANY.findall(block):
            begin, size = int(first, 16), len(first) // 2
            texts = [_text(digits) for digits in re.findall(rb"<([0-9A-Fa-f]+)>", each)]
            end = min(int(last, 16), 256**size - 1)  # no code is longer than the first
            for step in range(min(end - begin + 1, len(texts) if each else _RANGE)):
                one = texts[step] if each else _text(meant)
                found[(begin + step).to_bytes(size)] = one if each else one[:-1] + chr(ord(one[-1]) + step)
    return found


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "ignore") or " "


def _decoded(codes: bytes, font: Meanings) -> str:
    size = len(next(iter(font)))
    return "".join(font.get(codes[at : at + size], "") for at in range(0, len(codes), size))
