"""Another network, from `maillage new network` to its published site: nothing of ours is in any byte."""

from __future__ import annotations

import email
import re
import shutil
from collections.abc import Mapping
from datetime import date
from email.policy import default
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from generators.building import build_site
from generators.cli import main
from generators.mkdocs import InvalidData
from generators.project import Project
from generators.words.wording import fold
from tests import edition
from tests.recipes.recipe import follow, house
from tests.sites import identity

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 3, 20)
#: Our name, our publisher and its domain, our subject, our address: folded, in any text.
OURS = re.compile(r"\bpare\b|droit ?d ?enfance|prostitu|brossolette|reseau ?pare")
#: Code of others, whose words are their own.
LIBRARIES = re.compile(r"assets/decap/|editions/code\.\w+/leaflet/")
TEXTS = {
    ".html",
    ".txt",
    ".eml",
    ".ics",
    ".atom",
    ".json",
    ".geojson",
    ".csv",
    ".js",
    ".css",
    ".svg",
    ".xml",
    ".vcf",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The network's folder, once its team has followed the recipe: it is checked, sent and published."""
    place = tmp_path_factory.mktemp("reseaux")
    follow("Start another network", house(place / "projet"))
    return place / "passerelle"


@pytest.fixture(scope="module")
def project(folder: Path) -> Project:
    return Project.at(ROOT).with_data(folder / "data")


@pytest.fixture(scope="module")
def files(folder: Path) -> Mapping[str, bytes]:
    public = folder / "public"
    found = (path for path in public.rglob("*") if path.is_file())
    return {path.relative_to(public).as_posix(): path.read_bytes() for path in found}


def ours() -> list[str]:
    """Our colours, and the strokes of our mark, as files write them."""
    colours = {value.lower() for _, palette in identity().couleurs for _, value in palette}
    strokes = {f"{x:g} {y:g}" for brin in identity().marque.brins for x, y in brin}
    return sorted(colours - {"#ffffff", "#000000"} | strokes)


def test_a_network_that_was_just_started_says_what_is_still_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["new", "network", str(tmp_path / "autre")]) == 0
    capsys.readouterr()
    assert main(["check", "--data", str(tmp_path / "autre" / "data")]) == 1
    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert "« nom » reste à écrire" in told
    assert "« adresse_postale » reste à écrire" in told
    assert set(re.findall(r"^\S+?:", told, re.M)) == {"data/reseau.yml:"}


def test_nothing_is_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    before = (folder / "data" / "reseau.yml").read_bytes()
    assert main(["new", "network", str(folder)]) == 2
    assert "existe déjà" in capsys.readouterr().err
    assert (folder / "data" / "reseau.yml").read_bytes() == before


def test_no_text_has_anything_of_ours(files: Mapping[str, bytes]) -> None:
    found = {
        f"{path}: {match[0]}"
        for path, content in files.items()
        if Path(path).suffix in TEXTS and not LIBRARIES.match(path)
        for match in OURS.finditer(fold(content.decode()))
    }
    assert found == set()


def test_no_byte_has_our_colours_our_mark_or_our_addresses(files: Mapping[str, bytes]) -> None:
    marks = [mark.encode() for mark in [*ours(), "reseau-pare.example", "droitdenfance"]]
    found = {
        f"{path}: {mark.decode()}"
        for path, content in files.items()
        if not LIBRARIES.match(path)
        for mark in marks
        if mark in content.lower()
    }
    assert found == set()


def test_no_picture_is_drawn_in_our_colours(files: Mapping[str, bytes]) -> None:
    pictures = {path: content for path, content in files.items() if path.endswith(".png")}
    assert {"newsletter/images/marque.png", "assets/partage/site.png", "assets/partage/annuaire.png"} <= set(
        pictures
    )
    palette = identity().couleurs.clair
    mine = {
        tuple(bytes.fromhex(getattr(palette, name)[1:]))
        for name in ("brin_a", "brin_b", "brin_c", "lin", "encre", "barre", "fil", "sapin_survol")
    }
    for path, content in pictures.items():
        drawn = Image.open(BytesIO(content)).convert("RGB").getcolors(1_000_000)
        assert not {colour for _, colour in drawn or ()} & mine, path


