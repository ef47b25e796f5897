"""The file format of the forms: what `maillage format` writes, and nothing of a record lost on the way."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from generators.forms.cms import config
from generators.forms.questions import questions
from generators.forms.repository import Depot
from generators.records.kinds import FICHES
from generators.records.reading.files import Found
from generators.records.reading.load import Loaded, load
from generators.records.reading.source import read
from generators.records.writing import formatted, written
from tests.scripts.browserless import run

ROOT = Path(__file__).parents[2]
LOADED: Loaded = load(ROOT / "data", ROOT / "newsletter")
VOCABULARY = LOADED.records.vocabulary
CONFIG = config(VOCABULARY, Depot(""), "https://reseau.example/")

#: What is asked of nobody: it tells how the record will be scored.
SCORED = "#qualite"
#: What may call off, put off, fill or close.
GESTURES = {"annule", "reporte_au", "inscription", "seances", "statut"}
#: Reads each text as the form does, changes what `changes` says (null: emptied), and writes it.
ROUND = """
const { format } = await import("./atelier-fiche.js");
return data.cas.map(({ kind, texte, valeurs }) => {
  const { formes, ensembles, entetes } = data.config;
  const un = format({ formes: formes[kind], ensembles, entete: entetes[kind] });
  return un.toFile({ ...(texte ? un.fromFile(texte) : {}), ...valeurs });
});
"""


def rounds(modules: Path, cases: list[dict[str, Any]]) -> list[str]:
    answer: list[str] = run(modules, ROUND, {"config": CONFIG, "cas": cases})
    return answer


#: Keys that one widget fills, by its name.
TOGETHER: dict[str, tuple[str, ...]] = CONFIG["ensembles"]  # type: ignore[assignment]
INSIDE = {key for keys in TOGETHER.values() for key in keys}


def shown(value: dict[str, Any]) -> dict[str, Any]:
    """The values as the form has them: those of one widget in one field."""
    found = {key: v for key, v in value.items() if key not in INSIDE}
    for name, keys in TOGETHER.items():
        if inside := {key: value[key] for key in keys if key in value}:
            found[name] = inside
    return found


def records() -> Iterator[tuple[Found, str]]:
    for key, data in LOADED.sources.items():
        if key[0] in FICHES:
            yield LOADED.files[key], data.decode()


def written_by_hand(file: Found, text: str) -> str:
    """The same values and comments as `maillage format` writes them."""
    data, problems = formatted(text.encode(), file, VOCABULARY)
    assert data is not None, (problems, text)
    return data.decode()


def test_a_record_that_nobody_changed_stays_as_it_is(modules: Path) -> None:
    found = list(records())
    texts = rounds(modules, [{"kind": file.kind, "texte": text, "valeurs": {}} for file, text in found])
    assert len(found) > 100
    for (file, before), after in zip(found, texts, strict=True):
        assert after == before, file.shown


def test_the_identity_keeps_its_lines_but_the_one_that_changed(modules: Path) -> None:
    text = (ROOT / "data" / "reseau.yml").read_text("utf-8")
    same, other = rounds(
        modules,
        [
            {"kind": "reseau", "texte": text, "valeurs": {}},
            {"kind": "reseau", "texte": text, "valeurs": {"sujet": "pour l’accès aux droits"}},
        ],
    )
    assert same == text
    line = "sujet: contre la prostitution des mineurs"
    assert other == text.replace(line, "sujet: pour l’accès aux droits")


def test_a_new_record_is_written_as_a_hand_would(modules: Path) -> None:
    """Every real record, typed anew into an empty form."""
    found = list(records())
    values = [read(text.encode()).value for _, text in found]
    cases = [
        {"kind": f.kind, "texte": "", "valeurs": shown(v)} for (f, _), v in zip(found, values, strict=True)
    ]
    for (file, _), value, text in zip(found, values, rounds(modules, cases), strict=True):
        assert text == written(value, file).decode(), file.shown


#: A record that uses every liberty: comments everywhere, blank lines, all ways to write a list.
COMMENTED = """\
# yaml-language-server: $schema=../schemas/actors.json
# ce commentaire parle du nom
nom: "Point écoute"  # le nom d’usage
type: service
categorie: ecoute

