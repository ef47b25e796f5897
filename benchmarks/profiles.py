"""Where the time of a command goes: the 15 functions that take the most themselves, then with what they call.

python -m benchmarks.profiles build                   # of 10 000 actors, in one process
python -m benchmarks.profiles check --actors 2000
"""

from __future__ import annotations

import argparse
import pstats
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import contenders
from benchmarks.reseau import write_network

#: One process does it all: a profile knows no other.
COMMANDS = {"build": [*contenders.BUILD, "--jobs", "1"], "check": contenders.CHECK}


def profile(command: str, folder: Path) -> None:
    kept = folder / f"{command}.profile"
    python, *arguments = COMMANDS[command]
    subprocess.run([python, "-m", "cProfile", "-o", str(kept), *arguments], cwd=folder,
                   env=contenders.environment(), check=True)  # fmt: skip
    for order in ("tottime", "cumtime"):
        pstats.Stats(str(kept)).strip_dirs().sort_stats(order).print_stats(15)


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--actors", type=int, default=10_000, metavar="N")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(dir=contenders.memory()) as scratch:
        write_network(Path(scratch), arguments.actors)
        profile(arguments.command, Path(scratch))


if __name__ == "__main__":
    main()
