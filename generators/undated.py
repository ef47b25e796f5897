"""Events to come of which nothing tells that they change: no history of git, and no day in the record.

Who keeps an event in a calendar learns that it moved by a later number of revision, which comes from the
commits of its file, or from `date_maj`. A folder without repository, or a clone cut short, has no commits;
what was changed since the last one has none yet. One warning tells of all events.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from generators.records.kinds import EVENTS, ref_of
from generators.records.models import Evenement
from generators.records.problems import Problem
from generators.site import Site
from generators.words.wording import NBSP, liste, nombre

#: So many are named.
_NAMED = 3


def without_history(site: Site, *, cut_short: bool) -> Iterator[Problem]:
    """A warning where commits tell nothing: in a clone that is `cut_short`, or for want of `date_maj`."""
    bare = [event for event in site.network.coming if event.date_maj is None]
    if cut_short:
        yield _warning(
            site,
            site.network.coming,
            "ce clone de git est partiel, et ne dit pas quand les rendez-vous à venir ont changé"
            f"{NBSP}: des agendas d’abonnés les prendraient pour plus anciens que ceux qu’ils ont",
            "avant de publier, complétez-le par git fetch --unshallow (action GitHub : fetch-depth: 0)",
        )
    elif bare:
        yield _warning(
            site,
            bare,
            "sans l’historique de git, rien ne dit aux agendas des abonnés qu’un rendez-vous a changé"
            f"{NBSP}: {_named(bare)}",
            "écrivez date_maj à chaque changement de date, de lieu ou d’état, ou publiez depuis le dépôt git",
        )


def unkept(site: Site, files: Iterable[str]) -> Iterator[Problem]:
    """A warning of those of `files` that no commit tells of yet, nor a later day of their own."""
    ids = {PurePosixPath(file).stem for file in files}
    found = [event for event in site.network.coming if event.id in ids and _told_by_git(site, event)]
    if found:
        yield _warning(
            site,
            found,
            "git ne garde pas encore ce qui a changé, et les agendas des abonnés ne le verraient pas"
            f"{NBSP}: {_named(found)}",
            "avant de publier, gardez-le par git (git add, git commit)",
        )


def _told_by_git(site: Site, event: Evenement) -> bool:
    trace = site.network.traces.get(ref_of(event))
    return trace is not None and trace.revision == site.network.revised(event)


def _named(events: Collection[Evenement]) -> str:
    """« une-journee, un-colloque, une-formation et 12 autres »."""
    named = [event.id for event in [*events][:_NAMED]]
    left = len(events) - len(named)
    return liste([*named, nombre(left, "autre", "autres")] if left else named)


def _warning(site: Site, events: Iterable[Evenement], message: str, hint: str) -> Problem:
    """At the first of them."""
    first = next(iter(events))
    path = site.records.paths[EVENTS.name, first.id]
    return Problem(path, 0, 0, "date_maj", message, hint, "warning")
