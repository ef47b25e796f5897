"""An issue drafted from the quarter of `tests.letter.quarter`, as a team would: drafted, read, checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.opening import open_site
from tests.letter import quarter


@pytest.mark.parametrize("records", [quarter.RECORDS, quarter.RECORDS[:1], ()])
def test_the_quarter_is_in_order(tmp_path: Path, records: tuple[str, ...]):
    site, problems = open_site(quarter.lay(tmp_path, records), quarter.DAY, quarter.ADDRESS)
    assert (site is not None, problems) == (True, ())
    assert site.identity.nom == "Vigie"
    assert {f"{kind}/{id_}" for (kind, id_), _ in site.records.all()} >= {*records}
