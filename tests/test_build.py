"""The whole build: the same twice, a shell that equals the theme's page, and nothing lost on a bad record."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generators import icons
from generators.building import build_site
from generators.git.revision import commit_of
from generators.mkdocs import MaillagePlugin
from generators.opening import open_site
from generators.project import Project
from tests.made import pages

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return build_site(Project.at(ROOT), TODAY)[0]


def test_the_site_says_of_which_day_and_commit_it_is(files: dict[str, bytes]) -> None:
    said = json.loads(files["version.json"])
    assert said["date"] == "2026-11-22"
    assert said["commit"] == commit_of(Project.at(ROOT))


def test_two_builds_are_identical(files: dict[str, bytes], tmp_path: Path) -> None:
    """In another folder, another time zone and another locale, by other processes, three at once."""
    copy = tmp_path / "ailleurs"
    ignore = shutil.ignore_patterns(
        ".git", ".venv", ".peers", "node_modules", "public", "tests", "__pycache__"
    )
    shutil.copytree(ROOT, copy, ignore=ignore)
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    (copy / ".git").symlink_to(ROOT / ".git")  # the same commit
    elsewhere = {"TZ": "Pacific/Noumea", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    environ = os.environ | elsewhere | {"PYTHONPATH": str(copy)}
    command = [sys.executable, "-m", "generators.cli", "build", "--out", "resultat", "--today", "2026-11-22"]
    command += ["--jobs", "3"]
    done = subprocess.run(command, cwd=copy, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    out = copy / "resultat"
    other = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    other.pop(".maillage")
    assert sorted(other) == sorted(files)
    assert [path for path in files if files[path] != other[path]] == []


def test_every_page_that_is_served_can_be_left_and_tells_no_other_site(files: dict[str, bytes]) -> None:
    """All HTML files, the letters and /admin/ too: an exit that leaves frames, a policy, no referrer."""
    pages = {path: content.decode() for path, content in files.items() if path.endswith((".html", ".htm"))}
    assert len(pages) > 300
    needs = (
        r"<a [^>]*target=\"_top\"[^>]*data-sortie",
        r"<script type=\"module\" src=\"[^\"]*editions/code\.\w+/scripts/(cadre|sortie)\.js\"",
        r"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'",
        r"<meta name=\"referrer\" content=\"no-referrer\">",
    )
    lacks = [
        (path, need)
        for path, html in pages.items()
        for need in needs
        if not re.search(need, html.replace("&#39;", "'"))
    ]
    assert lacks == []


#: What others read of a page without opening it.
SHARED = re.compile(
    r'<meta (?:name|property)="(?!og:url|og:image")(?:description|og:[^"]*|twitter:[^"]*)" content="([^"]*)"'
)


def test_no_shared_link_says_a_word_of_the_subject(files: dict[str, bytes]) -> None:
    says = open_site(Project.at(ROOT), TODAY, "")[0].identity.discret.says  # type: ignore[union-attr]
    shown = {
        (path, text)
        for path, content in files.items()
        if path.endswith(".html")
        for text in map(unescape, SHARED.findall(content.decode()))
    }
    assert len(shown) > 1000
    assert {(path, text) for path, text in shown if says(text)} == set()


def test_no_name_of_a_file_that_one_takes_home_says_it(files: dict[str, bytes]) -> None:
    """A download is named after its address, unless its link says otherwise."""
    says = open_site(Project.at(ROOT), TODAY, "")[0].identity.discret.says  # type: ignore[union-attr]
    links = re.compile(r'<a [^>]*href="([^"]+\.(?:ics|csv|json|geojson|vcf|zip|atom))"([^>]*)>')
    told = {
        (path, href)
        for path, content in files.items()
        if path.endswith(".html")
        for href, rest in links.findall(content.decode())
        if says(href.rpartition("/")[2]) and "download=" not in rest
    }
    assert told == set()


def test_every_page_names_the_icons_and_the_manifest(files: dict[str, bytes]) -> None:
    """The letters, /admin/ and the page of what is not found too."""
    wanted = {icons.ICO, icons.SVG, icons.TOUCH, icons.MANIFEST}
    assert wanted <= files.keys()
    link = re.compile(r'<link rel="(?:icon|apple-touch-icon|manifest)"[^>]*? href="([^"]*)"')
    for path, content in files.items():
        if path.endswith(".html"):
            head = content.decode().partition("</head>")[0]
            assert {urljoin(f"/{path}", found).lstrip("/") for found in link.findall(head)} == wanted, path
            assert "manifest-src 'self'" in head.replace("&#39;", "'"), path


@pytest.mark.parametrize("url", ["acteurs/la-boussole-nord/", "agenda/rapport-ciivise-2023/", "annuaire/"])
def test_filled_shell_is_the_page_that_the_theme_renders(
    files: dict[str, bytes], tmp_path: Path, url: str
) -> None:
    site, _ = open_site(Project.at(ROOT), TODAY, "https://reseau-pare.example/")
    assert site is not None
    page = next(page for page in pages(site) if page.url == url)
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "public"))
    plugin = config.plugins["maillage"]
    assert isinstance(plugin, MaillagePlugin)
    plugin.today = TODAY
    plugin.direct = {url.rstrip("/") + ".md": page}
    build(config)
    assert (tmp_path / "public" / page.path).read_bytes() == files[page.path]


def test_no_shell_mark_is_left(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        if path.endswith(".html"):
            assert b"@@" not in content, path
            assert b"gabarit-" not in content, path


class Shared(HTMLParser):
    """What a network reads of a page to show its link."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := values.get("property", values.get("name"))):
            self.found[name] = values.get("content", "")
        elif values.get("rel") == "canonical":
            self.found["canonical"] = values["href"]


