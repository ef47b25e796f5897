"""The forms of /admin/: Decap CMS’s configuration, made from the questions, the models and the vocabulary.

Every value stays text (`site/scripts/forms/atelier.js` reads and writes the files), so that no form
decides of a type. https://decapcms.org/docs/configuration-options/, https://decapcms.org/docs/widgets/
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from generators.editions import FOLDER
from generators.forms import guards
from generators.forms.questions import Fold, Question, folded, questions_of
from generators.forms.repository import Depot
from generators.land.places import Places
from generators.records.identity import FILE, IDENTITY, TITLE, Identite
from generators.records.kinds import ACTORS, FICHES, ISSUES, KINDS, Kind
from generators.records.models import Numero
from generators.records.names import shared
from generators.records.reading.files import MAX_ID, Found
from generators.records.records import Records
from generators.records.rules.issues import RUBRICS, takes
from generators.records.vocabulary import Vocabulary
from generators.records.writing import schema_line
from generators.records.writing.layout import SENTENCES, TYPED
from generators.words.wording import majuscule

_MOTIFS: Mapping[str, tuple[str, str]] = {
    "entier": (r"^\s*\d{1,9}\s*$", "Écrivez des chiffres, par exemple 15."),
    "decimal": (r"^\s*-?\d{1,3}(\.\d{1,8})?\s*$", "Écrivez par exemple 50.63, avec un point."),
    "date": (r"^\s*\d{4}(-\d{2}(-\d{2})?)?\s*$", "Écrivez 2026, 2026-11 ou 2026-11-22."),
    "url": (r"^\s*https?://[^\s/]+\.[^\s/]+(/\S*)?\s*$", "Écrivez l’adresse entière, avec https:// devant."),
    "courriel": (r"^\s*[\w.+\-]+@[\w\-]+(\.[\w\-]+)+\s*$", "Écrivez par exemple contact@association.fr."),
    "telephone": (r"^\s*\+?[\d .\-]{3,20}\s*$", "Écrivez des chiffres, par exemple 03 20 00 00 00."),
}


def motif(question: Question, path: tuple[str, ...]) -> list[str]:
    """A JavaScript regular expression and its French message. `path` is the kind and the keys."""
    if question.nature in _MOTIFS:
        return list(_MOTIFS[question.nature])
    if question.nature == "code" and (found := _pattern(path)):
        inner = found.removeprefix("^").removesuffix("$")
        return [f"^\\s*({inner})\\s*$", f"Écrivez par exemple {question.exemple}."]
    most = question.maximum or 240
    return [f"^[^\\n]{{1,{most}}}$", f"Une seule ligne, de {most} signes au plus."]


def _pattern(path: tuple[str, ...]) -> str | None:
    kind, key = path[0], path[-1]
    property_: dict[str, Any] = _schema(kind)["properties"].get(key, {})
    choices = [property_, *property_.get("anyOf", [])]
    return next((choice["pattern"] for choice in choices if "pattern" in choice), None)


@cache
def _schema(kind: str) -> dict[str, Any]:
    return _models()[kind].model_json_schema()


PATH = f"{FOLDER}atelier/config.json"
#: What one widget fills, several keys of the file: a commune, and who confirmed a record when.
TOGETHER: Mapping[str, tuple[str, ...]] = {
    "commune": ("commune", "code_postal", "code_insee", "latitude", "longitude"),
    "confirmation": ("verifie_le", "verifie_par"),
}
#: The key that stands for all in a form → the name of the widget; and those that it fills besides.
_WIDGETS = {keys[0]: name for name, keys in TOGETHER.items()}
_FILLED = {key for keys in TOGETHER.values() for key in keys[1:]}
#: What the format adds to an entry for the lists and the pickers: its name, told apart.
CALLED = "#nom"
#: What it adds to a new issue: the name of its file.
NUMBERED = "#numero"
#: Several of them are chosen in one widget.
CHOSEN = {"terme", "reference", "territoire"}


def config(
    vocabulary: Vocabulary,
    depot: Depot,
    site_url: str,
    shared: Sequence[str] = (),
    departements: Mapping[str, str] | None = None,
    bareme: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """What the page reads: `decap` for Decap CMS, the rest for our format and the page.

    `shared` are the names that several records bear, `departements` the names by code that tell them apart.
    `bareme` is that by which partners score a structure (`generators.exchange.quality`).
    """
    return {
        "ouvert": depot.relie or is_local(site_url),
        "decap": _decap(vocabulary, depot, site_url),
        "formes": {name: formes(questions_of(model)) for name, model in _models().items()},
        "entetes": {
            **{name: _schema_line(kind) for name, kind in _written().items()},
            IDENTITY: f"# yaml-language-server: $schema=schemas/{IDENTITY}.json",
        },
        "ensembles": TOGETHER,
        "plis": {name: _folds(name) if name in FICHES else {} for name in _models()},
        "homonymes": shared,
        "departements": departements or {},
        "champs": {name: guards.fields(model) for name, model in _models().items()},
        "garde": guards.RULES,
        "bareme": bareme or {},
    }


def _folds(kind: str) -> dict[str, list[str]]:
    """Fold → the fields in it, those that one widget fills as one."""
    _, folds = folded(kind)
    return {fold.nom: _named(fold.questions) for fold in folds}


def _named(asked: Sequence[Question]) -> list[str]:
    """The fields of these questions: that of a widget for the keys that it fills."""
    return [_WIDGETS.get(question.cle, question.cle) for question in asked if question.cle not in _FILLED]


def _schema_line(kind: Kind) -> str:
    return schema_line(Found(kind.name, "", "", "", f"{kind.home}/{kind.name}.yml"))


def _written() -> dict[str, Kind]:
    """What is written record by record: the facts, and the issues that choose among them."""
    return {**FICHES, ISSUES.name: ISSUES}


def _models() -> dict[str, type[BaseModel]]:
    """What has a form, by the name of its format."""
    return {**{name: kind.model for name, kind in _written().items()}, IDENTITY: Identite}


def is_local(site_url: str) -> bool:
    """True for a site on one's own machine, whose forms may open on a copy of the repository there."""
    return urlsplit(site_url).hostname in ("127.0.0.1", "localhost")


