"""Opening hours as people say them, as the notation of OpenStreetMap: « du lundi au vendredi 9h-17h ».

Nothing is guessed: hours without their days, « un mercredi sur deux », a word that is not known leave the
whole unread. What goes beside the hours (« sur rendez-vous ») is given apart, in its own words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import opening_hours

from generators.words.spoken_closures import closures
from generators.words.spoken_week import DAY, DAYS, PARTS, WEEK, Days, Hours, Item, Slot, written

#: What is said beside hours, and changes none of them.
_BESIDE: Final = re.compile(
    r"\(?\s*\b(?:(?:uniquement|seulement|exclusivement|accueil|consultations?|ou|et)\s+)*"
    r"(?:(?:sur|avec ou sans|avec|sans)\s+(?:prise de\s+)?(?:rendez[ -]?vous|r\.?d\.?v\.?\b))"
    r"(?:\s+(?:uniquement|seulement|prealable|obligatoire|exclusivement|de preference|possible))*\s*\)?"
)
_TOKENS: Final = re.compile(
    r"(?P<always>24 ?/ ?7\b)"
    r"|(?P<allday>\b(?:24 ?h?(?:eures)? ?(?:/|sur) ?24(?: ?h(?:eures)?)?|h ?24)(?![\d/]))"
    r"|(?P<allweek>\b(?:7 ?(?:j|jrs|jours)? ?(?:/|sur) ?7(?: ?j(?:ours)?)?|tous les jours|chaque jour"
    r"|toute la semaine)\b)"
    r"|(?P<time>\b\d{1,2} ?(?:heures?|hrs?|h|:) ?(?:[0-5]\d)?(?: ?min)?(?![\dh:])|\bmidi\b|\bminuit\b)"
    r"|(?P<holidays>\b(?:les )?(?:jours? )?feries?\b)"
    r"|(?P<school>\b(?:les )?vacances(?: scolaires)?\b)"
    r"|(?P<included>\b(?:y compris|inclus|compris|meme)\b)"
    r"|(?P<closed>\bferme(?:e|s|es|ture)?\b)"
    r"|(?P<but>\b(?:sauf|hors|excepte|en dehors de)\b)"
    r"|(?P<from>\b(?:a partir de|des)(?= \d))"
    r"|(?P<working>\b(?:en semaine|la semaine|jours ouvres|semaine)\b)"
    r"|(?P<weekend>\bweek[ -]?ends?\b|\bwe\b)"
    r"|(?P<day>\b(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?|lun|mar|mer|jeu|ven|sam|dim"
    r"|lu|ma|me|je|ve|sa|di)\b\.?)"
    r"|(?P<part>\b(?:matins?|matinees?|apres[ -]?midis?|soirs?|soirees?|journees?)\b)"
    r"|(?P<to>\bau\b|\ba\b|\bjusqu ?'?(?:a|au)\b|->|-)"
    r"|(?P<slash>/)"
    r"|(?P<and>,|;|\n|\||\+|&|\bet\b|\bpuis\b|\bou\b)"
    r"|(?P<filler>\b(?:tous(?= les )|du|de|des|le|les|la|d|entre|"
    r"ouverte?s?|ouverture|horaires?|accueil|permanences?|d'|toute)\b'?"
    r"|[:.()'•]|\bd')"
    r"|(?P<space>\s+)"
    r"|(?P<unknown>\w+|.)"
)
#: The longest night: « 17h-9h » is one, « 14h-9h » a slip.
_NIGHT: Final = 16 * 60
_NAMES: Final = {
    name[:2]: rank
    for rank, name in enumerate(("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"))
}


#: What is written in the notation already.
_NOTATION: Final = re.compile(
    rf"\b(?:{'|'.join(DAYS)}|PH|SH)\b|^24/7|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b.*\boff\b"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hours in the notation, None when they could not be read, and what is said beside, as it was written."""

    notation: str | None
    beside: str = ""
    #: What could not be read, as it was written.
    left: str = ""


def spoken(text: str) -> Spoken:
    """What a text says of hours."""
    text = unicodedata.normalize("NFC", text).strip()
    if _NOTATION.search(text) and opening_hours.validate(text):
        return Spoken(text)
    plain = _plain(text)
    beside = [found[0] for found in re.finditer(_BESIDE, plain)]
    said = " ".join(_as_written(text, plain, found).strip(" ()") for found in re.finditer(_BESIDE, plain))
    rest, closed = closures(_BESIDE.sub(" , " if beside else " ", plain))
    week = _notation(rest) if rest.strip(" ,;.:/()-\n") else ""
    if not week and not closed and week is not None:
        return Spoken(None, said)
    notation = "; ".join(filter(None, (week, *closed)))
    if week is None or not opening_hours.validate(notation):
        return Spoken(None, left=text)
    return Spoken(notation, said)


def _plain(text: str) -> str:
    """Lower case, without accents, sign for sign, so that what is found can be shown as it was written."""
    signs = {"’": "'", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " ", "\r": "\n", "→": "-", "º": "°"}
    return "".join(_letter(signs.get(sign, sign)) for sign in text)


def _letter(sign: str) -> str:
    low = unicodedata.normalize("NFD", sign.lower())[0]
    return low if len(low) == 1 else sign


def _as_written(text: str, plain: str, found: re.Match[str]) -> str:
    assert len(text) == len(plain)
    return text[found.start() : found.end()]


_Token = tuple[str, str]


def _notation(text: str) -> str | None:
    tokens = [*_tokens(_with_hours(text))]
    if any(kind == "unknown" for kind, _ in tokens):
        return None
    tokens, included = _without_included(tokens)
    items = _items(tokens)
    return written(items, included) if items else None


