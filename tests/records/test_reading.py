"""Reading keeps what was written: no implicit typing, and no bytes that make it fall over."""

from __future__ import annotations

import random
import shutil
from datetime import date, datetime, time
from pathlib import Path

import pytest
import yaml

from generators.land.territories import Zone
from generators.records.models import Acteur, Actualite, Evenement, Ressource
from generators.records.reading import source
from generators.records.reading.load import load
from generators.records.reading.source import read
from generators.records.values.phones import Telephone
from generators.words.dates import DatePartielle

ROOT = Path(__file__).parents[2]
TAIL = "sources:\n  - document: Exemple\n    date: 2026\nverifie_le: 2026-10-05\nverifie_par: équipe PARÉ\n"


def loaded(project: Path, kind: str, text: str) -> Acteur | Evenement | Ressource | Actualite:
    (project / "data" / kind / "cas.yml").write_text(text, encoding="utf-8")
    found = load(project / "data", project / "newsletter")
    assert found.problems == ()
    return found.records.of(kind)["cas"]  # type: ignore[return-value]


def test_an_actor_keeps_what_yaml_would_change(project: Path) -> None:
    actor = loaded(
        project,
        "actors",
        "nom: NO\ntype: association\ncategorie: ecoute\nresume: yes\nsigle: 1.10\nzone_precisions: 14:30\n"
        "code_postal: 06000\ncode_insee: 06088\ncommune: Nice\ntelephone: 0140000000\n"
        "zone_eligibilite: [departement:06]\nadresse_confidentielle: non\ncapacite: 012\n" + TAIL,
    )
    assert isinstance(actor, Acteur)
    assert (actor.nom, actor.resume, actor.sigle, actor.zone_precisions) == ("NO", "yes", "1.10", "14:30")
    assert (actor.code_postal, actor.code_insee, actor.capacite) == ("06000", "06088", 12)
    assert actor.telephone == Telephone("01 40 00 00 00")
    assert actor.telephone.href == "tel:+33140000000"
    assert actor.zone_eligibilite == (Zone("departement:06"),)
    assert actor.adresse_confidentielle is False
    assert actor.sources[0].date == DatePartielle("2026")
    assert actor.sources[0].date.last_day == date(2026, 12, 31)
    assert actor.verifie_le == date(2026, 10, 5)


def test_an_event_has_days_moments_and_hours(project: Path) -> None:
    event = loaded(
        project,
        "events",
        "titre: Un jour\ntype: colloque\nresume: Un colloque.\ndebut: 2026-12-03T14:30\nfin: 2026-12-04\n"
        'en_ligne: oui\nprogramme:\n  - debut: 14:30\n    titre: "Ouverture : le mot"\n' + TAIL,
    )
    assert isinstance(event, Evenement)
    assert (event.debut, event.fin) == (datetime(2026, 12, 3, 14, 30), date(2026, 12, 4))  # noqa: DTZ001
    assert event.programme[0].debut == time(14, 30)
    assert event.programme[0].titre == "Ouverture : le mot"


def test_texts_are_normalised_and_kept(project: Path) -> None:
    """Accents in one form (NFC), paragraphs and no-break spaces as they were written, CRLF or not."""
    text = (
        "titre: De\u0301part\ndate: 2026-11\nresume: Un\u00a0fait.\npresentation: |-\n  Un.\n\n  Deux.\n"
        + TAIL
    )
    news = loaded(project, "news", text.replace("\n", "\r\n"))
    assert isinstance(news, Actualite)
    assert (news.titre, news.resume, news.presentation) == ("Départ", "Un\u00a0fait.", "Un.\n\nDeux.")


def test_subfolders_hold_records_and_ids_are_unique_over_them(project: Path) -> None:
    shutil.copytree(project / "data" / "actors", project / "data" / "actors" / "nord")
    found = load(project / "data", project / "newsletter")
    assert {p.path for p in found.problems} >= {"data/actors/nord/association.yml"}
    assert all("association" in p.message or "refuge" in p.message for p in found.problems)


@pytest.mark.parametrize("seed", range(300))
def test_no_bytes_make_the_reader_fall(seed: int) -> None:
    chance = random.Random(seed)
    good = (ROOT / "data" / "actors" / "la-boussole-nord.yml").read_bytes()
    broken = bytearray(good[: chance.randrange(len(good))])
    for _ in range(chance.randrange(1, 40)):
        broken.insert(
            chance.randrange(len(broken) + 1), chance.choice(b"\x00\xff:-[]{}&*!|>'\"#%@`\t\n \xc3")
        )
    document = read(bytes(broken))
    for trap in document.traps:
        assert trap.message
        assert trap.line >= 0


@pytest.mark.parametrize("folder", ["data", "newsletter", "tests/records/cases"])
def test_the_quick_reader_says_what_the_whole_one_says(folder: str) -> None:
    """Every real file and every golden fault: the same value, or nothing when there is something to tell."""
    root = Path(__file__).parents[2]
    quickly = 0
    for path in sorted((root / folder).rglob("*.yml")):
        data = path.read_bytes()
        whole = source._Reader(data, None)
        try:
            value = whole.document()
        except (yaml.YAMLError, source._Stop):
            value = None
        found = source.quick(data)
        quickly += found is not None
        assert found == (None if whole.traps else value), path
    assert quickly