def files(
    records: Records, places: Places, depot: Depot, site_url: str, bareme: Mapping[str, object]
) -> Mapping[str, bytes]:
    """Path on the site → content."""
    departements = {one.code: one.nom for one in places.departements.values()}
    made = config(records.vocabulary, depot, site_url, shared(records), departements, bareme)
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return {PATH: text.encode()}


def _decap(vocabulary: Vocabulary, depot: Depot, site_url: str) -> dict[str, object]:
    return {
        "backend": depot.backend() | _COMMITS,
        "load_config_file": False,
        "local_backend": True,
        "publish_mode": "editorial_workflow",
        "locale": "fr",
        "site_url": site_url,
        "display_url": site_url,
        "show_preview_links": False,
        "media_folder": "newsletter/images",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "collections": [
            *(_collection(kind, vocabulary) for kind in FICHES.values()),
            _issues(vocabulary),
            _identity(vocabulary),
        ],
    }


_COMMITS = {
    "commit_messages": {
        "create": "Ajoute {{path}}",
        "update": "Corrige {{path}}",
        "delete": "Retire {{path}}",
        "uploadMedia": "Ajoute l’image {{path}}",
        "deleteMedia": "Retire l’image {{path}}",
        "openAuthoring": "{{message}}",
    }
}


def _collection(kind: Kind, vocabulary: Vocabulary) -> dict[str, object]:
    return _folder(kind) | {
        "identifier_field": kind.title,
        "slug": f"{{{{slug | truncate({MAX_ID}, '')}}}}",
        "sortable_fields": [kind.title, "verifie_le"],
        "editor": {"preview": False},
        "fields": _fields(kind, vocabulary),
    }


def _folder(kind: Kind) -> dict[str, object]:
    return {
        "name": kind.name,
        "label": majuscule(kind.reader.many),
        "label_singular": kind.reader.one,
        "folder": kind.home,
        "create": True,
        # A file that goes breaks its page's address: `statut: ferme` and `annule: true` say it without that.
        "delete": False,
        "extension": "yml",
        "format": f"fiche-{kind.name}",
        "summary": f"{{{{{CALLED}}}}}",
    }


