"""How an item words a record: days, hours, places, prices, links."""

from __future__ import annotations

from datetime import date

import pytest

from generators.letter import compose
from generators.letter.items import item
from generators.letter.shapes import Item
from generators.records.models import Choix
from tests.letter.fake import issue, record, rubric, site_with

ON = date(2023, 10, 18)


def event_item(**fields: object) -> Item:
    mine = site_with(("events", record("events", "un", **fields)))
    return item(Choix.model_validate({"fiche": "events/un"}), mine, ON)


def panel(built: Item) -> dict[str, str]:
    return {row.nom: row.valeur.replace("\u00a0", " ") for row in built.lignes}


@pytest.mark.parametrize(
    ("fields", "rows"),
    [
        ({}, {"Date": "Mardi 14 novembre 2023"}),
        (
            {
                "debut": "2023-11-14T14:30",
                "fin": "2023-11-14T16:30",
                "en_ligne": "true",
                "plateforme": "Teams",
            },
            {
                "Date": "Mardi 14 novembre 2023",
                "Heure": "14 h 30 à 16 h 30",
                "Lieu": "En visioconférence, sur Teams",
            },
        ),
        (
            {"debut": "2023-11-21", "fin": "2023-11-23", "lieu": "Hôtel de ville de Gap", "commune": "Gap"},
            {"Date": "Du mardi 21 au jeudi 23 novembre 2023", "Lieu": "Hôtel de ville de Gap"},
        ),
        (
            {"debut": "2023-09-28T09:00", "fuseau": "America/Martinique", "departement": "972"},
            {"Date": "Jeudi 28 septembre 2023", "Heure": "9 h, heure de la Martinique"},
        ),
        (
            {"lieu": "Salle EVE", "adresse": "Avenue René-Laënnec", "commune": "Le Mans", "en_ligne": "true"},
            {
                "Date": "Mardi 14 novembre 2023",
                "Lieu": "Salle EVE, avenue René-Laënnec, Le Mans et en visioconférence",
            },
        ),
    ],
)
def test_when_and_where(fields, rows):
    assert panel(event_item(**fields)) == rows


@pytest.mark.parametrize(
    ("fields", "price"),
    [
        ({"frais": "gratuit"}, "Gratuit"),
        ({"frais": "gratuit", "inscription": {"obligatoire": "true"}}, "Gratuit, sur inscription"),
        ({"frais": "payant", "frais_precisions": "400 € TTC par personne."}, "400 € TTC par personne"),
        ({"frais": "gratuit", "frais_precisions": "Gratuit pour les agents"}, "Gratuit pour les agents"),
        (
            {"frais": "gratuit", "frais_precisions": "Selon les places restantes"},
            "Gratuit, selon les places restantes",
        ),
        ({"frais": "payant"}, "Payant"),
        ({}, None),
    ],
)
def test_price(fields, price):
    assert panel(event_item(**fields)).get("Prix") == price


def test_registration():
    assert panel(event_item(inscription={"complet": "true"}))["Inscription"] == "Complet"
    late = panel(event_item(inscription={"avant_le": "2023-11-10"}))
    assert late["Inscription"] == "Jusqu’au vendredi 10 novembre 2023"
    built = event_item(inscription={"courriel": "formation@association.fr"})
    assert [(row.valeur, row.url) for row in built.lignes if row.nom == "S’inscrire"] == [
        ("formation@association.fr", "mailto:formation@association.fr")
    ]


def test_named_sessions_have_their_own_rows():
    built = event_item(
        debut="2023-11-06",
        seances=[
            {"titre": "Module 2 : les jeunes filles", "debut": "2023-11-06", "fin": "2023-11-07"},
            {"titre": "Module 3", "debut": "2023-11-08T09:00", "fin": "2023-11-08T12:00", "complet": "true"},
        ],
    )
    assert panel(built) == {
        "Module 2": "Lundi 6 et mardi 7 novembre 2023 : les jeunes filles",
        "Module 3": "Mercredi 8 novembre 2023, 9 h à 12 h (complet)",
    }
    assert built.tuile == ("6–8", "nov.")


def test_days_of_one_event_make_one_row():
    hours = {"titre": "Première journée", "debut": "2023-11-23T09:30", "fin": "2023-11-23T17:30"}
    second = {"titre": "Seconde journée", "debut": "2023-11-24T09:30", "fin": "2023-11-24T17:30"}
    built = event_item(debut="2023-11-23T09:30", fin="2023-11-24T17:30", seances=[hours, second])
    assert panel(built) == {"Date": "Jeudi 23 et vendredi 24 novembre 2023", "Heure": "9 h 30 à 17 h 30"}


