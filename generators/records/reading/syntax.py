"""YAML syntax errors in French: where the writer went wrong, and what to write instead.

The wording of libyaml (0.2) is matched on its stable parts; what is not known gets a general message,
so that no English ever reaches the staff.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

Mark = tuple[int, int]
_QUOTE = "mettez le texte entre guillemets droits : cle: \"…\" (ou entre apostrophes : cle: '…')"


class Fault(NamedTuple):
    """A syntax error: line and column from 1, what is wrong, what to write instead."""

    line: int
    column: int
    message: str
    hint: str


class _Scene(NamedTuple):
    """What libyaml said, and the lines of the file around it."""

    lines: list[str]
    at: Mark
    since: Mark
    context: str
    problem: str

    def text(self, mark: Mark) -> str:
        return self.lines[mark[0]] if mark[0] < len(self.lines) else ""

    def char(self) -> str:
        return self.text(self.at)[self.at[1] : self.at[1] + 1]

    def before(self) -> str:
        return self.text(self.at)[: self.at[1]]

    def fault(self, message: str, hint: str, mark: Mark | None = None) -> Fault:
        line, column = mark or self.at
        line, column = (line, column) if line < len(self.lines) else (max(len(self.lines) - 1, 0), 0)
        return Fault(line + 1, column + 1, message, hint)


def explain(error: yaml.YAMLError, lines: list[str]) -> Fault:
    """The French account of an error of the YAML parser."""
    scene = _scene(error, lines)
    for pattern, tell in _ACCOUNTS:
        if re.search(pattern, f"{scene.context} / {scene.problem}"):
            return tell(scene)
    return scene.fault(
        "la syntaxe de cette ligne n’est pas celle d’une fiche",
        "comparez-la avec une fiche correcte : cle: valeur",
    )


def _scene(error: yaml.YAMLError, lines: list[str]) -> _Scene:
    at, since = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    at = at or since
    here = (at.line, at.column) if at else (0, 0)
    start = (since.line, since.column) if since else here
    words = (str(getattr(error, name, "") or "") for name in ("context", "problem"))
    return _Scene(lines, here, start, *words)


def _colon(scene: _Scene) -> Fault:
    if re.search(r":\s", scene.before()):
        return scene.fault(
            "un texte contient deux-points suivi d’une espace, et n’a pas de guillemets", _QUOTE
        )
    return scene.fault(
        "cette ligne est décalée vers la droite, comme si elle continuait la précédente",
        "alignez-la sur la ligne précédente, ou mettez entre guillemets le texte qui continue",
    )


def _first_character(scene: _Scene) -> Fault:
    if scene.char() == "\t":
        return _tab(scene)
    return scene.fault(f"un texte sans guillemets ne peut pas commencer par « {scene.char()} »", _QUOTE)


def _tab(scene: _Scene) -> Fault:
    return scene.fault(
        "une tabulation décale cette ligne", "remplacez la tabulation par des espaces (deux par niveau)"
    )


def _open_quote(scene: _Scene) -> Fault:
    return scene.fault(
        "le guillemet ouvert ici n’est jamais refermé",
        "fermez-le à la fin du texte, avec le même signe",
        scene.since,
    )


def _no_colon(scene: _Scene) -> Fault:
    mark = (scene.since[0], scene.since[1])
    found = re.match(r"\s*(?:- )?([\w-]+):(\S.*)", scene.text(mark))
    if found:
        hint = f"mettez une espace après « {found[1]}: »"
        return scene.fault("il manque une espace après les deux-points", hint, mark)
    return scene.fault(
        "cette ligne n’a pas de deux-points : ce n’est ni une clé ni la suite d’un texte",
        "écrivez cle: valeur ; pour un texte sur plusieurs lignes, écrivez | après les deux-points et "
        "décalez chaque ligne de deux espaces",
        mark,
    )


def _misplaced(scene: _Scene) -> Fault:
    if re.search(r"[\"'] *$", scene.before()):
        return scene.fault(
            "du texte suit le guillemet fermant",
            "gardez tout le texte entre les guillemets ; à l’intérieur, employez « » ou ’",
        )
    if scene.char() == "-":
        return scene.fault(
            "ce tiret n’est pas aligné avec les autres, ou n’est sous aucune clé",
            "alignez les tirets d’une même liste, sous la clé qu’ils remplissent",
        )
    if scene.char() == ":":
        return scene.fault("il manque la clé avant les deux-points", "écrivez cle: valeur")
    return scene.fault(
        "le décalage de cette ligne ne correspond à aucune des lignes au-dessus",
        "alignez-la sur la clé du même niveau (deux espaces par niveau)",
    )


def _open_bracket(scene: _Scene) -> Fault:
    sign = scene.text(scene.since)[scene.since[1] : scene.since[1] + 1] or "["
    return scene.fault(
        f"le signe « {sign} » ouvert ici n’est pas refermé comme il faut",
        "fermez-le, ou mettez le texte entre guillemets si ce n’est pas une liste",
        scene.since,
    )


def _no_content(scene: _Scene) -> Fault:
    if "flow" in scene.context or not scene.char():
        return scene.fault(
            "une liste entre crochets n’est pas terminée",
            "fermez le crochet, ou écrivez une valeur par ligne, chacune précédée d’un tiret",
        )
    return _first_character(scene)


def _reference(scene: _Scene) -> Fault:
    sign = scene.text(scene.since)[scene.since[1] : scene.since[1] + 1]
    return scene.fault(f"un texte sans guillemets ne peut pas commencer par « {sign} »", _QUOTE, scene.since)


def _escape(scene: _Scene) -> Fault:
    return scene.fault(
        "une barre oblique inverse suit un guillemet droit et n’y a pas de sens",
        "mettez le texte entre apostrophes, ou doublez la barre : \\\\",
    )


def _after_bar(scene: _Scene) -> Fault:
    return scene.fault(
        f"du texte suit le signe « {scene.before().rstrip()[-1:] or '|'} » sur la même ligne",
        "passez à la ligne après le signe, et décalez le texte de deux espaces ; "
        "sinon, mettez-le entre guillemets",
    )


def _dash(scene: _Scene) -> Fault:
    return scene.fault(
        "un tiret de liste suit les deux-points sur la même ligne",
        "passez à la ligne avant le premier tiret ; si c’est du texte, mettez-le entre guillemets",
    )


def _second_document(scene: _Scene) -> Fault:
    return scene.fault(
        "le fichier contient du texte après sa fin",
        "retirez la ligne --- ou ... et ce qui ne va pas avec elle",
    )


def _directive(scene: _Scene) -> Fault:
    return scene.fault(
        "une ligne ne peut pas commencer par « % »",
        "retirez cette ligne, ou mettez le texte entre guillemets",
        scene.since,
    )


_ACCOUNTS: tuple[tuple[str, Callable[[_Scene], Fault]], ...] = (
    (r"mapping values are not allowed|mapping keys are not allowed", _colon),
    (r"found a tab character", _tab),
    (r"character that cannot start any token", _first_character),
    (r"quoted scalar / found (unexpected end|unexpected document)", _open_quote),
    (r"escape|hexdecimal|Unicode character escape", _escape),
    (r"could not find expected ':'", _no_colon),
    (r"block (mapping|collection) / did not find expected", _misplaced),
    (r"did not find expected ',' or", _open_bracket),
    (r"did not find expected node content", _no_content),
    (r"scanning an? (alias|anchor)|(scanning|parsing) a tag|found undefined tag", _reference),
    (r"block scalar / ", _after_bar),
    (r"block sequence entries", _dash),
    (r"document start", _second_document),
    (r"directive", _directive),
)
