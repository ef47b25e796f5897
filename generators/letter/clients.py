"""What e-mail clients make of the features of a letter, by caniemail's data, and what the project accepts.

The data (npm `caniemail`, https://www.caniemail.com) gives for each feature, client and platform an answer by
version: y, a (in part), n or u (unknown), with the numbers of its notes. The last version counts. What stands
in Outlook's conditional comments is left out: no other client reads it, and Outlook always does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Literal

from generators.words import urls
from generators.words.wording import french

Support = Literal["oui", "en partie", "non", "inconnu"]
_SUPPORT: Mapping[str, Support] = {"y": "oui", "a": "en partie", "n": "non"}
#: The clients that French professionals read with; key of the data → name.
MESSAGERIES = {
    "outlook": "Outlook",
    "orange": "Orange",
    "laposte": "La Poste",
    "sfr": "SFR",
    "free-fr": "Free",
    "gmail": "Gmail",
    "apple-mail": "Apple Mail",
}
_PLATEFORMES = {
    "windows": "Windows",
    "windows-mail": "Courrier Windows",
    "macos": "macOS",
    "outlook-com": "Outlook.com",
    "ios": "iPhone",
    "android": "Android",
    "desktop-webmail": "web",
    "mobile-webmail": "web mobile",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A feature: where it fails, where only in part; `raison` says why the letter uses it all the same."""

    nom: str
    titre: str
    url: str
    refus: tuple[str, ...]
    reserves: tuple[str, ...]
    inconnus: tuple[str, ...]
    notes: tuple[str, ...]
    raison: str | None

    @property
    def fautif(self) -> bool:
        """True for what some client refuses and nobody has accepted."""
        return bool(self.refus) and self.raison is None


def verdicts(
    used: Iterable[str], data: Mapping[str, Any], accepted: Mapping[str, str]
) -> tuple[Verdict, ...]:
    """The verdict of each feature that the data know: refused ones first."""
    known = {feature["slug"]: feature for feature in data["data"]}
    found = [_verdict(known[name], accepted.get(name)) for name in sorted(set(used)) if name in known]
    return tuple(sorted(found, key=lambda v: (not v.fautif, not v.refus, not v.reserves, v.nom)))


def unknown(used: Iterable[str], data: Mapping[str, Any]) -> tuple[str, ...]:
    """The features on which the data say nothing."""
    known = {feature["slug"] for feature in data["data"]}
    return tuple(sorted(name for name in set(used) if name not in known))


def _verdict(feature: Mapping[str, Any], reason: str | None) -> Verdict:
    answers = list(_answers(feature["stats"]))
    said = {level: tuple(who for who, found, _ in answers if found == level) for level in _LEVELS}
    numbers = dict.fromkeys(n for _, level, notes in answers if level != "oui" for n in notes)
    notes: Mapping[str, str] = feature.get("notes_by_num") or {}
    return Verdict(
        nom=feature["slug"],
        titre=feature["title"],
        url=feature["url"],
        refus=said["non"],
        reserves=said["en partie"],
        inconnus=said["inconnu"],
        notes=tuple(_bare(notes[n]) for n in numbers if n in notes),
        raison=french(reason) if reason else None,
    )


