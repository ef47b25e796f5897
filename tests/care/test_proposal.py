"""A proposal's two sides in a real repository, and the story that its reviewer reads."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from generators.care.changes import Champ, Changement, compare, ended
from generators.care.proposal import MARQUE, Proposition, told
from generators.cli import main
from generators.git.revision import at_base, copied
from generators.land.places import load_places
from generators.network.mentions import mentions
from generators.project import Project
from generators.records.problems import Problem
from generators.records.reading.load import Written, load
from generators.words.fitting import signs
from tests.browser.conftest import ROOT

TODAY = "2026-11-22"
LINKED = ("site", "mkdocs.yml", "node_modules")
COPIED = ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")


def git(folder: Path, *arguments: str) -> None:
    command = [
        "git",
        "-c",
        "user.name=Essai",
        "-c",
        "user.email=essai@example.org",
        "-C",
        str(folder),
        *arguments,
    ]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of its own: the real records committed on main, and a branch that changes three of them."""
    root = tmp_path_factory.mktemp("depot")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "data", "newsletter"], cwd=ROOT, check=True, capture_output=True
    )
    for name in listed.stdout.decode().split("\0")[:-1]:
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    for name in LINKED:
        (root / name).symlink_to(ROOT / name)
    for name in COPIED:
        shutil.copy(ROOT / name, root)
    shutil.copytree(ROOT / "docs", root / "docs")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "data", "newsletter")
    git(root, "commit", "--quiet", "-m", "Les fiches")
    git(root, "switch", "--quiet", "--create", "proposition")
    boussole = root / "data/actors/la-boussole-nord.yml"
    boussole.write_text(
        boussole.read_text(encoding="utf-8").replace("07 57 76 46 58", "03 20 00 00 00"), encoding="utf-8"
    )
    git(root, "commit", "--quiet", "--all", "-m", "Le nouveau numéro")
    git(root, "switch", "--quiet", "main")
    (root / "data/news/ajout-de-main.yml").write_bytes(next((root / "data/news").glob("*.yml")).read_bytes())
    git(root, "add", "data")
    git(root, "commit", "--quiet", "-m", "Ailleurs, entre-temps")
    git(root, "switch", "--quiet", "proposition")
    return root


