"""The quality of a service: that of the official package, criterion by criterion; told to the staff alone."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pendulum
import pytest
import yaml
from data_inclusion.schema import v1
from data_inclusion.schema.v1 import score_qualite

from generators.cli import main
from generators.exchange import data_inclusion, quality
from generators.site import Site
from generators.words.wording import no_break
from tests.exchange.conftest import COMPLET, RECORDS
from tests.made import files, pages
from tests.scripts.browserless import run
from tests.sites import real_site

ROOT = Path(__file__).parents[2]
PLACE = (
    "adresse", "complement_adresse", "code_postal", "commune", "code_insee", "latitude", "longitude",
    "accessibilite_lieu", "siret", "zone_eligibilite",
)  # fmt: skip
TODAY = date(2026, 11, 22)
LEAST: dict[str, Any] = {
    "source": "x", "id": "x--a", "structure_id": "x--a", "nom": "Nom", "description": "a" * 60,
    "date_maj": "2026-11-01",
}  # fmt: skip
#: What a service says besides the least.
SAID: list[dict[str, Any]] = [
    {},
    {"modes_accueil": ["en-presentiel"]},
    {"modes_accueil": ["en-presentiel"], "adresse": "1 rue du Port"},
    {"modes_accueil": ["a-distance"], "adresse": "1 rue du Port"},
    {"modes_mobilisation": ["se-presenter"]},
    {"modes_mobilisation": ["telephoner"]},
    {"modes_mobilisation": ["telephoner", "envoyer-un-courriel"], "telephone": "119"},
    {
        "modes_mobilisation": ["envoyer-un-courriel"],
        "courriel": "a@exemple.fr",
        "mobilisable_par": ["usagers"],
    },
    {"mobilisable_par": ["professionnels"], "publics": ["jeunes"]},
    {"thematiques": ["sante--acces-aux-soins"], "lien_mobilisation": "https://exemple.fr/"},
    {"frais": "payant"},
    {"frais": "payant", "frais_precisions": "10 €"},
    {"frais": "gratuit"},
    *({"description": "a" * length} for length in (5, 49, 50, 199, 200, 1999, 2000, 10_000)),
    *({"date_maj": str(TODAY - timedelta(days=days))} for days in (0, 179, 181, 300, 455, 729, 731, 2000)),
]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The official score looks at the clock."""
    monkeypatch.setattr(score_qualite.pendulum, "now", lambda: pendulum.instance(pendulum.date(2026, 11, 22)))


@pytest.mark.parametrize("said", SAID)
def test_each_criterion_is_the_official_one(site: Site, said: dict[str, Any]) -> None:
    row = LEAST | said
    score, notes = score_qualite.score(v1.Service.model_validate(row))
    ours = quality.note(row, TODAY, site.records.actors["complet"])
    assert {k: v and round(v, 6) for k, v in ours.notes.items()} == {
        k: v and round(v, 6) for k, v in notes.items()
    }
    assert ours.score == score


def test_every_service_of_ours_has_the_official_score() -> None:
    real = real_site(TODAY, "https://reseau.example/")
    official = {
        row["id"]: score_qualite.score(v1.Service.model_validate(row))[0]
        for row in json.loads(data_inclusion.services(real))
    }
    ours = {data_inclusion.identifiant(real, one.acteur): one.score for one in quality.qualites(real)}
    assert ours == official
    assert len(ours) > 30
    themes = [one.notes["au_moins_une_thematique"] or 0 for one in quality.qualites(real)]
    assert sum(themes) / len(themes) > 0.6


def test_what_raises_it_is_said_what_counts_most_first(site: Site) -> None:
    whole = quality.qualite(site, site.records.actors["complet"])
    assert whole.conseils == [
        "décrire le service en 200 à 2000 signes, « En une phrase » et « Pour quoi » compris"
    ]
    bare = site.records.actors["complet"].model_copy(
        update={
            "telephone": None,
            "courriel": None,
            "lien_mobilisation": None,
            "site_web": None,
            "frais": None,
        }
    )
    poor = quality.qualite(site, bare)
    assert poor.score < whole.score
    assert "dire si c’est gratuit, ou ce que l’on paie" in poor.conseils[:4]
    assert poor.conseils[-1] == whole.conseils[0]


