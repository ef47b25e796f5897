"""Reading under another's eyes: the exit is at hand and leaves whole, the tab says nothing, nothing stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Visit, eventually, opened, served

LETTER = "newsletter/2023-t3/email.html"
#: Pages of each frame that the site has, and where a reader stands in them.
FRAMED = ["annuaire/?embed=1", "acteurs/la-boussole-nord/", LETTER]
SHOWN = "element => { const { x, y, width, height } = element.getBoundingClientRect();"
#: Whether what stands in the middle of the exit is the exit.
IN_REACH = (
    SHOWN + "const hit = document.elementFromPoint(x + width / 2, y + height / 2);"
    "return width > 0 && element.contains(hit); }"
)


@pytest.fixture
def reader(browser: Any) -> Iterator[BrowserContext]:
    """A browser in which all that is not on this machine is « Ailleurs »."""
    elsewhere = {"body": "<title>Ailleurs</title>", "content_type": "text/html"}
    with opened(browser, viewport={"width": 1280, "height": 700}) as context:
        context.route("https://**/*", lambda route: route.fulfill(**elsewhere))
        yield context


@pytest.fixture
def host(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Another site, which shows ours in a frame; it stands at another origin."""
    with served(tmp_path) as address:
        yield address.replace("127.0.0.1", "localhost"), tmp_path


def framed(reader: BrowserContext, host: tuple[str, Path], src: str, more: str = "") -> Page:
    address, folder = host
    frame = f'<iframe src="{src}" width="700" height="500" {more}></iframe>'
    (folder / "index.html").write_text(f"<!doctype html><title>Voisin</title>{frame}")
    page = reader.new_page()
    page.goto(address)
    page.frame_locator("iframe").locator("[data-sortie]:visible").first.wait_for()
    return page


def leave(page: Page, times: int = 3) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("path", FRAMED)
def test_the_exit_of_a_frame_leaves_the_whole_window(
    reader: BrowserContext, host: tuple[str, Path], address: str, path: str
) -> None:
    page = framed(reader, host, address + path)
    page.frame_locator("iframe").locator("[data-sortie]:visible").first.click()
    expect(page).to_have_title("Ailleurs")


def into(page: Page) -> None:
    """The keyboard goes from the page around into the frame."""
    page.keyboard.press("Tab")
    expect(page.frame_locator("iframe").locator("a:focus")).to_have_count(1)


def test_shift_in_a_frame_leaves_the_whole_window(
    reader: BrowserContext, host: tuple[str, Path], address: str
) -> None:
    page = framed(reader, host, address + FRAMED[0])
    into(page)
    leave(page)
    expect(page).to_have_title("Ailleurs")


@pytest.mark.parametrize("way", ["click", "shift"])
def test_a_frame_that_is_held_back_covers_itself_and_says_so(
    reader: BrowserContext, host: tuple[str, Path], address: str, way: str
) -> None:
    """Or the page around, which names the subject as well as we do, would seem left."""
    page = framed(reader, host, address + FRAMED[0], 'sandbox="allow-scripts allow-same-origin"')
    frame = page.frame_locator("iframe")
    if way == "click":
        frame.locator("[data-sortie]:visible").first.click()
    else:
        into(page)
        leave(page)
    expect(frame.get_by_text("Ce cadre est caché")).to_be_visible()
    expect(frame.get_by_role("heading", level=1)).to_be_hidden()
    expect(frame.get_by_role("link", name="Quitter la page")).to_be_focused()
    expect(page).to_have_title("Voisin")


def test_a_frame_without_scripts_leaves_too(browser: Any, host: tuple[str, Path], address: str) -> None:
    with opened(browser, java_script_enabled=False) as context:
        elsewhere = {"body": "<title>Ailleurs</title>", "content_type": "text/html"}
        context.route("https://**/*", lambda route: route.fulfill(**elsewhere))
        page = framed(context, host, address + "acteurs/la-boussole-nord/")
        page.frame_locator("iframe").locator("[data-sortie]:visible").first.click()
        page.wait_for_url("https://**")


@pytest.mark.parametrize("path", ["acteurs/la-boussole-nord/", LETTER])
def test_the_back_button_does_not_return_to_what_was_left(
    reader: BrowserContext, address: str, path: str
) -> None:
    page = reader.new_page()
    page.goto(address + "robots.txt")
    page.goto(address + path)
    page.locator("[data-sortie]:visible").first.click()
    expect(page).to_have_title("Ailleurs")
    page.go_back()
    expect(page).to_have_url(address + "robots.txt")


@pytest.mark.parametrize("size", [(320, 640), (320, 256), (768, 500), (1280, 900)], ids=str)
@pytest.mark.parametrize("path", ["", "annuaire/", "annuaire/?embed=1", "newsletter/2023-t3/", LETTER])
def test_the_exit_is_in_reach_wherever_one_reads(
    reader: BrowserContext, address: str, path: str, size: tuple[int, int]
) -> None:
    page = reader.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address + path)
    exits = page.locator("[data-sortie]")
    for share in (0, 0.5, 1):
        page.evaluate("share => scrollTo(0, share * document.documentElement.scrollHeight)", share)
        reached = eventually(lambda: exits.evaluate_all(f"all => all.map({IN_REACH})"), any)
        assert any(reached), (path, size, share)


def test_a_discreet_title_holds_on_every_page_until_one_leaves(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    page.goto(address + "naviguer-sans-trace/")
    expect(page).to_have_title("Naviguer sans laisser de trace – PARÉ · le réseau")
    page.locator("main").get_by_role("button", name="Titre discret").click()
    expect(page).to_have_title("Adresses utiles")
    for path in ("recherche/?q=prostitution", "annuaire/", LETTER, "admin/", "acteurs/la-boussole-nord/"):
        page.goto(address + path)
        expect(page).to_have_title("Adresses utiles")
        icons = page.locator("head > link[rel=icon]").evaluate_all("all => all.map((icon) => icon.href)")
        assert set(icons) == {"data:,"}, path
    expect(page.locator(".logo__sujet")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0
    page.locator("[data-sortie]:visible").first.click()
    expect(page).to_have_title("Ailleurs")
    page.goto(address + "acteurs/la-boussole-nord/")
    expect(page).to_have_title("La Boussole – PARÉ · le réseau")


def test_a_discreet_title_can_be_taken_back(wide: Visit) -> None:
    page = wide.open("agenda/")
    button = page.locator("footer").get_by_role("button", name="Titre discret")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_title("Adresses utiles")
    button.click()
    expect(page).to_have_title("Agenda – PARÉ · le réseau")
    expect(button).to_have_attribute("aria-pressed", "false")


def test_nothing_is_kept_once_one_has_left(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    page.goto(address + "acteurs/akatij/")
    page.get_by_role("button", name="Thème sombre").first.click()
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    page.locator("footer").get_by_role("button", name="Titre discret").click()
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [2, 1]
    leave(page)
    expect(page).to_have_title("Ailleurs")
    page.goto(address + "robots.txt")
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]


def test_paper_has_no_exit(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    for path in ("acteurs/akatij/", LETTER):
        page.goto(address + path)
        page.emulate_media(media="print")
        assert page.locator("[data-sortie]:visible").count() == 0
