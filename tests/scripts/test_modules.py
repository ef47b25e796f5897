"""The directory's modules without a page: folding, places, order, boxes, address, hours, outlines."""

from __future__ import annotations

import math
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generators.network.when import is_stale
from generators.pages.index.words import term
from generators.site import Site
from generators.words.wording import fold
from tests.scripts.browserless import run

PLACES = """
const { readFileSync, existsSync } = await import("node:fs");
const { Lieux } = await import("./lieux.js");
const lire = async (nom) => {
  const chemin = `${data.dossier}/lieux/communes/${nom}.json`;
  return existsSync(chemin) ? JSON.parse(readFileSync(chemin)) : [];
};
const lieux = new Lieux(JSON.parse(readFileSync(`${data.dossier}/lieux/lieux.json`)), lire);
"""


def test_words_fold_as_the_index_does(modules: Path, site: Site) -> None:
    texts = [f"{a.nom} {a.resume} {a.presentation or ''}" for a in site.records.actors.values()]
    words = sorted({word for text in texts for word in fold(text).split()})
    words += ["sociaux", "idées", "jeux", "écoutée", "st", "ste", "cœur", "aveu", "passage"]
    told = run(
        modules, "const { terme } = await import('./plier.js'); return data.map((mot) => terme(mot));", words
    )
    ours = [term(fold(word)) for word in words]
    assert [(w, t, o) for w, t, o in zip(words, told, ours, strict=True) if t != o] == []
    assert len(words) > 1000


def test_a_verification_grows_old_for_the_reader_as_for_the_build(modules: Path) -> None:
    days = [date(2025, 1, 31) + timedelta(days=step) for step in range(0, 760, 9)]
    pairs = [(one, other) for one in days for other in days if one <= other]
    program = """
    globalThis.document = { querySelectorAll: () => [] };
    const { estAncienne } = await import("./fraicheur.js");
    return data.map(([iso, jour]) => estAncienne(iso, new Date(`${jour}T12:00`)));
    """
    told = run(modules, program, [[one.isoformat(), other.isoformat()] for one, other in pairs])
    assert told == [is_stale(one, other) for one, other in pairs]
    assert {True, False} == set(told)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("marseile", "marseille", 1), ("prostituion", "prostitution", 1), ("dunkerke", "dunkerque", 2),
     ("lyno", "lyon", 1), ("nord", "sud", None)],
)  # fmt: skip
def test_slips_are_counted(modules: Path, one: str, other: str, slips: int | None) -> None:
    program = """
    const { ecart } = await import("./plier.js");
    const nombre = ecart(...data, 2);
    return nombre === Infinity ? null : nombre;
    """
    assert run(modules, program, [one, other]) == slips


QUESTIONS = {
    "59 écoute": ("Nord (59)", "écoute"),
    "hébergement lyon": ("Lyon (69)", "hébergement"),
    "Saint-Denis Réunion": ("Saint-Denis (974)", ""),
    "st denis 93": ("Saint-Denis (93)", ""),
    "Lyon 3e": ("Lyon 3e (69)", ""),
    "paris 11": ("Paris 11e (75)", ""),
    "97400": ("Saint-Denis (974)", ""),
    "59 000": ("Lille (59)", ""),
    "69383": ("Lyon 3e (69)", ""),
    "2a": ("Corse-du-Sud (2A)", ""),
    "corse": ("Corse", ""),
    "île de france formation": ("Île-de-France", "formation"),
    "paca": ("Provence-Alpes-Côte d’Azur", ""),
    "écoute dans le nord": ("Nord (59)", "écoute"),
    "à l'haÿ les roses": ("L’Haÿ-les-Roses (94)", ""),
    "le mans": ("Le Mans (72)", ""),
    "dunkerke": ("Dunkerque (59)", ""),
    "st pierre et miquelon": ("Saint-Pierre-et-Miquelon (975)", ""),
    "tahiti": ("Polynésie française (987)", ""),
    "marseile héberg": ("Marseille (13)", "héberg"),
    "07 57 76 46 58": (None, "0757764658"),
    "116 000": (None, "116000"),
    "écoute": (None, "écoute"),
    "moins de 18 ans": (None, "moins de 18 ans"),
    "18 ans bourges": ("Bourges (18)", "18 ans"),
}


