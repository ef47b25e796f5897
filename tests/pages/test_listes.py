"""The library, the news, the départements, the letters and the home page, as a reader finds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from generators.pages.departements.page import of_departement
from generators.pages.frame.page import Page
from generators.pages.library.page import chapitres, lectures
from generators.site import Site
from tests.pages.conftest import ACTORS, EVENTS, ISSUES, NEWS, RESOURCES, every_page
from tests.pages.html import Document
from tests.sites import real_site, saying

Read = Callable[[str], Document]
N = "\u00a0"


def test_library_counts_each_box(read: Read) -> None:
    page = read("ressources/")
    assert f"2{N}ressources" in page.text
    assert "Tout 2 Guide 1 Grille ou trame 1" in page.text
    assert "Mission Informer 0 Prévenir 0 Repérer 1 Aller vers 1" in page.text
    assert "Accès Libre 1 Sur demande 1" in page.text
    assert "Année de parution 2025 1 Produite par Maison mère 2" in page.text
    assert "Langue" not in page.text
    assert "Lire sur guide.example" in page.text
    assert page.href(f"La demander{N}: voir Maison mère") == "../acteurs/maison-mere/"


def test_each_card_bears_what_the_boxes_ask(read: Read) -> None:
    cards = [
        attributes["data-termes"]
        for _, attributes in read("ressources/").elements
        if "data-termes" in attributes
    ]
    assert cards[0] == (
        "types:guide missions:aller-vers publics:professionnels acces:libre annees:2025 "
        "producteurs:maison-mere"
    )


def test_a_reading_path_says_why(read: Read) -> None:
    """A finer term belongs to the chapter of its mission: « aller vers » to « repérer »."""
    page = read("ressources/parcours/reperer/")
    assert "Repérer Reconnaître les signes, oser en parler." in page.text
    assert "1 étape" in page.text.replace(N, " ")
    assert (
        "Guide du repérage Guide · septembre 2025 · Libre Reconnaître les signes. À lire pour aller vers."
        in page.text
    )
    assert page.href("Protéger") == "../../../ressources/parcours/proteger/"
    assert "Aucune ressource connue pour ce parcours." in read("ressources/parcours/proteger/").text
    assert read("ressources/").href("Repérer") == "../ressources/parcours/reperer/"


def test_what_to_begin_with_comes_first(make: Callable[..., Site]) -> None:
    """Kinds to begin with, then those to work with; the most focused first, the free before the others."""

    def record(type: str, missions: list[str], acces: str = "abonnes") -> dict[str, object]:
        return {**RESOURCES["guide"], "type": type, "missions": missions, "acces": acces}

    site = make(
        actors={"maison-mere": ACTORS["maison-mere"]},
        resources={
            "etude": record("rapport", ["reperer"]),
            "outil": record("outil", ["reperer"]),
            "large": record("fiche", ["reperer", "proteger"]),
            "payante": record("fiche", ["reperer"]),
            "libre": record("depliant", ["reperer"], "libre"),
            "film": record("video", ["reperer"]),
            "ailleurs": record("fiche", ["heberger", "ecouter", "reperer"]),
        },
    )
    first, second, *_ = chapitres(site)
    order = [reading.document.ressource.id for reading in lectures(site, first)]
    assert order == ["libre", "payante", "large", "ailleurs", "outil", "film", "etude"]
    assert [reading.pourquoi for reading in lectures(site, second)] == [
        "À lire pour protéger. Sert aussi à repérer.",
        "À lire pour héberger. Sert aussi à repérer et à orienter.",
    ]


def test_resource(read: Read) -> None:
    page = read("ressources/guide/")
    assert "Auteur Ada Lambert Produite par Maison mère Parution Septembre 2025" in page.text
    assert page.href("Lire sur guide.example") == "https://www.guide.example/g"
    assert page.href("Colloque passé") == "../../agenda/colloque-passe/"
    assert "Accès Non renseigné" not in page.text
    assert "Copie archivée Aucune copie connue" in page.text
    assert "Licence Non renseignée Pour la copier ou la diffuser, demandez d’abord" in page.text
    assert "Durée ou longueur Non renseignée" in page.text
    assert "Langue" not in page.text
    assert "Dans les parcours de lecture Repérer Étape 1 sur 1." in page.text
    assert "Produite par · dans le Nord (59) Maison mère" in page.text
    assert "Parution Non renseignée" in read("ressources/grille/").text


@pytest.mark.parametrize(
    ("values", "words", "note"),
    [
        ({"url": "https://www.guide.example/g.pdf"}, "Lire sur guide.example", ""),
        ({"url": "https://www.guide.example/?doc=4"}, "Lire sur guide.example", ""),
        ({"url": "https://www.guide.example"}, "Aller sur le site guide.example", "C’est l’adresse du site"),
        ({"url": "https://www.guide.example/"}, "Aller sur le site guide.example", "C’est l’adresse du site"),
        ({"url": "https://guide.example/fr/"}, "Aller sur le site guide.example", "C’est l’adresse du site"),
        (
            {"url": "https://guide.example/index.php"},
            "Aller sur le site guide.example",
            "C’est l’adresse du site",
        ),
        ({}, "Voir qui l’a produite\u00a0: Maison mère", "Nos sources ne disent pas où la trouver."),
        ({"acces": "sur-demande"}, "La demander\u00a0: voir Maison mère", "Nos sources ne disent pas"),
        ({"producteurs": []}, "", "Nos sources ne disent pas où la trouver."),
    ],
)
def test_a_label_says_what_it_opens(
    make: Callable[..., Site], values: dict[str, object], words: str, note: str
) -> None:
    bare = {
        key: value for key, value in RESOURCES["guide"].items() if key not in ("url", "acces", "evenement")
    }
    site = make(actors={"maison-mere": ACTORS["maison-mere"]}, resources={"guide": {**bare, **values}})
    pages = every_page(site)
    page = Document(pages["ressources/guide/"].body)
    buttons = [text for _, text in page.links]
    assert (words in buttons) if words else not any("Lire sur" in text for text in buttons)
    assert note in page.text and (note or "Nos sources" not in page.text)
    assert not words or words in Document(pages["ressources/"].body).text


def test_an_actor_may_have_a_part_in_what_another_made(make: Callable[..., Site]) -> None:
    """It is named on the resource's page and shows it on its own; neither of them says that it made it."""
    told = {**RESOURCES["guide"], "producteurs": [], "acteurs": ["maison-mere"], "langue": "en"}
    del told["auteurs"]
    site = make(actors={"maison-mere": ACTORS["maison-mere"]}, resources={"guide": told})
    pages = {url: Document(page.body) for url, page in every_page(site).items()}
    guide = pages["ressources/guide/"]
    assert "Produite par Non renseigné Acteur concerné Maison mère Parution" in guide.text
    assert guide.href("Maison mère") == "../../acteurs/maison-mere/"
    assert "Langue Anglais" in guide.text
    assert "À voir aussi Guide · septembre 2025 Guide du repérage" in pages["acteurs/maison-mere/"].text
    assert "Produite par" not in pages["ressources/"].text
    assert "Langue Anglais 1" in pages["ressources/"].text


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://colloque.example/2025/", "Page de l’événement Voir sur colloque.example"),
        ("https://colloque.example/", "Site Aller sur colloque.example"),
    ],
)
def test_an_event_says_whether_it_has_a_page_or_a_site(
    make: Callable[..., Site], url: str, words: str
) -> None:
    event = {**EVENTS["colloque-passe"], "url": url, "organisateurs": [], "programme": [], "ressources": []}
    page = every_page(make(events={"colloque-passe": event}))["agenda/colloque-passe/"]
    assert words in Document(page.body).text


