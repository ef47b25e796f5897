"""What the forms of /admin/ need to compose an issue: a proposal, the records to choose, the drawing.

The browser lays the items of the records (worded here, drawn nowhere) in the letter's own templates
(`generators.letter.syntax`), between the wrappers that the MJML renderer gives: it shows the letter, and its
weight, as they will be. `site/scripts/forms/atelier-lettre.js` reads these files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any, Final

from pydantic import BaseModel

from generators.editions import FOLDER
from generators.letter import events, items, mjml, syntax
from generators.letter.budget import Budget, foreseen
from generators.letter.candidates import Candidate
from generators.letter.check import ALERTE, LIMITE
from generators.letter.composition import ETAPES, QUAND, RUBRIQUES, actors
from generators.letter.draft import Draft, drafted, period, sending_day, values
from generators.letter.panel import departement, named
from generators.letter.shapes import Item, Letter
from generators.mail.drafts import Tags
from generators.network import when
from generators.records.kinds import FICHES, NEWS
from generators.records.models import Choix, Evenement, Fiche, Image, Urgence
from generators.records.names import names
from generators.records.problems import PROPOSED, TO_WRITE
from generators.records.values.phones import Telephone
from generators.site import Site
from generators.words import dates
from generators.words.dates import DatePartielle
from generators.words.wording import fold, majuscule

FAMILY = f"{FOLDER}atelier/"
LETTER = f"{FAMILY}lettre.json"
#: Where the browser lays a text, or the content of a section.
MARK = "@@{}@@"


def file_makers(site: Site) -> Iterator[tuple[tuple[str], Callable[[], Mapping[str, bytes]]]]:
    """The path of the records of each kind, then of the proposal and the drawing; and what makes it."""
    told = names(site.records, site.places)
    day = sending_day(_coming(site), site.today)
    for kind in FICHES:
        yield (_path(kind),), partial(_of_kind, kind, day, told[kind], site)
    yield (LETTER,), partial(_letter, site)


def _path(kind: str) -> str:
    return f"{FAMILY}lettre/{kind}.json"


def _of_kind(kind: str, day: date, told: Mapping[str, str], site: Site) -> Mapping[str, bytes]:
    """The records of a kind, each written and forgotten, and the structures that they name."""
    named, written = dict[str, None](), list[bytes]()
    records: Mapping[str, Any] = site.records.of(kind)
    rows = site.each(partial(_row, kind, day), records.values())
    for id_, (thanked, row) in zip(records, rows, strict=True):
        named |= dict.fromkeys(thanked)
        written.append(b'%b:{"nom":%b,%b' % (_json(id_), _json(told[id_]), row[1:]))
    structures = {id_: _structure(id_, site) for id_ in named}
    content = b'{"fiches":{%b},"structures":%b}' % (b",".join(written), _json(structures))
    return {_path(kind): content}


def _row(kind: str, day: date, site: Site, fiche: Fiche) -> tuple[Sequence[str], bytes]:
    """The structures that a record names, and all that is said of it but its name."""
    one = _record(kind, fiche, day, site)
    return one["acteurs"], _json(one)


def _letter(site: Site) -> Mapping[str, bytes]:
    draft = drafted(_coming(site), site.network)
    return {LETTER: _json({**_proposal(draft, site), **site.once(partial(_drawing, site))})}


def _plain(value: object) -> object:
    """What JSON does not know: a link, a row, a picture by its fields; a day as one reads it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    return str(value)


_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


def _json(value: object) -> bytes:
    return _JSON.encode(value).encode()


def _coming(site: Site) -> str:
    """The quarter of today, or the first one after it that has no issue yet."""
    year, quarter = site.today.year, (site.today.month + 2) // 3
    while (id_ := f"{year}-t{quarter}") in site.records.issues:
        year, quarter = year + quarter // 4, quarter % 4 + 1
    return id_


def _proposal(draft: Draft, site: Site) -> dict[str, Any]:
    said = values(draft)
    older: dict[str, list[str]] = {key: [] for key in RUBRIQUES}
    for p in draft.oublies:
        older[FICHES[p.fiche.partition("/")[0]].rubric or NEWS.rubric].append(p.fiche)
    weight = foreseen(draft, site)
    return {
        "numero": draft.id,
        "trimestres": {id_: period(id_) for id_ in _quarters(site.today)},
        "parus": sorted(site.records.issues),
        "valeurs": said,
        "propositions": {key: [*said[key]["choix"], *older[key]] for key in RUBRIQUES},
        "notes": {p.fiche: note for p in draft.proposees if (note := _note(p, draft, weight))},
        "textes": {ref: text.propose for ref, text in draft.textes.items() if text.propose},
        "a_ecrire": TO_WRITE,
        "propose": PROPOSED,
    }