def _issues(vocabulary: Vocabulary) -> dict[str, object]:
    """The issues of the letter, beside their preview; a file's name is its quarter."""
    asked = questions_of(Numero)
    return _folder(ISSUES) | {
        "identifier_field": QUARTER,
        "slug": f"{{{{{NUMBERED}}}}}",
        "sortable_fields": [ISSUES.date],
        "editor": {"preview": True},
        "fields": [_field(question, vocabulary, (ISSUES.name, question.cle)) for question in asked],
    }


#: What says the quarter of an issue, which is chosen.
QUARTER = "periode"


def _fields(kind: Kind, vocabulary: Vocabulary) -> list[dict[str, object]]:
    """The essentials, then the folds; a list that the vocabulary has not is not asked."""
    shown, folds = folded(kind.name)

    def asked(some: Sequence[Question]) -> list[dict[str, object]]:
        return _together([each for each in some if vocabulary.has(each.liste)], vocabulary, kind.name)

    scored = [_QUALITY] if kind is ACTORS else []
    return [*asked(shown), *(_folded(fold, asked(fold.questions)) for fold in folds), *scored]


#: No field of a record: what partners will make of the one that is being written.
_QUALITY: dict[str, object] = {
    "name": "#qualite",
    "label": "Vue par les partenaires",
    "widget": "qualite",
    "required": False,
}


def _folded(fold: Fold, inside: list[dict[str, object]]) -> dict[str, object]:
    closed = {"widget": "object", "collapsed": True, "required": False}
    return {"name": fold.nom, "label": fold.titre, "hint": "Si on le sait.", **closed, "fields": inside}


def _identity(vocabulary: Vocabulary) -> dict[str, object]:
    """The one file that says whose network it is."""
    asked = questions_of(Identite)
    file = {
        "name": IDENTITY,
        "label": TITLE,
        "file": f"data/{FILE}",
        "fields": [_field(question, vocabulary, (IDENTITY, question.cle)) for question in asked],
    }
    return {
        "name": IDENTITY,
        "label": "Le réseau",
        "extension": "yml",
        "format": f"fiche-{IDENTITY}",
        "editor": {"preview": False},
        "files": [file],
    }


def _together(asked: Sequence[Question], vocabulary: Vocabulary, kind: str) -> list[dict[str, object]]:
    """The fields of a record, those that one widget fills as one."""
    by_key = {question.cle: question for question in asked}
    return [_SEVERAL.get(name) or _field(by_key[name], vocabulary, (kind, name)) for name in _named(asked)]


_SEVERAL: Mapping[str, dict[str, object]] = {
    "commune": {
        "name": "commune",
        "label": "Commune",
        "widget": "commune",
        "required": False,
        "hint": "Cherchez-la par son nom ou son code postal : le code INSEE et le code postal se "
        "remplissent. À laisser vide pour un lieu confidentiel.",
    },
    "confirmation": {
        "name": "confirmation",
        "label": "Confirmation",
        "widget": "confirmation",
        "required": False,
        "hint": "Le jour où la structure elle-même a confirmé la fiche, et la fonction de qui l’a fait : "
        "jamais un nom, ni un document. Vide jusque-là.",
    },
}


def _field(question: Question, vocabulary: Vocabulary, path: tuple[str, ...]) -> dict[str, object]:
    field: dict[str, object] = {
        "name": question.cle,
        "label": question.titre,
        "required": question.obligatoire,
        **({"hint": hint} if (hint := _hint(question)) else {}),
    }
    if question.nature == "groupe":
        inside = [_field(each, vocabulary, (*path, each.cle)) for each in question.questions]
        if not question.obligatoire and not question.plusieurs:
            # Decap asks for what a group needs even where nobody wants the group; the rules judge it.
            inside = [each | {"required": False} for each in inside]
        rubric = path == (ISSUES.name, question.cle) and question.cle in RUBRICS
        return field | (_rubric(question) if rubric else _group(question)) | {"fields": inside}
    widget = _widget(question, vocabulary, path)
    if question.plusieurs and question.nature in CHOSEN:
        return field | widget | {"multiple": True}
    if question.plusieurs:
        alone = {"name": question.cle, "label": question.titre, **widget}
        return field | {"widget": "list", "field": alone, "collapsed": False}
    return field | widget