def test_news_in_full_at_their_own_anchor(read: Read) -> None:
    page = read("actualites/")
    assert "ouverture-nord" in page.ids
    assert "Octobre 2026 Nord · 59 Une ligne ouvre dans le Nord Une équipe répond." in page.text
    assert "Elle répond <b>tous</b> les jours." in page.text
    assert page.href("Écoute Nord") == "../acteurs/ecoute-nord/"
    assert page.href("Colloque passé") == "../agenda/colloque-passe/"


def test_departement_counts_each_mission(site: Site) -> None:
    """« Héberger » counts for « protéger »; closed structures and those of the whole country don't count."""
    found = {m.code: m for m in of_departement(site, "59")}
    assert list(found) == ["informer", "reperer", "proteger", "orienter", "accompagner", "former", "piloter"]
    assert (found["proteger"].compte, found["proteger"].etat) == ("1", "oui")
    assert (found["orienter"].compte, found["orienter"].etat) == ("1", "oui")
    assert (found["accompagner"].compte, found["accompagner"].etat) == (f"1, à{N}confirmer", "verifier")
    assert (found["former"].compte, found["former"].etat) == ("aucun acteur connu", "non")


def test_departement(read: Read) -> None:
    page = read("departements/59/")
    assert page.headings[0] == (1, "Nord 59")
    assert "Deux structures connues dans le Nord, une qui couvre tout le pays." in page.text
    assert page.href(f"Écoute Nord{N}: 03{N}20{N}00{N}00{N}00") == "tel:+33320000000"
    assert "Ancien foyer" not in page.text
    assert "Agenda du Nord Aucune date à venir n’est connue. Le dernier rendez-vous connu" in page.text
    assert page.href("Une ligne ouvre dans le Nord") == "../../actualites/#ouverture-nord"