def test_sessions_weeks_apart_are_told_one_by_one():
    days = [{"titre": "Une longue séance", "debut": f"2023-11-{day}"} for day in ("07", "21")]
    assert panel(event_item(debut="2023-11-07", seances=days)) == {
        "Séance 1": "Mardi 7 novembre 2023 : une longue séance",
        "Séance 2": "Mardi 21 novembre 2023 : une longue séance",
    }


def test_one_session_that_is_off_makes_them_told_one_by_one():
    hours = {"debut": "2023-11-23T09:30", "fin": "2023-11-23T17:30"}
    second = {"debut": "2023-11-24T09:30", "fin": "2023-11-24T17:30", "annule": "true"}
    built = event_item(debut="2023-11-23T09:30", fin="2023-11-24T17:30", seances=[hours, second])
    assert panel(built)["Séance 2"] == "Vendredi 24 novembre 2023, 9 h 30 à 17 h 30 (annulée)"


def test_what_was_called_off_says_so_and_asks_nobody_to_register():
    off = site_with(("events", record("events", "un", annule="true", commune="Gap")))
    choice = {
        "fiche": "events/un",
        "bouton": {"libelle": "S’inscrire", "url": "https://inscription.example/"},
    }
    built = item(Choix.model_validate(choice), off, ON)
    assert built.surtitre == "Annulé · Gap · Colloque"
    assert panel(built)["Annulé"] == "Ce rendez-vous n’aura pas lieu"
    assert built.agenda is None
    assert built.bouton.url == "agenda/un/"
    later = event_item(reporte_au="2023-12-05")
    assert panel(later)["Reporté"] == "Au mardi 5 décembre 2023"


def test_a_confidential_place_is_never_told():
    built = event_item(departement="38", adresse_confidentielle="true")
    assert "Lieu" not in panel(built)
    assert built.surtitre == "Isère · Colloque"


def test_two_dates_of_one_day_say_the_town():
    mine = site_with(
        ("events", record("events", "un", commune="Le Mans")),
        ("events", record("events", "deux", en_ligne="true")),
        ("events", record("events", "trois", debut="2023-12-01")),
    )
    letter = compose(issue(agenda=rubric("events/un", "events/deux", "events/trois")), mine)
    links = [built.agenda for built in letter.items if built.agenda]
    assert [link.libelle.replace("\u00a0", " ") for link in links] == [
        "Ajouter à mon agenda : 14 novembre, Le Mans",
        "Ajouter à mon agenda : 14 novembre, en ligne",
        "Ajouter à mon agenda : 1er décembre",
    ]
    assert links[0].url == "agenda/un.ics"


def test_two_dates_of_one_day_and_town_say_their_titles():
    mine = site_with(*(("events", record("events", name, titre=name.title())) for name in ("un", "deux")))
    letter = compose(issue(agenda=rubric("events/un", "events/deux")), mine)
    links = [built.agenda.libelle.replace("\u00a0", " ") for built in letter.items if built.agenda]
    assert links == ["Ajouter à mon agenda : 14 novembre, Un", "Ajouter à mon agenda : 14 novembre, Deux"]


def test_the_first_date_out_of_order_is_the_headline():
    mine = site_with(
        ("events", record("events", "un", commune="Gap")),
        ("events", record("events", "deux", debut="2023-10-24", commune="Gap")),
    )
    ahead = compose(issue(agenda=rubric("events/un", "events/deux")), mine)
    assert [built.surtitre for built in ahead.items] == ["À la une · Gap · Colloque", "Gap · Colloque"]
    in_turn = compose(issue(agenda=rubric("events/deux", "events/un")), mine)
    assert in_turn.items[0].surtitre == "Gap · Colloque"


def test_news_of_a_service_says_how_to_reach_it():
    service = record(
        "actors",
        "boussole",
        publics=["mineurs", "familles"],
        telephone="07 57 76 46 58",
        telephone_de_service="true",
        horaires_precisions="Du lundi au vendredi.",
    )
    news = record("news", "une", acteurs=["boussole"], territoires=["departement:59"])
    mine = site_with(("actors", service), ("news", news))
    built = item(Choix.model_validate({"fiche": "news/une"}), mine, ON)
    assert built.surtitre == "Nord · 59"
    assert panel(built) == {
        "Pour qui": "Mineurs et familles",
        "Appeler": "07 57 76 46 58",
        "Horaires": "Du lundi au vendredi",
    }
    assert built.lignes[1].url == "tel:+33757764658"
    assert (built.page.url, built.ancre) == ("actualites/#une", "actualites-une")