# ce que l’on y fait
resume: >-  # relu par l’équipe
  Une ligne d’écoute pour les jeunes, leurs parents et les professionnels du département du Nord, et
  de tout le littoral.
services:
  - Parler
  # le plus demandé
  - Être orienté
missions:
  - ecouter
  - orienter  # à revoir
zone_eligibilite:  # d’où l’on peut appeler
  - departement:59  # le siège
  - departement:62
telephone: 03 20 00 00 00
comptes:
  # ouvert en 2023
  - reseau: Snapchat
    compte: pointecoute  # vérifié
    pour: les jeunes
  - reseau: Instagram
    compte: autre
sources:
  - document: "Entretien : la direction"
    date: 2026-10-05
verifie_le: 2026-10-05
verifie_par: équipe PARÉ
# à rappeler en janvier
"""
ACTOR = Found(
    "actors", "point-ecoute", Path("point-ecoute.yml"), "point-ecoute.yml", "data/actors/point-ecoute.yml"
)

INTERVIEW = {"document": "Entretien : la direction", "date": "2026-10-05"}
DUNKIRK = {"commune": "Dunkerque", "code_postal": "59140", "code_insee": "59183"}
CHANGES: list[dict[str, Any]] = [
    {"nom": "Point écoute : Nord"},
    {"nom": "119"},
    {"resume": "Court."},
    {"resume": "Un résumé bien plus long que la ligne, " + "et qui se plie comme il faut" * 3},
    {"presentation": "Un paragraphe.\r\n\r\n\r\nUn autre, avec des espaces à la fin.   \n\n- un point\n"},
    {"services": ["Parler", "Autre chose", "Être orienté", ""]},
    {"services": []},
    {"missions": ["ecouter", "orienter", "proteger"]},
    {"missions": None},
    {"zone_eligibilite": ["departement:62", "departement:59", "departement:80"]},
    {"telephone": "", "sigle": "PE"},
    {"comptes": [{"reseau": "Snapchat", "compte": "nouveau", "pour": ""}]},
    {"comptes": [{"reseau": "Instagram", "compte": "autre"}, {"reseau": "X", "compte": "x", "url": None}]},
    {"sources": [{"document": "Nouveau", "date": "2026-11"}, INTERVIEW]},
    {"commune": DUNKIRK | {"latitude": "51.034", "longitude": "2.377"}},
    {"confirmation": {"verifie_le": "2026-11-22", "verifie_par": "direction"}, "date_maj": "2026-11-22"},
]  # fmt: skip


def comments(text: str) -> list[str]:
    """The words of each comment, in order."""
    return sorted(part.partition("#")[2].strip() for part in text.splitlines() if " #" in f" {part}")


#: Comments that a change takes away with the line that they were beside, or the list that they were in.
GONE = {"missions=None": {"à revoir"}, "services=[]": {"le plus demandé"}, "comptes": {"vérifié"}}


@pytest.fixture(scope="module")
def changed(modules: Path) -> list[str]:
    return rounds(modules, [{"kind": "actors", "texte": COMMENTED, "valeurs": change} for change in CHANGES])


def test_the_commented_record_is_in_the_house_s_form() -> None:
    assert written_by_hand(ACTOR, COMMENTED) == COMMENTED


@pytest.mark.parametrize("number", range(len(CHANGES)), ids=lambda number: " ".join(CHANGES[number]))
def test_a_change_keeps_every_comment_and_the_house_s_form(changed: list[str], number: int) -> None:
    change, after = CHANGES[number], changed[number]
    assert after == written_by_hand(ACTOR, after)
    gone = {
        word for key, value in change.items() for word in GONE.get(key, GONE.get(f"{key}={value}", set()))
    }
    assert set(comments(COMMENTED)) - set(comments(after)) <= gone, after


def test_only_the_changed_lines_change(modules: Path) -> None:
    (after,) = rounds(
        modules, [{"kind": "actors", "texte": COMMENTED, "valeurs": {"telephone": "03 28 00 00 00"}}]
    )
    before, now = COMMENTED.splitlines(), after.splitlines()
    assert [(a, b) for a, b in zip(before, now, strict=True) if a != b] == [
        ("telephone: 03 20 00 00 00", "telephone: 03 28 00 00 00")
    ]


#: Ways to write that the house doesn't have; whoever wrote so finds each word back.
UNUSUAL: list[tuple[str, dict[str, Any], str]] = [
    ('"nom": a  # dit\n', {"nom": "b"}, "nom: b  # dit\n"),
    ("nom: 'a\n  suite'  # dit\n", {"nom": "b"}, "nom: b  # dit\n"),
    (
        "missions: [former,\n  orienter]  # dit\n",
        {"missions": ["orienter"]},
        "# dit\nmissions: [orienter]\n",
    ),
    (
        "comptes:\n-\n  # dit\n  reseau: X\n  compte: y\n",
        {"comptes": [{"reseau": "X", "compte": "z"}]},
        "comptes:\n# dit\n- reseau: X\n  compte: z\n",
    ),
    ("---\nnom: a\n...\n", {"nom": "b"}, "---\nnom: b\n...\n"),
]


def test_unusual_ways_to_write_lose_nothing(modules: Path) -> None:
    texts = rounds(modules, [{"kind": "actors", "texte": t, "valeurs": v} for t, v, _ in UNUSUAL])
    assert texts == [wanted for _, _, wanted in UNUSUAL]


def test_blanks_are_never_written(modules: Path) -> None:
    blank = {
        "sigle": "",
        "publics": [],
        "comptes": [{"reseau": "", "compte": ""}],
        "age_min": None,
        "commune": {"commune": ""},
    }
    (after,) = rounds(modules, [{"kind": "actors", "texte": COMMENTED, "valeurs": {"nom": "X", **blank}}])
    value = read(after.encode()).value
    assert not {"sigle", "publics", "comptes", "age_min", "commune"} & set(value)


def test_any_edit_of_any_record_is_sound(modules: Path) -> None:
    """Two hundred edits by chance: fields lengthened, reordered, brought from another record."""
    chance = random.Random(20261122)
    found = list(records())
    cases = []
    for _ in range(200):
        file, text = chance.choice(found)
        other = read(chance.choice([t for f, t in found if f.kind == file.kind]).encode()).value
        value = read(text.encode()).value
        changes: dict[str, Any] = {}
        for key in chance.sample(sorted(other), k=min(3, len(other))):
            changes[key] = other[key]
        for key in chance.sample(sorted(value), k=2):
            if isinstance(value[key], list):
                changes[key] = chance.sample(value[key], k=len(value[key]))
            elif isinstance(value[key], str) and key in {"nom", "titre", "resume"}:
                changes[key] = value[key] + chance.choice([" : suite", " # dièse", " encore", "\u00a0!"])
        # A widget fills its keys together: another record's would mix two places.
        changes = {key: v for key, v in changes.items() if key not in INSIDE}
        cases.append({"kind": file.kind, "texte": text, "valeurs": changes, "file": file})
    texts = rounds(modules, [{k: v for k, v in case.items() if k != "file"} for case in cases])
    for case, text in zip(cases, texts, strict=True):
        wanted = read(case["texte"].encode()).value | case["valeurs"]
        document = read(text.encode())
        assert document.traps == (), text
        if GESTURES & case["valeurs"].keys():  # its day came with it
            wanted = {**wanted, **{key: v for key, v in document.value.items() if key == "date_maj"}}
        assert document.value == wanted, text
        assert text == laid_again(case["file"], text)


def laid_again(file: Found, text: str) -> str:
    """What `maillage format` would make of it; values that no check accepts are laid out all the same."""
    data, _ = formatted(text.encode(), file, VOCABULARY)
    return written(read(text.encode()).value, file).decode() if data is None else data.decode()


FOLDS = """
const { format, valeursDe } = await import("./atelier-fiche.js");
return data.cas.map(({ kind, texte }) => {
  const { formes, ensembles, plis, entetes } = data.config;
  const un = format({ formes: formes[kind], ensembles, plis: plis[kind], entete: entetes[kind] });
  const donnees = un.fromFile(texte);
  return [un.toFile(donnees), valeursDe(donnees, plis[kind], ensembles), Object.keys(donnees)];
});
"""


def test_the_folds_of_the_form_are_none_of_the_file(modules: Path) -> None:
    found = list(records())
    cases = [{"kind": file.kind, "texte": text} for file, text in found]
    answers = run(modules, FOLDS, {"config": CONFIG, "cas": cases})
    folds: dict[str, dict[str, list[str]]] = CONFIG["plis"]  # type: ignore[assignment]
    for (file, text), (written_, values, keys) in zip(found, answers, strict=True):
        assert written_ == text, file.shown
        assert values == read(text.encode()).value, file.shown
        assert not {key for inside in folds[file.kind].values() for key in inside} & set(keys)


def test_essentials_come_first_and_every_question_once() -> None:
    decap: Any = CONFIG["decap"]
    for collection in decap["collections"]:
        if collection["name"] not in FICHES:
            continue
        first = [f for f in collection["fields"] if not f["name"].startswith("pli_") and f["name"] != SCORED]
        folds = [field for field in collection["fields"] if field["name"].startswith("pli_")]
        assert len(first) <= 22 and all(fold["collapsed"] for fold in folds)
        assert not [f for fold in folds for f in fold["fields"] if f["required"]]
        asked = [f["name"] for f in first] + [f["name"] for fold in folds for f in fold["fields"]]
        widget = {key: name for name, keys in TOGETHER.items() for key in keys}
        every = {widget.get(question.cle, question.cle) for question in questions(collection["name"])}
        assert sorted(asked) == sorted(every)


def today() -> str:
    return datetime.now().astimezone().date().isoformat()


@pytest.mark.parametrize(
    ("before", "change", "dated"),
    [
        ("", {"annule": "true"}, True),
        ("", {"reporte_au": "2027-01-14"}, True),
        ("reporte_au: 2027-01-14\n", {"reporte_au": "2027-02-14"}, True),
        ("", {"inscription": {"complet": "true"}}, True),
        ("commune: Lille\n", {"passe_en_ligne": "true"}, True),
        (
            "",
            {
                "recurrence": {
                    "regle": "FREQ=WEEKLY",
                    "exceptions": [{"date": "2026-12-10", "annule": "true"}],
                }
            },
            True,
        ),
        ("recurrence:\n  regle: FREQ=WEEKLY\n", {"recurrence": {"regle": "FREQ=WEEKLY;COUNT=3"}}, False),
        ("date_maj: 2020-01-01\n", {"annule": "oui"}, True),
        ("date_maj: 2020-01-01\n", {"annule": "true", "date_maj": "2026-11-20"}, False),
        ("annule: true\n", {"resume": "Un autre."}, False),
        ("", {"resume": "Un autre.", "annule": "false"}, False),
    ],
)
def test_a_gesture_sets_the_day_of_the_change(
    modules: Path, before: str, change: dict[str, Any], dated: bool
) -> None:
    text = "titre: Un jour\ntype: colloque\nresume: Un colloque.\ndebut: 2026-12-03\nen_ligne: true\n"
    text += f"sources:\n  - document: Exemple\n    date: 2026\n{before}"
    days = {today()}
    (written_,) = rounds(modules, [{"kind": "events", "texte": text, "valeurs": change}])
    days.add(today())  # the day may have turned meanwhile
    assert any(f"date_maj: {day}\n" in written_ for day in days) is dated, written_
    assert written_.count("date_maj:") <= 1


def test_a_structure_that_closes_is_dated_and_a_new_record_is_not(modules: Path) -> None:
    text = "nom: Un lieu\ntype: service\ncategorie: ecoute\nresume: Un lieu.\n"
    closed, new = rounds(
        modules,
        [
            {"kind": "actors", "texte": text, "valeurs": {"statut": "ferme"}},
            {"kind": "actors", "texte": "", "valeurs": {"nom": "Un lieu", "statut": "suspendu"}},
        ],
    )
    assert "date_maj: " in closed
    assert "date_maj: " not in new
