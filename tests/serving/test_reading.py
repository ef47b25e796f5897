"""After each change the records, and what is wrong with them, are as a reading of everything finds them."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generators.project import Project
from generators.records.problems import Problem
from generators.records.validate import check
from generators.serving.reading import Reading
from tests.sites import ROOT

TODAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Kept:
    """The repository's own records in a folder, and what was read of them."""

    project: Project
    reading: Reading

    def file(self, path: str) -> Path:
        return self.project.data.parent / path

    def holds(self, *changed: Path) -> tuple[Problem, ...]:
        """What is wrong, once it is as a reading of everything finds it."""
        project = self.project
        verdict = self.reading.read(changed, TODAY, TODAY)
        records, problems = check(project.data, project.newsletter, project.reference, TODAY, TODAY)
        assert (verdict.records is None) == (records is None), problems
        if records is None:
            assert {*_errors(verdict.problems)} <= {*_errors(problems)}
            assert _errors(verdict.problems)
        else:
            assert verdict.records is not None
            assert [*verdict.records.all()] == [*records.all()]
            assert [*verdict.records.paths.items()] == [*records.paths.items()]
            assert _but_doubles(verdict.problems) == _but_doubles(problems)
        return verdict.problems


def _errors(problems: tuple[Problem, ...]) -> list[Problem]:
    return [one for one in problems if one.severity == "error"]


def _but_doubles(problems: tuple[Problem, ...]) -> list[Problem]:
    """A pair is told on one of the two: on the other, when it is the one that changed."""
    return [one for one in problems if "est aussi cel" not in one.message and "ressemble" not in one.message]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    for name in ("data", "newsletter"):
        shutil.copytree(ROOT / name, tmp_path / name)
    project = Project.at(ROOT).with_data(tmp_path / "data")
    found = Kept(project, Reading(project))
    assert not _errors(found.holds())
    return found


def _rewritten(file: Path, change: Callable[[str], str]) -> Path:
    text = file.read_text(encoding="utf-8")
    assert change(text) != text
    file.write_text(change(text), encoding="utf-8")
    return file


def _named_actor(kept: Kept) -> Path:
    """An actor that others name."""
    texts = [file.read_text(encoding="utf-8") for file in (kept.project.data / "events").glob("*.yml")]
    files = sorted((kept.project.data / "actors").glob("*.yml"))
    return next(file for file in files if any(f"- {file.stem}\n" in text for text in texts))


def test_a_wrong_record_waits_until_it_is_mended(kept: Kept) -> None:
    first, second = sorted((kept.project.data / "actors").glob("*.yml"))[:2]
    good = first.read_text(encoding="utf-8")
    _rewritten(first, lambda text: "nom: [\n" + text)
    assert kept.holds(first)
    _rewritten(second, lambda text: re.sub(r"^nom: .*$", "nom: Tout autre nom", text, flags=re.M))
    assert [one.path for one in _errors(kept.holds(second))] == [f"data/actors/{first.name}"]
    first.write_text(good, encoding="utf-8")
    assert not _errors(kept.holds(first))


def test_who_names_a_record_that_goes_is_told(kept: Kept) -> None:
    actor = _named_actor(kept)
    good = actor.read_text(encoding="utf-8")
    actor.unlink()
    told = _errors(kept.holds(actor))
    assert told and all(f"actors/{actor.name}" not in one.path for one in told)
    actor.write_text(good, encoding="utf-8")
    assert not _errors(kept.holds(actor))


def test_a_record_that_comes_stands_in_its_place(kept: Kept) -> None:
    file = sorted((kept.project.data / "actors").glob("*.yml"))[40]
    fresh = file.with_name("aaa-toute-premiere.yml")
    text = re.sub(r"^nom: .*$", "nom: Toute première", file.read_text(encoding="utf-8"), flags=re.M)
    fresh.write_text(text, encoding="utf-8")
    kept.holds(fresh)


def test_a_place_that_becomes_confidential_is_guarded_everywhere(kept: Kept) -> None:
    """Whoever names it says no place any more: records that did not change are judged again."""
    actor = _named_actor(kept)
    good = actor.read_text(encoding="utf-8")
    _rewritten(actor, lambda text: "adresse_confidentielle: true\n" + text)
    kept.holds(actor)
    actor.write_text(good, encoding="utf-8")
    assert not _errors(kept.holds(actor))


def test_what_is_no_record_has_everything_read_again(kept: Kept) -> None:
    vocabulary = kept.file("data/vocabulary.yml")
    _rewritten(vocabulary, lambda text: text.replace("libelle: ", "libelle: X", 1))
    kept.holds(vocabulary)


def test_many_changes_of_all_sorts(kept: Kept) -> None:
    chance = random.Random(7)
    files = sorted(kept.project.data.glob("*/*.yml"))
    files = [file for file in files if file.parent.name in ("actors", "events", "resources", "news")]
    good = {file: file.read_text(encoding="utf-8") for file in files}
    for _ in range(12):
        some = chance.sample(files, chance.randint(1, 4))
        for file in some:
            match chance.randrange(5):
                case 0:
                    file.unlink(missing_ok=True)
                case 1:
                    file.write_text(good[file].replace("\n", "\ninconnu: 1\n", 1), encoding="utf-8")
                case 2:
                    file.write_text(
                        re.sub(r"^(nom|titre): .*$", r"\1: Autre", good[file], flags=re.M), "utf-8"
                    )
                case _:
                    file.write_text(good[file], encoding="utf-8")
        kept.holds(*some)
    for file, text in good.items():
        file.write_text(text, encoding="utf-8")
    assert not _errors(kept.holds(*files))
