"""/admin/ for real: Decap CMS in a browser, decap-server on a repository made for the test, its branches."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, Route, expect

from generators.building import build_site
from generators.cli import main
from generators.forms.gestures import called_off, closed, full, put_off
from generators.project import Project
from generators.publish import publish
from tests.browser.conftest import PATIENCE_S, eventually, opened, served
from tests.node import node
from tests.port import free_port

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
MARK = "# relu avec la direction du service"
EVENT = """\
# yaml-language-server: $schema=../schemas/events.json
titre: Un jour d’essai
type: journee-etude
resume: Un jour.
debut: 2026-12-03
en_ligne: true
inscription:
  url: https://exemple.fr/inscription
sources:
  - document: Programme
    date: 2026
"""


def git(repository: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(repository), *words], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the project's own records, one of them with a comment."""
    root = tmp_path_factory.mktemp("depot")
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copytree(ROOT / "newsletter", root / "newsletter")
    shutil.copytree(ROOT / "site" / "pages", root / "site" / "pages")
    shutil.copy(ROOT / "mkdocs.yml", root)
    record = root / "data" / "actors" / "la-boussole-nord.yml"
    text = record.read_text("utf-8")
    record.write_text(text.replace("\ntelephone:", f"\n{MARK}\ntelephone:"), "utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "user.name", "Test")
    git(root, "config", "user.email", "test@exemple.fr")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Départ")
    return root


@pytest.fixture(scope="module")
def workshop(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The addresses of the site, built as for its own machine, and of decap-server."""
    folder = tmp_path_factory.mktemp("atelier") / "public"
    with served(folder) as site, pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITE_URL", site)
        files, _ = build_site(Project.at(ROOT), TODAY)
        environment.undo()
        publish(files, folder)
        with proxy(repository, folder.parent / "decap-server.log") as address:
            yield f"{site}admin/", address


@contextmanager
def proxy(repository: Path, log: Path) -> Iterator[str]:
    """decap-server on a repository: its address."""
    port = free_port()
    settings = {"MODE": "git", "GIT_REPO_DIRECTORY": str(repository), "PORT": str(port)}
    program = ROOT / "node_modules" / "decap-server" / "dist" / "index.js"
    with log.open("w") as said:
        server = subprocess.Popen([node(), str(program)], env=os.environ | settings, stdout=said, stderr=said)
    address = f"http://127.0.0.1:{port}/api/v1"
    try:
        wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str) -> None:
    question = urllib.request.Request(address, b'{"action": "info"}', {"Content-Type": "application/json"})
    end = time.monotonic() + 2 * PATIENCE_S
    while True:
        try:
            urllib.request.urlopen(question, timeout=PATIENCE_S).close()
        except OSError as silent:
            assert time.monotonic() < end, f"decap-server does not answer: {silent}"
            time.sleep(0.1)
        else:
            return


@contextmanager
def entered(browser: Browser, address: str, proxy: str) -> Iterator[Page]:
    """The list of the structures, signed in; no other host is asked for anything."""
    foreign: list[str] = []
    refused: list[str] = []

    def only_ours(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "blob:", "data:")):
            route.fallback()
        else:
            foreign.append(route.request.url)
            route.abort()

    def at_this_port(route: Route) -> None:
        config = route.fetch().json()
        config["contenu"]["decap"]["local_backend"] = {"url": proxy}
        route.fulfill(json=config)

    with opened(browser, viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.on("console", lambda line: refused.append(line.text) if "Security Policy" in line.text else None)
        page.route("**/*", only_ours)
        page.route("**/editions/*/config.json", at_this_port)
        page.goto(address)
        page.get_by_role("button", name="Se connecter").click()
        expect(page.get_by_role("heading", name="Collections")).to_be_visible()
        yield page
    assert foreign == []
    assert refused == []


@pytest.fixture
def page(browser: Browser, workshop: tuple[str, str]) -> Iterator[Page]:
    with entered(browser, *workshop) as page:
        yield page


@pytest.fixture
def colleague(browser: Browser, workshop: tuple[str, str]) -> Iterator[Page]:
    """The same forms in another browser."""
    with entered(browser, *workshop) as page:
        yield page


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer").click()
    saved(page)


def saved(page: Page) -> None:
    """The form says so itself: its notice may be that of the save before."""
    expect(page.get_by_text("Modifications enregistrées")).to_be_visible()


def unfold(page: Page, label: str) -> None:
    """Opens a fold of the form."""
    fold = page.locator("[class*=ControlContainer]", has=page.get_by_text(label, exact=True)).last
    fold.get_by_test_id("expand-button").first.click()


def pick(page: Page, label: str, *options: str) -> None:
    box = page.get_by_label(re.compile(rf"^{label}"))
    for option in options:
        box.fill(option)
        page.get_by_role("option", name=option, exact=True).click()


def on_branch(repository: Path, branch: str, path: str) -> str:
    return git(repository, "show", f"{branch}:{path}")


def checked(repository: Path, branch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`maillage check` and `maillage format --check` pass on the branch."""
    copy = tmp_path / "copie"
    git(repository, "worktree", "add", "--quiet", "--detach", str(copy), branch)
    monkeypatch.chdir(copy)
    assert main(["check", "--today", TODAY.isoformat()]) == 0
    assert main(["format", "--check"]) == 0


def test_a_structure_is_added(
    page: Page, workshop: tuple[str, str], repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(workshop[0] + "#/collections/actors/new")
    page.get_by_label("Nom", exact=True).fill("Point écoute d’essai")
    pick(page, "Type de structure", "Service ou dispositif")
    pick(page, "Catégorie", "Écoute et orientation")
    page.get_by_label("En une phrase").fill("Une ligne d’écoute : pour les jeunes du littoral.")
    page.get_by_role("button", name="Ajouter source").click()
    page.get_by_label("Document").fill("Entretien avec la direction")
    page.get_by_label("Date", exact=True).fill("2026-10")
    page.get_by_label("Confirmé le").fill("2026-10-05")
    page.get_by_label("Confirmé par").fill("équipe PARÉ")
    unfold(page, "D’autres précisions")
    pick(page, "Porté par", "AGSS de l’UDAF")
    pick(page, "Missions", "Écouter", "Orienter")
    page.get_by_label(re.compile("^Commune")).fill("59140")
    page.get_by_role("button", name="Dunkerque (59)").click()
    expect(page.get_by_label("Code INSEE")).to_have_value("59183")
    page.get_by_label(re.compile("^Territoire couvert")).fill("pas-de-cal")
    page.get_by_role("button", name="Pas-de-Calais (62)").click()
    expect(page.get_by_text("Pas-de-Calais (62)")).to_be_visible()
    save(page)
    text = on_branch(repository, "cms/actors/point-ecoute-d-essai", "data/actors/point-ecoute-d-essai.yml")
    assert text == (
        "# yaml-language-server: $schema=../schemas/actors.json\n"
        "nom: Point écoute d’essai\n"
        "type: service\n"
        "categorie: ecoute\n"
        "porte_par: agss-udaf-nord\n"
        'resume: "Une ligne d’écoute : pour les jeunes du littoral."\n'
        "missions: [ecouter, orienter]\n"
        'code_postal: "59140"\n'
        "commune: Dunkerque\n"
        'code_insee: "59183"\n'
        "zone_eligibilite: [departement:62]\n"
        "sources:\n"
        "  - document: Entretien avec la direction\n"
        "    date: 2026-10\n"
        "verifie_le: 2026-10-05\n"
        "verifie_par: équipe PARÉ\n"
    )
    checked(repository, "cms/actors/point-ecoute-d-essai", tmp_path, monkeypatch)


def test_a_record_is_corrected_twice(
    page: Page, workshop: tuple[str, str], repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what changed changes, the comment stays; and the branch is read back into the form."""
    path = "data/actors/la-boussole-nord.yml"
    page.goto(workshop[0] + "#/collections/actors/entries/la-boussole-nord")
    page.get_by_label(re.compile("^Téléphone")).fill("03 53 01 10 10")
    save(page)
    page.reload()
    expect(page.get_by_text("Brouillon")).to_be_visible()
    expect(page.get_by_label(re.compile("^Téléphone"))).to_have_value("03 53 01 10 10")
    unfold(page, "D’autres précisions")
    page.get_by_label(re.compile("^Sigle")).fill("LBN")
    save(page)
    changes = git(repository, "diff", "--unified=0", "main", "cms/actors/la-boussole-nord", "--", path)
    lines = [line for line in changes.splitlines() if re.match(r"[-+][^-+]", line)]
    assert lines == ["+sigle: LBN", "-telephone: 07 57 76 46 58", "+telephone: 03 53 01 10 10"]
    assert MARK in on_branch(repository, "cms/actors/la-boussole-nord", path)
    checked(repository, "cms/actors/la-boussole-nord", tmp_path, monkeypatch)


def confirm(page: Page) -> None:
    page.get_by_role("button", name="Tout est exact : confirmée aujourd’hui").click()


def test_one_press_says_that_a_record_was_confirmed_today_and_by_whom(
    page: Page, workshop: tuple[str, str], repository: Path
) -> None:
    """The first press asks who; the next records have it at one press: the press, and the save."""
    page.clock.set_fixed_time("2026-11-22T10:00:00+01:00")
    page.goto(workshop[0] + "#/collections/actors/entries/la-breche")
    confirm(page)
    expect(page.get_by_label("Confirmé par")).to_be_focused()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Donnez le jour et la fonction")).to_be_visible()
    page.get_by_label("Confirmé par").fill("direction")
    save(page)
    page.get_by_role("link", name=re.compile("collection Structures")).click()
    page.get_by_role("link", name="CHU de Rennes", exact=True).click()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("CHU de Rennes")
    confirm(page)
    save(page)
    for name in ("la-breche", "chu-rennes"):
        changes = git(
            repository, "diff", "--unified=0", "main", f"cms/actors/{name}", "--", f"data/actors/{name}.yml"
        )
        lines = [line for line in changes.splitlines() if re.match(r"[-+][^-+]", line)]
        assert lines == ["+verifie_le: 2026-11-22", "+verifie_par: direction"]


def test_the_form_says_how_partners_will_score_the_record_and_what_raises_it(
    page: Page, workshop: tuple[str, str], repository: Path
) -> None:
    """While it is written; nothing of it goes into the file."""
    page.clock.set_fixed_time("2026-11-22T10:00:00+01:00")
    page.goto(workshop[0] + "#/collections/actors/entries/akatij")
    told = page.get_by_role("group", name="Vue par les partenaires")
    expect(told).to_contain_text("Note de data·inclusion : 0,29 sur 1")
    raising = told.get_by_role("listitem")
    expect(raising.filter(has_text="donner un téléphone, un courriel ou un formulaire")).to_be_visible()
    page.get_by_label(re.compile("^Téléphone")).first.fill("05 94 00 00 00")
    expect(told).to_contain_text("0,43 sur 1")
    expect(raising.filter(has_text="donner un téléphone, un courriel")).to_have_count(0)
    save(page)
    written = on_branch(repository, "cms/actors/akatij", "data/actors/akatij.yml")
    assert "05 94 00 00 00" in written
    assert "qualite" not in written
    page.goto(workshop[0] + "#/collections/actors/entries/cnrs")
    page.reload()  # another fragment is the same page
    expect(told).to_contain_text("data·inclusion ne la recevra pas comme service")


def choose(page: Page, label: str, option: str, within: Locator | None = None) -> None:
    """An answer of a list that has few."""
    (within or page).get_by_label(re.compile(rf"^{label}")).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_each_gesture_on_an_event_is_written_with_its_day(
    page: Page, workshop: tuple[str, str], repository: Path
) -> None:
    """Called off, put off, full: the form writes what `maillage annuler`, `reporter` and `complet` write."""
    page.clock.set_fixed_time("2026-11-22T10:00:00+01:00")
    path = "data/events/{}.yml".format
    for name in ("essai-annule", "essai-reporte", "essai-complet"):
        (repository / path(name)).write_text(EVENT, "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=Trois rendez-vous")
    for name in ("essai-annule", "essai-reporte", "essai-complet"):
        page.goto(workshop[0] + f"#/collections/events/entries/{name}")
        page.reload()  # another fragment is the same page
        expect(page.get_by_label("Titre", exact=True)).to_have_value("Un jour d’essai")
        if name == "essai-annule":
            choose(page, "Annulé", "Oui")
        elif name == "essai-reporte":
            page.get_by_label(re.compile("^Reporté au")).first.fill("2027-01-14")
        else:
            unfold(page, "Inscription")
            choose(page, "Complet", "Oui")
        save(page)
        done = {"essai-annule": called_off, "essai-reporte": partial(put_off, to="2027-01-14")}
        wanted = done.get(name, partial(full, session=None))(yaml.load(EVENT, yaml.BaseLoader), today=TODAY)
        written = on_branch(repository, f"cms/events/{name}", path(name))
        assert yaml.load(written, yaml.BaseLoader) == wanted


def test_a_structure_closes_with_its_day(page: Page, workshop: tuple[str, str], repository: Path) -> None:
    path = "data/actors/codase.yml"
    before = yaml.load(on_branch(repository, "main", path), yaml.BaseLoader)
    page.goto(workshop[0] + "#/collections/actors/entries/codase")
    unfold(page, "D’autres précisions")
    choose(page, "Statut", "Fermé")
    page.get_by_label(re.compile("^Fermé le")).fill("2026-10-31")
    pick(page, "Remplacé par", "AGSS de l’UDAF")
    page.clock.set_fixed_time("2026-11-22T10:00:00+01:00")  # no search of a list answers after that
    save(page)
    after = yaml.load(on_branch(repository, "cms/actors/codase", path), yaml.BaseLoader)
    assert after == closed(before, date(2026, 10, 31), "agss-udaf-nord", TODAY)


def test_an_event_with_its_hours_is_added(
    page: Page, workshop: tuple[str, str], repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(workshop[0] + "#/collections/events/new")
    page.get_by_label("Titre", exact=True).fill("Journée d’essai à Lyon, " + "très " * 12 + "longue")
    pick(page, "Type d’événement", "Journée d’étude ou de sensibilisation")
    page.get_by_label("En une phrase").fill("Une journée.")
    begins = page.get_by_label("Début", exact=True)
    begins.fill("2027-01-14")
    begins.locator("xpath=../..").get_by_label("Heure, si elle est connue").fill("14:30")
    page.get_by_role("button", name="Ajouter source").click()
    page.get_by_label("Document").fill("Programme")
    page.get_by_label("Date", exact=True).fill("2026")
    page.get_by_label("Confirmé le").fill("2026-10-05")
    page.get_by_label("Confirmé par").fill("équipe PARÉ")
    pick(page, "En ligne", "Oui")
    save(page)
    expect(page).to_have_url(re.compile("/entries/"))
    branch = f"cms/events/{page.url.rpartition('/')[2]}"
    text = on_branch(repository, branch, f"data/{branch.removeprefix('cms/')}.yml")
    assert "debut: 2027-01-14T14:30\n" in text
    assert "en_ligne: true\n" in text
    checked(repository, branch, tmp_path, monkeypatch)


def test_what_must_stay_secret_is_told_at_once_and_reaches_no_branch(
    page: Page, workshop: tuple[str, str], repository: Path
) -> None:
    page.goto(workshop[0] + "#/collections/actors/entries/centre-koutcha")
    page.get_by_label(re.compile("^Adresse \\(")).fill("1 rue de l’Exemple")
    page.get_by_label(re.compile("^Conditions d’accès")).fill("Demander Karim au 06\u202f12 34 56 78")
    page.get_by_label(re.compile("^Courriel")).fill("marie.durand@exemple.fr")
    page.get_by_role("button", name="Enregistrer").click()
    told = page.get_by_role("dialog", name="Rien n’a été enregistré")
    for field in ("Adresse", "Conditions d’accès", "Courriel"):
        expect(
            told.get_by_role("listitem").filter(has=page.get_by_text(field, exact=True)).first
        ).to_be_visible()
    said = told.inner_text()
    assert "effacez cette réponse" in said and "numéro de portable" in said
    assert not re.search("Exemple|Karim|34 56|durand", said)
    told.get_by_role("button", name="Revenir au formulaire").click()
    expect(told).to_be_hidden()
    expect(page.get_by_text(re.compile("Oops|Oups"))).to_have_count(0)
    assert "koutcha" not in git(repository, "branch", "--list", "cms/*")


def test_a_record_that_names_a_confidential_one_says_no_place(
    page: Page, workshop: tuple[str, str], repository: Path
) -> None:
    page.goto(workshop[0] + "#/collections/news/new")
    page.get_by_label("Titre", exact=True).fill("Un an de plus")
    page.get_by_label("En une phrase").fill("L’Îlot Rhône a un an ; on le trouve à Villeurbanne.")
    page.get_by_label("Date", exact=True).first.fill("2026-10-01")
    page.get_by_role("button", name="Ajouter source").click()
    page.get_by_label("Document").fill("Lettre")
    page.get_by_label("Date", exact=True).last.fill("2026")
    page.get_by_label("Confirmé le").fill("2026-10-05")
    page.get_by_label("Confirmé par").fill("Camille Exemple")
    page.get_by_role("button", name="Enregistrer").click()
    told = page.get_by_role("dialog", name="Rien n’a été enregistré")
    expect(told.get_by_role("listitem").filter(has_text="En une phrase")).to_contain_text("nomme un lieu")
    expect(told.get_by_role("listitem").filter(has_text="Confirmé par")).to_contain_text("une personne")
    told.get_by_role("button", name="Revenir au formulaire").click()
    assert "un-an-de-plus" not in git(repository, "branch", "--list", "cms/*")


def phone(page: Page) -> Locator:
    return page.get_by_label(re.compile("^Téléphone"))


def conditions(page: Page) -> Locator:
    return page.get_by_label(re.compile("^Conditions d’accès"))


def site(page: Page) -> Locator:
    return page.get_by_label(re.compile("^Site web"))


def changed_on_main(repository: Path, name: str, before: str, after: str) -> None:
    """A colleague’s correction, published."""
    record = repository / "data" / "actors" / f"{name}.yml"
    text = record.read_text("utf-8")
    assert before in text
    record.write_text(text.replace(before, after), "utf-8")
    git(repository, "commit", "--quiet", "--all", f"--message=Corrige {name}")


def test_what_was_published_meanwhile_is_never_undone(
    page: Page, workshop: tuple[str, str], repository: Path
) -> None:
    """A colleague changes the telephone on main while this form is open: both corrections stay."""
    page.goto(workshop[0] + "#/collections/actors/entries/agss-udaf-nord")
    expect(page.get_by_label("Nom", exact=True)).to_have_value("AGSS de l’UDAF")
    path = "data/actors/agss-udaf-nord.yml"
    changed_on_main(
        repository, "agss-udaf-nord", "\nsources:", "\ntelephone: 03 20 11 11 11  # appelé\nsources:"
    )
    conditions(page).fill("Sur rendez-vous")
    save(page)
    expect(page.get_by_role("status").filter(has_text="Téléphone")).to_be_visible()
    text = on_branch(repository, "cms/actors/agss-udaf-nord", path)
    assert "telephone: 03 20 11 11 11  # appelé\n" in text and "conditions_acces: Sur rendez-vous\n" in text
    # The form has read the record again; a second save undoes nothing either.
    expect(phone(page)).to_have_value("03 20 11 11 11")
    conditions(page).fill("Sans rendez-vous")
    save(page)
    text = on_branch(repository, "cms/actors/agss-udaf-nord", path)
    assert "telephone: 03 20 11 11 11  # appelé\n" in text and "conditions_acces: Sans rendez-vous\n" in text
    # Now on main while the form shows the branch, which it reads again after a save.
    page.reload()
    expect(conditions(page)).to_have_value("Sans rendez-vous")
    changed_on_main(repository, "agss-udaf-nord", "\ntype:", "\nsigle: AGSS\ntype:")
    conditions(page).fill("Sur appel")
    save(page)
    text = on_branch(repository, "cms/actors/agss-udaf-nord", path)
    assert "sigle: AGSS\n" in text and "conditions_acces: Sur appel\n" in text


def test_two_people_on_one_record_lose_nothing(
    page: Page, colleague: Page, workshop: tuple[str, str], repository: Path
) -> None:
    """The second save joins the first on its branch; the same field asks, and nothing is lost silently."""
    path, branch = "data/actors/akatij.yml", "cms/actors/akatij"
    for one in (page, colleague):
        one.goto(workshop[0] + "#/collections/actors/entries/akatij")
        expect(one.get_by_label("Nom", exact=True)).to_have_value("Akatij")
    phone(page).fill("05 94 30 00 00")
    conditions(page).fill("Sur rendez-vous")
    save(page)
    text = on_branch(repository, branch, path)
    phone(colleague).fill("05 94 31 11 11")
    site(colleague).fill("https://www.exemple.fr")
    colleague.get_by_role("button", name="Enregistrer").click()
    asked = colleague.get_by_role("dialog", name="Quelqu’un a changé la même chose")
    expect(asked.get_by_role("group")).to_have_count(1)
    expect(asked.get_by_role("group", name="Téléphone")).to_contain_text("05 94 30 00 00")
    expect(asked.get_by_role("group", name="Téléphone")).to_contain_text("05 94 31 11 11")
    asked.get_by_role("button", name="sans enregistrer").click()
    expect(colleague.get_by_text("il reste à choisir")).to_be_visible()
    assert on_branch(repository, branch, path) == text
    colleague.get_by_role("button", name="Enregistrer").click()
    asked.get_by_label("Ce que vous écrivez").check()
    asked.get_by_role("button", name="Enregistrer ce choix").click()
    saved(colleague)
    lines = on_branch(repository, branch, path).splitlines()
    assert {"telephone: 05 94 31 11 11", "conditions_acces: Sur rendez-vous"} <= set(lines)
    assert "site_web: https://www.exemple.fr" in lines


def test_what_was_published_before_the_branch_was_opened_is_kept_on_neighbouring_lines_too(
    page: Page, workshop: tuple[str, str], repository: Path
) -> None:
    """Main changes a line beside the branch's own, before the branch is opened: saved, then published."""
    path, branch = "data/actors/acpe.yml", "cms/actors/acpe"
    page.goto(workshop[0] + "#/collections/actors/entries/acpe")
    phone(page).fill("01 40 11 11 11")
    save(page)
    beside = on_branch(repository, branch, path)
    changed_on_main(repository, "acpe", "\nsources:", "\nsite_web: https://exemple.fr\nsources:")
    page.reload()
    expect(phone(page)).to_have_value("01 40 11 11 11")
    conditions(page).fill("Sur rendez-vous")
    save(page)
    expect(page.get_by_role("status").filter(has_text="Site web")).to_be_visible()
    kept = {"telephone: 01 40 11 11 11", "site_web: https://exemple.fr", "conditions_acces: Sur rendez-vous"}
    assert kept <= set(on_branch(repository, branch, path).splitlines())
    assert "site_web: https://exemple.fr" not in beside
    # Once more, and published at once: main keeps what it got.
    changed_on_main(repository, "acpe", "\nsources:", "\nfrais: gratuit\nsources:")
    page.on("dialog", lambda question: question.accept())
    page.get_by_role("button", name=re.compile("^Statut")).click()
    page.get_by_role("menuitem", name="Prêt").click()
    expect(page.get_by_role("button", name="Statut: Prêt")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Publier")).click()
    page.get_by_role("menuitem", name=re.compile("^Publier maintenant")).click()
    kept |= {"frais: gratuit"}
    eventually(lambda: page.title() and kept <= set(on_branch(repository, "main", path).splitlines()), True)
    eventually(lambda: page.title() and git(repository, "branch", "--list", branch), "")


def test_nothing_can_be_typed_that_a_save_would_lose(page: Page, workshop: tuple[str, str]) -> None:
    """The form waits while its save is on the way, and is given back whatever came of it."""
    page.goto(workshop[0] + "#/collections/actors/entries/althea-38")
    form = page.locator("[class*=ControlPaneContainer]").first
    held: list[Route] = []

    def hold(route: Route) -> None:
        if '"persistEntry"' in (route.request.post_data or ""):
            held.append(route)
        else:
            route.fallback()

    page.route(workshop[1], hold)
    for number, text in enumerate(("Sur rendez-vous", "Sur appel")):
        conditions(page).fill(text)
        page.get_by_role("button", name="Enregistrer").click()
        eventually(lambda: page.title() and len(held), number + 1)
        expect(form).to_have_attribute("inert", "")
        held[-1].fallback()
        saved(page)
        expect(form).not_to_have_attribute("inert", "")
        expect(conditions(page)).to_have_value(text)
    conditions(page).fill("Sans rendez-vous")
    page.get_by_role("button", name="Enregistrer").click()
    eventually(lambda: page.title() and len(held), 3)
    held[-1].abort()
    expect(form).not_to_have_attribute("inert", "")
    conditions(page).fill("Encore un mot")


def test_structures_of_one_name_are_told_apart(page: Page, workshop: tuple[str, str]) -> None:
    page.goto(workshop[0] + "#/collections/actors")
    for place in ("Nord", "Rhône"):
        expect(page.get_by_role("heading", name=f"La Boussole ({place})")).to_be_visible()
    page.goto(workshop[0] + "#/collections/events/new")
    page.get_by_label(re.compile("^Organisateurs")).fill("La Boussole")
    for place in ("Nord", "Rhône"):
        expect(page.get_by_role("option", name=f"La Boussole ({place})")).to_be_visible()


def test_what_is_missing_is_told(page: Page, workshop: tuple[str, str]) -> None:
    page.goto(workshop[0] + "#/collections/news/new")
    page.get_by_label("Titre", exact=True).fill("Une actualité")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("En une phrase est requis")).to_be_visible()


def test_the_page_says_when_it_is_not_connected(wide: Any) -> None:
    """As published while PARÉ has no repository: nothing of Decap is loaded."""
    page = wide.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wide.open("admin/")
    expect(page.locator("main")).to_contain_text("n’est pas encore relié")
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex, nofollow")
    assert not [url for url in asked if "decap-cms" in url]
