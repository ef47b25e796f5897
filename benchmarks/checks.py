"""`maillage check` beside who reads and validates the same records: CSafeLoader with pydantic, and
check-jsonschema.

Ours holds every record against every rule (confidential places, persons, dates, doubles, references); they
hold each field against its type. A record that is wrong is put among them once, so that a checker that
looks at nothing is seen.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks import contenders
from benchmarks.asked import PYDANTIC
from benchmarks.book import OURS, Book, Key
from benchmarks.measure import Cost, Failed, run
from benchmarks.peers.models import KINDS
from benchmarks.peers.peer import environment, venv
from benchmarks.reseau import PROJECT

SCHEMAS = PROJECT / "data" / "schemas"
MODELS = (venv("python"), str(Path(__file__).with_name("peers") / "models.py"), str(SCHEMAS), "data")
JSONSCHEMA = "check-jsonschema"


def measure(book: Book, network: Path, actors: int, rounds: int) -> None:
    """In turn; ours once without what an earlier check kept, once with it."""
    peers = {PYDANTIC: (MODELS,), JSONSCHEMA: tuple(_schema(network, kind) for kind in KINDS)}
    ready = {
        who: commands
        for who, commands in peers.items()
        if _refuses(book, Key("check", who, actors), commands, network)
    }
    for _ in range(rounds):
        book.measured(Key("check", OURS, actors), partial(_cold, network))
        book.measured(
            Key("check again", OURS, actors),
            partial(run, contenders.CHECK, network, contenders.environment()),
        )
        for who, commands in ready.items():
            book.measured(Key("check", who, actors), partial(_all, commands, network, environment()))


def _cold(network: Path) -> Cost:
    shutil.rmtree(network / ".cache", ignore_errors=True)
    return run(contenders.CHECK, network, contenders.environment())


def _schema(network: Path, kind: str) -> Sequence[str]:
    files = sorted((network / "data" / kind).glob("*.yml"))
    names = [str(path.relative_to(network)) for path in files]
    return (venv("check-jsonschema"), "--schemafile", str(SCHEMAS / f"{kind}.json"), *names)


def _all(commands: Sequence[Sequence[str]], network: Path, env: Mapping[str, str]) -> Cost:
    """One command after the other: a kind has its own schema."""
    costs = [run(command, network, env) for command in commands]
    return Cost(
        sum(c.elapsed for c in costs), sum(c.cpu or 0 for c in costs), max(c.peak or 0 for c in costs)
    )


def _refuses(book: Book, key: Key, commands: Sequence[Sequence[str]], network: Path) -> bool:
    """True for a checker that is here and refuses an actor whose category is no term; else why is told."""
    if not Path(commands[0][0]).exists():
        book.lack(key, f"not installed: {key.who} (make bench installs it)")
        return False
    path = sorted((network / "data" / "actors").glob("*.yml"))[0]
    before = path.read_bytes()
    path.write_bytes(before.replace(b"\ncategorie: ", b"\ncategorie: inconnue-", 1))
    try:
        run(commands[0], network, environment())
    except Failed as failed:
        if "inconnue-" in str(failed):
            return True
        book.lack(key, str(failed))
        return False
    finally:
        path.write_bytes(before)
    book.lack(key, "it takes a record whose category is no term")
    return False
