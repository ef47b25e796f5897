"""What was made of a site, made again only when something that it was made of has changed."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import cached_property
from typing import Final, TypeVar, cast

from generators.disk.cache import Cache, digest
from generators.site import Site
from generators.trace.prints import Unprintable
from generators.trace.rows import Rows
from generators.trace.seen import Reads, Seen, in_order

T = TypeVar("T")
_ROOM: Final = "made"


class Trace:
    """The site of a build, what is read of it, and what was made of the same by others."""

    def __init__(self, site: Site) -> None:
        self._seen = Seen(site)
        self._real = site
        self.cache: Cache = site.cache
        #: What whoever makes something is given in place of the site.
        self.site: Site = self._seen.site
        self.rows = Rows(site, self._seen, self.told)
        object.__setattr__(self.site, "each", self.rows.each)
        object.__setattr__(self.site, "once", self.remembered)

    def remembered(self, make: Callable[[], T]) -> T:
        """What it makes of our site, from what is kept where each of its questions has the same answer.

        What goes by rows is joined anew: they are kept already.
        """
        call = self.told(make, ())
        if call is None:
            return make()
        kept = self.cache.get(_ROOM, call)
        if kept is not None:
            reads, told, made = pickle.loads(kept)  # noqa: S301 (sealed: what we wrote)
            if told == self.told(make, reads):
                self._seen.read(reads)
                return cast("T", made)
        rows = self.rows.asked
        made, reads = self.noted(make)
        if rows == self.rows.asked and (told := self.told(make, reads)):
            self.cache.put(_ROOM, call, pickle.dumps((reads, told, made), protocol=pickle.HIGHEST_PROTOCOL))
        return cast("T", made)

    def noted(self, make: Callable[[], T]) -> tuple[T, Reads]:
        """What it makes, and all that it read meanwhile."""
        made, reads = self._seen.noted(make)
        return made, in_order(reads)

    def told(self, make: Callable[..., object], reads: Reads, *more: str) -> bytes | None:
        """A print of all that something depends on: what makes it, what it reads; None where none can be."""
        try:
            return digest(self._basis, *more, self._seen.print_of(make), self._seen.answers(reads))
        except Unprintable:
            return None

    @cached_property
    def _basis(self) -> bytes:
        """What all depends on and nobody asks for: who, where, when. The software is of each key."""
        site, records = self._real, self._real.records
        free = (site.identity, records.vocabulary, records.urgences, site.address, site.today, site.land)
        return digest(*map(self._seen.print_of, free))
