"""GitHub's issue forms: made from the models, filled by people, and read back whatever they wrote."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generators.forms.answers import Known
from generators.forms.from_issue import House, Proposal, proposal
from generators.forms.issue_forms import FOLDER, FUNCTION, PROMISE, forms, labels_of, ordered
from generators.forms.issue_reading import chosen, read_body
from generators.land.places import load_places
from generators.records.kinds import FICHES
from generators.records.names import names as told_apart
from generators.records.reading.load import load
from generators.records.reading.source import read
from generators.records.writing import formatted

ROOT = Path(__file__).parents[2]
LOADED = load(ROOT / "data", ROOT / "newsletter")
NAMES = {
    kind: {id_: getattr(record, "nom", "") or record.titre for id_, record in LOADED.records.of(kind).items()}
    for kind in FICHES
}
KNOWN = Known(LOADED.records.vocabulary, load_places(ROOT / "data" / "reference"), NAMES)
HOUSE = House(LOADED, KNOWN, ROOT / "data", ROOT, date(2026, 11, 22))
TICKED = "- [X] Je n’ai écrit ni le nom d’un jeune\n- [X] Je n’ai écrit ni l’adresse d’un lieu confidentiel"

SOURCE = {
    "Sources : document": "Entretien avec la direction",
    "Sources : date": "2026-10",
}
ACTOR = {
    "Nom": "Point écoute Exemple",
    "Type de structure": "Service ou dispositif",
    "Catégorie": "Écoute et orientation",
    "En une phrase": "Une ligne d’écoute : pour les jeunes.",
    **SOURCE,
}
EVENT = {
    "Titre": "Une journée d’exemple",
    "Type d’événement": "Journée d’étude ou de sensibilisation",
    "En une phrase": "Une journée.",
    "Début": "2027-01-14T14:30",
    "En ligne": "Oui",
    **SOURCE,
}
RESOURCE = {
    "Titre": "Un guide d’exemple",
    "Type de ressource": "Guide",
    "En une phrase": "Un guide.",
    **SOURCE,
}
NEWS = {"Titre": "Un fait d’exemple", "Date": "2026-11", "En une phrase": "Un fait.", **SOURCE}
FILLED = {"actors": ACTOR, "events": EVENT, "resources": RESOURCE, "news": NEWS}


def body(kind: str, answers: Mapping[str, str], promise: str = TICKED) -> str:
    """What GitHub writes of a filled form: every field, in order, with its line ends."""
    told = {**answers, PROMISE: promise}
    assert set(told) <= set(labels_of(kind)), set(told) - set(labels_of(kind))
    sections = [f"### {label}\n\n{told.get(label, '_No response_')}" for label in labels_of(kind)]
    return "\n\n".join(sections).replace("\n", "\r\n")


def made(kind: str, **more: str) -> Proposal:
    return proposal(body(kind, {**FILLED[kind], **more}), HOUSE)


def values(kind: str, more: Mapping[str, str]) -> dict[str, object]:
    """What the file says, once the form is accepted."""
    found = proposal(body(kind, {**FILLED[kind], **more}), HOUSE)
    assert found.file is not None, found.answer
    value: dict[str, object] = read(found.content).value
    return value


def test_forms_are_valid_for_github(tmp_path: Path) -> None:
    for path, text in forms(LOADED.records.vocabulary).items():
        (tmp_path / Path(path).name).write_text(text, encoding="utf-8")
    for schema, names in (
        (
            "issue-forms",
            [f"{name}.yml" for name in (*(kind.slug for kind in FICHES.values()), "signalement")],
        ),
        ("issue-config", ["config.yml"]),
    ):
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.github-{schema}"]
        done = subprocess.run(
            [*command, *(str(tmp_path / name) for name in names)], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout


def test_committed_forms_are_those_of_the_models() -> None:
    for path, text in forms(LOADED.records.vocabulary).items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, path
    assert {path.name for path in (ROOT / FOLDER).iterdir()} == {
        Path(path).name for path in forms(LOADED.records.vocabulary)
    }


@pytest.mark.parametrize("kind", FICHES)
def test_labels_and_names_of_a_form_are_all_different(kind: str) -> None:
    """GitHub refuses a form where two fields share one; an answer would not find its field."""
    labels, ids = labels_of(kind), [entry.id for entry in ordered(kind)]
    assert len(set(labels)) == len(labels)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("kind", FICHES)
def test_the_least_filled_form_gives_a_sound_file(kind: str) -> None:
    found = made(kind)
    assert found.file is not None, found.answer
    assert found.file.house in found.answer
    assert formatted(found.content, found.file, LOADED.records.vocabulary)[0] == found.content


@pytest.mark.parametrize(
    ("kind", "label", "answer", "key", "value"),
    [
        ("actors", "Missions", "Écouter, Orienter", "missions", ["ecouter", "orienter"]),
        ("actors", "Type de structure", "Commune ou métropole", "type", "commune"),
        ("actors", "Porté par", "AGSS de l’UDAF", "porte_par", "agss-udaf-nord"),
        ("actors", "Partenaires", "akatij\n- La Brèche", "partenaires", ["akatij", "la-breche"]),
        ("actors", "Commune", "59140", "code_insee", "59183"),
        ("actors", "Commune", "Dunkerque", "commune", "Dunkerque"),
        ("actors", "Département", "Nord", "departement", "59"),
        ("actors", "Territoire couvert", "Pas-de-Calais\nepci:245900428", "zone_eligibilite", None),
        ("actors", "Pour quoi", "- Parler\n- Être orienté", "services", ["Parler", "Être orienté"]),
        ("actors", "Statut", "Suspendu", "statut", "suspendu"),
        ("actors", "Comptes", "Snapchat | exemple | | les jeunes", "comptes",
         [{"reseau": "Snapchat", "compte": "exemple", "pour": "les jeunes"}]),
        ("actors", "Autres lignes",
         "parents | 03 20 00 00 01 | | du lundi au vendredi 18h-22h\n| 06 12 34 56 78 | oui", "lignes",
         [{"pour": "parents", "telephone": "03 20 00 00 01", "horaires_accueil": "Mo-Fr 18:00-22:00"},
          {"telephone": "06 12 34 56 78", "telephone_de_service": "true"}]),
        ("actors", "Présentation", "Un paragraphe.\n\n# Pas un titre\n\nUn autre.", "presentation",
         "Un paragraphe.\n\n# Pas un titre\n\nUn autre."),
        ("events", "Inscription : places", "80", "inscription", {"places": "80"}),
        ("events", "Annulé", "Non", "annule", "false"),
        ("events", "Organisateurs", "PARÉ", "organisateurs", ["pare"]),
        ("resources", "Auteurs", "Camille Exemple", "auteurs", ["Camille Exemple"]),
    ],
)  # fmt: skip
def test_an_answer_becomes_a_value(kind: str, label: str, answer: str, key: str, value: object) -> None:
    first = {"Téléphone": "03 20 00 00 00"} if key == "lignes" else {}
    found = values(kind, {label: answer} | first)[key]
    assert found == (["departement:62", "epci:245900428"] if value is None else value)


@pytest.mark.parametrize(
    ("kind", "more", "told"),
    [
        ("actors", {"Nom": "_No response_"}, "Nom : une réponse est nécessaire"),
        ("actors", {"Porté par": "Une structure que personne ne connaît"}, "aucune fiche ne s’appelle"),
        ("actors", {"Commune": "Saint-Denis"}, "peut désigner plusieurs choses"),
        ("actors", {"Missions": "Écouter, Jongler"}, "« Jongler » n’est pas dans la liste"),
        ("actors", {"Téléphone": "06 12 34 56 78"}, "est un numéro de mobile"),
        ("actors", {"Site web": "le site de la ville"}, "écrivez l’adresse entière"),
        ("actors", {"Nom": "La Boussole Nord"}, "une fiche s’appelle déjà « la-boussole-nord »"),
        ("events", {"Début": "14 janvier"}, "Début :"),
        ("events", {"Documents": "a | b | c"}, "a 3 parties, pour 2 attendues"),
    ],
)
def test_what_is_wrong_is_told_in_french_under_its_label(kind: str, more: dict[str, str], told: str) -> None:
    found = proposal(body(kind, FILLED[kind] | more), HOUSE)
    assert found.file is None and found.content == b""
    assert told in found.answer.replace("\u00a0", " "), found.answer
    assert "Corrigez le message ci-dessus" in found.answer


def test_every_fault_is_told_at_once() -> None:
    found = made(
        "actors", **{"Porté par": "Personne", "Commune": "Nullepart-sur-Rien", "Nom": "_No response_"}
    )
    assert all(label in found.answer for label in ("Porté par :", "Commune :", "Nom :"))


def test_eight_mistakes_are_told_in_one_round() -> None:
    """What the form lacks, what was not understood, what no model takes, and what no rule lets stand."""
    told = {
        "Nom": "_No response_",
        "Porté par": "Personne",
        "Catégorie": "Jonglerie",
        "Site web": "pas une adresse",
        "Âge minimum": "douze",
        "Téléphone": "06 12 34 56 78",
        "Courriel": "marie.durand@exemple.fr",
        "Présentation": "Demandez Karim au +262 692 12 34 56.",
        "Sources : date": "3026",
    }
    found = proposal(body("actors", ACTOR | told, TICKED.replace("[X]", "[ ]", 1)), HOUSE)
    assert found.file is None
    missing = [label for label in (*told, PROMISE) if f"- {label} : " not in found.answer]
    assert missing == [], found.answer
    assert "supprimez-en le numéro, l’adresse ou le nom d’une personne" in found.answer
    assert not re.search("34 56|durand|Karim", found.answer)


def test_two_of_one_name_are_told_apart_by_place() -> None:
    named = told_apart(LOADED.records, KNOWN.places)
    assert named["actors"]["la-boussole-nord"] == "La Boussole (Nord)"
    house = replace(HOUSE, known=replace(KNOWN, names=named))
    found = proposal(body("actors", ACTOR | {"Porté par": "La Boussole"}), house)
    assert "La Boussole (Nord) : la-boussole-nord" in found.answer
    assert "La Boussole (Rhône) : la-boussole-rhone" in found.answer


PUBLIC = "**Ce message est public"
HIDDEN = {"Adresse confidentielle": "Oui", "Département": "59"}
#: What somebody writes of a place that they say is confidential, and a word of it.
BETRAYED: dict[str, tuple[dict[str, str], str]] = {
    "a street": ({"Adresse": "76 rue des Campanules"}, "campanules"),
    "a commune": ({"Commune": "Wattrelos"}, "wattrelos"),
    "a commune that no table has": ({"Commune": "Campanules-sur-Lys"}, "campanules"),
    "a SIRET": ({"SIRET": "13003013300016"}, "13003013300016"),
    "a text": ({"Présentation": "Au 76 rue des Campanules, à Lille."}, "campanules"),
    "where a term is asked for": ({"Catégorie": "76 rue des Campanules"}, "campanules"),
    "where a territory is": ({"Territoire couvert": "76 rue des Campanules"}, "campanules"),
}


@pytest.mark.parametrize(("more", "word"), BETRAYED.values(), ids=BETRAYED.keys())
@pytest.mark.parametrize("said", ["Oui", "oui", "vrai", "Oui, le foyer"])
def test_a_confidential_place_is_refused_unsaid_and_its_message_called_public(
    more: dict[str, str], word: str, said: str
) -> None:
    found = made("actors", **{**HIDDEN, "Adresse confidentielle": said, **more})
    assert found.file is None
    assert PUBLIC in found.answer and "supprimez-en ce qui dit où est le lieu confidentiel" in found.answer
    assert "Delete revision from history" in found.answer
    assert word not in found.answer.lower()


def test_a_confidential_place_of_which_nothing_is_said_is_proposed() -> None:
    found = made("actors", **HIDDEN)
    assert found.file is not None
    assert PUBLIC not in found.answer


@pytest.mark.parametrize(
    "more",
    [
        {"Téléphone": "06 12 34 56 78"},
        {"Téléphone": "06.12.34.56"},
        {"Présentation": "Appelez le (06) 12 34 56 78."},
        {"Présentation": "Appelez le +33\u00a06\u00a012\u00a034\u00a056\u00a078.", "Date": "hier"},
        {"Courriel": "marie.dupont@gmail.com"},
    ],
    ids=["a mobile", "half a mobile", "in a text", "and something else", "a mailbox"],
)
def test_who_wrote_how_to_reach_a_person_is_told_that_the_message_is_public(more: dict[str, str]) -> None:
    found = made("news" if "Date" in more else "actors", **more)
    assert found.file is None
    assert PUBLIC in found.answer
    assert not any(word in found.answer for word in ("12.34", "dupont"))


def test_the_mobile_of_another_line_is_judged_by_what_is_said_of_that_line() -> None:
    lines = {"Téléphone": "03 20 00 00 00", "Autres lignes": "parents | 06 12 34 56 78 | oui"}
    assert made("actors", **lines).file is not None
    lines = {
        "Téléphone": "07 57 76 46 59",
        "Ligne de service": "Oui",
        "Autres lignes": "parents | 06 12 34 56 78",
    }
    found = made("actors", **lines)
    assert found.file is None and "supprimez-en le numéro" in found.answer
    assert "Autres lignes : c’est un numéro de mobile" in found.answer.replace("\u00a0", " "), found.answer


def test_the_mobile_of_a_service_is_no_harm() -> None:
    found = made("actors", Téléphone="06 12 34 56 78", **{"Ligne de service": "Oui"})
    assert found.file is not None and PUBLIC not in found.answer


def test_an_unticked_promise_is_told() -> None:
    found = proposal(body("actors", ACTOR, TICKED.replace("[X]", "[ ]", 1)), HOUSE)
    assert found.file is None and "cochez chaque case" in found.answer


def test_choices_that_hold_commas_are_told_apart() -> None:
    labels = ("A", "A, B", "B", "B, et C")
    assert chosen("A, B, B, et C, A", labels) == (["A, B", "B, et C", "A"], "")
    assert chosen("A, Z", labels) == (["A"], "Z")


@pytest.mark.parametrize(
    "text", ["", "Bonjour", "### Nom\n\nX", "#" * 9, "### \n" * 5000, "\0\n\ufeff###", "é" * 100_000]
)
def test_what_is_no_form_is_said(text: str) -> None:
    assert read_body(text) is None
    assert "n’est pas un formulaire rempli" in proposal(text, HOUSE).answer


HOSTILE = [
    "$(touch /tmp/pwned); `id`; ${{ secrets.GITHUB_TOKEN }}",
    "../../.github/workflows/verifier",
    'x"\nstatut: ferme\nnom: "y',
    "!!python/object/apply:os.system [id]",
    "*alias &ancre <<: {a: b}",
    "{{ config.items() }} {% raw %}",
    "<script>alert(1)</script>",
    "::set-output name=x::y ::error::z",
    "'; drop table fiches; --",
    "\u202einversé\u200b",
    "a\x00b",
    "- [X] case\n### Inconnu\n\n---\n...\n%YAML 1.1",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("label", ["Nom", "Présentation", "Pour quoi", "Sources : document"])
def test_a_hostile_text_is_a_text_or_a_fault(label: str, text: str) -> None:
    """It never adds a key, never leaves data/, never escapes the fence of the answer."""
    found = proposal(body("actors", ACTOR | {label: text}), HOUSE)
    if found.file is None:
        assert outside_fences(found.answer) == outside_fences(made("actors", Nom="_No response_").answer)
        return
    assert re.fullmatch(r"data/actors/[a-z0-9-]{1,60}\.yml", found.file.house)
    document = read(found.content)
    assert document.traps == ()
    assert set(document.value) <= {
        "nom", "type", "categorie", "resume", "presentation", "services",
        "sources",
    }  # fmt: skip
    written = str(document.value)
    assert "statut" not in document.value
    assert all(word in written for word in re.findall(r"\w{4,}", text.split("\n")[0]))


@pytest.mark.parametrize("text", ["@equipe", "`````\n@equipe", "[x](https://mal.example)", "closes #1"])
def test_the_answer_mentions_nobody(text: str) -> None:
    found = made("actors", **{"Porté par": text, "Partenaires": f"```\n{text}"})
    assert found.file is None
    assert not re.search(r"@|https?:|closes", outside_fences(found.answer))


def outside_fences(answer: str) -> str:
    """The Markdown that GitHub would interpret."""
    kept, fence = [], ""
    for line in answer.splitlines():
        opening = re.match(r"`{3,}", line)
        if fence:
            fence = "" if re.fullmatch(rf"`{{{len(fence)},}}\s*", line) else fence
        elif opening:
            fence = opening[0]
        else:
            kept.append(line)
    assert not fence
    return "\n".join(kept)


def test_a_title_written_twice_is_told() -> None:
    text = "Un texte.\n\n### Téléphone\n\n03 00 00 00 00"
    found = made("actors", Présentation=text)
    assert found.file is None and "Téléphone : ce titre vient deux fois" in found.answer


def report(text: str, record: str = "actors/la-boussole-nord", function: str = "_No response_") -> Proposal:
    """What the page « Signaler un changement » writes into GitHub's form."""
    told = {
        "Fiche": record,
        "Ce qui a changé": text,
        "Comment le savez-vous ?": "_No response_",
        FUNCTION: function,
        PROMISE: TICKED,
    }
    return proposal("\n\n".join(f"### {label}\n\n{answer}" for label, answer in told.items()), HOUSE)