_INCLUDED: Final = (
    ("included", "weekend", "and", "holidays"),
    ("weekend", "and", "holidays", "included"),
    ("included", "holidays"),
    ("holidays", "included"),
    ("included", "weekend"),
    ("weekend", "included"),
)


def _without_included(tokens: list[_Token]) -> tuple[list[_Token], frozenset[str]]:
    """Takes « y compris les jours fériés », « week-end compris » away, and says what is included."""
    kinds = [kind for kind, _ in tokens]
    for pattern in _INCLUDED:
        for rank in range(len(kinds) - len(pattern) + 1):
            if (*kinds[rank : rank + len(pattern)],) == pattern:
                return tokens[:rank] + tokens[rank + len(pattern) :], frozenset(pattern)
    return tokens, frozenset()


def _with_hours(text: str) -> str:
    """« 9-17h » and « 9h à 17 » as « 9h-17h »."""
    text = re.sub(
        r"(?<![\dh:])\b(\d{1,2})(?= ?(?:-|a|et|/) ?\d{1,2} ?(?:h|:))(?! ?/ ?\d+ ?(?:/|j))", r"\1h", text
    )
    return re.sub(r"(\b\d{1,2} ?h ?(?:\d{2})? ?(?:-|a|/) ?\d{1,2})(?! ?[\dh:/])(?!\d)", r"\1h", text)


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKENS.finditer(text):
        kind = found.lastgroup or "unknown"
        if kind not in ("space", "filler"):
            yield kind, found[0]


_ONE_DAY: Final = ("day", "weekend", "working", "allweek", "always", "holidays", "school")


def _items(tokens: list[_Token]) -> list[Item] | None:
    """Days, hours, « fermé », « sauf » in their order, each with its like; None when hours are no slots."""
    items: list[Item] = []
    times: list[int] = []
    rank = 0
    while rank < len(tokens):
        kind, word = tokens[rank]
        if kind in (*_ONE_DAY, "closed", "but", "allday", "from") and times:
            slots = _slots(times)
            if slots is None:
                return None
            _hours(items).slots += slots
            times = []
        if kind in _ONE_DAY:
            found, rank = _days(tokens, rank)
            if items and isinstance(last := items[-1], Days):
                last.add(found)
            else:
                items.append(found)
            if kind == "always":
                _hours(items).slots.append((0, DAY))
            continue
        match kind:
            case "time":
                times.append(_minutes(word))
            case "allday":
                _hours(items).slots.append((0, DAY))
            case "from" if rank + 1 < len(tokens) and tokens[rank + 1][0] == "time":
                rank += 1
                _hours(items).slots.append((_minutes(tokens[rank][1]), None))
            case "part":
                part = next(part for part in (*PARTS, "journee") if word.startswith(part))
                # « le matin : 9h-12h » and « 9h-12h le matin »
                if part in PARTS:
                    _hours(items).parts.add(part)
            case "closed" | "but":
                side = _side(tokens, rank) if kind == "closed" else "after"
                if not side:
                    return None
                items.append(f"{kind} {side}")
            case "and" | "to" | "slash":
                pass
            case _:
                return None
        rank += 1
    slots = _slots(times)
    if slots is None:
        return None
    if slots:
        _hours(items).slots += slots
    return items


def _hours(items: list[Item]) -> Hours:
    """The hours at hand, begun when days stand before them."""
    if not items or not isinstance(items[-1], Hours):
        items.append(Hours())
    last = items[-1]
    assert isinstance(last, Hours)
    return last


def _side(tokens: list[_Token], rank: int) -> str:
    """On which side of « fermé » its days stand: « mardi : fermé », « fermé le mardi »; "" for neither."""
    before = rank > 0 and tokens[rank - 1][0] in _ONE_DAY
    after = rank + 1 < len(tokens) and tokens[rank + 1][0] in _ONE_DAY
    return "" if before == after else "before" if before else "after"


def _days(tokens: list[_Token], rank: int) -> tuple[Days, int]:
    """One day, a range of them, or what stands for several; and the rank of what follows."""
    kind, word = tokens[rank]
    match kind:
        case "allweek" | "always":
            return Days({*WEEK}), rank + 1
        case "working":
            return Days({*range(5)}), rank + 1
        case "weekend":
            return Days({5, 6}), rank + 1
        case "holidays":
            return Days(holidays=True), rank + 1
        case "school":
            return Days(school=True), rank + 1
    first = _NAMES[word[:2]]
    if [k for k, _ in tokens[rank + 1 : rank + 3]] == ["to", "day"]:
        last = _NAMES[tokens[rank + 2][1][:2]]
        return Days({(first + step) % 7 for step in range((last - first) % 7 + 1)}), rank + 3
    return Days({first}), rank + 1


def _minutes(word: str) -> int:
    if word.startswith("midi"):
        return 12 * 60
    if word.startswith("minuit"):
        return DAY
    hour, minute = re.findall(r"\d+", f"{word} 0")[:2]
    return int(hour) * 60 + int(minute)


def _slots(times: list[int]) -> list[Slot] | None:
    """Hours two by two, each after the one before; only the last may end after midnight."""
    if len(times) % 2 or any(time > DAY for time in times):
        return None
    pairs = [*zip(times[::2], times[1::2], strict=True)]
    slots: list[Slot] = []
    for rank, (start, end) in enumerate(pairs):
        start = 0 if start == DAY else start
        end = DAY if end == 0 else end
        if end < start and end + DAY - start > _NIGHT:
            return None
        if start == end or (slots and start < (slots[-1][1] or 0)) or (end < start and rank + 1 < len(pairs)):
            return None
        slots.append((start, end))
    return slots
