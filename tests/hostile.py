"""A project whose every text is one of `hostiles.yml`: each text in each field of each kind of record."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, TypeAdapter

from generators.building import build_site
from generators.project import Project
from generators.records.kinds import FICHES
from generators.records.models import Acteur, Actualite, DateParticuliere, Evenement, Ressource
from generators.records.models.fields import group_of
from generators.records.vocabulary import Terme
from tests.exchange.conftest import COMPLET
from tests.lists import SENDERS
from tests.pages.conftest import ACTORS, EVENTS, NEWS, RESOURCES

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
TEXTES: tuple[str, ...] = tuple(yaml.safe_load((ROOT / "tests" / "hostiles.yml").read_text("utf-8")))
#: Addresses that leave the attribute, or the script, in which they are written.
ADRESSES = (
    'https://pirate.example/"><img/src=x/onerror=alert(1)>',
    "https://pirate.example/'onmouseover='alert(1)",
    "https://pirate.example/?a=1&lt;pirate&gt;&b={{7*7}}",
    "https://pirate.example/);alert(1);(\\u003cpirate\\u003e",
)
#: Texts that are no free text: a rule says what they may be.
TENUS = {"fuseau", "commune", "periode", "champs"}
Record = dict[str, Any]


def one_line(text: str) -> str:
    return " ".join(text.split())


def textes(model: type[BaseModel]) -> Iterator[tuple[str, int]]:
    """The free texts of a model, with the length that each may have."""
    for name, field in model.model_fields.items():
        schema = TypeAdapter(field.rebuild_annotation()).json_schema()
        plain = schema.get("anyOf", [schema])[0]
        if plain.get("type") == "array":
            plain = plain.get("items", {})
        if "maxLength" in plain and not field.exclude and name not in TENUS:
            yield name, plain["maxLength"]


def hostile(model: type[BaseModel], text: str, record: Record) -> Record:
    """`record` with `text` in every free text of `model`, and of its groups."""
    filled = dict(record)
    for name, limit in textes(model):
        value = (text if limit > 320 else one_line(text))[:limit].strip()
        filled[name] = [value] if "tuple" in str(model.model_fields[name].annotation) else value
    for name, field in model.model_fields.items():
        group = group_of(field.annotation)
        if group and name in GROUPES:
            inner = hostile(group, text, GROUPES[name])
            filled[name] = [inner] if "tuple" in str(field.annotation) else inner
    return filled


#: What the groups need besides texts.
GROUPES: Mapping[str, Record] = {
    "sources": {"date": "2026-10"},
    "remarques": {},
    "comptes": {"url": ADRESSES[0]},
    "lignes": {"telephone": "03 20 00 00 01"},
    "seances": {"debut": "2026-12-01T09:00", "fin": "2026-12-01T12:30"},
    "inscription": {"url": ADRESSES[1], "avant_le": "2025-11-25"},
    "programme": {"debut": "09:00", "fin": "10:00"},
    "intervenants": {"acteur": "ecoute-nord"},
    "documents": {"url": ADRESSES[2]},
    "liens": {"url": ADRESSES[3]},
}
_EVENT: Record = {
    **EVENTS["rencontre-a-venir"],
    "en_ligne": "true",
    "url": ADRESSES[0],
    "replay": ADRESSES[3],
    "organisateurs": ["hostile-00"],
}
_PAST: Record = {**_EVENT, "debut": "2025-12-01T09:00", "fin": "2025-12-01T12:30"}
_RESOURCE: Record = {**RESOURCES["guide"], "url": ADRESSES[1], "url_archive": ADRESSES[2], "producteurs": []}
_NEWS: Record = {**NEWS["ouverture-nord"], "url": ADRESSES[3]}


def _actor(number: int, text: str) -> Record:
    """Half of them on the map, with hours whose remark is hostile too."""
    remark = one_line(text).replace('"', "'").replace("\\", "/")[:60]
    base = {**COMPLET, "site_web": ADRESSES[number % len(ADRESSES)], "missions": [_code("m", number)]}
    if number % 2:
        base |= {"horaires_accueil": f'Mo-Fr 09:00-12:00 "{remark}"', "type": _code("t", number)}
    return hostile(Acteur, text, {**base, "porte_par": "maison-mere"})


def _code(prefix: str, number: int) -> str:
    return f"{prefix}-hostile-{number:02}"


def project(root: Path) -> Project:
    """The project, in the folder `root`: ours, with these records and lists in place of its own."""
    shutil.copytree(ROOT, root, dirs_exist_ok=True, ignore=_ignored)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    actors = {id_: record for id_, record in ACTORS.items() if id_ != "hostile"}
    _write(root / "data" / "actors", actors | _numbered("hostile", _actor))
    _write(root / "data" / "events", {**EVENTS, **_numbered("rencontre", _event)})
    _write(root / "data" / "resources", {**RESOURCES, **_numbered("ressource", _resource)})
    _write(root / "data" / "news", {**NEWS, **_numbered("nouvelle", _news)})
    _write(root / "newsletter", _issues())
    _vocabulary(root / "data" / "vocabulary.yml")
    _urgences(root / "data" / "urgences.yml")
    _identity(root / "data" / "reseau.yml")
    return Project.at(root)


def build(root: Path) -> Mapping[str, bytes]:
    """Every file of that project's site."""
    files, _ = build_site(project(root), TODAY)
    return files