def test_questions_are_read_into_place_and_words(modules: Path, directory: Path) -> None:
    program = (
        PLACES
        + """
    const reponses = {};
    for (const question of data.questions) {
      await lieux.preparer(question);
      const { lieu, mots } = lieux.comprendre(question, null);
      reponses[question] = [lieu?.etiquette ?? null, mots];
    }
    return reponses;
    """
    )
    told = run(modules, program, {"dossier": str(directory), "questions": list(QUESTIONS)})
    assert {question: tuple(answer) for question, answer in told.items()} == QUESTIONS


def test_places_have_codes_that_lead_back(modules: Path, directory: Path) -> None:
    program = (
        PLACES
        + "const lire1 = async (code) => (await lieux.parCode(code))?.etiquette ?? null;"
        + "return Promise.all(data.codes.map(lire1));"
    )
    codes = [
        "commune:59183",
        "commune:2A004",
        "commune:98735",
        "departement:974",
        "region:32",
        "commune:00000",
        "x",
        "region:",
    ]
    told = run(modules, program, {"dossier": str(directory), "codes": codes})
    assert told == [
        "Dunkerque (59)",
        "Ajaccio (2A)",
        "Papeete (987)",
        "La Réunion (974)",
        "Hauts-de-France",
        None,
        None,
        None,
    ]


def test_leaves_stay_light(directory: Path) -> None:
    import gzip

    weights = {
        path.name: len(gzip.compress(path.read_bytes()))
        for path in (directory / "lieux" / "communes").glob("*.json")
    }
    assert max(weights.values()) < 32_000, max(weights, key=weights.__getitem__)
    assert len(gzip.compress((directory / "lieux" / "lieux.json").read_bytes())) < 5_000


ORDER = (
    PLACES
    + """
const { classer, distance } = await import("./classement.js");
await lieux.preparer("dunkerque");
const dunkerque = await lieux.parCode("commune:59183");
const zone = (niveau, code, nom, departements = []) => ({ niveau, code, nom, departements });
const vide = { rang: 0, besoin: 0, dep: "", commune: "", point: null, termes: { modes_accueil: [] } };
const acteur = (id, zones, reste = {}) => ({ ...vide, id, zones, ...reste });
const acteurs = [
  acteur("france", [zone("france", "", "toute la France")]),
  acteur("region", [zone("region", "32", "la région Hauts-de-France")]),
  acteur("ici-inconnu", [], { dep: "59", commune: "Lille", point: [50.63, 3.06] }),
  acteur("ailleurs", [zone("departement", "13", "les Bouches-du-Rhône (13)", ["13"])]),
  acteur("etranger", [], { dep: "BE" }),
  acteur("calais", [], { dep: "62", commune: "Calais", point: [50.95, 1.86] }),
  acteur("nice", [], { dep: "06", commune: "Nice", point: [43.7, 7.27] }),
  acteur("departement", [zone("departement", "59", "le Nord (59)", ["59"])]),
  acteur("epci", [zone("epci", dunkerque.epci, "la CU de Dunkerque", ["59"])]),
  acteur("commune", [zone("commune", "59183", "Dunkerque (59)", ["59"])], { point: [51.03, 2.37] }),
  acteur("ligne", [zone("departement", "59", "le Nord (59)", ["59"])], {
    point: [50.63, 3.06], termes: { modes_accueil: ["a-distance"] },
  }),
  acteur("autre-commune", [zone("commune", "59350", "Lille (59)", ["59"])], { dep: "59" }),
].map((a, rang) => ({ ...a, rang }));
const lieu = await lieux.parCode(data.lieu);
const { groupes, ailleurs } = classer(acteurs, lieu, lieux, null);
const dits = ({ titre, resultats }) => [titre, resultats.map(({ acteur: a, raison }) => [a.id, raison])];
return { groupes: groupes.map(dits), ailleurs, km: distance([50.6292, 3.0573], [48.8566, 2.3522]) };
"""
)