SHELTER = "actors/foyer-anef-rhone"


def test_no_report_lifts_the_flag_of_a_confidential_place_nor_gives_the_place() -> None:
    text = (
        "À corriger : Adresse confidentielle\n  Sur la fiche : Oui\n  Il faut : Non\n\n"
        "À compléter : Adresse\n  76 rue des Campanules\n\n"
        "À compléter : SIRET\n  13003013300016\n\n"
        "Autre : c’est au 76 rue des Campanules, à Bron."
    )
    found = report(text, SHELTER)
    assert found.file is None
    assert PUBLIC in found.answer
    assert "- Adresse confidentielle\n- Adresse\n- SIRET\n- Un autre changement" in found.answer
    assert not any(word in found.answer for word in ("Campanules", "Bron", "13003013300016"))


def test_a_report_on_a_confidential_place_is_refused_without_its_words() -> None:
    found = report(
        "À compléter : Précisions pour solliciter\n  Venez au 76 rue des Campanules, 69500", SHELTER
    )
    assert found.file is None
    assert PUBLIC in found.answer and "Campanules" not in found.answer


def test_a_mobile_in_a_report_is_told_to_be_public_unless_the_record_has_it() -> None:
    assert PUBLIC in report("Autre : le directeur, 06 98 76 54 32.").answer
    assert PUBLIC not in report("Autre : le 07 57 76 46 58 ne répond plus.").answer


