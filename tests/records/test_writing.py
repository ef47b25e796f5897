"""`maillage format`: a record keeps its values and its comments, however it was written."""

from __future__ import annotations

import itertools
import random
import shutil
from pathlib import Path

import pytest
import yaml

from generators.cli import main
from generators.records.reading.files import Found
from generators.records.reading.load import listed, record_of, vocabulary_of
from generators.records.writing import formatted

ROOT = Path(__file__).parents[2]
VOCABULARY, _ = vocabulary_of(ROOT / "data", ROOT)
REAL = [file for file in listed(ROOT / "data", ROOT / "newsletter") if isinstance(file, Found)]
ACTOR = Found("actors", "cas", "cas.yml", "data/actors/cas.yml", "data/actors/cas.yml")
BASE = {
    "nom": "Cas",
    "type": "association",
    "categorie": "ecoute",
    "resume": "Une structure d’exemple.",
    "sources": [{"document": "Exemple", "date": "2026"}],
    "verifie_le": "2026-10-05",
    "verifie_par": "équipe PARÉ",
}
#: Texts that YAML, or a careless writer of YAML, takes for something else.
NASTY = [
    "oui",
    "NO",
    "on",
    "null",
    "~",
    "119",
    "06000",
    "1.10",
    "1e3",
    "0x1F",
    "0o14",
    "12:30",
    "14:30:00",
    "2023-10",
    "2023-10-18",
    "-1",
    "+33",
    ".5",
    ".inf",
    "- tiret",
    "-",
    "# dièse",
    "mot #dièse",
    "mot # dièse",
    "clé: valeur",
    "fin:",
    "« ouvert : oui »",
    "[crochets]",
    "{accolades}",
    "a, b",
    "'apostrophes'",
    '"guillemets"',
    "l'un et \"l'autre\"",
    "barre \\ oblique \\n",
    "*étoile",
    "&ancre",
    "!étiquette",
    "%pour",
    "@arobase",
    "`grave`",
    "? question",
    "| tube",
    ">- chevron",
    "---",
    "...",
    "=",
    "<<",
    "trop  d’espaces   au milieu  de la phrase " * 4,
    "mot " * 50 + "fin",
    "x" * 130,
    "https://www.exemple.fr/" + "page-" * 25,
    "👩‍👧 famille",
    "espace\u00a0insécable\u00a0: oui",
    "e\u0301te\u0301 décomposé",
    "un - deux -- trois",
    "100 % #1",
    "texte: >-",
]
PARAGRAPHS = [
    "Premier.\n\nSecond.",
    "- un\n- deux\n  - trois\n\nfin",
    "Une ligne.\n    un retrait\nfin",
    "# Titre\n\n> citation\n\n`code: [x]`",
    "ligne  \nqui finit par deux espaces",
    "a: b\n--- \n...\n#x",
]


def record(data: bytes, file: Found = ACTOR) -> object:
    found, problems = record_of(data, file, VOCABULARY)
    assert found is not None, problems
    return found


def reformatted(text: str, file: Found = ACTOR) -> str:
    """The text in order: its record is the same, and doing it again changes nothing."""
    done, problems = formatted(text.encode(), file, VOCABULARY)
    assert done is not None, problems
    assert record(done, file) == record(text.encode(), file)
    assert formatted(done, file, VOCABULARY) == (done, ())
    return done.decode()


@pytest.mark.parametrize("file", REAL, ids=lambda file: f"{file.kind}/{file.id}")
def test_real_records_keep_their_values(file: Found) -> None:
    reformatted(file.file.read_text(encoding="utf-8"), file)


@pytest.mark.parametrize("style", [None, "'", '"', "|", ">"])
@pytest.mark.parametrize("width", [20, 500])
def test_nasty_texts_in_every_style(style: str | None, width: int) -> None:
    for text in NASTY:
        written = BASE | {"nom": text, "mots_cles": [text, "simple"], "services": [text]}
        reformatted(yaml.safe_dump(written, default_style=style, allow_unicode=True, width=width))


@pytest.mark.parametrize("style", [None, "'", '"', "|", ">"])
def test_paragraphs_in_every_style(style: str | None) -> None:
    for text in PARAGRAPHS:
        remarks = [{"titre": "Une remarque", "texte": text}]
        written = BASE | {"presentation": text, "remarques": remarks}
        assert "presentation: |-" in reformatted(
            yaml.safe_dump(written, default_style=style, allow_unicode=True)
        )


