"""`maillage import`, as the staff meet it: decisions, refusals, memory, and what is never overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generators.cli import import_
from generators.disk.refused import Refused
from tests.intake.network import Network

TILLEULS = {
    "Structure": "Foyer Les Tilleuls",
    "CP": "59000",
    "Ville": "Lille",
    "Téléphone": "03 20 11 22 33",
    "Site": "www.tilleuls.fr",
    "Publics": "Mineurs",
}
SOURCE = {
    "Structure": "La Source",
    "CP": "75011",
    "Ville": "Paris",
    "Téléphone": "01 43 11 22 33",
    "Site": "",
}
RECORD = """nom: Les Tilleuls
type: association
categorie: hebergement
role: aide
resume: Un foyer.
telephone: 03 20 11 22 33
commune: Roubaix
code_insee: "59512"
sources:
  - document: Un annuaire
    date: 2024
"""


def test_a_new_row_is_a_record_with_its_source_and_a_name_that_says_it(network: Network) -> None:
    assert network.take(network.sheet(TILLEULS, SOURCE)) == 0, network.said
    record = network.record("foyer-les-tilleuls")
    assert record == {
        "nom": "Foyer Les Tilleuls",
        "type": "organisation",
        "categorie": "non-precisee",
        "resume": "Structure citée dans « Tableau des partenaires ».",
        "publics": ["mineurs"],
        "code_postal": "59000",
        "commune": "Lille",
        "code_insee": "59350",
        "telephone": "03 20 11 22 33",
        "site_web": "https://www.tilleuls.fr",
        "sources": [{"document": "Tableau des partenaires", "date": "2026-11"}],
    }
    assert "2 nouvelles fiches" in network.said
    assert "Rôle : toutes" in network.said and "En une phrase : toutes" in network.said


def test_two_of_one_name_have_two_files(network: Network) -> None:
    network.take(
        network.sheet(SOURCE, SOURCE | {"CP": "69001", "Ville": "Lyon", "Téléphone": "04 72 00 00 01"})
    )
    assert sorted(path.stem for path in (network.data / "actors").glob("*.yml")) == [
        "la-source",
        "la-source-lyon",
    ]


def test_the_same_row_twice_is_one_record(network: Network) -> None:
    assert network.take(network.sheet(TILLEULS, TILLEULS)) == 1
    assert "une autre ligne a la même clef" in network.said
    assert [path.stem for path in (network.data / "actors").glob("*")] == ["foyer-les-tilleuls"]


def test_a_doubt_is_asked_once_by_the_file_and_remembered(network: Network) -> None:
    network.file("les-tilleuls").write_text(RECORD, "utf-8")
    assert network.take(network.sheet(TILLEULS, SOURCE)) == 1
    assert (
        "« Foyer Les Tilleuls » (ligne 2) : Les Tilleuls (les-tilleuls, même champ Téléphone) ?"
        in network.said
    )
    assert not network.file("foyer-les-tilleuls").exists()
    assert network.file("les-tilleuls").read_text("utf-8") == RECORD
    network.correct(network.memory(), "a_decider: [les-tilleuls]", "fiche: les-tilleuls")
    network.take(network.sheet(TILLEULS, SOURCE))
    record = network.record("les-tilleuls")
    assert record["site_web"] == "https://www.tilleuls.fr" and record["commune"] == "Roubaix"
    assert [source["document"] for source in record["sources"]] == ["Un annuaire", "Tableau des partenaires"]
    assert "Les Tilleuls (" in network.said.partition("Conflits")[2]  # its name and its place differ
    assert network.take(network.sheet(TILLEULS, SOURCE)) == 0, network.said
    assert "2 fiches inchangées" in network.said


def test_not_the_same_is_remembered_too(network: Network) -> None:
    network.file("les-tilleuls").write_text(RECORD, "utf-8")
    network.take(network.sheet(TILLEULS, SOURCE))
    network.correct(network.memory(), "a_decider: [les-tilleuls]", "decision: nouvelle")
    assert network.take(network.sheet(TILLEULS, SOURCE)) == 0, network.said
    assert network.record("foyer-les-tilleuls")["nom"] == "Foyer Les Tilleuls"
    assert "pas_la_meme: [les-tilleuls]" in network.memory().read_text("utf-8")
    assert "ce numéro est aussi celui de" in network.said.partition("Doubles possibles")[2]
    before = network.bytes()
    assert network.take(network.sheet(TILLEULS, SOURCE)) == 0
    assert network.bytes() == before


@pytest.mark.parametrize(
    ("answers", "record"), [(["1"], "les-tilleuls"), (["x", "7", "n"], "foyer-les-tilleuls"), ([""], None)]
)
def test_a_doubt_is_asked_in_the_terminal(
    network: Network, monkeypatch: pytest.MonkeyPatch, answers: list[str], record: str | None
) -> None:
    network.file("les-tilleuls").write_text(RECORD, "utf-8")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: answers.pop(0))
    network.take(network.sheet(TILLEULS), "--decide")
    assert "Les Tilleuls (les-tilleuls)" in network.said and not answers
    memory = network.memory().read_text("utf-8")
    assert (f"fiche: {record}\n" if record else "a_decider: [les-tilleuls]") in memory


def test_a_row_may_be_left_out_for_good(network: Network) -> None:
    network.file("les-tilleuls").write_text(RECORD, "utf-8")
    network.take(network.sheet(TILLEULS, SOURCE))
    network.correct(network.memory(), "a_decider: [les-tilleuls]", "decision: ignorer")
    assert network.take(network.sheet(TILLEULS, SOURCE)) == 0, network.said
    assert network.file("les-tilleuls").read_text("utf-8") == RECORD


def test_a_sure_match_completes_the_record_and_keeps_its_comments(network: Network) -> None:
    written = RECORD.replace("Roubaix", "Lille").replace("59512", "59350") + "# gardé\n"
    network.file("les-tilleuls").write_text(written, "utf-8")
    network.take(network.sheet(TILLEULS | {"Structure": "Les Tilleuls"}))
    text = network.file("les-tilleuls").read_text("utf-8")
    assert "# gardé" in text and "site_web: https://www.tilleuls.fr" in text and "Un foyer." in text
    assert "1 fiche complétée" in network.said
    assert "Les Tilleuls (" in network.said.partition("Fiches complétées")[2]


def test_a_word_is_decided_once_in_the_file(network: Network) -> None:
    row = TILLEULS | {"Publics": "Mineurs ; Gamins du quartier"}
    assert network.take(network.sheet(row)) == 1
    assert "« Gamins du quartier », liste publics" in network.said
    network.correct(network.memory(), "terme: a_decider", "terme: jeunes-majeurs")
    assert network.take(network.sheet(row)) == 0, network.said
    assert network.record("foyer-les-tilleuls")["publics"] == ["mineurs", "jeunes-majeurs"]


def test_what_few_tables_say_is_read_and_a_word_of_it_decided(network: Network) -> None:
    row = TILLEULS | {
        "Langues parlées": "Français, LSF et klingon",
        "Filles/garçons": "Mixte",
        "Délai d’attente": "15 jours",
        "Urgence": "Oui",
        "Accessibilité PMR": "Plain-pied",
        "Horaires": "du lundi au vendredi 9h-17h, fermé en août",
    }
    assert network.take(network.sheet(row)) == 1
    assert "« klingon », liste langues" in network.said
    assert "« Oui », liste disponibilite_urgence" in network.said
    memory = network.memory().read_text("utf-8")
    network.memory().write_text(memory.replace("terme: a_decider", "terme: ignorer"), "utf-8")
    network.take(network.sheet(row))
    record = network.record("foyer-les-tilleuls")
    assert record["langues"] == ["fr", "fsl"]
    assert (record["genre_accueilli"], record["delai_attente"]) == ("tous", "moins-d-un-mois")
    assert record["accessibilite"] == ["entree-plain-pied"]
    assert record["horaires_accueil"] == "Mo-Fr 09:00-17:00; Aug off"
    assert "disponibilite_urgence" not in record


def test_a_column_is_decided_once_in_the_file(network: Network) -> None:
    row = TILLEULS | {"Bidule": "Sur orientation de l’ASE", "Référent": "Karim Benali"}
    assert network.take(network.sheet(row)) == 1
    assert "- Bidule" in network.said and "« Référent » nomme des personnes" in network.said
    network.correct(network.memory(), "champ: a_decider", "champ: conditions_acces")
    assert network.take(network.sheet(row)) == 0, network.said
    assert network.record("foyer-les-tilleuls")["conditions_acces"] == "Sur orientation de l’ASE"
    assert "Benali" not in network.said and b"Benali" not in b"".join(network.bytes().values())


def test_a_column_that_went_takes_nothing_away(network: Network) -> None:
    network.take(network.sheet(TILLEULS))
    before = network.file("foyer-les-tilleuls").read_bytes()
    network.take(network.sheet({key: text for key, text in TILLEULS.items() if key != "Téléphone"}))
    assert network.file("foyer-les-tilleuls").read_bytes() == before
    assert "la colonne « Téléphone » n’est plus dans le fichier" in network.said
    network.take(network.sheet(TILLEULS | {"Téléphone": ""}))
    assert "telephone" not in network.record("foyer-les-tilleuls")


def test_a_second_column_of_numbers_is_one_more_line(network: Network) -> None:
    more = {"Tél. parents": "03 20 11 22 34", "Portable": "06 12 34 56 78", "Tél. 3": "03 20 11 22 33"}
    network.take(network.sheet(TILLEULS | more))
    record = network.record("foyer-les-tilleuls")
    assert record["telephone"] == "03 20 11 22 33"
    assert record["lignes"] == [{"pour": "parents", "telephone": "03 20 11 22 34"}]
    assert b"06 12" not in b"".join(network.bytes().values()) and "06 12" not in network.said
    before = network.bytes()
    network.take(network.sheet(TILLEULS | more))
    assert network.bytes() == before
    network.take(network.sheet(TILLEULS | more | {"Tél. parents": "03 20 11 22 35"}))
    assert network.record("foyer-les-tilleuls")["lignes"][0]["telephone"] == "03 20 11 22 35"


def test_a_row_that_can_be_no_record_is_refused_and_the_others_are_written(network: Network) -> None:
    nobody = {"Structure": "", "CP": "59000", "Ville": "Lille"}
    somebody = {"Structure": "Mme Ferrandi, psychologue", "CP": "59000", "Ville": "Lille"}
    assert network.take(network.sheet(TILLEULS, nobody, somebody)) == 1
    refused = network.said.partition("Lignes refusées")[2]
    assert "ligne 3 : aucune colonne ne donne son nom" in refused
    assert "ligne 4 : Nom (ligne 4, colonne A) : ce texte donne le nom d’une personne" in refused
    assert "Ferrandi" not in network.said and b"Ferrandi" not in b"".join(network.bytes().values())
    assert network.file("foyer-les-tilleuls").is_file()


def test_a_wrong_value_stays_out_and_the_row_comes_in(network: Network) -> None:
    network.take(network.sheet(TILLEULS | {"SIRET": "123 456 789 00011"}))
    assert "siret" not in network.record("foyer-les-tilleuls")
    assert "colonne G" in network.said.partition("Laissé de côté")[2]


def test_a_place_that_becomes_secret_leaves_the_record_and_the_memory(network: Network) -> None:
    network.take(network.sheet(TILLEULS, SOURCE))
    network.correct(
        network.file("foyer-les-tilleuls"), "commune: Lille", "commune: Lille\nadresse: 3 rue Basse"
    )
    network.take(network.sheet(TILLEULS | {"Notes": "Adresse confidentielle"}, SOURCE))
    record = network.record("foyer-les-tilleuls")
    assert (record["adresse_confidentielle"], record["departement"]) == ("true", "59")
    line = network.memory().read_text("utf-8").partition("lignes:")[2].partition("  - clef: la source")[0]
    for text in (str(record), line):
        for said in ("Lille", "lille", "59000", "59350", "rue Basse"):
            assert said not in text
    assert "son lieu est maintenant confidentiel" in network.said
    assert "rue Basse" not in network.said
    before = network.bytes()
    network.take(network.sheet(TILLEULS | {"Notes": "Adresse confidentielle"}, SOURCE))
    assert network.bytes() == before


def test_a_place_that_the_record_still_tells_in_words_is_a_loud_refusal(network: Network) -> None:
    network.take(network.sheet(TILLEULS, SOURCE))
    network.correct(
        network.file("foyer-les-tilleuls"), "resume: Structure citée dans", "resume: À Lille, rue Basse,"
    )
    before = network.file("foyer-les-tilleuls").read_bytes()
    assert network.take(network.sheet(TILLEULS | {"Notes": "Adresse confidentielle"}, SOURCE)) == 1
    refused = network.said.partition("Lignes refusées")[2].partition("\n\n")[0]
    assert "son lieu est maintenant confidentiel, et sa fiche le dit encore" in refused
    assert "Lille" not in refused and "Basse" not in refused
    assert network.file("foyer-les-tilleuls").read_bytes() == before


def test_a_record_that_hides_its_place_takes_none_from_a_sheet(network: Network) -> None:
    hidden = RECORD.partition("commune")[0] + 'adresse_confidentielle: true\ndepartement: "59"\nsources:\n'
    network.file("les-tilleuls").write_text(hidden + "  - document: Un annuaire\n    date: 2024\n", "utf-8")
    network.take(network.sheet(TILLEULS | {"Structure": "Les Tilleuls"}))
    record = network.record("les-tilleuls")
    assert record["departement"] == "59" and "commune" not in record and "code_postal" not in record
    assert record["site_web"] == "https://www.tilleuls.fr"
    line = network.memory().read_text("utf-8").partition("    dit:")[2]
    assert line and "commune" not in line and "code_postal" not in line
    assert "sa fiche garde son lieu pour elle" in network.said
    assert network.run("check") == 0, network.said


def test_a_record_that_people_removed_is_not_made_again(network: Network) -> None:
    network.take(network.sheet(TILLEULS, SOURCE))
    network.file("la-source").unlink()
    assert network.take(network.sheet(TILLEULS, SOURCE)) == 1
    assert not network.file("la-source").exists()
    assert "la-source, n’est plus là : rien n’est refait" in network.said


def test_a_row_that_changes_its_key_keeps_its_record(network: Network) -> None:
    network.take(network.sheet(TILLEULS, SOURCE))
    network.take(network.sheet(TILLEULS | {"CP": "59100", "Ville": "Roubaix"}, SOURCE))
    assert network.record("foyer-les-tilleuls")["commune"] == "Roubaix"
    assert network.memory().read_text("utf-8").count("  - clef: ") == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--source", "p", "--date", "2026"), "dites de quel document"),
        (("--source", "p", "--document", "T"), "dites la date du document"),
        (("--source", "p", "--document", "T", "--date", "hier"), "la date s’écrit"),
        (("--source", "p", "--document", "T", "--date", "2027"), "n’est pas encore venue"),
        (("--source", "Mes partenaires", "--document", "T", "--date", "2026"), "minuscules sans accent"),
        (("--document", "T", "--date", "2026"), "dites de quelle source"),
        (("--source", "p", "--document", "T", "--date", "2026", "--decide"), "lancez-la dans un terminal"),
    ],
)
def test_a_wrong_use_is_told_in_one_sentence(network: Network, words: tuple[str, ...], said: str) -> None:
    before = network.bytes()
    assert network.run("import", str(network.sheet(TILLEULS)), *words) == 2
    assert said in network.said and network.said.count("\n") == 1
    assert network.bytes() == before


def test_an_older_document_takes_nothing_back(network: Network) -> None:
    network.take(network.sheet(TILLEULS))
    before = network.bytes()
    assert network.take(network.sheet(TILLEULS | {"Téléphone": "03 20 00 00 01"}), date="2025") == 1
    assert "plus ancien que le dernier importé (2026-11)" in network.said
    assert network.bytes() == before


def test_a_slip_in_the_memory_stops_and_check_tells_it(network: Network) -> None:
    network.take(network.sheet(TILLEULS))
    network.correct(network.memory(), "lignes_min: 1", "lignes_min: un")
    before = network.bytes()
    assert network.take(network.sheet(TILLEULS)) == 1
    assert network.bytes() == before
    assert network.run("check") == 1
    assert "partenaires.yml" in network.said and "« un » n’est pas un nombre entier" in network.said


def test_a_person_in_the_memory_is_an_error_of_check(network: Network) -> None:
    network.take(network.sheet(TILLEULS))
    network.correct(network.memory(), "document:", "# demander Mme Ferrandi au 06 12 34 56 78\ndocument:")
    assert network.run("check") == 1
    assert "un numéro de portable" in network.said and "le nom d’une personne" in network.said


def test_a_full_disk_leaves_all_as_it_was(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    network.take(network.sheet(TILLEULS))
    before = network.bytes()
    whole = import_.write

    def full(files: dict[str, bytes], folder: Path) -> None:
        if "partenaires.yml" in files:
            raise Refused("il n’y a plus de place")
        whole(files, folder)

    monkeypatch.setattr(import_, "write", full)
    assert network.take(network.sheet(TILLEULS | {"Téléphone": "03 20 00 00 01"}, SOURCE)) == 2
    assert network.bytes() == before


def test_what_waits_in_the_inbox_is_imported_and_goes(network: Network) -> None:
    inbox = network.data / "imports" / "inbox"
    inbox.mkdir(parents=True)
    network.sheet(TILLEULS).rename(inbox / "partenaires-2026-11.csv")
    (inbox / "README.md").write_text("# Ici\n", "utf-8")
    assert network.run("check") == 0
    assert "ce fichier attend d’être importé" in network.said
    assert network.run("import", "--inbox", "--format", "markdown") == 0, network.said
    assert network.said.startswith("<!-- maillage:import -->\n\n## Import de « partenaires »")
    assert [path.name for path in inbox.iterdir()] == ["README.md"]
    assert network.record("foyer-les-tilleuls")["sources"][0] == {
        "document": "Fichier « partenaires »",
        "date": "2026-11",
    }
    (inbox / "sans date.xlsx").write_bytes(b"x")
    assert network.run("import", "--inbox") == 2
    assert "donnez-lui le nom de sa source et sa date" in network.said


def test_a_dropped_file_that_says_a_secret_is_told(network: Network) -> None:
    inbox = network.data / "imports" / "inbox"
    inbox.mkdir(parents=True)
    for extra, told in (
        ({}, False),
        ({"Notes": "adresse confidentielle"}, True),
        ({"Notes": "Mme Ferrandi"}, True),
    ):
        network.sheet(TILLEULS | extra).rename(inbox / "partenaires-2026-11.csv")
        network.run("import", "--inbox")
        assert ("le fichier déposé est public" in network.said) is told


def test_a_file_that_is_not_read_is_one_sentence_and_stays(network: Network) -> None:
    inbox = network.data / "imports" / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "partenaires-2026-11.xlsx").write_bytes(b"")
    before = network.bytes()
    assert network.run("import", "--inbox") == 1
    assert network.said.count("\n") == 1 and "vide" in network.said
    assert network.bytes() == before


def test_what_a_sheet_says_is_text_in_markdown(network: Network) -> None:
    network.take(network.sheet(TILLEULS | {"Publics": "<b>@equipe</b> #12"}), "--format", "markdown")
    assert "<b>" not in network.said and "@equipe" not in network.said


def test_a_completed_record_says_what_came_from_the_table(network: Network) -> None:
    network.take(network.sheet({"Nom": "La Source", "CP": "59000", "Ville": "Lille", "Public": "Mineurs"}))
    row = {"Nom": "La Source", "CP": "59000", "Ville": "Lille", "Tél": "03 20 00 00 01", "Places": "7"}
    said = ("--source", "mairie", "--document", "Liste de la mairie", "--date", "2026-10")
    network.run("import", str(network.sheet(row)), *said)
    assert network.record("la-source")["sources"] == [
        {"document": "Tableau des partenaires", "date": "2026-11"},
        {"document": "Liste de la mairie", "date": "2026-10", "champs": ["capacite", "telephone"]},
    ]


def test_a_carrier_is_found_by_its_name_in_the_network_or_in_the_table(network: Network) -> None:
    network.take(network.sheet({"Nom": "Maison Mère", "CP": "59000", "Ville": "Lille"}))
    sheet = network.sheet(
        {"Nom": "Le Service", "CP": "59000", "Ville": "Lille", "Gestionnaire": "MAISON MERE"},
        {"Nom": "L’Équipe", "CP": "69003", "Ville": "Lyon", "Gestionnaire": "L’Autre maison"},
        {"Nom": "L’Autre maison", "CP": "69003", "Ville": "Lyon", "Gestionnaire": ""},
        {"Nom": "La Suite", "CP": "13001", "Ville": "Marseille", "Gestionnaire": "Personne ne la connaît"},
    )
    network.take(sheet, source="autre")
    carriers = {id_: network.record(id_).get("porte_par") for id_ in ("le-service", "l-equipe", "la-suite")}
    assert carriers == {"le-service": "maison-mere", "l-equipe": "l-autre-maison", "la-suite": None}
    assert "Personne ne la connaît" in network.said
    before = network.bytes()
    network.take(sheet, source="autre")
    assert network.bytes() == before


def test_a_carrier_that_is_refused_is_not_named(network: Network) -> None:
    confidential = {"Nom": "Foyer de Lille", "CP": "", "Ville": "", "Adresse": "adresse confidentielle"}
    sheet = network.sheet(
        {
            "Nom": "Le Service",
            "CP": "59000",
            "Ville": "Lille",
            "Adresse": "",
            "Gestionnaire": "Foyer de Lille",
        },
        {**confidential, "Gestionnaire": ""},
    )
    network.take(sheet)
    assert network.record("le-service").get("porte_par") is None


def test_the_file_that_is_read_with_another_is_told(network: Network) -> None:
    for name in ("structures", "services"):
        item = {"id": f"x--{name}", "source": "x", "nom": f"La {name}", "code_insee": "59350"}
        (network.root / f"{name}.json").write_text(json.dumps([item]), "utf-8")
    network.take(network.root / "structures.json")
    assert "services.json, qui est à côté, est lu avec" in network.said
