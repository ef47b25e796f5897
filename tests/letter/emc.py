"""The rules of the Email Markup Consortium that a file can show, by name, and who checks each.

Its reports on accessibility (2022 to 2026, https://emailmarkup.org/en/reports/accessibility/) rank what the
checker of Parcel finds; its « compliant standards » (https://emailmarkup.org/en/docs/compliant-standards/)
say what markup should do. Axe checks what it knows (`AXE`, in a browser), html-validate too; the rest, which
is about e-mail, is here (`RULES`). A letter is read twice: as all clients but Outlook read it, and as Outlook
does, with what stands in its conditional comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.letter.markup import Element, in_outlook, outside_outlook, tree

#: Words that say nothing of where a link leads, in French and in English.
VAGUE = re.compile(
    r"(cliquez )?(ici|là)|cliquez|lire|voir|lien|(en )?savoir plus|(lire|voir) (la suite|plus)|"
    r"plus( d’infos?)?|suite|accéder|découvrir|télécharger|https?://\S+|www\.\S+|"
    r"(click )?here|(read|learn|see) more|more|link|this|details",
    re.IGNORECASE,
)
#: Sizes in pixels: the smallest text, and how far apart its lines stand at least.
SMALLEST, SPACING = 14, 1.15
#: Signs that a line of the narrowest screen holds.
LINE = 20
#: A text of more signs is not centred: its lines begin nowhere.
CENTRED = 200


def _html_lang(page: Element) -> Iterator[str]:
    for html in page.named("html"):
        if html.attrs.get("lang") != "fr" or html.attrs.get("dir") != "ltr":
            yield str(html)[:60]


def _body_wrapped(name: str) -> Callable[[Element], Iterator[str]]:
    """Webmails keep neither `html` nor `body`: each child of `body` says it again."""

    def find(page: Element) -> Iterator[str]:
        for body in page.named("body"):
            yield from (str(child) for child in body.children if not child.attrs.get(name))
            if not body.children or any(isinstance(one, str) and one.strip() for one in body.content):
                yield "words stand in body itself"

    return find


def _layout_tables(page: Element) -> Iterator[str]:
    yield from (
        str(one) for one in page.named("table") if one.attrs.get("role") not in ("presentation", "none")
    )


def _no_data_markup(page: Element) -> Iterator[str]:
    yield from map(str, page.named("th", "thead", "tfoot", "caption", "colgroup"))
    yield from (str(one) for one in page.all() if {"scope", "headers", "summary"} & one.attrs.keys())


def _title(page: Element) -> Iterator[str]:
    if [bool(one.text) for one in page.named("title")] != [True]:
        yield "the document has not exactly one title with words"


def _one_h1(page: Element) -> Iterator[str]:
    if (count := len(page.named("h1"))) != 1:
        yield f"{count} headings of level 1"


def _headings(page: Element) -> Iterator[str]:
    last = 0
    for one in page.named("h1", "h2", "h3", "h4", "h5", "h6"):
        if not one.text:
            yield f"empty {one}"
        if int(one.tag[1]) > last + 1:
            yield f"from level {last} to {one}"
        last = int(one.tag[1])


def _alt(page: Element) -> Iterator[str]:
    for one in page.named("img"):
        if "alt" not in one.attrs or re.search(r"\.(png|jpe?g|gif)\b", one.attrs["alt"], re.IGNORECASE):
            yield str(one)
        elif not one.attrs["alt"] and any(up.tag == "a" for up in one.up()):
            yield f"a link has only a picture without words: {one}"


def _vml(page: Element) -> Iterator[str]:
    for one in page.all():
        if one.tag.startswith("v:") and one.tag != "v:textbox" and not one.attrs.get("alt"):
            yield f"without words: {one}"
        if one.tag in ("a", "h1", "h2", "h3", "h4") and any(up.tag.startswith("v:") for up in one.up()):
            yield f"in VML: {one}"


def _links(page: Element) -> Iterator[str]:
    for one in page.named("a"):
        if not one.text or not one.attrs.get("href"):
            yield f"a link without words or without address: {one}"
        elif VAGUE.fullmatch(one.text.strip(" .…>→»")):
            yield f"says not where it leads: {one}"


def _underlined(page: Element) -> Iterator[str]:
    """A link among other words is underlined: colour is not enough. One alone in its block is a button."""
    for one in page.named("a"):
        block = next(up for up in one.up() if up.tag in ("td", "p", "div", "h3", "body"))
        if one.style("text-decoration") == "none" and block.text != one.text:
            yield f"{one} among « {block.text} »"[:160]
    sheets = " ".join(sheet.text for sheet in page.named("style"))
    yield from re.findall(r"[^{}]*\ba\s*\{[^{}]*text-decoration:\s*none[^{}]*", sheets)


def _same_words(page: Element) -> Iterator[str]:
    told: dict[str, str] = {}
    for one in page.named("a"):
        if told.setdefault(one.text, one.attrs.get("href", "")) != one.attrs.get("href", ""):
            yield f"« {one.text} » leads to {told[one.text]} and to {one.attrs.get('href')}"


def _target(page: Element) -> Iterator[str]:
    yield from (str(one) for one in page.all() if "target" in one.attrs or "tabindex" in one.attrs)


def _zoom(page: Element) -> Iterator[str]:
    contents = [
        one.attrs.get("content", "") for one in page.named("meta") if one.attrs.get("name") == "viewport"
    ]
    if len(contents) != 1 or "width=device-width" not in contents[0]:
        yield f"viewport: {contents}"
    yield from (one for one in contents if re.search(r"user-scalable|maximum-scale|minimum-scale", one))


def _charset(page: Element) -> Iterator[str]:
    metas = [one.attrs for one in page.named("meta")]
    told = [one.get("charset") or one.get("content", "") for one in metas if "charset" in str(one).lower()]
    if [one.lower().rpartition("=")[2] for one in told] != ["utf-8"]:
        yield f"the document says its characters so: {told}"


def _meta(name: str, content: str) -> Callable[[Element], Iterator[str]]:
    def find(page: Element) -> Iterator[str]:
        found = [one.attrs.get("content") for one in page.named("meta") if one.attrs.get("name") == name]
        if found != [content]:
            yield f"{name}: {found}"

    return find


#: A phone makes no link of what it takes for a number or a day: ours are links already.
DETECTION = "telephone=no, date=no, address=no, email=no"


def _size(one: Element) -> tuple[float, float] | None:
    """The size of an element's text and of its lines, of the nearest that says them, in pixels."""
    for up in one.up():
        if found := re.search(r"(\d+)px/(\d+)px", up.style("font")):
            size, line = map(float, found.groups())
            own = re.fullmatch(r"(\d+)px", one.style("font-size"))
            return (float(own[1]), line) if own else (size, line)
    return None


