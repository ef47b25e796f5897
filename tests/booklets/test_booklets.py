"""The booklets, as a reader and as machines that are not ours read them: words, tags, codes, sheets."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import page as page_validation
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from generators.booklets import made as making
from generators.booklets import typeset
from generators.booklets.contents import printed
from generators.booklets.made import Made, made, territories
from generators.booklets.typeset import MissingTypst, sides
from generators.cli import main
from generators.cli.named import departement_named, region_named
from generators.disk.cache import Cache
from generators.disk.seal import Seal
from generators.network import addresses
from generators.pages.departements import page as departements
from generators.site import Livret
from tests import debian
from tests.sites import PROJECT, real_site

SITE = real_site(date(2026, 11, 22), "https://reseau.example/")
NORD, RHONE = (SITE.places.departements[code] for code in ("59", "69"))
#: Where no structure is known.
NOBODY = next(d for d in SITE.places.departements.values() if not SITE.network.landscapes[d.code].local)
REGIONS = [SITE.places.regions[code] for code in ("32", "84")]


@pytest.fixture(scope="module")
def found() -> Mapping[str, Made]:
    chosen = (NORD, RHONE, NOBODY, *REGIONS)
    return {one.livret.chemin: one for one in made(SITE, chosen, PROJECT.libraries, 1)}


@pytest.fixture(scope="module")
def nord(found: Mapping[str, Made]) -> Made:
    return found["livrets/departement-59.pdf"]


def pages_of(one: Made) -> list[str]:
    """The text of each page, in the order in which it is read."""
    reader = whole(one)
    return [page.extract_text().replace("\u00a0", " ") for page in reader.pages]


def whole(one: Made) -> PdfReader:
    return PdfReader(io.BytesIO(one.files[one.livret.chemin]))


def test_each_rule_of_accessible_pdf_holds(found: Mapping[str, Made]) -> None:
    """All those of ISO 14289-1 that a machine can tell, as veraPDF counts them: tags, language, title, words
    in place of drawings, fonts, order of headings, links."""
    for path, one in found.items():
        report = page_validation.validate_pdf_bytes(one.files[path], profile="ua1")
        assert [failure.rule_id for failure in report.failures] == [], path
        assert report.is_compliant and report.rules.total > 100, path


def test_its_title_is_shown_and_its_language_said(nord: Made) -> None:
    catalogue = whole(nord).trailer["/Root"]
    assert catalogue["/Lang"] == "fr-FR" or catalogue["/Lang"] == "fr"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert whole(nord).metadata.title == "Qui aide dans le Nord"


def test_it_says_whom_to_call_and_why(nord: Made) -> None:
    text = "\n".join(pages_of(nord))
    assert "Tchat : allo119.gouv.fr" in pages_of(nord)[1]
    assert "07 57 76 46 58" in text and "116 000" in text and "17 ou 112" in text
    for reason in ("Couvre le Nord (59)", "Se trouve à Lille, dans le Nord (59)", "Couvre toute la France"):
        assert reason in text
    assert "Édition du 22 novembre 2026" in text and "22 novembre 2026" in pages_of(nord)[0]
    assert "Licence Ouverte" in text and "Signaler un changement" in text and "À confirmer." in text


def test_nobody_known_is_said_and_no_number_is_made_up(nord: Made, found: Mapping[str, Made]) -> None:
    (page,) = (text for text in pages_of(nord) if "CRIP" in text and "Parquet" in text)
    for missing in ("CRIP non renseignée", "Parquet non renseigné", "Lieu non renseigné"):
        assert missing in page
    assert not re.search(r"\b0\d( \d\d){4}\b", page)
    rhone = "\n".join(pages_of(found["livrets/departement-69.pdf"]))
    assert "Parquet des mineurs (Rhône)" in rhone and "Téléphone non renseigné" in rhone


def test_a_territory_of_nobody_still_has_the_numbers_of_the_country(found: Mapping[str, Made]) -> None:
    text = " ".join(" ".join(pages_of(found[addresses.livret(NOBODY)])).split())
    assert f"Aucune structure n’est connue {NOBODY.dans}." in text and "Couvre toute la France" in text


def test_a_region_names_the_departements_where_nobody_is_known(found: Mapping[str, Made]) -> None:
    text = " ".join("\n".join(pages_of(found["livrets/region-32.pdf"])).split())
    assert "dans l’Aisne, dans l’Oise, dans le Pas-de-Calais ni dans la Somme" in text
    assert "Couvre le Nord (59)" in text


def test_nothing_outside_says_the_subject(found: Mapping[str, Made]) -> None:
    """Cover, title, file, contents, foot of each page: what others see on a table."""
    says = SITE.identity.discret.says
    for path, one in found.items():
        texts = pages_of(one)
        heads = [line for text in texts[1:] for line in (*text.splitlines()[:1], *text.splitlines()[-1:])]
        seen = [path, texts[0], str(whole(one).metadata), *heads]
        assert [text for text in seen if says(text)] == [], path


def test_contents_and_index_lead_to_the_right_pages(nord: Made) -> None:
    reader, texts = whole(nord), pages_of(nord)
    (contents,) = (text for text in texts if text.count(". .") > 5 and "Sommaire" in text)
    for entry in (one for item in reader.outline for one in (item if isinstance(item, list) else [item])):
        number, title = (reader.get_destination_page_number(entry) or 0) + 1, str(entry.title)
        title = title.replace("\u00a0", " ")
        assert title in texts[number - 1]
        line = re.search(rf"{re.escape(title)}[ .]*?(\d+)\s*$", contents, re.MULTILINE)
        assert (int(line[1]) == number) if line else ("\nCe livret\n" in texts[number - 1]), title
    index = next(text for text in texts if text.splitlines()[1:2] == ["Index"] or "\nIndex\n" in text)
    names = re.findall(r"^(\D.*?)[ .]{3,}(\d+)$", index, re.MULTILINE)
    assert {"La Boussole", "Entr’actes"} <= {name.strip() for name, _ in names}
    for name, number in names:
        assert name.strip(" .") in texts[int(number) - 1]


def test_its_codes_lead_to_the_pages_of_the_site(nord: Made, tmp_path: Path) -> None:
    """Read from paper as fine as an office printer's, the smallest ones too."""
    (tmp_path / "livret.pdf").write_bytes(nord.files[nord.livret.chemin])
    drawn = [debian.found("pdftoppm"), "-r", "200", "-gray", "livret.pdf", "page"]
    subprocess.run(drawn, cwd=tmp_path, check=True)
    read = {
        code.text
        for path in tmp_path.glob("page-*")
        for code in zxingcpp.read_barcodes(Image.open(path).convert("L"))
    }
    wanted = {"departements/59/", "acteurs/la-boussole-nord/", "acteurs/entr-actes-lille/", "signaler/"}
    known = {f"{SITE.address}{addresses.acteur(id_)}" for id_ in SITE.records.actors}
    assert {f"{SITE.address}{path}" for path in wanted if "acteurs" not in path} <= read
    assert len(read & known) >= 5 and read <= known | {f"{SITE.address}{path}" for path in wanted}