#: What is taken from, or put into, the fullest record: what forms hold while somebody writes.
FORMS: list[dict[str, object]] = [
    {},
    *({key: None} for key in COMPLET if key not in ("nom", "type", "categorie", "resume", "sources")),
    {"statut": "ferme", "date_fermeture": "2026-01-05"},
    {"statut": "suspendu"},
    {"courriel_de_service": "true", "boite_pour": "les dons"},
    {"lien_mobilisation": None, "site_web": None},
    {"adresse_confidentielle": "true", **dict.fromkeys(PLACE), "departement": "59"},
    {"missions": ["reperer"], "categorie": "formation"},
    {"missions": None, "categorie": "justice"},
    {"publics": ["grand-public", "mineurs"]},
    {"frais": "payant"},
    {"frais": "payant", "frais_precisions": None},
    {"modes_mobilisation": ["reseaux-sociaux"], "modes_accueil": None},
    {"modes_mobilisation": ["envoyer-un-courriel", "se-presenter"], "courriel": None},
    {"resume": "Un.", "presentation": None, "services": None},
    {"presentation": "é😀 " * 700},
    *(
        {"verifie_le": None, "verifie_par": None, "date_maj": None, "sources": sources}
        for sources in (
            [{"document": "a", "date": "2025"}, {"document": "b", "date": "2025-T3"}],
            [{"document": "a", "date": "2025-06"}, {"document": "b", "date": "2024-12-31"}],
            [{"document": "a", "date": "2026-T1"}],
        )
    ),
]


def test_the_forms_say_the_same_while_a_record_is_written(make: Callable[..., Site], tmp_path: Path) -> None:
    said = {f"v{n}": {k: v for k, v in {**COMPLET, **form}.items() if v} for n, form in enumerate(FORMS)}
    site = make(**{**RECORDS, "actors": {**RECORDS["actors"], **said}})
    shutil.copy(ROOT / "site/scripts/forms/qualite.js", tmp_path / "qualite.js")
    program = """
        const { qualite } = await import("./qualite.js");
        return Object.values(data.fiches).map((fiche) => qualite(fiche, data.bareme, data.jour));
    """
    given = {"fiches": said, "bareme": quality.bareme(site.records.vocabulary), "jour": TODAY.isoformat()}
    told = dict(zip(said, run(tmp_path, program, given), strict=True))
    ours = {one.acteur.id: one for one in quality.qualites(site)}
    assert {id_ for id_, found in told.items() if found} == {id_ for id_ in ours if id_ in said}
    for id_, found in told.items():
        if found:
            assert [*map(no_break, ours[id_].conseils)] == found["conseils"], said[id_]
            assert abs(ours[id_].score - found["score"]) < 0.011, said[id_]
    assert len({one.score for one in ours.values()}) > 8


@pytest.mark.parametrize("sources", [[], [{"document": "a"}], [{"document": "a", "date": "20"}], None])
def test_a_record_that_has_no_day_yet_is_scored_all_the_same(
    site: Site, tmp_path: Path, sources: object
) -> None:
    shutil.copy(ROOT / "site/scripts/forms/qualite.js", tmp_path / "qualite.js")
    program = """
        const { qualite } = await import("./qualite.js");
        return qualite(data.fiche, data.bareme, data.jour);
    """
    bareme = quality.bareme(site.records.vocabulary)
    given = {"fiche": {"services": ["x"], "sources": sources}, "bareme": bareme, "jour": TODAY.isoformat()}
    told = run(tmp_path, program, given)
    assert told["score"] == 0
    assert "faire confirmer la fiche par la structure" in told["conseils"]


def test_every_record_of_ours_is_told_the_same(tmp_path: Path) -> None:
    real = real_site(TODAY, "https://reseau.example/")
    files = {path.stem: path for path in (ROOT / "data/actors").rglob("*.yml")}
    said = {id_: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for id_, path in files.items()}
    shutil.copy(ROOT / "site/scripts/forms/qualite.js", tmp_path / "qualite.js")
    program = """
        const { qualite } = await import("./qualite.js");
        return Object.entries(data.fiches).map(([id, une]) => [id, qualite(une, data.bareme, data.jour)]);
    """
    given = {"fiches": said, "bareme": quality.bareme(real.records.vocabulary), "jour": TODAY.isoformat()}
    told = {id_: round(one["score"], 1) for id_, one in run(tmp_path, program, given) if one}
    assert told.keys() == {one.acteur.id for one in quality.qualites(real)}
    for one in quality.qualites(real):
        assert abs(told[one.acteur.id] - one.score) < 0.06


def test_the_staff_reads_it_and_the_public_does_not(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "score", "--today", "2026-11-22"]) == 0
    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert told.startswith("# Qualité vue par data·inclusion, au 22 novembre 2026 : 0,4")
    assert "- Fraîcheur : 0,00 (33 services)" in told
    assert "(nid-92)" in told
    assert main(["verify", "score", "--today", "2026-11-22", "--format", "csv", "nid-92"]) == 0
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff")))
    assert (row["id"], row["au_moins_une_thematique"]) == ("nid-92", "1.0")
    assert main(["verify", "score", "--format", "json", "--today", "2026-11-22"]) == 0
    assert {"id", "nom", "score", "criteres", "conseils"} == set(json.loads(capsys.readouterr().out)[0])
    assert main(["verify", "score", "personne"]) == 2
    shown = [*files(site).values(), *(page.body.encode() for page in pages(site))]
    assert not [content for content in shown if b"au_moins_une_thematique" in content]
