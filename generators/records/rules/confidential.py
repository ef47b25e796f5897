"""The place of a confidential record enters nowhere: not in its own texts, nor in what names it.

What a rule finds is told by its kind (« une rue ») and its place in the file, never by its words: machines
that forget nothing keep the messages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generators.land.territories import Zone
from generators.records.models import Implantation, Numero, Permise, Surveillee
from generators.records.models.fields import Loc, references, written_at
from generators.records.records import Key, Record, Records
from generators.records.rules.base import Context, Finding, Rule, Subject, lifted, warning
from generators.records.rules.hidden import Hidden, hidden_in
from generators.records.rules.whereabouts import Clue, Guide
from generators.words.seen import plain
from generators.words.wording import fold

PURGE = (
    " ; si c’est déjà dans git, effacez-le aussi de son historique (CONTRIBUTING.md, « Ce "
    "qui n’entre jamais, et "
    "comment l’effacer »)"
)
_ONLY = "retirez ce passage : seul le département peut rester"
_LIFT = " ; si ces mots ne disent pas où est le lieu, écrivez-les avec une raison dans precisions_permises"
#: Natures of text that are read word by word, as an address is; and those that say nothing of a place. Hours
#: may: their comments are words (`Mo-Fr 09:00-12:00 "sur rendez-vous"`).
_ADDRESSES = frozenset({"url", "courriel"})
_SILENT = frozenset({"recurrence", "terme", "telephone", "jour", "jour-ou-heure", "date", "heure", "choix"})
_NAMES_OF_THINGS = frozenset({"id", "compte", "fichier"})
_CODES = frozenset({"departement", "pays", "langue", "fuseau", "siret"})


def no_place(subject: Subject, context: Context) -> Iterator[Finding]:
    """A confidential place has no address, no commune, no zone smaller than a département, no SIRET."""
    hidden = subject.hidden
    if not hidden:
        return
    for loc, place in subject.places:
        if any(loc[: len(above)] == above for above in hidden):
            yield from (_of_key((*loc, name)) for name in place.PRECIS if _filled(place, name))
            yield from (_of_siret((*loc, name)) for name in place.TRAHIT if _filled(place, name))
    for loc, zone in subject.values(Zone):
        if zone.narrow:
            what = "ce territoire est plus précis que le département"
            yield Finding(loc, f"l’adresse est confidentielle, et {what}", f"écrivez departement:…{PURGE}")


def _filled(place: Implantation, name: str) -> bool:
    return getattr(place, name, None) is not None


def _of_key(loc: Loc) -> Finding:
    return Finding(
        loc,
        f"l’adresse est confidentielle, et « {loc[-1]} » dit où est le lieu",
        f"retirez cette ligne et gardez seulement departement{PURGE}",
        on_key=True,
    )


def _of_siret(loc: Loc) -> Finding:
    return Finding(
        loc,
        "l’adresse est confidentielle, et un registre public donne celle de chaque SIRET",
        f"retirez-le ; celui de l’organisme qui porte ce lieu s’écrit dans sa propre fiche{PURGE}",
        on_key=True,
    )


def no_clue(subject: Subject, context: Context) -> Iterator[Finding]:
    """No text of a confidential record says where it is: neither its links, nor the name of its file."""
    if not subject.hidden:
        return
    reader = Reader.of(subject, context)
    for loc, text in reader.texts(subject.leaves):
        if (loc and loc[-1] not in Implantation.PRECIS) or not loc:
            yield from reader.findings(loc, text, "l’adresse est confidentielle")


def no_clue_beside(subject: Subject, context: Context) -> Iterator[Finding]:
    """What names a confidential record says no place either, its own structure's address apart."""
    if isinstance(subject.record, Numero) or not naming(subject, context):
        return
    told = "cette fiche nomme un lieu confidentiel"
    reader = Reader.of(subject, context)
    own = getattr(type(subject.record), "LIEU_PROPRE", False)
    for loc, text in reader.texts(subject.leaves):
        if not (own and (loc[-1] in Implantation.PRECIS or loc[-1] in _OWN)):
            yield from reader.findings(loc, text, told)
    if not own:
        yield from _places_beside(subject, reader, told)


