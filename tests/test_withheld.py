"""A confidential place is in no byte that is published, even when every rule has been forgotten."""

from __future__ import annotations

import email
import shutil
from collections.abc import Mapping
from datetime import date
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import yaml
from pypdf import PdfReader

from generators import leak
from generators.booklets import made as booklets
from generators.building import build_site
from generators.cli import main
from generators.opening import open_site
from generators.project import Project
from generators.records import judging
from generators.records.kinds import FICHES
from tests.care.test_proposal import git
from tests.exchange.conftest import COMPLET
from tests.lists import lay_lists
from tests.pages.conftest import ACTORS, EVENTS, ISSUES, NEWS, RESOURCES

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
#: No table of communes has these: wherever they stand, they come from the record.
PLACE = {
    "adresse": "76 chemin des Campanules",
    "complement_adresse": "Bâtiment Ziphirin",
    "code_postal": "69998",
    "commune": "Zéphyrville-sur-Ourse",
    "code_insee": "69997",
    "accessibilite_lieu": "https://acceslibre.beta.gouv.fr/app/69-zephyrville/a/foyer/erp/campanules/",
    "latitude": "45.913579",
    "longitude": "4.824681",
}
NARROW = ["commune:69997", "epci:269999997"]
SIRET = {"siret": "13003013300016"}
HIDDEN = {"adresse_confidentielle": "oui", "departement": "69"}
PLANTED = (*PLACE.values(), "Zéphyrville", "Campanules", "Salle Xanthippe", *NARROW, *SIRET.values())

_OWN = {key: value for key, value in COMPLET.items() if key not in (*PLACE, *SIRET, "zone_eligibilite")}
_EVENT = {**EVENTS["rencontre-a-venir"], "organisateurs": ["cache"]}
_OPEN_EVENT = {key: value for key, value in _EVENT.items() if key not in (*PLACE, "lieu")}

#: What would have written the place, and a file in which it stood.
STOPPED = {
    "build": "actualites/index.html",
    "newsletter build": "newsletter/2026-t3/email.brevo.txt",
    "newsletter preview --no-open": "clair.html",
}

Record = Mapping[str, Any]


def records(filled: bool) -> Mapping[str, Mapping[str, Record]]:
    """A small network with a confidential structure and event: with every field of their places, or none."""
    place = PLACE if filled else {}
    actor = {
        **_OWN,
        **HIDDEN,
        **place,
        **(SIRET if filled else {}),
        "zone_eligibilite": ["departement:69", *(NARROW if filled else [])],
    }
    event = {
        **_OPEN_EVENT,
        **HIDDEN,
        **place,
        **({"lieu": "Salle Xanthippe"} if filled else {}),
        "territoires": ["departement:69", *(NARROW if filled else [])],
    }
    news = {**NEWS["ouverture-nord"], "acteurs": ["cache"], "evenements": ["secret"]}
    issue = {**ISSUES["2026-t3"], "agenda": {"titre": "Agenda", "choix": [{"fiche": "events/secret"}]}}
    return {
        "data/actors": {**ACTORS, "cache": actor},
        "data/events": {**EVENTS, "secret": event},
        "data/resources": {**RESOURCES, "guide": {**RESOURCES["guide"], "producteurs": ["cache"]}},
        "data/news": {**NEWS, "ouverte": news},
        "newsletter": {"2026-t3": issue},
    }


def project(root: Path, found: Mapping[str, Mapping[str, Record]]) -> Project:
    """Ours, in the folder `root`, with these records in place of its own."""
    shutil.copytree(ROOT, root, ignore=_ignored)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    lay_lists(root / "data")
    for folder, of_kind in found.items():
        (root / folder).mkdir(exist_ok=True)
        for id_, record in of_kind.items():
            text = yaml.safe_dump(record, allow_unicode=True, default_style='"', width=10_000)
            (root / folder / f"{id_}.yml").write_text(text, encoding="utf-8")
    return Project.at(root)


def _ignored(folder: str, names: list[str]) -> set[str]:
    here = Path(folder).relative_to(ROOT).as_posix()
    apart = {".git", ".venv", "node_modules", "public", "tests", "__pycache__", "benchmarks"}
    own = set(names) if here.removeprefix("data/") in FICHES else set[str]()
    return (
        own | {name for name in names if here == "newsletter" and name.endswith(".yml")} | apart & set(names)
    )


@pytest.fixture
def without_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "RULES", ())
    for name in ("rules_of", "_rules_alone", "_rules_among"):
        monkeypatch.setattr(judging, name, lambda _: ())