@pytest.mark.parametrize("pages", range(1, 41))
def test_sheets_folded_together_give_the_pages_in_their_order(pages: int) -> None:
    """Each sheet has a front and a back; folded, one reads its left half after all those inside it."""
    order = sides(pages)
    assert len(order) % 2 == 0 and len(order) * 2 - pages < 4
    sheets = [(order[at], order[at + 1]) for at in range(0, len(order), 2)]
    leaves = [(front[1], back[0]) for front, back in sheets]
    leaves += [(back[1], front[0]) for front, back in reversed(sheets)]
    read = [page for leaf in leaves for page in leaf]
    assert read[:pages] == list(range(1, pages + 1)) and set(read[pages:]) <= {0}


def test_the_sheets_are_of_a4_and_hold_every_page(nord: Made) -> None:
    content = nord.files[addresses.livret_a4(nord.livret.chemin)]
    reader = PdfReader(io.BytesIO(content))
    sizes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages}
    assert sizes == {(842, 595)}
    assert len(reader.pages) == len(sides(nord.livret.pages))
    first = reader.pages[0].extract_text()
    assert "Qui aide" in first and "page 12 sur 12" in first.replace("\u00a0", " ")


def test_the_same_words_give_the_same_bytes_and_are_set_once(
    nord: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = replace(SITE, cache=Cache(tmp_path / "cache", Seal(b"k" * 32)))
    (first,) = made(kept, [NORD], PROJECT.libraries, 1)
    assert first == nord
    monkeypatch.setattr(making, "typeset", lambda *_: pytest.fail("set again"))
    assert made(kept, [NORD], PROJECT.libraries, 1) == [nord]


def test_a_page_leads_to_the_booklet_that_was_made_alone() -> None:
    chemin = addresses.livret(NORD)
    having = replace(SITE, livrets={chemin: Livret(chemin, 12, 152_929)})
    told = departements.page(having, NORD).body.replace("\u00a0", " ")
    assert "Le livret du Nord (PDF, 12 pages, 153 Ko)</a>" in told
    assert f'href="../../{chemin}"' in told and f'href="../../{addresses.livret_a4(chemin)}"' in told
    assert "livrets/" not in departements.page(SITE, NORD).body
    assert "livrets/" not in departements.page(having, RHONE).body


def test_who_has_one() -> None:
    paths = [addresses.livret(one) for one in territories(SITE)]
    assert len(set(paths)) == len(paths) > 110
    assert "livrets/departement-972.pdf" in paths and "livrets/departement-2a.pdf" in paths
    assert sum("region" in path for path in paths) == 13


def test_without_typst_one_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(typeset, "find_spec", lambda _: None)
    with pytest.raises(MissingTypst, match="make livrets"):
        made(SITE, [NORD], PROJECT.libraries, 1)
    assert main(["booklet", "59", "--out", str(tmp_path / "l")]) == 2
    assert capsys.readouterr().err.count("make livrets") == 1 and not (tmp_path / "l").exists()


def test_a_folder_that_cannot_be_is_told_in_french(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / ("x" * 300)
    assert main(["booklet", "59", "--out", str(out), "--no-cache", "--today", "2026-11-22"]) == 2
    said = capsys.readouterr().err
    assert "choisissez-en un autre" in said and "name" not in said.replace(str(out), "").lower()


def test_the_command_names_what_it_wrote(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "l"
    command = ["booklet", "nord", "--region", "martinique", "--impose", "--out", str(out), "--no-cache"]
    assert main([*command, "--today", "2026-11-22"]) == 0
    told = capsys.readouterr().out
    assert {path.name for path in out.iterdir()} == {
        *("departement-59.pdf", "departement-59-a4.pdf"),
        *("departement-972.pdf", "departement-972-a4.pdf"),
    }
    assert f"{out}/departement-59.pdf" in told and "bord court" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "de quel territoire"),
        (["nulle part"], "aucun département ne s’appelle « nulle part » : écrivez 59 ou Nord"),
        (["", "59"], "écrivez 59 ou Nord"),
        (["20"], "pour la Corse, écrivez --region 94, ou 2A ou 2B"),
        (["bretagne"], "pour la Bretagne, écrivez --region 53, ou 22, 29, 35 ou 56"),
        (["Lille"], "pour la commune, écrivez 59"),
        (["Aveiron"], "écrivez 12 pour l’Aveyron"),
        (["--region", "99"], "aucune région ne s’appelle « 99 » : écrivez 32 ou Hauts-de-France"),
        (["--region", "2a"], "Corse-du-Sud (2A) est un département, pour sa région écrivez 94"),
        (["--region", "ile de frence"], "écrivez 11 pour l’Île-de-France"),
    ],
)
def test_a_territory_that_is_none_is_told(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["booklet", *words]) == 2
    assert said in capsys.readouterr().err.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "code"),
    [("2a", "2A"), ("1", "01"), (" 59 ", "59"), ("Nord (59)", "59"), ("l’Ain", "01"), ("reunion", "974")],
)
def test_a_departement_is_found_however_one_types_it(text: str, code: str) -> None:
    assert departement_named(text, SITE.places).code == code


def test_a_region_is_found_however_one_types_it() -> None:
    for text in ("93", "PACA", "Provence Alpes Côte d'Azur", "la Provence-Alpes-Côte d’Azur"):
        assert region_named(text, SITE.places) == "93"


def test_words_are_printed_as_french_is_and_addresses_as_they_are() -> None:
    told = printed({"mots": "Qui ? 12 000 francs", "url": "https://a.example/?q=a b", "suite": ["« a »"]})
    assert told == {
        "mots": "Qui\u00a0? 12\u00a0000 francs",
        "url": "https://a.example/?q=a b",
        "suite": ["«\u00a0a\u00a0»"],
    }