#: What a structure says of itself: its name, its site, the name of its file.
_OWN = frozenset({"id", "nom", "nom_complet", "sigle", "site_web", "courriel", "compte"})


def naming(subject: Subject, context: Context) -> bool:
    """True for a record that is not confidential and names one that is."""
    if subject.hidden:
        return False
    return _named_by(subject, context)


def _named_by(subject: Subject, context: Context) -> bool:
    """True when a record names one that is confidential, looked at once a record."""
    known, key = context.known_of(_answers), (subject.kind, subject.record.id)
    if key not in known:
        known[key] = context.known_of(hidden_in).named_by(subject)
    return known[key]


def _answers(context: Context) -> dict[Key, bool]:
    return {}


def learnt(keys: Collection[Key], context: Context) -> dict[Key, bool]:
    """Which of these records were found to name one that is confidential, or not to."""
    known = context.known_of(_answers)
    return {key: known[key] for key in keys if key in known}


def learn(answers: Mapping[Key, bool], context: Context) -> None:
    """What another process has learnt."""
    context.known_of(_answers).update(answers)


def _places_beside(subject: Subject, reader: Reader, told: str) -> Iterator[Finding]:
    """The keys of a place, in a record whose place may be the one that is confidential."""
    for loc, place in subject.places:
        permitted = place.commune is not None and reader.lifts(place.commune)
        for name in place.PRECIS:
            value = getattr(place, name, None)
            spared = isinstance(value, str) and name not in {"code_postal", "code_insee"}
            if value is not None and not spared and not (name == "code_insee" and permitted):
                yield Finding(
                    (*loc, name),
                    f"{told}, et « {name} » dit où est un lieu",
                    f"retirez cette ligne, ou ce qui nomme le lieu confidentiel{PURGE}",
                    on_key=True,
                )
    for loc, zone in subject.values(Zone):
        if zone.narrow and not reader.lifts(zone):
            what = "ce territoire est plus précis que le département"
            yield Finding(loc, f"{told}, et {what}", f"écrivez departement:…{PURGE}")


def issue_keeps_it(subject: Subject, context: Context) -> Iterator[Finding]:
    """An issue says no place where it names a confidential record: its editorial, or an item."""
    hidden = context.known_of(hidden_in)
    reader = Reader.of(subject, context)
    told = "ce passage nomme un lieu confidentiel"
    for leaves in _passages(subject):
        if _names(leaves, hidden, context):
            for loc, text in reader.texts(leaves):
                yield from reader.findings(loc, text, told)


def _passages(subject: Subject) -> Iterable[list[tuple[Loc, object]]]:
    """The values of an issue, by what one reads together: its items one by one, and all the rest."""
    found: dict[Loc, list[tuple[Loc, object]]] = {}
    for loc, value in subject.leaves:
        item = loc[:3] if len(loc) > 3 and isinstance(loc[2], int) else ()
        found.setdefault(item, []).append((loc, value))
    return found.values()


def _names(leaves: list[tuple[Loc, object]], hidden: Hidden, context: Context) -> bool:
    for loc, value in leaves:
        if loc[-1] == "fiche" and isinstance(value, str):
            kind, _, id_ = value.partition("/")
            if (kind, id_) in hidden.keys or (kind, id_) in context.known_of(naming_keys):
                return True
    return hidden.named_in(value for _, value in leaves if type(value) is str)


def naming_keys(context: Context) -> frozenset[Key]:
    """The records that name a confidential one, structures apart: what an item about them may show."""
    known = context.known_of(_answers)
    return frozenset(
        key
        for key, record in _showable(context.records, context.known_of(hidden_in))
        if (known[key] if key in known else _named_by(Subject.of(key[0], record), context))
    )


def naming_among(records: Records, hidden: Hidden) -> frozenset[Key]:
    """The same, of these records."""
    some = _showable(records, hidden)
    return frozenset(key for key, record in some if hidden.named_by(Subject.of(key[0], record)))


def _showable(records: Records, hidden: Hidden) -> Iterator[tuple[Key, Record]]:
    """The records that may show a place of another: all but structures and issues."""
    for key, record in records.all() if hidden.keys else ():
        if not isinstance(record, Numero) and not getattr(type(record), "LIEU_PROPRE", False):
            yield key, record


