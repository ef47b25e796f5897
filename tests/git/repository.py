"""A repository that a test writes, commit by commit, and the three logs that say of it what a build needs."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

#: What each log asks for, in git's own words.
DAYS = ("--diff-filter=AMD",)
CONTACTS = (
    "--diff-filter=M",
    "-G^[ -]*(telephone|courriel|site_web|lien_mobilisation|adresse|commune|horaires_accueil) *:",
)
GONE = (
    "--diff-filter=D",
    "-i",
    "-Gconfidentiel[a-z_]*[\"']?[ \t]*:[ \t]*[\"']?(true|oui|vrai|1)",
)
SINCE = 1_600_000_000

Files = Mapping[str, bytes]
Log = list[tuple[str, list[str]]]


class Repository:
    """Its commits have a number each; `files` are the whole of what each holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.files: list[Files] = []
        self._mark = folder / ".git" / "marks"
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, told: bytes = b"") -> str:
        environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_NO_REPLACE_OBJECTS": "1" if words[0] == "log" else "",
        }
        named = ("-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "protocol.file.allow=always")
        done = subprocess.run(
            ["git", "-C", str(self.folder), *named, *words],
            env={name: value for name, value in environ.items() if value},
            input=told,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    def commit(self, files: Files, *parents: int, day: int = 0) -> int:
        """One more commit, from others by their numbers, on a day since the first; main points to it."""
        return self.commits([(files, parents, SINCE + day * 86_400, "+0000")])

    def commits(self, these: Sequence[tuple[Files, Sequence[int], int, str]]) -> int:
        told = list[bytes]()
        for files, parents, instant, zone in these:
            head = f"commit refs/heads/main\nmark :{len(self.files) + 1}\n"
            head += f"committer x <x@x.example> {instant} {zone}\ndata 0\n"
            head += "".join(
                f"{'merge' if place else 'from'} :{parent + 1}\n" for place, parent in enumerate(parents)
            )
            told += [b"reset refs/heads/main\n\n" if not parents else b"", head.encode(), b"deleteall\n"]
            told += [
                b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)
                for path, content in files.items()
            ]
            self.files.append(files)
        marks = (f"--import-marks-if-exists={self._mark}", f"--export-marks={self._mark}")
        self.git("fast-import", "--quiet", "--force", *marks, told=b"".join(told))
        return len(self.files) - 1

    def names(self) -> list[str]:
        """What git calls each commit."""
        lines = self._mark.read_text().split()
        names = dict(zip(lines[::2], lines[1::2], strict=True))
        return [names[f":{number + 1}"] for number in range(len(self.files))]

    def point(self, number: int) -> None:
        """main is at a commit, whatever it was at."""
        self.git("update-ref", "refs/heads/main", self.names()[number])

    def log(self, asked: Sequence[str], below: str = ".") -> Log:
        """What git answers today, at once and from nothing."""
        form = ("--format=@%cs", "--name-status", "--no-renames", "--relative", "--text")
        return grouped(self.git("-C", below, "log", *form, *asked, "--", "."))


def grouped(log: str) -> Log:
    """A day with its files, for each commit that has some."""
    found: Log = []
    for line in filter(None, log.splitlines()):
        if line.startswith("@"):
            found.append((line, []))
        else:
            found[-1][1].append(line)
    return [(day, files) for day, files in found if files]


class Chance:
    """Random histories: records come, change, go and move, branches part and meet, one side may win."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def record(self) -> bytes:
        draw = self.draw
        lines = [
            f"nom: N{draw.randrange(3)}",
            f"telephone: {draw.randrange(3)}",
            f"adresse_confidentielle:{draw.choice([' ', chr(9), ''])}{draw.choice(['true', 'Oui', 'false'])}",
            f"{draw.choice(['', '- ', '  '])}adresse : {draw.randrange(2)}",
            "-- adresse: un tiret de plus",
            "@@ -1 +1 @@",
            f"resume: {draw.randrange(4)}",
        ]
        draw.shuffle(lines)
        end = draw.choice(["\n", "\r\n"])
        return (end.join(lines[: draw.randint(0, 7)]) + draw.choice(["", end])).encode() + draw.choice(
            [b"", b"", b"", b"\0"]
        )

    def path(self) -> str:
        draw = self.draw
        folder = draw.choice(
            ["data/actors", "data/actors", "data/events", "data/actors/é", "docs", "autre/data"]
        )
        return f"{folder}/{draw.choice('abcde')}{draw.choice(['', ' x', 'é'])}.yml"

    def changed(self, files: Files) -> dict[str, bytes]:
        """One step further: nothing at all, now and then."""
        draw, found = self.draw, dict(files)
        for _ in range(draw.choice([0, 1, 1, 2, 5])):
            if found and draw.random() < 0.3:
                gone = draw.choice(sorted(found))
                content = found.pop(gone)
                if draw.random() < 0.5:
                    found[self.path()] = content
            else:
                found[self.path()] = self.record()
        return found

    def merged(self, sides: Sequence[Files]) -> Files:
        """One side wins, or each file comes from some side, or what nobody wrote is in it too."""
        draw = self.draw
        if draw.random() < 0.4:
            return draw.choice(sides)
        paths = sorted({path for side in sides for path in side})
        mixed = {path: draw.choice([side[path] for side in sides if path in side]) for path in paths}
        return mixed if draw.random() < 0.6 else self.changed(mixed)

    def grow(self, repository: Repository, count: int, tips: list[int]) -> None:
        """More commits on the tips of its branches, which are changed; main is at the last of them."""
        draw, these = self.draw, list[tuple[Files, Sequence[int], int, str]]()
        known = [*repository.files]
        for _ in range(count):
            wanted = draw.choice([1, 1, 1, 1, 2, 2, 3])
            parents = draw.sample(tips, min(wanted, len(tips)))
            if not parents or draw.random() < 0.03:
                parents, files = [], self.changed({})
            elif len(parents) == 1:
                files = self.changed(known[parents[0]])
            else:
                files = self.merged([known[one] for one in parents])
            instant = SINCE + len(known) * 40_000 + draw.choice([0, 0, -90_000, 90_000])
            these.append(
                (
                    files,
                    parents,
                    instant - instant % draw.choice([1, 50_000]),
                    draw.choice(["+0000", "-1100"]),
                )
            )
            known.append(files)
            tips[:] = [one for one in tips if one not in parents or draw.random() < 0.4] + [len(known) - 1]
            tips[:] = tips[-5:]
        repository.commits(these)
