"""Whatever happened between two builds, what was kept changes no byte of the next one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trace.edits import Edits
from tests.trace.small import Small

#: So many edits come before each build, and so many builds before each comparison: what is stale stays so.
EDITS, TOGETHER, BETWEEN = 300, 6, 5


def test_three_hundred_edits_give_what_a_clean_build_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Small(tmp_path, 24, monkeypatch)
    edits, done = Edits(small, 14), list[str]()
    small.built(cached=True)
    for turn in range(1, EDITS // TOGETHER + 1):
        sound = small.snapshot()
        done += [edits.one() for _ in range(TOGETHER)]
        try:
            files = small.built(cached=True)
        except Exception:  # what the rules would have refused: a record names one that is gone
            with pytest.raises(Exception):  # noqa: B017 (whatever it finds first)
                small.built(cached=False)
            small.restore(sound)
            continue
        if turn % BETWEEN == 0:
            clean = small.built(cached=False)
            assert sorted(files) == sorted(clean), done
            assert [path for path in clean if files[path] != clean[path]] == [], done
    assert len(set(done)) == len(set(edits.every))
