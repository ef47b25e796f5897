"""The kinds of records, each declared once: its model, its words, where its records stand, what shows them.

What depends on the kind of a record asks here: reading, rules, forms, exports, pages, feeds, letter. A kind
is added by its declaration below, its model and its template; what has no code of its own for it follows
from the declaration. What its records may hold (a place, a contact, a source) follows from its model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generators.records.models import Acteur, Actualite, Evenement, Fiche, Numero, Ressource
from generators.records.models.fields import guard
from generators.words.wording import fold, majuscule


@dataclass(frozen=True, slots=True)
class Noun:
    """A French noun, as sentences need it."""

    one: str
    many: str
    feminine: bool = False

    @property
    def a(self) -> str:
        """« une structure »"""
        return f"{'une' if self.feminine else 'un'} {self.one}"

    @property
    def this(self) -> str:
        """« cette structure », « cet événement »"""
        vowel = fold(self.one)[0] in "aeiouy"
        return f"{'cette' if self.feminine else 'cet' if vowel else 'ce'} {self.one}"


@dataclass(frozen=True)
class Kind:
    """What a kind of record is, and how it is shown.

    `name` is its folder in data/ and what references write before an id. `noun` is what the staff calls a
    record, `shown` what a reader does, `form` what a form asks for, `badge` the word beside a title.
    `title`, `summary`, `term` and `date` are the fields of its title, of its summary, of the term that says
    what it is, of its day; `aliases` those of its other names. `official` is how a letter names the title of
    one that it calls otherwise, "" where that does not matter. `address` is its folder on the site, or with
    `anchored` the page on which all its records stand. `file` is its name in /donnees/, in the feeds and in
    the search; `command` what is typed after `maillage new`. `about` tells what its feed holds, `feed` what
    it is called. `rubric` is that of the letter, `also` the other ones that take it; `taken` are ids whose
    addresses other files have; `witness` is who could confirm one.
    """

    name: str
    model: type[Fiche | Numero]
    noun: Noun
    address: str
    file: str
    command: str = ""
    shown: Noun | None = None
    form: str = ""
    badge: str = ""
    title: str = "titre"
    official: str = "Titre"
    summary: str = "resume"
    aliases: tuple[str, ...] = ()
    term: str = ""
    date: str = ""
    anchored: bool = False
    section: str = ""
    house: str = "sur le site"
    feed: str = ""
    about: str = ""
    rubric: str = ""
    also: tuple[str, ...] = ()
    folder: str = ""
    taken: frozenset[str] = frozenset()
    witness: str = ""

    def __post_init__(self) -> None:
        guard(self.model)

    @cached_property
    def home(self) -> str:
        """The folder of its files in the project."""
        return self.folder or f"data/{self.name}"

    @cached_property
    def schema(self) -> str:
        """The name of its JSON Schema."""
        return self.home.rpartition("/")[2]

    @cached_property
    def slug(self) -> str:
        """The name of its template and of its issue form: "evenement"."""
        return fold(self.noun.one).replace(" ", "-")

    @cached_property
    def reader(self) -> Noun:
        """What a reader calls one."""
        return self.shown or self.noun

    @cached_property
    def asked(self) -> str:
        """What a form asks for: « une structure ou un service »."""
        return self.form or self.reader.a

    @cached_property
    def label(self) -> str:
        """The word beside a title: « Structure », « Rendez-vous »."""
        return self.badge or majuscule(self.reader.one)

    @cached_property
    def gone(self) -> str:
        """What stands in the place of a record that is no more."""
        return f"{majuscule(self.reader.this)} n’est plus {self.house}"

    @cached_property
    def template(self) -> str:
        """The template of its page, for a kind whose page has no code of its own."""
        return f"{self.file}/page.html.j2"

    def title_of(self, record: Fiche | Numero) -> str:
        return str(getattr(record, self.title))

    def summary_of(self, record: Fiche | Numero) -> str:
        return str(getattr(record, self.summary))


ACTORS = Kind(
    name="actors",
    command="actor",
    model=Acteur,
    noun=Noun("acteur", "acteurs"),
    shown=Noun("structure", "structures", feminine=True),
    form="une structure ou un service",
    title="nom",
    official="Nom",
    aliases=("sigle", "nom_complet"),
    term="categorie",
    address="acteurs/",
    section="annuaire",
    house="dans l’annuaire",
    witness="la structure",
    file="acteurs",
    also=("agenda", "actualites", "ressources"),
)
EVENTS = Kind(
    name="events",
    command="event",
    model=Evenement,
    noun=Noun("événement", "événements"),
    badge="Rendez-vous",
    term="type",
    date="debut",
    address="agenda/",
    section="agenda",
    house="dans l’agenda",
    witness="qui l’organise",
    file="evenements",
    feed="Agenda",
    about="Les rendez-vous du réseau : annonces, changements, comptes rendus.",
    rubric="agenda",
    also=("actualites",),
    # `agenda/agenda.ics` is the calendar of every event.
    taken=frozenset({"agenda"}),
)
RESOURCES = Kind(
    name="resources",
    command="resource",
    model=Ressource,
    noun=Noun("ressource", "ressources", feminine=True),
    term="type",
    date="date",
    address="ressources/",
    section="ressources",
    house="dans la bibliothèque",
    file="ressources",
    feed="Ressources",
    about="Guides, outils, podcasts et replays du réseau.",
    rubric="ressources",
)
NEWS = Kind(
    name="news",
    command="news",
    model=Actualite,
    noun=Noun("actualité", "actualités", feminine=True),
    date="date",
    official="",
    address="actualites/",
    anchored=True,
    section="actualites",
    house="dans les actualités",
    file="actualites",
    feed="Actualités",
    rubric="actualites",
)
#: An issue is chosen from the other records: it has no source, no form of the site, and a folder of its own.
ISSUES = Kind(
    name="issues",
    model=Numero,
    summary="apercu",
    noun=Noun("numéro de la newsletter", "numéros de la newsletter"),
    date="date",
    address="newsletter/",
    section="newsletter",
    house="en ligne",
    file="numeros",
    feed="Newsletter",
    about="Chaque trimestre, les rendez-vous, les initiatives et les ressources du réseau.",
    folder="newsletter",
)

#: Every kind by its name, in the order in which lists name them.
KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        ACTORS,
        EVENTS,
        RESOURCES,
        NEWS,
        ISSUES,
    )
}
#: Those whose records are facts with their sources, in data/.
FICHES: Mapping[str, Kind] = {name: kind for name, kind in KINDS.items() if issubclass(kind.model, Fiche)}
_BY_MODEL = {kind.model: kind for kind in KINDS.values()}


def kind_of(record: Fiche | Numero) -> Kind:
    """The kind of a record."""
    return _BY_MODEL[type(record)]


def ref_of(record: Fiche | Numero) -> str:
    """A record as others name it, with its folder: "events/rapport-ciivise"."""
    return f"{kind_of(record).name}/{record.id}"