def test_a_told_change_becomes_a_corrected_record() -> None:
    text = (
        "À corriger : Téléphone\n  Sur la fiche : 07 57 76 46 58\n  Il faut : 03 53 01 10 10\n\n"
        "À corriger : Missions\n  Sur la fiche : Écouter\n  Il faut : Écouter, Informer\n\n"
        "À corriger : Précisions sur le territoire\n  Sur la fiche : x\n  À retirer\n\n"
        "À compléter : Site web\n  https://www.exemple.fr\n\n"
        "À corriger : Commune\n  Sur la fiche : Dunkerque\n  Il faut : Lille\n\n"
        "Autre : Fermé en août."
    )
    found = report(text.replace(" : ", "\u00a0: "))
    assert found.file is not None, found.answer
    before = read(LOADED.sources["actors", "la-boussole-nord"]).value
    after = read(found.content).value
    assert after["telephone"] == "03 53 01 10 10"
    assert after["missions"] == ["ecouter", "informer"]
    assert after["site_web"] == "https://www.exemple.fr"
    assert set(before) - set(after) == {"zone_precisions"}
    changed = {key for key in after if after[key] != before.get(key)}
    assert changed == {"telephone", "missions", "site_web"}
    assert "Il faut : Lille" in found.answer and "Autre : Fermé en août." in found.answer
    assert formatted(found.content, found.file, LOADED.records.vocabulary)[0] == found.content