def _bare(note: str) -> str:
    """A note without its Markdown."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)|`", r"\1", note)


_LEVELS: tuple[Support, ...] = ("oui", "en partie", "non", "inconnu")


def _answers(stats: Mapping[str, Any]) -> Iterator[tuple[str, Support, tuple[str, ...]]]:
    """Each client and platform with its last answer and the notes of that answer."""
    for key, name in MESSAGERIES.items():
        if not stats.get(key):
            yield name, "inconnu", ()
        for platform, versions in (stats.get(key) or {}).items():
            letter, *notes = list(versions.values())[-1].split()
            who = f"{name} ({_PLATEFORMES.get(platform, platform)})"
            yield who, _SUPPORT.get(letter, "inconnu"), tuple(note.strip("#") for note in notes)


#: Tags that caniemail treats under another's name.
_TAGS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "html-h1-h6"),
    **dict.fromkeys(("tbody", "thead", "tr", "td", "th"), "html-table"),
    **dict.fromkeys(("ul", "ol", "li"), "html-lists"),
    **dict.fromkeys(("b", "em", "i"), "html-strong"),
}
#: Properties that caniemail treats under a shorthand's name.
_PROPERTIES = {
    "font-family": "css-font",
    "border-color": "css-border",
    **{f"border-{side}": "css-border" for side in ("top", "right", "bottom", "left")},
    **{f"padding-{side}": "css-padding" for side in ("top", "right", "bottom", "left")},
    **{f"margin-{side}": "css-margin" for side in ("top", "right", "bottom", "left")},
}
#: Written for one site, and dropped by the others.
_PRIVATE = ("mso-", "-webkit-", "-ms-", "-moz-")
_UNIT = re.compile(r"(?<![\w#-])\d*\.?\d+(px|pt|em|rem|vw|vh|ch|cm|mm|in|%)")
_FUNCTION = re.compile(r"\b(calc|var|rgb|rgba|min|max|clamp|light-dark|linear-gradient|radial-gradient)\(")
_FUNCTIONS = {"calc": "css-unit-calc", "var": "css-variables", "min": "css-function-min"}
_FUNCTIONS |= {"max": "css-function-max", "clamp": "css-function-clamp"}
_FUNCTIONS |= {"light-dark": "css-function-light-dark"}
_MEDIA = ("prefers-color-scheme", "prefers-reduced-motion", "orientation", "hover", "device-pixel-ratio")


def features(html: str) -> frozenset[str]:
    """The features of a document: `html-…`, `css-…`, `image-…`, whether caniemail's data has them or not."""
    shown = re.sub(r"<!--\[if [^!].*?<!\[endif\]-->", "", html, flags=re.S)
    reader = _Reader()
    reader.feed(shown)
    found = set(reader.found)
    if "<!--" in html:
        found.add("html-comments")
    return frozenset(found | set(_of_sheet("".join(reader.sheets))))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[str] = set()
        self.sheets: list[str] = []
        self.in_sheet = False

    def handle_decl(self, decl: str) -> None:
        self.found.add("html-doctype")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.in_sheet = tag == "style"
        self.found.add(_TAGS.get(tag, f"html-{tag}"))
        self.found |= {f"html-{name}" for name in values if name != "style"}
        self.found |= set(_of_declarations(values.get("style", "")))
        self.found |= set(_of_address(tag, values))
        if values.get("name") == "color-scheme":
            self.found.add("html-meta-color-scheme")

    def handle_endtag(self, tag: str) -> None:
        self.in_sheet = False

    def handle_data(self, data: str) -> None:
        if self.in_sheet:
            self.sheets.append(data)


def _of_address(tag: str, values: dict[str, str]) -> Iterator[str]:
    href, source = values.get("href", ""), values.get("src", "")
    if tag == "a" and href.startswith("#"):
        yield "html-anchor-links"
    if href.startswith("mailto:"):
        yield "html-mailto-links"
    if source.startswith("data:"):
        yield "image-base64"
    elif tag == "img":
        yield f"image-{urls.parts(source).path.rpartition('.')[2].lower().replace('jpeg', 'jpg')}"


def _of_declarations(text: str) -> Iterator[str]:
    for declaration in text.split(";"):
        name, colon, value = declaration.strip().lower().partition(":")
        if not colon or name.strip().startswith(_PRIVATE):
            continue
        yield _PROPERTIES.get(name.strip(), f"css-{name.strip()}")
        yield from _of_value(name.strip(), value)


def _of_value(name: str, value: str) -> Iterator[str]:
    if name == "display":
        yield from (f"css-display-{word}" for word in ("none", "flex", "grid") if word in value)
    if "!important" in value:
        yield "css-important"
    for unit in _UNIT.findall(value):
        yield f"css-unit-{'percent' if unit == '%' else unit}"
    for function in _FUNCTION.findall(value):
        yield _FUNCTIONS.get(function, f"css-{function}")
    if name.startswith("background") and "url(" in value:
        yield "css-background-image"


def _of_sheet(text: str) -> Iterator[str]:
    for prelude, body in re.findall(r"([^{}]+)\{([^{}]*)", re.sub(r"/\*.*?\*/", "", text, flags=re.S)):
        if "@" in prelude:
            yield from _of_rule(prelude)
        else:
            yield from _of_selectors(prelude)
        yield from _of_declarations(body)


def _of_rule(prelude: str) -> Iterator[str]:
    yield f"css-at-{prelude.split('@')[1].split()[0].strip('(')}"
    yield from (f"css-at-media-{name}" for name in _MEDIA if name in prelude)


def _of_selectors(prelude: str) -> Iterable[str]:
    names = {
        "css-selector-class": r"\.[\w-]",
        "css-selector-id": r"#[\w-]",
        "css-selector-type": r"(?<![\w.#-])[a-z]",
        "css-selector-grouping": r",",
        "css-selector-child": r">",
        "css-selector-adjacent-sibling": r"\+",
        "css-selector-general-sibling": r"~",
        "css-selector-attribute": r"\[",
        "css-selector-universal": r"\*",
        "css-selector-descendant": r"[\w\])] +[\w.#*]",
        "css-selector-chaining": r"[\w\]][.#]",
    }
    yield from (name for name, pattern in names.items() if re.search(pattern, prelude.strip()))
    yield from (f"css-pseudo-class-{name}" for name in re.findall(r"(?<!:):([a-z-]+)", prelude))
    yield from (f"css-pseudo-element-{name}" for name in re.findall(r"::([a-z-]+)", prelude))
