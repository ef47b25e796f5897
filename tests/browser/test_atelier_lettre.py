"""An issue of the letter composed in /admin/, without YAML: proposed, chosen, ordered, seen, saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, Route, expect

from generators.land.places import load_places
from generators.letter import outputs
from generators.network.network import Network
from generators.records.problems import PROPOSED
from generators.records.reading.load import load
from tests.browser.conftest import TODAY
from tests.browser.test_atelier import (
    checked,
    entered,
    git,
    on_branch,
    repository,
    save,
    saved,
    workshop,
)
from tests.sites import PROJECT, site_of

__all__ = ["repository", "workshop"]
PATH, BRANCH = "newsletter/2026-t4.yml", "cms/issues/2026-t4"


@pytest.fixture
def page(browser: Browser, workshop: tuple[str, str]) -> Iterator[Page]:
    with entered(browser, *workshop) as page:
        yield page


def drawn(copy: Path) -> str:
    """The issue of a branch as an e-mail."""
    records = load(copy / "data", copy / "newsletter").records
    network = Network(records, load_places(PROJECT.reference), TODAY)
    site = site_of(network, "https://reseau.example/")
    return outputs(records.issues["2026-t4"], site)["email.html"].decode()


def rubric(page: Page, name: str) -> Locator:
    return page.locator(".atelier-rubrique", has=page.get_by_text(f"Titre de la rubrique : {name}"))


def card(page: Page, name: str) -> Locator:
    return page.locator(".atelier-carte", has_text=name)


def gesture(page: Page, gesture: str, name: str) -> Locator:
    return card(page, name).get_by_role("button", name=re.compile(f"^{gesture}"))


def letter(page: Page) -> FrameLocator:
    return page.frame_locator("#preview-pane").frame_locator("iframe[title='La lettre']")


def titles(page: Page) -> Locator:
    return letter(page).get_by_role("heading", level=3)


NEW_STRUCTURES = [
    re.compile(name)
    for name in ("Cellule de suivi", "Espace Adolescents", "Service social", "Observatoire départemental")
]
SAFE, FILE, FUGUES = "projet SAFE", "Fiche-repères", "Les fugues en protection"


def test_an_issue_is_composed_from_the_proposal(
    page: Page, workshop: tuple[str, str], repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(workshop[0] + "#/collections/issues/new")
    resources = rubric(page, "Ressources")
    expect(resources.locator(".atelier-carte")).to_have_count(4)
    expect(page.get_by_label("Période", exact=True)).to_have_value("4e trimestre 2026")
    # One chooses anew: two of what was proposed, found or offered.
    resources.get_by_role("button", name="Tout retirer").click()
    resources.get_by_text("Encore proposées (6)").click()
    resources.get_by_role("button", name=re.compile(FUGUES)).click()
    resources.get_by_label("Ajouter une fiche").fill("safe atelier")
    resources.get_by_role("list", name="Fiches trouvées").get_by_role("button", name=re.compile(SAFE)).click()
    expect(resources.locator(".atelier-carte strong")).to_have_text([re.compile(FUGUES), re.compile(SAFE)])
    # Ordered by the keyboard, which stays where it was.
    gesture(page, "Monter", SAFE).focus()
    page.keyboard.press("Enter")
    expect(resources.locator(".atelier-carte strong")).to_have_text([re.compile(SAFE), re.compile(FUGUES)])
    expect(gesture(page, "Descendre", SAFE)).to_be_focused()
    expect(resources.get_by_role("status")).to_contain_text("place 1 sur 2")
    # Retitled, beside what the record says; the signs are counted.
    gesture(page, "Récrire", SAFE).click()
    title = card(page, SAFE).get_by_label("Titre", exact=True)
    expect(title).to_have_attribute("placeholder", "Ateliers de prévention de la fugue (projet SAFE)")
    title.fill("Des ateliers : prévenir la fugue")
    expect(card(page, SAFE)).to_contain_text("32 signes sur 90")
    # The editorial and the preview line are proposed, and stay to be read.
    editorial = page.get_by_label("Éditorial", exact=True)
    expect(editorial).to_have_value(re.compile(f"^{PROPOSED}\n.+ a réuni 700 personnes"))
    unread = page.frame_locator("#preview-pane").get_by_text("cette proposition reste à relire")
    expect(unread).to_have_count(2)
    editorial.fill((editorial.input_value()).removeprefix(f"{PROPOSED}\n"))
    page.get_by_label("Aperçu", exact=True).fill("Deux ressources.")
    expect(unread).to_have_count(0)
    # What is past, then the structures that are new, then the resources.
    expect(titles(page)).to_have_text(
        [
            re.compile("Prévenir le phénomène"),
            *NEW_STRUCTURES,
            "Des ateliers : prévenir la fugue",
            re.compile(FUGUES),
        ]
    )
    expect(page.frame_locator("#preview-pane").get_by_text("La lettre pèse")).to_be_visible()
    seen = letter(page).locator("body").inner_text()
    save(page)
    text = on_branch(repository, BRANCH, PATH)
    assert text.endswith(
        "ressources:\n"
        "  titre: Ressources\n"
        "  compte: outils et parutions\n"
        "  choix:\n"
        "    - fiche: resources/projet-safe-116-000\n"
        '      titre: "Des ateliers : prévenir la fugue"\n'
        "    - fiche: resources/guide-fugues-protection-de-l-enfance-2024\n"
    )
    assert "agenda:" not in text
    checked(repository, BRANCH, tmp_path, monkeypatch)
    html = drawn(tmp_path / "copie")
    assert html.index("Des ateliers\u00a0: prévenir la fugue") < html.index(FUGUES)
    assert "Des ateliers" in seen


def test_a_text_that_stands_out_takes_the_sentences_of_its_record(
    page: Page, workshop: tuple[str, str], repository: Path
) -> None:
    """The form offers what the draft's file has in a comment, and says how long the text is."""
    ref = "resources/projet-safe-116-000"
    sentence = "Des ateliers aident des jeunes à dire ce qui les fait partir."

    def long(route: Route) -> None:
        told = route.fetch().json()
        told["contenu"]["textes"][ref] = sentence
        told["contenu"]["notes"][ref] = "texte de 400 signes, long à côté des autres (120 à 240)"
        route.fulfill(json=told)

    page.route("**/editions/*/lettre.json", long)
    page.reload()
    page.goto(workshop[0] + "#/collections/issues/new")
    expect(card(page, SAFE)).to_contain_text("texte de 400 signes, long à côté des autres (120 à 240)")
    gesture(page, "Récrire", SAFE).click()
    offered = card(page, SAFE).get_by_role(
        "button", name=re.compile("Prendre plutôt ces phrases de la fiche")
    )
    expect(offered).to_contain_text(sentence)
    offered.click()
    expect(card(page, SAFE).get_by_label("Texte", exact=True)).to_have_value(sentence)
    expect(offered).to_have_count(0)
    page.get_by_label("Période", exact=True).select_option("3e trimestre 2026")
    save(page)
    saved_text = on_branch(repository, "cms/issues/2026-t3", "newsletter/2026-t3.yml")
    assert f"      texte: {sentence}\n" in saved_text


