"""The panel of an item: its official title, who carries it, how one registers, calls, writes, finds it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generators.letter import outputs, problems
from generators.letter.check import extract
from generators.letter.composition import compose
from generators.letter.items import item
from generators.letter.shapes import Item
from generators.pages.letter import page
from generators.records.models import Choix
from tests.letter.fake import issue, record, rubric, site_with

ON = date(2023, 10, 18)
MAIL = "mailto:formation@exemple.fr"


def built(
    kind: str, *others: tuple[str, Any], choix: dict[str, object] | None = None, **fields: object
) -> Item:
    mine = site_with((kind, record(kind, "un", **fields)), *others)
    return item(Choix.model_validate({"fiche": f"{kind}/un", **(choix or {})}), mine, ON)


def told(one: Item) -> list[tuple[str, str]]:
    return [(row.nom, row.valeur.replace("\u00a0", " ")) for row in one.lignes]


def registration(**fields: object) -> list[tuple[str, str]]:
    return [row for row in told(built("events", **fields)) if row[0] in ("Inscription", "S’inscrire")]


@pytest.mark.parametrize(
    ("kind", "own", "hand", "row"),
    [
        ("events", "Genre et sexualité : mode d’emploi", "La prévention face au genre", "Titre"),
        ("resources", "Les dessous d’OnlyFans", "OnlyFans au crible", "Titre"),
        ("actors", "La Boussole", "Une ligne d’écoute", "Nom"),
        ("news", "Un fait", "Un autre titre", None),
        # what it says already is not said again
        ("events", "Les dessous", "Les dessous", None),
        ("events", "Les dessous", "« les DESSOUS » : un colloque", None),
        ("actors", "La Boussole", "Une ligne d’écoute : La Boussole", None),
    ],
)
def test_an_official_title_stands_first(kind: str, own: str, hand: str, row: str | None):
    name = "nom" if kind == "actors" else "titre"
    rows = told(built(kind, choix={"titre": hand}, **{name: own}))
    assert (rows[0] if row else None) == ((row, own) if row else None)
    assert row or own not in [said for _, said in rows]


def test_a_sequel_bears_its_official_title_too():
    past = record("events", "un", titre="Genre et sexualité", debut="2023-09-01", compte_rendu="On a parlé.")
    one = issue(actualites=rubric({"fiche": "events/un", "titre": "Ce qu’on y a dit"}, titre="Actualités"))
    (built_,) = compose(one, site_with(("events", past))).items
    assert told(built_)[0] == ("Titre", "Genre et sexualité")


@pytest.mark.parametrize(
    ("fields", "rows"),
    [
        ({}, []),
        ({"inscription": {"obligatoire": "true"}}, [("Inscription", "Obligatoire")]),
        ({"inscription": {"obligatoire": "false"}}, [("Inscription", "Facultative")]),
        # the price says it already
        ({"frais": "gratuit", "inscription": {"obligatoire": "true"}}, []),
        (
            {"inscription": {"obligatoire": "true", "places": "80", "avant_le": "2023-11-10"}},
            [("Inscription", "Obligatoire, 80 places, jusqu’au vendredi 10 novembre 2023")],
        ),
        (
            {"inscription": {"courriel": "formation@exemple.fr", "precisions": "Renvoyer le bulletin."}},
            [("Inscription", "Renvoyer le bulletin"), ("S’inscrire", "formation@exemple.fr")],
        ),
        (
            {"inscription": {"telephone": "03 20 00 00 00", "url": "https://x.example/i"}},
            [("S’inscrire", "03 20 00 00 00")],
        ),
        (
            {"inscription": {"courriel": "formation@exemple.fr", "complet": "true"}},
            [("Inscription", "Complet")],
        ),
        (
            {"inscription": {"courriel": "formation@exemple.fr", "avant_le": "2023-10-10"}},
            [("Inscription", "Close : c’était jusqu’au mardi 10 octobre 2023")],
        ),
        ({"inscription": {"courriel": "formation@exemple.fr"}, "annule": "true"}, []),
        ({"inscription": {"courriel": "formation@exemple.fr"}, "reporte_au": "2023-12-05"}, []),
        # begun: its conditions, and no way in
        (
            {"inscription": {"courriel": "formation@exemple.fr", "places": "15"}, "debut": "2023-10-16",
             "fin": "2023-10-20"},
            [("Inscription", "15 places")],
        ),
    ],
)  # fmt: skip
def test_how_one_registers(fields, rows):
    assert registration(**fields) == rows


def test_an_event_says_by_whom_and_for_whom():
    maker = ("actors", record("actors", "fil", nom="Le Fil", role="institution"))
    one = built("events", maker, organisateurs=["fil"], publics=["mineurs", "familles"], commune="Gap")
    assert told(one)[-3:] == [("Lieu", "Gap"), ("Par", "Le Fil"), ("Pour qui", "Mineurs et familles")]
    said = built("events", publics=["professionnels"], publics_precisions="Éducateurs, soignants.")
    assert told(said)[-1] == ("Pour qui", "Éducateurs, soignants")


def test_a_session_leads_to_its_registration_while_there_is_one():
    seances = [
        {"titre": "Module 1", "debut": "2023-11-06", "url": "https://m.example/1", "complet": "true"},
        {"titre": "Module 2", "debut": "2023-11-20", "url": "https://m.example/2"},
        {"titre": "Module 3", "debut": "2023-10-02", "url": "https://m.example/3"},
    ]
    one = built("events", debut="2023-10-02", fin="2023-11-20", seances=seances)
    assert [row.url for row in one.lignes if row.nom.startswith("Module")] == [
        None,
        "https://m.example/2",
        None,
    ]
    closed = built("events", debut="2023-11-06", seances=seances[:2], inscription={"avant_le": "2023-10-01"})
    assert [row.url for row in closed.lignes if row.nom.startswith("Module")] == [None, None]


BOUSSOLE = record(
    "actors",
    "boussole",
    publics=["mineurs"],
    departement="59",
    porte_par="agss",
    telephone="03 20 00 00 00",
    horaires_accueil="Mo-Fr 08:00-20:00",
    horaires_precisions="Aussi par message.",
    courriel="contact@boussole.example",
    comptes=[{"reseau": "Snapchat", "compte": "ecouteboussole", "pour": "les jeunes"}],
)
AGSS = record("actors", "agss", nom="AGSS de l’UDAF", type="association")
RHONE = record("actors", "rhone", departement="69", porte_par="relais", courriel="rhone@boussole.example")
RELAIS = record("actors", "relais", nom="Le Relais du Rhône", type="association")
ALL = tuple(("actors", one) for one in (BOUSSOLE, AGSS, RHONE, RELAIS))


def test_a_service_is_told_whole():
    one = built("news", *ALL, acteurs=["boussole", "agss"])
    assert told(one) == [
        ("Pour qui", "Mineurs"),
        ("Porté par", "AGSS de l’UDAF (Nord)"),
        ("Appeler", "03 20 00 00 00"),
        ("Horaires", "Lun.–ven. 8 h – 20 h. Aussi par message"),
        ("Écrire", "contact@boussole.example"),
        ("Snapchat", "ecouteboussole (les jeunes)"),
    ]


def test_two_services_of_one_name_are_told_apart_by_who_carries_them():
    rows = told(built("news", *ALL, acteurs=["boussole", "rhone"]))
    assert [said for name, said in rows if name in ("Service", "Porté par")] == [
        "La Boussole", "AGSS de l’UDAF (Nord)", "La Boussole", "Le Relais du Rhône",
    ]  # fmt: skip


def test_whoever_acts_can_be_reached_and_who_is_cited_cannot():
    asso = record("actors", "asso", nom="Le Fil", type="association", telephone="03 20 00 00 01")
    gifts = record(
        "actors",
        "dons",
        nom="La Caisse",
        type="fondation",
        courriel="dons@caisse.example",
        boite_pour="les dons",
    )
    cited = record("actors", "cite", nom="Une Préfecture", role="institution", telephone="03 20 00 00 02")
    off = record("actors", "ferme", nom="Fermé", statut="suspendu", telephone="03 20 00 00 03")
    others = tuple(("actors", one) for one in (asso, gifts, cited, off))
    one = built("news", *others, acteurs=["asso", "dons", "cite", "ferme"], courriel="formation@exemple.fr")
    assert told(one) == [("Écrire", "formation@exemple.fr"), ("Appeler", "Le Fil : 03 20 00 00 01")]
    event = built("events", *others, organisateurs=["asso", "cite"])
    assert told(event)[-1] == ("Appeler", "Le Fil : 03 20 00 00 01")
    by_mail = built(
        "events", *others, organisateurs=["asso"], inscription={"courriel": "formation@exemple.fr"}
    )
    assert [row for row in told(by_mail) if row[0] == "Appeler"] == []
    resource = built("resources", *others, producteurs=["asso"])
    assert told(resource)[-1] == ("Appeler", "Le Fil : 03 20 00 00 01")
    written = built("resources", *others, producteurs=["asso"], courriel="formation@exemple.fr")
    assert told(written)[-1] == ("Demander", "formation@exemple.fr")


def test_a_mailbox_for_one_use_is_told_for_that_use_and_by_its_owner_alone():
    one = built(
        "actors", courriel="dons@exemple.fr", boite_pour="les dons", site_web="https://www.exemple.fr/x"
    )
    assert told(one) == [("Écrire", "Les dons : dons@exemple.fr"), ("Site", "exemple.fr")]


def test_an_address_is_told_once():
    """That of the news item is that of the registration which it announces."""
    coming = record("events", "demain", inscription={"courriel": "formation@exemple.fr"})
    one = built("news", ("events", coming), evenements=["demain"], courriel="formation@exemple.fr")
    assert [row.url for row in one.lignes if row.url] == [MAIL]


def test_the_three_forms_say_the_same_rows_the_act_and_the_page():
    event = record(
        "events", "un", titre="Genre et sexualité", inscription={"courriel": "formation@exemple.fr"}
    )
    mine = site_with(("events", event), *ALL, ("news", record("news", "une", acteurs=["boussole"])))
    one = issue(
        agenda=rubric({"fiche": "events/un", "titre": "Un colloque"}),
        actualites=rubric("news/une", titre="Actualités"),
    )
    assert problems(one, mine) == ()
    files, letter = outputs(one, mine), compose(one, mine)
    html, body = extract(files["email.html"].decode()), extract(page.page(one, letter, [letter], mine).body)
    text = files["email.txt"].decode().replace("\u00a0", " ")
    for item_ in letter.items:
        for row in item_.lignes:
            said = row.valeur.replace("\u00a0", " ")
            assert said in html.words and said in body.words and f"{row.nom} : {said}" in text
        for link in (item_.bouton, item_.page):
            label = link.libelle.replace("\u00a0", " ")
            assert label in dict(html.links) and label in dict(body.links) and label in text
    assert told(letter.items[0])[0] == ("Titre", "Genre et sexualité")
