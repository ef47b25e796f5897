"""« Signaler un changement »: from a record to a letter that says what is wrong with it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Locator, Page, Route, expect

from generators.building import build_site
from generators.project import Project
from tests.browser.conftest import ROOT, TODAY, Visit, axe_faults, eventually, fits

BOUSSOLE = "signaler/?fiche=actors/la-boussole-nord"
EVENT = "events/webinaire-pare-fugues-2024"


def message(page: Page) -> str:
    return page.locator("#signalement-texte").input_value().replace("\u00a0", " ")


def ready(page: Page) -> Page:
    page.locator("[data-fiche]").wait_for()
    return page


def test_a_record_leads_to_its_own_form(wide: Visit) -> None:
    page = wide.open("acteurs/la-boussole-nord/")
    page.get_by_role("link", name="Signaler un changement").first.click()
    page.wait_for_url("**/signaler/?fiche=actors/la-boussole-nord")
    expect(ready(page).locator("[data-fiche]")).to_contain_text("La Boussole (Nord)")
    expect(page.locator("[data-fiche]")).to_contain_text("pas encore confirmé")
    expect(page.get_by_label("Téléphone", exact=True)).to_have_value("07 57 76 46 58")
    expect(page.get_by_label("Territoire couvert", exact=True)).to_have_value("Le Nord (59)")


@pytest.mark.parametrize(
    ("path", "reference"),
    [
        ("acteurs/akatij/", "actors/akatij"),
        ("agenda/webinaire-pare-fugues-2024/", EVENT),
        ("ressources/depliant-reperer-proteger-orienter/", "resources/depliant-reperer-proteger-orienter"),
    ],
)
def test_every_kind_of_record_can_be_reported(wide: Visit, path: str, reference: str) -> None:
    page = wide.open(path)
    button = page.locator("main").get_by_role("link", name="Signaler un changement").first
    expect(button).to_have_attribute("href", f"../../signaler/?fiche={reference}")
    title = page.get_by_role("heading", level=1).inner_text()
    button.click()
    expect(ready(page).locator("[data-fiche-lien]")).to_have_text(title)
    eventually(page.locator("[data-connus] .champ-texte").count, lambda fields: fields > 3)


def test_news_are_reported_one_by_one(wide: Visit) -> None:
    page = wide.open("actualites/")
    page.locator(".nouvelle summary").first.click()
    link = page.locator(".nouvelle a[href*='signaler/?fiche=news/']").first
    link.click()
    expect(ready(page).locator("[data-connus] .champ-texte").first).not_to_have_value("")


def test_what_is_changed_becomes_a_letter(wide: Visit) -> None:
    page = ready(wide.open(BOUSSOLE))
    expect(page.locator("[data-message]")).to_be_hidden()
    page.get_by_text("Tout corriger").click()
    page.get_by_label("Téléphone", exact=True).fill("03 20 00 00 00")
    page.get_by_label("Précisions sur le territoire").fill("")
    page.get_by_text("Compléter ce qui manque").click()
    page.get_by_label("Courriel", exact=True).fill("ecoute@exemple.fr")
    page.get_by_label("Qu’est-ce qui est faux").fill("Fermé en août.")
    page.get_by_label("J’ai appelé ou écrit").check()
    last = "Comment je le sais : J’ai appelé ou écrit."
    text = eventually(lambda: message(page), lambda text: text.endswith(last))
    assert text.startswith("Fiche : La Boussole (Nord) (actors/la-boussole-nord)\n")
    assert "acteurs/la-boussole-nord/" in text
    assert "À corriger : Téléphone\n  Sur la fiche : 07 57 76 46 58\n  Il faut : 03 20 00 00 00" in text
    assert "À corriger : Précisions sur le territoire" in text and "À retirer" in text
    assert "À compléter : Courriel\n  ecoute@exemple.fr" in text
    assert "Autre : Fermé en août." in text
    assert "Modes d’accueil" not in text
    expect(page.locator(".signalement__change")).to_have_count(3)


def test_the_reader_is_warned_about_young_people(wide: Visit) -> None:
    page = ready(wide.open(BOUSSOLE))
    expect(page.get_by_text("N’écrivez jamais le nom d’un jeune")).to_be_visible()
    expect(page.get_by_text("Cette page ne sert pas à signaler un enfant en danger")).to_be_visible()


def test_nobody_is_asked_for_a_withheld_place(wide: Visit) -> None:
    page = ready(wide.open("signaler/?fiche=actors/centre-koutcha"))
    expect(page.get_by_text("L’adresse de ce lieu est protégée")).to_be_visible()
    for label in ("Adresse", "Commune", "Code postal"):
        expect(page.get_by_label(label, exact=True)).to_have_count(0)


def test_without_an_address_the_text_is_copied(visitor: Any) -> None:
    visit: Visit = visitor(permissions=["clipboard-read", "clipboard-write"])
    page = ready(visit.open(BOUSSOLE))
    expect(page.locator("main")).to_contain_text("par courrier\u00a0: ")
    expect(page.locator("main")).not_to_contain_text("compléter par")
    page.get_by_text("Tout corriger").click()
    page.get_by_label("Téléphone", exact=True).fill("03 20 00 00 00")
    expect(page.locator("[data-ecrire]")).to_have_count(0)
    page.get_by_role("button", name="Copier le texte").click()
    expect(page.get_by_role("button", name="Texte copié")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ").replace("\r\n", "\n")
    assert copied == message(page)


def built(root: Path, before: str, more: str, page: str = "signaler/index.html") -> str:
    """The page once the identity says more, `before` one of its keys."""
    for part in ("newsletter", "site", "node_modules", "mkdocs.yml"):
        (root / part).symlink_to(ROOT / part)
    for part in ("CONTRIBUTING.md", "SECURITY.md"):
        shutil.copy(ROOT / part, root)
    for part in ("data", "docs"):
        shutil.copytree(ROOT / part, root / part)
    identity = root / "data" / "reseau.yml"
    text = identity.read_text("utf-8")
    assert text.count(f"\n{before}") == 1
    identity.write_text(text.replace(f"\n{before}", f"\n{more}{before}"), "utf-8")
    files, _ = build_site(Project.at(root), TODAY)
    return files[page].decode()


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page once the network has given its address."""
    return built(tmp_path_factory.mktemp("projet"), "  adresse_postale:", "  courriel: reseau@exemple.fr\n")