def test_order_of_a_commune(modules: Path, directory: Path) -> None:
    told = run(modules, ORDER, {"dossier": str(directory), "lieu": "commune:59183"})
    assert [title for title, _ in told["groupes"]] == [
        "Dans le Nord", "Dans la région Hauts-de-France", "Partout en France", "Aux alentours",
    ]  # fmt: skip
    ids = [id_ for _, results in told["groupes"] for id_, _ in results]
    assert ids == ["commune", "epci", "departement", "ligne", "ici-inconnu", "region", "france", "calais"]
    reasons = {id_: reason for _, results in told["groupes"] for id_, reason in results}
    assert reasons["commune"] == "couvre Dunkerque (59) · à moins de 1\u00a0km"
    assert reasons["ici-inconnu"] == "à Lille, à 66\u00a0km, territoire non renseigné"
    assert reasons["france"] == "couvre toute la France"
    assert reasons["ligne"] == "couvre le Nord (59)"  # how far its office stands says nothing
    assert told["ailleurs"] == 4
    assert math.isclose(told["km"], 204, abs_tol=2)


def test_order_of_a_departement_and_a_region(modules: Path, directory: Path) -> None:
    told = run(modules, ORDER, {"dossier": str(directory), "lieu": "departement:59"})
    ids = [id_ for _, results in told["groupes"] for id_, _ in results]
    assert ids == [
        "departement",
        "ligne",
        "epci",
        "commune",
        "autre-commune",
        "ici-inconnu",
        "region",
        "france",
    ]
    told = run(modules, ORDER, {"dossier": str(directory), "lieu": "region:32"})
    assert told["groupes"][0][0] == "Dans les Hauts-de-France"
    assert told["groupes"][0][1][0] == ["region", "couvre la région Hauts-de-France"]
    assert "calais" in [id_ for id_, _ in told["groupes"][0][1]]


def test_boxes_filter_and_count(modules: Path) -> None:
    program = """
    const { Facettes } = await import("./facettes.js");
    const acteurs = [
      [["heberger"], ["mineurs"], true], [["proteger"], ["familles"], true],
      [["former"], ["mineurs"], false],
    ].map(([missions, publics, verifie], rang) => ({ rang, termes: { missions, publics }, verifie }));
    const cases = [
      ["missions", "proteger", ["heberger", "enqueter"]], ["missions", "heberger"], ["missions", "former"],
      ["publics", "mineurs"], ["seulement", "verifie"],
    ].map(([nom, code, fines]) => ({ nom, code, fines }));
    const facettes = new Facettes(cases, { verifie: ({ verifie }) => verifie });
    return data.map((coches) => {
      const boites = new Map(Object.entries(coches).map(([nom, codes]) => [nom, new Set(codes)]));
      const { gardes, nombres } = facettes.appliquer(acteurs, boites);
      return [gardes.length, [...nombres]];
    });
    """
    ticked: list[dict[str, list[str]]] = [
        {}, {"missions": ["proteger"]}, {"missions": ["proteger", "heberger"]},
        {"publics": ["mineurs"]}, {"seulement": ["verifie"], "publics": ["mineurs"]},
    ]  # fmt: skip
    assert run(modules, program, ticked) == [
        [3, [2, 1, 1, 2, 2]],
        [2, [2, 1, 1, 1, 2]],
        [1, [2, 1, 1, 1, 1]],
        [2, [1, 1, 1, 2, 1]],
        [1, [1, 1, 0, 1, 1]],
    ]


