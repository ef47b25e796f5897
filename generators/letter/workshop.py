"""What the forms of /admin/ need to compose an issue: a proposal, the records to choose, the drawing.

The browser lays the items of the records (worded here, drawn nowhere) in the letter's own templates
(`generators.letter.syntax`), between the wrappers that the MJML renderer gives: it shows the letter, and its
weight, as they will be. `site/scripts/forms/atelier-lettre.js` reads these files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from generators.editions import FOLDER
from generators.forms.names import names
from generators.letter import events, items, mjml, syntax
from generators.letter.check import ALERTE, LIMITE
from generators.letter.composition import ETAPES, QUAND, RUBRIQUES, actors, departement
from generators.letter.draft import Draft, drafted
from generators.letter.draft_file import period, values
from generators.letter.shapes import Item, Letter
from generators.mail.drafts import Tags
from generators.network import when
from generators.records.kinds import FICHES
from generators.records.models import Choix, Evenement, Fiche, Image, Urgence
from generators.records.problems import TO_WRITE
from generators.site import Site
from generators.words import dates
from generators.words.dates import DatePartielle
from generators.words.wording import majuscule

FAMILY = f"{FOLDER}atelier/"
#: Where the browser lays a text, or the content of a section.
MARK = "@@{}@@"


def files(site: Site) -> Mapping[str, bytes]:
    """Path on the site → content: the proposal and the drawing, and the records of each kind."""
    draft = drafted(_coming(site), site.network)
    told = names(site.records, site.places)
    kinds = {f"lettre/{kind}.json": _records(kind, draft, told[kind], site) for kind in FICHES}
    made = {"lettre.json": {**_proposal(draft, site), **_drawing(site)}, **kinds}
    return {f"{FAMILY}{name}": _json(value) for name, value in made.items()}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode()


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
        older[FICHES[p.fiche.partition("/")[0]].rubric].append(p.fiche)
    return {
        "numero": draft.id,
        "trimestres": {id_: period(id_) for id_ in _quarters(site.today)},
        "parus": sorted(site.records.issues),
        "valeurs": said,
        "propositions": {key: [*said[key]["choix"], *older[key]] for key in RUBRIQUES},
        "notes": {p.fiche: p.note for p in draft.agenda if p.note},
        "a_ecrire": TO_WRITE,
    }


def _quarters(today: date) -> Iterator[str]:
    """The quarter before today's, today's and the four after."""
    first = today.year * 4 + (today.month - 1) // 3 - 1
    yield from (f"{n // 4}-t{n % 4 + 1}" for n in range(first, first + 6))


def _records(kind: str, draft: Draft, told: Mapping[str, str], site: Site) -> dict[str, Any]:
    """The records of a kind, and the structures that they name."""
    records: Mapping[str, Any] = site.records.of(kind)
    found = {id_: _record(kind, fiche, draft, told[id_], site) for id_, fiche in records.items()}
    named = dict.fromkeys(id_ for one in found.values() for id_ in one["acteurs"])
    return {"fiches": found, "structures": {id_: _structure(id_, site) for id_ in named}}


def _record(kind: str, fiche: Fiche, draft: Draft, told: str, site: Site) -> dict[str, Any]:
    choix = Choix(fiche=f"{kind}/{fiche.id}")
    named = [id_ for id_ in actors(choix, site) if id_ not in site.identity.lettre.emetteurs]
    said: dict[str, Any] = {"nom": told, "acteurs": named, "item": _item(items.item(choix, site, date.max))}
    if not isinstance(fiche, Evenement):
        day = getattr(fiche, "date", None)
        said |= {"quand": dates.date_partielle(day)} if day else {}
        return said | ({"annonces": ahead} if (ahead := list(_announcing(choix, fiche, site))) else {})
    first, last = events.bounds(fiche)
    where = {"ou": majuscule(events.town(fiche, site.places))}
    said |= where | {"quand": f"{dates.periode_courte(first, last)} {last.year}"}
    said |= {"debut": dates.le_jour(fiche.debut), "fin": _last_day(fiche)}
    told_since = fiche.compte_rendu or fiche.replay or fiche.documents
    if fiche.annule or fiche.reporte_au or (told_since and when.is_past(fiche, draft.jour)):
        said["suite"] = _item(items.sequel(choix, site))
    return said | ({"change": True} if fiche.annule or fiche.reporte_au else {})


def _announcing(choix: Choix, fiche: Fiche, site: Site) -> Iterator[tuple[date, dict[str, Any]]]:
    """The item of a news item that announces events, until the day of each."""
    found = (site.records.events[id_] for id_ in getattr(fiche, "evenements", ()))
    for day in sorted({dates.le_jour(e.debut) for e in found if not (e.annule or e.reporte_au)}):
        yield day, _item(items.item(choix, site, day))


def _last_day(event: Evenement) -> date:
    return dates.le_jour(event.reporte_au or event.fin or event.debut)


def _item(built: Item) -> dict[str, Any]:
    """What an item says, without what it does not."""
    return {key: value for key, value in asdict(built).items() if value not in (None, "", (), False)}


def _structure(id_: str, site: Site) -> tuple[str, str | None]:
    acteur = site.records.actors[id_]
    return acteur.nom, departement(acteur, site)


def _drawing(site: Site) -> dict[str, Any]:
    """The templates, what they are given besides the letter, and the wrappers of MJML."""
    templates = mjml.environment(site.gabarits)
    return {
        "gabarits": syntax.trees(site.gabarits, templates),
        "cadre": _frame(site),
        "donnees": _given(site),
        "adresse": site.address,
        "rubriques": RUBRIQUES,
        "images": {name: _shown(name, site) for name in sorted(site.images)},
        "etapes": ETAPES,
        "quand": QUAND,
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
        apercu=MARK.format("apercu"),
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
            "editeur": reseau.editeur.model_dump(include={"designation", "nom", "mission", "don"}),
            "lettre": {"contact": reseau.lettre.contact},
            "contact": {"adresse_postale": reseau.contact.adresse_postale},
        },
        "c": mjml.light(couleurs),
        "s": mjml.dark(couleurs),
        "tete": mjml.head(couleurs),
        "contact": site.adresse_contact,
        "desinscription": site.adresse_desinscription,
        "urgences": [_urgence(one) for one in site.records.urgences],
    }


def _urgence(one: Urgence) -> dict[str, Any]:
    said = {"libelle": one.libelle, "affichage": one.affichage, "href": one.href, "canal": one.canal}
    return {**said, "ou": {"texte": str(one.ou), "href": one.ou.href} if one.ou else None}
