"""A form in a terminal: asks each question, says at once what is wrong, and gives the values back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generators.forms import answers
from generators.forms.answers import Known, Refused, Several
from generators.forms.questions import PREMIERE, Question, faults, makes_sense, questions
from generators.records.reading.source import Loc

#: What the commune answers, and what geocoding fills later.
_ELSEWHERE = frozenset({"code_postal", "code_insee", "latitude", "longitude"})
#: What the commune already says.
_WITH_COMMUNE = frozenset({"departement", "pays"})
_END, _HELP, _NONE = "fin", "?", "-"
Values = dict[str, Any]


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

    def fill(self) -> None:
        """Ask everything, the required questions first."""
        asked = questions(self.kind)
        first = [q for q in asked if q.obligatoire or q.cle == PREMIERE]
        others = [q for q in asked if q not in first and q.cle not in _ELSEWHERE]
        for question in first:
            self.again(question)
        self.say(
            "\nLe reste est facultatif. Entrée passe à la question suivante, "
            f"« {_HELP} » explique, « {_END} » termine."
        )
        self.finished = False
        for question in others:
            if self._makes_sense(question) and not self.finished:
                self.again(question)

    def again(self, question: Question) -> None:
        """Ask one question, whatever was answered before; a dash takes the answer away."""
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
        if question.cle == "commune":
            return self._commune(question)
        if question.nature == "groupe":
            return self._groups(question, loc) if question.plusieurs else self._group_if(question, loc)
        if question.nature == "texte":
            return self._text(question, loc)
        if question.plusieurs:
            return self._list(question, loc)
        if isinstance(before, str):
            self.say(f"  Entrée garde « {before} », « {_NONE} » l’efface.")
        return self._one(
            question, loc, before if isinstance(before, str) else self.suggested.get(question.cle)
        )

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
            value = self._understood(answers.understood(question, text or suggestion or "", self.known))
            if isinstance(value, Refused):
                suggestion = value.suggestion
            elif value is not None and self._holds(loc, value):
                return value

    def _typed(self, question: Question, suggestion: str | None = None) -> str:
        hint = f"[{suggestion}] " if suggestion else "(o/n) " if question.nature == "oui-non" else ""
        text = self.ask(f"{hint}> ").strip()
        if text == _HELP:
            self._introduce(question)
            return self._typed(question, suggestion)
        if text.lower() == _END and not question.obligatoire:
            self.finished = True
            return ""
        return text

    def _understood(self, answer: answers.Answer) -> str | Refused | None:
        """A value; a refusal, told; None when the person chose none of several."""
        if isinstance(answer, Refused):
            near = (
                f" ; vouliez-vous dire « {answer.suggestion} » ? Entrée l’accepte"
                if answer.suggestion
                else ""
            )
            self.say(f"  ✗ {answer.message}{near}")
        if isinstance(answer, Several):
            return self._chosen(answer)
        return answer

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

    def _list(self, question: Question, loc: Loc) -> list[str] | None:
        """Closed lists take several answers at once; the others one a line, until an empty one."""
        if question.liste:
            self.say("  Plusieurs réponses, séparées par des virgules.")
        else:
            self.say("  Une réponse par ligne ; une ligne vide termine.")
        values: list[str] = []
        suggestion: str | None = None
        while True:
            text = self._typed(question, suggestion)
            if not text and (suggestion is None or self.finished):
                return values or None
            suggestion = self._add(question, loc, text or suggestion or "", values)
            if question.liste and suggestion is None and values:
                return values

    def _add(self, question: Question, loc: Loc, text: str, values: list[str]) -> str | None:
        """Add what was typed to `values`; what was probably meant, when a part is not understood."""
        suggestion = None
        for part in answers.split(question, text) if question.liste else [text]:
            value = self._understood(answers.understood(question, part, self.known))
            if isinstance(value, Refused):
                suggestion = value.suggestion
            elif value is not None and value not in values and self._holds((*loc, 0), value):
                values.append(value)
        return suggestion

    def _text(self, question: Question, loc: Loc) -> str | None:
        self.say(
            "  Plusieurs lignes si besoin : une ligne vide sépare les paragraphes, un point seul termine."
        )
        while True:
            text = "\n".join(self._lines(question)).strip()
            if not text and not question.obligatoire:
                return None
            if self._holds(loc, text):
                return text

    def _lines(self, question: Question) -> Iterator[str]:
        line = self._typed(question)
        if not line:
            return
        while line != ".":
            yield line
            line = self.ask("> ").strip()

    def _groups(self, question: Question, loc: Loc) -> list[Values] | None:
        groups: list[Values] = []
        needed = question.obligatoire
        while needed or self._yes(question, "Une autre ?" if groups else "En ajouter ?"):
            groups.append(self._group(question, (*loc, 0)))
            needed = False
        return groups or None

    def _group_if(self, question: Question, loc: Loc) -> Values | None:
        return self._group(question, loc) or None if self._yes(question, "La remplir ?") else None

    def _group(self, question: Question, loc: Loc) -> Values:
        values: Values = {}
        for part in sorted(question.questions, key=lambda part: not part.obligatoire):
            if makes_sense(part, values) and (part.obligatoire or not self.finished):
                value = self._value(part, (*loc, part.cle))
                if value is not None and value != part.defaut:
                    values[part.cle] = value
        return values

    def _yes(self, question: Question, sentence: str) -> bool:
        self.say(f"  {sentence} (o/N)")
        text = self._typed(question)
        return answers.understood(_YES_NO, text or "n", self.known) == "true"

    def _commune(self, question: Question) -> str | None:
        """The commune by its name, postcode or code; its codes come with it."""
        self.say("  Son nom, son code postal ou son code INSEE.")
        suggestion: str | None = None
        while text := self._typed(question, suggestion) or (suggestion if not self.finished else None):
            code = self._understood(answers.commune(text, self.known.places))
            suggestion = code.suggestion if isinstance(code, Refused) else None
            if isinstance(code, str):
                return self._take_commune(code, text)
        for key in ("code_postal", "code_insee"):
            self.values.pop(key, None)
        return None

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


_YES_NO = Question("", "", "", "oui-non")