def test_any_order_of_keys_with_comments_anywhere() -> None:
    """Two hundred shuffles of a commented record: the comments are all kept, each above or beside its key."""
    blocks = [
        "# du nom\nnom: Cas  \n",
        "type:   'association'   # du type\n",
        "categorie: ecoute\n",
        "resume: >\n  Une structure\n  d’exemple. # pas un commentaire\n\n",
        "# première ligne\n# seconde ligne\npublics: [mineurs, # les mineurs\n  familles]\n",
        "services:   # des services\n# mal placé\n- Parler\n-  Être orienté\n# - Dormir\n",
        "sources:\n    -   date: 2026 # l’année\n        # du document\n"
        '        document: "Ex # emple"\n    # - document: ôté\n',
        "verifie_le: 2026-10-05\n\n",
        "verifie_par: équipe PARÉ\n",
        "presentation: |   # littéral\n  Un # deux\n\n  # trois\n",
    ]
    said = [
        "# du nom",
        "# du type",
        "# première ligne",
        "# seconde ligne",
        "# les mineurs",
        "# des services",
        "# mal placé",
        "# - Dormir",
        "# l’année",
        "# du document",
        "# - document: ôté",
        "# littéral",
    ]
    shuffled = random.Random(7)
    for _ in range(200):
        shuffled.shuffle(blocks)
        done = reformatted("# tête\n\n" + "".join(blocks) + "# pied\n")
        assert all(done.count(f"{text}\n") == 1 for text in [*said, "# tête", "# pied"])
        assert "# du nom\nnom: Cas\n" in done
        assert "type: association  # du type\n" in done
        assert "  - Être orienté\n" in done
        assert done.endswith("# pied\n")


def test_a_record_as_the_house_writes_it() -> None:
    text = """\ufeff---\r
verifie_par: équipe PARÉ\r
verifie_le: "2026-10-05"\r
sources: [{document: Le compte rendu d’une réunion dont le titre est si long qu’il ne tient pas sur une ligne, date: '2026'}]
# yaml-language-server: $schema=ailleurs.json
# la ligne du service
telephone: '119'
departement: 06
nom:   "Cas"

# ce qu’on y fait
resume: 'Une structure d’exemple, dont on dit ici tant de choses que la phrase entière ne tient pas sur une seule ligne.'
type: association
categorie: ecoute
missions:
- ecouter
- orienter
services: [Parler]
adresse_confidentielle: True
"""  # noqa: E501
    assert (
        reformatted(text)
        == """\
# yaml-language-server: $schema=../schemas/actors.json
nom: Cas
type: association
categorie: ecoute

# ce qu’on y fait
resume: >-
  Une structure d’exemple, dont on dit ici tant de choses que la phrase entière ne tient pas sur une
  seule ligne.
services:
  - Parler
missions: [ecouter, orienter]
departement: "06"
adresse_confidentielle: True
# la ligne du service
telephone: "119"
sources:
  - document: >-
      Le compte rendu d’une réunion dont le titre est si long qu’il ne tient pas sur une ligne
    date: 2026
verifie_le: 2026-10-05
verifie_par: équipe PARÉ
"""
    )


@pytest.mark.parametrize(
    ("house", "line"),
    [
        ("data/actors/cas.yml", "../schemas/actors.json"),
        ("data/actors/nord/lille/cas.yml", "../../../schemas/actors.json"),
    ],
)
def test_schema_is_found_from_the_file(house: str, line: str) -> None:
    file = Found("actors", "cas", "cas.yml", house, house)
    done = reformatted(yaml.safe_dump(BASE, allow_unicode=True), file)
    assert done.startswith(f"# yaml-language-server: $schema={line}\n")
    assert (Path("/x") / house).parent.joinpath(line).resolve() == Path("/x/data/schemas/actors.json")


FAULTY = [
    "nom: Cas\nnom: Double\n",
    "nom: [Cas\n",
    "nom: &a Cas\n",
    yaml.safe_dump(BASE | {"couleur": "verte"}, allow_unicode=True),
    yaml.safe_dump(BASE | {"type": "asociation"}, allow_unicode=True),
    yaml.safe_dump(BASE, allow_unicode=True).replace("nom: Cas", "nom: Cas social # oublié"),
]


@pytest.mark.parametrize("text", FAULTY)
def test_a_faulty_file_is_left_and_told(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("reference"))
    file = tmp_path / "data" / "actors" / "akatij.yml"
    file.write_text(text, encoding="utf-8")
    assert main(["format", "--data", str(tmp_path / "data"), str(file)]) == 1
    assert file.read_text(encoding="utf-8") == text
    assert "akatij.yml" in capsys.readouterr().err


def test_check_writes_nothing_and_format_writes_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("reference"))
    file = tmp_path / "data" / "actors" / "akatij.yml"
    command = ["format", "--data", str(tmp_path / "data"), str(file)]
    before = yaml.safe_dump(BASE, allow_unicode=True)
    file.write_text(before, encoding="utf-8")
    assert main([*command, "--check"]) == 1
    assert "n’est pas en forme" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == before
    assert main(command) == 0
    assert file.read_text(encoding="utf-8").startswith("# yaml-language-server")
    assert [path.name for path in file.parent.iterdir() if not path.name.endswith(".yml")] == []
    assert main([*command, "--check"]) == 0


def test_comments_stay_where_they_speak_of_something() -> None:
    """Every place of a comment in turn: none is lost, and what stands beside a value stays beside it."""
    lines = yaml.safe_dump(
        BASE | {"comptes": [{"reseau": "Snapchat", "compte": "ici"}], "missions": ["ecouter"]},
        allow_unicode=True,
        sort_keys=False,
    ).splitlines()
    for place, indent in itertools.product(range(len(lines) + 1), ("", "  ", "      ")):
        text = "\n".join([*lines[:place], f"{indent}# ici", *lines[place:]]) + "\n"
        assert reformatted(text).count("# ici\n") == 1