def _sizes(page: Element) -> Iterator[str]:
    for body in page.named("body"):
        for one, words in body.words():
            found = _size(one)
            wraps = len(words) > LINE
            if not one.hidden and (
                found is None or found[0] < SMALLEST or (wraps and found[1] < SPACING * found[0])
            ):
                yield f"{found}: {words}"


def _aligned(page: Element) -> Iterator[str]:
    for one, words in page.words():
        how = next(filter(None, map(_alignment, one.up())), "")
        if how == "justify" or (how == "center" and len(words) > CENTRED):
            yield f"{how}: {words}"


def _alignment(one: Element) -> str:
    """How an element says that its text stands; a table's `align` places the table itself."""
    return one.style("text-align") or (one.attrs.get("align", "") if one.tag != "table" else "")


def _landmarks(page: Element) -> Iterator[str]:
    """2.3 and 2.6: the letter is found as an article with a name; `main` is the mail program's own."""
    found = [one for one in page.all() if one.attrs.get("role") == "article" or one.tag == "article"]
    if [bool(one.attrs.get("aria-label")) for one in found] != [True]:
        yield "the letter is not exactly one article with a name"
    alien = {"main", "header", "footer", "nav", "form"}
    yield from (str(one) for one in page.all() if one.tag in alien or one.attrs.get("role") in alien)


def _ids(page: Element) -> Iterator[str]:
    ids = [one.attrs["id"] for one in page.all() if "id" in one.attrs]
    yield from sorted({one for one in ids if ids.count(one) > 1})


def _focus(page: Element) -> Iterator[str]:
    """2.4: nothing takes away the frame of what is reached by keyboard."""
    for sheet in page.named("style"):
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet.text):
            if "outline" in body and not re.fullmatch(r"\s*img\s*", selector):
                yield f"{selector.strip()} {{ {body.strip()} }}"
    yield from (str(one) for one in page.all() if one.style("outline"))


def _sheets(page: Element) -> Iterator[str]:
    """3.3: Gmail leaves out a whole sheet for one mistake, for 8 192 signs, and after the first 16 384."""
    total = 0
    for sheet in page.named("style"):
        total += len(sheet.text)
        if len(sheet.text) > 8_192 or total > 16_384:
            yield f"a sheet of {len(sheet.text)} signs, {total} with those before"
        if sheet.text.count("{") != sheet.text.count("}") or re.search(
            r"@import|expression\(|url\(", sheet.text
        ):
            yield f"a sheet that a mailbox drops: {sheet.text[:60]}"