def test_its_own_words_are_everywhere(files: Mapping[str, bytes]) -> None:
    page = files["acteurs/exemple-accueil/index.html"].decode()
    assert "<b>Passerelle</b> · l’entraide numérique" in page
    assert "Le dire au collectif Passerelle" in page
    assert ">Qui aide ?</a>" in page.replace("\u00a0", " ")
    assert "https://passerelle.example/acteurs/exemple-accueil/" in page
    assert "@passerelle.example" in files["agenda/agenda.ics"].decode()
    letter = files["newsletter/2026-t1/email.html"].decode()
    assert "Par l’association Les Ponts" in letter
    assert "Faire un don" not in letter
    assert "#222e70" in letter
    assert b"#30409a" in files[edition.path(files, "code/styles/site.css")]
    assert "Écrire au collectif Passerelle" in files["newsletter/2026-t1/email.txt"].decode()
    assert "newsletter/2023-t3/index.html" not in files
    assert "premiers-pas/index.html" in files
    assert "proches/index.html" not in files


def test_what_leaves_by_letter_has_nothing_of_ours(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    data = tmp_path / "data"
    shutil.copytree(folder / "data", data)
    record = data / "actors" / "exemple-accueil.yml"
    lines = [line for line in record.read_text("utf-8").splitlines() if not line.startswith("courriel:")]
    record.write_text("\n".join([*lines, "courriel: contact@passerelle.example", ""]), "utf-8")
    arguments = ["--data", str(data), "--out", str(tmp_path / "lettres"), "--today", "2027-06-01"]
    assert main(["verify", "letters", "exemple-accueil", *arguments]) == 0
    made = email.message_from_bytes((tmp_path / "lettres/exemple-accueil.eml").read_bytes(), policy=default)
    letter = made.get_body(("plain",)).get_content()
    assert "l’annuaire du réseau Passerelle" in " ".join(letter.split(" ")).replace("\n", " ")
    assert OURS.search(fold(letter + str(made["Subject"]) + str(made["From"]))) is None


def test_the_report_has_nothing_of_ours(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["verify", "list", "--data", str(folder / "data"), "--today", "2027-06-01"]) == 0
    told = capsys.readouterr().out
    assert "Accueil de l’exemple" in told
    assert OURS.search(fold(told)) is None


def test_an_unknown_mark_stops_the_build(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copie"
    shutil.copytree(folder, copy)
    page = copy / "data" / "pages" / "premiers-pas.md"
    page.write_text(page.read_text("utf-8") + "\n{{ reseau.couleur }}\n", "utf-8")
    with pytest.raises(InvalidData, match=r"premiers-pas\.md:\d+:1: .*\n.*ne dit pas «.couleur.»"):
        build_site(Project.at(ROOT).with_data(copy / "data"), TODAY)


def test_what_is_asked_is_in_the_identity(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["Passe « relle »", "", "Les Ponts", "", "", "https://passerelle.example/"])
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    assert main(["new", "network", str(tmp_path / "autre")]) == 0
    capsys.readouterr()
    assert main(["check", "--data", str(tmp_path / "autre" / "data")]) == 1
    told = capsys.readouterr().out
    asked = {"nom", "sujet", "contact.adresse_postale", "editeur.nom", "editeur.designation", "site"}
    assert asked & set(re.findall(r"\[([a-z_.]+)\]", told)) == {
        "sujet",
        "contact.adresse_postale",
        "editeur.designation",
    }


def test_a_card_that_leads_nowhere_stops_the_build(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copie")
    (tmp_path / "copie" / "data" / "pages" / "premiers-pas.md").unlink()
    with pytest.raises(InvalidData, match="aucune page n’a l’adresse"):
        build_site(Project.at(ROOT).with_data(tmp_path / "copie" / "data"), TODAY)
