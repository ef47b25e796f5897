"""What a site says of its own making: all licences, the inventory, to whom one tells a weakness."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from markupsafe import escape
from mkdocs.utils.meta import get_data

from generators import assets
from generators.pages.licences import page
from generators.records.identity import Atelier
from generators.supply import licences_txt, npm, sbom, security_txt
from generators.supply.files import files
from generators.supply.read import supply
from tests.sites import PROJECT, ROOT, real_site, saying

TODAY = date(2026, 11, 22)
SUPPLY = supply(PROJECT)
SHIPPED = {each.name for each in SUPPLY.shipped}
SITE = real_site(TODAY, "https://exemple.example/")


def package(path: str) -> str:
    """The package of a file below node_modules/."""
    return npm._package(f"node_modules/{path}")


def bundled(tmp_path: Path) -> set[str]:
    """The packages whose code esbuild really put into our modules and sheets, as it says itself."""
    scripts = map(str, sorted(PROJECT.scripts.glob("*/*.js")))
    told = tmp_path / "meta.json"
    command = [
        assets._esbuild(PROJECT),
        "--bundle",
        "--format=esm",
        "--log-level=error",
        f"--metafile={told}",
    ]
    apart = [f"--external:*/{name}.js" for name in (*assets.APART, *map(assets._stem, assets.LIBRARIES))]
    subprocess.run([*command, f"--outdir={tmp_path}", *apart, *scripts], check=True, cwd=ROOT)
    inputs = json.loads(told.read_text("utf-8"))["inputs"]
    return {package(name.rpartition("node_modules/")[2]) for name in inputs if "node_modules/" in name}


def test_no_library_of_the_site_is_left_out(tmp_path: Path) -> None:
    found = bundled(tmp_path) | {package(path) for path in (*assets.LIBRARIES.values(), assets.LEAFLET_STYLE)}
    assert {"yaml", "leaflet", "decap-cms", "opening_hours", "suncalc"} <= found
    assert found <= SHIPPED
    assert {"kdbush", "i18next"} <= SHIPPED, "what a library's own bundle holds"
    assert not SHIPPED & {"esbuild", "mjml", "axe-core", "react", "@types/geojson"}


def test_every_file_of_assets_is_ours_or_a_librarys() -> None:
    made = assets.files(PROJECT, assets.sheets(SITE.records.vocabulary, SITE.identity))
    ours = {path.name for path in PROJECT.scripts.glob("*/*.js")} | {"site.css", "atelier.css", "leaflet.css"}
    ours |= {"carte-folium.js"}  # folium, which is listed, writes it
    foreign = [path for path in made if path not in assets.LIBRARIES and Path(path).name not in ours]
    assert foreign == []


@pytest.mark.parametrize("component", SUPPLY.shipped, ids=lambda each: each.name)
def test_what_is_shipped_goes_with_its_licence(component: object) -> None:
    each = next(found for found in SUPPLY.shipped if found is component)
    assert each.licence and each.version
    if each.sort != "data":
        assert each.texts and all(len(text) > 200 for text in each.texts.values())
        assert each.name in licences_txt.document(SUPPLY).decode()


def test_the_texts_are_those_that_go_with_a_copy() -> None:
    text = licences_txt.document(SUPPLY).decode()
    for words in (
        "SIL OPEN FONT LICENSE Version 1.1",
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "GNU GENERAL PUBLIC LICENSE",
        "Volodymyr Agafonkin",
        "Martin Donath",  # the theme
        "DOMPurify",  # a notice of what the forms' editor bundles
        "GeoNames",
        "Natural Earth",
        (ROOT / "LICENSE").read_text("utf-8").splitlines()[2],
    ):
        assert words in text, words
    decap = next(each for each in SUPPLY.shipped if each.name == "decap-cms")
    assert {"react", "@babel/runtime"} <= set(decap.parts)


def test_the_inventory_holds_to_its_schema() -> None:
    text = files(SITE, SUPPLY)[sbom.FILE].decode()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    told = json.loads(text)
    by_name = {each["name"]: each for each in told["components"]}
    assert by_name["leaflet"]["scope"] == by_name["mkdocs-material"]["scope"] == "required"
    assert by_name["esbuild"]["scope"] == by_name["mkdocs"]["scope"] == "excluded"
    assert re.fullmatch("[0-9a-f]{128}", by_name["leaflet"]["hashes"][0]["content"])
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), flags=re.MULTILINE)
    assert {*locked, *SHIPPED} <= by_name.keys()


def test_an_inventory_is_the_same_on_one_day_and_another_on_the_next() -> None:
    first, again = (sbom.document(supply(PROJECT), "https://a.example/", TODAY) for _ in range(2))
    assert first == again
    later = sbom.document(SUPPLY, "https://a.example/", date(2026, 11, 23))
    serial = [json.loads(each)["serialNumber"] for each in (first, later)]
    assert serial[0] != serial[1]


def test_the_page_names_all_and_the_legal_pages_lead_there() -> None:
    found = page.page(SITE, SUPPLY)
    for each in SUPPLY.shipped:
        assert f'<th scope="row">{escape(each.name)}' in found.body
    for legal in ("site/pages/mentions-legales.md", "data/pages/mentions-legales.md"):
        assert "](../licences/)" in (ROOT / legal).read_text("utf-8")


@pytest.mark.parametrize("path", sorted((ROOT / "site" / "pages").glob("*.md")), ids=lambda path: path.stem)
def test_an_authored_page_says_its_title(path: Path) -> None:
    """What YAML can't read at the head of a page is shown as its text, and nothing fails."""
    _, meta = get_data(path.read_text("utf-8"))
    assert meta.get("title") or meta.get("gabarit") or meta.get("template"), path.name


