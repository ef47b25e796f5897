"""What a command costs is that of all its processes, and one that fails costs nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks.measure import Cost, Failed, middle, run, weight

#: Two processes that hold 60 MB each at the same time, in memory of their own.
TWO = """
import os, time
child = os.fork()
held = bytearray(os.urandom(1 << 20) * 60)
time.sleep(1.5)
child and os.waitpid(child, 0)
"""


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="asks for Linux's smaps_rollup")
def test_the_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    cost = run([sys.executable, "-c", TWO], tmp_path, os.environ)
    assert cost.peak is not None and cost.peak > 120
    assert cost.cpu is not None and cost.cpu > 0


def test_a_command_that_fails_says_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"ended with 3: the reason"):
        run([sys.executable, "-c", "print('the reason'); raise SystemExit(3)"], tmp_path, os.environ)
    with pytest.raises(Failed, match="does not start"):
        run(["/no/such/program"], tmp_path, os.environ)


def test_a_command_that_never_ends_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="was stopped after"):
        run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, os.environ, patience=0.2)


def test_the_weight_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"x" * 2_000_000)
    (tmp_path / "c").write_bytes(b"x")
    assert weight(tmp_path) == (2, 2.000001)


def test_the_middle_of_rounds_leaves_out_what_was_not_measured() -> None:
    assert middle([Cost(1, 2), Cost(3, 4), Cost(2, 9)]) == Cost(2, 4)