#: A directory with a facet of which no script has ever heard, and a page with its boxes.
INVENTED = """
const { ouvrir } = await import("./acteurs.js");
const { lire, ecrire } = await import("./annuaire-etat.js");
const { lue } = await import("./cases.js");
const { Facettes } = await import("./facettes.js");
const { termesDe } = await import("./filtre.js");
const rien = [""];
const { acteurs } = ouvrir({
  termes: {
    categories: ["ecoute"], langues: ["romanes", "espagnol", "lsf"], seulement: ["verifie", "accessible"],
  },
  zones: [],
  communs: {
    categories: [[0]], langues: [[], [1], [2]], seulement: [[0], [0, 1], [1]], zones: [[]],
    dep: rien, commune: rien, verifie: rien, horaires: rien,
  },
  acteurs: {
    id: ["a", "b", "c"], nom: ["A", "B", "C"], categories: [0, 0, 0], langues: [1, 2, 0],
    seulement: [1, 2, 0], zones: [0, 0, 0], dep: [0, 0, 0], commune: [0, 0, 0], horaires: [0, 0, 0],
    verifie: [0, 0, 0], retenu: [0, 0, 0], agit: [1, 1, 1], tel: ["", "", ""], joint: [0, 0, 0],
  },
});
const jetons = ["langues:espagnol seulement:accessible", "langues:lsf seulement:accessible", ""];
const lignes = jetons.map((siens, rang) => ({ rang, termes: termesDe(siens) }));
const cases = [
  ["langues", "romanes", "espagnol"], ["langues", "espagnol"], ["langues", "lsf"],
  ["seulement", "accessible"],
].map(
  ([name, value, fines]) => lue({ name, value, dataset: { fines }, closest: () => null }),
);
const noms = [...new Set(cases.map(({ nom }) => nom))];
const etat = lire("?langues=romanes&seulement=accessible&inconnue=x", noms);
const dit = (fiches) => {
  const { gardes, nombres } = new Facettes(cases, {}).appliquer(fiches, etat.boites);
  return [gardes.map((fiche) => fiches.indexOf(fiche)), [...nombres]];
};
return { adresse: ecrire(etat, noms), annuaire: dit(acteurs), liste: dit(lignes) };
"""


def test_a_new_facet_needs_no_script(modules: Path) -> None:
    """Its address, its boxes, finer ones included, its counts and its filter follow what the page carries."""
    told = run(modules, INVENTED)
    address, kept, counts = "?langues=romanes&seulement=accessible", [0], [1, 1, 1, 1]
    assert told == {"adresse": address, "annuaire": [kept, counts], "liste": [kept, counts]}


def test_a_state_is_that_of_the_readers_day(modules: Path) -> None:
    """What the build said of a state that the clock changes, the browser does not repeat."""
    program = """
    const { Facettes } = await import("./facettes.js");
    const cases = ["verifie", "gratuit"].map((code) => ({ nom: "seulement", code }));
    const termes = { seulement: ["verifie", "gratuit"] };
    const fiches = [true, false].map((frais, rang) => ({ rang, frais, termes }));
    const facettes = new Facettes(cases, { verifie: ({ frais }) => frais });
    return [...facettes.appliquer(fiches, new Map()).nombres];
    """
    assert run(modules, program) == [1, 2]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "?lieu=departement:59&q=%C3%A9coute",
        "?q=a&seulement=ouvert&missions=orienter&missions=former&publics=mineurs",
        "?lieu=commune:2A004&vue=carte&fiche=la-boussole-nord",
    ],
)
def test_state_comes_back_from_its_address(modules: Path, address: str) -> None:
    program = """
    const { lire, ecrire } = await import("./annuaire-etat.js");
    const noms = ["seulement", "missions", "publics"];
    return ecrire(lire(data, noms), noms);
    """
    assert run(modules, program, address) == address


