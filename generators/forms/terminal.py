"""A form in a terminal: asks each question, says at once what is wrong, and gives the values back.

What was right of an answer is kept, and only the rest is asked again; one can go back to the question before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generators.forms import answers
from generators.forms.answers import Answer, Known, Refused, Several
from generators.forms.questions import PREMIERE, Question, asked_in, faults, makes_sense, questions
from generators.records.reading.source import Loc

#: What the commune answers, and what geocoding fills later.
_ELSEWHERE = frozenset({"code_postal", "code_insee", "latitude", "longitude"})
#: What the commune already says.
_WITH_COMMUNE = frozenset({"departement", "pays"})
_END, _HELP, _NONE = "fin", "?", "-"
BACK = ("<", "retour")
Values = dict[str, Any]


class Back(Exception):
    """The person goes back to the question before."""


@dataclass
class Dialogue:
    """One conversation about a record of `kind`; `suggested` are answers that Enter accepts.

    `finished` once the person wants no more optional question.
    """

    kind: str
    known: Known
    ask: Callable[[str], str]
    say: Callable[[str], None]
    suggested: Mapping[str, str] = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    finished: bool = False
    #: The ranks of the questions that were asked, in order: the way back.
    asked: list[int] = field(default_factory=list)

    def fill(self) -> None:
        """Ask everything, the required questions first."""
        self._from(0)

    def resume(self) -> None:
        """Take the conversation up again at the last question."""
        self.finished = False
        self._from(self._before(0))

    @cached_property
    def _order(self) -> tuple[Sequence[Question], Sequence[Question]]:
        """What must be asked, then the rest."""
        every = questions(self.kind)
        first = [q for q in every if q.obligatoire or q.cle == PREMIERE]
        return first, [q for q in every if q not in first and q.cle not in _ELSEWHERE]

    def _from(self, rank: int) -> None:
        first, others = self._order
        while rank < len(first) + len(others):
            if rank == len(first):
                self.say(
                    "\nLe reste est facultatif. Entrée passe à la question suivante, "
                    f"« {_HELP} » explique, « {BACK[0]} » revient à la précédente, « {_END} » termine."
                )
                self.finished = False
            question = (*first, *others)[rank]
            if rank < len(first) or (self._makes_sense(question) and not self.finished):
                rank = self._one_of_all(question, rank)
            else:
                rank += 1

    def _one_of_all(self, question: Question, rank: int) -> int:
        """Ask a question, and say which comes next."""
        try:
            self.again(question)
        except Back:
            return self._before(rank)
        self.asked.append(rank)
        return rank + 1

    def _before(self, rank: int) -> int:
        if self.asked:
            return self.asked.pop()
        self.say("  C’est la première question.")
        return rank

    def again(self, question: Question) -> None:
        """Ask one question, whatever was answered before; a dash takes the answer away. Raises `Back`."""
        self.finished = False
        value = self._value(question, (question.cle,), self.values.get(question.cle))
        if value is None or value == question.defaut:
            self.values.pop(question.cle, None)
        else:
            self.values[question.cle] = value

    def _makes_sense(self, question: Question) -> bool:
        if question.cle in _WITH_COMMUNE and "commune" in self.values:
            return False
        return self.known.vocabulary.has(question.liste) and makes_sense(question, self.values)

    def _value(self, question: Question, loc: Loc, before: Any = None) -> Any:  # noqa: ANN401 (as a file writes it)
        self._introduce(question)
        if before is not None:
            self.say(f"  Entrée garde « {_shown(before)} », « {_NONE} » l’efface.")
        if question.cle == "commune":
            return self._commune(question, before)
        if question.nature == "groupe":
            ask = self._groups if question.plusieurs else self._group_if
            return ask(question, loc, before)
        if question.nature == "texte":
            return self._text(question, loc, before)
        if question.plusieurs:
            return self._list(question, loc, before)
        return self._one(question, loc, before or self.suggested.get(question.cle), before)

    def _introduce(self, question: Question) -> None:
        needed = " (obligatoire)" if question.obligatoire else ""
        self.say(f"\n{question.titre}{needed}")
        self.say(f"  {question.aide}")
        if question.exemple:
            self.say(f"  Exemple : {question.exemple}")
        for number, (code, label) in enumerate(answers.choices(question, self.known), start=1):
            told = f"{label} ({code})" if label != code else code
            self.say(f"  {number:2}. {told}")

    def _one(
        self, question: Question, loc: Loc, suggestion: str | None = None, before: str | None = None
    ) -> str | None:
        """One value, asked until it holds; None when it is skipped."""
        while True:
            text = self._typed(question, suggestion)
            if text == _NONE and not question.obligatoire:
                return None
            if self.finished:
                return before
            if not text and suggestion is None:
                if not question.obligatoire:
                    return None
                self.say("  ✗ cette réponse est obligatoire")
                continue
            text = text or suggestion or ""
            answer = answers.understood(question, text, self.known)
            if isinstance(answer, Refused):
                self._refuse(answer)
                suggestion = answer.suggestion
            elif (value := self._settled(question, loc, text, answer)) is not None:
                return value

    def _typed(self, question: Question, suggestion: str | None = None, instead: str = "") -> str:
        """What is typed; `instead` is the part of an answer that it replaces. Raises `Back`."""
        hint = f"[{suggestion}] " if suggestion else "(o/n) " if question.nature == "oui-non" else ""
        text = self.ask(f"{f'« {instead} » : ' if instead else ''}{hint}> ").strip()
        if text.lower() in BACK:
            raise Back
        if text == _HELP:
            self._introduce(question)
            return self._typed(question, suggestion, instead)
        if text.lower() == _END and not question.obligatoire:
            self.finished = True
            return ""
        return text

    def _refuse(self, refused: Refused) -> None:
        meant = refused.suggestion
        near = f" ; vouliez-vous dire « {meant} » ? Entrée l’accepte" if meant else ""
        self.say(f"  ✗ {refused.message}{near}")

    def _settled(self, question: Question, loc: Loc, typed: str, answer: str | Several) -> str | None:
        """The value of an answer, told back; None when it does not hold, or when none of several is meant."""
        value = self._chosen(answer) if isinstance(answer, Several) else answer
        if value is None or not self._holds(loc, value):
            return None
        if told := answers.told_back(question, typed, value, self.known):
            self.say(f"  compris : {told}")
        self.values |= answers.besides(question, typed)
        return value

    def _chosen(self, several: Several) -> str | None:
        for number, (code, label) in enumerate(several.choices, start=1):
            self.say(f"  {number:2}. {label} — {code}")
        text = self.ask("lequel ? > ").strip()
        codes = [code for code, _ in several.choices]
        if text in codes:
            return text
        return codes[int(text) - 1] if text.isdigit() and 1 <= int(text) <= len(codes) else None

    def _holds(self, loc: Loc, value: object) -> bool:
        problems = faults(self.kind, loc, value, self.known.vocabulary)
        for problem in problems:
            self.say(f"  ✗ {problem.message}" + (f"\n    → {problem.hint}" if problem.hint else ""))
        return not problems

    def _list(self, question: Question, loc: Loc, before: list[str] | None) -> list[str] | None:
        """Closed lists take several answers at once; the others one a line, until an empty one."""
        if question.liste:
            self.say("  Plusieurs réponses, séparées par des virgules.")
        else:
            self.say("  Une réponse par ligne ; une ligne vide termine.")
        values: list[str] = []
        while True:
            text = self._typed(question)
            if text == _NONE and not values:
                return None
            if not text:
                return values or before
            self._add(question, loc, text, values)
            if question.liste and values:
                return values

    def _add(self, question: Question, loc: Loc, text: str, values: list[str]) -> None:
        """Add what was typed to `values`; what was right is kept, and only the rest is asked again."""
        wrong: list[tuple[str, Refused]] = []
        for part in answers.split(question, text):
            answer = answers.understood(question, part, self.known)
            if isinstance(answer, Refused):
                wrong.append((part, answer))
            else:
                _join(values, self._settled(question, (*loc, 0), part, answer))
        if wrong and values:
            kept = (answers.told_back(question, "", value, self.known) or value for value in values)
            self.say(f"  gardé : {', '.join(kept)}")
        for part, refused in wrong:
            _join(values, self._corrected(question, (*loc, 0), part, refused))

    def _corrected(self, question: Question, loc: Loc, part: str, refused: Refused) -> str | None:
        """What was meant by a part of an answer; None when the person lets it go."""
        answer: Answer = refused
        while isinstance(answer, Refused):
            self._refuse(answer)
            text = self._typed(question, answer.suggestion, instead=part)
            if text == _NONE or self.finished or not (text or answer.suggestion):
                return None
            part = text or answer.suggestion or ""
            answer = answers.understood(question, part, self.known)
        return self._settled(question, loc, part, answer)

    def _text(self, question: Question, loc: Loc, before: str | None) -> str | None:
        self.say(
            "  Plusieurs lignes si besoin : une ligne vide sépare les paragraphes, un point seul termine."
        )
        while True:
            text = "\n".join(self._lines(question)).strip()
            if text == _NONE and not question.obligatoire:
                return None
            if not text and (before or not question.obligatoire):
                return before
            if self._holds(loc, text):
                return text

    def _lines(self, question: Question) -> Iterator[str]:
        line = self._typed(question)
        if not line:
            return
        while line != ".":
            yield line
            if line == _NONE:
                return
            line = self.ask("> ").strip()

    def _groups(self, question: Question, loc: Loc, before: list[Values] | None) -> list[Values] | None:
        """Groups, until no other is wanted; the way back leads into the last one."""
        if before is not None and (kept := self._kept(question)) is not None:
            return before if kept else None
        groups: list[Values] = []
        while True:
            if (groups or not question.obligatoire) and not self._another(question, groups):
                return groups or None
            try:
                groups.append(self._group(question, (*loc, 0)))
            except Back:
                if question.obligatoire and not groups:
                    raise

    def _another(self, question: Question, groups: list[Values]) -> bool:
        try:
            return self._yes(question, "Une autre ?" if groups else "En ajouter ?")
        except Back:
            if not groups:
                raise
            groups.pop()
            return True

    def _group_if(self, question: Question, loc: Loc, before: Values | None) -> Values | None:
        if before is not None and (kept := self._kept(question)) is not None:
            return before if kept else None
        return self._group(question, loc) or None if self._yes(question, "La remplir ?") else None

    def _kept(self, question: Question) -> bool | None:
        """True when what was answered stays, False when it goes, None when it is to be said anew."""
        self.say("  La redire ? (o/N)")
        text = self._typed(question)
        if text == _NONE and not question.obligatoire:
            return False
        return None if answers.understood(_YES_NO, text or "n", self.known) == "true" else True

    def _group(self, question: Question, loc: Loc) -> Values:
        """Its parts, the required ones first. Raises `Back` from the first of them."""
        values: Values = {}
        parts = sorted(asked_in(question), key=lambda part: not part.obligatoire)
        rank, asked = 0, list[int]()
        while rank < len(parts):
            part = parts[rank]
            if not (makes_sense(part, values) and (part.obligatoire or not self.finished)):
                rank += 1
                continue
            try:
                value = self._value(part, (*loc, part.cle), values.get(part.cle))
            except Back:
                if not asked:
                    raise
                rank = asked.pop()
                continue
            values.pop(part.cle, None)
            if value is not None and value != part.defaut:
                values[part.cle] = value
            asked.append(rank)
            rank += 1
        return values

    def _yes(self, question: Question, sentence: str) -> bool:
        self.say(f"  {sentence} (o/N)")
        text = self._typed(question)
        return answers.understood(_YES_NO, text or "n", self.known) == "true"

    def _commune(self, question: Question, before: str | None) -> str | None:
        """The commune by its name, postcode or code; its codes come with it."""
        self.say("  Son nom, son code postal ou son code INSEE.")
        suggestion: str | None = None
        while text := self._typed(question, suggestion) or (suggestion if not self.finished else None):
            if text == _NONE:
                before = None
                break
            answer = answers.commune(text, self.known.places)
            if isinstance(answer, Refused):
                self._refuse(answer)
                suggestion = answer.suggestion
            elif code := self._chosen(answer) if isinstance(answer, Several) else answer:
                return self._take_commune(code, text)
        if before is None:
            for key in ("code_postal", "code_insee"):
                self.values.pop(key, None)
        return before

    def _take_commune(self, code: str, typed: str) -> str:
        commune = self.known.places.communes[code]
        self.values["code_insee"] = code
        postcodes = commune.codes_postaux
        if typed in postcodes or len(postcodes) == 1:
            self.values["code_postal"] = typed if typed in postcodes else postcodes[0]
        elif postcodes and "adresse" in self.values:
            self.say("  Son code postal ?")
            if chosen := self._chosen(Several(tuple((item, commune.nom) for item in postcodes))):
                self.values["code_postal"] = chosen
        self.say(f"  {commune.nom}, code INSEE {code}")
        return commune.nom


def _join(values: list[str], value: str | None) -> None:
    if value is not None and value not in values:
        values.append(value)


def _shown(value: object) -> str:
    """An answer in a line."""
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if isinstance(value, dict):
        return next((_shown(each) for each in value.values()), "")
    text = " ".join(str(value).split())
    return text if len(text) <= _LINE else f"{text[:_LINE]}…"


_LINE = 60
_YES_NO = Question("", "", "", "oui-non")
