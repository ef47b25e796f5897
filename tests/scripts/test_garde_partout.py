"""Whatever `maillage check` refuses of persons and places, in whatever field, the browser refuses before."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.forms import guards
from generators.forms.questions import Question, questions_of
from generators.land.places import load_places
from generators.records.judging import findings
from generators.records.kinds import KINDS
from generators.records.models.fields import references
from generators.records.reading.load import Loaded, load
from generators.records.rules import confidential, privacy
from tests.hostile import TEXTES
from tests.lists import lay_lists
from tests.records.test_plants import (
    HERE,
    HOMES,
    INNOCENT,
    LETTER,
    PERSONS,
    PLACES,
    REFERENCE,
    WITH_PERSONS,
    named,
    quoted,
)
from tests.scripts.test_garde import tables, told

__all__ = ["tables"]
TODAY = date(2026, 11, 22)
SECRETS = frozenset(rule.code for rule in (*confidential.RULES, *privacy.RULES))
#: What no form writes: comments, and keys that no model has.
NOT_IN_A_FORM = {"commentaire", "fiche-fautive"}
Cases = Mapping[str, str]


def laid(folder: Path, files: Cases) -> Loaded:
    """The base of the tests of records, `refuge` confidential in it, with these files more."""
    shutil.copytree(HERE / "base", folder, dirs_exist_ok=True)
    lay_lists(folder / "data")
    (folder / "newsletter").mkdir(exist_ok=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return load(folder / "data", folder / "newsletter")


def refused_by_check(loaded: Loaded) -> set[tuple[str, str]]:
    found = findings(loaded, load_places(REFERENCE), TODAY)
    return {key for rule, key, one in found if rule.code in SECRETS and one.severity == "error"}


def refused_here(modules: Path, tables: Path, loaded: Loaded, keys: list[tuple[str, str]]) -> set[Any]:
    cases = [
        {"genre": kind, "id": id_, "fiche": yaml.load(loaded.sources[kind, id_], yaml.BaseLoader)}
        | {"cites": [*_cited(loaded, (kind, id_))]}
        for kind, id_ in keys
    ]
    found = told(modules, tables, cases, reseau=guards.of_records(loaded.records))
    return {key for key, faults in zip(keys, found, strict=True) if faults}


def _cited(loaded: Loaded, key: tuple[str, str]) -> Iterator[dict[str, Any]]:
    """What the record names, as the form reads it."""
    for kind, id_ in references(loaded.records.of(key[0])[key[1]]):
        if record := loaded.records.of(kind).get(id_):
            names = [getattr(record, name, None) for name in ("sigle", "nom_complet")]
            names = [KINDS[kind].title_of(record), *filter(None, names)]
            yield {"reference": f"{kind}/{id_}", "noms": names}


def compared(modules: Path, tables: Path, folder: Path, files: Cases) -> tuple[set[Any], set[Any]]:
    """What check refuses of the sound records among these files, and what the browser does."""
    loaded = laid(folder, files)
    ours = {Path(path).stem for path in files}
    keys = [key for key in loaded.files if key[1] in ours]
    sound = [key for key in keys if key[1] in loaded.records.of(key[0])]
    assert sound
    return refused_by_check(loaded) & {*sound}, refused_here(modules, tables, loaded, sound)


def planted(kind: str, record: Callable[[str], str], texts: list[str]) -> dict[str, str]:
    return {
        f"data/{kind}/p-{n}.yml": record(text).replace("nom: Cas\n", f"nom: {named(n)}\n", 1)
        for n, text in enumerate(texts)
    }


ALL = [(f"lieu-{name}", *home, PLACES) for name, home in HOMES.items() if name not in NOT_IN_A_FORM]
ALL += [(f"qui-{name}", *home, PERSONS) for name, home in WITH_PERSONS.items() if name not in NOT_IN_A_FORM]


@pytest.mark.parametrize(("kind", "record", "texts"), [one[1:] for one in ALL], ids=[one[0] for one in ALL])
def test_the_browser_refuses_what_check_refuses(
    modules: Path, tables: Path, tmp_path: Path, kind: str, record: Callable[[str], str], texts: list[str]
) -> None:
    files = planted(kind, record, [*texts, *INNOCENT, *TEXTES])
    by_check, here = compared(modules, tables, tmp_path, files)
    assert len(by_check) > len(texts) / 2
    assert {files[f"data/{kind}/{id_}.yml"] for kind, id_ in by_check - here} == set()
    # What check lets by may be saved: no more alarms than these.
    assert {files[f"data/{kind}/{id_}.yml"] for kind, id_ in here - by_check} == set()


def test_an_issue_is_read_item_by_item(modules: Path, tables: Path, tmp_path: Path) -> None:
    def letter(text: str, ref: str) -> str:
        item = f"    - fiche: {ref}\n      texte: {quoted(text)}\n"
        return f"{LETTER}actualites:\n  titre: Faits\n  choix:\n{item}"

    files, chosen = {}, ("actors/refuge", "actors/association")
    for n, text in enumerate((*PLACES, *INNOCENT)):
        for half, ref in enumerate(chosen):
            files[f"newsletter/{2030 + n // 2}-t{2 * (n % 2) + half + 1}.yml"] = letter(text, ref)
    by_check, here = compared(modules, tables, tmp_path, files)
    assert len(by_check) > len(PLACES) / 2
    assert by_check - here == set()
    assert here - by_check == set()


TEXT = "Au 12 rue des Lilas, 69100 Villeurbanne"
PLANTS = {
    "ligne": (TEXT, "Voir Mme Durand au 06 12 34 56 78", "marie.durand@exemple.fr", "Camille Exemple"),
    "url": ("https://www.google.fr/maps/@45.76,4.88,17z", "https://exemple.fr/12-rue-des-lilas-villeurbanne"),
    "courriel": ("marie.durand@exemple.fr", "foyer.villeurbanne@exemple.fr"),
    "telephone": ("06 12 34 56 78", "+262 692 12 34 56"),
    "code": ("69100", "69266", "13003013300016"),
    "territoire": ("commune:69266", "epci:200046977"),
    "decimal": ("45.76",),
    "horaires": (
        "Mo-Fr 09:00-17:00",
        f'Mo-Fr 09:00-17:00 "{TEXT}"',
        'Mo-Fr 09:00-17:00 "Mme Durand, 06 12 34 56 78"',
    ),
}
TAIL = {"sources": [{"document": "Exemple", "date": "2026"}]}
PLAIN: dict[str, dict[str, Any]] = {
    "actors": {"nom": "Un lieu", "type": "association", "categorie": "ecoute", "resume": "Un lieu.", **TAIL},
    "events": {"titre": "Un jour", "type": "journee-etude", "resume": "Un jour.", "debut": "2026-12-03"}
    | TAIL,
    "resources": {
        "titre": "Un guide",
        "type": "guide",
        "resume": "Un.",
        "url": "https://exemple.fr/g",
        **TAIL,
    },
    "news": {"titre": "Un fait", "resume": "Un fait.", "date": "2026-10-01", **TAIL},
}
#: What makes a record confidential, or names one that is; nothing, for the guards of persons.
WITH: dict[str, dict[str, Any]] = {
    "actors": {"partenaires": ["refuge"]},
    "events": {"organisateurs": ["refuge"]},
    "resources": {"producteurs": ["refuge"]},
    "news": {"acteurs": ["refuge"]},
}
HIDDEN = {"adresse_confidentielle": "true", "departement": "69"}


def every(asked: tuple[Question, ...], required: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A record for each field and each plant that may be written there."""
    for question in asked:
        if question.nature == "groupe":
            least = {one.cle: "Exemple" for one in question.questions if one.obligatoire}
            for inside in every(
                question.questions, least | {"date": "2026"} if "document" in least else least
            ):
                yield {**required, question.cle: [inside] if question.plusieurs else inside}
            continue
        for text in PLANTS.get("ligne" if question.nature == "texte" else question.nature, ()):
            yield {**required, question.cle: [text] if question.plusieurs else text}


