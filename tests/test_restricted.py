"""An edition given to few: a private folder's fields on a marked site, and nothing of it anywhere else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests import edition

ROOT = Path(__file__).parent.parent
RECORD = "centre-koutcha"
PRIVATE = {
    f"actors/{RECORD}.yml": 'adresse: 12 rue des Lilas\ncode_postal: "75013"\ncommune: Paris\n'
    'code_insee: "75113"\ntelephone: 01 44 00 00 00\n'
}
#: What only the private folder says, as a page or a script may write it.
SECRETS = re.compile(rb"rue[ +]des[ +]Lilas|rue%20des|01[ .\xc2\xa0]*44[ .\xc2\xa000]*00")

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Sites:
    """The public site before and after a private folder came beside it, and the restricted one."""

    before: Files
    after: Files
    restricted: Files


def run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generators.cli", "build", "--today", "2026-11-22", *words]
    environ = os.environ | {"PYTHONPATH": str(project)}
    return subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)


def built(project: Path, out: Path, *words: str) -> Files:
    done = run(project, "--out", str(out), *words)
    assert done.returncode == 0, done.stderr
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def lay(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("maison") / "depot"
    ignore = shutil.ignore_patterns(
        ".git", ".venv", ".peers", "node_modules", "public", "tests", "__pycache__"
    )
    shutil.copytree(ROOT, copy, ignore=ignore)
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    return copy


@pytest.fixture(scope="module")
def sites(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    out = tmp_path_factory.mktemp("sites")
    before = built(project, out / "avant")
    own = {"README.md": "# Privé\n", ".gitlab-ci.yml": "stages: []\n", ".git/HEAD": "ref: refs/heads/main\n"}
    private = lay(project.parent / "prive", PRIVATE | own)
    restricted = built(project, out / "restreint", "--with", str(private))
    return Sites(before, built(project, out / "apres"), restricted)


def test_the_public_site_is_the_same_with_a_private_folder_at_hand(sites: Sites) -> None:
    assert sites.before == sites.after
    assert [path for path, content in sites.after.items() if SECRETS.search(content)] == []


def test_the_restricted_site_gives_the_place_and_says_that_it_is_not_public(sites: Sites) -> None:
    page = sites.restricted[f"acteurs/{RECORD}/index.html"].decode()
    assert "12 rue des Lilas" in page
    assert "Adresse non publiée" not in page
    assert page.count("Diffusion restreinte") == 2  # on top of every page, and beside what is withheld
    others = [path for path in sites.restricted if path.endswith(".html")]
    assert [path for path in others if b"Diffusion restreinte" not in sites.restricted[path]] == []


def test_a_place_that_nobody_gave_stays_withheld(sites: Sites) -> None:
    page = sites.restricted["acteurs/l-ilot-rhone/index.html"].decode()
    assert "Adresse non publiée" in page


def test_no_search_engine_no_export_no_shared_picture(sites: Sites) -> None:
    pages = {path: text.decode() for path, text in sites.restricted.items() if path.endswith(".html")}
    for path, page in pages.items():
        assert '<meta name="robots" content="noindex' in page, path
        assert not re.search(r'property="og:|name="twitter:|application/ld\+json|rel="canonical"', page), path
        assert not re.search(r"application/atom\+xml|webcal:|\bdownload\b|\.ics\"|\.csv\"", page), path
    assert sites.restricted["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    suffixes = {Path(path).suffix for path in sites.restricted}
    assert suffixes.isdisjoint({".csv", ".ics", ".atom", ".geojson", ".eml", ".zip", ".vcf", ".xlsx", ".xml"})
    folders = {path.split("/")[0] for path in sites.restricted}
    assert folders.isdisjoint({"donnees", "flux", "admin", "integrer", "hors-ligne", "gardien.js"})
    told = {path for path, page in pages.items() if "hors-ligne" in page or "copie hors ligne" in page}
    assert told <= {"contribuer/publier/index.html"}  # the guide, which tells what a public site does
    assert [path for path in sites.restricted if path.startswith("assets/partage/")] == []


def test_nothing_of_it_is_written_where_all_can_read(sites: Sites) -> None:
    """« Signaler un changement » may lead to a public repository: it is given no field of such a record."""
    assert edition.content(sites.restricted, f"fiches/actors/{RECORD}.json")["champs"] == []


def test_no_link_of_the_restricted_site_is_dead(sites: Sites) -> None:
    files = sites.restricted
    for path in (path for path in files if path.endswith(".html")):
        url = "http://x/" + path.removesuffix("index.html")
        for href in re.findall(r' (?:href|src)="([^"]+)', files[path].decode()):
            parts = urlsplit(urljoin(url, unescape(href)))
            if parts.netloc != "x" or parts.scheme != "http":
                continue
            there = unquote(parts.path).lstrip("/")
            assert there in files or f"{there}index.html" in files or there == "", f"{path}: {href}"


def refusals() -> Mapping[str, tuple[Callable[[Path], tuple[str, ...]], str]]:
    """What is wrong → what is asked, given the folder of the test; and a word of the answer."""
    return {
        "no folder": (lambda t: ("--with", f"{t}/rien", "--out", f"{t}/out"), "n’existe pas"),
        "within the public repository": (
            lambda t: ("--with", "data/actors", "--out", f"{t}/out"),
            "dans le dépôt public",
        ),
        "its own folder": (lambda t: ("--with", f"{t}/prive", "--out", f"{t}/prive/site"), "dossier privé"),
        "the usual folder": (lambda t: ("--with", f"{t}/prive"), "dans le dépôt public"),
        "a folder of the repository": (
            lambda t: ("--with", f"{t}/prive", "--out", "public/restreint"),
            "dans le dépôt public",
        ),
        "over a public site": (lambda t: ("--with", f"{t}/prive", "--out", f"{t}/public"), "site public"),
        "under a public site": (
            lambda t: ("--with", f"{t}/prive", "--out", f"{t}/public/a/b"),
            "site public",
        ),
        "a link to a public site": (lambda t: ("--with", f"{t}/prive", "--out", f"{t}/lien"), "site public"),
        "public over restricted": (lambda t: ("--out", f"{t}/restreint"), "diffusion restreinte"),
        "public under restricted": (lambda t: ("--out", f"{t}/restreint/site"), "diffusion restreinte"),
    }


@pytest.mark.parametrize("case", refusals())
def test_it_is_never_made_where_all_can_read(project: Path, tmp_path: Path, case: str) -> None:
    lay(tmp_path / "prive", PRIVATE)
    lay(tmp_path / "public", {".maillage": ""})
    lay(tmp_path / "restreint", {".maillage": "", ".diffusion-restreinte": ""})
    (tmp_path / "lien").symlink_to(tmp_path / "public")
    words, told = refusals()[case]
    done = run(project, *words(tmp_path))
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "out").exists()


#: A private file → what is told of it.
FAULTS = {
    "a record that is not public": (
        "actors/inconnue.yml",
        "adresse: 12 rue des Lilas\n",
        "aucune fiche publique",
    ),
    "the flag": (f"actors/{RECORD}.yml", "adresse_confidentielle: false\n", "seule la fiche publique"),
    "an unknown key": (f"actors/{RECORD}.yml", "rue: 12 rue des Lilas\n", "n’existe pas"),
    "not YAML": (f"actors/{RECORD}.yml", "adresse: [12 rue des Lilas\n", "actors/"),
    "a place that disagrees": (f"actors/{RECORD}.yml", 'commune: Paris\ncode_insee: "59350"\n', "code"),
    "a hidden record": ("actors/.x.yml", "adresse: 12 rue des Lilas\n", "n’est pas lu"),
    "a folder that is no kind": ("acteurs/x.yml", "nom: x\n", "n’est pas lu"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_of_the_private_folder_is_told_by_place(project: Path, tmp_path: Path, case: str) -> None:
    name, text, told = FAULTS[case]
    private = lay(tmp_path / "prive", {name: text})
    done = run(project, "--with", str(private), "--out", str(tmp_path / "out"))
    assert (done.returncode, told in done.stderr.replace("\xa0", " ")) == (1, True), done.stderr
    assert "rue des Lilas" not in done.stderr
    assert not (tmp_path / "out").exists()
