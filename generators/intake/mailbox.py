"""Messages as they come out of a mailbox: an .eml or an mbox, whatever its encodings, as text and a few
facts.

RFC 5322 and MIME for the message, RFC 3464 for what could not be delivered, RFC 3834 for what a machine
answered, RFC 3676 for lines that a program cut to length. Nothing of it is trusted, and nothing is run or
fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Literal
from zoneinfo import ZoneInfo

from generators.land.territories import PARIS
from generators.words.wording import fold

#: A person wrote it; it came back; it says that somebody is away; a machine says something else.
Sort = Literal["reponse", "retour", "absence", "automate"]
#: A message of more text than this is no answer to a letter; more messages than these are no answers either.
LONGEST, MOST = 200_000, 5_000
_MBOX = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\r?\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_AWAY = re.compile(
    r"^(?:(?:re|tr|fw|fwd) )*(?:reponse automatique|absence|absente?|message d absence|automatic "
    r"reply|auto reply|"
    r"out of office|absent du bureau|en conges|conges)\b"
)
_FAILED = re.compile(
    r"\b(?:undeliver\w*|undelivered|delivery (?:status notification|failure)|returned mail|mail delivery "
    r"failed|"
    r"echec de (?:la )?(?:remise|livraison)|non remis|non distribuable|failure notice)\b"
)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a server says of a letter that it could not deliver; `temporary` when it may still try."""

    status: str
    temporary: bool


@dataclass(frozen=True, slots=True)
class Received:
    """One message: who and when, what it answers, its text. `day` is the day in Paris, None when it has none.

    `refused` when the mailbox's own server found that the sender is not who it says (RFC 8601, `dmarc=fail`).
    """

    sort: Sort
    sender: str
    day: date | None
    subject: str
    references: tuple[str, ...]
    text: str
    identifier: str = ""
    attached: bool = False
    refused: bool = False
    returned: Returned | None = None


def messages(data: bytes) -> Iterator[Received]:
    """The messages of a file: one, or those of an mbox; none in what is no message."""
    if _MBOX.match(data):
        parts = _MBOX.split(data)[1:]
        yield from (_received(_ESCAPED.sub(rb"\1", part)) for part in parts[:MOST] if part.strip())
    elif re.match(rb"(?:\xef\xbb\xbf)?[\x21-\x39\x3b-\x7e]+:", data):
        yield _received(data.removeprefix(b"\xef\xbb\xbf"))


def _received(data: bytes) -> Received:
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    returned = _returned(mail)
    text = "" if returned else _text(mail)[:LONGEST]
    return Received(
        sort=_sort(mail, returned),
        sender=_sender(mail),
        day=_day(mail),
        subject=_header(mail, "Subject"),
        references=(*_references(mail), *(_inside(mail) if returned else ())),
        text=text,
        identifier=_header(mail, "Message-ID"),
        attached=any(part.get_content_disposition() == "attachment" for part in mail.walk()),
        refused=any("dmarc=fail" in fold_header for fold_header in _all(mail, "Authentication-Results")),
        returned=returned,
    )


def _all(mail: Message, name: str) -> tuple[str, ...]:
    """The values of a header, whatever is wrong with them."""
    try:
        return tuple(" ".join(str(value).split()) for value in mail.get_all(name, []))
    except (
        ValueError,
        IndexError,
        AttributeError,
        TypeError,
        LookupError,
    ):  # what the parser of headers lets fall
        return ()


def _header(mail: Message, name: str) -> str:
    return next(iter(_all(mail, name)), "")


def _sender(mail: Message) -> str:
    found = [address for _, address in getaddresses(list(_all(mail, "From"))) if "@" in address]
    return found[0].strip().lower() if len(found) == 1 else ""


