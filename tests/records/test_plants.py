"""Planted places and persons, in every kind of text and disguise: stopped, and never repeated by a message.

`plants/places.yml` and `plants/persons.yml` are what somebody may write by mistake or to get by;
`plants/innocent.yml` is plain French of the domain, which nobody may mind.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
import yaml

from generators.land.places import load_places
from generators.records import problems as written
from generators.records.problems import Problem
from generators.records.rules import persons
from generators.records.rules.whereabouts import Guide
from generators.records.validate import check
from tests.lists import lay_lists

HERE = Path(__file__).parent
REFERENCE = HERE.parents[1] / "data" / "reference"
TODAY = date(2026, 11, 22)
ENOUGH = 0.97


def plants(name: str) -> list[str]:
    return yaml.safe_load((HERE / "plants" / f"{name}.yml").read_text("utf-8"))


PLACES, PERSONS, INNOCENT = plants("places"), plants("persons"), plants("innocent")

TAIL = "sources: [{document: Exemple, date: 2026}]\nverifie_le: 2026-10-05\nverifie_par: équipe\n"
ACTOR = f"nom: Cas\ntype: association\ncategorie: ecoute\nresume: Une structure.\n{TAIL}"
HIDDEN = f"{ACTOR}departement: 59\nadresse_confidentielle: true\n"
NEWS = f"titre: Un fait\nresume: Un fait.\ndate: 2026-10-01\nterritoires: [departement:59]\n{TAIL}"
EVENT = f"titre: Un jour\ntype: journee-etude\nresume: Un jour.\ndebut: 2026-12-03\nen_ligne: true\n{TAIL}"
WORK = f"titre: Un guide\ntype: guide\nresume: Un guide.\nurl: https://exemple.fr/guide\n{TAIL}"
LETTER = (
    "titre: La lettre\nperiode: Un trimestre\ndate: 2026-11-15\napercu: Un aperçu.\neditorial: Bonjour.\n"
)


def quoted(text: str) -> str:
    """As YAML writes any text."""
    return json.dumps(text)


def hours(comment: str) -> str:
    """Hours with a comment, which has no quotes and stands on one line."""
    return f"""Mo-Fr 09:00-17:00 "{" ".join(comment.replace('"', "”").split())}\""""


#: Where a place is planted: the folder, and the record with the plant in it. `refuge` is confidential.
HOMES: dict[str, tuple[str, Callable[[str], str]]] = {
    "presentation": ("actors", lambda text: f"{HIDDEN}presentation: {quoted(text)}\n"),
    "service": ("actors", lambda text: f"{HIDDEN}services: [{quoted(f'Écoute ; {text}')}]\n"),
    "mot-cle": ("actors", lambda text: f"{HIDDEN}mots_cles: [{quoted(text)}]\n"),
    "remarque": ("actors", lambda text: f"{HIDDEN}remarques: [{{titre: Un doute, texte: {quoted(text)}}}]\n"),
    "horaires": ("actors", lambda text: f"{HIDDEN}horaires_accueil: {quoted(hours(text))}\n"),
    "nouvelle": ("news", lambda text: f"{NEWS}acteurs: [refuge]\npresentation: {quoted(text)}\n"),
    "nouvelle-par-le-nom": ("news", lambda text: f"{NEWS}presentation: {quoted(f'Le Refuge : {text}')}\n"),
    "evenement": ("events", lambda text: f"{EVENT}organisateurs: [refuge]\npresentation: {quoted(text)}\n"),
    "ressource": ("resources", lambda text: f"{WORK}producteurs: [refuge]\npresentation: {quoted(text)}\n"),
    "autre-structure": ("actors", lambda text: f"{ACTOR}partenaires: [refuge]\nservices: [{quoted(text)}]\n"),
    "commentaire": ("actors", lambda text: f"{HIDDEN}# {' '.join(text.split())}\n"),
    "fiche-fautive": ("actors", lambda text: f"{HIDDEN}couleur: bleue\npresentation: {quoted(text)}\n"),
}


