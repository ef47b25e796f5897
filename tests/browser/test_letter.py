"""The letter in a real browser: light and dark, on a phone, without images, without style sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generators.cli import main
from generators.letter.preview import without_images, without_style
from tests.browser.conftest import axe_faults, eventually, fits, opened
from tests.letter import variants
from tests.letter.emc import AXE
from tests.letter.fake import ROOT, SITE, real, real_files

HTML = real_files()["email.html"].decode()

#: Every text of the page with its colour, and the colour behind it: that of the nearest painted ancestor.
TEXTS = """() => {
  const painted = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.getClientRects().length) continue;
    found.push([node.data.trim(), getComputedStyle(element).color, painted(element)]);
  }
  return found;
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with opened(browser, viewport={"width": 700, "height": 900}) as context:
        context.route(
            "**/*", lambda route: route.fulfill(body=picture(route.request.url), content_type="image/png")
        )
        yield context.new_page()


def picture(url: str) -> bytes:
    """Those of the network's own letters; an invented network has its mark alone."""
    return real().images.get(url.removeprefix(f"{SITE}newsletter/images/"), real().images["marque.png"])


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of an opaque « rgb(r, g, b) »."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 700])
def test_every_text_stands_out(page: Page, scheme, width: int):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(HTML)
    texts = page.evaluate(TEXTS)
    assert len(texts) > 250
    assert [(text, contrast(*pair)) for text, *pair in texts if contrast(*pair) < 4.5] == []
    behind = {pair[1] for _, *pair in texts}
    assert ("rgb(255, 255, 255)" in behind) == (scheme == "light")


#: What a page is asked, and a letter is not: it stands in the `main` of a mailbox, which has its own.
OF_PAGES = ("landmark-one-main", "region")
READ = [f"{variants.ISSUE} email.html", "2026-t4 email.html", f"{variants.REGION}/email.html"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 600])
@pytest.mark.parametrize("name", [*READ, f"{variants.ISSUE} shortened"])
def test_axe_finds_nothing_wrong(page: Page, name: str, width: int, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(variants.letters()[name])
    assert [fault for fault in axe_faults(page) if not fault.startswith(OF_PAGES)] == []
    assert axe_faults(page, list(AXE)) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("color:#0B5F5C", "color:#BBCCCC", "color-contrast"),
        (
            "<div aria-label",
            '<p>Des mots, puis <a href="x" style="color:#222;text-decoration:none">un lien</a> caché.</p>'
            "<div aria-label",
            "link-in-text-block",
        ),
        ('role="article"', 'role="article" aria-checked="true"', "aria-allowed-attr"),
    ],
)
def test_axe_is_asked(page: Page, old: str, new: str, rule: str):
    page.set_content(HTML.replace(old, new))
    assert any(fault.startswith(rule) for fault in axe_faults(page, list(AXE)))


@pytest.mark.parametrize("name", READ)
def test_a_screen_reader_gets_headings_links_and_words_and_no_table(page: Page, name: str):
    """The tree that Chromium gives to a screen reader, and not what the markup hopes for."""
    page.set_content(variants.letters()[name])
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    heard = [node for node in nodes if not node.get("ignored")]
    roles = {node["role"]["value"] for node in heard}
    assert {"article", "heading", "link", "paragraph"} <= roles
    assert not [
        role for role in roles if role.lower().startswith(("table", "row", "cell", "layouttable", "gridcell"))
    ]
    named = {node["role"]["value"] for node in heard if not node.get("name", {}).get("value", "").strip()}
    assert not named & {"heading", "link", "article", "image"}
    words = " ".join(node["name"]["value"] for node in heard if node["role"]["value"] == "StaticText")
    hidden = page.locator("body div[style*='display:none']").first.text_content()
    assert hidden and hidden not in words


@pytest.mark.parametrize("html", [HTML, without_style(HTML)], ids=["entière", "sans feuille de style"])
@pytest.mark.parametrize("width", [320, 375, 700])
def test_nothing_overflows(page: Page, html: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(html)
    fits(page, width)
    tall = page.evaluate(
        "[...document.querySelectorAll('td')].filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    )
    assert tall == 0


def test_headings_margins_and_buttons_hold_on_inline_styles_alone(page: Page):
    look = """() => [...document.querySelectorAll("h1,h2,h3,p,td > a")].map((element) => {
      const style = getComputedStyle(element);
      return [element.tagName, style.fontSize, style.fontWeight, style.lineHeight, style.marginTop,
        style.marginBottom, style.paddingTop, style.color,
        getComputedStyle(element.parentElement).backgroundColor];
    })"""
    page.set_content(HTML)
    whole = page.evaluate(look)
    page.set_content(without_style(HTML))
    assert len(whole) > 100
    assert page.evaluate(look) == whole


def test_without_pictures_their_texts_stand_in_their_place(page: Page):
    page.set_content(without_images(HTML))
    boxes = page.evaluate(
        "[...document.images].map((one) => [one.alt, one.clientWidth, one.clientHeight, one.naturalWidth])"
    )
    assert [(box[1], box[2], box[3]) for box in boxes] == [(52, 52, 0), (536, 168, 0)]
    assert boxes[1][0].startswith("Trois mailles")


def test_no_client_gives_a_heading_another_background(page: Page):
    """La Poste's webmail styles `h1` and `h2` by their names."""
    page.set_content(HTML.replace("</head>", "<style>h1{color:#fff}h2{background:#354963}</style></head>"))
    texts = page.evaluate(TEXTS)
    assert [text for text, *pair in texts if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_the_preview_is_sound_and_shows_its_pictures(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme, width: int
):
    monkeypatch.chdir(ROOT)
    command = [
        "newsletter",
        "preview",
        "2023-t3",
        "--no-open",
        "--today",
        "2026-11-22",
        "--out",
        str(tmp_path),
    ]
    assert main(command) == 0
    with opened(browser, color_scheme=scheme, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto((tmp_path / "2023-t3" / "index.html").as_uri())
        fits(page, width)
        picture = page.frame_locator("iframe").first.locator("img").first
        eventually(lambda: picture.evaluate("(one) => one.naturalWidth"), 104)
        assert axe_faults(page) == []