def test_every_page_is_on_the_map_and_says_how_its_link_looks(files: dict[str, bytes]) -> None:
    site = "https://reseau-pare.example/"
    listed = set(re.findall(r"<loc>(.*?)</loc>", files["sitemap.xml"].decode()))
    closed = {path for path, content in files.items() if b'<meta name="robots" content="noindex' in content}
    assert "admin/index.html" in closed
    pages = [p for p in files if (p == "index.html" or p.endswith("/index.html")) and p not in closed]
    assert listed == {site + path.removesuffix("index.html") for path in pages}
    for path in pages:
        shared = Shared()
        shared.feed(files[path].decode())
        assert shared.found["og:url"] == shared.found["canonical"] == site + path.removesuffix("index.html")
        assert shared.found["og:image"].removeprefix(site) in files, path
        assert shared.found["og:title"], path
        assert shared.found["og:description"] == shared.found["description"], path


class Loads(HTMLParser):
    """The addresses that a page loads by itself, links aside."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" or (tag == "link" and values.get("rel") in {"canonical", "alternate"}):
            return
        self.found += [
            values[name] or "" for name in ("src", "href", "srcset", "data", "poster") if name in values
        ]


def test_no_page_loads_from_another_host(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        if path.endswith(".html") and "/email" not in path:
            loads = Loads()
            loads.feed(content.decode())
            assert [address for address in loads.found if "//" in address] == [], path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, to break."""
    ignore = shutil.ignore_patterns(
        ".git", ".venv", ".peers", "node_modules", "public", "tests", "__pycache__"
    )
    shutil.copytree(ROOT, tmp_path / "projet", ignore=ignore)
    (tmp_path / "projet" / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path / "projet"


def maillage(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generators.cli", *arguments]
    environ = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)


def test_broken_record_leaves_the_last_site(project: Path) -> None:
    assert maillage(project, "build").returncode == 0
    public = project / "public"
    before = {p: p.read_bytes() for p in public.rglob("*") if p.is_file()}
    record = project / "data" / "actors" / "akatij.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("categorie:", "categori:"), encoding="utf-8")
    done = maillage(project, "build")
    assert done.returncode == 1
    assert "data/actors/akatij.yml:" in done.stderr
    assert "categorie" in done.stderr
    assert {p: p.read_bytes() for p in public.rglob("*") if p.is_file()} == before


def test_mkdocs_build_works_too_and_refuses_bad_data_before_it_clears(project: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environ = os.environ | {"PYTHONPATH": str(project), "SOURCE_DATE_EPOCH": "1795305600"}
    done = subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = project / "public" / "acteurs" / "akatij" / "index.html"
    assert "Akatij" in page.read_text(encoding="utf-8")
    (project / "data" / "actors" / "akatij.yml").write_bytes("nom: Guyane é".encode("latin-1"))
    done = subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "UTF-8" in done.stderr
    assert page.exists()


def built(project: Path, out: str, *command: str) -> dict[str, bytes]:
    """What a command makes of the project, in a folder of its own."""
    environ = os.environ | {"PYTHONPATH": str(project), "SOURCE_DATE_EPOCH": "1795305600"}
    done = subprocess.run(
        [sys.executable, *command], cwd=project, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    files = (path for path in (project / out).rglob("*") if path.is_file())
    return {path.relative_to(project / out).as_posix(): path.read_bytes() for path in files}


#: `maillage build` on a machine that has ProperDocs and no MkDocs.
WITHOUT_MKDOCS = "import sys; sys.modules['mkdocs'] = None; from generators.cli import main; sys.exit(main())"


def test_properdocs_gives_the_same_bytes(project: Path) -> None:
    """Whoever carries MkDocs on, the site is the same: with both installed, and with ProperDocs alone."""
    ours = built(project, "a", "-m", "mkdocs", "build", "--quiet", "--site-dir", "a")
    theirs = built(project, "b", "-m", "properdocs", "build", "--quiet", "--site-dir", "b")
    alone = built(project, "c", "-c", WITHOUT_MKDOCS, "build", "--out", "c")
    assert len(ours) > 1000
    assert theirs.keys() == ours.keys() == alone.keys()
    assert [path for path in ours if not ours[path] == theirs[path] == alone[path]] == []


def test_mkdocs_writes_through_no_link(tmp_path: Path) -> None:
    """`mkdocs build`, which fills its folder itself: a link that stands there goes, what it led to stays."""
    outside, out = tmp_path / "dehors", tmp_path / "site"
    (outside / "acteurs").mkdir(parents=True)
    (outside / "index.html").write_text("à garder", encoding="utf-8")
    out.mkdir()
    for name, target in (("annuaire", "."), ("acteurs", "acteurs"), ("index.html", "index.html")):
        (out / name).symlink_to(outside / target)
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(out)))
    assert (out / "acteurs" / "la-boussole-nord" / "index.html").is_file()
    assert sorted(path.name for path in outside.rglob("*")) == ["acteurs", "index.html"]
    assert (outside / "index.html").read_text(encoding="utf-8") == "à garder"


def test_pages_that_people_write_break_no_line_before_a_colon_or_within_quotes(
    files: dict[str, bytes],
) -> None:
    """Of the site, the network and the guide: their words, code apart."""
    pages = (
        "confidentialite",
        "hors-ligne",
        "naviguer-sans-trace",
        "proches",
        "moins-de-18-ans",
        "contribuer/livrets",
    )
    for page in pages:
        main = re.search(r"<main.*?</main>", files[f"{page}/index.html"].decode(), re.DOTALL)
        assert main, page
        text = re.sub(r"<(pre|code|script|svg)\b.*?</\1>|<[^>]*>", "", main[0], flags=re.DOTALL)
        assert re.findall(r".{0,20}(?:« | »| [;:!?](?=[\s»)]|$)).{0,20}", text) == [], page