def test_a_change_told_in_other_words_is_left_to_people() -> None:
    found = report("Le numéro ne répond plus.")
    assert found.file is None
    assert "Merci" in found.answer and "Le numéro ne répond plus." in found.answer
    assert report("Le numéro a changé.", "La Boussole").file is None
    assert report("x", "actors/../../etc/passwd").file is None


def test_a_told_mobile_is_refused() -> None:
    found = report("À compléter : Courriel\n  camille.exemple@orange.fr")
    assert found.file is None and "Courriel" in found.answer


def test_french_habits_are_written_in_the_form_of_a_record_and_told_back() -> None:
    found = made("events", Début="14 janvier 2027 à 14h30")
    assert read(found.content).value["debut"] == "2027-01-14T14:30"
    told = found.answer.replace("\u00a0", " ")
    assert "Compris :" in told and "Début : jeudi 14 janvier 2027 à 14 h 30" in told
    assert "Compris" not in made("events").answer
    monthly = made(
        "events", **{"Début": "2027-01-05T14:00", "Répétition : règle": "tous les premiers mardis du mois"}
    )
    assert read(monthly.content).value["recurrence"] == {"regle": "FREQ=MONTHLY;BYDAY=1TU"}
    assert "chaque premier mardi du mois" in monthly.answer.replace("\u00a0", " ")
    more = {
        "Site web": "www.exemple.fr",
        "Horaires": "du lundi au vendredi 9h-17h",
        "Territoire couvert": "75, 92, 93",
        "Âge minimum": "12-25 ans",
    }
    told_values = values("actors", more)
    assert told_values["site_web"] == "https://www.exemple.fr"
    assert told_values["horaires_accueil"] == "Mo-Fr 09:00-17:00"
    assert told_values["zone_eligibilite"] == ["departement:75", "departement:92", "departement:93"]
    assert (told_values["age_min"], told_values["age_max"]) == ("12", "25")


