"""Booklets of records that nobody foresaw: very long ones, signs that no font has, markup in words."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Mapping
from typing import Any

import page as page_validation
import pytest
from pypdf import PdfReader

from generators.booklets.legible import UNDRAWN, legible
from generators.booklets.made import Made, made
from generators.network import addresses
from generators.site import Site
from tests import debian
from tests.pages.conftest import VERIFIED
from tests.sites import PROJECT

LINES, DESKS = 30, 30
BASE = {"type": "service", "categorie": "accompagnement", "resume": "Une équipe.", **VERIFIED}
HERE = {**BASE, "missions": ["accompagner"], "zone_eligibilite": ["departement:48"]}
MARKUP = (
    "# Titre $x^2$ *gras* _it_ [c] <lab> @ref `code` \\u{41} // com /* c */ https://x.fr ~ --- = + / #eval(1)"
)
SIGNS = "Café 👩‍👩‍👧 🏳️‍🌈 👍🏽 🇫🇷 ☎ ✓ → ﬁ № ₂ α Ж, שלום مرحبا 中文 日本 ไทย ﷺ 𝕏 z̸̢ e\u0301"
LONG = (
    "Association départementale pour la sauvegarde de l’enfance et de l’adolescence des Monts d’Aubrac, " * 2
)

ACTORS: Mapping[str, dict[str, Any]] = {
    "beaucoup": {
        **HERE,
        "nom": "Beaucoup de lignes",
        "telephone": "04 66 11 11 11",
        "lignes": [
            {
                "pour": f"familles qui attendent, bureau {n}",
                "telephone": f"04 66 22 22 {n:02}",
                "horaires_accueil": "Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-12:00; PH off",
            }
            for n in range(LINES)
        ],
    },
    "balises": {
        **HERE,
        "nom": MARKUP,
        "resume": MARKUP,
        "services": [MARKUP],
        "conditions_acces": MARKUP,
        "site_web": "https://long.example/a_b*c?x=1&y=" + "z" * 180,
    },
    "signes": {**HERE, "nom": SIGNS, "nom_complet": "中文", "resume": SIGNS, "horaires_precisions": SIGNS},
    "long": {
        **HERE,
        "nom": LONG.strip(),
        "courriel": "accueil." + "service" * 12 + "@departement.example",
        "courriel_de_service": "true",
        "sigle": "A" * 60,
        "resume": "Mot" * 100,
        "services": ["x" * 240] * 40,
    },
    **{
        f"guichet-{n}": {
            **BASE,
            "nom": f"CRIP, guichet {n}",
            "departement": "48",
            "telephone": f"04 66 33 33 {n:02}",
        }
        for n in range(DESKS)
    },
}


@pytest.fixture(scope="module")
def site(make: Callable[..., Site]) -> Site:
    return make(actors=ACTORS)


@pytest.fixture(scope="module")
def found(site: Site) -> Mapping[str, Made]:
    wanted = (site.places.departements["48"], site.places.regions["76"])
    return {one.livret.chemin: one for one in made(site, wanted, PROJECT.libraries, 1)}


@pytest.fixture(scope="module")
def lozere(found: Mapping[str, Made]) -> bytes:
    return found["livrets/departement-48.pdf"].files["livrets/departement-48.pdf"]


@pytest.fixture(scope="module")
def words(lozere: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[list[tuple[float, float, str]]]:
    """Of each page, where its words begin, in points from its top and left, and what they are."""
    folder = tmp_path_factory.mktemp("livret")
    (folder / "l.pdf").write_bytes(lozere)
    asked = [debian.found("pdftotext"), "-bbox", "l.pdf", "l.html"]
    subprocess.run(asked, cwd=folder, check=True, capture_output=True)
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
    pages = (folder / "l.html").read_text("utf-8").split("<page ")[1:]
    return [[(float(m[3]), float(m[4]), m[5]) for m in word.finditer(page)] for page in pages]


def texts(content: bytes) -> list[str]:
    pages = PdfReader(io.BytesIO(content)).pages
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in pages]


def test_whatever_is_too_long_for_a_page_goes_on_over_the_next(
    words: list[list[tuple[float, float, str]]], lozere: bytes
) -> None:
    """Nothing stands beyond the lines of a page, nor under its foot (A5 is 420 points wide, 595 high)."""
    outside = [word for page in words[1:] for *place, word in page if place[0] > 392 or place[1] > 575]
    assert outside == []
    bodies = [[word for word in page if word[1] < 550] for page in words[1:]]
    told = " ".join(word for page in bodies for *_, word in page).replace("\u00a0", " ")
    assert [n for n in range(LINES) if f"04 66 22 22 {n:02}" not in told] == []
    assert [n for n in range(DESKS) if f"04 66 33 33 {n:02}" not in told] == []
    assert "".join(texts(lozere)).count("x") >= 239 * 40


def test_a_number_is_on_the_page_of_what_it_is_for(lozere: bytes) -> None:
    pages = texts(lozere)
    for n in range(LINES):
        (one,) = (text for text in pages if f"04 66 22 22 {n:02}" in text)
        assert "Beaucoup de lignes" in one
        assert f"bureau {n}" in one.replace("bu­ reau", "bureau").replace("\u00ad ", "")


def test_a_departement_of_a_region_is_not_parted_from_whom_one_reports_to(found: Mapping[str, Made]) -> None:
    pages = texts(found["livrets/region-76.pdf"].files["livrets/region-76.pdf"])
    reporting = [text for text in pages if "À qui signaler en Occitanie" in text[:60]]
    for departement in ("Ariège (09)", "Gers (32)", "Hérault (34)", "Lot (46)", "Tarn-et-Garonne (82)"):
        (page,) = (text for text in reporting if departement in text)
        after = page.split(departement, 1)[1]
        assert "CRIP" in after and "Parquet" in after and "Soin et audition" in after, departement


def test_the_head_of_a_page_is_the_section_that_goes_on_there(found: Mapping[str, Made]) -> None:
    """Not that nobody is known, above somebody who is."""
    pages = texts(found["livrets/region-76.pdf"].files["livrets/region-76.pdf"])
    (page,) = (text for text in pages if "Aucune structure n’est connue" in text)
    assert "Là où personne n’est connu" in page and "En Lozère" in page[:60]


def test_the_contents_are_one_page(found: Mapping[str, Made]) -> None:
    for path, one in found.items():
        pages = texts(one.files[path])
        assert sum("Sommaire" in text[:60] for text in pages) == 1, path


def test_signs_that_no_font_has_are_left_out_and_no_word_is_lost(lozere: bytes) -> None:
    report = page_validation.validate_pdf_bytes(lozere, profile="ua1")
    assert [failure.rule_id for failure in report.failures] == []
    told = " ".join(texts(lozere))
    assert "Café ☎ ✓ → " in told and "№" in told and "Ж" in told and UNDRAWN in told
    assert not re.search("[👩👍🇫中ไ]", told)
    assert "שלום" in told or "םולש" in told


def test_words_are_never_markup(lozere: bytes) -> None:
    told = "".join(texts(lozere)).replace(" ", "")
    assert MARKUP.replace(" ", "") in told


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Bonjour 🙂, oui", "Bonjour, oui"),
        ("🙂", UNDRAWN),
        ("Maison 中文 日本", f"Maison {UNDRAWN}"),
        ("中文 (日本)", UNDRAWN + ")"),
        ("L’été, à 12\u00a0h", "L’été, à 12\u00a0h"),
        ("ﬀ", "ff"),
        ("x\u20e3", "x"),
    ],
)
def test_what_stands_for_a_sign_that_cannot_be_drawn(said: str, shown: str) -> None:
    told = {"mots": [said], "url": "https://a.example/🙂", "n": 1}
    plain = re.compile("[\u0000-\u024f\u2000-\u2026]*")
    assert legible(told, lambda text: bool(plain.fullmatch(text))) == {
        "mots": [shown],
        "url": "https://a.example/🙂",
        "n": 1,
    }


def test_a_long_booklet_can_be_folded_too(found: Mapping[str, Made]) -> None:
    one = found["livrets/departement-48.pdf"]
    sheets = PdfReader(io.BytesIO(one.files[addresses.livret_a4(one.livret.chemin)])).pages
    assert len(sheets) == -(-one.livret.pages // 4) * 2