def _note(one: Candidate, draft: Draft, weight: Budget) -> str:
    """What the draft remarks of a record, as its file does in comments; a sequel's kicker says it already."""
    text = draft.textes.get(one.fiche)
    waits = any(one is other for other, _ in weight.attente)
    remarks = (
        "" if one in draft.suites else one.note,
        draft.apart(text) if text and text.ecart else "",
        "peut attendre le numéro suivant : la lettre est trop lourde" if waits else "",
    )
    return " · ".join(filter(None, remarks))


def _quarters(today: date) -> Iterator[str]:
    """The quarter before today's, today's and the four after."""
    first = today.year * 4 + (today.month - 1) // 3 - 1
    yield from (f"{n // 4}-t{n % 4 + 1}" for n in range(first, first + 6))


def _record(kind: str, fiche: Fiche, on: date, site: Site) -> dict[str, Any]:
    choix = Choix(fiche=f"{kind}/{fiche.id}")
    thanked = [id_ for id_ in actors(choix, site) if id_ not in site.identity.lettre.emetteurs]
    days = sorted({*_turns(fiche, on, site)})
    after = days[-1] + timedelta(days=1) if days else on
    said: dict[str, Any] = {"acteurs": thanked, "item": _item(items.item(choix, site, after))}
    rest = (after, said["item"], _begins(fiche, on))
    until = [*_changes([*(_until(day, choix, fiche, site) for day in days), rest])]
    said |= {"annonces": until} if until else {}
    said |= {"nommes": named} if (named := sorted({*_named(fiche)})) else {}
    if isinstance(fiche, Evenement):
        return said | _event(fiche, choix, on, site)
    day = getattr(fiche, "date", None)
    return said | ({"quand": dates.date_partielle(day)} if day else {})


def _event(event: Evenement, choix: Choix, on: date, site: Site) -> dict[str, Any]:
    """When and where, from which day and until which; what became of it, where there is something to tell."""
    held = when.next_date(event, on)
    first, last = events.bounds(held)
    told = event.compte_rendu or event.replay or event.documents
    changed = bool(event.annule or event.reporte_au)
    sequel = changed or (told and when.is_past(event, on))
    return {
        "ou": majuscule(events.town(held, site.places)),
        "quand": f"{dates.periode_courte(first, last)} {last.year}",
        "debut": _begins(event, on),
        "fin": (when.over(event) - timedelta(microseconds=1)).date(),
        **({"change": True} if changed else {}),
        **({"annule": True} if event.annule else {}),
        **({"suite": _item(items.sequel(choix, site))} if sequel else {}),
    }


#: How far ahead the dates of a series are told one by one: until the next issue, and a little more.
AHEAD = timedelta(days=100)


def _turns(fiche: Fiche, day: date, site: Site) -> Iterator[date]:
    """The last days on which an issue says what it does of an event, or of what announces it."""
    told = [fiche] if isinstance(fiche, Evenement) else []
    told += [site.records.events[id_] for id_ in getattr(fiche, "evenements", ())]
    for event in told:
        if not event.recurrence:
            yield from events.turns(event)
            continue
        found = (turn for one in when.all_dates(event, day) for turn in events.turns(one.event))
        yield from (turn for turn in found if day <= turn <= day + AHEAD)


def _named(group: BaseModel) -> Iterator[str]:
    """Whom a record names with reason, whose words an issue may repeat, as `rules.privacy` finds them."""
    persons = getattr(group, "PERSONNES", ())
    for key, value in group.__dict__.items():
        for one in value if isinstance(value, tuple) else (value,):
            if not one or (type(one) is str and key != "courriel" and key not in persons):
                continue  # nearly all of them
            if isinstance(one, BaseModel):
                yield from _named(one)
            elif isinstance(one, Telephone):
                yield "".join(sign for sign in one if sign.isdigit())[-9:]
            elif key == "courriel":
                yield one.lower()
            elif key in persons:
                yield fold(one)