#: Rows of what no page shows: another source that one may ask, a list that only a rule reads.
NOT_SHIPPED = ("only after", "ordinary words")


def test_the_sources_of_the_land_are_those_of_its_page() -> None:
    """data/reference/README.md says them in English, sources.json in French: versions and number agree."""
    text = (ROOT / "data" / "reference" / "README.md").read_text("utf-8")
    table = text.partition("## Sources and licences")[2].partition("`mapshaper`")[0].strip().splitlines()[2:]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table]
    used = [row for row in rows if not any(words in " ".join(row) for words in NOT_SHIPPED)]
    told = [each for each in SUPPLY.shipped if each.sort == "data"]
    assert len(told) == len(used) == 8
    assert [each.version.split(",")[0] for each in told] == [row[1].split(",")[0] for row in used]


GITHUB = Atelier(depot="https://github.com/exemple/reseau")
GITLAB = Atelier(depot="https://gitlab.exemple.fr/groupe/reseau")
CONTACTS = [
    ("securite@exemple.fr", GITHUB, "mailto:securite@exemple.fr"),
    (None, GITHUB, "https://github.com/exemple/reseau/security/advisories/new"),
    (None, GITLAB, "https://exemple.example/signaler/"),
    (None, None, "https://exemple.example/signaler/"),
]


@pytest.mark.parametrize(("courriel", "atelier", "contact"), CONTACTS)
def test_a_weakness_is_told_to_somebody(courriel: str | None, atelier: Atelier | None, contact: str) -> None:
    site = saying(SITE, contact={"courriel": courriel}, atelier=atelier)
    text = files(site, SUPPLY)[security_txt.FILE].decode()
    told = dict(line.split(": ", 1) for line in text.splitlines())
    assert len(told) == text.count("\n")
    assert told["Contact"] == contact
    assert told["Canonical"] == "https://exemple.example/.well-known/security.txt"
    assert told["Policy"] == "https://exemple.example/securite/"
    assert told["Preferred-Languages"] == "fr, en"
    expires = datetime.fromisoformat(told["Expires"].replace("Z", "+00:00")).date()
    assert 90 < (expires - TODAY).days < 365


def test_a_site_without_an_address_has_no_such_file() -> None:
    assert security_txt.FILE not in files(replace(SITE, address="/"), SUPPLY)
