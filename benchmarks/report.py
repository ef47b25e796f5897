"""The figures of a run as Markdown: what was asked beside what was found, then each table, then what is not
there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.asked import COLD, HISTORY, HUGO, MKDOCS, SOME, Answer, answers, divided, growth
from benchmarks.book import NOT_YET, Book
from benchmarks.measure import Found, Missing

HEAD = """# Results

Written by `make bench` itself; [README.md](README.md) tells how it is run and what each figure means."""
#: Its last line while a run goes on.
UNFINISHED = "**This run did not reach its end: what is not here was not measured.**"


def markdown(book: Book, machine: Iterable[tuple[str, str]], actors: int, finished: bool) -> str:
    """The whole page."""
    parts = [
        HEAD,
        *([] if finished else [UNFINISHED]),
        "## The machine\n\n" + table(("", ""), machine, left=2),
        "## What is asked\n\n" + _asked(book, actors),
        *_tables(book, actors),
        *_readers(book),
        *_absent(book),
    ]
    return "\n\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> str:
    """A Markdown table; all but the first `left` columns stand to the right."""
    rule = ["---" if number < left else "---:" for number in range(len(head))]
    lines = (head, rule, *rows)
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _asked(book: Book, actors: int) -> str:
    found = answers(book, actors)
    rows = [(a.asked.what, f"≤ {a.asked.limit:g}{_unit(a)}", _value(a), a.verdict) for a in found]
    short = [
        f"- {a.asked.what}: {_value(a)} where {a.asked.limit:g}{_unit(a)} is asked" for a in found if a.short
    ]
    listed = (
        "\n".join(["What falls short:", "", *short]) if short else "Nothing that was measured falls short."
    )
    return f"Ratios are of medians of this run, at {thousands(actors)} actors unless said.\n\n" + "\n\n".join(
        [table(("Figure", "asked", "found", "verdict"), rows), listed]
    )


def _unit(answer: Answer) -> str:
    return f" {answer.asked.unit}" if answer.asked.unit else ""


def _value(answer: Answer) -> str:
    return "–" if isinstance(answer.found, Missing) else f"{figure(answer.found)}{_unit(answer)}"


def _tables(book: Book, actors: int) -> Iterator[str]:
    builds = [_row(book, COLD, who, n) for n in book.actors(COLD) for who in book.who(COLD)]
    if builds:
        head = ("Cold build", "actors", "wall", "CPU", "peak", "files", "MB", "wall to MkDocs", "to Hugo")
        exponents = [f"{who} {said}" for who in book.who(COLD) if (said := _exponent(book, who, actors))]
        grown = (
            f"\n\nGrowth of the CPU from {thousands(SOME)} actors (exponent): {', '.join(exponents)}."
            if exponents
            else ""
        )
        yield "## Cold build\n\n" + table(head, builds) + grown
    for title, jobs, note in SECTIONS:
        rows = [row for job in jobs for row in _costs(book, job)]
        if rows:
            yield f"## {title}\n\n{note}\n\n" + table(
                ("", "by", "actors", "wall", "CPU", "peak", "files", "MB"), rows, left=2
            )


#: Title, jobs and note of each table.
SECTIONS = (
    ("Over a site that is there", ("no change", "one record changed", f"{COLD}, --no-cache"),
     "MkDocs, Zensical, Eleventy and Hugo build anew, but in their servers."),
    ("From an edit to the screen", ("server starts", "edit"),
     "Each generator's own server, over HTTP; the peak is the server's."),
    ("Check", ("check", "check again"), "All records: by every rule, or by their fields' types."),
    ("First search", ("search index", "first search"),
     "Empty cache, from the opening of the page to the first result."),
    ("Map of points", ("map",), "Until all markers are drawn; the peak is the JavaScript heap."),
    ("Letter", ("letter",), "MJML to HTML, warm."),
    ("Git's history",
     ("history, three logs of everything", "history, read from nothing", "history, no new commit", HISTORY),
     "5 000 commits; actors are records."),
    ("Commands", ("start",), "`maillage --help`."),
)  # fmt: skip


def _readers(book: Book) -> Iterator[str]:
    """What readers meet, each beside its most."""
    rows = [
        (f.name, "" if f.target is None else f"≤ {f.target:g} {f.unit}", f"{f.measured:.0f} {f.unit}",
         "" if f.thread is None else f"{f.thread:.0f} ms",
         "" if f.target is None else "kept" if f.measured <= f.target else "**falls short**")
        for f in book.read_by
    ]  # fmt: skip
    if rows:
        yield "## Readers\n\n" + table(
            ("In a browser, on our site", "asked", "found", "main thread", "verdict"), rows
        )


def _row(book: Book, job: str, who: str, actors: int) -> tuple[str, ...]:
    cost = book.found(job, who, actors)
    ratios = [_ratio(cost, book.found(job, peer, actors)) for peer in (MKDOCS, HUGO)]
    return (who, thousands(actors), *_figures(cost), *ratios)


def _costs(book: Book, job: str) -> Iterator[tuple[str, ...]]:
    for actors in book.actors(job):
        for who in book.who(job):
            cost = book.found(job, who, actors)
            if cost is not NOT_YET:
                yield (job, who, thousands(actors), *_figures(cost))


def _figures(cost: Found) -> tuple[str, ...]:
    if isinstance(cost, Missing):
        return ("missing", "", "", "", "")
    files = "" if cost.files is None else thousands(cost.files)
    peak = "" if cost.peak is None else f"{cost.peak:.0f} MB"
    return (
        seconds(cost.elapsed),
        seconds(cost.cpu),
        peak,
        files,
        "" if cost.megabytes is None else figure(cost.megabytes),
    )


def _ratio(one: Found, other: Found) -> str:
    found = divided(one, other, "elapsed")
    return "" if isinstance(found, Missing) else figure(found)


def _exponent(book: Book, who: str, actors: int) -> str:
    found = growth(who)(book, actors)
    return "" if isinstance(found, Missing) else f"{found:.2f}"


def _absent(book: Book) -> Iterator[str]:
    """Who or what could not be measured, and why."""
    lines = [
        f"- {key.who}, {key.job}, {thousands(key.actors)} actors: {why}" for key, why in book.lacks.items()
    ]
    if lines:
        yield "## Missing\n\n" + "\n".join(lines)


def seconds(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value * 1000:.2g} ms" if value < 0.1 else f"{figure(value)} s"


def figure(value: float) -> str:
    """Three digits, and no more than the clock is worth."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def thousands(value: int) -> str:
    return f"{value:,}".replace(",", " ")