@pytest.mark.usefixtures("without_rules")
def test_with_no_rule_left_the_site_is_the_same_as_if_nobody_had_written_the_place(tmp_path: Path) -> None:
    """Every file: pages, tables, calendars, feeds, letters, the forms' copies."""
    filled, _ = build_site(project(tmp_path / "plein", records(filled=True)), TODAY)
    bare, _ = build_site(project(tmp_path / "vide", records(filled=False)), TODAY)
    assert "newsletter/2026-t3/message.eml" in filled
    assert any(path.endswith("actors/cache.json") for path in filled)
    told = [
        (path, value) for path, content in filled.items() for value in PLANTED if value.encode() in content
    ]
    assert told == []
    assert filled.keys() == bare.keys()
    assert [path for path in filled if filled[path] != bare[path]] == []


@pytest.mark.usefixtures("without_rules")
def test_what_a_text_still_says_is_seen_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A news item and the letter give the address of the structure that they name; every rule is off."""
    found = records(filled=True)
    told = {**found["data/news"]["ouverte"], "resume": "Elle ouvre au 76, chemin des Campanules."}
    issue = {**found["newsletter"]["2026-t3"], "editorial": "Au **76** chemin des *campanules*."}
    news = {**found["data/news"], "ouverte": told}
    ours = project(tmp_path / "projet", {**found, "data/news": news, "newsletter": {"2026-t3": issue}})
    monkeypatch.chdir(ours.root)
    for command, seen in STOPPED.items():
        assert main([*command.split(), "--today", "2026-11-22", "--out", "sortie"]) == 3, command
        said = capsys.readouterr()
        assert f"{seen}\u00a0: le lieu de data/actors/cache.yml" in said.err, command
        assert command != "build" or "donnees/actualites.xlsx" in said.err
        assert not any(value.lower() in (said.out + said.err).lower() for value in PLANTED), command
        assert not (ours.root / "sortie").exists(), command


@pytest.mark.usefixtures("without_rules")
def test_no_booklet_says_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every rule is off: what is withheld is on no page of it, and what a text still says is seen before
    anything is written: in its words, and in what a PDF packs."""
    found = records(filled=True)
    ours = project(tmp_path / "projet", found)
    monkeypatch.chdir(ours.root)
    monkeypatch.setattr(booklets, "territories", lambda site: [site.places.departements["69"]])
    monkeypatch.setattr(leak, "SHOWN", 99)
    assert main(["booklet", "69", "--impose", "--today", "2026-11-22"]) == 0
    for path in Path("livrets").iterdir():
        text = " ".join(page.extract_text() for page in PdfReader(path).pages)
        assert "Point d’appui" in text and "Adresse non publiée" in text
        assert [value for value in PLANTED if value.lower() in text.lower()] == []
    shutil.rmtree("livrets")
    assert main(["build", "--livrets", "--today", "2026-11-22"]) == 0
    assert {path.name for path in Path("public/livrets").iterdir()} == {
        "departement-69.pdf",
        "departement-69-a4.pdf",
    }
    assert 'href="../../livrets/departement-69.pdf"' in Path("public/departements/69/index.html").read_text(
        "utf-8"
    )
    shutil.rmtree("public")
    told = {**found["data/actors"]["cache"], "resume": "On y vient au 76, chemin des Campanules."}
    (ours.data / "actors" / "cache.yml").write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
    capsys.readouterr()
    for command, folder in (("booklet 69", "livrets"), ("build --livrets", "public")):
        assert main([*command.split(), "--today", "2026-11-22"]) == 3, command
        said = capsys.readouterr()
        for file in ("livrets/departement-69.pdf", "livrets/departement-69-a4.pdf"):
            assert f"{file}\u00a0: le lieu de data/actors/cache.yml" in said.err, (command, file)
        assert not any(value.lower() in (said.out + said.err).lower() for value in PLANTED), command
        assert not Path(folder).exists(), command


def test_no_list_and_no_draft_says_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is read without being judged: the list for the team, a new issue; a letter is then refused."""
    ours = project(tmp_path / "projet", records(filled=True))
    monkeypatch.chdir(ours.root)
    assert main(["verify", "letters", "cache", "--today", "2026-11-22"]) == 1
    capsys.readouterr()
    for command in ("verify list", "newsletter draft 2026-t4"):
        assert main([*command.split(), "--today", "2026-11-22"]) == 0, command
    told = "".join(capsys.readouterr()) + (ours.newsletter / "2026-t4.yml").read_text("utf-8")
    assert "fiche est à confirmer" in told and "events/secret" in told
    assert [value for value in PLANTED if value.lower() in told.lower()] == []


@pytest.mark.usefixtures("without_rules")
def test_no_letter_to_a_structure_says_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every rule is off: what is withheld is in no part of the letter."""
    monkeypatch.chdir(project(tmp_path / "projet", records(filled=True)).root)
    assert main(["verify", "letters", "cache", "--today", "2026-11-22"]) == 0
    letter = email.message_from_bytes(Path("lettres/cache.eml").read_bytes(), policy=default)
    told = "".join(part.get_content() for part in letter.iter_parts()) + str(letter["Subject"])
    assert "L’adresse est confidentielle" in told and "Point d’appui" in told
    assert [value for value in PLANTED if value.lower() in told.lower()] == []


