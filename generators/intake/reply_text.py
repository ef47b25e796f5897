"""What somebody wrote in an answer, apart from what the program quoted below it and from the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generators.words.assent import assents
from generators.words.wording import fold

#: « Le 12 nov. 2026 à 10:00, Mon réseau <…> a écrit : », which a program may cut over several lines.
_BEGUN = re.compile(r"^[> \t]*(?:Le|On|Am)\b", re.IGNORECASE)
_WROTE = re.compile(r"(?:\ba\s+[ée]crit|wrote|schrieb)\s*:?\s*$", re.IGNORECASE)
_WHEN = re.compile(r"\d{1,2}\s?[:h/.]\s?\d{2}")
_LINES_OF_IT = 4
_BANNER = re.compile(
    r"^[ \t]*(?:-{2,}\s*(?:message d.origine|message original|original message|message "
    r"transféré|forwarded message)"
    r"\s*-{2,}|_{10,})[ \t]*$",
    re.IGNORECASE,
)
_HEADER = re.compile(r"^[ \t>*]*(?:de|from|envoyé|sent|expéditeur)\s?\*?\s?:\*?\s", re.IGNORECASE)
_SECOND = re.compile(r"^[ \t>*]*(?:envoyé|sent|date|à|to|objet|subject)[^:\n]{0,12}:\*?\s", re.IGNORECASE)
#: Where a signature or a program's own words begin.
_SIGNED = re.compile(
    r"^(?:--\s?|—|_{3,}|envoyé (?:de|depuis|à partir de) (?:mon|ma|my|l.|outlook|yahoo|gmail)\b.*|"
    r"sent from my .*|(?:obtenir|télécharger|get) outlook .*|ce (?:message|courriel|mail|courrier) "
    r"(?:et|est) .*|"
    r"(?:les informations contenues|this (?:e-?mail|message)) .*|p\.?s\.? environnement.*|"
    r"pensez à l.environnement.*|avant d.imprimer.*)$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:(?:bien|tres) )?(?:cordialement|cdlt|cdt|respectueusement|bien a (?:vous|toi)|sinceres salutations|"
    r"salutations(?: distinguees)?|a bientot|(?:bonne|belle|excellente) (?:journee|soiree|semaine|fin de "
    r"semaine))"
    r"(?: (?:a vous|et merci))?$"
)
#: What may stand in a signature beside a name: what somebody is in the house.
_FUNCTIONS = frozenset(
    "directrice directeur adjointe adjoint responsable chef cheffe coordinatrice coordinateur coordonnatrice "
    "coordonnateur secretariat secretaire accueil educatrice educateur specialisee specialise assistante "
    "assistant "
    "sociale social psychologue referente referent chargee charge mission presidente president service "
    "pole equipe "
    "standard direction generale general administrative administratif juriste infirmiere infirmier de du "
    "la le les des "
    "d l et pour".split()
)
_LONGEST_SIGNATURE = 6


@dataclass(frozen=True, slots=True)
class Reply:
    """`own` is what was written, `quoted` what was quoted, without its marks.

    `between` when words stand among the quoted lines: each answers the line above it, and only a person can
    tell.
    """

    own: str
    quoted: str
    between: bool = False


def parted(text: str) -> Reply:
    """The two parts of an answer."""
    head, tail = _cut(text)
    lines = head.split("\n")
    own = [line for line in lines if not _QUOTED.match(line)]
    quoted = [_bare(line) for line in lines if _QUOTED.match(line)]
    return Reply(without_signature("\n".join(own)), "\n".join([*quoted, *tail]).strip(), _among(lines))


_QUOTED = re.compile(r"^[ \t]*>")


def _bare(line: str) -> str:
    """A quoted line without its marks."""
    return re.sub(r"^[ \t]*(?:>[ \t]?)+", "", line)


def _cut(text: str) -> tuple[str, list[str]]:
    """What stands above the letter that was answered, and that letter where no mark quotes it."""
    lines = _unattributed(text.split("\n"))
    for number, line in enumerate(lines):
        follows = next((each for each in lines[number + 1 : number + 3] if each.strip()), "")
        if _BANNER.match(line) or (_HEADER.match(line) and _SECOND.match(follows)):
            return "\n".join(lines[:number]), [_bare(each) for each in lines[number:]]
    return "\n".join(lines), []


def _unattributed(lines: Sequence[str]) -> list[str]:
    """The lines without those by which a program says who wrote what it quotes."""
    kept: list[str] = []
    number = 0
    while number < len(lines):
        length = _attribution(lines[number : number + _LINES_OF_IT]) if _BEGUN.match(lines[number]) else 0
        kept.append("" if length else lines[number])
        number += length or 1
    return kept


def _attribution(lines: Sequence[str]) -> int:
    """How many of these lines say who wrote, and when; 0 when they say something else."""
    said = ""
    for length, line in enumerate(lines, start=1):
        said = f"{said} {_bare(line)[:_WIDEST]}"
        if _WROTE.search(said):
            return length if _WHEN.search(said) else 0
    return 0


#: No line that says who wrote is longer.
_WIDEST = 300


def _among(lines: Sequence[str]) -> bool:
    """True when words stand between two quoted lines."""
    marks = "".join("q" if _QUOTED.match(line) else "w" for line in lines if line.strip())
    return "qwq" in re.sub(r"(.)\1+", r"\1", marks)


def without_signature(text: str) -> str:
    """What was written, down to where the name begins."""
    lines = [line.strip() for line in text.strip().split("\n")]
    for number, line in enumerate(lines):
        if _SIGNED.match(line) and number:
            lines = lines[:number]
            break
    for number, line in enumerate(lines):
        if number and _CLOSING.match(fold(line)):
            lines = lines[:number]
            break
    return "\n".join(_without_name(lines)).strip()


def _without_name(lines: Sequence[str]) -> Sequence[str]:
    """The lines without those at the end that are a name, a function, the name of a house."""
    kept = list(lines)
    for _ in range(_LONGEST_SIGNATURE):
        while kept and not kept[-1]:
            kept.pop()
        if len(kept) > 1 and _is_a_name(kept[-1]) and not assents(kept[-1]):
            kept.pop()
        else:
            break
    return kept


def _is_a_name(line: str) -> bool:
    """True for « Marie Durand », « La directrice », « Pôle accueil »: capitals, functions, no sentence."""
    words = re.findall(r"[^\W\d_]+", line)
    if not words or len(words) > 8 or re.search(r"[:?!0-9@]", line) or line.rstrip().endswith("."):
        return False
    return all(word[0].isupper() or fold(word) in _FUNCTIONS for word in words) and not _shouted(words)


def _shouted(words: Sequence[str]) -> bool:
    """« TOUT EST EXACT » is no name: three words in capitals or more say something."""
    return len(words) > 2 and all(word.isupper() for word in words)
