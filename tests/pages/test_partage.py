"""What machines read of a page besides its text: maps of the site, and how a shared link looks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from generators import editions
from generators.editions import Edition
from generators.pages.frame import share, shell
from generators.pages.frame.page import Page
from generators.site import Site
from tests.pages.conftest import ROOT, SITE
from tests.sites import identity

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
FONTS = ROOT / "node_modules" / "@fontsource-variable" / "atkinson-hyperlegible-next" / "files"


@pytest.fixture(scope="module")
def police() -> bytes:
    return (FONTS / Path(share.POLICE).name).read_bytes()


def page(url: str, **more: object) -> Page:
    return Page(url=url, title="T", description="D", section="", body="", **more)  # type: ignore[arg-type]


def locations(content: bytes) -> list[str]:
    return [node.text or "" for node in ET.fromstring(content).iterfind(".//s:loc", NS)]


def test_every_page_is_on_the_map_with_its_last_change(pages: Mapping[str, Page]) -> None:
    files = shell.sitemap(pages.values(), SITE)
    told = (url for url, page in pages.items() if page.cherchable)
    assert locations(files["sitemap.xml"]) == sorted(SITE + url for url in told)
    tree = ET.fromstring(files["sitemap.xml"])
    days = {node.findtext("s:loc", "", NS): node.findtext("s:lastmod", None, NS) for node in tree}
    assert days[f"{SITE}acteurs/ecoute-nord/"] == "2026-10-12"
    assert days[f"{SITE}newsletter/2026-t3/"] == "2026-10-15"
    assert days[f"{SITE}agenda/"] is None


def test_robots_may_read_all_and_are_told_where_the_map_is() -> None:
    files = shell.sitemap([page("")], SITE)
    reader = RobotFileParser()
    reader.parse(files["robots.txt"].decode().splitlines())
    assert reader.can_fetch("Googlebot", f"{SITE}acteurs/x/")
    assert reader.site_maps() == [f"{SITE}sitemap.xml"]


@pytest.mark.parametrize("address", [SITE, f"{SITE}reseau/", "/"])
def test_the_letters_as_text_and_as_messages_are_closed_to_robots(address: str) -> None:
    """No tag of theirs can say it; the HTML ones have theirs, which a robot must be able to read."""
    lines = shell.sitemap([page("")], address)["robots.txt"].decode().splitlines()
    rules = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow: ")]
    path = urlsplit(address).path
    closed = [re.compile(re.escape(rule).replace(r"\*", ".*").replace(r"\$", "$")) for rule in rules]

    def is_closed(file: str) -> bool:
        return any(rule.match(path + file) for rule in closed)

    assert is_closed("newsletter/2023-t3/email.brevo.txt") and is_closed("newsletter/2023-t3/message.eml")
    for file in ("newsletter/2023-t3/", "newsletter/2023-t3/email.html", "robots.txt", "licences.txt"):
        assert not is_closed(file), file


@pytest.mark.parametrize("address", [SITE, f"{SITE}reseau/"])
def test_of_a_trial_robots_read_pages_alone_which_say_to_keep_none(address: str) -> None:
    """A booklet, a workbook, a calendar have no tag that says it."""
    files = shell.sitemap([page("")], address, trial=True)
    assert b"Sitemap" not in files["robots.txt"]
    found = re.findall(r"^(Disallow|Allow): (.*)$", files["robots.txt"].decode(), flags=re.MULTILINE)
    rules = [
        (re.compile(re.escape(rule).replace(r"\*", ".*").replace(r"\$", "$")), len(rule), kind == "Allow")
        for kind, rule in found
    ]

    def may(path: str) -> bool:
        """The longest rule that fits decides (RFC 9309)."""
        return max((size, allowed) for rule, size, allowed in rules if rule.match(path))[1]

    folder = urlsplit(address).path
    for path in ("", "acteurs/x/", "newsletter/2023-t3/"):
        assert may(folder + path), path
    for path in (
        "livrets/departement-59.pdf",
        "donnees/acteurs.xlsx",
        "agenda/agenda.ics",
        "acteurs/x/contact.vcf",
    ):
        assert not may(folder + path), path


def test_in_a_folder_the_file_says_that_no_engine_reads_it_there() -> None:
    """Its lines hold once they are copied to the root, for the folder alone."""
    folder = f"{SITE}reseau/"
    for files in (shell.sitemap([page("")], folder), shell.unknown(folder)):
        text = files["robots.txt"].decode()
        assert f"{SITE}robots.txt" in text.splitlines()[0] and "/reseau/" in text.splitlines()[1]
        paths = re.findall(r"^(?:Dis)?[Aa]llow: (.*)$", text, flags=re.MULTILINE)
        assert paths and all(path.startswith("/reseau/") for path in paths)
    assert not any(
        "#" in files["robots.txt"].decode() for files in (shell.sitemap([], SITE), shell.unknown(SITE))
    )
    assert shell.unknown(SITE)["robots.txt"] == b"User-agent: *\nDisallow: /\n"


def test_a_large_site_has_an_index_of_maps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "MAX_URLS", 2)
    files = shell.sitemap([page(f"p{n}/", maj=date(2026, 1, 1)) for n in range(5)], SITE)
    names = [url.removeprefix(SITE) for url in locations(files["sitemap.xml"])]
    assert sorted(names) == sorted(set(files) - {"sitemap.xml", "robots.txt"})
    assert [url for name in names for url in locations(files[name])] == [f"{SITE}p{n}/" for n in range(5)]


def test_a_site_without_an_address_has_no_map() -> None:
    assert set(shell.sitemap([page("")], "/")) == {"robots.txt"}


def test_each_page_has_a_picture_that_exists(pages: Mapping[str, Page], site: Site, police: bytes) -> None:
    files = share.files(site, police)
    assert {shell.picture(page, identity()) for page in pages.values()} <= set(files)
    assert shell.picture(pages["newsletter/2026-t3/"], identity()) == "assets/partage/newsletter-2026-t3.png"
    assert shell.picture(pages["acteurs/ecoute-nord/"], identity()) == shell.picture(
        pages["departements/59/"], identity()
    )


def test_pictures_have_the_size_that_networks_want_and_stay_light(site: Site, police: bytes) -> None:
    for path, content in share.files(site, police).items():
        image = Image.open(BytesIO(content))
        assert (image.format, image.size) == ("PNG", (1200, 630)), path
        assert len(content) < 60_000, path


def test_a_long_title_stays_inside_its_picture(police: bytes) -> None:
    blank = share.image("", "", police, identity())
    for title in ("Journée " * 40, "anticonstitutionnellement" * 9):
        found = Image.open(BytesIO(share.image(title, title, police, identity()))).convert("RGB")
        assert found.tobytes() != Image.open(BytesIO(blank)).convert("RGB").tobytes()
        margin = found.crop((1200 - 60, 0, 1200, 600))
        assert margin.getcolors() == [(60 * 600, margin.getpixel((0, 0)))]


def test_the_picture_draws_french_letters(police: bytes) -> None:
    """A letter that the font does not have would be the same box as any other."""
    drawn = {letter: share.image(letter, "", police, identity()) for letter in "éèàçœÉÀ’«·…\ufffe"}
    assert len(set(drawn.values())) == len(drawn)


MARKS = [shell.BODY, shell.TITLE, shell.STRUCTURED, shell.IMAGES, shell.PARTAGE, editions.MARK]


@pytest.mark.parametrize("mark", MARKS)
def test_a_text_that_looks_like_a_mark_stays_text(mark: str) -> None:
    """Or the body of a page would open inside the attribute that holds its description."""
    hostile = Page(url="x/", title=f"A {mark}", description=f"B {mark}", section="", body=f"<p>{mark}</p>")
    frame = f'<title>{shell.TITLE}</title><meta content="{shell.DESCRIPTION}">{shell.BODY}'
    assert (
        shell.fill(frame, hostile, identity(), Edition({}))
        == f'<title>A {mark}</title><meta content="B {mark}"><p>{mark}</p>'
    )
