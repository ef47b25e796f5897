"""A draft as the file that the editor opens: every choice on its line, what it is in comments above.

The file ends with its own fingerprint. As long as that matches, nobody has touched the draft, and it may be
written again; `is_untouched` tells.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from generators.letter.draft import Candidate, Draft
from generators.records.models import Rubrique
from generators.records.problems import TO_WRITE
from generators.words import dates
from generators.words.wording import accord, liste, nombre

_RUBRIQUES = {
    "agenda": ("Agenda", "Rencontres, colloques, conférences et formations", "dates"),
    "actualites": (
        "Actualités du réseau",
        "Nouvelles actions, initiatives et bonnes pratiques",
        "initiatives",
    ),
    "ressources": ("Ressources", None, "outils et parutions"),
}
_NONE = {
    "agenda": "aucune fiche n’annonce de date à venir",
    "actualites": "rien de nouveau depuis le dernier numéro",
    "ressources": "rien de nouveau depuis le dernier numéro",
}
_MARK = "# Empreinte de l’ébauche : "
#: Titles of an issue are this long at most (`Choix.titre`); most inboxes show 65 on two lines.
TITRE = 90


def yaml(draft: Draft) -> str:
    """The text of newsletter/<issue>.yml."""
    text = "\n".join([*_head(draft), *_rubrics(draft), *_forgotten(draft), "", ""])
    return f"{text}{_MARK}{_print(text)}\n"


def is_untouched(text: str) -> bool:
    """True for a draft as it was written."""
    body, mark, fingerprint = text.rpartition(_MARK)
    return bool(mark) and fingerprint == f"{_print(body)}\n"


def values(draft: Draft) -> dict[str, Any]:
    """What the file says: the values of a new issue, for a form."""
    rubrics = {
        "agenda": draft.agenda,
        "actualites": (*draft.suites, *draft.actualites),
        "ressources": draft.ressources,
    }
    return {
        "titre": draft.dernier.titre if draft.dernier else "La newsletter",
        "periode": period(draft.id),
        "date": draft.jour.isoformat(),
        "statut": "brouillon",
        "apercu": f"{TO_WRITE} : la phrase que la messagerie montre sous l’objet.",
        "editorial": f"{TO_WRITE} : le mot de l’équipe.",
        "signature": _plain(draft.signature),
        **{key: {**_titles(draft, key), "choix": [p.fiche for p in some]} for key, some in rubrics.items()},
    }


def _titles(draft: Draft, key: str) -> dict[str, str]:
    """How the issue before called a rubric, or how the house does."""
    before: Rubrique | None = getattr(draft.dernier, key, None) if draft.dernier else None
    said = (before.titre, before.sous_titre, before.compte) if before else _RUBRIQUES[key]
    keys = ("titre", "sous_titre", "compte")
    return {name: _plain(text) for name, text in zip(keys, said, strict=True) if text}


def summary(draft: Draft) -> str:
    """« 2 dates, 1 suite, 3 actualités et 4 ressources »."""
    counts = (
        (draft.agenda, "date"),
        (draft.suites, "suite"),
        (draft.actualites, "actualité"),
        (draft.ressources, "ressource"),
    )
    said = [nombre(len(found), word) for found, word in counts if found]
    return liste(said) or "rien de nouveau"


def _print(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _head(draft: Draft) -> Iterator[str]:
    said = values(draft)
    yield "# yaml-language-server: $schema=../data/schemas/newsletter.json"
    yield f"# Ébauche du {period(draft.id)} : {summary(draft)}, {_since(draft)}."
    yield from _HELP
    yield f"titre: {_quoted(said['titre'])}"
    yield f"periode: {said['periode']}"
    yield "# le jour de l’envoi : ce qui est passé ce jour-là n’a plus sa place dans l’agenda"
    yield f"date: {said['date']}"
    yield "# brouillon, puis publie quand tout est relu"
    yield f"statut: {said['statut']}"
    yield "# la phrase que la messagerie montre sous l’objet : ce que l’on gagne à ouvrir"
    yield f"apercu: {_quoted(said['apercu'])}"
    yield "# un ou deux courts paragraphes, séparés par une ligne vide"
    yield "editorial: |-"
    yield f"  {said['editorial']}"
    yield f"signature: {_quoted(said['signature'])}"


_HELP = (
    "# Tout ce qui convient est proposé. Retirez les lignes de trop, changez l’ordre : la lettre le suit.",
    "# Pour un autre titre que celui de la fiche, ôtez le « # » de « # titre: » et récrivez. De même, sous",
    "# la fiche :  texte: …   surtitre: …",
    "# Les dates, les lieux, les prix et le bouton (s’inscrire, lire, appeler…) viennent toujours de la",
    "# fiche. Ensuite : maillage check, puis maillage newsletter preview.",
    "",
)


def _since(draft: Draft) -> str:
    return f"depuis le {dates.jour(draft.depuis)}" + (
        f" (numéro du {draft.dernier.periode})" if draft.dernier else ""
    )


def period(id_: str) -> str:
    """« 4e trimestre 2026 »"""
    year, quarter = id_.split("-t")
    return f"{quarter}{'er' if quarter == '1' else 'e'} trimestre {year}"


def _rubrics(draft: Draft) -> Iterator[str]:
    sequels = _group("Retour sur des rendez-vous passés, annulés ou reportés", draft.suites)
    yield from _rubric(draft, "agenda", "par date", [_one(p) for p in draft.agenda])
    yield from _rubric(draft, "actualites", "par territoire", [*sequels, *_by_group(draft.actualites)])
    yield from _rubric(draft, "ressources", "par territoire", _by_group(draft.ressources))


def _rubric(draft: Draft, key: str, order: str, blocks: Iterable[list[str]]) -> Iterator[str]:
    """A rubric with its items; one without any is left out, since an issue has no empty rubric."""
    lines = [line for block in blocks for line in block]
    titles = _titles(draft, key)
    yield ""
    if not lines:
        yield f"# {titles['titre']} : {_NONE[key]}. La rubrique ne paraîtra pas."
        return
    yield f"{key}:"
    yield from (f"  {name}: {_quoted(text)}" for name, text in titles.items())
    yield f"  # {order}"
    yield "  choix:"
    yield from lines


def _by_group(found: tuple[Candidate, ...]) -> Iterator[list[str]]:
    for name in dict.fromkeys(p.groupe for p in found):
        yield from _group(name, tuple(p for p in found if p.groupe == name))


def _group(name: str, found: tuple[Candidate, ...]) -> Iterator[list[str]]:
    if found:
        yield [f"    # — {name}"]
    yield from (_one(p) for p in found)


def _one(p: Candidate) -> list[str]:
    about = " · ".join(part for part in (p.jour, p.lieu, p.note) if part)
    size = len(p.titre)
    long = f"  # {size} signes : {TITRE} au plus" if size > TITRE else ""
    return [f"    - fiche: {p.fiche}", f"      # {about}", f"      # titre: {_quoted(p.titre)}{long}"]


def _forgotten(draft: Draft) -> Iterator[str]:
    """Records that no issue carried although they are older: in comments, to be moved where they belong."""
    if not draft.oublies:
        return
    count = len(draft.oublies)
    yield ""
    yield f"# Plus {accord(count, 'ancienne')}, mais jamais {accord(count, 'parue')} dans une lettre : " + (
        f"{nombre(count, 'fiche')} à reprendre plus haut si vous le souhaitez."
    )
    for p in draft.oublies:
        yield f"#    - fiche: {p.fiche}  # {p.jour} · {p.lieu} : {_plain(p.titre)}"


def _quoted(text: str) -> str:
    """A YAML scalar on one line (YAML 1.2, 7.3.1: double-quoted scalars have JSON's escapes)."""
    return json.dumps(_plain(text), ensure_ascii=False)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()