def test_an_issue_that_left_is_not_changed_by_mistake(
    page: Page, workshop: tuple[str, str], repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(workshop[0] + "#/collections/issues")
    page.get_by_role("link", name="La newsletter, 3e trimestre 2023").click()
    agenda = rubric(page, "Agenda")
    expect(agenda.locator(".atelier-carte")).to_have_count(9)
    agenda.locator(".atelier-poignee").first.drag_to(agenda.locator(".atelier-carte").nth(2))
    expect(agenda.locator(".atelier-carte strong").nth(2)).to_have_text(
        "Échange de pratiques avec la Belgique et le Québec"
    )
    page.get_by_role("button", name="Enregistrer").click()
    asked = page.get_by_role("dialog", name="Ce numéro est déjà parti")
    asked.get_by_role("button", name="Ne rien changer").click()
    expect(page.get_by_text("ce numéro est déjà parti")).to_be_visible()
    assert "2023-t3" not in git(repository, "branch", "--list", "cms/*")
    page.get_by_role("button", name="Enregistrer").click()
    asked.get_by_role("button", name="Changer la page du site").click()
    saved(page)
    changes = git(repository, "diff", "--numstat", "main", "cms/issues/2023-t3")
    moved, gone, path = changes.split()
    assert path == "newsletter/2023-t3.yml" and moved == gone
    checked(repository, "cms/issues/2023-t3", tmp_path, monkeypatch)


def test_what_check_would_refuse_is_told_at_once_and_not_saved(
    page: Page, workshop: tuple[str, str], repository: Path
) -> None:
    page.goto(workshop[0] + "#/collections/issues/new")
    expect(rubric(page, "Ressources").locator(".atelier-carte")).to_have_count(4)
    page.get_by_label("Période", exact=True).select_option("2e trimestre 2027")
    page.get_by_label("Aperçu", exact=True).fill("Écrivez à Karim au 06 12 34 56 78")
    page.get_by_role("button", name="Enregistrer").click()
    told = page.get_by_role("dialog", name="Rien n’a été enregistré")
    for words in ("numéro de portable", "ni dans le trimestre du numéro"):
        expect(told.get_by_role("listitem").filter(has_text=words)).to_be_visible()
    assert "Karim" not in told.inner_text()
    told.get_by_role("button", name="Revenir au formulaire").click()
    page.get_by_label("Aperçu", exact=True).fill("Écrivez à l’équipe")
    expect(page.frame_locator("#preview-pane").get_by_text("ni dans le trimestre du numéro")).to_be_visible()
    page.get_by_role("button", name="Enregistrer").click()
    expect(told.get_by_role("listitem")).to_have_text([re.compile("Date d’envoi")])
    assert "2027-t2" not in git(repository, "branch", "--list", "cms/*")
