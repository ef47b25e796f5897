"""All that is known, as one value: records by kind and id, lists, emergency numbers, the identity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from generators.records.identity import FILE, Identite
from generators.records.kinds import ACTORS, EVENTS, ISSUES, NEWS, RESOURCES
from generators.records.models import Acteur, Actualite, Evenement, Fiche, Numero, Ressource, Urgence
from generators.records.models.urgence import Role
from generators.records.vocabulary import Vocabulary

#: The name of a kind, and an id.
Key = tuple[str, str]
Record = Fiche | Numero


@dataclass(frozen=True, slots=True)
class Records:
    """All records that are sound, by kind, by id and in the order of ids; the lists; and each one's file.

    `reseau` is whose network it is; None where its file has a fault, and then nothing is published.
    `paths` maps a kind and an id to the file in the project: `data/actors/la-boussole-nord.yml`.
    `digests` are of the files of records, each with the record that was read of it: one that was changed
    since is another.
    """

    by_kind: Mapping[str, Mapping[str, Any]]
    vocabulary: Vocabulary
    urgences: tuple[Urgence, ...]
    reseau: Identite | None
    paths: Mapping[Key, str]
    digests: tuple[tuple[Record, bytes], ...] = field(default=(), repr=False, compare=False)

    @property
    def identity(self) -> Identite:
        """Whose network it is: sound data say it."""
        if self.reseau is None:
            raise LookupError(FILE)
        return self.reseau

    def of(self, kind: str) -> Mapping[str, Record]:
        """The records of a kind, by its name: `of("events")`."""
        return self.by_kind.get(kind, {})

    def urgence(self, role: Role) -> Urgence:
        """The number that one calls for this; `check` asks for one of each role."""
        return next(number for number in self.urgences if number.role == role and number.canal == "tel")

    def having(self, kind: str, records: Mapping[str, Record]) -> Records:
        """The same, with other records of one kind."""
        return replace(
            self, by_kind=MappingProxyType({**self.by_kind, kind: MappingProxyType(dict(records))})
        )

    def all(self) -> Iterator[tuple[Key, Record]]:
        """Every record, kind by kind."""
        for kind, records in self.by_kind.items():
            for id_, record in records.items():
                yield (kind, id_), record

    @property
    def actors(self) -> Mapping[str, Acteur]:
        return self.by_kind[ACTORS.name]

    @property
    def events(self) -> Mapping[str, Evenement]:
        return self.by_kind[EVENTS.name]

    @property
    def resources(self) -> Mapping[str, Ressource]:
        return self.by_kind[RESOURCES.name]

    @property
    def news(self) -> Mapping[str, Actualite]:
        return self.by_kind[NEWS.name]

    @property
    def issues(self) -> Mapping[str, Numero]:
        return self.by_kind[ISSUES.name]
