"""`verify letters`: one .eml a structure, to look at and to send; what was made is remembered."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date

from generators.care import confirmation, letters_sent
from generators.care.confirmation import Sender, mailbox_of
from generators.care.letters_sent import Days, exhausted, may_write, unanswered
from generators.care.verification import to_ask
from generators.cli.common import (
    DONE,
    PROBLEMS,
    Mistake,
    opened,
    project_of,
    read,
    today_of,
)
from generators.cli.named import region_named
from generators.pages.records.fields import champs
from generators.publish import write
from generators.records.models import Acteur
from generators.site import Site
from generators.words.wording import liste, no_break, nombre


def run(arguments: argparse.Namespace) -> int:
    project, today = project_of(arguments), today_of(arguments)
    site, _ = opened(arguments, letters=False)
    if site is None:
        return PROBLEMS
    days = letters_sent.sent(read(project.data / letters_sent.FILE))
    actors = [*_wanted(arguments, site, today)]
    asked = bool(arguments.ids)
    ready = [a for a in actors if mailbox_of(a) and (asked or may_write(a, days, today))]
    if arguments.limit is not None:
        ready = ready[: max(0, arguments.limit)]
    files = {f"{actor.id}.eml": _letter(actor, site, days) for actor in ready}
    site.last_look.over(files)
    if files and not arguments.dry_run:
        write(files, arguments.out)
        made = letters_sent.with_letters(days, [actor.id for actor in ready], today)
        write({letters_sent.FILE: made}, project.data)
    print(no_break("\n".join(_told(ready, actors, days, arguments))))
    if files and not site.identity.contact.courriel:
        print(
            "maillage : les réponses n’ont pas où arriver : écrivez contact.courriel dans data/reseau.yml",
            file=sys.stderr,
        )
    return DONE


def _wanted(arguments: argparse.Namespace, site: Site, today: date) -> Iterator[Acteur]:
    """The structures that were named, or those to ask, the first to ask first."""
    region = region_named(arguments.region, site.places) if arguments.region else None
    if not arguments.ids:
        yield from (one.acteur for one in to_ask(site.records, site.places, today, region))
    for id_ in dict.fromkeys(arguments.ids):
        actor = site.records.actors.get(id_.removeprefix("actors/"))
        if actor is None:
            raise Mistake(f"aucune structure n’a l’identifiant « {id_} »")
        yield actor


def _letter(actor: Acteur, site: Site, days: Days) -> bytes:
    sender = Sender(site.identity, site.address, site.host, site.identity.contact.courriel or "")
    reminders = min(len(unanswered(actor, days)), letters_sent.RELANCES)
    return confirmation.letter(actor, champs(site, actor), site.records, sender, site.today, reminders)


def _told(
    ready: Sequence[Acteur], actors: Sequence[Acteur], days: Days, arguments: argparse.Namespace
) -> Iterator[str]:
    """What was made, and whom letters do not reach."""
    where = "à préparer" if arguments.dry_run else f"dans {arguments.out}/"
    yield f"{nombre(len(ready), 'lettre')} {where}" if ready else "Aucune lettre à préparer."
    again = [actor for actor in ready if unanswered(actor, days)]
    if again:
        yield f"Dont {nombre(len(again), 'relance')} : {_named(again)}."
    if silent := [a for a in actors if mailbox_of(a) and exhausted(a, days)]:
        yield f"Sans réponse après {letters_sent.RELANCES} relances, à appeler : {_named(silent)}."
    nowhere = [actor for actor in actors if not mailbox_of(actor)]
    call = [actor for actor in nowhere if actor.telephone]
    if call:
        yield f"Sans courriel de fonction, à appeler : {_named(call)}."
    if rest := len(nowhere) - len(call):
        yield (
            f"Sans courriel ni téléphone : {nombre(rest, 'structure')} ; cherchez d’abord comment les "
            f"joindre."
        )


def _named(actors: Sequence[Acteur]) -> str:
    return liste(f"{actor.nom} ({actor.id})" for actor in actors)
