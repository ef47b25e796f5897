"""`maillage new`: what a person types in a terminal, and the file that comes of it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import termios
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from generators.cli import main
from generators.forms.answers import Known
from generators.forms.questions import (
    LIEU_PRECIS,
    file_of,
    judged,
    keys_to_ask_again,
    name_fault,
    name_of,
    questions,
)
from generators.forms.terminal import Dialogue
from generators.land.places import load_places
from generators.records.reading.load import load

ROOT = Path(__file__).parents[2]
LOADED = load(ROOT / "data", ROOT / "newsletter")
PLACES = load_places(ROOT / "data" / "reference")
NAMES = {
    kind: {id_: getattr(record, "nom", "") or record.titre for id_, record in LOADED.records.of(kind).items()}
    for kind in ("actors", "events", "resources", "news")
}
TODAY = date(2026, 11, 22)
PATIENCE_S = 120
NEEDED = {
    "Rôle": ["aide"],
    "Nom": ["Point écoute Exemple"],
    "Type de structure": ["service"],
    "Catégorie": ["1"],
    "En une phrase": ["Une ligne d’écoute pour les jeunes."],
    "Document": ["Entretien avec la direction"],
    "Date": ["2026-10"],
}


class Person:
    """Types the answers that go with the title on the screen, and Enter for all the rest."""

    def __init__(self, **answers: list[str]) -> None:
        self.answers = defaultdict(list, {title: list(typed) for title, typed in answers.items()})
        self.screen: list[str] = []
        self.title = ""

    def say(self, text: str) -> None:
        self.screen.append(text)
        if text.startswith("\n"):
            self.title = text.strip().removesuffix(" (obligatoire)")

    def ask(self, prompt: str) -> str:
        typed = self.answers[self.title]
        if prompt.strip() == ">" and not typed and self.title in NEEDED:
            raise AssertionError(f"asked again: {self.title}\n" + "\n".join(self.screen[-6:]))
        return typed.pop(0) if typed else ""

    @property
    def said(self) -> str:
        return "\n".join(self.screen)


def talk(person: Person, kind: str = "actors") -> dict[str, object]:
    known = Known(LOADED.records.vocabulary, PLACES, NAMES)
    dialogue = Dialogue(kind, known, person.ask, person.say)
    dialogue.fill()
    return dialogue.values


def test_the_required_answers_make_a_record() -> None:
    values = talk(Person(**NEEDED))
    file = file_of("actors", name_of("actors", values), ROOT / "data", ROOT)
    content, problems = judged(values, file, LOADED, PLACES, TODAY)
    assert problems == ()
    assert content.decode() == (
        "# yaml-language-server: $schema=../schemas/actors.json\n"
        "nom: Point écoute Exemple\ntype: service\ncategorie: ecoute\nrole: aide\n"
        "resume: Une ligne d’écoute pour les jeunes.\n"
        "sources:\n  - document: Entretien avec la direction\n    date: 2026-10\n"
    )
    assert file.shown == "data/actors/point-ecoute-exemple.yml"


def test_a_commune_brings_its_codes() -> None:
    values = talk(Person(**NEEDED, Commune=["dunkerke", ""]))
    assert values["commune"] == "Dunkerque"
    assert values["code_insee"] == "59183"
    assert "code_postal" not in values  # it has four, and there is no street
    values = talk(Person(**NEEDED, Commune=["68100"]))
    assert (values["commune"], values["code_postal"], values["code_insee"]) == ("Mulhouse", "68100", "68224")


def test_homonyms_are_chosen_by_number() -> None:
    person = Person(**NEEDED, Commune=["Saint-Denis", "2"])
    values = talk(person)
    assert "2. Saint-Denis" in person.said
    assert values["code_insee"] == "93066"


def test_nothing_of_a_confidential_place_is_asked() -> None:
    person = Person(**NEEDED, Département=["nord"])
    person.answers["Adresse confidentielle"] = ["o"]
    values = talk(person)
    titles = {text.strip() for text in person.screen if text.startswith("\n")}
    hidden = {question.titre for question in questions("actors") if question.cle in LIEU_PRECIS}
    assert titles & hidden == set()
    assert (values["adresse_confidentielle"], values["departement"]) == ("true", "59")


def test_a_slip_is_told_at_once_and_enter_accepts_what_was_meant() -> None:
    answers = NEEDED | {"Catégorie": ["ecoutte", ""], "Confirmé le": ["31/02/2026", "20/11/2026"]}
    person = Person(**answers)
    values = talk(person)
    assert values["categorie"] == "ecoute"
    assert values["verifie_le"] == "2026-11-20"
    assert "vouliez-vous dire « ecoute »" in person.said
    assert "« 31/02/2026 » n’est pas une date" in person.said.replace("\u00a0", " ")
    assert "compris : vendredi 20 novembre 2026" in person.said


def test_what_was_right_of_an_answer_is_kept_and_only_the_rest_asked_again() -> None:
    typed = ["former, ecoute, acompagner, jongler", "", "", "-"]
    person = Person(**NEEDED, Missions=list(typed))
    values = talk(person)
    assert values["missions"] == ["former", "ecouter", "accompagner"]
    assert "gardé : Former" in person.said
    said = person.said
    assert said.index("vouliez-vous dire « ecouter »") < said.index("vouliez-vous dire « accompagner »")
    assert said.count("Missions") == 1


def test_habits_are_understood_and_shown() -> None:
    answers = NEEDED | {
        "Âge minimum": ["de 12 à 25 ans"],
        "Site web": ["www.escale.fr"],
        "Horaires": ["du lundi au vendredi 9h-17h"],
        "Territoire couvert": ["75, 92, 93", ""],
    }
    person = Person(**answers)
    values = talk(person)
    assert (values["age_min"], values["age_max"]) == ("12", "25")
    assert (values["site_web"], values["horaires_accueil"]) == ("https://www.escale.fr", "Mo-Fr 09:00-17:00")
    assert values["zone_eligibilite"] == ["departement:75", "departement:92", "departement:93"]
    said = person.said.replace("\u00a0", " ")
    assert "compris : de 12 à 25 ans" in said and "compris : https://www.escale.fr" in said


def test_a_part_of_a_name_never_becomes_another_name_in_silence() -> None:
    person = Person(**NEEDED, **{"Porté par": ["auteuil", "-"]})
    assert "porte_par" not in talk(person)
    assert "vouliez-vous dire « apprentis-d-auteuil »" in person.said


def test_the_way_back_asks_the_question_before_and_keeps_what_it_was_told() -> None:
    answers = NEEDED | {
        "Nom": ["Point écoute Exemple", "Point écoute Autre", ""],
        "Type de structure": ["<", "service"],
        "Sigle": ["PEE", "<", ""],
        "Nom complet": ["retour", "Le point", "<", ""],
    }
    person = Person(**answers)
    values = talk(person)
    assert values["nom"] == "Point écoute Autre"
    assert values["type"] == "service"
    assert (values["sigle"], values["nom_complet"]) == ("PEE", "Le point")
    assert "Entrée garde « Point écoute Exemple »" in person.said


def test_the_way_back_in_a_group_asks_its_part_before_then_the_group_before() -> None:
    answers = NEEDED | {
        "Document": ["Entretien", "Un autre", "Un dernier"],
        "Date": ["<", "2026-10", "2025"],
        "Adresse web": ["", "<", "", "n"],  # also what is typed at « Une autre ? »
    }
    assert talk(Person(**answers))["sources"] == [{"document": "Un dernier", "date": "2025"}]


def test_there_is_nothing_before_the_first_question() -> None:
    person = Person(**NEEDED, **{"Adresse confidentielle": ["<", "n"]})
    assert talk(person)["nom"] == "Point écoute Exemple"
    assert "C’est la première question." in person.said


def test_lists_take_numbers_codes_and_labels() -> None:
    answers = NEEDED | {
        "Publics": ["1, familles"],
        "Missions": ["Écouter ; orienter"],
        "Territoire couvert": ["Nord", "departement:62", "departement:999", ""],
        "Porté par": ["agss udaf", ""],
        "Pour quoi": ["Parler", "Être orienté", ""],
    }
    person = Person(**answers)
    values = talk(person)
    assert values["publics"] == ["mineurs", "familles"]
    assert values["missions"] == ["ecouter", "orienter"]
    assert values["zone_eligibilite"] == ["departement:59", "departement:62"]
    assert values["porte_par"] == "agss-udaf-nord"
    assert values["services"] == ["Parler", "Être orienté"]
    assert "« departement:999 » ne désigne aucun territoire" in person.said


def test_end_skips_what_is_left_and_dependent_questions_wait() -> None:
    person = Person(**NEEDED, Sigle=["fin"])
    assert "sigle" not in talk(person)
    assert "\nTéléphone" not in person.screen
    person = Person(**NEEDED)
    talk(person)
    assert "\nTéléphone" in person.screen
    assert "\nLigne de service" not in person.screen


def test_an_error_of_the_whole_names_the_questions_to_take_up_again() -> None:
    values = talk(Person(**NEEDED, Téléphone=["07 57 76 46 58"]))
    file = file_of("actors", "cas", ROOT / "data", ROOT)
    _, problems = judged(values, file, LOADED, PLACES, TODAY)
    again = keys_to_ask_again(problems, questions("actors"))
    assert set(again) == {"telephone", "telephone_de_service"}


def test_names_of_files() -> None:
    assert (
        name_of("events", {"titre": "Colloque à l’Isle", "debut": "2026-12-03T09:30"})
        == "colloque-a-l-isle-2026"
    )
    assert name_fault("akatij", "actors", LOADED) == "une fiche s’appelle déjà « akatij »"
    assert "minuscules" in (name_fault("Été", "actors", LOADED) or "")


def test_without_a_terminal_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["new", "actor"]) == 2
    assert "dans un terminal" in capsys.readouterr().err


def _own_it() -> None:
    """In the child: its input becomes its terminal, so that Ctrl-C is a signal, which it heeds.

    What a shell starts in the background is told to ignore it, and passes that on.
    """
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def terminal(data: Path, typed: list[str]) -> tuple[str, int]:
    """The real command in a real terminal: each line is typed once a prompt waits for it."""
    command = [
        sys.executable,
        "-m",
        "generators.cli",
        "new",
        "news",
        "--data",
        str(data),
        "--today",
        "2026-11-22",
    ]
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=_own_it,
    )
    os.close(theirs)
    screen, waiting, silent = "", list(typed), 0
    while True:
        if not select.select([ours], [], [], 1)[0]:
            silent += 1
            if silent > PATIENCE_S:
                done.kill()
                pytest.fail(f"the command waits for something:\n{screen}")
            if typed[-1] == "\x03" and not waiting:
                # Between its prompt and its wait for a line, Python may miss a signal: one presses again.
                os.write(ours, b"\x03")
            continue
        silent = 0
        try:
            part = os.read(ours, 4096).decode("utf-8", "replace")
        except OSError:
            break
        if not part:
            break
        screen += part
        if waiting and re.search(r"> $", screen):
            line = waiting.pop(0)
            os.write(ours, line.encode() + (b"" if line == "\x03" else b"\n"))
            screen += "\n"
    os.close(ours)
    return screen, done.wait()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


ANSWERS = [
    "Un point écoute ouvre",
    "2026-11",
    "Une ligne ouvre dans le Nord.",
    "Communiqué",
    "2026-11-02",
    "",  # no address of the document
    "n",  # no other source
    "fin",
]


def test_in_a_real_terminal(data: Path) -> None:
    screen, status = terminal(data, [*ANSWERS, "", "o"])
    assert status == 0, screen
    written = data / "news" / "un-point-ecoute-ouvre.yml"
    assert written.read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../schemas/news.json\n"
        "titre: Un point écoute ouvre\ndate: 2026-11\nresume: Une ligne ouvre dans le Nord.\n"
        "sources:\n  - document: Communiqué\n    date: 2026-11-02\n"
    )


def test_giving_up_writes_nothing(data: Path) -> None:
    before = sorted(data.rglob("*"))
    screen, status = terminal(data, [*ANSWERS, "", "\x03"])
    assert status == 1, screen
    assert "Rien n’a été écrit." in screen
    assert sorted(data.rglob("*")) == before
