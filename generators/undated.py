"""Events to come of which nothing tells that they change: no history of git, and no day in the record.

Who keeps an event in a calendar learns that it moved by a later number of revision, which comes from the
commits of its file, or from `date_maj`. A folder without repository, or a clone cut short, has no commits.
"""

from __future__ import annotations

from collections.abc import Iterator

from generators.records.kinds import EVENTS
from generators.records.problems import Problem
from generators.site import Site


def faults(site: Site) -> Iterator[Problem]:
    """A warning for each event to come that has no `date_maj`, where the history says nothing."""
    if site.network.traces:
        return
    for event in site.network.coming:
        if event.date_maj is None:
            yield Problem(
                site.records.paths[EVENTS.name, event.id],
                0,
                0,
                "date_maj",
                "sans l’historique de git, rien ne dit aux agendas des abonnés que ce rendez-vous a changé",
                "écrivez date_maj à chaque changement de date, de lieu ou d’état ; ou publiez depuis le "
                "dépôt git entier (git fetch --unshallow complète un clone partiel)",
                "warning",
            )