#: A record that goes, whether its place was confidential, and whether a page says that it went.
GONE = {
    "foyer-abri": ("true", True),
    "foyer-de-villeurbanne": ("oui", False),
    "abri-12-bis": ("true", False),
    "abri-rue-haute": ("Vrai", False),
    "accueil-de-villeurbanne": ("false", True),
}


@pytest.mark.usefixtures("without_rules")
def test_a_confidential_record_that_goes_leaves_no_page_under_a_name_that_says_where_it_was(
    tmp_path: Path,
) -> None:
    ours = project(tmp_path / "projet", records(filled=False))
    for id_, (said, _) in GONE.items():
        text = f"nom: Abri\ndepartement: '69'\nadresse_confidentielle: {said}\n"
        (ours.data / "actors" / f"{id_}.yml").write_text(text, encoding="utf-8")
    git(ours.root, "init", "--quiet")
    for message in ("Elles viennent", "Elles partent"):
        git(ours.root, "add", "data")
        git(ours.root, "commit", "--quiet", "-m", message)
        for id_ in GONE:
            (ours.data / "actors" / f"{id_}.yml").unlink(missing_ok=True)
    site, problems = open_site(ours, TODAY, "https://reseau.example/", letters=False)
    assert site is not None, problems
    left = {ref.removeprefix("actors/") for ref in site.network.retirees}
    assert left == {id_ for id_, (_, page) in GONE.items() if page}


@pytest.mark.usefixtures("without_rules")
def test_the_name_that_a_record_had_before_its_place_was_withheld_is_told_nowhere(tmp_path: Path) -> None:
    """A guard asks for a name without a place: the old one goes in the same commit or merge, and is no secret
    that git can tell by itself. One that goes beside a public record keeps its page."""
    ours = project(tmp_path / "projet", records(filled=False))
    actors = ours.data / "actors"
    record = {**_OWN, "departement": "69", "adresse_confidentielle": "false"}
    text = yaml.safe_dump(record, allow_unicode=True, default_style='"')
    withheld = text.replace('"adresse_confidentielle": "false"', '"adresse_confidentielle": "true"')
    git(ours.root, "init", "--quiet", "--initial-branch=main")

    def commit(*gone: str, **came: str) -> None:
        for id_ in gone:
            (actors / f"{id_}.yml").unlink()
        for id_, said in came.items():
            (actors / f"{id_.replace('_', '-')}.yml").write_text(said, encoding="utf-8")
        git(ours.root, "add", "data")
        git(ours.root, "commit", "--quiet", "-m", "Une version")

    commit(
        abri_de_bron=text,
        foyer_de_villeurbanne=text,
        accueil_de_lyon=text,
        antenne=text,
        accueil_de_metz=text,
    )
    commit("accueil-de-lyon", accueil=text)
    commit("abri-de-bron", abri=text)  # then twice under another name, withheld at the end
    commit("abri", havre=text)
    git(ours.root, "checkout", "--quiet", "-b", "travail")
    commit(foyer=withheld)
    commit("foyer-de-villeurbanne", "antenne")
    git(ours.root, "checkout", "--quiet", "main")
    commit("accueil-de-metz")
    git(ours.root, "merge", "--quiet", "--no-ff", "travail", "-m", "Fusion")
    commit(havre=withheld)
    site, problems = open_site(ours, TODAY, "https://reseau.example/", letters=False)
    assert site is not None, problems
    left = {ref.removeprefix("actors/") for ref in site.network.retirees}
    assert left == {"accueil-de-lyon", "abri", "antenne", "accueil-de-metz"}
    told = {id_ for one in site.versions for _, id_ in (*one.ajoutees, *one.retirees)}
    assert {"accueil-de-lyon", "abri", "antenne", "accueil-de-metz", "havre", "foyer"} <= told
    assert told.isdisjoint({"abri-de-bron", "foyer-de-villeurbanne"})