NORD = {"departement": "Nord"}
HAUT_RHIN = {"departement": "Haut-Rhin"}
MARTINIQUE = {"departement": "Martinique", "fuseau": "America/Martinique"}
REUNION = {"departement": "La Réunion", "fuseau": "Indian/Reunion"}
OFFICE = "Mo-Fr 08:00-20:00; PH off"

HOURS: list[tuple[str, dict[str, str], str, str]] = [
    (OFFICE, NORD, "2026-11-23T10:00Z", "Ouvert maintenant, jusqu’à 20\u00a0h"),
    (OFFICE, NORD, "2026-11-21T10:00Z", "Fermé, ouvre lundi à 8\u00a0h"),
    ("Mo-Fr 09:30-17:00", NORD, "2026-11-22T10:00Z", "Fermé, ouvre demain à 9\u00a0h\u00a030"),
    ("Mo-Fr 09:00-12:00,14:00-17:00", NORD, "2026-11-23T12:00Z", "Fermé, ouvre à 14\u00a0h"),
    ("24/7", {}, "2026-11-22T10:00Z", "Ouvert 24\u00a0h/24"),
    (OFFICE, NORD, "2026-07-14T10:00Z", "Fermé, ouvre demain à 8\u00a0h"),
    # The abolition of slavery is a holiday in Martinique, Good Friday in the Haut-Rhin, neither in the Nord.
    (OFFICE, MARTINIQUE, "2026-05-22T14:00Z", "Fermé, ouvre mardi à 8\u00a0h"),
    (OFFICE, HAUT_RHIN, "2026-04-03T14:00Z", "Fermé, ouvre mardi à 8\u00a0h"),
    (OFFICE, NORD, "2026-04-03T14:00Z", "Ouvert maintenant, jusqu’à 20\u00a0h"),
    # Nine in the morning in Paris is noon in La Réunion, and four at night in Martinique.
    ("Mo-Fr 11:00-13:00", REUNION, "2026-11-23T08:00Z", "Ouvert maintenant, jusqu’à 13\u00a0h"),
    (OFFICE, MARTINIQUE, "2026-11-23T08:00Z", "Fermé, ouvre à 8\u00a0h"),
    # Hours that never change, holidays or not, are not looked for beyond a bound.
    ("24/7; PH open", NORD, "2026-11-22T10:00Z", "Ouvert 24\u00a0h/24"),
    ("Mo-Su,PH 00:00-24:00", NORD, "2026-11-22T10:00Z", "Ouvert 24\u00a0h/24"),
    ("24/7; PH off", NORD, "2026-12-25T10:00Z", "Fermé, ouvre demain à 0\u00a0h"),
    ("off", NORD, "2026-11-22T10:00Z", "Fermé en ce moment"),
    # The whole night of a holiday is off, up to the morning after.
    ("Mo-Fr 22:00-06:00; PH off", NORD, "2026-12-25T09:00Z", "Fermé, ouvre lundi à 22\u00a0h"),
    ("Mo-Fr 22:00-06:00; PH off", NORD, "2026-12-26T03:00Z", "Fermé, ouvre lundi à 22\u00a0h"),
    ("Mo-Fr 09:00-17:00; PH Mo-Fr off", NORD, "2026-11-23T10:00Z", "Ouvert maintenant, jusqu’à 17\u00a0h"),
    ('Mo-Fr 09:00-17:00 || "sur rendez-vous"', NORD, "2026-11-23T18:00Z", "Horaires à confirmer"),
    # A closure holds beyond the hours of the week; the last day of it is told, whatever the week has there.
    ("Mo-Fr 09:00-17:00; Aug off", NORD, "2026-08-12T10:00Z", "Fermé jusqu’au 31 août"),
    ("Mo-Fr 09:00-17:00; Aug 01-15 off", NORD, "2026-08-12T10:00Z", "Fermé jusqu’au 16 août"),
    ("Mo-Fr 09:00-17:00; Aug 01-15 off", NORD, "2026-08-15T10:00Z", "Fermé, ouvre lundi à 9\u00a0h"),
    ("Mo-Fr 09:00-17:00; Aug off", NORD, "2026-08-31T10:00Z", "Fermé, ouvre demain à 9\u00a0h"),
    ("24/7; Dec 24-Jan 01 off", NORD, "2026-12-28T10:00Z", "Fermé jusqu’au 1er\u00a0janvier"),
    (
        "Mo-Fr 09:00-17:00; 2026 Aug 01-2026 Aug 15 off",
        NORD,
        "2027-08-12T10:00Z",
        "Ouvert maintenant, jusqu’à 17\u00a0h",
    ),
    # Who says only when it is closed is not closed on the other days.
    ("Aug off", NORD, "2026-08-12T10:00Z", "Fermé jusqu’au 31 août"),
    ("Aug off", NORD, "2026-09-12T10:00Z", "Horaires non renseignés"),
    ("PH off", NORD, "2026-09-12T10:00Z", "Horaires non renseignés"),
    ("", {}, "2026-11-23T08:00Z", "Horaires non renseignés"),
    ("n’importe quoi", {}, "2026-11-23T08:00Z", "Horaires non renseignés"),
]


