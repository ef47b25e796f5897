"""The directory as a professional uses it: one box, coverage first, boxes, map, address bar, frame."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import ROOT, Visit, axe_faults, eventually, opened
from tests.edition import of_folder

WIDE = {"width": 1280, "height": 900}


def shown(page: Page) -> list[str]:
    titles = page.locator(".resultat:visible h3").all_text_contents()
    return [title.strip().replace("\u00a0", " ") for title in titles]


def settled(page: Page) -> Page:
    """The list answers what was asked: a box, a click or a letter make it busy at once, Enter does not."""
    page.locator("[data-annuaire][aria-busy=false]").wait_for()
    return page


def ready(page: Page) -> Page:
    settled(page).locator("[data-carte][aria-busy=false] .repere").first.wait_for()
    return page


def ask(page: Page, words: str) -> Page:
    """Types words, until the answer is told: by then the list is whole, of which a letter shows a part."""
    page.get_by_role("combobox").fill(words)
    told = settled(page).locator("[data-annonce]")
    eventually(lambda: f"Annuaire\u00a0: {told.text_content()}", heading(page).text_content())
    return page


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def offered(page: Page) -> Locator:
    """What the box proposes for all that is typed, and not for its first letters."""
    options = page.locator("#propositions[aria-busy=false]").get_by_role("option")
    options.first.wait_for()
    return options


def groups(page: Page) -> list[str]:
    return [t.replace("\u00a0", " ") for t in page.locator(".groupe:visible").all_inner_texts()]


def reason(page: Page, name: str) -> Locator:
    row = page.locator(".resultat", has=page.get_by_role("link", name=name, exact=True)).first
    return row.locator(".raison")


def test_what_few_structures_say_narrows_the_list_and_stands_in_the_address(wide: Visit) -> None:
    page = settled(wide.open("annuaire/?genre_accueilli=filles"))
    expect(page.locator(".resultat:visible")).to_have_count(2)
    assert set(shown(page)) == {"La Boussole", "L’Ilot"}
    expect(page.locator("input[name=genre_accueilli][value=filles]")).to_be_checked()


# 1. One box.


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("boussole", "La Boussole"),
        ("BOUSOLE", "La Boussole"),
        ("enfants disparus", "116 000 Enfants disparus"),
        ("59 ecoute", "La Boussole"),
        ("prevention specialisee", "La Brèche"),
        ("guyane", "Akatij"),
        ("mouvement nid", "Mouvement du Nid"),
    ],
)
def test_words_find_the_actor(wide: Visit, words: str, expected: str) -> None:
    page = ready(wide.open("annuaire/"))
    ask(page, words)
    assert any(expected in name for name in shown(page)[:3]), shown(page)[:5]
    assert len(shown(page)) < len(list((ROOT / "data" / "actors").glob("*.yml")))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("st denis", "Saint-Denis 974, La Réunion"),
        ("saint-den", "Saint-Denis 974, La Réunion"),
        ("lyon 3e", "Lyon 3e 69, Rhône"),
        ("97400", "Saint-Denis 974, La Réunion"),
        ("2a", "Corse-du-Sud département"),
        ("nord", "Nord département"),
        ("hauts de f", "Hauts-de-France région"),
        ("dunkerke", "Dunkerque 59, Nord"),
        ("héberg", "Héberger"),
        ("akat", "Akatij voir la fiche"),
    ],
)
def test_suggestions_name_places_then_needs_then_actors(wide: Visit, typed: str, first: str) -> None:
    page = settled(wide.open("annuaire/"))
    page.get_by_role("combobox").fill(typed)
    texts = [text.replace("\n", " ") for text in offered(page).all_inner_texts()]
    assert any(text.startswith(first) for text in texts[:2]), texts


def test_homonyms_are_told_apart(wide: Visit) -> None:
    page = settled(wide.open("annuaire/"))
    page.get_by_role("combobox").fill("saint-denis")
    expect(page.get_by_role("option", name="Saint-Denis 974, La Réunion")).to_be_visible()
    page.get_by_role("option", name="Saint-Denis 93, Seine-Saint-Denis").click()
    expect(heading(page)).to_contain_text("Saint-Denis (93)")
    expect(page).to_have_url(re.compile("lieu=commune:93066"))


def test_combobox_with_the_keyboard_alone(wide: Visit) -> None:
    page = settled(wide.open("annuaire/"))
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.focus()
    page.keyboard.type("hébergement lil")
    first = offered(page).first
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "none")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("hébergement lil")
    page.keyboard.press("ArrowDown")
    offered(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-puce]")).to_contain_text("Lille (59)")
    expect(box).to_have_value("hébergement")


def test_a_finished_question_turns_its_place_into_a_chip(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    box = page.get_by_role("combobox")
    box.fill("écoute dans le nord")
    box.press("Enter")
    expect(page.locator("[data-puce]")).to_contain_text("Nord (59)")
    expect(box).to_have_value("écoute")
    expect(heading(page)).to_contain_text("« écoute » dans le Nord (59)")
    page.get_by_role("button", name="Retirer le lieu").click()
    expect(page.locator("[data-puce]")).to_be_hidden()
    expect(heading(page)).not_to_contain_text("Nord")


def test_count_is_said_and_numbers_follow_the_order(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    ask(page, "hebergements")
    names = shown(page)
    expect(page.get_by_role("status").first).to_contain_text(f"{len(names)}\u00a0structure")
    numbers = page.locator(".resultat:visible .marque__numero")
    expect(numbers).to_have_text([str(n) for n in range(1, len(names) + 1)])


def test_nothing_found_is_said_kindly(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    ask(page, "zzzzzzzz")
    expect(page.locator("[data-vide]")).to_be_visible()
    assert shown(page) == []
    expect(page.locator("[data-vide]")).to_contain_text("ne veut pas dire")


def test_words_that_do_not_come_are_told_and_asked_again(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    page.route(re.compile(r"/editions/annuaire\.\w+/mots\.json"), lambda route: route.fulfill(status=503))
    page.get_by_role("combobox").fill("boussol")
    title = page.get_by_role("heading", level=1)
    expect(title).to_contain_text("La recherche ne répond pas")
    page.unroute(re.compile(r"/editions/annuaire\.\w+/mots\.json"))
    page.get_by_role("combobox").press_sequentially("e")
    expect(title).to_contain_text("«\u00a0boussole\u00a0»")
    eventually(lambda: shown(page)[:1], ["La Boussole"])
    assert all("503" in fault for fault in wide.faults)
    wide.faults.clear()


# 2. Coverage first.


def test_results_go_from_the_local_to_the_national(wide: Visit) -> None:
    page = ready(wide.open("annuaire/?lieu=departement:59"))
    titles = groups(page)
    assert titles[0].startswith("Dans le Nord")
    assert titles[-1].startswith("Partout en France")
    assert shown(page)[0] == "La Boussole"
    expect(reason(page, "La Boussole")).to_have_text("couvre le Nord (59)")
    expect(reason(page, "Entr’actes")).to_have_text("à Lille, territoire non renseigné")
    expect(reason(page, "116 000 Enfants disparus")).to_have_text("couvre toute la France")
    sizes = [int(title.split()[-1]) for title in titles]
    assert sum(sizes) == len(shown(page))


def test_distance_from_a_commune_is_said(wide: Visit) -> None:
    """… of who receives people there; a telephone line is as near from everywhere."""
    page = ready(wide.open("annuaire/?lieu=commune:59350"))
    expect(reason(page, "La Boussole")).to_have_text("couvre le Nord (59)")
    settled(page).goto(page.url.replace("59350", "44184"))
    expect(page.locator(".raison", has_text=re.compile(r"à \d+\skm")).first).to_be_visible()
    page.get_by_text("Pourquoi cet ordre").click()
    expect(page.locator("[data-ordre]")).to_contain_text("vol d’oiseau")


def test_service_without_address_is_found_by_what_it_covers(wide: Visit) -> None:
    page = settled(wide.open("annuaire/?q=cayenne"))
    assert shown(page)[0] == "Akatij"
    expect(reason(page, "Akatij")).to_contain_text("couvre la Guyane (973)")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("2B", "en Haute-Corse (2B)"),
        ("ajaccio", "à Ajaccio (2A)"),
        ("97500", "à Saint-Pierre (975)"),
        ("98714", "à Papeete (987)"),
        ("mayotte", "à Mayotte (976)"),
        ("fort de france", "à Fort-de-France (972)"),
        ("martinique", "en Martinique (972)"),
    ],
)
def test_corsica_and_the_overseas_are_places_like_others(wide: Visit, place: str, said: str) -> None:
    page = settled(wide.open(f"annuaire/?q={place}"))
    expect(heading(page)).to_contain_text(said)
    assert any(title.startswith("Partout en France") for title in groups(page))
    assert "Child Focus" not in shown(page)


def test_unrelated_actors_are_counted_and_one_click_away(wide: Visit) -> None:
    page = ready(wide.open("annuaire/?lieu=departement:59&q=formation"))
    before = len(shown(page))
    elsewhere = page.locator("[data-ailleurs]")
    expect(elsewhere).to_contain_text("ailleurs")
    elsewhere.get_by_role("button", name="Élargir à la France").click()
    eventually(lambda: len(shown(page)), lambda now: now > before)
    expect(page).not_to_have_url(re.compile("lieu="))


# 3. Boxes.


def test_boxes_narrow_the_list_and_say_how_many(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    box = page.locator("label.case", has_text="Hébergement et protection")
    count = int(box.locator(".case__nombre").inner_text())
    box.locator("input").check()
    expect(page.locator(".resultat:visible")).to_have_count(count)


def test_finer_missions_stand_under_their_parent(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    finer = page.locator("label.case", has_text="Héberger")
    expect(finer).to_be_hidden()
    page.locator("label.case", has_text="Protéger").locator("input").check()
    settled(page)
    broad = len(shown(page))
    count = int(finer.locator(".case__nombre").inner_text())
    finer.locator("input").check()
    expect(page.locator(".resultat:visible")).to_have_count(count)
    assert count < broad


def test_folded_boxes_open_with_what_an_address_ticks(wide: Visit) -> None:
    page = settled(wide.open("annuaire/?types_acteur=fondation"))
    box = page.locator("label.case", has_text="Fondation")
    expect(box.locator("input")).to_be_checked()
    expect(box).to_be_visible()
    page.get_by_role("button", name="Retirer le filtre : Fondation").click()
    settled(page)
    expect(box.locator("input")).not_to_be_checked()


def at(visit: Visit, moment: str, path: str) -> Page:
    visit.page.clock.set_fixed_time(moment)
    return settled(visit.open(path))


def test_open_now_reads_the_hours_of_the_place(wide: Visit) -> None:
    page = at(wide, "2026-11-24T10:00:00+01:00", "annuaire/?q=l'appart isère")
    row = page.locator(".resultat[data-id=l-appart-isere]")
    expect(row).to_contain_text("Ouvert maintenant, jusqu’à 20\u00a0h")
    page.locator("label.case", has_text="Ouvert maintenant").locator("input").check()
    settled(page)
    expect(page.locator(".resultat:visible h3", has_text="L’Appart")).not_to_have_count(0)


def test_closed_says_when_it_opens_and_unknown_is_not_closed(wide: Visit) -> None:
    page = at(wide, "2026-11-21T10:00:00+01:00", "annuaire/?lieu=departement:38")
    row = page.locator(".resultat[data-id=l-appart-isere]")
    row.scroll_into_view_if_needed()
    expect(row).to_contain_text("Fermé, ouvre lundi à 8\u00a0h")
    unknown = page.locator(".resultat:visible").filter(has_not=page.locator("[data-etat-horaires]"))
    eventually(unknown.count, lambda found: found > 1)
    expect(page.locator(".resultat:visible", has_text="Fermé")).to_have_count(1)


def test_who_is_only_cited_is_found_by_name_and_on_demand(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    total = heading(page).inner_text()
    ask(page, "dgcs")
    assert "DGCS" in shown(page)
    ask(page, "lille")
    assert not [name for name in shown(page) if name.startswith(("Ministère", "Préfecture", "DGCS"))]
    ask(page, "")
    expect(heading(page)).to_have_text(total)
    box = page.locator("label.case", has_text="Institution")
    told = box.locator(".case__nombre")  # once the typing rests
    count = eventually(lambda: int(told.inner_text()), lambda number: number > 1)
    box.locator("input").check()
    settled(page)
    expect(page).to_have_url(re.compile("roles=institution"))
    expect(heading(page)).to_contain_text(f"{count}\u00a0structures")
    assert "DGCS" in shown(page)


# 4. Everything in the address bar.


def test_address_bar_holds_the_search(visitor: Any) -> None:
    visit: Visit = visitor(viewport=WIDE)
    page = ready(visit.open("annuaire/"))
    page.get_by_role("combobox").fill("nantes accompagner")
    page.get_by_role("button", name="Chercher").click()
    expect(page.locator("[data-puce]")).to_contain_text("Nantes (44)")
    minors = settled(page).locator("label.case", has_text="Mineurs").locator("input")
    minors.check()
    for said in ("lieu=commune:44109", "q=accompagner", "publics=mineurs"):
        expect(page).to_have_url(re.compile(said))
    names, url = shown(settled(page)), page.url
    other: Visit = visitor(viewport=WIDE)
    again = settled(other.open(url.removeprefix(other.address)))
    assert shown(again) == names
    page.go_back()
    expect(minors).not_to_be_checked()
    expect(page.get_by_role("combobox")).to_have_value("accompagner")
    page.go_back()
    expect(page.locator("[data-puce]")).to_be_hidden()
    page.go_forward()
    expect(page.locator("[data-puce]")).to_contain_text("Nantes (44)")


def test_who_types_slowly_comes_back_to_what_stood_before(wide: Visit) -> None:
    page = settled(wide.open("annuaire/?lieu=departement:59"))
    box = page.get_by_role("combobox")
    box.press_sequentially("form")
    expect(page).to_have_url(re.compile(r"q=form$"))
    box.press_sequentially("ation")
    expect(page).to_have_url(re.compile(r"q=formation$"))
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("«\u00a0formation\u00a0»")
    page.go_back()
    expect(page).to_have_url(re.compile(r"lieu=departement:59$"))
    expect(box).to_have_value("")
    page.go_forward()
    expect(box).to_have_value("formation")


def test_open_record_is_in_the_address(visitor: Any) -> None:
    visit: Visit = visitor(viewport=WIDE)
    page = ready(visit.open("annuaire/?lieu=departement:59"))
    page.get_by_role("button", name="1. La Boussole : montrer sur la carte").click()
    expect(page.locator(".leaflet-popup")).to_contain_text("La Boussole")
    expect(page).to_have_url(re.compile("fiche=la-boussole-nord"))
    other: Visit = visitor(viewport=WIDE)
    again = ready(other.open(page.url.removeprefix(other.address)))
    expect(again.locator(".leaflet-popup")).to_contain_text("La Boussole")
    page.go_back()
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    page.go_forward()
    expect(page.locator(".leaflet-popup")).to_be_visible()


def test_copied_link_is_the_address(visitor: Any) -> None:
    visit: Visit = visitor(viewport=WIDE, permissions=["clipboard-read", "clipboard-write"])
    page = settled(visit.open("annuaire/?lieu=departement:59&q=écoute"))
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_role("button", name="Lien copié")).to_be_visible()
    expect(page).to_have_url(page.evaluate("navigator.clipboard.readText()"))


def test_frame_has_no_header_and_opens_links_beside(wide: Visit) -> None:
    page = settled(wide.open("annuaire/?lieu=departement:59&embed=1"))
    expect(page.locator("header.entete")).to_be_hidden()
    expect(page.locator("footer")).to_be_hidden()
    expect(page.locator(".pied-integre")).to_contain_text("Danger immédiat")
    expect(page.locator(".pied-integre")).to_be_visible()
    with page.context.expect_page() as beside:
        page.get_by_role("link", name="La Boussole", exact=True).first.click()
    expect(beside.value).to_have_url(re.compile("/acteurs/la-boussole-nord/$"))
    page.locator("label.case", has_text="Mineurs").locator("input").check()
    expect(page).to_have_url(re.compile("publics=mineurs.*&embed=1"))


def test_embedding_page_writes_the_frame(wide: Visit) -> None:
    page = wide.open("integrer/")
    page.get_by_label("Le lieu et les mots").fill("Nord écoute")
    page.get_by_label("Hauteur").fill("700")
    code = eventually(page.get_by_label("À coller").input_value, lambda code: 'height="700"' in code)
    assert 'annuaire/?q=Nord+%C3%A9coute&amp;embed=1"' in code
    other = page.context.new_page()
    other.set_content(code)
    frame = other.frame_locator("iframe")
    expect(frame.locator("[data-annuaire][aria-busy=false]")).to_be_visible()
    expect(frame.get_by_role("heading", level=1)).to_contain_text("dans le Nord (59)")


# 5. Map and list are one.


def test_marker_opens_a_popup_that_leads_to_the_record(wide: Visit) -> None:
    page = ready(wide.open("annuaire/?q=lognes"))
    page.get_by_role("button", name="1. La Brèche", exact=True).click()
    popup = page.get_by_role("dialog", name="La Brèche")
    expect(popup.get_by_role("heading")).to_contain_text("La Brèche")
    popup.get_by_role("link", name="La Brèche").click()
    page.wait_for_url("**/acteurs/la-breche/")


def test_marker_answers_the_keyboard(wide: Visit) -> None:
    page = ready(wide.open("annuaire/?q=lognes"))
    marker = page.get_by_role("button", name="1. La Brèche", exact=True)
    marker.focus()
    page.keyboard.press("Enter")
    popup = page.get_by_role("dialog", name="La Brèche")
    expect(popup).to_be_visible()
    expect(popup.get_by_role("link", name="La Brèche").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(page.get_by_role("button", name="1. La Brèche", exact=True)).to_be_focused()


def test_same_numbers_on_the_map_and_in_the_list(wide: Visit) -> None:
    page = ready(wide.open("annuaire/?lieu=region:84"))
    names = shown(page)
    markers = page.locator(".repere[data-id]")
    assert markers.count() > 1
    for label in markers.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))"):
        number, _, name = label.replace("\u00a0", " ").partition(". ")
        assert names[int(number) - 1] == name


def test_focus_in_the_list_shows_on_the_map_and_back(wide: Visit) -> None:
    page = ready(wide.open("annuaire/?lieu=departement:59"))
    page.get_by_role("link", name="La Boussole", exact=True).first.focus()
    expect(page.locator(".repere--choisi")).to_have_attribute("aria-label", "1. La Boussole")
    expect(page.locator("path.dep.choisi")).to_have_count(1)
    expect(page.locator("[data-legende-choisi]")).to_contain_text("le Nord (59)")
    page.get_by_role("link", name="116 000 Enfants disparus", exact=True).first.focus()
    expect(page.locator("path.dep.choisi")).to_have_count(0)
    marker = page.locator(".repere[data-id]").first
    marker.focus()
    chosen = page.locator(".resultat--choisi")
    expect(chosen).to_have_attribute("data-id", marker.get_attribute("data-id") or "")


def test_confidential_actor_is_listed_and_on_no_map(wide: Visit, site: Path) -> None:
    page = ready(wide.open("annuaire/"))
    ask(page, "centre koutcha")
    assert any("Koutcha" in name for name in shown(page))
    table, points = (of_folder(site, f"annuaire/{name}.json") for name in ("acteurs", "points"))
    rank = table["acteurs"]["id"].index("centre-koutcha")
    assert table["communs"]["commune"][table["acteurs"]["commune"][rank]] == ""
    assert (points["lat"][rank], points["lon"][rank]) == (None, None)
    expect(page.locator("[data-legende-sans]")).to_contain_text("non publiée")


def test_outlines_are_the_base_of_the_map(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    assert page.locator(".leaflet-overlay-pane path.dep").count() >= 96
    assert page.locator(".leaflet-tile").count() == 0


def test_buttons_lead_overseas(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    page.get_by_role("button", name=re.compile("^Antilles")).click()
    expect(page.locator(".carte-ville", has_text="Fort-de-France")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Métropole")).click()
    expect(page.locator(".carte-ville", has_text="Fort-de-France")).to_have_count(0)


def test_streets_are_the_readers_choice(browser: Browser, address: str) -> None:
    asked: list[str] = []

    def note(route: Any) -> None:
        asked.append(route.request.url)
        route.abort()

    with opened(browser, viewport=WIDE) as context:
        context.route("https://**/*", note)
        page = context.new_page()
        page.goto(address + "annuaire/?lieu=departement:59")
        ready(page)
        assert asked == []
        page.get_by_label("Afficher les rues").check()
        expect(page.locator("[data-plan-panne]")).to_contain_text("Les contours restent")
        assert all(url.startswith("https://data.geopf.fr/wmts?") for url in asked)
        assert page.locator("path.dep").count() >= 96


def test_only_the_directory_may_show_the_streets(site: Any) -> None:
    pages = [path for path in site.rglob("index.html") if "data.geopf.fr" in path.read_text(encoding="utf-8")]
    assert pages == [site / "annuaire" / "index.html"]


def test_phone_switches_between_list_and_map(phone: Visit) -> None:
    page = settled(phone.open("annuaire/"))
    expect(page.locator("[data-carte]")).to_be_hidden()
    page.get_by_role("button", name="Carte", exact=True).click()
    expect(page.locator("[data-carte]")).to_be_visible()
    expect(page.locator(".annuaire__liste")).to_be_hidden()
    page.locator(".repere").first.wait_for()
    expect(page).to_have_url(re.compile("vue=carte"))


def test_phone_opens_a_record_in_a_sheet(phone: Visit) -> None:
    page = ready(phone.open("annuaire/?lieu=departement:59&vue=carte&fiche=la-boussole-nord"))
    sheet = page.locator("[data-fiche]")
    expect(sheet).to_contain_text("La Boussole")
    expect(sheet.get_by_role("link", name="07 57 76 46 58")).to_be_visible()
    expect(sheet.get_by_role("button", name="Structure précédente")).to_be_disabled()
    sheet.get_by_role("button", name="Structure suivante").click()
    expect(sheet).to_contain_text("2 sur")
    expect(page).not_to_have_url(re.compile("fiche=la-boussole-nord"))


def test_phone_reader_of_the_list_loads_no_map(phone: Visit) -> None:
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    settled(phone.open("annuaire/"))
    assert not any("leaflet.js" in url or "contours.json" in url for url in asked)


def test_phone_filters_open_in_a_sheet_and_close(phone: Visit) -> None:
    page = settled(phone.open("annuaire/"))
    page.get_by_role("button", name="Filtres").click()
    page.locator("label.case", has_text="Mineurs").locator("input").check()
    page.get_by_role("button", name="Voir les résultats").click()
    expect(page.get_by_role("button", name="Filtres : 1")).to_be_focused()


def test_first_view_stays_light(wide: Visit, site: Path) -> None:
    """At most 150 KB compressed, for ourselves too: whoever comes first, by phone, waits for all of it."""
    asked: set[str] = set()
    wide.page.on("request", lambda request: asked.add(request.url.removeprefix(wide.address)))
    ready(wide.open("annuaire/"))
    assert len(asked) < 20
    files = [site / path if path != "annuaire/" else site / "annuaire" / "index.html" for path in asked]
    weights = {file.name: _sent(file) for file in files}
    assert sum(weights.values()) < 150_000, sorted(weights.items(), key=lambda item: -item[1])


def _sent(file: Path) -> int:
    """Bytes on the wire, as hosts compress them; a typeface is compressed already."""
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else len(gzip.compress(content, 6))


# 10. Without scripts.


def test_lists_are_complete_without_scripts(visitor: Any) -> None:
    visit: Visit = visitor(java_script_enabled=False)
    page = visit.open("annuaire/")
    expect(page.get_by_text("ont besoin de JavaScript")).to_be_visible()
    page.get_by_role("link", name="De A à Z").first.click()
    actors = {path.stem for path in (ROOT / "data" / "actors").glob("*.yml")}
    page.wait_for_url("**/alphabetique/")
    folded = page.locator("main .citees a")
    expect(folded.first).to_be_hidden()
    page.locator("main .citees summary").click()
    expect(folded.first).to_be_visible()
    links = page.locator("main a[href*='acteurs/']").evaluate_all("all => all.map(a => a.href)")
    assert {link.rstrip("/").split("/")[-1] for link in links} == actors
    visit.open("annuaire/par-mission/")
    page.get_by_role("link", name="Héberger", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Héberger")
    expect(page.locator("main")).to_contain_text("Centre Koutcha")


# Whatever is open, axe finds nothing.


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [1280, 360])
def test_axe_with_everything_open(visitor: Any, scheme: str, size: int) -> None:
    visit: Visit = visitor(viewport={"width": size, "height": 900}, color_scheme=scheme, bypass_csp=True)
    vue = "&vue=carte" if size == 360 else ""
    page = ready(visit.open(f"annuaire/?lieu=departement:59&missions=orienter&fiche=la-boussole-nord{vue}"))
    for details in page.locator("details[data-facette], details[data-ordre]").all():
        details.evaluate("element => { element.open = true; }")
    page.locator("[data-fiche], .leaflet-popup").filter(has_text="La Boussole", visible=True).wait_for()
    assert axe_faults(page) == []
    ask(page, "saint")  # the question closes the record
    offered(page)
    assert axe_faults(page) == []


@pytest.mark.parametrize(
    "path", ["annuaire/par-mission/", "annuaire/par-mission/heberger/", "annuaire/alphabetique/", "integrer/"]
)
def test_axe_on_the_lists_and_the_frame_builder(visitor: Any, path: str) -> None:
    visit: Visit = visitor(viewport=WIDE, bypass_csp=True)
    page = visit.open(path)
    assert axe_faults(page) == []
