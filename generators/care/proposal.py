"""The story of a proposal, for who reviews it: one Markdown text in plain French.

The records' text is shown as text: none of it becomes markup, a picture or a call to somebody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generators.care.changes import Changement, Touche, summary
from generators.network import addresses
from generators.records.kinds import KINDS
from generators.records.problems import Problem
from generators.words import wording
from generators.words.fitting import fitted
from generators.words.quoting import code_for_markdown, for_markdown, shortened

#: What finds the comment again, so that one comment is brought up to date.
MARQUE = "<!-- maillage:proposition -->"
_LONGUEUR = 300
_PAGES = 20
#: What the records take of a comment (`fitting.COMMENT`); those that would not fit are only counted.
_MAXIMUM = 50_000
_AILLEURS = (
    "Le texte entier est dans le résumé de la vérification, "
    "et « maillage report --base RÉVISION --whole FICHIER » l’écrit."
)
_SORTES = {"ajoutee": "Ajoutée", "modifiee": "Modifiée", "retiree": "Retirée"}


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a proposal does. `touches` is None when the site could not be built, because of the errors.

    `renvois` are the records that it closes, calls off or puts off, by name, and what else speaks of them;
    `perdus` what subscribers of calendars would lose without a word.
    """

    changements: tuple[Changement, ...]
    touches: tuple[Touche, ...] | None
    problemes: tuple[Problem, ...]
    renvois: tuple[tuple[str, tuple[str, ...]], ...] = ()
    perdus: tuple[str, ...] = ()


def told(proposition: Proposition, *, whole: bool = False) -> str:
    """The text, ending with a newline: as a comment holds it, or the whole of it, however long."""
    parts = [MARQUE, "## Ce que change cette proposition", _opening(proposition.changements)]
    parts += _problems(proposition.problemes, "error", "À corriger avant de publier")
    parts += _records(proposition.changements, whole=whole)
    parts += _mentions(proposition.renvois)
    parts += _listed("Chez les abonnés de l’agenda", proposition.perdus)
    parts += _site(proposition)
    parts += _problems(proposition.problemes, "warning", "À regarder")
    text = "\n\n".join(parts) + "\n"
    return text if whole else fitted(text, _AILLEURS)


def _opening(changes: Sequence[Changement]) -> str:
    counts = [(sum(c.sorte == sort for c in changes), word.lower()) for sort, word in _SORTES.items()]
    said = [f"{wording.nombre(n, 'fiche')} {wording.accord(n, word)}" for n, word in counts if n]
    return f"{wording.liste(said)}." if said else "Aucune fiche ne change."


def _records(changes: Iterable[Changement], *, whole: bool) -> Iterator[str]:
    left, length = 0, 0
    for change in changes:
        text = _record(change)
        length += len(text)
        if length > _MAXIMUM and not whole:
            left += 1
        else:
            yield text
    if left:
        yield f"Et {wording.nombre(left, 'autre fiche', 'autres fiches')}, trop longues pour ce message."


def _record(change: Changement) -> str:
    title = f"### {_SORTES[change.sorte]}\u00a0: {_text(change.nom)} ({KINDS[change.kind].noun.one})"
    rows = [f"| {_text(c.nom)} | {_cell(c.avant)} | {_cell(c.apres)} |" for c in change.champs]
    if change.sorte != "modifiee":
        rows = [f"| {_text(c.nom)} | {_cell(c.apres or c.avant)} |" for c in change.champs]
    head = (
        "| Champ | Avant | Après |\n|---|---|---|"
        if change.sorte == "modifiee"
        else "| Champ | Contenu |\n|---|---|"
    )
    table = "\n".join([head, *rows])
    if not rows:
        table = "Le fichier est illisible." if change.sorte != "modifiee" else "Aucun champ ne change."
    file = code_for_markdown(change.fichier) + _LIEUX.get(change.lieu, "")
    if change.sorte == "modifiee":
        return f"{title}\n\n{file}\n\n{table}{_unsupported(change)}"
    return f"{title}\n\n{file}\n\n<details><summary>Ses champs</summary>\n\n{table}\n\n</details>"


