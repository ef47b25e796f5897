"""The shortlist as a professional uses it: choose, put in order, hand over on paper, by letter, as files."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
import vobject
from playwright.sync_api import Page, Route, expect

from generators.exchange.inert import lire
from tests.browser.conftest import Visit, axe_faults, eventually, fits, module, opened
from tests.edition import of_folder, there

#: A line with a number, a place that is withheld, a number for the whole country, hours that are known.
IDS = ["la-boussole-nord", "centre-koutcha", "116-000-enfants-disparus", "l-appart-isere"]
NAMES = ["La Boussole", "Centre Koutcha", "116 000 Enfants disparus", "L’Appart"]


def link(*ids: str) -> str:
    return "selection/#acteurs=" + ",".join(ids)


def shows(page: Page, *names: str) -> None:
    """The sheet has these actors, in this order."""
    expect(page.locator(".feuille__fiche h3")).to_have_text(list(names))


def row(page: Page, name: str) -> Any:
    return page.locator(".feuille__fiche", has=page.get_by_role("heading", name=name))


def holds(page: Page, *ids: str) -> None:
    """The address is that of the sheet, with these actors."""
    expect(page).to_have_url(re.compile(f"/selection/{'#acteurs=' if ids else ''}{','.join(ids)}$"))


def letter(page: Page) -> tuple[str, str, str]:
    """The `mailto:` of the sheet: its whole address, its subject and its body."""
    href = page.get_by_role("link", name="Envoyer par courriel").get_attribute("href") or ""
    said = parse_qs(urlsplit(href).query)
    return href, said["subject"][0], said["body"][0].replace("\u00a0", " ")


def download(page: Page, button: str) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("button", name=button).click()
    return Path(started.value.path()).read_bytes()


def test_an_actor_is_chosen_on_its_page(wide: Visit) -> None:
    page = wide.open("acteurs/la-boussole-nord/")
    button = page.get_by_role("button", name="Ajouter à ma sélection")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#bouton-selection")).to_be_hidden()
    button.click()
    pressed = page.get_by_role("button", name="Dans ma sélection")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("link", name="Ma sélection : 1")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="ajouté à votre sélection")).to_have_count(1)
    page.goto(wide.address + "acteurs/akatij/")
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    page.get_by_role("link", name="Ma sélection : 2").click()
    holds(page, "la-boussole-nord", "akatij")
    shows(page, "La Boussole", "Akatij")


def test_a_second_press_takes_it_out(wide: Visit) -> None:
    page = wide.open("acteurs/akatij/")
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    page.get_by_role("button", name="Dans ma sélection").click()
    expect(page.get_by_role("button", name="Ajouter à ma sélection")).to_be_visible()
    expect(page.locator("#bouton-selection")).to_be_hidden()


def test_opened_cold_it_shows_the_list_in_its_order(wide: Visit) -> None:
    page = wide.open(link(*IDS))
    shows(page, *NAMES)
    first = row(page, "La Boussole")
    expect(first).to_contain_text("07\u00a057\u00a076\u00a046\u00a058")
    expect(first.get_by_role("link", name="07")).to_have_attribute("href", "tel:+33757764658")
    expect(first).to_contain_text("couvre le Nord (59)")
    expect(first).to_contain_text("Non renseignés")
    expect(first).to_contain_text("Pas encore (source\u00a0: octobre 2023)")
    expect(row(page, "Appart")).to_contain_text("Lun.–ven. 8\u00a0h")
    expect(row(page, "Centre Koutcha")).to_contain_text("Téléphone non renseigné")


def test_a_withheld_address_is_said_and_nowhere(wide: Visit, site: Path) -> None:
    page = wide.open(link("centre-koutcha"))
    expect(row(page, "Centre Koutcha")).to_contain_text("Adresse non publiée")
    record = of_folder(site, "fiches/actors/centre-koutcha.json")
    assert record["contact"]["lieu"] is None
    assert not {key for key, _, _ in record["champs"]} & {"adresse", "commune", "code_postal", "latitude"}


def test_the_order_is_the_readers(wide: Visit) -> None:
    page = wide.open(link(*IDS[:3]))
    row(page, "116 000").get_by_role("button", name="Monter").click()
    expect(page.locator(".feuille__fiche h3").nth(1)).to_contain_text("116")
    holds(page, IDS[0], IDS[2], IDS[1])
    expect(row(page, "116 000").get_by_role("button", name="Monter")).to_be_focused()
    row(page, "116 000").get_by_role("button", name="Monter").click()
    expect(row(page, "116 000").get_by_role("button", name="Monter")).to_be_disabled()
    expect(row(page, "116 000").get_by_role("button", name="Descendre")).to_be_focused()
    expect(page.locator(".feuille__fiche .marque__numero")).to_have_text(["1", "2", "3"])
    page.reload()
    shows(page, NAMES[2], *NAMES[:2])


def test_what_was_taken_out_can_come_back(wide: Visit) -> None:
    page = wide.open(link(*IDS[:2]))
    shows(page, *NAMES[:2])
    row(page, "La Boussole").get_by_role("button", name="Retirer").click()
    expect(page.locator(".feuille__fiche")).to_have_count(1)
    holds(page, IDS[1])
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator(".feuille__fiche")).to_have_count(2)
    page.get_by_role("button", name="Vider la sélection").click()
    expect(page.get_by_role("heading", name="Votre sélection est vide")).to_be_visible()
    holds(page)
    page.get_by_role("button", name="Annuler").click()
    shows(page, *NAMES[:2])


def test_coming_back_keeps_what_was_added_since(wide: Visit) -> None:
    page = wide.open(link(IDS[0]))
    shows(page, NAMES[0])
    page.goto(wide.address + "acteurs/akatij/")
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    page.go_back()
    expect(page.locator(".feuille__fiche")).to_have_count(2)
    holds(page, IDS[0], "akatij")


def test_another_link_replaces_the_list(wide: Visit) -> None:
    page = wide.open(link(IDS[0]))
    shows(page, NAMES[0])
    page.evaluate("location.hash = '#acteurs=akatij'")
    shows(page, "Akatij")


@pytest.mark.parametrize("lost", ["fiche-disparue", "../../couverture/couverture", "<b>"])
def test_an_unknown_record_is_told(wide: Visit, lost: str) -> None:
    page = wide.open(link("la-boussole-nord", lost))
    shows(page, "La Boussole")
    notice = page.locator("[data-perdues]")
    if re.fullmatch(r"[a-z-]+", lost):
        expect(notice).to_contain_text(f"«\u00a0{lost}\u00a0»")
        page.get_by_role("button", name="Retirer de la liste").click()
        holds(page, "la-boussole-nord")
    expect(notice).to_be_hidden()


def test_a_record_out_of_reach_is_asked_again(wide: Visit) -> None:
    page = wide.page
    page.route("**/editions/*/actors/akatij.json", lambda route: route.fulfill(status=503), times=1)
    wide.open(link("la-boussole-nord", "akatij"))
    expect(page.locator("[data-perdues]")).to_contain_text("n’a pas pu être lue")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator(".feuille__fiche")).to_have_count(2)
    wide.faults.clear()


def test_keyboard_alone(wide: Visit) -> None:
    page = wide.open("acteurs/la-boussole-nord/")
    page.get_by_role("button", name="Ajouter à ma sélection").focus()
    page.keyboard.press("Space")
    page.get_by_role("link", name="Ma sélection : 1").focus()
    page.keyboard.press("Enter")
    shows(page, "La Boussole")
    row(page, "La Boussole").get_by_role("button", name="Retirer").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Annuler")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row(page, "La Boussole").get_by_role("link", name="La Boussole")).to_be_focused()


def test_letter_carries_the_contacts_and_the_link(wide: Visit) -> None:
    page = wide.open(link(*IDS))
    shows(page, *NAMES)
    href, subject, body = letter(page)
    assert subject == "Contacts utiles"
    assert "1. La Boussole\r\n07 57 76 46 58" in body
    assert "Adresse non publiée" in body
    assert "17 ou 112" in body
    assert wide.address + link(*IDS) in body
    assert len(href) < 2000
    page.get_by_label("Titre imprimé").fill("Pour jeudi")
    eventually(lambda: letter(page)[1], "Pour jeudi")


def test_a_long_letter_is_cut_between_two_contacts(wide: Visit, site: Path) -> None:
    ids = sorted(path.stem for path in there(site, "fiches/actors").iterdir())[:25]
    page = wide.open(link(*ids))
    expect(page.locator(".feuille__fiche")).to_have_count(25)
    href, _, body = letter(page)
    assert len(href) < 2000
    left = int(re.search(r"Et (\d+) autres contacts : voir la liste complète", body)[1])  # type: ignore[index]
    told = re.findall(r"^\d+\. ", body, flags=re.MULTILINE)
    assert len(told) + left == 25
    assert wide.address + link(*ids) in body


LIGNES = {
    "ligne_pour": "Jeunes",
    "lignes": [
        {
            "nom": "Parents",
            "telephone": "03\u00a020\u00a000\u00a000\u00a001",
            "tel": "tel:+33320000001",
            "horaires": "Lun.–ven. 18\u00a0h\u00a0–\u00a022\u00a0h.",
        },
        {"nom": "SMS, pour les sourds", "telephone": "3919", "tel": "tel:3919", "horaires": None},
    ],
}


def with_lines(route: Route) -> None:
    """The record of La Boussole, were it to have three lines."""
    answer = route.fetch()
    record = answer.json()
    record["contenu"]["contact"] |= LIGNES
    route.fulfill(response=answer, json=record)


def test_several_lines_are_on_the_sheet_and_in_all_that_is_handed_over(wide: Visit) -> None:
    wide.page.route("**/editions/*/actors/la-boussole-nord.json", with_lines)
    page = wide.open(link(IDS[0]))
    shows(page, NAMES[0])
    sheet = row(page, "La Boussole")
    expect(sheet.locator(".feuille__tel:not(.feuille__tel--vide)")).to_have_text("Jeunes 07 57 76 46 58")
    parents = sheet.locator("dl > div", has_text="Parents")
    expect(parents).to_contain_text("Lun.–ven. 18\u00a0h")
    expect(parents.get_by_role("link")).to_have_attribute("href", "tel:+33320000001")
    expect(sheet.locator("dl > div", has_text="SMS")).to_contain_text("3919")
    page.emulate_media(media="print")
    expect(parents).to_be_visible()
    page.emulate_media(media="screen")
    assert "Jeunes : 07 57 76 46 58" in letter(page)[2]
    assert "Parents : 03 20 00 00 01. Lun.–ven. 18 h – 22 h." in letter(page)[2]
    (told,) = csv.DictReader(
        io.StringIO(download(page, "Télécharger le tableau").decode("utf-8-sig"), newline="")
    )
    assert told["ligne_pour"] == "Jeunes"
    assert told["autres_lignes"].startswith("Parents : 03 20 00 00 01. Lun.–ven. 18 h – 22 h. | SMS")


def test_table_is_read_back(wide: Visit) -> None:
    page = wide.open(link(*IDS))
    shows(page, *NAMES)
    raw = download(page, "Télécharger le tableau")
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == 5
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [r["nom"].replace("\u00a0", " ") for r in rows] == NAMES
    assert rows[0]["telephone"] == "07 57 76 46 58"
    assert rows[0]["verifie_le"] == "" and rows[0]["etat"].startswith("D’après ")  # never told as confirmed
    assert rows[0]["page"] == wide.address + "acteurs/la-boussole-nord/"
    assert rows[1]["adresse"] == "Adresse non publiée"


def test_workbook_is_read_back(wide: Visit) -> None:
    page = wide.open(link(*IDS))
    shows(page, *NAMES)
    with page.expect_request(re.compile(r"/scripts/classeur\.js$")):  # it comes when it is asked for
        raw = download(page, "Télécharger le classeur")
    table = csv.DictReader(
        io.StringIO(download(page, "Télécharger le tableau").decode("utf-8-sig"), newline="")
    )
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert book.sheetnames == ["Contacts", "Champs", "À propos"]
    titles, *rows = book["Contacts"].iter_rows(values_only=True)
    assert [*titles] == table.fieldnames
    said = [dict(zip(map(str, titles), row, strict=True)) for row in rows]
    for ours, theirs in zip(said, table, strict=True):
        assert {key: str(value or "") for key, value in ours.items()} == {
            k: lire(v) for k, v in theirs.items()
        }
    assert (said[2]["telephone"], said[2]["latitude"]) == ("116 000", None)
    assert said[0]["precision"] == "commune" and isinstance(said[0]["latitude"], float)
    assert (said[1]["adresse"], said[1]["latitude"], said[1]["precision"]) == (
        "Adresse non publiée",
        None,
        None,
    )
    fields = [row[0] for row in book["Champs"].iter_rows(min_row=2, values_only=True)]
    assert fields == [*titles]
    about = dict(book["À propos"].iter_rows(values_only=True))
    assert "119" in str(about["Danger immédiat"]) and "17" in str(about["Danger immédiat"])


def test_a_workbook_that_cannot_be_made_is_told(wide: Visit) -> None:
    page = wide.open(link(*IDS))
    shows(page, *NAMES)
    page.route(re.compile(r"/scripts/classeur\.js$"), lambda route: route.abort())
    page.get_by_role("button", name="Télécharger le classeur").click()
    expect(page.locator("[data-xlsx-panne]")).to_contain_text("Le classeur n’a pas pu être fait.")
    wide.faults.clear()


def test_table_quotes_what_it_must(wide: Visit) -> None:
    page = wide.open("selection/")
    text = page.evaluate(
        """async (module) => {
          const { csv } = await import(module);
          return csv([["=1+1", 'dit "oui", puis', "deux\\nlignes", null]]);
        }""",
        module(page, "tableur"),
    )
    assert text.endswith("\r\n")
    read = next(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read == ["'=1+1", 'dit "oui", puis', "deux\nlignes", ""]


def test_the_cards_are_those_of_the_pages(wide: Visit, site: Path) -> None:
    """In the order of the sheet, whole: tests/exchange/test_vcard.py reads them."""
    page = wide.open(link(*IDS))
    shows(page, *NAMES)
    raw = download(page, "Télécharger les contacts")
    assert raw == b"".join((site / f"acteurs/{id_}/contact.vcf").read_bytes() for id_ in IDS)
    cards = list(vobject.readComponents(raw.decode()))
    assert [card.fn.value.replace("\u00a0", " ") for card in cards] == ["La Boussole (Nord)", *NAMES[1:]]
    assert [card.contents["tel"][0].value for card in (cards[0], cards[2])] == ["+33757764658", "116000"]


def test_a_card_out_of_reach_is_told_and_no_file_lacks_it(wide: Visit) -> None:
    page = wide.open(link(*IDS))
    shows(page, *NAMES)
    page.route("**/centre-koutcha/contact.vcf", lambda route: route.abort("internetdisconnected"))
    taken: list[object] = []
    page.on("download", lambda one: taken.append(one))
    page.get_by_role("button", name="Télécharger les contacts").click()
    told = page.get_by_role("alert").filter(has_text="Les contacts n’ont pas pu être lus.")
    expect(told).to_be_visible()
    assert not taken
    page.unroute("**/centre-koutcha/contact.vcf")
    download(page, "Télécharger les contacts")
    expect(told).to_be_hidden()
    wide.faults.clear()


#: As a record tells what is to come; the calendar is one that the site publishes.
COMING = {
    "titre": "Une rencontre",
    "page": "agenda/rapport-ciivise-2023/",
    "quand": "Mardi 1er décembre 2099",
    "debut": "2099-12-01",
    "fin": "2099-12-01T23:00Z",
}


def test_what_is_to_come_is_listed_and_taken_home(wide: Visit, site: Path) -> None:
    def told(route: Route) -> None:
        answer = route.fetch()
        whole = answer.json()
        whole["contenu"]["rendez_vous"] = [COMING]
        route.fulfill(response=answer, json=whole)

    page = wide.open(link(IDS[1]))
    shows(page, NAMES[1])
    expect(page.get_by_role("heading", name="Leurs rendez-vous")).to_be_hidden()
    page.route("**/fiches.*/actors/la-boussole-nord.json", told)
    page = wide.open(link(*IDS))
    shows(page, *NAMES)
    expect(page.get_by_role("heading", name="Leurs rendez-vous")).to_be_visible()
    expect(page.get_by_role("link", name="Une rencontre")).to_have_attribute(
        "href", re.compile("ciivise-2023/$")
    )
    expect(page.get_by_text("Mardi 1er décembre 2099")).to_be_visible()
    assert axe_faults(page) == []
    assert download(page, "Ajouter à mon agenda") == (site / "agenda/rapport-ciivise-2023.ics").read_bytes()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Leurs rendez-vous")).to_be_hidden()


def test_paper_has_all_and_nothing_of_the_screen(wide: Visit) -> None:
    page = wide.open(link(*IDS))
    shows(page, *NAMES)
    page.get_by_label("Titre imprimé").fill("Contacts du jeudi")
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text().replace("\u00a0", " ")
    for words in (
        "Contacts du jeudi", "4 contacts · imprimé le ", "17 ou 112", "114", "La même liste", "Notes",
        "07 57 76 46 58", "Lun.–ven. 8 h – 20 h", "Pas encore (source : octobre 2023)",
        "Adresse non publiée", "Rangez cette feuille à l’abri des regards",
    ):  # fmt: skip
        assert words in shown
    assert "prostitution" not in shown.lower()
    for words in ("Monter", "Imprimer", "Quitter", "Télécharger"):
        assert words not in shown
    assert page.locator(".feuille__qr svg").bounding_box()["width"] >= 27 / 25.4 * 96  # type: ignore[index]


def test_no_word_stands_in_the_white_around_a_code(wide: Visit) -> None:
    """The four modules of ISO/IEC 18004, however many contacts the code of the sheet holds."""
    ids = sorted(path.stem for path in (Path(__file__).parents[2] / "data/actors").glob("*.yml"))
    for chosen in (IDS[:1], ids[:30]):
        wide.page.goto("about:blank")
        page = wide.open(link(*chosen))
        expect(page.locator(".feuille__fiche:visible")).to_have_count(len(chosen))
        page.emulate_media(media="print")
        code, words = (page.locator(f".feuille__qr > {one}").bounding_box() for one in ("svg", "span"))
        assert code and words and words["y"] >= code["y"] + code["height"] - 1, len(chosen)


def test_paper_holds_three_contacts_on_a_page(wide: Visit) -> None:
    page = wide.open(link(*IDS[:3]))
    shows(page, *NAMES[:3])
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1


def test_title_is_neutral_until_the_reader_writes(wide: Visit) -> None:
    page = wide.open(link(IDS[0]))
    shows(page, NAMES[0])
    expect(page).to_have_title(re.compile("^Ma sélection"))
    page.get_by_label("Titre imprimé").fill("   ")
    expect(page.locator("[data-titre]")).to_have_text("Contacts utiles")


def test_without_scripts_the_page_says_what_to_do(visitor: Any) -> None:
    visit: Visit = visitor(java_script_enabled=False)
    page = visit.open(link(*IDS))
    expect(page.get_by_text("Cette page a besoin de JavaScript")).to_be_visible()
    expect(page.locator("main").get_by_role("link", name="par département")).to_be_visible()
    expect(page.get_by_role("button", name="Imprimer")).to_be_hidden()


def test_phone_keeps_the_list_at_hand(phone: Visit) -> None:
    page = phone.open("acteurs/la-boussole-nord/")
    bar = page.locator(".barre-selection")
    expect(bar).to_be_hidden()
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    expect(bar).to_contain_text("Ma sélection\u00a0: 1")
    bar.get_by_role("link", name="Imprimer, envoyer").click()
    shows(page, "La Boussole")
    fits(page, 360)
    expect(bar).to_be_hidden()


def test_quick_exit_forgets_the_list(browser: Any, address: str) -> None:
    elsewhere = {"body": "<title>Ailleurs</title>", "content_type": "text/html"}
    with opened(browser) as context:
        context.route("https://**/*", lambda route: route.fulfill(**elsewhere))
        page = context.new_page()
        page.goto(address + "acteurs/akatij/")
        page.get_by_role("button", name="Ajouter à ma sélection").click()
        expect(page.get_by_role("button", name="Dans ma sélection")).to_be_visible()
        page.locator("[data-sortie]:visible").click()
        page.wait_for_url("https://**")
        page.goto(address + "acteurs/akatij/")
        expect(page.get_by_role("button", name="Ajouter à ma sélection")).to_be_visible()


def test_nothing_lasts_longer_than_the_tab(wide: Visit) -> None:
    page = wide.open("acteurs/akatij/")
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    expect(page.get_by_role("button", name="Dans ma sélection")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("document.cookie") == ""
    assert page.context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_full_sheet(visitor: Any, scheme: str) -> None:
    visit: Visit = visitor(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = visit.open(link(*IDS, "fiche-disparue"))
    shows(page, *NAMES)
    assert axe_faults(page) == []
