"""The browser’s guards judge as `maillage check` does: one table of texts, read by both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.forms import guards
from generators.forms.cms import config
from generators.forms.repository import Depot
from generators.records.kinds import FICHES, ISSUES
from generators.records.reading.load import load
from generators.records.rules import clues, persons
from generators.records.rules.contacts import mobiles
from generators.records.rules.whereabouts import Guide
from generators.records.values.phones import read_phone
from generators.site import Site
from tests.scripts.browserless import run

ROOT = Path(__file__).parents[2]
PLANTS = ROOT / "tests" / "records" / "plants"
RECORDS = load(ROOT / "data", ROOT / "newsletter").records
CONFIG: dict[str, Any] = config(RECORDS.vocabulary, Depot(""), "https://reseau.example/")
#: An issue is judged too, whether or not it has a form.
CONFIG["champs"] = {**CONFIG["champs"], ISSUES.name: guards.fields(ISSUES.model)}


def plants(name: str) -> list[str]:
    return yaml.safe_load((PLANTS / f"{name}.yml").read_text("utf-8"))


#: How one parts the digits of a number.
PARTS = (" ", "", ".", "-", "/", "\u00a0", "\u202f", "\u2009", "  ", " - ", "_", "·", ", ", "\t")
FRENCH = ("06 12 34 56 78", "07 57 76 46 58", "06 90 12 34 56", "06 92 12 34 56", "06 94 20 12 34")
PREFIXES = ("+33 ", "+33(0)", "+33 (0)", "00 33 ", "0033", "00 33 (0)", "+33\u00a0(0)\u00a0")
ABROAD = (
    *("+262 692 12 34 56", "+262 (0)692 12 34 56", "+262 639 01 23 45", "00262692123456"),
    *("+590 690 12 34 56", "+594 694 20 12 34", "+596 696 12 34 56", "00 596 696 12 34 56"),
    *("+687 75 12 34", "+689 87 12 34 56", "+508 55 12 34", "+32 470 12 34 56", "+32 (0)470 12 34 56"),
    *("+32 475/12.34.56", "0032 470 12 34 56", "+41 79 123 45 67", "+352 621 123 456", "+49 151 23456789"),
    *("+212 612-345678", "+213 551 23 45 67", "+216 20 123 456", "+221 77 123 45 67", "+44 7400 123456"),
)
#: Numbers that nobody carries, and figures that are no number.
LANDLINES = (
    *("03 20 00 00 00", "+33 3 20 00 00 00", "01 44 49 00 00", "02 62 12 34 56", "05 90 12 34 56", "119"),
    *("116 006", "0 800 05 95 95", "3919", "+32 2 475 44 11", "08 842 846 37", "+687 25 12 34", "17 ou 112"),
    *("de 06 à 12 ans", "2026-06-12", "06/12/2026", "SIRET 130 030 133 00016", "6 à 18 ans, 7 jours sur 7"),
    *("12,50 € par mois", "le 07.12.2026 à 14 h 30", "06 12 34", "entre 2019 et 2026, 1 234 567 appels"),
)


def spellings() -> list[str]:
    """More than two hundred ways to write a mobile, and a few to write what is none."""
    parted = [number.replace(" ", part) for number in FRENCH for part in PARTS]
    prefixed = [
        prefix + number[1:].replace(" ", part)
        for number in FRENCH
        for prefix in PREFIXES
        for part in PARTS[:4]
    ]
    return [f"Joindre : {number}." for number in (*parted, *prefixed, *ABROAD)]


BOXES = (
    *("marie.durand@exemple.fr", "m.durand@exemple.fr", "marie@exemple.fr", "marie_durand@gmail.com"),
    *("jean-luc.petit@asso.org", "durand.marie@exemple.fr", "contact@exemple.fr", "accueil.lille@exemple.fr"),
    *("secretariat@foyer.fr", "crip59@lenord.fr", "cmp-nord@exemple.fr", "marie.curie@marie-curie.fr"),
    *("pole.enfance@exemple.fr", "s.martin@mairie-lille.fr", "les.tilleuls@exemple.fr", "karim@exemple.fr"),
)
TEXTS = tuple(
    dict.fromkeys(
        [*plants("innocent"), *plants("persons"), *plants("places"), *spellings(), *LANDLINES, *BOXES]
    )
)

#: The tables as the site serves them, and the judgement of each text.
JUDGE = """
const { Lecture } = await import("./garde-lecture.js");
const { Personnes } = await import("./garde-personnes.js");
const { Lieux } = await import("./garde-lieux.js");
const { readFileSync } = await import("node:fs");
const { personnes, lieux } = JSON.parse(readFileSync(data.tables, "utf8"));
const lecture = new Lecture(personnes);
const gens = new Personnes(personnes, lecture);
const ou = new Lieux(lieux, lecture, personnes.nombres);
return data.textes.map((texte) => ({
  dits: gens.dit(texte).sort(), mobile: gens.mobiles(lecture.simple(texte)).length > 0,
  nomme: texte.includes("@") && gens.nomme(texte, new Set(["tilleuls"])), lieu: ou.indice(texte),
}));
"""
KINDS = {
    persons.MOBILE: "mobile",
    persons.MAILBOX: "boite",
    persons.ACCOUNT: "compte",
    persons.NUMBER: "numero",
    persons.NAME: "nom",
    persons.MINOR: "mineur",
}


@pytest.fixture(scope="module")
def tables(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("garde") / "tables.json"
    made = {
        "personnes": guards.of_persons(),
        "lieux": guards.of_places(site.places),
        "reseau": guards.of_records(site.records),
    }
    path.write_text(json.dumps(made), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def judged(modules: Path, tables: Path) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = run(modules, JUDGE, {"tables": str(tables), "textes": TEXTS})
    return answer


def test_both_say_the_same_of_persons(judged: list[dict[str, Any]]) -> None:
    theirs = {text: one["dits"] for text, one in zip(TEXTS, judged, strict=True)}
    ours = {
        text: sorted(KINDS[one] for one in persons.told(text, frozenset(), frozenset())) for text in TEXTS
    }
    assert len(TEXTS) > 1200
    assert theirs == ours


def test_both_say_the_same_of_places(site: Site, judged: list[dict[str, Any]]) -> None:
    guide = Guide.of(site.places)
    for text, one in zip(TEXTS, judged, strict=True):
        clue = guide.clue(text)
        assert one["lieu"] == (clue and {"quoi": clue.what, "ferme": clue.firm}), text


def test_every_spelling_of_a_mobile_is_seen_and_no_other_number(judged: list[dict[str, Any]]) -> None:
    said = dict(zip(TEXTS, judged, strict=True))
    assert [text for text in spellings() if "mobile" not in said[text]["dits"]] == []
    assert [text for text in LANDLINES if "mobile" in said[text]["dits"]] == []
    assert len(spellings()) >= 120


def test_plain_french_alarms_nobody(judged: list[dict[str, Any]]) -> None:
    said = {text: one["dits"] for text, one in zip(TEXTS, judged, strict=True)}
    assert {text: said[text] for text in plants("innocent") if said[text]} == {}


def test_a_field_of_a_mailbox_or_a_number_is_judged_alike(judged: list[dict[str, Any]]) -> None:
    said = dict(zip(TEXTS, judged, strict=True))
    about = frozenset({"tilleuls"})
    assert {box: said[box]["nomme"] for box in BOXES} == {
        box: clues.names_someone(box, about) for box in BOXES
    }
    for number in (*FRENCH, *ABROAD, *LANDLINES):
        phone = read_phone(number)
        if phone is not None and number in said:
            assert said[number]["mobile"] == phone.is_mobile == any(mobiles(number)), number


# —— A whole record, as a form holds it ——

RECORD = """
const { Garde } = await import("./garde.js");
const { readFileSync } = await import("node:fs");
const tables = { ...JSON.parse(readFileSync(data.tables, "utf8")), ...data.plus };
const { champs, garde: regles } = data.config;
// As `Garde.pour` does for one record: the tables of places are asked for where they are needed.
const sans = new Garde(tables.personnes, tables.reseau);
const avec = new Garde(tables.personnes, tables.reseau).avec(tables.lieux);
return data.sujets.map((sujet) => {
  const tout = { ...sujet, champs: champs[sujet.genre], regles };
  return (sans.situe(tout) ? avec : sans).fiche(tout);
});
"""
YES = ("true", "True", "oui", "Oui ", "vrai", "VRAI", "oui, le foyer")
HIDDEN = {"adresse_confidentielle": "oui", "departement": "59", "nom": "Le Refuge"}
#: Values of a form → the fields that must not say it, each with what is said of it.
REFUSED: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    (
        HIDDEN | {"commune": "Lille", "code_insee": "59350"},
        [("Commune", "où est le lieu"), ("Code INSEE", "où")],
    ),
    *(
        ({"adresse_confidentielle": said, "adresse": "1 rue X"}, [("Adresse", "où est le lieu")])
        for said in YES
    ),
    (HIDDEN | {"siret": "13003013300016"}, [("SIRET", "où est le lieu")]),
    (HIDDEN | {"zone_eligibilite": ["commune:59183"]}, [("Territoire couvert", "plus précis")]),
    (HIDDEN | {"presentation": "Au 12 bis, rue X."}, [("Présentation", "un numéro dans une rue")]),
    (
        HIDDEN | {"conditions_acces": "Sonner au bout de la rue des Lilas."},
        [("Conditions d’accès", "une rue")],
    ),
    (HIDDEN | {"resume": "Un foyer à Dunkerque."}, [("En une phrase", "une commune")]),
    (HIDDEN | {"nom": "Foyer de Dunkerque"}, [("Nom", "une commune")]),
    (HIDDEN | {"services": ["Écoute", "Près de la gare"]}, [("Pour quoi 2", "un lieu voisin")]),
    (
        HIDDEN | {"remarques": [{"titre": "Doute", "texte": "51.0344, 2.3768"}]},
        [("Remarques\u00a0: Texte", "position")],
    ),
    (HIDDEN | {"site_web": "https://www.google.fr/maps/place/x"}, [("Site web", "carte")]),
    (
        HIDDEN | {"sources": [{"document": "Lettre du 59140", "date": "2026"}]},
        [("Sources\u00a0: Document", "postal")],
    ),
    (
        HIDDEN
        | {
            "presentation": "Au 12, rue des Lilas.",
            "conditions_acces": "Appeler le 06 12 34 56 78",
            "courriel": "marie.durand@exemple.fr",
        },
        [("Présentation", "rue"), ("Conditions d’accès", "portable"), ("Courriel", "d’une personne")],
    ),
    ({"telephone": "06 12 34 56 78"}, [("Téléphone", "mobile")]),
    ({"telephone": "+33 (0)6 12 34 56 78"}, [("Téléphone", "mobile")]),
    ({"telephone": "+262 692 12 34 56"}, [("Téléphone", "mobile")]),
    ({"telephone": "+32 470 12 34 56"}, [("Téléphone", "mobile")]),
    ({"telephone": "06 12 34 56 78", "telephone_de_service": "non"}, [("Téléphone", "mobile")]),
    (
        {
            "telephone": "06 12 34 56 78",
            "telephone_de_service": "true",
            "lignes": [
                {"pour": "parents", "telephone": "06 12 34 56 79"},
                {"pour": "Mme Durand", "telephone": "03 20 00 00 00"},
            ],
        },
        [
            ("Autres lignes 1\u00a0: Téléphone", "mobile"),
            ("Autres lignes 2\u00a0: Pour qui, pour quoi", "nom"),
        ],
    ),
    ({"presentation": "Appelez le 06\u00a012\u202f34\u00a056\u00a078."}, [("Présentation", "portable")]),
    ({"presentation": "Écrire à m.durand@exemple.fr"}, [("Présentation", "adresse électronique")]),
    ({"resume": "Léa, 15 ans, raconte."}, [("En une phrase", "un jeune nommé")]),
]
ACCEPTED: list[dict[str, Any]] = [
    {**HIDDEN, "commune": "", "zone_eligibilite": ["departement:59"]},
    *({"adresse_confidentielle": said, "adresse": "1 rue X"} for said in ("false", "Non", "faux", "")),
    {**HIDDEN, "telephone": "03 20 00 00 00", "presentation": "12 places, 7 j/7, 24 h/24."},
    {
        **HIDDEN,
        "presentation": "À Orange, dit-on.",
        "precisions_permises": [{"texte": "À Orange", "raison": "non"}],
    },
    {"telephone": "06 12 34 56 78", "telephone_de_service": "Oui"},
    {"telephone": "06 12 34 56 78", "telephone_de_service": "true", "presentation": "Le 06.12.34.56.78."},
    {"telephone": "06 12 34 56 78", "consentement": "2026-01-01"},
    {"lignes": [{"telephone": "06 12 34 56 78", "telephone_de_service": "true"}]},
    {"courriel": "marie.durand@exemple.fr", "courriel_de_service": "true"},
    {"nom": "Les Tilleuls", "courriel": "les.tilleuls@exemple.fr"},
    {"presentation": "Rue des Lilas, à Lille."},
]


def faults(modules: Path, tables: Path, records: list[dict[str, Any]]) -> list[list[dict[str, str]]]:
    return told(modules, tables, [{"genre": "actors", "fiche": record, "cites": []} for record in records])


def told(
    modules: Path, tables: Path, cases: list[dict[str, Any]], **more: dict[str, Any]
) -> list[list[dict[str, str]]]:
    given = {"tables": str(tables), "sujets": cases, "config": CONFIG, "plus": more}
    answer: list[list[dict[str, str]]] = run(modules, RECORD, given)
    return answer


def test_what_must_stay_secret_is_told_by_its_field_and_never_repeated(modules: Path, tables: Path) -> None:
    found = faults(modules, tables, [values for values, _ in REFUSED])
    for (values, told), faults_ in zip(REFUSED, found, strict=True):
        assert [fault["ou"] for fault in faults_] == [where for where, _ in told], values
        assert all(what in fault["quoi"] for fault, (_, what) in zip(faults_, told, strict=True)), (
            values,
            faults_,
        )
        said = json.dumps(faults_, ensure_ascii=False)
        assert not [word for word in ("06 12", "59140", "51.03", "Lilas", "durand", "Léa") if word in said]


def test_what_may_be_public_is_saved(modules: Path, tables: Path) -> None:
    assert faults(modules, tables, ACCEPTED) == [[] for _ in ACCEPTED]


def test_no_record_of_the_network_is_refused(modules: Path, tables: Path) -> None:
    """What `check` lets stand may be saved again."""
    sources = load(ROOT / "data", ROOT / "newsletter")
    cases = []
    for (kind, id_), data in sources.sources.items():
        if kind in FICHES:
            values = yaml.load(data, yaml.BaseLoader)
            cited = [cite(i) for i in _named(values) if i in RECORDS.actors]
            cases.append({"genre": kind, "fiche": values, "cites": cited, "id": id_})
    found = told(modules, tables, cases)
    assert {case["id"]: faults for case, faults in zip(cases, found, strict=True) if faults} == {}


def cite(id_: str) -> dict[str, Any]:
    """An actor as the form reads it to judge what names it."""
    actor = RECORDS.actors[id_]
    names = [actor.nom, *filter(None, (actor.sigle, actor.nom_complet))]
    return {"reference": f"actors/{id_}", "noms": names}


def _named(value: Any) -> list[str]:
    """Every text of a record: those that are the id of an actor name one."""
    if isinstance(value, dict):
        return [one for each in value.values() for one in _named(each)]
    return [one for each in value for one in _named(each)] if isinstance(value, list) else [str(value)]
