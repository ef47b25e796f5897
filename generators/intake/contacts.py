"""Telephones, mailbox and site as people write them in a cell: of the last two the first comes in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from generators.intake.phones import line_label, numbers
from generators.intake.reading import Context, Reading
from generators.intake.sound import line, sound
from generators.records.values.phones import read_phone
from generators.words.wording import fold

_MAILBOX: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AT: Final = re.compile(
    r"\s*(?:\[\s*(?:at|arobase|@)\s*\]|\(\s*(?:at|arobase|@)\s*\)|\s@\s)\s*", re.IGNORECASE
)
_SITE: Final = re.compile(
    r"(?:https?\s?[:/]+\s?)?(?:[\w-]+\.)+[a-zà-ÿ]{2,}(?::\d+)?(?:[/?#][^\s<>«»\"]*)?", re.IGNORECASE
)
_NETWORKS: Final = re.compile(
    r"//(?:[\w-]+\.)*(?:facebook|instagram|linkedin|twitter|x|tiktok|snapchat)\.com", re.I
)


def phone(text: str, _: Context) -> Reading:
    """The first number, and the other lines of the service, each with its label."""
    found = numbers(text)
    main, *others = found.lines or (None,)
    values: dict[str, object] = {}
    if main:
        values["telephone"], values["ligne_pour"] = str(main[0]), main[1]
        values["lignes"] = [{"pour": label, "telephone": str(number)} for number, label in others]
    known = {key: value for key, value in values.items() if value}
    return Reading(known, "; ".join(found.left))


def beside(reading: Reading, title: str, values: Mapping[str, Any]) -> Reading:
    """A reading laid beside what other columns gave: a number that is not the first is one more line, which
    the title of its column may name (« Tél. parents »).
    """
    found = dict(reading.values)
    lines = [line for line in found.pop("lignes", ()) if isinstance(line, dict)]  # type: ignore[attr-defined]
    number = read_phone(str(found.get("telephone", "")))
    if number and number != values.get("telephone", number) and not number.is_mobile:
        label = found.pop("ligne_pour", "") or line_label(title)
        lines.insert(0, {"pour": label, "telephone": found.pop("telephone")})
    said = {values.get("telephone"), *(line["telephone"] for line in values.get("lignes", ()))}
    fresh = [line for line in lines if line["telephone"] not in said]
    return Reading({**found, **({"lignes": fresh} if fresh else {})}, reading.left)


def mailbox(text: str, _: Context) -> Reading:
    """The first mailbox, « (at) » understood."""
    said = _AT.sub("@", re.sub(r"(?i)mailto:", "", text))
    found = [*dict.fromkeys(match[0].rstrip(".") for match in _MAILBOX.finditer(said))]
    kept = [box for box in found if sound("courriel", box)]
    rest = _without(said, found, "ou", "et", "mail", "courriel", "e mail", "email")
    left = [*(box for box in found if box not in kept[:1]), *([rest] if rest else [])]
    return Reading({"courriel": kept[0]} if kept else {}, "; ".join(left))


def site(text: str, _: Context) -> Reading:
    """The first address, whole: « www.exemple.fr » gets its https://; a page of a social network is none."""
    found = [match[0].rstrip(".,;)") for match in _SITE.finditer(_MAILBOX.sub(" ", text))]
    whole = {written: _address_of(written) for written in found}
    kept = [w for w, url in whole.items() if sound("site_web", url) and not _NETWORKS.search(url)]
    rest = _without(text, found, "ou", "et", "site", "web", "internet", "site web", "site internet")
    left = [*(written for written in found if written not in kept[:1]), *([rest] if rest else [])]
    return Reading({"site_web": whole[kept[0]]} if kept else {}, "; ".join(left))


def _address_of(written: str) -> str:
    scheme = re.match(r"(https?)\s?[:/]+\s?", written, re.IGNORECASE)
    bare = written[scheme.end() :] if scheme else written
    host, slash, path = bare.partition("/")
    return f"{scheme[1].lower() if scheme else 'https'}://{host.lower()}{slash}{path}"


def _without(text: str, found: Iterable[str], *plain: str) -> str:
    """What else a text says, when it says something."""
    for each in found:
        text = text.replace(each, " ")
    rest = line(text).strip(" ,;/|:–-<>()")
    return "" if fold(rest) in ("", *plain) else rest


def contact(text: str, context: Context) -> Reading:
    """Numbers, mailboxes and sites in one cell; the words between them stay out."""
    said = _AT.sub("@", text)
    boxes = _MAILBOX.findall(said)
    rest = _MAILBOX.sub("\n", said)
    sites = [match[0] for match in _SITE.finditer(rest) if re.search(r"[a-z]{2}", match[0], re.IGNORECASE)]
    rest = _SITE.sub("\n", rest)
    reads = [
        *([mailbox(" ; ".join(boxes), context)] if boxes else []),
        *([site(" ; ".join(sites), context)] if sites else []),
        *([phone(rest, context)] if fold(rest) else []),
    ]
    values = {key: value for read in reads for key, value in read.values.items()}
    return Reading(values, "; ".join(read.left for read in reads if read.left))
