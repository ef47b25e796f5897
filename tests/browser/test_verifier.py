"""« Vérifier votre fiche »: a structure reads its record and answers with its own mail program."""

from __future__ import annotations

import re
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from generators.intake.mailbox import messages
from generators.intake.reply_text import parted
from generators.words.assent import assents
from tests.browser.conftest import Visit, axe_faults, eventually, fits
from tests.browser.test_signaler import built

BRECHE = "verifier/?fiche=actors/la-breche"


def shown(page: Page) -> Page:
    expect(page.locator("[data-fiche]")).to_be_visible()
    return page


def message(page: Page) -> str:
    return page.locator("#signalement-texte").input_value().replace("\u00a0", " ")


@pytest.mark.parametrize("link", [BRECHE, "verifier/?fiche=la-breche"])
def test_a_structure_reads_its_record_and_says_that_all_is_right(wide: Visit, link: str) -> None:
    page = shown(wide.open(link))
    expect(page.locator("[data-dit]")).to_contain_text("lefil.noisiel@labreche77.fr")
    expect(page.get_by_text("Nous ne savons pas : téléphone")).to_be_visible()
    expect(page.locator("[data-message]")).to_be_hidden()
    page.get_by_label("Tout est exact").check()
    page.get_by_label("Votre fonction").fill("direction")
    text = eventually(lambda: message(page), lambda text: text.endswith("Fonction : direction"))
    assert text.startswith("Fiche : La Brèche (actors/la-breche)\n")
    assert "\n\nTout est exact.\n\n" in text
    expect(page.locator("[data-corrections]")).to_be_hidden()


def test_a_correction_of_what_matters(wide: Visit) -> None:
    page = shown(wide.open(BRECHE))
    page.get_by_label("Quelque chose est à corriger").check()
    expect(page.locator("[data-message]")).to_be_hidden()
    page.get_by_label("Courriel", exact=True).fill("contact@labreche77.fr")
    page.get_by_label("Téléphone", exact=True).fill("01 60 00 00 00")
    page.get_by_label("Autre chose à nous dire").fill("Fermé en août.")
    text = eventually(lambda: message(page), lambda text: "Fermé en août." in text)
    assert "Sur la fiche : lefil.noisiel@labreche77.fr\n  Il faut : contact@labreche77.fr" in text
    assert "À compléter : Téléphone\n  01 60 00 00 00" in text


def test_the_answer_that_leaves_is_the_one_that_is_read(
    wide: Visit, tmp_path_factory: pytest.TempPathFactory
) -> None:
    html = built(
        tmp_path_factory.mktemp("verifier"),
        "  adresse_postale:",
        "  courriel: reseau@exemple.fr\n",
        "verifier/index.html",
    )
    page = wide.page
    page.route(
        re.compile(r"/verifier/"),
        lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"),
    )
    shown(wide.open(BRECHE))
    page.get_by_label("Tout est exact").check()
    link = page.get_by_role("link", name="Ouvrir le courriel")
    expect(link).to_have_attribute("href", re.compile(r"^mailto:reseau@exemple\.fr\?"))
    said = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "lefil.noisiel@labreche77.fr", said["subject"][0]
    mail.set_content(said["body"][0])
    (received,) = messages(mail.as_bytes())
    assert "[fiche la-breche]" in received.subject
    assert assents(re.sub(r"(?m)^Fiche :.*\n.*$", "", parted(received.text).own))


def test_without_an_address_the_text_is_copied(visitor: Any) -> None:
    visit: Visit = visitor(permissions=["clipboard-read", "clipboard-write"])
    page = shown(visit.open(BRECHE))
    page.get_by_label("Tout est exact").check()
    expect(page.locator("[data-ecrire]")).to_have_count(0)
    page.get_by_role("button", name="Copier le texte").click()
    expect(page.get_by_role("button", name="Texte copié")).to_be_visible()
    assert "Tout est exact." in page.evaluate("navigator.clipboard.readText()")


def test_what_few_structures_say_is_corrected_where_it_is_said_and_never_asked_for(wide: Visit) -> None:
    page = shown(wide.open("verifier/?fiche=actors/centre-koutcha"))
    expect(page.locator("[data-dit]")).to_contain_text("Filles et garçons")
    page.get_by_label("Quelque chose est à corriger").check()
    expect(page.get_by_label("Filles, garçons", exact=True)).to_be_visible()
    page = shown(wide.open(BRECHE))
    page.get_by_label("Quelque chose est à corriger").check()
    expect(page.get_by_label("Téléphone", exact=True)).to_be_visible()
    expect(page.get_by_label("Filles, garçons", exact=True)).to_have_count(0)
    expect(page.locator("[data-manque]")).not_to_contain_text("filles")


def test_nobody_is_asked_for_a_withheld_place(wide: Visit) -> None:
    page = shown(wide.open("verifier/?fiche=actors/centre-koutcha"))
    expect(page.get_by_text("L’adresse de ce lieu est protégée")).to_be_visible()
    page.get_by_label("Quelque chose est à corriger").check()
    expect(page.get_by_label("Adresse", exact=True)).to_have_count(0)


@pytest.mark.parametrize(
    "link",
    ["verifier/", "verifier/?fiche=disparue", "verifier/?fiche=events/x", "verifier/?fiche=<script>"],
)
def test_an_address_that_names_no_structure_is_told(wide: Visit, link: str) -> None:
    page = wide.open(link)
    expect(page.get_by_text("Cette adresse ne nomme aucune structure")).to_be_visible()
    expect(page.locator("[data-fiche]")).to_be_hidden()


def test_nothing_is_kept_and_the_way_out_is_there(wide: Visit) -> None:
    page = shown(wide.open(BRECHE))
    page.get_by_label("Quelque chose est à corriger").check()
    page.get_by_label("Téléphone", exact=True).fill("01 60 00 00 00")
    expect(page.locator("[data-message]")).to_be_visible()
    expect(page.get_by_role("link", name="Quitter vite")).to_be_visible()
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "01 60" not in kept and "breche" not in kept


def test_a_small_phone_has_room(visitor: Any) -> None:
    visit: Visit = visitor(viewport={"width": 320, "height": 640})
    page = shown(visit.open(BRECHE))
    page.get_by_label("Quelque chose est à corriger").check()
    page.get_by_label("Téléphone", exact=True).fill("0")
    fits(page, 320)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visitor: Any, scheme: str) -> None:
    visit: Visit = visitor(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = shown(visit.open(BRECHE))
    page.get_by_label("Quelque chose est à corriger").check()
    page.get_by_label("Téléphone", exact=True).fill("03 20 00 00 00")
    expect(page.locator("[data-message]")).to_be_visible()
    assert axe_faults(page) == []


def test_without_scripts_it_is_explained(visitor: Any) -> None:
    visit: Visit = visitor(java_script_enabled=False)
    page = visit.open(BRECHE)
    expect(page.locator("form.signalement")).to_be_hidden()
    expect(page.get_by_role("heading", name="Sans le formulaire")).to_be_visible()