def test_each_line_is_told_with_its_hours():
    lignes = [{"pour": "parents", "telephone": "03 20 00 00 01", "horaires_accueil": "Mo-Fr 18:00-22:00"}]
    said = {"telephone": "03 20 00 00 00", "ligne_pour": "jeunes", "horaires_accueil": "24/7"}
    mine = site_with(("actors", record("actors", "un", lignes=lignes, **said)))
    built = item(Choix.model_validate({"fiche": "actors/un"}), mine, ON)
    assert [(row.nom, row.valeur.replace("\u00a0", " "), row.url) for row in built.lignes] == [
        ("Appeler", "Jeunes : 03 20 00 00 00", "tel:+33320000000"),
        ("Horaires", "24 h/24, tous les jours", None),
        ("Appeler", "Parents : 03 20 00 00 01", "tel:+33320000001"),
        ("Horaires", "Lun.–ven. 18 h – 22 h", None),
    ]


def test_news_announces_only_what_is_still_to_come():
    past = record("events", "hier", debut="2023-10-10")
    coming = record("events", "demain", debut="2023-12-15", commune="Lognes")
    news = record("news", "une", evenements=["hier", "demain"])
    mine = site_with(("events", past), ("events", coming), ("news", news))
    built = item(Choix.model_validate({"fiche": "news/une"}), mine, ON)
    assert panel(built) == {"Date": "Vendredi 15 décembre 2023", "Lieu": "Lognes"}
    assert built.agenda and built.agenda.url == "agenda/demain.ics"
    assert built.tuile is None


def test_news_of_the_day_of_an_event_tells_it_and_does_not_announce_it():
    held = record("events", "ce-jour", debut="2023-11-14", commune="Gap")
    news = record("news", "une", date="2023-11-14", evenements=["ce-jour"])
    mine = site_with(("events", held), ("news", news))
    built = item(Choix.model_validate({"fiche": "news/une"}), mine, ON)
    assert (panel(built), built.agenda) == ({}, None)


@pytest.mark.parametrize(
    ("zones", "kicker"),
    [
        (["departement:43", "departement:63"], "Haute-Loire et Puy-de-Dôme · 43, 63"),
        (["region:32"], "Hauts-de-France"),
        (["france"], "National"),
        (["pays:BE"], "Belgique"),
        ([], "National"),
    ],
)
def test_territories(zones, kicker):
    mine = site_with(("news", record("news", "une", territoires=zones)))
    assert item(Choix.model_validate({"fiche": "news/une"}), mine, ON).surtitre == kicker


def test_resource():
    publisher = record("actors", "artege", nom="Éditions Artège", type="media")
    book = record(
        "resources",
        "livre",
        type="livre",
        auteurs=["Olivia Sarton, juriste", "Claire de Gatellier"],
        producteurs=["artege"],
        date="2023-10",
        acces="sur-commande",
    )
    mine = site_with(("actors", publisher), ("resources", book))
    built = item(Choix.model_validate({"fiche": "resources/livre"}), mine, ON)
    assert built.surtitre == "Livre"
    assert panel(built) == {
        "Par": "Olivia Sarton et Claire de Gatellier",
        "Éditeur": "Éditions Artège",
        "Date": "Octobre 2023",
        "Accès": "Sur commande",
    }


def test_french_spacing():
    built = event_item(titre="Qui ? « Nous » : 5 000 jeunes à 20 h 30 !", resume="Une journée.")
    assert built.titre == (
        "Qui\u00a0? «\u00a0Nous\u00a0»\u00a0: 5\u00a0000 jeunes à 20\u00a0h\u00a030\u00a0!"
    )


def test_counts_and_homonyms():
    one = record("actors", "nord", departement="59")
    two = record("actors", "rhone", departement="69")
    sender = record("actors", "pare", nom="PARÉ")
    news = record("news", "une", acteurs=["nord", "rhone", "pare"])
    mine = site_with(("actors", one), ("actors", two), ("actors", sender), ("news", news))
    letter = compose(issue(actualites=rubric("news/une", titre="Actualités du réseau")), mine)
    assert letter.parties[0].compte == "1 actualité"
    assert [link.libelle for link in letter.structures] == ["La Boussole (Nord)", "La Boussole (Rhône)"]
