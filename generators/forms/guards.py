"""What the guards of `maillage check` know, as the browser reads it: patterns, words, numbering plans, names.

`personnes.json` is enough to judge what is said of somebody; `reseau.json` says which records are
confidential and by what a text names them; `lieux.json`, which is heavier, which words are a place: it is
read for a record that is confidential or names one that is. `site/scripts/forms/garde-*.js` judge by these
tables; the tests hold their judgements against those of the rules.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from html.entities import html5
from types import ModuleType
from typing import Any

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata
from pydantic import BaseModel

from generators.editions import FOLDER
from generators.forms.patterns import parsed
from generators.forms.questions import LIEU_PRECIS, Question, questions_of
from generators.land.gazetteer import gazetteer
from generators.land.places import Places
from generators.records.kinds import KINDS
from generators.records.models import Implantation, Numero
from generators.records.models.fields import group_of
from generators.records.records import Key, Records
from generators.records.rules import clues, confidential, contacts, persons, positions, streets, whereabouts
from generators.records.rules.hidden import Hidden, hidden_among, hosts_of, names_of
from generators.records.values.types import FAUX, VRAI
from generators.words import seen
from generators.words.lookalikes import LOOKALIKES
from generators.words.numerals import IN_WORDS
from generators.words.prenoms import PRENOMS
from generators.words.wording import fold, no_break

FAMILY = f"{FOLDER}garde/"


def file_makers(records: Records, places: Places) -> Iterator[tuple[str, Callable[[], Mapping[str, bytes]]]]:
    """The path of each file, and what makes it; the lists of places are long to write."""
    yield f"{FAMILY}lieux.json", partial(_everywhere, places)
    yield f"{FAMILY}personnes.json", _of_persons
    yield f"{FAMILY}reseau.json", partial(_of_records, records)


@lru_cache(maxsize=2)
def _everywhere(places: Places) -> Mapping[str, bytes]:
    return {f"{FAMILY}lieux.json": _json(of_places(places))}


def _of_persons() -> Mapping[str, bytes]:
    return {f"{FAMILY}personnes.json": _json(of_persons())}


def _of_records(records: Records) -> Mapping[str, bytes]:
    return {f"{FAMILY}reseau.json": _json(of_records(records))}


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def of_persons() -> dict[str, Any]:
    """What tells of somebody, and how a text is read."""
    return {
        "motifs": {**_patterns(seen), **_patterns(clues), **_patterns(contacts), **_patterns(persons)},
        "prenoms": sorted(PRENOMS),
        "roles": sorted(clues.ROLES),
        "fonctions": sorted(persons._FUNCTIONS),
        "personne": sorted(persons._NOBODY),
        "particules": sorted(persons._PARTICLES),
        "titres": sorted(persons._TITLES),
        "titresCourts": sorted(persons._SHORT_TITLES),
        "indices": sorted(contacts.HINTS),
        "remplissage": sorted(contacts._FILLERS),
        "nombres": IN_WORDS,
        "indicatifs": dict(_mobiles()),
        "lecture": _reading(),
        "dits": _said(),
    }


def _said() -> dict[str, Any]:
    """What is said of each kind of thing: what was found, never its words, and what to do."""
    persons_ = {
        "mobile": (persons.MOBILE, "retirez-le ; la ligne d’un service s’écrit dans « Téléphone »"),
        "boite": (persons.MAILBOX, "retirez-la ; une boîte de service s’écrit dans « Courriel »"),
        "compte": (persons.ACCOUNT, "retirez-le ; seuls les comptes du service s’écrivent"),
        "numero": (persons.NUMBER, "retirez-le : il ne s’écrit nulle part"),
        "nom": (persons.NAME, "écrivez la fonction, sans le nom"),
        "mineur": (persons.MINOR, "dites « une adolescente de 15 ans », sans prénom ni initiales"),
    }
    return {
        **{
            key: {"quoi": no_break(f"ce texte donne {person.what}"), "remede": no_break(remedy)}
            for key, (person, remedy) in persons_.items()
        },
        "telephone": {
            "quoi": "c’est un numéro de mobile",
            "remede": no_break(
                "si c’est la ligne du service, répondez oui à « Ligne de service » ; si une personne l’a "
                "accepté par écrit, donnez la date dans « Consentement » ; sinon retirez-le"
            ),
        },
        "courriel": {
            "quoi": "cette boîte ressemble à l’adresse d’une personne",
            "remede": no_break(
                "préférez une boîte de service ; si c’en est une, répondez oui à « Boîte de service » ; si "
                "la personne l’a accepté par écrit, donnez la date dans « Consentement »"
            ),
        },
        "lieu": {
            "remede": no_break(
                "l’adresse est confidentielle, retirez ce passage : le département peut rester"
            ),
            "cle": "l’adresse est confidentielle, effacez cette réponse et gardez seulement le département",
            "zone": "l’adresse est confidentielle, choisissez le département",
        },
        "nomme": {
            "remede": no_break(
                "cette fiche nomme un lieu confidentiel, retirez ce passage : le département peut rester"
            ),
            "cle": no_break(
                "cette fiche nomme un lieu confidentiel, effacez cette réponse, ou ce qui nomme ce lieu"
            ),
            "zone": "cette fiche nomme un lieu confidentiel, choisissez le département",
        },
        "permise": "retirez-le, et du texte aussi : aucune raison ne le permet",
        "verificateur": {
            "quoi": "cette fonction ressemble au nom d’une personne, ou à son adresse",
            "remede": no_break("écrivez une fonction ou une équipe, par exemple : direction du service"),
        },
    }


def fields(model: type[BaseModel]) -> dict[str, Any]:
    """What the guards need to know of each key of a model: its label, what is written there, its own keys.

    `nomme`: it names persons with reason.
    """
    return {asked.cle: _field(model, asked) for asked in questions_of(model)}


def _field(model: type[BaseModel], asked: Question) -> dict[str, Any]:
    group = group_of(model.model_fields[asked.cle].annotation)
    return {
        "titre": asked.titre,
        "nature": asked.nature,
        **({"genre": asked.genre} if asked.genre else {}),
        **({"nomme": True} if asked.cle in getattr(model, "PERSONNES", ()) else {}),
        **({"champs": fields(group)} if group else {}),
    }


#: Which keys and kinds the guards know.
RULES: Mapping[str, Any] = {
    "lieu": LIEU_PRECIS,
    "precis": Implantation.PRECIS,
    "soi": sorted(confidential._OWN),
    "propres": [name for name, kind in KINDS.items() if getattr(kind.model, "LIEU_PROPRE", False)],
    "passages": [name for name, kind in KINDS.items() if issubclass(kind.model, Numero)],
    "faux": FAUX,
    "vrai": VRAI,
}


def of_records(records: Records) -> dict[str, Any]:
    """The records whose place is confidential, what names them, and the structures named as a person is."""
    hidden = hidden_among(records, {})
    named = (fold(actor.nom) for actor in records.actors.values() if clues.person(actor.nom.title(), ()))
    return {
        "retenus": {"/".join(key): _naming(key, records, hidden) for key in sorted(hidden.keys)},
        "nommants": sorted(map("/".join, confidential.naming_among(records, hidden))),
        "plus": {" ".join(name): [*map(" ".join, longer)] for name, longer in sorted(hidden.longer.items())},
        "organismes": sorted({*named}),
    }


def _naming(key: Key, records: Records, hidden: Hidden) -> dict[str, list[str]]:
    """By what a text names one of them, alone."""
    names = {name for some in hidden.names.values() for name in some}
    record = records.of(key[0])[key[1]]
    return {
        "noms": sorted(" ".join(name) for name in {*names_of(key, record)} & names),
        "hotes": sorted({*hosts_of(record)} & hidden.domains),
    }


def of_places(places: Places) -> dict[str, Any]:
    """What says a place: ways and positions by their patterns, postcodes and names by their lists."""
    found = gazetteer(places)
    return {
        "motifs": {**_patterns(streets), **_patterns(positions), **_patterns(whereabouts)},
        "mots": {
            "voies": sorted(streets._WAY_WORDS),
            "abords": sorted(streets._NEAR_WORDS),
            "boites": sorted(streets._BOX_WORDS),
            "nombre": sorted(streets._MORE),
        },
        "codes": _codes(places),
        "noms": "\n".join(_named(words, name) for words, name in sorted(found.names.items())),
        "muets": {"codes": sorted(confidential._CODES), "natures": sorted(confidential._SILENT)},
    }


def _named(words: tuple[str, ...], name: Any) -> str:  # noqa: ANN401 (a name of the gazetteer)
    """A name, then what is known of it: `+` sure, `>` larger than a commune, and its inhabitants."""
    population = name.population if name.population else ""
    return f"{' '.join(words)}{'+' if name.sure else '>' if name.larger else '-'}{population}"


def _codes(places: Places) -> str:
    """The numbers of five digits that are a postcode or the code of a commune: a bit each, in base 64."""
    bits = bytearray(100_000 // 8)
    codes = {code for one in places.communes.values() for code in (one.code, *one.codes_postaux)}
    for code in codes:
        if code.isdigit():
            bits[int(code) // 8] |= 1 << int(code) % 8
    return base64.b64encode(bytes(bits)).decode()


def _patterns(module: ModuleType) -> dict[str, Any]:
    """The patterns of a module by its name and theirs: `streets._NUMBERED` is a list of them."""
    stem = module.__name__.rpartition(".")[2]
    found: dict[str, Any] = {}
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern):
            found[f"{stem}.{name}"] = parsed(value)
        elif isinstance(value, tuple) and value and all(isinstance(one, re.Pattern) for one in value):
            found[f"{stem}.{name}"] = [parsed(one) for one in value]
    return found


def _mobiles() -> Iterator[tuple[int, list[list[str]]]]:
    """Calling code → of each region, its numbers of places, and those that one carries."""
    for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
        rows = [row for region in regions if (row := _plan(region))]
        if rows:
            yield code, rows


def _plan(region: str) -> list[str] | None:
    plan = PhoneMetadata.metadata_for_region(region, None)
    if plan is None or not plan.mobile or not plan.mobile.national_number_pattern:
        return None
    fixed = plan.fixed_line and plan.fixed_line.national_number_pattern
    return [fixed or "", plan.mobile.national_number_pattern]


def _reading() -> dict[str, Any]:
    """How a text is read: entities, signs that stand for others, signs that show nothing."""
    return {
        "entites": {
            name[:-1]: sign
            for name, sign in sorted(html5.items())
            if name.endswith(";") and len(sign) == 1 and (ord(sign) < 0x180 or 0x2000 <= ord(sign) < 0x2030)
        },
        "avant": {chr(sign): str(told) for sign, told in seen._BEFORE_NFKC.items()},
        "apres": {chr(sign): str(told) for sign, told in seen._AFTER_NFKC.items()},
        "semblables": {chr(sign): letter for sign, letter in LOOKALIKES.items()},
        "ignores": seen._IGNORED.pattern,
        "blancs": seen._BLANKS.pattern,
        "balises": sorted(seen._INLINE),
    }
