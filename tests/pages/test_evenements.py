"""The page of an event and the agenda, as a reader finds them on a given day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from generators.pages.events import agenda
from generators.pages.events import page as evenements
from generators.pages.frame import facets
from generators.pages.frame.page import Page
from generators.site import Site
from tests.pages.conftest import EVENTS
from tests.pages.html import Document
from tests.sites import on

Read = Callable[[str], Document]
N = "\u00a0"


def test_when_on_the_clock_of_the_place(read: Read) -> None:
    text = read("agenda/rencontre-a-venir/").text
    assert f"Mardi 1er décembre 2026 9{N}h à 12{N}h{N}30, heure de la Martinique" in text
    assert "Où Salle des fêtes 97200 Fort-de-France, en Martinique (972)" in text


def test_how_to_take_part(read: Read) -> None:
    page = read("agenda/rencontre-a-venir/")
    assert f"Inscription 1{N}place. Avant le 25 novembre 2026. S’inscrire" in page.shown
    assert page.href("S’inscrire sur inscription.example") == "https://inscription.example/x"
    assert page.href("Ajouter à mon agenda") == "../../agenda/rencontre-a-venir.ics"
    assert ("li", {"data-termine": None, "hidden": None}) in page.elements


def test_cancelled_and_put_off(read: Read) -> None:
    page = read("agenda/annulee/")
    assert "Journée d’étude ou de sensibilisation Reporté au 1er février 2027" in page.text
    assert "1er févr. 2027 Lundi 1er février 2027 Prévu d’abord\u00a0: jeudi 10 décembre 2026" in page.text
    assert page.text.startswith("Agenda Journée d’étude ou de sensibilisation du 1er février")
    assert "Cet événement est annulé Il n’aura pas lieu à cette date." in page.text
    assert "Nouvelle date\u00a0: lundi 1er février 2027." in page.text
    assert "Ajouter à mon agenda" in page.text
    assert "Terminé" not in page.shown


def test_full(read: Read) -> None:
    page = read("agenda/complete/")
    assert "En ligne, sur Teams" in page.text
    assert "Inscription Obligatoire. Complet" in page.text
    assert not [href for href, _ in page.links if "inscription.example" in href]


def test_a_deadline_gone_by_closes_the_registration(site: Site) -> None:
    later = on(date(2026, 11, 27), site)
    page = evenements.page(later, site.records.events["rencontre-a-venir"])
    text = Document(page.body).shown
    assert "Close depuis le 25 novembre 2026." in text
    assert "S’inscrire" not in text


def test_programme_with_speakers(read: Read) -> None:
    page = read("agenda/colloque-passe/")
    assert f"10{N}h{N}45 – 12{N}h{N}30 Aller vers Ada Lambert Cheffe de service Voir Écoute Nord" in page.text
    assert page.href("Voir Écoute Nord") == "../../acteurs/ecoute-nord/"
    assert "Jean <b>Test</b> Intervention à confirmer." in page.text
    assert "Débat avec la salle" in page.text
    assert (3, "Pause") in page.headings


def test_what_remains_of_a_past_event(read: Read) -> None:
    page = read("agenda/colloque-passe/")
    assert "Terminé" in page.text
    assert f"Participation 38{N}personnes." in page.text
    assert page.href("Voir le replay sur video.example") == "https://video.example/1"
    assert page.href("Lire le compte rendu") == "#compte-rendu"
    assert "Compte rendu Ce qui s’est dit." in page.text
    assert "Diapositives (doc.example)" in page.text
    assert "Deux heures La source dit 10 h 30." in page.text
    assert page.href("Guide du repérage") == "../../ressources/guide/"
    assert "Inscription" not in page.text


def test_the_trail_is_short(read: Read) -> None:
    assert read("agenda/colloque-passe/").text.startswith("Agenda 2025 Colloque du 5 juin")
    assert read("agenda/complete/").text.startswith("Agenda Formation des 11 et 12 janvier")


def test_structured_data(pages: dict[str, Page]) -> None:
    data = pages["agenda/rencontre-a-venir/"].jsonld
    assert data is not None
    assert data["startDate"] == "2026-12-01T09:00-04:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert pages["agenda/annulee/"].jsonld is None  # nobody says where: no search engine takes it


def test_agenda_by_month_then_by_year(read: Read) -> None:
    page = read("agenda/")
    dated = [words for level, words in page.headings if level == 3 and words[-1].isdigit()]
    assert dated == ["Décembre 2026", "Janvier 2027", "Février 2027", "2025"]
    assert [words for level, words in page.headings if level == 2] == [
        "À venir",
        "Suivre l’agenda",
        "Rendez-vous passés",
    ]
    titles = [words for level, words in page.headings if level == 4]
    assert titles == ["Rencontre à venir", "Formation complète", "Journée annulée", "Colloque passé"]


def test_each_line_tells_the_browser_when_it_is_over(read: Read) -> None:
    lines = [attributes for _, attributes in read("agenda/").elements if "data-fin" in attributes]
    assert [line["data-fin"] for line in lines] == [
        "2026-12-01T16:30Z",
        "2027-01-12T23:00Z",
        "2027-02-01T23:00Z",
        "2025-06-05T14:00Z",
    ]


def test_an_empty_agenda_says_what_it_does_not_mean(make: Callable[..., Site]) -> None:
    quiet = make(today=date(2027, 6, 1), events={"annulee": EVENTS["annulee"]})
    text = Document(agenda.agenda_page(quiet).body).text
    assert "Aucune date à venir n’est connue. Cela ne veut pas dire que rien ne se prépare" in text
    assert "2027 1er févr. Journée annulée lundi 1er février 2027." in text
    assert "Prévu d’abord\u00a0: jeudi 10 décembre 2026" in text


def test_calendars_to_subscribe_to(read: Read) -> None:
    """The buttons lead to the calendar that goes on: of all, of the département, of where an event stands."""
    agenda_page = read("agenda/")
    assert agenda_page.href("S’abonner à tout l’agenda") == "webcal://reseau.example/agenda/agenda.ics"
    assert agenda_page.href("Ajouter toutes les dates") == "../agenda/agenda.ics"
    assert agenda_page.href("S’abonner, Formation") == "webcal://reseau.example/agenda/types/formation.ics"
    assert agenda_page.href("Ajouter, Hauts-de-France") == "../agenda/regions/32.ics"
    assert agenda_page.href("Ajouter, Nord (59)") == "../agenda/departements/59.ics"
    nord = read("departements/59/")
    assert nord.href("S’abonner à ces dates") == "webcal://reseau.example/agenda/departements/59.ics"
    assert nord.href("Ajouter à mon agenda") == "../../agenda/departements/59.ics"
    one = read("agenda/rencontre-a-venir/")
    assert one.href("S’abonner aux dates de la Martinique").endswith("/agenda/departements/972.ics")
    assert read("agenda/complete/").href("S’abonner à tout l’agenda").endswith("/agenda/agenda.ics")


def test_a_site_without_address_offers_the_files_alone(site: Site) -> None:
    page = agenda.agenda_page(replace(site, address="/"))
    assert "webcal:" not in page.body
    assert Document(page.body).href("Ajouter toutes les dates") == "../agenda/agenda.ics"


def test_what_the_boxes_ask_of_an_event(read: Read) -> None:
    lines = [attributes for _, attributes in read("agenda/").elements if "data-termes" in attributes]
    assert [line["data-termes"] for line in lines] == [
        "types:rencontre seulement:gratuit formats:sur-place territoires:departement:972 mois:2026-12",
        "types:formation formats:en-ligne mois:2027-01",
        "types:journee-etude mois:2027-02",
        "types:colloque seulement:traces formats:sur-place territoires:departement:59 mois:2025-06",
    ]


def test_each_box_says_how_many_it_leaves(read: Read) -> None:
    text = read("agenda/").text
    assert "Tout 4 Colloque 1 Formation 1 Journée d’étude ou de sensibilisation 1 Rencontre 1" in text
    assert "Format Sur place 2 En ligne 1" in text
    assert "Territoire Hauts-de-France 1 Nord (59) 1 Martinique 1 Martinique (972) 1" in text
    assert "Année et mois 2027 2 Janvier 1 Février 1 2026 1 Décembre 1 2025 1 Juin 1" in text


def test_a_line_tells_its_sessions_its_deadline_and_what_remains(
    make: Callable[..., Site], read: Read
) -> None:
    sessions: list[dict[str, object]] = [
        {"debut": "2027-01-11", "fin": "2027-01-12"},
        {"debut": "2027-02-08", "fin": "2027-02-09", "complet": "true"},
    ]
    site = make(events={"x": {**EVENTS["complete"], "fin": "2027-02-09", "seances": sessions}})
    assert (
        f"2{N}séances{N}: 11 et 12 janvier{N}; 8 et 9 février" in Document(agenda.agenda_page(site).body).text
    )
    text = read("agenda/").shown
    assert f"Fort-de-France, en Martinique (972) · 9{N}h à 12{N}h{N}30, heure de la Martinique" in text
    assert "Inscription avant le 25 novembre 2026" in text
    assert f"Replay Compte rendu 1{N}document" in text


def test_a_regional_event_counts_in_each_departement(make: Callable[..., Site]) -> None:
    site = make(
        events={"x": {**EVENTS["annulee"], "territoires": ["region:53", "pays:BE"], "fin": "2027-01-02"}}
    )
    found = facets.terms(agenda.FACETS, site, site.records.events["x"])
    assert found["territoires"] == (
        "departement:22",
        "departement:29",
        "departement:35",
        "departement:56",
        "pays:BE",
    )


def test_an_event_over_two_months_stands_in_both(make: Callable[..., Site]) -> None:
    event = {**EVENTS["complete"], "debut": "2026-12-30", "fin": "2027-02-01"}
    site = make(events={"x": event})
    assert facets.terms(agenda.FACETS, site, site.records.events["x"])["mois"] == (
        "2026-12",
        "2027-01",
        "2027-02",
    )


def test_put_off_it_is_awaited_until_its_new_day_is_over(make: Callable[..., Site]) -> None:
    events = {"x": EVENTS["annulee"]}
    assert [event.id for event in make(today=date(2027, 1, 20), events=events).network.coming] == ["x"]
    assert [event.id for event in make(today=date(2027, 2, 2), events=events).network.past] == ["x"]


def test_what_its_place_has_for_disabled_people(make: Callable[..., Site], read: Read) -> None:
    place = "https://acceslibre.beta.gouv.fr/app/97-fort-de-france/a/salle/erp/fetes/"
    said = {"accessibilite": ["ascenseur", "rampe"], "accessibilite_lieu": place}
    site = make(events={"rencontre-a-venir": {**EVENTS["rencontre-a-venir"], **said, "organisateurs": []}})
    page = Document(evenements.page(site, site.records.events["rencontre-a-venir"]).body)
    assert "Accessibilité Ascenseur ou élévateur et rampe. Voir le lieu sur" in page.text
    assert page.href("Voir le lieu sur acceslibre.beta.gouv.fr") == place
    assert "Accessibilité" not in read("agenda/rencontre-a-venir/").text