def _ignored(folder: str, names: list[str]) -> set[str]:
    here = Path(folder).relative_to(ROOT).as_posix()
    apart = {".git", ".venv", ".peers", "node_modules", "public", "tests", "__pycache__", "benchmarks"}
    records = here.removeprefix("data/") in FICHES
    issues = {name for name in names if here == "newsletter" and name.endswith(".yml")}
    return (set(names) if records else set()) | issues | (apart & set(names))


def _numbered(prefix: str, make: Any) -> dict[str, Record]:
    return {f"{prefix}-{number:02}": make(number, text) for number, text in enumerate(TEXTES)}


def _event(number: int, text: str) -> Record:
    """One in three is to come, the others are over; one in five was called off, one in four comes back."""
    base = _PAST if number % 3 else _EVENT
    event = hostile(Evenement, text, {**base, "annule": str(number % 5 == 0).lower()})
    session = {**event["seances"][0], "debut": base["debut"], "fin": base["fin"]}
    if number % 4:
        return {**event, "seances": [session]}
    second = date.fromisoformat(base["debut"][:10]) + timedelta(days=7)
    apart = hostile(DateParticuliere, text, {"date": second.isoformat(), "en_ligne": "true"})
    series = {"regle": "FREQ=WEEKLY;COUNT=3", "exceptions": [apart]}
    return {name: value for name, value in event.items() if name != "seances"} | {"recurrence": series}


def _resource(number: int, text: str) -> Record:
    return hostile(Ressource, text, _RESOURCE | {"type": _code("r", number)})


def _news(number: int, text: str) -> Record:
    return hostile(Actualite, text, _NEWS | {"acteurs": [f"hostile-{number:02}"]})


def _issues() -> dict[str, Record]:
    """One issue a text, a quarter each from 2016 on."""
    return {f"{2016 + n // 4}-t{n % 4 + 1}": _issue(n, text) for n, text in enumerate(TEXTES)}


def _issue(number: int, text: str) -> Record:
    year, quarter = 2016 + number // 4, number % 4 + 1
    chosen = {"fiche": f"news/nouvelle-{number:02}"}
    button = {"url": ADRESSES[number % len(ADRESSES)], "libelle": one_line(text)[:35].strip()}
    return {
        "titre": one_line(text),
        "periode": f"{quarter}{'er' if quarter == 1 else 'e'} trimestre {year}",
        "date": f"{year + quarter // 4}-{(quarter * 3) % 12 + 1:02}-15",
        "statut": "publie",
        "apercu": one_line(text),
        "editorial": text,
        "signature": one_line(text),
        "actualites": {
            "titre": one_line(text),
            "sous_titre": one_line(text),
            "compte": one_line(text),
            "choix": [
                {
                    **chosen,
                    "surtitre": one_line(text),
                    "titre": one_line(text)[:90].strip(),
                    "texte": one_line(text),
                    "bouton": button,
                }
            ],
        },
    }


def _vocabulary(path: Path) -> None:
    lists = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    for prefix, name in (("m", "missions"), ("t", "types_acteur"), ("r", "types_ressource")):
        for number, text in enumerate(TEXTES):
            term = {
                field: one_line(text) for field in ("libelle", "description") if field in Terme.model_fields
            }
            lists[name][_code(prefix, number)] = term
    path.write_text(
        yaml.safe_dump(lists, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8"
    )


def _urgences(path: Path) -> None:
    numbers = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    for number, urgence in enumerate(numbers):
        urgence |= dict.fromkeys(("libelle", "description", "court"), one_line(TEXTES[number]))
    path.write_text(
        yaml.safe_dump(numbers, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8"
    )


def _identity(path: Path) -> None:
    """Ours, with a hostile text wherever it says one; the senders of the letter have no record here."""
    said = yaml.load(SENDERS.sub("", path.read_text("utf-8")), Loader=yaml.BaseLoader)
    texts = cycle(one_line(text) for text in TEXTES)
    said |= {key: next(texts)[:40] for key in ("nom", "suite", "sujet", "nom_complet", "pied")}
    said["equipe"] = f"l’{next(texts)}"
    said["editeur"] |= {"nom": next(texts), "designation": f"la {next(texts)}", "mission": next(texts)}
    said["contact"]["adresse_postale"] = next(texts)
    said["lettre"] |= {key: next(texts) for key in ("expediteur", "contact", "chapo")}
    said["accueil"] |= {key: next(texts) for key in ("titre", "chapo")}
    said["menu"][1]["titre"] = next(texts)[:24]
    for group in (*said["accueil"]["publics"], *said["partage"]):
        group |= {key: next(texts) for key in group if key in ("titre", "texte", "lien", "phrase")}
    said["descriptions"] = {key: next(texts) for key in said["descriptions"]}
    text = yaml.safe_dump(said, allow_unicode=True, default_style='"', sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


def _write(folder: Path, records: Mapping[str, Record]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for id_, record in records.items():
        text = yaml.safe_dump(record, allow_unicode=True, default_style='"', width=10_000)
        (folder / f"{id_}.yml").write_text(text, encoding="utf-8")
