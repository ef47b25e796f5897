"""Whether a row is a structure that is known: surely, perhaps, or not at all.

A SIRET with the name, a telephone or a site with the name, a name in one commune: sure when one record alone
answers. Whatever else is shared is a doubt, which a person settles once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from generators.records.models import Acteur
from generators.records.rules.duplicates import Twins
from generators.words.wording import fold

#: What a structure shares with nobody, or with its own services alone.
_CONTACTS = frozenset({"siret", "telephone", "site_web"})


@dataclass(frozen=True, slots=True)
class Match:
    """The record that a row surely is, or those that it may be, each with the fields that they share."""

    sure: str | None = None
    perhaps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Known:
    """The records that a row may be, beside the rows themselves, which may be one another."""

    def __init__(self, actors: Mapping[str, Acteur], rows: Mapping[str, Acteur]) -> None:
        self._actors = actors
        self._twins = Twins({**actors, **{row.id: row for row in rows.values()}})
        self._named = defaultdict[str, list[str]](list)
        for actor in actors.values():
            self._named[fold(actor.nom)].append(actor.id)

    def match(self, row: Acteur, refused: Collection[str] = ()) -> Match:
        """What a row is; `refused` are the records that a person said it is not."""
        shared = {id_: fields for id_, fields in self._twins.shared(row).items() if id_ in self._actors}
        for id_ in self._named.get(fold(row.nom), ()):
            if not (_placed(row) and _placed(self._actors[id_])):
                shared.setdefault(id_, ("nom",))
        left = {id_: fields for id_, fields in sorted(shared.items()) if id_ not in refused}
        sure = [id_ for id_, fields in left.items() if _is_sure(row, self._actors[id_], fields)]
        return Match(sure[0]) if len(sure) == 1 else Match(None, left)


def _is_sure(row: Acteur, known: Acteur, fields: Collection[str]) -> bool:
    named = "nom" in fields or "nom~" in fields
    if "siret" in fields:
        return named or fold(row.nom) == fold(known.nom)
    if row.siret and known.siret:
        return False
    return named and (not _CONTACTS.isdisjoint(fields) or ("nom" in fields and _one_commune(row, known)))


def _one_commune(row: Acteur, known: Acteur) -> bool:
    """True when both stand in one commune, and no telephone says that they are two."""
    two = row.numeros and known.numeros and set(row.numeros).isdisjoint(known.numeros)
    return bool(row.code_insee) and row.code_insee == known.code_insee and not two


def _placed(actor: Acteur) -> bool:
    """False for who does not say in which département it stands."""
    return bool(actor.departement or actor.code_insee or actor.pays)
