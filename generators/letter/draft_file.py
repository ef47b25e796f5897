"""A draft as the file that the editor opens: every choice on its line, what it is in comments above.

The file ends with its own fingerprint. As long as that matches, nobody has touched the draft, and it may be
written again; `is_untouched` tells.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from generators.letter.budget import Budget
from generators.letter.candidates import Candidate
from generators.letter.check import LIMITE, ko
from generators.letter.draft import TITRE, Draft, period, titles, values
from generators.letter.lengths import Length
from generators.letter.mjml import BUDGET
from generators.records.problems import PROPOSED
from generators.words import dates
from generators.words.wording import accord, liste, nombre, plain

_NONE = {
    "agenda": "aucune fiche n’annonce de date à venir",
    "actualites": "rien de nouveau depuis le dernier numéro",
    "ressources": "rien de nouveau depuis le dernier numéro",
}
_MARK = "# Empreinte de l’ébauche : "


def yaml(draft: Draft, budget: Budget) -> str:
    """The text of newsletter/<issue>.yml."""
    text = "\n".join([*_head(draft, budget), *_rubrics(draft), *_forgotten(draft), "", ""])
    return f"{text}{_MARK}{_print(text)}\n"


def is_untouched(text: str) -> bool:
    """True for a draft as it was written."""
    body, mark, fingerprint = text.rpartition(_MARK)
    return bool(mark) and fingerprint == f"{_print(body)}\n"


def summary(draft: Draft) -> str:
    """« 2 dates, 1 suite, 3 actualités, 1 structure et 4 ressources »."""
    counts = (
        (draft.agenda, "date"),
        (draft.suites, "suite"),
        (draft.actualites, "actualité"),
        (draft.structures, "structure"),
        (draft.ressources, "ressource"),
    )
    said = [nombre(len(found), word) for found, word in counts if found]
    return liste(said) or "rien de nouveau"


def _print(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _head(draft: Draft, budget: Budget) -> Iterator[str]:
    said = values(draft)
    yield "# yaml-language-server: $schema=../data/schemas/newsletter.json"
    yield f"# Ébauche du {period(draft.id)} : {summary(draft)}, {_since(draft)}."
    yield from _weight(budget)
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
    if draft.editorial:
        yield f"# ceux-ci ne disent que ce que disent les fiches ; relus, effacez « {PROPOSED} »"
    yield "editorial: |-"
    yield from (f"  {line}".rstrip() for line in said["editorial"].split("\n"))
    yield f"signature: {_quoted(said['signature'])}"


def _weight(budget: Budget) -> Iterator[str]:
    """What the letter would weigh, and what to leave out of one that is too heavy."""
    heaviest = ", ".join(f"{one.fiche} ({ko(size)})" for one, size in budget.lourdes)
    yield _comment(f"Poids prévu : {ko(budget.total)}, pour {BUDGET // 1000} ko au plus.")
    if heaviest:
        yield _comment(f"Les plus lourdes : {heaviest}.")
    if not budget.attente:
        return
    yield _comment(f"C’est trop : Gmail coupe une lettre vers {LIMITE // 1000} ko.")
    yield _comment("Ce qui peut attendre le numéro suivant :")
    for one, size in budget.attente:
        yield _comment(f"  {one.fiche} ({ko(size)}) · {_about(one)}")
    yield _comment("Retirez ces lignes plus bas, ou gardez tout et ajoutez « abrege: true ».")


def _comment(text: str) -> str:
    return "# " + text.replace("\u00a0", " ")


_HELP = (
    "# Tout ce qui convient est proposé. Retirez les lignes de trop, changez l’ordre : la lettre le suit.",
    "# Pour un autre titre que celui de la fiche, ôtez le « # » de « # titre: » et récrivez ; de même, sous",
    "# la fiche, « texte: … » ou « surtitre: … ». Les dates, les lieux, les prix et le bouton (s’inscrire,",
    "# lire, appeler…) viennent toujours de la fiche. Ensuite : maillage check, puis maillage newsletter",
    "# preview.",
    "",
)


def _since(draft: Draft) -> str:
    return f"depuis le {dates.jour(draft.depuis)}" + (
        f" (numéro du {draft.dernier.periode})" if draft.dernier else ""
    )


def _rubrics(draft: Draft) -> Iterator[str]:
    sequels = _group("Retour sur des rendez-vous passés, annulés ou reportés", draft.suites, draft)
    news = _by_group(draft.nouvelles, draft)
    yield from _rubric(draft, "agenda", "par date", [_one(p, draft) for p in draft.agenda])
    yield from _rubric(draft, "actualites", "par territoire", [*sequels, *news])
    yield from _rubric(draft, "ressources", "par territoire", _by_group(draft.ressources, draft))


def _rubric(draft: Draft, key: str, order: str, blocks: Iterable[list[str]]) -> Iterator[str]:
    """A rubric with its items; one without any is left out, since an issue has no empty rubric."""
    lines = [line for block in blocks for line in block]
    said = titles(draft, key)
    yield ""
    if not lines:
        yield f"# {said['titre']} : {_NONE[key]}. La rubrique ne paraîtra pas."
        return
    yield f"{key}:"
    yield from (f"  {name}: {_quoted(text)}" for name, text in said.items())
    yield f"  # {order}"
    yield "  choix:"
    yield from lines


def _by_group(found: tuple[Candidate, ...], draft: Draft) -> Iterator[list[str]]:
    for name in dict.fromkeys(p.groupe for p in found):
        yield from _group(name, tuple(p for p in found if p.groupe == name), draft)


def _group(name: str, found: tuple[Candidate, ...], draft: Draft) -> Iterator[list[str]]:
    if found:
        yield [f"    # — {name}"]
    yield from (_one(p, draft) for p in found)


def _one(p: Candidate, draft: Draft) -> list[str]:
    size = len(p.titre)
    long = f"  # {size} signes : {TITRE} au plus" if size > TITRE else ""
    lines = [f"    - fiche: {p.fiche}", f"      # {_about(p)}", f"      # titre: {_quoted(p.titre)}{long}"]
    if text := draft.textes.get(p.fiche):
        lines += [f"      # {line}" for line in _text(text, draft)]
    return lines


def _about(p: Candidate) -> str:
    return " · ".join(part for part in (p.jour, p.lieu, p.note) if part)


def _text(text: Length, draft: Draft) -> Iterator[str]:
    """The length of an item's text; beside one that stands out, what the record's own sentences offer."""
    yield draft.apart(text)
    if text.propose:
        yield f"texte: {_quoted(text.propose)}"


def _forgotten(draft: Draft) -> Iterator[str]:
    """Records that no issue carried although they are older: in comments, to be moved where they belong."""
    if not draft.oublies:
        return
    count = len(draft.oublies)
    yield ""
    yield f"# Jamais {accord(count, 'parue')} dans une lettre, et d’une source plus ancienne : " + (
        f"{nombre(count, 'fiche')} à reprendre plus haut si vous le souhaitez."
    )
    for p in draft.oublies:
        yield f"#    - fiche: {p.fiche}  # {p.jour} · {p.lieu} : {plain(p.titre)}"


def _quoted(text: str) -> str:
    """A YAML scalar on one line (YAML 1.2, 7.3.1: double-quoted scalars have JSON's escapes)."""
    return json.dumps(plain(text), ensure_ascii=False)
