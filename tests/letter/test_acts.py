"""The button of an item: the record's own act, at an address that holds what the label promises."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generators.letter import compose, problems
from generators.letter.items import item
from generators.letter.shapes import Item
from generators.records.models import Choix
from tests.letter.fake import issue, record, rubric, site_with

ON = date(2023, 10, 18)
ONLINE, MAIL, TEL = "https://inscription.example/a", "mailto:formation@exemple.fr", "tel:+33320000000"
BY_MAIL, BY_PHONE = {"courriel": "formation@exemple.fr"}, {"telephone": "03 20 00 00 00"}


def built(kind: str, *others: tuple[str, Any], on: date = ON, **fields: object) -> Item:
    mine = site_with((kind, record(kind, "un", **fields)), *others)
    return item(Choix.model_validate({"fiche": f"{kind}/un"}), mine, on)


def said(one: Item) -> tuple[str, str]:
    """The label and the address of its button."""
    return one.bouton.libelle.replace("\u00a0", " "), one.bouton.url


PAGE = ("Voir la date : 14 novembre", "agenda/un/")
SESSIONS = [
    {"titre": "Module 1", "debut": "2023-11-06", "url": "https://m1.example/i", "complet": "true"},
    {"titre": "Module 2", "debut": "2023-11-20", "url": "https://m2.example/i"},
]
HELD = {"debut": "2023-10-02"}


@pytest.mark.parametrize(
    ("fields", "act"),
    [
        ({}, PAGE),
        ({"inscription": {"obligatoire": "true"}}, PAGE),
        ({"inscription": {"url": ONLINE}}, ("S’inscrire : 14 novembre", ONLINE)),
        ({"inscription": {"url": ONLINE, **BY_MAIL}}, ("S’inscrire : 14 novembre", ONLINE)),
        ({"inscription": BY_MAIL}, ("S’inscrire par courriel : 14 novembre", MAIL)),
        ({"inscription": BY_PHONE}, ("S’inscrire par téléphone : 14 novembre", TEL)),
        ({"inscription": {"url": ONLINE, "complet": "true"}}, PAGE),
        ({"inscription": {"url": ONLINE, "avant_le": "2023-10-17"}}, PAGE),
        ({"inscription": {"url": ONLINE, "avant_le": "2023-10-18"}}, ("S’inscrire : 14 novembre", ONLINE)),
        ({"inscription": {"url": ONLINE}, "annule": "true"}, PAGE),
        ({"inscription": {"url": ONLINE}, "annule": "false"}, ("S’inscrire : 14 novembre", ONLINE)),
        ({"inscription": {"url": ONLINE}, "reporte_au": "2023-12-05"}, PAGE),
        ({"inscription": {"url": ONLINE}, **HELD}, ("Voir la date : 2 octobre", "agenda/un/")),
        # begun, and not over: one does not register any more
        (
            {"inscription": {"url": ONLINE}, "debut": "2023-10-16", "fin": "2023-10-20"},
            ("Voir la date : 16 au 20 octobre", "agenda/un/"),
        ),
        # two ways, one of them full; both full
        (
            {
                "inscription": {
                    "liens": [
                        {"titre": "Sur place", "url": "https://place.example/i", "complet": "true"},
                        {"titre": "En ligne", "url": ONLINE},
                    ]
                }
            },
            ("S’inscrire : en ligne, 14 novembre", ONLINE),
        ),
        ({"inscription": {"liens": [{"titre": "En ligne", "url": ONLINE, "complet": "true"}]}}, PAGE),
        # a session at a time: the full one is left out; a deadline gone by closes them all
        ({"seances": SESSIONS, "debut": "2023-11-06"}, ("S’inscrire : 20 novembre", "https://m2.example/i")),
        (
            {"seances": SESSIONS, "debut": "2023-11-06", "inscription": {"avant_le": "2023-10-01"}},
            ("Voir la date : 6 au 20 novembre", "agenda/un/"),
        ),
        (
            {"seances": SESSIONS[:1], "debut": "2023-11-06", "inscription": {"url": ONLINE}},
            ("Voir la date : 6 novembre", "agenda/un/"),
        ),
        # the first session is over, the second is to come
        (
            {
                "seances": [{"titre": "Module 1", "debut": "2023-10-02"}, SESSIONS[1]],
                "debut": "2023-10-02",
                "inscription": BY_MAIL,
            },
            ("S’inscrire : 20 novembre", "https://m2.example/i"),
        ),
        # the organiser's page, when nobody said how to register
        (
            {"url": "https://www.cnape.fr/colloque"},
            ("Voir sa page sur cnape.fr", "https://www.cnape.fr/colloque"),
        ),
        ({"url": "https://www.cnape.fr/"}, ("Aller sur le site cnape.fr", "https://www.cnape.fr/")),
        ({"url": "https://www.cnape.fr/colloque", "inscription": {"complet": "true"}}, PAGE),
        # a replay before the day is a mistake, or a promise
        ({"replay": "https://video.example/r"}, PAGE),
        (
            {**HELD, "replay": "https://video.example/r", "inscription": {"url": ONLINE}},
            ("Voir le replay : 2 octobre", "https://video.example/r"),
        ),
        (
            {**HELD, "replay": "https://video.example/"},
            ("Aller sur le site video.example", "https://video.example/"),
        ),
        ({**HELD, "compte_rendu": "On y a parlé."}, ("Lire le compte rendu : 2 octobre", "agenda/un/")),
        (
            {**HELD, "documents": [{"titre": "Le rapport", "url": "https://doc.example/r.pdf"}]},
            ("Lire le document : 2 octobre", "https://doc.example/r.pdf"),
        ),
        ({**HELD, "url": "https://www.cnape.fr/colloque"}, ("Voir la date : 2 octobre", "agenda/un/")),
    ],
)
def test_an_event(fields, act):
    assert said(built("events", **fields)) == act


def test_a_series_is_joined_at_its_next_date_that_has_a_place():
    rule = {"regle": "FREQ=WEEKLY", "exceptions": [{"date": "2023-10-24", "complet": "true"}]}
    series = {"debut": "2023-10-03", "recurrence": rule, "inscription": {"url": ONLINE}}
    assert said(built("events", on=date(2023, 10, 18), **series)) == (
        "Voir la date : 24 octobre",
        "agenda/un/",
    )
    assert said(built("events", on=date(2023, 10, 25), **series)) == ("S’inscrire : 31 octobre", ONLINE)


def test_a_confidential_place_is_joined_and_not_told():
    one = built("events", adresse_confidentielle="true", departement="38", inscription=BY_MAIL)
    assert said(one) == ("S’inscrire par courriel : 14 novembre", MAIL)
    assert "Lieu" not in [row.nom for row in one.lignes]


@pytest.mark.parametrize(
    ("fields", "act"),
    [
        ({}, ("Voir la fiche : guide", "ressources/un/")),
        ({"url": "https://x.example/g.pdf"}, ("Lire sur x.example", "https://x.example/g.pdf")),
        ({"url": "https://x.example/"}, ("Aller sur le site x.example", "https://x.example/")),
        ({"type": "podcast", "url": "https://x.example/e"}, ("Écouter sur x.example", "https://x.example/e")),
        ({"type": "podcast"}, ("Voir la fiche : podcast", "ressources/un/")),
        (
            {"type": "replay", "url": "https://x.example/e"},
            ("Voir le replay sur x.example", "https://x.example/e"),
        ),
        (
            {"type": "livre", "url": "https://x.example/l", "acces": "sur-commande"},
            ("Commander sur x.example", "https://x.example/l"),
        ),
        (
            {"type": "livre", "url": "https://x.example/l"},
            ("Voir le livre sur x.example", "https://x.example/l"),
        ),
        (
            {"type": "enquete", "url": "https://x.example/l", "acces": "abonnes"},
            ("Lire sur x.example (abonnés)", "https://x.example/l"),
        ),
        (
            {"type": "enquete", "url": "https://x.example/l", "acces": "partiel"},
            ("Lire sur x.example (en partie)", "https://x.example/l"),
        ),
        (
            {"url": "https://x.example/l", "acces": "sur-demande"},
            ("Demander sur x.example", "https://x.example/l"),
        ),
        ({"courriel": "formation@exemple.fr"}, ("Demander par courriel : guide", MAIL)),
        (
            {"url_archive": "https://web.archive.org/web/1/https://x.example/g"},
            ("Voir la copie gardée sur web.archive.org", "https://web.archive.org/web/1/https://x.example/g"),
        ),
        (
            {"url": f"https://{'tres-long-' * 5}nom.example/g"},
            ("Lire sur un autre site", f"https://{'tres-long-' * 5}nom.example/g"),
        ),
    ],
)
def test_a_resource(fields, act):
    assert said(built("resources", **fields)) == act


SITE = "https://www.boussole.example/nord"


@pytest.mark.parametrize(
    ("fields", "act"),
    [
        ({}, ("Voir la fiche : La Boussole", "acteurs/un/")),
        (BY_PHONE | BY_MAIL, ("Appeler La Boussole", TEL)),
        (BY_MAIL | {"site_web": SITE}, ("Écrire à La Boussole", MAIL)),
        ({"site_web": SITE}, ("Voir sa page sur boussole.example", SITE)),
        # a mailbox for gifts is not for whoever asks for help
        (BY_MAIL | {"boite_pour": "les dons"}, ("Voir la fiche : La Boussole", "acteurs/un/")),
        (BY_PHONE | {"role": "institution"}, ("Voir la fiche : La Boussole", "acteurs/un/")),
        (BY_PHONE | {"statut": "suspendu"}, ("Voir la fiche : La Boussole", "acteurs/un/")),
        (
            BY_PHONE | {"nom": "Service départemental de prévention spécialisée"},
            ("Appeler le 03 20 00 00 00", TEL),
        ),
        (
            BY_PHONE | {"nom": "Service départemental de prévention spécialisée", "sigle": "SDPS"},
            ("Appeler SDPS", TEL),
        ),
    ],
)
def test_a_structure(fields, act):
    assert said(built("actors", **fields)) == act


CALLED = ("actors", record("actors", "ligne", **BY_PHONE))
WRITTEN = ("actors", record("actors", "ecrite", nom="Le Relais", courriel="contact@relais.example"))
FAR = ("actors", record("actors", "asso", type="association", **BY_PHONE))
COMING = ("events", record("events", "demain", inscription=BY_MAIL))
FULL = ("events", record("events", "plein", inscription={**BY_MAIL, "complet": "true"}))


@pytest.mark.parametrize(
    ("fields", "act"),
    [
        ({}, ("Lire l’actualité : National", "actualites/#un")),
        ({"acteurs": ["ligne"]}, ("Appeler La Boussole", TEL)),
        ({"acteurs": ["ecrite"]}, ("Écrire à Le Relais", "mailto:contact@relais.example")),
        ({"acteurs": ["ecrite", "ligne"]}, ("Appeler La Boussole", TEL)),
        ({"acteurs": ["asso"]}, ("Lire l’actualité : National", "actualites/#un")),
        ({"acteurs": ["ecrite"], **BY_MAIL}, ("Écrire à formation@exemple.fr", MAIL)),
        (
            {"acteurs": ["ligne"], "url": "https://x.example/a"},
            ("Lire sur x.example", "https://x.example/a"),
        ),
        ({"acteurs": ["ligne"], "evenements": ["demain"]}, ("S’inscrire par courriel : 14 novembre", MAIL)),
        ({"acteurs": ["ligne"], "evenements": ["plein"]}, ("Appeler La Boussole", TEL)),
    ],
)
def test_a_news_item(fields, act):
    assert said(built("news", CALLED, WRITTEN, FAR, COMING, FULL, **fields)) == act


def test_the_page_stands_second_and_every_link_leads_to_one_place():
    """Two dates that one joins, two that one only reads of, of one day."""
    dates = [
        record(
            "events", f"e{n}", titre=f"Journée {n}", commune="Gap", **({"inscription": way} if way else {})
        )
        for n, way in enumerate(({"url": ONLINE}, {"url": f"{ONLINE}b"}, None, None))
    ]
    mine = site_with(*(("events", one) for one in dates))
    one = issue(agenda=rubric(*(f"events/{event.id}" for event in dates)))
    letter = compose(one, mine)
    assert [said(one) for one in letter.items] == [
        ("S’inscrire : 14 novembre, Gap, Journée 0", ONLINE),
        ("S’inscrire : 14 novembre, Gap, Journée 1", f"{ONLINE}b"),
        ("Voir la date : 14 novembre, Gap, Journée 2", "agenda/e2/"),
        ("Voir la date : 14 novembre, Gap, Journée 3", "agenda/e3/"),
    ]
    assert problems(one, mine) == ()


def test_pages_of_one_name_say_whose_they_are():
    two = [record("actors", "un", nom="MIST"), record("actors", "deux", nom="La Croix")]
    told = [
        ("news", record("news", "une", acteurs=["un"])),
        ("news", record("news", "autre", acteurs=["deux"])),
        ("resources", record("resources", "r", producteurs=["deux"])),
        ("resources", record("resources", "s", producteurs=["un"])),
    ]
    mine = site_with(*(("actors", one) for one in two), *told)
    letter = compose(issue(actualites=rubric("news/une", "news/autre", "resources/r", "resources/s")), mine)
    assert [said(one)[0] for one in letter.items] == [
        "Lire l’actualité : National, MIST",
        "Lire l’actualité : National, La Croix",
        "Voir la fiche : guide, La Croix",
        "Voir la fiche : guide, MIST",
    ]


def test_ways_of_one_name_are_told_apart_in_the_rows_too():
    ways = [
        {"titre": "En ligne", "url": "https://a.example/i"},
        {"titre": "Sur place", "url": "https://b.example/i"},
    ]
    more = [{**way, "url": f"{way['url']}/bis"} for way in ways]
    mine = site_with(
        ("events", record("events", "un", commune="Gap", inscription={"liens": ways})),
        ("events", record("events", "deux", commune="Le Mans", inscription={"liens": more})),
    )
    one = issue(agenda=rubric("events/un", "events/deux"))
    assert problems(one, mine) == ()
    assert [row.valeur for row in compose(one, mine).items[1].lignes if row.nom == "S’inscrire"] == [
        "En ligne, Le Mans",
        "Sur place, Le Mans",
    ]


@pytest.mark.parametrize(
    ("fields", "page"),
    [
        ({}, "Voir la date : 14 novembre"),
        ({"inscription": {"url": ONLINE}}, "En savoir plus : 14 novembre"),
        ({**HELD, "replay": "https://video.example/r"}, "En savoir plus : 2 octobre"),
        (
            {**HELD, "replay": "https://video.example/r", "compte_rendu": "On a parlé."},
            "Lire le compte rendu : 2 octobre",
        ),
    ],
)
def test_the_page_beside_an_act_tells_more(fields, page):
    assert built("events", **fields).page.libelle.replace("\u00a0", " ") == page


def test_a_hand_written_button_keeps_its_words_and_its_page():
    mine = site_with(("events", record("events", "un", inscription={"url": ONLINE})))
    chosen = Choix.model_validate(
        {"fiche": "events/un", "bouton": {"libelle": "Voir le programme", "url": ONLINE}}
    )
    one = item(chosen, mine, ON)
    assert said(one) == ("Voir le programme", ONLINE)
    assert one.page.url == "agenda/un/"