def _day(mail: Message) -> date | None:
    try:
        moment = parsedate_to_datetime(_header(mail, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _in_paris(moment)


def _in_paris(moment: datetime) -> date | None:
    try:
        return moment.astimezone(ZoneInfo(PARIS)).date() if moment.tzinfo else moment.date()
    except (OverflowError, ValueError):
        return None


def _references(mail: Message) -> tuple[str, ...]:
    said = " ".join((*_all(mail, "In-Reply-To"), *_all(mail, "References")))
    return tuple(dict.fromkeys(re.findall(r"<[^<>\s]+>", said)))


def _sort(mail: Message, returned: Returned | None) -> Sort:
    if returned:
        return "retour"
    automatic = next(iter(_all(mail, "Auto-Submitted")), "no").lower().partition(";")[0].strip()
    replies = automatic == "auto-replied" or any(
        _all(mail, name) for name in ("X-Autoreply", "X-Autorespond")
    )
    if replies or _AWAY.match(fold(_header(mail, "Subject"))):
        return "absence"
    if automatic != "no" or mail.get_content_type() == "multipart/report":
        return "automate"
    return "reponse"


def _returned(mail: Message) -> Returned | None:
    """What a delivery report says (RFC 3464), or an older one in words; None of any other message."""
    report = next(
        (part for part in mail.walk() if part.get_content_type() == "message/delivery-status"), None
    )
    if report is not None:
        groups = report.get_payload()
        fields = [group for group in groups if isinstance(group, Message)] if isinstance(groups, list) else []
        status = next((found for group in fields if (found := _header(group, "Status"))), "")
        action = next((found for group in fields if (found := _header(group, "Action"))), "").lower()
        return Returned(status, action == "delayed" or status.startswith("4"))
    from_a_server = _sender(mail).partition("@")[0] in {"mailer-daemon", "postmaster"}
    failed = _header(mail, "X-Failed-Recipients") or _FAILED.search(fold(_header(mail, "Subject")))
    return Returned("", temporary=False) if from_a_server and failed else None


def _inside(mail: Message) -> Iterator[str]:
    """The identifiers and the subject of the letter that came back: whole, its head alone, or quoted."""
    for part in mail.walk():
        if part is not mail and part.get_content_type() != "message/delivery-status":
            yield from re.findall(r"<[^<>\s]+>", _header(part, "Message-ID"))
            yield _header(part, "Subject")
        if part.get_content_type() in ("text/rfc822-headers", "text/plain"):
            yield from re.findall(r"(?im)^(?:Message-ID|Subject):[ \t]*(.+(?:\r?\n[ \t].+)*)", _content(part))


def _content(part: Message) -> str:
    """The text of a part, in whatever alphabet it says or really has."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    said = part.get_content_charset() or "utf-8"
    for charset in (said, "utf-8", "cp1252"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


def _text(mail: EmailMessage) -> str:
    """What the message says: its plain part, or its HTML as lines when that is empty or missing."""
    parts = [part for part in mail.walk() if part.get_content_disposition() != "attachment"]
    plain = [_unflowed(part) for part in parts if part.get_content_type() == "text/plain"]
    if any(text.strip() for text in plain):
        return _clean("\n".join(plain))
    html = [_content(part) for part in parts if part.get_content_type() == "text/html"]
    return _clean("\n".join(of_html(each[: 4 * LONGEST]) for each in html))


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").replace("\u202f", " ")
    return "".join(
        sign for sign in text if sign in "\n\t" or (sign.isprintable() and sign not in "\u200b\u2060")
    )


def _unflowed(part: Message) -> str:
    """The lines that `format=flowed` cut, whole again (RFC 3676); quoted ones keep their marks."""
    text = _content(part).replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joiner = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    made: list[str] = []
    open_ = ""
    for line in text.split("\n"):
        marks = re.match(r">*", line)
        depth = marks[0] if marks else ""
        bare = line[len(depth) :].removeprefix(" ")
        if open_ == depth and made and made[-1].endswith(" ") and not made[-1].endswith("-- "):
            made[-1] = made[-1][:-1] + joiner + bare
        else:
            made.append(f"{depth} {bare}" if depth else bare)
        open_ = depth
    return "\n".join(made)


_BLOCKS = frozenset(
    "p div br li tr h1 h2 h3 h4 h5 h6 table ul ol blockquote hr pre section article dt dd".split()
)
#: Quotes of quotes are marked no deeper.
_DEEPEST = 3
_SILENT = frozenset({"script", "style", "head", "title"})


class _Lines(HTMLParser):
    """HTML as lines of text; what a `blockquote` holds is marked as programs mark what they quote."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.silent = self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        if tag in _BLOCKS:
            self._break()
        if tag == "blockquote":
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        if tag in _BLOCKS - {"br", "hr"}:
            self._break()
        if tag == "blockquote":
            self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        if not self.silent and (words := re.sub(r"[ \t\r\n]+", " ", data)):
            if not self.lines[-1]:
                words = ("> " * min(self.depth, _DEEPEST)) + words.lstrip()
            self.lines[-1] += words

    def _break(self) -> None:
        self.lines.append("")


def of_html(html: str) -> str:
    """The text of a page, a line a block; empty lines between blocks are kept to one."""
    reader = _Lines()
    reader.feed(html)
    reader.close()
    text = "\n".join(line.rstrip() for line in reader.lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
