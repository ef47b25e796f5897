"""A table brought into the records: each row is read, judged, and joined to a record or made a new one.

Nothing is written: the outcome holds the files as they are to be, the memory of the source, and the story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generators.intake.beginning import ID, begun, refusal
from generators.intake.hiding import repeatable
from generators.intake.matching import Known
from generators.intake.memory import IGNORED, TO_DECIDE, Line, Memory
from generators.intake.outcome import NEW, Decide, Doubt, Outcome
from generators.intake.proposal import KIND, Left, Place, Proposal, Source, dropped, naming
from generators.intake.reading import Context
from generators.intake.records import needed, proposed
from generators.intake.settling import Settling
from generators.intake.sieve import numbered, sieved
from generators.intake.table import Table
from generators.intake.titles import PERSONNE, meaning
from generators.records.models import Acteur
from generators.records.models.fields import keys_of
from generators.records.reading.files import MAX_ID, slug
from generators.words.wording import fold

_TWICE = "une autre ligne a la même clef : ajoutez une colonne à « clef », ou retirez l’une des deux"


def imported(
    table: Table, memory: Memory | None, source: Source, place: Place, decide: Decide | None = None
) -> Outcome:
    """What the rows of a table become."""
    if why := refusal(table, memory, source):
        return Outcome(len(table.rows), why)
    return _Import(table, memory, source, place, decide).run()


class _Import:
    """One table on its way: `lines` are what will be remembered of each row, by its key."""

    def __init__(
        self, table: Table, memory: Memory | None, source: Source, place: Place, decide: Decide | None
    ) -> None:
        self.table, self.source, self.place, self.decide = table, source, place, decide
        self.vocabulary = place.loaded.records.vocabulary
        self.memory = begun(table, memory, source, needed(self.vocabulary))
        self.meanings = {
            title: None if name in (TO_DECIDE, IGNORED) else name
            for title, name in self.memory.columns.items()
        }
        self.out = Outcome(len(table.rows))
        self.lines: dict[str, Line] = dict(self.memory.lines)
        self.seen: set[str] = set()
        self.names: set[str] = {id_ for kind, id_ in place.loaded.files if kind == KIND}
        self.settled: list[tuple[str, Proposal]] = []
        self.ids: dict[str, str] = {}
        #: The records of the rows of this file; those of rows that it no longer has, with their keys.
        self.claimed: set[str] = set()
        self.former: dict[str, str] = {}

    def run(self) -> Outcome:
        context = Context(self.place.places, self.vocabulary, self.memory.decided(), self._structures())
        read = [
            self._named(proposed(row, self.meanings, context, fields=self.table.fields))
            for row in self.table.rows
        ]
        made, more = sieved(read, self.source, self.memory.defaults, self.place)
        self._take_all([(self._key(one), one) for one in made], more.records.actors)
        rows = [(key, self._linked(one)) for key, one in self.settled]
        absent = {name for title, name in self.meanings.items() if name and title not in self.table.columns}
        Settling(self.memory, self.source, self.place, self.lines, absent, self.out).settle(rows)
        self._tell(made)
        return self.out

    def _named(self, made: Proposal) -> Proposal:
        return replace(made, id=self._own(made), why=made.why or _nameless(made))

    def _structures(self) -> Mapping[str, str]:
        """Who bears a name alone, by that name: a record, else a row of this table, as it is numbered."""
        rows, known = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        titles = [title for title, name in self.meanings.items() if name == "nom"]
        for number, row in enumerate(self.table.rows):
            for cell in [row.cells[title] for title in titles if title in row.cells]:
                rows[fold(cell.text)].append(numbered(number))
        for actor in self.place.loaded.records.actors.values():
            for name in {fold(said) for said in (actor.nom, actor.sigle, actor.nom_complet) if said}:
                known[name].append(actor.id)
        return {name: ids[0] for name, ids in {**rows, **known}.items() if len(ids) == 1}

    def _linked(self, made: Proposal) -> Proposal:
        """The proposal naming records; it names none that did not come in."""
        named = naming(made, self.ids)
        carrier = named.values.get("porte_par")
        if carrier is None or carrier in (*self.claimed, *self.place.loaded.records.actors):
            return named
        return dropped(named, "porte_par", "cette structure n’a pas de fiche")

    def _own(self, made: Proposal) -> str:
        """The id that the row has at its source."""
        cells = made.row.cells.items()
        return next((cell.text for title, cell in cells if self.meanings.get(title) == ID), "")

    def _key(self, made: Proposal) -> str:
        """What tells a row from the others, without anything that may not be public."""
        parts = [part for name in self.memory.key if (part := self._part(name, made))]
        if not parts or made.hidden:
            parts = [fold(str(made.values.get(name, ""))) for name in ("nom", "departement")]
        return " | ".join(part for part in parts if part)

    def _part(self, name: str, made: Proposal) -> str:
        said = self.meanings.get(name) or name
        if said in keys_of(Acteur):
            return fold(str(made.values.get(said, "")))
        cell = made.row.cells.get(name)
        return fold(cell.text) if cell and repeatable(cell.text) else ""

    def _take_all(self, rows: Sequence[tuple[str, Proposal]], actors: Mapping[str, Acteur]) -> None:
        """Each row joined to its record, made a new one, asked about, or refused."""
        sound = {made.id: actors[made.id] for _, made in rows if not made.why}
        known = Known(self.place.loaded.records.actors, sound)
        present = {key for key, _ in rows}
        taken = {line.record: key for key, line in self.lines.items() if line.record}
        self.claimed = {record for record, key in taken.items() if key in present}
        self.former = {record: key for record, key in taken.items() if key not in present}
        for key, made in rows:
            if made.why or key in self.seen:
                self.out.refused.append((made.shown, made.why or _TWICE))
            else:
                self._take(key, made, actors[made.id], known, present)
            self.seen.add(key)

    def _take(self, key: str, made: Proposal, actor: Acteur, known: Known, present: set[str]) -> None:
        line = self.lines.get(key) or self._before_it_hid(made, present)
        if line.decision == IGNORED:
            return
        if line.record:
            self._join(key, made, line)
            return
        found = known.match(actor, {*line.others, *self.claimed})
        if line.decision == NEW:
            self._add(key, made, _parted(line, found.perhaps))
        elif found.sure:
            former = self.former.get(found.sure)  # the row, when it only changed its key
            self._join(key, made, self.lines.pop(former) if former else replace(line, record=found.sure))
        elif found.perhaps:
            self._ask(key, made, line, found.perhaps)
        else:
            self._add(key, made, line)

    def _before_it_hid(self, made: Proposal, present: set[str]) -> Line:
        """The line of a row that says from now on that its place is confidential: its key told the place."""
        begin = f"{fold(made.name)} | "
        same = [key for key in self.lines if key.startswith(begin) and key not in present]
        return self.lines.pop(same[0]) if made.hidden and len(same) == 1 else Line()

    def _ask(self, key: str, made: Proposal, line: Line, perhaps: Mapping[str, tuple[str, ...]]) -> None:
        actors = self.place.loaded.records.actors
        candidates = tuple((id_, actors[id_].nom, fields) for id_, fields in perhaps.items())
        doubt = Doubt(made.shown, key, candidates)
        answer = self.decide(doubt) if self.decide else None
        if answer is None:
            self.lines[key] = replace(line, asked=tuple(perhaps))
            self.out.doubts.append(doubt)
        elif answer == NEW:
            self._add(key, made, _parted(line, perhaps))
        else:
            others = {id_: fields for id_, fields in perhaps.items() if id_ != answer}
            self._join(key, made, replace(_parted(line, others), record=answer))

    def _add(self, key: str, made: Proposal, line: Line) -> None:
        id_ = self._id(made)
        self.names.add(id_)
        self._join(key, made, replace(line, record=id_))

    def _join(self, key: str, made: Proposal, line: Line) -> None:
        assert line.record is not None
        self.lines[key] = replace(line, asked=(), decision=None)
        self.claimed.add(line.record)
        self.ids[made.id] = line.record
        self.settled.append((key, made))

    def _id(self, made: Proposal) -> str:
        """A file name that nobody has: the name, then with its commune, then with a number."""
        own = self._own(made).rpartition("--")[2]  # data·inclusion writes the source before it
        first = own if self.table.fields and own and slug(own) == own else slug(made.name)
        where = slug(str(made.values.get("departement" if made.hidden else "commune") or "x"))
        tries = [first, f"{first[: MAX_ID - 20].strip('-')}-{where[:19].strip('-')}"]
        tries += [f"{first[: MAX_ID - 6].strip('-')}-{number}" for number in range(2, len(self.names) + 3)]
        return next(name for name in tries if name not in self.names)

    def _tell(self, made: Sequence[Proposal]) -> None:
        out, columns = self.out, self.memory.columns
        out.left += [left for one in made for left in one.left]
        out.left += [Left(cell.address, "", "n’a pas de valeur enregistrée") for cell in self.table.unread]
        gone = [line.record for key, line in self.lines.items() if line.record and key not in self.seen]
        actors = self.place.loaded.records.actors
        out.gone = [(actors[id_].nom if id_ in actors else id_, id_) for id_ in gone]
        missing = [title for title, name in self.meanings.items() if name and title not in self.table.columns]
        named = [
            title
            for title in self.table.columns
            if meaning(title) == PERSONNE and not self.meanings.get(title)
        ]
        out.notes = [
            *self.table.notes,
            *out.notes,
            *(f"la colonne « {title} » nomme des personnes : elle n’est pas lue" for title in named),
            *(
                f"la colonne « {title} » n’est plus dans le fichier : rien n’est retiré des fiches"
                for title in missing
            ),
        ]
        out.columns = [title for title in self.table.columns if columns.get(title) == TO_DECIDE]
        terms = {name: dict(words) for name, words in self.memory.terms.items()}
        for name, word in dict.fromkeys(pair for one in made for pair in one.unknown):
            terms.setdefault(name, {}).setdefault(word, TO_DECIDE)
        out.words = [
            (name, word) for name, words in terms.items() for word, code in words.items() if code == TO_DECIDE
        ]
        out.memory = replace(self.memory, terms=terms, lines=self.lines)


def _nameless(made: Proposal) -> str:
    return "" if made.name else "aucune colonne ne donne son nom"


def _parted(line: Line, others: Mapping[str, tuple[str, ...]]) -> Line:
    """The line of a row that is none of these records."""
    return replace(line, others=tuple(sorted({*line.others, *others})))