def _preheader(page: Element) -> Iterator[str]:
    """The line that a mailbox shows below the subject comes first, is hidden, and to screen readers too."""
    for body in page.named("body"):
        first, words = next(body.words())
        if not first.hidden or "mso-hide" not in first.attrs.get("style", ""):
            yield f"the first words of the letter are not those of its preview: {words}"
        hidden = [one for one in body.all() if one.style("display") == "none" and one is not first]
        yield from (f"hidden: {one}" for one in hidden)
    yield from (str(one) for one in page.all() if one.attrs.get("aria-hidden") == "true")


@dataclass(frozen=True)
class Rule:
    """A named rule: how serious its breach is to the Consortium, where it says so, what breaks it."""

    name: str
    severity: str
    said: str
    find: Callable[[Element], Iterator[str]]


RULES = (
    Rule("html-lang", "serious", "2022 (3), 2023 (5), 2024 (6), 2025 (6), 2026; standard 2.7", _html_lang),
    Rule("body-lang", "serious", "2022 (1), 2023 (1), 2024 (2), 2025 (2), 2026", _body_wrapped("lang")),
    Rule("body-dir", "serious", "2023 (3), 2024 (1), 2025 (1), 2026", _body_wrapped("dir")),
    Rule("layout-table-role", "serious", "2022 (4), 2023 (2), 2024 (3), 2025 (3), 2026", _layout_tables),
    Rule("layout-table-bare", "serious", "2022 (4): no data markup in a layout", _no_data_markup),
    Rule("title", "serious", "2022 (6), 2023 (8), 2024 (8), 2025 (9)", _title),
    Rule("one-h1", "moderate", "2022 (2, 10), 2023 (4), 2024 (4), 2025 (4)", _one_h1),
    Rule("heading-order", "moderate", "2022 (10); standard 2.6", _headings),
    Rule("image-alt", "critical", "2022 (7), 2023 (7), 2024 (7), 2025 (8), 2026", _alt),
    Rule("vml", "critical", "2023 (10), and the rules of that year: no link, no heading in VML", _vml),
    Rule("link-text", "serious", "2022 (5, 8), 2023 (6, 9), 2024 (5, 9), 2025 (5, 10)", _links),
    Rule("link-underlined", "serious", "2024 (10), 2025 (10)", _underlined),
    Rule("one-label-one-place", "moderate", "2024 (9): each link's words suffice", _same_words),
    Rule("no-surprise", "mild", "WCAG 3.2.5, 2.4.3: no other window, no other order", _target),
    Rule("zoom", "critical", "2022 (9), 2025 (education, government)", _zoom),
    Rule("charset", "serious", "standard 3.1", _charset),
    Rule(
        "no-rescale",
        "mild",
        "usual practice: a phone keeps our sizes",
        _meta("x-apple-disable-message-reformatting", ""),
    ),
    Rule(
        "no-guessed-links", "mild", "usual practice: no link but ours", _meta("format-detection", DETECTION)
    ),
    Rule("text-size", "moderate", "standard 2.8: WCAG 1.4.4, 1.4.12", _sizes),
    Rule("text-align", "moderate", "standard 2.8: WCAG 1.4.8", _aligned),
    Rule("landmark", "moderate", "standards 2.3, 2.6", _landmarks),
    Rule("one-id", "mild", "2025 (government)", _ids),
    Rule("focus", "serious", "standard 2.4", _focus),
    Rule("sheets", "serious", "standards 3.2, 3.3", _sheets),
    Rule("preheader", "serious", "standard 2.6", _preheader),
)
#: What axe checks, in a browser; its name → where the Consortium says it.
AXE = {
    "color-contrast": "2024, 2025 (7)",
    "link-in-text-block": "2024 (10), 2025 (10)",
    "aria-allowed-attr": "2025 (government)",
    "aria-valid-attr": "2025 (government)",
    "aria-valid-attr-value": "2025 (government)",
    "image-alt": "2022 (7)",
    "link-name": "2022 (5)",
    "document-title": "2022 (6)",
    "html-has-lang": "2022 (3)",
    "meta-viewport": "2022 (9)",
    "page-has-heading-one": "2022 (2)",
    "empty-heading": "2022 (2)",
    "heading-order": "2022 (10)",
    "target-size": "standard 2.8",
}


def faults(html: str) -> list[str]:
    """« rule: what breaks it », for all rules, in what Outlook reads and in what the others do."""
    found = dict.fromkeys(
        f"{rule.name}: {fault}"
        for read in (outside_outlook(html), in_outlook(html))
        for page in (tree(read),)
        for rule in RULES
        for fault in rule.find(page)
    )
    return list(found)
