"""Times what git's history costs a build: read from nothing, and continued from what was kept.

    python -m benchmarks.histoire                  # 5 000 commits over 10 000 records, in /dev/shm
    python -m benchmarks.histoire --commits 500 --records 1000

The repository is written by `git fast-import`, the same at each run: an import of all records into one flat
folder, then commits that each change, add or remove a few, a branch now and then. Beside ours stand the three
`git log` that a build ran before, in the same run.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks import contenders
from generators.disk.cache import NONE, Cache
from generators.disk.seal import Seal
from generators.git.history import history
from generators.project import Project

COMMITS, RECORDS = 5_000, 10_000
#: What is continued, and what it stands beside.
WARM, THREE = "one new commit", "three logs of everything"
DAY = 86_400
SINCE = 1_700_000_000


def record(number: int, seed: int) -> bytes:
    """A record of the size that ours have; `seed` changes a few of its lines."""
    lines = [
        f"nom: Structure {number}",
        f"telephone: 01 99 00 {number % 100:02} {seed % 100:02}",
        f"courriel: contact{seed % 7}@structure-{number}.example",
        "adresse_confidentielle: " + ("true" if number % 25 == 0 else "false"),
        f"resume: Accueille et accompagne, {seed % 13} jours sur 7.",
        *(f"ligne_{n}: {number * n % 9973} mots de la fiche" for n in range(30)),
    ]
    return "\n".join(lines).encode() + b"\n"


def stream(commits: int, records: int) -> Iterator[bytes]:
    """What `git fast-import` reads: each fiftieth commit joins a branch of one commit to the main one."""
    chance = random.Random(14)
    alive, last = list(range(records)), records
    yield _head(1, [])
    yield from (_put(number, 0) for number in alive)
    for mark in range(2, commits + 1):
        branches, joins = mark % 50 == 48, mark % 50 == 0
        parents = [mark - 1, mark - 2] if joins else [mark - 2 if mark % 50 == 49 else mark - 1]
        yield _head(mark, [one for one in parents if one > 0] or [1])
        for _ in range(1 if branches else chance.randint(1, 4)):
            which = chance.randrange(len(alive))
            if chance.random() < 0.05 and not (branches or joins):
                yield b"D data/actors/a%06d.yml\n" % alive[which]
                alive[which], last = last, last + 1
                yield _put(alive[which], mark)
            else:
                yield _put(alive[which], mark)
    yield b"done\n"


def _head(mark: int, parents: list[int]) -> bytes:
    lines = [
        "commit refs/heads/main",
        f"mark :{mark}",
        f"committer a <a@a.example> {SINCE + mark * DAY // 4} +0000",
    ]
    lines += ["data 1", "x", *(f"{'merge' if place else 'from'} :{one}" for place, one in enumerate(parents))]
    return "".join(f"{line}\n" for line in lines).encode()


def _put(number: int, seed: int) -> bytes:
    content = record(number, seed)
    return b"M 100644 inline data/actors/a%06d.yml\ndata %d\n%s\n" % (number, len(content), content)


def written(folder: Path, commits: int, records: int) -> Path:
    """A repository with its records laid out."""
    folder.mkdir(parents=True)
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    with subprocess.Popen([*git, "fast-import", "--quiet", "--done"], stdin=subprocess.PIPE) as importing:
        assert importing.stdin
        importing.stdin.writelines(stream(commits, records))
    subprocess.run([*git, "repack", "-adq"], check=True)
    subprocess.run([*git, "reset", "-q", "--hard"], check=True)
    return folder


#: What a build asked of git before, each over the whole history.
LOGS = (
    ("--format=@%cs", "--diff-filter=AMD"),
    (
        "--format=@%cs",
        "--diff-filter=M",
        "-G^[ -]*(telephone|courriel|site_web|lien_mobilisation|adresse|commune|horaires_accueil) *:",
    ),
    (
        "--format=",
        "--diff-filter=D",
        "-i",
        "-Gconfidentiel[a-z_]*[\"']?[ \t]*:[ \t]*[\"']?(true|oui|vrai|1)",
    ),
)


def three_logs(project: Project) -> None:
    for words in LOGS:
        command = ["git", "-C", str(project.data), "log", "--name-status", "--no-renames", *words, "--", "."]
        subprocess.run(command, check=True, capture_output=True)


def one_more(project: Project) -> None:
    """A commit that changes one record, as a person makes it."""
    changed = min((project.data / "actors").iterdir())
    changed.write_bytes(changed.read_bytes() + b"date_maj: 2026-11-01\n")
    git = ["git", "-C", str(project.root), "-c", "user.name=a", "-c", "user.email=a@a.example"]
    subprocess.run([*git, "commit", "-qam", "x"], check=True)


def timed(name: str, what: Callable[[], object]) -> tuple[str, float, float]:
    """Elapsed, and the processor's work of this process and of those it waited for."""

    def worked() -> float:
        usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(usage.ru_utime + usage.ru_stime for usage in usages)

    since, before = time.perf_counter(), worked()
    what()
    return name, time.perf_counter() - since, worked() - before


def measure(commits: int, records: int) -> Iterator[tuple[str, float, float]]:
    """What was timed, twice each: seconds on the wall, seconds of the processor."""
    with tempfile.TemporaryDirectory(dir=contenders.memory()) as folder:
        root = written(Path(folder) / "depot", commits, records)
        kept = Cache(Path(folder) / ".cache" / "construction", Seal(b"banc" * 8))
        project = replace(Project.at(root), cache=kept)
        for _ in range(2):
            yield timed(THREE, partial(three_logs, project))
            yield timed("read from nothing", partial(history, replace(project, cache=NONE)))
        history(project)
        for _ in range(2):
            yield timed("no new commit", partial(history, project))
            one_more(project)
            yield timed(WARM, partial(history, project))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--commits", type=int, default=COMMITS)
    parser.add_argument("--records", type=int, default=RECORDS)
    arguments = parser.parse_args()
    print(f"{arguments.commits} commits, {arguments.records} records in one folder")
    for name, elapsed, cpu in measure(arguments.commits, arguments.records):
        print(f"{name:36} {elapsed:7.2f} s {cpu:7.2f} s CPU")


if __name__ == "__main__":
    main()