@pytest.mark.parametrize("zone", ["Europe/Paris", "UTC", "Pacific/Auckland"])
def test_hours_are_those_of_the_place_whatever_the_readers_clock(
    modules: Path, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    program = """
    const { etat, preparer } = await import("./horaires.js");
    await preparer();
    return data.map(([horaires, lieu, instant]) => etat(horaires, lieu, new Date(instant)).texte);
    """
    told = run(modules, program, [row[:3] for row in HOURS])
    assert [(row[0], row[2], text) for row, text in zip(HOURS, told, strict=True)] == [
        (row[0], row[2], row[3]) for row in HOURS
    ]


CLOSURES = [
    ("Mo-Fr 09:00-17:00; Aug 01-15 off", "2026-07-20T10:00Z", "Sera fermé du 1er au 15 août."),
    ("Mo-Fr 09:00-17:00; Aug 01-15 off", "2026-07-15T10:00Z", ""),
    ("Mo-Fr 09:00-17:00; Aug 01-15 off", "2026-08-03T10:00Z", ""),
    ("24/7; Dec 24-Jan 01 off", "2026-12-14T10:00Z", "Sera fermé du 24 décembre au 1er\u00a0janvier."),
    ("24/7; May 01 off", "2026-04-20T10:00Z", "Sera fermé le 1er\u00a0mai."),
    ("Aug off", "2026-07-20T10:00Z", "Sera fermé du 1er au 31 août."),
    ("Mo-Fr 09:00-17:00; PH off", "2026-12-20T10:00Z", ""),
]


def test_a_closure_is_told_two_weeks_before(modules: Path) -> None:
    program = """
    const { annonce, preparer } = await import("./horaires.js");
    await preparer();
    return data.map(([horaires, instant]) => annonce(horaires, { departement: "Nord" }, new Date(instant)));
    """
    assert run(modules, program, [row[:2] for row in CLOSURES]) == [row[2] for row in CLOSURES]


def test_outlines_close_and_neighbours_touch(modules: Path, directory: Path) -> None:
    program = """
    const { readFileSync } = await import("node:fs");
    const { ouvrirContours } = await import("./contours.js");
    return ouvrirContours(JSON.parse(readFileSync(`${data.dossier}/lieux/contours.json`)));
    """
    told: Any = run(modules, program, {"dossier": str(directory)})
    rings = {
        feature["properties"]["code"]: [
            ring for polygon in feature["geometry"]["coordinates"] for ring in polygon
        ]
        for feature in told["features"]
    }
    assert {"59", "2A", "974", "976"} <= set(rings)
    assert all(ring[0] == ring[-1] for of_one in rings.values() for ring in of_one)
    nord, pas_de_calais = ({tuple(point) for ring in rings[code] for point in ring} for code in ("59", "62"))
    assert len(nord & pas_de_calais) > 10