def test_what_a_confidential_record_says_is_not_told_back() -> None:
    more = {"Adresse confidentielle": "Oui", "Département": "Nord", "Horaires": "tous les jours 8h-20h"}
    found = made("actors", **more)
    assert found.file is not None and "Compris" not in found.answer


def test_a_part_of_a_name_is_never_taken_for_the_name() -> None:
    found = made("actors", **{"Porté par": "auteuil"})
    assert found.file is None and "peut-être « apprentis-d-auteuil »" in found.answer.replace("\u00a0", " ")


@pytest.mark.parametrize("text", ["Tout est exact.", "oui TOUT EST EXACT, merci !", "RAS"])
def test_all_is_right_confirms_the_record(text: str) -> None:
    found = report(text, function="direction du service")
    assert found.file is not None, found.answer
    assert "La confirmation de `data/actors/la-boussole-nord.yml` est prête" in found.answer
    after = read(found.content).value
    assert (after["verifie_le"], after["verifie_par"]) == ("2026-11-22", "direction du service")
    before = read(LOADED.sources["actors", "la-boussole-nord"]).value
    assert {key for key in after if after[key] != before.get(key)} == {"verifie_le", "verifie_par"}
    assert report(f"{text}\n\nFonction : direction").file is not None  # as « Vérifier votre fiche » writes it


def test_who_confirms_says_a_function_and_no_name() -> None:
    found = report("Tout est exact")
    assert found.file is None and f"{FUNCTION} : dites-la" in found.answer
    assert report("Tout est exact", function="Camille Durand").file is None
    assert report("Tout est exact sauf le numéro", function="direction").file is None
