"""Each file is read, or an error says why not: nothing that was written is left out in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generators.records.problems import Problem, Unsaid, must_tell
from generators.records.reading import load as loading
from generators.records.reading import messages
from generators.records.validate import check

ROOT = Path(__file__).parents[2]
RECORD = "data/actors/association.yml"
#: Where a fault stands with a remark on its line, or near it: file, what is written, what stands there then.
FAULTS = {
    "a-day": (RECORD, "verifie_le: 2026-10-05", "verifie_le: octobre 2023 # environ"),
    "a-day-in-words": (RECORD, "verifie_le: 2026-10-05", "verifie_le: hier soir #environ"),
    "a-term": (RECORD, "type: association", "type: une asso # je crois"),
    "a-text-too-long": (RECORD, "nom: ", "nom: " + "très " * 60 + "long # oui\nsigle: "),
    "a-source": (RECORD, "date: 2026", "date: vers 2026 # ou 2025"),
    "a-key": (RECORD, "nom: ", "nom: Deux mots # un\nnon: Deux mots # deux\nsigle: "),
    "two": (RECORD, "verifie_le: 2026-10-05", "verifie_le: un jour # a\nage_max: dix ans # b"),
    "an-anchor": (RECORD, "type: association", "type: &x pas un type # a\nsigle: *x"),
    "the-network": ("data/reseau.yml", "\nsite: ", "\nsite: pas une adresse # encore\nmedia: "),
    "a-colour": ("data/reseau.yml", "identifiants:\n", "identifiants: deux mots # un\n  x: 1\n"),
    "a-number": ("data/urgences.yml", "role: danger-immediat", "role: danger immédiat # le pire"),
    "a-channel": ("data/urgences.yml", "canal: sms", "canal: par sms # ou appel"),
    "a-list": ("data/vocabulary.yml", "symbole: maison", "symbole: une maison # jolie"),
}


def judged(project: Path) -> tuple[bool, tuple[Problem, ...]]:
    """Whether there are records to publish, and the problems."""
    records, problems = check(
        project / "data", project / "newsletter", ROOT / "data" / "reference", date(2026, 11, 22)
    )
    return records is not None, problems


@pytest.mark.parametrize(("path", "before", "after"), FAULTS.values(), ids=FAULTS)
def test_a_remark_beside_a_fault_hides_it_not(project: Path, path: str, before: str, after: str) -> None:
    file = project / path
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    sound, problems = judged(project)
    assert not sound
    assert any(problem.severity == "error" and problem.path == path for problem in problems), problems


def test_a_remark_alone_leaves_the_record(project: Path) -> None:
    file = project / RECORD
    file.write_text(
        file.read_text("utf-8").replace("\nresume: ", "\nresume: Un mot # et son remords\nsigle: ", 1)
    )
    sound, problems = judged(project)
    assert sound and {problem.severity for problem in problems} == {"warning"}


def test_a_list_with_a_remark_is_still_a_list(project: Path) -> None:
    """A list that a mere warning left out would let any code pass."""
    file = project / "data" / "vocabulary.yml"
    text = file.read_text("utf-8")
    at = text.index("libelle: ", text.index("\ntypes_acteur:"))
    file.write_text(
        f"{text[:at]}libelle: Deux mots # ou trois\n    court: {text[at + 9 :]}", encoding="utf-8"
    )
    record = project / RECORD
    record.write_text(
        record.read_text("utf-8").replace("type: association", "type: inconnu"), encoding="utf-8"
    )
    _, problems = judged(project)
    assert any(problem.path == RECORD and "inconnu" in problem.message for problem in problems)


@pytest.mark.parametrize("forgetful", ["teller", "reader", "model"])
def test_what_is_left_out_without_a_word_is_a_fault_of_ours(
    project: Path, monkeypatch: pytest.MonkeyPatch, forgetful: str
) -> None:
    """A mutation of each place that may forget: the build stops rather than publish less."""
    (project / RECORD).write_text("nom: 1\n", encoding="utf-8")
    if forgetful == "teller":
        monkeypatch.setattr(messages, "_first_causes", lambda errors: [])
    elif forgetful == "reader":
        monkeypatch.setattr(loading, "bytes_of", lambda path, shown, limit, problems: None)
    else:
        monkeypatch.setattr(loading, "_model", lambda document, file, vocabulary, data: (None, []))
    with pytest.raises(Unsaid):
        judged(project)


def test_a_warning_excuses_nothing() -> None:
    with pytest.raises(Unsaid):
        must_tell([Problem("a.yml", 1, 1, "", "attention", severity="warning")])
