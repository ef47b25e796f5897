"""An issue of the newsletter: sound records, each once, no event that was over; and dates that agree."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from generators.records import recurrence
from generators.records.kinds import EVENTS, KINDS, NEWS, RESOURCES
from generators.records.models import Choix, Evenement, Numero
from generators.records.problems import PROPOSED, TO_WRITE
from generators.records.reading.source import Loc
from generators.records.rules.base import Context, Finding, Rule, Subject
from generators.records.rules.dates import day
from generators.words.dates import date_partielle
from generators.words.wording import fold, plain

#: Rubric of an issue → the kind whose records it takes.
RUBRICS = {kind.rubric: kind for kind in (EVENTS, NEWS, RESOURCES)}


def choices(issue: Numero) -> Iterator[tuple[str, Loc, Choix]]:
    """Every chosen record of an issue, with its rubric and its place."""
    for name in RUBRICS:
        rubric = getattr(issue, name)
        for number, choice in enumerate(rubric.choix if rubric else ()):
            yield name, (name, "choix", number), choice


def record_once(subject: Subject, context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    if isinstance(subject.record, Numero):
        for _, loc, choice in choices(subject.record):
            if choice.fiche in seen:
                yield Finding(
                    (*loc, "fiche"), f"« {choice.fiche} » est choisi deux fois", "retirez-le une fois"
                )
            seen.add(choice.fiche)


def right_rubric(subject: Subject, context: Context) -> Iterator[Finding]:
    if isinstance(subject.record, Numero):
        for rubric, loc, choice in choices(subject.record):
            if not takes(rubric, choice.fiche.split("/")[0]):
                yield Finding(
                    (*loc, "fiche"),
                    f"« {choice.fiche} » n’est pas à sa place dans la rubrique « {rubric} »",
                    f"on y attend {RUBRICS[rubric].name}/…",
                )


def takes(rubric: str, kind: str) -> bool:
    """A structure goes anywhere, an event of an earlier issue among the news: as its kind says."""
    return kind not in KINDS or rubric in (KINDS[kind].rubric, *KINDS[kind].also)


def event_still_ahead(subject: Subject, context: Context) -> Iterator[Finding]:
    """What is called off is a warning, never an error: an issue that left stays, and so does the site."""
    for loc, event, issue in events(subject, context, "agenda"):
        if event.annule and not (issue.statut == "publie" and event.change_depuis(issue.date.last_day)):
            yield Finding(
                loc,
                f"« {event.titre} » est annulé",
                "retirez-le du numéro, ou laissez-le : la lettre le dira annulé",
                "warning",
            )
        elif not event.annule and _last_day(event) < issue.date.first_day:
            yield Finding(
                loc,
                f"« {event.titre} » était passé à la date du numéro ({date_partielle(issue.date)})",
                "retirez-le, ou vérifiez les deux dates",
            )


def event_has_a_sequel(subject: Subject, context: Context) -> Iterator[Finding]:
    """Among the news, an event stands for what became of it: it was called off, put off, or told since."""
    for loc, event, issue in events(subject, context, "actualites"):
        changed = event.annule or event.reporte_au
        if changed and issue.statut == "publie" and event.change_depuis(issue.date.last_day):
            continue
        if changed and not _announced(event, issue, context):
            yield Finding(
                loc,
                f"« {event.titre} » est {'annulé' if event.annule else 'reporté'}, et aucun numéro précédent "
                "ne l’annonçait",
                "retirez-le du numéro" if event.annule else "mettez-le dans l’agenda, à sa nouvelle date",
                "warning",
            )
        elif not changed and (_last_day(event) >= issue.date.last_day or not _tells(event)):
            yield Finding(
                loc,
                f"« {event.titre} » n’a pas encore de suite à raconter",
                "mettez-le dans l’agenda s’il est à venir ; sinon, ajoutez à sa fiche un compte rendu, un "
                "replay ou des documents",
            )


def events(subject: Subject, context: Context, rubric: str) -> Iterator[tuple[Loc, Evenement, Numero]]:
    """The events that a rubric of an issue carries."""
    issue = subject.record
    if not isinstance(issue, Numero):
        return
    for name, loc, choice in choices(issue):
        kind, _, id_ = choice.fiche.partition("/")
        event = context.records.of(kind).get(id_) if kind == "events" and name == rubric else None
        if isinstance(event, Evenement):
            yield (*loc, "fiche"), event, issue


def _last_day(event: Evenement) -> date:
    if recurrence.is_endless(event):
        return date.max
    ends = (day(one.event.fin or one.event.debut) for one in recurrence.occurrences(event, date.max))
    return max([day(event.reporte_au or event.fin or event.debut), *ends])


def _tells(event: Evenement) -> bool:
    return bool(event.compte_rendu or event.replay or event.documents)


def _announced(event: Evenement, issue: Numero, context: Context) -> bool:
    earlier = (n for n in context.records.of("issues").values() if isinstance(n, Numero) and n.id < issue.id)
    return any(
        rubric == "agenda" and choice.fiche == f"events/{event.id}"
        for number in earlier
        for rubric, _, choice in choices(number)
    )


def image_there(subject: Subject, context: Context) -> Iterator[Finding]:
    if isinstance(subject.record, Numero):
        for _, loc, choice in choices(subject.record):
            if choice.image and choice.image.fichier not in context.images:
                yield Finding(
                    (*loc, "image", "fichier"),
                    f"l’image « {choice.image.fichier} » n’est pas dans newsletter/images/",
                    "déposez-la, ou corrigez le nom",
                )


def image_light(subject: Subject, context: Context) -> Iterator[Finding]:
    if isinstance(subject.record, Numero):
        for _, loc, choice in choices(subject.record):
            picture = context.images.get(choice.image.fichier) if choice.image else None
            if picture and picture.heavy and (fault := picture.fault()):
                yield Finding(
                    (*loc, "image", "fichier"), f"l’image « {picture.name} » {fault.message}", fault.hint
                )


def image_sound(subject: Subject, context: Context) -> Iterator[Finding]:
    """It is a picture, of the format that its name says, still, and of a size that one can decode."""
    if isinstance(subject.record, Numero):
        for _, loc, choice in choices(subject.record):
            picture = context.images.get(choice.image.fichier) if choice.image else None
            if picture and not picture.heavy and (fault := picture.fault()):
                yield Finding(
                    (*loc, "image", "fichier"), f"l’image « {picture.name} » {fault.message}", fault.hint
                )


def label_leads_to_one_place(subject: Subject, context: Context) -> Iterator[Finding]:
    """Two buttons of one label lead to one place: out of its item, a label must say where it leads."""
    issue = subject.record
    said: dict[str, tuple[Choix, str]] = {}
    for _, loc, choice in choices(issue) if isinstance(issue, Numero) else ():
        if choice.bouton is None:
            continue
        target = choice.bouton.url or choice.fiche
        first, other = said.setdefault(fold(choice.bouton.libelle), (choice, target))
        if other != target:
            yield Finding(
                (*loc, "bouton", "libelle"),
                f"« {choice.bouton.libelle} » est aussi le bouton de « {first.fiche} », et mène ailleurs",
                "dites dans chacun où il mène",
            )


def still_to_write(subject: Subject, context: Context) -> Iterator[Finding]:
    """A draft says what it still needs; a published issue must have it."""
    issue = subject.record
    if not isinstance(issue, Numero):
        return
    blank = [(loc, *told) for loc, text in subject.texts if (told := unwritten(text))]
    if not any(True for _ in choices(issue)):
        blank.append(((), "ce numéro ne porte encore aucune fiche", "ajoutez une rubrique et ses fiches"))
    for loc, message, hint in blank:
        yield Finding(loc, message, hint, "error" if issue.statut == "publie" else "warning")


def unwritten(text: str) -> tuple[()] | tuple[str, str]:
    """What is told of a text that nobody wrote, or that was proposed and still has its mark anywhere."""
    if PROPOSED in plain(text):
        return "cette proposition reste à relire", f"relisez-la, corrigez-la, puis effacez « {PROPOSED} »"
    return ("ce texte reste à écrire", "écrivez-le avant de publier") if text.startswith(TO_WRITE) else ()


MONTHS = tuple("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split())
WEEKDAYS = tuple("lundi mardi mercredi jeudi vendredi samedi dimanche".split())
_MONTH = "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
_PERIOD = re.compile(r"\b([1-4])\s*(?:er|e|ᵉʳ|ᵉ)\s+trimestre\s+(\d{4})\b", re.IGNORECASE)
_DATE = re.compile(rf"\b([0-3]?\d)(?:er)?\s+({_MONTH})\b(?:\s+(\d{{4}})\b)?", re.IGNORECASE)
_FULL_DATE = re.compile(
    rf"\b({'|'.join(WEEKDAYS)})\s+([0-3]?\d)(?:er)?\s+({_MONTH})\s+(\d{{4}})\b", re.IGNORECASE
)
#: A letter tells of the quarter that ends, or opens the next one.
LATE = timedelta(days=92)


def name_agrees(subject: Subject, context: Context) -> Iterator[Finding]:
    """2026-t4.yml is the 4th quarter of 2026, and leaves in it or soon after."""
    issue = subject.record
    if not isinstance(issue, Numero):
        return
    year, quarter = int(issue.id[:4]), int(issue.id[-1])
    said = _PERIOD.search(issue.periode)
    if said and (int(said[2]), int(said[1])) != (year, quarter):
        right = f"{quarter}{'er' if quarter == 1 else 'e'} trimestre {year}"
        yield Finding(
            ("periode",),
            f"« {issue.periode} » ne va pas avec le nom du fichier, {issue.id}",
            f"écrivez {right}, ou renommez le fichier",
        )
    first, after = date(year, 3 * quarter - 2, 1), date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    if not (first <= issue.date.last_day and issue.date.first_day < after + LATE):
        yield Finding(
            ("date",),
            f"« {date_partielle(issue.date)} » ne va pas avec le nom du fichier, {issue.id}",
            f"écrivez un jour à partir du {first:%d/%m/%Y}, ou renommez le fichier",
        )


def words_agree(subject: Subject, context: Context) -> Iterator[Finding]:
    """When an item of the agenda says days, one of them at least is a day of its event."""
    for loc, event, issue in events(subject, context, "agenda"):
        known = {*_days(event, issue.date.last_day)}
        said = [
            (place, found)
            for place, text in subject.numbered_texts
            if place[: len(loc) - 1] == loc[:-1]
            for found in _DATE.finditer(text)
        ]
        if said and not any(_is_of(found, known) for _, found in said):
            place, found = said[0]
            yield Finding(
                place,
                f"« {found[0]} » ne va pas avec la fiche : « {event.titre} » est le {event.debut:%d/%m/%Y}",
                "écrivez la date de la fiche, ou corrigez la fiche",
            )


def _is_of(found: re.Match[str], known: Collection[date]) -> bool:
    said = (int(found[1]), _month(found[2]))
    return any(said == (one.day, one.month) and found[3] in (None, str(one.year)) for one in known)


def _month(word: str) -> int:
    return MONTHS.index(fold(word)) + 1


def _days(event: Evenement, on: date) -> Iterator[date]:
    """Every day on which the event is, or on which something of it is due."""
    spans = [(event.debut, event.fin), *((session.debut, session.fin) for session in event.seances)]
    spans += [
        (one.event.debut, one.event.fin) for one in recurrence.occurrences(event, on + recurrence.HORIZON)
    ]
    for start, end in spans:
        length = (day(end or start) - day(start)).days
        yield from (day(start) + timedelta(days=number) for number in range(min(length, 366) + 1))
    if event.reporte_au:
        yield day(event.reporte_au)
    if event.inscription and event.inscription.avant_le:
        yield day(event.inscription.avant_le)


def weekday_agrees(subject: Subject, context: Context) -> Iterator[Finding]:
    """« mardi 14 novembre 2023 » was a Tuesday."""
    for loc, text in subject.numbered_texts:
        for found in _FULL_DATE.finditer(text):
            if (right := _weekday(found)) and right != found[1].lower():
                yield Finding(
                    loc,
                    f"le {found[2]} {found[3]} {found[4]} n’est pas un {found[1].lower()}, mais un {right}",
                    "vérifiez le jour et la date",
                )


def _weekday(found: re.Match[str]) -> str | None:
    """The weekday of a full date; None when the calendar has no such day."""
    try:
        return WEEKDAYS[date(int(found[4]), _month(found[3]), int(found[2])).weekday()]
    except ValueError:
        return None


RULES = (
    Rule("numero-doublon", record_once, Numero),
    Rule("numero-rubrique", right_rubric, Numero),
    Rule("numero-evenement", event_still_ahead, Numero),
    Rule("numero-suite", event_has_a_sequel, Numero),
    Rule("numero-a-ecrire", still_to_write, Numero),
    Rule("numero-image", image_there, Numero),
    Rule("numero-image-lourde", image_light, Numero),
    Rule("numero-image-saine", image_sound, Numero),
    Rule("numero-bouton", label_leads_to_one_place, Numero),
    Rule("numero-periode", name_agrees, Numero),
    Rule("numero-dates", words_agree, Numero),
    Rule("jour-de-semaine", weekday_agrees),
)