@pytest.mark.parametrize("kind", PLAIN)
def test_every_field_of_every_kind_is_read(modules: Path, tables: Path, tmp_path: Path, kind: str) -> None:
    asked = questions_of(KINDS[kind].model)
    hidden = [HIDDEN] if "adresse_confidentielle" in KINDS[kind].model.model_fields else []
    files = {}
    for state in ({}, WITH[kind], *hidden):
        for values in every(asked, PLAIN[kind] | state):
            text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
            files[f"data/{kind}/p-{len(files)}.yml"] = text.replace("'true'", "true")
    by_check, here = compared(modules, tables, tmp_path, files)
    assert len(by_check) > 20
    assert {files[f"data/{kind}/{id_}.yml"] for kind, id_ in by_check - here} == set()


def test_who_verified_is_no_person_unless_a_structure_bears_the_name(
    modules: Path, tables: Path, tmp_path: Path
) -> None:
    roles = ("Camille Exemple", "direction du service", "Mme Exemple", "Réseau Exemple", "Foyer Exemple")
    roles = (*roles, "marie.durand@exemple.fr", "Équipe mobile", "Marie-Claude Petit, éducatrice", "PARÉ")
    roles = (*roles, "La Boussole", "équipe du réseau", "Marie Curie")
    base = (
        "nom: {}\ntype: association\ncategorie: ecoute\nresume: Un.\nsources: [{{document: E, date: 2026}}]\n"
    )
    files = {
        f"data/actors/p-{n}.yml": base.format(named(n))
        + f"verifie_le: 2026-10-05\nverifie_par: {quoted(role)}\n"
        for n, role in enumerate(roles)
    }
    files["data/actors/marie-curie.yml"] = base.format("MARIE CURIE")
    by_check, here = compared(modules, tables, tmp_path, files)
    assert len(by_check) >= 4
    assert here == by_check


def test_a_record_that_is_confidential_no_more_does_not_name_itself(
    modules: Path, tables: Path, tmp_path: Path
) -> None:
    reseau = guards.of_records(laid(tmp_path, {}).records)
    assert [*reseau["retenus"]] == ["actors/refuge"]
    itself = {"genre": "actors", "id": "refuge", "cites": []}
    itself |= {"fiche": {"nom": "Le Refuge", "resume": "Le Refuge, à Lille."}}
    other = itself | {"genre": "news", "id": "autre"}
    assert [bool(one) for one in told(modules, tables, [itself, other], reseau=reseau)] == [False, True]