def _unsupported(change: Changement) -> str:
    """What a reviewer asks for a new number that comes from nowhere."""
    if not change.sans_appui:
        return ""
    what = wording.liste(change.sans_appui)
    verb = "change" if len(change.sans_appui) == 1 else "changent"
    return (
        f"\n\n**{what} {verb} sans nouvelle source ni confirmation.** Demandez d’où cela vient : une "
        f"source de plus, "
        "ou « verifie_le » et « verifie_par » si la structure l’a dit."
    )


#: What is told of a place that a record keeps to itself: that it does, never which.
_MASKED = "ce qui pourrait le dire n’est pas montré ici."
_LIEUX = {
    "garde": f"\n\nUn lieu confidentiel est en jeu\u00a0: {_MASKED}",
    "devient": f"\n\n**Son lieu devient confidentiel**\u00a0: {_MASKED} Ce que le dépôt en a dit reste dans "
    "son historique\u00a0: « Ce qui n’entre jamais, et comment l’effacer », dans CONTRIBUTING.md, donne les "
    "commandes qui l’en ôtent.",
    "cesse": "\n\n**Son lieu n’est plus confidentiel**\u00a0: n’acceptez que si la structure l’a confirmé. "
    f"Ici, {_MASKED}",
}


def _mentions(mentions: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """What is to be looked at besides, since a record closes or an event is called off."""
    for name, sentences in mentions:
        yield from _listed(f"Ce qui parle de {_text(name)}", sentences)


def _listed(title: str, sentences: Sequence[str]) -> Iterator[str]:
    if sentences:
        yield f"### {title}\n\n" + "\n".join(f"- {_text(each)}" for each in sentences)


def _site(proposition: Proposition) -> Iterator[str]:
    touches = proposition.touches
    if touches is None:
        yield "### Sur le site\n\nLe site ne peut pas être construit tant qu’il reste des erreurs."
    elif touches:
        pages = _by_room([t for t in touches if t.sorte == "pages"], proposition.changements)
        lines = [*map(_page, pages[:_PAGES])]
        if len(pages) > _PAGES:
            lines.append(f"- et {wording.nombre(len(pages) - _PAGES, 'autre page', 'autres pages')}")
        yield "### Sur le site\n\n" + "\n".join(f"- {line}" for line in summary(touches))
        if lines:
            yield "<details><summary>Les pages</summary>\n\n" + "\n".join(lines) + "\n\n</details>"


def _by_room(pages: Sequence[Touche], changes: Sequence[Changement]) -> list[Touche]:
    """The pages of the changed records, then the first of each room of the site, then the second of each…

    Only so many are named: a hundred neighbours of a record must not hide its département.
    """
    own = {f"{addresses.fiche(change.kind, change.id)}index.html" for change in changes}
    seen: Counter[str] = Counter()
    ranks: dict[str, int] = {}
    for page in pages:
        room = page.chemin.partition("/")[0]
        ranks[page.chemin] = 0 if page.chemin in own else seen[room] + 1
        seen[room] += page.chemin not in own
    return sorted(pages, key=lambda page: ranks[page.chemin])


def _page(touche: Touche) -> str:
    state = {"nouveau": " (nouvelle)", "retire": " (retirée)"}.get(touche.etat, "")
    address = f"/{touche.chemin.removesuffix('index.html')}"
    return f"- {_text(touche.titre)}{state}, {code_for_markdown(address)}"


def _problems(problems: Iterable[Problem], severity: str, title: str) -> Iterator[str]:
    these = [p for p in problems if p.severity == severity]
    if these:
        yield f"### {title}\n\n" + "\n".join(map(_problem, these))


def _problem(problem: Problem) -> str:
    place = code_for_markdown(problem.path) + (f", ligne {problem.line}" if problem.line else "")
    remedy = f" → {_text(problem.hint)}" if problem.hint else ""
    return f"- {place}\u00a0: {_text(problem.message)}{remedy}"


def _cell(text: str) -> str:
    return _text(shortened(text, _LONGUEUR)) or "—"


def _text(text: str) -> str:
    """As it is read; the address of a page or a mailbox is a link."""
    return for_markdown(text, links=True)