def _group(question: Question) -> dict[str, object]:
    if not question.plusieurs:
        return {"widget": "object", "collapsed": True}
    first = next(each.cle for each in question.questions if each.obligatoire)
    one = " ".join(word.removesuffix("s") for word in question.titre.lower().split())
    listed = {"widget": "list", "summary": f"{{{{fields.{first}}}}}", "label_singular": one}
    return listed | ({"min": 1, "collapsed": False} if question.obligatoire else {})


def _rubric(question: Question) -> dict[str, object]:
    """The records of a rubric are chosen in one widget, among those of the kinds that it takes."""
    taken = [kind for name, kind in FICHES.items() if takes(question.cle, name)]
    first = sorted(taken, key=lambda kind: kind.rubric != question.cle)
    return {"widget": "rubrique", "genres": {kind.name: kind.reader.one for kind in first}}


def _hint(question: Question) -> str:
    parts = [re.sub(r"^true\b", "Oui", question.aide)]
    if question.exemple and question.nature not in ("terme", "reference", "oui-non", "jour"):
        parts.append(f"Par exemple : {question.exemple}")
    if question.defaut:
        parts.append(f"Vide : {_ANSWERS.get(question.defaut, question.defaut).lower()}")
    return " ".join(part if part.endswith((".", "…", "?")) else f"{part}." for part in parts if part)


def _widget(question: Question, vocabulary: Vocabulary, path: tuple[str, ...]) -> dict[str, Any]:
    match question.nature:
        case "terme" if question.liste:
            terms = vocabulary.lists[question.liste]
            return {"widget": "select"} | _options({code: term.libelle for code, term in terms.items()})
        case "choix":
            return {"widget": "select"} | _options({code: _SAID.get(code, code) for code in question.choix})
        case "oui-non":
            return {"widget": "select"} | _options(_ANSWERS)
        case "reference":
            kind = KINDS.get(question.genre or "")
            return _relation(kind) if kind else {"widget": "fiche"}
        case "territoire":
            return {"widget": "territoires"}
        case "recurrence":
            return {"widget": "recurrence"}
        case "jour" | "jour-ou-heure" | "heure":
            return {"widget": question.nature}
        case "texte":
            return {"widget": "text"}
    if path == (ISSUES.name, QUARTER):
        return {"widget": "trimestre"}
    counted = {"widget": "ligne-comptee", "maximum": question.maximum} if question.maximum != _LINE else {}
    return {"widget": "string", "pattern": motif(question, path), **(counted if question.maximum else {})}


#: The signs of a line whose model says no other length: nobody counts them.
_LINE = 240
_ANSWERS: Mapping[str, str] = {"true": "Oui", "false": "Non"}
#: Choices whose code is no word.
_SAID: Mapping[str, str] = {
    "brouillon": "Brouillon : nous y travaillons",
    "publie": "Publié : tout est relu, la lettre part",
}


def _options(labels: Mapping[str, str]) -> dict[str, object]:
    return {"options": [{"value": value, "label": label} for value, label in labels.items()]}


def _relation(kind: Kind) -> dict[str, object]:
    return {
        "widget": "relation",
        "collection": kind.name,
        "value_field": "{{slug}}",
        "search_fields": [CALLED, kind.title, *kind.aliases],
        "display_fields": [CALLED],
        "options_length": 40,
    }


def formes(asked: Sequence[Question]) -> dict[str, object]:
    """How our format writes each key, in the order of the file."""
    return {question.cle: _forme(question) for question in asked}


def _needed(question: Question) -> str | None:
    """The list without which a group is not there: a rubric has records, or is none."""
    lists = (each.cle for each in question.questions if each.obligatoire and each.plusieurs)
    return None if question.plusieurs or question.obligatoire else next(lists, None)


def _forme(question: Question) -> dict[str, object]:
    return {
        **({"nu": True} if question.nature in TYPED else {}),
        **({"phrases": True} if question.cle in SENTENCES else {}),
        **({"formes": formes(question.questions)} if question.questions else {}),
        **({"exige": needed} if (needed := _needed(question)) else {}),
    }