#: Until when, what an issue says of a record, and when the event begins that it tells.
Told = tuple[date, dict[str, Any], date | None]


def _until(day: date, choix: Choix, fiche: Fiche, site: Site) -> Told:
    return day, _item(items.item(choix, site, day)), _begins(fiche, day)


def _begins(fiche: Fiche, day: date) -> date | None:
    return dates.le_jour(when.next_date(fiche, day).debut) if isinstance(fiche, Evenement) else None


def _changes(told: list[Told]) -> Iterator[Told]:
    """Those after which something else is said."""
    for one, following in pairwise(told):
        if one[1:] != following[1:]:
            yield one


def _item(built: Item) -> dict[str, Any]:
    """What an item says, without what it does not."""
    said = ((key, getattr(built, key)) for key in _KEYS)
    return {key: value for key, value in said if value not in (None, "", (), False)}


_KEYS = tuple(field.name for field in fields(Item))


def _structure(id_: str, site: Site) -> tuple[str, str | None]:
    acteur = site.records.actors[id_]
    return named(acteur), departement(acteur, site)


def _drawing(site: Site) -> dict[str, Any]:
    """The templates, what they are given besides the letter, and the wrappers of MJML."""
    templates = mjml.environment(site.gabarits)
    return {
        "gabarits": syntax.trees(site.gabarits, templates),
        "cadre": _frame(site),
        "donnees": _given(site),
        "adresse": site.address,
        "police": mjml.POLICE,
        "rubriques": RUBRIQUES,
        "images": {name: _shown(name, site) for name in sorted(site.images)},
        "etapes": ETAPES,
        "quand": QUAND,
        "officiels": {kind.name: kind.official for kind in FICHES.values() if kind.official},
        "poids": {"budget": mjml.BUDGET, "alerte": ALERTE, "limite": LIMITE, "groupes": mjml.GROUPES},
    }


def _shown(name: str, site: Site) -> tuple[int, int] | None:
    """The size at which an e-mail shows a picture; None for one that it does not show."""
    found = items.picture(Image(fichier=name, alt=name), site.images)
    return (found.largeur, found.hauteur) if found else None


def _frame(site: Site) -> tuple[str, str, str]:
    """What stands before the first section of a letter, between two, and after the last."""
    blank = Letter(
        id="",
        titre=MARK.format("titre"),
        periode=MARK.format("periode"),
        date=DatePartielle("2026"),
        apercu="",
        editorial=(),
        signature=None,
        parties=(),
        urgences=(),
        structures=(),
    )
    drawing = mjml.Drawing(blank, site, mjml.environment(site.gabarits), Tags("", ""))
    sections = f"<mj-section><mj-column><mj-text>{_CONTENT}</mj-text></mj-column></mj-section>" * 2
    body = re.compile(r"(<mj-body[^>]*>).*(</mj-body>)", re.DOTALL)
    before, between, after = mjml.drawn(body.sub(rf"\1{sections}\2", drawing.mjml(1))).split(_CONTENT)
    return before, between, after


_CONTENT = MARK.format("contenu")


def _given(site: Site) -> dict[str, Any]:
    """What the templates say of the network, as `Drawing` gives it to them."""
    reseau, couleurs = site.identity, site.identity.couleurs
    return {
        "reseau": {
            "nom": reseau.nom,
            "suite": reseau.suite,
            "sujet": reseau.sujet,
            "a_equipe": reseau.a_equipe,
            "editeur": reseau.editeur.model_dump(
                include={"designation", "nom", "mission", "don", "courriel_dons"}
            ),
            "lettre": {"contact": reseau.lettre.contact},
            "contact": reseau.contact.model_dump(include={"adresse_postale", "courriel", "comptes"}),
        },
        "c": mjml.light(couleurs),
        "s": mjml.dark(couleurs),
        "tete": mjml.head(couleurs),
        "contact": site.adresse_contact,
        "desinscription": site.adresse_desinscription,
        "pres": "",
        "urgences": [_urgence(one) for one in site.records.urgences],
    }


def _urgence(one: Urgence) -> dict[str, Any]:
    said = {"libelle": one.libelle, "affichage": one.affichage, "href": one.href, "canal": one.canal}
    return {**said, "ou": {"texte": str(one.ou), "href": one.ou.href} if one.ou else None}