@pytest.fixture(scope="module")
def housed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page once the project has its repository."""
    return built(
        tmp_path_factory.mktemp("depot"),
        "identifiants:",
        "atelier:\n  depot: https://github.com/pare/reseau\n",
    )


def test_with_a_repository_its_form_is_filled(wide: Visit, housed: str) -> None:
    page = wide.page
    page.route(
        re.compile(r"/signaler/"),
        lambda route: route.fulfill(body=housed, content_type="text/html; charset=utf-8"),
    )
    ready(wide.open(BOUSSOLE))
    page.get_by_text("Tout corriger").click()
    page.get_by_label("Téléphone", exact=True).fill("03 20 00 00 00")
    link = page.get_by_role("link", name="Proposer sur GitHub")
    address = urlsplit(eventually(lambda: link.get_attribute("href") or "", lambda href: "fiche=" in href))
    assert address.geturl().startswith("https://github.com/pare/reseau/issues/new?")
    filled = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert filled["template"] == "signalement.yml"
    assert filled["fiche"] == "actors/la-boussole-nord"
    form = yaml.load((ROOT / ".github/ISSUE_TEMPLATE/signalement.yml").read_text("utf-8"), yaml.BaseLoader)
    assert {"fiche", "changements"} <= {field.get("id") for field in form["body"]}
    changes = filled["changements"].replace("\u00a0", " ")
    assert changes.startswith("À corriger : Téléphone")
    assert "Il faut : 03 20 00 00 00" in changes
    page.get_by_label("Qu’est-ce qui est faux").fill("long " * 2000)
    href = eventually(lambda: link.get_attribute("href") or "", lambda href: "Collez" in href)
    assert len(href) < 8000
    assert "Collez ici" in parse_qs(urlsplit(href).query)["changements"][0]


def test_with_an_address_the_letter_is_ready(wide: Visit, addressed: str) -> None:
    page = wide.page
    page.route(
        re.compile(r"/signaler/"),
        lambda route: route.fulfill(body=addressed, content_type="text/html; charset=utf-8"),
    )
    ready(wide.open(BOUSSOLE))
    page.get_by_text("Tout corriger").click()
    page.get_by_label("Téléphone", exact=True).fill("03 20 00 00 00")
    link = page.get_by_role("link", name="Ouvrir le courriel")
    expect(link).to_have_attribute("href", re.compile(r"^mailto:reseau@exemple\.fr\?"))
    assert "À compléter par PARÉ" not in page.locator("main").inner_text()
    href = link.get_attribute("href") or ""
    said = parse_qs(urlsplit(href).query)
    assert said["subject"] == ["Signaler un changement\u00a0: La Boussole (Nord)"]
    assert said["body"][0].replace("\r\n", "\n").replace("\u00a0", " ") == message(page)
    page.get_by_label("Qu’est-ce qui est faux").fill("long " * 800)
    href = eventually(lambda: link.get_attribute("href") or "", lambda href: "collez" in href)
    assert len(href) < 2000
    assert "collez ici le texte copié" in parse_qs(urlsplit(href).query)["body"][0]


@pytest.mark.parametrize("reference", ["actors/disparue", "actors/../../x", "<script>", "events/"])
def test_an_unknown_record_is_told(wide: Visit, reference: str) -> None:
    page = wide.open("signaler/?fiche=" + reference)
    expect(page.locator("[data-inconnue]")).to_contain_text(f"«\u00a0{reference}\u00a0» n’existe pas")
    page.get_by_label("De quelle structure").fill("La Boussole")
    page.get_by_label("Qu’est-ce qui est faux").fill("Le numéro a changé.")
    eventually(lambda: message(page), "À propos de : La Boussole\n\nAutre : Le numéro a changé.")


def test_without_scripts_it_is_explained(visitor: Any) -> None:
    visit: Visit = visitor(java_script_enabled=False)
    page = visit.open(BOUSSOLE)
    expect(page.locator("form.signalement")).to_be_hidden()
    expect(page.get_by_role("heading", name="Sans le formulaire")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Dites ce qui est faux")


def test_phone_has_room_for_every_field(phone: Visit) -> None:
    page = ready(phone.open(BOUSSOLE))
    page.get_by_text("Tout corriger").click()
    page.get_by_text("Compléter ce qui manque").click()
    page.get_by_label("Téléphone", exact=True).fill("0")
    fits(page, 360)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_filled_form(visitor: Any, scheme: str) -> None:
    visit: Visit = visitor(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = ready(visit.open(BOUSSOLE))
    page.get_by_text("Tout corriger").click()
    page.get_by_text("Compléter ce qui manque").click()
    page.get_by_label("Téléphone", exact=True).fill("03 20 00 00 00")
    expect(page.locator("[data-message]")).to_be_visible()
    assert axe_faults(page) == []


def test_three_fields_first_and_all_else_folded(wide: Visit) -> None:
    page = ready(wide.open(BOUSSOLE))
    seen = page.locator("form.signalement :is(input:not([type=radio]), textarea:not([readonly]))")
    assert seen.locator("visible=true").count() == 2  # what is wrong, how to be answered; and how one knows
    expect(page.locator("form.signalement input[type=radio]").first).to_be_visible()


def test_a_structure_is_proposed_in_a_short_form(visitor: Any) -> None:
    visit: Visit = visitor(permissions=["clipboard-read", "clipboard-write"])
    page = visit.open("departements/974/")
    page.get_by_role("link", name="Proposer une structure").first.click()
    expect(page).to_have_url(re.compile("/proposer/"))
    page.get_by_label("Son nom").fill("Point écoute d’essai")
    page.get_by_label("Où, ou pour quel territoire").fill("La Réunion")
    text = page.locator("#signalement-texte")
    expect(text).to_have_value(
        "Proposition\u00a0: une structure\n\nSon nom\u00a0: Point écoute d’essai\n\n"
        "Où, ou pour quel territoire\u00a0: La Réunion"
    )
    assert page.locator("form.signalement input, form.signalement textarea").count() < 14


def test_what_was_typed_before_the_script_came_is_composed_too(visitor: Any) -> None:
    visit: Visit = visitor()
    held: list[Route] = []
    visit.page.route("**/signaler.js", lambda route: held.append(route))
    page = visit.open("departements/974/")
    page.get_by_role("link", name="Proposer une structure").first.click()
    page.get_by_label("Son nom").fill("Point écoute d’essai")
    for route in held:
        route.continue_()
    expect(page.locator("#signalement-texte")).to_have_value(re.compile("Point écoute d’essai$"))


def faults(page: Page) -> Locator:
    return page.locator("[data-fautes]")


def test_what_must_not_be_public_is_told_and_not_offered_to_be_sent(wide: Visit) -> None:
    page = ready(wide.open(BOUSSOLE))
    wrong = page.get_by_label("Qu’est-ce qui est faux")
    wrong.fill("Demandez Karim au 06\u202f98 76 54 32, ou marie.durand@exemple.fr.")
    for told in ("un numéro de portable", "l’adresse électronique d’une personne", "le nom d’une personne"):
        expect(faults(page)).to_contain_text(told)
    expect(page.locator("[data-message]")).to_be_hidden()
    assert not re.search("Karim|76 54|durand", faults(page).inner_text())
    # The number that the record gives already is no secret.
    wrong.fill("Le 07 57 76 46 58 ne répond plus.")
    expect(faults(page)).to_be_hidden()
    expect(page.locator("[data-message]")).to_be_visible()


def test_the_mobile_of_a_service_is_said_to_be_its_own(wide: Visit) -> None:
    page = ready(wide.open(BOUSSOLE))
    page.get_by_text("Tout corriger").click()
    page.get_by_label("Téléphone", exact=True).fill("06 98 76 54 32")
    expect(page.locator("[data-message]")).to_be_hidden()
    page.get_by_label("Ce mobile est la ligne du service").check()
    eventually(lambda: message(page), lambda text: "À compléter : Ligne de service\n  Oui" in text)
    expect(page.locator("[data-message]")).to_be_visible()


def test_a_hidden_place_stays_hidden(wide: Visit) -> None:
    page = ready(wide.open("signaler/?fiche=actors/centre-koutcha"))
    page.get_by_label("Qu’est-ce qui est faux").fill("Ils sont partis au 12 rue des Lilas.")
    expect(faults(page)).to_contain_text("un numéro dans une rue")
    expect(page.locator("[data-message]")).to_be_hidden()
    page.get_by_label("Qu’est-ce qui est faux").fill("Ils sont partis à Bron.")
    expect(faults(page)).to_contain_text("une commune")
    page.get_by_label("Qu’est-ce qui est faux").fill("Ils ont déménagé.")
    expect(page.locator("[data-message]")).to_be_visible()


def test_a_proposal_of_a_hidden_place_is_read_again(wide: Visit) -> None:
    page = wide.open("proposer/")
    page.get_by_label("Son nom").fill("Le Refuge")
    page.get_by_label("Où, ou pour quel territoire").fill("À Villeurbanne")
    expect(page.locator("[data-message]")).to_be_visible()
    page.get_by_label("L’adresse de ce lieu est confidentielle").check()
    expect(faults(page)).to_contain_text("une commune")
    expect(page.locator("[data-message]")).to_be_hidden()
    page.get_by_label("Où, ou pour quel territoire").fill("Le Rhône")
    expect(page.locator("[data-message]")).to_be_visible()