def planted(folder: Path, home: str, texts: Iterable[str]) -> tuple[list[str], tuple[Problem, ...]]:
    """A record for each text; the texts that no error stops, and all problems."""
    kind, record = HOMES[home]
    found = checked(folder, {f"data/{kind}/p-{n}.yml": record(text) for n, text in enumerate(texts)})
    stopped = {p.path for p in found if p.severity == "error" and p.message != UNKNOWN}
    return [text for n, text in enumerate(texts) if f"data/{kind}/p-{n}.yml" not in stopped], found


UNKNOWN = "la clé «\u00a0…\u00a0» n’existe pas dans cette fiche"


def named(number: int) -> str:
    """A name that looks like no other."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in hashlib.md5(b"%d" % number).hexdigest()[:12])


def checked(folder: Path, files: dict[str, str]) -> tuple[Problem, ...]:
    """The problems of a small project with these files more."""
    shutil.copytree(HERE / "base", folder, dirs_exist_ok=True)
    lay_lists(folder / "data")
    (folder / "newsletter").mkdir(exist_ok=True)
    for number, (path, text) in enumerate(files.items()):
        text = text.replace("nom: Cas\n", f"nom: {named(number)}\n", 1)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return check(folder / "data", folder / "newsletter", REFERENCE, TODAY)[1]


def enough(missed: list[str], of: list[str]) -> bool:
    return len(missed) <= (1 - ENOUGH) * len(of)


def test_the_tables_are_long_enough() -> None:
    assert len(PLACES) >= 150
    assert len(PERSONS) >= 150
    assert len(INNOCENT) >= 60


@pytest.mark.parametrize("home", HOMES)
def test_a_planted_place_is_stopped(home: str, tmp_path: Path) -> None:
    missed, found = planted(tmp_path, home, PLACES)
    assert enough(missed, PLACES), missed
    assert_nothing_is_repeated(found)


#: A record of each kind, and what of it holds the plant.
WITH_PERSONS: dict[str, tuple[str, Callable[[str], str]]] = {
    "horaires": ("actors", lambda text: f"{ACTOR}horaires_accueil: {quoted(hours(text))}\n"),
    "presentation": ("actors", lambda text: f"{ACTOR}presentation: {quoted(text)}\n"),
    "service": ("actors", lambda text: f"{ACTOR}services: [{quoted(f'Écoute ; {text}')}]\n"),
    "precisions": ("actors", lambda text: f"{ACTOR}mobilisation_precisions: {quoted(text)}\n"),
    "nouvelle": ("news", lambda text: f"{NEWS}presentation: {quoted(f'Ce mois-ci : {text}')}\n"),
    "evenement": ("events", lambda text: f"{EVENT}presentation: {quoted(text)}\n"),
    "ressource": ("resources", lambda text: f"{WORK}presentation: {quoted(text)}\n"),
    "source": ("news", lambda text: NEWS.replace("document: Exemple", f"document: {quoted(text)}")),
    "commentaire": ("actors", lambda text: f"{ACTOR}# {' '.join(text.split())}\n"),
}


@pytest.mark.parametrize("home", WITH_PERSONS)
def test_a_planted_person_is_stopped(home: str, tmp_path: Path) -> None:
    kind, record = WITH_PERSONS[home]
    found = checked(tmp_path, {f"data/{kind}/p-{n}.yml": record(t) for n, t in enumerate(PERSONS)})
    stopped = {problem.path for problem in found if problem.severity == "error"}
    missed = [text for n, text in enumerate(PERSONS) if f"data/{kind}/p-{n}.yml" not in stopped]
    assert enough(missed, PERSONS), missed
    assert_nothing_is_repeated(found)


@pytest.mark.parametrize("text", INNOCENT)
def test_plain_french_is_let_by(text: str) -> None:
    assert Guide.of(load_places(REFERENCE)).clue(text) is None
    assert persons.told(text, (), ()) == []


def test_a_letter_that_names_the_place_says_none(tmp_path: Path) -> None:
    years = {f"{2030 + n // 4}-t{n % 4 + 1}": text for n, text in enumerate(PLACES)}
    letters = {
        f"newsletter/{id_}.yml": LETTER.replace("Bonjour.", quoted(f"Le Refuge ouvre. {text}"))
        for id_, text in years.items()
    }
    found = checked(tmp_path, letters)
    stopped = {p.path for p in found if p.field == "editorial"}
    missed = [text for id_, text in years.items() if f"newsletter/{id_}.yml" not in stopped]
    assert enough(missed, PLACES), missed
    assert_nothing_is_repeated(p for p in found if p.field == "editorial")


#: The files of data/ that are no records; where a plant is written in each.
OTHERS = {
    "vocabulary.yml": lambda text, old: f"{old}# {text}\n",
    "urgences.yml": lambda text, old: f"{old}# {text}\n",
    "reseau.yml": lambda text, old: old.replace("pied: ", f"# {text}\npied: ", 1),
    "pages/proches.md": lambda text, old: f"# Proches\n\nUn texte.\n\n{text}\n",
}


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("text", ["Appelez Camille au 06 12 34 56 78", "Mme Durand", "Léa, 15 ans"])
def test_a_person_in_another_file_is_stopped(name: str, text: str, tmp_path: Path) -> None:
    checked(tmp_path, {})
    path = tmp_path / "data" / name
    old = path.read_text("utf-8") if path.exists() else ""
    found = checked_again(tmp_path, path, OTHERS[name](text, old))
    assert [p.path for p in found if "donne" in p.message] == [f"data/{name}"]
    assert_nothing_is_repeated(found)


def checked_again(folder: Path, path: Path, text: str) -> tuple[Problem, ...]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return check(folder / "data", folder / "newsletter", REFERENCE, TODAY)[1]


#: Words that only the plants say: in no message, in no format.
SECRET = (
    *"lilas villeurbanne bellecour minguettes charpennes perrache voltaire mozart vénissieux".split(),
    *"dupont durand camille léa inès yanis mohamed fatoumata linkedin 69100 4.83 45.7".split(),
    *("12 34", "34 56", "732 829", "12 rue", "7328"),
)


def assert_nothing_is_repeated(found: Iterable[Problem]) -> None:
    sentences = {(p.message, p.hint, p.field) for p in found}
    for sentence in sentences:
        said = " ".join(sentence).lower()
        assert not [word for word in SECRET if word in said], sentence
    assert len({message for message, _, _ in sentences}) <= 45


FLAGS = ("true", "True", "oui", "Oui", '"vrai"', "yes", "on", "1", "peut-être", "", "[oui]", "{oui: true}")
#: What goes wrong in a record, with a secret in it.
FAULTS = (
    "telephone: 12 rue des Lilas",
    "type: foyer de Villeurbanne",
    "capacite: 12 rue des Lilas",
    "latitude: 195.7640",
    "latitude: 45,7640",
    "code_postal: 69100 Villeurbanne",
    "code_insee: Villeurbanne",
    "site_web: villeurbanne.fr/12-rue-des-lilas",
    "courriel: camille durand chez exemple",
    "siret: 12 rue des Lilas",
    "horaires_accueil: au 12 rue des Lilas",
    "zone_eligibilite: [Villeurbanne]",
    "zone_eligibilite: ['commune:69100']",
    "porte_par: Foyer de Villeurbanne",
    "partenaires: [foyer-de-villeurbanne]",
    "12 rue des Lilas: Villeurbanne",
    "commune: Villeurbane",
    "verifie_par: Camille Durand",
    "date_maj: 12 rue des Lilas",
    "presentation: au 12 rue des Lilas: Villeurbanne",
    "presentation: au 12 rue des Lilas # à Villeurbanne",
    "presentation: 'au 12 rue des Lilas",
    "presentation: *lilas",
    "presentation:au 12 rue des Lilas",
    "presentation: au 12 rue des Lilas\npresentation: à Villeurbanne",
    "\tpresentation: au 12 rue des Lilas",
    "resume: " + "au 12 rue des Lilas à Villeurbanne " * 20,
    "services: 12 rue des Lilas",
    "sources: 12 rue des Lilas",
    "statut: Villeurbanne",
    "adresse: 12 rue des Lilas\ncommune: Villeurbanne\ncode_postal: '59100'\ncode_insee: '59350'",
)


@pytest.mark.parametrize("flag", FLAGS)
def test_no_message_about_a_confidential_file_repeats_it(flag: str, tmp_path: Path) -> None:
    record = f"{ACTOR}departement: 69\nadresse_confidentielle: {flag}\n"
    files = {f"data/actors/f-{n}.yml": f"{record}{fault}\n" for n, fault in enumerate(FAULTS)}
    found = checked(tmp_path, files)
    assert {p.path for p in found if p.severity == "error"} == set(files)
    for problem in found:
        told = f"{problem.field} {problem.message} {problem.hint}".lower()
        assert not [word for word in (*SECRET, "195", "59350", "59100") if word in told], problem
    for form in (written.as_text, written.as_json, written.as_github, written.as_gitlab):
        assert not [word for word in ("lilas", "villeurbanne", "camille") if word in form(found).lower()]


def test_a_lift_takes_the_exact_words_and_nothing_firm(tmp_path: Path) -> None:
    lift = "precisions_permises: [{texte: %s, raison: Le titre d’un document.}]\n"
    text = "presentation: D’après le plan métropolitain de Lille.\n"
    files = {
        "data/actors/permis.yml": f"{HIDDEN}{text}{lift % 'plan métropolitain de Lille'}",
        "data/actors/autre.yml": HIDDEN + text.replace(".", ", à Lens.") + lift % "métropolitain de Lille",
        "data/actors/ferme.yml": f"{HIDDEN}presentation: Au 12 rue des Lilas.\n{lift % '12 rue des Lilas'}",
        "data/actors/rue.yml": f"{HIDDEN}presentation: Au 12 rue des Lilas.\n{lift % 'rue des Lilas'}",
    }
    errors = {(p.path, p.field) for p in checked(tmp_path, files) if p.severity == "error"}
    assert errors == {
        ("data/actors/autre.yml", "presentation"),
        ("data/actors/ferme.yml", "precisions_permises.0.texte"),
        ("data/actors/ferme.yml", "presentation"),
        ("data/actors/rue.yml", "presentation"),
    }


#: One record a field: a place in a name, a link, an account, a zone; beside a name that is hidden itself.
FIELDS = {
    "data/actors/foyer-villeurbanne.yml": HIDDEN,
    "data/actors/a1.yml": HIDDEN + "site_web: https://foyer-villeurbanne.fr/\n",
    "data/actors/a2.yml": HIDDEN + "site_web: https://exemple.fr/12-rue-des-lilas\n",
    "data/actors/a3.yml": HIDDEN + "comptes: [{reseau: Instagram, compte: foyer_villeurbanne}]\n",
    "data/actors/a4.yml": HIDDEN
    + "comptes: [{reseau: Instagram, compte: foyer, url: 'https://instagram.com/foyervilleurbanne'}]\n",
    "data/actors/a5.yml": HIDDEN + "courriel: accueil-villeurbanne@exemple.fr\n",
    "data/actors/a6.yml": HIDDEN.replace(
        "document: Exemple", "document: Exemple, url: 'https://exemple.fr/villeurbanne'"
    ),
    "data/actors/a7.yml": HIDDEN.replace("document: Exemple", "document: Plaquette du foyer de Villeurbanne"),
    "data/actors/a8.yml": HIDDEN + "zone_eligibilite: ['commune:69266']\n",
    "data/actors/a9.yml": HIDDEN + "zone_eligibilite: ['epci:200046977']\n",
    "data/actors/a10.yml": HIDDEN + "siret: '73282932000074'\n",
    "data/actors/a11.yml": HIDDEN + "zone_precisions: Le quartier des Minguettes\n",
    "data/actors/a12.yml": HIDDEN.replace("nom: Cas", "nom: Foyer de Villeurbanne"),
    "data/actors/a13.yml": HIDDEN.replace("Une structure.", "Un lieu à Villeurbanne."),
    "data/actors/a14.yml": HIDDEN.replace("verifie_par: équipe", "verifie_par: équipe de Villeurbanne"),
    "data/actors/a15.yml": HIDDEN + "horaires_precisions: Sonnez au 3e étage\n",
    "data/events/e1.yml": EVENT.replace(
        "en_ligne: true",
        "lieu: Salle des fêtes\ncommune: Lille\ncode_insee: 59350\nadresse: 12 rue des Lilas",
    )
    + "organisateurs: [refuge]\n",
    "data/events/e2.yml": EVENT + "presentation: Portes ouvertes du R&#101;fuge, à Lille.\n",
    "data/events/e3.yml": EVENT + "presentation: Voir /acteurs/refuge/ ; c’est à Lille.\n",
    "data/events/e4.yml": EVENT
    + (
        "adresse_confidentielle: true\ndepartement: 59\nseances: [{debut: 2026-12-03, titre: "
        "Une, precisions: Au 12 rue des Lilas}]\n"
    ),
    "data/events/lille-le-refuge.yml": EVENT + "organisateurs: [refuge]\n",
    "data/news/n1.yml": NEWS.replace("titre: Un fait", "titre: Le Refuge ouvre à Lille"),
    "data/resources/r1.yml": WORK.replace(
        "url: https://exemple.fr/guide", "url: https://exemple.fr/lille/guide"
    )
    + "producteurs: [refuge]\n",
    "newsletter/2026-t4.yml": LETTER.replace("Un trimestre", "4e trimestre 2026")
    + (
        "actualites: {titre: A, choix: [{fiche: actors/refuge, titre: Un lieu à Lille, image: "
        "{fichier: refuge-lille.png, alt: La porte}}]}\n"
    ),
    "data/actors/p1.yml": ACTOR
    + "comptes: [{reseau: LinkedIn, compte: Camille Durand, url: 'https://www.linkedin.com/in/camille'}]\n",
    "data/actors/p2.yml": ACTOR + "site_web: https://wa.me/33612345678\n",
    "data/actors/p3.yml": ACTOR + "courriel: jean.dupont59@exemple.fr\n",
    "data/actors/p4.yml": ACTOR + "courriel: camille@exemple.fr\n",
    "data/actors/p5.yml": ACTOR.replace("verifie_par: équipe", "verifie_par: Mme Durand"),
    "data/actors/p6.yml": ACTOR.replace("nom: Cas", "nom: Cabinet du Dr Durand"),
}


def test_every_field_of_every_kind_is_looked_at(tmp_path: Path) -> None:
    found = checked(tmp_path, FIELDS)
    assert {p.path for p in found if p.severity == "error"} == set(FIELDS)


def test_a_public_namesake_is_not_taken_for_the_hidden_one(tmp_path: Path) -> None:
    """Who bears the name too may be named with its place; a longer name is another."""
    files = {
        "data/actors/antenne.yml": f"{ACTOR.replace('nom: Cas', 'nom: Le Refuge formation')}",
        "data/news/longue.yml": f"{NEWS}presentation: Le Refuge formation ouvre à Lille.\n",
        "data/news/nom.yml": f"{NEWS}presentation: Le Refuge ouvre à Lille.\n",
    }
    found = checked(tmp_path, files)
    assert {p.path for p in found if p.severity == "error"} == {"data/news/nom.yml"}


@pytest.mark.parametrize(
    "host", ["aube-claire.fr", "aubeclaire.fr", "l-aube.asso-59.fr", "xn--aub-claire-4na.fr"]
)
def test_a_text_that_gives_the_site_of_a_hidden_place_names_it(tmp_path: Path, host: str) -> None:
    hidden = HIDDEN.replace("nom: Cas", "nom: Halte discrète") + f"site_web: https://{host}/\n"
    told = EVENT + f"presentation: Portes ouvertes à Lille ; voir www.{host}/programme.\n"
    found = checked(tmp_path, {"data/actors/halte.yml": hidden, "data/events/portes.yml": told})
    assert "data/events/portes.yml" in {p.path for p in found if p.severity == "error"}
