"""What people write in cells, and what it is in our records; what is not understood is left as written."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from generators.intake.cells import Context, Reading, reader_for, unknown_terms
from generators.intake.table import Cell
from generators.land.places import load_places
from generators.records.models import Acteur
from generators.records.reading.load import load
from tests.lists import lay_lists

ROOT = Path(__file__).parents[2]
LOADED = load(ROOT / "data", ROOT / "newsletter")
CONTEXT = Context(load_places(ROOT / "data" / "reference"), LOADED.records.vocabulary)


def read(field: str, text: str, context: Context = CONTEXT) -> tuple[Mapping[str, Any], str]:
    found = reader_for(field)(text, context)
    assert isinstance(found, Reading)
    return dict(found.values), found.left


def at(nom: str, code: str, postcode: str = "") -> dict[str, str]:
    return ({"code_postal": postcode} if postcode else {}) | {"commune": nom, "code_insee": code}


UNDERSTOOD: dict[str, dict[str, dict[str, Any]]] = {
    "langues": {
        "Français, anglais et LSF": {"langues": ["fr", "en", "fsl"]},
        "arabe / roumain": {"langues": ["ar", "ro"]},
        "Langue des signes": {"langues": ["fsl"]},
        "fr; en; pt": {"langues": ["fr", "en", "pt"]},
    },
    "genre_accueilli": {
        "Filles": {"genre_accueilli": "filles"},
        "Jeunes filles": {"genre_accueilli": "filles"},
        "garçons": {"genre_accueilli": "garcons"},
        "Mixte": {"genre_accueilli": "tous"},
        "Filles et garçons": {"genre_accueilli": "tous"},
        "Filles / garçons": {"genre_accueilli": "tous"},
        "Tous": {"genre_accueilli": "tous"},
    },
    "disponibilite_urgence": {
        "24h/24": {"disponibilite_urgence": "jour-et-nuit"},
        "Jour et nuit": {"disponibilite_urgence": "jour-et-nuit"},
        "aux heures d'ouverture": {"disponibilite_urgence": "heures-d-ouverture"},
        "Pas d’accueil en urgence": {"disponibilite_urgence": "pas-d-urgence"},
    },
    "delai_attente": {
        "Moins d'une semaine": {"delai_attente": "moins-d-une-semaine"},
        "15 jours": {"delai_attente": "moins-d-un-mois"},
        "1 à 3 mois": {"delai_attente": "un-a-trois-mois"},
        "2 mois": {"delai_attente": "un-a-trois-mois"},
        "plus de 3 mois": {"delai_attente": "plus-de-trois-mois"},
        "Immédiat": {"delai_attente": "sans-delai"},
    },
    "accessibilite": {
        "Plain-pied, ascenseur": {"accessibilite": ["entree-plain-pied", "ascenseur"]},
        "rampe amovible ; WC PMR": {"accessibilite": ["rampe", "sanitaires-adaptes"]},
        "Boucle magnétique": {"accessibilite": ["boucle-induction-magnetique"]},
    },
    "lien_mobilisation": {
        "https://a.fr/orienter": {"lien_mobilisation": "https://a.fr/orienter"},
        "www.a.fr/orienter": {"lien_mobilisation": "https://www.a.fr/orienter"},
    },
    "code_postal": {
        "6000": {"code_postal": "06000"},
        "06000": {"code_postal": "06000"},
        "59 000": {"code_postal": "59000"},
        "59000.0": {"code_postal": "59000"},
        "F-59000": {"code_postal": "59000"},
        "59000 CEDEX 9": {"code_postal": "59000"},
        "97400": {"code_postal": "97400"},
        "59000 LILLE": at("Lille", "59350", "59000"),
    },
    "commune": {
        "LILLE": at("Lille", "59350"),
        "lille": at("Lille", "59350"),
        "RENNES CEDEX": at("Rennes", "35238"),
        "Rennes Cedex 7": at("Rennes", "35238"),
        "Lyon 3e": at("Lyon", "69123", "69003"),
        "LYON 3ème arrondissement": at("Lyon", "69123", "69003"),
        "Marseille 8": at("Marseille", "13055", "13008"),
        "Paris": at("Paris", "75056"),
        "Lomme": at("Lille", "59350"),
        "Saint-Denis (93)": at("Saint-Denis", "93066"),
        "Lille, Nord": at("Lille", "59350"),
        "59 - Lille": at("Lille", "59350"),
        "L'Hay les Roses": at("L’Haÿ-les-Roses", "94038"),
        "Boulogne s/ Mer": at("Boulogne-sur-Mer", "62160"),
        "VILLENEUVE D ASCQ": at("Villeneuve-d’Ascq", "59009"),
    },
    "lieu": {
        "6000 NICE": at("Nice", "06088", "06000"),
        "93400 St Ouen": at("Saint-Ouen-sur-Seine", "93070", "93400"),
        "ST OUEN 93400": at("Saint-Ouen-sur-Seine", "93070", "93400"),
        "69003 Lyon 3e": at("Lyon", "69123", "69003"),
        "75011 PARIS": at("Paris", "75056", "75011"),
        "35065 RENNES CEDEX": at("Rennes", "35238", "35065"),
        "91000 Évry": at("Évry-Courcouronnes", "91228", "91000"),
        "EVRY CEDEX 91025": at("Évry-Courcouronnes", "91228", "91025"),
        "50100 Cherbourg": at("Cherbourg-en-Cotentin", "50129", "50100"),
        "97400 Saint Denis": at("Saint-Denis", "97411", "97400"),
        "20000 Ajaccio": at("Ajaccio", "2A004", "20000"),
        "42000 ST ETIENNE": at("Saint-Étienne", "42218", "42000"),
    },
    "adresse": {
        "12 rue de la Paix": {"adresse": "12 rue de la Paix"},
        "12, rue de la Paix - 59000 LILLE CEDEX": {
            "adresse": "12, rue de la Paix", **at("Lille", "59350", "59000"),
        },
        "12 rue X\n59140 Dunkerque": {"adresse": "12 rue X", **at("Dunkerque", "59183", "59140")},
        "BP 123, 12 rue X": {"adresse": "12 rue X", "complement_adresse": "BP 123"},
        "Adresse confidentielle": {"adresse_confidentielle": "true"},
    },
    "departement": {
        "59": {"departement": "59"},
        "6": {"departement": "06"},
        "Nord (59)": {"departement": "59"},
        "Seine St Denis": {"departement": "93"},
        "67-68": {"zone_eligibilite": ["departement:67", "departement:68"]},
        "France entière": {"zone_eligibilite": ["france"]},
    },
    "telephone": {
        text: {"telephone": "03 20 00 00 00"}
        for text in (
            "03 20 00 00 00", "0320000000", "03.20.00.00.00", "03-20-00-00-00", "03/20/00/00/00", "320000000",
            "+33 (0)3 20 00 00 00", "+33320000000",
            "0033 3 20 00 00 00", "00 33 3 20 00 00 00", "33 3 20 00 00 00",
            "(0)3 20 00 00 00", "Tél. : 03 20 00 00 00",
            "03\u00a020\u00a000\u00a000\u00a000", "tel:+33320000000",
        )
    }
    | {
        "0 800 05 95 95": {"telephone": "08 00 05 95 95"},
        "N° vert : 0 800 05 95 95": {"telephone": "08 00 05 95 95"},
        "39 19": {"telephone": "3919"},
        "116000": {"telephone": "116 000"},
        "119": {"telephone": "119"},
        "+32 2 475 44 11": {"telephone": "+32 2 475 44 11"},
        "0262 20 00 00": {"telephone": "02 62 20 00 00"},
    },
    "courriel": {
        "contact@a.fr": {"courriel": "contact@a.fr"},
        "mailto:contact@a.fr": {"courriel": "contact@a.fr"},
        "contact(at)a.fr": {"courriel": "contact@a.fr"},
        "Mail : contact [arobase] a.fr": {"courriel": "contact@a.fr"},
    },
    "site_web": {
        "www.exemple.fr": {"site_web": "https://www.exemple.fr"},
        "exemple.fr": {"site_web": "https://exemple.fr"},
        "http://exemple.fr/Page?a=1": {"site_web": "http://exemple.fr/Page?a=1"},
        "http//www.exemple.fr": {"site_web": "http://www.exemple.fr"},
        "WWW.Exemple.FR": {"site_web": "https://www.exemple.fr"},
        "Site : www.exemple.fr.": {"site_web": "https://www.exemple.fr"},
    },
    "contact": {
        "Tél : 03 20 00 00 00 - contact@a.fr - www.a.fr": {
            "telephone": "03 20 00 00 00", "courriel": "contact@a.fr", "site_web": "https://www.a.fr",
        },
    },
    "horaires": {
        "du lundi au vendredi 9h-17h": {"horaires_accueil": "Mo-Fr 09:00-17:00"},
        "sur rendez-vous": {"horaires_precisions": "Sur rendez-vous"},
        "lundi 9h-12h, sur RDV": {"horaires_accueil": "Mo 09:00-12:00", "horaires_precisions": "Sur RDV"},
    },
    "horaires_accueil": {"10:00-12:00": {"horaires_accueil": "10:00-12:00"}},
    "ages": {
        "12-25": {"age_min": "12", "age_max": "25"},
        "à partir de 15 ans": {"age_min": "15"},
        "tout âge": {},
    },
    "age_min": {"12 ans": {"age_min": "12"}, "12.0": {"age_min": "12"}},
    "capacite": {"12 places": {"capacite": "12"}, "env. 12": {"capacite": "12"}},
    "adresse_confidentielle": {
        "oui": {"adresse_confidentielle": "true"},
        "x": {"adresse_confidentielle": "true"},
        "non": {},
    },
    "pays": {"Belgique": {"pays": "BE"}, "France": {}},
    "latitude": {"50,63": {"latitude": "50.63"}},
    "siret": {"732 829 320 00074": {"siret": "73282932000074"}},
    "description": {"Une ligne.": {"resume": "Une ligne."}, "a\n\nb": {"presentation": "a\n\nb"}},
    "services": {"- Écoute\n- Soins": {"services": ["Écoute", "Soins"]}, "a ; b": {"services": ["a", "b"]}},
    "porte_par": {"la-boussole-nord": {"porte_par": "la-boussole-nord"}},
    "sources": {
        '[{"document": "x", "date": "2023-10"}]': {"sources": [{"document": "x", "date": "2023-10"}]},
    },
    "personne": {"Marie Durand": {}},
    "inconnu": {"du texte": {"inconnu": "du texte"}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text"), [(field, text) for field in UNDERSTOOD for text in UNDERSTOOD[field]]
)
def test_what_is_understood(field: str, text: str) -> None:
    assert read(field, text) == (UNDERSTOOD[field][text], "")


@pytest.mark.parametrize("field", [*UNDERSTOOD, "publics", "zone_eligibilite", "frais", "nom"])
@pytest.mark.parametrize("text", ["-", "NC", "néant", "non renseigné", "N/A", "?", "", "  "])
def test_a_cell_that_says_nothing_gives_and_leaves_nothing(field: str, text: str) -> None:
    assert read(field, text) == ({}, "")


LEFT: dict[str, tuple[str, ...]] = {
    "langues": ("Klingon",),
    "genre_accueilli": ("Femmes enceintes", "Oui"),
    "disponibilite_urgence": ("Oui", "Non"),
    "delai_attente": ("Variable", "Un certain temps"),
    "accessibilite": ("Oui", "Partiellement"),
    "commune": ("St Ouen", "Saint-Denis", "Évry", "Montreuil", "Nulleville", "Lille / Dunkerque"),
    "lieu": ("62000 Lille", "99999 Lille", "59000 Nulleville", "123 Lille"),
    "code_postal": ("abc", "00000", "99000", "590000", "75"),
    "adresse": ("12 rue X 59000 Nulleville",),
    "departement": ("Ch’ti", "97", "20"),
    "telephone": ("03 20 00 00", "voir le site", "Fax : 03 20 00 00 01", "12345678901234567890"),
    "courriel": ("contact@", "voir le site", "www.a.fr"),
    "site_web": ("en travaux", "https://www.facebook.com/boussole", "contact@a.fr"),
    "horaires": ("9h-12h / 14h-18h", "24h/24", "voir le site"),
    "ages": ("12 ans", "tous les jours"),
    "age_min": ("douze",),
    "siret": ("73282932000075", "123"),
    "latitude": ("nord", "95"),
    "pays": ("Atlantide",),
    "porte_par": ("AGSS de l’UDAF",),
    "sources": ("le rapport", "3", "[1]", '[{"document": "x"}]'),
    "frais": ("oui",),
    "categorie": ("Écoute, Soin", "Divers"),
    "nom": ("x" * 300,),
}  # fmt: skip


@pytest.mark.parametrize(("field", "text"), [(field, text) for field in LEFT for text in LEFT[field]])
def test_what_is_not_understood_is_left_as_it_was_written(field: str, text: str) -> None:
    assert read(field, text) == ({}, text)


@pytest.mark.parametrize(
    ("field", "text", "value", "left"),
    [
        ("telephone", "03 20 00 00 00 / 06 12 34 56 78", "03 20 00 00 00", "06 12 34 56 78"),
        ("telephone", "0320000000 ou 0612345678 (le soir)", "03 20 00 00 00", "06 12 34 56 78 (le soir)"),
        ("telephone", "Pro : 0320000000 ; Ado : 0612345678", "03 20 00 00 00", "Pro; Ado : 06 12 34 56 78"),
        ("telephone", "03 20 00 00 00 poste 12", "03 20 00 00 00", "poste 12"),
        ("telephone", "Fax 03 20 00 00 01 tél 03 20 00 00 00", "03 20 00 00 00", "Fax 03 20 00 00 01"),
        ("telephone", "06 12 34 56 78 ou 03 20 00 00 00", "03 20 00 00 00", "06 12 34 56 78"),
        ("courriel", "a@a.fr ; b@a.fr", "a@a.fr", "b@a.fr"),
        ("site_web", "www.a.fr / www.b.fr", "https://www.a.fr", "www.b.fr"),
        ("publics", "Mineurs ; Femmes", ["mineurs"], "Femmes"),
        ("zone_eligibilite", "Nord, Flandre", ["departement:59"], "Flandre"),
    ],
)  # fmt: skip
def test_the_first_comes_in_and_the_others_are_left(field: str, text: str, value: object, left: str) -> None:
    assert read(field, text) == ({field: value}, left)


@pytest.mark.parametrize(
    ("text", "pour", "lignes", "left"),
    [
        ("0320000000\n0321000000", "", [("", "03 21 00 00 00")], ""),
        ("03 20 00 00 00 (parents) / Pro : 0321000000", "parents", [("pro", "03 21 00 00 00")], ""),
        (
            "Standard 0320000000 ; N° vert jeunes : 0 800 05 95 95",
            "standard",
            [("jeunes", "08 00 05 95 95")],
            "",
        ),
        ("0320000000 / astreinte de nuit : 06 12 34 56 78", "", [], "astreinte de nuit : 06 12 34 56 78"),
        ("0320000000 ; Martine : 0321000000", "", [], "Martine : 03 21 00 00 00"),
        ("Mme Durand 0320000000 ; parents : 0321000000", "", [("parents", "03 21 00 00 00")], "Mme Durand"),
        ("0320000000 ou 03.20.00.00.00", "", [], ""),
        ("03 20 00 00 00, 119, fax 0320000001", "", [("", "119")], "fax 03 20 00 00 01"),
    ],
)
def test_other_numbers_are_lines_with_their_labels(
    text: str, pour: str, lignes: list[tuple[str, str]], left: str
) -> None:
    """Those that one carries, and those whose label may name somebody, are left to a person."""
    values, rest = read("telephone", text)
    assert values["telephone"] == "03 20 00 00 00"
    assert values.get("ligne_pour", "") == pour
    assert [(line["pour"], line["telephone"]) for line in values.get("lignes", ())] == lignes
    assert rest == left


# Territories

ZONES: dict[str, tuple[str, ...]] = {
    "67-68": ("departement:67", "departement:68"),
    "75, 92, 93": ("departement:75", "departement:92", "departement:93"),
    "75/92/93": ("departement:75", "departement:92", "departement:93"),
    "2A et 2B": ("departement:2A", "departement:2B"),
    "1, 7, 26": ("departement:01", "departement:07", "departement:26"),
    "974": ("departement:974",),
    "Alpes Maritimes (06)": ("departement:06",),
    "06 - Alpes-Maritimes": ("departement:06",),
    "Dpt 59": ("departement:59",),
    "Départements 59 et 62": ("departement:59", "departement:62"),
    "Nord et Pas-de-Calais": ("departement:59", "departement:62"),
    "Ille et Vilaine et Morbihan": ("departement:35", "departement:56"),
    "Nord (59), Pas-de-Calais (62)": ("departement:59", "departement:62"),
    "Nord-Pas-de-Calais": ("departement:59", "departement:62"),
    "Alsace": ("departement:67", "departement:68"),
    "Paris et petite couronne": ("departement:75", "departement:92", "departement:93", "departement:94"),
    "France entière": ("france",),
    "National": ("france",),
    "toute la France": ("france",),
    "Bretagne": ("region:53",),
    "Région Bretagne": ("region:53",),
    "IDF": ("region:11",),
    "Provence Alpes Côte d'Azur": ("region:93",),
    "Hauts-de-France (02, 59, 60, 62, 80)": ("region:32",),
    "La Réunion": ("departement:974",),
    "Corse": ("region:94",),
    "Métropole de Lyon": ("epci:200046977",),
    "Métropole Européenne de Lille": ("epci:200093201",),
    "Lille": ("commune:59350",),
    "Valenciennes (59)": ("commune:59606",),
    "Saint-Denis (Réunion)": (),
    "Saint-Denis (La Réunion)": ("commune:97411",),
    "59, Lens": ("departement:59", "commune:62498"),
    "Belgique": ("pays:BE",),
    "region:32 | departement:59": ("region:32", "departement:59"),
    "99131": ("pays:BE",),
    "Hauts-de-France (59, 62)": (),
    "Nord (62)": (),
    "France métropolitaine": (),
    "Saint-Denis": (),
    "DROM": (),
    "Lille et environs": (),
    "departement:999": (),
    "97": (),
}  # fmt: skip


@pytest.mark.parametrize("text", ZONES)
def test_territories(text: str) -> None:
    zones = list(ZONES[text])
    assert read("zone_eligibilite", text) == (({"zone_eligibilite": zones}, "") if zones else ({}, text))


# Terms

TERMS: dict[str, dict[str, Any]] = {
    "publics": {
        "Mineures": ["mineurs"], "mineur·e·s": ["mineurs"], "mineur(e)s": ["mineurs"],
        "Les mineurs": ["mineurs"], "mineur.e.s": ["mineurs"], "mineur-e-s": ["mineurs"],
        "MINEURS": ["mineurs"], "Enfants / Ados": ["mineurs"],
        "Tout public": ["grand-public"], "tous publics": ["grand-public"], "Parents": ["familles"],
        "Jeunes filles": ["mineurs"], "Mineurs et leurs familles": ["mineurs", "familles"],
        "- Mineurs\n- Professionnels": ["mineurs", "professionnels"], "jeunes majeur·e·s": ["jeunes-majeurs"],
        "mineurs | familles": ["mineurs", "familles"],
    },
    "missions": {
        "Écouter, accompagner": ["ecouter", "accompagner"], "Écoute et orientation": ["ecouter", "orienter"],
        "Hébergement": ["heberger"], "Prévention ; formation": ["prevenir", "former"],
        "Maraudes": ["aller-vers"],
        "• Repérage\n• Pilotage": ["reperer", "piloter"], "Soutenir les familles": ["soutenir-les-familles"],
        "accompagnement | information": ["accompagner", "informer"], "Aller vers": ["aller-vers"],
        "accompagnement | sante--acces-aux-soins": ["soigner"],
        "formation | sante--acces-aux-soins": ["former", "soigner"],
        "Accompagnement, hébergement": ["accompagner", "heberger"],
    },
    "categorie": {"Écoute": "ecoute", "Hébergement et protection": "hebergement", "soin": "soin"},
    "type": {"association": "association", "Conseil départemental": "departement"},
    "modes_accueil": {
        "En présentiel": ["en-presentiel"], "présentiel et à distance": ["en-presentiel", "a-distance"],
    },
    "modes_mobilisation": {
        "téléphone, courriel": ["telephoner", "envoyer-un-courriel"],
        "Sur place, sans rendez-vous": ["se-presenter"],
    },
    "mobilisable_par": {"Tout le monde": ["usagers"], "professionnels": ["professionnels"]},
    "frais": {"Gratuit": "gratuit", "gratuité": "gratuit"},
}  # fmt: skip


@pytest.mark.parametrize(("field", "text"), [(field, text) for field in TERMS for text in TERMS[field]])
def test_terms_by_their_names_and_by_what_people_call_them(field: str, text: str) -> None:
    assert read(field, text) == ({field: TERMS[field][text]}, "")


@pytest.mark.parametrize(
    ("text", "publics", "least", "most"),
    [
        ("Jeunes 12-25 ans", ["mineurs", "jeunes-majeurs"], "12", "25"),
        ("Jeunes 18-25 ans", ["jeunes-majeurs"], "18", "25"),
        ("Jeunes de 11 à 18 ans", ["mineurs"], "11", "18"),
        ("Mineurs de 13 à 17 ans et leurs familles", ["mineurs", "familles"], "13", "17"),
        ("Jeunes à partir de 15 ans", ["mineurs"], "15", None),
        ("12-25 ans", None, "12", "25"),
    ],
)
def test_a_public_with_its_ages(text: str, publics: list[str] | None, least: str, most: str | None) -> None:
    said = {"publics": publics, "age_min": least, "age_max": most}
    assert read("publics", text) == ({key: value for key, value in said.items() if value}, "")


def test_fees_keep_in_words_what_no_term_says() -> None:
    assert read("frais", "Gratuit, sauf les ateliers") == (
        {"frais": "gratuit", "frais_precisions": "Gratuit, sauf les ateliers"}, "",
    )  # fmt: skip
    assert read("frais", "Adhésion 10 €") == ({"frais_precisions": "Adhésion 10 €"}, "")


def test_what_was_decided_is_followed_and_what_was_not_is_listed() -> None:
    decided = replace(CONTEXT, terms={"publics": {"filles victimes": "mineurs", "seniors": ""}})
    assert read("publics", "Filles victimes, Seniors", decided) == ({"publics": ["mineurs"]}, "")
    cells = [
        ("publics", Cell("Mineurs, Seniors 60-80 ans", "F!A2")),
        ("missions", Cell("Repérage, Équithérapie", "F!B2")),
        ("nom", Cell("Seniors", "F!C2")),
    ]
    assert [*unknown_terms(cells, CONTEXT)] == [
        ("publics", "Seniors", "F!A2"), ("missions", "Équithérapie", "F!B2"),
    ]  # fmt: skip
    assert [*unknown_terms(cells[:1], decided)] == []


def test_a_word_that_several_terms_share_is_a_persons_to_decide() -> None:
    lists = dict(CONTEXT.vocabulary.lists)
    shared = {code: term.model_copy(update={"mots": ("jeune",)}) for code, term in lists["publics"].items()}
    vocabulary = replace(CONTEXT.vocabulary, lists=lists | {"publics": shared})
    assert read("publics", "Jeunes", replace(CONTEXT, vocabulary=vocabulary)) == ({}, "Jeunes")


def test_another_vocabulary_is_read_by_its_own_words(tmp_path: Path) -> None:
    lay_lists(tmp_path / "data")
    other = load(tmp_path / "data", tmp_path / "newsletter").records.vocabulary
    code, term = next(iter(other.lists["publics"].items()))
    assert read("publics", term.libelle.upper(), replace(CONTEXT, vocabulary=other)) == (
        {"publics": [code]},
        "",
    )


# Whatever is written

_FIELDS = [*Acteur.model_fields, "lieu", "horaires", "ages", "contact", "description", "personne"]
_PIECES = st.sampled_from(
    "59000 Lille 6000 Nord (59) Saint-Denis 03 20 00 00 00 / , ; contact@a.fr www.a.fr"
    " Mineurs et 12-25 ans lundi 9h - "
    "17h gratuit CEDEX 2A +33 (0) \n « » ’ é 1 rue BP confidentielle oui x".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_FIELDS), st.lists(_PIECES, max_size=9).map(" ".join))
def test_what_comes_in_is_sound(field: str, text: str) -> None:
    values, left = read(field, text)
    for name, value in values.items():
        if name in Acteur.model_fields and name not in ("id",):
            kept = TypeAdapter(Acteur.model_fields[name].rebuild_annotation())
            context = {"vocabulary": CONTEXT.vocabulary}
            kept.validate_python(tuple(value) if isinstance(value, list) else value, context=context)
    assert isinstance(left, str)


@pytest.mark.parametrize(
    "text",
    [
        "0 " * 4000, " " * 7990 + "x", "a" * 8000, "1/" * 4000, "(" * 4000, "lundi " * 1300, "a." * 4000,
        "é, " * 2600, "1 " * 480, "(a" * 490, "a@" * 490, "9h " * 330, "12-" * 330,
    ],
)  # fmt: skip
def test_no_cell_takes_long(text: str) -> None:
    for field in _FIELDS:
        start = time.process_time()
        read(field, text)
        assert time.process_time() - start < 1, field