@pytest.fixture
def story(repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.chdir(repository)
    assert main(["report", "--base", "main", "--today", TODAY]) == 0
    return capsys.readouterr().out


def test_the_story_of_a_changed_number(story: str) -> None:
    assert story.startswith(MARQUE)
    assert "\n1\u00a0fiche modifiée.\n" in story
    assert "**Téléphone change sans nouvelle source ni confirmation.**" in story
    assert "### Modifiée\u00a0: La Boussole (acteur)" in story
    assert "| Téléphone | 07 57 76 46 58 | 03 20 00 00 00 |" in story
    assert "- La Boussole, `/acteurs/la-boussole-nord/`" in story
    assert "`/departements/59/`" in story
    assert "fichiers de données ouvertes" in story
    assert "ajout-de-main" not in story, "what main did meanwhile is no change of the proposal"


def test_an_error_is_told_and_nothing_is_built(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    broken = repository / "data/actors/acpe.yml"
    before = broken.read_bytes()
    broken.write_bytes(before.replace(b"categorie:", b"categori:"))
    try:
        assert main(["report", "--base", "main", "--today", TODAY]) == 0
    finally:
        broken.write_bytes(before)
    said = capsys.readouterr().out
    assert "### À corriger avant de publier" in said
    assert "`data/actors/acpe.yml`, ligne" in said
    assert "Le site ne peut pas être construit tant qu’il reste des erreurs." in said


def test_what_subscribers_of_the_agenda_lose_is_told(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    gone, broken = repository / "data/events/colloque-cnape-2023.yml", repository / "data/actors/acpe.yml"
    before = {path: path.read_bytes() for path in (gone, broken)}
    broken.write_bytes(before[broken].replace(b"categorie:", b"categori:"))
    gone.unlink()
    try:
        assert main(["report", "--base", "main", "--today", "2023-10-01"]) == 0
    finally:
        for path, content in before.items():
            path.write_bytes(content)
    said = capsys.readouterr().out.partition("### Chez les abonnés de l’agenda\n\n")[2]
    assert said.startswith("- « Colloque de la prévention spécialisée")
    assert "(colloque-cnape-2023), " in said.splitlines()[0]


def test_an_unknown_revision(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    for revision in ("nulle-part", "--output=/tmp/pris"):
        assert main(["report", f"--base={revision}", "--today", TODAY]) == 2
        assert f"git ne connaît pas la révision « {revision} »" in capsys.readouterr().err


def test_what_stood_is_laid_out_as_files_and_leads_nowhere(tmp_path: Path) -> None:
    depot, laid = tmp_path / "depot", tmp_path / "avant"
    (depot / "data" / "news").mkdir(parents=True)
    (depot / "data" / "news" / "été.yml").write_text("titre: L’été\n", encoding="utf-8")
    (depot / "data" / "lien.yml").symlink_to(tmp_path / "secret")
    git(depot, "init", "--quiet", "--initial-branch=main")
    (depot / "newsletter").mkdir()
    (depot / "newsletter" / "lettre.yml").touch()
    git(depot, "add", "--all")
    git(depot, "commit", "--quiet", "-m", "Les fiches")
    laid.mkdir()
    before = at_base(Project.at(depot), "main", laid)
    assert before is not None and before.data == laid / "data"
    assert (before.data / "news" / "été.yml").read_text(encoding="utf-8") == "titre: L’été\n"
    assert not any(path.is_symlink() and path.exists() for path in laid.rglob("*"))


LINKS = ("data/actors/lien.yml", "data/vocabulary.yml", "data/pages", "newsletter/images/a.png", "newsletter")


@pytest.mark.parametrize("place", LINKS)
@pytest.mark.parametrize("absolute", [True, False])
def test_a_link_of_a_proposal_is_never_followed(tmp_path: Path, place: str, absolute: bool) -> None:
    """A file, a folder, a whole part: whatever it leads to, inside or outside, nothing of it is copied."""
    root, laid = tmp_path / "depot", tmp_path / "apres"
    secret = tmp_path / "dehors"
    secret.mkdir()
    (secret / "cle.yml").write_text("TOKEN", encoding="utf-8")
    (root / "data" / "actors").mkdir(parents=True)
    link = root / place
    link.parent.mkdir(parents=True, exist_ok=True)
    target = secret if "." not in Path(place).name else secret / "cle.yml"
    link.symlink_to(target if absolute else os.path.relpath(target, link.parent))
    (root / "newsletter").mkdir(exist_ok=True)
    os.mkfifo(root / "data" / "tuyau.yml")
    laid.mkdir()
    copied(Project.at(root), laid)
    assert (laid / place).is_symlink() and not (laid / place).exists()
    assert not any("TOKEN" in path.read_text("utf-8") for path in laid.rglob("*") if path.is_file())


def test_a_record_calls_nobody_and_draws_nothing() -> None:
    fields = (Champ("Nom", "", "@equipe <b>![x](//h)</b> | a\n# b, ecrire@asso.example"),)
    change = Changement("modifiee", "actors", "a", "A #12", "data/actors/a`b.yml", fields)
    said = told(Proposition((change,), (), ()))
    assert "@\u2060equipe &lt;b&gt;\\!\\[x\\](//h)&lt;/b&gt; \\| a \\# b, ecrire@asso.example |" in said
    assert "A \\#\u206012" in said
    assert "``data/actors/a`b.yml``" in said


def test_a_proposal_too_long_for_a_comment_counts_what_it_leaves_out() -> None:
    fields = (Champ("Présentation", "a" * 300, "b" * 300),) * 20
    changes = tuple(
        Changement("modifiee", "actors", f"a{n}", f"A{n}", f"data/actors/a{n}.yml", fields) for n in range(40)
    )
    said = told(Proposition(changes, (), ()))
    assert len(said) < 65_536
    assert "que ce message" not in said
    assert "autres fiches, trop longues pour ce message." in said
    problems = tuple(Problem(f"data/actors/a{n}.yml", 1, 1, "nom", "Faux. " * 20) for n in range(2_000))
    said = told(Proposition(changes, None, problems))
    assert signs(said) < 65_536
    assert "maillage report --base RÉVISION --whole FICHIER" in said.rstrip().rpartition("\n")[2]
    assert told(Proposition(changes, None, problems), whole=True).count("\n- `data/actors/") == 2_000
    assert told(Proposition(changes, (), ()), whole=True).count("\n### ") == 40


def test_codes_are_told_in_words() -> None:
    loaded = load(ROOT / "data", ROOT / "newsletter")
    places = load_places(ROOT / "data" / "reference")
    carrier = {("actors", "la-breche"): Written("data/actors/la-breche.yml", {"nom": "La Brèche"})}
    key = ("actors", "x")
    values = {"nom": "X", "zone_eligibilite": ["region:84", "departement:59", "france", "departement:00"]}
    more = {"adresse_confidentielle": "non", "porte_par": "la-breche", "verifie_le": "2026-11-02"}
    before = {**carrier, key: Written("x.yml", {"nom": "X"})}
    after = {**carrier, key: Written("x.yml", {**values, **more})}
    (change,) = compare(before, after, loaded.records.vocabulary, places)
    assert {field.nom: field.apres for field in change.champs} == {
        "Territoire couvert": "la région Auvergne-Rhône-Alpes, le Nord (59), toute la France, departement:00",
        "Adresse confidentielle": "non",
        "Porté par": "La Brèche (la-breche)",
        "Confirmé le": "lundi 2 novembre 2026",
    }


def test_who_speaks_of_a_structure_that_closes_is_told() -> None:
    before = {("actors", "akatij"): Written("a.yml", {"nom": "Akatij"})}
    after = {("actors", "akatij"): Written("a.yml", {"nom": "Akatij", "statut": "ferme"})}
    assert [*ended(before, after)] == [("actors", "akatij")]
    assert [*ended(after, after)] == [*ended(after, before)] == []
    records = load(ROOT / "data", ROOT / "newsletter").records
    sentences = mentions(("actors", "akatij"), records, date(2026, 11, 22))
    text = told(Proposition((), (), (), (("Akatij", sentences),))).replace("\u00a0", " ")
    assert "### Ce qui parle de Akatij" in text
    assert "- « DGCS » (actors/dgcs) la dit partenaire : à revoir" in text
    assert "- 1 actualité : rien à y changer" in text


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, ("Téléphone",)),
        ({"verifie_le": "2026-11-20", "verifie_par": "direction"}, ()),
        ({"sources": [{"document": "Entretien", "date": "2026-11"}]}, ()),
        ({"telephone": None}, ()),
        ({"courriel": "contact@exemple.fr"}, ("Téléphone", "Courriel")),
        ({"lignes": [{"telephone": "03 20 00 00 03"}]}, ("Téléphone", "Autres lignes")),
        ({"lignes": [{"telephone": "03 20 00 00 02", "pour": "parents"}]}, ("Téléphone",)),
        ({"lignes": []}, ("Téléphone",)),
    ],
)
def test_a_contact_that_changes_comes_from_somewhere(more: dict[str, object], told: tuple[str, ...]) -> None:
    before = {
        "nom": "A",
        "telephone": "03 20 00 00 00",
        "lignes": [{"telephone": "03 20 00 00 02"}],
        "sources": [{"document": "Livret", "date": "2020"}],
    }
    after = {**before, "telephone": "03 20 00 00 01", **more}
    key = ("actors", "a")
    vocabulary = load(ROOT / "data", ROOT / "newsletter").records.vocabulary
    places = load_places(ROOT / "data" / "reference")
    (change,) = compare({key: Written("a", before)}, {key: Written("a", after)}, vocabulary, places)
    assert change.sans_appui == told
