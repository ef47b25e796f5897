"""The page of an event and the agenda, as a reader finds them on a given day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from generators.network.network import Network
from generators.pages import agenda, evenements
from generators.pages.page import Page
from generators.pages.render import Renderer
from tests.pages.conftest import EVENTS, ROOT, SITE
from tests.pages.html import Document

Read = Callable[[str], Document]
N = "\u00a0"


def test_when_on_the_clock_of_the_place(read: Read) -> None:
    text = read("agenda/rencontre-a-venir/").text
    assert f"Mardi 1er décembre 2026 9{N}h à 12{N}h{N}30, heure de la Martinique" in text
    assert "Où Salle des fêtes 97200 Fort-de-France, en Martinique (972)" in text


def test_how_to_take_part(read: Read) -> None:
    page = read("agenda/rencontre-a-venir/")
    assert f"Inscription 1{N}place. Avant le 25 novembre 2026." in page.text
    assert page.href("S’inscrire sur inscription.example") == "https://inscription.example/x"
    assert page.href("Ajouter à mon agenda") == "../../agenda/rencontre-a-venir.ics"
    assert ("li", {"data-termine": None, "hidden": None}) in page.elements


def test_cancelled_and_put_off(read: Read) -> None:
    page = read("agenda/annulee/")
    assert "Annulé Reporté au 1er février 2027" in page.text
    assert "Cet événement est annulé Il n’aura pas lieu à cette date." in page.text
    assert "Nouvelle date\u00a0: lundi 1er février 2027." in page.text
    assert "Ajouter à mon agenda" not in page.text


def test_full(read: Read) -> None:
    page = read("agenda/complete/")
    assert "En ligne, sur Teams" in page.text
    assert "Inscription Obligatoire. Complet" in page.text
    assert not [href for href, _ in page.links if "inscription.example" in href]


def test_a_deadline_gone_by_closes_the_registration(network: Network) -> None:
    later = Network(network.records, network.places, date(2026, 11, 26))
    renderer = Renderer(ROOT / "site" / "templates", later, SITE)
    page = evenements.page(later, renderer, network.records.events["rencontre-a-venir"])
    text = Document(page.body).text
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
    cancelled = pages["agenda/annulee/"].jsonld
    assert cancelled is not None and cancelled["eventStatus"] == "https://schema.org/EventCancelled"


def test_agenda_by_month_then_by_year(read: Read) -> None:
    page = read("agenda/")
    names = [words for level, words in page.headings if level in (2, 3)]
    followed = ["Suivre l’agenda", "Par type de rendez-vous", "Par région", "Par département"]
    assert names == ["À venir", "Décembre 2026", "Janvier 2027", *followed, "Rendez-vous passés", "2025"]
    titles = [words for level, words in page.headings if level == 4]
    assert titles == ["Rencontre à venir", "Journée annulée", "Formation complète", "Colloque passé"]


def test_each_line_tells_the_browser_when_it_is_over(read: Read) -> None:
    lines = [attributes for _, attributes in read("agenda/").elements if "data-fin" in attributes]
    assert [line["data-fin"] for line in lines] == [
        "2026-12-01T16:30Z",
        "2026-12-10T23:00Z",
        "2027-01-12T23:00Z",
        "2025-06-05T14:00Z",
    ]


def test_an_empty_agenda_says_what_it_does_not_mean(make: Callable[..., Network]) -> None:
    quiet = make(today=date(2027, 6, 1), events={"annulee": EVENTS["annulee"]})
    renderer = Renderer(ROOT / "site" / "templates", quiet, SITE)
    text = Document(next(agenda.pages(quiet, renderer)).body).text
    assert "Aucune date à venir n’est connue. Cela ne veut pas dire que rien ne se prépare" in text
    assert "2026 10 déc. Journée annulée" in text


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


def test_a_site_without_address_offers_the_files_alone(network: Network) -> None:
    renderer = Renderer(ROOT / "site" / "templates", network, "/")
    (page,) = agenda.pages(network, renderer)
    assert "webcal:" not in page.body
    assert Document(page.body).href("Ajouter toutes les dates") == "../agenda/agenda.ics"