@dataclass(frozen=True)
class Reader:
    """What reads the texts of one record: the land, the words that may stay, the names of what it cites."""

    guide: Guide
    model: type[Surveillee]
    permitted: tuple[str, ...]
    cited: tuple[str, ...]

    @classmethod
    def of(cls, subject: Subject, context: Context) -> Reader:
        record = subject.record
        guide = Guide.of(context.places)
        permitted = tuple(text for text in lifted(subject, context) if guide.firm_in(text) is None)
        return cls(guide, type(record), permitted, tuple(_cited(subject, context)))

    def texts(self, leaves: Iterable[tuple[Loc, object]]) -> Iterator[tuple[Loc, str]]:
        """The values that may say a place, and are not words that may stay."""
        for loc, value in leaves:
            if type(value) is not str or loc[-1] in _CODES or loc[:1] + loc[2:] == _LIFTED:
                continue
            if loc[-1] in _NAMES_OF_THINGS or written_at(self.model, loc) not in _SILENT:
                yield loc, value

    def findings(self, loc: Loc, text: str, told: str) -> Iterator[Finding]:
        """What is wrong with a text, if anything: the kind of clue, and the paragraph where it stands."""
        name = loc[-1]
        address = name in _NAMES_OF_THINGS or written_at(self.model, loc) in _ADDRESSES
        if clue := self.clue(text, address=address):
            where = "le nom du fichier" if name == "id" else "ce texte"
            yield Finding(
                loc,
                f"{told}, et {where}{self._paragraph(text)} dit {clue.what}",
                f"{_ONLY}{'' if clue.firm else _LIFT}{PURGE}",
            )

    def clue(self, text: str, *, address: bool = False) -> Clue | None:
        return self.guide.clue(text, (*self.permitted, *self.cited), address=address)

    def lifts(self, text: str) -> bool:
        """True when these words are among those that may stay."""
        return any(fold(plain(text)) in fold(plain(words)) for words in self.permitted)

    def _paragraph(self, text: str) -> str:
        paragraphs = text.split("\n\n")
        if len(paragraphs) == 1:
            return ""
        found = (number for number, part in enumerate(paragraphs, 1) if self.clue(part))
        number = next(found, 0)
        return f", au {number}{'er' if number == 1 else 'e'} paragraphe," if number else ""


_LIFTED = ("precisions_permises", "texte")


def _cited(subject: Subject, context: Context) -> Iterator[str]:
    """The names of the records that it refers to, which say their own places on their own pages."""
    hidden = context.known_of(hidden_in).keys
    for kind, id_ in references(subject.record):
        record = context.records.of(kind).get(id_)
        if record is not None and (kind, id_) not in hidden:
            names = (getattr(record, name, None) for name in ("nom", "sigle", "nom_complet"))
            yield from (name for name in names if isinstance(name, str))


def lifts_are_true(subject: Subject, context: Context) -> Iterator[Finding]:
    """A lift says words of the record, and none that no reason lifts."""
    lifts: tuple[Permise, ...] = subject.record.precisions_permises
    if not lifts:
        return
    guide = Guide.of(context.places)
    texts = [plain(str(value)) for loc, value in subject.leaves if loc[:1] + loc[2:] != _LIFTED]
    for number, lift in enumerate(lifts):
        loc = ("precisions_permises", number, "texte")
        if what := guide.firm_in(lift.texte):
            yield Finding(loc, f"aucune raison ne permet {what}", f"retirez-le, et du texte aussi{PURGE}")
        elif not any(fold(plain(lift.texte)) in fold(text) for text in texts):
            yield warning(loc, "aucun texte de la fiche n’a ces mots", "retirez cette permission")


RULES = (
    Rule("lieu-confidentiel", no_place, Implantation),
    Rule("lieu-confidentiel-texte", no_clue, Implantation),
    Rule("lieu-confidentiel-nomme", no_clue_beside, Surveillee),
    Rule("lieu-confidentiel-numero", issue_keeps_it, Numero),
    Rule("precision-permise", lifts_are_true, Surveillee),
)
