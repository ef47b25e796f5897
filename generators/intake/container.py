"""The parts of a workbook (a ZIP of XML), read in pieces and within bounds, by a parser that expands nothing.

Why no library: openpyxl and odfpy build the whole workbook first, so that one of a few kilobytes can take all
memory; and neither tells a formula that was never reckoned from an empty cell, when it reads as a stream.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from generators.intake.sheets import Unreadable

#: What is read of a workbook, unpacked: twenty thousand rows of twenty columns take a third of it.
MOST_BYTES: Final = 64 * 1024 * 1024
_MOST_SMALL: Final = 4 * 1024 * 1024
_DIRECTORY: Final = 2 * 1024 * 1024
_PIECE: Final = 64 * 1024
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"

BROKEN: Final = (
    "le fichier est abîmé\u00a0: ouvrez-le dans Excel ou LibreOffice, enregistrez-en une copie en .xlsx, et "
    "recommencez avec elle"
)
LOCKED: Final = (
    "le fichier est protégé par un mot de passe\u00a0: enregistrez-en une copie sans mot de passe, et "
    "recommencez avec elle"
)
HUGE: Final = (
    "le fichier est trop gros une fois ouvert\u00a0: gardez la feuille des structures, sans images ni mise "
    "en forme des lignes vides, et recommencez"
)

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Container:
    """An open workbook; `names` are its parts."""

    def __init__(self, raw: bytes) -> None:
        _look_at_the_end(raw[-66_000:])
        try:
            self._zip = ZipFile(io.BytesIO(raw))
        except (BadZipFile, OSError, ValueError, LookupError, NotImplementedError, struct.error) as error:
            raise Unreadable(BROKEN) from error
        self.names = frozenset(self._zip.namelist())
        self._allowed = MOST_BYTES

    def small(self, name: str) -> bytes:
        """A part that is never long; empty when it is not there."""
        pieces: list[bytes] = []
        if name in self.names:
            self._pieces(name, lambda piece, _: pieces.append(piece), _MOST_SMALL)
        return b"".join(pieces)

    def parse(self, name: str, start: Start, end: End, text: Text | None = None) -> None:
        """Walk through a part; names come without their prefix. Raises `Unreadable`."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        if text:
            parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _no_declaration
        try:
            self._pieces(name, parser.Parse, MOST_BYTES)
        except (expat.ExpatError, ValueError, LookupError, RecursionError) as error:
            raise Unreadable(BROKEN) from error

    def _pieces(self, name: str, take: Callable[[bytes, bool], object], most: int) -> None:
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                raise Unreadable(LOCKED)
            self._allowed -= info.file_size
            if info.file_size > most or self._allowed < 0:
                raise Unreadable(HUGE)
            # ZipFile gives no more than the size that the directory tells.
            with self._zip.open(info) as part:
                while piece := part.read(_PIECE):
                    take(piece, False)
            take(b"", True)
        except (BadZipFile, KeyError, EOFError, OSError, zlib.error, NotImplementedError) as error:
            raise Unreadable(BROKEN) from error


def _no_declaration(*_: object) -> None:
    """No workbook declares a document type; who does wants its entities expanded."""
    raise Unreadable(BROKEN)


def _look_at_the_end(tail: bytes) -> None:
    """Refuses a directory of parts that would fill the memory before any part is read."""
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise Unreadable(BROKEN)
    if (
        int.from_bytes(tail[at + 12 : at + 16], "little") > _DIRECTORY
        or _END_64 in tail[max(0, at - 20) : at]
    ):
        raise Unreadable(HUGE)