def test_whom_to_report_to(read: Read) -> None:
    martinique = read("departements/972/")
    assert "Signaler en Martinique" in martinique.text
    assert "ou la CRIP de la Martinique CRIP de la Martinique 05" + N + "96" in martinique.text
    nord = read("departements/59/").text
    assert "ou la CRIP du Nord CRIP non renseignée Parquet Parquet non renseigné" in nord
    assert "Soin et audition (UAPED) Lieu non renseigné" in nord


def test_a_departement_where_nobody_is_known(read: Read) -> None:
    page = read("departements/2a/")
    assert "Aucune structure connue en Corse-du-Sud" in page.text
    assert "Cela ne veut pas dire qu’il n’y en a pas" in page.text
    assert page.href(f"Enfance en danger{N}: 119") == "tel:119"


def test_departements_by_region(read: Read) -> None:
    page = read("departements/")
    assert (2, "Hauts-de-France") in page.headings
    assert (2, "Outre-mer") in page.headings
    assert f"Nord 59 · 2{N}structures" in page.text
    assert f"Martinique 972 · 2{N}structures" in page.text
    assert f"Aucune structure connue{N}: Ain 01, Allier 03, " in page.text


def test_letters(pages: dict[str, Page], read: Read) -> None:
    assert pages["newsletter/2026-t3/"].title == "La newsletter du 3e trimestre 2026"
    assert "Une ligne ouvre dans le Nord" in read("newsletter/2026-t3/").text
    assert "newsletter/" in pages


def test_each_record_leads_back_to_its_place_in_the_letter(make: Callable[..., Site]) -> None:
    """An actor, an event (past since), a resource, a news item: the issue, at that very item."""
    chosen = {
        "agenda": ["events/colloque-passe"],
        "actualites": ["news/ouverture-nord", "actors/ecoute-nord"],
        "ressources": ["resources/guide"],
    }
    rubrics = {key: {"titre": key, "choix": [{"fiche": ref} for ref in refs]} for key, refs in chosen.items()}
    kinds = {"actors": ACTORS, "events": EVENTS, "resources": RESOURCES, "news": NEWS}
    pages = every_page(make(**kinds, issues={"2026-t3": ISSUES["2026-t3"] | rubrics}))
    letter = Document(pages["newsletter/2026-t3/"].body)
    for url, anchor in (
        ("agenda/colloque-passe/", "agenda-colloque-passe"),
        ("actualites/", "actualites-ouverture-nord"),
        ("acteurs/ecoute-nord/", "acteurs-ecoute-nord"),
        ("ressources/guide/", "ressources-guide"),
    ):
        found = Document(pages[url].body)
        back = "../" * url.count("/") + f"newsletter/2026-t3/#{anchor}"
        assert (back, "La newsletter du 3e trimestre 2026") in found.links
        assert "Paru le 15 octobre 2026" in found.text
        assert anchor in letter.ids


def test_home(read: Read) -> None:
    page = read("")
    assert f"6{N}structures, locales ou nationales, et au moins une locale dans 3{N}départements" in page.text
    assert page.href("Rencontre à venir") == "agenda/rencontre-a-venir/"
    assert page.href("Une ligne ouvre dans le Nord") == "actualites/#ouverture-nord"
    assert "La newsletter du 3e trimestre 2026 1" + N + "actualité." in page.text


def test_home_of_an_empty_network(empty: Site) -> None:
    text = Document(every_page(empty)[""].body).text  # type: ignore[arg-type]
    assert f"0{N}structure, locales ou nationales, et au moins une locale dans 0{N}département" in text
    assert "Aucune date à venir n’est connue" in text


def test_an_agenda_without_dates_leads_to_who_trains(empty: Site) -> None:
    site = real_site(date(2026, 11, 22), "https://reseau.example/")
    assert not site.network.coming
    pages = every_page(site)
    for url, root in (("", ""), ("agenda/", "../"), ("departements/974/", "../../")):
        assert Document(pages[url].body).href("Qui forme ?") == f"{root}annuaire/par-mission/former/", url
    assert Document(every_page(saying(empty, sans_date=None))["agenda/"].body).text.count("Qui forme") == 0
